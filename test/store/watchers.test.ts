import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { pruneWatchers } from "../../src/store/prune-watchers.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { aSeller, aShipment } from "./given.ts";

oneDatabase((database) => {
	test("whoever never confirmed it is forgotten after a week, however many they are, and nobody sooner", async () => {
		const db = await database.open();
		const sellerId = await aSeller(db);
		const add = async (count: number, askedAt: string) => {
			const { rowId } = await aShipment(db, sellerId, { trackingNumber: `W-${count}` });
			await db.rows(
				sql`insert into watchers (seller_id, public_id, shipment_id, sealed_address, address_tag, source, locale, asked_at)
					select ${sellerId}::int8, 'wch_' || ${count}::int4 || '_' || n, ${rowId}::int8, 'x',
						decode(lpad(n::text, 8, '0'), 'hex'), 'typed', 'en', ${askedAt}::timestamptz
					from generate_series(1, ${count}::int4) n`,
			);
		};
		await add(450, "2026-11-01T00:00:00Z");
		await add(3, "2026-11-20T00:00:00Z");
		const now = "2026-11-22T00:00:00Z";
		expect(await pruneWatchers(db, now, 90)).toBe(450);
		await db.rows(
			sql`update watchers set confirmed_at = asked_at, ended_at = '2026-10-01', ended_because = 'asked'
				where seller_id = ${sellerId}::int8`,
		);
		expect(await pruneWatchers(db, now, 90)).toBe(0);
		const left = await db.rows<{ bytes: number }>(
			sql`select octet_length(sealed_address) as bytes from watchers where seller_id = ${sellerId}::int8`,
		);
		expect(left).toEqual([{ bytes: 0 }, { bytes: 0 }, { bytes: 0 }]);
	});
});
