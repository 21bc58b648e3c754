import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { addConnection } from "../../src/store/connections.ts";
import type { Database } from "../../src/store/database.ts";
import { queueMail } from "../../src/store/mails.ts";
import { readStanding } from "../../src/store/standing.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, aShipment, vault } from "./given.ts";

eachDatabase((database) => {
	let db: Database;
	beforeAll(async () => {
		db = await database.open();
	});

	test("how things stand is told of all sellers together, by carrier and by queue", async () => {
		const empty = await readStanding(db);
		expect(empty).toMatchObject({ carriers: [], mails: { waiting: 0, overdueSeconds: 0 } });
		expect(empty.databaseBytes).toBeGreaterThan(1_000_000);

		const [one, other] = [await aSeller(db), await aSeller(db)];
		const credentials = { clientId: "shop", clientSecret: "secret" };
		const healthy = await addConnection(db, vault, one, { carrier: "fedex", credentials });
		const failing = await addConnection(db, vault, other, { carrier: "fedex", credentials });
		await addConnection(db, vault, other, { carrier: "push" });
		await db.rows(
			sql`update connections set health = 'ok', last_ok_at = clock_timestamp(), hour_spent = 7, day_spent = 9,
					hour_start = date_trunc('hour', clock_timestamp(), 'UTC'),
					day_start = date_trunc('day', clock_timestamp(), 'UTC') - interval '1 day'
				where seller_id = ${one}::int8 and id = ${healthy.rowId}::int8`,
		);
		await db.rows(
			sql`update connections set health = 'failing', failing_since = '2026-11-20T10:00:00Z',
					paused_until = clock_timestamp() + interval '1 minute'
				where seller_id = ${other}::int8 and id = ${failing.rowId}::int8`,
		);
		for (const [seller, connection, hours] of [
			[one, healthy, 2],
			[other, failing, 9],
		] as const) {
			const { rowId } = await aShipment(db, seller);
			await db.rows(
				sql`update legs set connection_id = ${connection.rowId}::int8,
						next_poll_at = clock_timestamp() - ${hours}::int4 * interval '1 hour'
					where seller_id = ${seller}::int8 and shipment_id = ${rowId}::int8`,
			);
		}
		const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
		await db.transaction((tx) => queueMail(tx, vault, { sellerId: one, kind: "test", mail: {}, now: hourAgo }));

		const standing = await readStanding(db);
		const [fedex, push] = standing.carriers;
		expect(standing.carriers).toHaveLength(2);
		expect(fedex).toMatchObject({ carrier: "fedex", ok: 1, failing: 1, unknown: 0, resting: 1 });
		expect(fedex).toMatchObject({ hourSpent: 7, daySpent: 0 });
		expect(Date.parse(fedex?.failingSince ?? "")).toBe(Date.parse("2026-11-20T10:00:00Z"));
		expect(Math.abs(Date.parse(fedex?.heardAt ?? "") - Date.now())).toBeLessThan(60_000);
		// Whoever rests is not asked, and that is no lateness.
		expect(Math.round((fedex?.overdueSeconds ?? 0) / 3600)).toBe(2);
		expect(push).toMatchObject({ carrier: "push", unknown: 1, heardAt: null, failingSince: null, overdueSeconds: 0 });
		expect(standing.mails.waiting).toBe(1);
		expect(Math.round(standing.mails.overdueSeconds / 3600)).toBe(1);
	});

	test("a reader of the outbox that stands still falls behind as long as its oldest news", async () => {
		const seller = await aSeller(db);
		await db.rows(
			sql`insert into outbox (seller_id, type, data, created_at)
				values (${seller}::int8, 'endpoint.disabled', '{}', clock_timestamp() - interval '3 hours')`,
		);
		await db.rows(
			sql`insert into outbox_readers (name, cursor, read_at) values
				('asleep', '0-0', clock_timestamp()),
				('awake', (select xact::text || '-' || id from outbox order by xact desc, id desc limit 1), clock_timestamp())`,
		);
		const { readers } = await readStanding(db);
		const behind = new Map(readers.map(({ name, behindSeconds }) => [name, Math.round(behindSeconds / 3600)]));
		expect([behind.get("asleep"), behind.get("awake")]).toEqual([3, 0]);
	});
});
