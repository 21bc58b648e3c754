import sharp from "sharp";
import { expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, startTestService, type TestSeller } from "../helpers/service.ts";

oneDatabase((database) => {
	const register = (seller: TestSeller, trackingNumber: string, more: object = {}) =>
		seller.post("/v1/shipments", { carrier: "push", trackingNumber, ...more });
	const made = async (seller: TestSeller, body: object) => (await seller.post("/v1/brands", body)).body;

	test("a parcel's page, calendar and frame are those of its brand, with nothing of the shop's own", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller("Ada's Shoes");
		await seller.patch("/v1/shop", {
			contactEmail: "help@shoes.example",
			brand: { language: "fr", accent: "#112233" },
		});
		const answer = await seller.post("/v1/brands", {
			name: "Ada's Kids",
			brand: { accent: "#ffe000", language: "de", embedOrigins: ["https://kids.example"] },
		});
		expect(answer).toMatchObject({
			status: 201,
			body: {
				id: expect.stringMatching(/^brd_/),
				name: "Ada's Kids",
				contactEmail: null,
				brand: { accent: "#ffe000" },
			},
		});
		const { id } = answer.body;
		expect(answer.headers.get("location")).toBe(`/v1/brands/${id}`);
		const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: "red" } })
			.png()
			.toBuffer();
		const logo = await answerOf(
			await fetch(`${url}/v1/brands/${id}/logo`, {
				method: "PUT",
				headers: { authorization: `Bearer ${seller.key}`, "content-type": "image/png" },
				body: new Uint8Array(picture),
			}),
		);
		expect(logo).toMatchObject({ status: 200, body: { id, brand: { logo: { width: 20, height: 10 } } } });
		const [kids, own] = [await register(seller, "KIDS1", { brand: id }), await register(seller, "OWN1")];
		expect([kids.body.brand, own.body.brand]).toEqual([id, null]);
		const pathOf = ({ body }: typeof kids) => new URL(body.trackingUrl).pathname;
		const page = async (of: typeof kids) => (await fetch(`${url}${pathOf(of)}`)).text();
		const [ofKids, ofOwn] = [await page(kids), await page(own)];
		expect(ofKids).toContain("Ada&#39;s Kids");
		expect(ofKids).toContain(logo.body.brand.logo.url);
		expect(ofKids).toContain('lang="de"');
		for (const shops of ["Ada&#39;s Shoes", "help@shoes.example", "112233"]) expect(ofKids).not.toContain(shops);
		expect(ofOwn).toContain("Ada&#39;s Shoes");
		expect(ofOwn).not.toContain("Kids");
		const frame = await fetch(`${url}${pathOf(kids).replace("/t/", "/embed/")}`);
		expect(frame.headers.get("content-security-policy")).toContain("frame-ancestors https://kids.example");
		const json = await answerOf(await fetch(`${url}${pathOf(kids)}.json`));
		expect(json.body).toMatchObject({ shop: { name: "Ada's Kids", contactEmail: null } });
		// A change reaches the pages that were written before, and the shop's own stays as it was.
		await seller.patch(`/v1/brands/${id}`, { name: "Ada's Babies", brand: { accent: null } });
		expect(await page(kids)).toContain("Ada&#39;s Babies");
		expect((await seller.get("/v1/shop")).body).toMatchObject({ name: "Ada's Shoes", brand: { accent: "#112233" } });
		expect((await seller.delete(`/v1/brands/${id}/logo`)).status).toBe(204);
		expect(await page(kids)).not.toContain(logo.body.brand.logo.url);
		expect((await seller.get("/v1/brands")).body.items.map(({ name }: { name: string }) => name)).toEqual([
			"Ada's Babies",
		]);
		const log = (await seller.get("/v1/audit?limit=6")).body.items;
		expect(log.map(({ action, subject }: Record<string, string>) => [action, subject]).slice(0, 4)).toEqual([
			["brand.logo.removed", id],
			["brand.changed", id],
			["brand.logo.set", id],
			["brand.created", id],
		]);
	});

	test("parcels of one order, and what comes back of them, bear one brand", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const [one, other] = [await made(seller, { name: "One" }), await made(seller, { name: "Other" })];
		const order = { reference: "5001" };
		const first = await register(seller, "FIRST", { order, brand: one.id });
		expect((await register(seller, "SECOND", { order })).body.brand).toBe(one.id);
		for (const brand of [other.id, null]) {
			const refused = await register(seller, "THIRD", { order, brand });
			expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: "/brand" }] } });
		}
		expect((await register(seller, "BACK", { returnOf: first.body.id })).body.brand).toBe(one.id);
		expect((await register(seller, "BACK2", { returnOf: first.body.id, brand: other.id })).status).toBe(422);
		// A parcel that comes to the order later takes its brand; one that has another brand itself is refused.
		expect((await register(seller, "LATER")).body.brand).toBeNull();
		expect((await register(seller, "LATER", { order })).body).toMatchObject({ brand: one.id });
		expect((await register(seller, "LATER", { brand: one.id })).status).toBe(200);
		await register(seller, "ALONE", { brand: other.id });
		expect((await register(seller, "ALONE", { brand: one.id })).status).toBe(409);
		for (const brand of ["brd_nothing", (await made(await newSeller(), { name: "Theirs" })).id]) {
			const refused = await register(seller, "NEW", { brand });
			expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: "/brand" }] } });
		}
		const batch = await seller.post("/v1/shipments/batch", {
			shipments: [
				{ carrier: "push", trackingNumber: "BATCH1", order: { reference: "6001" }, brand: one.id },
				{ carrier: "push", trackingNumber: "BATCH2", order: { reference: "6001" }, brand: other.id },
				{ carrier: "push", trackingNumber: "BATCH3", order: { reference: "6001" } },
			],
		});
		expect(
			batch.body.items.map((item: { status: number; shipment?: { brand: string } }) => [
				item.status,
				item.shipment?.brand,
			]),
		).toEqual([
			[201, one.id],
			[422, undefined],
			[201, one.id],
		]);
	});

	test("a parcel that gets another brand takes its order and returns with it", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const [one, other] = [await made(seller, { name: "One" }), await made(seller, { name: "Other" })];
		const order = { reference: "5001" };
		const first = (await register(seller, "FIRST", { order, brand: one.id })).body.id;
		await register(seller, "SECOND", { order });
		const back = (await register(seller, "BACK", { returnOf: first })).body.id;
		await register(seller, "ALONE", { brand: one.id });
		const give = (id: string, brand: string | null) => seller.patch(`/v1/shipments/${id}`, { brand });
		const brands = async () =>
			Object.fromEntries(
				(await seller.get("/v1/shipments")).body.items.map((one: Record<string, string>) => [
					one.trackingNumber,
					one.brand,
				]),
			);
		expect(await give(first, other.id)).toMatchObject({ status: 200, body: { brand: other.id } });
		expect(await brands()).toEqual({ FIRST: other.id, SECOND: other.id, BACK: other.id, ALONE: one.id });
		await give(first, null);
		expect(await brands()).toEqual({ FIRST: null, SECOND: null, BACK: null, ALONE: one.id });
		for (const refused of [await give(back, one.id), await give(first, "brd_nothing")]) {
			expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: "/brand" }] } });
		}
		expect((await seller.delete(`/v1/brands/${one.id}`)).status).toBe(409);
		expect((await seller.delete(`/v1/brands/${other.id}`)).status).toBe(204);
		expect((await seller.get(`/v1/brands/${other.id}`)).status).toBe(404);
	});

	test("a list and an export can be of one brand, or of the shop's own name", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller();
		const [one, other] = [await made(seller, { name: "One" }), await made(seller, { name: "Other" })];
		const theirs = await made(await newSeller(), { name: "Theirs" });
		for (const [number, brand] of [
			["ONE1", one.id],
			["ONE2", one.id],
			["OWN1", null],
		])
			await register(seller, number, { brand });
		const listed = async (brand: string) =>
			(await seller.get(`/v1/shipments?brand=${brand}`)).body.items.map(
				({ trackingNumber }: { trackingNumber: string }) => trackingNumber,
			);
		expect(await listed(one.id)).toEqual(["ONE2", "ONE1"]);
		expect(await listed("none")).toEqual(["OWN1"]);
		for (const brand of [other.id, theirs.id, "brd_nothing"]) expect(await listed(brand)).toEqual([]);
		const rows = String((await seller.get(`/v1/shipments.csv?brand=${one.id}`)).body).split("\r\n");
		const column = rows[0]?.split(",").indexOf("brand") ?? -1;
		expect(rows.slice(1, -1).map((row) => row.split(",")[column])).toEqual([one.id, one.id]);
	});

	test.each([
		[{}, "/name"],
		[{ name: "" }, "/name"],
		[{ name: "x", brand: { accent: "red" } }, "/brand/accent"],
		[{ name: "x", id: "brd_mine" }, "/id"],
	])("%j makes no brand, and the answer points at %s", async (body, pointer) => {
		const { newSeller } = await startTestService(database);
		const answer = await (await newSeller()).post("/v1/brands", body);
		expect(answer.status).toBe(422);
		expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
	});
});
