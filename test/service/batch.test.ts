import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { type Answer, postSigned, startLastingService, type TestSeller, type TestService } from "../helpers/service.ts";

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database);
	});
	afterAll(() => service.stop());

	const batch = (seller: TestSeller, shipments: readonly unknown[]) =>
		seller.post("/v1/shipments/batch", { shipments });
	const statuses = ({ body }: Answer) => body.items.map(({ status }: { status: number }) => status);
	const withoutTimes = ({
		createdAt: _,
		updatedAt: __,
		id: ___,
		trackingUrl: ____,
		...rest
	}: Record<string, unknown>) => rest;

	test("each waybill is answered as it would be alone, in the order sent", async () => {
		const seller = await service.newSeller();
		const there = (await seller.post("/v1/shipments", { trackingNumber: "THERE1", carrier: "push", reference: "a" }))
			.body;
		const answer = await batch(seller, [
			{ trackingNumber: "NEW1", carrier: "push", order: { reference: "o1" }, returnOf: there.id },
			{ trackingNumber: "THERE1", carrier: "push" },
			{ trackingNumber: "THERE1", carrier: "push", reference: "b" },
			{ trackingNumber: "x", carrier: "push" },
			{ trackingNumber: "NEW2", carrier: "nobody" },
			"no waybill",
			{ trackingNumber: "new 1", carrier: "push", reference: "twice in one batch" },
			{ trackingNumber: "NEW3", carrier: "push", returnOf: "shp_0000000000000000000000" },
			{ trackingNumber: "NEW4", carrier: "push", needs: { shoeSize: "44", constructor: "44" } },
			{ trackingNumber: "1234567890" },
			{ trackingNumber: "NEW5", carrier: "push", order: { reference: "o1" }, promisedBy: "2030-01-05" },
		]);
		expect(answer.status).toBe(200);
		expect(statuses(answer)).toEqual([201, 200, 409, 422, 422, 422, 200, 422, 422, 422, 201]);
		const { items } = answer.body;
		expect(items.map(({ index }: { index: number }) => index)).toEqual([...items.keys()]);
		expect(items[0].shipment).toMatchObject({ trackingNumber: "NEW1", returnOf: there.id });
		expect(items[6].shipment).toMatchObject({ id: items[0].shipment.id, reference: "twice in one batch" });
		expect(items[2].problem).toMatchObject({ type: "/problems#conflict", id: there.id, reference: "a" });
		const pointers = items.map((item: { problem?: { errors?: { pointer: string }[] } }) =>
			item.problem?.errors?.map(({ pointer }) => pointer),
		);
		expect([pointers[3], pointers[4], pointers[5]]).toEqual([
			["/shipments/3/trackingNumber"],
			["/shipments/4/carrier"],
			["/shipments/5"],
		]);
		expect([pointers[7], pointers[8], pointers[9]]).toEqual([
			["/shipments/7/returnOf"],
			["/shipments/8/needs/shoeSize", "/shipments/8/needs/constructor"],
			["/shipments/9/carrier"],
		]);
		const order = await seller.get(`/v1/orders/${items[0].shipment.orderId}`);
		expect(order.body.shipments.map(({ id }: { id: string }) => id)).toEqual([
			items[0].shipment.id,
			items[10].shipment.id,
		]);
		expect((await seller.get("/v1/shipments")).body.items).toHaveLength(3);
	});

	test("a waybill of a batch becomes what it becomes alone, with what its carrier told before", async () => {
		const [seller, other] = [await service.newSeller(), await service.newSeller()];
		const waybill = {
			trackingNumber: "EARLY1",
			carrier: "push",
			reference: "one",
			order: { reference: "o", items: [{ name: "Shoes" }], buyer: { email: "lin@example.com", postcode: "04109" } },
			origin: { country: "CN", city: "Shenzhen" },
			destination: { country: "DE", city: "Leipzig", postcode: "04109" },
			service: "Express",
			promisedBy: "2030-01-05",
		};
		for (const one of [seller, other]) {
			const { path, secret } = await one.connect({ carrier: "push" });
			const scans = [{ code: "delivered.to_recipient", occurredAt: "2026-11-20T10:00:00+01:00" }];
			const shipments = [{ trackingNumber: "EARLY1", scans }];
			expect((await postSigned(`${service.url}${path}`, secret, { shipments })).body).toMatchObject({ unmatched: 1 });
		}
		const { items } = (await batch(seller, [{ trackingNumber: "OTHER1", carrier: "push" }, waybill])).body;
		const alone = (await other.post("/v1/shipments", waybill)).body;
		expect(items[1].shipment.milestone).toBe("delivered");
		const shown = async (one: TestSeller, id: string) => {
			const {
				orderId: _,
				etaHistory: __,
				following: ___,
				connection,
				legs,
				scans,
				...rest
			} = (await one.get(`/v1/shipments/${id}`)).body;
			expect(connection).toBe((await one.get("/v1/connections")).body.items[0].id);
			expect(legs.map((leg: { connection: string }) => leg.connection)).toEqual([connection]);
			return { ...withoutTimes(rest), scans: scans.map((scan: { key: string }) => scan.key) };
		};
		expect(await shown(seller, items[1].shipment.id)).toEqual(await shown(other, alone.id));
		const told = (one: TestSeller) =>
			service.db.rows<{ type: string }>(
				sql`select o.type from outbox o join shipments s on s.seller_id = o.seller_id and s.id = o.shipment_id
					join sellers w on w.id = o.seller_id
					where w.public_id = ${one.id} and s.tracking_number = 'EARLY1' order by o.xact, o.id`,
			);
		expect(await told(seller)).toEqual(await told(other));
	});

	test("a waybill that is there becomes, told again among others, what it becomes alone", async () => {
		const [seller, other] = [await service.newSeller(), await service.newSeller()];
		const item = (name: string) => ({ items: [{ name, quantity: 2 }] });
		const buyer = { email: "lin@example.com", postcode: "04109", locale: "de" };
		const waybill = (end: string, told: object = {}) => ({ trackingNumber: `AGAIN${end}`, carrier: "push", ...told });
		const first = [
			waybill("1", { reference: "r1", order: { reference: "o1", ...item("Shoes"), buyer } }),
			waybill("2", { reference: "r2", order: { reference: "o2", ...item("Mug") } }),
			waybill("3"),
			waybill("4", { order: { reference: "o2" } }),
			waybill("5", { order: { reference: "o5" } }),
			{ trackingNumber: "SF1234567890123", carrier: "sf-express" },
		];
		const again = [
			waybill("1", { reference: "r1", order: { reference: "o1", ...item("Shoes"), buyer } }),
			waybill("2", { reference: "other", order: { reference: "o2" } }),
			waybill("3", { reference: "r3", order: { reference: "o3" } }),
			waybill("4", { order: { reference: "o2", ...item("Large mug"), buyer } }),
			waybill("5", { order: { reference: "o1" } }),
			waybill("6", { order: { reference: "o5" } }),
			waybill("2", { order: { reference: "o2", ...item("Large mug") } }),
			waybill("5", { reference: "r5" }),
			waybill("5", { returnOf: "shp_0000000000000000000000" }),
			{ trackingNumber: "SF1234567890123", carrier: "sf-express", needs: { phoneLast4: "1234" } },
			{ trackingNumber: "SF1234567890123", carrier: "sf-express", needs: { phoneLast4: "x" } },
		];
		expect(statuses(await batch(seller, first))).toEqual(first.map(() => 201));
		for (const one of first) expect((await other.post("/v1/shipments", one)).status).toBe(201);
		const together = (await batch(seller, again)).body.items;
		const alone: Answer[] = [];
		for (const one of again) alone.push(await other.post("/v1/shipments", one));
		expect(together.map(({ status }: Answer) => status)).toEqual(alone.map(({ status }) => status));
		expect(together.map(({ status }: Answer) => status)).toEqual([
			...[200, 409, 200, 200, 409, 201],
			...[200, 200, 422, 200, 422],
		]);
		const detail = (body: { detail?: string }) => body.detail?.replaceAll(/shp_\w+/g, "ID");
		expect(together.map(({ problem = {} }) => detail(problem))).toEqual(alone.map(({ body }) => detail(body)));
		const everything = async (one: TestSeller) => {
			const orders = new Map<string, string>();
			for (const { id, reference, items } of (await one.get("/v1/orders")).body.items) {
				orders.set(id, `${reference} ${JSON.stringify(items)}`);
			}
			const parcels = (await one.get("/v1/shipments")).body.items.map((parcel: Record<string, unknown>) => ({
				...withoutTimes(parcel),
				orderId: orders.get(String(parcel.orderId)),
			}));
			const pages = await service.db.rows<{ number: string; items: unknown }>(
				sql`select s.tracking_number as number, s.page -> 'items' as items from shipments s
					join sellers w on w.id = s.seller_id where w.public_id = ${one.id} order by 1`,
			);
			const byNumber = (a: { trackingNumber: string }, b: { trackingNumber: string }) =>
				a.trackingNumber < b.trackingNumber ? -1 : 1;
			return { parcels: parcels.toSorted(byNumber), pages };
		};
		expect(await everything(seller)).toEqual(await everything(other));
		// Nothing of it is news any more: no page grows.
		const versions = () =>
			service.db.rows(
				sql`select s.tracking_number, s.version from shipments s join sellers w on w.id = s.seller_id
					where w.public_id = ${seller.id} order by 1`,
			);
		const settled = first.map((one, index) => (index === 1 ? again[6] : index === 3 ? again[3] : one));
		await batch(seller, settled);
		const before = await versions();
		expect(new Set(statuses(await batch(seller, settled)))).toEqual(new Set([200]));
		expect(await versions()).toEqual(before);
	});

	test("two batches of the same waybills at once register each once", async () => {
		const seller = await service.newSeller();
		const shipments = Array.from({ length: 60 }, (_, index) => ({
			trackingNumber: `RACE${index}`,
			carrier: "push",
			order: { reference: `order ${index % 7}` },
		}));
		const [one, other] = await Promise.all([batch(seller, shipments), batch(seller, shipments.toReversed())]);
		const all: number[] = [...statuses(one), ...statuses(other)];
		expect(all.filter((status) => status === 201)).toHaveLength(60);
		expect(all.filter((status) => status === 200)).toHaveLength(60);
	});

	test.each([
		["none", { shipments: [] }, "/shipments"],
		["too many", { shipments: Array.from({ length: 1001 }, () => ({})) }, "/shipments"],
		["no list", { shipments: { trackingNumber: "A1" } }, "/shipments"],
	])("%s is refused as a whole", async (_case, body, pointer) => {
		const answer = await (await service.newSeller()).post("/v1/shipments/batch", body);
		expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
	});

	test("others are answered while a long batch is registered", async () => {
		const seller = await service.newSeller();
		await seller.connect({ carrier: "push" });
		const shipments = Array.from({ length: 200 }, (_, index) => ({
			trackingNumber: `MANY${index}`,
			carrier: "push",
			reference: `parcel ${index}`,
			order: { reference: `order ${index}`, items: [{ name: "Shoes" }], buyer: { email: `b${index}@example.com` } },
			destination: { country: "DE", city: "Leipzig", postcode: "04109" },
		}));
		let isDone = false;
		const answered = batch(seller, shipments).finally(() => {
			isDone = true;
		});
		let asked = 0;
		for (; !isDone; asked++) await fetch(`${service.url}/healthz`);
		expect(asked).toBeGreaterThan(20);
		expect(new Set(statuses(await answered))).toEqual(new Set([201]));
		const newest = (await seller.get("/v1/shipments?limit=2")).body.items;
		expect(newest.map((one: { trackingNumber: string }) => one.trackingNumber)).toEqual(["MANY199", "MANY198"]);
	});
});
