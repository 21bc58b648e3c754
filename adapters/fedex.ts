import { z } from "zod";
import {
	clientCredentials,
	codeTable,
	dayAtMidnight,
	defineCarrier,
	deliverySpots,
	type Extracted,
	hmacSha256,
	isPackageBarcode,
	isSscc,
	json,
	list,
	type Meaning,
	mod10From3,
	oauthLogin,
	type Problem,
	part,
	prefixed,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	sideBySide,
	spotIn,
	text,
	textRules,
	Unreadable,
	weightedSum,
} from "./kit/index.ts";

// Codes beyond the tables below come with one of FedEx's own sentences.
const sentences = textRules("en", 1, [
	[["returning.to_sender", "recipient.refused"], /\brefused\b.*\breturn(?:ed|ing) to (?:the )?shipper\b/i],
	["returning.to_sender", /\breturn(?:ed|ing) to (?:the )?shipper\b/i],
	[["delivery_attempted.refused", "recipient.refused"], /\brefused\b/i],
	[["in_transit.address_problem", "recipient.moved"], /\brecipient (?:has )?moved\b/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /\b(?:incorrect|incomplete) (?:\w+ )?address\b/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /\bunable to locate\b/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /\b(?:customer|recipient) .*not (?:available|in)\b/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /\bbusiness (?:was )?closed\b/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /\b(?:unable to|no) access\b/i],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], /\bfuture delivery\b/i],
	[["in_transit.damaged", "carrier.damaged"], /\bdamaged?\b/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /\bmissort|\bwrong route\b/i],
	[["in_transit.delayed_weather", "external.natural_disaster"], /\bnatural disaster\b/i],
	[["in_transit.delayed_weather", "external.weather"], /\bweather\b/i],
	[["in_transit.delayed_holiday", "external.holiday"], /\bholiday\b/i],
	[["in_transit.delayed_transport", "carrier.mechanical"], /\bmechanical\b/i],
	[["in_transit.import_customs_held", "customs.paperwork_improper"], /\b(?:missing|improper)\b.*\b(?:paper|document)/i],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /\b(?:duties|duty|taxes)\b.*\b(?:required|due|unpaid)\b/i],
	[["in_transit.import_customs_held", "customs.delay"], /\b(?:clearance|customs|agency)\b.*\b(?:delay|held|hold)/i],
	["in_transit.delayed", /\bdelay(?:ed)?\b/i],
]);

/** The events under which those sentences stand. */
const TROUBLES: ReadonlySet<string> = new Set(["DE", "DY", "DD", "SE", "CD"]);

/**
 * Exception codes of the delivering courier (DEX) and the station (STAT), the same under every event that has one.
 * Two digits are FedEx Express's and three FedEx Ground's, which has a list of its own: 07 is a refusal, 007 is not.
 */
const EXCEPTIONS = codeTable([
	[["delivery_attempted.no_access", "external.security"], "001"],
	[["delivery_attempted.address_not_found", "address.incorrect"], "002"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "004 007"],
	[["delivery_attempted.refused", "recipient.refused"], "006"],
	[["in_transit.damaged", "carrier.damaged"], "010"],
	[["in_transit.misrouted", "carrier.sorting_error"], "012"],
	["returning.to_sender", "060G 14"],
	["in_transit.forwarded_new_address", "A13"],
	[["delivery_attempted.failed", "address.corrected"], "06"],
	[["in_transit.delayed", "sender.past_cutoff"], "23"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "30"],
	[["in_transit.customs_info_required", "customs.broker_contact"], "58"],
	// Not due yet, and therefore not tried.
	["note.information", "41"],
	[["in_transit.delayed", "carrier.not_enough_time"], "01 48"],
	[["delivery_attempted.address_not_found", "address.incorrect"], "03"],
	[["delivery_attempted.no_access", "external.security"], "05"],
	[["delivery_attempted.refused", "recipient.refused"], "07"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "08"],
	[["in_transit.damaged", "carrier.damaged"], "10 37"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "11"],
	[["in_transit.misrouted", "carrier.sorting_error"], "12 18 28"],
	[["delivery_attempted.business_closed", "external.civil_event"], "15"],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], "17"],
	[["in_transit.delayed_transport", "carrier.missed_connection"], "22 31 32"],
	["note.delivery_option_chosen", "29"],
	["in_transit.delayed_transport", "33"],
	[["in_transit.delayed_holiday", "external.holiday"], "42"],
	[["in_transit.import_customs_held", "customs.paperwork_improper"], "50"],
	[["in_transit.import_customs_held", "customs.delay"], "55"],
	[["in_transit.delayed", "external.force_majeure"], "84"],
	[["in_transit.delayed_transport", "carrier.mechanical"], "85"],
	[["in_transit.delayed_transport", "carrier.accident"], "89"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "93"],
	["in_transit.redirected_by_carrier", "A47"],
	["in_transit.delayed", "A52"],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...sentences.statuses,
	...codeTable([
		...deliverySpots,
		["delivered.collected", "delivered/FEDEX_LOCATION"],
		["delivered.to_reception", "delivered/APARTMENT_OFFICE delivered/LEASING_OFFICE delivered/RENTAL_OFFICE"],
		["delivered.to_reception", "delivered/MAIN_OFFICE delivered/MANAGER_OFFICE delivered/MAILROOM"],
		["delivered.to_reception", "delivered/GATE_HOUSE delivered/GUARD_OR_SECURITY_STATION"],
		["delivered.to_reception", "delivered/RECEPTIONIST_OR_FRONT_DESK delivered/SHIPPING_RECEIVING"],
		["info_received.label_created", "OC"],
		["info_received.notified", "OX"],
		["info_received.pickup_scheduled", "EP"],
		["info_received.driver_at_sender", "AP"],
		["info_received.pickup_failed", "DR PD"],
		["picked_up.collected", "PU PX"],
		["picked_up.dropped_off", "DO"],
		["picked_up.accepted", "IP"],
		["in_transit.moving", "IT IX PM EO EA TR OW"],
		["in_transit.origin_facility_arrived", "OF AR@ORIGIN_FEDEX_FACILITY"],
		["in_transit.origin_facility_departed", "LO DP@ORIGIN_FEDEX_FACILITY"],
		["in_transit.arrived_facility", "AR AF AA"],
		["in_transit.arrived_delivery_depot", "AR@DESTINATION_FEDEX_FACILITY AF@DESTINATION_FEDEX_FACILITY FD"],
		["in_transit.processed_facility", "SF"],
		["in_transit.departed_facility", "DP"],
		["in_transit.linehaul_departed", "PF"],
		["in_transit.linehaul_arrived", "PL"],
		["in_transit.handover_to_partner", "AC AX"],
		["in_transit.import_customs_presented", "CP"],
		[["in_transit.import_customs_held", "customs.delay"], "CD"],
		["in_transit.customs_cleared", "CC"],
		["in_transit.delayed", "DY DD"],
		["exception.unspecified", "SE"],
		["in_transit.forwarded_new_address", "PR"],
		["out_for_delivery.on_vehicle", "OD ED"],
		["out_for_delivery.arrived", "AD"],
		["delivery_attempted.problem", "DE"],
		["ready_for_pickup.at_point", "HL HP"],
		["delivered.to_recipient", "DL"],
		["returning.to_sender", "RS RT"],
		["cancelled.cancelled", "CA"],
		["note.information", "AO CH DS MD RC RP RG RD LP US"],
		["note.eta_changed", "AE"],
		[["note.information", "address.corrected"], "AS"],
		["note.split", "SP"],
		["note.delivery_option_chosen", "HA RA RR RM"],
	]),
	...prefixed("DE:", EXCEPTIONS),
	...prefixed("DY:", EXCEPTIONS),
	...prefixed("DD:", EXCEPTIONS),
	...prefixed("SE:", EXCEPTIONS),
	...prefixed("CD:", EXCEPTIONS),
	// The current status has a vocabulary of its own beside the events'.
	"latest:IN": "info_received.label_created",
	"latest:RL": "in_transit.delayed",
};

const Address = part(z.object({ city: text, stateOrProvinceCode: text, postalCode: text, countryCode: text }));

const HoldAddress = z.object({ streetLines: list(text), city: text, stateOrProvinceCode: text, postalCode: text });

const Event = z.object({
	date: text,
	eventType: text,
	eventDescription: text,
	exceptionCode: text,
	exceptionDescription: text,
	derivedStatusCode: text,
	locationType: text,
	scanLocation: Address,
});

const Result = z.object({
	trackingNumber: text,
	trackingNumberInfo: part(z.object({ trackingNumber: text })),
	latestStatusDetail: part(
		z.object({
			code: text,
			derivedCode: text,
			derivedStatusCode: text,
			description: text,
			ancillaryDetails: list(z.object({ reason: text, reasonDescription: text })),
		}),
	),
	scanEvents: list(Event),
	dateAndTimes: list(z.object({ type: text, dateTime: text })),
	estimatedDeliveryTimeWindow: part(z.object({ window: part(z.object({ begins: text, ends: text })) })),
	deliveryDetails: part(
		z.object({ receivedByName: text, signedByName: text, locationType: text, locationDescription: text }),
	),
	holdAtLocation: part(
		z.object({
			locationContactAndAddress: part(
				z.object({ contact: part(z.object({ companyName: text })), address: part(HoldAddress) }),
			),
		}),
	),
	error: part(z.object({ code: text, message: text })),
});
type Result = z.output<typeof Result>;

const Complete = z.object({ trackingNumber: text, trackResults: list(Result) });
const Body = Result.extend({
	output: part(z.object({ completeTrackResults: list(Complete), trackResults: list(Result) })),
	completeTrackResults: list(Complete),
	trackResults: list(Result),
	errors: list(z.object({ code: text, message: text })),
});

/** One shape for polls and pushes: FedEx wraps the same track results in more or fewer envelopes. */
function extract(body: string): Extracted {
	const bodies = json(body, list(Body));
	const bare = bodies.flatMap((read) => [
		...(read.output?.trackResults ?? []),
		...read.trackResults,
		...(isTold(read) ? [read] : []),
	]);
	const results = bodies
		.flatMap((read) => [...(read.output?.completeTrackResults ?? []), ...read.completeTrackResults])
		.concat({ trackingNumber: undefined, trackResults: bare })
		.flatMap(({ trackingNumber, trackResults }) => trackResults.map((result) => ({ trackingNumber, result })));
	const errors = bodies.flatMap((read) => read.errors);
	if (results.length === 0 && errors.length === 0) throw new Unreadable("body: neither track results nor errors");
	const shipments: RawShipment[] = [];
	const problems: Problem[] = [];
	const refusals: Refusal[] = errors.map((error) => refusal(null, error));
	for (const { trackingNumber, result } of results) {
		const known = trackingNumber ?? result.trackingNumberInfo?.trackingNumber ?? result.trackingNumber ?? null;
		const refused = result.error?.code ? refusal(known, result.error) : undefined;
		if (refused && !isTold(result)) refusals.push(refused);
		else shipments.push(shipment(known, result));
		if (refused && isTold(result)) problems.push({ kind: "refused", detail: refused.detail });
	}
	return { shipments, refusals, problems };
}

function isTold({ scanEvents, latestStatusDetail: latest }: Result): boolean {
	return scanEvents.length > 0 || (latest?.derivedCode ?? latest?.code) !== undefined;
}

function refusal(
	trackingNumber: string | null,
	{ code = "", message = "" }: { code?: string | undefined; message?: string | undefined },
): Refusal {
	const detail = `${code}: ${message}`;
	if (/NOT\.?FOUND|TRACKINGNUMBER\.INVALID/.test(code)) return { trackingNumber, outcome: "not-found", detail };
	if (/AUTHORIZ|FORBIDDEN|CREDENTIAL|LOGIN/.test(code)) return { trackingNumber, outcome: "denied", detail };
	if (/RATE|QUOTA|TOO\.?MANY|THROTTL/.test(code)) return { trackingNumber, outcome: "rate-limited", detail };
	return { trackingNumber, outcome: "error", detail };
}

function shipment(trackingNumber: string | null, result: Result): RawShipment {
	const { receivedByName, signedByName } = result.deliveryDetails ?? {};
	const signer = nameOf(receivedByName) ?? nameOf(signedByName);
	return {
		trackingNumber,
		order: "newest-first",
		scans: result.scanEvents.map((event) => scan(event, signer, result.deliveryDetails)),
		status: status(result),
		promised: promised(result),
		pickup: hold(result),
		signed: signer !== undefined,
	};
}

function hold({ holdAtLocation }: Result): RawShipment["pickup"] {
	const { contact, address } = holdAtLocation?.locationContactAndAddress ?? {};
	if (!contact?.companyName && !address) return undefined;
	const { streetLines = [], city, stateOrProvinceCode: state, postalCode } = address ?? {};
	return { name: contact?.companyName, address: [...streetLines, city, sideBySide(state, postalCode)] };
}

// FedEx writes here, too, why nobody signed.
function nameOf(written: string | undefined): string | undefined {
	return written && !/\bsignature\b|\bnot required\b/i.test(written) ? written : undefined;
}

function status({ latestStatusDetail: latest, dateAndTimes, scanEvents }: Result): RawShipment["status"] {
	const code = latest?.derivedCode ?? latest?.code ?? latest?.derivedStatusCode;
	if (latest === undefined || code === undefined) return undefined;
	const event = latest.code ?? code;
	const reasons = latest.ancillaryDetails.flatMap(({ reason, reasonDescription }) => [
		`${event}:${reason}`,
		...trouble(event, reasonDescription),
	]);
	// Told by its scan where there is one.
	const isLone = code === "DL" && !scanEvents.some(({ eventType }) => eventType === "DL");
	const delivered = isLone ? dateAndTimes.find(({ type }) => type === "ACTUAL_DELIVERY")?.dateTime : undefined;
	return {
		code,
		keys: [...reasons, `latest:${code}`, code, event],
		text: latest.description,
		time: delivered ? moment(delivered) : undefined,
	};
}

function trouble(event: string, words: string | undefined): string[] {
	const named = TROUBLES.has(event) ? sentences.keyOf(words) : undefined;
	return named === undefined ? [] : [named];
}

function scan(event: z.output<typeof Event>, signer: string | undefined, delivery: Result["deliveryDetails"]): RawScan {
	const { date = "", eventDescription, exceptionCode, exceptionDescription, derivedStatusCode, locationType } = event;
	const eventType = event.eventType ?? derivedStatusCode ?? "";
	const at = event.scanLocation;
	return {
		code: eventType,
		// Two exceptions in one minute at one place differ only in this code.
		id: exceptionCode ? [date, eventType, exceptionCode, at?.city].join("|") : undefined,
		keys: [
			...(exceptionCode ? [`${eventType}:${exceptionCode}`] : []),
			...trouble(eventType, exceptionDescription),
			...(eventType === "DL" ? spotOf(delivery, exceptionDescription) : []),
			`${eventType}@${locationType}`,
			...(event.eventType ? [] : [`latest:${eventType}`]),
			eventType,
		],
		text: [...new Set([eventDescription, exceptionDescription])].filter(Boolean).join(": "),
		time: moment(date),
		place: at && { city: at.city, region: at.stateOrProvinceCode, postcode: at.postalCode, country: at.countryCode },
		marked: eventType === "DL" ? { signedBy: signer } : undefined,
	};
}

/** Where it was left: by FedEx's name of the place, or in the words of the delivery. */
function spotOf(delivery: Result["deliveryDetails"], words: string | undefined): string[] {
	const spot = spotIn(delivery?.locationDescription) ?? spotIn(words);
	return [`delivered/${delivery?.locationType}`, ...(spot ? [spot] : [])];
}

/** Midnight without an offset is how FedEx writes a date: it must not sort before the morning's scans. */
const moment = (written: string): RawTime => ({ text: written.replace(/T00:00:00$/, "") });

/** Midnight in an estimate means "that day", whatever offset stands beside it. */
const estimate = (written: string): RawTime => ({ text: dayAtMidnight(written) });

function promised(result: Result): RawShipment["promised"] {
	const window = result.estimatedDeliveryTimeWindow?.window;
	const single = ["ESTIMATED_DELIVERY", "APPOINTMENT_DELIVERY", "COMMITMENT"]
		.map((wanted) => result.dateAndTimes.find(({ type }) => type === wanted)?.dateTime)
		.find((written) => written !== undefined);
	const to = window?.ends ?? window?.begins ?? single;
	return to ? { from: estimate(window?.begins ?? to), to: estimate(to) } : undefined;
}

/** 12 digits by themselves, at the end of the 34 of a label, or inside the 32 of an ASTRA label; Ground's own; the post's. */
function hasCheckDigit(number: string): boolean | null {
	// The digit is that of the post's barcode, whose 92 is not written here: it can refuse the number and is no proof of it.
	if (/^61\d{18}$/.test(number)) return isPackageBarcode(`92${number}`) ? null : false;
	if (/^92/.test(number)) return isPackageBarcode(number);
	if (number.length === 18 || number.length === 20) return isSscc(number);
	if (number.length === 15 || number.length === 22) return isGround(number.slice(-15));
	return isExpress(number.length === 32 ? number.slice(16, 28) : number.slice(-12));
}

function isExpress(digits: string): boolean {
	return weightedSum(digits.slice(0, -1), [3, 1, 7], 11, 10) === Number(digits.at(-1));
}

function isGround(digits: string): boolean {
	return mod10From3(digits.slice(0, -1)) === Number(digits.at(-1));
}

const HOST = "apis.fedex.com";

export const fedex = defineCarrier({
	code: "fedex",
	name: "FedEx",
	countries: ["US"],
	source: {
		kind: "documented",
		url: "https://developer.fedex.com/api/en-us/catalog/track/v1/docs.html",
		checked: "2026-11-22",
		note: "Exception codes are only documented by example; webhooks are set up in the FedEx portal, not by us.",
	},

	numbers: {
		// Express and Ground; what the post delivers for it; cartons and pallets by SSCC; the barcodes of labels.
		pattern: /^(?:\d{12}|\d{15}|61\d{18}|92612\d{17}|(?:00)?0[0124]\d{16}|96\d{20}|\d{32}|(?:1\d|96)\d{32})$/,
		checkDigit: hasCheckDigit,
		seldom: /^(?:92612\d{17}|(?:00)?0[0124]\d{16})$/,
		valid: [
			"700000000000",
			"020000000000004",
			"9611020020000000000004",
			"9261210000000000000012",
			"61210000000000000012",
			"010000000000000016",
			"1001000000000000000000700000000000",
			"9622001000000000000000700000000000",
		],
		invalid: [
			"61210000000000000016",
			"9261210000000000000016",
			"700000000001",
			"020000000000005",
			"70000000000",
			"96110200200000000000041",
			"FX7000000000",
		],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://www.fedex.com/fedextrack/?trknbr=${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: [HOST],
		credentials: clientCredentials,
		rate: { perSecond: 2, perDay: 100_000 },
		login: oauthLogin(`https://${HOST}/oauth/token`, "form"),
	},

	poll: {
		batch: 30,
		volatile: /"(?:customerT|t)ransactionId"\s*:\s*"[^"]*"/,
		request: (queries, { token, requestId }) => ({
			method: "POST",
			url: `https://${HOST}/track/v1/trackingnumbers`,
			headers: {
				authorization: `Bearer ${token}`,
				"content-type": "application/json",
				"x-customer-transaction-id": requestId,
				"x-locale": "en_US",
			},
			body: JSON.stringify({
				includeDetailedScans: true,
				trackingInfo: queries.map(({ trackingNumber }) => ({ trackingNumberInfo: { trackingNumber } })),
			}),
		}),
	},

	// https://developer.fedex.com/api/en-us/catalog/shipment-visibility-webhook/docs.html: validation process.
	webhook: {
		verify: hmacSha256({ header: "fdx-signature", encoding: "base64" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Enter this secret as the security token of the webhook in the FedEx developer portal.",
	},
});
