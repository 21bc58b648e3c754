import { z } from "zod";
import {
	anyOf,
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
	md5Form,
	md5Json,
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
	trueOrFalse,
	Unreadable,
	unanswered,
	unwrapForm,
	withWayBack,
} from "./kit/index.ts";

/** Scan types in three alphabets: those in digits come after the parcel went to another courier. */
const STATUSES: Readonly<Record<string, Meaning>> = codeTable([
	["picked_up.accepted", "收件 1 揽收 GOT"],
	["in_transit.departed_facility", "发件 2 push:DEPARTURE"],
	["in_transit.arrived_facility", "到件 3 push:ARRIVAL"],
	["in_transit.processed_facility", "安检"],
	["in_transit.handover_to_partner", "转单 9"],
	["out_for_delivery.on_vehicle", "派件 4 DELIVERY DISPATCH"],
	// A locker, a station or a shop has it, whatever the word says: the buyer has yet to come.
	["ready_for_pickup.at_point", "ARRIVAL 44 第三方签收 7 INBOUND HANDOVERSCAN_SIGNED"],
	// Out of it again: into the buyer's hands, or back into the courier's.
	["delivered.collected", "SIGNED 45 DEPARTURE_SIGNED"],
	["delivery_attempted.failed", "DEPARTURE"],
	["delivered.to_recipient", "签收 5 SIGN push:SIGNED"],
	["delivery_attempted.problem", "问题件 PROBLEM"],
	["returning.to_sender", "退件 8 RETURN_SCAN 退件:1 退件:2 退件:4 退件:10"],
	[["returning.to_sender", "recipient.refused"], "退件:5"],
	["in_transit.forwarded_new_address", "退件:3 退件:6"],
	["returned.to_sender", "退件签收 退件完成 RESIGN RETURN_SIGNED back"],
]);

/** What the words may add to a code that leaves it open. */
const OPEN: OpenCodes = [
	[/^(?:签收|5|SIGN|push:SIGNED)$/, ["delivered", "ready_for_pickup"]],
	[/^(?:ARRIVAL|44|(?:push:)?(?:INBOUND|HANDOVERSCAN_SIGNED))$/, ["ready_for_pickup"]],
	[/^(?:第三方签收|7)$/, ["ready_for_pickup", "delivered.collected"]],
	[/^(?:问题件|(?:push:)?PROBLEM)$/, ["delivery_attempted", "in_transit", "returning", "exception"]],
];

const Site = z.object({ name: text, city: text, prov: text });
const Scan = z.object({
	billCode: text,
	scanType: text,
	scanDate: text,
	scanTime: text,
	/** An object today, a name in the older interface. */
	scanSite: z.unknown().optional(),
	scanCity: text,
	scanProv: text,
	country: text,
	desc: text,
	remark: text,
	signMan: text,
	operateUser: text,
	operateUserPhone: text,
	dispOrRecMan: text,
	dispOrRecManPhone: text,
	returnType: text,
	returnUpdateType: text,
	// A push.
	action: text,
	actionTime: text,
	facilityName: text,
	city: text,
	courier: text,
	courierPhone: text,
	expressSigner: text,
	contacts: text,
	/** Whose station or locker it is. */
	comName: text,
});
type Scan = z.output<typeof Scan>;

const Traced = Scan.extend({ billcode: text, traces: z.undefined().or(list(Scan)) });
const Rows = z.undefined().or(list(Traced));

const Body = Traced.extend({
	status: trueOrFalse,
	statusCode: text,
	message: text,
	msg: text,
	result: jsonInside(Rows).catch(undefined),
	data: jsonInside(Rows).catch(undefined),
});
type Body = z.output<typeof Body>;

function extract(written: string): Extracted {
	const body = json(unwrapForm(written, "data"), Body);
	const rows = rowsOf(body);
	const told = rows?.filter(({ scanType, action, traces = [] }) => scanType || action || traces.length > 0) ?? [];
	if (told.length > 0) return { shipments: shipments(told), refusals: (rows ?? []).filter(isSilent).map(unknown) };
	const { statusCode = "", message = body.msg ?? "", status } = body;
	if (rows === undefined && status === undefined && statusCode === "")
		throw new Unreadable("body: neither scans nor an answer");
	const detail = [statusCode, message].filter((word) => word !== "").join(": ");
	if (status === "false") return unanswered(outcomeOf(statusCode, message), detail);
	return unanswered("not-found", "ZTO shows no scan of this number.", rows?.[0]?.billCode ?? null);
}

/** The list of a query, the one event of a push, or the parcels of the interface before this one. */
function rowsOf(body: Body): readonly z.output<typeof Traced>[] | undefined {
	if (body.scanType || body.action || body.traces) return [body];
	return body.result?.length ? body.result : (body.data ?? body.result);
}

function isSilent({ billCode, traces, scanType, action }: z.output<typeof Traced>): boolean {
	return billCode !== undefined && traces?.length === 0 && !scanType && !action;
}

function unknown({ billCode }: Scan): Refusal {
	return { trackingNumber: billCode ?? null, outcome: "not-found", detail: "ZTO shows no scan of this number." };
}

function shipments(rows: readonly z.output<typeof Traced>[]): RawShipment[] {
	const byNumber = new Map<string | undefined, Scan[]>();
	for (const { traces, billCode, billcode, ...row } of rows) {
		const number = billCode ?? billcode ?? traces?.[0]?.billCode;
		const scans = traces ?? [{ ...row, billCode: number }];
		byNumber.set(number, [...(byNumber.get(number) ?? []), ...scans]);
	}
	return [...byNumber].map(([number, scans]) => ({
		trackingNumber: number ?? null,
		scans: withWayBack(scans, timeOf, isReturn).map(({ row, isBack }) => scan(row, isBack)),
		order: "oldest-first",
	}));
}

function timeOf({ scanDate, scanTime, actionTime }: Scan): string | undefined {
	return actionTime ?? scanDate ?? scanTime;
}

/** A change of address is written as a return, and is none. */
function typeOfReturn(row: Scan): string | undefined {
	if (!/^(?:退件|8|(?:push:)?RETURN_SCAN)$/.test(codeOf(row))) return undefined;
	return row.returnType ?? row.returnUpdateType ?? "";
}

function isReturn(row: Scan): boolean {
	return !["3", "6", undefined].includes(typeOfReturn(row));
}

/** Some words of a push mean another thing than the same word of a query. */
function codeOf({ action, scanType = "" }: Scan): string {
	return action ? `push:${action.toUpperCase()}` : scanType.toUpperCase();
}

function scan(row: Scan, isBack: boolean): RawScan {
	const { action, scanType = "", desc, remark, comName, operateUser, dispOrRecMan, courier } = row;
	const code = codeOf(row);
	const signer = row.expressSigner ?? row.signMan ?? row.contacts;
	const words = desc ?? remark;
	const isLeft = /^push:(?:INBOUND|HANDOVERSCAN_SIGNED)$/.test(code);
	const said = isLeft && comName ? `${words ?? ""} ${comName}代收` : words;
	const saying = chineseWordsBeside(code, said, OPEN, signer);
	const isSignature = /^(?:签收|5|SIGN|45|(?:push:)?(?:DEPARTURE_)?SIGNED)$/.test(code);
	const kind = typeOfReturn(row);
	const keys = [kind && `退件:${kind}`, saying, code, code.replace("push:", "")].flatMap((key) => key || []);
	const time = timeOf(row) ?? "";
	return {
		code: action ?? scanType,
		keys: isBack && isSignature ? ["back"] : keys,
		text: words ?? scanType,
		// Milliseconds, to be shown on the clock that ZTO writes elsewhere.
		time: /^\d{12,13}$/.test(time) ? { text: time, offset: "+08:00" } : { text: time },
		place: place(row),
		marked: {
			courierName: operateUser ?? dispOrRecMan ?? courier,
			courierPhone: row.operateUserPhone ?? row.dispOrRecManPhone ?? row.courierPhone,
			signedBy: chineseSigner(signer),
		},
	};
}

function place({ scanSite, scanCity, scanProv, facilityName, city, country }: Scan): RawPlace | undefined {
	const site = typeof scanSite === "object" ? part(Site).catch(undefined).parse(scanSite) : undefined;
	const name = site?.name ?? text.parse(scanSite) ?? facilityName;
	const town = site?.city ?? scanCity ?? city;
	const region = site?.prov ?? scanProv;
	if (!name && !town && !region) return undefined;
	return { name, city: town, region, country: country ?? "CN" };
}

function outcomeOf(code: string, message: string): Refusal["outcome"] {
	if (code === "E416") return "not-found";
	if (/^S(?:206|221)$/.test(code)) return "rate-limited";
	return /^(?:S21[0-4]|E4(?:04|09|13|18))$/.test(code) ? "denied" : chineseOutcomeOf(message);
}

const Answer = z.object({ status: trueOrFalse, statusCode: text, message: text });

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { status, statusCode = "", message = "" } = json(body, Answer);
	if (status === undefined) throw new Unreadable("body: no answer to a subscription");
	const isTaken = status === "true" || /重复|已订阅/.test(message);
	if (!isTaken) return refuseAll(queries, `${statusCode}: ${message}`, outcomeOf(statusCode, message));
	return { accepted: queries.map(({ trackingNumber }) => trackingNumber), refused: [] };
}

const HOST = "japi.zto.com";
const credentials = z.object({ appKey: z.string().min(1), appSecret: z.string().min(1) });

function post(service: string, query: Query, { appKey, appSecret }: z.output<typeof credentials>) {
	const { phoneLast4 } = query.needs;
	const body = JSON.stringify({ billCode: query.trackingNumber, ...(phoneLast4 && { mobilePhone: phoneLast4 }) });
	return {
		method: "POST",
		url: `https://${HOST}/${service}`,
		headers: {
			"content-type": "application/json",
			"x-appkey": appKey,
			"x-datadigest": md5(`${body}${appSecret}`, "base64"),
		},
		body,
	} as const;
}

const signature = { signed: "data", sign: "data_digest", encoding: "base64" } as const;

export const zto = defineCarrier({
	code: "zto",
	name: "ZTO Express",
	countries: ["CN"],
	source: {
		kind: "observed",
		url: "https://open.zto.com/",
		checked: "2026-11-22",
		note: "ZTO's documents want a login: fields, scan types and error codes are those that public clients quote from them, pushes those that one of them logged; the codes of problems are not known.",
	},

	numbers: {
		pattern: /^(?:7[3-9]\d{12}|6[38]\d{10}|ZT[OG]\d{10,12})$/,
		valid: ["73100000000012", "78000000000034", "633000000012"],
		invalid: ["731", "7310000000001", "YT0123456789012", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "epoch-ms", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm:ss"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
	},
	statuses: { ...chineseStatuses, ...STATUSES },
	extract,
	needs: {
		phoneLast4: {
			why: "ZTO shows the scans of other people's waybills only to who knows the last four digits of the sender's or the recipient's phone number.",
			required: false,
		},
	},
	trackingUrl: (trackingNumber) =>
		`https://www.zto.com/express/expressCheck.html?${new URLSearchParams({ txtBill: trackingNumber })}`,

	api: { hosts: [HOST], credentials, rate: { perSecond: 5 } },

	poll: {
		batch: 1,
		request: ([query], { credentials: access }) => post("zto.merchant.waybill.track.query", query, access),
	},

	webhook: {
		verify: anyOf(md5Form(signature), md5Json(signature)),
		acknowledge: {
			status: 200,
			headers: { "content-type": "application/json; charset=utf-8" },
			body: '{"message":"","result":"success","status":true,"statusCode":"0"}',
		},
		setUp:
			"Enter this address in ZTO's console as the one for tracks. ZTO signs with your AppSecret: give that as webhookSecret.",
	},

	subscribe: {
		batch: 1,
		// ZTO's own spelling.
		request: ([query], { credentials: access }) => post("zto.merchant.waybill.track.subsrcibe", query, access),
		read: readSubscription,
	},
});
