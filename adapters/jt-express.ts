import { z } from "zod";
import {
	chineseStatuses,
	chineseWordsIn,
	codeTable,
	courierStatuses,
	courierWordsIn,
	defineCarrier,
	type Extracted,
	formBody,
	type HttpReply,
	type HttpRequest,
	json,
	jsonInside,
	list,
	md5,
	md5OfField,
	number,
	type Outcome,
	orderByTimes,
	parseJson,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	refuseAll,
	type Subscribed,
	shaped,
	text,
	textRules,
	Unreadable,
	unanswered,
	unwrapForm,
} from "./kit/index.ts";

/** The open platform of all countries; the fields in small letters are of the interface before it. */
const Detail = z.object({
	scanTime: text,
	/** Indonesia's page writes all of it in small letters. */
	scantime: text,
	acceptTime: text,
	timeZone: text,
	desc: text,
	remark: text,
	scanType: text,
	scantype: text,
	scanstatus: text,
	/** A page's own heading of a step. */
	status: text,
	scanTypeCode: text,
	scanTypeName: text,
	problemType: text,
	scanNetworkName: text,
	scanNetworkProvince: text,
	scanNetworkCity: text,
	scanNetworkArea: text,
	city: text,
	scanNetworkCountray: text,
	scanNetworkCountry: text,
	postCode: text,
	longitude: number,
	latitude: number,
	staffName: text,
	staffContact: text,
	deliveryName: text,
	deliveryTel: text,
	scanByName: text,
	scanByContact: text,
	siteName: text,
	siteCollectCode: text,
	/** Brazil's words and code. */
	customerTracking: text,
	originalScanTypeCode: text,
	code: text,
	signer: text,
	otp: text,
	sigPicUrl: text,
	electronicSignaturePicUrl: text,
});
const Waybill = z.object({
	billCode: text,
	billcode: text,
	keyword: text,
	details: z.undefined().or(list(Detail)),
});
/** Indonesia's own interface. */
const Past = z.object({
	date_time: text,
	city_name: text,
	status: text,
	status_code: text,
	note: text,
	receiver: text,
	driverName: text,
	driverPhone: text,
});
const Body = Waybill.extend({
	code: text,
	msg: text,
	data: z.unknown().optional(),
	responseitems: list(z.object({ success: text, reason: text, tracesList: list(Waybill) }).and(Waybill)),
	awb: text,
	history: z.undefined().or(list(Past)),
	error_id: text,
	error_message: text,
});
/** Some gates put the message and its digest into JSON, as text or as it is. */
const Envelope = Body.extend({ bizContent: jsonInside(z.unknown()) });
const Watched = z.object({ waybillCode: text, isSuccess: z.unknown().optional(), msg: text, message: text });
const Subscription = z.object({
	code: text,
	msg: text,
	data: list(Watched.extend({ list: list(Watched) })),
});
type Detail = z.output<typeof Detail>;
type Waybill = z.output<typeof Waybill>;
type Past = z.output<typeof Past>;

function extract(written: string): Extracted {
	const message = parseJson(unwrapForm(written, "bizContent"));
	const content = Array.isArray(message) ? message : (shaped(message, Envelope).bizContent ?? message);
	// Malaysia pushes a list of waybills.
	const body = shaped(Array.isArray(content) ? { data: content } : content, Body);
	if (body.error_id) return unanswered(outcomeOf("", body.error_message ?? body.error_id), body.error_message ?? "");
	if (body.history) return readHistory(body.awb, body.history);
	const waybills = waybillsIn(body);
	const { code = "", msg = "" } = body;
	if (waybills === null && code === "") throw new Unreadable("body: neither waybills nor a code");
	if (code !== "" && code !== "1" && (waybills ?? []).length === 0) {
		return unanswered(outcomeOf(code, msg), `${code}: ${msg}`);
	}
	const reason = body.responseitems.find(({ success }) => success === "false")?.reason;
	if (reason && waybills?.length === 0) return unanswered(outcomeOf("", reason), reason);
	if (waybills === null || waybills.length === 0) return unanswered("not-found", "J&T shows no waybill.");
	const known = waybills.filter(({ details = [] }) => details.length > 0);
	const unknown = waybills.filter((waybill) => !known.includes(waybill));
	return {
		shipments: known.map(shipment),
		refusals: unknown.map((waybill) => ({
			trackingNumber: numberOf(waybill) ?? null,
			outcome: "not-found",
			detail: "J&T shows no scan of this number.",
		})),
	};
}

/** Null where the body is not shaped like an answer about waybills. */
function waybillsIn(body: z.output<typeof Body>): readonly Waybill[] | null {
	if (body.details) return [body];
	if (body.responseitems.length > 0) {
		return body.responseitems.flatMap((item) => (item.details ? [item] : item.tracesList));
	}
	const told = typeof body.data === "string" && /^\s*[[{]/.test(body.data) ? parseJson(body.data) : body.data;
	if (told === undefined || told === null || typeof told === "string") return null;
	return shaped(told, list(Waybill)).filter((waybill) => numberOf(waybill) || waybill.details);
}

function numberOf({ billCode, billcode, keyword }: Waybill): string | undefined {
	return billCode ?? billcode ?? keyword;
}

function readHistory(awb: string | undefined, history: readonly Past[]): Extracted {
	if (history.length === 0) return unanswered("not-found", "J&T shows no scan of this number.", awb ?? null);
	const scans = history.map((past): RawScan => {
		const { date_time = "", city_name: city, status = "", status_code: code, note } = past;
		const words = [status, note].filter(Boolean).join(": ");
		const said = indonesian.keyOf(words);
		// 100 is every step on the way; the others say more than their words.
		const keys = code === "100" ? [said, `id:${code}`] : [code ? `id:${code}` : undefined, said];
		return {
			code: code ?? status,
			keys: keys.flatMap((key) => key ?? []),
			text: words,
			time: { text: date_time },
			place: { city, country: "ID" },
			marked: { courierName: past.driverName, courierPhone: past.driverPhone, signedBy: past.receiver },
		};
	});
	const order = orderByTimes(history.map(({ date_time }) => date_time));
	const signed = history.some(({ receiver }) => receiver !== undefined);
	return { shipments: [{ trackingNumber: awb ?? null, scans, order, signed }] };
}

function shipment(waybill: Waybill): RawShipment {
	const { details = [] } = waybill;
	const trackingNumber = numberOf(waybill) ?? null;
	const sentBack = details.filter((detail) => namesOf(detail).some((name) => SENT_BACK.test(name)));
	// The times of one waybill are written alike.
	const [backFrom] = sentBack.flatMap((detail) => timeOf(detail) ?? []).sort();
	return {
		trackingNumber,
		scans: details.map((detail) => {
			const read = scan(detail, trackingNumber ?? "");
			const isBack = backFrom !== undefined && (timeOf(detail) ?? "") > backFrom;
			const isSignature = namesOf(detail).some((name) => /^(?:快件签收|10)$/.test(name));
			return isBack && isSignature ? { ...read, keys: ["签收/back"] } : read;
		}),
		order: orderByTimes(details.map(timeOf)),
		signed: details.some(isSigned),
	};
}

/** China has one kind of signature, the sender's too. */
const SENT_BACK = /^(?:退件扫描|14)$/;

function scan(detail: Detail, trackingNumber: string): RawScan {
	const names = namesOf(detail);
	return {
		code: detail.scanTypeCode ?? names[0] ?? codeOf(detail) ?? "",
		keys: keysOf(detail, countryOf(detail, trackingNumber)),
		text: wordsOf(detail) ?? names[0] ?? "",
		time: { text: timeOf(detail) ?? "", offset: detail.timeZone },
		place: placeOf(detail, trackingNumber),
		marked: {
			courierName: detail.staffName ?? detail.scanByName ?? detail.deliveryName ?? courierIn(wordsOf(detail)),
			courierPhone: detail.staffContact ?? detail.scanByContact ?? detail.deliveryTel,
			signedBy: detail.signer ?? signerIn(wordsOf(detail)),
			pickupCode: detail.otp ?? detail.siteCollectCode,
		},
	};
}

/** Without a title that the kit knows. */
function courierIn(words = ""): string | undefined {
	const named =
		/(?:mensajero de J&T Express|courier \[|极兔小哥 )\s*(\p{L}[\p{L}\d .'-]{1,40}?)(?=\s*(?:est[áa]|[([\]（]|已|正))/iu;
	return named.exec(words)?.[1];
}

/** Who signed stands in brackets, be it a person or a word for one. */
function signerIn(words = ""): string | undefined {
	const named =
		/(?:signat[áa]rio [ée]s?|signed by|firmado por|签收人(?:是|为|：|:))\s*[[【]([^\]】]{2,60})[\]】]/iu.exec(
			words,
		)?.[1];
	return named && !ROLE.test(named) ? named : undefined;
}

const ROLE =
	/pr[óo]prio|porteir|portaria|recep|vizinh|vecin|famil|parente|destinat|receiver|recipient|self|customer|guard|securit|neighbo|colleague|signed|station|[本他她]人|家|前台|门|保安|物业|驿站|柜|代/i;

function timeOf({ scanTime, scantime, acceptTime }: Detail): string | undefined {
	return scanTime ?? scantime ?? acceptTime;
}

function wordsOf({ desc, customerTracking, remark }: Detail): string | undefined {
	return desc ?? customerTracking ?? remark;
}

/** Problems have pictures too. */
function isSigned(detail: Detail): boolean {
	const { sigPicUrl, electronicSignaturePicUrl, signer, scanTypeCode } = detail;
	if (electronicSignaturePicUrl || signer) return true;
	return sigPicUrl !== undefined && SIGN.test([`code:${scanTypeCode}`, ...namesOf(detail).map(nameKey)].join(" "));
}

function namesOf({ scanTypeName, scanType, scanstatus, scantype, status }: Detail): string[] {
	return [scanTypeName, scanType, scanstatus, scantype, status].flatMap((name) => name ?? []);
}

/** Names before codes: 110 is an arrival in Vietnam and a problem in Malaysia. Words make a kind more particular. */
function keysOf(detail: Detail, country: string | undefined): string[] {
	const { problemType } = detail;
	// What Vietnam alone calls an arrival is everybody else's problem.
	const written = codeOf(detail);
	const scanTypeCode = written === "110" && country ? `${country === "VN" ? "vn" : "jms"}:110` : written;
	const names = namesOf(detail).map((name) => (/^\d+$/.test(name) ? `type:${name}` : nameKey(name)));
	const words = wordsOf(detail);
	const open = OPEN.find(([pattern]) => pattern.test([`code:${scanTypeCode}`, ...names].join(" ")))?.[1] ?? [];
	const type = /A\d{1,2}/.exec(problemType ?? "")?.[0];
	// Where there is no code the words are all there is, or the name of the scan in the tongue of the country.
	const said = detail.scanTypeCode ? [] : [words, ...namesOf(detail)].map(saidIn);
	return [
		...(type ? [`problem:${type}`] : []),
		...(problemType ? wordKeys(problemType, PROBLEMS) : []),
		...wordKeys(words, problemType ? PROBLEMS : open),
		...names,
		...(scanTypeCode ? [scanTypeCode] : []),
		...said.flatMap((key) => key ?? []),
	];
}

function codeOf({ scanTypeCode, originalScanTypeCode, code }: Detail): string | undefined {
	return scanTypeCode ?? originalScanTypeCode ?? code;
}

function saidIn(words: string | undefined): string | undefined {
	return chineseWordsIn(words) ?? local.keyOf(words) ?? courierWordsIn(words);
}

function nameKey(name: string): string {
	return name.toLowerCase().replace(/\s+/g, "_");
}

const SIGN = /签收|sign|terkirim|delivered(?!_to)|type:10\b|code:(?:100|113|702)\b/;
const PROBLEMS = ["delivery_attempted", "in_transit", "returning", "ready_for_pickup", "exception", "cancelled"];
/** No problem is the way itself: "abnormal scan at the hub" tells of a scan and not of its reason. */
const WAY = /:(?:in_transit\.(?:moving|arrived|departed|processed|loaded|origin|linehaul)|out_for_delivery|picked_up)/;

/** Which milestones the words may choose from, where the kind of scan leaves it open. */
const OPEN: readonly (readonly [pattern: RegExp, milestones: readonly string[]])[] = [
	[/问题件|problem|abnormal|type:11\b|code:(?:118|jms:110)\b/, PROBLEMS],
	[/退件|return|code:1(?:16|17|20|7[23])\b/, []],
	[SIGN, ["delivered", "ready_for_pickup", "returned"]],
	[/入库扫描|代理点|取出|出库|type:[6-9]\b/, ["ready_for_pickup", "delivered"]],
	[/其他|other|type:13\b/, ["ready_for_pickup", "in_transit", "out_for_delivery", "returning", "note"]],
];

function wordKeys(words: string | undefined, milestones: readonly string[]): string[] {
	if (milestones.length === 0 || words === undefined) return [];
	if (/[\u4e00-\u9fff]/.test(words)) return [chineseWordsIn(words, milestones)].flatMap((key) => key ?? []);
	const reason = milestones === PROBLEMS ? (/reason(?: is)?\s*[:：]?\s*\[?([^\]]+)/i.exec(words)?.[1] ?? words) : words;
	const own = milestones === PROBLEMS ? reasons.keyOf(reason) : signers.keyOf(words);
	const keys = [own, courierWordsIn(reason)].flatMap((key) => key ?? []);
	return keys.filter((key) => isWithin(key, milestones) && !(milestones === PROBLEMS && WAY.test(key))).slice(0, 1);
}

function isWithin(key: string, milestones: readonly string[]): boolean {
	return milestones.includes(key.slice(key.indexOf(":") + 1).split(".")[0] ?? "");
}

/** China writes its places in Chinese; of the others some say their country in the number. */
function placeOf(detail: Detail, trackingNumber: string): RawPlace {
	const { scanNetworkName, scanNetworkArea, scanNetworkProvince: region } = detail;
	const city = detail.scanNetworkCity ?? detail.city;
	const told = detail.scanNetworkCountry ?? detail.scanNetworkCountray;
	const isChina = /[省市州盟区县]$/.test(city ?? region ?? "");
	return {
		name: detail.siteName ?? scanNetworkName ?? scanNetworkArea,
		city,
		region,
		postcode: detail.postCode,
		country: told ?? (isChina ? "CN" : countryOf(detail, trackingNumber)),
		lat: detail.latitude,
		lng: detail.longitude,
	};
}

function countryOf(detail: Detail, trackingNumber: string): string | undefined {
	const { scanNetworkName, scanNetworkArea, scanNetworkCity, scanNetworkProvince } = detail;
	const places = [scanNetworkName, scanNetworkArea, scanNetworkCity, scanNetworkProvince];
	const script = [...places, ...namesOf(detail), wordsOf(detail)].join(" ");
	return COUNTRIES.find(([pattern, , letters]) => pattern.test(trackingNumber) && letters.test(script))?.[1];
}

/** Vietnam and Thailand count alike, but do not write alike. */
const COUNTRIES: readonly (readonly [pattern: RegExp, country: string, letters: RegExp])[] = [
	[/^JT\d{13}$/, "CN", /^/],
	[/^[JU]TE\d{12}$/, "SA", /^/],
	[/^JEG\d{12}$/, "EG", /^/],
	[/^JMX\d{12}$/, "MX", /^/],
	[/^63\d{10}$/, "MY", /^/],
	[/^J[A-CE-Z]\d{10}$/, "ID", /^/],
	[/^8[0-8]\d{10}$/, "TH", /[\u0e01-\u0e5b]/],
	[/^8[0-8]\d{10}$/, "VN", /[ăđơư\u1ea0-\u1ef9]/i],
	[/^888\d{12}$/, "BR", /^/],
];

const indonesian = textRules("id", 1, [
	["info_received.label_created", /manifes/i],
	["returned.to_sender", /(?:retur|dikembalikan).*(?:diterima|selesai)/i],
	["returning.to_sender", /retur|dikembalikan/i],
	["cancelled.cancelled", /batal|void/i],
	[["delivery_attempted.refused", "recipient.refused"], /menolak|ditolak/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /(?:penerima|rumah).*(?:tidak (?:ada|di)|kosong)/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /alamat.*(?:tidak|salah|kurang)/i],
	["delivery_attempted.problem", /gagal|bermasalah|problem/i],
	["out_for_delivery.on_vehicle", /(?:dikirim|diantar|dibawa).*(?:alamat|penerima|kurir|sprinter)/i],
	["picked_up.accepted", /telah diterima oleh|di-?pick ?up|dijemput/i],
	["in_transit.departed_facility", /akan dikirim|dikirimkan|berangkat/i],
	["in_transit.arrived_facility", /telah sampai|tiba/i],
]);

/** What Brazil, Mexico, Vietnam and Thailand say where they send no code. */
const local = textRules("south", 1, [
	["returning.to_sender", /devolu[çc]|devuelt|devoluci|hoàn (?:hàng|về|trả)|chuyển hoàn|ตีกลับ|ส่งคืน/i],
	[["delivery_attempted.refused", "recipient.refused"], /recus(?:ado|ou)|rechaz|từ chối|ปฏิเสธ/i],
	[
		"delivery_attempted.failed",
		/n[ãa]o (?:foi )?entreg|no (?:se |fue )?(?:pudo|entreg)|insucesso|fallid|giao (?:hàng )?(?:không thành công|thất bại)|นำ?จ?ั?ด?ส่งไม่สำเร็จ/i,
	],
	[
		"delivered.to_recipient",
		/foi assinado|foi entregue|entregue ao|pedido entregue|fue (?:firmado|entregado)|ha sido (?:firmado|entregado)|ký nhận|giao (?:hàng )?thành công|เซ็นรับ|ส่งสำเร็จ|terkirim/i,
	],
	[
		"out_for_delivery.on_vehicle",
		/saiu para entrega|em rota|em camino|en camino a tu domicilio|est[áa] en reparto|đang (?:được )?giao|đi phát|phát hàng|นำส่ง|กำลังจัดส่ง/i,
	],
	[
		"picked_up.accepted",
		/(?:foi )?(?:coletado|recolhido)|(?:fue|ha sido) recolectado|lấy hàng thành công|đã (?:nhận|lấy) hàng|เข้ารับพัสดุ|รับพัสดุแล้ว/i,
	],
	[
		"in_transit.departed_facility",
		/foi enviado|saiu|enviado para|fue enviado|sali[óo]|rời|gửi hàng|ออกจาก|dikirimkan|berangkat/i,
	],
	["in_transit.arrived_facility", /chegou|lleg[óo]|đến|มาถึง|ถึงศูนย์|telah sampai|tiba/i],
	["in_transit.moving", /em tr[âa]nsito|en tr[áa]nsito|đang vận chuyển|ระหว่าง(?:การ)?ขนส่ง|运送中/i],
]);

/** Why a parcel is a problem, in the tongues of J&T's countries. */
const reasons = textRules("problem", 1, [
	["returning.to_sender", /return(?:ed)? to (?:sender|shipper|seller)|hoàn hàng|ตีกลับ|devolu/i],
	[
		["delivery_attempted.refused", "recipient.refused"],
		/refus|reject|(?:did|does|has)(?:n'?t| not) (?:order|want)|cancel\w* by (?:the )?(?:customer|receiver|consignee)|رفض|từ chối|ปฏิเสธ|recus|rechaz|menolak|ditolak/i,
	],
	[
		["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		/un-?(?:contact|reach)able|no (?:answer|response|reply)|not? (?:be )?(?:answer|respond|reach|contact)|(?:phone|mobile|number|call)\b.{0,24}\b(?:off|busy|wrong|invalid|closed)|(?:wrong|invalid) (?:phone|mobile)|can(?:no|')t (?:be )?(?:contact|reach)|لا يرد|مغلق|không (?:liên (?:hệ|lạc)|nghe máy)|thuê bao|ติดต่อ.{0,20}ไม่|ไม่รับสาย|tidak dapat dihubungi|n[ãa]o atende/i,
	],
	[
		["delivery_attempted.identification_failed", "recipient.verification_failed"],
		/\botp\b|verification code|identity|no id\b/i,
	],
	[
		["delivery_attempted.cod_unpaid", "recipient.payment_missing"],
		/no (?:cash|money)|(?:cod|payment|amount)\b.{0,20}\b(?:not|unpaid|insufficient|refus|problem)|cannot pay/i,
	],
	[
		["delivery_attempted.rescheduled", "recipient.requested_later"],
		/resched|postpon|another (?:day|date|time)|later (?:date|time|delivery)|future delivery|change (?:the )?(?:delivery )?(?:date|time)|hẹn|เลื่อน|تأجيل|agendad|reprogram/i,
	],
	[
		"in_transit.forwarded_new_address",
		/chang\w* (?:the )?(?:delivery |receiver'?s? )?(?:address|location)|address chang/i,
	],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:address|location)\b.{0,24}\b(?:wrong|incorrect|incomplete|unclear|insufficient|not (?:found|clear|detailed)|unknown)|(?:wrong|incorrect|incomplete|unclear|insufficient|bad|unknown) (?:delivery )?(?:address|location)|العنوان|sai địa chỉ|địa chỉ.{0,16}(?:sai|không)|ที่อยู่.{0,24}ไม่|endere[çc]o|direcci[óo]n|domicilio (?:incorrect|incomplet|no)|alamat/i,
	],
	[
		["in_transit.out_of_area", "address.out_of_area"],
		/out of (?:the )?(?:delivery )?(?:area|coverage|range|service|zone)|not covered|beyond|fora d[aeo] [áa]rea/i,
	],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/(?:not|isn'?t|no ?one|nobody)\b.{0,8}\b(?:home|available|in|there|present)\b|absent|travel|out of (?:town|city|country)|không có (?:ở )?nhà|ไม่อยู่|ausente|tidak (?:ada )?di/i,
	],
	[
		["delivery_attempted.business_closed", "recipient.business_closed"],
		/(?:shop|store|office|business|company)\b.{0,8}\bclosed/i,
	],
	[["in_transit.damaged", "carrier.damaged"], /damag|broken|hư hỏng|เสียหาย|avari|dañad|rusak/i],
	[["exception.lost", "carrier.lost"], /\blost\b|missing|thất lạc|สูญหาย|extravi|hilang/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /(?:wrong|mis)[- ]?(?:sort|rout|sent|station|dispatch)/i],
	[["in_transit.delayed_weather", "external.weather"], /weather|rain|flood|storm/i],
	["in_transit.delayed_holiday", /holiday|weekend/i],
	[
		["delivery_attempted.not_enough_time", "carrier.not_enough_time"],
		/not enough time|insufficient time|(?:end of|over) (?:shift|work)|too many (?:parcels|shipments)/i,
	],
	["in_transit.held_at_request", /self[- ]?(?:pick|collect)|will (?:pick|collect)|on hold by|customer request/i],
]);

/** Who signed where it was not the recipient. */
const signers = textRules("signer", 1, [
	["delivered.to_reception", /\[[^\]]*(?:porteir|portaria|recep[çct]|guard|securit|bảo vệ|lễ tân)/i],
	[["delivered.to_neighbour", "delivery.indirect"], /\[[^\]]*(?:vizinh|vecin|neighbo|hàng xóm)/i],
	[
		["delivered.to_proxy", "delivery.indirect"],
		/\[[^\]]*(?:famil|parente|amig|coleg|colleague|friend|người thân|terceir)/i,
	],
]);

function outcomeOf(code: string, msg: string): Exclude<Outcome, "ok"> {
	if (/^(?:145003(?:010|012|030|051|052|053)|999011\d{3})$/.test(code)) return "denied";
	if (/password|permission|signature|digest|account/i.test(msg) || /签名|权限|账号|密码/.test(msg)) return "denied";
	if (/frequen|limit(?!ed to)|too many|频繁|限流|超限/i.test(msg)) return "rate-limited";
	if (/^(?:999001030|999002000|145003100)$/.test(code)) return "not-found";
	return /not (?:be )?found|not exist|no data|invalid awb|不存在|查无|无数据|tidak ditemukan/i.test(msg)
		? "not-found"
		: "error";
}

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { code = "", msg = "", data } = json(body, Subscription);
	if (code !== "1") {
		if (code === "") throw new Unreadable("body: no answer to a subscription");
		return refuseAll(queries, `${code}: ${msg}`, outcomeOf(code, msg));
	}
	const watched = data.flatMap((row) => [row, ...row.list]);
	const failed = watched.filter(({ isSuccess }) => isSuccess === false || isSuccess === "false");
	const refused = failed.flatMap(({ waybillCode, msg: why, message }) =>
		waybillCode ? [{ trackingNumber: waybillCode, detail: why ?? message ?? "J&T does not watch this number." }] : [],
	);
	const isRefused = new Set(refused.map(({ trackingNumber }) => trackingNumber));
	return {
		accepted: queries.map(({ trackingNumber }) => trackingNumber).filter((number) => !isRefused.has(number)),
		refused,
	};
}

type Credentials = { readonly apiAccount: string; readonly privateKey: string };

function signed(path: string, content: unknown, { apiAccount, privateKey }: Credentials, nowMs: number): HttpRequest {
	const bizContent = JSON.stringify(content);
	return {
		method: "POST",
		url: `https://openapi.jtexpress.com.cn/webopenplatformapi/api/${path}`,
		headers: {
			"content-type": "application/x-www-form-urlencoded",
			apiAccount,
			digest: md5(`${bizContent}${privateKey}`, "base64"),
			timestamp: String(nowMs),
		},
		body: formBody({ bizContent }),
	};
}

export const jtExpress = defineCarrier({
	code: "jt-express",
	name: "J&T Express",
	countries: ["CN", "ID", "MY", "VN", "TH", "PH", "SG", "KH", "SA", "AE", "EG", "MX", "BR"],
	source: {
		kind: "documented",
		url: "https://open.jtexpress.my/",
		checked: "2026-11-22",
		note: "Malaysia's pages, and public copies of those of China, Egypt and Vietnam; Indonesia's interface and the one before it after public clients, and so the subscription. Only China's interface is polled; the others' addresses are not asked.",
	},

	numbers: {
		// Of the numbers that are digits alone only those of Malaysia and Vietnam are told from others'.
		pattern: /^(?:JT\d{13}|(?:JTE|JEG|JMX)\d{12}|J[A-CE-Z]\d{10}|63\d{10}|8[0-8]\d{10})$/,
		valid: ["JT0000000000001", "JTE000000000017", "JX0000000017", "630000000017", "800000000017"],
		invalid: ["JT000000000001", "JD0000000017", "123456789012", "SF0000000000001"],
	},

	// The clock of the place; some countries say its offset in a field of their own.
	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "iso", "yyyy-MM-dd HH:mm"],
		zone: { kind: "scan-site", fallback: "Asia/Shanghai" },
	},

	statuses: {
		...chineseStatuses,
		...courierStatuses,
		...indonesian.statuses,
		...local.statuses,
		...reasons.statuses,
		...signers.statuses,
		...codeTable([
			["info_received.label_created", "103 id:101 order_placed"],
			["info_received.pickup_failed", "104 pickup_failure"],
			["cancelled.cancelled", "105 id:150 id:151 id:152 id:161 id:162 id:163 problem:A1 problem:A26"],
			["picked_up.accepted", "10 106 type:1 快件揽收 揽收扫描 取件扫描 收件"],
			["picked_up.dropped_off", "200 寄件入库"],
			["in_transit.departed_facility", "20 50 109 type:3 发件 发件扫描 装车发件 装车扫描 发车扫描"],
			["in_transit.arrived_facility", "vn:110 30 90 91 92 403 404 405 type:4 type:2"],
			["in_transit.arrived_facility", "到件 到件扫描 卸车到件 卸车扫描 中心到件 集货到件 入仓扫描 中心入库 大包入库"],
			["in_transit.processed_facility", "建包扫描 拆包扫描 集包扫描"],
			["in_transit.security_check", "type:12 安检扫描"],
			["in_transit.moving", "110 400 清关提货 清关交付 id:100"],
			["in_transit.import_customs_presented", "401 清关中"],
			["in_transit.customs_cleared", "402 清关放行"],
			["in_transit.held_at_delivery_depot", "留仓件入库 留仓件入仓 problem:A17 problem:A18 problem:A21"],
			[["in_transit.held_at_request", "sender.hold_request"], "拦截件扫描"],
			["in_transit.delayed", "problem:A7"],
			["in_transit.delayed_holiday", "problem:A23"],
			[["in_transit.delayed", "external.force_majeure"], "problem:A6"],
			["in_transit.forwarded_new_address", "problem:A3"],
			[["in_transit.out_of_area", "address.out_of_area"], "problem:A19"],
			["out_for_delivery.on_vehicle", "94 112 type:5 出仓扫描 派件扫描 派件"],
			["delivery_attempted.problem", "118 jms:110 type:11 问题件扫描 问题件"],
			[["delivery_attempted.refused", "recipient.refused"], "problem:A2 problem:A14"],
			[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "problem:A9 problem:A10"],
			["delivery_attempted.failed", "problem:A11"],
			[["delivery_attempted.rescheduled", "recipient.requested_later"], "problem:A13"],
			[["in_transit.address_problem", "address.incorrect"], "problem:A12 problem:A15 problem:A16"],
			["ready_for_pickup.at_point", "700 type:6 type:7 驿站入库 入库扫描 代理点收入扫描"],
			["delivered.to_recipient", "100 113 type:10 快件签收 签收 id:200"],
			["delivered.collected", "702 驿站出库"],
			[
				"returning.to_sender",
				"116 120 172 704 取件交接 type:14 退件扫描 退件 problem:A4 problem:A5 problem:A22 problem:A25 id:401",
			],
			["returned.to_sender", "117 173 退件签收 签收/back"],
			["exception.unspecified", "problem:A8 problem:A20 problem:A24"],
			[["returning.to_sender", "recipient.unreachable"], "703 异常出库"],
			[["exception.undeliverable", "carrier.damaged"], "300"],
			[["exception.lost", "carrier.lost"], "301"],
			["exception.destroyed", "302 306"],
			[["exception.undeliverable", "recipient.refused"], "303"],
			["exception.customs_rejected", "304"],
			["expired.no_tracking", "305"],
			["note.recipient_notified", "701 取件通知"],
			["cancelled.cancelled", "cancel_order"],
			// Saudi Arabia's kinds of scans.
			["in_transit.departed_facility", "station_sending/dc_sending station_sending_scan/dc_sending_scan"],
			["in_transit.departed_facility", "station_sending dc_sending station_sending_scan dc_sending_scan"],
			["in_transit.arrived_facility", "station_arrival dc_arrival station_arrival_scan dc_arrival_scan"],
			["in_transit.arrived_facility", "international_warehousing"],
			["in_transit.linehaul_departed", "international_air_shipment"],
			["in_transit.linehaul_arrived", "international_air_arrival"],
			["in_transit.import_customs_presented", "customs_declaration_scan"],
			["in_transit.customs_cleared", "customs_clearance_scan"],
			["in_transit.forwarded_new_address", "change_address_scan change_add._scan change_add_scan"],
			["in_transit.held_at_delivery_depot", "warehousing_scan storage_scan"],
			["delivery_attempted.problem", "abnormal_parcel_scan abnormal_scan"],
			["delivered.to_recipient", "signing_scan terkirim"],
			["returning.to_sender", "returned_parcel_scan"],
			["returned.to_sender", "returned_signed return_signed returned_signing_scan"],
			["in_transit.moving", "运送中"],
			["picked_up.accepted", "pickup_scan pick_up_scan parcel_pickup pick_up picked_up collection package_collection"],
			["in_transit.departed_facility", "sending_scan send_scan outbound_scan departure departure_scan"],
			["in_transit.arrived_facility", "arrival arrival_scan delivered_to_hub package_inbound center_inbound"],
			["in_transit.moving", "picked_up_from_cargo_station"],
			["in_transit.import_customs_presented", "customs_clearance_in_process"],
			["in_transit.customs_cleared", "customs_clearance"],
			["in_transit.held_at_delivery_depot", "warehousing_of_stored_parts"],
			["out_for_delivery.on_vehicle", "delivery_scan on_delivery"],
			["delivery_attempted.problem", "problematic_scanning problem_scan delivery_problem"],
			["ready_for_pickup.at_point", "pop_arrived"],
			["note.recipient_notified", "pop_reminder_sent"],
			["delivered.to_recipient", "sign_scan parcel_signed delivered"],
			["delivered.collected", "signed_pop"],
			["returning.to_sender", "return_scan return_confirmation returning return_problem"],
			["returning.to_sender", "unreachable_return_deliver_station_out"],
			[["returning.to_sender", "recipient.unreachable"], "unreachable_returning"],
			["returned.to_sender", "return_sign returned_sign"],
			[["exception.undeliverable", "carrier.damaged"], "damage_parcel"],
			[["exception.lost", "carrier.lost"], "lost_parcel"],
			["exception.destroyed", "dispose_parcel crossborder_dispose_parcel"],
			[["exception.undeliverable", "recipient.refused"], "reject_parcel"],
			["exception.customs_rejected", "customs_confiscated_parcel"],
			["expired.no_tracking", "exceed_life_cycle_parcel"],
			// Taken out of the locker or the station, which does not say by whom.
			["note.information", "121 type:8 type:9 type:13 快件取出扫描 出库扫描 其他扫描"],
		]),
	},

	extract,
	// Each country's page knows its own parcels alone.
	trackingUrl: (trackingNumber) => {
		if (/^63/.test(trackingNumber)) return `https://www.jtexpress.my/tracking/${encodeURIComponent(trackingNumber)}`;
		if (/^8/.test(trackingNumber)) {
			return `https://jtexpress.vn/vi/tracking?${new URLSearchParams({ type: "track", billcode: trackingNumber })}`;
		}
		return `https://www.jtexpress.com.cn/trajectoryQuery?${new URLSearchParams({ waybillNo: trackingNumber })}`;
	},

	api: {
		hosts: ["openapi.jtexpress.com.cn"],
		credentials: z.object({ apiAccount: z.string().min(1), privateKey: z.string().min(1) }),
		rate: { perSecond: 2 },
	},

	poll: {
		batch: 10,
		request: (queries, { credentials, nowMs }) => {
			const billCodes = queries.map(({ trackingNumber }) => trackingNumber).join(",");
			return signed("logistics/trace", { billCodes }, credentials, nowMs);
		},
	},

	subscribe: {
		batch: 30,
		request: (queries, { credentials, nowMs, callbackUrl: backUrl }) => {
			const traceNode = Array.from({ length: 14 }, (_, index) => index + 1).join("&");
			const numbers = queries.map(({ trackingNumber: waybillCode }) => ({ traceNode, waybillCode, backUrl }));
			return signed("trace/subscribe", { id: credentials.apiAccount, list: numbers }, credentials, nowMs);
		},
		read: readSubscription,
	},

	webhook: {
		verify: md5OfField({ signed: "bizContent", sign: { header: "digest" }, encoding: "base64" }),
		setUp: "Bring the private key of your open platform account as the secret, and give the webhook address to J&T.",
		acknowledge: {
			status: 200,
			headers: { "content-type": "application/json; charset=utf-8" },
			body: '{"code":"1","msg":"success","data":"SUCCESS"}',
		},
	},
});
