import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ignoredInOwn, ownSchema, type Problem, read } from "../../adapters/kit/index.ts";
import { push } from "../../adapters/push.ts";
import { CODES } from "../../src/core/codes.ts";
import { REASONS } from "../../src/core/reasons.ts";
import { fits, type JsonSchema } from "../helpers/json-schema.ts";

const schema: JsonSchema = ownSchema();
const problemsOf = (message: unknown): readonly Problem[] =>
	read(push, { kind: "webhook", contentType: "json", body: JSON.stringify(message) }).problems;

/** Of the content, which no schema can tell. */
const ofContent = ({ kind, detail }: Problem) => kind === "contradiction" || detail.includes("there is no time zone");

const words = fc.oneof(
	fc.constantFrom("Depot West", "a1", "门卫", "x", " ", "", "Leipzig ", "0", "-"),
	fc.string({ maxLength: 12, unit: "binary" }),
);
const numbers = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom("BIKE1207", "2026/11/000345", "urn:courier:parcel:77", "A 12") },
	fc.string({ maxLength: 70 }),
	fc.string({ maxLength: 6, unit: "binary" }),
	fc.constantFrom("---", "A1", `X${"0".repeat(64)}`),
);
// Often one that tells of a place to fetch it from.
const codes = fc.oneof(fc.constantFrom(...Object.keys(CODES)), fc.constant("ready_for_pickup.at_point"));
const reasons = fc.constantFrom(...Object.keys(REASONS));
const zones = fc.constantFrom("Europe/Berlin", "+01:00", "Z");
const wall = fc.constantFrom("2026-11-22T09:00:00", "2026-11-22T09:00:00.5", "2026-11-22");
const times = fc.oneof(
	fc.constantFrom("2026-11-22T09:00:00+01:00", "2026-11-22T08:00:00Z", "2026-11-22T08:00:00.123Z", "2026-11-22"),
	fc.record({ local: wall, zone: zones }, { requiredKeys: ["local"] }),
	wall,
);
const degrees = fc.oneof(fc.double({ min: -95, max: 95, noNaN: true }), fc.constantFrom(0, 51.34, -180, 180));
const place = fc.record(
	{ text: words, country: words, city: words, region: words, postcode: words, lat: degrees, lng: degrees },
	{ requiredKeys: [] },
);
const pickup = fc.record(
	{
		name: words,
		address: words,
		hours: fc.array(words, { maxLength: 3 }),
		until: times,
		lat: degrees,
		lng: degrees,
	},
	{ requiredKeys: [] },
);
const scan = fc.record(
	{
		id: words,
		code: codes,
		occurredAt: times,
		text: words,
		reason: reasons,
		piece: words,
		place,
		pickup,
		courier: fc.record({ phone: words, name: words }, { requiredKeys: [] }),
		pickupCode: words,
	},
	{ requiredKeys: ["code", "occurredAt"] },
);
const shipment = fc.record(
	{
		trackingNumber: numbers,
		scans: fc.array(scan, { maxLength: 2 }),
		withdraw: fc.array(words, { maxLength: 2 }),
		promised: fc.record({ from: times, to: times }),
		position: fc.record(
			{ lat: degrees, lng: degrees, at: times, stopsBefore: fc.integer({ min: -2, max: 1_002 }) },
			{ requiredKeys: ["lat", "lng", "at"] },
		),
		continues: fc.array(
			fc.record(
				{ trackingNumber: numbers, carrier: fc.constantFrom("dhl", "push"), carrierName: words },
				{ requiredKeys: ["trackingNumber"] },
			),
			{ maxLength: 2 },
		),
	},
	{ requiredKeys: ["trackingNumber"] },
);
const message = fc.record({ shipments: fc.array(shipment, { maxLength: 2 }) });

/** The message with one of its values swapped for something else, or with one of its names misspelt. */
const damaged = fc
	.tuple(message, fc.nat(), fc.jsonValue({ maxDepth: 1 }), fc.boolean())
	.map(([whole, at, junk, name]) => {
		let count = 0;
		const size = JSON.stringify(whole).match(/[:[,]/g)?.length ?? 1;
		const swap = (value: unknown): unknown => {
			count += 1;
			if (count - 1 === at % size && !name) return junk;
			if (Array.isArray(value)) return value.map(swap);
			if (typeof value !== "object" || value === null) return value;
			const isMisspelt = count - 1 === at % size;
			return Object.fromEntries(
				Object.entries(value).map(([key, part], index) => [isMisspelt && index === 0 ? `${key}s` : key, swap(part)]),
			);
		};
		return swap(whole);
	});

test("what the published schema takes, the door reads whole and without a problem", () => {
	let taken = 0;
	fc.assert(
		fc.property(fc.oneof(message, damaged), (told) => {
			if (!fits(schema, told)) return;
			taken += 1;
			expect(problemsOf(told).filter((problem) => !ofContent(problem))).toEqual([]);
		}),
		{ numRuns: 3_000 },
	);
	expect(taken).toBeGreaterThan(300);
});

test("what the published schema refuses, the door names, but for what it forgives", () => {
	let refused = 0;
	fc.assert(
		fc.property(fc.oneof(message, damaged), (told) => {
			if (fits(schema, forgiven(told))) return;
			refused += 1;
			expect(problemsOf(told)).not.toEqual([]);
		}),
		{ numRuns: 3_000 },
	);
	expect(refused).toBeGreaterThan(300);
});

test("every code and every reason of ours stands in the schema", () => {
	const text = JSON.stringify(schema);
	for (const word of [...Object.keys(CODES), ...Object.keys(REASONS)]) expect(text).toContain(JSON.stringify(word));
});

test("our own samples fit the schema where the door has nothing to say of them", () => {
	const folder = join(import.meta.dirname, "../carriers/push");
	const samples = readdirSync(folder).filter((name) => name.endsWith(".json"));
	expect(samples.length).toBeGreaterThan(2);
	for (const name of samples.filter((one) => !/\.(?:expected|signed)\.json$/.test(one))) {
		const told = JSON.parse(readFileSync(join(folder, name), "utf8"));
		expect(fits(schema, told), name).toBe(problemsOf(told).length === 0);
	}
});

test("fields that the door passes over are named, with what may have been meant", () => {
	const scan = { code: "in_transit.moving", ocurredAt: "2026-11-22", place: { city: "Leipzig", zip: "04109" } };
	const told = { shipments: [{ trackingNumber: "BIKE1207", scan: [], scans: [scan, "x", null] }, 7], version: 1 };
	expect(ignoredInOwn(JSON.stringify(told))).toEqual([
		expect.stringMatching(/^shipments\.0\.scan: no such field\. Did you mean scans\?$/),
		expect.stringMatching(/^shipments\.0\.scans\.0\.ocurredAt: no such field\. Did you mean occurredAt\?$/),
		expect.stringMatching(/^shipments\.0\.scans\.0\.place\.zip: no such field\./),
		expect.stringMatching(/^version: no such field\./),
	]);
	const timed = { local: "2026-11-22T10:00:00", zone: "Z", offset: 1 };
	expect(ignoredInOwn(JSON.stringify({ shipments: [{ promised: { from: timed } }] }))).toHaveLength(1);
	expect(ignoredInOwn(JSON.stringify({ shipments: Array.from({ length: 100 }, () => ({ a: 1 })) }))).toHaveLength(20);
	for (const body of ["", "{", "[]", "null", '"x"', "[".repeat(100_000)]) expect(ignoredInOwn(body)).toEqual([]);
});

test("what the schema takes holds no field that is passed over", () => {
	fc.assert(
		fc.property(fc.oneof(message, damaged), (told) => {
			if (fits(schema, told)) expect(ignoredInOwn(JSON.stringify(told))).toEqual([]);
		}),
		{ numRuns: 1_000 },
	);
});

/**
 * The message after what the door forgives: fields that nobody knows, nothing written as null, as a blank or as an empty
 * list, numbers as text and texts as numbers, and a text that is none.
 */
function forgiven(told: unknown): unknown {
	return tidy(schema, told);
}

const isNothing = (value: unknown) =>
	value === null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);

function tidy(part: JsonSchema, value: unknown): unknown {
	const { $ref, anyOf, type, properties, required = [], items } = part;
	if ($ref === "#/$defs/TrackingNumber") {
		const length = typeof value === "string" ? value.trim().length : 0;
		return length >= 3 && length <= 64 ? "BIKE1207" : value;
	}
	if (typeof $ref === "string") return tidy(defs()[$ref.slice("#/$defs/".length)] ?? {}, value);
	if (Array.isArray(anyOf)) {
		const isObject = typeof value === "object" && value !== null;
		const branch = anyOf.find((one: JsonSchema) => (one.type === "object") === isObject);
		return branch ? tidy(branch, value) : value;
	}
	if (Array.isArray(value) && type === "array") {
		const kept = ["withdraw", "continues", "hours"].includes(String(part.list))
			? value.filter((one) => !isNothing(one))
			: value;
		return kept.map((one) =>
			["withdraw", "hours"].includes(String(part.list)) && typeof one === "number"
				? "5"
				: tidy(items as JsonSchema, one),
		);
	}
	if (typeof value !== "object" || value === null || Array.isArray(value) || type !== "object") {
		return typeof value === "string" ? value.trim() : value;
	}
	const shape = properties as Readonly<Record<string, JsonSchema>>;
	const entries = Object.entries(value).flatMap(([name, one]) => {
		const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
		if (field === undefined) return [];
		if (field.type === "number" || field.type === "integer") {
			if (isNothing(one) && !Array.isArray(one)) return [];
			return [[name, typeof one === "string" ? Number(one) : one]];
		}
		if ((required as readonly string[]).includes(name)) return [[name, tidy(field, one)]];
		if (isNothing(one)) return [];
		if (field.type === "string" && typeof one === "number") return [[name, String(one)]];
		if (field.type === "string" && typeof one !== "string") return [];
		return [[name, tidy({ ...field, list: name }, one)]];
	});
	return Object.fromEntries(entries);
}

function defs(): Readonly<Record<string, JsonSchema>> {
	// The schema names its parts there.
	return schema.$defs as Readonly<Record<string, JsonSchema>>;
}
