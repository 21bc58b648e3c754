import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test, vi } from "vitest";
import { createKey, revokeKey } from "../../src/services/sellers.ts";
import { openVault } from "../../src/store/seal.ts";
import { forgetUnopenable } from "../../src/store/sealed.ts";
import { addSeller } from "../../src/store/sellers.ts";
import { eachDatabase, oneDatabase } from "../helpers/each-database.ts";
import { freePort } from "../helpers/free-port.ts";
import { answerOf, startTestService } from "../helpers/service.ts";

const ROOT = join(import.meta.dirname, "../..");
const demonstration = { production: false, databaseUrl: null };
const linkIn = (lines: readonly string[]) => /\/t\/\w+/.exec(lines.join("\n"))?.[0];
const keyIn = (lines: readonly string[]) => /\bwl_\w+/.exec(lines.join("\n"))?.[0];
const withKey = (key = "") => ({ headers: { authorization: `Bearer ${key}` } });

eachDatabase((database) => {
	test("in production an empty database gets no data, and the lines say which commands make a seller and a key", async () => {
		const { db, lines } = await startTestService(database);
		expect(lines.join("\n")).toMatch(/seller add[\s\S]*key create/);
		expect(linkIn(lines)).toBeUndefined();
		expect(await db.rows(sql`select from sellers`)).toEqual([]);
	});

	test("elsewhere it gets a shop with a key and a parcel that moves, and keeps them over a restart", async () => {
		const first = await startTestService(database, demonstration);
		const key = keyIn(first.lines);
		const scansAt = async (url: string) => {
			const { body } = await answerOf(await fetch(`${url}${linkIn(first.lines)}.json`));
			return body.scans.length;
		};
		await vi.waitFor(async () => expect(await scansAt(first.url)).toBeGreaterThan(3), 15_000);
		await first.stop();

		const second = await startTestService(database, demonstration);
		expect(keyIn(second.lines)).toBeUndefined();
		expect(linkIn(second.lines)).toBe(linkIn(first.lines));
		expect(await scansAt(second.url)).toBeGreaterThan(3);
		expect((await answerOf(await fetch(`${second.url}/v1/shipments`, withKey(key)))).body.items).toHaveLength(2);
		const { body: keys } = await answerOf(await fetch(`${second.url}/v1/keys`, withKey(key)));
		expect(keys.items).toMatchObject([{ label: "First key" }]);
		await second.stop();

		const { lines } = await startTestService(database, { ...demonstration, production: true });
		expect([keyIn(lines), linkIn(lines)]).toEqual([undefined, undefined]);
	});

	test("WAYLINE_API_KEY is a key from the start, and one that was revoked stops no later start", async () => {
		const apiKey = `wl_${"script".repeat(6)}`;
		const first = await startTestService(database, { apiKey });
		expect((await fetch(`${first.url}/v1/shipments`, withKey(apiKey))).status).toBe(200);
		await revokeKey(first, apiKey);
		await first.stop();

		const second = await startTestService(database, { apiKey });
		expect(second.lines.join("\n")).toContain("WAYLINE_API_KEY is a key that was revoked");
		expect(second.lines.join("\n")).not.toContain(apiKey);
		expect((await fetch(`${second.url}/v1/shipments`, withKey(apiKey))).status).toBe(401);
	});
});

eachDatabase((database) => {
	test("under another secret key nothing starts, until it is back or what nobody can read is thrown away", async () => {
		const first = await startTestService(database);
		const seller = await first.newSeller();
		const { id } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", {
			trackingNumber: "SEALED001",
			carrier: "push",
			order: { reference: "1", buyer: { email: "buyer@example.org" } },
		});
		await first.stop();
		const other = { secretKey: Buffer.alloc(32, 9) };
		await expect(startTestService(database, other)).rejects.toThrow(/sealed under another WAYLINE_SECRET_KEY/);
		await (await startTestService(database)).stop();

		const db = await database.open();
		const forget = (isRehearsal: boolean) =>
			db.transaction((tx) => forgetUnopenable(tx, openVault(other.secretKey), isRehearsal));
		expect(await forget(true)).toEqual({
			credentials: 0,
			secrets: 1,
			needs: 0,
			buyers: 1,
			reports: 0,
			answers: 0,
			mails: 0,
			endpoints: 0,
			files: 0,
			rows: 0,
			askers: 0,
			said: 0,
			pictures: 0,
			staff: 0,
			inbound: 0,
			watchers: 0,
			reviews: 0,
			tags: 13,
			pushKeys: 1,
		});
		const forgotten = await forget(false);
		expect(forgotten).toEqual({
			credentials: 0,
			secrets: 1,
			needs: 0,
			buyers: 1,
			reports: 0,
			answers: 0,
			mails: 0,
			endpoints: 0,
			files: 0,
			rows: 0,
			askers: 0,
			said: 0,
			pictures: 0,
			staff: 0,
			inbound: 0,
			watchers: 0,
			reviews: 0,
			tags: 13,
			pushKeys: 1,
		});
		await db.close();
		const second = await startTestService(database, other);
		const asked = (path: string) => fetch(`${second.url}${path}`, withKey(seller.key)).then(answerOf);
		expect((await asked(`/v1/shipments/${body.id}`)).body.trackingNumber).toBe("SEALED001");
		expect((await asked(`/v1/connections/${id}`)).status).toBe(200);
	});
});

oneDatabase((database) => {
	test("a demonstration that was cut short is finished by the next start, which shows the key", async () => {
		const db = await database.open();
		await addSeller(db, { name: "Demonstration shop", contactEmail: "help@demonstration-shop.example" });
		await db.close();
		const { url, lines } = await startTestService(database, demonstration);
		expect((await answerOf(await fetch(`${url}/v1/shipments`, withKey(keyIn(lines))))).body.items).toHaveLength(2);
		expect(linkIn(lines)).toBeDefined();
	});
});

oneDatabase((database) => {
	test("a start that fails leaves nothing open, and no key that nobody was shown", async () => {
		const taken = createServer();
		await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
		const address = taken.address();
		const port = address !== null && typeof address === "object" ? address.port : 0;
		await expect(startTestService(database, { ...demonstration, port })).rejects.toThrow("EADDRINUSE");
		const mail = { mailFrom: "Wayline <reply@track.example>", mailPort: { protocol: "smtp", port } } as const;
		const free = await freePort();
		const listening = startTestService(database, { ...demonstration, ...mail, port: free });
		await expect(listening).rejects.toThrow("Set WAYLINE_MAIL_PORT to a free one.");
		await expect(fetch(`http://127.0.0.1:${free}/healthz`)).rejects.toThrow("fetch failed");
		await new Promise((resolve) => taken.close(resolve));
		const { url, lines } = await startTestService(database, { ...demonstration, port });
		expect((await answerOf(await fetch(`${url}/v1/shipments`, withKey(keyIn(lines))))).body.items).toHaveLength(2);
	});

	test("a shop that somebody made gets no demonstration", async () => {
		const db = await database.open();
		await db.rows(sql`update sellers set name = 'Real shop', contact_email = null`);
		await createKey({ db }, {});
		await db.close();
		const { lines } = await startTestService(database, demonstration);
		expect([keyIn(lines), linkIn(lines)]).toEqual([undefined, undefined]);
	});
});

eachDatabase((database) => {
	test("nodes that start at once on an empty database make one seller and one key, or one is refused", async () => {
		const apiKey = `wl_${"together".repeat(5)}`;
		const starts = await Promise.allSettled(Array.from({ length: 3 }, () => startTestService(database, { apiKey })));
		const nodes = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
		expect(nodes).toHaveLength(database.kind === "server" ? 3 : 1);
		for (const { url } of nodes) expect((await fetch(`${url}/v1/shipments`, withKey(apiKey))).status).toBe(200);
		expect(await nodes[0]?.db.rows(sql`select name from sellers`)).toEqual([{ name: "Shop" }]);
		expect(nodes.flatMap(({ lines }) => lines).filter((line) => line.includes("is now a key"))).toHaveLength(1);
	});
});

test.each([
	[
		"nothing listens at DATABASE_URL",
		{ DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" },
		/database at DATABASE_URL/,
	],
	["a setting is wrong", { PORT: "eighty" }, /PORT/],
	["the page was not built", {}, /No build of the page/],
])(
	"a start ends with a sentence when %s",
	async (_case, settings, sentence) => {
		const dataDir = mkdtempSync(join(tmpdir(), "wayline-start-"));
		onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
		const env = {
			PATH: process.env.PATH ?? "",
			PORT: "0",
			WAYLINE_DATA_DIR: dataDir,
			WAYLINE_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
			...settings,
		};
		const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts", "serve"], { cwd: ROOT, env });
		let said = "";
		child.stderr.on("data", (chunk: Buffer) => {
			said += chunk.toString();
		});
		const code = await new Promise((resolve) => child.once("exit", resolve));
		expect(code).toBe(1);
		expect(said).toMatch(sentence);
		expect(said.trim().split("\n")).toHaveLength(1);
	},
	30_000,
);
