import { z } from "zod";
import {
	codeTable,
	courierNamed,
	defineCarrier,
	type Extracted,
	json,
	list,
	orderByTimes,
	outcomeOf,
	part,
	type RawContinuation,
	type RawScan,
	type RawShipment,
	type Refusal,
	shaped,
	text,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

const Checkpoint = z.object({
	time_stamp: text,
	time_zone: text,
	tracking_status: text,
	message: text,
	location: text,
});
const Result = z.object({
	tracking_number: text,
	waybill_number: text,
	exchange_number: text,
	tracking_status: text,
	last_mile_carrier: text,
	checkpoints: list(Checkpoint),
});
const Body = z.object({
	code: text,
	message: text,
	result: list(z.unknown()),
	data: part(z.object({ result: list(z.unknown()) })),
});
type Result = z.output<typeof Result>;

function extract(body: string): Extracted {
	const { code, message = "", result, data } = json(body, Body);
	const found = [...result, ...(data?.result ?? [])];
	if (code === undefined && found.length === 0) throw new Unreadable("body: neither a result nor a code");
	const detail = `${code ?? ""}: ${message}`;
	if (code !== undefined && code !== "0" && code !== "200") {
		return unanswered(whyNot(code, message), detail);
	}
	if (found.length === 0) {
		return unanswered("not-found", "0: no result");
	}
	const results = found.map((one) => shaped(one, Result));
	return {
		shipments: results.filter((one) => !isUnknown(one)).map(shipment),
		refusals: results.filter(isUnknown).map(unknownNumber),
	};
}

function whyNot(code: string, message: string): Refusal["outcome"] {
	if (/invalid number|number.*(?:invalid|not exist)|单号.*(?:不存在|无效|错误)|查无|未找到/i.test(message))
		return "not-found";
	return /账号|授权|用户|客户号/.test(message) ? "denied" : outcomeOf(code, message);
}

/** A number that Yanwen does not know comes back without checkpoints, with no status or with one that says so. */
function isUnknown({ tracking_number, waybill_number, tracking_status, checkpoints }: Result): boolean {
	if (!tracking_number && !waybill_number && checkpoints.length === 0) {
		throw new Unreadable("result: neither a number nor checkpoints");
	}
	return checkpoints.length === 0 && (!tracking_status || /^(?:NOT_?FOUND|NONE|0)$/i.test(tracking_status));
}

function unknownNumber({ tracking_number, waybill_number }: Result): Refusal {
	return { trackingNumber: tracking_number ?? waybill_number ?? null, outcome: "not-found", detail: "no checkpoints" };
}

function shipment(result: Result): RawShipment {
	const { tracking_number, waybill_number, tracking_status, checkpoints } = result;
	return {
		trackingNumber: tracking_number ?? waybill_number ?? null,
		scans: checkpoints.map(scan),
		order: orderByTimes(checkpoints.map(({ time_stamp }) => time_stamp)),
		status: tracking_status ? { code: tracking_status } : undefined,
		continues: continuations(result),
	};
}

function scan(checkpoint: z.output<typeof Checkpoint>): RawScan {
	const { tracking_status = "", time_stamp = "", time_zone, message = "", location } = checkpoint;
	return {
		code: tracking_status,
		text: message,
		// Now and then without its plus.
		time: { text: time_stamp, offset: time_zone?.replace(/^(?=\d)/, "+") },
		place: location ? { name: location } : undefined,
	};
}

/** The waybill is Yanwen's own number and the exchange number its partner's; either may be the one that was asked for. */
function continuations({ tracking_number, waybill_number, exchange_number, last_mile_carrier }: Result) {
	const own = [tracking_number, waybill_number];
	if (!exchange_number || !last_mile_carrier || own.every((number) => number === exchange_number)) return [];
	const told: RawContinuation = {
		trackingNumber: exchange_number,
		carrier: courierNamed(last_mile_carrier),
		carrierName: last_mile_carrier,
	};
	return [told];
}

export const yanwen = defineCarrier({
	code: "yanwen",
	name: "Yanwen",
	countries: ["CN"],
	source: {
		kind: "observed",
		url: "https://track.yw56.com.cn/",
		checked: "2026-11-22",
		note: "Not polled: Yanwen documents its tracking address over plain HTTP alone, where anybody could read the customer number.",
	},

	numbers: {
		// Postal and express partners' numbers are handled too; these are Yanwen's own.
		pattern: /^(?:[UVS][A-Z]\d{9}YP|SY[A-Z]{2,3}\d{8,9})$/,
		valid: ["UM000000018YP", "VN123456785YP", "SYBAB00000001"],
		invalid: ["UM00000001YP", "UM000000018CN", "SY00000001", "123456789012"],
	},

	clock: { formats: ["iso", "yyyy/MM/dd HH:mm:ss"], zone: { kind: "fixed", zone: "Asia/Shanghai" } },

	statuses: codeTable([
		["info_received.label_created", "OR10"],
		[["cancelled.cancelled", "sender.cancelled"], "OR30"],
		["picked_up.accepted", "PU10"],
		["info_received.pickup_failed", "PU30"],
		["in_transit.processed_facility", "SC10"],
		["in_transit.origin_facility_departed", "SC20"],
		["returning.to_sender", "SC30 SC37 LM90 LM91 LM92"],
		["returned.to_sender", "SC35 SC36"],
		// Names the partner and its number; nothing moved.
		["note.information", "SC40 OTHER"],
		["info_received.notified", "SC45"],
		["in_transit.arrived_facility", "SC65 LH33 LH40 LM10 LM12"],
		["in_transit.departed_facility", "SC70 LH31 LH45 LM11 LM13"],
		["in_transit.export_customs_presented", "EC10"],
		["in_transit.export_customs_cleared", "EC20"],
		["in_transit.export_customs_held", "EC30"],
		["in_transit.moving", "LH10 LM15"],
		["in_transit.linehaul_departed", "LH20 LH22 LH24 LH27 LH29"],
		["in_transit.linehaul_arrived", "LH21 LH23 LH26 LH28 LH30"],
		["in_transit.delayed_transport", "LH35"],
		["in_transit.arrived_destination_country", "LH50"],
		["in_transit.import_customs_presented", "IC50"],
		["in_transit.customs_cleared", "IC60"],
		["in_transit.import_customs_held", "IC70"],
		["in_transit.arrived_delivery_depot", "LM20"],
		["out_for_delivery.on_vehicle", "LM25"],
		["ready_for_pickup.at_point", "LM30"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "LM32"],
		["delivered.to_recipient", "LM40"],
		["delivery_attempted.failed", "LM50 LM51"],
		[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "LM52"],
		[["delivery_attempted.failed", "carrier.damaged"], "LM53"],
		["in_transit.delayed", "LM60"],
		["in_transit.delivery_scheduled", "LM61"],
		["delivery_attempted.rescheduled", "LM65"],
		["in_transit.address_problem", "LM70"],
		[["delivery_attempted.refused", "recipient.refused"], "LM75"],
		[["delivery_attempted.refused", "carrier.damaged"], "LM76"],
		[["exception.lost", "carrier.lost"], "LM85"],
		[["returning.to_sender", "carrier.damaged"], "LM93"],
	]),

	extract,
	trackingUrl: (trackingNumber) =>
		`https://track.yw56.com.cn/en/querydel?${new URLSearchParams({ nums: trackingNumber })}`,
});
