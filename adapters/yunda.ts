import { z } from "zod";
import {
	chineseOutcomeOf,
	chineseSigner,
	chineseStatuses,
	chineseWordsBeside,
	codeTable,
	defineCarrier,
	type Extracted,
	type HttpReply,
	json,
	jsonInside,
	list,
	type Meaning,
	md5,
	type OpenCodes,
	part,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	refuseAll,
	type Subscribed,
	text,
	tokenInQuery,
	trueOrFalse,
	Unreadable,
	unanswered,
	unwrapForm,
	withWayBack,
} from "./kit/index.ts";

/** The steps' actions; the parcel's own word, heard only where no step says more; and the public page's words. */
const STATUSES: Readonly<Record<string, Meaning>> = codeTable([
	["picked_up.accepted", "ACCEPT GOT header:GOT 揽收 已揽收 已揽件"],
	["in_transit.arrived_facility", "ARRIVAL OVERSEA_IN"],
	["in_transit.departed_facility", "DEPARTURE OVERSEA_OUT"],
	["in_transit.moving", "TRANSIT header:TRANSIT 运输中 在途"],
	["in_transit.linehaul_arrived", "OVERSEA_ARRIVAL"],
	["in_transit.linehaul_departed", "OVERSEA_DEPARTURE"],
	["in_transit.import_customs_presented", "CLEARANCE_START"],
	["in_transit.customs_cleared", "CLEARANCE_FINISH"],
	[["in_transit.import_customs_held", "customs.delay"], "CLEARANCE_FAIL"],
	["in_transit.handover_to_partner", "TRANSFER"],
	["out_for_delivery.on_vehicle", "SENT 派送中 派件中"],
	// A station or a locker; out of it the courier takes it, not the buyer.
	["ready_for_pickup.at_point", "INBOUND 待取件 代收"],
	["delivery_attempted.failed", "OUTBOUND SIGNFAIL header:SIGNFAIL"],
	["delivery_attempted.problem", "ISSUE"],
	[["delivery_attempted.refused", "recipient.refused"], "REJECTION"],
	["delivered.to_recipient", "SIGNED header:SIGNED 已签收 签收"],
	["returning.to_sender", "RETURN header:RETURN"],
	["returned.to_sender", "back"],
	["note.information", "OTHER"],
]);

/** What the words may add to a code that leaves it open. */
const OPEN: OpenCodes = [
	[/^(?:SIGNED|已?签收)$/, ["delivered", "ready_for_pickup", "returned"]],
	[/^(?:INBOUND|待取件|代收)$/, ["ready_for_pickup"]],
	[/^(?:ISSUE|SIGNFAIL)$/, ["delivery_attempted", "in_transit", "returning", "exception"]],
	[/^(?:TRANSIT|运输中|在途|CLEARANCE_(?:START|FINISH|FAIL))$/, ["in_transit"]],
	[/^OTHER$/, ["info_received", "picked_up", "in_transit"]],
];

const Step = z.object({
	time: text,
	scanTm: text,
	action: text,
	status: text,
	description: text,
	trackRecord: text,
	/** The interface before this one. */
	remark: text,
	address: text,
	station_name: text,
	city: text,
	phone: text,
	signer: text,
	mailno: text,
	mailNo: text,
});
type Step = z.output<typeof Step>;

const Waybill = Step.extend({
	result: trueOrFalse,
	steps: z.undefined().or(list(Step)),
	/** The public page's: at home, and abroad. */
	logistic: part(z.record(z.string(), part(z.object({ gn: list(Step), gj: list(Step) })))).catch(undefined),
});
type Waybill = z.output<typeof Waybill>;
const Waybills = z.undefined().or(list(Waybill));

const Body = Waybill.extend({
	code: text,
	message: text,
	msg: text,
	sub_msg: text,
	data: jsonInside(z.unknown()).catch(undefined),
});

function extract(written: string): Extracted {
	const body = json(unwrapForm(written, "data"), Body);
	const inner = Waybills.catch(undefined).parse(body.data ?? undefined);
	const waybills = body.steps || body.action ? [body] : (inner ?? []);
	const told = waybills.flatMap(toldOf);
	if (told.length > 0) {
		const known = told.filter(({ steps, status }) => steps.length > 0 || status);
		const silent = told.filter(({ steps, status }) => steps.length === 0 && !status);
		return { shipments: known.map(shipment), refusals: silent.map(refusal) };
	}
	const { code = "", message = body.msg ?? body.sub_msg ?? body.remark ?? "", result } = body;
	if (code === "" && message === "" && result === undefined && waybills.length === 0)
		throw new Unreadable("body: neither steps nor an answer");
	const isFine = result === "true" || (result === undefined && /^(?:0|0000|200)$/.test(code));
	const detail = [code, message].filter((word) => word !== "").join(": ");
	const outcome = isFine ? "not-found" : chineseOutcomeOf(message);
	return unanswered(outcome, isFine ? NOTHING : detail, null);
}

const NOTHING = "Yunda shows no step of this number; it answers only for numbers that were subscribed before.";

interface Told {
	readonly number: string | undefined;
	readonly steps: readonly Step[];
	readonly status: string | undefined;
	readonly remark: string | undefined;
}

/** A query's waybill has steps, a push is one step, and the public page has lists by number. */
function toldOf(waybill: Waybill): readonly Told[] {
	const { mailno, mailNo, steps, action, status, remark, result, logistic } = waybill;
	const number = mailno ?? mailNo;
	if (logistic) {
		return Object.entries(logistic).map(([of, lists]) => {
			return { number: of, steps: [...(lists?.gj ?? []), ...(lists?.gn ?? [])], status: undefined, remark };
		});
	}
	if (steps) return [{ number, steps, status: result === "false" ? undefined : status, remark }];
	if (action || (status && waybill.time)) return [{ number, steps: [waybill], status: undefined, remark }];
	return number !== undefined || result === "false" ? [{ number, steps: [], status: undefined, remark }] : [];
}

function refusal({ number, remark = "" }: Told): Refusal {
	const outcome = chineseOutcomeOf(remark);
	return {
		trackingNumber: number ?? null,
		outcome: outcome === "error" ? "not-found" : outcome,
		detail: remark || NOTHING,
	};
}

function shipment({ number, steps, status }: Told): RawShipment {
	const told = steps.filter((step) => step.action || step.status || wordsOf(step));
	return {
		trackingNumber: number ?? null,
		scans: withWayBack(told, timeOf, isReturn).map(({ row, isBack }) => scan(row, isBack)),
		order: "oldest-first",
		status: status && told.length === 0 ? { code: status, keys: [`header:${status.toUpperCase()}`] } : undefined,
	};
}

function timeOf({ time, scanTm }: Step): string | undefined {
	return time ?? scanTm;
}

function wordsOf({ description, trackRecord, remark }: Step): string | undefined {
	return description ?? trackRecord ?? remark;
}

function isReturn(step: Step): boolean {
	const words = wordsOf(step) ?? "";
	return /^return$/i.test(step.action ?? step.status ?? "") || /已(?:退回|返回)(?:寄件|发件)|退回件扫描/.test(words);
}

function scan(step: Step, isBack: boolean): RawScan {
	const code = (step.action ?? step.status ?? "").toUpperCase();
	const { signer, phone, city, station_name: station } = step;
	const words = wordsOf(step) ?? code;
	const saying = chineseWordsBeside(code, words, OPEN, signer);
	const isSenders = isBack || /签收人(?:是|为|[:：])\s*(?:寄件人|发件人|退回)/.test(words);
	const isSignature = /^(?:SIGNED|已?签收)$/.test(code);
	return {
		code,
		keys: [isSignature && isSenders ? "back" : undefined, saying, code].flatMap((key) => key || []),
		text: words.replace(SIGNER, "$1"),
		time: { text: timeOf(step) ?? "" },
		place: place(station ?? step.address, city, words),
		marked: {
			courierPhone: phone,
			signedBy: chineseSigner(signer) ?? SIGNER.exec(words)?.[2],
		},
	};
}

/** "The parcel has been signed for by so-and-so." */
const SIGNER =
	/(快件已被\s*)(?!已签收|本人|他人|家人|同事|邻居|朋友|门卫|保安|前台|物业|图片|代)([^\s，,。]{2,20})(?=\s*(?:已)?签收)/;

function place(station: string | undefined, city: string | undefined, words: string): RawPlace | undefined {
	const bracketed = station || city ? undefined : /^\s*【([^】]{2,30})】/.exec(words)?.[1];
	if (!station && !city && !bracketed) return undefined;
	return { name: station ?? bracketed, city, country: city ? "CN" : undefined };
}

const Answer = z.object({ result: trueOrFalse, code: text, message: text, data: z.unknown().optional() });
const Settled = list(z.object({ mailno: text, result: trueOrFalse, remark: text }));

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { result, code = "", message = "", data } = json(body, Answer);
	if (result === undefined) throw new Unreadable("body: no answer to a subscription");
	if (result !== "true" && !/重复|已订阅/.test(message)) {
		return refuseAll(queries, `${code}: ${message}`, chineseOutcomeOf(message));
	}
	const refused = Settled.catch([])
		.parse(data)
		.flatMap(({ mailno, result: isTaken, remark = "" }) => {
			const isRefused = isTaken === "false" && !/重复|已订阅/.test(remark);
			return mailno && isRefused ? [{ trackingNumber: mailno, detail: remark }] : [];
		});
	const numbers = queries.map(({ trackingNumber }) => trackingNumber);
	return { accepted: numbers.filter((number) => !refused.some((row) => row.trackingNumber === number)), refused };
}

const HOST = "openapi.yundaex.com";
const credentials = z.object({ appKey: z.string().min(1), appSecret: z.string().min(1) });

function post(path: string, asked: object, { appKey, appSecret }: z.output<typeof credentials>, nowMs: number) {
	const body = JSON.stringify(asked);
	return {
		method: "POST",
		url: `https://${HOST}/openapi/outer/logictis/${path}`,
		headers: {
			"content-type": "application/json;charset=utf-8",
			"app-key": appKey,
			"req-time": String(nowMs),
			sign: md5(`${body}_${appSecret}`, "hex"),
		},
		body,
	} as const;
}

export const yunda = defineCarrier({
	code: "yunda",
	name: "Yunda Express",
	countries: ["CN"],
	source: {
		kind: "documented",
		url: "https://yundaex.apifox.cn/api-7039554",
		checked: "2026-11-22",
		note: "Yunda answers only for numbers that were subscribed or ordered through it. How it signs a push is not known, and the address carries a token; what it answers to a subscription is second-hand.",
	},

	numbers: {
		pattern: /^(?:[34]\d{12}|[34]\d{14}|YD\d{12,15})$/,
		valid: ["3100000000012", "4312000000000", "463000000000012"],
		invalid: ["310000", "31000000000120", "773000000000017", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyyMMdd HHmmss"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
	},
	statuses: { ...chineseStatuses, ...STATUSES },
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.yundaex.com/cn/track/?${new URLSearchParams({ number: trackingNumber })}`,

	api: { hosts: [HOST], credentials, rate: { perSecond: 5 } },

	poll: {
		batch: 1,
		request: ([{ trackingNumber: mailno }], { credentials: access, nowMs }) => post("query", { mailno }, access, nowMs),
	},

	webhook: {
		verify: tokenInQuery({ parameter: "token" }),
		// Letters that stand in an address as they are.
		secretLength: 40,
		setUp: "Register the webhook address in Yunda's console with ?token= and this secret behind it.",
		acknowledge: {
			status: 200,
			headers: { "content-type": "application/json; charset=utf-8" },
			body: '{"result":true,"code":"0000","message":"success"}',
		},
	},

	subscribe: {
		batch: 10,
		request: (queries, { credentials: access, nowMs }) => {
			const orders = queries.map(({ trackingNumber: mailno }) => ({ orderid: mailno, mailno }));
			return post("subscribe", { orders }, access, nowMs);
		},
		read: readSubscription,
	},
});
