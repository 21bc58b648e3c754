import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	json,
	list,
	type Meaning,
	mod7,
	orderByTimes,
	outcomeOf,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	soap,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** The list of codes is not whole, and the same sentences stand under several of them. */
const SENTENCES: readonly (readonly [meaning: Meaning, words: string])[] = [
	[
		["in_transit.customs_info_required", "customs.documentation"],
		"customs.*(?:await|missing|require)\\w* .*document|await.*document.*customs",
	],
	["note.information", "document\\w* returned"],
	["returned.to_sender", "returned to shipper$"],
	["returning.to_sender", "return(?:ed)? to shipper"],
	[["delivery_attempted.refused", "recipient.refused"], "reject|refus"],
	[["delivery_attempted.recipient_absent", "recipient.unavailable"], "(?:customer|consignee) not available"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "payment not ready"],
	["info_received.pickup_failed", "pick-?up (?:attempt|fail|cancel)|attempted pick-?up"],
	["delivery_attempted.failed", "attempted delivery|unable to deliver"],
	[
		["delivery_attempted.recipient_unreachable", "recipient.unreachable"],
		"no (?:answer|response)|not answering|unreachable",
	],
	[
		["delivery_attempted.business_closed", "recipient.business_closed"],
		"(?:consignee|office|business|premises) closed",
	],
	[["in_transit.address_problem", "address.incorrect"], "(?:incorrect|incomplete|bad|wrong|insufficient) .*address"],
	[["in_transit.held_at_request", "recipient.requested_later"], "future delivery"],
	[["exception.lost", "carrier.lost"], "\\blost\\b"],
	["exception.destroyed", "disposed|destroyed"],
	[["delivered.partial", "delivery.shortage"], "delivered.*(?:shortage|partial)|partially delivered"],
	[["in_transit.damaged", "carrier.damaged"], "damage"],
	[["in_transit.misrouted", "carrier.sorting_error"], "mis-?(?:rout|sort|direct)"],
	[
		"ready_for_pickup.at_point",
		"(?:ready|awaiting|available) (?:consignee )?for (?:collection|pick-?up)|awaiting consignee.*collect",
	],
	["cancelled.cancelled", "cancel"],
	["note.recipient_notified", "\\b(?:sms|e-?mail)\\b.*sent"],
	["note.information", "document|charges paid|payment|shipment update"],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], "awaiting duty"],
	[
		"in_transit.customs_cleared",
		"cleared (?:from |by |through )?customs|customs cleared|clearance (?:complete|released)",
	],
	[["in_transit.import_customs_held", "customs.delay"], "held (?:in|by) customs"],
	["in_transit.import_customs_presented", "customs"],
	["delivered.letterbox", "delivered in letter ?box"],
	["delivered.collected", "(?:collected|picked up) by consignee"],
	["delivered.to_recipient", "^(?:shipment )?delivered"],
	["out_for_delivery.on_vehicle", "out for delivery|with (?:the )?(?:delivery )?courier"],
	["in_transit.delivery_scheduled", "delivery (?:auto-?)?scheduled"],
	[["in_transit.delayed_weather", "external.weather"], "weather"],
	["in_transit.delayed_transport", "(?:flight|vehicle|truck).*delay"],
	["in_transit.delayed", "delay|rescheduled"],
	["in_transit.held", "on[- ]hold"],
	["info_received.pickup_scheduled", "pick-?up (?:is )?(?:re-?)?scheduled"],
	["picked_up.collected", "picked up from shipper|pick-?up completed"],
	["info_received.label_created", "record created"],
	["in_transit.origin_facility_arrived", "received at origin"],
	["in_transit.departed_facility", "departed"],
	["in_transit.arrived_facility", "arrived|received at"],
	["in_transit.processed_facility", "under processing|scanned at"],
	["in_transit.handover_to_partner", "(?:forwarded|handed|transferred).*third party"],
	["in_transit.moving", "in transit|forwarded"],
];
const sentences = textRules(
	"en",
	1,
	SENTENCES.map(([meaning, words]) => [meaning, new RegExp(words, "i")] as const),
);

/** Where a parcel is, beside the codes of Australia and New Zealand that say only that it is on its way. */
const stages = textRules("stage", 1, [
	["in_transit.arrived_facility", /^(?:arrived )?(?:at|in) (?:the )?[\w ]*(?:facility|depot|branch|hub)|arrived/i],
	["in_transit.departed_facility", /depart/i],
]);
const VAGUE = new Set(["PPP", "PP1", "TRN"]);

const CODES = codeTable([
	["info_received.label_created", "SH014 SH203"],
	["info_received.notified", "SH278"],
	["info_received.pickup_scheduled", "SH308"],
	["info_received.pickup_failed", "SH312"],
	["info_received.not_yet_received", "SH299"],
	["cancelled.cancelled", "SH313"],
	["picked_up.collected", "SH012 SH314"],
	["in_transit.origin_facility_arrived", "SH047 SH406 SH434"],
	["in_transit.processed_facility", "SH001 SH160 SH495"],
	["in_transit.departed_facility", "SH022"],
	["in_transit.arrived_destination_country", "SH222"],
	["in_transit.moving", "SH073 SH252 SH272 SH260"],
	["in_transit.arrived_facility", "SH259"],
	["in_transit.arrived_delivery_depot", "SH110"],
	["in_transit.handover_to_partner", "SH007"],
	["in_transit.held", "SH008 SH275 SH381"],
	[["in_transit.held", "recipient.unreachable"], "SH294"],
	[["in_transit.address_problem", "address.incorrect"], "SH375"],
	[["in_transit.held", "recipient.payment_missing"], "SH074"],
	["in_transit.delayed", "SH044 SH076 SH376"],
	["in_transit.delayed_transport", "SH162"],
	["in_transit.contact_carrier", "SH071 SH237 SH538 SH539"],
	["in_transit.delivery_scheduled", "SH273 SH513 SH521"],
	["in_transit.forwarded_new_address", "SH070"],
	["in_transit.import_customs_presented", "SH466 SH469"],
	["in_transit.customs_cleared", "SH041 SH464"],
	[["in_transit.import_customs_held", "customs.delay"], "SH158 SH462"],
	[["in_transit.customs_info_required", "customs.documentation"], "SH043 SH156 SH163 SH467 SH468"],
	[["in_transit.customs_info_required", "customs.broker_contact"], "SH035"],
	[["in_transit.customs_info_required", "customs.paperwork_improper"], "SH471"],
	[["in_transit.customs_duty_due", "customs.duties_unpaid"], "SH470"],
	[["in_transit.import_customs_held", "customs.prohibited"], "SH472"],
	[["in_transit.import_customs_held", "external.regulatory"], "SH473"],
	["out_for_delivery.on_vehicle", "SH003 SH004"],
	["out_for_delivery.contacting_recipient", "SH516"],
	[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "SH515"],
	[["delivery_attempted.refused", "recipient.refused"], "SH033"],
	["delivery_attempted.problem", "SH157"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "SH480"],
	["delivery_attempted.final", "SH410"],
	["ready_for_pickup.at_point", "SH532 SH533"],
	["ready_for_pickup.locker", "SH499"],
	["ready_for_pickup.carrier_depot", "SH164"],
	[["ready_for_pickup.expiring", "recipient.not_collected"], "SH492 SH531 SH560"],
	["in_transit.moving", "SH077 SH475 SH494"],
	["delivered.to_recipient", "SH005"],
	["delivered.collected", "SH006 SH496 SH534"],
	["delivered.letterbox", "SH234"],
	[["delivered.partial", "delivery.shortage"], "SH154"],
	["returning.to_sender", "SH474"],
	["returning.attempts_exhausted", "SH498"],
	["returned.to_sender", "SH069 SH407 SH559"],
	["exception.customs_rejected", "SH280"],
	// Papers travel under the parcel's number.
	["note.information", "SH034 SH236 SH247 SH281 SH408 SH228 SH279 SH382 SH383 SH505 SH239"],
	[["note.information", "address.corrected"], "SH295 SH296"],
	[["note.information", "recipient.unreachable"], "SH257 SH479"],
	["note.recipient_notified", "SH230 SH249 SH261 SH270 SH271 SH369 SH491 SH530 SH556"],
	["note.information", "SH250 SH251"],
	["note.delivery_option_chosen", "SH484 SH493 SH504 SH529 SH537"],
	// Aramex in Australia and New Zealand scans with codes of its own.
	["info_received.label_created", "PP8"],
	["in_transit.moving", "PPP PP1 PCY 078 RIA B72 S2M SYD TOO TRN"],
	["out_for_delivery.on_vehicle", "ONB"],
	["delivered.to_recipient", "R36 YES"],
	["delivery_attempted.problem", "U03 UND"],
	["returning.to_sender", "RTS"],
]);

const Update = z.object({
	WaybillNumber: text,
	UpdateCode: text,
	UpdateDescription: text,
	UpdateDateTime: text,
	UpdateLocation: text,
	ProblemCode: text,
});
const Updates = z.object({ TrackingResult: list(Update) });
/** A list of updates, bare in JSON, inside an element of their own in XML. */
const Value = z
	.unknown()
	.optional()
	.transform((value) => {
		const wrapped = Updates.safeParse(value);
		if (wrapped.success && wrapped.data.TrackingResult.length > 0) return wrapped.data.TrackingResult;
		const bare = list(Update).safeParse(value);
		return bare.success ? bare.data.filter((update) => update.UpdateCode !== undefined) : [];
	});
const Pair = z.object({ Key: text, Value });
const Notification = z.object({ Code: text, Message: text });
const Local = z.object({ Status: text, StatusDescription: text, RealDateTime: text, Date: text, Name: text });
const Answer = z.object({
	TrackingResults: z.unknown().optional(),
	NonExistingWaybills: z.unknown().optional(),
	Notifications: z.unknown().optional(),
	HasErrors: text,
	// A push is one pair alone.
	Key: text,
	Value: z.unknown().optional(),
	result: part(z.object({ LabelNumber: text, Scans: list(Local), DeliveryETADate: text })),
	error: text,
	message: text,
});
type Answer = z.output<typeof Answer>;
type Update = z.output<typeof Update>;

function extract(body: string): Extracted {
	if (!/^\uFEFF?\s*</.test(body)) return answer(json(body, Answer));
	const read = soap(body, z.object({ ShipmentTrackingResponse: Answer }));
	if (read.fault === null) return answer(read.content.ShipmentTrackingResponse);
	const detail = `${read.fault.code}: ${read.fault.text}`;
	return unanswered(outcomeOf(read.fault.code, detail), detail);
}

function answer(told: Answer): Extracted {
	if (told.result?.LabelNumber !== undefined && told.result.Scans.length > 0)
		return { shipments: [local(told.result)] };
	const pairs = [...pairsIn(told.TrackingResults), ...(told.Key ? [Pair.parse(told)] : [])];
	const shipments = pairs.filter(({ Value }) => Value.length > 0).map(({ Key, Value }) => shipment(Key, Value));
	const unknown = [
		...numbersIn(told.NonExistingWaybills),
		...pairs.flatMap(({ Key, Value }) => (Value.length > 0 ? [] : (Key ?? []))),
	];
	const refusals: readonly Refusal[] = [
		...noticesIn(told.Notifications).map(refusal),
		...unknown.map((trackingNumber): Refusal => ({ trackingNumber, outcome: "not-found", detail: "unknown waybill" })),
	];
	if (shipments.length + refusals.length > 0) return { shipments, refusals };
	if (told.error ?? told.message) {
		const detail = [told.error, told.message].filter(Boolean).join(": ");
		const isUnknown = /(?:any|no) scans|label.*(?:invalid|not found|unknown)/i.test(detail);
		const outcome = isUnknown ? "not-found" : outcomeOf("", detail);
		return { shipments, refusals: [{ trackingNumber: null, outcome, detail }] };
	}
	const isAnswer = told.HasErrors !== undefined || told.TrackingResults !== undefined || told.result !== undefined;
	if (!isAnswer) throw new Unreadable("body: no answer");
	return { shipments, refusals: [{ trackingNumber: null, outcome: "not-found", detail: "no tracking results" }] };
}

const objectOf = z.record(z.string(), z.unknown());

/** A list of pairs, an element full of them, or an object whose names are the numbers. */
function pairsIn(results: unknown): readonly z.output<typeof Pair>[] {
	const named = objectOf.safeParse(results);
	if (!named.success) return list(Pair).safeParse(results).data ?? [];
	return Object.entries(named.data).flatMap(([name, value]) => {
		if (/^KeyValue/.test(name)) return list(Pair).safeParse(value).data ?? [];
		return name.startsWith("@") || name.startsWith("$") ? [] : [{ Key: name, Value: Value.parse(value) }];
	});
}

function numbersIn(waybills: unknown): readonly string[] {
	const inside = z.object({ string: list(text) }).safeParse(waybills);
	const found = inside.success ? inside.data.string : (list(text).safeParse(waybills).data ?? []);
	return found.filter((number) => number !== undefined);
}

function noticesIn(notifications: unknown): readonly z.output<typeof Notification>[] {
	const inside = z.object({ Notification: list(Notification) }).safeParse(notifications);
	const found =
		inside.success && inside.data.Notification.length > 0
			? inside.data.Notification
			: (list(Notification).safeParse(notifications).data ?? []);
	return found.filter(({ Code, Message }) => Code !== undefined || Message !== undefined);
}

function refusal({ Code = "", Message = "" }: z.output<typeof Notification>): Refusal {
	const isDenied = /user ?name|password|account|pin\b|entity|client ?info|credential|permission/i.test(Message);
	const isUnknown = /(?:shipment|waybill).*(?:invalid|not (?:valid|exist|found))|invalid (?:shipment|waybill)/i.test(
		Message,
	);
	const outcome = isUnknown ? "not-found" : isDenied ? "denied" : outcomeOf(Code, Message);
	return { trackingNumber: null, outcome, detail: `${Code}: ${Message}` };
}

function shipment(key: string | undefined, updates: readonly Update[]): RawShipment {
	const times = updates.map(({ UpdateDateTime }) => UpdateDateTime);
	return {
		trackingNumber: key ?? updates[0]?.WaybillNumber ?? null,
		order: orderByTimes(times, "newest-first"),
		scans: updates.map(scan),
	};
}

/** Comments are left out: a name may stand there as well as a weight. */
function scan({ UpdateCode = "", UpdateDescription = "", UpdateDateTime = "", UpdateLocation }: Update): RawScan {
	return {
		code: UpdateCode,
		keys: [UpdateCode.toUpperCase(), sentences.keyOf(UpdateDescription)].filter((key) => key !== undefined),
		text: UpdateDescription,
		time: { text: UpdateDateTime },
		place: readPlace(UpdateLocation),
	};
}

function readPlace(location: string | undefined): RawPlace | undefined {
	if (location === undefined) return undefined;
	const [, city, country] = /^(.+), ?([^,]+)$/.exec(location) ?? [];
	return city ? { city, country } : { name: location };
}

function local({ LabelNumber, Scans, DeliveryETADate }: NonNullable<Answer["result"]>): RawShipment {
	const day = DeliveryETADate ? { text: DeliveryETADate } : undefined;
	return {
		trackingNumber: LabelNumber ?? null,
		order: "none",
		scans: Scans.map(({ Status = "", StatusDescription, RealDateTime, Date: date, Name }): RawScan => {
			const place = Name ? { name: Name } : undefined;
			const stage = VAGUE.has(Status) ? stages.keyOf(StatusDescription) : undefined;
			const keys = [stage, Status, sentences.keyOf(StatusDescription)].filter((key) => key !== undefined);
			return {
				code: Status,
				keys,
				text: StatusDescription ?? Status,
				time: { text: RealDateTime ?? date ?? "" },
				place,
			};
		}),
		promised: day && { from: day, to: day },
	};
}

const HOST = "ws.aramex.net";

export const aramex = defineCarrier({
	code: "aramex",
	name: "Aramex",
	countries: ["AE", "SA", "JO", "EG", "KW", "QA", "BH", "OM", "LB"],
	source: {
		kind: "observed",
		url: "https://wixlib.com/document/84a8_aramex-s-tracking-api.html",
		checked: "2026-11-22",
		note: "The list of update codes is second-hand and not whole; problem codes are not published.",
	},

	numbers: {
		// Ten digits and their rest by seven; older ones of ten digits in all have none.
		pattern: /^[1-9]\d{10}$/,
		checkDigit: (trackingNumber) => mod7(trackingNumber.slice(0, -1)) === Number(trackingNumber.at(-1)),
		valid: ["20000000005", "30000000004"],
		invalid: ["20000000006", "2000000000", "200000000055", "A2000000005"],
	},

	// A time without a zone is the clock of the office that made the update.
	clock: {
		formats: ["/Date(ms)/", "iso", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy"],
		zone: { kind: "scan-site", fallback: "Asia/Dubai" },
	},
	statuses: { ...sentences.statuses, ...stages.statuses, ...CODES },
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.aramex.com/track/results?${new URLSearchParams({ ShipmentNumber: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			userName: z.string().min(1),
			password: z.string().min(1),
			accountNumber: z.string().min(1),
			accountPin: z.string().min(1),
			accountEntity: z.string().min(1),
			accountCountryCode: z.string().min(1),
		}),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 20,
		request: (queries, { credentials }) => ({
			method: "POST",
			url: `https://${HOST}/ShippingAPI.V2/Tracking/Service_1_0.svc/json/TrackShipments`,
			headers: { "content-type": "application/json", accept: "application/json" },
			body: JSON.stringify({
				ClientInfo: {
					UserName: credentials.userName,
					Password: credentials.password,
					Version: "v1.0",
					AccountNumber: credentials.accountNumber,
					AccountPin: credentials.accountPin,
					AccountEntity: credentials.accountEntity,
					AccountCountryCode: credentials.accountCountryCode,
				},
				GetLastTrackingUpdateOnly: false,
				Shipments: queries.map(({ trackingNumber }) => trackingNumber),
			}),
		}),
	},
});
