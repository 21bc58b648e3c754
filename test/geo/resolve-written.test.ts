import { describe, expect, test } from "vitest";
import { openGazetteer } from "../../src/geo/files/open-gazetteer.ts";
import { createResolver } from "../../src/geo/resolve/resolve-place.ts";
import { romanised } from "../../src/geo/resolve/romanised.ts";
import { distanceKm } from "../../src/geo/route.ts";
import { PLACES } from "./score.ts";

const { resolve } = createResolver(openGazetteer({ built: PLACES }));

type Row = readonly [text: string, given: string | null, lat: number, lng: number];

function expectNear([text, given, lat, lng]: Row): void {
	const answer = resolve({ text, country: given });
	expect(answer.lat, answer.because).not.toBeNull();
	expect(distanceKm({ lat, lng }, { lat: answer.lat ?? 0, lng: answer.lng ?? 0 })).toBeLessThan(50);
}

const NOTHING = { lat: null, lng: null, country: null, zone: null, precision: null };

describe("a name cut short is written out", () => {
	test.each<Row>([
		["S JOSE DO RIO PRETO", "BR", -20.82, -49.38],
		["R DE JANEIRO", "BR", -22.91, -43.18],
		["SN PEDRO SULA", "HN", 15.5, -88.03],
		["STO. DOMINGO", "DO", 18.47, -69.9],
		["Pto. Montt", null, -41.47, -72.94],
		["S. SEBASTIAN DE LOS REYES", "ES", 40.55, -3.63],
		["S. DONATO MIL.SE", "IT", 45.41, 9.27],
		["REGGIO CAL.", "IT", 38.11, 15.65],
		["N.Delhi", null, 28.6, 77.2],
		["Gt. Dunmow", "GB", 51.87, 0.36],
		["Palmerston Nth", "NZ", -40.36, 175.61],
		["LA CHAPELLE S/ERDRE", "FR", 47.3, -1.55],
		["Alphen a/d Rijn", "NL", 52.13, 4.66],
		["Gorzów Wlkp.", "PL", 52.73, 15.24],
		["Ústí n. L.", "CZ", 50.66, 14.03],
		["Dr. Tr. Severin", "RO", 44.63, 22.66],
		["Н. Тагил", "RU", 57.92, 59.97],
		["Наб. Челны", "RU", 55.74, 52.4],
		["В. Търново", "BG", 43.08, 25.63],
	])("%s", (...row) => expectNear(row));

	test.each<Row>([
		["Rothenburg o.d.T.", "DE", 49.38, 10.19],
		["Neumarkt i.d.OPf.", "DE", 49.28, 11.46],
		["Neustadt a. d. Aisch", "DE", 49.58, 10.61],
		["Freiburg i. Br.", null, 47.99, 7.85],
		["Kalsdorf b. Graz", "AT", 46.97, 15.48],
		["Halle (Westf.)", "DE", 52.06, 8.36],
		["Neustadt (Weinstraße)", "DE", 49.35, 8.14],
		["Bruck/Mur", "AT", 47.41, 15.27],
	])("with its river or land, in brackets or not: %s", (...row) => expectNear(row));

	test("and means nothing of the kind where the words stand for themselves", () => {
		expect(resolve({ text: "In transit to USA" })).toMatchObject({ country: "US", precision: "country" });
		expect(resolve({ text: "WINSLOW, AZ 86047" })).toMatchObject({ country: "US", region: "AZ" });
	});
});

describe("a county behind a comma", () => {
	test.each<Row>([
		["Burton, Staffs", "GB", 52.8, -1.64],
		["Kingston, Surrey", "GB", 51.41, -0.3],
		["Newark, Notts", "GB", 53.07, -0.81],
	])("finds the town whose name only begins so: %s", (...row) => expectNear(row));

	test.each<Row>([
		["Bournemouth, Hants", "GB", 50.72, -1.88],
		["Hayes, Middlesex", "GB", 51.51, -0.42],
		["Abingdon, Berks", "GB", 51.67, -1.28],
	])("may be one that the town lay in before: %s", (...row) => expectNear(row));

	test("is believed before a city of the name elsewhere", () => {
		expect(resolve({ text: "Bristol, Norfolk", country: "GB" })).toMatchObject({ country: "GB", precision: "region" });
		expect(resolve({ text: "Plymouth, Cumbria", country: "GB" })).toMatchObject({ precision: "country" });
	});

	test("is no country of the same name where the town lies in it", () => {
		expect(resolve({ text: "Savannah, Georgia" })).toMatchObject({ country: "US", region: "GA" });
		expect(resolve({ text: "Batumi, Georgia" })).toMatchObject({ country: "GE", precision: "locality" });
		expect(resolve({ text: "Norwich, Norfolk" })).toMatchObject({ country: "GB", precision: "locality" });
	});
});

describe("a postcode", () => {
	test("is believed before a town of the name elsewhere, and says no more than it knows", () => {
		const answer = resolve({ text: "99330 Neuenstein", country: "DE" });
		expect(answer).toMatchObject({ country: "DE", because: "postcode" });
		expect(distanceKm({ lat: answer.lat ?? 0, lng: answer.lng ?? 0 }, { lat: 50.98, lng: 11.03 })).toBeLessThan(60);
	});

	test("does not move a city that has another", () => {
		expectNear(["20150 München", "DE", 48.14, 11.58]);
	});

	test("by its first half alone is British where no other country writes it so", () => {
		expectNear(["SO14", null, 50.9, -1.4]);
		expect(resolve({ text: "B12" }).precision).toBeNull();
	});
});

describe("letters that are a building's or a carrier's", () => {
	test.each<Row>([
		["Croydon MC", "GB", 51.37, -0.1],
		["Salisbury MC", "GB", 51.07, -1.79],
		["Belfast DO", "GB", 54.6, -5.93],
		["Kottayam H.O", "IN", 9.59, 76.52],
		["Thrissur S.O.", "IN", 10.52, 76.21],
		["Kathmandu G.P.O", null, 27.7, 85.32],
		["Hub CVG", null, 39.05, -84.66],
		["Chilexpress Temuco", null, -38.74, -72.6],
		["Omniva Tartu pakiautomaat", null, 58.38, 26.72],
	])("are no code of a country or an airport: %s", (...row) => expectNear(row));

	test("leave the country that was given where nothing else is known", () => {
		expect(resolve({ text: "Qwertypur S.O", country: "IN" })).toMatchObject({ country: "IN", precision: "country" });
	});

	test.each<Row>([
		["Trung tâm khai thác Hải Phòng", null, 20.86, 106.68],
		["Kho Giao Hàng Nhanh Cần Thơ", null, 10.03, 105.78],
		["Gudang Sortir Makassar", null, -5.15, 119.43],
		["Pos Laju Ipoh", null, 4.6, 101.08],
		["مطار الملك خالد الدولي - الرياض", null, 24.95, 46.7],
	])("in other languages: %s", (...row) => expectNear(row));
});

describe("names in other scripts", () => {
	test("are read by their sound", () => {
		expect(romanised("шереметьево")).toContain("sheremetyevo");
		expect(romanised("원주")).toEqual(["wonju"]);
		expect(romanised("정읍")).toEqual(["jeongeup"]);
		expect(romanised("울릉")).toEqual(["ulleung"]);
		expect(romanised("berlin")).toEqual([]);
	});

	test.each<Row>([
		["Аэропорт Пулково", null, 59.8, 30.27],
		["원주영업소", "KR", 37.35, 127.94],
		["강남집배점", "KR", 37.5, 127.05],
		["분당영업소", null, 37.38, 127.12],
		["関西国際空港", null, 34.43, 135.24],
		["新宿支店", "JP", 35.69, 139.7],
		["觀塘", "HK", 22.31, 114.22],
		["សៀមរាប", null, 13.36, 103.86],
		["ວຽງຈັນ", null, 17.97, 102.6],
		["မန္တလေး", null, 21.97, 96.08],
	])("%s", (...row) => expectNear(row));

	test.each<Row>([
		["沈阳市和平区", null, 41.79, 123.4],
		["沈阳市大东区营业部", null, 41.8, 123.47],
		["南昌市西湖区", null, 28.66, 115.88],
	])("a district lies in the city named before it: %s", (...row) => expectNear(row));

	test("a town is one of the countries that write so", () => {
		expect(resolve({ text: "гр. Бургас" })).toMatchObject({ country: "BG" });
	});

	test("Xinjiang keeps its own zone", () => {
		expect(resolve({ text: "乌鲁木齐市新市区" })).toMatchObject({ country: "CN", zone: "Asia/Urumqi" });
	});
});

describe("without a country", () => {
	test.each([
		["Barcelona", "VE"],
		["San Jose", "CR"],
		["Merida", "MX"],
	])("a name of large cities in several is nobody's, until something speaks for one: %s", (text, country) => {
		expect(resolve({ text })).toMatchObject(NOTHING);
		expect(resolve({ text, country })).toMatchObject({ country, precision: "locality" });
	});

	test.each([
		["Rome", "IT"],
		["Melbourne", "AU"],
		["Moscow", "RU"],
		["Warsaw", "PL"],
	])("a name is that of the city ten times as large as all others: %s", (text, country) => {
		expect(resolve({ text })).toMatchObject({ country, precision: "locality" });
	});
});

describe("what is no place", () => {
	test.each([
		"Destination port",
		"Port of loading",
		"En cours d'acheminement",
		"Asia",
		"Southeast Asia",
		"EUROPA",
		"Middle East",
		"亚洲",
		"Gate 12",
		"Dock B",
		"Line haul",
		"干线运输",
		"目的港",
		"Sorting center No. 3",
		"At the door",
	])("is not made one: %s", (text) => {
		expect(resolve({ text })).toMatchObject(NOTHING);
	});

	test.each<Row>([
		["Port Said", null, 31.26, 32.3],
		["Gateshead", "GB", 54.96, -1.6],
		["Asia, Negros Occidental", "PH", 9.55, 122.52],
	])("but a town of such words is one: %s", (...row) => expectNear(row));
});
