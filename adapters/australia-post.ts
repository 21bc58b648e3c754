import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	countryCode,
	defineCarrier,
	type Extracted,
	isS10,
	isSscc,
	json,
	list,
	type Meaning,
	orderByTimes,
	outcomeOf,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawStatus,
	type Refusal,
	readTownOfCountry,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** Events have no code. What follows `Attempted delivery -`. */
const attempts = textRules("attempt", 1, [
	[["delivery_attempted.no_access", "recipient.access_restricted"], /access|locked|\bdog\b|restricted/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /closed/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus|reject/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /address(?!ee)/i],
	[["delivery_attempted.notice_left", "recipient.safe_place_unavailable"], /safe (?:place|location|drop)|unsafe/i],
	[["delivery_attempted.identification_failed", "recipient.verification_failed"], /\bID\b|identi/i],
	["delivery_attempted.notice_left", /\bcard/i],
	[["delivery_attempted.problem", "carrier.damaged"], /damage/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /no ?(?:one|body)|home|available|absent|unattended/i],
	["delivery_attempted.failed", /./],
]);
/** What follows `Delivered -`. */
const spots = textRules("delivered", 1, [
	["returned.to_sender", /to (?:the )?sender/i],
	["ready_for_pickup.locker", /parcel locker/i],
	["delivered.collected", /collected|picked up/i],
	[["delivered.partial", "delivery.shortage"], /shortage|partial/i],
	["delivered.letterbox", /(?:letter|mail) ?box/i],
	["delivered.po_box", /p\.?o\.? ?box|locked bag|private box/i],
	["delivered.to_reception", /reception|mail ?room|concierge|front desk|security|loading dock/i],
	[["delivered.to_neighbour", "delivery.indirect"], /neighbo/i],
	["delivered.safe_place", /safe (?:place|location|drop)|authority to leave|unattended|door|porch|garage|verandah/i],
	["delivered.to_proxy", /(?:to|with) (?:an? )?(?:individual|person|agent|someone)/i],
	["delivered.signed", /signature|signed for/i],
	["delivered.to_recipient", /./],
]);
/** Sentences of Australia Post and StarTrack, and of posts abroad that it passes on. */
const SENTENCES: readonly (readonly [meaning: Meaning, words: string])[] = [
	["returned.to_sender", "^returned to (?:the )?sender"],
	[
		["returning.not_collected", "recipient.not_collected"],
		"(?:unclaimed|not (?:collected|claimed)).*(?:return|sender)",
	],
	["returning.to_sender", "return\\w* to (?:the )?sender|being returned|on its way back"],
	[["exception.lost", "carrier.lost"], "\\blost\\b"],
	["exception.destroyed", "destroyed|disposed"],
	[["delivery_attempted.refused", "recipient.refused"], "refused|rejected by"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "(?:business|premises) closed"],
	["delivery_attempted.notice_left", "\\bcarded\\b|card (?:was )?left|left a card|notice left|missed you"],
	["delivery_attempted.rescheduled", "be re-?delivered|re-?delivery (?:booked|scheduled|requested|arranged)"],
	[
		["in_transit.held_at_request", "recipient.requested_later"],
		"rescheduled by (?:the )?(?:customer|receiver|addressee)",
	],
	[["in_transit.held_at_request", "recipient.vacation_hold"], "mail hold"],
	[["in_transit.held_at_request", "sender.hold_request"], "held (?:at|by|on) (?:the )?sender"],
	[["delivered.partial", "delivery.shortage"], "^part(?:ial)?(?:ly)? deliver"],
	["delivery_attempted.failed", "could ?not be delivered|not delivered"],
	["exception.undeliverable", "cannot be delivered|undeliverable"],
	["ready_for_pickup.locker", "(?:awaiting|ready|available|held).*locker"],
	[
		"ready_for_pickup.post_office",
		"(?:awaiting|ready|available|held).*(?:\\b(?:LPO|PO|GPO|CPA|BDC|BC)\\b|post ?(?:office|shop))",
	],
	["ready_for_pickup.post_office", "(?:awaiting|ready|available|held).*(?:business (?:centre|hub)|australia post)"],
	["ready_for_pickup.at_point", "awaiting collection|(?:ready|available|held) for (?:collection|pick-?up)"],
	["ready_for_pickup.expiring", "final notice|collection reminder|reminder notice"],
	["picked_up.collected", "collected from (?:the )?(?:sender|merchant|customer)\\b"],
	["delivered.collected", "(?:collected|picked up) (?:at|by)\\b|^collected\\b|(?:item|customer|addressee) collected"],
	["note.proof_of_delivery", "proof of delivery|signature (?:captured|image)|photo (?:taken|captured)"],
	["note.recipient_notified", "\\b(?:sms|e-?mail|notification|text message|reminder)\\b.*(?:sent|issued)"],
	["note.recipient_notified", "(?:customer|addressee|receiver|recipient) (?:has been )?(?:notified|contacted)"],
	["note.eta_changed", "(?:estimated delivery|delivery date).*(?:updated|changed)"],
	["delivered.to_recipient", "(?:successfully|been) delivered"],
	["out_for_delivery.on_vehicle", "on ?-?board|with (?:driver|courier)|for delivery today|with .* for delivery"],
	["out_for_delivery.on_vehicle", "out for delivery|coming today|(?:driver|courier) is on|delivery in progress"],
	[["in_transit.misrouted", "carrier.sorting_error"], "mis-?(?:sort|direct|rout|sent)|incorrectly sorted"],
	["note.delivery_option_chosen", "safe[- ]?(?:drop|place).*request"],
	["note.delivery_option_chosen", "(?:customer|receiver|addressee) (?:has )?requested"],
	["note.delivery_option_chosen", "delivery (?:preference|instruction|choice)"],
	["in_transit.forwarded_new_address", "redirect|re-?consign|readdress|new address"],
	[["in_transit.damaged", "carrier.damaged"], "damage"],
	[
		"in_transit.delayed_weather",
		"delay.*(?:weather|flood|fire|cyclone|storm)|(?:flood|fire|cyclone|storm|weather).*delay",
	],
	["in_transit.delayed_transport", "(?:flight|truck|train|vehicle).*delay|delay.*(?:flight|truck|train|vehicle)"],
	["in_transit.delayed", "delay"],
	["in_transit.export_customs_cleared", "cleared (?:and awaiting international departure|(?:for )?export)"],
	["in_transit.customs_cleared", "cleared|released (?:by|from) (?:customs|quarantine)|clearance (?:complete|released)"],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		"(?:duty|duties|gst|tax).*(?:payable|due|owing|required)|payment",
	],
	[
		["in_transit.customs_info_required", "customs.documentation"],
		"(?:customs|quarantine|border).*(?:document|information|invoice)\\w* (?:is |are )?(?:required|requested|missing)",
	],
	[
		["in_transit.import_customs_held", "customs.inspection"],
		"(?:held|detained|inspect\\w*|retained).*(?:customs|quarantine)",
	],
	[
		["in_transit.import_customs_held", "customs.inspection"],
		"(?:customs|quarantine).*(?:held|detained|inspect|retained)",
	],
	["in_transit.arrived_destination_country", "arrived awaiting clearance|\\(inbound|destination country"],
	["in_transit.arrived_destination_country", "arrived at inward|international arrival|arrived .*overseas"],
	["in_transit.import_customs_presented", "customs|quarantine|border|awaiting clearance"],
	["in_transit.departed_origin_country", "despatch.*(?:export|overseas|outbound)"],
	["in_transit.departed_origin_country", "international departure|left australia"],
	["in_transit.departed_origin_country", "departed (?:country of origin|australia|origin country|overseas)"],
	["in_transit.linehaul_departed", "(?:flight|aircraft|vessel|plane) (?:has )?(?:departed|left)"],
	["in_transit.linehaul_arrived", "(?:flight|aircraft|vessel|plane) (?:has )?(?:arrived|landed)"],
	["in_transit.moving", "(?:to|by) (?:the |an )?air ?(?:line|carrier)"],
	["in_transit.moving", "transferred to (?:the |an?|another|next) ?\\w* ?(?:facility|depot|branch)"],
	["in_transit.received_by_partner", "received by (?:our |the |an? )?(?:\\w+ )?partner"],
	["in_transit.handover_to_partner", "(?:transferred|handed|passed|given) (?:over )?to"],
	["in_transit.handover_to_partner", "transfer of custody|on-?forwarded"],
	["in_transit.delivery_scheduled", "booked[- ]in\\b"],
	["note.split", "consignment split"],
	[["exception.undeliverable", "recipient.not_collected"], "^unclaimed"],
	["note.measured", "re-?weigh"],
	[
		"in_transit.arrived_delivery_depot",
		"(?:at|in) .*(?:delivery (?:centre|facility|depot|office)|local (?:facility|depot))",
	],
	["in_transit.arrived_facility", "^arriv|arrived (?:at|in)\\b|^unloaded|returned to (?:facility|depot)"],
	["in_transit.arrived_facility", "(?:received|checked in) at (?:facility|depot|sorting|processing)"],
	["in_transit.processed_facility", "process\\w* (?:at|through|in)\\b|item processed|sorted|sorting|freight handling"],
	["in_transit.arrived_facility", "^(?:the )?item (?:has )?arrived$"],
	["in_transit.departed_facility", "depart|left (?:the )?(?:facility|depot)|despatched from"],
	["in_transit.loaded", "^(?:freight |item )?loaded"],
	["in_transit.held", "\\bheld\\b|on hold"],
	["cancelled.cancelled", "cancel"],
	["info_received.pickup_failed", "(?:pick-?up|collection).*(?:unsuccessful|failed|not ready|attempted)|futile"],
	["info_received.pickup_scheduled", "(?:pick-?up|collection) (?:is )?(?:booked|scheduled|requested)|^book(?:ed|ing)"],
	["info_received.label_created", "label (?:created|printed)|manifest|awaiting lodg"],
	["info_received.notified", "ship(?:ping|ment) information|electronic|(?:details|data) received"],
	["info_received.notified", "(?:order|shipment|consignment) (?:received|created)"],
	["picked_up.dropped_off", "lodge|posted at|dropped off"],
	["picked_up.collected", "picked ?-?up|pick-?up complete"],
	["picked_up.accepted", "received (?:by (?!customer|addressee|recipient)|item from|from sender|and processing)"],
	["picked_up.accepted", "accept|(?:we've|we have) (?:got|received|your)"],
	["in_transit.moving", "in[ -]transit|on its way|processed by|scanned|transfer"],
	["in_transit.moving", "en route|despatch|uplift|airline|line-?haul"],
	["note.information", "information|enquir|investigation|additional|contact"],
];
const sentences = textRules(
	"en",
	1,
	SENTENCES.map(([meaning, words]) => [meaning, new RegExp(words, "i")] as const),
);

/** Status of an item: a vocabulary of its own, in mixed capitals. */
const STATUSES = {
	...attempts.statuses,
	...spots.statuses,
	...sentences.statuses,
	...codeTable([
		["info_received.notified", "created sealed initiated"],
		["info_received.pickup_scheduled", "booked"],
		["info_received.awaiting_handover", "ready-for-pickup"],
		["info_received.pickup_failed", "unsuccessful-pickup"],
		["picked_up.collected", "picked-up"],
		["in_transit.moving", "in-transit transferred transfer scanned-in-transit"],
		["in_transit.arrived_delivery_depot", "at-delivery-depot"],
		["in_transit.delivery_scheduled", "booked-in"],
		["in_transit.delayed", "possible-delay"],
		[["in_transit.damaged", "carrier.damaged"], "article-damaged"],
		["in_transit.held", "held-by-courier"],
		["in_transit.forwarded_new_address", "re-consigned"],
		["out_for_delivery.on_vehicle", "on-board-for-delivery onboard-for-delivery out-for-delivery"],
		["delivery_attempted.failed", "unsuccessful-delivery attempted-delivery"],
		["delivery_attempted.rescheduled", "to-be-re-delivered to-be-redelivered"],
		["ready_for_pickup.at_point", "awaiting-collection"],
		["delivered.to_recipient", "delivered delivered-in-full"],
		[["delivered.partial", "delivery.shortage"], "partial-delivery partially-delivered final-shortage"],
		["exception.undeliverable", "cannot-be-delivered"],
		["returning.to_sender", "return-to-sender returning-to-sender"],
		["returned.to_sender", "returned returned-to-sender"],
		["cancelled.cancelled", "cancelled"],
		["in_transit.arrived_destination_country", "arrived-in-country"],
	]),
};

const Event = z.object({ location: text, description: text, date: text });
const Item = z.object({ article_id: text, status: text, events: list(Event) });
/** An object by the documents, a list in some answers. */
const Consignment = z.object({ status: text, events: list(Event) });
const Trackable = Item.extend({
	consignment_id: text,
	/** The articles of a consignment, one level deeper. */
	items: list(Item),
	consignment: list(Consignment),
});
const Fault = z.object({ code: text, error_code: text, name: text, message: text, description: text });
const Result = z.object({
	tracking_id: text,
	status: text,
	errors: list(Fault),
	trackable_items: list(Trackable),
	consignment: list(Consignment),
});
const Body = z.object({ tracking_results: z.undefined().or(list(Result)), errors: list(Fault) });
type Item = z.output<typeof Item>;
type Result = z.output<typeof Result>;
type Fault = z.output<typeof Fault>;

function extract(body: string): Extracted {
	const { tracking_results: results, errors } = json(body, Body);
	if (results === undefined && errors.length === 0) throw new Unreadable("body: neither tracking results nor errors");
	if (results?.length === 0 && errors.length === 0) {
		return unanswered("not-found", "no tracking results");
	}
	const told = (results ?? []).map(readResult);
	return {
		shipments: told.flatMap(({ shipments }) => shipments),
		refusals: [...errors.map((fault) => refusal(null, fault)), ...told.flatMap(({ refusals }) => refusals)],
	};
}

function readResult(result: Result): {
	readonly shipments: readonly RawShipment[];
	readonly refusals: readonly Refusal[];
} {
	const trackingNumber = result.tracking_id ?? null;
	const items = result.trackable_items.flatMap((outer) => [
		...(outer.events.length > 0 || outer.status ? [outer] : []),
		...outer.items,
		...outer.consignment.map((whole) => ({ ...whole, article_id: outer.consignment_id })),
	]);
	const all: readonly Item[] = [
		...items,
		...result.consignment.map((whole) => ({ ...whole, article_id: result.tracking_id })),
	];
	const articles = new Set(all.map(({ article_id: article }) => article));
	const shipments = all.map((item): RawShipment => {
		return {
			// Of several articles each has a number of its own.
			trackingNumber:
				articles.size > 1 ? (item.article_id ?? trackingNumber) : (trackingNumber ?? item.article_id ?? null),
			scans: item.events.map(readEvent),
			order: orderByTimes(
				item.events.map(({ date }) => date),
				"newest-first",
			),
			status: readStatus(item.status ?? (articles.size > 1 ? undefined : result.status)),
		};
	});
	const facts = shipments.filter(({ scans, status }) => scans.length > 0 || status !== undefined);
	if (result.errors.length > 0) {
		return { shipments: facts, refusals: result.errors.map((fault) => refusal(trackingNumber, fault)) };
	}
	if (facts.length > 0) return { shipments: facts, refusals: [] };
	const header = readStatus(result.status);
	if (header)
		return { shipments: [{ trackingNumber, scans: [], order: "newest-first", status: header }], refusals: [] };
	return unanswered("not-found", "no events and no status", trackingNumber);
}

/** `Unknown` and the hint to look at the items say nothing of the parcel. */
function readStatus(status: string | undefined): RawStatus | undefined {
	if (status === undefined || /^unknown$|^track items/i.test(status)) return undefined;
	return { code: status, keys: [status.toLowerCase().replace(/[\s-]+/g, "-")], text: status };
}

function readEvent({ location, description, date = "" }: z.output<typeof Event>): RawScan {
	const key = keyOf(description);
	return {
		code: "",
		keys: key === undefined ? [] : [key],
		text: description ?? "",
		time: { text: date },
		place: readPlace(location),
	};
}

function keyOf(words = ""): string | undefined {
	if (/^(?:attempted|unsuccessful|delivery attempt|not delivered|unable to deliver)/i.test(words)) {
		return attempts.keyOf(words);
	}
	if (/^(?:item |article )?(?:delivered|final delivery|left (?:in|with|at))\b/i.test(words)) return spots.keyOf(words);
	const land = /^arrived in (.+)$/i.exec(words)?.[1];
	return countryCode(land) === null ? sentences.keyOf(words) : "arrived-in-country";
}

/** `KEW VIC`, `CHICAGO (US)`, `US-60199, UNITED STATES`, `NZ`, or the words for a scan on the way. */
function readPlace(location: string | undefined): RawPlace | undefined {
	if (location === undefined || /^transit scan$/i.test(location)) return undefined;
	const [, city, region] = /^(.+?)(?:, ?| )(ACT|NSW|NT|QLD|SA|TAS|VIC|WA)(?: \d{4})?$/.exec(location) ?? [];
	if (city && region) return { city, region, country: "AU" };
	const abroad = readTownOfCountry(location);
	if (abroad) return abroad;
	if (/^[A-Z]{2}$/.test(location)) return { country: location };
	const [, office, land] = /^(.+), ([^,]+)$/.exec(location) ?? [];
	return office && land ? { name: office, country: land } : { name: location };
}

function refusal(trackingNumber: string | null, fault: Fault): Refusal {
	const code = fault.code ?? fault.error_code ?? "";
	const words = [fault.name, fault.message ?? fault.description].filter(Boolean).join(": ");
	const detail = `${code}: ${words}`;
	// ESB-10001 is an invalid number, ESB-20010 and the like a product that cannot be tracked.
	if (
		/^ESB-[12]0\d{3}$/.test(code) ||
		/invalid (?:tracking|article|consignment)|not trackable|no (?:events|tracking)/i.test(words)
	) {
		return { trackingNumber, outcome: "not-found", detail };
	}
	if (code === "API_002" || /too.?many|\brate\b|throttl/i.test(words))
		return { trackingNumber, outcome: "rate-limited", detail };
	if (code === "API_001" || /api.?key|password|account|not permitted/i.test(words)) {
		return { trackingNumber, outcome: "denied", detail };
	}
	return { trackingNumber, outcome: outcomeOf(code, words), detail };
}

const HOST = "digitalapi.auspost.com.au";

export const australiaPost = defineCarrier({
	code: "australia-post",
	name: "Australia Post",
	countries: ["AU"],
	source: {
		kind: "documented",
		url: "https://developers.auspost.com.au/content/apis/shipping-and-tracking/reference-statuses.html",
		checked: "2026-11-22",
		note: "Events have sentences and no codes, no list of the sentences is published, and the limit of calls is second-hand.",
	},

	numbers: {
		// Articles of eParcel: three or five characters of the merchant, then consignment, article, product and service.
		pattern:
			/^(?:[A-Z]{2}\d{9}AU|00\d{18}|(?=\d*[A-Z])[0-9A-Z]{3}\d{7}(?:\d{6}|\d{11})?|(?=\d*[A-Z])[0-9A-Z]{5}\d{18})$/,
		checkDigit: (number) => (/AU$/.test(number) ? isS10(number) : /^00\d{18}$/.test(number) ? isSscc(number) : null),
		seldom: /^00\d{18}$/,
		valid: ["EA000000005AU", "00000000000000000017"],
		invalid: ["EA000000006AU", "00000000000000000018", "EA000000005US", "0000000000"],
	},

	// The offset is Melbourne's wherever the scan was: the instant is right, the wall clock is head office's.
	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://auspost.com.au/mypost/track/details/${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			apiKey: z.string().min(1),
			password: z.string().min(1),
			accountNumber: z.string().min(1),
		}),
		// Ten calls a minute.
		rate: { perSecond: 0.16 },
	},

	poll: {
		batch: 10,
		request: (queries, { credentials: { apiKey, password, accountNumber } }) => {
			const asked = queries.map(({ trackingNumber }) => encodeURIComponent(trackingNumber)).join(",");
			return {
				method: "GET",
				url: `https://${HOST}/shipping/v1/track?tracking_ids=${asked}`,
				headers: {
					authorization: basicAuthorization(apiKey, password),
					"account-number": accountNumber,
					accept: "application/json",
				},
			};
		},
	},
});
