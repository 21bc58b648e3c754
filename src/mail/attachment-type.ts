import { plainLine } from "./plain-line.ts";

interface Kind {
	readonly type: string;
	readonly ending: string;
	/** At which byte, and what stands there. */
	readonly signs: readonly (readonly [at: number, sign: string])[];
}

/**
 * What people send with a mail, by the bytes it begins with. The package for it has gone on to a later Node; that which runs here
 * knows two hundred kinds more, none of which a letter about a parcel holds.
 */
const KINDS: readonly Kind[] = [
	{ type: "image/jpeg", ending: "jpg", signs: [[0, "\xff\xd8\xff"]] },
	{ type: "image/png", ending: "png", signs: [[0, "\x89PNG\r\n\x1a\n"]] },
	{ type: "image/gif", ending: "gif", signs: [[0, "GIF8"]] },
	{
		type: "image/webp",
		ending: "webp",
		signs: [
			[0, "RIFF"],
			[8, "WEBP"],
		],
	},
	{ type: "image/heic", ending: "heic", signs: [[4, "ftyphei"]] },
	{ type: "image/heic", ending: "heic", signs: [[4, "ftypmif1"]] },
	{ type: "image/avif", ending: "avif", signs: [[4, "ftypavif"]] },
	{ type: "image/tiff", ending: "tiff", signs: [[0, "II*\0"]] },
	{ type: "image/tiff", ending: "tiff", signs: [[0, "MM\0*"]] },
	{
		type: "image/bmp",
		ending: "bmp",
		signs: [
			[0, "BM"],
			[6, "\0\0\0\0"],
		],
	},
	{ type: "video/quicktime", ending: "mov", signs: [[4, "ftypqt"]] },
	{ type: "video/3gpp", ending: "3gp", signs: [[4, "ftyp3gp"]] },
	{ type: "video/mp4", ending: "mp4", signs: [[4, "ftyp"]] },
	{ type: "video/webm", ending: "webm", signs: [[0, "\x1aE\xdf\xa3"]] },
	{ type: "audio/mpeg", ending: "mp3", signs: [[0, "ID3"]] },
	{ type: "audio/ogg", ending: "ogg", signs: [[0, "OggS"]] },
	{ type: "audio/amr", ending: "amr", signs: [[0, "#!AMR"]] },
	{ type: "application/pdf", ending: "pdf", signs: [[0, "%PDF-"]] },
	{ type: "application/zip", ending: "zip", signs: [[0, "PK\x03\x04"]] },
	{ type: "application/gzip", ending: "gz", signs: [[0, "\x1f\x8b\x08"]] },
	{ type: "application/x-7z-compressed", ending: "7z", signs: [[0, "7z\xbc\xaf\x27\x1c"]] },
	{ type: "application/vnd.rar", ending: "rar", signs: [[0, "Rar!\x1a\x07"]] },
	{ type: "application/x-ole-storage", ending: "doc", signs: [[0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]] },
	{ type: "application/rtf", ending: "rtf", signs: [[0, "{\\rtf"]] },
	{ type: "application/vnd.microsoft.portable-executable", ending: "exe", signs: [[0, "MZ"]] },
	{ type: "application/x-elf", ending: "elf", signs: [[0, "\x7fELF"]] },
];

/** The media type that the bytes have; null where they are of none that is known. */
export function typeOfBytes(bytes: Uint8Array): string | null {
	return kindOf(bytes)?.type ?? null;
}

function kindOf(bytes: Uint8Array): Kind | undefined {
	const beginning = Buffer.from(bytes.subarray(0, 32)).toString("latin1");
	return KINDS.find(({ signs }) => signs.every(([at, sign]) => beginning.startsWith(sign, at)));
}

const MOST_NAME = 120;
// What a name may not hold on one system or another, and what is read as a folder.
const UNSAFE = /[<>:"|?*\\/]/g;

/**
 * A name that can be shown and kept on any system: no folders, no signs that turn the direction of what follows, no dot at its
 * beginning, and the ending of what the bytes are where they are known.
 */
export function attachmentName(given: string | null, declaredType: string, bytes: Uint8Array): string {
	const kind = kindOf(bytes);
	const last =
		plainLine((given ?? "").slice(-1000), 1000)
			.split(/[\\/]/)
			.at(-1) ?? "";
	const clean = last
		.replaceAll(UNSAFE, "_")
		.replace(/^[.\s]+/, "")
		.replace(/[.\s]+$/, "");
	const [, stem = clean, told = ""] = /^(.*?)\.([A-Za-z0-9]{1,8})$/.exec(clean) ?? [];
	const isRight = kind === undefined || (ALSO[kind.type]?.test(told) ?? told.toLowerCase() === kind.ending);
	const ending = isRight ? told : kind.ending;
	// An ending that belongs to another kind is left out; one that may as well be a word stays.
	const isOfAnother = KINDS.some((other) => other.ending === told.toLowerCase());
	const name = isRight || isOfAnother || told === "" ? stem : `${stem}.${told}`;
	const shown = plainLine(
		name === "" ? (declaredType === "message/rfc822" ? "mail" : "attachment") : name,
		MOST_NAME - 10,
	);
	return ending === "" ? shown : `${shown}.${ending.toLowerCase()}`;
}

/** Endings that are as good as the one of the table: kinds that a zip, an old office file or a film may be as well. */
const ALSO: Readonly<Record<string, RegExp>> = {
	"image/jpeg": /^jpe?g$|^jfif$/i,
	"image/heic": /^hei[cf]$/i,
	"image/tiff": /^tiff?$/i,
	"video/mp4": /^(?:mp4|m4[av])$/i,
	"video/webm": /^(?:webm|mkv)$/i,
	"audio/ogg": /^(?:ogg|oga|opus)$/i,
	"application/zip": /^(?:zip|docx|xlsx|pptx|odt|ods|odp|pages|numbers|key|epub|apk)$/i,
	"application/x-ole-storage": /^(?:doc|xls|ppt|msg)$/i,
	"application/vnd.microsoft.portable-executable": /^(?:exe|dll|scr|com)$/i,
};
