import { z } from "zod";
import {
	codeTable,
	courierNamed,
	courierStatuses,
	courierWordsIn,
	defineCarrier,
	type Envelope,
	type Extracted,
	json,
	list,
	type Meaning,
	number,
	part,
	type RawContinuation,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	readLocation,
	text,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** Statuses of trackings, checkpoints and webhooks, and the states of shipments, which are the same words written small. */
const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...codeTable([
		["pending.registered", "pending pending_tracking_event"],
		["info_received.label_created", "label:generated label:printed label:reported label:void_failed uncancelled"],
		["info_received.notified", "tracking_information_received info_received"],
		["picked_up.accepted", "picked_up"],
		["in_transit.moving", "in_transit in_transit_to_customer in_transit_to_consolidation_center"],
		["in_transit.moving", "shipped shipped_no_tracking_provided in_transit_to_warehouse"],
		["in_transit.arrived_facility", "arrived_at_consolidation_center"],
		["in_transit.processed_facility", "processing_at_consolidation_center"],
		["in_transit.held", "on_hold"],
		["in_transit.delayed", "delivery_delayed delayed"],
		["in_transit.no_update", "no_recent_tracking_updates delivery_expected_end_of_updates"],
		["out_for_delivery.on_vehicle", "out_for_delivery"],
		["delivery_attempted.failed", "failed_delivery_attempt failed_attempt delivery_failed"],
		["ready_for_pickup.at_point", "ready_for_pickup available_for_pickup"],
		["delivered.to_recipient", "delivered"],
		["returning.to_sender", "to_be_returned returning return_in_progress"],
		["returned.to_sender", "returned returned_to_shipper returned_to_sender"],
		["cancelled.cancelled", "cancelled cancelled_pending_refund cancelled_and_refunded voided label:voided"],
		["exception.unspecified", "exception"],
		[["exception.lost", "carrier.lost"], "lost_by_courier lost_by_easyship lost"],
		["exception.destroyed", "liquidated disposed"],
		["expired.no_tracking", "expired"],
	]),
};

/** What the courier's own message may say under Easyship's status of the checkpoint. */
const OPEN: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		pending_tracking_event: ["info_received"],
		tracking_information_received: ["info_received"],
		in_transit_to_customer: ["info_received", "picked_up", "in_transit", "note"],
		in_transit_to_consolidation_center: ["info_received", "picked_up", "in_transit", "note"],
		in_transit: ["info_received", "picked_up", "in_transit", "note"],
		failed_delivery_attempt: ["delivery_attempted"],
		failed_attempt: ["delivery_attempted"],
		exception: ["in_transit", "delivery_attempted", "ready_for_pickup", "exception", "returning"],
		delivered: ["delivered"],
		to_be_returned: ["returning", "returned"],
	}),
);

const Checkpoint = z.object({
	order_number: number,
	handler: text,
	message: text,
	location: text,
	city: text,
	state: text,
	postal_code: text,
	country_name: text,
	country_iso3: text,
	country_alpha2: text,
	country_alpha3: text,
	checkpoint_time: text,
	primary_status: text,
});
type Checkpoint = z.output<typeof Checkpoint>;

const Courier = part(z.object({ name: text, umbrella_name: text }));

const Tracking = z.object({
	tracking_number: text,
	local_tracking_number: text,
	alternate_tracking_number: text,
	tracking_state: text,
	status: text,
	handler: text,
	leg_number: number,
	eta_date: text,
	easyship_shipment_id: text,
	courier: Courier,
	checkpoints: list(Checkpoint),
});
type Tracking = z.output<typeof Tracking>;

const Shipment = z.object({
	easyship_shipment_id: text,
	trackings: list(Tracking),
	courier: Courier,
	delivery_state: text,
	label_state: text,
	shipment_state: text,
	status: text,
	updated_at: text,
});
type Shipment = z.output<typeof Shipment>;

const Body = Tracking.extend({
	event_type: text,
	data: part(Tracking),
	tracking_status: part(Tracking),
	tracking: part(Tracking),
	label: part(Tracking),
	trackings: z.undefined().or(list(Tracking)),
	shipment: part(Shipment),
	shipments: z.undefined().or(list(Shipment)),
	error: part(z.object({ code: text, message: text, type: text, details: z.unknown().optional() })),
});

function extract(written: string, { asked = [] }: Envelope): Extracted {
	const body = json(written, Body);
	if (body.error) return { shipments: [], refusals: [refusal(body.error)] };
	// Credits, batches and companies are no parcels, and a label that failed is nothing new about one.
	if (body.event_type && !/^shipment\.(?!label\.failed|warehouse)/.test(body.event_type)) return { shipments: [] };
	// A label's event tells of its making: "success" is no status of a parcel.
	const isLabel = body.event_type === "shipment.label.created";
	const label = isLabel ? (body.label ?? body.data) : undefined;
	const data = isLabel ? label && { ...label, status: "label:generated" } : body.data;
	const trackings = [data, body.tracking_status, body.tracking, ...(body.trackings ?? [])].filter(
		(one) => one !== undefined,
	);
	// A bare tracking, as version 1 answers.
	const bare = body.easyship_shipment_id && body.status && trackings.length === 0 ? [json(written, Tracking)] : [];
	const shipments = [...(body.shipment ? [body.shipment] : []), ...(body.shipments ?? [])];
	const told = [...trackings, ...bare].map((one) => ofTracking(one, asked));
	const all = [...told, ...shipments.map((one) => ofShipment(one, asked))];
	const isAnswer = body.event_type !== undefined || body.trackings !== undefined || body.shipments !== undefined;
	if (all.length === 0 && !isAnswer) throw new Unreadable("body: neither a shipment, a tracking nor an error");
	if (all.length > 0 || body.event_type !== undefined) return { shipments: all };
	const detail = "Easyship shows no such shipment.";
	return unanswered("not-found", detail);
}

function refusal({
	code = "",
	message = "",
	type = "",
}: {
	code?: string | undefined;
	message?: string | undefined;
	type?: string | undefined;
}): Refusal {
	const words = `${code} ${type} ${message}`;
	const outcome = /over_limit|rate_limit|too_many|quota|plan limit/i.test(words)
		? "rate-limited"
		: /unauthori[sz]ed|authentication|forbidden|access_denied|token|permission/i.test(words)
			? "denied"
			: /not_?found|could not find|does not exist/i.test(words)
				? "not-found"
				: "error";
	return { trackingNumber: null, outcome, detail: `${code}: ${message}` };
}

/** Easyship's own number where it was asked for, the courier's where not. */
function numberOf(
	courierNumber: string | undefined,
	easyshipId: string | undefined,
	asked: readonly string[],
): string | null {
	const own = easyshipId !== undefined && asked.includes(easyshipId) ? easyshipId : undefined;
	return own ?? courierNumber ?? easyshipId ?? null;
}

function ofTracking(told: Tracking, asked: readonly string[]): RawShipment {
	const checkpoints = told.checkpoints.filter(({ checkpoint_time }) => checkpoint_time !== undefined);
	const name = told.courier?.umbrella_name ?? told.courier?.name ?? checkpoints.at(-1)?.handler;
	const [first = 0, last = 0] = [checkpoints[0]?.order_number, checkpoints.at(-1)?.order_number];
	const status = told.status ?? told.tracking_state;
	const trackingNumber = numberOf(told.tracking_number, told.easyship_shipment_id, asked);
	return {
		trackingNumber,
		carrier: courierNamed(name),
		carrierName: name,
		scans: checkpoints.map(scan),
		order: first > last ? "newest-first" : "oldest-first",
		// "Exception" says less than the newest checkpoint.
		status:
			status && !(checkpoints.length > 0 && /^exception$/i.test(status))
				? { code: status, keys: [normalised(status)] }
				: undefined,
		promised: told.eta_date ? { from: { text: told.eta_date }, to: { text: told.eta_date } } : undefined,
		continues: [...ofCourier(told.tracking_number, name, trackingNumber), ...numbersOf(told)],
	};
}

function ofShipment(told: Shipment, asked: readonly string[]): RawShipment {
	const { easyship_shipment_id, trackings, courier, delivery_state, label_state, updated_at } = told;
	const legs = trackings.toSorted((one, other) => (one.leg_number ?? 0) - (other.leg_number ?? 0));
	const master = legs[0];
	const newest = legs.findLast(({ tracking_state }) => tracking_state !== undefined && tracking_state !== "pending");
	const label = label_state && !/^(?:not_created|pending|generating|(?:technical_)?failed)$/.test(label_state);
	const isCancelled = [told.shipment_state, told.status].includes("cancelled") || label_state === "voided";
	const states = [
		isCancelled ? "cancelled" : undefined,
		newest?.tracking_state,
		["not_created", "pending"].includes(delivery_state ?? "") ? undefined : delivery_state,
		label ? `label:${label_state}` : undefined,
		delivery_state === "pending" ? delivery_state : undefined,
	].filter((state) => state !== undefined);
	const [code] = states;
	const trackingNumber = numberOf(master?.tracking_number, easyship_shipment_id, asked);
	const name = courier?.umbrella_name ?? courier?.name;
	return {
		trackingNumber,
		carrier: courierNamed(name),
		carrierName: name,
		scans: legs.flatMap(({ checkpoints }) => checkpoints.filter((one) => one.checkpoint_time !== undefined).map(scan)),
		order: legs.length > 1 ? "none" : "oldest-first",
		status:
			code === undefined
				? undefined
				: {
						code,
						keys: states.map(normalised),
						// A shipment is touched again after it arrived: when it did, is not said.
						time:
							updated_at && !/^(?:delivered|returned)/.test(code)
								? { text: updated_at.replace(/Z$/, "+00:00") }
								: undefined,
					},
		continues: [
			...ofCourier(master?.tracking_number, name, trackingNumber),
			...legs.flatMap((leg) => [...(leg === master ? [] : ofLeg(leg)), ...numbersOf(leg)]),
		],
	};
}

/** The courier's number beside Easyship's own, where that one was asked for. */
function ofCourier(
	courierNumber: string | undefined,
	name: string | undefined,
	told: string | null,
): readonly RawContinuation[] {
	if (courierNumber === undefined || courierNumber === told) return [];
	return [{ trackingNumber: courierNumber, carrier: courierNamed(name), carrierName: name }];
}

/** The number of the courier that delivers, where it is another one. */
function numbersOf({ tracking_number, local_tracking_number }: Tracking): readonly RawContinuation[] {
	const isOther = local_tracking_number !== undefined && local_tracking_number !== tracking_number;
	return isOther ? [{ trackingNumber: local_tracking_number }] : [];
}

function ofLeg({ tracking_number, handler }: Tracking): readonly RawContinuation[] {
	if (tracking_number === undefined) return [];
	return [{ trackingNumber: tracking_number, carrier: courierNamed(handler), carrierName: handler }];
}

function normalised(status: string): string {
	return status
		.toLowerCase()
		.replace(/[^a-z0-9:]+/g, "_")
		.replace(/^_|_$/g, "");
}

function scan(checkpoint: Checkpoint): RawScan {
	const { message, primary_status = "", checkpoint_time = "" } = checkpoint;
	const status = normalised(primary_status);
	const said = courierWordsIn(message, primary_status === "" ? undefined : (OPEN.get(status) ?? []));
	return {
		code: primary_status,
		keys: [...(said ? [said] : []), status],
		text: message ?? primary_status,
		time: { text: checkpoint_time },
		place: place(checkpoint),
	};
}

function place(checkpoint: Checkpoint): RawPlace | undefined {
	const { city, state, postal_code, location } = checkpoint;
	const country =
		checkpoint.country_iso3 ?? checkpoint.country_alpha3 ?? checkpoint.country_alpha2 ?? checkpoint.country_name;
	if (!city && !state && !postal_code && !country) return readLocation(location);
	return { city, region: state, postcode: postal_code, country };
}

const HOST = "public-api.easyship.com";

export const easyship = defineCarrier({
	code: "easyship",
	name: "Easyship",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://developers.easyship.com/reference/shipmenttrackingcheckpointscreated",
		checked: "2026-11-22",
		note: "Checkpoints carry the courier's own clock with a Z behind it. Webhooks are left out: how they are signed is shown only as code in Ruby.",
	},

	numbers: {
		pattern: /^ES[A-Z]{2}\d{6,11}$/,
		valid: ["ESSG10000001", "ESUS200000002"],
		invalid: ["ES10000001", "ESSG1", "1ZWAY0010300000115"],
	},

	// https://developers.easyship.com/v1.0/reference/track: usually the local time of the checkpoint's location.
	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null }, z: "local" },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.trackmyshipment.co/shipment-tracking/${trackingNumber.replace(/\W/g, "")}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ accessToken: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		volatile: /"request_id"\s*:\s*"[^"]*"/,
		request: ([query], { credentials: { accessToken } }) => ({
			method: "GET",
			url: `https://${HOST}/2024-09/shipments/${query.trackingNumber.replace(/\W/g, "")}`,
			headers: { authorization: `Bearer ${accessToken}`, accept: "application/json" },
		}),
	},
});
