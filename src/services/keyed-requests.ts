import { createHash } from "node:crypto";
import {
	type Claim,
	type Claimed,
	claimRequest,
	giveUpRequest,
	type KeptAnswer,
	keepAnswer,
} from "../store/idempotency-keys.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { Principal } from "./views.ts";

export type { Claim, Claimed, KeptAnswer } from "../store/idempotency-keys.ts";

/** A request as it came, under the key that its sender gave it. */
export interface KeyedRequest {
	readonly key: string;
	readonly method: string;
	/** With its query. */
	readonly path: string;
	readonly body: Uint8Array;
	/** A node that has not answered after this long is dead. */
	readonly longestMs: number;
}

/** Whether a request is the first under its key, and what was answered to it where it is not. */
export function claimKeyed(
	{ db, vault }: Pick<Deps, "db" | "vault">,
	principal: Principal,
	{ key, method, path, body, longestMs }: KeyedRequest,
): Promise<Claimed> {
	const sellerId = sellerOf(principal);
	// A key that may do less must not see what was answered to one that may do more, such as a key that it made.
	const fingerprint = createHash("sha256")
		.update(JSON.stringify([method, path, sellerId, principal.scopes]))
		.update(body)
		.digest();
	return claimRequest(db, vault, sellerId, { key, fingerprint, leaseMs: longestMs });
}

/** Keeps the answer for a day; null gives the key free again, because nothing was done that it could stand for. */
export async function settleKeyed(
	{ db, vault }: Pick<Deps, "db" | "vault">,
	principal: Principal,
	claim: Claim,
	answer: KeptAnswer | null,
): Promise<void> {
	const sellerId = sellerOf(principal);
	if (answer) await keepAnswer(db, vault, sellerId, claim, answer);
	else await giveUpRequest(db, sellerId, claim);
}
