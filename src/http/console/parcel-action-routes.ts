import type { ParcelForm } from "../../../web/views/console/parcel-actions.tsx";
import { consoleWordsFor, type Done } from "../../../web/views/console/words.ts";
import { TooMany } from "../../core/errors.ts";
import type { FollowAction } from "../../services/follow-shipment.ts";
import type { Principal, RefreshView, ShipmentChange } from "../../services/views.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { carrierCorrection, shipmentChange } from "../shipment-shapes.ts";
import { answerParcel } from "./answer-parcel.ts";
import { parseAs, parseFields } from "./fields.ts";
import { refusedForm } from "./form-errors.ts";
import { type ConsoleNeeds, forStaff, type Staff, type StaffRoute } from "./staff.ts";

const DONE_OF: Readonly<Record<FollowAction, Done>> = {
	archive: "archived",
	reopen: "reopened",
	stop: "stopped",
	resume: "resumed",
};

/** What somebody at the shop does with one parcel. */
export function parcelActionRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	const follow = (action: FollowAction): StaffRoute => ({
		method: "POST",
		path: `/console/parcels/:id/${action}`,
		scope: "shipments:write",
		answer: async (context, { principal }) => {
			const id = idOf(context, "shipment");
			await services.followShipment(principal, id, action);
			return done(context, id, DONE_OF[action]);
		},
	});
	return forStaff(
		[
			follow("archive"),
			follow("reopen"),
			follow("stop"),
			follow("resume"),
			{
				method: "POST",
				path: "/console/parcels/:id/refresh",
				scope: "shipments:write",
				answer: async (context, staff) => {
					const id = idOf(context, "shipment");
					try {
						return done(context, id, becameOf(await services.refreshNow(staff.principal, id)));
					} catch (error) {
						const refused = { form: "act", ...refusedForm(error, staff, "shipments:read") } as const;
						if (!(error instanceof TooMany)) return answerParcel(door, context, staff, refused);
						const { tooSoon } = consoleWordsFor(staff.page.locale).parcel.act;
						context.header("retry-after", String(error.retryAfterSeconds));
						return answerParcel(door, context, staff, { ...refused, refused: tooSoon(error.retryAfterSeconds) });
					}
				},
			},
			{
				method: "POST",
				path: "/console/parcels/:id/change",
				scope: "shipments:write",
				answer: async (context, staff) => {
					const id = idOf(context, "shipment");
					const before = await writtenBefore(door, staff.principal, id);
					const written = formOf(staff.form, before);
					try {
						const change = changeOf(written, before);
						if (change === null) return context.redirect(`/console/parcels/${id}`, 303);
						await services.changeShipment(staff.principal, id, parseAs(change, shipmentChange));
					} catch (error) {
						return answerRefused(door, context, staff, error, { form: "change", written });
					}
					return done(context, id, "changed");
				},
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
						return answerRefused(door, context, staff, error, { form: "correct" });
					}
					return done(context, id, "corrected");
				},
			},
		],
		door,
	);
}

function done(context: HttpContext, id: string, what: Done): Response {
	return context.redirect(`/console/parcels/${id}?done=${what}`, 303);
}

function becameOf({ state, notBefore }: RefreshView): Done {
	if (state === "asked") return notBefore === null ? "asked" : "asked-later";
	return state === "push-only" ? "push-only" : "not-asked";
}

function answerRefused(door: ConsoleNeeds, context: HttpContext, staff: Staff, error: unknown, form: FormOf) {
	// An order is one field here, and an object there.
	const refused = refusedForm(error, staff, "shipments:read", ["order"]);
	return answerParcel(door, context, staff, { ...form, ...refused });
}

type FormOf = { readonly form: "correct" } | { readonly form: "change"; readonly written: ParcelForm };

/** A shop without brands has no field for them: what there is then stays. */
function formOf(form: URLSearchParams, before: ParcelForm): ParcelForm {
	const field = (name: keyof ParcelForm) => (form.get(name) ?? "").trim();
	const brand = form.has("brand") ? field("brand") : before.brand;
	return { reference: field("reference"), order: field("order"), promisedBy: field("promisedBy"), brand };
}

async function writtenBefore({ services }: ConsoleNeeds, principal: Principal, id: string): Promise<ParcelForm> {
	const { reference, orderId, promisedBy, brand } = await services.getShipment(principal, id, {});
	const order = orderId === undefined ? null : await services.getOrder(principal, orderId);
	return {
		reference: reference ?? "",
		order: order?.reference ?? "",
		promisedBy: promisedBy ?? "",
		brand: brand ?? "",
	};
}

/** What is another than before: an order that stays keeps what was told of its buyer. Null where nothing is. */
function changeOf(written: ParcelForm, before: ParcelForm): ShipmentChange | null {
	const { reference, order, promisedBy, brand } = written;
	const change = {
		...(reference !== before.reference && { reference: reference || null }),
		...(order !== before.order && { order: order === "" ? null : { reference: order } }),
		...(brand !== before.brand && { brand: brand || null }),
		...(promisedBy !== before.promisedBy && { promisedBy: promisedBy || null }),
	};
	return Object.keys(change).length === 0 ? null : change;
}
