import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { startLastingService, type TestService } from "../helpers/service.ts";
import { linkIn, type Watched, watched } from "../helpers/watched-parcel.ts";

const BUYER = { email: "mia@buyer.example", locale: "en", notify: true };
const order = (reference: string, buyer: object = BUYER) => ({ order: { reference, buyer } });

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database);
	});
	afterAll(() => service.stop());

	const watchersOf = async ({ seller }: Watched) =>
		(
			await service.db.rows<{ source: string; locale: string; ended: boolean }>(
				sql`select w.source, w.locale, w.ended_at is not null as ended
					from watchers w join sellers s on s.id = w.seller_id where s.public_id = ${seller.id} order by w.id`,
			)
		).map(({ source, locale, ended }) => `${source} ${locale}${ended ? " ended" : ""}`);
	const hears = async (shop: Watched, trackingNumber: string) => {
		await shop.tells(trackingNumber, "picked_up.collected");
		await shop.wait(4);
		return shop.mails();
	};

	test("who asked at the checkout is written of all parcels of the order, without being asked again", async () => {
		const shop = await watched(service);
		await shop.register("ASK-1", order("5001"));
		await shop.register("ASK-2", { order: { reference: "5001" } });
		const [mail, ...more] = await hears(shop, "ASK-2");
		expect(more).toEqual([]);
		expect(mail).toMatchObject({ kind: "notice", to: BUYER.email });
	});

	test("once, by whichever way it is told and however often, in the language of the order, else the shop's", async () => {
		const shop = await watched(service);
		await shop.seller.patch("/v1/shop", { brand: { language: "fr" } });
		const body = { carrier: "push", trackingNumber: "ASK-3", ...order("5002", { ...BUYER, locale: undefined }) };
		const { id } = await shop.register("ASK-3", body);
		await shop.register("ASK-3", body);
		const batch = {
			shipments: [body, { ...body, trackingNumber: "ASK-4" }, { carrier: "push", trackingNumber: "ASK-5" }],
		};
		expect((await shop.seller.post("/v1/shipments/batch", batch)).body.items).toHaveLength(3);
		await shop.seller.patch(`/v1/shipments/${id}`, { order: body.order });
		expect(await watchersOf(shop)).toEqual(["seller fr"]);
		const alone = { ...body, trackingNumber: "ASK-6", ...order("5003") };
		await shop.seller.post("/v1/shipments/batch", { shipments: [alone] });
		expect(await watchersOf(shop)).toEqual(["seller fr", "seller en"]);
		// A parcel that was in no order.
		await shop.register("ASK-5", order("5004", { ...BUYER, locale: "es" }));
		expect(await watchersOf(shop)).toEqual(["seller fr", "seller en", "seller es"]);
	});

	test("nobody for whom the shop did not say it", async () => {
		const shop = await watched(service);
		await shop.register("ASK-7", order("5005", { email: BUYER.email }));
		await shop.register("ASK-8", order("5006", { email: BUYER.email, notify: false }));
		await shop.register("ASK-9", order("5007", { postcode: "04109" }));
		expect(await watchersOf(shop)).toEqual([]);
	});

	test("never again whom it was ended by, and nobody who refused the whole shop", async () => {
		const shop = await watched(service);
		const press = async (change: string) => {
			const last = (await shop.mails()).at(-1);
			const stop = linkIn(last ?? { text: "" }, "/watch/wch_").replace("https://track.shop.example", service.url);
			expect((await shop.sends(stop, { change })).status).toBe(200);
		};
		await shop.register("ASK-10", order("5008"));
		expect(await hears(shop, "ASK-10")).toHaveLength(1);
		await press("stop");
		await shop.register("ASK-10", order("5008"));
		await shop.register("ASK-11", order("5008"));
		expect(await watchersOf(shop)).toEqual(["seller en ended"]);
		await shop.register("ASK-12", order("5009"));
		expect(await hears(shop, "ASK-12")).toHaveLength(2);
		await press("stop-all");
		await shop.register("ASK-13", order("5010"));
		expect(await watchersOf(shop)).toEqual(["seller en ended", "seller en ended"]);
		expect(await hears(shop, "ASK-13")).toHaveLength(2);
	});

	test("without an address it is refused in words, and nothing is registered", async () => {
		const shop = await watched(service);
		const body = { carrier: "push", trackingNumber: "ASK-14", ...order("5011", { notify: true, postcode: "04109" }) };
		const { status, body: problem } = await shop.seller.post("/v1/shipments", body);
		expect([status, problem.errors]).toEqual([
			422,
			[{ pointer: "/order/buyer/email", detail: 'Tell the buyer\'s address beside "notify": the e-mails go there.' }],
		]);
		expect((await shop.seller.get("/v1/shipments")).body.items).toEqual([]);
	});
});
