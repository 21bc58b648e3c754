import { createHash } from "node:crypto";
import { shipmentByToken } from "../store/pages.ts";
import { claimPicture, keepPicture, type ProductKey, pictureNamed, refusePicture } from "../store/product-pictures.ts";
import type { Deps } from "./deps.ts";
import { type DrawnPhoto, drawPhoto, isRefused, type PhotoRefused } from "./draw-photo.ts";

/** Fetches what stands at an address of the web: its bytes, or why they cannot be had, in a sentence for the seller. */
export type FetchPicture = (address: string) => Promise<Uint8Array | string>;

export interface PictureDeps extends Pick<Deps, "db" | "now"> {
	readonly fetchPicture: FetchPicture;
}

const LEASE_MS = 5 * 60_000;
const AGAIN_MS = 3_600_000;

/** Fetches a product's picture and draws it anew, unless it is here or another node does; so that no buyer's browser has to. */
export async function fetchProductPicture({ db, now, fetchPicture }: PictureDeps, key: ProductKey): Promise<void> {
	const at = now().getTime();
	const claimed = await claimPicture(db, key, {
		now: new Date(at).toISOString(),
		until: new Date(at + LEASE_MS).toISOString(),
	});
	if (claimed === null) return;
	const { imageLink, tries } = claimed;
	const fetched = await fetchPicture(imageLink);
	const drawn = typeof fetched === "string" ? null : await drawSmall(fetched);
	if (drawn !== null && !isRefused(drawn)) {
		const digest = createHash("sha256").update(drawn.image).digest("hex").slice(0, 32);
		return keepPicture(db, key, imageLink, { ...drawn, digest });
	}
	const refused = drawn?.because ?? String(fetched);
	// In an hour, then in four, sixteen and so on.
	const lookAt = new Date(at + AGAIN_MS * 4 ** (tries - 1)).toISOString();
	return refusePicture(db, key, imageLink, { refused, lookAt });
}

/** Pixels of the longer side: half of that on a page, for screens are fine. */
const LONGEST_SIDE = 480;

async function drawSmall(bytes: Uint8Array): Promise<DrawnPhoto | PhotoRefused> {
	const drawn = await drawPhoto(bytes);
	if (isRefused(drawn)) return drawn;
	const { default: sharp } = await import("sharp");
	const { data, info } = await sharp(drawn.image)
		.resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true })
		.jpeg({ quality: 80 })
		.toBuffer({ resolveWithObject: true });
	return { width: info.width, height: info.height, image: data };
}

/** A JPEG for whoever sees a page of the same shop. Null where there is none. */
export async function openProductPicture(
	{ db }: Pick<Deps, "db">,
	token: string,
	digest: string,
): Promise<Uint8Array | null> {
	const parcel = await shipmentByToken(db, token);
	return parcel && pictureNamed(db, parcel.sellerId, digest);
}
