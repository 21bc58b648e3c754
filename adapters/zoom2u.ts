import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	json,
	outcomeOf,
	part,
	type RawScan,
	text,
	tokenInHeader,
	Unreadable,
} from "./kit/index.ts";

const Booking = z.object({
	reference: text,
	status: text,
	statusChangeDateTime: text,
	signatureUrl: text,
	courier: part(z.object({ name: text, phone: text })),
});
const Body = Booking.extend({
	/** A push names its kind and holds the same booking. */
	type: text,
	data: part(Booking),
	"error-code": text,
	message: text,
	Message: text,
});

function extract(body: string): Extracted {
	const read = json(body, Body);
	const booking = read.data ?? read;
	const { reference: trackingNumber = null, status } = booking;
	if (status === undefined) {
		const code = read["error-code"] ?? "";
		const words = read.message ?? read.Message;
		if (code === "" && words === undefined) throw new Unreadable("body: neither a status nor an error");
		const outcome = outcomeOf(code, words ?? "");
		return { shipments: [], refusals: [{ trackingNumber, outcome, detail: `${code}: ${words ?? ""}` }] };
	}
	const keys = [
		status
			.toLowerCase()
			.replace(/\s+/g, " ")
			.replace(/ [–—] /, " - "),
	];
	const scan: RawScan = {
		code: status,
		keys,
		text: status,
		time: { text: booking.statusChangeDateTime ?? "" },
		marked: { courierName: booking.courier?.name, courierPhone: booking.courier?.phone },
	};
	// A booking that no courier has taken has no time yet.
	const isDated = booking.statusChangeDateTime !== undefined;
	return {
		shipments: [
			{
				trackingNumber,
				order: "none",
				scans: isDated ? [scan] : [],
				status: isDated ? undefined : { code: status, keys, text: status },
				signed: booking.signatureUrl !== undefined,
			},
		],
	};
}

export const zoom2u = defineCarrier({
	code: "zoom2u",
	name: "Zoom2u",
	countries: ["AU"],
	source: {
		kind: "documented",
		url: "https://developer.zoom2u.com/api-reference/get-booking-status/",
		checked: "2026-11-22",
		note: "Only the current status is told; the body of a webhook is documented by its two outer fields alone.",
	},

	numbers: {
		pattern: /^[TZ]20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}$/,
		valid: ["Z20260301000001", "T20260301000002"],
		invalid: ["Z20261301000001", "Z20260301", "X20260301000001", "20260301000001"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: {
		unassigned: "info_received.notified",
		...codeTable([["cancelled.cancelled", "cancelled canceled"]]),
		accepted: "info_received.pickup_scheduled",
		"on route to pickup": "info_received.pickup_scheduled",
		"picked up": "picked_up.collected",
		"on route to dropoff": "out_for_delivery.on_vehicle",
		"tried to deliver": "delivery_attempted.failed",
		"dropped off": "delivered.to_recipient",
		returning: "returning.to_sender",
		returned: "returned.to_sender",
		"on hold - with courier": "in_transit.held",
		"on hold": "in_transit.held",
	},
	extract,
	// Its page for a parcel has an address of its own, told with the booking.
	trackingUrl: () => "",

	api: {
		hosts: ["api.zoom2u.com"],
		credentials: z.object({ apiKey: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { apiKey } }) => ({
			method: "GET",
			url: `https://api.zoom2u.com/api/v1/delivery/status/${query.trackingNumber.replace(/[^\w-]/g, "")}`,
			headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
		}),
	},

	webhook: {
		verify: tokenInHeader({ header: "authorization", prefix: "Basic " }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Enter this secret as the customer API key beside the endpoint under My Profile at Zoom2u.",
	},
});
