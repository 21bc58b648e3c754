import { z } from "zod";
import {
	chineseStatuses,
	chineseWordsIn,
	codeTable,
	courierNamed,
	courierNeed,
	defineCarrier,
	type Extracted,
	formBody,
	type HttpReply,
	json,
	list,
	type Meaning,
	md5,
	md5Form,
	orderByTimes,
	printInstant,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Receipt,
	type Refusal,
	refuseAll,
	type Subscribed,
	text,
	Unreadable,
	unwrapForm,
} from "./kit/index.ts";

const STATUSES: Readonly<Record<string, Meaning>> = {
	...chineseStatuses,
	...codeTable([
		["pending.not_found", "0 401"],
		["info_received.awaiting_handover", "10"],
		["picked_up.accepted", "1"],
		["in_transit.moving", "2"],
		["in_transit.arrived_destination_city", "201"],
		["out_for_delivery.on_vehicle", "202"],
		["in_transit.arrived_facility", "204"],
		["in_transit.arrived_delivery_depot", "205"],
		["in_transit.origin_facility_departed", "206"],
		["ready_for_pickup.locker", "211 211/locker 304/locker 311/locker"],
		// A station signs for it, and the buyer has yet to collect it.
		["ready_for_pickup.at_point", "211/at_point 304/at_point 311/at_point"],
		["delivered.to_recipient", "3"],
		["delivered.signed", "301"],
		["delivered.after_exception", "302"],
		[["delivered.to_proxy", "delivery.indirect"], "304"],
		["delivered.collected", "311 304/collected"],
		["delivery_attempted.problem", "4"],
		["out_for_delivery.overdue", "402"],
		["in_transit.no_update", "403"],
		[["delivery_attempted.refused", "recipient.refused"], "404"],
		["delivery_attempted.failed", "405"],
		["returned.to_sender", "406"],
		["returning.to_sender", "407"],
		[["ready_for_pickup.expiring", "recipient.not_collected"], "412"],
		[["in_transit.held_at_request", "sender.hold_request"], "413"],
		[["in_transit.damaged", "carrier.damaged"], "414"],
		[["cancelled.cancelled", "sender.cancelled"], "415"],
		[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "416"],
		["in_transit.delayed", "417"],
		["note.information", "418"],
		["delivery_attempted.rescheduled", "419"],
		[["in_transit.address_problem", "address.incorrect"], "420"],
		[["delivery_attempted.recipient_unreachable", "sender.incorrect_data"], "421"],
		[["in_transit.misrouted", "carrier.sorting_error"], "422"],
		[["in_transit.out_of_area", "address.out_of_area"], "423"],
		["in_transit.forwarded_new_address", "5"],
		["in_transit.import_customs_presented", "6 601 602"],
		["in_transit.customs_cleared", "603"],
		[["in_transit.import_customs_held", "customs.delay"], "604"],
	]),
};

const Row = z.object({
	AcceptTime: text,
	AcceptStation: text,
	Action: text,
	Location: text,
	Remark: text,
});
type Row = z.output<typeof Row>;

const Waybill = z.object({
	LogisticCode: text,
	ShipperCode: text,
	Success: z.unknown().optional(),
	Reason: text,
	State: text,
	StateEx: text,
	EstimatedDeliveryTime: text,
	DeliveryManTel: text,
	Traces: z.undefined().or(list(Row)),
});
type Waybill = z.output<typeof Waybill>;

const Body = Waybill.extend({ EBusinessID: text, Data: z.undefined().or(list(Waybill)), PushTime: text });

/** A query's answer is one waybill; a push, 101 or 102, has several in a list inside a form. */
function extract(written: string): Extracted {
	const body = json(unwrapForm(written, "RequestData"), Body);
	const isOne = body.LogisticCode !== undefined || body.Traces !== undefined || body.Success !== undefined;
	const waybills = [...(body.Data ?? []), ...(isOne ? [body] : [])];
	if (waybills.length === 0 && body.Data === undefined) throw new Unreadable("body: no waybill and no answer");
	const told = waybills.filter((waybill) => !isSilent(waybill));
	return { shipments: told.map(shipment), refusals: waybills.filter(isSilent).map(refusal) };
}

function isSilent({ Success, Traces = [], State, StateEx }: Waybill): boolean {
	if (Traces.length > 0) return false;
	const isTold = [State, StateEx].some((state) => state !== undefined && !["0", "401"].includes(state));
	return !isTold || String(Success) === "false";
}

function refusal({ LogisticCode, Reason = "", Success }: Waybill): Refusal {
	const outcome = String(Success) === "false" ? outcomeOf(Reason) : "not-found";
	return { trackingNumber: LogisticCode ?? null, outcome, detail: Reason || "Kdniao shows no trace of this number." };
}

function outcomeOf(reason: string): Refusal["outcome"] {
	if (
		/签名|密钥|AppKey|DataSign|(?:用户|商户|账[号户]|EBusinessID|ID)[^，。]{0,6}(?:不存在|无效|错误|未|停用)|客户[^，。]{0,4}不存在|未(?:订购|开通|购买)|权限|授权|非法(?!参数)|认证/i.test(
			reason,
		)
	) {
		return "denied";
	}
	if (/频率|频繁|超限|次数|套餐|余额|用量|上限|并发/.test(reason)) return "rate-limited";
	return reason === "" ||
		/无轨迹|轨迹信息|没有.*信息|[无未][^，。]{0,4}(?:物流|快递|查询)?信息|无.*记录|查无|不存在|单号[^，。]{0,8}(?:错误|有误|不正确|不合法|无效)/.test(
			reason,
		)
		? "not-found"
		: "error";
}

function shipment(waybill: Waybill): RawShipment {
	const { LogisticCode, ShipperCode, EstimatedDeliveryTime: estimate } = waybill;
	const scans = (waybill.Traces ?? []).map((row) => scan(row, waybill.DeliveryManTel));
	const order = orderByTimes(
		scans.map(({ time }) => time.text),
		"oldest-first",
	);
	return {
		trackingNumber: LogisticCode ?? null,
		carrier: courierNamed(ShipperCode),
		carrierName: ShipperCode,
		scans,
		order,
		status: headline(waybill, order === "newest-first" ? scans[0] : scans.at(-1)),
		promised: estimate ? { from: { text: estimate }, to: { text: estimate } } : undefined,
	};
}

/** "Signed" over a parcel that waits in a locker or at a station is the station's signature, not the buyer's. */
function headline({ State, StateEx }: Waybill, newest: RawScan | undefined): RawShipment["status"] {
	const code = StateEx ?? State;
	if (code === undefined || code === "0" || code === "401") return undefined;
	const waits = /^(?:zh2:ready_for_pickup|\d+\/(?:locker|at_point)$)/.test(newest?.keys?.[0] ?? "");
	return waits && /^3/.test(code) ? undefined : { code, keys: [code, State ?? code] };
}

function scan(row: Row, courierPhone: string | undefined): RawScan {
	const { AcceptStation: words = "", AcceptTime, Action: action, Location, Remark: remark } = row;
	return {
		code: action ?? "",
		keys: action ? keysOfAction(action, words) : [chineseWordsIn(words)].filter((key) => key !== undefined),
		text: remark && !words.includes(remark) ? `${words} ${remark}`.trim() : words,
		time: { text: AcceptTime ?? "" },
		place: place(Location),
		marked: action === "202" ? { courierPhone } : undefined,
	};
}

/** Three codes say "locker or station" or "somebody else"; the courier's words say which, and whether it is collected. */
function keysOfAction(action: string, words: string): string[] {
	if (!["211", "304", "311"].includes(action)) return [action];
	const spot = /^zh2:(?:ready_for_pickup\.|delivered\.(?=collected))(\w+)/.exec(chineseWordsIn(words) ?? "")?.[1];
	return spot === undefined ? [action] : [`${action}/${spot}`, action];
}

function place(location: string | undefined): RawPlace | undefined {
	if (location === undefined) return undefined;
	return { name: location, country: /\p{Script=Han}(?:市|省|区|县|州|盟|旗)$/u.test(location) ? "CN" : undefined };
}

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { Success, Reason = "" } = json(body, Body);
	if (Success === undefined) throw new Unreadable("body: no answer to a subscription");
	const isTaken = String(Success) === "true" || /重复|已订阅/.test(Reason);
	if (!isTaken) return refuseAll(queries, Reason, outcomeOf(Reason));
	return { accepted: queries.map(({ trackingNumber }) => trackingNumber), refused: [] };
}

const HOST = "api.kdniao.com";

const credentials = z.object({
	businessId: z.string().min(1),
	appKey: z.string().min(1),
	/** What of Kdniao's queries was bought: 1002 and 8001 want the courier named, 8002 finds it. */
	query: z.enum(["1002", "8001", "8002"]).default("8002"),
	/** Kdniao's code of the courier, such as `ZTO`. */
	courier: z.string().min(1).optional(),
});

function post(path: string, type: string, query: Query, access: z.output<typeof credentials>) {
	const { businessId, appKey } = access;
	const courier = query.needs.courier ?? access.courier;
	const RequestData = JSON.stringify({
		LogisticCode: query.trackingNumber,
		...(courier && { ShipperCode: courier }),
		...(query.needs.phoneLast4 && { CustomerName: query.needs.phoneLast4 }),
	});
	const DataSign = Buffer.from(md5(`${RequestData}${appKey}`, "hex")).toString("base64");
	return {
		method: "POST",
		url: `https://${HOST}${path}`,
		headers: { "content-type": "application/x-www-form-urlencoded;charset=utf-8" },
		body: formBody({ RequestData, EBusinessID: businessId, RequestType: type, DataSign, DataType: "2" }),
	} as const;
}

/** Kdniao wants its customer's number back, and the hour on Beijing's clock. */
function acknowledge({ body, receivedAtMs }: Receipt): HttpReply {
	const [, EBusinessID = ""] = /"EBusinessID"\s*:\s*"?([\w-]{1,40})/.exec(unwrapForm(body, "RequestData")) ?? [];
	const UpdateTime = printInstant(receivedAtMs + 8 * 3_600_000)
		.slice(0, 19)
		.replace("T", " ");
	return {
		status: 200,
		headers: { "content-type": "application/json; charset=utf-8" },
		body: JSON.stringify({ EBusinessID, UpdateTime, Success: true, Reason: "" }),
	};
}

export const kdniao = defineCarrier({
	code: "kdniao",
	name: "Kdniao",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://www.kdniao.com/api-track",
		checked: "2026-11-22",
		note: "Public copies of its code list disagree on 302, 304 and 311.",
	},

	numbers: {
		// The couriers of China it is used for; other couriers' numbers are given with the courier named.
		pattern: /^(?:JD[0-9A-Z]{10,18}|(?:SF|YT|JT)\d{12,13}|DPK\d{12}|77\d{13}|31\d{13}|78\d{12})$/,
		valid: ["YT0123456789012", "JT0001112223334", "773000000000017", "DPK202123456789"],
		invalid: ["YT01234", "770000", "0123456789", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
	},
	statuses: STATUSES,
	extract,
	needs: {
		courier: courierNeed("ZTO"),
		phoneLast4: { why: "SF Express and ZTO show scans only to who knows the phone number.", required: false },
	},
	trackingUrl: (trackingNumber) =>
		`https://www.kdniao.com/JSInvoke/MSearchResult.aspx?${new URLSearchParams({ expNo: trackingNumber })}`,

	api: { hosts: [HOST], credentials, rate: { perSecond: 5 } },

	poll: {
		batch: 1,
		volatile: /"UpdateTime"\s*:\s*"[^"]*"/,
		request: ([query], { credentials: access }) =>
			post("/Ebusiness/EbusinessOrderHandle.aspx", access.query, query, access),
	},

	webhook: {
		verify: md5Form({ signed: "RequestData", sign: "DataSign", encoding: "base64-of-hex" }),
		acknowledge,
		setUp: "Enter this address in Kdniao's console. Kdniao signs with your AppKey: give that as webhookSecret.",
	},

	subscribe: {
		batch: 1,
		request: ([query], { credentials: access }) =>
			post("/api/dist", access.query === "1002" ? "1008" : "8008", query, access),
		read: readSubscription,
	},
});
