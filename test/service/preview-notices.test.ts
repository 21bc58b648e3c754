import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operatorFor } from "../../src/services/noted.ts";
import { type PreviewedMail, previewNotices } from "../../src/services/preview-notices.ts";
import type { RowId } from "../../src/store/database.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { startLastingService, type TestService } from "../helpers/service.ts";
import { awayFromMidnight, type SentNotice, type Watched, watched } from "../helpers/watched-parcel.ts";

const ORDER = {
	reference: "4711",
	items: [{ name: "Shoes" }],
	buyer: { email: "mia@buyer.example", locale: "en", notify: true },
};

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database);
	});
	afterAll(() => service.stop());

	/** What was told from each of these moments on is learnt by the clock that the test turned, as if the minutes had gone by. */
	const byClock = (sellerId: string, turns: readonly { readonly from: string; readonly laterMs: number }[]) =>
		service.db.rows(
			sql`with turn as (
					select "from"::timestamptz as at, "laterMs" * interval '1 ms' as later
					from jsonb_to_recordset(${JSON.stringify(turns)}::text::jsonb) as t ("from" text, "laterMs" float8)
				)
				update scans f set provenance = (
					select jsonb_agg(jsonb_set(p, '{2}', to_jsonb(to_char(
						(p ->> 2)::timestamptz at time zone 'UTC' + (
							select later from turn where at <= (p ->> 2)::timestamptz order by at desc limit 1
						), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
					)))) from jsonb_array_elements(f.provenance) p
				)
				where seller_id = (select id from sellers where public_id = ${sellerId})`,
		);
	const previewed = async ({ deps, seller }: Watched, id: string) => {
		const [owner] = await service.db.rows<{ id: RowId }>(sql`select id from sellers where public_id = ${seller.id}`);
		if (!owner) throw new Error("The seller is not there.");
		return previewNotices(deps, operatorFor(owner.id), id);
	};
	/** But for the address that ends them, which nobody has who watches nothing. */
	const words = (mails: readonly (SentNotice | PreviewedMail)[]) =>
		mails.map(({ subject, text }) => ({ subject, text: text.replace(/\/watch\S*/, "/watch") }));
	const sent = async (shop: Watched) => words((await shop.mails()).filter(({ kind }) => kind === "notice"));

	test("is what was really sent: settled, taken back, gathered, and confirmed, mail by mail", async () => {
		const shop = await watched(service);
		await awayFromMidnight(shop);
		const { id } = await shop.register("SHOW-1", { order: ORDER });
		const turns: { from: string; laterMs: number }[] = [];
		const turned = () => {
			const laterMs = shop.deps.now().getTime() - Date.now();
			turns.push({ from: new Date().toISOString(), laterMs });
		};
		const tells = (code: string, scan: string) => {
			turned();
			return shop.tells("SHOW-1", code, { id: scan, minutesAgo: 1 });
		};
		await tells("picked_up.collected", "a");
		await shop.wait(4);
		// A slip: the carrier takes it back before it is told.
		await tells("delivered.to_recipient", "b");
		turned();
		await shop.takesBack("SHOW-1", "b");
		await shop.wait(10);
		// Within the hour: waits for what comes.
		await tells("in_transit.arrived_destination_country", "c");
		await shop.wait(20);
		await tells("out_for_delivery.on_vehicle", "d");
		await shop.wait(40);
		await tells("delivered.to_recipient", "e");
		await shop.wait(4);
		// Against an end that was told: waits until it has stood for hours.
		await tells("out_for_delivery.nearby", "f");
		await shop.wait(4);
		await byClock(shop.seller.id, turns);
		const preview = await previewed(shop, id);
		expect(words(preview)).toEqual(await sent(shop));
		expect(preview.map(({ kinds }) => kinds)).toEqual([["shipped"], ["out_for_delivery", "on_its_way"], ["delivered"]]);
	});

	test("goes by today's rules, and of a parcel that told nothing there is none", async () => {
		const shop = await watched(service);
		const { id } = await shop.register("SHOW-2", { order: ORDER });
		const read = async () => (await shop.seller.get(`/v1/shipments/${id}/notices/preview`)).body.items;
		expect(await read()).toEqual([]);
		await shop.tells("SHOW-2", "picked_up.collected");
		// It is due after three minutes, and nothing that is ahead is shown.
		expect(await read()).toEqual([]);
		await shop.wait(4);
		expect((await previewed(shop, id)).map(({ kinds }) => kinds)).toEqual([["shipped"]]);
		await shop.seller.patch("/v1/shop", { notices: { kinds: ["delivered"] } });
		expect(await previewed(shop, id)).toEqual([]);
	});

	test("who watches a parcel and what each was told is there for the shop alone, without a whole address", async () => {
		const [shop, other] = [await watched(service), await watched(service)];
		const { id } = await shop.register("SHOW-3", { order: ORDER });
		const read = async () => (await shop.seller.get(`/v1/shipments/${id}/notices`)).body;
		await shop.tells("SHOW-3", "picked_up.collected");
		await shop.wait(4);
		const [mail] = await shop.mails();
		const { watchers, items } = await read();
		expect(watchers).toEqual([
			expect.objectContaining({ address: "m•••@b•••.example", source: "seller", state: "watching", isOrder: true }),
		]);
		expect(items).toEqual([
			expect.objectContaining({ watcher: watchers[0].id, kind: "shipped", state: "told", mail: mail?.id }),
		]);
		expect(JSON.stringify({ watchers, items })).not.toContain("mia@buyer.example");
		for (const path of ["notices", "notices/preview"]) {
			expect((await other.seller.get(`/v1/shipments/${id}/${path}`)).status).toBe(404);
		}
	});
});
