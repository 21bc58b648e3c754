import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { eachDatabase } from "../helpers/each-database.ts";

eachDatabase((database) => {
	test("how often windows held is each courier's own: those of others measure nothing of it", async () => {
		const db = await database.open();
		const kept = async (shipment: number, carrier: string, forecasts: number) => {
			const start = JSON.stringify({ lane: { carrier } });
			await db.rows(
				sql`insert into forecasts (seller_id, shipment_id, scan_key, anchor, carrier, start, zone, made_at, early,
						likely, late, shown_from, shown_to, kept, arrived, arrived_at, learnt_at)
					select 1, ${shipment}::int8, n, 'accepted', split_part(${carrier}, ' ', 1), ${start}::text::jsonb, 'UTC', now(), 1,
						2, 3, '1970-01-02', '1970-01-04', 1, 2.5, now(), now()
					from generate_series(1, ${forecasts}::int4) n`,
			);
		};
		await db.rows(sql`insert into sellers (id, public_id, name) overriding system value values (1, 'sel_1', 'A shop')`);
		for (const [shipment, carrier, forecasts] of [
			[1, "push 7", 150],
			[2, "push 8", 20],
			[3, "ups", 20],
		] as const) {
			await db.rows(
				sql`insert into shipments (seller_id, id, public_id, token, carrier, tracking_number, milestone, code, reason,
						condition, action_by)
					overriding system value values (1, ${shipment}::int8, ${carrier}, ${carrier}, 'push', ${carrier}, 'delivered',
						'delivered.to_recipient', 'none', 'ok', 'nobody')`,
			);
			await kept(shipment, carrier, forecasts);
		}
		const lanes = new LiveLanes();
		await lanes.measure(db, new Date());
		expect(lanes.measured("push 7", "accepted")).toEqual({ share: 1, forecasts: 150 });
		expect(lanes.measured("push 7", "facility")).toEqual({ share: 1, forecasts: 150 });
		expect(lanes.measured("push 8", "accepted")).toBeNull();
		expect(lanes.measured("ups", "accepted")).toBeNull();
	});
});
