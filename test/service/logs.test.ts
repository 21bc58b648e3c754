import { sql } from "drizzle-orm";
import { createTransport } from "nodemailer";
import { expect, onTestFinished, test } from "vitest";
import { createLog } from "../../src/log.ts";
import type { RowId } from "../../src/store/database.ts";
import { mailOf } from "../../src/store/mails.ts";
import { openVault } from "../../src/store/seal.ts";
import { HELP, MIA, replyTo, type Sent } from "../helpers/asked-thread.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { startLastingService, TEST_SECRET_KEY } from "../helpers/service.ts";

const vault = openVault(TEST_SECRET_KEY);

oneDatabase((database) => {
	test("no log line holds an address, a word or a token of a conversation, whatever becomes of it", async () => {
		const lines: string[] = [];
		const log = createLog({ accessLines: true }, { write: (line) => void lines.push(line) });
		const options = { mailFrom: "Wayline <reply@track.example>", mailPort: { protocol: "smtp", port: 0 } } as const;
		const service = await startLastingService(
			database,
			options,
			log.error.bind(log),
			log.warn.bind(log),
			log.info.bind(log),
		);
		onTestFinished(() => service.stop());
		const { db, url } = service;
		const seller = await service.newSeller("Harbour Shoes");
		await seller.connect({ carrier: "push" });
		await seller.patch("/v1/shop", { contactEmail: HELP });
		const { trackingUrl } = (await seller.post("/v1/shipments", { trackingNumber: "BIKE1207", carrier: "push" })).body;
		const { pathname } = new URL(trackingUrl);
		const newest = async (kind: string): Promise<Sent> => {
			const [row] = await db.rows<{ id: string; sellerId: RowId; sealedMail: Uint8Array }>(
				sql`select public_id as id, seller_id as "sellerId", sealed_mail as "sealedMail" from mails
					where kind = ${kind} order by mails.id desc limit 1`,
			);
			if (!row) throw new Error(`No letter ${kind}.`);
			// What question-mails.ts queued.
			return mailOf(vault, row) as Sent;
		};
		const transport = createTransport({ host: "127.0.0.1", port: service.mailPort ?? 0, ignoreTLS: true });
		onTestFinished(() => transport.close());
		const post = (letter: Sent, from: string, words: string) =>
			transport.sendMail({ envelope: { from, to: [letter.replyTo] }, raw: replyTo(letter, { from, words }) }).then(
				() => 250,
				(error: { readonly responseCode: number }) => error.responseCode,
			);

		const body = new URLSearchParams({ text: "CANARY of the page", email: MIA });
		const asked = await fetch(`${url}${pathname}/questions`, { method: "POST", body, redirect: "manual" });
		const cookie = asked.headers.get("set-cookie")?.split(";")[0] ?? "";
		const toShop = await newest("question.received");
		const [staffLink = ""] = /\/staff\/act\/[\w.-]+/.exec(toShop.text) ?? [];
		expect((await fetch(`${url}${staffLink}`)).status).toBe(200);
		expect(
			(await fetch(`${url}${staffLink}`, { method: "POST", redirect: "manual", body: new URLSearchParams() })).status,
		).toBeLessThan(400);
		expect((await fetch(`${url}${staffLink}x`)).status).toBeGreaterThanOrEqual(400);
		expect(await post(toShop, HELP, "CANARY of a mail")).toBe(250);
		await db.rows(sql`alter table inbound_mails rename to inbound_mails_away`);
		expect(await post(toShop, HELP, "CANARY of a mail that fails")).toBe(451);
		await db.rows(sql`alter table inbound_mails_away rename to inbound_mails`);
		const [{ id }] = (await seller.get("/v1/questions")).body.items;
		const own = `${url}${pathname}/questions/${id}`;
		expect((await fetch(`${own}/file`, { headers: { cookie } })).status).toBe(200);
		const erase = () =>
			fetch(`${own}/erase`, { method: "POST", redirect: "manual", headers: { cookie }, body: new URLSearchParams() });
		expect([(await erase()).status, (await erase()).status]).toEqual([303, 404]);
		expect(await post(toShop, HELP, "CANARY after it was erased")).toBe(250);

		const told = lines.join("");
		// Requests, the refused ones and the mail that failed: all of it was looked at.
		expect(told).toContain("/t/:token/questions/:id/erase");
		expect(told).toContain("work in the background failed");
		const proof = cookie.split("=")[1] ?? "none";
		const secrets = [
			MIA,
			HELP,
			"CANARY",
			pathname.split("/").at(-1) ?? "none",
			decodeURIComponent(proof).split(".")[1],
		];
		const letters = [toShop.replyTo, staffLink.split("/").at(-1) ?? "none", "BIKE1207"];
		for (const secret of [...secrets, ...letters]) {
			expect(secret?.length).toBeGreaterThan(4);
			expect(told).not.toContain(secret);
		}
	});
});
