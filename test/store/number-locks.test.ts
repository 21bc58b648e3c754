import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database, RowId } from "../../src/store/database.ts";
import { lockNumbers } from "../../src/store/number-locks.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller } from "./given.ts";

eachDatabase((database) => {
	let db: Database;
	let seller: RowId;

	beforeAll(async () => {
		db = await database.open();
		seller = await aSeller(db);
	});

	const numbers = (...trackingNumbers: readonly string[]) =>
		trackingNumbers.map((trackingNumber) => ({ sellerId: seller, carrier: "glider", trackingNumber }));

	test("a message and the registration of its number wait for each other", async () => {
		const events: string[] = [];
		let entered = () => {};
		const isIn = new Promise<void>((resolve) => {
			entered = resolve;
		});
		const first = db.transaction(async (tx) => {
			await lockNumbers(tx, numbers("GL1", "GL2"));
			entered();
			await tx.rows(sql`select pg_sleep(0.2)`);
			events.push("first");
		});
		await isIn;
		const second = db.transaction(async (tx) => {
			await lockNumbers(tx, numbers("GL2", "GL3"));
			events.push("second");
		});
		await Promise.all([first, second]);
		expect(events).toEqual(["first", "second"]);
	});

	test("batches that name the same numbers in any order never wait in a circle", async () => {
		const names = Array.from({ length: 30 }, (_, number) => `GL${number}`);
		const batches = Array.from({ length: 20 }, (_, round) => [...names.slice(round), ...names.slice(0, round)]);
		const done = await Promise.all(
			batches.map((batch) => db.transaction((tx) => lockNumbers(tx, numbers(...batch)).then(() => true))),
		);
		expect(done).toHaveLength(20);
	});
});
