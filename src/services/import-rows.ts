import { setImmediate } from "node:timers/promises";
import { type FieldError, Invalid, Refused, Unavailable } from "../core/errors.ts";
import type { ParcelRow } from "../imports/read-file.ts";
import type { Transaction } from "../store/database.ts";
import type { Deps } from "./deps.ts";
import { registerShipment } from "./register-shipment.ts";
import { registerShipments } from "./register-shipments.ts";
import type { NewShipment, Principal } from "./views.ts";
import { whileUp } from "./while-up.ts";

/** What became of the parcels of one row: one that is refused does not keep the others of its row. */
export interface RowOutcome {
	readonly created: number;
	/** Registered before. */
	readonly known: number;
	readonly errors: readonly FieldError[];
}

export interface ImportOptions {
	/** A body of POST /v1/shipments by its rules. */
	readonly check: (value: unknown) => { readonly input: NewShipment } | { readonly errors: readonly FieldError[] };
	/** All is tried and nothing kept: each row by itself, so that two of one number both count as new. */
	readonly isRehearsal: boolean;
}

/** Registers the parcels of some rows by the rules of POST /v1/shipments; answers each row's in its place. Throws `Unavailable`. */
export async function importRows(
	deps: Deps,
	principal: Principal,
	rows: readonly ParcelRow[],
	{ check, isRehearsal }: ImportOptions,
): Promise<readonly RowOutcome[]> {
	const checked = rows.flatMap(({ shipments }, index) => shipments.map((one) => ({ index, ...check(one) })));
	const waybills = checked.flatMap((one) => ("input" in one ? [one] : []));
	const inputs = waybills.map(({ input }) => input);
	const registered = isRehearsal
		? await rehearse(deps, principal, inputs)
		: await registerShipments(deps, principal, inputs);
	const outcomes = rows.map(({ errors }) => ({ created: 0, known: 0, errors: [...errors] }));
	for (const one of checked) if ("errors" in one) outcomes[one.index]?.errors.push(...one.errors);
	for (const [place, { index }] of waybills.entries()) {
		const [outcome, result] = [outcomes[index], registered[place]];
		if (!outcome || !result) throw new Error("A waybill was answered nowhere.");
		if ("failure" in result) throw result.failure;
		if ("refused" in result) outcome.errors.push(...errorsOf(result.refused));
		else outcome[result.created ? "created" : "known"] += 1;
	}
	return outcomes;
}

type Rehearsed = { readonly created: boolean } | { readonly refused: Refused };

/** Everything that registering does, each in a transaction that is given up when it is done. */
async function rehearse(
	deps: Deps,
	principal: Principal,
	inputs: readonly NewShipment[],
): Promise<readonly Rehearsed[]> {
	const transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
		deps.db.transaction(async (tx) => {
			throw new GivenUp(await work(tx));
		});
	const rehearsing = { ...deps, db: { ...deps.db, transaction } };
	const results: Rehearsed[] = [];
	for (const input of inputs) {
		results.push(await whileUp(() => registerShipment(rehearsing, principal, input)).catch(rehearsed));
		await setImmediate();
	}
	return results;
}

function rehearsed(error: unknown): Rehearsed {
	if (error instanceof GivenUp) return { created: error.created };
	if (error instanceof Refused && !(error instanceof Unavailable)) return { refused: error };
	throw error;
}

class GivenUp extends Error {
	readonly created: boolean;

	constructor(result: unknown) {
		super("A rehearsal ends here.");
		this.created = (result as { readonly created: boolean }).created;
	}
}

function errorsOf(error: Refused): readonly FieldError[] {
	if (error instanceof Invalid && error.errors.length > 0) return error.errors;
	return [{ pointer: "", detail: error.message }];
}
