import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { answerOf, startTestService } from "../helpers/service.ts";

const demonstration = { production: false, databaseUrl: null };
const linkIn = (lines: readonly string[]) => /\/t\/\w+/.exec(lines.join("\n"))?.[0];
const keyIn = (lines: readonly string[]) => /\bwl_\w+/.exec(lines.join("\n"))?.[0];

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
		const headers = { authorization: `Bearer ${key}` };
		expect((await answerOf(await fetch(`${second.url}/v1/shipments`, { headers }))).body.items).toHaveLength(2);
	});

	test("WAYLINE_API_KEY is a key from the start", async () => {
		const apiKey = `wl_${"script".repeat(6)}`;
		const { url } = await startTestService(database, { apiKey });
		const headers = { authorization: `Bearer ${apiKey}` };
		expect((await fetch(`${url}/v1/shipments`, { headers })).status).toBe(200);
	});
});
