import { z } from "zod";
import {
	anyOf,
	codeTable,
	courierNamed,
	courierNeed,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	type HttpReply,
	hmacSha256,
	list,
	type Meaning,
	orderByTimes,
	outcomeOf,
	parseJson,
	part,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	readLocation,
	refuseAll,
	type Subscribed,
	shaped,
	text,
	tokenInQuery,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** Substatuses, and the statuses before their digits. */
const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...codeTable([
		["pending.registered", "pending"],
		["pending.not_found", "notfound notfound002 pending001 pending005 exception001"],
		["pending.invalid_number", "pending002 pending003"],
		["info_received.label_created", "notfound001 inforeceived inforeceived001"],
		["info_received.awaiting_handover", "pending004"],
		["in_transit.moving", "transit transit001"],
		["in_transit.arrived_facility", "transit002"],
		["in_transit.arrived_delivery_depot", "transit003"],
		["in_transit.arrived_destination_country", "transit004"],
		["in_transit.customs_cleared", "transit005"],
		["in_transit.departed_facility", "transit006"],
		["in_transit.linehaul_departed", "transit007"],
		["in_transit.delayed", "exception002 exception003"],
		[["in_transit.import_customs_held", "customs.delay"], "exception006"],
		[["in_transit.address_problem", "address.incorrect"], "undelivered001"],
		["out_for_delivery.on_vehicle", "pickup pickup001"],
		["out_for_delivery.contacting_recipient", "pickup003"],
		["ready_for_pickup.at_point", "pickup002"],
		["delivery_attempted.failed", "undelivered undelivered004"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "undelivered002"],
		[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "undelivered003"],
		[["delivery_attempted.refused", "recipient.refused"], "exception009"],
		["delivered.to_recipient", "delivered delivered001"],
		["delivered.collected", "delivered002"],
		["delivered.signed", "delivered003"],
		[["delivered.to_neighbour", "delivery.indirect"], "delivered004"],
		["returning.to_sender", "exception011"],
		[["returning.not_collected", "recipient.not_collected"], "exception004"],
		["returned.to_sender", "exception010"],
		["cancelled.cancelled", "exception008"],
		["exception.unspecified", "exception exception005"],
		[["exception.lost", "carrier.lost"], "exception007"],
		["expired.no_tracking", "expired expired001"],
	]),
};

const ON_THE_ROAD = /:(?:info_received|picked_up|in_transit|note)\./;
// Of the road only what is trouble: "processing" in a sentence about a problem is no scan.
const TROUBLE =
	/:(?:delivery_attempted|return(?:ing|ed)|exception|cancelled)\.|:in_transit\.(?:\w*customs_|delayed|misrouted|security|address_|damaged|held)/;

/** What the courier's words may say beside a code that covers several events. */
const OPEN: ReadonlyMap<string, RegExp> = new Map(
	Object.entries({
		transit: ON_THE_ROAD,
		transit001: ON_THE_ROAD,
		// An older page of its own calls this a departure.
		transit002: /:in_transit\.(?:departed_|origin_facility_departed|linehaul_departed)/,
		transit005: /:in_transit\.export_customs_cleared/,
		pickup: /:(?:out_for_delivery|ready_for_pickup)\./,
		pickup002: /:ready_for_pickup\./,
		// Called a talk with the recipient, and given to vans that have left.
		pickup003: /:out_for_delivery\./,
		undelivered: /:delivery_attempted\.|:in_transit\.address_problem/,
		undelivered004: /:delivery_attempted\./,
		delivered: /:delivered\./,
		delivered001: /:delivered\./,
		delivered004: /:delivered\.(?!to_recipient|signed)/,
		exception: TROUBLE,
		exception005: TROUBLE,
		exception006: /:in_transit\.(?:export_customs_held|customs_duty_due|customs_info_required)/,
		exception007: /:in_transit\.damaged|:exception\./,
	}),
);

const code = text.transform((written) => written?.replace(/\s/g, "").toLowerCase());

/** A row of version 4, beside the names of version 2. */
const Row = z.object({
	checkpoint_date: text,
	checkpoint_delivery_status: code,
	checkpoint_delivery_substatus: code,
	tracking_detail: text,
	location: text,
	country_iso2: text,
	state: text,
	city: text,
	zip: text,
	Date: text,
	StatusDescription: text,
	Details: text,
	checkpoint_status: code,
	substatus: code,
});
type Row = z.output<typeof Row>;

const Leg = part(z.object({ courier_code: text, trackinfo: list(Row) }));

const Item = z.object({
	id: text,
	tracking_number: text,
	courier_code: text,
	carrier_code: text,
	delivery_status: code,
	status: code,
	substatus: code,
	scheduled_delivery_date: text,
	signed_by: text,
	/** Who signed, in version 3. */
	consignee: text,
	destination_track_number: text,
	origin_info: Leg,
	destination_info: Leg,
});
type Item = z.output<typeof Item>;

const Fault = z.object({ tracking_number: text, errorCode: text, errorMessage: text });

/** Version 2 lists `items`, version 3 what it took and what it did not. */
const Listed = part(z.object({ items: list(Item), success: list(Item), error: list(Fault) }));
const Meta = z.object({ code: text, message: text });
const Envelope = Meta.extend({ meta: part(Meta), data: z.unknown().optional() });

/** Items in a list, alone, among `items`, or in a webhook's envelope, whose signature of old stands in `verifyInfo`. */
function extract(written: string): Extracted {
	const parsed = parseJson(written);
	const { meta, data, ...bare } = shaped(parsed, Envelope);
	const { code: said, message = "" } = meta ?? bare;
	if (said !== undefined && !/^20[01]$/.test(said)) return unanswered(outcome(said, message), `${said}: ${message}`);
	const { items, faults } = toldIn(data === undefined ? parsed : data);
	if (items.length === 0 && faults.length === 0) {
		if (said === undefined || data === undefined) throw new Unreadable("body: no tracking and no answer");
		return unanswered("not-found", "TrackingMore follows no such number.");
	}
	return {
		shipments: items.filter((item) => !isUnknown(item)).map(shipment),
		refusals: [...items.filter(isUnknown).map(notFound), ...faults.map(refusal)],
	};
}

function toldIn(data: unknown): {
	readonly items: readonly Item[];
	readonly faults: readonly z.output<typeof Fault>[];
} {
	if (Array.isArray(data)) return { items: shaped(data, list(Item)).filter(isTracking), faults: [] };
	const one = shaped(data, part(Item));
	const { items = [], success = [], error = [] } = shaped(data, Listed) ?? {};
	return { items: [...(one ? [one] : []), ...items, ...success].filter(isTracking), faults: error };
}

function isTracking(item: Item): boolean {
	return item.tracking_number !== undefined && (statusOf(item) ?? item.origin_info) !== undefined;
}

function refusal({ tracking_number = "", errorCode = "", errorMessage = "" }: z.output<typeof Fault>): Refusal {
	const detail = `${errorCode}: ${errorMessage}`;
	return { trackingNumber: tracking_number, outcome: outcome(errorCode, errorMessage), detail };
}

function statusOf({ delivery_status, status }: Item): string | undefined {
	return delivery_status ?? status;
}

function rowsOf({ origin_info, destination_info }: Item): readonly (readonly Row[])[] {
	return [origin_info, destination_info].flatMap((leg) => (leg?.trackinfo.length ? [leg.trackinfo] : []));
}

// A parcel may be announced before any row of it is there.
const IS_SILENT = /^(?:pending(?:00[1235])?|notfound(?:002)?)$/;

function isUnknown(item: Item): boolean {
	return rowsOf(item).length === 0 && IS_SILENT.test(item.substatus ?? statusOf(item) ?? "notfound");
}

function notFound({ tracking_number = "" }: Item): Refusal {
	const detail = "TrackingMore shows no event of this number.";
	return { trackingNumber: tracking_number, outcome: "not-found", detail };
}

const NOT_FOUND = ["4102", "4110", "4121", "4014", "4017", "4031", "4032", "204"];

/** Codes of version 4 beside those of version 2, which say the same otherwise. */
function outcome(said: string, message: string): Refusal["outcome"] {
	if (NOT_FOUND.includes(said)) return "not-found";
	if (["4190", "4019", "4021", "202"].includes(said)) return "rate-limited";
	return ["4001", "4002", "402", "203"].includes(said) ? "denied" : outcomeOf(said, message);
}

function shipment(item: Item): RawShipment {
	const { tracking_number: known, destination_track_number: next, destination_info } = item;
	const signer = item.signed_by ?? (statusOf(item) === "delivered" ? item.consignee : undefined);
	const legs = rowsOf(item);
	const rows = legs.flat();
	const courier = item.courier_code ?? item.carrier_code ?? item.origin_info?.courier_code;
	const day = item.scheduled_delivery_date && dayAtMidnight(item.scheduled_delivery_date);
	const partner = destination_info?.courier_code;
	return {
		trackingNumber: known ?? null,
		carrier: courierNamed(courier),
		carrierName: courier,
		scans: rows.map((row) => scan(row, signer)),
		order: legs.length > 1 ? "none" : orderByTimes(rows.map(timeOf), "newest-first"),
		status: headline(item, rows),
		promised: day ? { from: { text: day }, to: { text: day } } : undefined,
		signed: signer !== undefined,
		continues:
			next && next !== known
				? [{ trackingNumber: next, carrier: courierNamed(partner), carrierName: partner }]
				: undefined,
	};
}

/** "Exception" without more says less than the rows. */
function headline(item: Item, rows: readonly Row[]): RawShipment["status"] {
	const status = statusOf(item);
	const told = item.substatus ?? status;
	const isVague = told === undefined || IS_SILENT.test(told) || /^exception(?:005)?$/.test(told);
	if (told === undefined || (isVague && rows.length > 0)) return undefined;
	return { code: told, keys: [told, status ?? told] };
}

function timeOf({ checkpoint_date, Date: date }: Row): string | undefined {
	return checkpoint_date ?? date;
}

function scan(row: Row, signer: string | undefined): RawScan {
	const status = row.checkpoint_delivery_status ?? row.checkpoint_status;
	const sub = row.checkpoint_delivery_substatus ?? row.substatus;
	const words = row.tracking_detail ?? row.StatusDescription ?? "";
	const told = sub ?? status;
	// An arrival and a departure of one minute have one vague code: only their words tell them apart.
	const isVague = words !== "" && (told === undefined || OPEN.has(told));
	return {
		code: told ?? "",
		keys: keysOf(sub, status, words),
		id: isVague ? [timeOf(row), words, row.location ?? row.Details].join(" ") : undefined,
		text: words,
		time: { text: timeOf(row) ?? "" },
		place: place(row),
		marked: status === "delivered" ? { signedBy: signer } : undefined,
	};
}

function keysOf(sub: string | undefined, status: string | undefined, words: string): string[] {
	const said = courierWordsIn(words) ?? "";
	const told = sub ?? status;
	const isOpen = told === undefined || OPEN.get(told)?.test(said);
	return [...(isOpen && said !== "" ? [said] : []), ...(sub ? [sub] : []), ...(status ? [status] : [])];
}

function place(row: Row): RawPlace | undefined {
	const { city, state: region, zip: postcode, country_iso2: country } = row;
	if (city !== undefined) return { city, region, postcode, country };
	const read = readLocation(row.location ?? row.Details, [country]);
	if (read === undefined) return country ? { region, postcode, country } : undefined;
	return { ...read, region: read.region ?? region, postcode, country: read.country ?? country };
}

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { meta, data, ...bare } = shaped(parseJson(body), Envelope);
	const { code: said, message = "" } = meta ?? bare;
	if (said === undefined) throw new Unreadable("body: no answer to new trackings");
	if (!/^20[01]$/.test(said)) return refuseAll(queries, `${said}: ${message}`, outcome(said, message));
	const { success = [], error = [] } = (Array.isArray(data) ? undefined : shaped(data, Listed)) ?? {};
	// 4101: followed already.
	const again = error.filter(({ errorCode }) => errorCode === "4101");
	const taken = success.flatMap(({ id, tracking_number }) =>
		tracking_number ? [[tracking_number, id ?? ""] as const] : [],
	);
	return {
		accepted: [...taken.map(([known]) => known), ...again.flatMap(({ tracking_number }) => tracking_number ?? [])],
		refused: error
			.filter((fault) => !again.includes(fault))
			.map((fault) => ({ trackingNumber: fault.tracking_number ?? "", detail: refusal(fault).detail })),
		ids: Object.fromEntries(taken.filter(([, id]) => id !== "")),
	};
}

const HOST = "api.trackingmore.com";
const TRACKINGS = `https://${HOST}/v4/trackings`;

function headers({ apiKey }: { readonly apiKey: string }): Record<string, string> {
	return { "tracking-api-key": apiKey, "content-type": "application/json" };
}

export const trackingmore = defineCarrier({
	code: "trackingmore",
	name: "TrackingMore",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://www.trackingmore.com/docs/logistics_status.php",
		checked: "2026-11-22",
		note: "Its page of signatures signs the body in words and a timestamp in its example: the body's alone is taken. Substatuses of pending, pickup, undelivered and transit006 on are from public clients.",
	},

	numbers: {
		// Its own name of a tracking; all other numbers are couriers', given with the courier named.
		pattern: /^(?=.*[A-F])[0-9A-F]{32}$/,
		valid: ["9a135b15b5d983e1d8950d9902200000", "99F4ED7FC73AA83FE68FD69AB0000000"],
		invalid: ["9a135b15b5d983e1d8950d990220000", "12345678901234567890123456789012", "1ZWAY0010300000115"],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },
	statuses: STATUSES,
	extract,
	needs: { courier: courierNeed("usps") },
	trackingUrl: (trackingNumber) =>
		`https://www.trackingmore.com/track/en/${trackingNumber.replace(/[^A-Za-z0-9]/g, "")}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			apiKey: z.string().min(1),
			/** TrackingMore's code of the courier, such as `usps`; without one TrackingMore finds it. */
			courier: z.string().min(1).optional(),
		}),
		rate: { perSecond: 3 },
	},

	poll: {
		batch: 40,
		volatile: /"(?:updated?_(?:at|date)|stay_time|transit_time)"\s*:\s*(?:"[^"]*"|[\d.]+)/,
		request: (queries, { credentials }) => {
			const tracking_numbers = queries.map(({ trackingNumber }) => trackingNumber).join(",");
			// It takes one courier for all numbers of a call.
			const [courier, ...others] = new Set(queries.map(({ needs }) => needs.courier ?? credentials.courier));
			const courier_code = courier === undefined || others.length > 0 ? {} : { courier_code: courier };
			return {
				method: "GET",
				url: `${TRACKINGS}/get?${new URLSearchParams({ tracking_numbers, ...courier_code })}`,
				headers: headers(credentials),
			};
		},
	},

	webhook: {
		verify: anyOf(
			hmacSha256({ header: "signature", encoding: "base64" }),
			hmacSha256({ header: "signature", encoding: "hex" }),
			tokenInQuery({ parameter: "token" }),
		),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp:
			"Add this address as a webhook in TrackingMore's settings, and behind it ?token= and this secret; or give TrackingMore's webhook secret as webhookSecret.",
	},

	subscribe: {
		batch: 40,
		request: (queries, { credentials }) => ({
			method: "POST",
			url: `${TRACKINGS}/batch`,
			headers: headers(credentials),
			body: JSON.stringify(
				queries.map(({ trackingNumber, needs }) => {
					return { tracking_number: trackingNumber, courier_code: needs.courier ?? credentials.courier };
				}),
			),
		}),
		read: readSubscription,
		cancel: {
			by: "id",
			request: ({ id }, { credentials }) => ({
				method: "DELETE",
				url: `${TRACKINGS}/delete/${(id ?? "").replace(/[^A-Za-z0-9]/g, "")}`,
				headers: headers(credentials),
			}),
		},
	},
});
