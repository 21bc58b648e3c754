import {
	controlNumberOf,
	type Exchanged,
	type ExchangedParcel,
	type ExchangedScan,
	noteOf,
	offsetOf,
	plainText,
	sortOut,
	type ToldScan,
} from "./parcel.ts";
import { type Table, wordingOf } from "./wording.ts";

/**
 * Words of elements 1650 that are read and never written: X7 is a lorry on its way to collect, which nobody scheduling a
 * collection has seen; AL, AM, AN, AR, LC, RL and UR name a means of transport, PR the customs of one country; the time beside AG,
 * B6, C1, DE and X2 is that of an estimate and no scan's; and of notes without a meaning of their own each word has one.
 */
const NEVER = new Set([
	"X7",
	"AL",
	"AM",
	"AN",
	"AR",
	"LC",
	"RL",
	"UR",
	"PR",
	"AG",
	"B6",
	"C1",
	"DE",
	"X2",
	"DO",
	"OP",
	"UC",
]);

/** Standard Carrier Alpha Codes where one is all of a carrier; ZZZZ stands for the others, whose name stands beside it. */
const SCAC: Readonly<Record<string, string>> = {
	...{ ups: "UPSN", usps: "USPS", purolator: "PRLA", canpar: "CNPR", nationex: "NTXQ" },
};

/**
 * Writes a parcel as transaction set 214 of release 004010, a loop for each scan (stedi.com/edi/x12-004010/214). Of its time
 * it has the local clock, and a time code where the instant is known. Its letters are those of ASCII: accents are taken off,
 * and words and places in other scripts are left out. `table` is the adapter's.
 */
export function x12Writer(table: Table): (parcel: ExchangedParcel) => Exchanged {
	const wording = wordingOf(table, {
		writes: (word) => /^[A-Z\d]{2}(?:\+[A-Z\d]{2})?$/.test(word) && !NEVER.has(word.slice(0, 2)),
	});
	return (parcel) => {
		const { told, leftOut } = sortOut(parcel.scans, wording);
		const number = within(parcel.trackingNumber, 30) ?? parcel.id;
		const name = within(parcel.carrier.name, 60);
		const note = noteOf(leftOut);
		const set = [
			["B10", number, parcel.id, SCAC[parcel.carrier.code] ?? "ZZZZ"],
			...(note === null ? [] : remarks(note)),
			...(name === null ? [] : [["N1", "CA", name]]),
			...told.flatMap((scan, index) => [["LX", String(index + 1)], ...loopOf(scan)]),
		];
		return { text: interchangeOf(set, parcel), leftOut };
	};
}

/** Status, place, package and the carrier's words, in the order of the standard. */
function loopOf({ scan, word }: ToldScan): readonly (readonly string[])[] {
	const [status = "", reason = "NS"] = word.split("+");
	const place = placeOf(scan);
	const words = asciiOf(scan.text);
	return [
		["AT7", status, reason, "", "", ...timeOf(scan)],
		...(place ? [["MS1", ...place]] : []),
		...(scan.piece ? [["MAN", "CP", pieceOf(scan.piece)]] : []),
		...(words ? remarks(words) : []),
	];
}

/** Date, clock and element 623: UT, or the whole hours before or behind it; without one the clock is that of the place. */
function timeOf(scan: ExchangedScan): readonly string[] {
	const offset = offsetOf(scan);
	if (offset === null) return clockOf(scan.local, scan.precision);
	const hours = offset / 60;
	if (Number.isInteger(hours) && Math.abs(hours) <= 12) {
		const code = hours === 0 ? "UT" : String(hours > 0 ? hours : hours + 25).padStart(2, "0");
		return [...clockOf(scan.local, scan.precision), code];
	}
	// There is no code for half an hour, nor for thirteen.
	return [...clockOf(scan.instant ?? "", scan.precision), "UT"];
}

function clockOf(written: string, precision: ExchangedScan["precision"]): readonly string[] {
	const date = written.slice(0, 10).replaceAll("-", "");
	if (precision === "day") return [date];
	return [date, written.slice(11, precision === "second" ? 19 : 16).replaceAll(":", "")];
}

/** City, state and country: the standard takes no city without either, and neither without a city. */
function placeOf({ place }: ExchangedScan): readonly string[] | null {
	if (!place?.country) return null;
	const [, town = place.text, state = ""] = /^([^,]+), ?([A-Z]{2})$/.exec(place.text) ?? [];
	const isState = state !== "" && (place.country === "US" || place.country === "CA");
	const city = within(isState ? town : place.text, 30) ?? within(place.text.split(",")[0] ?? "", 30);
	return city === null || city.length < 2 ? null : [city, isState ? state : "", place.country];
}

/** A package's name tells it from the others: what cannot be written of it stands as its numbers, and is not left out. */
function pieceOf(piece: string): string {
	const spelt = () =>
		[...piece].map((one) => (/[\w.-]/.test(one) ? one : `%${one.codePointAt(0)?.toString(16)}`)).join("");
	return (within(piece, 48) ?? spelt()).slice(0, 48);
}

/** K1 has two texts of thirty characters, and may stand ten times. */
function remarks(words: string): readonly (readonly string[])[] {
	const lines: string[] = [];
	for (const word of words
		.split(" ")
		.flatMap((one) => (one.length > 30 ? (one.match(/.{1,29}[._](?=.)|.{1,30}/g) ?? []) : [one]))) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < 30) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	const pairs = Array.from({ length: Math.min(10, Math.ceil(lines.length / 2)) }, (_, at) => at * 2);
	return pairs.map((at) => ["K1", ...lines.slice(at, at + 2)]);
}

/** No text has a letter of its own for these in ASCII. */
const LETTERS: Readonly<Record<string, string>> = {
	...{ ß: "ss", æ: "ae", Æ: "AE", ø: "o", Ø: "O", œ: "oe", Œ: "OE", ł: "l", Ł: "L", đ: "d", Đ: "D", ı: "i" },
	...{ "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..." },
};

/** Accents off and the interchange's own marks out, for X12 has no way to escape them; null where letters are of another script. */
function asciiOf(written: string): string | null {
	const letters = plainText(written.replaceAll(/[*~>|^]/g, " ")).replaceAll(
		/\P{ASCII}/gu,
		(one) => LETTERS[one] ?? one,
	);
	const bare = letters.normalize("NFKD").replaceAll(/\p{M}/gu, "");
	return /^[ -~]*$/.test(bare)
		? bare
				.replaceAll(/[*~>|^]/g, " ")
				.replaceAll(/ +/g, " ")
				.trim()
		: null;
}

/** In plain letters and whole; null where it is empty, too long or of another script. */
function within(written: string, most: number): string | null {
	const bare = asciiOf(written);
	return bare && bare.length <= most ? bare : null;
}

/** The envelopes: from this service, to the seller, at the time of the parcel's last change. */
function interchangeOf(set: readonly (readonly string[])[], { updatedAt, seller }: ExchangedParcel): string {
	const [date, time] = [updatedAt.slice(0, 10).replaceAll("-", ""), updatedAt.slice(11, 16).replace(":", "")];
	const receiver = seller.replace(/^sel_/, "").slice(0, 15);
	const inside = set.map((elements) => elements.join("*"));
	const control = controlNumberOf([receiver, updatedAt, ...inside].join("~"));
	const group = String(Number(control));
	const envelope = ["00", " ".repeat(10), "00", " ".repeat(10), "ZZ", "WAYLINE".padEnd(15), "ZZ", receiver.padEnd(15)];
	const segments = [
		["ISA", ...envelope, date.slice(2), time, "U", "00401", control, "0", "P", ">"].join("*"),
		["GS", "QM", "WAYLINE", receiver, date, time, group, "X", "004010"].join("*"),
		"ST*214*0001",
		...inside,
		`SE*${inside.length + 2}*0001`,
		`GE*1*${group}`,
		`IEA*1*${control}`,
	];
	return segments.map((segment) => `${segment}~\n`).join("");
}
