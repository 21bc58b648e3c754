import { z } from "zod";
import type { Extracted, Problem, RawPlace, RawScan, RawShipment, RawTime } from "./kit/index.ts";
import {
	codeTable,
	dayAtMidnight,
	defineCarrier,
	deliverySpots,
	flag,
	isPackageBarcode,
	isSscc,
	json,
	list,
	md5,
	mod7,
	mod10,
	outcomeOf,
	part,
	phraseIn,
	text,
	tokenInHeader,
	Unreadable,
} from "./kit/index.ts";

const Site = part(
	z.object({
		address: part(z.object({ countryCode: text, postalCode: text, addressLocality: text, addressRegion: text })),
	}),
);
const Event = z.object({
	timestamp: text,
	location: Site,
	statusCode: text,
	status: text,
	description: text,
	remark: text,
});
const Shipment = z.object({
	id: text,
	status: part(Event),
	events: list(Event),
	estimatedTimeOfDelivery: text,
	estimatedDeliveryTimeFrame: part(z.object({ estimatedFrom: text, estimatedThrough: text })),
	details: part(
		z.object({
			proofOfDelivery: part(
				z.object({ signatureUrl: text, signed: part(z.object({ name: text, givenName: text, familyName: text })) }),
			),
			proofOfDeliverySignedAvailable: flag,
		}),
	),
});
const Body = z.object({
	shipments: z.undefined().or(list(Shipment)),
	status: text,
	title: text,
	detail: text,
	instance: text,
	scope: text,
});
type Event = z.output<typeof Event>;
type Shipment = z.output<typeof Shipment>;
type Body = z.output<typeof Body>;

function extract(written: string): Extracted {
	const body = json(written, Body);
	const problems: Problem[] = [];
	const shipments = (body.shipments ?? []).map((shipment) => readShipment(shipment, problems));
	// Push messages about the subscription itself name their scope and no shipment.
	if (shipments.length > 0 || body.scope) return { shipments, problems };
	const isAnswer = body.shipments !== undefined || body.status !== undefined || body.title !== undefined;
	if (!isAnswer) throw new Unreadable("body: neither shipments nor an error");
	return { shipments, refusals: [refusalOf(body)] };
}

function readShipment(shipment: Shipment, problems: Problem[]): RawShipment {
	const { id = null, status, events, details } = shipment;
	const clock = clockOf(shipment);
	const proof = details?.proofOfDelivery;
	const signer = proof?.signed?.name ?? [proof?.signed?.givenName, proof?.signed?.familyName].filter(Boolean).join(" ");
	for (const event of status ? [status, ...events] : events) {
		const claimed = claimOf(event.status);
		if (claimed && event.statusCode && claimed !== event.statusCode) {
			const detail = `Status code ${event.statusCode} stands beside "${event.status ?? ""}"; the code counts.`;
			problems.push({ kind: "contradiction", detail });
		}
	}
	return {
		trackingNumber: id,
		scans: events.map((event) => readEvent(event, clock)),
		order: "newest-first",
		status:
			status?.statusCode && status.statusCode !== "unknown"
				? {
						code: status.statusCode,
						keys: keysOf(status),
						text: status.status,
						time: status.timestamp ? clock(status.timestamp) : undefined,
					}
				: undefined,
		promised: readPromise(shipment, clock),
		signed: signer !== "" || proof?.signatureUrl !== undefined || details?.proofOfDeliverySignedAvailable === true,
	};
}

function readEvent(event: Event, clock: (timestamp: string) => RawTime): RawScan {
	const { timestamp = "", statusCode = "", status, description, remark } = event;
	const signer = signerIn(event);
	const words = [signer ? status : (description ?? status), remark].filter(Boolean).join(": ");
	return {
		code: statusCode,
		keys: keysOf(event),
		// Five status codes for everything: within one minute only DHL's words tell two events apart.
		id: md5([timestamp.replace(/Z$/, ""), statusCode, status, description].join("|"), "hex"),
		text: words,
		time: clock(timestamp),
		place: readPlace(event),
		marked: signer ? { signedBy: signer } : undefined,
	};
}

/** DHL Express writes the signer alone as the description of a delivery. */
function signerIn({ status, description }: Event): string | undefined {
	if (!description || !/^delivered$/i.test(status ?? "")) return undefined;
	return /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}$/u.test(description) && phraseIn(description) === undefined
		? description
		: undefined;
}

function readPlace({ location }: Event): RawPlace | undefined {
	const address = location?.address;
	if (!address) return undefined;
	const { addressLocality, addressRegion, postalCode, countryCode } = address;
	return { city: addressLocality, region: addressRegion, postcode: postalCode, country: countryCode };
}

/**
 * DHL documents UTC, but several divisions send the local clock, and some put a Z behind it. The Z is false where
 * the same body shows the same moment without it.
 */
function clockOf({ status, events }: Shipment): (timestamp: string) => RawTime {
	const times = new Set([status, ...events].map((event) => event?.timestamp));
	const isFalse = [...times].some((time) => time?.endsWith("Z") && times.has(time.slice(0, -1)));
	return (timestamp) => ({ text: isFalse ? timestamp.replace(/Z$/, "") : timestamp });
}

function readPromise(
	{ estimatedTimeOfDelivery, estimatedDeliveryTimeFrame }: Shipment,
	clock: (timestamp: string) => RawTime,
): RawShipment["promised"] {
	const { estimatedFrom, estimatedThrough } = estimatedDeliveryTimeFrame ?? {};
	const from = estimatedFrom ?? estimatedTimeOfDelivery;
	const to = estimatedThrough ?? estimatedTimeOfDelivery;
	if (!from || !to) return undefined;
	// Midnight is how DHL writes a day; inside a window that ends at an hour it is an hour.
	const isDay = isMidnight(from) && isMidnight(to);
	return isDay
		? { from: { text: from.slice(0, 10) }, to: { text: to.slice(0, 10) } }
		: { from: clock(from), to: clock(to) };
}

function isMidnight(timestamp: string): boolean {
	return /^\d{4}-\d\d-\d\d$/.test(dayAtMidnight(timestamp));
}

// The status code decides; the words only say which event of its kind it is.
function keysOf({ statusCode = "", status, description }: Event): string[] {
	const words = [phraseIn(description), phraseIn(status)].filter((word) => word !== undefined);
	return [...words.map((word) => `${statusCode}/${word}`), statusCode];
}

/** The status code that DHL's short status claims, where it is one of them in capitals. */
function claimOf(status: string | undefined): string | undefined {
	const word = status?.toLowerCase().replace(/[ _]/g, "-");
	if (word === "in-transit") return "transit";
	return ["pre-transit", "transit", "delivered", "failure"].find((code) => code === word);
}

function refusalOf({
	status = "",
	title = "",
	detail = "",
	instance,
}: Body): NonNullable<Extracted["refusals"]>[number] {
	const number = /[^/=]+$/.exec(instance ?? "")?.[0] ?? null;
	return {
		trackingNumber: number,
		outcome: outcomeOf(status || "404", `${title} ${detail}`),
		detail: `${status}: ${title}. ${detail}`,
	};
}

function hasCheckDigit(number: string): boolean | null {
	if (!/^\d+$/.test(number) || number.length === 14) return null;
	if (number.length === 18 || number.length === 20) return isSscc(number);
	if (number.length > 20) return isPackageBarcode(number);
	const digit = number.length === 12 ? mod10(number.slice(0, -1), 4, 9) : mod7(number.slice(0, -1));
	return digit === Number(number.at(-1));
}

export const dhl = defineCarrier({
	code: "dhl",
	name: "DHL",
	countries: ["DE"],
	source: {
		kind: "documented",
		url: "https://developer.dhl.com/api-reference/shipment-tracking",
		checked: "2026-11-22",
		note: "Push subscriptions are made and confirmed by the seller at DHL: each has to be activated with a secret that DHL posts first.",
	},

	numbers: {
		// Express and its pieces; parcels of Germany; eCommerce, some of whose parcels are under numbers of the post.
		pattern:
			/^(?:\d{10,12}|(?:00)?\d{18}|JJ?D\d{8,22}|J(?:JV|V|VGL)[0-9A-Z]{8,22}|G[MB][0-9A-Z]{10,38}|(?:CN|HK|IN|LX|MY|RX|SG|TH|UV)\d{10,37}|(?:51|60)\d{12}|(?:420\d{5}(?:\d{4})?)?9[23]612\d{17})$/,
		checkDigit: hasCheckDigit,
		seldom: /^(?:\d{11,12}|(?:00)?(?!340)\d{18}|[CHILMRSTU][A-Z]\d+|(?:420\d+)?9[23]612\d{17})$/,
		valid: [
			"1234567891",
			"00340434161094012345",
			"12345678914",
			"GM60511234500000017",
			"60100000000017",
			"9361210000000000000011",
		],
		invalid: ["1234567890", "12345678911", "00340434161094012344", "1ZWAY0010300000115"],
	},

	// Divisions on every continent: no single clock orders what has no place.
	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },

	statuses: codeTable([
		...deliverySpots,
		["info_received.label_created", "pre-transit pre-transit/announced unknown/announced transit/announced"],
		["info_received.pickup_scheduled", "pre-transit/pickup-planned transit/pickup-planned"],
		["picked_up.collected", "pre-transit/picked-up transit/picked-up"],
		["picked_up.accepted", "transit/accepted"],
		["in_transit.moving", "transit"],
		["in_transit.origin_facility_arrived", "transit/origin-arrived"],
		["in_transit.origin_facility_departed", "transit/origin-departed"],
		["in_transit.arrived_facility", "transit/arrived"],
		["in_transit.processed_facility", "transit/processed"],
		["in_transit.departed_facility", "transit/departed"],
		["in_transit.linehaul_departed", "transit/linehaul-departed"],
		["in_transit.linehaul_arrived", "transit/linehaul-arrived"],
		["in_transit.departed_origin_country", "transit/leaves-country"],
		["in_transit.arrived_destination_country", "transit/destination-country"],
		["in_transit.arrived_delivery_depot", "transit/at-depot"],
		["in_transit.handover_to_partner", "transit/handed-over"],
		["in_transit.delivery_scheduled", "transit/scheduled"],
		["in_transit.import_customs_presented", "transit/customs"],
		["in_transit.export_customs_cleared", "transit/export-cleared"],
		["in_transit.customs_cleared", "transit/cleared"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "transit/duty failure/duty"],
		[["in_transit.import_customs_held", "customs.delay"], "transit/customs-held failure/customs-held failure/customs"],
		["in_transit.held", "transit/held failure/held"],
		["in_transit.delayed", "transit/delayed failure/delayed"],
		[["in_transit.delayed_weather", "external.weather"], "transit/weather failure/weather"],
		[["in_transit.delayed", "external.civil_event"], "transit/strike failure/strike"],
		[["in_transit.misrouted", "carrier.sorting_error"], "transit/misrouted failure/misrouted"],
		[["in_transit.address_problem", "address.incorrect"], "transit/bad-address failure/bad-address"],
		[["in_transit.address_problem", "recipient.moved"], "transit/moved failure/moved"],
		[["in_transit.forwarded_new_address", "address.corrected"], "transit/address-corrected failure/address-corrected"],
		[["in_transit.damaged", "carrier.damaged"], "transit/damaged failure/damaged"],
		["out_for_delivery.on_vehicle", "transit/with-courier"],
		["delivery_attempted.failed", "transit/attempted transit/undeliverable failure/attempted"],
		["delivery_attempted.rescheduled", "transit/rescheduled failure/rescheduled"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "transit/absent failure/absent"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "transit/closed failure/closed"],
		[["delivery_attempted.refused", "recipient.refused"], "transit/refused failure/refused"],
		["ready_for_pickup.arriving_at_point", "transit/to-point"],
		["ready_for_pickup.at_point", "transit/to-collect"],
		["delivered.to_recipient", "delivered"],
		["delivered.signed", "delivered/signed"],
		["delivered.collected", "delivered/collected-by-recipient"],
		["delivered.partial", "delivered/partial transit/partial"],
		[["delivered.damaged", "carrier.damaged"], "delivered/damaged"],
		["returning.to_sender", "transit/returning failure/returning transit/returned"],
		[["returning.to_sender", "recipient.refused"], "transit/returning-refused failure/returning-refused"],
		[["returning.not_collected", "recipient.not_collected"], "transit/not-collected failure/not-collected"],
		["returned.to_sender", "delivered/returned delivered/returning delivered/returning-refused failure/returned"],
		["exception.unspecified", "failure"],
		["exception.undeliverable", "failure/undeliverable"],
		[["exception.lost", "carrier.lost"], "failure/lost"],
		["note.delivery_option_chosen", "transit/choice"],
		// DHL's own word for an event that it has put into none of its four classes.
		["note.information", "unknown"],
	]),

	extract,
	trackingUrl: (number) =>
		`https://www.dhl.com/global-en/home/tracking.html?${new URLSearchParams({ "tracking-id": number })}`,

	api: {
		hosts: ["api-eu.dhl.com"],
		credentials: z.object({ apiKey: z.string().min(1) }),
		rate: { perSecond: 0.2, perDay: 250 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { apiKey } }) => {
			const asked = new URLSearchParams({
				trackingNumber: query.trackingNumber,
				language: "en",
			});
			return {
				method: "GET",
				url: `https://api-eu.dhl.com/track/shipments?${asked}`,
				headers: { "DHL-API-Key": apiKey, accept: "application/json" },
			};
		},
	},

	// No handshake: DHL posts a secret like any message, and whoever subscribed confirms it by a call of their own.
	// The seller names header and token when subscribing: `hook.authentication` of type ApiKeyAuthentication.
	webhook: {
		verify: tokenInHeader({ header: "x-wayline-token" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Name the header x-wayline-token with this secret as its value when you subscribe with DHL.",
	},
});
