import { plainTable } from "./plain-table.ts";
import { simplified } from "./simplified.ts";

/**
 * The form under which names are compared: NFKC, small letters, accents and ligatures folded, apostrophes dropped, other
 * punctuation as one blank, Saint, Sankt, Sainte and St. as `st`, Fort as `ft`, Mount as `mt`. `Köln` -> `koln`,
 * `ST. PAUL` -> `st paul`, `İzmir` -> `izmir`, `Xi'an` -> `xian`. Scripts other than Latin keep their letters; Han is
 * written simplified, and Han and kana without blanks.
 */
export function nameKey(name: string): string {
	if (PLAIN.test(name)) return shortened(name.toLowerCase());
	return shortened(
		simplified(
			name
				.normalize("NFKC")
				.toLowerCase()
				.normalize("NFD")
				.replace(MARKS, "")
				.normalize("NFC")
				// After the accents: Ǽ is an æ below one.
				.replace(LIGATURE, (letter) => LIGATURES[letter] ?? letter),
		)
			.replace(APOSTROPHES, "")
			.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
			.replace(BLANKS_IN_HAN, "")
			.trim(),
	);
}

function shortened(key: string): string {
	return key.includes(" ") ? key.replace(LONG_WORDS, (word) => SHORT_WORDS[word] ?? word) : key;
}

const PLAIN = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;
// Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic; the vowels of Thai and Hindi are marks too, and stay.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/gu;
const APOSTROPHES = /(?<=\p{L})['’‘ʻʼ`´ʹʿʾ](?=\p{L})|[ʹʺʻʼʿʾ]/gu;
const BLANKS_IN_HAN =
	/(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

const LIGATURES = plainTable<string>({
	ß: "ss",
	ø: "o",
	ł: "l",
	æ: "ae",
	œ: "oe",
	đ: "d",
	ı: "i",
	ð: "d",
	þ: "th",
	ħ: "h",
	ŋ: "n",
	ə: "a",
	"&": " and ",
	// One letter in two shapes, as keyboards of neighbours write it.
	ة: "ه",
	ى: "ي",
	ی: "ي",
	ک: "ك",
});
const LIGATURE = /[ßøłæœđıðþħŋə&ةىیک]/gu;

const SHORT_WORDS = plainTable<string>({
	saint: "st",
	sainte: "st",
	sankt: "st",
	sint: "st",
	ste: "st",
	fort: "ft",
	mount: "mt",
	santa: "sta",
	santo: "sto",
	heights: "hts",
	township: "twp",
	junction: "jct",
});
const LONG_WORDS =
	/(?<![^ ])(?:saint|sainte|sankt|sint|ste|fort|mount|santa|santo|heights|township|junction)(?![^ ])/gu;
