import { crc32, deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { BadImport, importPlaces } from "../../src/geo/files/import-file.ts";
import type { ByteSource } from "../../src/geo/files/zip-entries.ts";
import { createGazetteer } from "../../src/geo/gazetteer/create-gazetteer.ts";
import { writePlaces } from "../../src/geo/gazetteer/write-places.ts";

// A country AQ of two states, with one town that is known.
const BUILT = writePlaces({
	version: "built",
	places: [
		{ lat: -70, lng: 10, country: "AQ", region: 1, zone: "Antarctica/Troll", population: 9000, kind: "town" },
		{ lat: -75, lng: 40, country: "AQ", region: 2, zone: "Antarctica/Syowa", population: 100, kind: "town" },
	],
	names: new Map([
		["knownville", [0]],
		["eastport", [1]],
	]),
	locodes: new Map([["AQKNO", 0]]),
	postcodes: new Map([["AQ", [{ code: "1", lat: -70, lng: 10, region: 1, zone: "Antarctica/Troll", radiusKm: 90 }]]]),
	world: {
		regions: [
			{ country: "", within: 0, codes: [], lat: 0, lng: 0, zone: null, population: 0 },
			{ country: "AQ", within: 0, codes: ["W"], lat: -70, lng: 10, zone: null, population: 9000 },
			{ country: "AQ", within: 0, codes: ["E"], lat: -75, lng: 40, zone: null, population: 100 },
		],
		regionNames: new Map([["eastland", [2]]]),
		airports: new Map(),
		countryNames: new Map(),
		divisions: [],
		divisionNames: new Map(),
	},
});
const gazetteer = createGazetteer(BUILT);

const DUMP = [
	"AQ\t12 340\tKnownville\tWestland\tW\t\t\t\t\t-70.01\t10.01\t4",
	"AQ\t12 350\tLittle Knownville\tWestland\tW\t\t\t\t\t-70.20\t10.60\t4",
	"AQ\t90 001\tFar Östhaven\tEastland\t\t\t\t\t\t-75.10\t41.00\t4",
	"AQ\t90 002 CEDEX 1\tFar Östhaven\tEastland\t\t\t\t\t\t-75.10\t41.00\t4",
	"AQ\t91 000\tNowhere told\tEastland\t\t\t\t\t\t\t\t",
	"",
].join("\n");

test("the postcodes and towns of a postal dump are known afterwards", async () => {
	const imported = await importText(DUMP);
	expect(imported).toMatchObject({ lines: 5, skipped: 1, places: 2 });
	const both = createGazetteer(BUILT, [imported.file]);
	expect(both.version).toBe("built + dump");
	expect(both.postcode("AQ", "12340")).toMatchObject({ lat: expect.closeTo(-70.01, 2), matched: 5, region: 1 });
	expect(both.postcode("AQ", "12399")).toMatchObject({ matched: 3, region: 1 });
	expect(both.postcode("AQ", "90001")).toMatchObject({ lng: expect.closeTo(41, 1), region: 2 });
	expect(both.postcode("AQ", "19")).toMatchObject({ matched: 1, radiusKm: expect.closeTo(90, -1) });
	const [haven = -1] = Array.from(both.named("far osthaven"));
	expect(both.place(haven)).toMatchObject({ country: "AQ", region: 2, kind: "town", population: 0 });
	expect(both.named("far osthaven")).toHaveLength(1);
	expect(both.named("knownville")).toEqual([0]);
	expect(both.place(0)).toEqual(gazetteer.place(0));
	expect(() => both.place(2 + imported.places)).toThrow(RangeError);
});

test("the same dump gives the same file, read in pieces of any size", async () => {
	const whole = await importText(DUMP);
	for (const step of [1, 7, 64]) {
		const pieces = await importPlaces({ version: "dump", source: sourceOf(DUMP, step), gazetteer });
		expect(pieces.file).toEqual(whole.file);
	}
});

test("a dump in its archive, beside a readme, is read", async () => {
	const zip = archive({ "readme.txt": "GeoNames says hello", "allCountries.txt": DUMP });
	const imported = await importPlaces({ version: "dump", source: sourceOf(zip), gazetteer });
	expect(imported.file).toEqual((await importText(DUMP)).file);
});

test("UN/LOCODE of UNECE, without a head line and in Windows-1252", async () => {
	const rows = [
		`,"AQ",,".ANTARCTICA",,,,,,,,`,
		`+,"AQ","OST","Östport (ex Éastport)","Ostport","E","1-------","AI","0601",,"7506S 04030E",`,
		`,"AQ","EAP","Eastport","Eastport",,"1-------","AI","0601",,,"no coordinates"`,
		`,"AQ","NIL","Unheard Of","Unheard Of",,"1-------","AI","0601",,,`,
		`X,"AQ","OLD","Old Base","Old Base",,"1-------","XX","0601",,"7506S 04030E",`,
		`=,"AQ",,"Peking = Beijing","Peking = Beijing",,,,,,,`,
	].join("\r\n");
	const imported = await importPlaces({ version: "locodes", source: sourceOf(Buffer.from(rows, "latin1")), gazetteer });
	expect(imported).toMatchObject({ lines: 6, skipped: 1, places: 2 });
	const both = createGazetteer(BUILT, [imported.file]);
	expect(both.place(both.locode("AQOST") ?? -1)).toMatchObject({ lat: -75.1, lng: 40.5, region: 2 });
	expect(both.place(both.locode("AQEAP") ?? -1)).toMatchObject({ lat: -75, lng: 40 });
	expect(both.locode("AQNIL")).toBeNull();
	expect(both.locode("AQOLD")).toBeNull();
	expect(both.locode("AQKNO")).toBe(0);
	expect(both.named("ostport")).toHaveLength(1);
});

test("UN/LOCODE with the head line of datasets/un-locode", async () => {
	const rows = [
		"Change,Country,Location,Name,NameWoDiacritics,Subdivision,Status,Function,Date,IATA,Coordinates,Remarks",
		`,AQ,NPT,"Newport, North","Newport, North",W,AI,1-------,0601,,7030S 01000E,`,
	].join("\n");
	const imported = await importPlaces({ version: "locodes", source: sourceOf(rows), gazetteer });
	const both = createGazetteer(BUILT, [imported.file]);
	expect(both.place(both.locode("AQNPT") ?? -1)).toMatchObject({ lat: -70.5, lng: 10, region: 1 });
	expect(both.named("newport north")).toHaveLength(1);
});

test("a later file wins where both know a code, the longer beginning where they differ", async () => {
	const first = await importText("AQ\t5\tA\t\t\t\t\t\t\t-70\t10\t1\nAQ\t612\tB\t\t\t\t\t\t\t-70\t10\t1");
	const second = await importText("AQ\t5\tA\t\t\t\t\t\t\t-71\t11\t1\nAQ\t6\tB\t\t\t\t\t\t\t-71\t11\t1");
	const all = createGazetteer(BUILT, [first.file, second.file]);
	expect(all.postcode("AQ", "5")?.lat).toBe(-71);
	expect(all.postcode("AQ", "612")?.lat).toBe(-70);
});

test.each([
	["Hello\nworld", 'This is neither a GeoNames postal dump nor UN/LOCODE: its first line is "Hello".'],
	["", 'This is neither a GeoNames postal dump nor UN/LOCODE: its first line is "".'],
	["AQ\t1\tx", "Line 1 is no line of a GeoNames postal dump: it has 3 columns parted by tabs instead of 12."],
	[
		`${DUMP}BQ\t1\tA\t\t\t\t\t\t\t1\t1\t1\n${DUMP}`,
		"Line 7: the lines of AQ stand in two places. Sort the file by its first column.",
	],
	[`,"AQ",,".A",,,,,,,,\noops`, 'Line 2 is no line of UN/LOCODE: it begins with "oops".'],
	[`,"AQ",,".A",,,,,,,,\n"oops`, "Line 2: a quotation mark is never closed."],
])("what is no such file is refused in words", async (text, message) => {
	await expect(importText(text)).rejects.toThrow(new BadImport(message));
});

test("an archive that is cut, damaged or holds neither is refused in words", async () => {
	const zip = archive({ "allCountries.txt": DUMP });
	for (const length of [30, 60, zip.byteLength - 1]) {
		await expect(importPlaces({ version: "", source: sourceOf(zip.subarray(0, length)), gazetteer })).rejects.toThrow(
			"The archive is damaged or was cut short.",
		);
	}
	const damaged = zip.slice();
	damaged[50] = (damaged[50] ?? 0) ^ 0xff;
	await expect(importPlaces({ version: "", source: sourceOf(damaged), gazetteer })).rejects.toThrow(BadImport);
	await expect(
		importPlaces({ version: "", source: sourceOf(archive({ "photo.jpg": "x" })), gazetteer }),
	).rejects.toThrow("The archive has neither a postal dump nor UN/LOCODE in it.");
});

test("who waits hears how many lines were read", async () => {
	const heard: number[] = [];
	const onProgress = ({ lines }: { lines: number }) => heard.push(lines);
	await importPlaces({ version: "", source: sourceOf(DUMP), gazetteer, onProgress });
	expect(heard).toEqual([5]);
});

function importText(text: string) {
	return importPlaces({ version: "dump", source: sourceOf(text), gazetteer });
}

/** `step` bounds what one reading gives, as a slow disk might. */
function sourceOf(content: string | Uint8Array, step = Number.POSITIVE_INFINITY): ByteSource {
	const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
	const size = bytes.byteLength;
	if (step === Number.POSITIVE_INFINITY)
		return { size, read: async (start, length) => bytes.subarray(start, start + length) };
	return { size, read: async (start, length) => bytes.slice(start, Math.min(start + length, size)) };
}

/** A zip archive as GeoNames makes them. */
function archive(files: Readonly<Record<string, string>>): Uint8Array {
	const local: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const [name, text] of Object.entries(files)) {
		const packed = deflateRawSync(text);
		const facts = Buffer.alloc(26);
		facts.writeUInt16LE(20, 0);
		facts.writeUInt16LE(8, 4);
		facts.writeUInt32LE(crc32(text), 10);
		facts.writeUInt32LE(packed.byteLength, 14);
		facts.writeUInt32LE(Buffer.byteLength(text), 18);
		facts.writeUInt16LE(name.length, 22);
		const entry = Buffer.concat([Buffer.from("PK\x03\x04"), facts, Buffer.from(name), packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(at, 10);
		directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), facts, tail, Buffer.from(name)]));
		local.push(entry);
		at += entry.byteLength;
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write("PK\x05\x06", "latin1");
	end.writeUInt16LE(directory.length, 8);
	end.writeUInt16LE(directory.length, 10);
	end.writeUInt32LE(list.byteLength, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...local, list, end]);
}
