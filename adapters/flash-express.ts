import { z } from "zod";
import {
	codeTable,
	courierStatuses,
	courierWordsIn,
	defineCarrier,
	type Envelope,
	type Extracted,
	formBody,
	json,
	jsonInside,
	list,
	type Meaning,
	orderByTimes,
	prefixed,
	type RawScan,
	type RawShipment,
	type Refusal,
	sha256,
	shaped,
	text,
	textRules,
	tokenInQuery,
	Unreadable,
	unanswered,
	unwrapForm,
} from "./kit/index.ts";

// One action covers every trouble at a door; why it came to it stands in the sentence alone.
const thai = textRules("th", 1, [
	[["delivery_attempted.refused", "recipient.refused"], /ปฏิเสธ/],
	[
		["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		/ติดต่อ.{0,20}ไม่ได้|ไม่รับสาย|ไม่สามารถติดต่อ|โทรไม่ติด|เบอร์โทร/,
	],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /ไม่อยู่/],
	[["delivery_attempted.address_not_found", "address.incorrect"], /ที่อยู่.{0,24}(?:ไม่|ผิด)|หาที่อยู่ไม่พบ/],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], /เลื่อน|เปลี่ยนเวลา|นัดหมาย/],
	[["in_transit.damaged", "carrier.damaged"], /เสียหาย|ชำรุด/],
	[["exception.lost", "carrier.lost"], /สูญหาย/],
]);
const english = textRules("en-trouble", 1, [
	[["delivery_attempted.refused", "recipient.refused"], /refus|reject/i],
	[
		["delivery_attempted.rescheduled", "recipient.requested_later"],
		/reschedul|postpone|chang\w* (?:the )?(?:delivery )?(?:time|date|day)/i,
	],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /not (?:at )?home|not available|absent|nobody/i],
	[
		["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		/(?:unable|fail\w*|can ?not|could not) (?:to )?(?:be )?(?:contact|reach)|no answer|not answer|phone number|uncontactable/i,
	],
	[["delivery_attempted.address_not_found", "address.incorrect"], /\baddress\b/i],
	[["delivery_attempted.cod_unpaid", "sender.incorrect_data"], /\bcod\b.*incorrect|incorrect.*\bcod\b/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	[["exception.lost", "carrier.lost"], /\blost\b/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mis-?(?:rout|sort|direct)|wrong (?:branch|station|hub|dc)\b/i],
	[["in_transit.delayed_carrier", "carrier.capacity"], /capacity/i],
]);

const TROUBLES: ReadonlySet<string> = new Set([
	"DELIVERY_MARKER",
	"DETAIN_WAREHOUSE",
	"DIFFICULTY_HANDOVER",
	"DIFFICULTY_HANDOVER_DETAIN_WAREHOUSE",
]);

/** Why, in the courier's own numbers, which pushes carry. */
const MARKERS = codeTable([
	[["delivery_attempted.recipient_absent", "recipient.absent"], "1 10 12 40"],
	[["delivery_attempted.refused", "recipient.refused"], "2 17 53"],
	[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "8 16 25 29 75 78"],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], "9 13 14 70 72"],
	[["delivery_attempted.address_not_found", "address.incorrect"], "23 73"],
	[["delivery_attempted.address_not_found", "address.not_found"], "24 37 74"],
	// The amount to collect is wrong.
	[["delivery_attempted.cod_unpaid", "sender.incorrect_data"], "26 76"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "44 77"],
	["delivery_attempted.final", "34 39"],
	["delivery_attempted.failed", "35 36"],
	[["in_transit.misrouted", "carrier.sorting_error"], "3 18 30"],
	[["in_transit.misrouted", "sender.incorrect_data"], "31 79"],
	[["in_transit.damaged", "carrier.damaged"], "4 5 19 20 33"],
	[["in_transit.delayed_carrier", "carrier.capacity"], "15 71"],
	[["in_transit.delayed", "external.force_majeure"], "46"],
	[["in_transit.delayed_transport", "carrier.missed_connection"], "41"],
	["in_transit.held_at_delivery_depot", "42 43 45"],
	[["in_transit.held", "sender.cancelled"], "50 52"],
	[["in_transit.held", "sender.incorrect_data"], "51"],
	["in_transit.handover_to_partner", "48"],
	["exception.prohibited", "32 69"],
	[["exception.unspecified", "delivery.shortage"], "6 21"],
	[["exception.lost", "carrier.lost"], "7 22"],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...thai.statuses,
	...english.statuses,
	...courierStatuses,
	...prefixed("marker:", MARKERS),
	...codeTable([
		["picked_up.collected", "RECEIVED state:1"],
		["in_transit.origin_facility_arrived", "RECEIVE_WAREHOUSE_SCAN"],
		["in_transit.arrived_facility", "ARRIVAL_WAREHOUSE_SCAN seal.ARRIVAL_WAREHOUSE_SCAN"],
		["in_transit.departed_facility", "SHIPMENT_WAREHOUSE_SCAN"],
		["in_transit.processed_facility", "SORTING_SCAN SEAL UNSEAL ACCEPT_PARCEL"],
		["in_transit.linehaul_departed", "DEPARTURE_GOODS_VAN_CK_SCAN"],
		["in_transit.linehaul_arrived", "ARRIVAL_GOODS_VAN_CHECK_SCAN"],
		// Flash Home is its own shops: what they collect goes to its courier.
		["in_transit.moving", "CHANGE_PARCEL_IN_TRANSIT DIFFICULTY_RE_TRANSIT FLASH_HOME_SCAN state:2"],
		["in_transit.problem_resolved", "CONTINUE_TRANSPORT"],
		["in_transit.held", "DETAIN_WAREHOUSE DIFFICULTY_HANDOVER_DETAIN_WAREHOUSE DIFFICULTY_DETAIN state:4"],
		["in_transit.held", "THIRD_PARTY_REASON_DETAIN"],
		["in_transit.delayed", "HAVE_HAIR_SCAN_NO_TO UNSEAL_NO_PARCEL UNSEAL_NOT_SCANNED DIFFICULTY_SEAL"],
		[["in_transit.delayed_transport", "carrier.accident"], "VEHICLE_ACCIDENT_REG VEHICLE_ACCIDENT_REGISTRATION"],
		[["in_transit.damaged", "carrier.damaged"], "VEHICLE_WET_DAMAGE_REG VEHICLE_WET_DAMAGE_REGISTRATION"],
		["in_transit.handover_to_partner", "THIRD_EXPRESS_ROUTE"],
		["out_for_delivery.on_vehicle", "DELIVERY_TICKET_CREATION_SCAN DELIVERY_TRANSFER state:3"],
		["delivery_attempted.failed", "DELIVERY_MARKER"],
		// Nobody need have been at the door for another time to be agreed.
		[["in_transit.delivery_scheduled", "recipient.requested_later"], "REVISION_TIME"],
		["ready_for_pickup.carrier_depot", "PICK_UP_STORE"],
		["delivered.to_recipient", "DELIVERY_CONFIRM CHANGE_PARCEL_SIGNED state:5"],
		["delivered.collected", "DELIVERY_PICKUP_STORE_SCAN"],
		["exception.unspecified", "DIFFICULTY_HANDOVER DIFFICULTY_INDEMNITY DIFFICULTY_FINISH_INDEMNITY state:6"],
		["exception.unspecified", "CHANGE_PARCEL_CLOSE CLOSE_ORDER state:8"],
		// Sent to be auctioned.
		["exception.destroyed", "DISCARD_RETURN_BKK"],
		[
			["exception.search_started", "carrier.being_researched"],
			"LOSE_PARCEL_TEAM_OPERATION MISSING_PARCEL_SCAN TRANSFER_LOST_PARTS_TEAM",
		],
		["returning.to_sender", "SYSTEM_AUTO_RETURN CUSTOMER_OPERATING_RETURN DIFFICULTY_RETURN PENDING_RETURN"],
		["returning.to_sender", "DIFFICULTY_FINISH_RETURN"],
		// The old number ends with its return label; how far the parcel came back stands under the new one.
		["returning.to_sender", "relabelled:state:7"],
		[["returning.to_sender", "sender.cancelled"], "INTERRUPT_PARCEL_AND_RETURN"],
		["returned.to_sender", "REFUND_CONFIRM state:7"],
		["cancelled.cancelled", "CANCEL_PARCEL CHANGE_PARCEL_CANCEL state:9"],
		["note.information", "HURRY_PARCEL CHANGE_PARCEL_INFO CUSTOMER_CHANGE_PARCEL_INFO PHONE INCOMING_CALL PRINTING"],
		["note.information", "CANCEL_ARRIVAL_WAREHOUSE_SCAN CANCEL_SHIPMENT_WAREHOUSE INVENTORY DISTRIBUTION_INVENTORY"],
		["note.information", "MANUAL_REMARK CREATE_WORK_ORDER REPLY_WORK_ORDER TAKE_PHOTO FORCE_TAKE_PHOTO REPAIRED"],
		// What departments settle among themselves, and whose fault it was.
		["note.information", "NOTICE_LOST_PARTS_TEAM TRANSFER_QAQC QAQC_OPERATION MISS_PICKUP_HANDLE FAKE_CANCEL_HANDLE"],
		["note.information", "CLAIMS_CONTACT CLAIMS_TRANSFER_CS CLAIMS_COMPLETE CLAIMS_CLOSE EXCHANGE_PARCEL"],
		["note.information", "PICKUP_RETURN_RECEIPT SEAL_NUMBER_CHANGE"],
		["note.measured", "STAFF_INFO_UPDATE_WEIGHT STORE_KEEPER_UPDATE_WEIGHT STORE_SORTER_UPDATE_WEIGHT"],
		["note.measured", "DWS_WEIGHT_IMAGE SORTER_WEIGHT_IMAGE TICKET_WEIGHT_IMAGE"],
		["note.relabelled", "REPLACE_PNO PARCEL_HEADLESS_PRINTED PARCEL_HEADLESS_CLAIMED"],
	]),
	// A parcel that goes back has a number of its own, and the sender is who it is delivered to.
	...prefixed(
		"return:",
		codeTable([
			["returned.to_sender", "DELIVERY_CONFIRM CHANGE_PARCEL_SIGNED DELIVERY_PICKUP_STORE_SCAN state:5"],
			["returning.to_sender", "RECEIVED RECEIVE_WAREHOUSE_SCAN ARRIVAL_WAREHOUSE_SCAN SHIPMENT_WAREHOUSE_SCAN"],
			["returning.to_sender", "SORTING_SCAN SEAL UNSEAL DELIVERY_TICKET_CREATION_SCAN CHANGE_PARCEL_IN_TRANSIT"],
			["returning.to_sender", "DETAIN_WAREHOUSE CONTINUE_TRANSPORT DIFFICULTY_RE_TRANSIT THIRD_EXPRESS_ROUTE"],
			["returning.to_sender", "state:1 state:2 state:3 state:4"],
		]),
	),
};

const Route = z.object({
	routedAt: text,
	routeAction: text,
	/** As the push spells it. */
	routedAction: text,
	message: text,
	state: text,
	currentProvince: text,
	markerCategory: text,
	staffInfoPhone: text,
	eSignature: text,
});
const Parcel = Route.extend({
	pno: text,
	recentPno: text,
	returned: z.unknown().optional(),
	returnedPno: text,
	customaryPno: text,
	stateText: text,
	stateChangeAt: text,
	stateDate: text,
	updateAt: text,
	deliveredAt: text,
	routes: z.undefined().or(list(Route)),
});
const Body = Parcel.extend({
	code: text,
	data: jsonInside(z.unknown()),
	dataJson: jsonInside(z.unknown()),
});
type Route = z.output<typeof Route>;
type Parcel = z.output<typeof Parcel>;

function extract(written: string, { asked }: Envelope): Extracted {
	const body = json(unwrapForm(written, "data"), Body);
	const only = asked?.length === 1 ? (asked[0] ?? null) : null;
	if (body.code !== undefined && body.code !== "1") {
		return unanswered(outcomeOf(body.code), `${body.code}: ${body.message ?? ""}`, only);
	}
	const inner = body.data ?? body.dataJson;
	const told: readonly Parcel[] = inner == null ? [body] : shaped(inner, list(Parcel));
	const parcels = told.filter(({ pno, recentPno, routes }) => (pno ?? recentPno ?? routes) !== undefined);
	if (parcels.length > 0) return { shipments: parcels.map((parcel) => shipment(parcel, only)) };
	if (body.code === undefined && body.data === undefined) throw new Unreadable("body: neither parcels nor an answer");
	return unanswered("not-found", "no parcel", only);
}

/** Flash answers 200 to everything: its code alone tells. 1019 is a parcel of somebody else's account. */
function outcomeOf(code: string): Refusal["outcome"] {
	if (code === "1006") return "not-found";
	return ["1001", "1002", "1019"].includes(code) ? "denied" : "error";
}

function shipment(parcel: Parcel, only: string | null): RawShipment {
	const { pno, recentPno, returnedPno, state, stateText } = parcel;
	const trackingNumber = pno ?? recentPno ?? only;
	const isReturn = parcel.returned === true || parcel.returned === "true" || parcel.customaryPno !== undefined;
	const way = isReturn ? "return" : returnedPno !== undefined && returnedPno !== trackingNumber ? "relabelled" : null;
	const since = parcel.routedAt ?? parcel.stateChangeAt ?? parcel.deliveredAt ?? parcel.stateDate ?? parcel.updateAt;
	// A push tells of one event, and its fields stand where a query has the parcel's.
	const isEvent = parcel.routes === undefined && (parcel.routedAction ?? parcel.routeAction ?? state) !== undefined;
	const event = { ...parcel, routedAt: since };
	const routes = parcel.routes ?? (isEvent && event.routedAt ? [event] : []);
	const scans = routes.map((route) => scan(route, trackingNumber ?? "", way, stateText));
	const nextNumbers = [...new Set([recentPno, returnedPno])].filter((number) => number && number !== trackingNumber);
	return {
		trackingNumber,
		order: orderByTimes(
			routes.map(({ routedAt }) => routedAt),
			"newest-first",
		),
		scans,
		status:
			state === undefined
				? undefined
				: {
						code: state,
						keys: keysOf(`state:${state}`, way),
						text: stateText,
						time: since === undefined ? undefined : { text: since },
					},
		signed: scans.some(({ marked }) => marked?.signedBy !== undefined) || parcel.eSignature !== undefined,
		continues: nextNumbers.flatMap((number) => (number ? [{ trackingNumber: number }] : [])),
	};
}

function scan(route: Route, number: string, way: Way, stateText: string | undefined): RawScan {
	const { routedAt = "", message, state, currentProvince: region } = route;
	const action = route.routeAction ?? route.routedAction;
	const isTrouble = action !== undefined && TROUBLES.has(action);
	const marker = route.markerCategory !== undefined && `marker:${route.markerCategory}`;
	const words = thai.keyOf(message) ?? english.keyOf(message) ?? courierWordsIn(message, ["delivery_attempted"]);
	const why = isTrouble && way !== "return" ? [marker || undefined, words].filter((one) => one !== undefined) : [];
	const key = action ?? `state:${state ?? ""}`;
	const isDelivery = /^(?:DELIVERY_CONFIRM|CHANGE_PARCEL_SIGNED|state:5)$/.test(key);
	return {
		code: action ?? state ?? "",
		keys: [...why, ...keysOf(key, way)],
		text: message ?? stateText ?? key,
		time: { text: routedAt },
		place: region ? { region, country: countryOf(number) } : undefined,
		marked: {
			signedBy: isDelivery ? /(?:เซ็นรับโดย|ผู้เซ็นรับ|ผู้รับ)\s*[:：]?\s*(.+)$/u.exec(message ?? "")?.[1] : undefined,
			courierPhone: route.staffInfoPhone ?? /(?<!\d)0\d{8,9}(?!\d)/.exec(message ?? "")?.[0],
			courierName: RIDER.exec(message ?? "")?.groups?.name?.trim(),
		},
	};
}

/** Who carries it stands before his telephone, or in brackets or behind a colon. */
const RIDER =
	/(?:courier|rider|driver|staff|พนักงาน(?:จัดส่ง|นำส่ง|นำจ่าย)?)(?:\s*[:：[(]\s*|\s+(?=[^\d]{2,60}0\d{8,9}(?!\d)))(?<name>\p{L}[\p{L}\p{M} .'-]*?)(?=\s*(?:[,\])(:：\d]|(?:phone|tel|contact|mobile|โทร)|$))/iu;

/** A parcel that turned back is told of under the number of its return, and under the one that it had before. */
type Way = "return" | "relabelled" | null;

function keysOf(key: string, way: Way): string[] {
	return way === null ? [key] : [`${way}:${key}`, key];
}

/** Its numbers begin with the country: TH in Thailand, P in the Philippines. */
function countryOf(number: string): string | undefined {
	if (/^TH/i.test(number)) return "TH";
	return /^P/i.test(number) ? "PH" : undefined;
}

const HOSTS: Readonly<Record<string, string>> = {
	TH: "open-api.flashexpress.com",
	PH: "open-api.flashexpress.ph",
	MY: "open-api.flashexpress.my",
	LA: "open-api.flashexpress.la",
};
const HOST = "open-api.flashexpress.com";

/** Fields by name, the key last: SHA-256 in capitals. */
function sign(fields: Readonly<Record<string, string>>, key: string): string {
	const sorted = Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1));
	const parts = sorted.map(([name, value]) => `${name}=${value}`);
	return sha256(`${parts.join("&")}&key=${key}`, "hex").toUpperCase();
}

export const flashExpress = defineCarrier({
	code: "flash-express",
	name: "Flash Express",
	countries: ["LA", "MY", "PH", "TH"],
	source: {
		kind: "documented",
		url: "https://open-docs.flashexpress.com/#route-action",
		checked: "2026-11-22",
		note: "The documentation was read in a public digest of it; reasons by number, actions beyond its list and the hosts outside Thailand are second-hand, and the numbers of Malaysia and Laos are not recognised.",
	},

	numbers: {
		pattern: /^(?:TH[A-Z]?\d{4}[0-9A-Z]{4,11}|P[A-Z]?\d{4}[0-9A-Z]{4,10})$/,
		valid: ["TH0112WAY001A", "TH470100WAY2B", "THT0112WAY003A", "P6125WAY04ZZ"],
		invalid: ["TH01", "0112WAY001A", "TH0112WAY001A-LONGER-THAN-ANY", "P61WAY04"],
	},

	clock: { formats: ["epoch-s", "epoch-ms"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => {
		const site = countryOf(trackingNumber) === "PH" ? "www.flashexpress.ph" : "www.flashexpress.co.th";
		return `https://${site}/fle/tracking?${new URLSearchParams({ se: trackingNumber })}`;
	},

	api: {
		hosts: [HOST, "open-api.flashexpress.ph", "open-api.flashexpress.my", "open-api.flashexpress.la"],
		credentials: z.object({
			mchId: z.string().min(1),
			key: z.string().min(1),
			/** Whose Flash Express the account is with. */
			country: z.enum(["TH", "PH", "MY", "LA"]).default("TH"),
		}),
		rate: { perSecond: 2 },
	},

	poll: {
		// The numbers together may have 500 characters.
		batch: 25,
		request: (queries, { credentials: { mchId, key, country }, requestId }) => {
			const pnos = queries.map(({ trackingNumber }) => trackingNumber).join(",");
			const fields = { mchId, nonceStr: requestId.slice(0, 32), pnos };
			return {
				method: "POST",
				url: `https://${HOSTS[country] ?? HOST}/open/v1/orders/routesBatch`,
				headers: {
					"accept-language": "en",
					"content-type": "application/x-www-form-urlencoded",
				},
				body: formBody({ ...fields, sign: sign(fields, key) }),
			};
		},
	},

	// Its signature is of the merchant and a nonce alone, not of what is told; the address is the seller's to choose.
	webhook: {
		verify: tokenInQuery({ parameter: "token" }),
		secretLength: 40,
		setUp: "Register this address followed by ?token= and this secret for the webhooks 0 (status) and 4 (routes).",
		acknowledge: {
			status: 200,
			headers: { "content-type": "application/json; charset=utf-8" },
			body: '{"errorCode":"1","state":"success"}',
		},
		refuse: {
			status: 401,
			headers: { "content-type": "application/json; charset=utf-8" },
			body: '{"errorCode":"0","state":"fail"}',
		},
	},
});
