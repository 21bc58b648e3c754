import { carrierOf, carriers, knownCarriers, namedCarrier } from "../../adapters/index.ts";
import type { Carrier, KnownCarrier } from "../../adapters/kit/carrier.ts";
import { requiredCredentials } from "../../adapters/kit/index.ts";
import { CARRIERS_LISTED } from "../core/carriers-listed.ts";
import { Invalid } from "../core/errors.ts";
import type { CarrierView } from "./views.ts";

/** Every carrier that is built in, with what it can do and how well its facts are known; last those known by their numbers alone. */
export function listCarriers(): readonly CarrierView[] {
	return [...carriers.map(viewCarrier), ...knownCarriers.map(viewKnown)];
}

function viewCarrier(carrier: Carrier): CarrierView {
	return {
		code: carrier.code,
		name: carrier.name,
		countries: carrier.countries,
		polls: carrier.poll !== undefined,
		webhook: carrier.webhook !== undefined,
		subscription: carrier.subscribe ? "by-wayline" : "not-needed",
		credentials: carrier.api ? Object.keys(carrier.api.credentials.shape) : [],
		optionalCredentials: optionalOf(carrier.api),
		needs: Object.entries(carrier.needs ?? {}).map(([name, { why, required }]) => ({ name, why, required })),
		setUp: carrier.webhook?.setUp ?? null,
		source: { kind: carrier.source.kind, url: carrier.source.url, checked: carrier.source.checked },
		followable: isFollowable(carrier),
	};
}

function viewKnown({ code, name, countries, source: { kind, url, checked } }: KnownCarrier): CarrierView {
	return {
		code,
		name,
		countries,
		polls: false,
		webhook: false,
		subscription: "not-needed",
		credentials: [],
		optionalCredentials: [],
		needs: [],
		setUp: null,
		source: { kind, url, checked },
		followable: false,
	};
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
	const named = namedCarrier(code);
	if (named) {
		const detail = `Wayline knows ${named.name} by its numbers alone: there is nothing to connect. An aggregator of yours may follow its parcels.`;
		throw new Invalid(detail, [{ pointer: "/carrier", detail }]);
	}
	throw new Invalid(`There is no carrier "${code}".`, [
		{
			pointer: "/carrier",
			detail: `There is no carrier "${code}". ${CARRIERS_LISTED} A courier without an API is "push".`,
		},
	]);
}

/** A carrier that a waybill may be registered with: one with an adapter, or one that is known by its numbers alone. */
export function registrableCarrier(code: string): Registrable {
	return carrierOf(code) ?? namedCarrier(code) ?? knownCarrier(code);
}

export type Registrable = KnownCarrier & Partial<Pick<Carrier, "needs">>;

/** Whether Wayline can hear of its parcels from itself. */
export function isFollowable(carrier: Carrier | undefined): boolean {
	return carrier?.poll !== undefined || carrier?.webhook !== undefined;
}
