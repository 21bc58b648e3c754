import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import type { Pusher } from "../../src/net/pusher.ts";
import { createMailer } from "../../src/net/smtp.ts";
import { startMailSender } from "../../src/outbound/mail-sender.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { startLastingService, type TestService } from "../helpers/service.ts";
import { type Watched, watched } from "../helpers/watched-parcel.ts";

const BUYER = { email: "mia@buyer.example", locale: "en", notify: true };
const ORDER = { order: { reference: "6001", buyer: BUYER } };

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database);
	});
	afterAll(() => service.stop());

	const noticesOf = async ({ seller }: Watched, id: string) =>
		(await seller.get(`/v1/shipments/${id}/notices`)).body as {
			watchers: { address: string | null; state: string; endedBecause: string | null }[];
			items: { kind: string; state: string; mail: string | null }[];
		};
	const ofShop = ({ seller }: Watched) => sql`(select id from sellers where public_id = ${seller.id})`;

	test("who refused the shop between the news and the mail is not written to", async () => {
		const shop = await watched(service);
		const { id } = await shop.register("END-1", ORDER);
		await shop.tells("END-1", "picked_up.collected");
		// As by a press that was committed while another page asked for it.
		await service.db.rows(
			sql`insert into mail_refusals (seller_id, address_tag, refused_at)
				select seller_id, address_tag, now() from watchers where seller_id = ${ofShop(shop)}`,
		);
		await shop.wait(4);
		expect(await shop.mails()).toEqual([]);
		expect(await noticesOf(shop, id)).toMatchObject({
			watchers: [{ state: "ended", endedBecause: "asked" }],
			items: [{ state: "unwanted" }],
		});
	});

	test("whose address was sealed under a key that is lost ends by that, and by no bounce", async () => {
		const shop = await watched(service);
		const { id } = await shop.register("END-2", ORDER);
		// As `secret forget` leaves it.
		await service.db.rows(sql`update watchers set sealed_address = '' where seller_id = ${ofShop(shop)}`);
		await shop.tells("END-2", "picked_up.collected");
		await shop.wait(4);
		expect(await shop.mails()).toEqual([]);
		expect(await noticesOf(shop, id)).toMatchObject({
			watchers: [{ address: null, state: "ended", endedBecause: "unreadable" }],
			items: [{ state: "unwanted" }],
		});
	});

	test("by a server that knows no such reader, and by nothing else that a server refuses", async () => {
		const shop = await watched(service);
		let answer = { at: "RCPT", code: 250 };
		const refused = (at: string) =>
			answer.at === at ? Object.assign(new Error("no"), { responseCode: answer.code }) : undefined;
		const server = new SMTPServer({
			...{ disabledCommands: ["STARTTLS", "AUTH"], authOptional: true },
			onRcptTo: (_address, _session, done) => done(refused("RCPT")),
			onData: (stream, _session, done) => stream.on("end", () => done(refused("DATA"))).resume(),
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const { port } = server.server.address() as AddressInfo;
		const mailer = createMailer({
			...{ smtpUrl: `smtp://127.0.0.1:${port}`, from: "parcels@wayline.example", folder: "/nowhere" },
		});
		onTestFinished(async () => {
			mailer.close();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		});
		const { db, vault, now } = shop.deps;
		const outcomes: [string, number, string][] = [];
		const cases: [string, number][] = [
			...[550, 551, 553, 552, 554, 450].map((code): [string, number] => ["RCPT", code]),
			["DATA", 550],
		];
		for (const [at, code] of cases) {
			answer = { at, code };
			const number = `END-3-${at}-${code}`;
			const { id } = await shop.register(number, { order: { reference: number, buyer: BUYER } });
			await shop.tells(number, "picked_up.collected");
			await shop.wait(4);
			const mail = (await noticesOf(shop, id)).items[0]?.mail ?? "";
			const sender = startMailSender({
				...{ db, vault, pusher: noPusher, mailer, now, everyMs: 20 },
				onError: (error) => {
					throw error;
				},
			});
			await vi.waitFor(async () => {
				const [tried] = await db.rows(sql`select 1 from mails where public_id = ${mail} and attempts <> '[]'`);
				expect(tried).toBeDefined();
			}, 10_000);
			await sender.stop();
			const [{ endedBecause } = { endedBecause: null }] = (await noticesOf(shop, id)).watchers;
			outcomes.push([at, code, endedBecause ?? "watching"]);
		}
		expect(outcomes).toEqual([
			...[550, 551, 553].map((code) => ["RCPT", code, "bounced"]),
			...[552, 554, 450].map((code) => ["RCPT", code, "watching"]),
			["DATA", 550, "watching"],
		]);
	});

	test("nothing of more than fits one mail is lost, or told twice", async () => {
		const shop = await watched(service);
		const { id } = await shop.register("END-4", ORDER);
		await shop.tells("END-4", "in_transit.departed_origin_country");
		await shop.wait(4);
		expect(await shop.mails()).toHaveLength(1);
		await service.db.rows(
			sql`with heard as (
					insert into notices (seller_id, watcher_id, shipment_id, kind, day, code, scans, heard_at)
					select w.seller_id, w.id, w.shipment_id, 'on_its_way', 'day ' || n, 'in_transit.departed_origin_country', 0, now()
					from watchers w, generate_series(1, 450) n where w.seller_id = ${ofShop(shop)}
					returning seller_id, watcher_id
				)
				update watchers w set next_at = now() from heard h where w.seller_id = h.seller_id and w.id = h.watcher_id`,
		);
		await shop.wait(60);
		await shop.wait(60);
		await shop.wait(60);
		const mails = await shop.mails();
		const told = await service.db.rows<{ mail: string | null; count: number }>(
			sql`select mail_id as mail, count(*)::int4 as count from notices
				where seller_id = ${ofShop(shop)} and day like 'day %' group by mail_id order by min(settled_at)`,
		);
		expect(told).toEqual([200, 200, 50].map((count, index) => ({ mail: mails[index + 1]?.id, count })));
		expect((await noticesOf(shop, id)).items).toHaveLength(200);
	});
});

const noPusher: Pusher = {
	post: () => Promise.reject(new Error("No notification was queued.")),
};
