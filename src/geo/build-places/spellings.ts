import { nameKey } from "../gazetteer/name-key.ts";

/** Further keys under which names are found, where people write a name in more ways than `nameKey` brings together. */
export function spellings(names: Iterable<string>, country: string): ReadonlySet<string> {
	const keys = new Set<string>();
	for (const name of names) {
		// L'Aquila is written L AQUILA as well as LAQUILA.
		if (/['’‘ʻʼ`]/.test(name)) keys.add(nameKey(name.replace(/['’‘ʻʼ`]/g, " ")));
		if (UMLAUTS.has(country) && /[äöüåæø]/i.test(name)) keys.add(nameKey(spellOut(name)));
		if (COMPASS.has(country)) {
			const short = nameKey(name).replace(/^(north|south|east|west) (?=\p{L}{3})/u, (word) => `${word[0]} `);
			if (short !== nameKey(name)) keys.add(short);
		}
	}
	return keys;
}

const UMLAUTS: ReadonlySet<string> = new Set("DE AT CH LI LU DK NO SE FI EE IS".split(" "));
const COMPASS: ReadonlySet<string> = new Set("US CA AU NZ GB IE".split(" "));
const LONG: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", å: "aa", æ: "ae", ø: "oe" };

function spellOut(name: string): string {
	return name.toLowerCase().replace(/[äöüåæø]/g, (letter) => LONG[letter] ?? letter);
}
