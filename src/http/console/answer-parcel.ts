import { type RefusedAct, renderConsoleParcel } from "../../../web/views/console/parcel.tsx";
import { NotFound } from "../../core/errors.ts";
import { MOST_OF_RECOGNISED } from "../../services/ask-question.ts";
import type { ShipmentDetail } from "../../services/views.ts";
import type { HttpContext } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { modelOf } from "../page-routes.ts";
import { brandNames } from "./brand-names.ts";
import { carrierNames, withCouriers } from "./carrier-names.ts";
import { answerPage, type ConsoleNeeds, type Staff } from "./staff.ts";

/** The page of the parcel that the address names, and what was wrong with a form that it sent. */
export async function answerParcel(
	door: ConsoleNeeds,
	context: HttpContext,
	staff: Staff,
	refused: (RefusedAct & { readonly status: 403 | 409 | 422 | 429 }) | null,
): Promise<Response> {
	const { services } = door;
	const { principal, page, may } = staff;
	const parcel = await services.getShipment(principal, idOf(context, "shipment"), {});
	const [shown, order, reports, emails, questions] = await Promise.all([
		shownParcel(door, page.locale, parcel),
		parcel.orderId === undefined ? null : services.getOrder(principal, parcel.orderId),
		services.shipmentReports(principal, parcel.id),
		services.shipmentNotices(principal, parcel.id),
		may("questions:read")
			? services.listQuestions(principal, { shipment: parcel.id, limit: MOST_OF_RECOGNISED })
			: null,
	]);
	const ownId = () => parcel.id;
	const [named = parcel] = await withCouriers(services, staff, [parcel], ownId);
	const html = renderConsoleParcel({
		...page,
		parcel: { ...named, legs: await withCouriers(services, staff, parcel.legs, ownId) },
		shown,
		order,
		reports,
		emails,
		questions: await withCouriers(services, staff, questions?.items ?? [], ownId),
		carriers: await carrierNames(services, staff),
		brands: await brandNames(door, staff),
		may: { write: may("shipments:write"), readMessages: may("messages:read") },
		refused,
	});
	return answerPage(context, html, refused?.status ?? 200);
}

/** As its buyer's link shows it. */
async function shownParcel(door: ConsoleNeeds, locale: string, { id, trackingUrl }: ShipmentDetail) {
	const token = trackingUrl.slice(trackingUrl.lastIndexOf("/") + 1);
	const open = await door.services.openPage(token);
	if (!open) throw new NotFound(`There is no shipment ${id}.`);
	const nobody = { held: null, thread: null, voted: [], reviews: null, products: null };
	return modelOf(door, open, { ...nobody, token, locale, query: "", now: door.now() });
}
