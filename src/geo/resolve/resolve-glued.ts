import { countryPoint } from "../countries.ts";
import type { Gazetteer } from "../gazetteer/gazetteer.ts";
import { countryAnswer, regionAnswer } from "./answer.ts";
import { readChinese } from "./chinese.ts";
import {
	HAN_STOP_WORDS,
	JAPANESE_FACILITY_SUFFIXES,
	KOREAN_FACILITY_SUFFIXES,
	THAI_FACILITY_PREFIXES,
} from "./facility-words.ts";
import type { Favour } from "./favour.ts";
import { type GluedFind, gluedRuns, longestMatches, type Run, type Script } from "./glued.ts";
import type { Resolved } from "./place-query.ts";
import * as weights from "./weights.ts";

/** Two characters are a town of Japan or Taiwan where this many live. */
const PEOPLE_OF_SHORT_NAME = 3_000;
/** 洛杉矶, 法兰克福: cities abroad that Han names without their country. */
const PEOPLE_OF_CITY_ABROAD = 100_000;
/** A script, or words that only one country uses. */
const TELLING_MARKS = 3;
/** Most Han text is China's. */
const CHINA_FIRST = 0.5;

/** Parts of Japan and of its towns, which name no town by themselves. */
const JAPANESE_PARTS = ["関東", "関西", "中部", "東北", "北陸", "中国", "四国", "九州", "中央", "国際"];

const HAN = { longest: 8, leastLength: 2, leastPeople: PEOPLE_OF_SHORT_NAME };
const JAPAN: Script = {
	...HAN,
	country: "JP",
	facilities: [...JAPANESE_FACILITY_SUFFIXES, ...JAPANESE_PARTS],
	endings: ["市", "区", "都", "府", "县"],
};
const TAIWAN: Script = { ...HAN, country: "TW", facilities: HAN_STOP_WORDS, endings: ["市", "区", "县", "乡", "镇"] };
const HONG_KONG: Script = { ...HAN, country: "HK", facilities: HAN_STOP_WORDS, endings: ["区"] };
const MACAO: Script = { ...HAN, country: "MO", facilities: HAN_STOP_WORDS, endings: [] };
const ABROAD: Script = {
	...HAN,
	country: null,
	facilities: HAN_STOP_WORDS,
	endings: ["市"],
	leastPeople: PEOPLE_OF_CITY_ABROAD,
};
const KOREA: Script = {
	country: "KR",
	facilities: KOREAN_FACILITY_SUFFIXES,
	endings: ["시", "군", "구", "읍", "면", "동", "특별시", "광역시"],
	longest: 8,
	leastLength: 2,
	leastPeople: 0,
};
const THAILAND: Script = {
	country: "TH",
	facilities: THAI_FACILITY_PREFIXES,
	endings: [],
	longest: 24,
	leastLength: 3,
	leastPeople: 0,
};
/** Scripts that one country alone writes, whose towns are found by their whole names. */
const AT_HOME: readonly { readonly letters: RegExp; readonly home: string }[] = [
	{ letters: /\p{Script=Khmer}/u, home: "KH" },
	{ letters: /\p{Script=Lao}/u, home: "LA" },
	{ letters: /\p{Script=Myanmar}/u, home: "MM" },
];

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const JAPANESE =
	/[\p{Script=Hiragana}\p{Script=Katakana}]|[駅関沢浜渋図転込県応対検験塩桜豊歳]|空港(?!区|物流|航空|新城)|支店|営業所|郵便局|交換局|[都府県]$|.[都府県].{1,4}[市区町村]|市.{1,3}区.*町/u;
const TAIWANESE = /[縣鄉臺灣鎮區]|郵局|營業所|投遞|集貨/u;

/** Reads a text of Han, kana, Hangul or Thai. Null where it names nothing. */
export function resolveGlued(text: string, gazetteer: Gazetteer, favour: Favour): Resolved | null {
	const runs = gluedRuns(text);
	const letters = runs.map((run) => run.text).join("");
	if (/\p{Script=Hangul}/u.test(letters)) return resolveScript(runs, KOREA, "KR", gazetteer);
	if (/\p{Script=Thai}/u.test(letters)) return resolveScript(runs, THAILAND, "TH", gazetteer);
	for (const { letters: own, home } of AT_HOME) {
		if (own.test(letters)) return resolveScript(runs, { ...THAILAND, country: home, facilities: [] }, home, gazetteer);
	}
	if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(letters)) return null;
	return resolveHan(runs, letters, gazetteer, favour);
}

function resolveScript(runs: readonly Run[], script: Script, home: string, gazetteer: Gazetteer): Resolved {
	// Only a word by itself: 우편집중국, a sorting centre, ends as China does.
	const named = runs.map(({ key }) => gazetteer.countryNamed(key));
	const country = named.findLast((one) => one !== null) ?? home;
	const rest = runs.filter((_, index) => named[index] === null);
	return (
		answered(longestMatches(rest, { ...script, country }, gazetteer), country, gazetteer) ??
		countryAnswer(country, country === home ? "script" : "country")
	);
}

function resolveHan(runs: readonly Run[], letters: string, gazetteer: Gazetteer, favour: Favour): Resolved | null {
	const isJapanese = JAPANESE.test(letters);
	const said = countryIn(runs, gazetteer);
	// 中国 is the west of Honshu too.
	const named = said?.country === "CN" && isJapanese ? null : said;
	const rest = named?.rest ?? runs;
	if (named !== null && !HAN_COUNTRIES.has(named.country)) {
		const abroad = longestMatches(rest, { ...ABROAD, country: named.country, leastPeople: 0 }, gazetteer);
		return answered(abroad, named.country, gazetteer) ?? countryAnswer(named.country);
	}
	const home = likeliest(rest, letters, named?.country ?? null, gazetteer, favour);
	if (home !== null) return home;
	if (named !== null) return countryAnswer(named.country);
	if (isJapanese) return countryAnswer("JP", "script");
	const abroad = longestMatches(rest, ABROAD, gazetteer);
	if (abroad.place !== null && abroad.score >= weights.NAME_FILLS_PART) {
		return answered(abroad, abroad.place.country, gazetteer);
	}
	return CHINA_ITSELF.test(letters) ? countryAnswer("CN", "script") : null;
}

/** Of the countries that write Han the one whose names explain most of the text. */
function likeliest(
	runs: readonly Run[],
	letters: string,
	named: string | null,
	gazetteer: Gazetteer,
	favour: Favour,
): Resolved | null {
	const japanese = JAPANESE.test(letters) ? TELLING_MARKS : 0;
	const taiwanese = TAIWANESE.test(letters) ? TELLING_MARKS : 0;
	const only = named ?? (KANA.test(letters) ? "JP" : null);
	const tries: { find: GluedFind; country: string; mark: number }[] = [
		{ find: readChinese(runs, gazetteer, favour), country: "CN", mark: CHINA_FIRST - taiwanese },
		{ find: longestMatches(runs, JAPAN, gazetteer), country: "JP", mark: japanese },
		{ find: longestMatches(runs, TAIWAN, gazetteer), country: "TW", mark: taiwanese },
		{ find: longestMatches(runs, HONG_KONG, gazetteer), country: "HK", mark: 0 },
		{ find: longestMatches(runs, MACAO, gazetteer), country: "MO", mark: 0 },
	];
	const ranked = tries
		.filter(({ find, country }) => find.score > 0 && (only === null || only === country))
		.map((one) => ({ ...one, score: one.find.score + one.mark + favour.country(one.country, false) }))
		.sort((a, b) => b.score - a.score);
	for (const { find, country } of ranked) {
		const answer = answered(find, country, gazetteer);
		if (answer !== null) return answer;
	}
	return null;
}

/** East, south, north and middle China. */
const CHINA_ITSELF = /华[东南北中]/;
const HAN_COUNTRIES: ReadonlySet<string> = new Set(["CN", "JP", "TW", "HK", "MO"]);
const LONGEST_COUNTRY = 8;

/** The last country named: 中国香港 is Hong Kong. */
function countryIn(runs: readonly Run[], gazetteer: Gazetteer): { country: string; rest: Run[] } | null {
	let country: string | null = null;
	const rest: Run[] = [];
	for (const { text, key } of runs) {
		let from = 0;
		for (let at = 0; at < key.length - 1; at++) {
			for (let length = Math.min(LONGEST_COUNTRY, key.length - at); length >= 2; length--) {
				const named = gazetteer.countryNamed(key.slice(at, at + length));
				if (named === null || countryPoint(named) === null) continue;
				// 内蒙古 is a province, 香港路 a street of Qingdao, 朝鲜族 a people of Jilin.
				if (key.charAt(at - 1) === "内" || /^[路街大族]/.test(key.slice(at + length))) continue;
				country = named;
				if (at > from) rest.push({ text: text.slice(from, at), key: key.slice(from, at) });
				from = at + length;
				at = from - 1;
				break;
			}
		}
		if (from < key.length) rest.push({ text: text.slice(from), key: key.slice(from) });
	}
	return country === null ? null : { country, rest };
}

function answered({ place, region, ambiguous }: GluedFind, country: string, gazetteer: Gazetteer): Resolved | null {
	const because = ambiguous ? "ambiguous" : "glued";
	if (place !== null) {
		return {
			lat: place.lat,
			lng: place.lng,
			country: place.country,
			region: place.region === 0 ? null : gazetteer.region(place.region).code,
			zone: place.zone,
			precision: "locality",
			because,
		};
	}
	if (region !== 0) return regionAnswer(region, because, gazetteer);
	return ambiguous ? countryAnswer(country, because) : null;
}
