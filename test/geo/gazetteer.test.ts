import { join } from "node:path";
import { expect, test } from "vitest";
import { openGazetteer } from "../../src/geo/files/open-gazetteer.ts";
import type { GazetteerPlace } from "../../src/geo/gazetteer/gazetteer.ts";
import { nameKey } from "../../src/geo/gazetteer/name-key.ts";

const gazetteer = openGazetteer({ built: join(import.meta.dirname, "../../src/geo/gazetteer/places.br") });

function first(name: string): GazetteerPlace | null {
	const [id] = Array.from(gazetteer.named(nameKey(name)));
	return id === undefined ? null : gazetteer.place(id);
}

function locode(code: string): GazetteerPlace | null {
	const id = gazetteer.locode(code);
	return id === null ? null : gazetteer.place(id);
}

test.each([
	["Köln", "DE", 50.93, 6.95, "Europe/Berlin"],
	["KOELN", "DE", 50.93, 6.95, "Europe/Berlin"],
	["义乌", "CN", 29.31, 120.08, "Asia/Shanghai"],
	["義烏", "CN", 29.31, 120.08, "Asia/Shanghai"],
	["東京都", "JP", 35.69, 139.69, "Asia/Tokyo"],
	["千代田区", "JP", 35.68, 139.75, "Asia/Tokyo"],
	["Санкт-Петербург", "RU", 59.94, 30.32, "Europe/Moscow"],
	["القاهرة", "EG", 30.06, 31.25, "Africa/Cairo"],
	["서울", "KR", 37.57, 126.98, "Asia/Seoul"],
	["São Paulo", "BR", -23.55, -46.63, "America/Sao_Paulo"],
	["SAO PAULO", "BR", -23.55, -46.63, "America/Sao_Paulo"],
	["Київ", "UA", 50.45, 30.52, "Europe/Kyiv"],
	["Αθήνα", "GR", 37.98, 23.73, "Europe/Athens"],
	["Fort Worth", "US", 32.73, -97.32, "America/Chicago"],
	["N Hollywood", "US", 34.17, -118.38, "America/Los_Angeles"],
	["L Aquila", "IT", 42.35, 13.4, "Europe/Rome"],
	["Etobicoke", "CA", 43.65, -79.57, "America/Toronto"],
])("%s is a place in %s", (name, country, lat, lng, zone) => {
	const place = first(name);
	expect(place?.country).toBe(country);
	expect(place?.lat).toBeCloseTo(lat, 1);
	expect(place?.lng).toBeCloseTo(lng, 1);
	// Kyiv is written both ways, by the year of the list.
	expect(place?.zone.replace("Kiev", "Kyiv")).toBe(zone);
});

test("of places of one name, the one with most people comes first", () => {
	const people = Array.from(gazetteer.named(nameKey("Springfield")), (id) => gazetteer.place(id).population);
	expect(people.length).toBeGreaterThan(20);
	expect(people).toEqual(people.toSorted((a, b) => b - a));
});

test("a town since absorbed and an airport are places too", () => {
	const lachine = Array.from(gazetteer.named("lachine"), (id) => gazetteer.place(id));
	expect(lachine.some(({ country, lat }) => country === "CA" && Math.abs(lat - 45.45) < 0.1)).toBe(true);
	const heathrow = Array.from(gazetteer.named("heathrow"), (id) => gazetteer.place(id));
	expect(heathrow.some(({ country, kind }) => country === "GB" && kind === "airport")).toBe(true);
});

test.each(["", "qwxzv", "transit scan", "zzyzx nowhere", "无此地名处", "нетакогогорода"])(
	"nobody bears the name %j",
	(name) => {
		expect(gazetteer.named(nameKey(name))).toHaveLength(0);
	},
);

test.each([
	["US", "10001", 40.75, -73.99, 5],
	["US", "994039999", 46.37, -117.08, 5],
	["CA", "H8T3P5", 45.46, -73.72, 3],
	["JP", "1000001", 35.68, 139.75, 5],
])("the postcode %s %s has a point", (country, code, lat, lng, matched) => {
	const area = gazetteer.postcode(country, code);
	expect(area?.lat).toBeCloseTo(lat, 1);
	expect(area?.lng).toBeCloseTo(lng, 1);
	expect(area?.matched).toBe(matched);
});

test("an unknown postcode is told by its beginning, over a wider area", () => {
	const whole = gazetteer.postcode("US", "10001");
	const part = gazetteer.postcode("US", "01999");
	expect(part?.matched).toBeLessThan(5);
	expect(part?.radiusKm).toBeGreaterThan(whole?.radiusKm ?? Number.POSITIVE_INFINITY);
	expect(gazetteer.postcode("XX", "10001")).toBeNull();
	expect(gazetteer.postcode("US", "no such")).toBeNull();
	expect(gazetteer.postcode("US", "")).toBeNull();
});

test.each([
	["CNSHA", "CN", 31.2],
	["JPKWS", "JP", 35.5],
	["DEHAM", "DE", 53.5],
	["GBLON", "GB", 51.5],
	["USNYC", "US", 40.7],
	["USJFK", "US", 40.6],
	["NLRTM", "NL", 51.9],
])("UN/LOCODE %s is in %s", (code, country, lat) => {
	expect(locode(code)?.country).toBe(country);
	expect(locode(code)?.lat).toBeCloseTo(lat, 0);
});

test.each(["ZZZZZ", "cnsha", "CNSH", ""])("no place has the UN/LOCODE %j", (code) => {
	expect(locode(code)).toBeNull();
});

test.each([
	["LHR", "GB", 3],
	["LON", "GB", 3],
	["TYO", "JP", 3],
	["CVG", "US", 3],
	["BRU", "BE", 3],
])("IATA %s is in %s", (iata, country, size) => {
	expect(gazetteer.airport(iata)).toMatchObject({ country, size });
	expect(gazetteer.airport(iata.toLowerCase())).toBeNull();
});

test.each([
	["NY", "US", "America/New_York"],
	["NSW", "AU", null],
	["QC", "CA", null],
	["PQ", "CA", null],
	["SP", "BR", "America/Sao_Paulo"],
	["MI", "IT", "Europe/Rome"],
	["13", "JP", "Asia/Tokyo"],
	["MH", "IN", "Asia/Kolkata"],
	["JAL", "MX", null],
	["GD", "CN", "Asia/Shanghai"],
	["44", "CN", "Asia/Shanghai"],
	["NW", "DE", "Europe/Berlin"],
	["TX", "US", null],
])("the code %s is a region's in %s", (code, country, zone) => {
	const region = gazetteer
		.regionsCoded(code)
		.map((id) => gazetteer.region(id))
		.find((one) => one.country === country);
	expect(region).toBeDefined();
	if (zone !== null) expect(region?.zone).toBe(zone);
});

test("a region whose people live in two zones has none", () => {
	const texas = gazetteer.regionsNamed("texas").map((id) => gazetteer.region(id));
	expect(texas).toMatchObject([{ country: "US", code: "TX", zone: null }]);
});

test.each([
	["Bavaria", "DE", "BY"],
	["Bayern", "DE", "BY"],
	["Moscow Oblast", "RU", "MOS"],
	["Московская область", "RU", "MOS"],
	["広島県", "JP", "34"],
	["广东省", "CN", "44"],
	["廣東", "CN", "44"],
	["경기도", "KR", "41"],
	["Київська область", "UA", "32"],
	["Québec", "CA", "QC"],
	["Jawa Barat", "ID", "JB"],
	["Milano", "IT", "MI"],
	["Cataluña", "ES", "CT"],
	["New South Wales", "AU", "NSW"],
	["Surrey", "GB", null],
	["Berkshire", "GB", null],
	["Herts", "GB", null],
	["Co. Dublin", "IE", null],
])("%s is a region in %s", (name, country, code) => {
	const found = gazetteer.regionsNamed(nameKey(name)).map((id) => gazetteer.region(id));
	expect(found).toContainEqual(expect.objectContaining({ country, code }));
});

test("a town of a borough lies in the county that addresses name", () => {
	const [reading = -1] = Array.from(gazetteer.named("reading")).filter((id) => gazetteer.place(id).country === "GB");
	const [berkshire = 0] = gazetteer.regionsNamed("berkshire").filter((id) => gazetteer.region(id).country === "GB");
	expect(gazetteer.liesIn(gazetteer.place(reading).region, berkshire)).toBe(true);
});

test("a county lies in itself and in its nation, the nation not in the county", () => {
	const [surrey = 0] = gazetteer.regionsNamed("surrey").filter((id) => gazetteer.region(id).country === "GB");
	const [england = 0] = gazetteer.regionsCoded("ENG").filter((id) => gazetteer.region(id).country === "GB");
	expect(gazetteer.liesIn(surrey, surrey)).toBe(true);
	expect(gazetteer.liesIn(surrey, england)).toBe(true);
	expect(gazetteer.liesIn(england, surrey)).toBe(false);
	expect(gazetteer.liesIn(0, england)).toBe(false);
});

test.each([
	["Deutschland", "DE"],
	["UK", "GB"],
	["Scotland", "GB"],
	["U.S.A.", "US"],
	["Korea, Republic of", "KR"],
	["Viet Nam", "VN"],
	["Hong Kong SAR", "HK"],
	["Russian Federation", "RU"],
	["Türkiye", "TR"],
	["Ivory Coast", "CI"],
	["Czechia", "CZ"],
	["الصين", "CN"],
	["中国", "CN"],
	["中國", "CN"],
	["アメリカ合衆国", "US"],
	["Deutsche Demokratische Republik", null],
	["DEU", "DE"],
	["Kosovo", "XK"],
	["Соединенные Штаты", "US"],
])("the country %s is %s", (name, country) => {
	expect(gazetteer.countryNamed(nameKey(name))).toBe(country);
});

test("divisions of China answer with and without their suffix", () => {
	expect(gazetteer.divisions("广东省")).toMatchObject([{ level: 1, code: "44" }]);
	expect(gazetteer.divisions("广东")).toMatchObject([{ level: 1, code: "44" }]);
	const [yiwu] = gazetteer.divisions("义乌");
	expect(yiwu).toMatchObject({ level: 3, code: "330782" });
	expect(gazetteer.place(yiwu?.place ?? -1)).toMatchObject({ country: "CN", lat: expect.closeTo(29.3, 1) });
	expect(gazetteer.divisions("朝阳").map(({ code }) => code)).toEqual(expect.arrayContaining(["110105", "2113"]));
	expect(gazetteer.divisions("無此")).toEqual([]);
});

test("every division's place lies in China, a prefecture's near that of its counties", () => {
	for (const name of ["呼伦贝尔市", "满洲里市", "凉山彝族自治州", "延边", "浦东新区", "昆山市", "番禺区"]) {
		const [division] = gazetteer.divisions(name);
		expect(division, name).toBeDefined();
		expect(gazetteer.place(division?.place ?? -1).country).toBe("CN");
	}
	const [manzhouli] = gazetteer.divisions("满洲里");
	expect(gazetteer.place(manzhouli?.place ?? -1).lat).toBeCloseTo(49.6, 1);
});

test("asking for an id that nobody was given is a mistake of the caller's", () => {
	expect(() => gazetteer.place(10_000_000)).toThrow("There is no place 10000000.");
	expect(() => gazetteer.place(-1)).toThrow("There is no place -1.");
	expect(() => gazetteer.region(0)).toThrow("There is no region 0.");
});
