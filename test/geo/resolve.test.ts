import { describe, expect, test } from "vitest";
import { openGazetteer } from "../../src/geo/files/open-gazetteer.ts";
import { createResolver, type PlaceQuery } from "../../src/geo/resolve/resolve-place.ts";
import { distanceKm } from "../../src/geo/route.ts";
import { PLACES } from "./score.ts";

const { resolve } = createResolver(openGazetteer({ built: PLACES }));

type Row = readonly [text: string, lat: number, lng: number, country: string, zone: string];

function expectNear(query: PlaceQuery, [, lat, lng, country, zone]: Row, km = 40): void {
	const answer = resolve(query);
	expect(answer).toMatchObject({ country, zone });
	expect(distanceKm({ lat, lng }, { lat: answer.lat ?? 0, lng: answer.lng ?? 0 })).toBeLessThan(km);
}

describe("a town is found", () => {
	test.each<Row>([
		["OMAHA, NE, US", 41.26, -95.94, "US", "America/Chicago"],
		["KNOXVILLE TN DISTRIBUTION CENTER", 35.96, -83.92, "US", "America/New_York"],
		["ISC MIAMI FL (USPS)", 25.77, -80.19, "US", "America/New_York"],
		["TULSA HUB,OK-USA", 36.15, -95.99, "US", "America/Chicago"],
		["Lewis Center, OH", 40.2, -83.01, "US", "America/New_York"],
		["HANNOVER - GERMANY", 52.37, 9.73, "DE", "Europe/Berlin"],
		["MARSEILLE-FRA", 43.3, 5.38, "FR", "Europe/Paris"],
		["MANCHESTER-AIRPORT-GBR", 53.48, -2.24, "GB", "Europe/London"],
		["LIS - Lisbon - Portugal", 38.72, -9.13, "PT", "Europe/Lisbon"],
		["Plateforme Colissimo Moissy-Cramayel", 48.63, 2.6, "FR", "Europe/Paris"],
		["PZ Nürnberg", 49.45, 11.08, "DE", "Europe/Berlin"],
		["Nuernberg", 49.45, 11.08, "DE", "Europe/Berlin"],
		["Unidade de Tratamento - RECIFE / PE", -8.05, -34.88, "BR", "America/Recife"],
		["Centro de Distribución Medellín, Colombia", 6.25, -75.56, "CO", "America/Bogota"],
		["Pune_Chakan_H (Maharashtra)", 18.52, 73.86, "IN", "Asia/Kolkata"],
		["İZMİR AKTARMA MERKEZİ", 38.41, 27.14, "TR", "Europe/Istanbul"],
		["Postterminal Göteborg", 57.71, 11.97, "SE", "Europe/Stockholm"],
		["Нови Сад", 45.25, 19.84, "RS", "Europe/Belgrade"],
		["Самара (сортировочный центр)", 53.2, 50.15, "RU", "Europe/Samara"],
		["м. Харків, відділення №12", 49.98, 36.25, "UA", "Europe/Kyiv"],
		["Θεσσαλονίκη", 40.64, 22.94, "GR", "Europe/Athens"],
		["مركز فرز جدة", 21.49, 39.19, "SA", "Asia/Riyadh"],
		["סניף דואר חיפה", 32.82, 34.99, "IL", "Asia/Jerusalem"],
	])("in Latin and other alphabets, whatever stands round it: %s", (...row) => expectNear({ text: row[0] }, row));

	test.each<Row>([
		["【成都转运中心】", 30.66, 104.07, "CN", "Asia/Shanghai"],
		["江苏省苏州市昆山市", 31.38, 120.95, "CN", "Asia/Shanghai"],
		["广东佛山顺德集散中心", 22.85, 113.25, "CN", "Asia/Shanghai"],
		["福岡中央郵便局", 33.6, 130.41, "JP", "Asia/Tokyo"],
		["仙台ベース店", 38.27, 140.87, "JP", "Asia/Tokyo"],
		["대구우편집중국", 35.87, 128.59, "KR", "Asia/Seoul"],
		["부산 해운대 집배점", 35.16, 129.16, "KR", "Asia/Seoul"],
		["高雄郵局", 22.62, 120.31, "TW", "Asia/Taipei"],
		["洛杉矶", 34.05, -118.24, "US", "America/Los_Angeles"],
		["ศูนย์ไปรษณีย์เชียงใหม่", 18.79, 98.98, "TH", "Asia/Bangkok"],
	])("in scripts without blanks: %s", (...row) => expectNear({ text: row[0] }, row));

	test.each<Row>([
		["ORD", 41.98, -87.9, "US", "America/Chicago"],
		["NLRTM", 51.92, 4.48, "NL", "Europe/Amsterdam"],
		["USSFOA", 37.62, -122.38, "US", "America/Los_Angeles"],
		["60601", 41.89, -87.62, "US", "America/Chicago"],
		["V6B 1A1", 49.28, -123.11, "CA", "America/Vancouver"],
		["100-0001", 35.69, 139.75, "JP", "Asia/Tokyo"],
		["D-80331", 48.14, 11.57, "DE", "Europe/Berlin"],
		["80331 DE", 48.14, 11.57, "DE", "Europe/Berlin"],
		["M1 1AE", 53.48, -2.24, "GB", "Europe/London"],
		["3011 AD", 51.92, 4.48, "NL", "Europe/Amsterdam"],
	])("by its code: %s", (...row) => {
		expectNear({ text: row[0], country: /^\d{5}$/.test(row[0]) ? row[3] : null }, row);
	});

	test("called PARIS, though PA is Panama", () => {
		expect(resolve({ text: "PARIS" })).toMatchObject({ country: "FR", precision: "locality" });
	});

	test.each([
		["Paris, TX", "US", "TX"],
		["Vancouver, WA", "US", "WA"],
		["PERTH WA", "AU", "WA"],
		["Lebanon, IN", "US", "IN"],
		["Wilmington, DE", "US", "DE"],
		["REGINA, SK", "CA", "SK"],
		["CURITIBA / PR", "BR", "PR"],
		["London, CA", "CA", "ON"],
	])("in the state that two letters mean, not the country: %s", (text, country, region) => {
		expect(resolve({ text })).toMatchObject({ country, region, precision: "locality" });
	});
});

describe("of a name that many places bear", () => {
	test("only the country is answered where the country is all that is known", () => {
		expect(resolve({ text: "Springfield", country: "US" })).toMatchObject({
			country: "US",
			region: null,
			precision: "country",
			because: "ambiguous",
		});
	});

	test("nothing is answered where not even the country is known", () => {
		expect(resolve({ text: "Richmond" })).toMatchObject({ country: null, lat: null, zone: null });
	});

	test("a district that four cities have is China, and the one beside the parcel's last scan", () => {
		expect(resolve({ text: "鼓楼区" })).toMatchObject({ country: "CN", precision: "country", zone: "Asia/Shanghai" });
		const nearFuzhou = { near: [{ lat: 26.07, lng: 119.3 }] };
		expectNear({ text: "鼓楼区", priors: nearFuzhou }, ["", 26.08, 119.3, "CN", "Asia/Shanghai"]);
	});

	test("the state decides, and the carrier's own country", () => {
		expect(resolve({ text: "Springfield, MO" })).toMatchObject({ region: "MO", precision: "locality" });
		expect(resolve({ text: "Valencia", country: "VE" })).toMatchObject({ country: "VE", precision: "locality" });
		expect(resolve({ text: "Boston", country: "GB" })).toMatchObject({ country: "GB", precision: "locality" });
	});

	test("the other scans of the parcel decide, but never against the text", () => {
		const near = [{ lat: 37.2, lng: -93.3 }];
		expect(resolve({ text: "Springfield", priors: { near } })).toMatchObject({ country: "US", region: "MO" });
		expect(resolve({ text: "Springfield, IL", priors: { near } })).toMatchObject({ region: "IL" });
		expect(resolve({ text: "Valencia", priors: { countries: ["ES", "DE"] } })).toMatchObject({ country: "ES" });
		expect(resolve({ text: "Valencia, Venezuela", priors: { countries: ["ES"] } })).toMatchObject({ country: "VE" });
	});
});

describe("the precision is what is really known", () => {
	test("a region has its middle, and its zone where one holds it", () => {
		expect(resolve({ text: "Ohio, United States" })).toMatchObject({
			country: "US",
			region: "OH",
			zone: "America/New_York",
			precision: "region",
		});
		expect(resolve({ text: "广东省" })).toMatchObject({ country: "CN", precision: "region", zone: "Asia/Shanghai" });
	});

	test("a country has its middle, and no zone where it has several", () => {
		expect(resolve({ text: "DE" })).toMatchObject({ country: "DE", zone: "Europe/Berlin", precision: "country" });
		expect(resolve({ text: "In Transit to USA" })).toMatchObject({ country: "US", zone: null, precision: "country" });
	});

	test("an unknown town in a known state is the state", () => {
		expect(resolve({ text: "Qwertzhausen, TX, US" })).toMatchObject({ region: "TX", precision: "region" });
	});

	test("a whole postcode is nearer than a town", () => {
		expect(resolve({ text: "CHICAGO, IL 60601, US" })).toMatchObject({
			precision: "postcode",
			country: "US",
			region: "IL",
		});
	});

	test("a wrong postcode does not move a town across the country", () => {
		const { lat, lng } = resolve({ text: "SEATTLE, WA 33101" });
		expect(distanceKm({ lat: lat ?? 0, lng: lng ?? 0 }, { lat: 47.61, lng: -122.33 })).toBeLessThan(60);
	});
});

describe("what is no place", () => {
	test.each([
		"Out for delivery",
		"Transit Scan",
		"运输中",
		"Shipment information received",
		"Sorting facility",
		"null",
		"—",
	])("is not made one: %s", (text) => {
		expect(resolve({ text })).toMatchObject({ lat: null, lng: null, country: null, zone: null, precision: null });
		expect(resolve({ text, country: "FR" })).toMatchObject({ country: "FR", precision: "country" });
	});

	test("a country that is none is not believed", () => {
		expect(resolve({ text: "", country: "XX" }).country).toBeNull();
	});
});

describe("the carrier's own fields", () => {
	test("stand for a text that says nothing", () => {
		expect(resolve({ text: "Hub", city: "Memphis", region: "TN", country: "US" })).toMatchObject({
			region: "TN",
			zone: "America/Chicago",
			precision: "locality",
		});
		expect(resolve({ text: "", postcode: "60601", country: "US" })).toMatchObject({
			region: "IL",
			precision: "postcode",
		});
		expect(resolve({ text: "", region: "Ohio", country: "US" })).toMatchObject({ region: "OH", precision: "region" });
	});

	test("choose between towns of the text's name", () => {
		expect(resolve({ text: "Springfield", region: "IL", country: "US" })).toMatchObject({ region: "IL" });
		expect(resolve({ text: "Portland", postcode: "04101", country: "US" })).toMatchObject({ region: "ME" });
	});

	test("are read in scripts without blanks too", () => {
		const query = { text: "转运中心", city: "深圳市", region: "广东省", country: "CN" };
		expectNear(query, ["", 22.54, 114.06, "CN", "Asia/Shanghai"]);
	});

	test("say no more where they repeat the text", () => {
		const text = "DES MOINES, IA, US";
		const plain = resolve({ text });
		expect(resolve({ text, city: "DES MOINES", region: "IA", country: "US" })).toMatchObject({
			lat: plain.lat,
			lng: plain.lng,
			region: "IA",
		});
	});
});

test.each(["https://id.gs1.org/414/9521321000010", "urn:epc:id:sgln:0614141.07346.1234", "HTTP://id.example/de/fr"])(
	"the address %s names no place",
	(text) => {
		expect(resolve({ text })).toMatchObject({ country: null, lat: null });
	},
);
