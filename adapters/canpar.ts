import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	flag,
	list,
	markup,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	soap,
	soapEnvelope,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

/** Canpar publishes no list of its codes; behind those that were seen stands what it says in capitals beside them. */
const english = textRules("en", 1, [
	[["delivery_attempted.refused", "recipient.refused"], /\brefused\b/i],
	[["returning.not_collected", "recipient.not_collected"], /unclaimed|not (?:picked up|claimed).*return/i],
	["returned.to_sender", /returned to (?:the )?(?:shipper|sender)/i],
	["returning.to_sender", /return(?:ing)? (?:parcel )?to (?:the )?(?:shipper|sender)/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/not (?:at )?home|no one home|nobody home|customer not (?:in|available)|consignee (?:not available|absent)/i,
	],
	[
		["delivery_attempted.business_closed", "recipient.business_closed"],
		/(?:business|consignee|customer|receiver) (?:is )?closed|closed (?:on arrival|for )/i,
	],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:incorrect|incomplete|insufficient|wrong|bad) address|address (?:incorrect|incomplete|correction)/i,
	],
	[["in_transit.address_problem", "recipient.moved"], /consignee (?:has )?moved|customer (?:has )?moved/i],
	["ready_for_pickup.at_point", /(?:available|held|hold|ready) for (?:customer )?pick-?up/i],
	["delivery_attempted.notice_left", /(?:card|notice) left/i],
	["delivery_attempted.failed", /attempt|not delivered|unable to deliver|undeliverable/i],
	[["in_transit.held_at_request", "recipient.requested_later"], /future delivery|requested .*later/i],
	["in_transit.delivery_scheduled", /appointment|delivery scheduled/i],
	["exception.lost", /\blost\b/i],
	[["in_transit.delayed_weather", "external.weather"], /weather/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mis-?(?:sort|rout|direct)/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	["in_transit.delayed", /delay/i],
	["in_transit.customs_cleared", /(?:cleared|released) .*customs|customs (?:cleared|released)/i],
	["in_transit.import_customs_presented", /customs/i],
	["out_for_delivery.on_vehicle", /out for delivery|on (?:delivery )?vehicle|with driver/i],
	["in_transit.received_by_partner", /arrival at interline/i],
	["in_transit.handover_to_partner", /interline/i],
	["in_transit.arrived_delivery_depot", /arriv\w+ at (?:destination|delivery|delivering)/i],
	["in_transit.arrived_facility", /^arriv/i],
	["in_transit.departed_facility", /^(?:depart|left\b)/i],
	["picked_up.collected", /^pick-?up from|^picked up|pickup .*(?:customer|shipper)/i],
	["info_received.label_created", /label|manifest|electronic|data received/i],
	["delivered.to_recipient", /^delivered\b/i],
	["in_transit.processed_facility", /sort|scan/i],
	["in_transit.moving", /in transit|linehaul|outbound/i],
]);

// The accents arrive broken.
const french = textRules("fr", 1, [
	["returning.to_sender", /retour/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /absent/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /ferm/i],
	["delivery_attempted.failed", /tentative|non livr/i],
	["out_for_delivery.on_vehicle", /en cours de livraison|v.hicule de livraison/i],
	["in_transit.import_customs_presented", /douane/i],
	["in_transit.delayed", /retard/i],
	["in_transit.arrived_facility", /arriv/i],
	["in_transit.departed_facility", /d.part|quitt/i],
	["picked_up.collected", /cueillette|ramass/i],
	["info_received.label_created", /manifeste|.tiquette/i],
	["delivered.to_recipient", /^livr/i],
]);

/** Where a delivered parcel was left stands in the words alone. */
const LEFT: readonly (readonly [key: string, pattern: RegExp])[] = [
	["DEL/neighbour", /neighbou?r/i],
	["DEL/door", /left (?:at|in|on|by)\b|\b(?:front|back|side) door|safe (?:place|drop)/i],
];

const Address = part(z.object({ address_line_1: text, city: text, province: text, postal_code: text, country: text }));
const Event = z.object({
	address: Address,
	code: text,
	code_description_en: text,
	code_description_fr: text,
	comment: text,
	local_date_time: text,
});
const Result = z.object({
	barcode: text,
	delivered: flag,
	estimated_delivery_date: text,
	events: list(Event),
	signature: text,
	signature_url: text,
	signed_by: text,
});
const Return = part(z.object({ error: text, result: list(Result) }));
const Reply = part(z.object({ return: Return }));
const Body = z.object({
	trackByBarcodeResponse: Reply,
	trackByBarcodeV2Response: Reply,
	trackByReferenceResponse: Reply,
	trackByReferenceV2Response: Reply,
});
type Result = z.output<typeof Result>;

function extract(body: string): Extracted {
	const { fault, content } = { content: null, ...soap(body, Body) };
	if (fault) return { shipments: [], refusals: [refusal(null, fault.code, `${fault.text} ${fault.detail}`)] };
	const replies = Object.values(content ?? {}).flatMap((reply) => reply?.return ?? []);
	if (replies.length === 0) throw new Unreadable("body: no answer to a question for a barcode");
	const refusals: Refusal[] = [];
	const shipments: RawShipment[] = [];
	for (const { error, result } of replies) {
		if (error) refusals.push(refusal(null, "", error));
		const known = result.filter(({ events, estimated_delivery_date }) => events.length > 0 || estimated_delivery_date);
		shipments.push(...known.map(shipment));
		for (const { barcode = null } of result.filter((one) => !known.includes(one))) {
			refusals.push({ trackingNumber: barcode, outcome: "not-found", detail: "Canpar names no event." });
		}
		if (!error && result.length === 0) {
			refusals.push({ trackingNumber: null, outcome: "not-found", detail: "Canpar names no parcel." });
		}
	}
	return { shipments, refusals };
}

function refusal(trackingNumber: string | null, code: string, words: string): Refusal {
	const isUnknown =
		/invalid barcode|barcode .*(?:invalid|not valid)|no (?:results?|records?|parcels?|shipments?)/i.test(words);
	const isDenied = /(?:invalid|incorrect) (?:user|password|login)|user_?id|password|not permitted/i.test(words);
	const outcome = isUnknown ? "not-found" : isDenied ? "denied" : outcomeOf(code, words);
	return { trackingNumber, outcome, detail: [code, words].filter(Boolean).join(": ") };
}

function shipment(result: Result): RawShipment {
	const { barcode = null, estimated_delivery_date: day, signed_by: signedBy, signature, signature_url: link } = result;
	const promise = day && { text: day };
	const scans = result.events.map((event) => scan(event, signedBy));
	return {
		trackingNumber: barcode,
		scans,
		order: orderByTimes(
			scans.map(({ time }) => time.text),
			"newest-first",
		),
		// False stands beside a delivery scan too: only true says something.
		status: result.delivered ? { code: "delivered", keys: ["header:delivered"] } : undefined,
		promised: promise ? { from: promise, to: promise } : undefined,
		signed: signedBy !== undefined || signature !== undefined || link !== undefined,
	};
}

function scan(event: z.output<typeof Event>, signedBy: string | undefined): RawScan {
	const { code = "", code_description_en: words = "", code_description_fr, comment, address, local_date_time } = event;
	const rule = english.keyOf(words) ?? french.keyOf(code_description_fr);
	const time: RawTime = { text: local_date_time ?? "" };
	const left = code === "DEL" ? LEFT.find(([, pattern]) => pattern.test(`${words} ${comment ?? ""}`))?.[0] : undefined;
	// What is told of a code elsewhere comes after Canpar's own words.
	const keys = [left, code, rule, `heard:${code}`].filter((key) => key !== undefined);
	return {
		code,
		keys,
		text: [words || code_description_fr, comment].filter(Boolean).join(": "),
		time,
		place: address && {
			city: address.city,
			region: address.province,
			postcode: address.postal_code,
			country: address.country,
		},
		marked: code === "DEL" ? { signedBy } : undefined,
	};
}

const HOST = "canship.canpar.com";

export const canpar = defineCarrier({
	code: "canpar",
	name: "Canpar Express",
	countries: ["CA"],
	source: {
		kind: "observed",
		url: "https://github.com/karrioapi/community/tree/main/plugins/canpar",
		checked: "2026-11-22",
		note: "Canpar publishes no list of event codes, some of which are known from other clients; time_shift seems to count hours east of Vancouver and is not read.",
	},

	numbers: {
		pattern: /^[CDFKLSUXZ]\d{21}$/,
		valid: ["D100000000000000001001", "L100000000000000001001"],
		invalid: ["1100000000000000001001", "D10000000000000000100", "M100000000000000001001"],
	},

	clock: {
		formats: ["yyyyMMdd HHmmss", "yyyyMMdd", "iso"],
		zone: { kind: "scan-site", fallback: "America/Toronto" },
	},
	statuses: {
		...codeTable([
			["picked_up.collected", "PIC"],
			["in_transit.arrived_facility", "ARR"],
			["in_transit.handover_to_partner", "INO"],
			["in_transit.received_by_partner", "INA"],
			["delivered.to_recipient", "DEL header:delivered"],
			["delivered.to_neighbour", "DEL/neighbour"],
			["delivered.safe_place", "DEL/door"],
			["info_received.label_created", "heard:MAN"],
			["in_transit.departed_facility", "heard:DEP"],
			["out_for_delivery.on_vehicle", "heard:OFD"],
			["delivery_attempted.failed", "heard:ATT"],
			["returning.to_sender", "heard:RTS"],
			["exception.unspecified", "heard:XCP"],
		]),
		...english.statuses,
		...french.statuses,
	},
	extract,
	trackingUrl: (number) => `https://www.canpar.com/en/tracking/track.htm?${new URLSearchParams({ barcode: number })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ userId: z.string().min(1), password: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { userId, password } }) => ({
			method: "POST",
			url: `https://${HOST}/canshipws/services/CanparAddonsService`,
			headers: { "content-type": "text/xml; charset=utf-8", soapaction: '"urn:trackByBarcodeV2"' },
			body: soapEnvelope(
				markup`<ws:trackByBarcodeV2 xmlns:ws="http://ws.canparaddons.canpar.com" xmlns:dto="http://ws.dto.canshipws.canpar.com/xsd"><ws:request><dto:barcode>${query.trackingNumber}</dto:barcode><dto:filter></dto:filter><dto:password>${password}</dto:password><dto:track_shipment>false</dto:track_shipment><dto:user_id>${userId}</dto:user_id></ws:request></ws:trackByBarcodeV2>`,
			),
		}),
	},
});
