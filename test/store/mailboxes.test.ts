import { beforeAll, expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { holdMailbox, mailboxCursor, moveMailboxCursor, releaseMailbox } from "../../src/store/mailboxes.ts";
import { eachDatabase } from "../helpers/each-database.ts";

const at = (minute: number) => `2026-11-24T10:${String(minute).padStart(2, "0")}:00.000Z`;

eachDatabase((database) => {
	let db: Database;
	beforeAll(async () => {
		db = await database.open();
	});

	test("a mailbox is read by one node at a time, and by the next where that one is silent or gone", async () => {
		const hold = (owner: string, minute: number) =>
			holdMailbox(db, "a mailbox", { owner, now: at(minute), leaseMs: 60_000 });
		expect(await Promise.all([hold("one", 0), hold("two", 0)])).toContain(false);
		const [first, second] = (await hold("one", 0)) ? ["one", "two"] : ["two", "one"];
		expect(await hold(second, 0)).toBe(false);
		expect(await hold(first, 1)).toBe(true);
		expect(await hold(second, 1)).toBe(false);
		expect(await hold(second, 3)).toBe(true);
		expect(await hold(first, 3)).toBe(false);
		// Who lost it gives nothing back.
		await releaseMailbox(db, "a mailbox", first);
		expect(await hold(first, 3)).toBe(false);
		await releaseMailbox(db, "a mailbox", second);
		expect(await hold(first, 3)).toBe(true);
	});

	test("how far it was read is kept, whoever reads", async () => {
		await holdMailbox(db, "another", { owner: "one", now: at(0), leaseMs: 60_000 });
		expect(await mailboxCursor(db, "another")).toBeNull();
		const cursor = { mailbox: "another", uidValidity: "4294967295", nextUid: 4_294_967_296 };
		await moveMailboxCursor(db, cursor);
		expect(await mailboxCursor(db, "another")).toEqual(cursor);
		expect(await holdMailbox(db, "another", { owner: "two", now: at(0), leaseMs: 60_000 })).toBe(false);
	});
});
