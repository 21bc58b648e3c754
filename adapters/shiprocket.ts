import { z } from "zod";
import {
	courierNamed,
	courierStatuses,
	courierWordsIn,
	defineCarrier,
	type Envelope,
	type Extracted,
	flag,
	json,
	list,
	type Meaning,
	orderByTimes,
	outcomeOf,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	shaped,
	text,
	textRules,
	tokenInHeader,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// Why a courier of India could not deliver or collect stands in its words alone.
const reasons = textRules("en", 1, [
	[["delivery_attempted.refused", "recipient.refused"], /refus|reject|not accept/i],
	[["delivery_attempted.refused", "recipient.cancelled"], /cancel/i],
	[
		["delivery_attempted.rescheduled", "recipient.requested_later"],
		/future delivery|re-?schedul|requested? (?:for )?(?:later|another|delay)/i,
	],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], /\bcod\b|payment|amount|cash|charges/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /(?:office|shop|premises|business).*closed/i],
	[
		["delivery_attempted.no_access", "recipient.access_restricted"],
		/no entry|not permitted|restricted|not accessible/i,
	],
	[["delivery_attempted.address_not_found", "address.incorrect"], /address|pin ?code|landmark|no such/i],
	[
		["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		/not (?:contactable|reachable|responding|answering)|unreachable|no (?:customer )?response|phone|switched off/i,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.unavailable"],
		/(?:not|un) ?available|out of station|not (?:at )?home|absent|door locked|residence.*closed/i,
	],
	["delivery_attempted.identification_failed", /\botp\b|id proof/i],
	[["delivery_attempted.failed", "address.out_of_area"], /out of (?:delivery|service) area|\boda\b|not? serviceable/i],
	[["delivery_attempted.failed", "external.weather"], /weather|heavy rain|flood/i],
	["delivery_attempted.problem", /not attempted/i],
	[["delivery_attempted.not_enough_time", "carrier.not_enough_time"], /out of time|time constraint/i],
]);
const collections = textRules("en-pickup", 1, [
	[["info_received.pickup_failed", "sender.not_ready"], /not ready|re-?schedul|delayed pickup/i],
	[["info_received.pickup_failed", "sender.missed_pickup"], /closed|not available|unavailable|not contactable/i],
	[["info_received.pickup_failed", "address.incorrect"], /address/i],
]);

// Rows to which Shiprocket gave no status have the courier's words alone; these are those of India's couriers.
const bare = textRules("en-in", 1, [
	["returned.to_sender", /\brto\b.*\bdelivered\b/i],
	["returning.to_sender", /\brto\b|returned? to origin/i],
	["in_transit.held_at_delivery_depot", /undelivered in ?scan/i],
	[
		["delivery_attempted.cod_unpaid", "recipient.payment_missing"],
		/(?:charges|amount|amt|payment) (?:not ready|pending)/i,
	],
	["info_received.pickup_scheduled", /pick-?up (?:re-?assigned|awaited)|out (?:for|to) p(?:ick-?|\/)?u/i],
	["picked_up.collected", /pick-?done/i],
	["info_received.label_created", /soft ?data upload/i],
	["in_transit.departed_facility", /out ?scan\w* to network/i],
	["out_for_delivery.on_vehicle", /^shipment out ?scan(?:ned)?$/i],
	["in_transit.arrived_delivery_depot", /\bdrs prepared/i],
	["in_transit.loaded", /added to (?:trip|truck|vehicle)/i],
	["in_transit.processed_facility", /bag consolidated|\b(?:added|put) (?:in|to) bag/i],
	["in_transit.arrived_facility", /\bin ?scan(?:ned)?\b/i],
]);

/** Shipment statuses by number and name: rows of scans have both, and older ones neither. Orders have another list. */
const SHIPMENT_STATUSES: readonly (readonly [number: number, names: string, meaning: Meaning])[] = [
	[1, "awb assigned", "info_received.label_created"],
	[2, "label generated", "info_received.label_created"],
	[
		3,
		"pickup scheduled|pickup generated|pickup scheduled/generated|return pickup generated",
		"info_received.pickup_scheduled",
	],
	[4, "pickup queued|return pickup queued", "info_received.pickup_scheduled"],
	[5, "manifest generated|manifested", "info_received.label_created"],
	[6, "shipped", "in_transit.moving"],
	[7, "delivered", "delivered.to_recipient"],
	[8, "cancelled|canceled|return cancelled|return canceled", "cancelled.cancelled"],
	[9, "rto initiated", "returning.to_sender"],
	[10, "rto delivered|return delivered", "returned.to_sender"],
	[11, "pending", "info_received.awaiting_handover"],
	[12, "lost", ["exception.lost", "carrier.lost"]],
	[13, "pickup error|return pickup error", "info_received.pickup_failed"],
	[14, "rto acknowledged|return acknowledged", "returned.to_sender"],
	[15, "pickup rescheduled|return pickup rescheduled", "info_received.pickup_scheduled"],
	[16, "cancellation requested", "note.information"],
	[17, "out for delivery", "out_for_delivery.on_vehicle"],
	[18, "in transit|in transit en route|in transit at source hub", "in_transit.moving"],
	[19, "out for pickup|return out for pickup", "info_received.pickup_scheduled"],
	[20, "pickup exception|return pickup exception", "info_received.pickup_failed"],
	[
		21,
		"undelivered|undelivered 1st attempt|undelivered 2nd attempt|undelivered 3rd attempt",
		"delivery_attempted.failed",
	],
	[22, "delayed", "in_transit.delayed"],
	[23, "partial delivered", "delivered.partial"],
	[24, "destroyed", "exception.destroyed"],
	[25, "damaged", ["in_transit.damaged", "carrier.damaged"]],
	// Fulfilled by the seller himself: nothing is said of a delivery.
	[26, "fulfilled", "note.information"],
	[27, "pickup booked", "info_received.pickup_scheduled"],
	[
		38,
		"reached at destination hub|reached destination hub|in transit at destination hub",
		"in_transit.arrived_delivery_depot",
	],
	[39, "misrouted", ["in_transit.misrouted", "carrier.sorting_error"]],
	[40, "rto ndr", "returning.to_sender"],
	[41, "rto ofd", "returning.to_sender"],
	[42, "picked up|return picked up", "picked_up.collected"],
	[43, "self fulfilled|self fulfiled", "note.information"],
	[44, "disposed off", "exception.destroyed"],
	[45, "cancelled before dispatched", "cancelled.cancelled"],
	[46, "rto in transit|rto in intransit|return in transit", "returning.to_sender"],
	[47, "qc failed", ["info_received.pickup_failed", "sender.incorrect_parcel"]],
	[48, "reached warehouse", "in_transit.arrived_facility"],
	[49, "custom cleared", "in_transit.export_customs_cleared"],
	[50, "in flight", "in_transit.linehaul_departed"],
	[51, "handover to courier", "in_transit.handover_to_partner"],
	[52, "shipment booked", "info_received.label_created"],
	[54, "in transit overseas", "in_transit.moving"],
	[55, "connection aligned", "in_transit.moving"],
	[56, "reached overseas warehouse", "in_transit.arrived_facility"],
	[57, "custom cleared overseas", "in_transit.customs_cleared"],
	[59, "box packing", "info_received.awaiting_handover"],
	[60, "fc allocated", "info_received.awaiting_handover"],
	[61, "picklist generated", "info_received.awaiting_handover"],
	[62, "ready to pack", "info_received.awaiting_handover"],
	[63, "packed", "info_received.awaiting_handover"],
	[67, "fc manifest generated", "info_received.awaiting_handover"],
	[68, "processed at warehouse", "in_transit.processed_facility"],
	[71, "handover exception", "exception.unspecified"],
	[72, "packed exception", "exception.unspecified"],
	[75, "rto lock", "returning.to_sender"],
	[76, "untraceable", ["exception.search_started", "carrier.being_researched"]],
	[77, "issue related to the recipient", "delivery_attempted.problem"],
	[78, "reached back at seller city|reached back at the seller city", "returning.to_sender"],
	[79, "rider assigned", "info_received.pickup_scheduled"],
	[80, "rider unassigned", "note.information"],
	[81, "rider reached at pickup", "info_received.driver_at_sender"],
	[82, "rider reached at drop", "out_for_delivery.arrived"],
	[83, "searching for rider", "info_received.notified"],
];

/** What the buyer sends back: the seller is who it is delivered to. */
const BACKWARDS: Readonly<Record<number, Meaning>> = {
	6: "returning.to_sender",
	7: "returned.to_sender",
	17: "returning.to_sender",
	18: "returning.to_sender",
	21: "returning.to_sender",
	38: "returning.to_sender",
	48: "returning.to_sender",
};

const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...reasons.statuses,
	...collections.statuses,
	...bare.statuses,
	...Object.fromEntries(
		SHIPMENT_STATUSES.flatMap(([number, names, meaning]) =>
			[String(number), ...names.split("|").map((name) => `label:${name}`)].flatMap((key) => [
				[key, meaning],
				[`back:${key}`, BACKWARDS[number] ?? meaning],
			]),
		),
	),
};

/** Under some the courier's words say more; elsewhere they only say it otherwise. */
function wordsOf(id: string | undefined, activity: string | undefined): string | undefined {
	if (id === "21" || id === "77") return reasons.keyOf(activity) ?? courierWordsIn(activity, ["delivery_attempted"]);
	if (id === "20" || id === "13") return collections.keyOf(activity);
	return id === "7" ? courierWordsIn(activity, ["delivered"]) : undefined;
}

const Activity = z.object({
	date: text,
	status: text,
	activity: text,
	location: text,
	"sr-status": text,
	"sr-status-label": text,
});
const Track = z.object({
	awb_code: text,
	courier_name: text,
	courier_company_id: text,
	current_status: text,
	delivered_date: text,
	edd: text,
});
const Tracking = z.object({
	error: text,
	shipment_status: text,
	shipment_track: list(Track),
	shipment_track_activities: list(Activity),
	etd: text,
});
const Push = z.object({
	awb: text,
	courier_name: text,
	current_status: text,
	shipment_status: text,
	shipment_status_id: text,
	current_timestamp: text,
	etd: text,
	is_return: flag,
	scans: list(Activity),
});
const Body = Push.extend({
	tracking_data: part(Tracking),
	message: text,
	status_code: text,
	errors: z.unknown().optional(),
});
type Activity = z.output<typeof Activity>;
type Tracking = z.output<typeof Tracking>;

function extract(written: string, { asked }: Envelope): Extracted {
	const bodies = json(written, list(z.record(z.string(), z.unknown())));
	const only = asked?.length === 1 ? (asked[0] ?? null) : null;
	const told = bodies.map((body) => extractOne(body, only));
	const shipments = told.flatMap((one) => one.shipments);
	const refusals = told.flatMap((one) => one.refusals ?? []);
	if (shipments.length + refusals.length > 0) return { shipments, refusals };
	// It answers numbers that it does not know with an object of nothing.
	if (asked === undefined) throw new Unreadable("body: neither tracking nor a message");
	return unanswered("not-found", "no tracking", only);
}

function extractOne(raw: Readonly<Record<string, unknown>>, only: string | null): Extracted {
	const body = shaped(raw, Body);
	if (body.tracking_data) return tracked(body.tracking_data, null, only);
	if (body.awb && (body.current_status ?? body.shipment_status ?? body.scans[0])) return { shipments: [pushed(body)] };
	if (body.message !== undefined || body.status_code !== undefined) {
		const detail = [body.status_code, body.message].filter(Boolean).join(": ");
		const isDenied = /email|password|unauthenticated|expired/i.test(detail);
		return unanswered(isDenied ? "denied" : outcomeOf(body.status_code ?? "", detail), detail, only);
	}
	// Of several numbers each has its answer under its own.
	const answers = Object.entries(raw).map(([number, value]) => {
		const inner = z.object({ tracking_data: Tracking }).safeParse(value);
		return inner.success ? tracked(inner.data.tracking_data, number, number) : { shipments: [], refusals: [] };
	});
	return {
		shipments: answers.flatMap(({ shipments }) => shipments),
		refusals: answers.flatMap(({ refusals }) => refusals ?? []),
	};
}

function tracked(tracking: Tracking, key: string | null, only: string | null): Extracted {
	const track = tracking.shipment_track[0];
	const rows = tracking.shipment_track_activities;
	const status = tracking.shipment_status === "0" ? undefined : tracking.shipment_status;
	const trackingNumber = track?.awb_code ?? key ?? only;
	if (rows.length === 0 && (track?.current_status ?? status) === undefined) {
		const refusal: Refusal = { trackingNumber, outcome: "not-found", detail: tracking.error ?? "no activities" };
		return { shipments: [], refusals: [refusal] };
	}
	const name = track?.courier_name;
	const label = track?.current_status;
	const delivered = status === "7" ? track?.delivered_date : undefined;
	return {
		shipments: [
			{
				...journey(rows, name, false, tracking.etd ?? track?.edd, "newest-first"),
				carrier: name ? ourCode(name) : COMPANIES[track?.courier_company_id ?? ""],
				trackingNumber,
				status: {
					code: status ?? label ?? "",
					keys: [status, labelKey(label)].filter((one) => one !== undefined),
					text: label,
					time: isTime(delivered) ? { text: delivered } : undefined,
				},
			},
		],
	};
}

function pushed(body: z.output<typeof Push>): RawShipment {
	const { awb = null, shipment_status_id: id, is_return: isBack } = body;
	const label = body.shipment_status ?? body.current_status;
	const lone: Activity = {
		date: isoDay(body.current_timestamp),
		status: undefined,
		activity: body.current_status ?? label,
		location: undefined,
		"sr-status": id,
		"sr-status-label": label,
	};
	const rows = body.scans.length > 0 ? body.scans : lone.date ? [lone] : [];
	const keys = [id, labelKey(label), labelKey(body.current_status)].filter((key) => key !== undefined);
	return {
		...journey(rows, body.courier_name, isBack, body.etd, "oldest-first"),
		trackingNumber: awb,
		status: { code: id ?? label ?? "", keys: keys.map((key) => (isBack ? `back:${key}` : key)), text: label },
	};
}

function journey(
	rows: readonly Activity[],
	courier: string | undefined,
	isBack: boolean,
	estimate: string | undefined,
	order: RawShipment["order"],
): Omit<RawShipment, "trackingNumber"> {
	const to: RawTime | undefined = isTime(estimate) ? { text: estimate.replace(/ 00:00:00$/, "") } : undefined;
	return {
		carrier: ourCode(courier),
		carrierName: courier,
		scans: rows.map((row) => scan(row, isBack, courier)),
		order: orderByTimes(
			rows.map(({ date }) => date),
			order,
		),
		promised: to && { from: to, to },
	};
}

function scan(row: Activity, isBack: boolean, courier: string | undefined): RawScan {
	const { activity, status, location } = row;
	const id = /^\d+$/.test(row["sr-status"] ?? "") ? row["sr-status"] : undefined;
	const label = labelKey(row["sr-status-label"]);
	const told = isBack ? undefined : wordsOf(id, activity);
	const words = (id ?? label) === undefined ? (bare.keyOf(activity) ?? courierWordsIn(activity)) : told;
	const keys = [id, label].filter((key) => key !== undefined).map((key) => (isBack ? `back:${key}` : key));
	// Xpressbees writes who carries it, and his telephone, into its words.
	const rider = /out for delivery\s*:\s*(?:\d+-)?(?<name>\p{L}[^(,\d]*)/iu.exec(activity ?? "")?.groups?.name?.trim();
	return {
		code: id ?? status ?? "",
		keys: [...(words ? [words] : []), ...keys],
		text: activity ?? row["sr-status-label"] ?? "",
		time: { text: row.date ?? "" },
		place: readPlace(location, courier),
		marked: {
			courierName: rider,
			courierPhone: /(?:mobile|phone|contact)[\s\w]*[:.-]*\s*(?<phone>\d{10})(?!\d)/i.exec(activity ?? "")?.groups
				?.phone,
		},
	};
}

function labelKey(label: string | undefined): string | undefined {
	const name = label?.toLowerCase().replace(/[\s_-]+/g, " ");
	return name === undefined || name === "na" ? undefined : `label:${name}`;
}

/** `Chomu_SamodRd_D (Rajasthan)` is Delhivery's, `MADANPALLI, Madanapalli, ANDHRA PRADESH` other couriers' way. */
function readPlace(location: string | undefined, courier = ""): RawPlace | undefined {
	if (location === undefined || /^(?:na|n\/a|-)$/i.test(location)) return undefined;
	const country = /international|global|overseas|aramex|\bdhl\b|\bsrx\b/i.test(courier) ? undefined : "IN";
	const [, town, state] = /^([^_(]+)[^(]*\(([^)]*)\)$/.exec(location) ?? [];
	if (town) return { city: town.trim(), region: state, country };
	const parts = location.split(",").map((written) => written.trim());
	if (parts.length < 3) return { city: parts[0], region: parts[1], country };
	return { name: parts[0], city: parts.at(-2), region: parts.at(-1), country };
}

const COURIERS: readonly (readonly [name: RegExp, code: string])[] = [
	[/^delhivery\b/i, "delhivery"],
	[/^blue ?dart\b/i, "bluedart"],
	[/^amazon\b/i, "amazon-shipping"],
	[/^aramex\b/i, "aramex"],
	[/^fedex\b/i, "fedex"],
	[/^dhl express\b/i, "dhl-express"],
	[/^dhl\b/i, "dhl"],
	[/^ups\b/i, "ups"],
];

/** The numbers of couriers that its own examples show, where no name stands. */
const COMPANIES: Readonly<Record<string, string>> = { "2": "fedex", "10": "delhivery", "55": "bluedart" };

/** Shiprocket names the service behind the courier: `Delhivery Surface 2 Kg`. */
function ourCode(courier: string | undefined): string | undefined {
	return COURIERS.find(([name]) => name.test(courier ?? ""))?.[1] ?? courierNamed(courier);
}

function isTime(written: string | undefined): written is string {
	return written !== undefined && /^20\d\d-/.test(written);
}

/** `23 05 2023 11:43:52`, which no clock of the kit's reads. */
function isoDay(written: string | undefined): string | undefined {
	return written?.replace(/^(\d\d) (\d\d) (\d{4}) /, "$3-$2-$1 ");
}

const HOST = "apiv2.shiprocket.in";
const Token = z.object({ token: z.string().min(1) });

export const shiprocket = defineCarrier({
	code: "shiprocket",
	name: "Shiprocket",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://apidocs.shiprocket.in/",
		checked: "2026-11-22",
		note: "Read in a public copy of the collection; the numbers of warehouse, international and hyperlocal statuses come from shops' code, and what couriers mean by their own codes is read in their words alone.",
	},

	numbers: {
		// Shadowfax's, which no other adapter knows; all other numbers are couriers', given with the courier named.
		pattern: /^SF\d{9,10}[A-Z]{2,3}$/,
		valid: ["SF0000000001WAY", "SF000000002AA"],
		invalid: ["SF0000000001", "SF01WAY", "041000000001"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "iso"],
		zone: { kind: "fixed", zone: "Asia/Kolkata" },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://shiprocket.co/tracking/${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ email: z.string().min(1), password: z.string().min(1) }),
		login: {
			request: ({ credentials: { email, password } }) => ({
				method: "POST",
				url: `https://${HOST}/v1/external/auth/login`,
				headers: { "content-type": "application/json" },
				body: JSON.stringify({ email, password }),
			}),
			// A token lasts ten days.
			read: (body) => ({ token: json(body, Token).token, expiresInSeconds: 9 * 86_400 }),
		},
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 50,
		request: (queries, { token }) => ({
			method: "POST",
			url: `https://${HOST}/v1/external/courier/track/awbs`,
			headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
			body: JSON.stringify({ awbs: queries.map(({ trackingNumber }) => trackingNumber) }),
		}),
	},

	webhook: {
		verify: tokenInHeader({ header: "x-api-key" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp:
			"Enter this address and this secret, as the token, in Settings, API, Webhooks. Shiprocket takes no address with shiprocket, kartrocket, sr or kr in it: should these letters stand in this one by chance, make another connection.",
		unnamed: true,
	},
});
