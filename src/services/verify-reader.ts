import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { heldDetailsOf } from "../core/held-details.ts";
import type { HeldDetails } from "../core/page.ts";
import { emailKey, postcodeKey, type WrittenPostcode } from "../core/recipient.ts";
import { foldParcel, presentMoment } from "../ingest/refresh.ts";
import type { Queries } from "../store/database.ts";
import { loadFacts } from "../store/facts.ts";
import { parcelWithToken, type Recognisable } from "../store/look-up.ts";
import { type Buyer, buyerOf } from "../store/orders.ts";
import { loadParcels } from "../store/parcels.ts";
import { Tampered, type Vault, WrongKey } from "../store/seal.ts";
import type { Deps } from "./deps.ts";

/** How long a reader who was recognised stays so on his device. */
export const PROOF_HOURS = 24;

/** What a parcel's page asks a reader who wants to see more. */
export interface Verification {
	/** Whether the shop told anything that a reader can be recognised by. */
	readonly isPossible: boolean;
	/** Whether the proof is this parcel's, and still holds. */
	readonly isVerified: boolean;
}

/** `proof` is what an earlier answer of `verifyReader` gave; null without one. Null for a link that opens nothing. */
export async function openVerification(
	{ db, vault, now }: Pick<Deps, "vault" | "now"> & { readonly db: Queries },
	token: string,
	proof: string | null,
): Promise<Verification | null> {
	const parcel = await parcelWithToken(db, token);
	if (!parcel) return null;
	return {
		isPossible: keysOf(knownOf(vault, parcel)).some((key) => key !== ""),
		isVerified: proof !== null && isProof(vault, parcel, proof, now()),
	};
}

/**
 * Whether the reader can say the postcode or the address of e-mail that the shop told of the buyer; if so, with a proof of
 * it for later, which nothing here keeps. Null for a link that opens nothing.
 */
export async function verifyReader(
	{ db, vault, now }: Deps,
	token: string,
	check: string,
): Promise<{ readonly proof: string | null } | null> {
	const parcel = await parcelWithToken(db, token);
	if (!parcel) return null;
	return { proof: isRecipient(knownOf(vault, parcel), check) ? proofFor(vault, parcel, now()) : null };
}

/** What only whom the parcel is for may see, `details` null where nothing is known. Null without a true proof. */
export async function readHeld(
	{ db, vault, places, now }: Deps,
	token: string,
	proof: string,
): Promise<{ readonly details: HeldDetails | null } | null> {
	const found = await parcelWithToken(db, token);
	if (!found || !isProof(vault, found, proof, now())) return null;
	const [parcel] = await loadParcels(db, [{ sellerId: found.sellerId, rowId: found.shipmentRowId }]);
	if (!parcel) return null;
	const facts = (await loadFacts(db, [parcel])).get(parcel.rowId) ?? [];
	return { details: heldDetailsOf(foldParcel(parcel, facts, presentMoment(facts, now()), places)) };
}

/** By what a reader is recognised. */
export interface Known {
	readonly email: string | null;
	readonly postcodes: readonly [WrittenPostcode | null, WrittenPostcode | null];
}

export function knownOf(vault: Vault, { sellerId, orderReference, sealedBuyer, destination }: Recognisable): Known {
	const buyer = orderReference === null ? null : openBuyer(vault, { sellerId, reference: orderReference, sealedBuyer });
	const country = destination?.country ?? null;
	return {
		email: buyer?.email ?? null,
		postcodes: [written(buyer?.postcode, country), written(destination?.postcode, country)],
	};
}

function written(postcode: string | null | undefined, country: string | null): WrittenPostcode | null {
	return postcode === null || postcode === undefined ? null : { postcode, country };
}

/** What nobody can open any more is as good as not told: another shop's order of the same number must not suffer. */
function openBuyer(vault: Vault, order: Parameters<typeof buyerOf>[1]): Buyer | null {
	try {
		return buyerOf(vault, order);
	} catch (error) {
		if (error instanceof WrongKey || error instanceof Tampered) return null;
		throw error;
	}
}

function keysOf({ email, postcodes }: Known): readonly string[] {
	return [email === null ? "" : emailKey(email), ...postcodes.map((code) => (code === null ? "" : postcodeKey(code)))];
}

/** Takes the same time for what is right, wrong and not known. */
export function isRecipient(known: Known, check: string): boolean {
	const said = [
		emailKey(check),
		...known.postcodes.map((code) => postcodeKey({ postcode: check, country: code?.country ?? null })),
	];
	const equal = keysOf(known).map((key, index) => isSame(key, said[index] ?? "") && key !== "");
	return equal.some((one) => one);
}

// Digests are of one length, and nobody outside can choose them: what they take to compare tells nothing.
const digestKey = randomBytes(32);

function isSame(one: string, other: string): boolean {
	const digest = (text: string) => createHmac("sha256", digestKey).update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}

type Provable = Pick<Recognisable, "token" | "sellerId">;

/** Expiry and tag. It holds for one parcel of one seller, until a day has passed. */
export function proofFor(vault: Vault, parcel: Provable, now: Date): string {
	const expiry = Math.floor(now.getTime() / 1000) + PROOF_HOURS * 3600;
	return `${expiry.toString(36)}.${Buffer.from(tagOf(vault, parcel, expiry)).toString("base64url")}`;
}

function isProof(vault: Vault, parcel: Provable, proof: string, now: Date): boolean {
	const [, written = "", tag = ""] = /^([0-9a-z]{1,9})\.([\w-]{43})$/.exec(proof) ?? [];
	const expiry = Number.parseInt(written, 36);
	if (!(expiry * 1000 > now.getTime())) return false;
	return timingSafeEqual(Buffer.from(tag, "base64url"), tagOf(vault, parcel, expiry));
}

function tagOf(vault: Vault, { token, sellerId }: Provable, expiry: number): Uint8Array {
	return vault.tagOf(`${token}\n${sellerId}\n${expiry}`, "recognised readers");
}
