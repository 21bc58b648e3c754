import { z } from "zod";
import {
	codeTable,
	courierNamed,
	courierNeed,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	type HttpReply,
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
	refuseAll,
	type Subscribed,
	shaped,
	text,
	textRules,
	tokenInQuery,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** Sentences of Shippo's own, which it writes in place of some couriers'. */
const sentences = textRules("en", 1, [
	["info_received.label_created", /received the electronic shipment information/i],
]);

/** Substatuses, and in capitals the statuses that stand alone where there is none. */
const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...sentences.statuses,
	...codeTable([
		["pending.not_found", "UNKNOWN other"],
		["info_received.label_created", "PRE_TRANSIT information_received"],
		["picked_up.accepted", "package_accepted"],
		["in_transit.moving", "TRANSIT"],
		["in_transit.arrived_facility", "package_arrived"],
		["in_transit.processed_facility", "package_processing package_processed"],
		["in_transit.departed_facility", "package_departed"],
		["in_transit.delivery_scheduled", "delivery_scheduled"],
		["in_transit.forwarded_new_address", "package_forwarded"],
		["in_transit.delayed", "delayed"],
		["in_transit.held", "package_held"],
		[["in_transit.address_problem", "address.incorrect"], "address_issue"],
		[["in_transit.damaged", "carrier.damaged"], "package_damaged"],
		["in_transit.contact_carrier", "contact_carrier"],
		["out_for_delivery.on_vehicle", "out_for_delivery"],
		["delivery_attempted.failed", "delivery_attempted"],
		[["delivery_attempted.no_access", "recipient.access_restricted"], "location_inaccessible"],
		["delivery_attempted.notice_left", "notice_left"],
		["delivery_attempted.rescheduled", "delivery_rescheduled"],
		["delivery_attempted.reschedule_needed", "reschedule_delivery"],
		["ready_for_pickup.at_point", "pickup_available"],
		["delivered.to_recipient", "DELIVERED delivered"],
		["returning.to_sender", "RETURNED return_to_sender"],
		[["returning.not_collected", "recipient.not_collected"], "package_unclaimed"],
		["exception.unspecified", "FAILURE"],
		["exception.undeliverable", "package_undeliverable"],
		[["exception.lost", "carrier.lost"], "package_lost"],
		["exception.destroyed", "package_disposed"],
	]),
};

const ON_THE_ROAD =
	/:(?:info_received|picked_up|in_transit|out_for_delivery|delivery_attempted|ready_for_pickup|returning|note)\./;

/** What the courier's words may say beside a status without a substatus, and beside one that covers several events. */
const OPEN: ReadonlyMap<string, RegExp> = new Map(
	Object.entries({
		UNKNOWN: /:(?:info_received|in_transit|note)\./,
		other: /:(?:info_received|in_transit|note)\./,
		TRANSIT: ON_THE_ROAD,
		delayed: /:in_transit\.delayed_/,
		package_held:
			/:in_transit\.(?:import_customs_held|export_customs_held|held_at_|customs_duty_due|customs_info_required)/,
		delivery_attempted: /:delivery_attempted\./,
		pickup_available: /:ready_for_pickup\./,
		DELIVERED: /:delivered\./,
		delivered: /:delivered\./,
		RETURNED: /:return(?:ing|ed)\./,
		return_to_sender: /:return(?:ing|ed)\./,
		// Of the road only what is trouble: "processing" in a sentence about a problem is no scan.
		FAILURE:
			/:(?:delivery_attempted|return(?:ing|ed)|exception)\.|:in_transit\.(?:\w*customs_|delayed|misrouted|security|address_|damaged|held)/,
	}),
);

const Status = z.object({
	status: text,
	status_details: text,
	status_date: text,
	substatus: z.unknown().optional(),
	location: part(z.object({ city: text, state: text, zip: text, country: text })),
});
type Status = z.output<typeof Status>;

const Track = z.object({
	carrier: text,
	tracking_number: text,
	tracking_status: z
		.unknown()
		.optional()
		.transform((value) => (typeof value === "string" ? { status: value } : value))
		.pipe(part(Status)),
	tracking_history: z.undefined().or(list(Status)),
	eta: text,
	original_eta: text,
});
type Track = z.output<typeof Track>;

const Body = Track.extend({ event: text, data: z.unknown().optional() });

/** A track, or a webhook's envelope around one. */
function extract(written: string): Extracted {
	const parsed = parseJson(written);
	const body = shaped(parsed, Body);
	// Labels and batches are told of as well, and name a number too.
	if (body.event !== undefined && !/^track/i.test(body.event)) return { shipments: [] };
	const track = body.event === undefined && body.data === undefined ? body : shaped(body.data, Track);
	if (track.tracking_number === undefined || (track.tracking_status ?? track.tracking_history) === undefined) {
		return refused(parsed, body.tracking_number);
	}
	return isUnknown(track)
		? unanswered("not-found", "Shippo shows no event of this number.", track.tracking_number)
		: { shipments: [shipment(track)] };
}

function isUnknown({ tracking_status, tracking_history }: Track): boolean {
	return (tracking_status?.status ?? "UNKNOWN") === "UNKNOWN" && !tracking_history?.length;
}

/** A sentence under `detail`, or lists of sentences under the names of fields; a number alone is one without a status. */
function refused(parsed: unknown, known: string | undefined): Extracted {
	if (known !== undefined) return unanswered("not-found", "Shippo has no status of this number.", known);
	const faults = faultsIn(parsed);
	if (faults.length === 0) throw new Unreadable("body: no track and no error");
	return { shipments: [], refusals: faults };
}

const Fields = z.record(z.string(), z.unknown());

function faultsIn(parsed: unknown): readonly Refusal[] {
	const fields = Fields.safeParse(parsed).data ?? {};
	return Object.entries(fields).flatMap(([field, value]) => {
		const [words] = [value].flat();
		if (typeof words !== "string" || !/^(?:detail|message|error|__all__|carrier|tracking_number)$/.test(field))
			return [];
		return { trackingNumber: null, outcome: outcome(field, words), detail: `${field}: ${words}` };
	});
}

function outcome(field: string, words: string): Refusal["outcome"] {
	if (/throttled|too many/i.test(words)) return "rate-limited";
	if (field === "carrier") return "error";
	if (/credentials|token|authenticat|permission|api key/i.test(words)) return "denied";
	const isNumber = field === "tracking_number" || /tracking number|not found/i.test(words);
	return isNumber ? "not-found" : outcomeOf("", words);
}

function shipment(track: Track): RawShipment {
	const { tracking_number, tracking_status: current, carrier, eta } = track;
	const history = track.tracking_history ?? [];
	const rows = history.length === 0 && current?.status_date ? [current] : history;
	return {
		trackingNumber: tracking_number ?? null,
		carrier: courierNamed(carrier),
		carrierName: carrier,
		scans: rows.map(scan),
		order: orderByTimes(
			rows.map(({ status_date }) => status_date),
			"oldest-first",
		),
		status: headline(current, rows),
		promised: eta ? { from: { text: dayAtMidnight(eta) }, to: { text: dayAtMidnight(eta) } } : undefined,
	};
}

/** "Failure" without more says less than the events. */
function headline(current: Status | undefined, rows: readonly Status[]): RawShipment["status"] {
	const status = current?.status;
	if (current === undefined || status === undefined || status === "UNKNOWN") return undefined;
	const code = codeOf(current);
	if (code === undefined && status === "FAILURE" && rows.length > 0) return undefined;
	return { code: code ?? status, keys: keysOf(current), time: undefined };
}

/** An object, or its code alone. A delivery under a substatus of what was before it is a delivery. */
function codeOf({ status, substatus }: Status): string | undefined {
	const code = (Substatus.safeParse(substatus).data?.code ?? text.parse(substatus))?.toLowerCase();
	return status === "DELIVERED" && /^(?:information_received|other)$/.test(code ?? "") ? undefined : code;
}

const Substatus = z.object({ code: text });

function scan(row: Status): RawScan {
	const { status = "", status_details = "", status_date = "" } = row;
	return {
		code: codeOf(row) ?? status,
		keys: keysOf(row),
		text: status_details,
		time: { text: status_date },
		place: place(row),
	};
}

function keysOf(row: Status): string[] {
	const { status = "", status_details } = row;
	const code = codeOf(row);
	const said = sentences.keyOf(status_details) ?? courierWordsIn(status_details) ?? "";
	const spoken = OPEN.get(code ?? status)?.test(said) ? [said] : [];
	return [...spoken, ...(code ? [code] : []), status];
}

function place({ location }: Status): RawPlace | undefined {
	if (!location) return undefined;
	const { city, state: region, zip: postcode, country } = location;
	return { city, region, postcode, country };
}

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const parsed = parseJson(body);
	const { tracking_number: known } = shaped(parsed, Track);
	const [fault] = faultsIn(parsed);
	if (known !== undefined && queries.some(({ trackingNumber }) => trackingNumber === known)) {
		return { accepted: [known], refused: [] };
	}
	if (!fault) throw new Unreadable("body: neither a track nor an error");
	return refuseAll(queries, fault.detail, fault.outcome);
}

const HOST = "api.goshippo.com";

export const shippo = defineCarrier({
	code: "shippo",
	name: "Shippo",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://docs.goshippo.com/docs/tracking/tracking",
		checked: "2026-11-22",
		note: "Not polled: a query wants the courier in its address. It puts a Z behind every time, which may be a courier's own clock. Its HMAC is made for an account on request alone; refusals are not documented.",
	},

	numbers: {
		// Its own numbers are those of its test mode; all others are couriers', given with the courier named.
		pattern: /^SHIPPO_(?:PRE_TRANSIT|TRANSIT|DELIVERED|RETURNED|FAILURE|UNKNOWN)$/,
		valid: ["SHIPPO_TRANSIT", "shippo_delivered"],
		invalid: ["SHIPPO", "SHIPPO_LOST", "1ZWAY0010300000115"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	needs: {
		courier: courierNeed("usps", {
			why: "Shippo follows a parcel only by the token of its courier, such as usps: tell it here, or once for all in the connection.",
		}),
	},
	trackingUrl: () => "",

	api: {
		hosts: [HOST],
		credentials: z.object({
			token: z.string().min(1),
			/** Shippo's token of the courier, such as `usps`, of the waybills that name none. */
			courier: z.string().min(1).optional(),
		}),
		rate: { perSecond: 12 },
	},

	// https://docs.goshippo.com/tracking/webhook-security: a token of the seller's own behind the address.
	webhook: {
		verify: tokenInQuery({ parameter: "token" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp:
			"Create a webhook of the event Track Updated in Shippo's settings with this address, and behind it ?token= and this secret.",
	},

	subscribe: {
		batch: 1,
		request: ([query], { credentials }) => ({
			method: "POST",
			url: `https://${HOST}/tracks/`,
			headers: { authorization: `ShippoToken ${credentials.token}`, "content-type": "application/json" },
			body: JSON.stringify({
				carrier: query.needs.courier ?? credentials.courier,
				tracking_number: query.trackingNumber,
			}),
		}),
		read: readSubscription,
	},
});
