import { createHash } from "node:crypto";
import { Invalid } from "../core/errors.ts";
import type { Logo } from "../store/brands.ts";

/** Pixels of what we draw, so that it is sharp at half of that. */
export const LOGO_SIZE = { width: 480, height: 160 } as const;

/** A picture of 4,096 by 4,096 takes 64 MB while it is read: a few kilobytes can claim to be as large as a town. */
const MOST_PIXELS = 4_096 * 4_096;
const MOST_SECONDS = 10;

/**
 * A picture of a shop drawn anew, at most 480 by 160 pixels: a PNG without whatever else was in the file. Of one that moves
 * the first picture. Throws `Invalid` with what is wrong with it.
 */
export async function drawLogo(uploaded: Uint8Array): Promise<Logo> {
	// By its first bytes, so that no other reader of the library sees what a stranger sent.
	if (!KINDS.some((kind) => kind.every((byte, at) => byte === null || uploaded[at] === byte))) {
		throw new Invalid(looksLikeSvg(uploaded) ? NO_SVG : NO_PICTURE);
	}
	// Loaded when it is needed: it is heavy, and a machine for which it has no binary serves parcels all the same.
	const { default: sharp } = await import("sharp");
	// The head alone is read for its size.
	const { width, height } = await sharp(uploaded, { limitInputPixels: false }).metadata().catch(refuse);
	if (width * height > MOST_PIXELS) {
		throw new Invalid(
			`The picture has ${width} × ${height} pixels. Send one of at most 4,096 × 4,096; ${LOGO_SIZE.width} × ${LOGO_SIZE.height} is what is shown.`,
		);
	}
	const drawn = await sharp(uploaded, { limitInputPixels: MOST_PIXELS, pages: 1, failOn: "error" })
		.autoOrient()
		.resize({ ...LOGO_SIZE, fit: "inside", withoutEnlargement: true })
		.timeout({ seconds: MOST_SECONDS })
		.png({ palette: true, quality: 95, effort: 8 })
		.toBuffer({ resolveWithObject: true })
		.catch(refuse);
	return {
		digest: createHash("sha256").update(drawn.data).digest("hex").slice(0, 32),
		contentType: "image/png",
		width: drawn.info.width,
		height: drawn.info.height,
		image: drawn.data,
	};
}

/** The library tells in its own words what is wrong with a file; that it is damaged is what the shop can mend. */
function refuse(): never {
	throw new Invalid("The picture cannot be read: the file is damaged or cut. Save it anew and send that.");
}

/** PNG, JPEG, GIF, WebP. */
const KINDS: readonly (readonly (number | null)[])[] = [
	[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
	[0xff, 0xd8, 0xff],
	[0x47, 0x49, 0x46, 0x38],
	[0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
];

const NO_PICTURE = "This is no picture that is shown everywhere. Send a PNG, JPEG, WebP or GIF.";
const NO_SVG =
	"An SVG can hold programs and load files of others, so none is taken. Save it as a PNG, 480 pixels wide or more, and send that.";

function looksLikeSvg(bytes: Uint8Array): boolean {
	return /<svg[\s>]/i.test(Buffer.from(bytes.subarray(0, 4_096)).toString("latin1"));
}
