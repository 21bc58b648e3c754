import { z } from "zod";
import {
	codeTable,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	list,
	number,
	orderByTimes,
	outcomeOf,
	parseJson,
	part,
	phraseIn,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

const Event = z.object({
	prefix: text,
	airWaybill: text,
	headerReference: text,
	packageReference: text,
	pieceReference: text,
	eventType: text,
	eventDate: text,
	eventLocation: text,
	description: text,
	estimatedDeliveryDate: text,
	location: part(
		z.object({
			eventLocation: text,
			city: text,
			state: text,
			zip: text,
			countryId: text,
			latitude: number,
			longitude: number,
			timezone: text,
		}),
	),
});
type Event = z.output<typeof Event>;

const Told = z.object({ code: text, message: text, description: text });
/** The tracking call answers with a list of events, the shipment call with pages of them. */
const Body = Event.extend({
	result: z.undefined().or(list(Event)),
	error: z.unknown().optional(),
	errors: list(Told),
	validations: list(Told),
	statusCode: text,
	message: text,
});

function extract(written: string): Extracted {
	const body = parseJson(written);
	// Where a request fails, the documented answer is a sentence.
	if (typeof body === "string" && body.trim() !== "") return { shipments: [], refusals: [refusal("", body)] };
	if (Array.isArray(body)) return readEvents(body.map(eventOf));
	const read = Body.safeParse(body).data;
	if (read === undefined) throw new Unreadable("body: neither events nor an error");
	if (read.result) return readEvents(read.result);
	if (read.eventType) return readEvents([eventOf(body)]);
	const single = Told.safeParse(read.error).data ?? { message: text.safeParse(read.error).data };
	const told = [single, ...read.errors, ...read.validations, { code: read.statusCode, message: read.message }];
	const refusals = told.map(wordsOf).filter(([, words]) => words !== "");
	if (refusals.length === 0) throw new Unreadable("body: neither events nor an error");
	return { shipments: [], refusals: refusals.map(([code, words]) => refusal(code, words)) };
}

function eventOf(element: unknown): Event {
	const event = Event.safeParse(element).data;
	if (event?.eventType || event?.eventDate) return event;
	throw new Unreadable("body: a list of something else than events");
}

function wordsOf({ code = "", message, description }: Partial<z.output<typeof Told>>): [code: string, words: string] {
	return [code, message ?? description ?? code];
}

function refusal(code: string, words: string): Refusal {
	const isUnknown =
		/not_?found/i.test(code) || /not found|no (?:tracking|events?|records?|data)|does ?n[o']t exist/i.test(words);
	const outcome = isUnknown
		? "not-found"
		: outcomeOf(code, `${words} ${/subscription key/i.test(words) ? "credential" : ""}`);
	return { trackingNumber: null, outcome, detail: code && code !== words ? `${code}: ${words}` : words };
}

function readEvents(events: readonly Event[]): Extracted {
	if (events.length === 0) {
		return unanswered("not-found", "no events");
	}
	const numbers = [...new Set(events.map(numberOf))];
	return {
		shipments: numbers.map((one) =>
			readShipment(
				one,
				events.filter((event) => numberOf(event) === one),
			),
		),
	};
}

function numberOf({ prefix, airWaybill, packageReference, headerReference }: Event): string | null {
	return airWaybill ? `${prefix ?? ""}${airWaybill}` : (packageReference ?? headerReference ?? null);
}

function readShipment(trackingNumber: string | null, events: readonly Event[]): RawShipment {
	const order = orderByTimes(
		events.map(({ eventDate }) => eventDate),
		"oldest-first",
	);
	const newestFirst = order === "oldest-first" ? events.toReversed() : events;
	const estimate = newestFirst.find(({ estimatedDeliveryDate }) => estimatedDeliveryDate);
	const promised = estimate && {
		text: dayAtMidnight(estimate.estimatedDeliveryDate ?? ""),
		zone: estimate.location?.timezone,
	};
	// One piece alone is the parcel itself.
	const hasPieces = new Set(events.map(({ pieceReference }) => pieceReference)).size > 1;
	return {
		trackingNumber,
		scans: newestFirst.map((event) => readEvent(event, hasPieces)),
		order: "newest-first",
		promised: promised && { from: promised, to: promised },
	};
}

function readEvent(event: Event, hasPieces: boolean): RawScan {
	const { eventType = "", eventDate = "", description = "", pieceReference, location } = event;
	return {
		code: eventType,
		// Why an attempt failed stands in the words alone.
		keys: [`${eventType.toUpperCase()}/${phraseIn(description)}`, eventType.toUpperCase()],
		text: description,
		// The clock of the place, which is named nowhere but in the location that only some accounts are sent.
		time: { text: eventDate, zone: location?.timezone },
		place: placeOf(event),
		piece: hasPieces ? pieceReference : undefined,
	};
}

/** Without a location an airport's code, or one that the airline gave a store: `TLS01` is at the airport TLS. */
function placeOf({ eventLocation, location }: Event): RawPlace | undefined {
	const name = location?.eventLocation ?? eventLocation;
	const station = name?.replace(/^([A-Z]{3})\d{1,3}$/, "$1");
	if (!location) return station ? { name: station } : undefined;
	const { city, state, zip, countryId, latitude, longitude } = location;
	return {
		name: city ? undefined : station,
		city,
		region: state,
		postcode: zip,
		country: countryId,
		lat: latitude,
		lng: longitude,
	};
}

/** The system is written in .NET, whose names for zones are those of Windows: "standard" all year round. */
const WINDOWS_ZONES: Readonly<Record<string, string>> = {
	"EASTERN STANDARD TIME": "America/New_York",
	"CENTRAL STANDARD TIME": "America/Chicago",
	"MOUNTAIN STANDARD TIME": "America/Denver",
	"US MOUNTAIN STANDARD TIME": "America/Phoenix",
	"PACIFIC STANDARD TIME": "America/Los_Angeles",
	"ATLANTIC STANDARD TIME": "America/Halifax",
	"NEWFOUNDLAND STANDARD TIME": "America/St_Johns",
	"ALASKAN STANDARD TIME": "America/Anchorage",
	"HAWAIIAN STANDARD TIME": "Pacific/Honolulu",
	"GMT STANDARD TIME": "Europe/London",
	"W. EUROPE STANDARD TIME": "Europe/Berlin",
	"ROMANCE STANDARD TIME": "Europe/Paris",
	"INDIA STANDARD TIME": "Asia/Kolkata",
};

const HOST = "ihub.smartkargo.com";

export const smartkargo = defineCarrier({
	code: "smartkargo",
	name: "SmartKargo",
	countries: [],
	source: {
		kind: "documented",
		url: "https://github.com/karrioapi/karrio/blob/main/modules/connectors/smartkargo/vendor/openapi.yaml",
		checked: "2026-11-22",
		note: "The event types beyond nine of the airline's own are those of IATA, and whose clock an event shows is inferred from the flight date's description.",
	},

	numbers: {
		pattern: /^[A-Z]{3}\d{8}$/,
		valid: ["XWA00001707", "AXW12340001"],
		invalid: ["XWA0000170", "XW000001707", "00001707", "XWA000017071"],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null }, zoneWords: WINDOWS_ZONES },
	statuses: codeTable([
		["info_received.label_created", "BKD FWB"],
		["info_received.notified", "FOW"],
		["picked_up.collected", "PUP"],
		["picked_up.accepted", "RCS"],
		["picked_up.dropped_off", "FOH"],
		["in_transit.moving", "PND INT"],
		["in_transit.loaded", "MAN PRE LOD"],
		["in_transit.linehaul_departed", "DEP"],
		["in_transit.linehaul_arrived", "ARR RCF MDL"],
		["in_transit.handover_to_partner", "TFD TRM"],
		["in_transit.received_by_partner", "RCT"],
		["in_transit.export_customs_presented", "CRC"],
		["in_transit.import_customs_presented", "TGC"],
		["in_transit.customs_cleared", "CCD"],
		["in_transit.delayed", "DLY"],
		["in_transit.misrouted", "DIS"],
		["out_for_delivery.on_vehicle", "GDL OFD"],
		["out_for_delivery.contacting_recipient", "NFD AWD"],
		["delivery_attempted.failed", "ADL"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "ADL/absent"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "ADL/closed"],
		[["delivery_attempted.address_not_found", "address.incorrect"], "ADL/bad-address"],
		[["delivery_attempted.refused", "recipient.refused"], "ADL/refused"],
		["delivered.to_recipient", "DDL DLV POD"],
		["delivered.safe_place", "DLD"],
		["returning.to_sender", "RTS RTN"],
		["cancelled.cancelled", "VOI VOID CAN"],
		["note.information", "INF"],
		["note.recipient_notified", "RCU"],
	]),
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.deliverdirect.com/tracking?${new URLSearchParams({ ref: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			apiKey: z.string().min(1),
			/** Which of several sites of one account, where there are several. */
			siteId: z.string().default(""),
		}),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { apiKey, siteId } }) => {
			const trackingNumber = query.trackingNumber;
			const [, prefix, airWaybill] = /^([A-Z]{3})[-_ ]?(\d+)$/i.exec(trackingNumber) ?? [];
			const asked = new URLSearchParams(
				prefix && airWaybill
					? { prefix: prefix.toUpperCase(), Airwaybill: airWaybill }
					: { packageReference: trackingNumber },
			);
			return {
				method: "GET",
				url: `https://${HOST}/ihub-mt-api-function/tracking?${asked}`,
				headers: { code: apiKey, ...(siteId && { SiteId: siteId }), accept: "application/json" },
			};
		},
	},
});
