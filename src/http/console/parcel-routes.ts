import { addressOf, renderParcels } from "../../../web/views/console/parcels.tsx";
import type { HttpContext, Route } from "../door.ts";
import { answerExchanged, EXCHANGE_FORMS } from "../exchange-routes.ts";
import { answerParcel } from "./answer-parcel.ts";
import { brandNames } from "./brand-names.ts";
import { carrierNames, withCouriers } from "./carrier-names.ts";
import { parcelsWanted } from "./parcel-filter.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

/** The seller's parcels: the list, and one with all that is known of it. */
export function parcelRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/parcels",
				scope: "shipments:read",
				answer: async (context, staff) => {
					const { principal, page, may } = staff;
					const { filter, query, tooShort } = parcelsWanted(context);
					const { items, next } = await services.listShipments(principal, query);
					const html = renderParcels({
						...page,
						filter,
						tooShort,
						parcels: await withCouriers(services, staff, items, ({ id }) => id),
						next: next === null ? null : addressOf(filter, next),
						carriers: await carrierNames(services, staff),
						brands: await brandNames(door, staff),
						mayAdd: may("shipments:write"),
					});
					return answerPage(context, html);
				},
			},
			{
				method: "GET",
				path: "/console/parcels/:id",
				scope: "shipments:read",
				answer: (context, staff) => answerParcel(door, context, staff, null),
			},
			...EXCHANGE_FORMS.map((form) => ({
				method: "GET" as const,
				path: `/console/parcels/:id/${form.standard}`,
				scope: "shipments:read" as const,
				answer: (context: HttpContext, { principal }: Staff) => answerExchanged(services, context, principal, form),
			})),
		],
		door,
	);
}
