import { nameKey } from "../gazetteer/name-key.ts";
import { plainTable } from "../gazetteer/plain-table.ts";
import { WRITTEN_OUT } from "./abbreviations.ts";

/** So many ways to write out a name's short words are tried. */
const MOST_WAYS = 24;

/** Other spellings of a name that nobody bears as it stands: words cut short, glued articles, adjectives. */
export function spellings(key: string): string[] {
	const found = new Set<string>(writtenOut(key));
	if (HEBREW_PREFIX.test(key)) found.add(key.slice(1));
	if (ARABIC.test(key)) {
		const plain = key.replace(/^[وبل](?=ال)/, "");
		found.add(plain).add(plain.startsWith("ال") ? plain.slice(2) : `ال${plain}`);
	}
	const stem = key.match(/^(\p{Script=Cyrillic}{3,})ск(?:ий|ая|ое)$/u)?.[1];
	if (stem !== undefined) for (const end of ["ск", "ь", "а", ""]) found.add(stem + end);
	if (stem?.endsWith("ов")) found.add(stem.replace(/ов$/, "ва"));
	found.delete(key);
	return [...found];
}

// Every way to write out the short words: s paulo is são, san, santo, south paulo.
function writtenOut(key: string): string[] {
	const words = joinedInitials(key.split(" "));
	if (words.length < 2 || !words.some((word) => WRITTEN_OUT.has(word))) return [];
	let ways = [""];
	for (const [index, word] of words.entries()) {
		// Of `mil.se` the second half says nothing more; `to` before a town is another word.
		const isHalf = index > 1 && WRITTEN_OUT.has(words[index - 1] ?? "");
		const spelt = [...(WRITTEN_OUT.get(word) ?? []), word].filter((one) => one !== "" || isHalf);
		ways = spelt.flatMap((one) => ways.map((way) => `${way} ${one}`)).slice(0, MOST_WAYS);
	}
	return ways.map((way) => nameKey(way.trim()));
}

// Neustadt a. d. Aisch as Neustadt a.d. Aisch.
function joinedInitials(words: readonly string[]): string[] {
	const joined: string[] = [];
	for (let at = 0; at < words.length; at++) {
		const pair = `${words[at] ?? ""}${words[at + 1] ?? ""}`;
		const isPair = pair.length === 2 && words[at]?.length === 1 && WRITTEN_OUT.has(pair);
		joined.push(isPair ? pair : (words[at] ?? ""));
		if (isPair) at++;
	}
	return joined;
}

/** Umlauts in two letters: `Nuernberg`, `Aarhus`. Only good for places where umlauts are written. */
export function withUmlauts(key: string): string | null {
	const spelled = key.replace(/([aou])e/g, "$1").replace(/aa/g, "a");
	return spelled === key ? null : spelled;
}

export const COUNTRIES_OF_UMLAUTS: ReadonlySet<string> = new Set(
	"DE AT CH LI LU SE FI AX NO DK FO EE TR HU NL IT FR".split(" "),
);

// In, from, to: one letter before the name.
const HEBREW_PREFIX = /^[בלמה](?=[\u05d0-\u05ea]{3})/;
const ARABIC = /^[\u0600-\u06ff]{3}/;

/** Cities that their people write by their initials. */
export const INITIALS = plainTable<string>({
	hcm: "ho chi minh city",
	hcmc: "ho chi minh city",
	tphcm: "ho chi minh city",
	cdmx: "mexico city",
	nyc: "new york city",
	caba: "buenos aires",
	bcn: "barcelona",
	bsas: "buenos aires",
	sp: "sao paulo",
	bsb: "brasilia",
	spb: "st petersburg",
	msk: "moscow",
	мск: "москва",
	спб: "санкт петербург",
	екб: "екатеринбург",
	нск: "новосибирск",
	blr: "bengaluru",
	sthlm: "stockholm",
	chch: "christchurch",
	pudong: "shanghai",
	puxi: "shanghai",
	klia: "sepang",
	naia: "pasay",
	gbg: "goteborg",
	kbh: "kobenhavn",
	hki: "helsinki",
	tlv: "tel aviv",
	jhb: "johannesburg",
	cpt: "cape town",
	kl: "kuala lumpur",
	jb: "johor bahru",
	bkk: "bangkok",
	// The towns that Finland's post names in the genitive: Helsingin postikeskus.
	helsingin: "helsinki",
	vantaan: "vantaa",
	tampereen: "tampere",
	turun: "turku",
	oulun: "oulu",
	kuopion: "kuopio",
});
