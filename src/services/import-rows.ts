import { type FieldError, Invalid, type Refused } from "../core/errors.ts";
import type { ParcelRow } from "../imports/read-file.ts";
import type { Deps } from "./deps.ts";
import { registerShipments } from "./register-shipments.ts";
import { rehearseShipments } from "./rehearse-shipments.ts";
import type { NewShipment, Principal } from "./views.ts";

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
	/** Hears of a row that failed here, through no fault of its own; where nobody does, the failure is thrown. */
	readonly failed?: (row: ParcelRow, error: unknown) => void;
}

/** Registers the parcels of some rows by the rules of POST /v1/shipments; answers each row's in its place. Throws `Unavailable`. */
export async function importRows(
	deps: Deps,
	principal: Principal,
	rows: readonly ParcelRow[],
	{ check, isRehearsal, failed }: ImportOptions,
): Promise<readonly RowOutcome[]> {
	const checked = rows.flatMap(({ shipments }, index) => shipments.map((one) => ({ index, ...check(one) })));
	const waybills = checked.flatMap((one) => ("input" in one ? [one] : []));
	const inputs = waybills.map(({ input }) => input);
	const registered = isRehearsal
		? await rehearseShipments(deps, principal, inputs)
		: await registerShipments(deps, principal, inputs);
	const outcomes = rows.map(({ errors }) => ({ created: 0, known: 0, errors: [...errors] }));
	for (const one of checked) if ("errors" in one) outcomes[one.index]?.errors.push(...one.errors);
	for (const [place, { index }] of waybills.entries()) {
		const [outcome, result] = [outcomes[index], registered[place]];
		if (!outcome || !result) throw new Error("A waybill was answered nowhere.");
		const row = rows[index];
		if ("failure" in result) {
			if (!failed || !row) throw result.failure;
			failed(row, result.failure);
			outcome.errors.push({ pointer: "", detail: OUR_FAULT });
			continue;
		}
		if ("refused" in result) outcome.errors.push(...errorsOf(result.refused));
		else outcome[result.created ? "created" : "known"] += 1;
	}
	return outcomes;
}

const OUR_FAULT = "This row failed here, through no fault of its own. Whoever runs the service finds why in its log.";

function errorsOf(error: Refused): readonly FieldError[] {
	if (error instanceof Invalid && error.errors.length > 0) return error.errors;
	return [{ pointer: "", detail: error.message }];
}
