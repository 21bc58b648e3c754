import { z } from "zod";
import type { Extracted, Outcome, RawContinuation, RawPlace, RawScan, RawShipment, RawTime } from "./kit/index.ts";
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
	unwrapForm,
} from "./kit/index.ts";

const Route = z.object({
	id: text,
	acceptTime: text,
	acceptAddress: text,
	remark: text,
	opCode: text,
	reasonName: text,
	firstStatusName: text,
	secondaryStatusName: text,
	deptLat: number,
	deptLng: number,
});
const Answered = z.object({ mailNo: text, routes: list(Route) });
const Message = z.object({ routeResps: list(Answered).optional() });
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
});
type Route = z.output<typeof Route>;

function extract(written: string): Extracted {
	const body = json(unwrapForm(written, "content"), Body);
	if (body.Body) return readPush(body.Body.WaybillRoute);
	if (body.apiResultCode && body.apiResultCode !== "A1000") {
		return refuse(body.apiResultCode, body.apiErrorMsg ?? "", outcomeOfGateway(body.apiResultCode));
	}
	const inner = body.apiResultData || body;
	const routeResps = inner.msgData?.routeResps ?? inner.routeResps;
	if (routeResps) return readAnswers(routeResps);
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
		refusals: silent.map(({ mailNo }) => ({ trackingNumber: mailNo ?? null, outcome: "not-found", detail })),
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

function shipment(mailNo: string | undefined, routes: readonly Route[]): RawShipment {
	return {
		trackingNumber: mailNo ?? null,
		scans: routes.map(readRoute),
		order: "oldest-first",
		continues: routes.flatMap(newNumberIn),
	};
}

/** What goes back or to another address gets a new number, which the remark alone tells. */
function newNumberIn({ opCode = "", remark = "" }: Route): readonly RawContinuation[] {
	if (opCode !== "648" && opCode !== "99") return [];
	const number = /新(?:运|快递)?单号[^A-Z\d]{0,6}(SF\d{12,13})(?!\d)/i.exec(remark)?.[1];
	return number === undefined ? [] : [{ trackingNumber: number }];
}

function readRoute(route: Route): RawScan {
	const { id, acceptTime = "", acceptAddress, remark, opCode = "", reasonName } = route;
	const words = remark ?? reasonName ?? "";
	return {
		code: opCode,
		keys: keysOf(route, `${words} ${reasonName ?? ""}`),
		id,
		text: words,
		time: timeOf(acceptTime, acceptAddress),
		place: placeOf(route),
	};
}

function placeOf({ acceptAddress, deptLat, deptLng }: Route): RawPlace | undefined {
	return acceptAddress || deptLat ? { city: acceptAddress, lat: deptLat, lng: deptLng } : undefined;
}

const abroad =
	/日本|东京|大阪|名古屋|韩国|首尔|美国|纽约|洛杉矶|旧金山|芝加哥|加拿大|多伦多|温哥华|澳大利亚|悉尼|墨尔本|新西兰|英国|伦敦|德国|法兰克福|法国|巴黎|意大利|西班牙|荷兰|比利时|列日|泰国|曼谷|越南|河内|胡志明|印度|印尼|雅加达|俄罗斯|莫斯科|巴西|阿联酋|迪拜|墨西哥/;

// Abroad SF writes the clock of the place, which its words alone do not name: the day is certain, the moment is not.
function timeOf(acceptTime: string, acceptAddress: string | undefined): RawTime {
	return { text: abroad.test(acceptAddress ?? "") ? acceptTime.slice(0, 10) : acceptTime };
}

/** Why a delivery failed, to whom it went, or whether it is loaded already, stands in the remark alone. */
const phrases: Readonly<Record<string, readonly (readonly [word: string, pattern: RegExp])[]>> = {
	"30": [["loaded", /装车|装机/]],
	"70": [
		["refused", /拒收|拒签/],
		["rescheduled", /改期|另约|约定|更改.{0,4}时间|更改.{0,4}派送|延迟派送|要求.{0,4}再派/],
		["unreachable", /电话|无法联系|联系不/],
		["absent", /不在|无人|外出/],
		["closed", /放假|下班|关门|休息|未营业/],
		["address", /地址/],
		["unpaid", /付款|到付|货款|未付/],
		["damaged", /破损/],
		["out-of-area", /超出.{0,6}范围|超范围|超区/],
	],
	"80": [
		["neighbour", /邻居/],
		["reception", /前台|物业|门卫|保安|收发室/],
		["proxy", /家人|同事|朋友|代收|代签|他人/],
	],
	"648": [["forwarded", /^(?!.*退回).*转寄/]],
};

function keysOf({ opCode = "", secondaryStatusName, firstStatusName }: Route, words: string): string[] {
	// 33 is the same failure, told before the parcel is back at the depot.
	const family = opCode === "33" ? "70" : opCode;
	const known = Object.hasOwn(phrases, family) ? phrases[family] : undefined;
	const word = known?.find(([, pattern]) => pattern.test(words))?.[0];
	const keys = [word === undefined ? undefined : `${family}/${word}`, opCode, secondaryStatusName, firstStatusName];
	return keys.filter((key) => key !== undefined);
}

function refuse(code: string, message: string, outcome: Exclude<Outcome, "ok">): Extracted {
	const detail = [code, message].filter((word) => word !== "").join(": ");
	return { shipments: [], refusals: [{ trackingNumber: null, outcome, detail }] };
}

function outcomeOfGateway(code: string): Exclude<Outcome, "ok"> {
	if (["A1003", "A1004", "A1006", "A1008", "A1010", "A1011"].includes(code)) return "denied";
	return code === "A1005" ? "rate-limited" : "error";
}

function outcomeOfService(message: string): Exclude<Outcome, "ok"> {
	if (/电话|手机|权限|未授权|签名/.test(message)) return "denied";
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
		note: "SF's open platform needs a login; operation codes after public clients. A push is not signed: its address carries a token. Scans abroad keep the day alone.",
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
		["picked_up.accepted", "50 51 43 188 651 655 已揽收"],
		["picked_up.collected", "54 46 129 214 633 700 701 850 851 950"],
		["picked_up.dropped_off", "127 138"],
		["in_transit.moving", "30 147 189 656 921 运送中"],
		["in_transit.loaded", "30/loaded 86 136 186 930"],
		["in_transit.processed_facility", "3036"],
		["in_transit.departed_facility", "36 10 64 190 202 302 304 407 830 844"],
		["in_transit.arrived_facility", "31 11 65 87 137 187 310 831 843 931"],
		["in_transit.linehaul_departed", "88 96 105 405 570"],
		["in_transit.linehaul_arrived", "89 106 406 571 605"],
		["in_transit.handover_to_partner", "208 626 627 649 657 932"],
		["in_transit.received_by_partner", "607"],
		["in_transit.held_at_delivery_depot", "833"],
		["in_transit.import_customs_presented", "16 17 604 612 623 清关中"],
		[["in_transit.import_customs_held", "customs.inspection"], "15 619 620"],
		[["in_transit.import_customs_held", "customs.delay"], "18 614"],
		[["in_transit.import_customs_held", "external.regulatory"], "621"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "613"],
		["in_transit.customs_cleared", "14 606 已清关"],
		["in_transit.delayed", "66 77 611"],
		["in_transit.forwarded_new_address", "99 648/forwarded"],
		[["in_transit.damaged", "carrier.damaged"], "70/damaged"],
		[["in_transit.out_of_area", "address.out_of_area"], "70/out-of-area"],
		["out_for_delivery.on_vehicle", "44 34 47 122 204 211 212 630 634 658 677 870 880 933 派送中"],
		["delivery_attempted.problem", "33"],
		["delivery_attempted.failed", "70 126"],
		[["delivery_attempted.refused", "recipient.refused"], "70/refused"],
		[["delivery_attempted.rescheduled", "recipient.requested_later"], "70/rescheduled"],
		[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "70/unreachable"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "70/absent"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "70/closed"],
		[["delivery_attempted.address_not_found", "address.incorrect"], "70/address"],
		[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "70/unpaid"],
		["ready_for_pickup.arriving_at_point", "123"],
		["ready_for_pickup.at_point", "130 642 643 678"],
		["ready_for_pickup.locker", "125 632"],
		["delivered.to_recipient", "80 97 935 已签收"],
		["delivered.to_neighbour", "80/neighbour"],
		["delivered.to_reception", "80/reception"],
		[["delivered.to_proxy", "delivery.indirect"], "80/proxy"],
		["delivered.collected", "128 679"],
		// The rest of the journey has a new waybill.
		["returning.to_sender", "631 648"],
		["returned.to_sender", "215 660"],
		["exception.unspecified", "72 934"],
		["note.proof_of_delivery", "8000"],
		["note.measured", "84"],
		["note.information", "75 98 135 140 664 900"],
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
