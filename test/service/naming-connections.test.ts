import { afterAll, beforeAll, expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, startLastingService, type TestSeller, type TestService } from "../helpers/service.ts";

oneDatabase((database) => {
	let service: TestService;
	let seller: TestSeller;
	let riders: string;
	let vans: string;
	let fedex: string;
	let theirs: string;
	beforeAll(async () => {
		service = await startLastingService(database);
		seller = await service.newSeller();
		riders = (await seller.connect({ carrier: "push", label: "City Riders" })).id;
		vans = (await seller.connect({ carrier: "push", label: "Night Vans" })).id;
		fedex = (await seller.connect({ carrier: "fedex" })).id;
		theirs = (await (await service.newSeller()).connect({ carrier: "push" })).id;
	});
	afterAll(() => service.stop());

	const register = (trackingNumber: string, more: object = {}) =>
		seller.post("/v1/shipments", { carrier: "push", trackingNumber, ...more });
	const courierOnPage = async (trackingUrl: string) =>
		(await answerOf(await fetch(`${service.url}${new URL(trackingUrl).pathname}.json`))).body.carrier.name;

	test("a waybill is followed by the connection that it names, which its answers and its page show", async () => {
		const { status, body } = await register("NAMED1", { connection: vans });
		expect([status, body.connection]).toEqual([201, vans]);
		expect(body.following.next).toContain("Night Vans");
		expect(await courierOnPage(body.trackingUrl)).toBe("Night Vans");
		expect((await seller.get(`/v1/shipments/${body.id}`)).body).toMatchObject({
			connection: vans,
			legs: [{ number: 1, connection: vans }],
		});
		expect((await register("NAMED2")).body.connection).toBe(riders);
		const alone = await seller.post("/v1/shipments", { trackingNumber: "794600000012", connection: vans });
		expect(alone).toMatchObject({ status: 201, body: { carrier: "push", connection: vans } });
		expect((await register("NAMED3", { carrier: "yodel" })).body.connection).toBeNull();
	});

	test("the same waybill again may name the connection that it has, and no other", async () => {
		const { id } = (await register("AGAIN1", { connection: vans })).body;
		expect(await register("AGAIN1", { connection: vans })).toMatchObject({
			status: 200,
			body: { id, connection: vans },
		});
		expect(await register("AGAIN1", { connection: riders })).toMatchObject({ status: 409, body: { id } });
		expect((await seller.get(`/v1/shipments/${id}`)).body.connection).toBe(vans);
	});

	test("what no connection follows yet is given to the one that is named later", async () => {
		const owner = await service.newSeller();
		const body = { carrier: "fedex", trackingNumber: "794600000012" };
		const { id, connection } = (await owner.post("/v1/shipments", body)).body;
		expect(connection).toBeNull();
		// What is stopped waits for no connection, and so gets none by itself.
		await owner.post(`/v1/shipments/${id}/stop`, {});
		await owner.connect({ carrier: "fedex" });
		const other = (await owner.connect({ carrier: "fedex" })).id;
		expect((await owner.post("/v1/shipments", body)).body.connection).toBeNull();
		const again = await owner.post("/v1/shipments", { ...body, connection: other });
		expect(again).toMatchObject({ status: 200, body: { id, connection: other } });
	});

	test("a patch gives a parcel to another connection, and null to the one that new waybills use", async () => {
		const { id, trackingUrl } = (await register("PATCHED1")).body;
		const patched = await seller.patch(`/v1/shipments/${id}`, { connection: vans });
		expect(patched).toMatchObject({ status: 200, body: { connection: vans } });
		expect(await courierOnPage(trackingUrl)).toBe("Night Vans");
		const back = await seller.patch(`/v1/shipments/${id}`, { connection: null });
		expect([back.body.connection, await courierOnPage(trackingUrl)]).toEqual([riders, "City Riders"]);
	});

	test("a connection of nobody, of another seller or of another carrier is refused, and nothing is changed", async () => {
		const { id } = (await register("KEPT1", { connection: vans })).body;
		const refusals: readonly [connection: string, detail: RegExp][] = [
			["con_0000000000000000000000", /You have no connection with this id/],
			[theirs, /You have no connection with this id/],
			[fedex, /a connection with "fedex" \(FedEx\), and the parcel's carrier is "push"/],
		];
		for (const [connection, detail] of refusals) {
			const refused = {
				status: 422,
				body: { errors: [{ pointer: "/connection", detail: expect.stringMatching(detail) }] },
			};
			expect(await register("NEW1", { connection })).toMatchObject(refused);
			expect(await seller.patch(`/v1/shipments/${id}`, { connection, reference: "lost" })).toMatchObject(refused);
		}
		expect((await seller.get(`/v1/shipments/${id}`)).body).toMatchObject({ connection: vans, reference: null });
		const { items } = (await seller.get("/v1/shipments?q=NEW1")).body;
		expect(items).toEqual([]);
	});

	test("each waybill of a batch is followed by the connection that it names", async () => {
		const batch = await seller.post("/v1/shipments/batch", {
			shipments: [
				{ trackingNumber: "BATCH1", connection: vans },
				{ trackingNumber: "BATCH2", carrier: "push" },
				{ trackingNumber: "BATCH3", carrier: "push", connection: fedex },
				{ trackingNumber: "BATCH4", connection: riders },
				{ trackingNumber: "BATCH1", connection: vans },
				{ trackingNumber: "BATCH4", connection: vans },
			],
		});
		type Item = { status: number; shipment?: { connection: string }; problem?: { errors?: { pointer: string }[] } };
		expect(
			batch.body.items.map(({ status, shipment, problem }: Item) => [
				status,
				shipment?.connection ?? problem?.errors?.[0]?.pointer ?? null,
			]),
		).toEqual([
			[201, vans],
			[201, riders],
			[422, "/shipments/2/connection"],
			[201, riders],
			[200, vans],
			[409, null],
		]);
	});

	test("a file names connections and brands by their ids, and what is exported brings the brands back", async () => {
		const owner = await service.newSeller();
		await owner.connect({ carrier: "push" });
		const { id: connection } = await owner.connect({ carrier: "push" });
		const { id: brand } = (await owner.post("/v1/brands", { name: "Kids" })).body;
		const bring = async (who: TestSeller, file: string) => {
			const { body } = await answerOf(
				await fetch(`${service.url}/v1/imports`, {
					method: "POST",
					headers: { authorization: `Bearer ${who.key}`, "content-type": "text/csv" },
					body: file,
				}),
			);
			const view = async () => (await who.get(`/v1/imports/${body.id}`)).body;
			await expect.poll(async () => (await view()).endedAt, { interval: 50 }).not.toBeNull();
			return (await who.get(`/v1/imports/${body.id}/problems`)).body.items;
		};
		const rows = [
			`WAY2001,${brand},${connection}`,
			"WAY2002,,",
			`WAY2003,brd_0000000000000000000000,${connection}`,
			`WAY2004,,${vans}`,
		];
		const problems = await bring(owner, ["tracking number,brand,connection", ...rows, ""].join("\n"));
		expect(problems).toMatchObject([
			{ row: 3, errors: [{ pointer: "/carrier" }] },
			{ row: 4, errors: [{ pointer: "/brand" }] },
			{ row: 5, errors: [{ pointer: "/connection" }] },
		]);
		const items = async (who: TestSeller) => (await who.get("/v1/shipments")).body.items;
		expect(await items(owner)).toMatchObject([{ trackingNumber: "WAY2001", carrier: "push", brand, connection }]);
		const table = String((await owner.get("/v1/shipments.csv")).body);
		expect(table.split("\r\n")[0]?.split(",")).toContain("brand");
		expect(table).toContain(brand);
		expect(await bring(owner, table)).toEqual([]);
		expect(await items(owner)).toHaveLength(1);
	});
});
