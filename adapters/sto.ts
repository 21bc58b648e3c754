import { z } from "zod";
import {
	chineseOutcomeOf,
	chineseSigner,
	chineseStatuses,
	chineseWordsBeside,
	codeTable,
	defineCarrier,
	type Extracted,
	formBody,
	type HttpReply,
	json,
	jsonInside,
	list,
	type Meaning,
	md5,
	md5Form,
	type OpenCodes,
	parseJson,
	parseXml,
	part,
	type Query,
	type RawScan,
	type RawShipment,
	type Receipt,
	type Refusal,
	refuseAll,
	type Subscribed,
	shaped,
	text,
	trueOrFalse,
	Unreadable,
	unanswered,
	unwrapForm,
	withWayBack,
} from "./kit/index.ts";

const STATUSES: Readonly<Record<string, Meaning>> = codeTable([
	["picked_up.accepted", "收件 揽收"],
	["in_transit.departed_facility", "发件"],
	["in_transit.arrived_facility", "到件 卸车"],
	["in_transit.loaded", "装车"],
	["in_transit.processed_facility", "装袋 拆袋 装包 拆包 称重 安检"],
	["out_for_delivery.on_vehicle", "派件"],
	["in_transit.handover_to_partner", "第三方代派"],
	["in_transit.held_at_delivery_depot", "留仓件 留仓"],
	["in_transit.forwarded_new_address", "改地址件"],
	["delivery_attempted.problem", "问题件 疑难件"],
	// Whose signature stands there is the locker's or the station's: the buyer has yet to come.
	["ready_for_pickup.locker", "派件入柜 柜机代收"],
	["ready_for_pickup.at_point", "驿站代收 第三方代收 代理点签收 入库/入柜 入柜/入库 入库 入柜"],
	["delivered.collected", "用户提货"],
	// Out of the locker again, into whose hands only the words say.
	["note.information", "快件取出 代取快递"],
	["delivered.to_recipient", "签收 客户签收"],
	["returning.to_sender", "退回件 退件"],
	["returned.to_sender", "退件签收 退回签收 back"],
]);

/** What the words may add to a type that leaves it open. */
const OPEN: OpenCodes = [
	[/^(?:客户)?签收$/, ["delivered", "ready_for_pickup", "returned"]],
	[/^(?:驿站代收|第三方代收|代理点签收|入[库柜].*)$/, ["ready_for_pickup"]],
	[/^(?:快件取出|代取快递)$/, ["delivered", "delivery_attempted", "returning"]],
	[/^(?:问题|疑难)件$/, ["delivery_attempted", "in_transit", "returning", "exception"]],
];

const Scan = z.object({
	waybillNo: text,
	opTime: text,
	scanType: text,
	memo: text,
	remark: text,
	issueName: text,
	opOrgName: text,
	opOrgCityName: text,
	opOrgProvinceName: text,
	opEmpName: text,
	bizEmpName: text,
	bizEmpPhone: text,
	bizEmpTel: text,
	signoffPeople: text,
	tz: text,
	outBizCode: text,
});
type Scan = z.output<typeof Scan>;

const ByNumber = z.record(z.string(), z.union([list(Scan), z.string(), z.number(), z.boolean(), z.null()]));
const Body = z.object({
	success: trueOrFalse,
	errorCode: text,
	errorMsg: text,
	expInfo: text,
	waybillNo: text,
	data: jsonInside(z.unknown()).catch(undefined),
	trace: part(Scan),
});
const Wrapped = Body.extend({ response: part(Body), traceList: z.undefined().or(list(Scan)) });

function extract(written: string): Extracted {
	const document = unwrapForm(written, "content").trim();
	const outer = shaped(document.startsWith("<") ? parseXml(document) : parseJson(document), Wrapped);
	const body = outer.response ?? outer;
	const { trace, success, errorCode = "", errorMsg = body.expInfo ?? "" } = body;
	const waybills = trace
		? new Map([[body.waybillNo ?? trace.waybillNo, [trace]]])
		: (waybillsIn(body.data) ?? (outer.traceList && new Map([[body.waybillNo, outer.traceList]])));
	const told = [...(waybills ?? [])];
	if (success !== "false" && told.length > 0) {
		return {
			shipments: told.filter(([, scans]) => scans.length > 0).map(([number, scans]) => shipment(number, scans)),
			refusals: told.filter(([, scans]) => scans.length === 0).map(([number]) => notFound(number)),
		};
	}
	if (success === undefined && errorCode === "" && errorMsg === "" && waybills === undefined)
		throw new Unreadable("body: neither scans nor an answer");
	if (success !== "false") return { shipments: [], refusals: [notFound(undefined)] };
	return unanswered(outcomeOf(errorCode, errorMsg), [errorCode, errorMsg].filter(Boolean).join(": "));
}

/** A list by waybill, which the documents write with the word waybillNo in the number's place; the public page has one list. */
function waybillsIn(data: unknown): ReadonlyMap<string | undefined, readonly Scan[]> | undefined {
	if (Array.isArray(data)) return grouped(z.array(Scan).catch([]).parse(data));
	const byNumber = ByNumber.safeParse(data);
	if (!byNumber.success) return undefined;
	const waybills = new Map<string | undefined, readonly Scan[]>();
	for (const [key, scans] of Object.entries(byNumber.data)) {
		if (!Array.isArray(scans)) continue;
		const own = grouped(scans);
		if (own.size === 0) waybills.set(/\d{6}/.test(key) ? key : undefined, []);
		for (const [number, ofNumber] of own) waybills.set(number ?? (/\d{6}/.test(key) ? key : undefined), ofNumber);
	}
	return waybills.size > 0 ? waybills : undefined;
}

function grouped(scans: readonly Scan[]): ReadonlyMap<string | undefined, readonly Scan[]> {
	const byNumber = new Map<string | undefined, Scan[]>();
	for (const scan of scans.filter(({ scanType, memo }) => scanType || memo)) {
		byNumber.set(scan.waybillNo, [...(byNumber.get(scan.waybillNo) ?? []), scan]);
	}
	return byNumber;
}

function notFound(number: string | undefined): Refusal {
	return { trackingNumber: number ?? null, outcome: "not-found", detail: "STO shows no scan of this number." };
}

function outcomeOf(code: string, words: string): Refusal["outcome"] {
	if (code === "005") return "not-found";
	return /^(?:006|007|S02|VERIFY_(?:MISSING|FAIL))$/.test(code) ? "denied" : chineseOutcomeOf(words);
}

function shipment(number: string | undefined, scans: readonly Scan[]): RawShipment {
	return {
		trackingNumber: number ?? null,
		scans: withWayBack(
			scans,
			({ opTime }) => opTime,
			({ scanType }) => /^退(?:回)?件$/.test(scanType ?? ""),
		).map(({ row, isBack }) => scan(row, isBack)),
		order: "oldest-first",
	};
}

function scan(row: Scan, isBack: boolean): RawScan {
	const { scanType = "", memo, remark, issueName, signoffPeople: signer, tz } = row;
	const words = memo ?? remark ?? issueName ?? scanType;
	const said = issueName && issueName !== words ? `${words} ${issueName}` : words;
	const saying = chineseWordsBeside(scanType, said, OPEN, signer);
	const isSignature = /^(?:客户)?签收$/.test(scanType);
	const operator = row.opEmpName && words.includes(row.opEmpName) ? row.opEmpName : undefined;
	return {
		code: scanType,
		keys: [isBack && isSignature ? "back" : undefined, saying, scanType].flatMap((key) => key || []),
		id: row.outBizCode,
		// The courier's name stands between two dashes: office-name-collected.
		text: words.replace(PERSON, "-"),
		time: { text: row.opTime ?? "", offset: /^(?:(?:UTC|GMT)?[+-]\d|Z$)/i.test(tz ?? "") ? tz : undefined },
		place: placeOf(row),
		marked: {
			courierName: row.bizEmpName ?? PERSON.exec(words)?.[1] ?? operator,
			courierPhone: row.bizEmpPhone ?? row.bizEmpTel,
			signedBy: chineseSigner(signer),
		},
	};
}

const PERSON = /(?<=[\p{L}】])-([^-()（）【】]{2,20})(?:[(（][^)）]*[)）])?-(?=(?:已收件|派件中|已揽收))/u;

function placeOf({ opOrgName, opOrgCityName, opOrgProvinceName }: Scan): RawScan["place"] {
	if (!opOrgName && !opOrgCityName && !opOrgProvinceName) return undefined;
	const country = opOrgCityName || opOrgProvinceName ? "CN" : undefined;
	return { name: opOrgName, city: opOrgCityName, region: opOrgProvinceName, country };
}

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { success, errorCode = "", errorMsg = "" } = json(body, Body);
	if (success === undefined) throw new Unreadable("body: no answer to a subscription");
	const isTaken = success === "true" || /重复|已订阅/.test(errorMsg);
	if (!isTaken) return refuseAll(queries, `${errorCode}: ${errorMsg}`, outcomeOf(errorCode, errorMsg));
	return { accepted: queries.map(({ trackingNumber }) => trackingNumber), refused: [] };
}

const HOST = "cloudinter-linkgateway.sto.cn";
const credentials = z.object({ appKey: z.string().min(1), secretKey: z.string().min(1) });

function post(service: string, to: string, asked: object, { appKey, secretKey }: z.output<typeof credentials>) {
	const content = JSON.stringify(asked);
	return {
		method: "POST",
		url: `https://${HOST}/gateway/link.do`,
		headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
		body: formBody({
			content,
			data_digest: md5(`${content}${secretKey}`, "base64"),
			api_name: service,
			from_appkey: appKey,
			from_code: appKey,
			to_appkey: to,
			to_code: to,
		}),
	} as const;
}

function acknowledge({ body }: Receipt): HttpReply {
	const [, waybillNo = ""] = /"waybillNo"\s*:\s*"?(\w{8,30})/.exec(unwrapForm(body, "content")) ?? [];
	return {
		status: 200,
		headers: { "content-type": "application/json; charset=utf-8" },
		body: JSON.stringify({ success: true, errorCode: "0", errorMsg: "", data: { waybillNo, needRetry: false } }),
	};
}

export const sto = defineCarrier({
	code: "sto",
	name: "STO Express",
	countries: ["CN"],
	source: {
		kind: "assumed",
		url: "https://open.sto.cn/#/apiDocument/STO_TRACE_PLATFORM_PUSH",
		checked: "2026-11-22",
		note: "STO's documents want a login: fields, scan types and error codes are those that public clients quote from them. The action codes of its international service are not known; what it answers to a subscription is taken from what it answers to a query.",
	},

	numbers: {
		pattern: /^(?:77\d{13}|(?:268|368|468|568|668|768|868|888|588|688)\d{9,10}|STO\d{10,13})$/,
		valid: ["773000000000017", "777000000000025", "668000000012"],
		invalid: ["77300000", "773", "YT0123456789012", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-dd HH:mm", "epoch-ms"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
	},
	statuses: { ...chineseStatuses, ...STATUSES },
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.sto.cn/query-waybill.html?${new URLSearchParams({ waybillNo: trackingNumber })}`,

	api: { hosts: [HOST], credentials, rate: { perSecond: 5 } },

	poll: {
		batch: 10,
		volatile: /"requestId"\s*:\s*"[^"]*"/,
		request: (queries, { credentials: access }) => {
			const asked = { order: "asc", waybillNoList: queries.map(({ trackingNumber }) => trackingNumber) };
			return post("STO_TRACE_QUERY_COMMON", "sto_trace_query", asked, access);
		},
	},

	subscribe: {
		batch: 1,
		request: ([{ trackingNumber: waybillNo }], { credentials: access }) =>
			post("STO_TRACE_PLATFORM_SUBSCRIBE", "sto_trace_platform", { subscribeInfoList: [{ waybillNo }] }, access),
		read: readSubscription,
	},

	webhook: {
		verify: md5Form({ signed: "content", sign: "data_digest", encoding: "base64" }),
		acknowledge,
		setUp:
			"Enter this address in STO's console for STO_TRACE_PLATFORM_PUSH. STO signs with your secretKey: give that as webhookSecret.",
	},
});
