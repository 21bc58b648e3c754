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
	list,
	type Meaning,
	markup,
	md5Form,
	type OpenCodes,
	parseJson,
	parseXml,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Receipt,
	shaped,
	text,
	trueOrFalse,
	Unreadable,
	unanswered,
	unwrapForm,
	withWayBack,
} from "./kit/index.ts";

const STATUSES: Readonly<Record<string, Meaning>> = codeTable([
	["info_received.awaiting_handover", "ACCEPT"],
	["info_received.pickup_scheduled", "ORDER_BOOKING"],
	["info_received.pickup_failed", "NOT_SEND"],
	["exception.rejected_by_carrier", "UNACCEPT"],
	["picked_up.accepted", "GOT 310 311 揽收扫描"],
	["in_transit.arrived_facility", "ARRIVAL 下车扫描"],
	["in_transit.departed_facility", "DEPARTURE"],
	["in_transit.loaded", "装件入车扫描"],
	["in_transit.processed_facility", "PACKAGE"],
	["in_transit.moving", "111 123 131 136 171 176 快件城市信息"],
	["in_transit.linehaul_departed", "AIRSEND"],
	["in_transit.linehaul_arrived", "AIRPICK"],
	["in_transit.forwarded_new_address", "FORWARDING"],
	["out_for_delivery.on_vehicle", "SENT_SCAN 710 741 746 派件扫描"],
	["ready_for_pickup.locker", "INBOUND"],
	["ready_for_pickup.at_point", "751 入柜|入库"],
	// The courier took it out of the locker again.
	["delivery_attempted.failed", "FAILED 756 751:1 小件员取出"],
	["delivered.to_recipient", "SIGNED 745 PDA正常签收扫描"],
	["returning.to_sender", "TMS_RETURN 835 退回件扫描"],
	["returned.to_sender", "back"],
]);

/** What the words may add to a code that leaves it open. */
const OPEN: OpenCodes = [
	[/^(?:SIGNED|745)$/, ["delivered", "ready_for_pickup", "returned"]],
	[/^(?:INBOUND|751)$/, ["ready_for_pickup"]],
	[/^FAILED$/, ["delivery_attempted", "in_transit", "returning", "exception"]],
	[/^(?:1[1-7][1-6])$/, ["in_transit"]],
];

const Scan = z.object({
	waybill_No: text,
	Waybill_No: text,
	waybill_no: text,
	waybillNo: text,
	mailNo: text,
	upload_Time: text,
	Upload_Time: text,
	upload_time: text,
	uploadTime: text,
	opTime: text,
	acceptTime: text,
	processInfo: text,
	ProcessInfo: text,
	processinfo: text,
	description: text,
	remark: text,
	infoContent: text,
	opCode: text,
	opName: text,
	extTrack: part(z.object({ signType: text })).catch(undefined),
	ioTypeName: text,
	city: text,
	district: text,
	orgName: text,
	opOrgName: text,
	signedName: text,
	empName: text,
	deliveryName: text,
	contactInfo: text,
	questionCause: text,
});
type Scan = z.output<typeof Scan>;

/** The public page's parcel, with its scans inside. */
const Parcel = Scan.extend({ waybillProcessInfo: z.undefined().or(list(Scan)) });
const Parcels = list(Parcel);
const Answer = z.object({
	success: trueOrFalse,
	code: text,
	message: text,
	reason: text,
	/** The number asked for, with nothing. */
	map: part(z.record(z.string(), z.unknown())).catch(undefined),
	param: z.undefined().or(Parcels),
	data: z.undefined().or(Parcels),
});
/** The older interface's document, in XML and, as some gateways pass it on, in JSON. */
const Document = z.object({
	ufinterface: part(
		z.object({
			Result: part(z.object({ WaybillProcessInfo: list(Parcel) })),
			code: text,
			reason: text,
			success: trueOrFalse,
			Response: part(Answer),
		}),
	),
	Response: part(Answer),
	UpdateInfo: part(Parcel),
});

function extract(written: string): Extracted {
	const document = unwrapForm(written, "logistics_interface").trim();
	const body = document.startsWith("<") ? parseXml(document) : parseJson(document);
	if (Array.isArray(body)) {
		if (body.some((row) => typeof row !== "object" || row === null)) throw new Unreadable("body: no scans");
		return readParcels(shaped(body, Parcels));
	}
	const { ufinterface, Response, UpdateInfo } = shaped(body, Document);
	if (UpdateInfo) return readParcels([UpdateInfo]);
	if (ufinterface?.Result) return readParcels(ufinterface.Result.WaybillProcessInfo);
	const wrapped = Response ?? ufinterface?.Response ?? ufinterface;
	if (wrapped) return refused(wrapped, ufinterface !== undefined);
	const answer = shaped(body, Answer);
	const single = shaped(body, Parcel);
	const isOne = single.infoContent || single.waybillProcessInfo || wordsOf(single) !== undefined;
	const parcels = isOne ? [single] : (answer.param ?? answer.data);
	if (parcels !== undefined && parcels.length > 0) return readParcels(parcels);
	return refused(answer, parcels !== undefined);
}

type Told = Partial<Pick<z.output<typeof Answer>, "success" | "code" | "message" | "reason" | "map">>;

/** YTO calls it a success when it finds nothing. */
function refused({ success, code = "", message, reason, map = {} }: Told, isKnown: boolean): Extracted {
	const words = message ?? reason ?? "";
	if (!isKnown && success === undefined && code === "") throw new Unreadable("body: neither scans nor an answer");
	const detail = [code, words].filter((word) => word !== "").join(": ") || NOTHING;
	const [number = null] = Object.keys(map);
	const isFine = success === "true" || (isKnown && success === undefined && words === "");
	return unanswered(isFine ? "not-found" : code === "S02" ? "denied" : chineseOutcomeOf(words), detail, number);
}

const NOTHING = "YTO shows no scan of this number.";

function readParcels(parcels: readonly z.output<typeof Parcel>[]): Extracted {
	const byNumber = new Map<string | undefined, Scan[]>();
	for (const parcel of parcels) {
		const isTold = parcel.waybillProcessInfo === undefined && (parcel.infoContent || wordsOf(parcel) || parcel.opCode);
		const scans = parcel.waybillProcessInfo ?? (isTold ? [parcel] : []);
		const number = numberOf(parcel) ?? scans.map(numberOf).find((found) => found !== undefined);
		byNumber.set(number, [...(byNumber.get(number) ?? []), ...scans]);
	}
	if (byNumber.size === 0) return unanswered("not-found", NOTHING);
	const told = [...byNumber];
	return {
		shipments: told.filter(([, scans]) => scans.length > 0).map(([number, scans]) => shipment(number, scans)),
		refusals: told
			.filter(([, scans]) => scans.length === 0)
			.map(([number = null]) => ({ trackingNumber: number, outcome: "not-found", detail: NOTHING })),
	};
}

function shipment(number: string | undefined, scans: readonly Scan[]): RawShipment {
	return {
		trackingNumber: number ?? null,
		scans: withWayBack(scans, sortableTimeOf, isReturn).map(({ row, isBack }) => scan(row, isBack)),
		order: "oldest-first",
	};
}

function numberOf({ waybill_No, Waybill_No, waybill_no, waybillNo, mailNo }: Scan): string | undefined {
	return waybillNo ?? waybill_No ?? Waybill_No ?? waybill_no ?? mailNo;
}

function wordsOf({ processInfo, ProcessInfo, processinfo, description }: Scan): string | undefined {
	return processInfo ?? ProcessInfo ?? processinfo ?? description;
}

function timeOf({ upload_Time, Upload_Time, upload_time, uploadTime, opTime, acceptTime }: Scan): string {
	return upload_Time ?? Upload_Time ?? upload_time ?? uploadTime ?? opTime ?? acceptTime ?? "";
}

/** The older interface leaves out leading zeros, and so its times do not sort as they stand. */
function sortableTimeOf(row: Scan): string {
	return timeOf(row).replace(/(?<!\d)\d(?!\d)/g, "0$&");
}

function isReturn({ infoContent, opCode, ioTypeName = "" }: Scan): boolean {
	return infoContent === "TMS_RETURN" || opCode === "835" || /^退回/.test(ioTypeName);
}

function scan(row: Scan, isBack: boolean): RawScan {
	const { opCode, opName, infoContent, remark, questionCause, signedName, empName, deliveryName, contactInfo } = row;
	const code = infoContent?.toUpperCase() ?? opCode ?? "";
	const told = wordsOf(row) ?? [...new Set([remark, questionCause])].filter(Boolean).join(" ");
	const words = told.replace(PERSON, "");
	const said = infoContent && questionCause && questionCause !== words ? `${words} ${questionCause}` : words;
	const saying = chineseWordsBeside(code, said, OPEN, signedName);
	const isSignature = /^(?:SIGNED|745)$/.test(code) || (code === "" && /:delivered\./.test(saying ?? ""));
	const isTakenOut = code === "751" && row.extTrack?.signType === "1";
	const isSenders = isBack || /^退回/.test(row.ioTypeName ?? "") || /(?:收件人|签收人)\s*[:：]\s*退回/.test(words);
	const keys = [
		...(isSignature && isSenders ? ["back"] : []),
		...(isTakenOut ? ["751:1"] : []),
		...[saying, opName?.replace(/\s*\|\s*/g, "|"), code].flatMap((key) => key || []),
	];
	return {
		code: infoContent ?? opCode ?? "",
		keys,
		text: words || (opName ?? code),
		time: { text: timeOf(row) },
		place: place(row, words),
		marked: {
			signedBy: chineseSigner(signedName),
			courierName: deliveryName ?? empName ?? PERSON.exec(told)?.[1],
			courierPhone: contactInfo,
		},
	};
}

/** Who collected or delivers, by name, in the midst of the sentence. */
const PERSON = /(?:取件人|派件人)\s*[:：]\s*([^\s(（,，]{1,20})\s*/;

/** Where no field names a place, the office stands in brackets before the words. */
function place({ city, district, orgName, opOrgName }: Scan, words: string): RawPlace | undefined {
	const office = orgName ?? opOrgName ?? (city ? undefined : /^\s*【([^】]{2,40})】/.exec(words)?.[1]);
	if (!city && !district && !office) return undefined;
	// A city and its district; without them the office may stand abroad.
	return { name: office ?? district, city, country: city ? "CN" : undefined };
}

function acknowledge({ body }: Receipt): HttpReply {
	const [, txLogisticID = ""] = /<txLogisticID>([\w-]{1,64})</.exec(unwrapForm(body, "logistics_interface")) ?? [];
	return {
		status: 200,
		headers: { "content-type": "text/xml; charset=utf-8" },
		body: markup`<Response><logisticProviderID>YTO</logisticProviderID><txLogisticID>${txLogisticID}</txLogisticID><success>true</success></Response>`
			.xml,
	};
}

export const yto = defineCarrier({
	code: "yto",
	name: "YTO Express",
	countries: ["CN"],
	source: {
		kind: "observed",
		url: "https://open.yto.net.cn/interfaceDocument/menu249",
		checked: "2026-11-22",
		note: "YTO's documents want a login: the codes are those that public clients quote from them. It is not polled, for the address of its query is each customer's own secret.",
	},

	numbers: {
		pattern: /^(?:YT\d{13}|YT[DGHZ]\d{12}|8\d{17})$/,
		valid: ["YT0123456789012", "YTG000000000012", "880000000000000012"],
		invalid: ["YT01234", "YT01234567890123", "773000000000017", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-dd HH:mm", "epoch-ms"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
		zoneWords: { CST: "Asia/Shanghai" },
	},
	statuses: { ...chineseStatuses, ...STATUSES },
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.yto.net.cn/query.html?${new URLSearchParams({ waybillNo: trackingNumber })}`,

	webhook: {
		verify: md5Form({ signed: "logistics_interface", sign: "data_digest", encoding: "base64" }),
		acknowledge,
		setUp:
			"Enter this address in YTO's console as the one for tracks. YTO signs with your secret key: give that as webhookSecret.",
	},
});
