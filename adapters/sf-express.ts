import { z } from "zod";
import type { Extracted, Outcome, RawPlace, RawScan, RawShipment } from "./kit/index.ts";
import {
	codeTable,
	defineCarrier,
	formBody,
	formEncode,
	json,
	jsonInside,
	list,
	md5,
	number,
	part,
	text,
	tokenInQuery,
	Unreadable,
	unanswered,
	unwrapForm,
} from "./kit/index.ts";

const Route = z.object({
	id: text,
	acceptTime: text,
	acceptAddress: text,
	remark: text,
	opCode: text,
	opcode: text,
	reasonCode: text,
	reasonName: text,
	firstStatusCode: text,
	firstStatusName: text,
	secondaryStatusCode: text,
	secondaryStatusName: text,
	deptLat: number,
	deptLng: number,
});
const Answered = z.object({ mailNo: text, routes: list(Route), reasonCode: text, reasonRemark: text });
const Message = z.object({ routeResps: list(Answered).optional(), mailNo: text, routes: list(Route).optional() });
const Inner = Message.extend({
	success: z.unknown().optional(),
	errorCode: text,
	errorMsg: text,
	msgData: part(jsonInside(Message)),
});
const Body = Inner.extend({
	apiResultCode: text,
	apiErrorMsg: text,
	apiResultData: z.union([z.undefined(), z.literal(""), jsonInside(Inner.nullable())]),
	Body: part(z.object({ WaybillRoute: list(Route.extend({ mailno: text })) })),
	// The platform before this one.
	head: part(z.object({ code: text, message: text })),
	body: part(list(Route.extend({ mailNo: text }))),
});
type Route = z.output<typeof Route>;

function extract(written: string): Extracted {
	const body = json(unwrapForm(written, "content"), Body);
	if (body.Body) return readPush(body.Body.WaybillRoute);
	if (body.head) return readOld(body.head, body.body ?? []);
	if (body.apiResultCode && body.apiResultCode !== "A1000") {
		return refuse(body.apiResultCode, body.apiErrorMsg ?? "", outcomeOfGateway(body.apiResultCode));
	}
	const inner = body.apiResultData || body;
	const message = inner.msgData ?? inner;
	const { routeResps = inner.routeResps, routes } = message;
	if (routeResps) return readAnswers(routeResps);
	if (routes) return readAnswers([{ mailNo: message.mailNo, routes, reasonCode: undefined, reasonRemark: undefined }]);
	const { errorCode = "", errorMsg = "", success } = inner;
	if (errorCode === "" && errorMsg === "" && success !== false)
		throw new Unreadable("body: neither routes nor an error");
	return refuse(errorCode, errorMsg, outcomeOfService(errorMsg));
}

function readAnswers(answers: readonly z.output<typeof Answered>[]): Extracted {
	const known = answers.filter(({ routes }) => routes.length > 0);
	const silent = answers.filter(({ routes }) => routes.length === 0);
	// An unknown number and a wrong telephone number look alike: no routes.
	const detail = "SF names no route: the number is unknown, or the phone's last four digits are not its own.";
	if (answers.length === 0) return refuse("", detail, "not-found");
	return {
		shipments: known.map(({ mailNo, routes }) => shipment(mailNo, routes)),
		refusals: silent.map(({ mailNo, reasonCode = "", reasonRemark = "" }) => ({
			trackingNumber: mailNo ?? null,
			outcome: /月结|权限|电话|手机/.test(reasonRemark) ? "denied" : "not-found",
			detail: reasonCode || reasonRemark ? `${reasonCode}: ${reasonRemark}` : detail,
		})),
	};
}

function readPush(routes: readonly (Route & { readonly mailno: string | undefined })[]): Extracted {
	const byNumber = new Map<string | undefined, Route[]>();
	for (const route of routes) {
		const same = byNumber.get(route.mailno);
		if (same) same.push(route);
		else byNumber.set(route.mailno, [route]);
	}
	return { shipments: [...byNumber].map(([mailNo, ofNumber]) => shipment(mailNo, ofNumber)) };
}

function readOld(
	{ code = "", message = "" }: { readonly code: string | undefined; readonly message: string | undefined },
	routes: readonly (Route & { readonly mailNo: string | undefined })[],
): Extracted {
	if (routes.length > 0) return readPush(routes.map((route) => ({ ...route, mailno: route.mailNo })));
	return refuse(code, message, /_0200$/.test(code) ? "not-found" : outcomeOfService(message));
}

function shipment(mailNo: string | undefined, routes: readonly Route[]): RawShipment {
	const [first, last] = [routes[0]?.acceptTime ?? "", routes.at(-1)?.acceptTime ?? ""];
	const order = last !== "" && first > last ? "newest-first" : "oldest-first";
	const next = routes.map(
		({ remark = "" }) => /新[运運]?[单單][号號][为為是]?[:：\s]*((?:SF)?\d{12,15})/.exec(remark)?.[1],
	);
	return {
		trackingNumber: mailNo ?? null,
		scans: routes.map(readRoute),
		order,
		continues: next.flatMap((number) => (number && number !== mailNo ? [{ trackingNumber: number }] : [])),
	};
}

function readRoute(route: Route): RawScan {
	const { id, acceptTime = "", remark, reasonName } = route;
	const words = remark ?? reasonName ?? "";
	const country = countryOf(route);
	return {
		code: route.opCode ?? route.opcode ?? "",
		keys: keysOf(route, `${words} ${reasonName ?? ""}`),
		id,
		text: words,
		// Abroad SF writes the clock of the place.
		time: { text: acceptTime, atSite: country !== undefined },
		place: placeOf(route, country),
	};
}

function placeOf({ acceptAddress, deptLat, deptLng }: Route, country: string | undefined): RawPlace | undefined {
	return acceptAddress || deptLat ? { city: acceptAddress, country, lat: deptLat, lng: deptLng } : undefined;
}

const ABROAD: readonly (readonly [country: string, pattern: RegExp])[] = [
	["JP", /日本|东京|大阪|名古屋|\b(?:japan|tokyo|osaka)\b/i],
	["KR", /韩国|首尔|仁川|釜山|\b(?:korea|seoul|incheon|busan)\b/i],
	["US", /美国|纽约|洛杉矶|旧金山|芝加哥|\b(?:united states|usa|new york|los angeles|chicago)\b/i],
	["CA", /加拿大|多伦多|温哥华|\b(?:canada|toronto|vancouver)\b/i],
	["AU", /澳大利亚|悉尼|墨尔本|\b(?:australia|sydney|melbourne)\b/i],
	["NZ", /新西兰|奥克兰|\b(?:new zealand|auckland)\b/i],
	["GB", /英国|伦敦|\b(?:united kingdom|london)\b/i],
	["DE", /德国|法兰克福|\b(?:germany|frankfurt)\b/i],
	["FR", /法国|巴黎|\b(?:france|paris)\b/i],
	["IT", /意大利|\bitaly\b/i],
	["ES", /西班牙|\bspain\b/i],
	["NL", /荷兰|\bnetherlands\b/i],
	["BE", /比利时|列日|\b(?:belgium|liege)\b/i],
	["TH", /泰国|曼谷|\b(?:thailand|bangkok)\b/i],
	["VN", /越南|河内|胡志明|\b(?:vietnam|hanoi|ho chi minh)\b/i],
	["ID", /印尼|印度尼西亚|雅加达|\b(?:indonesia|jakarta)\b/i],
	["IN", /印度|\bindia\b/i],
	["SG", /新加坡|\bsingapore\b/i],
	["MY", /马来西亚|吉隆坡|\b(?:malaysia|kuala lumpur)\b/i],
	["PH", /菲律宾|马尼拉|\b(?:philippines|manila)\b/i],
	["RU", /俄罗斯|莫斯科|\b(?:russia|moscow)\b/i],
	["BR", /巴西|\bbrazil\b/i],
	["AE", /阿联酋|迪拜|\bdubai\b/i],
	["MX", /墨西哥|\bmexico\b/i],
];

/** The country in the words of a place; none at home. */
function countryOf({ acceptAddress = "" }: Route): string | undefined {
	return ABROAD.find(([, pattern]) => pattern.test(acceptAddress))?.[0];
}

/** Why a delivery failed, to whom it went, or whether it is loaded already, stands in the remark alone. */
const phrases: Readonly<Record<string, readonly (readonly [word: string, pattern: RegExp])[]>> = {
	"30": [["loaded", /装车|裝車|装机/]],
	"70": [
		["void", /作废|作廢/],
		["refused", /拒收|拒签|拒簽|\brefus/i],
		[
			"rescheduled",
			/改期|另[约約]|[约約]定|更改.{0,4}[时時][间間]|更改.{0,4}派送|延[迟遲]派送|要求.{0,4}再派|reschedul|another (?:day|time)/i,
		],
		[
			"unreachable",
			/(?:电话|電話)(?![:：\s(（]*\d)|[无無]法[联聯]|[联聯][系繫絡络]不|(?:unable to|cannot|could not) (?:contact|reach)/i,
		],
		["absent", /不在|[无無]人|外出|not (?:at home|in\b|available)|nobody|absent/i],
		["closed", /放假|下班|关门|關門|休息|未[营營][业業]|\bclosed\b/i],
		["address", /地址|\baddress\b/i],
		["unpaid", /付款|到付|[货貨]款|未付|\bpayment\b/i],
		["damaged", /破[损損]|\bdamage/i],
		["out-of-area", /超出.{0,6}[范範][围圍]|超[范範][围圍]|超[区區]|out of (?:service |delivery )?area/i],
	],
	"80": [
		["locker", /(?:派送至|送至|存放|存入|放入|放至|投[递遞]至|投入).{0,16}[柜櫃]/],
		[
			"point",
			/(?:派送至|送至|存放|放至|放在|放到).{0,16}(?:[驿驛]站|便利店|[顺順][丰豐]站|自[提取][点點]|服[务務][点點])/,
		],
		["door", /家[门門]口|放(?:在|至|到|于).{0,12}(?:[门門]口|鞋[柜櫃]|[电電]表箱|水表箱|消防栓|牛奶箱)/],
		["neighbour", /[邻鄰]居|\bneighbou?r/i],
		["reception", /前台|前臺|物业|物業|[门門][卫衛]|保安|收[发發]室|管理[处處]|\breception\b|\bconcierge\b/i],
		["proxy", /家人|同事|朋友|代收|代[签簽]|他人/],
	],
	"648": [["forwarded", /^(?!.*退回).*[转轉]寄/]],
};

function keysOf(route: Route, words: string): string[] {
	const { reasonCode, firstStatusCode, firstStatusName, secondaryStatusCode, secondaryStatusName } = route;
	const opCode = route.opCode ?? route.opcode ?? "";
	// 33 is the same failure, told before the parcel is back at the depot.
	const family = opCode === "33" ? "70" : opCode;
	const known = Object.hasOwn(phrases, family) ? phrases[family] : undefined;
	const word = known?.find(([, pattern]) => pattern.test(words))?.[0];
	const keys = [
		reasonCode && `${opCode}:${reasonCode}`,
		word && `${family}/${word}`,
		opCode,
		secondaryStatusName,
		firstStatusName,
		secondaryStatusCode && `status:${secondaryStatusCode}`,
		firstStatusCode && `status:${firstStatusCode}`,
	];
	return keys.flatMap((key) => key || []);
}

function refuse(code: string, message: string, outcome: Exclude<Outcome, "ok">): Extracted {
	const detail = [code, message].filter((word) => word !== "").join(": ");
	return unanswered(outcome, detail);
}

function outcomeOfGateway(code: string): Exclude<Outcome, "ok"> {
	if (["A1003", "A1004", "A1006", "A1008", "A1010", "A1011"].includes(code)) return "denied";
	return code === "A1005" ? "rate-limited" : "error";
}

function outcomeOfService(message: string): Exclude<Outcome, "ok"> {
	if (/电话|手机|权限|未授权|签名|月结/.test(message)) return "denied";
	return /不存在|未查|查无|无路由|无效/.test(message) ? "not-found" : "error";
}

export const sfExpress = defineCarrier({
	code: "sf-express",
	name: "SF Express",
	countries: ["CN", "HK", "MO", "TW"],
	source: {
		kind: "observed",
		url: "https://www.showdoc.com.cn/1951633994234701/8867271138528570",
		checked: "2026-11-22",
		note: "SF's open platform needs a login; operation codes after public clients. A push is not signed: its address carries a token. What a scan abroad says of the hour is read on the clock of the place.",
	},

	numbers: {
		pattern: /^(?:SF\d{12,13}|\d{12})$/,
		valid: ["SF1234567890123", "SF123456789012", "444003000000"],
		invalid: ["SF12345", "SF12345678901234", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"],
		zone: { kind: "fixed", zone: "Asia/Shanghai" },
	},

	statuses: codeTable([
		["info_received.awaiting_handover", "141 201 205 206 646 647"],
		["info_received.pickup_failed", "131"],
		["picked_up.accepted", "50 51 43 188 651 655 已揽收 status:1 status:101"],
		["picked_up.collected", "41 54 46 129 214 633 700 701 850 851 950"],
		["picked_up.dropped_off", "127 138"],
		["in_transit.moving", "30 147 189 305 310 501 643 656 676 847 921 运送中 status:2 status:201"],
		["in_transit.loaded", "30/loaded 86 136 186 930"],
		["in_transit.processed_facility", "3036"],
		["in_transit.departed_facility", "36 10 64 190 202 302 304 407 830 844"],
		["in_transit.arrived_facility", "31 11 65 87 137 187 831 843 931 3137"],
		["in_transit.linehaul_departed", "88 96 105 405 570"],
		["in_transit.linehaul_arrived", "89 106 406 571 605"],
		["in_transit.handover_to_partner", "208 626 627 649 657 932"],
		["in_transit.received_by_partner", "607"],
		["in_transit.held_at_delivery_depot", "833"],
		["in_transit.import_customs_presented", "16 17 604 612 623 清关中 status:204"],
		[["in_transit.import_customs_held", "customs.inspection"], "15 619 620"],
		[["in_transit.import_customs_held", "customs.delay"], "18 614"],
		[["in_transit.import_customs_held", "external.regulatory"], "621"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "613"],
		["in_transit.customs_cleared", "14 606 已清关 status:205"],
		["in_transit.delayed", "66 77 611"],
		["in_transit.forwarded_new_address", "99 648/forwarded"],
		[["in_transit.damaged", "carrier.damaged"], "70/damaged"],
		[["in_transit.out_of_area", "address.out_of_area"], "70/out-of-area"],
		["out_for_delivery.on_vehicle", "44 34 47 122 204 211 212 630 634 658 677 870 880 933 派送中 status:3 status:301"],
		["delivery_attempted.problem", "33"],
		["delivery_attempted.failed", "70 126 status:13 status:1301"],
		["cancelled.cancelled", "70/void status:5 status:501"],
		[["delivery_attempted.refused", "recipient.refused"], "70/refused"],
		[["delivery_attempted.rescheduled", "recipient.requested_later"], "70/rescheduled"],
		[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "70/unreachable"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "70/absent"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "70/closed"],
		[["delivery_attempted.address_not_found", "address.incorrect"], "70/address"],
		[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "70/unpaid"],
		["ready_for_pickup.arriving_at_point", "123"],
		["ready_for_pickup.at_point", "130 642 678 80/point 33:83 33:85 status:11 status:1101"],
		["ready_for_pickup.locker", "125 632 80/locker"],
		["delivered.to_recipient", "80 97 935 已签收 status:4 status:401"],
		["delivered.safe_place", "80/door"],
		["delivered.to_neighbour", "80/neighbour"],
		["delivered.to_reception", "80/reception"],
		[["delivered.to_proxy", "delivery.indirect"], "80/proxy"],
		["delivered.collected", "128 679"],
		// The rest of the journey has a new waybill.
		["returning.to_sender", "631 648 99:2"],
		["returned.to_sender", "215 660"],
		["exception.unspecified", "72 934"],
		["exception.lost", "8000:6"],
		["exception.destroyed", "8000:2"],
		["in_transit.held_at_request", "70:83 70:85"],
		["note.proof_of_delivery", "8000"],
		["note.measured", "84"],
		["note.information", "75 98 135 140 151 152 153 154 664 900"],
	]),

	extract,
	needs: {
		phoneLast4: {
			why: "SF shows scans only to who knows the last four digits of the sender's or the recipient's phone number.",
			required: true,
		},
	},
	trackingUrl: (trackingNumber) =>
		`https://www.sf-express.com/chn/sc/waybill/waybill-detail/${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: ["sfapi.sf-express.com"],
		credentials: z.object({ partnerId: z.string().min(1), checkWord: z.string().min(1) }),
		rate: { perSecond: 5 },
	},

	poll: {
		batch: 10,
		volatile: /"apiResponseID"\s*:\s*"[^"]*"/,
		request: (queries, { credentials: { partnerId, checkWord }, nowMs, requestId }) => {
			const phones = queries.map(({ needs }) => needs.phoneLast4).filter((phone) => phone !== undefined);
			const msgData = JSON.stringify({
				language: "0",
				trackingType: "1",
				methodType: "1",
				trackingNumber: queries.map(({ trackingNumber }) => trackingNumber),
				checkPhoneNo: [...new Set(phones)].join(","),
			});
			const timestamp = String(nowMs);
			return {
				method: "POST",
				url: "https://sfapi.sf-express.com/std/service",
				headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
				body: formBody({
					partnerID: partnerId,
					requestID: requestId,
					serviceCode: "EXP_RECE_SEARCH_ROUTES",
					timestamp,
					msgDigest: md5(formEncode(`${msgData}${timestamp}${checkWord}`), "base64"),
					msgData,
				}),
			};
		},
	},

	webhook: {
		// SF signs nothing and sends no header of ours; the address that the seller registers with SF may hold a query.
		verify: tokenInQuery({ parameter: "token" }),
		// Letters that stand in an address as they are.
		secretLength: 40,
		setUp: "Register the webhook address with SF with ?token= and this secret behind it.",
		acknowledge: {
			status: 200,
			headers: { "content-type": "application/json; charset=utf-8" },
			body: '{"return_code":"0000","return_msg":"成功"}',
		},
	},
});
