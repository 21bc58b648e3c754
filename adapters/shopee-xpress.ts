import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Envelope,
	type Extracted,
	json,
	list,
	number,
	orderByTimes,
	outcomeOf,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** Why an attempt failed: one code of the attempt, and the reason in English or in the language of the market. */
const collections = textRules("pickup", 1, [
	[
		["info_received.pickup_failed", "sender.missed_pickup"],
		/contact|unreachable|not (?:at )?home|closed|không liên (?:hệ|lạc)|tidak dapat dihubungi/i,
	],
	[["info_received.pickup_failed", "sender.not_ready"], /not ready|reschedule|hẹn lại|not (?:packed|prepared)/i],
	[["info_received.pickup_failed", "carrier.not_enough_time"], /time|capacity|rider|driver/i],
]);
const attempts = textRules("attempt", 1, [
	[["delivery_attempted.refused", "recipient.refused"], /reject|refus|từ chối|recus|menolak|ditolak|tanggi|ปฏิเสธ/i],
	[
		["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		/contactable|unreachable|unable to contact|phone|không liên (?:hệ|lạc)|không nghe|tidak (?:dapat|bisa) dihubungi|ติดต่อ.*ไม่ได้/i,
	],
	[["delivery_attempted.address_not_found", "address.incorrect"], /address|địa chỉ|endereço|alamat/i],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], /reschedul|postpone|later|hẹn lại|reagend|เลื่อน/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/not (?:at |in )?home|absent|not (?:around|available)|no ?(?:one|body)|vắng|không có (?:ở )?nhà|ausente|tidak (?:ada )?di (?:tempat|rumah)|ไม่อยู่/i,
	],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /closed|fechad|đóng cửa|tutup/i],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /access|restricted|security/i],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], /\bcod\b|payment|cash|money/i],
	[["delivery_attempted.not_enough_time", "carrier.not_enough_time"], /time|capacity|overload|quá tải/i],
	[["delivery_attempted.problem", "external.weather"], /weather|flood|rain|typhoon|thời tiết|cuaca/i],
	[
		["delivery_attempted.problem", "address.out_of_area"],
		/(?:out|outside) of .*area|not serviceable|ngoài (?:vùng|khu vực)/i,
	],
	[["delivery_attempted.problem", "carrier.lost"], /\blost\b|missing parcel|mất hàng|thất lạc|hilang/i],
	[["delivery_attempted.problem", "carrier.damaged"], /damage|hư hỏng|rusak|avaria/i],
]);

const STATUSES = {
	...collections.statuses,
	...attempts.statuses,
	...codeTable([
		["info_received.label_created", "A000 F000"],
		["info_received.pickup_scheduled", "F004"],
		["info_received.pickup_failed", "F050"],
		["picked_up.dropped_off", "F098"],
		["picked_up.collected", "F100"],
		["in_transit.origin_facility_arrived", "F430 F440"],
		["in_transit.loaded", "F441 F541"],
		["in_transit.processed_facility", "F445 F515"],
		["in_transit.origin_facility_departed", "F450"],
		["in_transit.arrived_facility", "F510"],
		["in_transit.departed_facility", "F540"],
		["in_transit.linehaul_arrived", "F580"],
		["in_transit.delivery_scheduled", "F598"],
		["in_transit.arrived_delivery_depot", "F599"],
		["out_for_delivery.on_vehicle", "F600"],
		["delivery_attempted.failed", "F650"],
		["returning.to_sender", "F671 F673 F677 F680"],
		["delivered.to_recipient", "F980"],
		["delivered.to_reception", "F980:reception"],
		["delivered.to_proxy", "F980:proxy"],
		[["delivered.to_neighbour", "delivery.indirect"], "F980:neighbour"],
		["returned.to_sender", "F999"],
		// Shopee's own classes, for a code that is in no list: never where a reason says that something went wrong.
		["info_received.notified", "milestone:preparing-to-ship"],
		["in_transit.moving", "milestone:in-transit"],
		["out_for_delivery.on_vehicle", "milestone:out-for-delivery"],
		["delivered.to_recipient", "milestone:delivered"],
		["returning.to_sender", "milestone:returning milestone:delivery-unsuccessful:return"],
		["returned.to_sender", "milestone:returned"],
		["cancelled.cancelled", "milestone:cancelled"],
		["exception.undeliverable", "milestone:delivery-unsuccessful"],
		["info_received.awaiting_handover", "group:pending-pickup"],
		["in_transit.moving", "group:in-transit"],
		["out_for_delivery.on_vehicle", "group:out-for-delivery"],
		["delivered.to_recipient", "group:delivered"],
		["returning.to_sender", "group:return group:returning"],
		["returned.to_sender", "group:returned"],
		["cancelled.cancelled", "group:cancelled"],
	]),
};

const Site = part(z.object({ location_name: text, lng: text, lat: text }));
const Track = z.object({
	tracking_code: text,
	tracking_name: text,
	description: text,
	seller_description: text,
	actual_time: text,
	reason_code: text,
	reason_desc: text,
	standard_reason_code: text,
	standard_reason_description: text,
	milestone_name: text,
	current_location: Site,
});
const Order = z.object({
	order_info: part(
		z.object({ spx_tn: text, sls_tn: text, tracking_code_group_name: text, tracking_code_subgroup_name: text }),
	),
	sls_tracking_info: part(z.object({ sls_tn: text, receiver_name: text, records: list(Track) })),
	edd_info: part(z.object({ edd_min: number, edd_max: number })),
});
const Body = Order.extend({ retcode: text, message: text, detail: text, data: part(Order) });
type Track = z.output<typeof Track>;
type Order = z.output<typeof Order>;

function extract(body: string, { asked }: Envelope): Extracted {
	const read = json(body, Body);
	const order: Order = read.data ?? read;
	const known = asked?.length === 1 ? asked[0] : undefined;
	const internal = order.sls_tracking_info?.sls_tn ?? order.order_info?.sls_tn;
	const trackingNumber = order.order_info?.spx_tn ?? known ?? internal ?? null;
	const isAnswer = order.order_info !== undefined || order.sls_tracking_info !== undefined;
	if (!isAnswer) {
		if (read.retcode === undefined) throw new Unreadable("body: neither an order nor an answer");
		const detail = [read.retcode, read.message].filter(Boolean).join(": ");
		const isUnknown = read.retcode === "0" || /find \[0\]|not unique/i.test(read.message ?? "");
		const outcome = isUnknown ? "not-found" : outcomeOf(read.retcode, read.message ?? "");
		return unanswered(outcome, detail, trackingNumber);
	}
	const status = header(order);
	const records = order.sls_tracking_info?.records ?? [];
	if (records.length === 0 && status === undefined) {
		return unanswered("not-found", "no records", trackingNumber);
	}
	const country = /^(?:BR|CL|CO|ID|MX|MY|PH|SG|TH|TW|VN)/.exec(internal ?? "")?.[0];
	const receiver = order.sls_tracking_info?.receiver_name;
	return {
		shipments: [
			{
				trackingNumber,
				order: orderByTimes(
					records.map(({ actual_time }) => actual_time),
					"newest-first",
				),
				scans: records.map((record) => scan(record, country, receiver)),
				status,
				promised: promised(order),
			},
		],
	};
}

function scan(record: Track, country: string | undefined, receiver: string | undefined): RawScan {
	const { tracking_code: code = "", tracking_name: name, actual_time: time = "" } = record;
	// What the buyer reads may name him and his street.
	const words = record.description ?? record.seller_description;
	const reason = [record.standard_reason_description, record.reason_desc, words].filter(Boolean).join(" ");
	const handover = code === "F980" ? handedTo(words) : undefined;
	const isTrouble = ![undefined, "R00"].includes(record.reason_code);
	const milestone = record.milestone_name?.toLowerCase().replaceAll(" ", "-");
	return {
		code,
		keys: [
			code === "F050" ? collections.keyOf(reason) : undefined,
			code === "F650" ? attempts.keyOf(reason) : undefined,
			handover?.key,
			code,
			isTrouble || !/\bRTS\b|return/i.test(name ?? "") ? undefined : `milestone:${milestone}:return`,
			isTrouble ? undefined : `milestone:${milestone}`,
		].filter((key) => key !== undefined),
		text: [name, words === name ? undefined : words].filter(Boolean).join(": "),
		time: { text: time },
		place: readPlace(record.current_location, country),
		marked: code === "F980" ? { signedBy: handover?.person ?? receiver } : undefined,
	};
}

/** `entregue a NAME [Receptionist]`: who took it, and as what. */
function handedTo(words: string | undefined) {
	const pattern =
		/\b(?:entregue a|delivered to|received by)\s+(?<person>\p{Lu}[^[\]]*?|\[[^\]]*\])\s*(?:\[(?<role>[^\]]*)\])?\.?$/u;
	const { person: named, role = "" } = pattern.exec(words ?? "")?.groups ?? {};
	if (named === undefined) return undefined;
	// Brackets around the name stand for one that was taken out.
	const person = named.startsWith("[") ? undefined : named;
	if (/recep|porter|portari|security|guard|concierge|zelador/i.test(role)) return { person, key: "F980:reception" };
	if (/neighbo|vizinh/i.test(role)) return { person, key: "F980:neighbour" };
	const isProxy = /family|relative|famil|parente|colleague|friend|amig|other|outro/i.test(role);
	return { person, key: isProxy ? "F980:proxy" : undefined };
}

function readPlace(site: Track["current_location"], country: string | undefined): RawPlace | undefined {
	if (site?.location_name === undefined) return undefined;
	// Where Shopee hides a point it writes whole degrees.
	const [lat, lng] = [site.lat, site.lng].map((degrees) => (degrees?.includes(".") ? Number(degrees) : undefined));
	return { name: site.location_name, country, lat, lng };
}

/** Beside records the class is but their summary: only words that are known count. */
function header({ order_info: info, sls_tracking_info: told }: Order): RawShipment["status"] {
	const names = [info?.tracking_code_subgroup_name, info?.tracking_code_group_name].filter(
		(name) => name !== undefined,
	);
	const keys = names.map((name) => `group:${name.toLowerCase().replaceAll(" ", "-")}`);
	const isTold = (told?.records.length ?? 0) === 0 || keys.some((key) => Object.hasOwn(STATUSES, key));
	const [code] = names;
	return code !== undefined && isTold ? { code, keys, text: code } : undefined;
}

function promised({ edd_info: window }: Order): RawShipment["promised"] {
	const from = window?.edd_min || window?.edd_max;
	const to = window?.edd_max || from;
	return from && to ? { from: { text: String(from) }, to: { text: String(to) } } : undefined;
}

const SITES: Readonly<Record<string, string>> = {
	BR: "spx.com.br",
	ID: "spx.co.id",
	MY: "spx.com.my",
	PH: "spx.ph",
	TH: "spx.co.th",
	VN: "spx.vn",
};

export const shopeeXpress = defineCarrier({
	code: "shopee-xpress",
	name: "Shopee Xpress",
	countries: ["BR", "ID", "MY", "PH", "TH", "VN"],
	source: {
		kind: "observed",
		url: "https://spx.vn/",
		checked: "2026-11-22",
		note: "No poll: Shopee documents no interface for strangers; codes and reasons are those that real parcels have shown.",
	},

	numbers: {
		pattern: /^(?:SP[A-Z](?:BR|ID|MY|PH|SG|TH|TW|VN)\d{11,14}[0-9A-Z]?|(?:BR|MY|TH)\d{12}[A-Z]?)$/,
		valid: ["SPXID000000000001", "SPXVN00000000001C", "SPEPH000000000001", "MY000000000001", "BR000000000001Y"],
		invalid: ["SPXUS000000000001", "SPXID0001", "MY00000001", "VN0000000000012Z"],
	},

	clock: { formats: ["epoch-s"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => {
		const site = SITES[/^(?:SP[A-Z])?([A-Z]{2})/.exec(trackingNumber)?.[1] ?? ""];
		return site ? `https://${site}/track?${encodeURIComponent(trackingNumber)}` : "";
	},
});
