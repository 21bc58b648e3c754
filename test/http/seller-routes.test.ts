import { describe, expect, it } from "vitest";
import { Conflict, Invalid } from "../../src/core/errors.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { IDS } from "./helpers/known.ts";

const FULL_SHIPMENT = {
	trackingNumber: "794600000012",
	carrier: "fedex",
	reference: "parcel 1 of 2",
	order: {
		reference: "A-1001",
		items: [{ name: "Running shoes", quantity: 2, imageUrl: "https://shoes.example/1.jpg" }],
		buyer: { email: "lin@example.com", locale: "zh-Hant-TW", postcode: "100-0001" },
	},
	origin: { country: "CN", city: "Shenzhen" },
	destination: { country: "DK", region: "Midtjylland", city: "Aarhus", postcode: "8000" },
	service: "International Economy",
	promisedBy: "2026-11-24",
	needs: { phoneLast4: "1234" },
};

describe("registering a waybill", () => {
	it("hands every field on as it was sent", async () => {
		const { call, heard } = await openDoor();
		expect((await call("POST", "/v1/shipments", { json: FULL_SHIPMENT })).status).toBe(201);
		expect(heard.registered).toEqual([FULL_SHIPMENT]);
	});

	it("answers 201 with the shipment and its address, and 200 for the same waybill again", async () => {
		const { call } = await openDoor();
		const json = { trackingNumber: "794600000012" };
		const first = await call("POST", "/v1/shipments", { json });
		const second = await call("POST", "/v1/shipments", { json });
		expect([first.status, second.status]).toEqual([201, 200]);
		expect(first.headers.get("location")).toBe(`/v1/shipments/${IDS.shipment}`);
		expect(await first.json()).toEqual(await second.json());
	});

	it.each([
		[{ trackingNumber: "  7946 0000 0012\t" }, { trackingNumber: "7946 0000 0012" }],
		[{ trackingNumber: "ABC" }, { trackingNumber: "ABC" }],
		[{ trackingNumber: "x".repeat(64) }, { trackingNumber: "x".repeat(64) }],
		[
			{ trackingNumber: "ABC", destination: { country: "dk" } },
			{ trackingNumber: "ABC", destination: { country: "DK" } },
		],
		[
			{ trackingNumber: "ABC", destination: { country: "uk" } },
			{ trackingNumber: "ABC", destination: { country: "GB" } },
		],
		[
			{ trackingNumber: "ABC", promisedBy: "2026-11-24T18:00:00+01:00" },
			{ trackingNumber: "ABC", promisedBy: "2026-11-24T18:00:00+01:00" },
		],
		[{ trackingNumber: "快递 123" }, { trackingNumber: "快递 123" }],
	])("takes %j", async (json, expected) => {
		const { call, heard } = await openDoor();
		expect((await call("POST", "/v1/shipments", { json })).status).toBe(201);
		expect(heard.registered).toEqual([expected]);
	});

	it.each<[string, object, string]>([
		["no number", { carrier: "fedex" }, "/trackingNumber"],
		["a short number", { trackingNumber: " AB " }, "/trackingNumber"],
		["a long number", { trackingNumber: "x".repeat(65) }, "/trackingNumber"],
		["a number of marks alone", { trackingNumber: "-----" }, "/trackingNumber"],
		["a number as a number", { trackingNumber: 794600000012 }, "/trackingNumber"],
		["a null character", { trackingNumber: "ABC\u0000D" }, "/trackingNumber"],
		["half a surrogate pair", { trackingNumber: "ABC\ud800D" }, "/trackingNumber"],
		["a line break", { trackingNumber: "ABC", reference: "a\nb" }, "/reference"],
		["an invisible turn of direction", { trackingNumber: "ABC", reference: "a\u202eb" }, "/reference"],
		["a carrier's name instead of its code", { trackingNumber: "ABC", carrier: "FedEx Express" }, "/carrier"],
		["two letters of no country", { trackingNumber: "ABC", origin: { country: "XX" } }, "/origin/country"],
		["a country's name", { trackingNumber: "ABC", destination: { country: "Denmark" } }, "/destination/country"],
		[
			"a destination without a country",
			{ trackingNumber: "ABC", destination: { city: "Aarhus" } },
			"/destination/country",
		],
		[
			"a bad mail address",
			{ trackingNumber: "ABC", order: { reference: "A", buyer: { email: "lin@" } } },
			"/order/buyer/email",
		],
		[
			"a bad language",
			{ trackingNumber: "ABC", order: { reference: "A", buyer: { locale: "chinese!" } } },
			"/order/buyer/locale",
		],
		["an order without a reference", { trackingNumber: "ABC", order: {} }, "/order/reference"],
		[
			"no pieces of an item",
			{ trackingNumber: "ABC", order: { reference: "A", items: [{ name: "Shoe", quantity: 0 }] } },
			"/order/items/0/quantity",
		],
		[
			"a script as a picture",
			{ trackingNumber: "ABC", order: { reference: "A", items: [{ name: "Shoe", imageUrl: "javascript:alert(1)" }] } },
			"/order/items/0/imageUrl",
		],
		[
			"an unknown field deep inside",
			{ trackingNumber: "ABC", order: { reference: "A", buyer: { mail: "x" } } },
			"/order/buyer/mail",
		],
		["a promise without an offset", { trackingNumber: "ABC", promisedBy: "2026-11-24T18:00:00" }, "/promisedBy"],
		["the year 0", { trackingNumber: "ABC", promisedBy: "0000-01-01" }, "/promisedBy"],
		[
			"a year that a zone takes past 9999",
			{ trackingNumber: "ABC", promisedBy: "9999-12-31T23:59:59-12:00" },
			"/promisedBy",
		],
		["31 February", { trackingNumber: "ABC", promisedBy: "2026-02-31" }, "/promisedBy"],
		["a need that is no text", { trackingNumber: "ABC", needs: { phoneLast4: 1234 } }, "/needs/phoneLast4"],
		["a null", { trackingNumber: "ABC", reference: null }, "/reference"],
	])("points at %s", async (_case, json, pointer) => {
		const { call, heard } = await openDoor();
		const { errors } = await expectProblem(await call("POST", "/v1/shipments", { json }), 422);
		expect(errors?.map((error) => error.pointer)).toEqual([pointer]);
		expect(JSON.stringify(errors)).not.toMatch(/invalid|expected|received|too (?:small|big)|pattern|unrecognized/i);
		expect(heard.registered).toEqual([]);
	});

	it.each<[object, string]>([
		[{}, "Is wanted."],
		[{ trackingNumber: 7 }, "A text is wanted."],
		[{ trackingNumber: "AB" }, "At least 3 characters are wanted."],
		[{ trackingNumber: "x".repeat(65) }, "At most 64 characters are wanted."],
		[{ trackingNumber: "ABC", reference: "" }, "Must not be empty."],
		[{ trackingNumber: "ABC", order: [] }, "A JSON object is wanted."],
		[{ trackingNumber: "ABC", order: { reference: "A", items: {} } }, "A list is wanted."],
		[
			{ trackingNumber: "ABC", order: { reference: "A", items: [{ name: "Shoe", quantity: 1.5 }] } },
			"A whole number from 1 to 1000000 is wanted.",
		],
		[{ trackingNumber: "ABC", order: { reference: "A", buyer: { email: "lin@" } } }, "An e-mail address is wanted."],
		[
			{ trackingNumber: "ABC", needs: { "phone last": "1234" } },
			"A need's name is of letters and digits, as GET /v1/carriers lists it.",
		],
		[{ trackingNumber: "ABC", refrence: "A" }, "No such field. Did you mean reference?"],
		[{ trackingNumber: "ABC", promised_by: "2026-11-24" }, "No such field. Did you mean promisedBy?"],
		[{ trackingNumber: "ABC", colour: "red" }, "No such field."],
		[
			{ trackingNumber: "ABC", order: { reference: "A", items: [{ name: "Shoe", quantitiy: 1 }] } },
			"No such field. Did you mean quantity?",
		],
	])("says in plain words what is wanted: %j", async (json, detail) => {
		const problem = await expectProblem(await (await openDoor()).call("POST", "/v1/shipments", { json }), 422);
		expect(problem.errors?.map((error) => error.detail)).toEqual([detail]);
	});

	it("is not fooled by a prototype in the body", async () => {
		const { call } = await openDoor();
		const body = '{"trackingNumber":"ABC","__proto__":{"carrier":"fedex"}}';
		const response = await call("POST", "/v1/shipments", { body, headers: { "content-type": "application/json" } });
		expect((await expectProblem(response, 422)).errors?.[0]?.pointer).toBe("/__proto__");
	});

	it("passes on a refusal of the service with its fields", async () => {
		const { door } = await openDoor();
		const errors = [{ pointer: "/needs/phoneLast4", detail: "SF Express wants it." }];
		const { call } = await openDoor({
			services: {
				...door.services,
				registerShipment: () => Promise.reject(new Invalid("SF Express needs more to look up a waybill.", errors)),
			},
		});
		const response = await call("POST", "/v1/shipments", { json: FULL_SHIPMENT });
		expect(await expectProblem(response, 422)).toMatchObject({
			errors,
			detail: "SF Express needs more to look up a waybill.",
		});
	});

	it("passes on a conflict", async () => {
		const { door } = await openDoor();
		const { call } = await openDoor({
			services: {
				...door.services,
				registerShipment: () => Promise.reject(new Conflict("Shipment 7946 already belongs to another order.")),
			},
		});
		await expectProblem(await call("POST", "/v1/shipments", { json: FULL_SHIPMENT }), 409);
	});
});

describe("a list", () => {
	it("leads from page to page by its own links, with the filters kept, until there is no next", async () => {
		const { call, heard } = await openDoor();
		const first = await call("GET", "/v1/shipments?limit=2&carrier=fedex&reference=a%20b%26c");
		const link = /^<https:\/\/track\.example\.com(.*)>; rel="next"$/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
		const second = await call("GET", link);
		const begin = link.replace(/[?&]cursor=[^&]*/, "");
		expect(second.headers.get("link")).toBe(`<https://track.example.com${begin}>; rel="first"`);
		const filters = { limit: 2, carrier: "fedex", reference: "a b&c" };
		expect(heard.asked.map(({ input }) => input)).toEqual([filters, { ...filters, cursor: "b3BhcXVl_-" }]);
	});

	it("takes 50 at a time unless told", async () => {
		const { call, heard } = await openDoor();
		await call("GET", "/v1/orders");
		expect(heard.asked).toEqual([{ name: "listOrders", input: { limit: 50 } }]);
	});

	it.each([
		["limit=0", "limit"],
		["limit=201", "limit"],
		["limit=1e2", "limit"],
		["limit=-1", "limit"],
		["limit=", "limit"],
		["cursor=%7B%7D", "cursor"],
		["cursor=", "cursor"],
		["milestone=flying", "milestone"],
		["condition=fine", "condition"],
		["milstone=delivered", "milstone"],
		["limit=1&limit=2", "limit"],
		["__proto__=1", "__proto__"],
	])("refuses ?%s and names the parameter", async (query, name) => {
		const { call, heard } = await openDoor();
		const { detail } = await expectProblem(await call("GET", `/v1/shipments?${query}`), 400);
		expect(detail).toContain(name);
		expect(detail).not.toMatch(/invalid|expected|pattern/i);
		expect(heard.asked).toEqual([]);
	});

	it.each([
		["limit=201", "limit: A whole number from 1 to 200 is wanted."],
		["milstone=delivered", "milstone: No such parameter. Did you mean milestone?"],
		["condition=fine", "condition: One of ok, notice,"],
	])("says what is wanted instead of ?%s", async (query, sentence) => {
		const { call } = await openDoor();
		expect((await expectProblem(await call("GET", `/v1/shipments?${query}`), 400)).detail).toContain(sentence);
	});
});

describe("one shipment", () => {
	it("may be asked for as it was known at a moment, which is told in UTC", async () => {
		const { call, heard } = await openDoor();
		const path = `/v1/shipments/${IDS.shipment}?as_of=${encodeURIComponent("2026-11-22T10:00:00+08:00")}`;
		expect((await call("GET", path)).status).toBe(200);
		expect(heard.asked).toEqual([{ name: "getShipment", input: { asOf: "2026-11-22T02:00:00.000Z" } }]);
	});

	it.each(["2026-11-22", "2026-11-22T10:00:00", "yesterday", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"])(
		"refuses as_of=%s, which is no instant of ours",
		async (asOf) => {
			const { call } = await openDoor();
			const response = await call("GET", `/v1/shipments/${IDS.shipment}?as_of=${asOf}`);
			expect((await expectProblem(response, 400)).detail).toContain("as_of");
		},
	);
});

describe("a connection", () => {
	it("hands credentials and secret on untouched", async () => {
		const { call, heard } = await openDoor();
		const json = {
			carrier: "fedex",
			label: "Main",
			credentials: { clientId: " a b ", clientSecret: "s\n" },
			webhookSecret: " x ",
		};
		const response = await call("POST", "/v1/connections", { json });
		expect(response.status).toBe(201);
		expect(response.headers.get("location")).toBe(`/v1/connections/${IDS.connection}`);
		expect(heard.connected).toEqual([json]);
	});

	it.each<[object, string]>([
		[{ label: "Main" }, "/carrier"],
		[{ carrier: "fedex", credentials: { clientId: 7 } }, "/credentials/clientId"],
		[{ carrier: "fedex", credentials: "id:secret" }, "/credentials"],
		[{ carrier: "fedex", webhookSecret: "" }, "/webhookSecret"],
		[{ carrier: "fedex", secret: "x" }, "/secret"],
	])("points at what is wrong in %j, and repeats no value", async (json, pointer) => {
		const response = await (await openDoor()).call("POST", "/v1/connections", { json });
		const { errors, detail } = await expectProblem(response, 422);
		expect(errors?.map((error) => error.pointer)).toEqual([pointer]);
		expect(JSON.stringify([errors, detail])).not.toContain("id:secret");
	});

	it("is gone with 204 and no body", async () => {
		const response = await (await openDoor()).call("DELETE", `/v1/connections/${IDS.connection}`);
		expect([response.status, await response.text()]).toEqual([204, ""]);
	});
});
