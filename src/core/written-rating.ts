import { plainSigns } from "./recipient.ts";

/** What somebody wrote of what he got: stars, 1 to 5, where he began with them, and the rest. */
export interface WrittenRating {
	/** Null: he gave none, or none that is certain. */
	readonly rating: number | null;
	readonly text: string;
}

/**
 * Stars at the beginning of a text, in figures of any script: `5/5.`, `4 stars`, `★★★★☆`, `5` on a line of its own. A figure that may
 * count or name something else (`2 parcels came`, `4 out of 5 boxes`, `1. The box`, `4.5`, `5/5/2026`, `7/10`) is none: a rating is
 * never guessed.
 */
export function writtenRating(written: string): WrittenRating {
	const text = written.trim();
	const head = text.slice(0, LONGEST);
	const plain = plainSigns(withoutLooks(head));
	const [found, rating] = starsIn(plain) ?? figureIn(plain) ?? ["", null];
	if (rating === null) return { rating, text };
	// What was made plain may have other lengths: the rest begins behind as many signs of the same kind as were read.
	const rest = head.slice(readIn(head, plain.slice(found.length))) + text.slice(LONGEST);
	return { rating, text: rest.replace(PARTS, "").trim() };
}

/** Signs that only say how the one before them is drawn: as a picture, as a key. */
function withoutLooks(text: string): string {
	return text.replaceAll(/\uFE0E|\uFE0F|\u20E3/gu, "");
}

/** More than a rating and what belongs to it. */
const LONGEST = 120;

type Found = readonly [read: string, rating: number];

const STAR = "[★⭐🌟✭✮✩☆*]";

function starsIn(plain: string): Found | null {
	const [run = ""] = new RegExp(`^(?:${STAR} ?)+`, "u").exec(plain) ?? [];
	const signs = [...run.replaceAll(" ", "")];
	const full = signs.filter((sign) => !/[☆✩]/u.test(sign)).length;
	const isWhole = signs.length === full || signs.length === MOST;
	if (!isWhole || full < 1 || full > MOST) return null;
	// A bullet, bold words, or a star before a figure.
	const next = plain.slice(run.length);
	if (signs.includes("*") && (full === 1 || !/^(?:\s|$)/.test(next))) return null;
	return /^\s*[\d/]/.test(next) ? null : [run, full];
}

const MOST = 5;

const STAR_WORDS = [
	...["stars?", "sterne?n?", "étoiles?", "etoiles?", "estrellas?", "estrelas?", "stell[ae]", "ster(?:ren)?"],
	...["gwiazd(?:k[aię]|ek)", "yıldız", "yildiz", "зв[её]зд(?:[аы]|очк[аи])?", "звезд", "bintang", "(?:ngôi )?sao"],
	...["つ?星", "スター", "[颗顆]星", "점", "ดาว", "सितारे", "सितारा", "स्टार", "نجوم", "نجمات", "نجمة", "★|⭐|🌟"],
].join("|");
const OF = ["/", "out of", "von", "sur", "de", "su", "van", "na", "di", "из", "dari", "trên", "จาก", "में से", "من"].join(
	"|",
);

const FIGURES = [
	// A line of its own, and no list of them.
	/^([1-5])[ \t]*[.!]*[ \t]*(?:\r?\n(?!\s*\d)|$)/u,
	// Of five what, is said by star words or by nothing.
	new RegExp(
		`^([1-5]) ?(?:${OF}) ?5(?![\\d/]|[.,:-]\\d)(?: ?(?:${STAR_WORDS})(?![\\p{L}\\p{M}])|(?=\\s*(?:[-–—:;,.!|]|[\\r\\n]|$)))`,
		"iu",
	),
	new RegExp(`^([1-5])[ -]?(?:${STAR_WORDS})(?![\\p{L}\\p{M}])`, "iu"),
	/^(?:星|별점?|評価|评分|[★⭐🌟]) ?[:：]? ?([1-5])(?![\d.,/])(?:つ|개|점)?(?![\p{L}\p{M}])/u,
];

function figureIn(plain: string): Found | null {
	for (const form of FIGURES) {
		const [read, figure] = form.exec(plain) ?? [];
		if (read !== undefined && figure !== undefined) return [read, Number(figure)];
	}
	return null;
}

/** How much of a beginning was read, where `rest` of it is left once it is plain. */
function readIn(head: string, rest: string): number {
	const left = rest.trimStart().length;
	let read = 0;
	while (read < head.length && plainSigns(withoutLooks(head.slice(read))).trimStart().length > left) read += 1;
	return read;
}

/** What parts the words from the rating. */
const PARTS = /^(?:\s|\uFE0E|\uFE0F|\u20E3)*(?:[-–—:;,.!|]+(?=\s|$))?/u;
