import { z } from "zod";
import {
	chineseStatuses,
	chineseWordsIn,
	codeTable,
	courierNamed,
	courierStatuses,
	courierWordsIn,
	defineCarrier,
	type Extracted,
	type HttpReply,
	list,
	type Meaning,
	md5OfField,
	orderByTimes,
	parseJson,
	parseXml,
	part,
	type RawContinuation,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	shaped,
	text,
	Unreadable,
	unanswered,
	unwrapForm,
} from "./kit/index.ts";

/** The open platform's action codes, and those that the public page's own replies have shown. */
const STATUSES: Readonly<Record<string, Meaning>> = {
	...chineseStatuses,
	...courierStatuses,
	...codeTable([
		["info_received.label_created", "CONSIGN OM_CONSIGN PRE_READY_TO_SHIP WMS_CONFIRMED"],
		["info_received.notified", "GTMS_ASN GWMS_ACCEPT LAST_MILE_ASN_NOTIFY"],
		["info_received.awaiting_handover", "GWMS_PICK GWMS_PACKAGE"],
		[["info_received.pickup_failed", "sender.not_ready"], "PU_PICKUP_FAILURE PU_SIGN_IN_FAILURE REJECT"],
		["picked_up.accepted", "PU_PICKUP_SUCCESS PU_SIGN_IN_SUCCESS GOT CW_SIGN_IN_SUCCESS ACCEPT PICKEDUP"],
		["in_transit.origin_facility_departed", "SC_OUTBOUND_SUCCESS CW_OUTBOUND GWMS_OUTBOUND GWMS_HANDOVER"],
		["in_transit.origin_facility_departed", "SC_HO_OUT_SUCCESS SC_OUTBOUND"],
		["in_transit.origin_facility_arrived", "SC_INBOUND_SUCCESS SC_SIGN_IN_SUCCESS SC_INBOUND CW_INBOUND"],
		["in_transit.processed_facility", "CW_COMMON_PROCESSING1 SC_SORTING"],
		["in_transit.moving", "COMMON_INTRANSIT TRANSPORT SHIPPING"],
		["in_transit.arrived_facility", "TD_TRANS_ARRIVE TD_TRANS_ARRIVE_C TD_TRANS_ARRIVE_DCP TRANSFER_ARRIVE ARRIVAL"],
		[
			"in_transit.arrived_facility",
			"SC_TRANS_INBOUND_SUCCESS GTMS_SC_ARRIVE SC_ARRIVE GSTAHUB_INBOUND GTMS_STATION_IN",
		],
		["in_transit.departed_facility", "TD_TRANS_DEPART TD_TRANS_DEPART_C TRANSFER_DEPART DEPARTURE GTMS_STATION_OUT"],
		["in_transit.departed_facility", "SC_TRANS_OUTBOUND_SUCCESS GTMS_SC_DEPART SC_DEPART GTMS_OE_DEPART OE_DEPART"],
		["in_transit.transit_country_departed", "TD_TRANSWH_OUTBOUND LH_TRANS_DEPART"],
		["in_transit.transit_country_arrived", "LH_TRANS_ARRIVE"],
		["in_transit.linehaul_departed", "LH_DEPART LH_HO_AIRLINE LH_HO_AIRLINE_SUCCESS AIRSEND"],
		["in_transit.linehaul_arrived", "LH_ARRIVE LH_HO_IN_SUCCESS AIRPICK"],
		["in_transit.handover_to_partner", "LH_HO_OUT_SUCCESS"],
		["in_transit.received_by_partner", "GTMS_ACCEPT SL_ACCEPT LH_POST_COLLECTION"],
		["in_transit.arrived_delivery_depot", "GTMS_DO_ARRIVE"],
		["in_transit.export_customs_presented", "CC_EX_START CC_HO_IN_SUCCESS@EX"],
		["in_transit.export_customs_cleared", "CC_EX_SUCCESS CC_HO_OUT_SUCCESS@EX"],
		["in_transit.export_customs_held", "CC_EX_FAILURE"],
		["in_transit.import_customs_presented", "CC_IM_START CC_IM_PROCESS CC_HO_IN_SUCCESS CUS_DECLARE"],
		["in_transit.import_customs_presented", "CC_TRANS_START CUSTOMS_ARRIVED_IN_AREA_CALLBACK"],
		["in_transit.customs_cleared", "CC_IM_SUCCESS CC_HO_OUT_SUCCESS CC_TRANS_SUCCESS CUS_SUCCESS CIQ_SUCCESS"],
		[["in_transit.import_customs_held", "customs.delay"], "CC_IM_FAILURE CC_IM_EXCEPTION CC_TRANS_FAILURE CUS_FAILURE"],
		[["in_transit.import_customs_held", "customs.delay"], "CC_HO_IN_FAILURE CC_HO_OUT_FAILURE"],
		[["in_transit.import_customs_held", "customs.inspection"], "CIQ_FAILURE"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "CUS_TAX"],
		["in_transit.delayed", "SC_INBOUND_FAILURE SC_OUTBOUND_FAILURE SC_HO_OUT_FAILURE SC_SIGN_IN_FAILURE"],
		["in_transit.delayed", "GTMS_SC_ARRIVE_FAILURE GSTAHUB_INBOUND_FAIL GSTA_INBOUND_FAIL"],
		["in_transit.delayed_transport", "LH_HO_IN_FAILURE LH_ARRIVE_FAILURE LH_HO_OUT_FAILURE"],
		["in_transit.security_check", "LH_HO_AIRLINE_FAILURE"],
		["in_transit.address_problem", "GTMS_STA_WAIT_CUST_CHANGE_ADDRESS"],
		["in_transit.forwarded_new_address", "GTMS_STA_CUST_TO_DOOR GTMS_STA_CHANGE FORWARDING"],
		[
			"in_transit.redirected_by_carrier",
			"GTMS_STA_CN_TO_DOOR GTMS_STA_CN_CHANGE GTMS_STA_CNCP_TO_DOOR GTMS_STA_CNCP_CHANGE",
		],
		["in_transit.redirected_by_carrier", "TRANSIT_PORT_REROUTE_CALLBACK"],
		[
			"out_for_delivery.on_vehicle",
			"GTMS_DO_DEPART GTMS_DELIVERING GTMS_RE_DELIVERING LM_DELIVERY_DEPART SENT_SCAN DELIVERING",
		],
		["delivery_attempted.failed", "GTMS_DEL_FAILURE GTMS_SIGN_FAILURE GTMS_STA_SIGN_FAILURE FAILED"],
		["delivery_attempted.problem", "GTMS_FAILURE GSTA_SIGN_FAIL STA_SIGN_FAIL GSTA_BUYER_SIGN_FAIL"],
		// The station signs for it: the buyer has yet to collect it.
		["ready_for_pickup.at_point", "GTMS_STA_SIGNED GTMS_WAIT_SELF_PICK GSTA_INBOUND GSTA_INFORM_BUYER"],
		["ready_for_pickup.locker", "POSTMAN_POST INBOUND"],
		["delivered.to_recipient", "GTMS_SIGNED SIGNED LM_SIGN_SUCCESS SIGNIN SIGN DELIVERED"],
		["delivered.collected", "GSTA_SIGN GSTA_BUYER_SIGN STA_SIGN"],
		["returning.to_sender", "RT_INBOUND RT_OUTBOUND RT_HO_OUT RT_WH_HO_IN RT_WH_INBOUND RT_WH_OUTBOUND RT_WH_HO_OUT"],
		["returning.to_sender", "RT_WH_HO_IN_FAIL RT_WH_INBOUND_FAILURE RT_TRANSWH_HO_IN RT_TRANSWH_INBOUND"],
		["returning.to_sender", "RT_TRANSWH_OUTBOUND RT_TMS_ACCEPT TMS_RETURN"],
		["returned.to_sender", "RETURNED"],
		["cancelled.cancelled", "GWMS_CANCEL"],
		["exception.rejected_by_carrier", "GWMS_REJECT"],
		["exception.unspecified", "GWMS_EXCEPTION EXCEPTION"],
		["exception.destroyed", "RT_DESTROY RT_WH_DESTROY"],
		["note.relabelled", "GTMS_RELABEL"],
		["note.information", "GTMS_OTHER LH_OTHER GSTA_OTHER OTHER"],
	]),
	// Cainiao's own couriers in China.
	...codeTable([
		["picked_up.accepted", "trace:00"],
		["in_transit.arrived_facility", "trace:01"],
		["in_transit.departed_facility", "trace:02 trace:13"],
		["in_transit.arrived_delivery_depot", "trace:03"],
		["out_for_delivery.on_vehicle", "trace:04"],
		["in_transit.held_at_delivery_depot", "trace:05"],
		[["delivery_attempted.refused", "recipient.refused"], "trace:06"],
		["delivered.to_recipient", "trace:07"],
		["returning.to_sender", "trace:08 trace:09 trace:10 trace:12"],
		["returned.to_sender", "trace:11"],
	]),
	// The parcel's own word, heard only where no trace says more.
	...codeTable([
		["info_received.label_created", "header:WAIT_SELLER_SEND_GOODS header:WAIT_ACCEPT header:SELLER_SEND_GOODS"],
		["info_received.awaiting_handover", "header:WAIT4PICKUP"],
		["picked_up.accepted", "header:ACCEPTED header:ACCEPT header:PICKEDUP"],
		["in_transit.departed_origin_country", "header:DEPART_FROM_ORIGINAL_COUNTRY"],
		["in_transit.arrived_destination_country", "header:ARRIVED_AT_DEST_COUNTRY"],
		["in_transit.arrived_facility", "header:ARRIVED_AT_SORTING_CENTER"],
		[
			"in_transit.moving",
			"header:TRANSPORT header:TRANSPORTING header:TRANSITING header:WAIT_BUYER_ACCEPT_GOODS header:SHIPPING header:LTL_SHIPPING",
		],
		["in_transit.import_customs_presented", "header:CLEAR_CUSTOMS"],
		["out_for_delivery.on_vehicle", "header:DELIVERING"],
		["ready_for_pickup.at_point", "header:PICKUP header:WAIT_SELF_PICKUP header:SELF_PICKUP"],
		["delivered.to_recipient", "header:DELIVERED header:SIGN header:SIGNIN header:SIGNED"],
		["returned.to_sender", "header:RETURNED"],
		["returning.to_sender", "header:RETURNING header:RETURN"],
		["delivery_attempted.problem", "header:SIGNIN_EXC"],
		["exception.destroyed", "header:DESTROY header:DESTORY"],
		["exception.unspecified", "header:FAILED header:EXCEPTION header:ABNORMAL"],
	]),
};

/** What the page calls `actionCode` a push calls `action`, and the older page and the couriers of China `status`. */
const Trace = z.object({
	actionCode: text,
	action: text,
	status: text,
	time: text,
	timeStr: text,
	operateTime: text,
	timeZone: text,
	tz: text,
	desc: text,
	standerdDesc: text,
	operateDescription: text,
	city: text,
	country: text,
	facilityName: text,
	orgName: text,
	contacter: text,
	contactPhone: text,
	group: part(z.object({ nodeCode: text })),
});
type Trace = z.output<typeof Trace>;
/** XML has a `trace` of each within its `traces`. */
const Traces = z.undefined().or(list(z.object({ trace: z.undefined().or(list(Trace)) }).and(Trace)));
const Section = part(z.object({ detailList: Traces }));

const Parcel = z.object({
	mailNo: text,
	mailNos: text,
	mailNoSource: text,
	status: text,
	statusDesc: text,
	originCountry: text,
	destCountry: text,
	copyRealMailNo: text,
	realMailNo: text,
	destCpInfo: part(z.object({ cpName: text })),
	globalEtaInfo: part(z.object({ deliveryMinTime: text, deliveryMaxTime: text })),
	estimatedArriveTime: text,
	latestTrace: part(Trace),
	globalCombinedLogisticsTraceDTO: part(Trace),
	detailList: Traces,
	/** The older page: first the way at home, then the one abroad. */
	section1: Section,
	section2: Section,
	traces: Traces,
	traceList: Traces,
	operationDetails: Traces,
});
type Parcel = z.output<typeof Parcel>;

const Body = z.object({
	module: z.undefined().or(list(Parcel)),
	data: z.unknown().optional(),
	tracesList: z.undefined().or(list(Parcel)),
	success: z.unknown().optional(),
	errorCode: text,
	errorMsg: text,
	msg: text,
	/** Where Alibaba's gate answers instead: a captcha, or a call too many. */
	ret: list(text),
});

function extract(written: string): Extracted {
	const message = unwrapForm(written, "logistics_interface");
	const value = message.trim().startsWith("<") ? Object.values(parseXml(message))[0] : parseJson(message);
	const body = shaped(value, Body);
	const bare = shaped(value, Parcel);
	const older = Array.isArray(body.data) ? shaped(body.data, list(Parcel)) : undefined;
	const isBare = bare.mailNo !== undefined || tracesOf(bare).length > 0 || bare.detailList !== undefined;
	const parcels = isBare ? [bare] : (body.module ?? body.tracesList ?? older ?? []);
	const fault = [body.errorCode, body.errorMsg ?? body.msg, ...body.ret].filter(Boolean).join(": ");
	if (parcels.length === 0) {
		if (body.module === undefined && String(body.success) !== "false" && fault === "")
			throw new Unreadable("body: neither parcels nor an error");
		return unanswered(outcomeOf(fault), fault || "Cainiao shows no parcel.");
	}
	const known = parcels.filter((parcel) => tracesOf(parcel).length > 0 || saysWhere(parcel));
	const unknown = parcels.filter((parcel) => !known.includes(parcel));
	return { shipments: known.map(shipment), refusals: unknown.map(notFound) };
}

/** An answer of success without a trace is how Cainiao says that it does not know a number. */
function notFound({ mailNo, mailNos }: Parcel): Refusal {
	const trackingNumber = mailNo ?? mailNos ?? null;
	return { trackingNumber, outcome: "not-found", detail: "Cainiao shows no trace of this number." };
}

function saysWhere({ status }: Parcel): boolean {
	return status !== undefined && !/^(?:NOT_FOUND|ORDER_NOT_EXISTS?|NOT_LAZADA_INQUIRY|UNKNOWN)$/i.test(status);
}

function outcomeOf(fault: string): Refusal["outcome"] {
	if (/RGV587|FAIL_SYS_USER_VALIDATE|TRAFFIC|LIMIT|FLOW|punish|frequen/i.test(fault)) return "rate-limited";
	if (/TOKEN|SESSION|SIGN|ILLEGAL_ACCESS|permission|denied|\bS0[123]\b|digest|签名/i.test(fault)) return "denied";
	return fault === "" || /not (?:found|exist)|invalid mail/i.test(fault) ? "not-found" : "error";
}

function tracesOf(parcel: Parcel): readonly Trace[] {
	const sections = [...(parcel.section2?.detailList ?? []), ...(parcel.section1?.detailList ?? [])];
	const told = parcel.detailList ?? parcel.traces ?? parcel.traceList ?? parcel.operationDetails ?? sections;
	return told.flatMap((trace) => trace.trace ?? [trace]).map(aligned);
}

/** In the page's names. */
function aligned(trace: Trace): Trace {
	const status = /^\d\d$/.test(trace.status ?? "") ? `trace:${trace.status}` : trace.status;
	return {
		...trace,
		actionCode: trace.actionCode ?? trace.action ?? status,
		timeStr: trace.timeStr ?? trace.operateTime,
		timeZone: trace.timeZone ?? trace.tz?.replace(/^(?=\d)/, "+"),
		desc: trace.desc ?? trace.operateDescription,
	};
}

function shipment(parcel: Parcel): RawShipment {
	const { mailNo, mailNos, status, statusDesc, globalEtaInfo: eta, estimatedArriveTime } = parcel;
	const latest = parcel.latestTrace ?? parcel.globalCombinedLogisticsTraceDTO;
	const from = eta?.deliveryMinTime ?? eta?.deliveryMaxTime ?? estimatedArriveTime;
	const to = eta?.deliveryMaxTime ?? eta?.deliveryMinTime ?? estimatedArriveTime;
	const traces = tracesOf(parcel);
	const times = traces.map(({ time, timeStr }) => timeStr ?? time);
	return {
		trackingNumber: mailNo ?? mailNos ?? null,
		order: parcel.detailList ? "newest-first" : orderByTimes(times, "newest-first"),
		scans: traces.map((trace) => scan(trace, parcel)),
		status: latest?.actionCode
			? { code: latest.actionCode, keys: keysOf(latest), text: wordsOf(latest), time: timeOf(latest) }
			: status
				? { code: status, keys: [`header:${normalised(status)}`], text: statusDesc }
				: undefined,
		promised: from && to ? { from: { text: from }, to: { text: to } } : undefined,
		continues: lastMile(parcel),
	};
}

function lastMile({ copyRealMailNo, realMailNo, destCpInfo }: Parcel): readonly RawContinuation[] {
	// A display string names the partner before its number.
	const embedded = /(?<![A-Z0-9])(?=[A-Z0-9]*\d)[A-Z0-9]{8,30}(?![A-Z0-9])/.exec(realMailNo ?? "")?.[0];
	const trackingNumber = copyRealMailNo ?? embedded;
	if (!trackingNumber) return [];
	const carrierName = destCpInfo?.cpName;
	return [{ trackingNumber, carrier: courierNamed(carrierName), carrierName }];
}

function scan(trace: Trace, parcel: Parcel): RawScan {
	return {
		code: (trace.actionCode ?? "").replace(/^trace:/, ""),
		keys: keysOf(trace),
		text: wordsOf(trace),
		time: timeOf(trace),
		place: place(trace, parcel),
		marked: { courierName: trace.contacter, courierPhone: trace.contactPhone },
	};
}

function normalised(code: string): string {
	return code.startsWith("trace:") ? code : code.toUpperCase().replace(/\s+/g, "_");
}

function keysOf(trace: Trace): string[] {
	const { actionCode = "", group, desc, standerdDesc } = trace;
	const said = [desc, standerdDesc].map((words) => wordsIn(words, actionCode)).find(Boolean);
	if (actionCode === "") return said ? [said] : [];
	const code = normalised(actionCode);
	// The older page writes a parcel's own words beside its traces.
	const keys = [...(said ? [said] : []), code, `header:${code}`];
	return /_EX_/.test(group?.nodeCode ?? "") ? [`${code}@EX`, ...keys] : keys;
}

/** Words alone where there is no code; beside a failure they say why, and beside a signature whose it was. */
function wordsIn(words: string | undefined, actionCode: string): string | undefined {
	const key = chineseWordsIn(words) ?? courierWordsIn(words);
	if (actionCode === "") return key;
	const milestone = OPEN.find(([codes]) => codes.test(actionCode))?.[1];
	const meant = key?.slice(key.indexOf(":") + 1);
	if (milestone === undefined || meant === undefined || /\.(?:failed|problem|to_recipient|signed)/.test(meant))
		return undefined;
	return meant.startsWith(`${milestone}.`) ? key : undefined;
}

const OPEN: readonly (readonly [codes: RegExp, milestone: string])[] = [
	[
		/^(?:GTMS_(?:DEL|SIGN|STA_SIGN)_FAILURE|GTMS_FAILURE|GSTA_(?:BUYER_)?SIGN_FAIL|STA_SIGN_FAIL|FAILED)$/,
		"delivery_attempted",
	],
	[/^(?:GTMS_SIGNED|SIGNED|LM_SIGN_SUCCESS|SIGNIN|SIGN|DELIVERED)$/, "delivered"],
];

/** The standard words, without the town in front of them; "Carrier update" says less than the partner's own. */
function wordsOf({ desc, standerdDesc, actionCode = "" }: Trace): string {
	const standard = standerdDesc?.replace(TOWN, "");
	return (/^carrier (?:update|note)\W*$/i.test(standard ?? "") ? desc : standard) ?? desc ?? actionCode;
}

const TOWN = /^\s*\[(?<town>[^[\]]{2,80})\]\s*(?=\S)/;

function place(trace: Trace, parcel: Parcel): RawPlace | undefined {
	const { standerdDesc, desc, actionCode = "", city, country: told, facilityName, orgName } = trace;
	if (city || told || facilityName || orgName) return { name: facilityName ?? orgName, city, country: told ?? "CN" };
	const name = TOWN.exec(standerdDesc ?? "")?.groups?.town ?? TOWN.exec(desc ?? "")?.groups?.town;
	if (!name) return undefined;
	const isAbroad = /^(?:GTMS|GSTA|LM|CC_IM|SL|STA)_/.test(actionCode);
	const country = isAbroad ? parcel.destCountry : parcel.originCountry;
	return { name, country: country?.replace(/^Mainland /i, "") };
}

/** `time` is made of the clock as if it were Beijing's, also for a scan in Europe: clock and zone are the ones to trust. */
function timeOf({ timeStr, timeZone, time = "", country }: Trace): RawTime {
	const atSite = country !== undefined && !/^(?:CN|CHN|China|中国)$/i.test(country);
	return { text: timeStr ?? time, offset: timeZone, atSite };
}

export const cainiao = defineCarrier({
	code: "cainiao",
	name: "Cainiao",
	countries: ["CN"],
	source: {
		kind: "observed",
		url: "https://global.cainiao.com/",
		checked: "2026-11-22",
		note: "The public page's own interface; codes after Alibaba's open platform, whose list says of itself that it is not whole. A time without a zone is Beijing's. The push's envelope, signature and answer are the open platform's after public clients; the fields of its traces are second-hand.",
	},

	numbers: {
		pattern: /^(?:LP\d{11,18}|CNG\d{13,17})$/,
		valid: ["LP00000000000019", "LP00000000001", "CNG00000000000001"],
		invalid: ["LP123", "LP0000000001", "SF1234567890123", "RB123456785US"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "epoch-ms"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) =>
		`https://global.cainiao.com/newDetail.htm?${new URLSearchParams({ mailNoList: trackingNumber })}`,

	api: {
		hosts: ["global.cainiao.com"],
		credentials: z.object({}),
		// Alibaba bans whoever asks often, from all of its services.
		rate: { perSecond: 0.1, perHour: 20 },
	},

	poll: {
		batch: 10,
		request: (queries) => {
			const mailNos = queries.map(({ trackingNumber }) => trackingNumber).join(",");
			return {
				method: "GET",
				url: `https://global.cainiao.com/global/detail.json?${new URLSearchParams({ mailNos, lang: "en-US" })}`,
				headers: { accept: "application/json" },
			};
		},
	},

	webhook: {
		verify: md5OfField({ signed: "logistics_interface", sign: { field: "data_digest" }, encoding: "base64" }),
		setUp: "Bring the appSecret of your application as the secret, and register the webhook address for TRACEPUSH.",
		acknowledge: answer('{"success":"true"}'),
		refuse: answer('{"success":"false","errorCode":"S02","errorMsg":"illegal digest"}'),
	},
});

function answer(body: string): HttpReply {
	return { status: 200, headers: { "content-type": "application/json; charset=utf-8" }, body };
}
