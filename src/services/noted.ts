import { Invalid } from "../core/errors.ts";
import { type AuditEntry, addAuditEntry, listAudit as listStored } from "../store/audit.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { timeOfId } from "../store/ids.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { type Principal, SCOPES } from "./views.ts";

/** What is noted, each a noun and what became of it. Never renamed: whoever collects the log knows them. */
export const AUDITED = [
	"brand.changed",
	"brand.created",
	"brand.deleted",
	"brand.logo.removed",
	"brand.logo.set",
	"connection.changed",
	"connection.created",
	"connection.deleted",
	"delivery.replayed",
	"endpoint.changed",
	"endpoint.created",
	"endpoint.deleted",
	"endpoint.replayed",
	"endpoint.secret.rotated",
	"import.cancelled",
	"import.started",
	"key.changed",
	"key.created",
	"key.revoked",
	"key.rotated",
	"mail.placed",
	"mail.aside",
	"products.changed",
	"products.removed",
	"question.answered",
	"question.closed",
	"question.erased",
	"question.noted",
	"question.reopened",
	"review.answered",
	"review.erased",
	"review.hidden",
	"review.shown",
	"seller.added",
	"session.ended",
	"session.started",
	"shipment.archived",
	"shipment.carrier.corrected",
	"shipment.changed",
	"shipment.following.resumed",
	"shipment.following.stopped",
	"shipment.reopened",
	"shop.changed",
	"shop.logo.removed",
	"shop.logo.set",
	"staff.added",
	"staff.changed",
	"staff.removed",
] as const;
export type Audited = (typeof AUDITED)[number];

/**
 * What else is worth knowing of a change: mostly `fields`, the names of what was changed. Values only where they are
 * nobody's secret and of no person, such as a carrier's code, scopes or a count; never a tracking number, reference,
 * address or text that somebody wrote.
 */
export interface ChangeDetails {
	readonly fields?: readonly string[];
	readonly [name: string]: Plain | undefined;
}

type Plain = string | number | boolean | null | readonly string[];

/**
 * Writes a change into the audit log, in the transaction that makes it: both stay or neither. `subject` is the public id
 * of what was changed.
 */
export function noted(
	tx: Transaction,
	principal: Pick<Principal, "sellerId" | "actor">,
	at: Date,
	{ action, subject, details = {} }: { action: Audited; subject: string | null; details?: ChangeDetails },
): Promise<void> {
	const { actor } = principal;
	return addAuditEntry(tx, sellerOf(principal), { at: at.toISOString(), actor, action, subject, details });
}

/** Names of the fields that a change names, for `details`. */
export function fieldsOf(change: object): string[] {
	return Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

/** Whoever runs the installation, at the command line or when it starts: what he does to a seller is noted too. */
export function operatorFor(sellerId: RowId): Principal {
	return { sellerId, scopes: SCOPES, actor: "operator" };
}

export interface AuditQuery {
	readonly cursor?: string | undefined;
	readonly limit: number;
	/** `key_…`, an address, or `operator`. */
	readonly actor?: string | undefined;
	readonly action?: Audited | undefined;
	readonly subject?: string | undefined;
	/** `…Z`, inclusive. */
	readonly from?: string | undefined;
	/** `…Z`, exclusive. */
	readonly to?: string | undefined;
}

/** Newest first. Throws `Invalid` for a cursor that is none of ours. */
export function listAudit(
	{ db }: Pick<Deps, "db">,
	principal: Principal,
	{ cursor, limit, ...filter }: AuditQuery,
): Promise<{ readonly items: readonly AuditEntry[]; readonly next: string | null }> {
	if (cursor !== undefined && (!cursor.startsWith("aud_") || timeOfId(cursor) === null)) {
		throw new Invalid("The cursor is not one of ours. Follow the address in the Link header as it stands.");
	}
	return listStored(db, sellerOf(principal), filter, { limit, after: cursor ?? null });
}
