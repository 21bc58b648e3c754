import type { Division, Gazetteer, GazetteerPlace } from "../gazetteer/gazetteer.ts";
import { distanceKm } from "../route.ts";
import { HAN_STOP_WORDS } from "./facility-words.ts";
import type { Favour } from "./favour.ts";
import { type GluedFind, gluedScore, type Run } from "./glued.ts";

/** Cities that are provinces of their own: 北京, 天津, 上海, 重庆. */
const CITY_PROVINCES: ReadonlySet<string> = new Set(["11", "12", "31", "50"]);
const LONGEST_NAME = 12;
const BEARERS_ASKED = 16;
/** Two characters alone are a town only where many live: villages are called 中心. */
const PEOPLE_OF_SHORT_NAME = 20_000;
const TOWN_KM = 80;
/** A city's own districts lie round it; its counties may lie far off. */
const CITY_DISTRICT_KM = 70;
/** How much nearer to the parcel's other scans one of several districts of a name must lie. */
const CLEARLY_NEARER = 0.25;

interface Found {
	code: string;
	place: GazetteerPlace | null;
	/** The place stands for its province: no town was named. */
	provinceOnly: boolean;
	/** Divisions that bear the name, where nothing chose between them. */
	open: readonly Division[];
	explained: number;
	total: number;
}

/** Reads provinces, prefectures, districts and towns from left to right, each within the one before. */
export function readChinese(runs: readonly Run[], gazetteer: Gazetteer, favour: Favour): GluedFind {
	const found: Found = { code: "", place: null, provinceOnly: false, open: [], explained: 0, total: 0 };
	for (const { key } of runs) {
		for (let at = 0; at < key.length; ) {
			const stop = HAN_STOP_WORDS.find((word) => key.startsWith(word, at))?.length ?? 0;
			const length = readAt(key, at, Math.max(2, stop + 1), found, gazetteer, favour);
			found.explained += length;
			found.total += length > 0 || stop > 0 ? length : 1;
			at += Math.max(1, length || stop);
		}
	}
	return conclusion(found, gazetteer);
}

function readAt(key: string, at: number, least: number, found: Found, gazetteer: Gazetteer, favour: Favour): number {
	for (let length = Math.min(LONGEST_NAME, key.length - at); length >= least; length--) {
		const name = key.slice(at, at + length);
		const within = gazetteer
			.divisions(name)
			.filter(({ code }) => code.length > found.code.length && code.startsWith(found.code));
		if (within.length > 0) {
			settle(name, within, found, gazetteer, favour);
			return length;
		}
		const town = townNamed(name, found, isRest(key, at + length, found), gazetteer);
		if (town !== null) {
			found.place = town;
			found.provinceOnly = false;
			found.open = [];
			return length;
		}
	}
	return 0;
}

// Nothing but a building's words stands round the name: 江高中心.
function isRest(key: string, from: number, { total }: Found): boolean {
	let at = from;
	while (at < key.length) {
		const stop = HAN_STOP_WORDS.find((word) => key.startsWith(word, at));
		if (stop === undefined) return false;
		at += stop.length;
	}
	return total === 0;
}

function settle(name: string, within: readonly Division[], found: Found, gazetteer: Gazetteer, favour: Favour): void {
	const highest = Math.min(...within.map(({ level }) => level));
	const ranked = within
		.filter(({ level }) => level === highest)
		.map((division) => ({ division, worth: favour.point(gazetteer.place(division.place)) }))
		.sort((a, b) => b.worth - a.worth);
	const [first, second] = ranked;
	if (first === undefined) return;
	if (second === undefined || first.worth - second.worth > CLEARLY_NEARER) {
		const place = standingFor(name, first.division, gazetteer);
		// 朝阳区 of 长春 lies in 长春, whatever else in Jilin is called so.
		const city = found.code.length === 4 && name.endsWith("区") ? found.place : null;
		found.place = city !== null && distanceKm(place, city) > CITY_DISTRICT_KM ? city : place;
		found.code = first.division.code;
		found.provinceOnly = first.division.level === 1 && !CITY_PROVINCES.has(found.code);
		found.open = [];
		return;
	}
	if (found.place === null) found.open = ranked.map(({ division }) => division);
}

/** A county without a place of its own stands where its prefecture does: better is a town of its name in the province. */
function standingFor(name: string, { level, place }: Division, gazetteer: Gazetteer): GazetteerPlace {
	const stand = gazetteer.place(place);
	if (level === 1) return stand;
	let better: GazetteerPlace | null = null;
	for (const spelling of [name, name.replace(/(?<=..)[市县区旗州盟]$/u, "")]) {
		const ids = gazetteer.named(spelling);
		for (let index = 0; index < Math.min(ids.length, BEARERS_ASKED); index++) {
			const id = ids[index] ?? 0;
			if (id === place) return stand;
			const town = gazetteer.place(id);
			if (town.country !== "CN" || town.region !== stand.region) continue;
			if (name.endsWith("区") && distanceKm(town, stand) > CITY_DISTRICT_KM) continue;
			better ??= town;
		}
	}
	return better ?? stand;
}

function townNamed(
	name: string,
	{ code, place: around }: Found,
	alone: boolean,
	gazetteer: Gazetteer,
): GazetteerPlace | null {
	if (code.length === 6) return null;
	const ids = gazetteer.named(name);
	for (let index = 0; index < Math.min(ids.length, BEARERS_ASKED); index++) {
		const town = gazetteer.place(ids[index] ?? 0);
		if (town.country !== "CN") continue;
		if (around === null) {
			if (name.length < 3 && town.population < PEOPLE_OF_SHORT_NAME && !(alone && ids.length === 1)) continue;
		} else if (code.length === 2 && !CITY_PROVINCES.has(code)) {
			if (town.region !== around.region) continue;
		} else if (distanceKm(town, around) > TOWN_KM) continue;
		return town;
	}
	return null;
}

function conclusion({ place, provinceOnly, open, explained, total }: Found, gazetteer: Gazetteer): GluedFind {
	if (place !== null) {
		const score = gluedScore(place, place.region, explained, total, gazetteer);
		return { place: provinceOnly ? null : place, region: place.region, score };
	}
	if (open.length === 0) return { place: null, region: 0, score: 0 };
	const regions = new Set(open.map((division) => gazetteer.place(division.place).region));
	const [region = 0] = regions;
	const shared = regions.size === 1 ? region : 0;
	return { place: null, region: shared, score: gluedScore(null, shared, explained, total, gazetteer), ambiguous: true };
}
