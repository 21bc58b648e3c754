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
 * Numbers of UN/ECE Recommendation 24 that are read and never written: 51 and 59 mean something else in its later editions, and
 * of notes without a meaning of their own each number has one.
 */
const isWritable = (word: string, meaning: Table[string] | undefined) =>
	/^\d{1,3}(?:\+\d{1,3})?$/.test(word) && !/^(?:51|59)\b/.test(word) && meaning !== "note.information";

/** Where several numbers mean the same to us: the plain event, and not one of its kinds. */
const PLAINEST = ["31", "74", "29", "78", "12", "18", "49"];

/** STS may stand as often in a consignment. */
const MOST_STATUSES = 99;

/**
 * Writes a parcel as message IFTSTA of directory D.01B, in UTF-8 (syntax 4, UNOW): service.unece.org/trade/untdid/d01b. Of
 * its time it has the local clock, with the offset where the instant is known, and then no seconds. `table` is the adapter's.
 */
export function iftstaWriter(table: Table): (parcel: ExchangedParcel) => Exchanged {
	const wording = wordingOf(table, { writes: (word) => isWritable(word, table[word]), plainest: PLAINEST });
	return (parcel) => {
		const { told, leftOut } = sortOut(parcel.scans, wording);
		const number = wholeOf(parcel.trackingNumber, 35, parcel.id);
		const name = textOf(parcel.carrier.name, 35);
		const note = noteOf(leftOut);
		const message = [
			`BGM+23+${wholeOf(parcel.id, 35, "")}+9`,
			`DTM+137:${stampOf(parcel.updatedAt)}?+0000:205`,
			...(name === "" ? [] : [`NAD+CA+++${name}`]),
			...(note === null ? [] : [`FTX+AAI+++${textOf(note, 512)}`]),
			...told.flatMap((scan, index) => [
				...(index % MOST_STATUSES === 0 ? [`CNI+${index / MOST_STATUSES + 1}+${number}`] : []),
				...groupOf(scan),
			]),
		];
		return { text: interchangeOf(message, parcel), leftOut };
	};
}

/** Status, time, the carrier's words, place and package, in the order of the directory. */
function groupOf({ scan, word }: ToldScan): readonly string[] {
	const [event, reason] = word.split("+");
	const words = textOf(scan.text, 512);
	return [
		`STS+1+${event}::6${reason === undefined ? "" : `+${reason}::6`}`,
		`DTM+78:${timeOf(scan)}`,
		...(words === "" ? [] : [`FTX+AAI+++${words}`]),
		...placeOf(scan),
		...(scan.piece ? ["GID+1", `PCI++${wholeOf(scan.piece, 35, "?")}`] : []),
	];
}

/** With format 205 the offset, else the wall clock alone, of as many digits as are known. */
function timeOf(scan: ExchangedScan): string {
	const digits = scan.local.replaceAll(/\D/g, "");
	const offset = offsetOf(scan);
	if (scan.precision === "day") return `${digits.slice(0, 8)}:102`;
	if (offset === null) return scan.precision === "second" ? `${digits}:204` : `${digits.slice(0, 12)}:203`;
	const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
	const sign = offset < 0 ? "-" : "?+";
	return `${digits.slice(0, 12)}${sign}${two(hours)}${two(minutes)}:205`;
}

/** Where the activity was: a name with its country, or the country alone. */
function placeOf({ place }: ExchangedScan): readonly string[] {
	if (place === null) return [];
	const name = textOf(place.text, 256);
	const country = place.country === null ? "" : `${place.country}:162:5`;
	if (name === "") return country === "" ? [] : [`LOC+175+${country}`];
	return [`LOC+175+:::${name}${country === "" ? "" : `+${country}`}`];
}

/** With the release character before every mark that stands in it. */
function textOf(written: string, most: number): string {
	return [...plainText(written)]
		.slice(0, most)
		.join("")
		.trim()
		.replaceAll(/[+:'?*]/g, "?$&");
}

/** Whole, or what stands for it. */
function wholeOf(written: string, most: number, instead: string): string {
	const plain = plainText(written);
	return plain === "" || [...plain].length > most ? textOf(instead, most) : textOf(plain, most);
}

function stampOf(instant: string): string {
	return instant.replaceAll(/\D/g, "").slice(0, 12);
}

function two(count: number): string {
	return String(count).padStart(2, "0");
}

/** The envelopes: from this service, to the seller, at the time of the parcel's last change. */
function interchangeOf(message: readonly string[], { updatedAt, seller }: ExchangedParcel): string {
	const stamp = stampOf(updatedAt);
	const control = controlNumberOf([seller, updatedAt, ...message].join("'"));
	const segments = [
		`UNB+UNOW:4+WAYLINE+${textOf(seller, 35)}+${stamp.slice(0, 8)}:${stamp.slice(8)}+${control}`,
		"UNH+1+IFTSTA:D:01B:UN",
		...message,
		`UNT+${message.length + 2}+1`,
		`UNZ+1+${control}`,
	];
	return `UNA:+.?*'\n${segments.map((segment) => `${segment}'\n`).join("")}`;
}
