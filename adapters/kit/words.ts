const ENTITIES: Readonly<Record<string, string>> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
	nbsp: " ",
	reg: "®",
	trade: "™",
	copy: "©",
	ndash: "–",
	mdash: "—",
	lsquo: "‘",
	rsquo: "’",
	ldquo: "“",
	rdquo: "”",
	hellip: "…",
	middot: "·",
	deg: "°",
	auml: "ä",
	ouml: "ö",
	uuml: "ü",
	Auml: "Ä",
	Ouml: "Ö",
	Uuml: "Ü",
	szlig: "ß",
	eacute: "é",
	egrave: "è",
	agrave: "à",
	ccedil: "ç",
};

// No carrier writes so much about one scan; a stranger might, to keep the server busy. The message is kept whole.
const MOST_CHARACTERS = 2_000;

/** The carrier's words as a person reads them: no tags, no entities, no control characters, single blanks. */
export function plainWords(written: string): string {
	const untagged = written
		.slice(0, MOST_CHARACTERS)
		.replace(/<\/?(?:br|p|div|li|tr)\b[^<>]*>/gi, " ")
		.replace(/<\/?[a-z][^<>]*>/gi, "");
	return singleBlanks(cleanCharacters(decodeEntities(untagged)));
}

/** The parts that are there, with a blank between them: a street and its number, a postcode and its town. */
export function sideBySide(...parts: readonly (string | undefined)[]): string {
	return parts.filter(Boolean).join(" ");
}

/** Without blanks around, and with one where there are several: patterns with `\s*` take the square of a long run. */
export function singleBlanks(written: string): string {
	return written.replace(/\s+/g, " ").trim();
}

// A sentence is short; a stranger's need not be, and a pattern is asked about all of it.
const MOST_CHARACTERS_OF_SENTENCE = 500;

/** As patterns read a carrier's words: single blanks, and no more than a sentence has characters. */
export function sentenceOf(written: string): string {
	return singleBlanks(written.slice(0, MOST_CHARACTERS_OF_SENTENCE));
}

// Bidirectional controls: letters know their own direction, and a line turned by a carrier turns our words with it.
const TURNERS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Without half surrogates and control characters, which no database keeps, and without what turns a line's direction. */
export function cleanCharacters(written: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
	const printable = written.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "");
	return printable
		.replace(TURNERS, "")
		.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** Once: what comes out is not looked at again. */
export function decodeEntities(written: string): string {
	if (!written.includes("&")) return written;
	return written.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hexadecimal, name) => {
		if (name) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
		return character(decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16)) ?? whole;
	});
}

// The places 128 to 159 of Windows-1252; a blank stands where it has no character.
const WINDOWS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

function character(point: number): string | undefined {
	// HTML reads 128 to 159 as Windows characters: USPS writes its trade mark sign as 153.
	if (point >= 128 && point <= 159) return WINDOWS[point - 128];
	return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
