import type { Part, Word } from "./words.ts";

/** Whether a run of words is the name of a street: `Newport Road`, `rue de Lyon`. */
export function isStreet(words: readonly Word[], from: number, to: number, part: Part): boolean {
	const before = from > part.from ? words[from - 1]?.key : undefined;
	const twoBefore = from > part.from + 1 ? words[from - 2]?.key : undefined;
	const behind = to < part.to ? words[to]?.key : undefined;
	if (behind !== undefined && STREET_BEHIND.has(behind)) return true;
	return [before, twoBefore].some((word) => word !== undefined && STREET_BEFORE.has(word));
}

const STREET_BEHIND: ReadonlySet<string> = new Set(
	"road rd street avenue ave blvd boulevard lane ln drive dr highway hwy way parkway pkwy strasse str weg allee platz gasse straat laan weg gatan vagen vej gade ulica ulice caddesi cad sokak sk bulvari utca ut tie katu".split(
		" ",
	),
);
const STREET_BEFORE: ReadonlySet<string> = new Set(
	"rue avenue boulevard chemin route quai calle carretera avenida avda rua rodovia estrada via viale corso piazza ul ulica ulitsa улица ул проспект пр вулиця вул jalan jln duong strada soseaua bulevardul".split(
		" ",
	),
);
