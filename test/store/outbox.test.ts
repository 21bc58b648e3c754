import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database, RowId, Transaction } from "../../src/store/database.ts";
import {
	appendOutbox,
	OUTBOX_START,
	type OutboxEvent,
	outboxEnd,
	pruneOutbox,
	readOutbox,
} from "../../src/store/outbox.ts";
import { lockReader, moveReader } from "../../src/store/outbox-readers.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller } from "./given.ts";

eachDatabase((database) => {
	let db: Database;
	let seller: RowId;

	beforeAll(async () => {
		db = await database.open();
		seller = await aSeller(db);
	});

	const append = (tx: Transaction, ...types: readonly string[]) =>
		appendOutbox(
			tx,
			types.map((type) => ({ sellerId: seller, shipmentId: null, version: null, type, data: { text: "\u0000密" } })),
		);
	const typesOf = (events: readonly OutboxEvent[]) => events.map(({ type }) => type);

	/** Reads on from a cursor until so many events are heard: transactions of other test files hold them back a while. */
	async function hear(cursor: string, count: number, pageSize = 100): Promise<readonly OutboxEvent[]> {
		const heard: OutboxEvent[] = [];
		const deadline = Date.now() + 20_000;
		while (heard.length < count && Date.now() < deadline) {
			heard.push(...(await readOutbox(db, heard.at(-1)?.cursor ?? cursor, pageSize)));
		}
		return heard;
	}

	/** Where the outbox ends once all that was committed is readable. */
	async function end(): Promise<string> {
		await db.transaction((tx) => append(tx, "mark"));
		for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
			const [mark] = await db.rows<{ cursor: string }>(
				sql`select xact::text || '-' || id as cursor from outbox order by outbox.xact desc, outbox.id desc limit 1`,
			);
			if (mark?.cursor === (await outboxEnd(db))) return mark.cursor;
		}
		throw new Error("The outbox was not readable to its end in 20 seconds.");
	}

	test("a reader hears each event once, in order, over any size of page", async () => {
		const start = await end();
		await db.transaction((tx) => append(tx, "one", "two", "three"));
		await db.transaction((tx) => append(tx, "four"));
		const heard = await hear(start, 4, 2);
		expect(typesOf(heard)).toEqual(["one", "two", "three", "four"]);
		expect(heard.at(-1)?.cursor).toBe(await outboxEnd(db));
		expect(await readOutbox(db, await outboxEnd(db), 1)).toEqual([]);
		const [first] = await readOutbox(db, OUTBOX_START, 1);
		expect(first).toMatchObject({ sellerId: seller, shipmentId: null, version: null, data: { text: "\uFFFD密" } });
	});

	test("what was rolled back is never heard", async () => {
		const start = await end();
		const failing = db.transaction(async (tx) => {
			await append(tx, "never");
			throw new Error("stop");
		});
		await expect(failing).rejects.toThrow();
		await db.transaction((tx) => append(tx, "after"));
		expect(typesOf(await hear(start, 1))).toEqual(["after"]);
	});

	test("events of more than seven days ago are pruned, and no younger one", async () => {
		const start = await end();
		await db.transaction((tx) => append(tx, "kept"));
		await hear(start, 1);
		const age = (days: number) =>
			db.rows(sql`update outbox set created_at = clock_timestamp() - ${days}::float8 * interval '1 day'`);
		await age(6.999);
		await pruneOutbox(db);
		expect(typesOf(await hear(start, 1))).toEqual(["kept"]);
		await age(7.001);
		expect(await pruneOutbox(db)).toBeGreaterThan(0);
		expect(await readOutbox(db, start, 1)).toEqual([]);
		expect(await outboxEnd(db)).toBe(OUTBOX_START);
	});

	test("what a reader has not read stays, however old", async () => {
		const name = `reader-${database.kind}`;
		const start = await db.transaction((tx) => lockReader(tx, name));
		await db.transaction((tx) => append(tx, "unread"));
		const [unread] = await hear(start ?? OUTBOX_START, 1);
		await db.rows(sql`update outbox set created_at = clock_timestamp() - interval '30 days'`);
		await pruneOutbox(db);
		expect(typesOf(await readOutbox(db, start ?? OUTBOX_START, 1))).toEqual(["unread"]);
		await db.transaction((tx) => moveReader(tx, name, unread?.cursor ?? ""));
		expect(await pruneOutbox(db)).toBe(1);
	});

	// The embedded database has one connection, and so no two transactions at once.
	if (database.kind === "embedded") return;

	test("a cursor loses nothing, whatever the order of commits", async () => {
		const start = await end();
		let commitSlow = () => {};
		const held = new Promise<void>((resolve) => {
			commitSlow = resolve;
		});
		let hasWritten = () => {};
		const written = new Promise<void>((resolve) => {
			hasWritten = resolve;
		});
		const slow = db.transaction(async (tx) => {
			await append(tx, "slow");
			hasWritten();
			await held;
			await append(tx, "slow again");
		});
		await written;
		await db.transaction((tx) => append(tx, "quick"));
		expect(await readOutbox(db, start, 100)).toEqual([]);
		commitSlow();
		await slow;
		expect(typesOf(await hear(start, 3)).toSorted()).toEqual(["quick", "slow", "slow again"]);
	});

	test("a reader beside many writers hears all they wrote, once", async () => {
		const start = await end();
		const writer = async (name: number) => {
			for (let number = 0; number < 40; number++) {
				await db.transaction(async (tx) => {
					await append(tx, `${name}.${number}`);
					if (number % 3 === 0) await tx.rows(sql`select pg_sleep(0.003)`);
				});
			}
		};
		const hearing = hear(start, 240, 7);
		await Promise.all(Array.from({ length: 6 }, (_, name) => writer(name)));
		const heard = typesOf(await hearing);
		expect(heard).toHaveLength(240);
		expect(new Set(heard).size).toBe(240);
	});
});
