import { z } from "zod";
import {
	codeTable,
	courierNamed,
	defineCarrier,
	type Extracted,
	json,
	list,
	offsetBetweenTimes,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	signSha256,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

/** The node says which event it was; where it is missing the words do, and else the coarse status of the older API. */
const NODES = codeTable([
	["info_received.label_created", "ORDER_CREATION YB/XD status:10 F state:1"],
	["info_received.notified", "PRE_ADVICING PRE_INFO"],
	["picked_up.collected", "PICKED_UP XD/ZC"],
	["picked_up.accepted", "XD/CS state:4"],
	["in_transit.origin_facility_arrived", "FIRST_MILE_ARRIVE"],
	["in_transit.origin_facility_departed", "FIRST_MILE_DEPART"],
	["in_transit.arrived_facility", "TRANSIT_IN"],
	["in_transit.departed_facility", "TRANSIT_OUT DEPART_CONFIRM_OC"],
	["in_transit.processed_facility", "READY_FOR_OUTBOUND"],
	["in_transit.export_office_arrived", "ARRIVE_CONFIRM_OC"],
	["in_transit.export_customs_presented", "ARRIVE_ORIN_CUSTOMS ARRIVE_ORIGIN_CUSTOMS"],
	["in_transit.export_customs_cleared", "EXPORT_CUSTOMS_COMPLETE AIRPORT_RELEASE"],
	["in_transit.linehaul_departed", "MAIN_LINE_DEPART"],
	["in_transit.arrived_destination_country", "MAIN_LINE_ARRIVE MD/DD status:28"],
	["in_transit.import_customs_presented", "CUSTOMS_PROCESSING"],
	["in_transit.customs_cleared", "CUSTOMS_COMPLETE CUSTOMS_RELEASE"],
	[["in_transit.import_customs_held", "customs.delay"], "CUSTOMS_DELAY CUSTOMS_HOLD CUSTOMS_EXCEPTION"],
	[["in_transit.import_customs_held", "customs.inspection"], "CUSTOMS_INSPCTION CUSTOMS_INSPECTION"],
	[["in_transit.security_check", "external.security"], "AIRPORT_INSPECTION AIRPORT_HOLD"],
	// The freight waits at the airport's terminal for the lorry, not the parcel for its buyer.
	["in_transit.moving", "READY_FOR_PICKUP IN_TRANSIT IN_TRANSIT_CARRIER status:20 status:30 T state:2"],
	["in_transit.inward_office_departed", "PICKUP_CARGO_TERMINAL"],
	["in_transit.handover_to_partner", "TRANSITHUB_ARRIVE"],
	["in_transit.received_by_partner", "CARRIER_PICKUP"],
	["in_transit.delayed", "status:70"],
	["out_for_delivery.on_vehicle", "DELIVERY_ATTEMPT"],
	["delivery_attempted.failed", "DELIVERY_FAILURE status:40 state:6"],
	["delivered.to_recipient", "DELIVERED MD/TT status:50 D state:3"],
	["exception.unspecified", "PACKAGE_EXCEPTION status:60 E"],
	[["exception.lost", "carrier.lost"], "PACKAGE_LOST"],
	["returning.to_sender", "RETURNED RETURNED_BACK status:90 R state:7"],
	["returned.to_sender", "RETURNED_TO_SENDER"],
	["cancelled.cancelled", "status:100 C state:5"],
	["note.information", "OTHER"],
	["note.relabelled", "CHANGE_WAYBILL_INFO"],
	["note.eta_changed", "EDD"],
]);

const ENGLISH = textRules("en", 2, [
	["exception.undeliverable", /undeliverable|unable to (?:be )?deliver/i],
	["returning.to_sender", /return(?:ed|ing)? to (?:the )?(?:sender|shipper|seller)|return in progress/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/not (?:at )?home|(?:nobody|no one) (?:was |is )?(?:at home|in\b|there)|(?:recipient|addressee) not available/i,
	],
	["delivery_attempted.notice_left", /notice left/i],
	[
		"delivery_attempted.failed",
		/not delivered|delivery (?:attempt|fail|unsuccess|exception)|attempted deliver|at home/i,
	],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:insufficient|incorrect|wrong|incomplete|bad|invalid) address|address (?:is )?(?:insufficient|incorrect|incomplete)/i,
	],
	[
		"ready_for_pickup.at_point",
		/(?:available|ready|awaiting|waiting|held) for (?:customer )?(?:pick ?up|collection)|to be collected/i,
	],
	["out_for_delivery.on_vehicle", /out[ -]for[ -]delivery|with (?:the )?(?:delivery )?courier/i],
	["delivered.letterbox", /^(?:\w+ ){0,4}delivered.*(?:mail ?box|letter ?box)/i],
	[["delivered.to_neighbour", "delivery.indirect"], /^(?:\w+ ){0,4}delivered.*neighbo/i],
	["delivered.to_reception", /^(?:\w+ ){0,4}delivered.*(?:reception|front desk|mail ?room|concierge)/i],
	["delivered.po_box", /^(?:\w+ ){0,4}delivered.*\bpo box/i],
	["delivered.safe_place", /^(?:\w+ ){0,4}delivered.*(?:door|porch|garage|safe place|garden)/i],
	[
		"delivered.to_recipient",
		/^(?:(?:(?:your|the) )?(?:parcel|package|shipment|item)(?: has been| was)? )?(?:successfully )?delivered/i,
	],
	[
		"info_received.notified",
		/(?:shipment|parcel|order|package)(?:'s)? (?:information|data|info) (?:has been )?(?:received|submitted|sent)/i,
	],
	["info_received.label_created", /order (?:has been |was )?created|label (?:has been )?created|pre-?shipment/i],
	[
		"in_transit.export_customs_cleared",
		/export (?:customs )?(?:clearance )?(?:complet|success|cleared)|released from export/i,
	],
	[
		"in_transit.customs_cleared",
		/clearance[^.]*(?:complet|success|released|finish)|(?:released|cleared) (?:by|from|through)?\s?customs|customs (?:has |have )?(?:cleared|released)/i,
	],
	[["in_transit.import_customs_held", "customs.inspection"], /customs[^.]*(?:inspect|examin)/i],
	[
		["in_transit.import_customs_held", "customs.delay"],
		/customs[^.]*(?:delay|hold|held)|(?:held|detained) (?:by|at|in) customs/i,
	],
	["in_transit.export_customs_presented", /export (?:customs|clearance)/i],
	["in_transit.import_customs_presented", /customs|import clearance|clearance (?:start|process|in progress)/i],
	[
		"in_transit.handover_to_partner",
		/hand(?:ed)? ?over to|tendered to|transferred to (?:the )?(?:local|last|carrier)/i,
	],
	[
		"in_transit.linehaul_departed",
		/flight[^.]* (?:depart|taken? off|took off)|depart(?:ed)? from (?:the )?(?:[\w ]+ )?(?:port|airport)|left (?:the )?(?:[\w ]+ )?airport/i,
	],
	["in_transit.arrived_destination_country", /arriv(?:ed|al)[^.]*destination (?:country|airport|port)/i],
	["in_transit.linehaul_arrived", /flight[^.]* (?:arriv|land)/i],
	["in_transit.departed_facility", /depart(?:ed|ure|s|ing)?\b|left/i],
	["in_transit.arrived_facility", /arriv(?:ed|al|es|ing)/i],
	["picked_up.collected", /picked up|pick-up|collected/i],
	["in_transit.processed_facility", /process(?:ed|ing)|sort(?:ed|ing)/i],
	["in_transit.moving", /in transit|on (?:its|the) way|moving through/i],
]);

const CHINESE = textRules("zh", 2, [
	["delivery_attempted.failed", /(?:投递|派送|妥投)(?:失败|不成功|未成功)|未妥投/],
	["returning.to_sender", /退回|退件/],
	["out_for_delivery.on_vehicle", /派送中|正在派送|安排投递|派件中/],
	["delivered.to_recipient", /妥投|签收|已送达|已交付/],
	["in_transit.export_customs_cleared", /出口(?:清关|报关|海关)?[^,，。]*(?:完成|放行)/],
	["in_transit.customs_cleared", /清关(?:完成|放行)|海关放行/],
	["in_transit.import_customs_presented", /清关|海关/],
	["in_transit.arrived_destination_country", /(?:到达|抵达)目的(?:地国|国|地机场|港)/],
	["in_transit.linehaul_departed", /航班(?:已)?(?:起飞|离港)|(?:离开|飞离)[^,，。]*机场/],
	["in_transit.linehaul_arrived", /航班(?:已)?(?:到达|抵达|落地|降落)/],
	["info_received.notified", /预报|信息已(?:收到|接收)/],
	["info_received.label_created", /(?:订单|运单)[^,，。]*(?:创建|生成)|已下单/],
	["picked_up.collected", /揽收|已取件|上门取件/],
	["in_transit.departed_facility", /离开|已发(?:出|往)|出库/],
	["in_transit.arrived_facility", /到达|抵达|入库/],
]);

/** The open platform writes small_letters, the order system before it CapitalLetters: one name for both. */
function folded<T extends z.ZodRawShape>(shape: T) {
	return z.preprocess((value) => {
		if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, inside]) => [name.replaceAll("_", "").toLowerCase(), inside]),
		);
	}, z.object(shape));
}

const Event = folded({
	processtime: text,
	processdate: text,
	processutctime: text,
	processtimezone: text,
	processcontent: text,
	processcountry: text,
	processprovince: text,
	processcity: text,
	processlocation: text,
	tracknodecode: text,
	tracknodedescription: text,
	trackcodedescription: text,
	trackingstatus: text,
});
type Event = z.output<typeof Event>;

const track = {
	waybillnumber: text,
	trackingnumber: text,
	trackevents: list(Event),
	ordertrackingdetails: list(Event),
	lastmilename: text,
	providername: text,
	carriername: text,
	signatureurls: list(text),
	estimateddeliveryfromdatezone: text,
	estimateddeliverytodatezone: text,
};
const Item = folded({
	...track,
	ordernumber: text,
	packagestatus: text,
	packagestate: text,
	trackinfo: part(folded(track)),
});
type Item = z.output<typeof Item>;

const answer = {
	result: list(Item),
	data: list(Item),
	item: list(Item),
	items: list(Item),
	code: text,
	resultcode: text,
	msg: text,
	message: text,
	resultdesc: text,
	messagedetail: text,
};
const Body = folded({ ...answer, response: part(folded(answer)) });

function extract(body: string): Extracted {
	const outer = json(body, Body);
	const read = outer.response ?? outer;
	const code = read.code ?? read.resultcode;
	const words = [read.msg ?? read.message ?? read.resultdesc, read.messagedetail].filter(Boolean).join(" ");
	const told = [...read.result, ...read.data, ...read.item, ...read.items];
	const items = told.filter((item) => numberOf(item) !== null);
	if (items.length === 0) {
		if (code === undefined && words === "") throw new Unreadable("body: neither tracks nor an answer");
		return { shipments: [], refusals: [refusal(null, code, words)] };
	}
	const isUnknown = (item: Item) =>
		item.packagestatus === "N" || (item.packagestate === "0" && eventsOf(item).length === 0);
	return {
		shipments: items.filter((item) => !isUnknown(item)).map(readItem),
		refusals: items.filter(isUnknown).map((item) => refusal(numberOf(item), "N", "not found")),
	};
}

function numberOf({ trackinfo, waybillnumber, ordernumber, trackingnumber }: Item): string | null {
	return trackinfo?.waybillnumber ?? waybillnumber ?? ordernumber ?? trackingnumber ?? null;
}

function eventsOf(item: Item): readonly Event[] {
	const { trackevents, ordertrackingdetails } = item.trackinfo ?? item;
	return [...trackevents, ...ordertrackingdetails];
}

function readItem(item: Item): RawShipment {
	const told = item.trackinfo ?? item;
	const trackingNumber = numberOf(item);
	const events = eventsOf(item);
	const other = told.trackingnumber;
	const partner = told.lastmilename ?? told.providername ?? told.carriername;
	const to = told.estimateddeliverytodatezone ?? told.estimateddeliveryfromdatezone;
	const from = told.estimateddeliveryfromdatezone ?? to;
	return {
		trackingNumber,
		scans: events.map(readEvent),
		order: orderByTimes(
			events.map(({ processtime, processdate }) => processtime ?? processdate),
			"oldest-first",
		),
		status: statusOf(item, events.length > 0),
		promised: from && to ? { from: { text: from }, to: { text: to } } : undefined,
		signed: told.signatureurls.some((url) => url !== undefined),
		continues:
			other && partner && other !== trackingNumber
				? [{ trackingNumber: other, carrier: courierNamed(partner), carrierName: partner }]
				: undefined,
	};
}

/** E is "possibly something unusual" and 0 what stands there by default: beside scans neither says anything. */
function statusOf({ packagestatus: letter, packagestate: state }: Item, hasScans: boolean): RawShipment["status"] {
	if (letter && !(hasScans && letter === "E")) return { code: letter };
	return state && state !== "0" ? { code: state, keys: [`state:${state}`] } : undefined;
}

function readEvent(event: Event): RawScan {
	const { tracknodecode: node, trackingstatus: coarse } = event;
	const words = event.processcontent ?? event.tracknodedescription ?? event.trackcodedescription;
	const said = ENGLISH.keyOf(words) ?? CHINESE.keyOf(words);
	// "Left at the door" is no departure where the status calls it delivered.
	const ends = coarse === "50" ? ":delivered." : coarse === "90" ? ":return" : "";
	const meant = said?.includes(ends) ? said : undefined;
	// An attempt has no code but that of the delivery round: only the words say how it ended.
	const isAttempt = /^DELIVERY_(?:ATTEMPT|FAILURE)$/.test(node ?? "") && meant?.includes(":delivery_attempted.");
	// Nor has a delivery one for where it was left.
	const isPlaced = node === "DELIVERED" && meant?.includes(":delivered.");
	const keys = [
		isAttempt || isPlaced ? meant : undefined,
		node,
		node ? undefined : meant,
		coarse && `status:${coarse}`,
	];
	return {
		code: node ?? coarse ?? "",
		keys: keys.filter((key) => key !== undefined),
		text: words ?? "",
		time: readTime(event),
		place: {
			name: event.processlocation,
			city: event.processcity,
			region: event.processprovince,
			country: event.processcountry,
		},
	};
}

function readTime({ processtime, processutctime, processdate, processtimezone }: Event): RawTime {
	const offset = offsetBetweenTimes(processtime, processutctime) ?? processtimezone;
	return { text: processtime ?? processdate ?? "", offset };
}

function refusal(trackingNumber: string | null, code = "", words = ""): Refusal {
	const detail = [code, words].filter(Boolean).join(": ");
	if (
		code === "N" ||
		/不存在|未找到|没有找到|查无|无(?:轨迹|记录|数据)|does ?n[o']t exist|no (?:track|data|record)/i.test(words)
	) {
		return { trackingNumber, outcome: "not-found", detail };
	}
	// A success without a single track is how the order system answers to a number that it does not know.
	if (/^0+$/.test(code)) return { trackingNumber, outcome: "not-found", detail };
	if (/授权|认证|鉴权|签名|密钥|令牌|sign(?:ature)? (?:error|invalid)/i.test(words))
		return { trackingNumber, outcome: "denied", detail };
	if (/频繁|限流|超限/.test(words)) return { trackingNumber, outcome: "rate-limited", detail };
	return { trackingNumber, outcome: outcomeOf(code, words), detail };
}

const HOST = "openapi.yunexpress.cn";
const TRACK = "/v1/track-service/info/get";
const Token = z.object({ accessToken: z.string().min(1), expiresIn: z.coerce.number().positive().catch(3_000) });

export const yunexpress = defineCarrier({
	code: "yunexpress",
	name: "YunExpress",
	countries: ["CN"],
	source: {
		kind: "assumed",
		url: "https://open.yunexpress.cn",
		checked: "2026-11-22",
		note: "Shapes and codes come from public clients of both its APIs; pushes are signed in a way that is not public, so there is no webhook.",
	},

	numbers: {
		pattern: /^YT\d{16}$/,
		valid: ["YT2600000000000017", "YT1400000000000049"],
		invalid: ["YT260000000000001", "YT123456789012345", "YU2600000000000017", "2600000000000017"],
	},

	clock: {
		formats: ["iso"],
		zone: { kind: "scan-site", fallback: "Asia/Shanghai" },
		z: "local",
	},
	statuses: { ...NODES, ...ENGLISH.statuses, ...CHINESE.statuses },
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.yuntrack.com/parcelTracking?${new URLSearchParams({ id: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			appId: z.string().min(1),
			appSecret: z.string().min(1),
			sourceKey: z.string().default(""),
		}),
		rate: { perSecond: 2 },
		login: {
			request: ({ credentials: { appId, appSecret, sourceKey } }) => ({
				method: "POST",
				url: `https://${HOST}/openapi/oauth2/token`,
				headers: { "content-type": "application/json" },
				body: JSON.stringify({ grantType: "client_credentials", appId, appSecret, sourceKey }),
			}),
			read: (body) => {
				const { accessToken: token, expiresIn: expiresInSeconds } = json(body, Token);
				return { token, expiresInSeconds };
			},
		},
	},

	poll: {
		batch: 1,
		request: ([query], { token, nowMs, credentials }) => ({
			method: "GET",
			url: `https://${HOST}${TRACK}?${new URLSearchParams({ order_number: query.trackingNumber })}`,
			headers: {
				token,
				date: String(nowMs),
				sign: signSha256(`date=${nowMs}&method=GET&uri=${TRACK}`, credentials.appSecret, "base64"),
				accept: "application/json",
				"accept-language": "en-US",
			},
		}),
	},
});
