import { z } from "zod";
import {
	anyOf,
	clockAtEpoch,
	codeTable,
	courierNamed,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	hmacSha256,
	json,
	list,
	type Meaning,
	number,
	type Outcome,
	offsetAtEpoch,
	orderByTimes,
	part,
	prefixed,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	readLocation,
	text,
	textRules,
	tokenInHeader,
	Unreadable,
} from "./kit/index.ts";

/** The statuses of the platform, by name and by number. */
const PUBLISHED = codeTable([
	["info_received.label_created", "DRAFT 180"],
	["info_received.awaiting_handover", "PENDING 181"],
	["info_received.awaiting_data", "PENDING_REVIEW 182"],
	["cancelled.cancelled", "CANCELLED 183"],
	["info_received.pickup_scheduled", "PICKUP_REQUESTED 184"],
	["info_received.pickup_failed", "PICKUP_CANCELLED 185"],
	["picked_up.dropped_off", "PARTNER_RECEIVED 186"],
	["picked_up.collected", "PICKED_UP 187"],
	["info_received.notified", "ORDER_RECEIVED 190"],
	["in_transit.arrived_facility", "RECEIVED 191 GATEWAY_TRANSIT 199"],
	["in_transit.departed_facility", "GATEWAY_TRANSIT_OUT 195"],
	["in_transit.moving", "GATEWAY_TO_GATEWAY_TRANSIT 196 IN_TRANSIT 202"],
	["in_transit.processed_facility", "PARCEL_SCANNED 200 TRANSSHIPMENT_COMPLETE 217"],
	["out_for_delivery.on_vehicle", "OUT_FOR_DELIVERY 201"],
	["delivered.to_recipient", "DELIVERED 203"],
	["delivery_attempted.problem", "SHIPMENT_EXCEPTION 209"],
	["in_transit.held_at_delivery_depot", "STORAGE STORAGE_30_DAYS_FROM_OFFICE RETURN_OFFICE_FROM_TRANSIT 211 213"],
	["returned.to_sender", "RETURNED 230"],
	["delivery_attempted.failed", "FAILED 231 FAILED_DELIVERY1 232 FAILED_DELIVERY2 233"],
	["delivery_attempted.failed", "FAILED_DELIVERY_RETRY1 FAILED_DELIVERY_RETRY2"],
	[["delivery_attempted.address_not_found", "address.incorrect"], "WRONG_ADDRESS_FROM_TRANSIT 206"],
	["in_transit.customs_cleared", "CUSTOM_RELEASE_DIRECT CUSTOM_RELEASED"],
	[["in_transit.import_customs_held", "customs.delay"], "CUSTOM_HOLD CUSTOMS_HOLD"],
]);

/** The tracing of the public page, which counts further and calls the van transit. */
const OF_THE_PAGE: Readonly<Record<string, Meaning>> = {
	...PUBLISHED,
	...codeTable([
		["info_received.notified", "223"],
		["info_received.awaiting_handover", "1870"],
		["in_transit.import_customs_presented", "192 198"],
		["in_transit.arrived_facility", "218 221 1910"],
		["in_transit.moving", "204 219 225 229 255 4010"],
		["out_for_delivery.on_vehicle", "202 220"],
		["delivery_attempted.failed", "211 222 224"],
		["ready_for_pickup.at_point", "214 226"],
		["delivered.collected", "216"],
		["delivered.to_recipient", "228"],
		["exception.unspecified", "207 212"],
		["returning.to_sender", "215 234 235"],
	]),
};

/** Numbers of which only the kind is known: the sentence beside them says which event it was. */
const VAGUE: ReadonlySet<string> = new Set([
	"",
	"192",
	"198",
	"204",
	"207",
	"209",
	"212",
	"215",
	"219",
	"222",
	"224",
	"225",
	"229",
	"230",
	"233",
	"234",
	"235",
]);

const sentences = textRules("en", 1, [
	["returned.to_sender", /returned to (?:the )?(?:sender|merchant|shipper)/i],
	["delivery_attempted.failed", /failed (?:delivery )?attempt|delivery attempt (?:failed|unsuccessful)/i],
	["picked_up.dropped_off", /dropped off/i],
	["returning.to_sender", /return(?:ing|ed)?\b(?! to (?:the |our )?(?:warehouse|facility|office|station|depot|hub))/i],
	[["exception.lost", "carrier.lost"], /\blost\b|missing/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus|reject/i],
	[
		["delivery_attempted.address_not_found", "address.incorrect"],
		/(?:wrong|incorrect|invalid|incomplete|insufficient) address/i,
	],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /no access|unable to access|buzzer|gate code/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/not (?:at )?home|no one|nobody|no recipient|recipient (?:was )?(?:not |un)available/i,
	],
	["delivery_attempted.failed", /failed|unsuccessful|undeliver|could not be delivered|attempt/i],
	["in_transit.customs_cleared", /(?:released|cleared).*customs?/i],
	["in_transit.customs_cleared", /customs? .*(?:released|cleared|clearance completed?)/i],
	[["in_transit.import_customs_held", "customs.delay"], /customs?.*(?:hold|held|review|inspect)|held .*customs?/i],
	["in_transit.import_customs_presented", /customs?/i],
	["ready_for_pickup.at_point", /(?:ready|available) for pick-?up|awaiting pick-?up/i],
	["delivered.collected", /picked up by/i],
	["delivered.to_recipient", /^(?:parcel |package |shipment )?(?:has been |was |is )?delivered/i],
	["out_for_delivery.on_vehicle", /out for delivery/i],
	["in_transit.delayed", /delay/i],
	["in_transit.handover_to_partner", /transferred to/i],
	["in_transit.departed_facility", /depart|dispatched|left|en route|on (?:its|the) way/i],
	["in_transit.arrived_facility", /arriv|received at|scanned/i],
	["info_received.notified", /order (?:received|created)|information received|label/i],
	["in_transit.moving", /transit/i],
]);

const Point = part(z.object({ name: text, lat: number, lng: number }));
const Address = part(z.object({ city: text, province: text, postalCode: text, country: text }));
const Scan = z.object({
	state: text,
	code: text,
	status: text,
	statusCode: text,
	pathTime: text,
	timestamp: text,
	dateTime: part(z.object({ ts: text, localTime: text, timezone: text, offsetByGMT: number })),
	pathInfo: text,
	description_en: text,
	description: text,
	pathAddr: text,
	pathAddress: text,
	city: text,
	province: text,
	lat: number,
	lng: number,
	location: Point,
});
type Scan = z.output<typeof Scan>;

const Parcel = z.object({
	tno: text,
	trackingId: text,
	new_tno: text,
	estimate_time: text,
	country: text,
	state: text,
	status: text,
	statusCode: text,
	spath_list: z.undefined().or(list(Scan)),
	events: z.undefined().or(list(Scan)),
	// A push tells the newest state alone.
	objectType: text,
	updatedAt: text,
	address: Address,
	transferCarrierName: text,
	transferCarrierTrackingId: text,
	proofOfDelivery: part(z.object({ recipient: text })),
});
type Parcel = z.output<typeof Parcel>;

const Consolidated = Parcel.extend({ orders_list: list(Parcel) });
const Data = Consolidated.extend({
	valid_tno: z.undefined().or(list(Consolidated)),
	invalid_tno: z.preprocess((value) => (typeof value === "string" ? value.split(/[\s,]+/) : value), list(text)),
});
const Body = z.object({
	event: text,
	data: z.preprocess((value) => (Array.isArray(value) ? { valid_tno: value } : value), part(Data)),
	code: text,
	message: text,
	errorCode: text,
	status: text,
	success: z.unknown().optional(),
	ret_msg: text,
	err_code: text,
});

function extract(written: string): Extracted {
	const body = json(written, Body);
	const { data, event } = body;
	const why = [body.errorCode ?? body.err_code ?? body.code, body.message ?? body.ret_msg].filter(Boolean).join(": ");
	// Of insurance and the like: an event, but of no parcel's state.
	const isOfState = data?.status ?? data?.statusCode ?? data?.state;
	if (event && (!event.startsWith("shipment.") || (data && !isOfState))) return { shipments: [] };
	if (!data) {
		if (!why) throw new Unreadable("body: neither a parcel nor an error");
		return { shipments: [], refusals: [{ trackingNumber: null, outcome: outcomeOf(why), detail: why }] };
	}
	const parcels = (data.valid_tno ?? [data]).flatMap((parcel) => [
		...(parcel.orders_list.length > 0 ? parcel.orders_list : [parcel]),
	]);
	const told = parcels.filter((parcel) => numberOf(parcel) !== null);
	const unknown = data.invalid_tno.filter((tno) => tno !== undefined);
	const refusals: Refusal[] = unknown.map((tno) => ({
		trackingNumber: tno,
		outcome: "not-found",
		detail: "invalid_tno",
	}));
	if (told.length === 0 && refusals.length === 0) {
		if (!why && !data.valid_tno) throw new Unreadable("body: a parcel without a number");
		const isRefused = why && (!data.valid_tno || /^(?:error|fail)/i.test(body.status ?? ""));
		refusals.push({ trackingNumber: null, outcome: isRefused ? outcomeOf(why) : "not-found", detail: why });
	}
	return { shipments: told.map(shipment), refusals };
}

function outcomeOf(words: string): Exclude<Outcome, "ok"> {
	if (/not ?found|^10(?:14|31)\b|invalid tracking/i.test(words)) return "not-found";
	if (/token|unauthori[sz]ed|api ?key|(?:wrong|invalid|unknown) key|forbidden|permission/i.test(words)) return "denied";
	return /too many|rate|exceeded/i.test(words) ? "rate-limited" : "error";
}

function numberOf({ tno, trackingId }: Parcel): string | null {
	return tno ?? trackingId ?? null;
}

function shipment(parcel: Parcel): RawShipment {
	const { spath_list: path, events, updatedAt, new_tno, transferCarrierTrackingId: next } = parcel;
	const rows = path ?? events ?? [];
	const scans = updatedAt && rows.length === 0 ? [pushed(parcel, updatedAt)] : rows.map((row) => scan(row, parcel));
	const state = parcel.state ?? parcel.statusCode ?? parcel.status;
	const name = parcel.transferCarrierName;
	const promise = parcel.estimate_time ? { text: dayAtMidnight(parcel.estimate_time) } : undefined;
	const isRenamed = new_tno !== undefined && new_tno !== parcel.tno;
	return {
		trackingNumber: numberOf(parcel),
		scans,
		order: orderByTimes(rows.map(stamp), "oldest-first"),
		// The state beside a path may be that of UniUni's own leg alone.
		status:
			scans.length === 0 && state
				? { code: state, keys: keysOf([parcel.state, parcel.status, parcel.statusCode], parcel.tno !== undefined) }
				: undefined,
		promised: promise && { from: promise, to: promise },
		signed: parcel.proofOfDelivery?.recipient !== undefined,
		continues: [
			...(next ? [{ trackingNumber: next, carrier: courierNamed(name), carrierName: name }] : []),
			...(isRenamed ? [{ trackingNumber: new_tno }] : []),
		],
	};
}

function stamp({ dateTime, pathTime, timestamp }: Scan): string | undefined {
	return dateTime?.ts ?? pathTime ?? timestamp;
}

function keysOf(told: readonly (string | undefined)[], isPage: boolean, words?: string): string[] {
	const codes = told.filter((code) => code !== undefined);
	if (!isPage) return codes;
	// Of a partner's scans there are the partner's words alone.
	const rule = codes.length === 0 ? (courierWordsIn(words) ?? sentences.keyOf(words)) : sentences.keyOf(words);
	const own = codes.map((code) => `page:${code}`);
	if (rule === undefined) return own;
	return VAGUE.has(codes[0] ?? "") ? [rule, ...own] : [...own, rule];
}

function scan(row: Scan, { country, spath_list }: Parcel): RawScan {
	const isPage = spath_list !== undefined;
	const words = row.pathInfo ?? row.description_en ?? row.description;
	// `Boston MA` has no comma.
	const at = (row.pathAddr ?? row.pathAddress)?.replace(/^([^,]*[^\s,]) ([A-Z]{2})$/, "$1, $2");
	const town = row.city && [row.city, row.province].filter(Boolean).join(", ");
	return {
		code: row.state ?? row.status ?? row.statusCode ?? row.code ?? "",
		keys: keysOf([row.state, row.status, row.statusCode, row.code], isPage, words ?? row.code),
		text: words ?? row.status ?? row.statusCode ?? "",
		time: timeOf(row),
		place: row.location ?? pagePlace(row, readLocation(town ?? at, [country])),
	};
}

function pagePlace({ lat, lng }: Scan, place: RawPlace | undefined): RawPlace | undefined {
	return place || (lat && lng) ? { ...place, lat, lng } : undefined;
}

function timeOf({ state, dateTime, pathTime, timestamp }: Scan): RawTime {
	const { ts, timezone, offsetByGMT, localTime } = dateTime ?? {};
	const zone = timezone?.includes("/") ? timezone : undefined;
	const wall = localTime ?? (BY_UTC.has(state ?? "") ? undefined : wallClock(pathTime));
	if (ts !== undefined) {
		const offset = offsetName(offsetByGMT) ?? offsetAtEpoch(wall?.slice(0, 10), wall?.slice(11), Number(ts));
		return { text: ts, offset: offset ?? undefined, zone };
	}
	if (timestamp !== undefined) return { text: timestamp };
	if (wall !== undefined) return { text: wall, offset: offsetName(offsetByGMT), zone, atSite: true };
	return { text: pathTime ?? "" };
}

/** States whose time the page prints as UTC's, or as China's from UTC's. */
const BY_UTC: ReadonlySet<string> = new Set(["190", "192", "198"]);

/** The page counts the digits of the clock on the wall as if they were UTC's. */
function wallClock(pathTime: string | undefined): string | undefined {
	return /^\d{10}$/.test(pathTime ?? "") ? (clockAtEpoch(Number(pathTime)) ?? undefined) : undefined;
}

/** Seconds before or behind Greenwich as `-07:00`. */
function offsetName(seconds: number | undefined): string | undefined {
	if (seconds === undefined || Math.abs(seconds) > 14 * 3_600) return undefined;
	const minutes = Math.round(Math.abs(seconds) / 60);
	const digits = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
	return `${seconds < 0 ? "-" : "+"}${digits.join(":")}`;
}

function pushed(parcel: Parcel, updatedAt: string): RawScan {
	const { address, proofOfDelivery, status = "", statusCode } = parcel;
	return {
		code: status || (statusCode ?? ""),
		keys: keysOf([status, statusCode], false),
		text: status,
		time: { text: updatedAt },
		place: address && {
			city: address.city,
			region: address.province,
			postcode: address.postalCode,
			country: address.country,
		},
		marked: proofOfDelivery?.recipient ? { signedBy: proofOfDelivery.recipient } : undefined,
	};
}

const HOST = "api.ship.uniuni.com";

export const uniuni = defineCarrier({
	code: "uniuni",
	name: "UniUni",
	countries: ["CA", "US"],
	source: {
		kind: "documented",
		url: "https://help.ship.uniuni.com/en/api/shipment-status-reference",
		checked: "2026-11-22",
		note: "How a push writes its signature (hex or base64) is not documented; the numbers of the public page's states and the form of labels that begin with UUS are second-hand.",
	},

	numbers: {
		pattern: /^(?:UR\d{17}|URB\d{16}|UUS[0-9A-Z]{6}\d{10}|UUSC\d{12})$/,
		valid: ["UR06250000000000000", "URB0625000000000000", "UUS00A0000000000000", "UUSC000000000000"],
		invalid: ["UR0625000000000000", "URC0625000000000000", "UUS00A000000000000X"],
	},

	clock: { formats: ["epoch-ms", "epoch-s", "iso"], zone: { kind: "in-payload" } },
	statuses: { ...PUBLISHED, ...prefixed("page:", OF_THE_PAGE), ...sentences.statuses, ...courierStatuses },
	extract,
	trackingUrl: (trackingNumber) => `https://www.uniuni.com/tracking/?${new URLSearchParams({ no: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ accessToken: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([{ trackingNumber: trackingId }], { credentials: { accessToken } }) => ({
			method: "GET",
			url: `https://${HOST}/prod/client/tracking?${new URLSearchParams({ trackingId })}`,
			headers: { authorization: `Bearer ${accessToken}`, accept: "application/json" },
		}),
	},

	webhook: {
		verify: anyOf(
			hmacSha256({ header: "x-webhook-signature", encoding: "hex" }),
			hmacSha256({ header: "x-webhook-signature", encoding: "base64" }),
			hmacSha256({ header: "x-signature", encoding: "hex" }),
			hmacSha256({ header: "x-signature", encoding: "base64" }),
			tokenInHeader({ header: "authorization", prefix: "Bearer " }),
		),
		setUp:
			"In UniUni's portal choose HMAC with the header X-Webhook-Signature, and bring the secret that it shows once.",
	},
});
