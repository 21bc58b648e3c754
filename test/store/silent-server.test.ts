import { createServer, connect as dial, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Database, open } from "../../src/store/database.ts";
import { isOutage } from "../../src/store/outage.ts";
import { notify } from "../../src/store/query.ts";
import { eachDatabase } from "../helpers/each-database.ts";

const silenceMs = 1_500;

eachDatabase((database) => {
	if (database.kind === "server") {
		test("a server that falls silent is an outage within the time allowed, and the next work goes over new connections", async () => {
			const { db, silence } = await behindProxy(database.where());
			const heard: string[] = [];
			let resumed = 0;
			let lost = 0;
			await db.listen("silence", (payload) => heard.push(payload), {
				lost: () => void lost++,
				resumed: () => void resumed++,
			});
			await db.rows(sql`select 1`);
			silence();
			const started = performance.now();
			const refusals = await Promise.all([
				db.transaction((tx) => tx.rows(sql`select 1`)).catch((error: unknown) => error),
				db.rows(sql`select 1`).catch((error: unknown) => error),
			]);
			expect(refusals.map(isOutage)).toEqual([true, true]);
			expect(performance.now() - started).toBeLessThan(4 * silenceMs);
			expect(await db.transaction((tx) => tx.rows<{ one: number }>(sql`select 1 as one`))).toEqual([{ one: 1 }]);
			expect(lost).toBeGreaterThan(0);
			await vi.waitFor(() => expect(resumed).toBe(1), 5_000);
			await db.transaction((tx) => notify(tx, "silence", ["heard again"]));
			await vi.waitFor(() => expect(heard).toContain("heard again"), 5_000);
		});
	}

	if (database.kind === "server") {
		test("listening ends in time though the server is away, and comes back within seconds though it was away for long", async () => {
			const { db, away } = await behindProxy(database.where());
			let resumed = 0;
			const end = await db.listen("away", () => {}, { resumed: () => void resumed++ });
			const back = await away();
			await new Promise((resolve) => setTimeout(resolve, 6_000));
			await back();
			await vi.waitFor(() => expect(resumed).toBe(1), 2_500);
			await away();
			const started = performance.now();
			await end();
			expect(performance.now() - started).toBeLessThan(1_500);
		});
	}

	test("work that is answered slowly, statement by statement, is not taken for silence", async () => {
		const db = await database.open({ silenceMs });
		const count = await db.transaction(async (tx) => {
			let answered = 0;
			for (; answered < 4; answered++) await tx.rows(sql`select pg_sleep(0.6)`);
			return answered;
		});
		expect(count).toBe(4);
		await db.close();
	});

	test("who waits for a free connection is not refused while others are answered", async () => {
		const db = await database.open({ silenceMs, maxConnections: 1 });
		const answers = await Promise.all(Array.from({ length: 5 }, () => db.rows(sql`select pg_sleep(0.5)`)));
		expect(answers).toHaveLength(5);
		await db.close();
	});
});

/** The database through a proxy; `silence` lets the connections that are open say nothing more, and closes none. */
async function behindProxy(where: { readonly url: string } | { readonly dataDir: string }) {
	if (!("url" in where)) throw new Error("Only a server is reached over the network.");
	const { hostname, port } = new URL(where.url);
	const pairs: { isSilent: boolean }[] = [];
	const sockets = new Set<Socket>();
	const proxy = createServer((client) => {
		const server = dial(Number(port), hostname);
		const pair = { isSilent: false };
		pairs.push(pair);
		for (const [from, to] of [
			[client, server],
			[server, client],
		] as const) {
			sockets.add(from);
			from.on("data", (bytes) => pair.isSilent || to.write(bytes));
			from.on("close", () => pair.isSilent || to.destroy());
			from.on("error", () => {});
		}
	});
	await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
	const address = proxy.address();
	const url = new URL(where.url);
	url.port = String(address !== null && typeof address === "object" ? address.port : 0);
	const db: Database = await open({ url: url.href }, { silenceMs, maxConnections: 1 });
	onTestFinished(async () => {
		await db.close();
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => proxy.close(resolve));
	});
	const silence = () => {
		for (const pair of pairs) pair.isSilent = true;
	};
	/** Cuts every connection and refuses new ones; answers how to come back. */
	const away = async () => {
		const closed = new Promise((resolve) => proxy.close(resolve));
		for (const socket of sockets) socket.destroy();
		await closed;
		return () => new Promise<void>((resolve) => proxy.listen(Number(url.port), "127.0.0.1", resolve));
	};
	return { db, silence, away };
}
