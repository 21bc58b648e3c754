import { expect, test } from "vitest";
import { airportNames } from "../../src/geo/build-places/airports.ts";
import { addMissing, createAtlas } from "../../src/geo/build-places/atlas.ts";
import { shortName } from "../../src/geo/build-places/china.ts";
import { isWritten, readCity } from "../../src/geo/build-places/cities.ts";
import { countryNames } from "../../src/geo/build-places/countries.ts";
import { makePostcodes, townsOf } from "../../src/geo/build-places/postcodes.ts";
import { describe as describeRegion, makeRegions, plainName } from "../../src/geo/build-places/regions.ts";
import { romaji } from "../../src/geo/build-places/romaji.ts";
import { spellings } from "../../src/geo/build-places/spellings.ts";

const TOWN = { admin1: "NY", admin2: "", population: 0, rank: 0, kind: "town", zone: "America/New_York" } as const;

test("a line of GeoNames' towns is read by its columns", () => {
	const line =
		"1\tKöln\tKoeln\tCologne,Кёльн\t50.9\t6.9\tP\tPPLA2\tDE\t\t07\t053\t05315\t\t963395\t58\t60\tEurope/Berlin\t2019-09-05";
	expect(readCity(line)).toEqual({
		name: "Köln",
		ascii: "Koeln",
		others: ["Cologne", "Кёльн"],
		lat: 50.9,
		lng: 6.9,
		feature: "PPLA2",
		country: "DE",
		admin1: "07",
		admin2: "053",
		population: 963395,
		zone: "Europe/Berlin",
	});
	expect(readCity("")).toBeNull();
});

test.each([
	["Cologne", "DE", 1_000, true],
	["ke long", "DE", 1_000_000, false],
	["CGN", "DE", 1_000_000, false],
	["Кёльн", "DE", 1_000_000, true],
	["Кёльн", "DE", 1_000, false],
	["Київ", "UA", 1_000, true],
	["義烏", "CN", 1_000, true],
	["https://en.wikipedia.org/wiki/Cologne", "DE", 1_000_000, false],
])("%s in %s with %d people is kept: %s", (name, country, population, kept) => {
	const city = readCity(`1\tx\tx\t\t1\t1\tP\tPPL\t${country}\t\t\t\t\t\t${population}\t\t\tEurope/Berlin\t`);
	expect(city === null ? null : isWritten(name, city)).toBe(kept);
});

test.each([
	["L'Aquila", "IT", ["l aquila"]],
	["Düsseldorf", "DE", ["duesseldorf"]],
	["Århus", "DK", ["aarhus"]],
	["North Hollywood", "US", ["n hollywood"]],
	["Paris", "FR", []],
	["Düsseldorf", "US", []],
])("%s in %s is also found under other spellings", (name, country, keys) => {
	expect([...spellings([name], country)]).toEqual(keys);
});

test.each([
	["London Heathrow Airport", "London", ["London Heathrow", "Heathrow"]],
	["Aleknagik / New Airport", "Aleknagik", ["Aleknagik / New", "Aleknagik"]],
	["Narita International Airport", "Narita", ["Narita"]],
	["Frankfurt am Main Airport", "Frankfurt am Main", ["Frankfurt am Main"]],
	["Louisville Muhammad Ali International Airport", "Louisville", ["Louisville Muhammad Ali", "Muhammad Ali"]],
])("%s is called by its short names", (name, municipality, names) => {
	expect(airportNames({ name, municipality })).toEqual(names);
});

test.each([
	["Lachine West", ["Lachine West", "Lachine"]],
	["Wainwright Region (tofield)", ["Wainwright Region", "tofield", "Wainwright"]],
	["New York", ["New York"]],
])("a postcode's %s names its towns", (written, towns) => {
	expect(townsOf(written)).toEqual(towns);
});

test.each([
	["广西壮族自治区", 2, "广西"],
	["广东省", 2, "广东"],
	["北京市", 2, "北京"],
	["义乌市", 6, "义乌"],
	["浦东新区", 6, "浦东"],
	["延边朝鲜族自治州", 4, "延边"],
	["锡林郭勒盟", 4, "锡林郭勒"],
	["城区", 6, "城区"],
	["赵县", 6, "赵县"],
])("%s without its suffix is %s", (name, length, short) => {
	expect(shortName(name, length)).toBe(short);
});

test.each([
	["ｲﾁｶﾜｼ", "ichikawashi"],
	["ﾄｳｷｮｳﾄ", "tokyoto"],
	["ｻｯﾎﾟﾛｼ", "sapporoshi"],
	["ﾆｯｺｳｼ", "nikkoshi"],
	["ﾏｯﾁﾔﾏ", "matchiyama"],
	["ﾁｭｳｵｳｸ", "chuoku"],
])("%s in Latin letters is %s", (kana, latin) => {
	expect(romaji(kana)).toBe(latin);
});

test.each([
	["Province of Toledo", "toledo"],
	["Moscow Oblast", "moscow"],
	["Київська область", "киівська"],
	["City and Borough of Leeds", "leeds"],
	["State", "state"],
])("the region %s is plainly %s", (name, plain) => {
	expect(plainName(name)).toBe(plain);
});

test("a region has a zone when 98 in 100 of its people share it", () => {
	const place = { ...TOWN, name: "", country: "US", lat: 40, lng: -75 };
	const east = { ...place, population: 98_901 };
	const west = { ...place, population: 900, zone: "America/Chicago" };
	expect(describeRegion([east, west]).zone).toBe("America/New_York");
	expect(describeRegion([east, { ...west, population: 9_000 }]).zone).toBeNull();
});

test("a region across the antimeridian has its middle there", () => {
	const place = { ...TOWN, name: "", country: "FJ", lat: -17 };
	const { lng } = describeRegion([
		{ ...place, lng: 179 },
		{ ...place, lng: -179 },
	]);
	expect(Math.abs(lng)).toBeCloseTo(180, 5);
});

test("a place is added unless one of its name is near, with the zone of its neighbour", () => {
	const atlas = createAtlas();
	atlas.add({ ...TOWN, name: "Oldtown", country: "US", lat: 40, lng: -75 }, ["Oldtown"]);
	const here = { country: "US", lat: 40.1, lng: -75, kind: "town" } as const;
	expect(addMissing(atlas, here, ["Oldtown"], 30)).toBe(false);
	expect(addMissing(atlas, here, ["Newtown"], 30)).toBe(true);
	expect(addMissing(atlas, { ...here, lat: 41 }, ["Oldtown"], 30)).toBe(true);
	expect(addMissing(atlas, { ...here, country: "MX" }, ["Oldtown"], 30)).toBe(false);
	expect(atlas.bearers("Newtown", "US").map((at) => atlas.places[at])).toMatchObject([
		{ zone: TOWN.zone, admin1: "NY" },
	]);
});

test("the nearest place is found across cells and the antimeridian, never in another country", () => {
	const atlas = createAtlas();
	atlas.add({ ...TOWN, name: "West", country: "FJ", lat: -17, lng: 179.9 }, ["West"]);
	atlas.add({ ...TOWN, name: "Foreign", country: "TO", lat: -17, lng: -179.8 }, ["Foreign"]);
	expect(atlas.nearest("FJ", { lat: -17, lng: -179.8 })?.name).toBe("West");
	expect(atlas.nearest("WS", { lat: -17, lng: -179.8 })).toBeNull();
	expect(atlas.nearest("FJ", { lat: 17, lng: -179.8 })).toBeNull();
});

test("a postal zone stands at its town within the country; a town unknown there is told", () => {
	const atlas = createAtlas();
	const paris = { ...TOWN, name: "Paris", zone: "Europe/Paris", country: "FR", lat: 48.86, lng: 2.35, population: 2e6 };
	atlas.add(paris, ["Paris"]);
	atlas.add({ ...paris, name: "Lyon", lat: 45.75, lng: 4.85 }, ["Lyon"]);
	atlas.add({ ...TOWN, name: "Paris", country: "US", lat: 33.66, lng: -95.55 }, ["Paris"]);
	const zones = [
		{
			country: "FR",
			zones: [
				["75", "Paris"],
				["69", "Lyon"],
				["99", "Atlantis"],
			] as const,
		},
	];
	const { postcodes, missed } = makePostcodes(atlas, makeRegions(atlas), new Map(), zones);
	expect(postcodes.get("FR")).toMatchObject([
		{ code: "69", lat: 45.75, zone: "Europe/Paris" },
		{ code: "75", lat: 48.86, zone: "Europe/Paris" },
	]);
	expect(missed).toEqual(["FR 99 Atlantis"]);
});

test("no two countries are named alike, and our own aliases win", () => {
	const names = countryNames();
	expect(names.get("korea")).toBe("KR");
	expect(names.get("congo")).toBe("CG");
	expect(names.get("england")).toBe("GB");
	expect(names.get("georgia")).toBe("GE");
	expect(names.size).toBeGreaterThan(5_000);
});
