import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { addBrand, newestToken } from "../../src/store/brands.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, aShipment } from "./given.ts";

eachDatabase((database) => {
	test("the newest parcel of a brand is one of that seller and brand that was not put away, however many are newer", async () => {
		const db = await database.open();
		const [seller, other] = [await aSeller(db), await aSeller(db)];
		const { rowId: brand } = await db.transaction((tx) => addBrand(tx, seller, "Kids"));
		expect([await newestToken(db, seller, brand), await newestToken(db, seller, null)]).toEqual([null, null]);
		const [older, newer] = [
			await aShipment(db, seller, { brandId: brand }),
			await aShipment(db, seller, { brandId: brand }),
		];
		const own = await aShipment(db, seller);
		await aShipment(db, other);
		expect(await newestToken(db, seller, brand)).toBe(newer.token);
		expect(await newestToken(db, seller, null)).toBe(own.token);
		expect(await newestToken(db, other, brand)).toBeNull();
		await db.rows(sql`update shipments set archived_at = now() where id = ${newer.rowId}::int8`);
		expect(await newestToken(db, seller, brand)).toBe(older.token);
	});
});
