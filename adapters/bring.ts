import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	type HttpReply,
	isS10,
	isSscc,
	json,
	list,
	mod10From3,
	number,
	orderByTimes,
	outcomeOf,
	part,
	phraseIn,
	type Query,
	type RawScan,
	type RawShipment,
	type Refusal,
	refuseAll,
	type Subscribed,
	text,
	tokenInHeader,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

const Event = z.object({
	description: text,
	status: text,
	recipientSignature: part(z.object({ name: text, linkToImage: text })),
	unitId: text,
	postalCode: text,
	city: text,
	countryCode: text,
	country: text,
	dateIso: text,
	displayDate: text,
	displayTime: text,
	gpsXCoordinate: number,
	gpsYCoordinate: number,
	type: text,
	date: text,
});
type Event = z.output<typeof Event>;

const Time = z.object({ date: text, deliveryWindow: part(z.object({ start: text, end: text })) });
const Package = z.object({
	packageNumber: text,
	pickupCode: text,
	dateOfEstimatedDelivery: text,
	estimatedTimeSpanOfDelivery: part(z.object({ startTime: text, endTime: text })),
	eventSet: list(Event),
	// In the list of one's own parcels at Posten and Bring, whose words stand in small letters.
	parcelNumber: text,
	status: text,
	delivery: part(z.object({ deliveryTime: part(Time) })),
	pickupPoint: part(z.object({ name: text })),
	events: list(Event),
});
type Package = z.output<typeof Package>;

const Fault = z.object({ code: text, status: text, title: text, detail: text, message: text, reason: text });
const Consignment = z.object({ consignmentId: text, packageSet: list(Package), error: part(Fault) });
const Body = z.object({
	...Package.shape,
	parcels: z.undefined().or(list(Package)),
	consignmentSet: z.undefined().or(list(Consignment)),
	error: z.unknown().optional(),
	errors: list(Fault),
	shipment: text,
	package: text,
	created: text,
	reason: text,
	message: text,
});
type Body = z.output<typeof Body>;

const ALL_GROUPS =
	"ATTEMPTED_DELIVERY CUSTOMS COLLECTED DELIVERED DELIVERED_SENDER DELIVERY_CANCELLED DELIVERY_CHANGED DELIVERY_ORDERED DEVIATION HANDED_IN INTERNATIONAL IN_TRANSIT NOTIFICATION_SENT PRE_NOTIFIED READY_FOR_PICKUP RETURN TRANSPORT_TO_RECIPIENT TERMINAL";

function extract(written: string): Extracted {
	const body = json(written, Body);
	if (body.status && body.created) return readPush(body);
	const own = body.parcels ?? (body.parcelNumber ? [body] : []);
	const consignments = body.consignmentSet ?? [];
	const packages = [
		...own.map((parcel) => ({ parcel, number: parcel.parcelNumber ?? null })),
		...consignments.flatMap(({ packageSet, consignmentId = null }) =>
			packageSet.map((parcel) => ({ parcel, number: parcel.packageNumber ?? consignmentId })),
		),
	];
	const told = packages.filter(
		({ parcel }) => parcel.eventSet.length > 0 || parcel.dateOfEstimatedDelivery || parcel.parcelNumber,
	);
	const silent = packages.filter((one) => !told.includes(one));
	const faults = [...consignments.flatMap(({ error }) => error ?? []), ...body.errors, ...faultsOf(body)];
	if (packages.length + faults.length === 0) {
		if (!body.consignmentSet && !body.parcels) throw new Unreadable("body: neither shipments nor an error");
		return unanswered(body.parcels ? "empty" : "not-found", "No shipments.");
	}
	return {
		shipments: told.map(({ parcel, number }) => readPackage(parcel, number)),
		refusals: [
			...faults.map(refusalOf),
			...silent.map(({ number }): Refusal => ({ trackingNumber: number, outcome: "not-found", detail: "No events." })),
		],
	};
}

function faultsOf({ error, status, reason, message }: Body): z.output<typeof Fault>[] {
	const told = Fault.safeParse(error);
	if (told.success) return [told.data];
	const words = typeof error === "string" ? error : (message ?? reason);
	return words ? [Fault.parse({ status, message: words })] : [];
}

function refusalOf({ code, status, title, detail, message, reason }: z.output<typeof Fault>): Refusal {
	const why = code ?? status ?? "";
	const words = [title, detail, message, reason].filter((word) => word !== undefined).join(": ");
	const isUnknown = /(?:no (?:shipments?|packages?|data)|not) found|invalid (?:query|number|tracking)/i.test(words);
	return { trackingNumber: null, outcome: isUnknown ? "not-found" : outcomeOf(why, words), detail: `${why}: ${words}` };
}

/** A message of Event Cast: one event without words or place. */
function readPush({ status = "", created = "", package: parcel, shipment }: Body): Extracted {
	const trackingNumber = parcel ?? shipment ?? null;
	if (status === "NOT_REGISTERED") {
		const detail = "NOT_REGISTERED: Bring has not found the number within two days.";
		return unanswered("not-found", detail, trackingNumber);
	}
	if (status === "EXPIRED") {
		return { shipments: [], problems: [{ kind: "refused", detail: "EXPIRED: Bring has ended the webhook." }] };
	}
	const scan: RawScan = { code: status, text: "", time: { text: created } };
	return { shipments: [{ trackingNumber, scans: [scan], order: "newest-first" }] };
}

function readPackage(parcel: Package, trackingNumber: string | null): RawShipment {
	const { dateOfEstimatedDelivery, estimatedTimeSpanOfDelivery: span, status, delivery } = parcel;
	const events = [...parcel.eventSet, ...parcel.events];
	const { date, deliveryWindow } = delivery?.deliveryTime ?? {};
	// Midnight UTC beside the day says no more than the day.
	const day = dateOfEstimatedDelivery ?? date?.slice(0, 10);
	const from = deliveryWindow?.start ?? [day, span?.startTime].filter(Boolean).join(" ");
	const to = deliveryWindow?.end ?? [day, span?.endTime ?? span?.startTime].filter(Boolean).join(" ");
	// A parcel goes to the archive however it ended: its events tell.
	const isTold = status !== undefined && !/^(?:archived|unknown)/i.test(status);
	return {
		trackingNumber,
		scans: events.map((event) => readEvent(event, parcel)),
		order: orderByTimes(events.map(timeOf), "newest-first"),
		status: isTold ? { code: status, keys: [`parcel ${status.toLowerCase()}`] } : undefined,
		promised: from && to ? { from: { text: from }, to: { text: to } } : undefined,
		pickup: parcel.pickupPoint && { name: parcel.pickupPoint.name },
		signed: events.some(({ recipientSignature }) => recipientSignature?.linkToImage !== undefined),
	};
}

function timeOf({ dateIso, date, displayDate, displayTime }: Event): string {
	return dateIso ?? date ?? [displayDate, displayTime].filter(Boolean).join(" ");
}

function readEvent(event: Event, { pickupCode, pickupPoint }: Package): RawScan {
	const { description } = event;
	const code = event.status ?? event.type ?? "";
	const isReady = /^ready_for_pick/i.test(code);
	return {
		code,
		keys: keysOf(code.toUpperCase(), description),
		text: description ?? "",
		time: { text: timeOf(event) },
		place: {
			name: isReady ? pickupPoint?.name : undefined,
			city: event.city,
			postcode: event.postalCode,
			country: event.countryCode ?? event.country,
			lat: event.gpsYCoordinate,
			lng: event.gpsXCoordinate,
		},
		marked: { signedBy: event.recipientSignature?.name, pickupCode: isReady ? pickupCode : undefined },
	};
}

// Without a language Bring answers in Norwegian; these words come before those of all carriers.
const NORDIC: readonly (readonly [phrase: string, pattern: RegExp])[] = [
	["identified", /identi(?:fication|ty) (?:is |was |has been )?verified|bankid/i],
	["locker", /parcel (?:locker|box)|pakkeboks|pakkeautomat|paketbox/i],
	["letterbox", /postkasse|postlåd/i],
	["neighbour", /\bnabo|granne/i],
	["safe-place", /(?:utenfor|ved|på) dør/i],
	["damaged", /skad[ea]t/i],
	["absent", /ikke (?:hjemme|til stede)|inte hemma/i],
	["not-collected", /ikke (?:blitt )?hentet|uavhentet|inte (?:blivit )?hämta/i],
	["collected-by-recipient", /hentet av|hämtat? av/i],
	["leaves-country", /(?:sent|departed|left|forwarded) from (?:the )?(?:origin|sender)/i],
	["leaves-country", /(?:sendt|avgått|reist) fra avsenderland/i],
	["cleared", /fortollet|tollbehandlet|förtull/i],
	["arrived", /ankom|innkommet/i],
];

function keysOf(code: string, words: string | undefined): string[] {
	const phrase = NORDIC.find(([, pattern]) => pattern.test(words ?? ""))?.[0] ?? phraseIn(words);
	return phrase ? [`${code}/${phrase}`, code] : [code];
}

const Webhook = z.object({ id: text, status: text, reason: text, errors: list(Fault) });

function readSubscription({ body, status: http }: HttpReply, queries: readonly Query[]): Subscribed {
	const accepted = queries.map(({ trackingNumber }) => trackingNumber);
	// A webhook for the same number and the same events exists already.
	if (http === 409) return { accepted, refused: [] };
	const { id, status = String(http), reason = "", errors } = json(body, Webhook);
	if (http >= 400 || !id) {
		const words = [reason, ...errors.map(({ title, detail }) => title ?? detail ?? "")].filter(Boolean).join(" ");
		if (http < 400 && !words) throw new Unreadable("body: neither a webhook nor an error");
		return refuseAll(queries, `${status}: ${words}`, outcomeOf(String(http), words));
	}
	return { accepted, refused: [], ids: Object.fromEntries(accepted.map((one) => [one, id])) };
}

/** The `uid` is the e-mail address of the Mybring account. */
const Credentials = z.object({ uid: z.string().min(1), apiKey: z.string().min(1), clientUrl: z.url() });
const HOST = "api.bring.com";
const HEADER = "x-wayline-token";

export const bring = defineCarrier({
	code: "bring",
	name: "Bring and Posten",
	countries: ["NO"],
	source: {
		kind: "documented",
		url: "https://developer.bring.com/api/tracking/",
		checked: "2026-11-22",
		note: "A message of Event Cast has neither words nor place; the poll fetches them.",
	},

	numbers: {
		pattern: /^(?:[A-Z]{2}\d{9}NO|(?:00)?3[57]\d{16}|7\d{16})$/,
		checkDigit: (number) => {
			if (/^[A-Z]/.test(number)) return isS10(number);
			return number.length === 17 ? mod10From3(number.slice(0, -1)) === Number(number.at(-1)) : isSscc(number);
		},
		valid: ["370000000000000004", "CE000000005NO", "70000000000000003"],
		invalid: ["370000000000000001", "CE000000005SE", "340000000000000000"],
	},

	clock: { formats: ["iso", "dd.MM.yyyy HH:mm", "dd.MM.yyyy"], zone: { kind: "fixed", zone: "Europe/Oslo" } },

	statuses: {
		"parcel notified": "info_received.notified",
		"parcel underway": "in_transit.moving",
		"parcel collectable": "ready_for_pickup.at_point",
		"parcel return_underway": "returning.to_sender",
		"parcel return_collectable": "returning.to_sender",
		...codeTable([
			["info_received.notified", "PRE_NOTIFIED"],
			["info_received.driver_at_sender", "ARRIVED_COLLECTION"],
			["picked_up.accepted", "HANDED_IN"],
			["picked_up.collected", "COLLECTED"],
			["in_transit.moving", "IN_TRANSIT INTERNATIONAL"],
			["in_transit.departed_origin_country", "INTERNATIONAL/leaves-country INTERNATIONAL/departed"],
			["in_transit.arrived_destination_country", "INTERNATIONAL/destination-country INTERNATIONAL/arrived"],
			["in_transit.arrived_facility", "TERMINAL IN_TRANSIT/arrived"],
			["in_transit.departed_facility", "TERMINAL/departed IN_TRANSIT/departed"],
			["in_transit.processed_facility", "IN_TRANSIT/processed TERMINAL/processed"],
			["in_transit.import_customs_presented", "CUSTOMS"],
			["in_transit.customs_cleared", "CUSTOMS/cleared"],
			["in_transit.delayed", "DEVIATION"],
			["note.information", "DEVIATION/identified"],
			["in_transit.held", "DEVIATION/held"],
			[["exception.lost", "carrier.lost"], "DEVIATION/lost"],
			[["in_transit.damaged", "carrier.damaged"], "DEVIATION/damaged"],
			[["in_transit.address_problem", "address.incorrect"], "DEVIATION/bad-address"],
			["out_for_delivery.on_vehicle", "TRANSPORT_TO_RECIPIENT"],
			["out_for_delivery.arrived", "ARRIVED_DELIVERY"],
			["delivery_attempted.failed", "ATTEMPTED_DELIVERY"],
			[["delivery_attempted.recipient_absent", "recipient.absent"], "ATTEMPTED_DELIVERY/absent DEVIATION/absent"],
			[["delivery_attempted.refused", "recipient.refused"], "ATTEMPTED_DELIVERY/refused DEVIATION/refused"],
			[["delivery_attempted.business_closed", "recipient.business_closed"], "ATTEMPTED_DELIVERY/closed"],
			[["delivery_attempted.business_closed", "recipient.business_closed"], "DEVIATION/closed"],
			["ready_for_pickup.at_point", "READY_FOR_PICKUP READY_FOR_PICK_UP"],
			["ready_for_pickup.locker", "READY_FOR_PICKUP/locker READY_FOR_PICK_UP/locker"],
			["delivered.to_recipient", "DELIVERED"],
			["delivered.letterbox", "DELIVERED/letterbox"],
			[["delivered.to_neighbour", "delivery.indirect"], "DELIVERED/neighbour"],
			["delivered.safe_place", "DELIVERED/safe-place DELIVERED_BAG_ON_DOOR"],
			["delivered.collected", "DELIVERED/collected-by-recipient"],
			["returning.to_sender", "RETURN"],
			[["returning.not_collected", "recipient.not_collected"], "RETURN/not-collected"],
			["returned.to_sender", "DELIVERED_SENDER"],
			["note.recipient_notified", "NOTIFICATION_SENT"],
			["note.delivery_option_chosen", "DELIVERY_ORDERED DELIVERY_CANCELLED"],
			[["note.delivery_option_chosen", "recipient.requested_later"], "DELIVERY_CHANGED"],
			["note.information", "UNKNOWN ADDED_BY_USER"],
		]),
	},

	extract,
	trackingUrl: (number) => `https://tracking.bring.com/tracking/${encodeURIComponent(number)}?lang=en`,

	api: {
		hosts: [HOST],
		credentials: Credentials,
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials }) => ({
			method: "GET",
			url: `https://${HOST}/tracking/api/v2/tracking.json?${new URLSearchParams({ q: query.trackingNumber, lang: "en" })}`,
			headers: headersOf(credentials),
		}),
	},

	webhook: {
		verify: tokenInHeader({ header: HEADER }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: `Bring sends this secret back in the header ${HEADER}, which each subscription names.`,
	},

	subscribe: {
		batch: 1,
		renewAfterDays: 29,
		request: ([query], { credentials, callbackUrl, secret }) => ({
			method: "POST",
			url: `https://${HOST}/event-cast/api/v1/webhooks`,
			headers: { ...headersOf(credentials), "content-type": "application/json" },
			body: JSON.stringify({
				trackingId: query.trackingNumber,
				event_groups: ALL_GROUPS.split(" "),
				configuration: {
					url: callbackUrl,
					content_type: "application/json",
					headers: [{ key: HEADER, value: secret }],
				},
			}),
		}),
		read: readSubscription,
		cancel: {
			by: "id",
			request: ({ id }, { credentials }) => ({
				method: "DELETE",
				url: `https://${HOST}/event-cast/api/v1/webhooks/${(id ?? "").replace(/[^\w-]/g, "")}`,
				headers: headersOf(credentials),
			}),
		},
	},
});

function headersOf({ uid, apiKey, clientUrl }: z.output<typeof Credentials>): Record<string, string> {
	return {
		"x-mybring-api-uid": uid,
		"x-mybring-api-key": apiKey,
		"x-bring-client-url": clientUrl,
		accept: "application/json",
	};
}
