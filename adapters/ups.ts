import { z } from "zod";
import {
	agrees,
	clientCredentials,
	codeTable,
	defineCarrier,
	deliverySpots,
	type Extracted,
	type HttpReply,
	is1Z,
	isLetterAndTen,
	json,
	list,
	type Meaning,
	oauthLogin,
	offsetBetween,
	outcomeOf,
	type Problem,
	part,
	type Query,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	refuseAll,
	type Subscribed,
	spotIn,
	text,
	textRules,
	tokenInHeader,
	Unreadable,
} from "./kit/index.ts";

// Some families cover all that can go wrong on the road or at the door: there UPS's sentences tell more.
const sentences = textRules("en", 1, [
	[["delivery_attempted.refused", "recipient.refused"], /\brefused\b/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /(?:not|one|body) (?:was |at )?(?:available|home)/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /(?:business|company|office) .*closed/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /(?:unable to|not|no) (?:gain )?access\b/i],
	["returning.to_sender", /\breturn(?:ed|ing)? to (?:the )?(?:sender|shipper)\b/i],
	[["in_transit.damaged", "carrier.damaged"], /\bdamaged?\b/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /\bmis-?sort|\bmis-?rout|\bincorrectly sorted\b/i],
	[["in_transit.address_problem", "recipient.moved"], /\b(?:receiver|recipient|company) (?:has )?moved\b/i],
	[["in_transit.address_problem", "address.incorrect"], /\b(?:street|address|name)\b.*\b(?:incorrect|wrong|invalid)/i],
	[["in_transit.address_problem", "address.incorrect"], /\b(?:address|number)\b.*\b(?:incomplete|missing)\b/i],
	[["in_transit.address_problem", "address.incorrect"], /\b(?:incorrect|incomplete|missing|wrong)\b.*\baddress\b/i],
	[["in_transit.delayed_transport", "carrier.mechanical"], /\bmechanical (?:failure|problem|issue|breakdown)\b/i],
	[["in_transit.delayed_transport", "carrier.accident"], /\baccident\b/i],
	[["in_transit.delayed_transport", "carrier.missed_connection"], /\blate (?:\w+ )?(?:flight|trailer|plane|train)\b/i],
	[["in_transit.delayed_transport", "carrier.missed_connection"], /\b(?:flight|train)\b.*\b(?:late|delayed|cancel)/i],
	[["in_transit.delayed_weather", "external.natural_disaster"], /\bnatural disaster\b/i],
	[["in_transit.delayed_weather", "external.weather"], /\bweather\b/i],
	[["in_transit.delayed_holiday", "external.holiday"], /\bholiday\b/i],
	["in_transit.customs_cleared", /\breleased by (?:the )?(?:customs|clearing|government)\b/i],
	["in_transit.import_customs_presented", /\b(?:awaiting|pending) (?:final )?release\b|\bclearance in progress\b/i],
	[["in_transit.import_customs_held", "customs.delay"], /\b(?:customs|clearance|clearing)\b.*\b(?:delay|hold|held)/i],
	["out_for_delivery.on_vehicle", /^(?:out for delivery|loaded on (?:the )?delivery vehicle)\b/i],
	["in_transit.delayed", /\bdelay(?:s|ed)?\b/i],
	["in_transit.delivery_scheduled", /\breschedul/i],
	["in_transit.held", /\b(?:is|being|been) held\b|\bon hold\b/i],
]);

/** The families for which the sentences are asked first. */
const BROAD: ReadonlySet<string> = new Set(["013", "022", "023", "046", "047", "048", "049", "060"]);

const Status = z.object({ type: text, code: text, statusCode: text, description: text });
const Address = z.object({ city: text, stateProvince: text, postalCode: text, country: text, countryCode: text });
const clocks = { date: text, time: text, gmtDate: text, gmtTime: text, gmtOffset: text };
const Location = part(z.object({ address: part(Address) }));
const Activity = z.object({ ...clocks, location: Location, status: part(Status) });
const Package = z.object({
	trackingNumber: text,
	currentStatus: part(Status),
	activity: list(Activity),
	alternateTrackingNumber: list(z.object({ number: text, type: text })),
	accessPointInformation: part(z.object({ pickupByDate: text })),
	deliveryDate: list(z.object({ date: text, type: text })),
	deliveryTime: part(z.object({ startTime: text, endTime: text, type: text })),
	deliveryInformation: part(z.object({ location: text, receivedBy: text, signature: part(z.object({ image: text })) })),
});
const Warning = z.object({ code: text, message: text });
const Shipment = z.object({ inquiryNumber: text, package: list(Package), warnings: list(Warning) });
const Poll = z.object({
	trackResponse: part(z.object({ shipment: list(Shipment) })),
	response: part(z.object({ errors: list(Warning) })),
	errors: list(Warning),
});
const alertClocks = { localActivityDate: text, localActivityTime: text, gmtActivityDate: text, gmtActivityTime: text };
const alertDates = { scheduledDeliveryDate: text, actualDeliveryDate: text, actualDeliveryTime: text };
const Alert = z.object({
	...alertClocks,
	...alertDates,
	trackingNumber: text,
	gmtOffset: text,
	activityLocation: part(Address),
	activityStatus: part(z.object({ type: text, code: text, description: text, descriptionCode: text })),
	deliveryStartTime: text,
	deliveryEndTime: text,
	receivedBy: text,
});
type Status = z.output<typeof Status> | undefined;
type Activity = z.output<typeof Activity>;
type Package = z.output<typeof Package>;

function extract(written: string): Extracted {
	const body = json(written, Poll);
	const errors = [...(body.response?.errors ?? []), ...body.errors];
	if (!body.trackResponse && errors.length === 0) throw new Unreadable("body: neither a track response nor errors");
	const problems: Problem[] = [];
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = errors.map((error) => refusal(null, error));
	for (const { inquiryNumber = null, package: packages, warnings } of body.trackResponse?.shipment ?? []) {
		if (packages.length === 0) refusals.push(...warnings.map((warning) => refusal(inquiryNumber, warning)));
		for (const one of packages) shipments.push(readPackage(one, inquiryNumber, problems));
	}
	return { shipments, refusals, problems };
}

function readPackage(one: Package, inquiryNumber: string | null, problems: Problem[]): RawShipment {
	const left = one.deliveryInformation;
	const told = one.activity.filter(({ date, status }) => date !== undefined || status !== undefined);
	const delivery = told.find(({ status: at }) => familyOf(at) === "011" || (at?.type === "D" && !at.statusCode));
	const code = codeOf(one.currentStatus);
	return {
		trackingNumber: one.trackingNumber ?? inquiryNumber,
		scans: told.map((activity) => readActivity(activity, activity === delivery ? left : undefined, problems)),
		order: "newest-first",
		status: code ? { code, keys: keysOf(one.currentStatus), text: one.currentStatus?.description } : undefined,
		promised: readPromise(one),
		pickup: one.accessPointInformation && { until: { text: one.accessPointInformation.pickupByDate ?? "" } },
		signed: nameOf(left?.receivedBy) !== undefined || nameOf(left?.signature?.image) !== undefined,
		continues: one.alternateTrackingNumber.flatMap(({ number, type }) =>
			// The post's own number for what it delivers for UPS.
			number && type === "USPS_PIC" ? [{ trackingNumber: number, carrier: "usps", carrierName: "USPS" }] : [],
		),
	};
}

function readActivity(activity: Activity, left: Package["deliveryInformation"], problems: Problem[]): RawScan {
	const { status } = activity;
	const spot = spotIn(left?.location);
	const { city, stateProvince, postalCode, countryCode, country } = activity.location?.address ?? {};
	return {
		code: codeOf(status),
		keys: spot ? [spot, ...keysOf(status)] : keysOf(status),
		text: status?.description ?? "",
		time: readTime(activity, problems),
		place: { city, region: stateProvince, postcode: postalCode, country: countryCode ?? country },
		marked: { signedBy: nameOf(left?.receivedBy) },
	};
}

function codeOf(status: Status): string {
	return status?.code ?? status?.statusCode ?? status?.type ?? "";
}

/** From the particular to the general: the code within its type, the family, the type. */
function keysOf(status: Status): string[] {
	const { type, code, description } = status ?? {};
	const family = familyOf(status);
	const isOpen = type === "X" || type === undefined || (type === "I" && family === undefined);
	const named = isOpen ? sentences.keyOf(description) : undefined;
	const general = family !== undefined && BROAD.has(family) ? [named, family] : [family, named];
	const particular = type && code ? [`${type}/${code}/${family}`, `${type}/${code}`] : [];
	return [...particular, ...general, type].filter((key) => key !== undefined);
}

/** The current status has the family alone, in the place of the code. */
function familyOf(status: Status): string | undefined {
	const { code, statusCode } = status ?? {};
	return (statusCode ?? (code && /^\d{1,3}$/.test(code) ? code : undefined))?.padStart(3, "0");
}

// What a driver enters who leaves a parcel without meeting anybody is no signer.
function nameOf(receivedBy: string | undefined): string | undefined {
	return receivedBy && !/^(?:null$|driver release$|met cust)/i.test(receivedBy) ? receivedBy : undefined;
}

function readTime(activity: Activity, problems: Problem[]): RawTime {
	const { date = "", time, gmtDate, gmtTime, gmtOffset } = activity;
	const digits = time?.replace(/:/g, "") ?? "";
	const written = `${date} ${digits.length === 5 ? "0" : ""}${digits}`;
	const pair = { localDate: date, localTime: time, utcDate: gmtDate, utcTime: gmtTime };
	if (gmtOffset && !agrees(pair, gmtOffset)) {
		const detail = `${date} ${time ?? ""} at ${gmtOffset} is not ${gmtDate ?? ""} ${gmtTime ?? ""} in GMT; the local clock counts.`;
		problems.push({ kind: "contradiction", detail });
	}
	return { text: written.trim(), offset: gmtOffset ?? offsetBetween(pair) ?? undefined };
}

function readPromise({ deliveryDate, deliveryTime }: Package): RawShipment["promised"] {
	const due = (type: string) => deliveryDate.find((entry) => entry.type === type && entry.date)?.date;
	const day = due("RDD") ?? due("SDD");
	// DEL is when it was delivered: no promise.
	const { startTime, endTime } = deliveryTime?.type === "DEL" ? {} : (deliveryTime ?? {});
	const at = (clock: string | undefined) => ({ text: `${day} ${clock ?? ""}`.trim() });
	return day === undefined ? undefined : { from: at(startTime), to: at(endTime) };
}

function refusal(trackingNumber: string | null, { code = "", message = "" }: z.output<typeof Warning>): Refusal {
	// 250002 and its like refuse the access; UJ0001 is a stale token.
	const isDenied = /^(?:2500\d\d|UJ0001)$/.test(code);
	return { trackingNumber, outcome: isDenied ? "denied" : outcomeOf(code, message), detail: `${code}: ${message}` };
}

/** One event a message, and no history: https://github.com/UPS-API/api-documentation, UPSTrackAlert.yaml. */
function extractAlert(written: string): Extracted {
	const alert = json(written, Alert);
	const { type, code, description, descriptionCode } = alert.activityStatus ?? {};
	if (!alert.trackingNumber && !alert.localActivityDate) throw new Unreadable("body: no number and no activity");
	const problems: Problem[] = [];
	const activity: Activity = {
		date: alert.localActivityDate,
		time: alert.localActivityTime,
		gmtDate: alert.gmtActivityDate,
		gmtTime: alert.gmtActivityTime,
		gmtOffset: alert.gmtOffset,
		location: { address: alert.activityLocation },
		status: { type, code, statusCode: descriptionCode, description },
	};
	const one: Package = {
		trackingNumber: alert.trackingNumber,
		currentStatus: undefined,
		activity: [activity],
		alternateTrackingNumber: [],
		accessPointInformation: undefined,
		deliveryDate: [{ date: alert.scheduledDeliveryDate, type: "SDD" }],
		deliveryTime: { startTime: alert.deliveryStartTime, endTime: alert.deliveryEndTime, type: undefined },
		deliveryInformation: { receivedBy: alert.receivedBy, location: undefined, signature: undefined },
	};
	const told = readPackage(one, null, problems);
	const delivered = `${alert.actualDeliveryDate ?? ""} ${alert.actualDeliveryTime ?? ""}`.trim();
	const time = { text: delivered, offset: told.scans[0]?.time.offset };
	// UPS fills this date with the delivery alone.
	const status = alert.actualDeliveryDate ? { code: "actualDeliveryDate", keys: ["D"], time } : undefined;
	return { shipments: [{ ...told, order: "none", status }], problems };
}

const Subscriptions = Poll.extend({ validTrackingNumbers: list(z.string()), invalidTrackingNumbers: list(z.string()) });

function readSubscriptions({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { validTrackingNumbers: accepted, invalidTrackingNumbers, response, errors } = json(body, Subscriptions);
	const [first] = [...(response?.errors ?? []), ...errors].map((error) => refusal(null, error));
	if (accepted.length + invalidTrackingNumbers.length === 0) {
		if (!first) throw new Unreadable("body: neither tracking numbers nor errors");
		return refuseAll(queries, first.detail, first.outcome);
	}
	const detail = first?.detail ?? "UPS takes this for no number of its own.";
	return { accepted, refused: invalidTrackingNumbers.map((trackingNumber) => ({ trackingNumber, detail })) };
}

const STATUSES: Readonly<Record<string, Meaning>> = {
	...sentences.statuses,
	...codeTable([
		...deliverySpots,
		["info_received.label_created", "003 M/MP M"],
		["info_received.awaiting_handover", "044 045"],
		["info_received.pickup_failed", "065"],
		["picked_up.collected", "038 P/PU I/PU P"],
		["picked_up.dropped_off", "P/XD I/XD"],
		["in_transit.origin_facility_arrived", "I/OR DO"],
		["in_transit.moving", "005 010 039 I/LM I X/DA/014"],
		["in_transit.arrived_facility", "I/AR DD"],
		["in_transit.processed_facility", "I/WH I/EP I/IP W"],
		["in_transit.departed_facility", "I/DP"],
		["in_transit.arrived_delivery_depot", "071 I/DS I/YP"],
		["in_transit.handover_to_partner", "025 I/LX X/LX"],
		["in_transit.import_customs_presented", "012 092 X/ER X/Z1 X/BB/014"],
		["in_transit.customs_cleared", "014 X/SR"],
		[["in_transit.customs_info_required", "customs.documentation"], "058 X/EU"],
		["in_transit.held", "016"],
		["in_transit.held_at_request", "018 020"],
		["in_transit.delivery_scheduled", "019 X/7M"],
		[["in_transit.forwarded_new_address", "address.corrected"], "028 X/AH X/EG"],
		[["in_transit.address_problem", "address.incorrect"], "050 X/AA X/AB X/AC X/AD X/AE X/AF X/AG"],
		[["in_transit.address_problem", "address.incorrect"], "X/H1 X/H2 X/H3 X/H4 X/H5"],
		["in_transit.delayed", "046 047 048 055 X/T7 X/T8 X/SX X/7H X/7J X/CC X/CK X/HA X/LE X/LF"],
		["in_transit.contact_carrier", "029 049"],
		[["in_transit.delayed_weather", "external.weather"], "032 052 053 X/EJ X/7W X/7X"],
		[["in_transit.delayed_weather", "external.force_majeure"], "051 X/7V X/C5"],
		[["in_transit.damaged", "carrier.damaged"], "059"],
		["out_for_delivery.on_vehicle", "006 021 072 I/OT I/OF I/OD D/OT D/OF O"],
		["delivery_attempted.failed", "022 023 060 066"],
		["delivery_attempted.final", "024"],
		[["delivery_attempted.identification_failed", "recipient.verification_failed"], "061"],
		[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "062"],
		[["delivery_attempted.refused", "recipient.refused"], "064"],
		["ready_for_pickup.arriving_at_point", "057"],
		["ready_for_pickup.at_point", "040 X/ZP"],
		["ready_for_pickup.carrier_depot", "017 X/ZQ"],
		["delivered.to_recipient", "011 026 D/FS D/ZF D/ZG D/ZH D/ZI D"],
		["returning.to_sender", "033 035 036 037 X/H8"],
		["returned.to_sender", "034 067 RS"],
		["cancelled.cancelled", "007 MV"],
		["exception.unspecified", "013 030"],
		["exception.undeliverable", "068"],
		[["exception.undeliverable", "recipient.not_collected"], "069"],
		["note.delivery_option_chosen", "027 041 042 054 056 063 X/78 I/78"],
		["note.eta_changed", "U"],
		["note.information", "043"],
	]),
};

export const ups = defineCarrier({
	code: "ups",
	name: "UPS",
	countries: ["US"],
	source: {
		kind: "documented",
		url: "https://github.com/UPS-API/api-documentation/blob/main/Tracking.yaml",
		checked: "2026-11-22",
		note: "Status codes after the list in issue 7 of that repository; UPS keeps its full list behind a login.",
	},

	numbers: {
		// Packages, waybills, and what the post delivers for it.
		pattern: /^(?:1Z[0-9A-Z]{15}\d|[AHJKTV]\d{10}|MI\d{6}[0-9A-Z]{1,22})$/,
		checkDigit: (number) => (number.startsWith("MI") ? null : is1Z(number) || isLetterAndTen(number)),
		valid: ["1ZWAY0010300000115", "1ZWAY0010300000222", "K1234567895"],
		invalid: ["1ZWAY0010300000116", "1ZWAY00103000001", "K1234567894", "123456789012"],
	},

	// Before 2024 UPS sent no offset; a label's scan then names a country alone, which in the United States is not enough.
	clock: {
		formats: ["yyyyMMdd HHmmss", "yyyyMMdd HHmm", "yyyyMMdd"],
		zone: { kind: "scan-site", fallback: "America/New_York" },
	},

	statuses: STATUSES,
	extract,
	trackingUrl: (number) => `https://www.ups.com/track?${new URLSearchParams({ loc: "en_US", tracknum: number })}`,

	api: {
		hosts: ["onlinetools.ups.com"],
		credentials: clientCredentials,
		login: oauthLogin("https://onlinetools.ups.com/security/v1/oauth/token", "basic"),
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 1,
		request: ([query], { token, requestId }) => {
			// UPS takes anything but letters and digits for a list of numbers, and refuses it.
			const number = query.trackingNumber.replace(/[^0-9A-Za-z]/g, "");
			const url = `https://onlinetools.ups.com/api/track/v1/details/${number}?locale=en_US`;
			return { method: "GET", url, headers: headers(token, requestId) };
		},
	},

	webhook: {
		verify: tokenInHeader({ header: "credential" }),
		extract: extractAlert,
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Give this secret to UPS as the credential of the Track Alert subscription; UPS sends it back in a header.",
	},

	subscribe: {
		batch: 100,
		// UPS lets it lapse after fourteen days: one day to try again.
		renewAfterDays: 13,
		request: (queries, { token, requestId, callbackUrl, secret }) => ({
			method: "POST",
			url: "https://onlinetools.ups.com/api/track/v1/subscription/standard/package",
			headers: { ...headers(token, requestId), "content-type": "application/json" },
			body: JSON.stringify({
				locale: "en_US",
				countryCode: "US",
				trackingNumberList: queries.map(({ trackingNumber }) => trackingNumber),
				destination: { url: callbackUrl, credentialType: "Bearer", credential: secret },
			}),
		}),
		read: readSubscriptions,
	},
});

function headers(token: string, requestId: string): Record<string, string> {
	return { authorization: `Bearer ${token}`, transId: requestId, transactionSrc: "wayline" };
}
