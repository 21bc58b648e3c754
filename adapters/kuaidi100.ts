import { z } from "zod";
import {
	chineseStatuses,
	chineseWordsIn,
	courierNamed,
	courierNeed,
	defineCarrier,
	type Extracted,
	formBody,
	type HttpReply,
	json,
	list,
	md5,
	md5Form,
	type Outcome,
	part,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	refuseAll,
	type Subscribed,
	text,
	Unreadable,
	unanswered,
	unwrapForm,
} from "./kit/index.ts";

const Row = z.object({
	time: text,
	ftime: text,
	context: text,
	status: text,
	statusCode: text,
	areaCode: text,
	areaName: text,
	areaCenter: text,
	location: text,
});
const Result = z.object({ nu: text, com: text, state: text, data: list(Row) });
const Body = z.object({
	status: text,
	message: text,
	result: z.unknown().optional(),
	returnCode: text,
	nu: text,
	com: text,
	state: text,
	data: list(Row),
	lastResult: part(Result),
	destResult: part(Result),
});
type Row = z.output<typeof Row>;
type Body = z.output<typeof Body>;

const zone = "Asia/Shanghai";

/** The country of a courier that works in several time zones. */
const destinationCountries: Readonly<Record<string, string>> = {
	auspost: "AU",
	canpost: "CA",
	canpostfr: "CA",
	correios: "BR",
	russianpost: "RU",
	usps: "US",
	uspsen: "US",
};

/** A courier of the destination country writes its own clock; these have one zone each. */
const destinationZones: Readonly<Record<string, string>> = {
	belgiumpost: "Europe/Brussels",
	bpost: "Europe/Brussels",
	deutschepost: "Europe/Berlin",
	dhlde: "Europe/Berlin",
	emsen: zone,
	hkpost: "Asia/Hong_Kong",
	italiane: "Europe/Rome",
	japanposten: "Asia/Tokyo",
	koreapost: "Asia/Seoul",
	koreapostcn: "Asia/Seoul",
	laposte: "Europe/Paris",
	parcelforce: "Europe/London",
	postnl: "Europe/Amsterdam",
	royalmail: "Europe/London",
	singpost: "Asia/Singapore",
	speedpost: "Asia/Singapore",
	swisspost: "Europe/Zurich",
	thailand: "Asia/Bangkok",
};

function extract(written: string): Extracted {
	const body = json(unwrapForm(written, "param"), Body);
	const origin = body.lastResult ?? (body.nu || body.data.length > 0 ? body : undefined);
	if (body.result === false || (body.returnCode && body.returnCode !== "200")) return refused(body);
	if (!origin && !body.returnCode && !body.status) throw new Unreadable("body: no result and no answer");
	if (!origin && /^\d{3}$/.test(body.status ?? "") && body.status !== "200") {
		return refused({ ...body, returnCode: body.returnCode ?? body.status });
	}
	// A subscription taken, or nothing seen yet: an answer, but about no parcel.
	if (!origin) return { shipments: [] };
	const abroad = body.destResult?.data ?? [];
	const scans = [
		...abroad.map((row) => abroadScan(row, body.destResult?.com)),
		...origin.data.map((row) => scan(row, { text: row.ftime ?? row.time ?? "" })),
	];
	// State 0 is also what stands there by default, so alone it says nothing.
	const newest = abroad.length > 0 ? (body.destResult ?? origin) : origin;
	const state = newest.state === "0" && scans.length === 0 ? undefined : newest.state;
	if (scans.length === 0 && state === undefined) {
		const detail = body.message ?? "no scans";
		return unanswered("not-found", detail, origin.nu ?? null);
	}
	// The courier of the destination may give the parcel a number of its own.
	const next = body.destResult?.nu && body.destResult.nu !== origin.nu ? body.destResult : undefined;
	const shipment: RawShipment = {
		trackingNumber: origin.nu ?? null,
		carrier: courierNamed(origin.com),
		carrierName: origin.com,
		scans,
		order: "newest-first",
		status: state === undefined ? undefined : { code: state, keys: stateKeys(state, newest.data[0]?.context) },
		continues: next?.nu ? [{ trackingNumber: next.nu, carrier: courierNamed(next.com), carrierName: next.com }] : [],
	};
	const stopped = body.status === "abort" ? `Kuaidi100 has stopped watching this number: ${body.message ?? ""}` : null;
	return { shipments: [shipment], problems: stopped ? [{ kind: "refused", detail: stopped }] : [] };
}

function scan(row: Row, time: RawTime): RawScan {
	const code = row.statusCode ?? row.status ?? "";
	// Without resultv2 a row may hold no state at all, only the courier's words.
	const rule = code === "" ? chineseWordsIn(row.context) : undefined;
	const keys = rule ? [rule] : [...stateKeys(code, row.context), ...(row.status ? [row.status] : [])];
	return { code, keys, text: row.context ?? row.status ?? "", time, place: place(row) };
}

/** 304 and 501 say "locker or station"; the courier's words say which, or that it is neither any longer. */
function stateKeys(code: string, words = ""): string[] {
	if (code !== "304" && code !== "501") return [code];
	if (/取回/.test(words)) return [`${code}/taken-back`, code];
	if (/取出|取走|已取件|已被取/.test(words)) return [`${code}/collected`, code];
	if (/签收方式[：:].{0,3}(?:家门口|门口)/.test(words)) return [`${code}/door`, code];
	return /柜/.test(words) ? [`${code}/locker`, code] : [code];
}

/** The clock is that of the place, which the courier knows where its country has one zone. */
function abroadScan(row: Row, courier = ""): RawScan {
	const zone = Object.hasOwn(destinationZones, courier) ? destinationZones[courier] : undefined;
	const country = Object.hasOwn(destinationCountries, courier) ? destinationCountries[courier] : undefined;
	const told = scan(row, { text: row.ftime ?? row.time ?? "", zone, atSite: true });
	return country && told.place ? { ...told, place: { city: told.place.name, ...told.place, country } } : told;
}

function place({ areaCode, areaName, areaCenter, location }: Row): RawPlace | undefined {
	if (!areaName && !areaCenter) return location ? { name: location } : undefined;
	const [lng, lat] = (areaCenter ?? "").split(",").map((degrees) => Number(degrees.trim() || Number.NaN));
	// The middle of an area, not where the parcel was: CN440306 is a district, CN440300 a prefecture as wide as a region.
	const [, country = areaCode ? "CN" : undefined, digits = ""] = /^([A-Z]{2})?(\d+)/.exec(areaCode ?? "") ?? [];
	const precision = /^\d{4}(?!00)\d\d/.test(digits) ? "locality" : "region";
	return { name: location ?? areaName, country, lat, lng, precision };
}

function refused({ returnCode = "", message = "", nu }: Body): Extracted {
	const refusal = {
		trackingNumber: nu ?? null,
		outcome: outcomeOf(returnCode, message),
		detail: `${returnCode}: ${message}`,
	};
	return { shipments: [], refusals: [refusal] };
}

// 500 is "nothing found" to a query and "server error" to a subscription: only the words tell.
function outcomeOf(returnCode: string, message: string): Exclude<Outcome, "ok"> {
	if (/无结果|无记录|查无|不存在|识别不到/.test(message)) return "not-found";
	if (/验证码|手机|签名|授权|合法/.test(message)) return "denied";
	if (/频繁|超限|次数|繁忙|单量/.test(message)) return "rate-limited";
	if (returnCode === "500" && !/服务器/.test(message)) return "not-found";
	return ["503", "600", "601"].includes(returnCode) ? "denied" : "error";
}

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { result, returnCode = "", message = "" } = json(body, Body);
	// 501: the same number is watched already for the same address.
	if (returnCode === "200" || returnCode === "501") {
		return { accepted: queries.map(({ trackingNumber }) => trackingNumber), refused: [] };
	}
	if (result === undefined && returnCode === "") throw new Unreadable("body: no answer to a subscription");
	return refuseAll(queries, `${returnCode}: ${message}`, outcomeOf(returnCode, message));
}

const headers = { "content-type": "application/x-www-form-urlencoded" };

function phone(query: Query): { phone?: string } {
	return query.needs.phoneLast4 ? { phone: query.needs.phoneLast4 } : {};
}

export const kuaidi100 = defineCarrier({
	code: "kuaidi100",
	name: "Kuaidi100",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://apifox.com/apidoc/docs-site/514987/api-8568518",
		checked: "2026-11-22",
		note: "What a foreign leg says of the hour is read on the clock of the place, where that is known.",
	},

	numbers: {
		// The couriers of China it is used for; other couriers' numbers are given with the carrier named.
		pattern: /^(?:JD[0-9A-Z]{10,18}|(?:SF|YT|JT)\d{12,13}|DPK\d{12}|E[A-Z]\d{9}CN|[3479]\d{12,14})$/,
		valid: ["JD0012345678901", "YT0123456789012", "JT0001112223334", "78001234567890", "DPK202123456789"],
		invalid: ["JD123", "YT01234", "0123456789", "1ZWAY0010300000115"],
	},

	clock: { formats: ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"], zone: { kind: "fixed", zone } },

	statuses: {
		"0": "in_transit.moving",
		"1001": "in_transit.arrived_destination_city",
		"1002": "in_transit.moving",
		"1003": "in_transit.forwarded_new_address",
		"1": "picked_up.accepted",
		"101": "info_received.label_created",
		"102": "info_received.awaiting_handover",
		"103": "picked_up.accepted",
		"2": "exception.unspecified",
		"201": "out_for_delivery.overdue",
		"202": "in_transit.no_update",
		"203": ["delivery_attempted.refused", "recipient.refused"],
		"204": "delivery_attempted.failed",
		"205": ["ready_for_pickup.expiring", "recipient.not_collected"],
		"206": ["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		"207": ["in_transit.out_of_area", "address.out_of_area"],
		"208": "in_transit.delayed",
		"209": ["in_transit.damaged", "carrier.damaged"],
		"210": ["cancelled.cancelled", "sender.cancelled"],
		"3": "delivered.to_recipient",
		"301": "delivered.signed",
		"302": "delivered.after_exception",
		"303": ["delivered.to_proxy", "delivery.indirect"],
		// Put into a locker or a station, which signs for it: the buyer has yet to collect it.
		"304": "ready_for_pickup.at_point",
		"304/locker": "ready_for_pickup.locker",
		"304/collected": "delivered.collected",
		"304/door": "delivered.safe_place",
		"304/taken-back": "delivery_attempted.failed",
		"4": "returned.to_sender",
		"401": ["cancelled.cancelled", "sender.cancelled"],
		"14": ["delivery_attempted.refused", "recipient.refused"],
		"5": "out_for_delivery.on_vehicle",
		"501": "ready_for_pickup.at_point",
		"501/locker": "ready_for_pickup.locker",
		"501/collected": "delivered.collected",
		"501/door": "delivered.safe_place",
		// The courier took it out of the locker again.
		"501/taken-back": "delivery_attempted.failed",
		"6": "returning.to_sender",
		"7": "in_transit.handover_to_partner",
		"8": "in_transit.import_customs_presented",
		"10": "in_transit.import_customs_presented",
		"11": "in_transit.import_customs_presented",
		"12": "in_transit.customs_cleared",
		"13": ["in_transit.import_customs_held", "customs.delay"],
		// Without resultv2 a row names its state in words alone.
		揽收: "picked_up.accepted",
		在途: "in_transit.moving",
		干线: "in_transit.moving",
		派件: "out_for_delivery.on_vehicle",
		签收: "delivered.to_recipient",
		退签: "returned.to_sender",
		拒签: ["delivery_attempted.refused", "recipient.refused"],
		退回: "returning.to_sender",
		转投: "in_transit.handover_to_partner",
		清关: "in_transit.import_customs_presented",
		疑难: "exception.unspecified",
		已下单: "info_received.label_created",
		待揽收: "info_received.awaiting_handover",
		已揽收: "picked_up.accepted",
		到达派件城市: "in_transit.arrived_destination_city",
		转递: "in_transit.forwarded_new_address",
		转单: "in_transit.handover_to_partner",
		超时未签收: "out_for_delivery.overdue",
		超时未更新: "in_transit.no_update",
		拒收: ["delivery_attempted.refused", "recipient.refused"],
		派件异常: "delivery_attempted.failed",
		柜或驿站超时未取: ["ready_for_pickup.expiring", "recipient.not_collected"],
		无法联系: ["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		超区: ["in_transit.out_of_area", "address.out_of_area"],
		滞留: "in_transit.delayed",
		破损: ["in_transit.damaged", "carrier.damaged"],
		销单: ["cancelled.cancelled", "sender.cancelled"],
		已销单: ["cancelled.cancelled", "sender.cancelled"],
		本人签收: "delivered.signed",
		派件异常后签收: "delivered.after_exception",
		代签: ["delivered.to_proxy", "delivery.indirect"],
		待清关: "in_transit.import_customs_presented",
		清关中: "in_transit.import_customs_presented",
		已清关: "in_transit.customs_cleared",
		清关异常: ["in_transit.import_customs_held", "customs.delay"],
		投柜或驿站: "ready_for_pickup.at_point",
		投柜或站签收: "ready_for_pickup.at_point",
		...chineseStatuses,
	},

	extract,
	needs: {
		phoneLast4: { why: "SF Express and ZTO show scans only to who knows the phone number.", required: false },
		courier: courierNeed("zhongtong"),
	},
	trackingUrl: (trackingNumber) => `https://www.kuaidi100.com/?${new URLSearchParams({ nu: trackingNumber })}`,

	api: {
		hosts: ["poll.kuaidi100.com"],
		credentials: z.object({
			customer: z.string().min(1),
			key: z.string().min(1),
			/** The courier's code at Kuaidi100, such as `zhongtong`; `auto` lets Kuaidi100 find it. */
			courier: z.string().min(1).default("auto"),
		}),
		// A number asked again within half an hour is locked; the rate only spreads the load.
		rate: { perSecond: 5 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials }) => {
			const { customer, key } = credentials;
			const courier = query.needs.courier ?? credentials.courier;
			const asked = { com: courier, num: query.trackingNumber, ...phone(query), resultv2: "4", order: "desc" };
			const param = JSON.stringify(asked);
			const sign = md5(`${param}${key}${customer}`, "hex").toUpperCase();
			const body = formBody({ customer, sign, param });
			return { method: "POST", url: "https://poll.kuaidi100.com/poll/query.do", headers, body };
		},
	},

	webhook: {
		verify: md5Form({ signed: "param", sign: "sign" }),
		setUp: "Give this secret to Kuaidi100 as the salt of the subscription.",
		acknowledge: {
			status: 200,
			headers: { "content-type": "application/json; charset=utf-8" },
			body: '{"result":true,"returnCode":"200","message":"成功"}',
		},
	},

	subscribe: {
		batch: 1,
		request: ([query], { credentials, callbackUrl, secret }) => {
			const courier = query.needs.courier ?? credentials.courier;
			const isAuto = courier === "auto";
			const param = JSON.stringify({
				company: isAuto ? "" : courier,
				number: query.trackingNumber,
				key: credentials.key,
				parameters: {
					callbackurl: callbackUrl,
					salt: secret,
					resultv2: "4",
					autoCom: isAuto ? "1" : "0",
					interCom: "1",
					...phone(query),
				},
			});
			const body = formBody({ schema: "json", param });
			return { method: "POST", url: "https://poll.kuaidi100.com/poll", headers, body };
		},
		read: readSubscription,
	},
});
