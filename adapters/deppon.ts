import { z } from "zod";
import {
	chineseStatuses,
	chineseWordsIn,
	codeTable,
	defineCarrier,
	type Extracted,
	flag,
	formBody,
	type HttpReply,
	type HttpRequest,
	json,
	jsonInside,
	list,
	md5,
	md5OfField,
	type Outcome,
	orderByTimes,
	part,
	type Query,
	type RawScan,
	type RawShipment,
	type RawStatus,
	refuseAll,
	type Subscribed,
	text,
	Unreadable,
	unanswered,
	unwrapForm,
} from "./kit/index.ts";

const Trace = z.object({
	time: text,
	operateTime: text,
	acceptTime: text,
	status: text,
	operateType: text,
	description: text,
	remark: text,
	note: text,
	city: text,
	site: text,
	operateDept: text,
	signUserName: text,
});
const Traced = z.object({
	tracking_number: text,
	mailNo: text,
	orderStatus: text,
	statusType: text,
	trace_list: z.undefined().or(list(Trace)),
	traceList: z.undefined().or(list(Trace)),
	/** The query before this one: words alone. */
	steps: z.undefined().or(list(Trace)),
});
const Answer = Traced.extend({
	/** A push may tell of several. */
	track_list: list(Traced),
	orders: list(Traced),
});
const Body = Answer.extend({
	result: z.unknown().optional(),
	resultCode: text,
	error_code: text,
	reason: text,
	error_message: text,
	responseParam: part(jsonInside(Answer)),
});
type Trace = z.output<typeof Trace>;
type Traced = z.output<typeof Traced>;

function extract(written: string): Extracted {
	const body = json(unwrapForm(written, "params"), Body);
	const answer = body.responseParam ?? body;
	const parcels = [...answer.track_list, ...answer.orders, answer].filter(
		(parcel) => tracesOf(parcel) !== undefined || statusOf(parcel) !== undefined,
	);
	const code = body.resultCode ?? body.error_code ?? "";
	const reason = body.reason ?? body.error_message ?? "";
	const isRefused = body.result === false || body.result === "false";
	if (isRefused || (parcels.length === 0 && (code !== "" || reason !== ""))) {
		return unanswered(outcomeOf(code, reason, isRefused), [code, reason].filter(Boolean).join(": "));
	}
	if (parcels.length === 0) throw new Unreadable("body: neither traces nor a reason");
	const known = parcels.filter((parcel) => (tracesOf(parcel)?.length ?? 0) > 0 || statusOf(parcel) !== undefined);
	const unknown = parcels.filter((parcel) => !known.includes(parcel));
	return {
		shipments: known.map(shipment),
		refusals: unknown.map((parcel) => ({
			trackingNumber: parcel.tracking_number ?? parcel.mailNo ?? null,
			outcome: "not-found",
			detail: reason || "Deppon shows no trace of this number.",
		})),
	};
}

function tracesOf({ trace_list, traceList, steps }: Traced): readonly Trace[] | undefined {
	return trace_list ?? traceList ?? steps;
}

function outcomeOf(code: string, reason: string, isRefused = true): Exclude<Outcome, "ok"> {
	if (/权限|签名|摘要|密钥|公司编码|companyCode|digest|未授权/i.test(reason) || code === "3002") return "denied";
	if (/频繁|超限|限流|次数/.test(reason)) return "rate-limited";
	if (/不存在|暂无|查无|未查|无轨迹|无记录|没有/.test(reason)) return "not-found";
	return isRefused ? "error" : "not-found";
}

function shipment(parcel: Traced): RawShipment {
	const traces = tracesOf(parcel) ?? [];
	return {
		trackingNumber: parcel.tracking_number ?? parcel.mailNo ?? null,
		scans: traces.map(scan),
		order: orderByTimes(traces.map(timeOf)),
		status: statusOf(parcel),
		signed: traces.some(({ signUserName }) => signUserName !== undefined),
	};
}

function statusOf({ orderStatus, statusType }: Traced): RawStatus | undefined {
	const code = orderStatus ?? statusType;
	return code === undefined ? undefined : { code, keys: [`order:${code}`] };
}

function timeOf({ time, operateTime, acceptTime }: Trace): string {
	return time ?? operateTime ?? acceptTime ?? "";
}

function scan(trace: Trace): RawScan {
	const { status, operateType, description, remark, note, city, site, operateDept, signUserName } = trace;
	const code = status ?? operateType ?? "";
	const words = description ?? remark ?? note ?? "";
	return {
		code,
		keys: keysOf(code, words),
		text: words || code,
		time: { text: timeOf(trace) },
		place: city || site || operateDept ? { name: site ?? operateDept, city, country: "CN" } : undefined,
		marked: { signedBy: signUserName },
	};
}

/** A few codes cover what differs for who waits: words choose within them, and where there is no code at all. */
function keysOf(code: string, words: string): string[] {
	const open = Object.hasOwn(OPEN, code) ? OPEN[code] : undefined;
	// "Oneself/colleague/guard" is a choice of words, not a signer.
	const isChoice = /类型[:：][^,，]*\//.test(words);
	const said = (code === "" || open) && !isChoice ? chineseWordsIn(words, open) : undefined;
	return [...(said ? [said] : []), ...(code ? [code] : [])];
}

const OPEN: Readonly<Record<string, readonly string[]>> = {
	SIGNED: ["delivered", "ready_for_pickup", "returned"],
	14: ["delivered", "ready_for_pickup", "returned"],
	STA_SIGN: ["delivered"],
	STA_INBOUND: ["ready_for_pickup"],
	FAILED: ["delivery_attempted", "cancelled", "returning"],
	ERROR: ["delivery_attempted", "in_transit", "ready_for_pickup", "exception"],
	20: ["delivery_attempted"],
	ARRIVAL: ["in_transit"],
};

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { result, error_code, resultCode, error_message, reason } = json(body, Body);
	const code = error_code ?? resultCode ?? "";
	const words = error_message ?? reason ?? "";
	if (flag.parse(result)) return { accepted: queries.map(({ trackingNumber }) => trackingNumber), refused: [] };
	if (code === "" && words === "") throw new Unreadable("body: no answer to a subscription");
	// Watched already.
	if (/重复|已订阅/.test(words)) return { accepted: queries.map(({ trackingNumber }) => trackingNumber), refused: [] };
	return refuseAll(queries, `${code}: ${words}`, outcomeOf(code, words));
}

interface Credentials {
	readonly companyCode: string;
	readonly appKey: string;
	readonly customerCode: string;
}

function signed(path: string, content: unknown, { companyCode, appKey }: Credentials, nowMs: number): HttpRequest {
	const params = JSON.stringify(content);
	const timestamp = String(nowMs);
	const digest = Buffer.from(md5(`${params}${appKey}${timestamp}`, "hex"), "latin1").toString("base64");
	return {
		method: "POST",
		url: `https://dpapi.deppon.com/dop-interface-sync/${path}.action`,
		headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
		body: formBody({ companyCode, params, digest, timestamp }),
	};
}

export const deppon = defineCarrier({
	code: "deppon",
	name: "Deppon",
	countries: ["CN"],
	source: {
		kind: "assumed",
		url: "https://dop.deppon.com/#/apiDocs/apiDetail/NEW_TRACE_QUERY",
		checked: "2026-11-22",
		note: "The open platform wants a login; replies, codes and signature after public clients that quote its pages. The push's envelope and acknowledgement are second-hand.",
	},

	numbers: {
		// Freight has 8 to 10 digits, which tell nothing of whose they are.
		pattern: /^DP[A-Z]\d{12}$/,
		valid: ["DPK000000000019", "DPL000000000019"],
		invalid: ["DPK00000000019", "DP0000000000019", "6200000019", "JT0000000000001"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "iso", "yyyy-MM-dd HH:mm"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
	},

	statuses: {
		...chineseStatuses,
		...codeTable([
			["picked_up.accepted", "GOT 收件 ZH_GOT"],
			["in_transit.departed_facility", "DEPARTURE 发件"],
			["in_transit.arrived_facility", "ARRIVAL 到件"],
			["in_transit.moving", "28 转件"],
			["in_transit.linehaul_departed", "ZH_DEPARTURE"],
			["in_transit.import_customs_presented", "ZH_ARRIVAL"],
			["in_transit.delivery_scheduled", "ADVANCE_DELIVERY"],
			["in_transit.forwarded_new_address", "OPERATETRACK 转投 转寄"],
			["in_transit.delayed", "ERROR 问题件"],
			["out_for_delivery.on_vehicle", "SENT_SCAN 派件"],
			// Refused by the recipient, or a waybill that is void: the words tell.
			["delivery_attempted.problem", "FAILED"],
			["delivery_attempted.failed", "20"],
			[["delivery_attempted.refused", "recipient.refused"], "拒签"],
			["ready_for_pickup.locker", "STA_INBOUND"],
			["delivered.to_recipient", "SIGNED 14 签收"],
			["delivered.collected", "STA_SIGN"],
			["returning.to_sender", "退件"],
			["returned.to_sender", "BACK_SIGNED 退件完成"],
		]),
		...codeTable([
			["info_received.label_created", "order:ACCEPT order:SHOUTCAR order:WAIT_ACCEPT"],
			["info_received.pickup_scheduled", "order:RECEIPTING"],
			["exception.rejected_by_carrier", "order:REJECT"],
			["info_received.pickup_failed", "order:GOBACK"],
			["picked_up.accepted", "order:GOT"],
			["in_transit.moving", "order:INTRANSIT order:IN_TRANSIT"],
			["cancelled.cancelled", "order:CANCEL order:CANCELLED order:INVALID"],
			["delivered.to_recipient", "order:SIGNSUCCESS"],
			["delivery_attempted.problem", "order:SIGNFAILED order:SIGNFAIL"],
		]),
	},

	extract,
	trackingUrl: (trackingNumber) => `https://www.deppon.com/mail?${new URLSearchParams({ no: trackingNumber })}`,

	api: {
		hosts: ["dpapi.deppon.com"],
		credentials: z.object({
			companyCode: z.string().min(1),
			appKey: z.string().min(1),
			customerCode: z.string().min(1),
		}),
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 1,
		volatile: /"uniquerRequestNumber"\s*:\s*"[^"]*"/,
		request: ([{ trackingNumber: mailNo }], { credentials, nowMs }) =>
			signed("standard-query/newTraceQuery", { mailNo, customerCode: credentials.customerCode }, credentials, nowMs),
	},

	subscribe: {
		batch: 1,
		request: ([{ trackingNumber }], { credentials, nowMs }) =>
			signed("dop-nonstandard-extension/standTraceSubscribe", { tracking_number: trackingNumber }, credentials, nowMs),
		read: readSubscription,
	},

	webhook: {
		verify: md5OfField({
			signed: "params",
			sign: { field: "digest" },
			behind: "timestamp",
			encoding: "base64-of-hex",
		}),
		setUp: "Bring the appkey of your Deppon account as the secret, and give the webhook address to Deppon.",
		acknowledge: {
			status: 200,
			headers: { "content-type": "application/json; charset=utf-8" },
			body: '{"result":true,"success":true,"error_code":"1000","error_message":"成功"}',
		},
	},
});
