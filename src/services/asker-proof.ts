import { timingSafeEqual } from "node:crypto";
import type { Vault } from "../store/seal.ts";

/** Of which question: its public id, its seller, and the word of its parcel's link. */
interface Provable {
	readonly id: string;
	readonly sellerId: string;
	readonly token: string;
}

/**
 * Shows that its holder asked: for the device that did, and for the links of mails about the question. It opens that
 * thread and no other. `qst_….tag`, fit for an address.
 */
export function askerProof(vault: Vault, question: Provable): string {
	return `${question.id}.${Buffer.from(tagOf(vault, question)).toString("base64url")}`;
}

/** The id that a proof speaks of, true or not; null for what is none. */
export function questionOfProof(proof: string): string | null {
	return /^(qst_[0-9A-Za-z]{16,40})\.[\w-]{43}$/.exec(proof)?.[1] ?? null;
}

export function isAskerProof(vault: Vault, question: Provable, proof: string): boolean {
	if (questionOfProof(proof) !== question.id) return false;
	return timingSafeEqual(Buffer.from(proof.slice(question.id.length + 1), "base64url"), tagOf(vault, question));
}

function tagOf(vault: Vault, { id, sellerId, token }: Provable): Uint8Array {
	return vault.tagOf(`${token}\n${sellerId}\n${id}`, "askers");
}
