import { z } from "zod";
import {
	chineseStatuses,
	chineseWordsIn,
	codeTable,
	defineCarrier,
	type Extracted,
	formBody,
	isS10,
	list,
	type Outcome,
	orderByTimes,
	parseJson,
	part,
	printInstant,
	type RawPlace,
	type RawScan,
	type RawShipment,
	shaped,
	sm4,
	text,
	textRules,
	Unreadable,
	unanswered,
	unwrapForm,
} from "./kit/index.ts";

/** The platform's rows; those of the public page say the same code under `opStateCode`, and the day in `bubbleTime`. */
const Trace = z.object({
	traceNo: text,
	waybillNo: text,
	mailNo: text,
	opTime: text,
	bubbleTime: text,
	detailOpTime: text,
	opCode: text,
	opName: text,
	opStateCode: text,
	opStateName: text,
	opDesc: text,
	opOrgName: text,
	opOrgCity: text,
	opOrgProvName: text,
	operatorName: text,
	operatorPhone: text,
	deliveryUserPhone: text,
	gis: text,
});
const Items = z.object({
	responseItems: z.undefined().or(list(Trace)),
	traces: z.undefined().or(list(Trace)),
	traceList: z.undefined().or(list(Trace)),
	resObj: z.undefined().or(list(Trace)),
});
const Body = Items.extend({
	retCode: text,
	retMsg: text,
	retBody: z.unknown().optional(),
	responseState: z.unknown().optional(),
	errorDesc: text,
	success: z.unknown().optional(),
	message: text,
	value: part(z.object({ domesticMailResultDtoList: list(Items) })),
});
type Trace = z.output<typeof Trace>;
type Items = z.output<typeof Items>;

function extract(written: string): Extracted {
	const value = parseJson(unwrapForm(written, "msgBody"));
	if (Array.isArray(value)) return readAll(shaped(value, list(Trace)), "");
	const body = shaped(value, Body);
	const code = body.retCode ?? "";
	const words = body.retMsg ?? body.errorDesc ?? body.message ?? "";
	if ((code !== "" && code !== "00000") || body.responseState === false || body.success === false) {
		return unanswered(outcomeOf(words), [code, words].filter(Boolean).join(": "));
	}
	const single = shaped(value, Trace);
	if (codeOf(single) !== "" && timeOf(single) !== "") return readAll([single], words);
	const answers = [body, ...(body.value?.domesticMailResultDtoList ?? []), ...inner(body.retBody)];
	const lists = answers.flatMap(({ responseItems, traces, traceList, resObj }) => {
		const rows = responseItems ?? traces ?? traceList ?? resObj;
		return rows ? [rows] : [];
	});
	if (lists.length === 0 && code === "" && body.responseState === undefined && body.value === undefined) {
		throw new Unreadable("body: neither traces nor an answer");
	}
	return readAll(lists.flat(), words);
}

/** What the platform answers stands within the answer once more, mostly as text. */
function inner(retBody: unknown): readonly Items[] {
	if (retBody === undefined || retBody === null || retBody === "") return [];
	const content = typeof retBody === "string" ? parseJson(retBody) : retBody;
	return Array.isArray(content)
		? [{ ...shaped({}, Items), responseItems: shaped(content, list(Trace)) }]
		: [shaped(content, Items)];
}

function readAll(rows: readonly Trace[], words: string): Extracted {
	const told = rows.filter((row) => timeOf(row) !== "");
	if (rows.length > 0 && told.length === 0) throw new Unreadable("body: traces without a time");
	if (told.length === 0) return unanswered("not-found", words || "China Post shows no trace of this number.");
	const numbers = [...new Set(told.map(numberOf))];
	return { shipments: numbers.map((number) => shipment(number, told)) };
}

function outcomeOf(words: string): Exclude<Outcome, "ok"> {
	if (/频繁|超限|限流|次数|上限/.test(words)) return "rate-limited";
	if (/授权|签名|验签|权限|密钥|解密|加密|摘要|客户号|sender|authoriz/i.test(words)) return "denied";
	return /不存在|查无|未查|无轨迹|无结果|没有|暂无|无此|为空/.test(words) ? "not-found" : "error";
}

function numberOf({ traceNo, waybillNo, mailNo }: Trace): string | undefined {
	return traceNo ?? waybillNo ?? mailNo;
}

function codeOf({ opStateCode, opCode }: Trace): string {
	return opStateCode ?? opCode ?? "";
}

/** The public page leaves the day out of a time within a day. */
function timeOf({ opTime = "", bubbleTime, detailOpTime }: Trace): string {
	return detailOpTime ?? (/^\d\d:\d\d/.test(opTime) ? (bubbleTime ?? opTime) : opTime || (bubbleTime ?? ""));
}

function shipment(number: string | undefined, rows: readonly Trace[]): RawShipment {
	const own = rows.filter((row) => numberOf(row) === number);
	return {
		trackingNumber: number ?? null,
		scans: own.map((row) => scan(row, number ?? "")),
		order: orderByTimes(own.map(timeOf)),
	};
}

function scan(row: Trace, number: string): RawScan {
	const { opName, opStateName, opDesc, operatorName, operatorPhone, deliveryUserPhone } = row;
	const isAway = isAbroad(row, number);
	return {
		code: codeOf(row),
		keys: keysOf(row),
		text: opDesc ?? opStateName ?? opName ?? "",
		time: {
			text: timeOf(row),
			atSite: isAway,
			offset: !isAway && /^\d{10,13}$/.test(timeOf(row)) ? "+08:00" : undefined,
		},
		place: placeOf(row, isAway),
		marked: {
			courierName: /系统|自动/.test(operatorName ?? "") ? undefined : operatorName,
			courierPhone: operatorPhone ?? deliveryUserPhone,
		},
	};
}

/** Where the code leaves it open the words choose; for codes that are not published the name of the operation does. */
function keysOf(row: Trace): string[] {
	const { opName, opStateName, opDesc } = row;
	const code = codeOf(row);
	if (Object.hasOwn(operations, code)) {
		const open = OPEN[code];
		const said = open && chineseWordsIn(opDesc, open);
		const isLeft = open === SIGNED && LEFT.test(opDesc ?? "");
		const isInBox = open === SIGNED && LETTERBOX.test(opDesc ?? "");
		return [isLeft ? `${code}/left` : isInBox ? "704/letterbox" : undefined, said, code].flatMap((key) => key || []);
	}
	const name = opStateName ?? opName;
	const left = LEFT.test(opDesc ?? "") ? "80/left" : undefined;
	return [names.keyOf(name) ?? left ?? chineseWordsIn(name) ?? chineseWordsIn(opDesc), code].flatMap(
		(key) => key || [],
	);
}

const SIGNED = ["delivered", "ready_for_pickup", "returned"];
/** Delivered, as it says, to a station, where the recipient has yet to collect it. */
const LEFT = /投递到[^。，,]*(?:驿站|代办点|自提点|代收点|便利店|超市|门店|服务站)/;
/** The letterbox signs, not somebody for the recipient. */
const LETTERBOX = /签收[【(（]?[^】，,。]{0,4}信(?:报)?箱/;
const FAILED = ["delivery_attempted", "ready_for_pickup", "returning", "in_transit"];
const OPEN: Readonly<Record<string, readonly string[]>> = {
	20: ["in_transit"],
	70: ["out_for_delivery", "delivery_attempted"],
	80: SIGNED,
	461: ["ready_for_pickup"],
	462: ["ready_for_pickup"],
	463: ["delivered"],
	704: SIGNED,
	705: FAILED,
	EMH: ["delivery_attempted"],
	EMI: SIGNED,
};

/** Names of operations that couriers have no word for. */
const names = textRules("zh-post", 1, [
	["cancelled.cancelled", /撤单|撤销|作废/],
	["info_received.pickup_failed", /揽收(?:失败|不成功)|未揽收/],
	["in_transit.export_customs_held", /出口海关.{0,3}(?:留存|扣)/],
	[["in_transit.import_customs_held", "customs.inspection"], /海关.{0,3}留存/],
	["in_transit.departed_facility", /封车/],
	[
		"in_transit.arrived_delivery_depot",
		/(?:揽投部|投递[局部]|投递机构)(?:接收|解车)|到达.{0,8}投递(?:局|机构)|投递邮件接收(?!.*下段)/,
	],
	["out_for_delivery.on_vehicle", /投递邮件接收.*下段|^安排投递$/],
	["in_transit.arrived_facility", /解车|(?:处理中心|互换局|交换站)接收/],
	["ready_for_pickup.locker", /柜投递|入.{0,4}柜/],
	["ready_for_pickup.post_office", /窗投/],
	["ready_for_pickup.at_point", /(?:自提点|代收点|代办点)(?:接收|投递)|代投(?:自提|点)/],
	["in_transit.held_at_delivery_depot", /归班|回班|投递.{0,4}留存/],
	["in_transit.forwarded_new_address", /转投|改寄/],
	["in_transit.processed_facility", /开拆|配发/],
	["in_transit.linehaul_departed", /航空.{0,4}启运/],
	["in_transit.received_by_partner", /航空.{0,4}(?:接收|收运)/],
	["in_transit.handover_to_partner", /交航/],
	["in_transit.arrived_destination_country", /到达(?:寄达国|境外)/],
	["in_transit.security_check", /安检/],
]);

/** Of a number of China's the inward half of the way is abroad, of one from abroad the outward half. */
function isAbroad(row: Trace, number: string): boolean {
	const code = codeOf(row);
	if (/[\u4e00-\u9fff]/.test(`${row.opOrgName ?? ""}${row.opOrgCity ?? ""}${row.opOrgProvName ?? ""}`)) return false;
	const isChinas = !/^[A-Z]{2}\d{9}(?!CN)[A-Z]{2}$/.test(number);
	return isChinas ? /^E(?:M[D-I]|D[A-HX])$/.test(code) : /^E(?:M[A-C]|X[A-DX])$/.test(code);
}

function placeOf({ opOrgName, opOrgCity, opOrgProvName, gis }: Trace, isAway: boolean): RawPlace | undefined {
	if (!opOrgName && !opOrgCity && !opOrgProvName) return undefined;
	const [lng, lat] = (gis ?? "").split(",").map((degrees) => Number(degrees.trim() || Number.NaN));
	const country = isAway ? undefined : "CN";
	return { name: opOrgName, city: opOrgCity, region: opOrgProvName, country, lat, lng };
}

const operations = codeTable([
	["picked_up.accepted", "10 203 EMA"],
	["in_transit.processed_facility", "303 345 423"],
	["in_transit.departed_facility", "305 389 989 EDE"],
	["in_transit.arrived_facility", "954 EDD"],
	["in_transit.moving", "20"],
	["in_transit.arrived_delivery_depot", "306 EMG"],
	["in_transit.handover_to_partner", "404"],
	["in_transit.received_by_partner", "500"],
	["in_transit.linehaul_departed", "457"],
	["in_transit.linehaul_arrived", "505 912"],
	["in_transit.export_office_arrived", "EMB"],
	["in_transit.departed_origin_country", "EMC"],
	["in_transit.transit_country_arrived", "EMJ"],
	["in_transit.transit_country_departed", "EMK"],
	["in_transit.arrived_destination_country", "EMD"],
	["in_transit.inward_office_departed", "EMF"],
	["in_transit.held_at_delivery_depot", "EDF"],
	["in_transit.export_customs_presented", "EXA"],
	["in_transit.export_customs_held", "EXB"],
	["in_transit.export_customs_cleared", "EXC"],
	["in_transit.held_at_export_office", "EXD"],
	["in_transit.import_customs_presented", "EDB"],
	["in_transit.import_customs_held", "EME"],
	["in_transit.customs_cleared", "EDC"],
	["in_transit.held_at_import_office", "EDA"],
	["out_for_delivery.on_vehicle", "70 702 EDG"],
	["delivery_attempted.failed", "705 EMH"],
	["ready_for_pickup.at_point", "461 462 EDH 80/left 704/left EMI/left"],
	["delivered.to_recipient", "80 704 EMI"],
	["delivered.collected", "463"],
	["delivered.letterbox", "704/letterbox"],
	["cancelled.export_cancelled", "EXX"],
	["exception.import_terminated", "EDX"],
]);

/** The platform reads the clock of Beijing. */
function stamp(nowMs: number): string {
	return printInstant(nowMs + 8 * 3_600_000)
		.slice(0, 19)
		.replace("T", " ");
}

export const emsChina = defineCarrier({
	code: "ems-china",
	name: "China Post EMS",
	countries: ["CN"],
	source: {
		kind: "observed",
		url: "https://api.ems.com.cn/",
		checked: "2026-11-22",
		note: "The platform's list of some 195 operations wants a login: those seen in public replies and the Universal Postal Union's are here, others are read by their Chinese names. Pushes are encrypted with SM4, which needs the key to read, so they are not received; how the query is encrypted is second-hand.",
	},

	numbers: {
		pattern: /^(?:[A-Z]{2}\d{9}CN|1[0-3]\d{11}|9[0-9]\d{11})$/,
		checkDigit: (number) => (/CN$/.test(number) ? isS10(number) : null),
		valid: ["EA000000005CN", "LZ123456785CN", "1200000000019", "9800000000019"],
		invalid: ["EA000000006CN", "EA123456785US", "8000000000019", "JT0000000000001"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "epoch-ms", "epoch-s"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
	},

	statuses: { ...chineseStatuses, ...names.statuses, ...operations },
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.ems.com.cn/queryList?${new URLSearchParams({ mailNo: trackingNumber })}`,

	api: {
		hosts: ["api.ems.com.cn"],
		credentials: z.object({
			senderNo: z.string().min(1),
			authorization: z.string().min(1),
			sm4Key: z.string().regex(/^[A-Za-z0-9+/]{22}==$/),
		}),
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 1,
		volatile: /"(?:serialNo|retDate)"\s*:\s*"[^"]*"/,
		request: ([{ trackingNumber: waybillNo }], { credentials, nowMs }) => {
			const { senderNo, authorization, sm4Key } = credentials;
			return {
				method: "POST",
				url: "https://api.ems.com.cn/amp-prod-api/f/amp/api/open",
				headers: { "content-type": "application/x-www-form-urlencoded" },
				body: formBody({
					apiCode: "040001",
					senderNo,
					authorization,
					timeStamp: stamp(nowMs),
					// The key stands behind the message too, and the mark before it names the cipher.
					logitcsInterface: `|$4|${sm4(`${JSON.stringify({ waybillNo })}${sm4Key}`, sm4Key)}`,
				}),
			};
		},
	},
});
