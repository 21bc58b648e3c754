import { z } from "zod";
import {
	clientCredentials,
	codeTable,
	defineCarrier,
	type Extracted,
	json,
	list,
	oauthLogin,
	outcomeOf,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	tokenInQuery,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

const Stop = z.object({
	stopId: text,
	stopRef: text,
	shipmentId: text,
	tripId: text,
	status: text,
	newStatus: text,
	type: text,
	address: text,
	tripDate: text,
	appointmentTime: text,
	timeWindowStart: text,
	timeWindowEnd: text,
	lastModifiedDate: text,
	actionDate: text,
	oneTimePin: text,
	assignedTo: part(z.object({ name: text })),
	error: z.unknown().optional(),
	code: text,
	message: text,
	title: text,
	detail: text,
});
type Stop = z.output<typeof Stop>;

function extract(body: string): Extracted {
	const stops = json(body, list(Stop));
	if (stops.length === 0) {
		if (!/^\uFEFF?\s*\[\s*\]\s*$/.test(body)) throw new Unreadable("body: no stops");
		return unanswered("not-found", "no stops");
	}
	const parcels = stops.filter(({ stopId, shipmentId }) => stopId !== undefined || shipmentId !== undefined);
	// Pushes about a driver's whole round are of no parcel.
	const others = stops.filter((stop) => !parcels.includes(stop) && stop.tripId === undefined);
	return { shipments: parcels.map(readStop), refusals: others.map(refusal) };
}

function readStop(stop: Stop): RawShipment {
	const status = stop.newStatus ?? stop.status;
	const time = stop.actionDate ?? stop.lastModifiedDate;
	if (status === undefined && stop.actionDate === undefined) throw new Unreadable("body: a stop without a status");
	// Of the two stops of a shipment the reference of the first ends in P.
	const kind = /pick-?up/i.test(stop.type ?? "") || /-P$/.test(stop.stopRef ?? "") ? "pickup:" : "";
	// Beside a change of status a stop is pushed when a driver gets it, and when somebody writes a note.
	const silent = stop.assignedTo === undefined ? "note" : "assigned";
	const name = (status ?? silent).toLowerCase();
	const scan: RawScan = {
		code: status ?? silent,
		keys: [`${kind}${name}`, name],
		text: status ?? (silent === "note" ? "" : "Assigned to a driver"),
		time: { text: time ?? "" },
		place: name === "arrived" || name === "complete" ? readPlace(stop.address) : undefined,
		marked: { courierName: stop.assignedTo?.name, pickupCode: stop.oneTimePin },
	};
	return {
		trackingNumber: stop.stopId ?? stop.shipmentId ?? null,
		order: "none",
		scans: time ? [scan] : [],
		status: time ? undefined : { code: scan.code, keys: scan.keys, text: scan.text },
		promised: promised(stop),
	};
}

/** A window of the day, the time of an appointment, or the day alone: on the clock of the place. */
function promised({ tripDate, timeWindowStart, timeWindowEnd, appointmentTime }: Stop): RawShipment["promised"] {
	const day = tripDate?.slice(0, 10);
	if (day === undefined) return undefined;
	const from = timeWindowStart ?? appointmentTime;
	const to = timeWindowEnd ?? appointmentTime ?? timeWindowStart;
	const moment = (clock: string | undefined): RawTime => {
		return { text: clock && /^\d\d:\d\d/.test(clock) ? `${day}T${clock}` : day };
	};
	return { from: moment(from), to: moment(to) };
}

/** No street: it is where somebody lives. */
function readPlace(address: string | undefined): RawPlace | undefined {
	const [, city, region, postcode] =
		/(?:^|, )([^,\d]+?),? (ACT|NSW|NT|QLD|SA|TAS|VIC|WA),? (\d{4})(?:, Australia)?$/i.exec(address ?? "") ?? [];
	return city ? { city, region, postcode, country: "AU" } : undefined;
}

function refusal({ error, code, message, title, detail, status }: Stop): Refusal {
	const words = [typeof error === "string" ? error : undefined, message, title, detail].filter(Boolean).join(": ");
	const named = code ?? status ?? "";
	if (words === "" && named === "") throw new Unreadable("body: neither a stop nor an error");
	return { trackingNumber: null, outcome: outcomeOf(named, words), detail: `${named}: ${words}` };
}

const HOST = "api.locate2u.com";

export const locate2u = defineCarrier({
	code: "locate2u",
	name: "Locate2u",
	countries: ["AU"],
	source: {
		kind: "documented",
		url: "https://developer.locate2u.com/api/webhooks/event-type-stop-status-changed",
		checked: "2026-11-22",
		note: "Only the current status of a stop is told, dated by its last change; where it logs clients in is second-hand.",
	},

	numbers: {
		pattern: /^[1-9]\d{5,7}$/,
		valid: ["164001", "9870002"],
		invalid: ["16400", "016400", "987000222", "L2022"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: {
		...codeTable([
			["info_received.notified", "created pending assigned"],
			["note.information", "unassigned note"],
			["out_for_delivery.on_vehicle", "enroute"],
			["out_for_delivery.arrived", "arrived"],
			["delivered.to_recipient", "complete completed"],
			["delivery_attempted.failed", "failed"],
			["in_transit.delayed", "delayed"],
			["cancelled.cancelled", "cancelled"],
			["info_received.pickup_scheduled", "pickup:enroute"],
			["info_received.driver_at_sender", "pickup:arrived"],
			["picked_up.collected", "pickup:complete pickup:completed"],
			["info_received.pickup_failed", "pickup:failed"],
		]),
		"on hold": "in_transit.held",
		"en route": "out_for_delivery.on_vehicle",
		"enroute to pickup": "info_received.pickup_scheduled",
		"arrived at pickup": "info_received.driver_at_sender",
		"picked up": "picked_up.collected",
		"pickup complete": "picked_up.collected",
		"enroute to drop": "out_for_delivery.on_vehicle",
		"enroute to dropoff": "out_for_delivery.on_vehicle",
		"enroute to delivery": "out_for_delivery.on_vehicle",
		"arrived at drop": "out_for_delivery.arrived",
		"arrived at dropoff": "out_for_delivery.arrived",
		"arrived at delivery": "out_for_delivery.arrived",
	},
	extract,
	trackingUrl: () => "",

	api: {
		hosts: [HOST, "id.locate2u.com"],
		credentials: clientCredentials,
		login: oauthLogin("https://id.locate2u.com/connect/token", "basic", { scope: "locate2u.api" }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { token }) => ({
			method: "GET",
			url: `https://${HOST}/api/v1/stops/${query.trackingNumber.replace(/[^\w-]/g, "")}?includeItems=false&includeLines=false`,
			headers: { authorization: `Bearer ${token}`, accept: "application/json" },
		}),
	},

	// It signs nothing and sends no header of ours; the address is the seller's to choose.
	webhook: {
		verify: tokenInQuery({ parameter: "token" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Subscribe to stop.status-changed with this address followed by ?token= and this secret.",
	},
});
