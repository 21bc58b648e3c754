import { describe, expect, test } from "vitest";
import { countryCode } from "../../adapters/kit/countries.ts";
import { type Carrier, defineCarrier, type Extracted, read, Unreadable } from "../../adapters/kit/index.ts";
import { readPlace } from "../../adapters/kit/places.ts";

function carrier(extract: (body: string) => Extracted, push?: (body: string) => Extracted): Carrier {
	return defineCarrier({
		code: "acme",
		name: "Acme",
		countries: [],
		source: { kind: "assumed", url: "https://acme.example/", checked: "2026-01-01" },
		numbers: { pattern: /^A\d+$/, valid: ["A1"], invalid: ["B"] },
		clock: { formats: ["iso"], zone: { kind: "in-payload" } },
		statuses: {
			DLV: "delivered.to_recipient",
			DEX: "delivery_attempted.problem",
			"DEX:08": ["delivery_attempted.recipient_absent", "recipient.absent"],
		},
		extract,
		trackingUrl: () => "",
		...(push && { webhook: { verify: () => null, extract: push } }),
	});
}

const scan = (code: string, text = "", time = "2026-01-02T10:00:00Z") => ({ code, text, time: { text: time } });
const one = (...scans: ReturnType<typeof scan>[]): Extracted => ({
	shipments: [{ trackingNumber: " a 1 ", scans, order: "newest-first" }],
});
const told = (extracted: Extracted) =>
	read(
		carrier(() => extracted),
		{ body: "x", contentType: "json", kind: "poll" },
	);

describe("a scan", () => {
	test("keeps its code and words on the timeline when nobody has mapped it", () => {
		const reading = told(one(scan("ZZ", "Beamed up by J. SAMPLE, left with JOHN")));
		expect(reading.shipments[0]?.scans[0]).toMatchObject({ code: "note.unmapped", carrierCode: "ZZ", reason: "none" });
		expect(reading.problems).toEqual([{ kind: "unknown-code", detail: "ZZ: Beamed up by J. SAMPLE, left" }]);
	});

	test.each(["__proto__", "constructor", "toString", ""])("with the code %j is plainly unmapped", (code) => {
		expect(told(one(scan(code))).shipments[0]?.scans[0]?.code).toBe("note.unmapped");
	});

	test("takes the most particular key that the carrier's table has", () => {
		const extracted = one();
		const shipments = [
			{
				...extracted.shipments[0],
				trackingNumber: "A1",
				order: "none" as const,
				scans: [{ ...scan("DEX"), keys: ["DEX:77", "DEX:08", "DEX"] }],
			},
		];
		expect(told({ shipments }).shipments[0]?.scans[0]).toMatchObject({
			code: "delivery_attempted.recipient_absent",
			reason: "recipient.absent",
			carrierCode: "DEX",
			sequence: 0,
		});
	});

	test("names the row of the table that it was read by, and none when nobody has mapped it", () => {
		const shipments = [
			{
				trackingNumber: "A1",
				order: "none" as const,
				scans: [{ ...scan("DEX"), keys: ["DEX:77", "DEX:08", "DEX"] }, scan("DLV"), scan("ZZ")],
				status: { code: "DEX", keys: ["DEX:77", "DEX"] },
			},
		];
		const [read] = told({ shipments }).shipments;
		expect(read?.scans.map(({ rule }) => rule)).toEqual(["DEX:08", "DLV", null]);
		expect(read?.status?.rule).toBe("DEX");
	});

	test("is known by its words as they came, whatever is taken out of them and wherever a line was broken", () => {
		const digest = (text: string) => told(one(scan("DLV", text))).shipments[0]?.scans[0]?.wordsDigest;
		const named = digest("Signed for by: J. SAMPLE");
		expect(named).toMatch(/^[0-9a-f]{16}$/);
		expect(digest(" Signed for\n by:  J. SAMPLE ")).toBe(named);
		expect(digest("Signed for by: K. SAMPLE")).not.toBe(named);
	});

	test("is known by its place as it came, before anybody read it", () => {
		const shipments = [
			{
				trackingNumber: "A1",
				order: "none" as const,
				scans: [
					{
						...scan("DLV"),
						place: { name: "Hub  7, tel. +49 30 1234567", city: "Berlin", region: "BERLIN", country: "DE" },
					},
					scan("DLV"),
				],
			},
		];
		const [first, second] = told({ shipments }).shipments[0]?.scans ?? [];
		expect(first?.placeWords).toBe("Hub 7, tel. +49 30 1234567, Berlin");
		expect(first?.place?.text).not.toContain("1234567");
		expect(second?.placeWords).toBe("");
	});

	test("without a readable time is a problem and stands nowhere, and the others keep their order", () => {
		const reading = told(one(scan("DLV"), scan("DEX", "Tried", "soon"), scan("DEX")));
		expect(reading.shipments[0]?.scans.map(({ carrierCode, sequence }) => [carrierCode, sequence])).toEqual([
			["DEX", 1],
			["DLV", 3],
		]);
		expect(reading.problems).toEqual([{ kind: "bad-time", detail: "soon (DEX: Tried)" }]);
	});

	test("told twice in one message stands twice: identity is not the reader's business", () => {
		expect(told(one(scan("DLV"), scan("DLV"))).shipments[0]?.scans).toHaveLength(2);
	});
});

test("forty scans with one unknown code are one problem", () => {
	expect(told(one(...Array.from({ length: 40 }, () => scan("ZZ", "Beamed up")))).problems).toHaveLength(1);
});

describe("the outcome", () => {
	const shipment = { trackingNumber: "A1", scans: [], order: "none" } as const;
	const refusal = { trackingNumber: "A2", detail: "no" } as const;

	test.each<[string, Extracted]>([
		["ok", { shipments: [{ ...shipment, status: { code: "DLV" } }] }],
		["ok", { shipments: [{ ...shipment, status: { code: "ZZ" } }] }],
		["ok", { shipments: [{ ...shipment, signed: true }], refusals: [{ ...refusal, outcome: "denied" }] }],
		["ok", { shipments: [{ ...shipment, withdraws: ["e1"] }] }],
		["ok", { shipments: [{ ...shipment, promised: { from: { text: "2026-01-03" }, to: { text: "2026-01-03" } } }] }],
		["empty", { shipments: [shipment] }],
		["empty", { shipments: [] }],
		["not-found", { shipments: [shipment], refusals: [{ ...refusal, outcome: "not-found" }] }],
		[
			"denied",
			{
				shipments: [],
				refusals: [
					{ ...refusal, outcome: "not-found" },
					{ ...refusal, outcome: "denied" },
				],
			},
		],
		["rate-limited", { shipments: [], refusals: [{ ...refusal, outcome: "rate-limited" }] }],
		["error", { shipments: [], refusals: [{ ...refusal, outcome: "error" }] }],
	])("is %s", (outcome, extracted) => {
		const reading = told(extracted);
		expect(reading.outcome).toBe(outcome);
		if (outcome !== "ok") expect(reading.shipments).toEqual([]);
	});
});

describe("under an HTTP status", () => {
	const under = (status: number, extracted: Extracted | null, asked: readonly string[] = ["A1"]) =>
		read(
			carrier(() => extracted ?? unreadable("poll")),
			{ body: "x", contentType: "json", kind: "poll", status, asked },
		);
	const refused = (outcome: "not-found" | "error"): Extracted => ({
		shipments: [],
		refusals: [{ trackingNumber: "A1", outcome, detail: "no" }],
	});

	test.each([
		[200, "error"],
		[204, "empty"],
		[302, "error"],
		[400, "error"],
		[401, "denied"],
		[403, "denied"],
		[404, "not-found"],
		[429, "rate-limited"],
		[503, "error"],
	] as const)("%i, a body that cannot be read is %s", (status, outcome) => {
		expect(under(status, null).outcome).toBe(outcome);
	});

	test.each([
		[204, "empty"],
		[404, "not-found"],
		[500, "error"],
	] as const)("%i, a body that says nothing is %s, also when it names the number", (status, outcome) => {
		expect(under(status, { shipments: [] }).outcome).toBe(outcome);
		const named = under(status, { shipments: [{ trackingNumber: "A1", scans: [], order: "none" }] });
		expect(named).toMatchObject({ outcome, refusals: [{ trackingNumber: "A1", outcome }] });
		expect(named.problems.map(({ kind }) => kind)).toEqual(outcome === "empty" ? [] : ["refused"]);
	});

	test("a body that says more exactly what is wrong is believed, one that says only that something is, is not", () => {
		expect(under(401, refused("not-found")).outcome).toBe("not-found");
		expect(under(500, refused("not-found")).outcome).toBe("not-found");
		expect(under(429, refused("error")).outcome).toBe("rate-limited");
		expect(under(400, refused("error")).outcome).toBe("error");
		expect(under(500, one(scan("DLV"))).outcome).toBe("ok");
	});

	test("404 tells of one number alone: of several it may be the address that is wrong", () => {
		expect(under(404, null, ["A1"]).refusals).toEqual([
			{ trackingNumber: "A1", outcome: "not-found", detail: "The carrier answered with HTTP status 404." },
		]);
		expect(under(404, null, ["A1", "A2"])).toMatchObject({ outcome: "error", refusals: [{ trackingNumber: null }] });
		expect(under(404, null, []).outcome).toBe("not-found");
	});

	test("a reader that wants to know more is told how the body came", () => {
		const heard: unknown[] = [];
		const curious = carrier((...given: unknown[]) => {
			heard.push(given[1]);
			return { shipments: [] };
		});
		read(curious, { body: "x", contentType: "xml", kind: "poll", status: 200, asked: ["A1"] });
		expect(heard).toEqual([{ contentType: "xml", kind: "poll", status: 200, asked: ["A1"] }]);
	});
});

test("whose parcel it is comes with an aggregator's word for it, and is nobody's else", () => {
	const shipment = { trackingNumber: "A1", scans: [scan("DLV")], order: "none" } as const;
	const reading = told({
		shipments: [
			{ ...shipment, carrier: "acme", carrierName: "acme_worldwide" },
			{ ...shipment, carrierName: "?" },
			shipment,
		],
	});
	expect(reading.shipments.map(({ carrier: code, carrierName }) => [code, carrierName])).toEqual([
		["acme", "acme_worldwide"],
		[null, "?"],
		[null, null],
	]);
});

test("a number without news in a batch is named, so that nobody waits for it", () => {
	const reading = told({ shipments: [{ trackingNumber: "A1", scans: [], order: "none" }] });
	expect(reading.refusals).toEqual([
		{ trackingNumber: "A1", outcome: "empty", detail: "The carrier names no scan and no status." },
	]);
});

test("a promise that ends before it starts is a contradiction and no promise", () => {
	const promised = { from: { text: "2026-01-03T12:00:00Z" }, to: { text: "2026-01-03T13:00:00+02:00" } };
	const reading = told({ shipments: [{ trackingNumber: "A1", scans: [scan("DLV")], order: "none", promised }] });
	expect(reading.shipments[0]?.promised).toBeNull();
	expect(reading.problems.map(({ kind }) => kind)).toEqual(["contradiction"]);
});

describe("the two doors", () => {
	const poll = (body: string) => (body === "poll" ? one(scan("DLV")) : unreadable("poll"));
	const push = (body: string) => (body === "push" ? one(scan("DEX")) : unreadable("push"));

	test.each([
		["webhook", "push"],
		["webhook", "poll"],
		["poll", "poll"],
		["poll", "push"],
	] as const)("at the %s door a %s is understood", (kind, body) => {
		expect(read(carrier(poll, push), { body, contentType: "json", kind }).outcome).toBe("ok");
	});

	test.each([
		["webhook", "push"],
		["poll", "poll"],
	] as const)("at the %s door the complaint is the %s's", (kind, word) => {
		const reading = read(carrier(poll, push), { body: "?", contentType: "json", kind });
		expect(reading).toEqual({
			outcome: "error",
			shipments: [],
			refusals: [],
			problems: [{ kind: "unreadable", detail: `not a ${word}` }],
		});
	});
});

function unreadable(what: string): never {
	throw new Unreadable(`not a ${what}`);
}

test("an adapter that breaks is a problem that names it, never a crash, and tells nothing of the body", () => {
	const broken = carrier(() => {
		throw new TypeError("cannot read SECRET of undefined");
	});
	expect(read(broken, { body: "x", contentType: "json", kind: "poll" }).problems).toEqual([
		{ kind: "unreadable", detail: "The adapter acme failed: TypeError." },
	]);
});

describe("a place", () => {
	test("is its name, city and region once each, with postcode and country apart", () => {
		expect(
			readPlace({ name: "Leipzig hub", city: "LEIPZIG", region: "Leipzig", postcode: "04435", country: "Germany" }),
		).toEqual({
			text: "Leipzig hub, LEIPZIG",
			city: "LEIPZIG",
			region: "Leipzig",
			postcode: "04435",
			country: "DE",
			lat: null,
			lng: null,
			precision: null,
		});
	});

	test("keeps how near its point is, where the adapter knows, and not without a point", () => {
		expect(readPlace({ lat: 35.494732, lng: 103.243021, precision: "region" })?.precision).toBe("region");
		expect(readPlace({ city: "Linxia", precision: "region" })?.precision).toBeNull();
	});

	test("keeps a country that no table knows as the carrier's word", () => {
		expect(readPlace({ city: "Poseidonis", country: "Atlantis" })).toMatchObject({
			text: "Poseidonis, Atlantis",
			country: null,
		});
	});

	test.each([
		[{ lat: 0, lng: 0 }, null],
		[{ lat: 91, lng: 0 }, null],
		[{ lat: Number.NaN, lng: 3 }, null],
		[{ lat: 51 }, null],
		[{ city: " ", country: "" }, null],
		[undefined, null],
	])("%j is no place", (raw, none) => {
		expect(readPlace(raw)).toBe(none);
	});
});

describe("another number of a parcel", () => {
	const continuing = (continues: NonNullable<Extracted["shipments"][number]["continues"]>) =>
		told({ shipments: [{ trackingNumber: "A1", scans: [], order: "none", continues }] });

	test("is one of a few: a list without end is named and not read to its end", () => {
		const reading = continuing(Array.from({ length: 100_000 }, (_, index) => ({ trackingNumber: `N${index}` })));
		expect(reading.shipments[0]?.continues).toHaveLength(20);
		expect(reading.problems).toEqual([
			{ kind: "unreadable", detail: "100000 other numbers of one parcel: the first 20 are read." },
		]);
	});

	test("is none when it is no number, one of a book's length, or its own", () => {
		const numbers = ["---", " ", "X".repeat(201), "a-1"];
		const reading = continuing(numbers.map((trackingNumber) => ({ trackingNumber })));
		expect([reading.outcome, reading.shipments]).toEqual(["empty", []]);
	});

	test("is named without personal details, mark-up and length", () => {
		const written = `Juan <b>0912345678</b> ${"very ".repeat(100)}`;
		const [to] = continuing([{ trackingNumber: "B1", carrierName: written }]).shipments[0]?.continues ?? [];
		expect(to?.carrierName).toMatch(/^Juan /);
		expect(to?.carrierName).not.toMatch(/0912|</);
		expect(to?.carrierName?.length).toBeLessThanOrEqual(80);
	});

	test("is with nobody whom a prototype knows", () => {
		const [to] = continuing([{ trackingNumber: "B1", carrier: "__proto__" }]).shipments[0]?.continues ?? [];
		expect(to).toEqual({ trackingNumber: "B1", carrier: "__proto__", carrierName: null });
	});
});

test.each([
	["de", "DE"],
	["DEU", "DE"],
	["Germany", "DE"],
	["Deutschland", "DE"],
	["中国", "CN"],
	["United States of America", "US"],
	["U.S.A.", "US"],
	["Korea, Republic of", "KR"],
	["Côte d’Ivoire", "CI"],
	["cote d'ivoire", "CI"],
	["HONG KONG", "HK"],
	["UK", "GB"],
	["Atlantis", null],
	["__proto__", null],
	["", null],
])("the country %j is %j", (written, code) => {
	expect(countryCode(written)).toBe(code);
});
