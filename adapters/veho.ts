import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	json,
	list,
	orderByTimes,
	outcomeOf,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	Unreadable,
} from "./kit/index.ts";

const Event = z.object({
	date: text,
	time: text,
	timestamp: text,
	code: text,
	eventType: text,
	description: text,
	message: text,
	location: part(z.union([z.string(), z.object({ city: text, state: text, zipCode: text, country: text })])),
});
const Tracking = z.object({
	trackingNumber: text,
	trackingId: text,
	_id: text,
	status: text,
	currentState: text,
	statusDetails: text,
	estimatedDelivery: text,
	signedBy: text,
	events: list(Event),
});
const Failure = z.object({ code: text, message: text, details: text });
/** A push holds one event, beside its package or around it. */
const Body = Tracking.extend({
	eventType: text,
	timestamp: text,
	location: Event.shape.location,
	package: part(Tracking),
	trackingInfo: z.undefined().or(list(Tracking)),
	error: part(z.union([z.string(), Failure])),
	errors: list(Failure),
	message: text,
});
type Event = z.output<typeof Event>;
type Tracking = z.output<typeof Tracking>;
type Body = z.output<typeof Body>;

function extract(body: string): Extracted {
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const one of json(body, list(Body))) {
		const failures = failuresOf(one);
		const parcel = one.package ?? one;
		const isBare = one.trackingInfo === undefined && (parcel.trackingNumber ?? parcel.trackingId ?? parcel._id);
		const told = isBare ? [{ ...parcel, events: [...parcel.events, ...pushed(one)] }] : (one.trackingInfo ?? []);
		const known = told.filter(
			({ events, status, estimatedDelivery }) => events.length > 0 || status || estimatedDelivery,
		);
		shipments.push(...known.map(shipment));
		refusals.push(...failures.map(refusal));
		for (const { trackingNumber = null } of told.filter((parcel) => !known.includes(parcel))) {
			refusals.push({ trackingNumber, outcome: "not-found", detail: "Veho names no event." });
		}
		if (told.length > 0 || failures.length > 0) continue;
		if (one.trackingInfo === undefined) throw new Unreadable("body: neither a parcel nor an error");
		refusals.push({ trackingNumber: null, outcome: "not-found", detail: "Veho names no parcel." });
	}
	if (shipments.length + refusals.length === 0) throw new Unreadable("body: an empty list");
	return { shipments, refusals };
}

function pushed({ eventType, timestamp, message, location }: Body): Event[] {
	if (!eventType || !timestamp) return [];
	const absent = { date: undefined, time: undefined, code: undefined, description: undefined };
	return [{ ...absent, eventType, timestamp, message, location }];
}

function failuresOf({ error, errors, message, status, eventType }: Body): readonly z.output<typeof Failure>[] {
	if (errors.length > 0) return errors;
	if (typeof error === "object") return [error];
	const words = error ?? (status === undefined && eventType === undefined ? message : undefined);
	return words ? [{ code: undefined, message: words, details: undefined }] : [];
}

function refusal({ code = "", message = "", details = "" }: z.output<typeof Failure>): Refusal {
	const words = [message, details].filter(Boolean).join(": ");
	const outcome = /api key/i.test(words) ? "denied" : outcomeOf(code, words);
	return { trackingNumber: null, outcome, detail: [code, words].filter(Boolean).join(": ") };
}

function shipment(tracking: Tracking): RawShipment {
	const { trackingNumber, trackingId, _id = null, statusDetails, estimatedDelivery, events, signedBy } = tracking;
	// A package by itself, as version 1 shows it, has its state under another name.
	const status = tracking.status ?? tracking.currentState;
	const scans = events.map((event) => scan(event, signedBy));
	const promise = estimatedDelivery ? { text: estimatedDelivery } : undefined;
	return {
		trackingNumber: trackingNumber ?? trackingId ?? _id,
		scans,
		order: orderByTimes(
			scans.map(({ time }) => time.text),
			"newest-first",
		),
		status: status ? { code: status, keys: [plain(status)], text: statusDetails } : undefined,
		promised: promise && { from: promise, to: promise },
		signed: signedBy !== undefined,
	};
}

/** Where a delivered parcel was left stands in the words alone. */
const WHERE: readonly (readonly [key: string, pattern: RegExp])[] = [
	["left/neighbour", /neighbou?r/i],
	["left/reception", /reception|front desk|concierge|leasing office|mail ?room/i],
	["left/door", /\b(?:front|back|side)? ?door(?:step)?\b|porch|garage|safe (?:place|location)/i],
];

/** `in_transit`, `IN_TRANSIT` and `inTransit` are one status in three dialects. */
function plain(code: string): string {
	return /^[A-Z]{2,3}$/.test(code) ? code : code.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}

function scan(event: Event, signedBy: string | undefined): RawScan {
	const code = event.code ?? event.eventType ?? "";
	const words = event.description ?? event.message ?? "";
	const isDelivery = ["DL", "delivered", "final_delivery"].includes(plain(code));
	const where = isDelivery ? WHERE.find(([, pattern]) => pattern.test(words))?.[0] : undefined;
	return {
		code,
		keys: where ? [where, plain(code)] : [plain(code)],
		text: words,
		time: { text: event.timestamp ?? [event.date, event.time].filter(Boolean).join(" ") },
		place: place(event.location),
		marked: isDelivery ? { signedBy } : undefined,
	};
}

/** `San Francisco, CA`, or the parts of it. */
function place(location: Event["location"]): RawPlace | undefined {
	if (typeof location === "object") {
		const { city, state, zipCode, country = "US" } = location;
		return { city, region: state, postcode: zipCode, country };
	}
	if (!location) return undefined;
	const [, city, region, postcode] =
		/^(.+?),\s*([A-Z]{2})(?:,?\s+(\d{5})(?:-\d{4})?)?(?:,\s*(?:US|USA))?$/.exec(location) ?? [];
	return city ? { city, region, postcode, country: "US" } : { name: location };
}

export const veho = defineCarrier({
	code: "veho",
	name: "Veho",
	countries: ["US"],
	source: {
		kind: "assumed",
		url: "https://github.com/karrioapi/community/tree/main/plugins/veho",
		checked: "2026-11-22",
		note: "The shape and the statuses are those of a public client; what Veho's own API answers was not seen, so it is neither polled nor heard.",
	},

	numbers: {
		pattern: /^VEHO[0-9A-Z]{8,16}$/,
		valid: ["VEHO00000000001", "VEHOAB12CD34"],
		invalid: ["VEHO0001", "00000000001", "VEH000000000001"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd hh:mm:ss a", "yyyy-MM-dd hh:mm a", "iso"],
		zone: { kind: "scan-site", fallback: null },
	},
	statuses: codeTable([
		["info_received.label_created", "created pending shipment_information_received label_created"],
		["info_received.pickup_failed", "pickup_failed"],
		["picked_up.collected", "PU picked_up"],
		["picked_up.dropped_off", "dropped_off"],
		["in_transit.processed_facility", "processed sorted"],
		["in_transit.arrived_facility", "AR arrived arrived_at_facility received_at_facility"],
		["in_transit.departed_facility", "DP departed departed_facility"],
		["in_transit.moving", "IT in_transit"],
		["in_transit.held", "on_hold"],
		["in_transit.delayed", "delivery_delayed delayed"],
		[["in_transit.damaged", "carrier.damaged"], "damaged"],
		["out_for_delivery.on_vehicle", "OD OFD out_for_delivery with_delivery_courier"],
		["delivery_attempted.failed", "delivery_failed not_delivered delivery_attempted"],
		["delivery_attempted.rescheduled", "rescheduled"],
		["delivered.to_recipient", "DL delivered final_delivery"],
		["delivered.to_neighbour", "left/neighbour"],
		["delivered.to_reception", "left/reception"],
		["delivered.safe_place", "left/door"],
		["returning.to_sender", "return_to_sender returning"],
		["returned.to_sender", "returned_to_sender returned"],
		["exception.unspecified", "EX exception"],
		["exception.undeliverable", "undeliverable"],
		["exception.lost", "lost"],
		["cancelled.cancelled", "canceled cancelled"],
	]),
	extract,
	trackingUrl: (trackingNumber) => `https://track.shipveho.com/?${new URLSearchParams({ trackingId: trackingNumber })}`,
});
