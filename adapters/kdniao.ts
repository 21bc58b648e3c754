import { z } from "zod";
import {
	codeTable,
	courierNamed,
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
	textRules,
	Unreadable,
	unwrapForm,
} from "./kit/index.ts";

/** The free query (1002) and its push (102) have no code a row: couriers' sentences alone say what happened. */
const sentences = textRules("zh", 1, [
	// Where the signature can be looked at, which SF writes after the delivery.
	["note.proof_of_delivery", /^(?!.*(?:已|被)签收)(?:.*(?:查看|查询|查阅)[^。]{0,6}签收(?:人|图)|.*签收图)/],
	["returned.to_sender", /(?:退回|退件|退货)[^，,。]{0,12}(?:签收|妥投)|(?:寄件人|发件人|寄方)[^，,。]{0,8}签收/],
	[
		["returning.to_sender", "recipient.refused"],
		/(?:退回|退件|退货)[^。]*(?:拒收|拒签)|(?:拒收|拒签)[^。]*(?:退回|退件|退货)/,
	],
	[["delivery_attempted.refused", "recipient.refused"], /拒收|拒签/],
	["cancelled.cancelled", /(?:取消|撤销)(?:寄件|发货|订单|揽收|下单)|订单已?取消/],
	["returning.to_sender", /退回|退件|返回(?:寄|发)件|转退/],
	[["in_transit.held_at_request", "sender.hold_request"], /拦截/],
	[["in_transit.damaged", "carrier.damaged"], /破损/],
	[["exception.lost", "carrier.lost"], /遗失|丢失/],
	[
		"delivered.collected",
		/签收人?[^。]{0,40}领取|取[件货]码签收|从[^。]{0,24}取出|您已在[^。]{0,24}(?:完成取件|取件成功|领取)|(?:已|被|成功)(?:取出|取走|领取|自提)|(?:驿站|柜|代收点|自提点)[^。]*(?:已|被|成功)取件|自提签收|提货签收/,
	],
	[
		"ready_for_pickup.locker",
		/(?:柜|速递易)[^。]*(?:请|待(?!再)|代收|暂存|存放|保管)|(?:存|投|放)(?:入|至|到|进)[^。]*柜|柜[^。]{0,4}签收|签收人(?:类型)?[^。，,]{0,6}(?:柜|丰巢)/,
	],
	[
		"ready_for_pickup.at_point",
		/(?:驿站|代收点|自提点|代办点|合作点|便利店|超市|门店|菜鸟|兔喜|妈妈|服务站)[^。]*(?:代收|代签|暂存|存放|保管|待取|请|领取|签收)|[己已]暂[放存]|(?:存|投|放)(?:入|至|到|进|在)[^。]*(?:驿站|代收点|自提点|合作点|门店|便利店|超市)/,
	],
	["ready_for_pickup.at_point", /^(?!.*(?:妥投|签收)).*已(?:被|由)[^。]{0,24}代收/],
	["ready_for_pickup.at_point", /待取件|待自提|等待[^。]{0,6}(?:取件|自提|领取)|请[^。]{0,16}(?:取件|自提|领取)/],
	[
		["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		/无法联系|联系不上|无人接听|关机|电话(?:不通|错误)/,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/(?:客户|收件人|家中?)[^。]{0,4}(?:不在|无人)|无人(?:在家|签收)/,
	],
	[
		["in_transit.address_problem", "address.incorrect"],
		/地址(?:不详|不清|不明|错误|有误)|收件地址[^。]{0,6}(?:错误|有误)/,
	],
	[
		["in_transit.out_of_area", "address.out_of_area"],
		/超区|超(?:出)?(?:派送)?范围|不在[^。]{0,4}(?:服务|派送)(?:区|范围)/,
	],
	[
		"delivery_attempted.rescheduled",
		/改约|约定(?:时间|日期)|改日|改期|(?:再次|重新|二次|另约|择日|次日|明日|延[迟后])[^。]{0,6}(?:派送|派件|投递|配送)/,
	],
	[
		"delivery_attempted.failed",
		/(?:派送|派件|投递|配送|妥投)[^。]{0,4}(?:失败|不成功|未成功|异常)|签收失败|未妥投|无法(?:派送|派件|投递)|未能[^。]{0,6}(?:派送|投递|妥投)/,
	],
	["delivery_attempted.problem", /问题件|疑难件/],
	[["delivered.to_neighbour", "delivery.indirect"], /邻居[^。]{0,8}签收|签收[^。]{0,12}邻居/],
	["delivered.to_reception", /(?:前台|收发室|收发章)[^。]{0,8}签收|(?:签收|妥投)[^。]{0,12}(?:前台|收发室|收发章)/],
	["delivered.safe_place", /(?:门口|家门)[^。]{0,8}签收|签收[^。]{0,12}(?:门口|家门)|放(?:在|至|于)[^。]{0,6}门口/],
	[
		"delivered.letterbox",
		/(?:信箱|信报箱)[^。]{0,8}(?:签收|妥投)|(?:投|放|投递)(?:入|至|到|进)[^。]{0,4}(?:信箱|信报箱)/,
	],
	[
		["delivered.to_proxy", "delivery.indirect"],
		/(?:家人|同事|朋友|他人|门卫|保安|物业|代)(?:代)?[^。]{0,6}签收|(?:签收|妥投)[^。]{0,12}(?:家人|同事|朋友|他人|门卫|保安|物业|代签|代收)|代签/,
	],
	[
		"delivered.to_recipient",
		/(?<!未|待|将|后|准备|等待|查看|注意|请[^，,。]{0,6})(?:已?签收(?!图)|妥投)|完成配送|配送完成|(?<!将|未)(?:已|成功)送达|(?:投递|派送|派件)成功/,
	],
	["info_received.awaiting_handover", /待揽|等待揽|等待[^。]{0,6}(?:揽收|取件)|已接单|准备揽/],
	["picked_up.accepted", /已?揽(?:收|件)(?!员)|收寄|已收[件取]|收件扫描|已取件|取件成功|快件已被[^。]{0,8}收取/],
	[
		"out_for_delivery.on_vehicle",
		/(?:快递员|派件员|配送员|小哥)[^。]{0,6}出发|派(?:件|送)(?:中|员|途中)|正在[^。]{0,12}(?:派件|派送|投递|配送)|配送中|安排投递|投递员|投递中|开始派|(?:为您|进行|第\d+次)(?:派|投|配)|开始配|出(?:库|仓)派/,
	],
	["in_transit.forwarded_new_address", /转寄|改(?:地址|派)|更改(?:收件|派送|收货)?地址/],
	["in_transit.linehaul_departed", /起飞|交航|航班[^。]{0,8}(?:离港|出发)/],
	["in_transit.linehaul_arrived", /航班[^。]{0,8}(?:到达|抵达|降落|落地)|飞机(?:到达|抵达|降落)/],
	["in_transit.customs_cleared", /(?:海关|清关|报关|通关)[^。]*(?:放行|完成|结束|成功)|放行|已清关|已通关/],
	[["in_transit.import_customs_held", "customs.delay"], /扣关|(?:海关|清关)[^。]*(?:查验|异常|扣|滞留)/],
	["in_transit.import_customs_presented", /清关|海关|报关/],
	[
		"info_received.label_created",
		/下单|订单[^。]{0,6}(?:创建|生成|提交|接收)|电子面单|打印面单|商家[^。]{0,8}(?:发货|打包|打单|出库|仓库)|订单[^。]{0,16}(?:出库|仓库)/,
	],
	["in_transit.delayed", /延误|滞留|延迟/],
	["in_transit.arrived_destination_city", /到达派件城市|到达目的(?:地|城市)/],
	["in_transit.arrived_delivery_depot", /(?:等待|待|将)(?:派送|派件|配送|投递)/],
	["in_transit.arrived_delivery_depot", /到(?:达|了)?[^。，,]*(?:派件|派送|投递|配送)(?:网点|点|站|部)/],
	["in_transit.departed_facility", /发往|送往|前往|(?:已|正)?(?:发出|发车|离开|出发|离港)|下一站|从[^。]{0,24}发/],
	["in_transit.arrived_facility", /已?收入|到达|抵达|已到|到件|到港|入库|进港|^(?:快件)?到[【[「(（]/],
	["in_transit.loaded", /装车|装包|装袋/],
	["in_transit.processed_facility", /分拣|分拨|处理|扫描|拆包|建包|打包|集包|封发|直封|互封/],
	["in_transit.moving", /运输|中转|转运|在途|途中|干线|转交/],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...sentences.statuses,
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
		/签名|密钥|AppKey|DataSign|(?:用户|商户|账[号户]|EBusinessID|ID)[^，。]{0,6}(?:不存在|无效|错误|未|停用)|权限|授权|非法|认证/i.test(
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
	const scans = (waybill.Traces ?? []).map(scan);
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
	const waits = /^(?:zh1:ready_for_pickup|\d+\/(?:locker|at_point)$)/.test(newest?.keys?.[0] ?? "");
	return waits && /^3/.test(code) ? undefined : { code, keys: [code, State ?? code] };
}

function scan({ AcceptStation: words = "", AcceptTime, Action: action, Location, Remark: remark }: Row): RawScan {
	return {
		code: action ?? "",
		keys: action ? keysOfAction(action, words) : [sentences.keyOf(words)].filter((key) => key !== undefined),
		text: remark && !words.includes(remark) ? `${words} ${remark}`.trim() : words,
		time: { text: AcceptTime ?? "" },
		place: place(Location),
	};
}

/** Three codes say "locker or station" or "somebody else"; the courier's words say which, and whether it is collected. */
function keysOfAction(action: string, words: string): string[] {
	if (!["211", "304", "311"].includes(action)) return [action];
	const spot = /^zh1:(?:ready_for_pickup\.|delivered\.(?=collected))(\w+)/.exec(sentences.keyOf(words) ?? "")?.[1];
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
	const { businessId, appKey, courier } = access;
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
