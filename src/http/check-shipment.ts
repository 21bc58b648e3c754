import type { FieldError } from "../core/errors.ts";
import type { NewShipment } from "../services/views.ts";
import { wantedInWords } from "../services/wanted-in-words.ts";
import { pointedErrors } from "./field-errors.ts";
import { newShipment } from "./shipment-shapes.ts";

export type CheckedShipment = { readonly input: NewShipment } | { readonly errors: readonly FieldError[] };

/** A waybill that came another way than in a body of POST /v1/shipments, by the same rules. */
export function checkShipment(value: unknown): CheckedShipment {
	const reading = newShipment.safeParse(value, { error: wantedInWords });
	return reading.success ? { input: reading.data } : { errors: pointedErrors(reading.error, newShipment) };
}
