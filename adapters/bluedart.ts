import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Envelope,
	type Extracted,
	json,
	list,
	type Meaning,
	mod7,
	number,
	orderByTimes,
	outcomeOf,
	part,
	prefixed,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	textRules,
	tokenInHeader,
	Unreadable,
	unanswered,
	xml,
} from "./kit/index.ts";

// The older interface and every current status leave the codes out: these are the same scans by name.
const names = textRules("en", 1, [
	["returned.to_sender", /\brto\b.*\bdelivered\b|delivered back to shipper/i],
	["note.information", /sent for further instructions|proof of delivery|\bpod\b|paper ?work (?:in|out)scan/i],
	[
		"info_received.pickup_scheduled",
		/out to p\/u|out for pick-?up|pick-?up (?:has been )?(?:registered|scheduled|assigned)/i,
	],
	["cancelled.cancelled", /pick-?up cancel|booking cancel/i],
	["info_received.pickup_failed", /pick-?up (?:not|delay|attempt|re-?schedul)|shipment not ready/i],
	["picked_up.collected", /pick ?-?up scan|picked up/i],
	["in_transit.delayed", /manifested\b.*\bnot rec/i],
	["info_received.label_created", /online shipment booked|data received|manifest/i],
	[
		"returning.to_sender",
		/\brto\b|return(?:ed)? (?:back )?to (?:shipper|origin)|returned \(shipper|redirected\b.*\bto shipper/i,
	],
	["exception.undeliverable", /return\/redirect initiated/i],
	[["exception.search_started", "carrier.being_researched"], /untraceable|trace initiated|not located/i],
	[["exception.lost", "carrier.lost"], /^lost\b|shipment lost/i],
	["exception.destroyed", /destroyed|disposal|abandoned/i],
	["delivered.partial", /partially delivered/i],
	["delivered.damaged", /delivered.*damage/i],
	[["in_transit.damaged", "carrier.damaged"], /damage|spoil/i],
	[["in_transit.address_problem", "address.incorrect"], /^wrong pin/i],
	[
		["delivery_attempted.cod_unpaid", "recipient.payment_missing"],
		/amt not ready|refus\w* to pay|charges (?:not ready|pending)/i,
	],
	[["delivery_attempted.identification_failed", "recipient.verification_failed"], /\botp\b|refused id\b/i],
	["note.delivery_option_chosen", /given bde hal address/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus/i],
	[
		["delivery_attempted.no_access", "recipient.access_restricted"],
		/no entry|entry restricted|not accessible|educational/i,
	],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /\bclosed\b/i],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], /future delivery/i],
	[["delivery_attempted.failed", "recipient.moved"], /\bshifted\b/i],
	[["delivery_attempted.address_not_found", "address.incorrect"], /\baddress\b|no such|dept name|department name/i],
	[
		["delivery_attempted.recipient_absent", "recipient.unavailable"],
		/not available|out of station|not yet checked in/i,
	],
	[["delivery_attempted.not_enough_time", "carrier.not_enough_time"], /time constraint/i],
	[["in_transit.out_of_area", "address.out_of_area"], /out of delivery area|\boda\b/i],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], /\bduty\b/i],
	[["in_transit.held", "external.regulatory"], /regulatory/i],
	[["in_transit.delayed_transport", "carrier.capacity"], /space constraint/i],
	[["in_transit.delayed_transport", "carrier.vehicle"], /vehicle break/i],
	[["in_transit.delayed_holiday", "external.holiday"], /holiday/i],
	["in_transit.delivery_scheduled", /next (?:working|business) day|through appointment|by appointment/i],
	[["in_transit.delayed_weather", "external.weather"], /heavy (?:rain|fog)|bad weather/i],
	[["in_transit.delayed", "external.civil_event"], /strike|disturbance/i],
	["in_transit.delayed_transport", /flight|\bveh\b|train;|linehaul delayed|traffic/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mis-?rout|misplaced|wrongly routed|wrong pin/i],
	["in_transit.delayed", /delay|held up|network issue/i],
	["in_transit.contact_carrier", /contact customer/i],
	["in_transit.customs_cleared", /released from customs|cleared customs/i],
	["in_transit.import_customs_presented", /customs/i],
	["ready_for_pickup.locker", /kept in parcel locker/i],
	["ready_for_pickup.at_point", /kept in parcel shop/i],
	["in_transit.handover_to_partner", /handed ?over|sub-courier|forwarded to 3rd/i],
	["in_transit.forwarded_new_address", /redirected/i],
	["in_transit.departed_facility", /outscan\w* to network|departed/i],
	["out_for_delivery.on_vehicle", /out ?scan|out for delivery/i],
	["in_transit.held_at_delivery_depot", /undelivered (?:inscan|shipment held)/i],
	["delivered.to_recipient", /^shipment delivered\b|^delivered\b/i],
	["in_transit.arrived_delivery_depot", /at (?:destination|delivery) (?:loc|hub)|at destn|destination location/i],
	["in_transit.processed_facility", /\bbag\b|tally|autoscan|for (?:further )?process/i],
	["in_transit.arrived_facility", /inscan|arrived|arrival|reached/i],
	["in_transit.held", /\bheld\b|on hold|detained/i],
	["in_transit.moving", /in transit|transit scan|connected/i],
]);

/** Scans of the network. */
const SCANS = codeTable([
	["in_transit.arrived_facility", "001 004 100"],
	["out_for_delivery.on_vehicle", "002"],
	["in_transit.departed_facility", "003"],
	["in_transit.held_at_delivery_depot", "006 024"],
	["in_transit.processed_facility", "007 009 012 020 021 023 025"],
	["in_transit.delayed", "010"],
	["in_transit.moving", "011 013 026"],
	["picked_up.collected", "015"],
	["in_transit.arrived_delivery_depot", "022 027"],
	["note.information", "005 008 014"],
	["note.measured", "106"],
]);

/** Statuses of the parcel: troubles and ends. */
const ENDS = codeTable([
	["delivered.to_recipient", "000 097"],
	["delivered.damaged", "086"],
	["delivered.partial", "091 142"],
	["returned.to_sender", "118 188"],
	["returning.to_sender", "016 034 043 060 074 104 105 123 209"],
	["out_for_delivery.on_vehicle", "092"],
	[["delivery_attempted.rescheduled", "recipient.requested_later"], "001"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "003 069"],
	[["delivery_attempted.business_closed", "external.civil_event"], "004"],
	[["delivery_attempted.address_not_found", "address.not_found"], "008"],
	[["delivery_attempted.address_not_found", "address.incorrect"], "009 010 012 056 139 205"],
	[["delivery_attempted.refused", "recipient.refused"], "011 201 202 203 204 777"],
	[["delivery_attempted.recipient_absent", "recipient.unavailable"], "013 019 020 175"],
	[["delivery_attempted.failed", "recipient.moved"], "014"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "044 062 187"],
	[["delivery_attempted.not_enough_time", "carrier.not_enough_time"], "066"],
	[["delivery_attempted.identification_failed", "recipient.verification_failed"], "076"],
	[["delivery_attempted.no_access", "recipient.access_restricted"], "137 218 308"],
	["delivery_attempted.problem", "042"],
	["delivery_attempted.notice_left", "151"],
	["ready_for_pickup.locker", "206"],
	["ready_for_pickup.at_point", "208"],
	[["in_transit.out_of_area", "address.out_of_area"], "002 121 143"],
	[["in_transit.delayed_holiday", "external.holiday"], "005"],
	[["in_transit.held", "sender.packaging"], "006"],
	[["in_transit.delayed", "external.force_majeure"], "017 316"],
	[["in_transit.delayed", "external.civil_event"], "067 304"],
	[["in_transit.delayed_weather", "external.natural_disaster"], "071"],
	[["in_transit.delayed_weather", "external.weather"], "305 307"],
	["in_transit.delayed", "007 032 033 036 082 100 103 140 189"],
	[["in_transit.delayed", "sender.incorrect_data"], "061 063 149 157"],
	["in_transit.delayed_carrier", "310 315"],
	["in_transit.delayed_transport", "024 055 057 059"],
	[["in_transit.delayed_transport", "carrier.missed_connection"], "052 054"],
	[["in_transit.delayed_transport", "carrier.capacity"], "080 166 211 212 213 214 215"],
	[["in_transit.delayed_transport", "external.road"], "106 107 301 313"],
	[["in_transit.delayed_transport", "carrier.accident"], "302 312"],
	[["in_transit.delayed_transport", "carrier.vehicle"], "306"],
	[["in_transit.misrouted", "carrier.sorting_error"], "031 037 049 068 077 093 185 186"],
	[["in_transit.misrouted", "sender.incorrect_data"], "048 058"],
	["in_transit.delivery_scheduled", "029 176"],
	[["in_transit.delivery_scheduled", "delivery.appointment_pending"], "120"],
	["in_transit.held_at_delivery_depot", "079"],
	["in_transit.held", "045 073 083 110 147 216"],
	[["in_transit.held", "external.regulatory"], "046 078 154 303 309 311 314"],
	[["in_transit.held", "customs.documentation"], "174"],
	[["in_transit.security_check", "external.security"], "039 146"],
	["in_transit.problem_resolved", "111"],
	["in_transit.import_customs_presented", "022 040 041 171"],
	["in_transit.customs_cleared", "028 172"],
	[["in_transit.import_customs_held", "customs.delay"], "038"],
	[["in_transit.customs_info_required", "customs.documentation"], "170"],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], "030 064"],
	["in_transit.handover_to_partner", "026 035 053 090 184 220"],
	["in_transit.forwarded_new_address", "027 050"],
	["in_transit.contact_carrier", "130 148"],
	["in_transit.moving", "065 085 136 160 161 219"],
	["in_transit.linehaul_departed", "101"],
	["in_transit.arrived_facility", "072 075 089 155 210 221"],
	["in_transit.processed_facility", "087 223 224"],
	["in_transit.departed_facility", "088"],
	["in_transit.arrived_delivery_depot", "156 222"],
	[["in_transit.damaged", "carrier.damaged"], "084 129 178"],
	[["exception.unspecified", "delivery.shortage"], "047"],
	[["exception.unspecified", "external.regulatory"], "135"],
	[["exception.search_started", "carrier.being_researched"], "094 162 173 190"],
	[["exception.lost", "carrier.lost"], "021"],
	["exception.destroyed", "025 070 141 177"],
	["cancelled.cancelled", "098"],
	["note.relabelled", "132"],
	["note.proof_of_delivery", "182"],
	["note.delivery_option_chosen", "217"],
	["note.information", "051 081 095 096 099 102 133 145 150 152 159 163 169 179 180 181 183 207"],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...names.statuses,
	...prefixed("S:", SCANS),
	...prefixed("T:", ENDS),
	"PU:S:501": "info_received.pickup_scheduled",
	"PU:T:555": "info_received.pickup_failed",
	"PU:S:016": ["cancelled.cancelled", "sender.incorrect_parcel"],
	// On the way back only its end is a scan of another kind.
	"RT:T:000": "returned.to_sender",
	"RT:T:118": "returned.to_sender",
	"RT:T:188": "returned.to_sender",
	"type:RT": "returning.to_sender",
	"type:DL": "delivered.to_recipient",
	"type:IT": "in_transit.moving",
	"spot:reception": "delivered.to_reception",
	"spot:neighbour": ["delivered.to_neighbour", "delivery.indirect"],
	"spot:proxy": ["delivered.to_proxy", "delivery.indirect"],
};

const Scan = z.object({
	Scan: text,
	ScanCode: text,
	ScanType: text,
	ScanGroupType: text,
	ScanDate: text,
	ScanTime: text,
	ScannedLocation: text,
	ScannedLocationCode: text,
	ScannedLocationCity: text,
	ScannedLocationStateCode: text,
	StatusTimeZone: text,
	StatusLatitude: number,
	StatusLongitude: number,
});
const Scans = z.object({
	ScanDetail: list(Scan),
	DeliveryDetails: part(z.object({ ReceivedBy: text, Relation: text, Signature: text })),
	FieldExecutiveDetails: part(z.object({ FeName: text, FeMobileNo: text })),
});
// The lighter push has the fields of its one scan on the shipment itself.
const Shipment = Scan.extend({
	WaybillNo: text,
	"@WaybillNo": text,
	NewWaybillNo: text,
	Status: text,
	StatusType: text,
	StatusDate: text,
	StatusTime: text,
	ReceivedBy: text,
	Relation: text,
	ExpectedDeliveryDate: text,
	DynamicExpectedDeliveryDate: text,
	FieldExecutiveDetails: part(z.object({ FeName: text, FeMobileNo: text })),
	Scans: list(Scans),
});
const Body = z.object({
	ShipmentData: part(z.object({ Shipment: list(Shipment), Error: text, error: text, Status: text })),
	Shipment: list(Shipment),
	statustracking: z.undefined().or(list(z.object({ Shipment: part(Shipment) }))),
	status: text,
	title: text,
	message: text,
	"error-response": list(
		z.object({ msg: text, message: text, Error: text, Status: list(z.object({ StatusInformation: text })) }),
	),
	Error: text,
});
type Scan = z.output<typeof Scan>;
type Shipment = z.output<typeof Shipment>;

function extract(written: string, { asked }: Envelope): Extracted {
	const body = /^\uFEFF?\s*</.test(written) ? xml(written, Body) : json(written, Body);
	const only = asked?.length === 1 ? (asked[0] ?? null) : null;
	const pushed = (body.statustracking ?? []).flatMap(({ Shipment: one }) => (one ? [one] : []));
	const told = [...(body.ShipmentData?.Shipment ?? []), ...body.Shipment, ...pushed];
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const shipment of told) {
		const trackingNumber = shipment.WaybillNo ?? shipment["@WaybillNo"] ?? only;
		if (isUnknown(shipment)) {
			refusals.push({ trackingNumber, outcome: "not-found", detail: shipment.Status ?? "no scans" });
		} else shipments.push(readShipment(shipment, trackingNumber));
	}
	if (told.length > 0) return { shipments, refusals };
	const data = body.ShipmentData;
	const words = [body.title, body.message, body.Error, data?.Error, data?.error, data?.Status]
		.concat(
			body["error-response"].flatMap(({ msg, message, Error: error, Status }) =>
				[msg, message, error].concat(Status.map(({ StatusInformation }) => StatusInformation)),
			),
		)
		.filter((word) => word !== undefined)
		.join(": ");
	if (words === "" && data === undefined && body.statustracking === undefined) {
		throw new Unreadable("body: neither a shipment nor an error");
	}
	const isDenied = /lic(?:ence|ense)|login|invalid (?:user|customer)|jwt|unauthori[sz]ed/i.test(words);
	const outcome = isDenied ? "denied" : outcomeOf(body.status ?? "", words);
	const isNothing = words === "" || /incorrect waybill|no information|no record/i.test(words);
	return unanswered(isNothing ? "not-found" : outcome, words || "no shipment", only);
}

function isUnknown({ Scan: scan, ScanCode, Scans: scans, Status, StatusType }: Shipment): boolean {
	if (StatusType === "NF" || /incorrect waybill|no information/i.test(Status ?? "")) return true;
	const rows = scans.flatMap(({ ScanDetail }) => ScanDetail);
	return rows.length === 0 && (scan ?? ScanCode ?? Status) === undefined;
}

function readShipment(shipment: Shipment, trackingNumber: string | null): RawShipment {
	const details = shipment.Scans.find(({ DeliveryDetails }) => DeliveryDetails)?.DeliveryDetails;
	const receiver = details?.ReceivedBy ?? shipment.ReceivedBy;
	const relation = details?.Relation ?? shipment.Relation;
	const courier =
		shipment.FieldExecutiveDetails ??
		shipment.Scans.find(({ FieldExecutiveDetails }) => FieldExecutiveDetails)?.FieldExecutiveDetails;
	const lone = (shipment.Scan ?? shipment.ScanCode) === undefined ? [] : [shipment];
	const rows = [...shipment.Scans.flatMap(({ ScanDetail }) => ScanDetail), ...lone];
	const isNamed =
		receiver !== undefined &&
		!/^(?:n\/?a|-+|null|self|consignee|customer|others?|(?:co )?(?:sign|seal|stamp))$/i.test(receiver);
	const isSigned = /^(?:co )?(?:sign|seal|stamp)$/i.test(receiver ?? "");
	const next = shipment.NewWaybillNo;
	const times = rows.map(({ ScanDate, ScanTime }) => sortable(ScanDate, ScanTime));
	// Once it has turned back it makes the scans of any parcel, and is delivered to the sender.
	const turned = times.filter((time, index) => time && rows[index]?.ScanType === "RT").sort()[0];
	const isBack = (time: string | undefined): boolean => turned !== undefined && (time ?? "") >= turned;
	return {
		trackingNumber,
		order: orderByTimes(times, "newest-first"),
		scans: rows.map((row, index) =>
			readScan(row, isBack(times[index]), isNamed ? receiver : undefined, relation, courier),
		),
		status: header(shipment, rows.length > 0, turned !== undefined),
		promised: promised(shipment.DynamicExpectedDeliveryDate ?? shipment.ExpectedDeliveryDate),
		signed: isNamed || isSigned || details?.Signature !== undefined,
		continues: next && next !== trackingNumber ? [{ trackingNumber: next }] : [],
	};
}

function readScan(
	row: Scan,
	isBack: boolean,
	receiver: string | undefined,
	relation: string | undefined,
	courier: Shipment["FieldExecutiveDetails"],
): RawScan {
	const { Scan: name, ScanCode, ScanType: type = "", ScanGroupType: group = "" } = row;
	const coded = ScanCode && `${group}:${ScanCode}`;
	const keys = keysOf(isBack ? "RT" : type, coded, name);
	const isDelivery = coded === "T:000" || (coded === undefined && type === "DL");
	const isCourier = coded === "S:002" || /out ?scan$|out for delivery/i.test(name ?? "");
	const spot = isDelivery && keys.every((key) => !key.startsWith("RT:")) ? spotOf(relation) : undefined;
	return {
		code: ScanCode ?? type,
		keys: spot ? [spot, ...keys] : keys,
		text: name ?? coded ?? type,
		time: moment(row.ScanDate, row.ScanTime, row.StatusTimeZone),
		place: readPlace(row),
		marked: {
			signedBy: isDelivery ? receiver : undefined,
			courierName: isCourier ? courier?.FeName : undefined,
			courierPhone: isCourier ? courier?.FeMobileNo : undefined,
		},
	};
}

/** A parcel that goes back makes the same scans: its type says so. */
function keysOf(type: string, coded: string | undefined, name: string | undefined): readonly string[] {
	if (type === "RT") {
		const end = coded === undefined && /\bdelivered\b/i.test(name ?? "") ? names.keyOf(`RTO ${name}`) : undefined;
		return [`RT:${coded}`, end, "type:RT"].filter((key) => key !== undefined);
	}
	const named = names.keyOf(name);
	if (type === "PU" && coded) return [`PU:${coded}`, named].filter((key) => key !== undefined);
	return [coded, named, coded ? undefined : `type:${type}`].filter((key) => key !== undefined);
}

function spotOf(relation: string | undefined): string | undefined {
	if (/secur|guard|reception|mail ?room|office|desk/i.test(relation ?? "")) return "spot:reception";
	if (/neighbo/i.test(relation ?? "")) return "spot:neighbour";
	return /relative|family|father|mother|brother|sister|wife|husband|son\b|daughter|friend|colleague|servant|others?\b/i.test(
		relation ?? "",
	)
		? "spot:proxy"
		: undefined;
}

/** Beside scans only an end counts: UD is whatever is not delivered. */
function header(shipment: Shipment, hasScans: boolean, isBack: boolean): RawShipment["status"] {
	const { Status: name, StatusType: type, StatusDate, StatusTime } = shipment;
	if (name === undefined && type === undefined) return undefined;
	if (hasScans && type !== "DL" && type !== "RT") return undefined;
	const keys = keysOf(isBack ? "RT" : (type ?? ""), undefined, name);
	const time = hasScans || StatusDate === undefined ? undefined : moment(StatusDate, StatusTime, undefined);
	return { code: type ?? name ?? "", keys, text: name, time };
}

function readPlace(row: Scan): RawPlace | undefined {
	const { ScannedLocation: name, ScannedLocationCity, ScannedLocationStateCode: region } = row;
	if ((name ?? ScannedLocationCity) === undefined) return undefined;
	const kind =
		/ (?:etail|mini|service|surface|airport|apex|gateway|warehouse|hub|cent(?:er|re)|unit|delivery|office)\b.*$/i;
	return {
		name,
		city: ScannedLocationCity ?? name?.replace(kind, ""),
		region,
		// Scans of DHL stand among its own, and they are abroad.
		country: /\bDHL\b/.test(`${row.Scan} ${name}`) && region === undefined ? undefined : "IN",
		lat: row.StatusLatitude,
		lng: row.StatusLongitude,
	};
}

/** `1850`, `800` and `18:50` are clocks alike. */
function clockOf(written: string | undefined): string | undefined {
	const digits = /^\d{3,4}$/.test(written ?? "") ? (written ?? "").padStart(4, "0") : undefined;
	return digits ? `${digits.slice(0, 2)}:${digits.slice(2)}` : written;
}

function moment(date: string | undefined, time: string | undefined, zone: string | undefined): RawTime {
	return { text: [date, clockOf(time)].filter(Boolean).join(" "), zone };
}

const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

function sortable(date: string | undefined, time: string | undefined): string | undefined {
	const [, day, month = "", year] = /^(\d\d)[- ](\w{2,3})\w*[- ](\d{4})$/.exec(date ?? "") ?? [];
	if (day === undefined) return undefined;
	const index = MONTHS.indexOf(month.toLowerCase()) / 3 + 1;
	return `${year}-${/^\d/.test(month) ? month : String(index).padStart(2, "0")}-${day} ${clockOf(time) ?? ""}`;
}

/** It sends 30-12-0000 and the like where it promises nothing. */
function promised(written: string | undefined): RawShipment["promised"] {
	if (written === undefined || !/20\d\d/.test(written)) return undefined;
	const day: RawTime = { text: written.replace(/ 00:00(?::00)?$/, "") };
	return { from: day, to: day };
}

export const bluedart = defineCarrier({
	code: "bluedart",
	name: "Blue Dart",
	countries: ["IN"],
	source: {
		kind: "observed",
		url: "https://apigateway.bluedart.com/",
		checked: "2026-11-22",
		note: "No poll: its interfaces want the licence key in the address; codes, the XML and both pushes are those of shops' public code, and codes of collections are few.",
	},

	numbers: {
		pattern: /^\d{11}$/,
		checkDigit: (trackingNumber) => mod7(trackingNumber.slice(0, -1)) === Number(trackingNumber.at(-1)),
		valid: ["50000000002", "70000000022"],
		invalid: ["50000000001", "5000000000", "500000000012"],
	},

	clock: {
		formats: [
			"dd-MMM-yyyy HH:mm",
			"dd MMM yyyy HH:mm",
			"dd-MM-yyyy HH:mm",
			"dd-MMM-yyyy",
			"dd MMM yyyy",
			"dd-MM-yyyy",
			"iso",
		],
		zone: { kind: "fixed", zone: "Asia/Kolkata" },
		zoneWords: { IST: "Asia/Kolkata" },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.bluedart.com/trackdartresultthirdparty?${new URLSearchParams({ trackFor: "0", trackNo: trackingNumber })}`,

	// Blue Dart sends along the client's name and the token that it was given for the push.
	webhook: {
		verify: tokenInHeader({ header: "token" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Give Blue Dart this address and this secret as the token of your push.",
	},
});
