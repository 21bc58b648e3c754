import type { Sharp, SharpOptions } from "sharp";
import { typeOfBytes } from "../mail/attachment-type.ts";

const MIB = 1024 * 1024;

/** What is taken of one message, and what is made of it. */
export const PHOTO = {
	/** Of one file. */
	mostBytes: 10 * MIB,
	mostOfMessage: 3,
	/** Fifty million, as the largest of ordinary telephones has: a few kilobytes can claim to be as large as a town. */
	mostPixels: 8_192 * 6_144,
	/** Of the longer side of what is drawn. */
	longestSide: 1_600,
	mostDrawnBytes: MIB,
} as const;

/** A picture of ours: a JPEG of nothing but its pixels. */
export interface DrawnPhoto {
	readonly width: number;
	readonly height: number;
	readonly image: Uint8Array;
}

/** A file that is no photo which can be shown. */
export interface PhotoRefused {
	readonly refused: "too-large" | "too-many-pixels" | "no-picture" | "unreadable";
	/** A sentence for whoever sent it. */
	readonly because: string;
}

export function isRefused(drawn: DrawnPhoto | readonly DrawnPhoto[] | PhotoRefused): drawn is PhotoRefused {
	return "refused" in drawn;
}

/** All of a message's, or why one of them is refused. Never throws for what a file holds. */
export async function drawPhotos(sent: readonly Uint8Array[]): Promise<readonly DrawnPhoto[] | PhotoRefused> {
	const drawn: DrawnPhoto[] = [];
	for (const bytes of sent) {
		const photo = await drawPhoto(bytes);
		if (isRefused(photo)) return photo;
		drawn.push(photo);
	}
	return drawn;
}

/**
 * A photo drawn anew: upright, at most 1,600 pixels long and 1 MB large, on white where it was transparent; of one that moves the
 * first picture. Nothing else of the file stays: no place, no time, no camera, no preview. Two are drawn at a time, each for
 * some seconds at the most, on threads of the library.
 */
export async function drawPhoto(sent: Uint8Array): Promise<DrawnPhoto | PhotoRefused> {
	if (sent.length > PHOTO.mostBytes) return TOO_LARGE;
	// By its first bytes, so that no other reader of the library sees what a stranger sent.
	const type = typeOfBytes(sent);
	if (type === null || !READ.test(type)) return NO_PICTURE;
	return inTurn(() => draw(sent, type));
}

/** TIFF is left out: nothing but scanners sends it, and its reader is the one with the most to go wrong. */
const READ = /^image\/(?:jpeg|png|webp|gif|avif|heic)$/;

async function draw(sent: Uint8Array, type: string): Promise<DrawnPhoto | PhotoRefused> {
	// Loaded when it is needed: it is heavy, and a machine for which it has no binary serves parcels all the same.
	const { default: sharp } = await import("sharp");
	// What is built for everybody has no decoder of HEIC, whose patents others hold; a library of the operator's own may.
	if (type === "image/heic" && !sharp.format.heif.input.fileSuffix?.includes(".heic")) return HEIC;
	const open = (options: SharpOptions) => sharp(sent, { pages: 1, ...options });
	// The head alone is read for its size.
	const head = await open({ limitInputPixels: false })
		.metadata()
		.catch(() => null);
	if (head === null) return UNREADABLE;
	if (head.width * head.height > PHOTO.mostPixels) return TOO_MANY_PIXELS;
	// "error": a cut photo is drawn as far as it goes by others, grey beneath; its sender should know.
	const upright = fitted(open({ limitInputPixels: PHOTO.mostPixels, failOn: "error" }).autoOrient(), PHOTO.longestSide)
		.flatten({ background: "#ffffff" })
		.toColourspace("srgb")
		.removeAlpha();
	const read = await upright
		.timeout({ seconds: MOST_SECONDS })
		.raw()
		.toBuffer({ resolveWithObject: true })
		.catch(() => null);
	if (read === null) return UNREADABLE;
	const { width, height, channels } = read.info;
	for (const { longestSide, quality } of ATTEMPTS) {
		const { data, info } = await fitted(sharp(read.data, { raw: { width, height, channels } }), longestSide)
			.timeout({ seconds: MOST_SECONDS })
			.jpeg({ quality })
			.toBuffer({ resolveWithObject: true });
		if (data.length <= PHOTO.mostDrawnBytes) return { width: info.width, height: info.height, image: data };
	}
	throw new Error("A picture of 800 pixels had more than 1 MB.");
}

const MOST_SECONDS = 10;

/** The first is what nearly all are; leaves and gravel need another. */
const ATTEMPTS = [
	{ longestSide: PHOTO.longestSide, quality: 80 },
	{ longestSide: PHOTO.longestSide, quality: 60 },
	{ longestSide: 1_200, quality: 50 },
	{ longestSide: 800, quality: 40 },
] as const;

function fitted(picture: Sharp, longestSide: number): Sharp {
	return picture.resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true });
}

const AT_ONCE = 2;
let free = AT_ONCE;
const waiting: (() => void)[] = [];

/** Each picture takes up to 200 MB and a core while it is read. */
async function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
	if (free > 0) free -= 1;
	else await new Promise<void>((begin) => waiting.push(begin));
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else free += 1;
	}
}

const TOO_LARGE: PhotoRefused = {
	refused: "too-large",
	because: `A picture has more than ${PHOTO.mostBytes / MIB} MB. Send a smaller one.`,
};
const TOO_MANY_PIXELS: PhotoRefused = {
	refused: "too-many-pixels",
	because: "A picture has more than 50 million pixels. Send a smaller one.",
};
const NO_PICTURE: PhotoRefused = {
	refused: "no-picture",
	because: "A file is no picture that is shown everywhere. Send a JPEG, PNG, WebP, AVIF or GIF.",
};
const HEIC: PhotoRefused = {
	refused: "no-picture",
	because: "A picture is a HEIC, which only some devices can show. Save it as a JPEG and send that.",
};
const UNREADABLE: PhotoRefused = {
	refused: "unreadable",
	because: "A picture cannot be read: the file is damaged or cut. Save it anew and send that.",
};
