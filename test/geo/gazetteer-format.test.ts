import fc from "fast-check";
import { expect, test } from "vitest";
import { createGazetteer } from "../../src/geo/gazetteer/create-gazetteer.ts";
import { distanceKm } from "../../src/geo/gazetteer/distance-km.ts";
import { BadPlacesFile, decodeSections, encodeSections } from "../../src/geo/gazetteer/format.ts";
import { encodeNameIndex, readNameIndex } from "../../src/geo/gazetteer/name-index.ts";
import { packLat, packLng, packSize, unpackLat, unpackLng, unpackSize } from "../../src/geo/gazetteer/places-file.ts";
import { postalTree } from "../../src/geo/gazetteer/postal-tree.ts";
import { type PlacesToWrite, writePlaces } from "../../src/geo/gazetteer/write-places.ts";

const TWO_TOWNS: PlacesToWrite = {
	version: "test",
	places: [
		{ lat: 60.5, lng: -20.25, country: "AA", region: 1, zone: "Etc/GMT+1", population: 5000, kind: "town" },
		{ lat: -10, lng: 179.9, country: "BB", region: 0, zone: "Etc/GMT-12", population: 0, kind: "port" },
	],
	names: new Map([
		["bigtown", [0]],
		["shared", [1, 0]],
	]),
	locodes: new Map([["AABIG", 0]]),
	postcodes: new Map([
		["AA", [{ code: "12345678", lat: 60, lng: -20, region: 1, zone: "Etc/GMT+1", radiusKm: 3 }]],
		["BB", [{ code: "1", lat: -10, lng: 179, region: 0, zone: "Etc/GMT-12", radiusKm: 40 }]],
	]),
	world: {
		regions: [
			{ country: "", within: 0, codes: [], lat: 0, lng: 0, zone: null, population: 0 },
			{ country: "AA", within: 0, codes: ["N", "NO"], lat: 60, lng: -20, zone: "Etc/GMT+1", population: 5000 },
		],
		regionNames: new Map([["north", [1]]]),
		airports: new Map([["BIG", { lat: 60, lng: -20, country: "AA", zone: "Etc/GMT+1", size: 2 }]]),
		countryNames: new Map([["aland of a", "AA"]]),
		divisions: [{ code: "12", place: 0 }],
		divisionNames: new Map([["大", [0]]]),
	},
};

test("what is written is read", () => {
	const gazetteer = createGazetteer(writePlaces(TWO_TOWNS));
	expect(gazetteer.version).toBe("test");
	expect(gazetteer.named("shared")).toEqual([0, 1]);
	expect(gazetteer.named("bigtow")).toEqual([]);
	expect(gazetteer.place(0)).toEqual({
		lat: 60.5,
		lng: -20.25,
		country: "AA",
		region: 1,
		zone: "Etc/GMT+1",
		population: expect.toSatisfy((people: number) => Math.abs(people - 5000) < 500),
		kind: "town",
	});
	expect(gazetteer.place(1)).toMatchObject({ kind: "port", population: 0 });
	expect(gazetteer.locode("AABIG")).toBe(0);
	expect(gazetteer.regionsCoded("NO")).toEqual([1]);
	expect(gazetteer.regionsNamed("north")).toEqual([1]);
	expect(gazetteer.region(1)).toMatchObject({ country: "AA", code: "N", within: 0, zone: "Etc/GMT+1" });
	expect(gazetteer.countryNamed("aland of a")).toBe("AA");
	expect(gazetteer.airport("BIG")).toMatchObject({ country: "AA", size: 2 });
	expect(gazetteer.divisions("大")).toEqual([{ level: 1, code: "12", place: 0 }]);
	expect(gazetteer.postcode("AA", "12345678")).toMatchObject({ matched: 8, region: 1 });
	expect(gazetteer.postcode("AA", "12345679")).toBeNull();
	expect(gazetteer.postcode("BB", "19")).toMatchObject({ matched: 1 });
});

test("the same places give the same bytes", () => {
	expect(writePlaces(TWO_TOWNS)).toEqual(writePlaces(structuredClone(TWO_TOWNS)));
	const turned = { ...TWO_TOWNS, names: new Map([...TWO_TOWNS.names].toReversed()) };
	expect(writePlaces(turned)).toEqual(writePlaces(TWO_TOWNS));
});

test("a file changed in any byte, cut or lengthened is refused in words", () => {
	const file = writePlaces(TWO_TOWNS);
	fc.assert(
		fc.property(fc.nat(file.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
			const damaged = file.slice();
			damaged[at] = (damaged[at] ?? 0) ^ change;
			expect(() => createGazetteer(damaged)).toThrow(BadPlacesFile);
		}),
	);
	fc.assert(
		fc.property(fc.nat(file.byteLength - 1), (length) => {
			expect(() => createGazetteer(file.slice(0, length))).toThrow(BadPlacesFile);
		}),
	);
	expect(() => createGazetteer(new Uint8Array([...file, 0]))).toThrow(BadPlacesFile);
});

test("a file of a later format says so", () => {
	const file = writePlaces(TWO_TOWNS);
	new DataView(file.buffer).setUint32(4, 9, true);
	expect(() => createGazetteer(file)).toThrow("The file of places has format 9; this release reads format 1.");
});

test("an imported file is no built one", () => {
	const { world: _, ...imported } = TWO_TOWNS;
	expect(() => createGazetteer(writePlaces(imported))).toThrow(BadPlacesFile);
});

test("sections are read where they lie, wherever the file lies in memory", () => {
	const bytes = new Map([["three", Uint8Array.of(1, 2, 3)]]);
	const file = encodeSections({ meta: { some: "facts" }, bytes });
	const shifted = new Uint8Array(file.byteLength + 3).subarray(3);
	shifted.set(file);
	expect(decodeSections(shifted)).toEqual({ meta: { some: "facts" }, bytes });
});

test("every name answers with its own ids, and no other name answers", () => {
	const names = fc.dictionary(fc.string({ minLength: 1 }), fc.uniqueArray(fc.nat(2 ** 30), { minLength: 1 }), {
		noNullPrototype: true,
		maxKeys: 200,
	});
	fc.assert(
		fc.property(names, fc.string(), (written, other) => {
			const bytes = new Map<string, Uint8Array>();
			const facts = encodeNameIndex("n", new Map(Object.entries(written)), bytes);
			const index = readNameIndex(decodeSections(encodeSections({ meta: null, bytes })), "n", facts);
			for (const [name, ids] of Object.entries(written)) {
				expect(index.find(name)).toEqual(ids.toSorted((a, b) => a - b));
			}
			if (!Object.hasOwn(written, other)) expect(index.find(other)).toEqual([]);
		}),
	);
});

test("points keep half a kilometre, sizes 10 in 100", () => {
	fc.assert(
		fc.property(
			fc.double({ min: -90, max: 90, noNaN: true }),
			fc.double({ min: -180, max: 180, noNaN: true }),
			(lat, lng) => {
				expect(Math.abs(unpackLat(packLat(lat)) - lat)).toBeLessThan(0.0015);
				expect(Math.abs(unpackLng(packLng(lng)) - lng)).toBeLessThan(0.003);
			},
		),
	);
	fc.assert(
		fc.property(fc.integer({ min: 20, max: 30_000_000 }), (people) => {
			expect(Math.abs(unpackSize(packSize(people)) - people) / people).toBeLessThan(0.1);
		}),
	);
	expect(unpackSize(packSize(0))).toBe(0);
	expect(unpackSize(packSize(1))).toBe(1);
});

test("postcodes part where their letters do, and the beginning stands in their middle", () => {
	const nodes = postalTree([
		{ code: "1010", lat: 10, lng: 10 },
		{ code: "1020", lat: 10, lng: 11 },
		{ code: "20", lat: 50, lng: 10 },
	]);
	expect(nodes.map(({ code }) => code).toSorted()).toEqual(["10", "1010", "1020", "20"]);
	expect(nodes.find(({ code }) => code === "10")).toMatchObject({
		lat: 10,
		lng: 10.5,
		radiusKm: expect.closeTo(54.8, 0),
	});
});

test("a beginning that has a point of its own keeps it", () => {
	const nodes = postalTree([
		{ code: "1", lat: 48.2, lng: 16.4 },
		{ code: "11", lat: 47, lng: 15 },
		{ code: "12", lat: 46, lng: 14 },
	]);
	expect(nodes.find(({ code }) => code === "1")).toMatchObject({ lat: 48.2, lng: 16.4 });
});

test("every postcode leads to a node no further away than a kilometre", () => {
	const code = fc.stringMatching(/^[0-9A-C]{1,6}$/);
	const points = fc.uniqueArray(
		fc.record({ code, lat: fc.integer({ min: -60, max: 60 }), lng: fc.integer({ min: -179, max: 179 }) }),
		{ selector: (point) => point.code, minLength: 1, maxLength: 60 },
	);
	fc.assert(
		fc.property(points, (all) => {
			const nodes = new Map(postalTree(all).map((node) => [node.code, node]));
			for (const point of all) {
				const prefixes = Array.from(point.code, (_, at) => point.code.slice(0, point.code.length - at));
				const node = prefixes.map((prefix) => nodes.get(prefix)).find((found) => found !== undefined);
				expect(node, point.code).toBeDefined();
				expect(distanceKm(node ?? { lat: 90, lng: 0 }, point)).toBeLessThan(1);
			}
		}),
	);
});
