interface ClaimLimits {
	readonly mostPackets: number;
	readonly mostTracks: number;
}

/**
 * Whether an MP4 or a MOV says that it has more pieces than are taken of one, by a walk over its boxes that keeps nothing (ISO/IEC
 * 14496-12): twelve megabytes hold a table of 23 million sizes, which readers keep in full before they look at the first. False
 * of what is none, or is cut: to say so is its reader's affair.
 */
export function claimsTooMuch(file: Uint8Array, { mostPackets, mostTracks }: ClaimLimits): boolean {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	let [boxes, tracks, inFragments] = [0, 0, 0];
	// Boxes within boxes follow their heads, so that a walk into them and past all others needs neither depth nor memory.
	for (let at = 0; at + HEAD_BYTES <= file.length; ) {
		boxes += 1;
		const type = typeAt(view, at + 4);
		const isLong = view.getUint32(at) === 1;
		const inside = at + (isLong ? LONG_HEAD_BYTES : HEAD_BYTES);
		if (inside > file.length) return false;
		const size = isLong ? Number(view.getBigUint64(at + HEAD_BYTES)) : view.getUint32(at);
		if (type === "trak") tracks += 1;
		const pieces = piecesOf(view, type, inside);
		if (type === "trun") inFragments += pieces;
		if (boxes > MOST_BOXES || tracks > mostTracks || Math.max(pieces, inFragments) > mostPackets) return true;
		if (AROUND.has(type)) at = inside;
		else if (size >= inside - at) at += size;
		// To the end of the file, or none.
		else return false;
	}
	return false;
}

const HEAD_BYTES = 8;
const LONG_HEAD_BYTES = 16;

/** A telephone's minute in fragments of one picture has 30,000. */
const MOST_BOXES = 200_000;

/** Where tables belong. What hides one elsewhere is left to the process that reads it. */
const AROUND: ReadonlySet<string> = new Set(["moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "mfra"]);

/** Where a table's count stands, behind version and flags. */
const COUNTED_AT: Readonly<Record<string, number>> = {
	...{ stts: 4, ctts: 4, stss: 4, stsc: 4, stco: 4, co64: 4, trun: 4 },
	...{ stsz: 8, stz2: 8, tfra: 12 },
};

function piecesOf(view: DataView, type: string, inside: number): number {
	const at = inside + (COUNTED_AT[type] ?? Number.POSITIVE_INFINITY);
	if (at + 4 > view.byteLength) return 0;
	// Of one size each, as uncompressed sound is: there is no table.
	if (type === "stsz" && view.getUint32(inside + 4) !== 0) return 0;
	const entries = view.getUint32(at);
	return type === "ctts" ? Math.max(entries, runsOf(view, at + 4, entries)) : entries;
}

/** Pieces that a table's entries of a count and an offset are of; as far as the file goes. */
function runsOf(view: DataView, from: number, entries: number): number {
	let pieces = 0;
	for (let at = from; at < from + entries * RUN_BYTES && at + RUN_BYTES <= view.byteLength; at += RUN_BYTES) {
		pieces += view.getUint32(at);
	}
	return pieces;
}

const RUN_BYTES = 8;

function typeAt(view: DataView, at: number): string {
	return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
