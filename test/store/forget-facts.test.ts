import { expect, test } from "vitest";
import { loadFacts, saveFacts } from "../../src/store/facts.ts";
import { forgetFacts } from "../../src/store/forget-facts.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aScan, aSeller, aShipment } from "./given.ts";

eachDatabase((database) => {
	test("forgets one account of one parcel's scan, and nothing beside it", async () => {
		const db = await database.open();
		const seller = await aSeller(db);
		const [one, other] = [await aShipment(db, seller), await aShipment(db, seller)];
		const first = aScan({ key: "ff000000000000aa" });
		const corrected = { ...first, account: "fe000000000000bb" };
		const another = aScan({ key: "00000000000000cc" });
		await db.transaction((tx) =>
			saveFacts(tx, [
				{ ...one, facts: [first, corrected, another] },
				{ ...other, facts: [first] },
			]),
		);
		await db.transaction((tx) => forgetFacts(tx, [{ ...one, facts: [corrected] }]));
		await db.transaction((tx) => forgetFacts(tx, [{ ...one, facts: [corrected] }]));
		await db.transaction((tx) => forgetFacts(tx, []));
		const known = await loadFacts(db, [one, other]);
		expect(known.get(one.rowId)).toHaveLength(2);
		expect(known.get(one.rowId)).toEqual(expect.arrayContaining([first, another]));
		expect(known.get(other.rowId)).toEqual([first]);
	});
});
