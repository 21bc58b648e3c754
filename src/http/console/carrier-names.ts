import type { CarrierNames } from "../../../web/views/console/parcel-row.tsx";
import type { Door } from "../door.ts";

/** By their codes, in the order of the alphabet. */
export function carrierNames({ listCarriers }: Pick<Door["services"], "listCarriers">): CarrierNames {
	const named = listCarriers().map(({ code, name }) => [code, name] as const);
	return new Map(named.toSorted(([, one], [, other]) => one.localeCompare(other, "en")));
}
