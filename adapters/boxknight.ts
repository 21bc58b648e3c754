import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	json,
	list,
	outcomeOf,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	Unreadable,
} from "./kit/index.ts";

const Order = z.object({
	id: text,
	createdAt: text,
	updatedAt: text,
	orderStatus: text,
	completeAfter: text,
	completeBefore: text,
	signedBy: text,
	error: text,
	message: text,
	code: text,
	statusCode: text,
});
type Order = z.output<typeof Order>;

function extract(body: string): Extracted {
	const orders = json(body, list(Order));
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const order of orders) {
		if (order.orderStatus) shipments.push(shipment(order, order.orderStatus));
		else if (order.error || order.message) refusals.push(refusal(order));
		else throw new Unreadable("body: neither an order nor an error");
	}
	if (orders.length === 0)
		refusals.push({ trackingNumber: null, outcome: "not-found", detail: "BoxKnight names none." });
	return { shipments, refusals };
}

function refusal({ error = "", message, code, statusCode }: Order): Refusal {
	const words = [error, message].filter(Boolean).join(": ");
	return { trackingNumber: null, outcome: outcomeOf(statusCode ?? code ?? "", words), detail: words };
}

/** An order tells when it was made and where it stands, and nothing of the way between. */
function shipment(order: Order, status: string): RawShipment {
	const { id = null, createdAt, updatedAt, completeAfter, completeBefore } = order;
	const isNew = status === "CREATED" || status === "GEOCODED";
	const created = createdAt ? [scan(isNew ? status : "CREATED", createdAt)] : [];
	const latest = updatedAt && !isNew ? [{ ...scan(status, updatedAt), marked: { signedBy: order.signedBy } }] : [];
	const to = completeBefore ?? completeAfter;
	return {
		trackingNumber: id,
		scans: [...created, ...latest],
		order: "oldest-first",
		status: latest.length > 0 ? undefined : { code: status },
		promised: to ? { from: { text: completeAfter ?? to }, to: { text: to } } : undefined,
	};
}

function scan(code: string, time: string): RawScan {
	return { code, text: code, time: { text: time } };
}

export const boxknight = defineCarrier({
	code: "boxknight",
	name: "BoxKnight",
	countries: ["CA"],
	source: {
		kind: "observed",
		url: "https://github.com/karrioapi/community/tree/main/plugins/boxknight",
		checked: "2026-11-22",
		note: "An order has no history: only its making has a time, unless it says when it changed. How a stranger logs in is not known, so it is not polled.",
	},

	numbers: {
		pattern: /^[0-9A-F]{32}$/,
		valid: ["00000000-0000-4000-8000-000000000001"],
		invalid: ["00000000-0000-4000-8000-00000000000", "0000000000004000800000000000000G", "BK0000000001"],
	},

	clock: { formats: ["iso", "epoch-ms"], zone: { kind: "in-payload" } },
	statuses: codeTable([
		["info_received.label_created", "CREATED GEOCODED"],
		["info_received.pickup_scheduled", "PICKUP_ASSIGNED PICKUP_EN_ROUTE"],
		["picked_up.collected", "PICKUP_COMPLETED"],
		["in_transit.moving", "DELIVERY_ASSIGNED"],
		["in_transit.delayed", "delivery_delayed DELIVERY_DELAYED"],
		["out_for_delivery.on_vehicle", "DELIVERY_EN_ROUTE"],
		["delivery_attempted.failed", "DELIVERY_ATTEMPTED DELIVERY_FAILED"],
		["delivered.to_recipient", "DELIVERY_COMPLETED"],
		["returned.to_sender", "RETURNED"],
		["cancelled.cancelled", "CANCELED CANCELLED"],
	]),
	extract,
	trackingUrl: (number) => `https://www.tracking.boxknight.com/tracking?${new URLSearchParams({ trackingNo: number })}`,
});
