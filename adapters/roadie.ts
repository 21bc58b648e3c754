import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	json,
	list,
	number,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	Unreadable,
} from "./kit/index.ts";

const Address = part(
	z.object({ address: part(z.object({ city: text, state: text, zip: text, latitude: number, longitude: number })) }),
);
const Event = z.object({
	name: text,
	occurred_at: text,
	location: part(z.object({ latitude: number, longitude: number })),
});
const Shipment = z.object({
	id: text,
	tracking_number: text,
	state: text,
	delivery_location: Address,
	pickup_location: Address,
	deliver_between: part(z.object({ start: text, end: text })),
	estimated_arrival: text,
	driver: part(z.object({ name: text, phone: text })),
	signatory_name: text,
	signature_url: text,
	events: list(Event),
	created_at: text,
});
const Failure = z.object({ code: text, parameter: text, message: text });
/** A push holds one event of one shipment; the answer to a question the shipments themselves. */
const Body = Shipment.extend({
	event: part(z.union([z.string(), Event])),
	shipment: part(Shipment),
	data: part(Shipment),
	shipments: list(Shipment),
	name: text,
	occurred_at: text,
	location: part(z.object({ latitude: number, longitude: number })),
	errors: list(Failure),
	error: part(z.union([z.string(), Failure])),
	message: text,
});
type Event = z.output<typeof Event>;
type Shipment = z.output<typeof Shipment>;
type Body = z.output<typeof Body>;

function extract(body: string): Extracted {
	const told = json(body, list(Body));
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const one of told) {
		const failures = failuresOf(one);
		const parcel = one.shipment ?? one.data ?? one;
		shipments.push(...one.shipments.map((each) => shipment(each, each.events)));
		if (one.shipments.length > 0) continue;
		if (failures.length > 0) refusals.push(...failures.map(refusal));
		else if (parcel.tracking_number || parcel.id) shipments.push(shipment(parcel, [...parcel.events, ...pushed(one)]));
		else throw new Unreadable("body: neither a shipment nor an error");
	}
	if (told.length === 0)
		refusals.push({ trackingNumber: null, outcome: "not-found", detail: "Roadie names no shipment." });
	return { shipments, refusals };
}

function pushed({ event, name, occurred_at, location }: Body): Event[] {
	if (typeof event === "object") return event.name || event.occurred_at ? [event] : [];
	const told = event ?? name;
	return told && occurred_at ? [{ name: told, occurred_at, location }] : [];
}

function failuresOf({ errors, error, message, events, state }: Body): readonly z.output<typeof Failure>[] {
	if (errors.length > 0) return errors;
	if (typeof error === "object") return [error];
	const words = error ?? (events.length === 0 && state === undefined ? message : undefined);
	return words ? [{ code: undefined, parameter: undefined, message: words }] : [];
}

function refusal({ code = "", parameter, message = "" }: z.output<typeof Failure>): Refusal {
	const detail = [code, parameter, message].filter(Boolean).join(": ");
	return { trackingNumber: null, outcome: outcomeOf(code, message), detail };
}

function shipment(parcel: Shipment, events: readonly Event[]): RawShipment {
	const { tracking_number, id = null, state, deliver_between: window, signatory_name, signature_url, driver } = parcel;
	const [from, to] = [window?.start ?? window?.end, window?.end ?? window?.start];
	return {
		trackingNumber: tracking_number ?? id,
		scans: events.map((event) => scan(event, signatory_name, driver)),
		order: orderByTimes(
			events.map(({ occurred_at }) => occurred_at),
			"oldest-first",
		),
		status: state ? { code: state, keys: [`state:${state}`, state] } : undefined,
		promised: from && to ? { from: { text: from }, to: { text: to } } : undefined,
		signed: signatory_name !== undefined || signature_url !== undefined,
	};
}

function scan(event: Event, signedBy: string | undefined, driver: Shipment["driver"]): RawScan {
	const { name = "", occurred_at, location } = event;
	const time: RawTime = { text: occurred_at ?? "" };
	const isDelivery = name === "delivery_confirmed" || name === "delivered";
	return {
		code: name,
		// Events and states are mostly called alike.
		keys: [name, `state:${name}`],
		text: name.replaceAll("_", " "),
		time,
		place: location && { lat: location.latitude, lng: location.longitude },
		marked: { signedBy: isDelivery ? signedBy : undefined, courierName: driver?.name, courierPhone: driver?.phone },
	};
}

export const roadie = defineCarrier({
	code: "roadie",
	name: "Roadie",
	countries: ["US"],
	source: {
		kind: "observed",
		url: "https://github.com/karrioapi/community/tree/main/plugins/roadie",
		checked: "2026-11-22",
		note: "Roadie is asked by its own id of a shipment and not by the tracking number, and how it signs its webhooks is not known: it is neither polled nor heard, and what it sent is read from files.",
	},

	numbers: {
		pattern: /^R[0-9A-Z]{15}$/,
		valid: ["RAB0CD1EF2GH3IJ4"],
		invalid: ["RAB0CD1EF2GH3IJ", "XAB0CD1EF2GH3IJ4", "RAB0CD1EF2GH3IJ45"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: codeTable([
		["info_received.label_created", "created state:pending state:created state:scheduled"],
		["info_received.pickup_scheduled", "assigned en_route_to_pickup driver_approaching_pickup state:assigned"],
		["info_received.driver_at_sender", "at_pickup state:at_pickup"],
		["info_received.pickup_failed", "pickup_attempted"],
		["picked_up.collected", "pickup_confirmed state:picked_up"],
		["out_for_delivery.on_vehicle", "en_route_to_delivery state:en_route"],
		["out_for_delivery.nearby", "driver_approaching_delivery"],
		["out_for_delivery.arrived", "at_delivery state:at_delivery"],
		["delivery_attempted.failed", "delivery_attempted state:attempted"],
		["delivered.to_recipient", "delivery_confirmed state:delivered"],
		["returned.to_sender", "returned state:returned"],
		["returning.to_sender", "returning return_initiated en_route_to_return"],
		["cancelled.cancelled", "canceled cancelled state:canceled"],
		["exception.unspecified", "state:expired"],
		["note.information", "unassigned"],
	]),
	extract,
	trackingUrl: (trackingNumber) =>
		`https://track.roadie.com/?${new URLSearchParams({ tracking_number: trackingNumber })}`,
});
