import { renderConsoleParcel } from "../../../web/views/console/parcel.tsx";
import { addressOf, PARCEL_VIEWS, type ParcelFilter, renderParcels } from "../../../web/views/console/parcels.tsx";
import { Conflict, Invalid, NotFound } from "../../core/errors.ts";
import { CONDITIONS, MILESTONES } from "../../core/status.ts";
import type { ShipmentDetail } from "../../services/views.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { modelOf } from "../page-routes.ts";
import { carrierCorrection } from "../shapes.ts";
import { carrierNames } from "./carrier-names.ts";
import { cursorIn, parseFields } from "./fields.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const SLICE = 50;
const LONGEST_FILTER = 200;

/** The seller's parcels: the list, and one with all that is known of it. */
export function parcelRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/parcels",
				scope: "shipments:read",
				answer: async (context, { principal, page, may }) => {
					const { show, ...filter } = filterIn(context);
					const { items, next } = await services.listShipments(principal, {
						...filter,
						limit: SLICE,
						cursor: cursorIn(context),
						...(show === "waiting" && { waiting: "seller" }),
						...(show === "late_risk" && { sort: "late_risk" }),
					});
					const html = renderParcels({
						...page,
						filter: { show, ...filter },
						parcels: items,
						next: next === null ? null : addressOf({ show, ...filter }, next),
						carriers: carrierNames(services),
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
			{
				method: "POST",
				path: "/console/parcels/:id/carrier",
				scope: "shipments:write",
				answer: async (context, staff) => {
					const id = idOf(context, "shipment");
					try {
						await services.correctCarrier(staff.principal, id, parseFields(staff.form, carrierCorrection));
					} catch (error) {
						if (!(error instanceof Invalid || error instanceof Conflict)) throw error;
						return answerParcel(door, context, staff, error);
					}
					return context.redirect(`/console/parcels/${id}?done=corrected`, 303);
				},
			},
		],
		door,
	);
}

/** What nobody knows is no filter: an address that was written by hand shows the list all the same. */
function filterIn(context: HttpContext): ParcelFilter {
	const given = (name: string) => {
		const text = (context.req.query(name) ?? "").trim().slice(0, LONGEST_FILTER);
		return text === "" ? undefined : text;
	};
	const oneOf = <T extends string>(name: string, known: readonly T[]) => known.find((one) => one === given(name));
	return {
		show: oneOf("show", PARCEL_VIEWS) ?? "newest",
		carrier: given("carrier"),
		milestone: oneOf("milestone", MILESTONES),
		condition: oneOf("condition", CONDITIONS),
		order: given("order"),
		reference: given("reference"),
	};
}

async function answerParcel(
	door: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may }: Staff,
	refused: Invalid | Conflict | null,
): Promise<Response> {
	const { services } = door;
	const parcel = await services.getShipment(principal, idOf(context, "shipment"), {});
	const [shown, order, reports] = await Promise.all([
		shownParcel(door, page.locale, parcel),
		parcel.orderId === undefined ? null : services.getOrder(principal, parcel.orderId),
		services.shipmentReports(principal, parcel.id),
	]);
	const html = renderConsoleParcel({
		...page,
		parcel,
		shown,
		order,
		reports,
		carriers: carrierNames(services),
		may: { correct: may("shipments:write"), readMessages: may("messages:read") },
		refused:
			refused &&
			[refused.message, ...(refused instanceof Invalid ? refused.errors : []).map(({ detail }) => detail)].join(" "),
	});
	return answerPage(context, html, refused === null ? 200 : refused.status);
}

/** As its buyer's link shows it. */
async function shownParcel(door: ConsoleNeeds, locale: string, { id, trackingUrl }: ShipmentDetail) {
	const token = trackingUrl.slice(trackingUrl.lastIndexOf("/") + 1);
	const open = await door.services.openPage(token);
	if (!open) throw new NotFound(`There is no shipment ${id}.`);
	return modelOf(door, open, { token, locale, query: "", now: door.now(), held: null });
}
