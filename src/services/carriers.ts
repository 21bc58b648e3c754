import { carrierOf, carriers } from "../../adapters/index.ts";
import type { Carrier } from "../../adapters/kit/carrier.ts";
import { bareNumber, requiredCredentials } from "../../adapters/kit/index.ts";
import { Invalid } from "../core/errors.ts";
import type { CarrierView } from "./views.ts";

/** Every carrier that is built in, with what it can do and how well its facts are known. */
export function listCarriers(): readonly CarrierView[] {
	return carriers.map((carrier) => ({
		code: carrier.code,
		name: carrier.name,
		countries: carrier.countries,
		polls: carrier.poll !== undefined,
		webhook: carrier.webhook !== undefined,
		subscription: carrier.subscribe ? "by-wayline" : "not-needed",
		credentials: carrier.api ? Object.keys(carrier.api.credentials.shape) : [],
		optionalCredentials: optionalOf(carrier.api),
		needs: Object.entries(carrier.needs ?? {}).map(([name, { why, required }]) => ({ name, why, required })),
		source: { kind: carrier.source.kind, url: carrier.source.url, checked: carrier.source.checked },
	}));
}

function optionalOf(api: Carrier["api"]): readonly string[] {
	if (!api) return [];
	const required = requiredCredentials(api);
	return Object.keys(api.credentials.shape).filter((name) => !required.includes(name));
}

/** The carrier a seller names. Throws `Invalid` with the list's address for one that is not built in. */
export function knownCarrier(code: string): Carrier {
	const carrier = carrierOf(code);
	if (carrier) return carrier;
	throw new Invalid(`There is no carrier "${code}".`, [
		{
			pointer: "/carrier",
			detail: `There is no carrier "${code}". GET /v1/carriers lists them; "push" is for couriers without an API.`,
		},
	]);
}

/** The one carrier that a number belongs to by its form. Throws `Invalid` where none or several fit: nothing is guessed. */
export function carrierOfNumber(trackingNumber: string): Carrier {
	const number = bareNumber(trackingNumber);
	// An aggregator's numbers are other carriers' numbers, and your own courier's may be anything.
	const fitting = carriers.filter(
		({ code, kind, numbers }) =>
			code !== "push" && kind === undefined && numbers.pattern.test(number) && (numbers.checkDigit?.(number) ?? true),
	);
	// A check digit that holds is evidence; a pattern alone is not, when another carrier's check digit holds.
	const proven = fitting.filter(({ numbers }) => numbers.checkDigit);
	const [only, ...more] = proven.length > 0 ? proven : fitting;
	if (only && more.length === 0) return only;
	const codes = [only, ...more].flatMap((carrier) => (carrier ? [`"${carrier.code}"`] : []));
	const detail =
		codes.length === 0
			? "No carrier's numbers look like this one. Name the carrier; GET /v1/carriers lists them."
			: `The number fits ${codes.join(", ")}. Name the carrier.`;
	throw new Invalid("Which carrier?", [{ pointer: "/carrier", detail }]);
}
