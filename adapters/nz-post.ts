import { z } from "zod";
import {
	clientCredentials,
	codeTable,
	defineCarrier,
	type Extracted,
	type HttpReply,
	isS10,
	isSscc,
	json,
	list,
	type Outcome,
	oauthLogin,
	orderByTimes,
	part,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	refuseAll,
	type Subscribed,
	text,
	textRules,
	tokenInQuery,
	Unreadable,
} from "./kit/index.ts";

// The numbers of events are not published; each comes with a class in a few words and a sentence.
const sentences = textRules("en", 1, [
	["returned.to_sender", /(?<!\b(?:being|be) )(?:returned|delivered) (?:back )?to (?:the )?sender\b/i],
	[["returning.not_collected", "recipient.not_collected"], /not (?:been )?collected.*return|uncollected/i],
	["returning.to_sender", /return(?:ing|ed)? to (?:the )?sender|being returned|return in progress/i],
	[
		"note.delivery_option_chosen",
		/^(?!.*delivered).*(?:delivery (?:request|instruction|preference)|asked us to|you(?:'ve| have) (?:chosen|requested))/i,
	],
	["info_received.pickup_failed", /pick-?up (?:request )?(?:is |was )?cancelled|no parcel/i],
	["info_received.pickup_scheduled", /pick-?up request|pick-?up (?:booked|requested|scheduled)/i],
	["picked_up.collected", /collected from (?:the )?sender/i],
	["cancelled.cancelled", /cancelled/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused/i],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/(?:dut(?:y|ies)|tax|gst|charges?) .*(?:due|pay|owing|required)/i,
	],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /awaiting (?:customs )?payment/i],
	[
		["in_transit.customs_info_required", "customs.documentation"],
		/(?:customs|mpi).*(?:info|document|action).* (?:requ|need)/i,
	],
	[["in_transit.export_customs_held", "customs.delay"], /export.*(?:held|customs)/i],
	["in_transit.customs_cleared", /(?:cleared|released) (?:by |from )?(?:new zealand )?(?:customs|border|mpi)/i],
	["in_transit.customs_cleared", /customs (?:clearance )?(?:cleared|complete)|returned from customs/i],
	[["in_transit.import_customs_held", "customs.delay"], /held (?:by|at|in) (?:new zealand )?(?:customs|border|mpi)/i],
	[["in_transit.import_customs_held", "customs.delay"], /customs.*(?:held|hold|delay|inspection)/i],
	["in_transit.import_customs_presented", /customs|biosecurity|border processing/i],
	[["exception.lost", "carrier.lost"], /\blost\b|missing/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mis-?(?:sort|rout|direct|sent)/i],
	[["in_transit.delayed_weather", "external.weather"], /weather/i],
	["in_transit.delayed", /delay/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /(?:incorrect|incomplete|invalid) address/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /(?:insufficient|wrong) address/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /address .*(?:incorrect|incomplete|not found)/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /unable to locate/i],
	[
		["delivery_attempted.failed", "recipient.moved"],
		/(?:gone|moved) (?:away|address)|no longer at|recipient (?:has )?moved|gone,? no address/i,
	],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /business (?:was )?closed|premises closed/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /closed for/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /no access|unable to access|locked gate|\bdog\b/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /no ?one (?:was )?(?:home|available|there)/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /not (?:at )?home/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /nobody (?:was )?(?:home|available|there|in)\b/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /\bno answer\b/i],
	["delivery_attempted.rescheduled", /rescheduled/i],
	["delivery_attempted.notice_left", /card (?:was |has been )?left|left (?:a |you a )?card|card to call|carded/i],
	["delivery_attempted.failed", /attempted|attempt to deliver|unable to (?:be )?deliver|could not be delivered/i],
	["delivery_attempted.failed", /unsuccessful|undeliver|delivery failed|missed (?:you|delivery)/i],
	["in_transit.forwarded_new_address", /redirect|forwarded to (?:a )?new address|address changed/i],
	["ready_for_pickup.locker", /(?:ready|available|waiting|held).*(?:locker|parcelpod)/i],
	["ready_for_pickup.at_point", /(?:ready|available|waiting|held) (?:for|to be) (?:customer )?(?:collect|pick ?up)/i],
	["ready_for_pickup.at_point", /awaiting collection|(?:ready|available) to collect|ready at/i],
	["delivered.collected", /collected by|(?:has been|was) collected (?:from|at)|customer (?:has )?collected/i],
	["delivered.po_box", /delivered to (?:a |the |your )?(?:po|post office|private) ?b(?:ox|ag)/i],
	["delivered.letterbox", /delivered (?:to|in) (?:the |your )?(?:letter|mail) ?box/i],
	["delivered.to_neighbour", /(?:delivered to|left with) (?:a |the |your )?neighbou?r/i],
	[
		"delivered.to_reception",
		/(?:delivered to|left (?:with|at)) (?:a |the |your )?(?:reception|front desk|mail ?room|concierge)/i,
	],
	["delivered.safe_place", /delivered to (?:a |the |your )?(?:safe|secure)/i],
	[
		"delivered.safe_place",
		/left (?:in|at) (?:a |the |your )?(?:(?:front|back|side) )?(?:safe|secure|authori[sz]ed|porch|door|garage)/i,
	],
	["delivered.safe_place", /authority to leave/i],
	["delivered.signed", /delivered and signed|signed for by/i],
	["delivered.to_recipient", /\b(?:item|parcel|it) (?:was|has been) delivered|^delivered/i],
	["delivered.to_recipient", /^delivery(?: completed?)?$|^delivery complete/i],
	["in_transit.delivery_scheduled", /delivery (?:is )?(?:scheduled|booked)|rebooked|redelivery/i],
	["out_for_delivery.on_vehicle", /out for delivery|with (?:the |our )?(?:delivery )?courier/i],
	["out_for_delivery.on_vehicle", /processed for delivery|on (?:its|the) way to you|on board/i],
	["in_transit.departed_origin_country", /international departure/i],
	[
		"in_transit.departed_origin_country",
		/(?:left|departed) (?:nz\b|new zealand|(?:the )?origin country)|depart\w* for (?:the )?destination country/i,
	],
	["in_transit.departed_origin_country", /dispatched overseas/i],
	["in_transit.arrived_destination_country", /international arrival/i],
	["in_transit.arrived_destination_country", /arrived (?:in|at|into) (?:new zealand|(?:the )?destination country)/i],
	["in_transit.arrived_destination_country", /arrived (?:at (?:the |an )?)?overseas/i],
	[
		"in_transit.handover_to_partner",
		/transferred to (?!.*depot)|handed (?:over )?to (?:an? agent|agent|another|the overseas|our)/i,
	],
	[
		"info_received.label_created",
		/tracking number allocated|label number allocated|label (?:created|printed|generated)/i,
	],
	["info_received.label_created", /(?:electronic|item|shipment) (?:information|notification|manifest|details|advice)/i],
	["info_received.label_created", /ticket|lodged|pre-?advice|order received/i],
	["picked_up.dropped_off", /dropped (?:off|in)|posted at|accepted over the counter/i],
	["picked_up.collected", /picked up|pick-?up/i],
	["picked_up.accepted", /^accept|accepted/i],
	["in_transit.arrived_delivery_depot", /(?:delivery|local) (?:depot|branch)|arrived at (?:the )?(?:delivery )?depot/i],
	["in_transit.processed_facility", /sort|processed|scanned/i],
	["in_transit.departed_facility", /depart|left (?:the )?(?:depot|facility)/i],
	["in_transit.arrived_facility", /arriv|received at/i],
	[["note.information", "external.security"], /high value/i],
	["note.recipient_notified", /notification sent|(?:text|sms|email) (?:was )?sent|notified/i],
	["in_transit.security_check", /security (?:check|screening)/i],
	["in_transit.held", /\bheld\b|on hold/i],
	["in_transit.moving", /in transit|on (?:its|the) way|transfer/i],
]);

const MOVING =
	"8 14 584 585 586 587 588 589 590 591 595 596 597 997 1013 1014 1054 1060 1080 1081 1146 54 55 56 57 58 59 60 61 63 67 77 78 80 85 95 141 142 143 144 145 146 147 148 149 200 201 202 203 542 544 546 547 548 549 550 552 553 554 555 556 558 559 560 561 562 564 571";

/** Seen beside words that leave no doubt. */
const PLAIN: ReadonlySet<string> = new Set(["13", "567", "580"]);

const Event = z.object({
	tracking_reference: text,
	event_edifact_code: text,
	event_code: text,
	source: text,
	seqref: text,
	status_description: text,
	status: text,
	event_description: text,
	description: text,
	event_datetime: text,
	date_time: text,
	depot_name: text,
	location: z.preprocess(
		(value) => (typeof value === "string" ? { name: value } : value),
		part(z.object({ name: text, city: text, suburb: text, country: text, country_code: text, postcode: text })),
	),
	signed_by: z.preprocess(
		(value) => (typeof value === "string" ? { name: value } : value),
		part(z.object({ name: text, signature: text })),
	),
});
type Event = z.output<typeof Event>;

const Parcel = z.object({
	tracking_reference: text,
	tracking_events: z.undefined().or(list(Event)),
	estimated_delivery_date: text,
});
type Parcel = z.output<typeof Parcel>;

const Fault = z.object({ code: text, message: text, details: text });
type Fault = z.output<typeof Fault>;
const Body = Event.extend({
	...Parcel.shape,
	success: z.unknown().optional(),
	results: z.undefined().or(list(Parcel.extend({ ...Event.shape, errors: list(Fault) }))),
	errors: list(Fault),
	error: z.preprocess((value) => (typeof value === "object" && value !== null ? undefined : value), text),
	error_description: text,
	message: text,
});
type Body = z.output<typeof Body>;

/** A poll has parcels, a push one without its envelope. */
function extract(written: string): Extracted {
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const body of json(written, list(Body))) {
		const parcels = body.results ?? (body.tracking_reference ? [{ ...body, errors: [] }] : []);
		const general = [...body.errors, ...(body.error || body.message ? [loneFault(body)] : [])];
		for (const parcel of parcels) {
			const events = parcel.tracking_events ?? (parcel.event_datetime || parcel.event_edifact_code ? [parcel] : []);
			const number = parcel.tracking_reference ?? events[0]?.tracking_reference ?? null;
			// Beside events it is only said that not every source of them has answered.
			if (events.length > 0) shipments.push(shipment(number, parcel, events));
			else refusals.push(refusal(number, parcel.errors[0] ?? general[0] ?? { code: "404", message: "No events." }));
		}
		if (parcels.length > 0) continue;
		const none = body.results ? [{ code: "404", message: "No results." }] : [];
		refusals.push(...(general.length > 0 ? general : none).map((fault) => refusal(null, fault)));
	}
	if (shipments.length + refusals.length === 0) throw new Unreadable("body: neither tracking events nor an error");
	return { shipments, refusals };
}

function loneFault({ error, error_description, message }: Body): Fault {
	return { code: error, message: error_description ?? message, details: undefined };
}

function refusal(trackingNumber: string | null, { code = "", message, details }: Partial<Fault>): Refusal {
	const words = [message, details].filter(Boolean).join(": ");
	return { trackingNumber, outcome: outcomeOf(code, words), detail: [code, words].filter(Boolean).join(": ") };
}

function outcomeOf(code: string, words: string): Exclude<Outcome, "ok"> {
	if (
		/^40[13]/.test(code) ||
		/unauthori[sz]ed|invalid[_ ](?:client|token|grant)|credential|forbidden|access token/i.test(`${code} ${words}`)
	) {
		return "denied";
	}
	if (/^429/.test(code) || /too many|quota|rate limit/i.test(words)) return "rate-limited";
	// The parcel's reference is the only parameter that we send; 200002 is all that there is.
	return /^(?:40[04]|200002)/.test(code) ||
		/not found|no (?:results?|tracking|data)|invalid (?:tracking|parameter)/i.test(words)
		? "not-found"
		: "error";
}

function shipment(trackingNumber: string | null, parcel: Parcel, events: readonly Event[]): RawShipment {
	const day = parcel.estimated_delivery_date;
	const promise = day ? { text: day } : undefined;
	return {
		trackingNumber,
		scans: events.map((event) => scan(event, trackingNumber)),
		order: orderByTimes(
			events.map(({ event_datetime, date_time }) => event_datetime ?? date_time),
			"oldest-first",
		),
		promised: promise && { from: promise, to: promise },
		signed: events.some(({ signed_by }) => (signed_by?.name ?? signed_by?.signature) !== undefined),
	};
}

function scan(event: Event, trackingNumber: string | null): RawScan {
	const { seqref, source, tracking_reference } = event;
	const [status, told] = [event.status_description ?? event.status, event.event_description ?? event.description];
	const said = told?.replace(COURIER, "$1");
	const code = event.event_edifact_code ?? event.event_code ?? "";
	// The sentence says which event of its class it was.
	const rules = [sentences.keyOf(said), sentences.keyOf(status)].filter((rule) => rule !== undefined);
	const isOfPiece = tracking_reference !== undefined && tracking_reference !== trackingNumber;
	return {
		code: code || (status ?? ""),
		keys: PLAIN.has(code) ? [code, ...rules] : [...rules, code],
		id: seqref ? [source, seqref].filter(Boolean).join(":") : undefined,
		text: [...new Set([status, said])].filter((words) => words !== undefined).join(": "),
		time: { text: event.event_datetime ?? event.date_time ?? "" },
		place: placeOf(event),
		piece: isOfPiece ? tracking_reference : undefined,
		marked: { signedBy: event.signed_by?.name, courierName: COURIER.exec(told ?? "")?.[2] },
	};
}

/** `Your item was picked up by our courier Sam based at AKL Western Suburbs Fleet` */
const COURIER = /\b(our courier) (\p{Lu}[\p{L}'.-]*(?: \p{Lu}[\p{L}'.-]*)*)(?= |\.|$)/u;

function placeOf({ depot_name, location, event_description: said }: Event): RawPlace | undefined {
	const base = /\bbased (?:at|in) ([^.]+?)(?:\.|$)/i.exec(said ?? "")?.[1];
	const name = location?.name ?? depot_name ?? base;
	const isFleet = /^[A-Z]{3} | fleet$/i.test(name ?? "");
	const city = location?.city ?? location?.suburb ?? (isFleet ? undefined : name?.replace(/ -.*$/, ""));
	if (city === undefined && name === undefined) return undefined;
	const country = location?.country_code ?? location?.country ?? "NZ";
	return {
		name: name === city || name === base ? (isFleet ? name : undefined) : name,
		city,
		postcode: location?.postcode,
		country,
	};
}

const Subscription = z.object({
	success: z.unknown().optional(),
	errors: list(Fault),
	subscription_guid: text,
	error: text,
	error_description: text,
});

function readSubscription({ body, status }: HttpReply, queries: readonly Query[]): Subscribed {
	const { success, errors, subscription_guid: id, error, error_description } = json(body, Subscription);
	const [fault] = errors;
	if (fault || error || success === false) {
		const code = fault?.code ?? error ?? String(status);
		const words = [fault?.message ?? error_description, fault?.details].filter(Boolean).join(": ");
		const outcome = outcomeOf(code, words);
		return refuseAll(
			queries,
			`${code}: ${words}`,
			outcome === "not-found" || outcome === "empty" ? undefined : outcome,
		);
	}
	if (success !== true && !id) throw new Unreadable("body: neither a subscription nor an error");
	const accepted = queries.map(({ trackingNumber }) => trackingNumber);
	return { accepted, refused: [], ids: id ? Object.fromEntries(accepted.map((number) => [number, id])) : undefined };
}

const HOST = "api.nzpost.co.nz";

export const nzPost = defineCarrier({
	code: "nz-post",
	name: "NZ Post",
	countries: ["NZ"],
	source: {
		kind: "documented",
		url: "https://anypoint.mulesoft.com/exchange/portals/nz-post-group/b8271f09-2ad8-4e1c-b6b1-322c5727d148/parceltrack-api/",
		checked: "2026-11-22",
		note: "The meaning of most event numbers is not published, so sentences are read first; pushes are not signed.",
	},

	numbers: {
		// Labels of CourierPost: the ticket, the destination's sort code and the service.
		pattern: /^(?:[A-Z]{2}\d{9}NZ|00\d{18}|\d{16}[A-Z]{3}\d{3}(?:[A-Z]{2})?)$/,
		checkDigit: (number) =>
			/NZ$/.test(number) && number.length === 13 ? isS10(number) : number.length === 20 ? isSscc(number) : null,
		valid: ["LX000000005NZ", "00094000000000000009", "4579000000000001AKL001", "4579000000000001AKL001AS"],
		invalid: ["LX000000006NZ", "00094000000000000000", "4579000000000001AKL01", "LX000000005AU"],
	},

	clock: {
		formats: ["iso", "dd/MM/yyyy hh:mm:ss a", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm"],
		zone: { kind: "fixed", zone: "Pacific/Auckland" },
	},

	statuses: {
		...sentences.statuses,
		...codeTable([
			["picked_up.collected", "13"],
			["in_transit.processed_facility", "580"],
			[["note.information", "external.security"], "567"],
			["in_transit.moving", MOVING],
			["out_for_delivery.on_vehicle", "32 35 42 50 51 52 53 62"],
			["delivered.to_recipient", "22"],
			["returning.to_sender", "578"],
		]),
	},

	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.nzpost.co.nz/tools/tracking?${new URLSearchParams({ trackid: trackingNumber })}`,

	api: {
		hosts: [HOST, "oauth.nzpost.co.nz"],
		credentials: clientCredentials,
		rate: { perSecond: 10 },
		login: oauthLogin("https://oauth.nzpost.co.nz/as/token.oauth2", "form"),
	},

	poll: {
		batch: 10,
		volatile: /"message_(?:id|datetime)"\s*:\s*"[^"]*"/,
		request: (queries, { credentials: { clientId }, token }) => {
			const asked = new URLSearchParams();
			for (const { trackingNumber } of queries) asked.append("tracking_reference", trackingNumber);
			return {
				method: "GET",
				url: `https://${HOST}/parceltrack/v4/parcels?${asked}`,
				headers: { authorization: `Bearer ${token}`, client_id: clientId, accept: "application/json" },
			};
		},
	},

	webhook: {
		verify: tokenInQuery({ parameter: "token" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "NZ Post signs nothing: the secret goes with the address that each subscription names.",
	},

	subscribe: {
		batch: 1,
		request: ([{ trackingNumber }], { credentials: { clientId }, token, callbackUrl, secret }) => ({
			method: "POST",
			url: `https://${HOST}/parceltrack/3.0/subscription/webhook`,
			headers: { authorization: `Bearer ${token}`, client_id: clientId, "content-type": "application/json" },
			body: JSON.stringify({
				tracking_reference: trackingNumber,
				notification_endpoint: `${callbackUrl}?${new URLSearchParams({ token: secret })}`,
			}),
		}),
		read: readSubscription,
		cancel: {
			by: "id",
			request: ({ id }, { credentials: { clientId }, token }) => ({
				method: "DELETE",
				url: `https://${HOST}/parceltrack/3.0/subscription/webhook/${(id ?? "").replace(/[^\w-]/g, "")}`,
				headers: { authorization: `Bearer ${token}`, client_id: clientId },
			}),
		},
	},
});
