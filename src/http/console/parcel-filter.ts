import { PARCEL_FILTERS, PARCEL_VIEWS, type ParcelFilter } from "../../../web/views/console/parcels.tsx";
import type { ShipmentsQuery } from "../../services/list-shipments.ts";
import type { HttpContext } from "../door.ts";
import { shipmentsAsked } from "../shipment-routes.ts";
import { shipmentsPage } from "../shipment-shapes.ts";
import { cursorIn, dayAfter, dayIn } from "./fields.ts";

const SLICE = 50;

/** What the list is asked for. What nobody knows is no filter: an address that was written by hand shows the list all the same. */
export function parcelsWanted(context: HttpContext): {
	readonly filter: ParcelFilter;
	readonly query: ShipmentsQuery;
	/** What was sought, where it is too little to look for. */
	readonly tooShort: string | null;
} {
	const show = PARCEL_VIEWS.find((one) => one === context.req.query("show")) ?? "newest";
	const given = PARCEL_FILTERS.map((name) => [name, (context.req.query(name) ?? "").trim()] as const);
	const known = given.filter(([name, text]) => text !== "" && shipmentsPage.shape[name].safeParse(text).success);
	const filter: ParcelFilter = { show, ...Object.fromEntries(known) };
	const asked = shipmentsPage.parse({ ...Object.fromEntries(known), ...lastDays(filter), limit: String(SLICE) });
	return {
		filter,
		query: {
			...shipmentsAsked(asked),
			cursor: cursorIn(context),
			...(show === "waiting" && { waiting: "seller" }),
			...((show === "open" || show === "late") && { isOpen: true }),
			...(show === "late" && { isLate: true }),
			...((show === "late_risk" || show === "updated") && { sort: show }),
		},
		tooShort: given.find(([name, text]) => name === "q" && text !== "" && filter.q === undefined)?.[1] ?? null,
	};
}

/** Who fills in a last day means all of it, and the API the moment before which. */
function lastDays(filter: ParcelFilter): Readonly<Record<string, string>> {
	const ends = (["created_to", "updated_to"] as const).flatMap((name) => {
		const day = dayIn(filter[name]);
		return day === undefined ? [] : [[name, dayAfter(day)] as const];
	});
	return Object.fromEntries(ends);
}
