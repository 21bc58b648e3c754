import { z } from "zod";
import {
	chineseStatuses,
	chineseWordsIn,
	codeTable,
	defineCarrier,
	type Extracted,
	formBody,
	list,
	md5,
	type Outcome,
	orderByTimes,
	parseJson,
	part,
	printInstant,
	type RawContinuation,
	type RawPlace,
	type RawScan,
	type RawShipment,
	shaped,
	text,
	tokenInQuery,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** JD's logistics platform, its open platform before it (`ope…`), and what clients pass on of either. */
const Trace = z.object({
	waybillCode: text,
	state: text,
	category: text,
	categoryName: text,
	operationTitle: text,
	opeTitle: text,
	operationRemark: text,
	opeRemark: text,
	operateRemark: text,
	operationTime: text,
	opeTime: text,
	operateTime: text,
	opeName: text,
	operatorName: text,
	courier: text,
	courierTel: text,
	operatorPhone: text,
	operateSite: text,
	operatePlace: text,
	routeProvinceName: text,
	routeCityName: text,
	routeDistrictName: text,
	city: text,
	packageCode: text,
	cancelReason: text,
});
const Traced = z.object({
	waybillCode: text,
	waybillNo: text,
	traceDetails: list(Trace),
	traceDetailList: list(Trace),
	trackDetails: list(Trace),
	traceList: list(Trace),
	traces: list(Trace),
	b2bLwbTrack: list(Trace),
	status: text,
	statusName: text,
});
const Answer = z.object({
	code: text,
	resultCode: text,
	message: text,
	messsage: text,
	msg: text,
	resultMsg: text,
	success: z.unknown().optional(),
	data: z.unknown().optional(),
	result: z.unknown().optional(),
});
const Fault = z.object({ code: text, zh_desc: text, en_desc: text });
const Results = z.object({
	querytrace_result: part(Answer),
	receiveTraceGetResult: part(Answer.and(Traced)),
	CoCreateLwbResult_result: part(Answer.and(Traced)),
});
type Trace = z.output<typeof Trace>;
type Traced = z.output<typeof Traced>;

function extract(written: string): Extracted {
	const value = parseJson(written);
	if (Array.isArray(value)) return readRows(rowsIn(value), undefined);
	const body = shaped(value, z.record(z.string(), z.unknown()));
	const fault = shaped(body.error_response, part(Fault));
	if (fault) {
		const { code = "", zh_desc, en_desc } = fault;
		const words = zh_desc ?? en_desc ?? "";
		return unanswered(outcomeOf(code, words), `${code}: ${words}`);
	}
	const [, named] = Object.entries(body).find(([name]) => /^jingdong_\w+_respon[cs]e$/.test(name)) ?? [];
	const results = shaped(named, part(Results)) ?? {};
	const inner = results.querytrace_result ?? results.receiveTraceGetResult ?? results.CoCreateLwbResult_result;
	const whole = inner ?? named ?? body;
	return readRows(rowsIn(contentOf(whole)), shaped(whole, Answer));
}

function contentOf(whole: unknown): unknown {
	const { data, result } = shaped(whole, Answer);
	return data ?? (typeof result === "object" ? result : undefined) ?? whole;
}

/** Rows alone, rows within a waybill, or a waybill's state without rows. */
function rowsIn(content: unknown): readonly Row[] {
	return shaped(content, list(Trace.and(Traced))).flatMap((part): readonly Row[] => {
		const within = LISTS.flatMap((name) => part[name]);
		const number = part.waybillCode ?? part.waybillNo;
		if (within.length > 0) return within.map((row) => ({ ...row, waybillCode: row.waybillCode ?? number }));
		return timeOf(part) !== "" || part.status ? [{ ...part, waybillCode: number }] : [];
	});
}

type Row = Trace & Partial<Pick<Traced, "status" | "statusName">>;

const LISTS = ["traceDetails", "traceDetailList", "trackDetails", "traceList", "traces", "b2bLwbTrack"] as const;

function readRows(rows: readonly Row[], answer: z.output<typeof Answer> | undefined): Extracted {
	if (rows.length > 0) {
		const numbers = [...new Set(rows.map(({ waybillCode }) => waybillCode))];
		return { shipments: numbers.map((number) => shipment(number, rows)) };
	}
	const code = answer?.resultCode ?? answer?.code ?? "";
	const words = answer?.message ?? answer?.messsage ?? answer?.msg ?? answer?.resultMsg ?? "";
	if (code === "" && words === "") throw new Unreadable("body: neither traces nor a code");
	return unanswered(outcomeOf(code, words), [code, words].filter(Boolean).join(": "));
}

/** 19, 20 and 21 are the gate's codes for a token, the others the platform's. */
function outcomeOf(code: string, words: string): Exclude<Outcome, "ok"> {
	if (/频繁|限流|超限|次数|limit|frequen/i.test(words)) return "rate-limited";
	if (code === "2001" || /^(?:19|20|21|22|27|35)$/.test(code)) return "denied";
	if (/权限|授权|签名|token|sign|app_?key|密钥|归属/i.test(words)) return "denied";
	if (code === "2100" || /不存在|未查|查无|没有|无数据|无轨迹|未找到/.test(words)) return "not-found";
	return /^(?:0|1|100|200|1000)$/.test(code) ? "not-found" : "error";
}

function shipment(number: string | undefined, rows: readonly Row[]): RawShipment {
	const own = rows.filter(({ waybillCode }) => waybillCode === number);
	const scans = own.filter((row) => timeOf(row) !== "");
	const header = own.find(({ status }) => status !== undefined);
	return {
		trackingNumber: number ?? null,
		scans: scans.map(scan),
		order: orderByTimes(scans.map(timeOf)),
		status: header?.status
			? { code: header.status, keys: [`category:${header.status}`], text: header.statusName }
			: undefined,
		continues: own.flatMap((row) => renumbered(row, number)),
	};
}

/** A new label for the same parcel, whose number stands in the remark alone. */
function renumbered(row: Row, number: string | undefined): readonly RawContinuation[] {
	const next = /新(?:的)?(?:运)?单号?[^A-Z0-9]{0,6}([A-Z]{1,4}\d{11,15})/.exec(remarkOf(row) ?? "")?.[1];
	return next && next !== number ? [{ trackingNumber: next }] : [];
}

function timeOf({ operationTime, opeTime, operateTime }: Trace): string {
	return operationTime ?? opeTime ?? operateTime ?? "";
}

function remarkOf({ operationRemark, opeRemark, operateRemark }: Trace): string | undefined {
	return operationRemark ?? opeRemark ?? operateRemark;
}

function scan(row: Row): RawScan {
	const { state, operationTitle, opeTitle, categoryName } = row;
	const title = operationTitle ?? opeTitle ?? categoryName;
	return {
		code: state ?? title ?? "",
		keys: keysOf(row, title),
		text: remarkOf(row) ?? title ?? "",
		time: { text: timeOf(row), offset: /^\d{13}$/.test(timeOf(row)) ? "+08:00" : undefined },
		place: placeOf(row),
		piece: row.packageCode,
		marked: { courierName: row.courier, courierPhone: row.courierTel ?? row.operatorPhone },
	};
}

/** The node's code, else its title, else what is written beside it; its class where it is a node that nobody knows. */
function keysOf(row: Row, title: string | undefined): string[] {
	const { state, category } = row;
	const node = state ?? title ?? "";
	const isKnown = Object.hasOwn(nodes, node);
	const words = isKnown ? remarkOf(row) : [title, remarkOf(row)].filter(Boolean).join("，");
	const open = isKnown ? OPEN[nodes[node] === undefined ? "" : String([nodes[node]].flat()[0])] : undefined;
	const said = isKnown ? open && chineseWordsIn(words, open) : state ? undefined : chineseWordsIn(words);
	return [said, state, title, category ? `category:${category}` : undefined].flatMap((key) => key || []);
}

/** What the remark may choose from, by what the node means without it. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
	"delivered.to_recipient": ["delivered", "ready_for_pickup"],
	"delivery_attempted.failed": ["delivery_attempted"],
	"ready_for_pickup.at_point": ["ready_for_pickup"],
};

function placeOf(row: Row): RawPlace | undefined {
	const { operateSite, operatePlace, routeProvinceName: region, routeCityName, routeDistrictName, city } = row;
	const name = operateSite ?? operatePlace ?? routeDistrictName ?? SITE.exec(remarkOf(row) ?? "")?.groups?.site;
	const town = routeCityName ?? city;
	return name || town || region ? { name, city: town, region, country: "CN" } : undefined;
}

/** The older platform names a site in its sentence alone: never who stands in the same brackets. */
const SITE = /(?:到达|抵达|离开|在|由|从)【(?<site>[^】\d]{2,30}(?:中心|营业部|站|网点|仓|部|园区|省|市|区|县))】/;

const nodes = codeTable([
	["info_received.label_created", "10010 订单初始化 200062 待支付 200063 已支付 200071 团购成功 下单 商家下单"],
	["info_received.pickup_scheduled", "200018 200034 揽收任务分配 200030 200037 抢单成功 200035 配送员接受揽收任务"],
	["info_received.awaiting_handover", "200036 待取件"],
	["info_received.driver_at_sender", "200038 骑手到店"],
	["info_received.pickup_failed", "200053 揽件再取 200059 三方揽收交接终止 200064 众包超时未抢单 200067 取货失败"],
	["cancelled.cancelled", "200010 取消完成 200052 终止揽收 客户取消 已取消"],
	["picked_up.collected", "200001 揽收 揽收完成 配送员完成揽收 配送员上门收货已收货"],
	["picked_up.accepted", "200058 三方揽收交接成功 站点揽收"],
	["in_transit.arrived_facility", "10032 分拣中心验货 分拣验货 分拣验收 200017 分拣中心收货"],
	[
		"in_transit.departed_facility",
		"10054 分拣中心发货 分拣发货 200012 公路发货 200019 站点装箱发货 站点发货 200076 封车",
	],
	["in_transit.processed_facility", "200072 分拣中心分拣 200077 站点装箱"],
	["in_transit.loaded", "200011 已配载"],
	["in_transit.moving", "200013 在途转运 200004 铁路收货交接 200008 铁路提货登记 200009 铁路提货交接"],
	["in_transit.linehaul_departed", "200006 铁路出发 200055 已交付高铁"],
	["in_transit.linehaul_arrived", "200007 铁路到达 200056 高铁提货"],
	["in_transit.handover_to_partner", "200040 转三方"],
	["in_transit.arrived_delivery_depot", "10033 站点验货 站点验货&第三方运单回传 200050 订单入站 200075 站点收货"],
	["out_for_delivery.on_vehicle", "11000 派件 配送员收货 派送中"],
	["delivery_attempted.failed", "200003 站点再投"],
	["delivery_attempted.rescheduled", "200023 协商再投 协商再投结果 200031 待再投"],
	["delivery_attempted.problem", "200069 待拒收"],
	[["delivery_attempted.refused", "recipient.refused"], "10035 拒收"],
	["ready_for_pickup.at_point", "200051 自提上架 200057 便民点收货"],
	["delivered.to_recipient", "10034 妥投 快递签收 签收"],
	["delivered.partial", "10042 部分妥投"],
	["returning.to_sender", "200033 再投后退回 200060 三方收货退货"],
	[["returning.to_sender", "recipient.refused"], "200068 O2O拒收退回"],
	["returned.to_sender", "200054 上门接货退货完成"],
	["exception.destroyed", "200032 再投后报废"],
	["exception.undeliverable", "200070 弃货"],
	["note.relabelled", "200002 运单修改补打 200020 换单打印"],
	["note.information", "200000 其他 200039 温馨提示 200061 交接任务分配 200065 申请退款成功 200066 退款成功"],
]);

/** The classes of nodes, which are an order's own states too. */
const classes = codeTable([
	["info_received.label_created", "category:100"],
	["info_received.pickup_scheduled", "category:390"],
	["in_transit.held", "category:403"],
	["picked_up.accepted", "category:420"],
	["in_transit.moving", "category:430"],
	["out_for_delivery.on_vehicle", "category:440"],
	["in_transit.held_at_request", "category:480"],
	["exception.unspecified", "category:500"],
	["delivered.to_recipient", "category:510"],
	[["delivery_attempted.refused", "recipient.refused"], "category:530"],
	["cancelled.cancelled", "category:690"],
	["note.information", "category:700"],
]);

/** JD reads the clock of Beijing. */
function stamp(nowMs: number): string {
	return printInstant(nowMs + 8 * 3_600_000)
		.slice(0, 19)
		.replace("T", " ");
}

export const jdLogistics = defineCarrier({
	code: "jd-logistics",
	name: "JD Logistics",
	countries: ["CN"],
	source: {
		kind: "assumed",
		url: "https://open.jdl.com/#/open-business-document/access-guide/267/54128",
		checked: "2026-11-22",
		note: "The pages want a login: node codes after a public copy of them, shapes after public clients. JDL's own query puts its token into the address, so the open platform's is polled. A push is not known to be signed: its address carries a token, and its acknowledgement is assumed.",
	},

	numbers: {
		pattern: /^(?:JD[A-Z]{0,2}\d{11,14}|V[A-Z]\d{11})$/,
		valid: ["JD0000000000019", "JDVC00000000019", "VA00000000019"],
		invalid: ["JD000019", "JJD000000000000019", "JT0000000000001", "SF0000000000001"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm", "epoch-ms"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
	},

	statuses: { ...chineseStatuses, ...nodes, ...classes },
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.jdl.com/#/trackQuery?${new URLSearchParams({ waybillCode: trackingNumber })}`,

	api: {
		hosts: ["api.jd.com"],
		credentials: z.object({
			appKey: z.string().min(1),
			appSecret: z.string().min(1),
			accessToken: z.string().min(1),
			customerCode: z.string().min(1),
		}),
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 1,
		request: ([{ trackingNumber: waybillCode }], { credentials, nowMs }) => {
			const { appKey, appSecret, accessToken, customerCode } = credentials;
			const fields = {
				"360buy_param_json": JSON.stringify({ customerCode, waybillCode }),
				access_token: accessToken,
				app_key: appKey,
				method: "jingdong.ldop.receive.trace.get",
				timestamp: stamp(nowMs),
				v: "2.0",
			};
			// In the order of their names, between the secret and itself.
			const signed = `${appSecret}${Object.entries(fields).flat().join("")}${appSecret}`;
			return {
				method: "POST",
				url: "https://api.jd.com/routerjson",
				headers: { "content-type": "application/x-www-form-urlencoded" },
				body: formBody({ ...fields, sign: md5(signed, "hex").toUpperCase() }),
			};
		},
	},

	webhook: {
		verify: tokenInQuery({ parameter: "token" }),
		secretLength: 40,
		setUp: "Register the webhook address with JD Logistics with ?token= and this secret behind it.",
		acknowledge: {
			status: 200,
			headers: { "content-type": "application/json; charset=utf-8" },
			body: '{"code":"1000","message":"success","success":true}',
		},
	},
});
