import type { Refused } from "../core/errors.ts";
import type { Transaction } from "../store/database.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { registerShipment, type Waybill } from "./register-shipment.ts";
import { inGroups, settleTogether } from "./register-shipments.ts";
import type { NewShipment, Principal } from "./views.ts";

/** What would become of a waybill. */
export type Rehearsed = { readonly created: boolean } | { readonly refused: Refused } | { readonly failure: unknown };

/**
 * Everything that registerShipments does, in transactions that are given up when it is done: of two of one number both
 * count as new. Throws `Unavailable`.
 */
export function rehearseShipments(
	deps: Deps,
	principal: Principal,
	inputs: readonly NewShipment[],
): Promise<readonly Rehearsed[]> {
	const sellerId = sellerOf(principal);
	return inGroups<Rehearsed>(deps, principal, inputs, {
		together: async (waybills: readonly Waybill[]) => {
			const { refused, there, added } = await givenUp(deps, (tx) => settleTogether(tx, deps, sellerId, waybills));
			return new Map<NewShipment, Rehearsed>([
				...refused.map(([input, one]) => [input, { refused: one }] as const),
				...there.map(({ input }) => [input, { created: false }] as const),
				...added.map(({ input }) => [input, { created: true }] as const),
			]);
		},
		alone: async (input) => {
			const transaction = <T>(work: (tx: Transaction) => Promise<T>) =>
				givenUp(deps, work).then((result) => {
					throw new Rehearsal(result);
				});
			try {
				return await registerShipment({ ...deps, db: { ...deps.db, transaction } }, principal, input);
			} catch (error) {
				if (error instanceof Rehearsal) return error.result as { readonly created: boolean };
				throw error;
			}
		},
	});
}

/** What the work answers; nothing of it is kept. */
async function givenUp<T>({ db }: Deps, work: (tx: Transaction) => Promise<T>): Promise<T> {
	try {
		return await db.transaction(async (tx) => {
			throw new Rehearsal(await work(tx));
		});
	} catch (error) {
		// Thrown above, with what this work answered.
		if (error instanceof Rehearsal) return error.result as T;
		throw error;
	}
}

class Rehearsal extends Error {
	readonly result: unknown;

	constructor(result: unknown) {
		super("A rehearsal ends here.");
		this.result = result;
	}
}
