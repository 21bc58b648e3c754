import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askNext } from "../../src/services/ask-watchers.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { startLastingService, type TestService } from "../helpers/service.ts";
import { type Watched, watched } from "../helpers/watched-parcel.ts";

const DAY = 24 * 60;
const fail = (error: unknown) => {
	throw error;
};
const order = { reference: "8001", items: [{ name: "Shoes" }], buyer: { email: "mia@buyer.example", locale: "en" } };

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database, { trustProxy: 1 });
	});
	afterAll(() => service.stop());

	/** As often as somebody is due so many minutes from now, ten times at most: nobody is due for ever. */
	const rounds = async ({ deps }: Watched, minutes: number) => {
		const later = { ...deps, now: () => new Date(deps.now().getTime() + minutes * 60_000) };
		let count = 0;
		while (count < 10 && (await askNext(later, fail))) count += 1;
		return count;
	};
	const standing = async (shop: Watched) => {
		const rows = await service.db.rows<{ what: string; count: number }>(
			sql`select a.stage || ' ' || a.state as what, count(*)::int4 as count
				from review_asks a join sellers o on o.id = a.seller_id where o.public_id = ${shop.seller.id} group by 1`,
		);
		return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
	};
	const asks = async (shop: Watched) => (await shop.mails()).filter(({ kind }) => kind === "review.ask").length;

	test("an order of 103 parcels is asked of in few rounds, of its things after the last of them, and holds up nobody", async () => {
		const [shop, other] = [await watched(service), await watched(service)];
		const { link } = await shop.register("LARGE-0", { order });
		const { link: others } = await other.register("LARGE-0", { order });
		for (const one of [shop, other]) {
			await one.tells("LARGE-0", "delivered.to_recipient", { minutesAgo: 1 });
			await one.wait(4);
		}
		// The last of them is on its way.
		await service.db.rows(
			sql`insert into shipments overriding user value
				select (jsonb_populate_record(s, jsonb_build_object(
					'public_id', s.public_id || n, 'token', s.token || n, 'tracking_number', 'LARGE-' || n,
					'milestone', case n when 102 then 'in_transit' else s.milestone end
				))).*
				from shipments s join sellers o on o.id = s.seller_id cross join generate_series(1, 102) n
				where o.public_id = ${shop.seller.id} and s.tracking_number = 'LARGE-0' order by n`,
		);
		await shop.sends(`${link}/watch`, { to: "order", asks: "1" });
		await other.sends(`${others}/watch`, { to: "order", asks: "1" });
		expect(await standing(shop)).toEqual({ "delivery waiting": 102, "product waiting": 102 });

		expect(await rounds(shop, DAY)).toBe(2);
		expect([await asks(shop), await asks(other)]).toEqual([1, 1]);
		expect(await rounds(shop, DAY + 60)).toBe(1);
		expect(await standing(shop)).toEqual({ "delivery asked": 102, "product waiting": 102 });

		expect(await rounds(shop, 14 * DAY)).toBe(2);
		expect([await asks(shop), await asks(other)]).toEqual([2, 2]);
		// Those beyond a hundred are looked at an hour later.
		expect(await rounds(shop, 14 * DAY + 60)).toBe(1);
		expect(await standing(shop)).toMatchObject({ "product waiting": 102 });

		await service.db.rows(
			sql`update shipments s set milestone = 'delivered' from sellers o
				where o.id = s.seller_id and o.public_id = ${shop.seller.id} and s.tracking_number = 'LARGE-102'`,
		);
		expect(await rounds(shop, 15 * DAY)).toBe(1);
		expect(await rounds(shop, 15 * DAY + 61)).toBe(1);
		expect(await standing(shop)).toEqual({ "delivery asked": 102, "product asked": 100, "product over": 2 });
		expect(await asks(shop)).toBe(3);
	});
});
