import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	countryCode,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	json,
	list,
	type Meaning,
	mod7,
	orderByTimes,
	outcomeOf,
	parseJson,
	parseXml,
	part,
	phraseIn,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	singleBlanks,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

/** A checkpoint, whichever of the two interfaces told of it. */
interface Checkpoint {
	readonly date: string | undefined;
	readonly time: string | undefined;
	readonly offset?: string | undefined;
	readonly code: string | undefined;
	readonly words: string | undefined;
	readonly area: string | undefined;
	readonly signer: string | undefined;
	readonly piece?: string | undefined;
	readonly sentence?: string | undefined;
}

const event = { date: text, time: text, GMTOffset: text, typeCode: text, description: text, signedBy: text };
const Event = z
	.object({ ...event, serviceArea: list(z.object({ description: text })) })
	.transform(({ GMTOffset: offset, typeCode: code, description: words, serviceArea, ...at }): Checkpoint => {
		return { ...at, offset, code, words, area: serviceArea[0]?.description, signer: at.signedBy };
	});
const promises = { estimatedDeliveryDate: text, estimatedTimeOfDelivery: text };
const Shipment = z.object({
	...{ ...promises, shipmentTrackingNumber: text, status: text, events: list(Event) },
	pieces: list(z.object({ number: text, trackingNumber: text, events: list(Event) })),
});
const failure = { status: text, title: text, detail: text, message: text, instance: text, error: text };
const reasons = list(z.object({ msg: text }));
const Reply = z.object({ ...failure, reasons, shipments: z.undefined().or(list(Shipment)) });
type Reply = z.output<typeof Reply>;

const ServiceEvent = part(z.object({ EventCode: text, Description: text }));
const ServiceArea = part(z.object({ Description: text }));
const XmlEvent = z
	.object({ Date: text, Time: text, ServiceEvent, Signatory: text, ServiceArea })
	.transform(({ Date: date, Time: time, ServiceEvent: event, Signatory: signer, ServiceArea: area }): Checkpoint => {
		return { date, time, code: event?.EventCode, words: event?.Description, area: area?.Description, signer };
	});
const Status = part(
	z.object({ ActionStatus: text, Condition: list(z.object({ ConditionCode: text, ConditionData: text })) }),
);
const Piece = z.object({ PieceDetails: part(z.object({ LicensePlate: text })), PieceEvent: list(XmlEvent) });
const Pieces = part(z.object({ PieceInfo: list(Piece) }));
const ShipmentInfo = part(z.object({ EstDlvyDate: text, ShipmentEvent: list(XmlEvent) }));
const Awb = z.object({ AWBNumber: text, Status, ShipmentInfo, Pieces, PieceInfo: list(Piece) });
type Awb = z.output<typeof Awb>;
const Document = z.object({ AWBInfo: list(Awb), Response: part(z.object({ Status })), Status });

/** What DHL's own pages are given of a number: sentences without a code. */
const checkpoints = list(z.object({ date: text, time: text, description: text, location: text }));
const delivery = part(z.object({ status: text }));
const Page = z.object({ id: text, status: text, delivery, eddDate: text, eddTime: text, checkpoints });
const Pages = z.union([z.object({ results: list(Page) }).transform(({ results }) => results), z.array(Page)]);

/** MyDHL answers in JSON, the older XML services in XML, and GloWS in either with the elements of XML. */
function extract(body: string): Extracted {
	if (/^\uFEFF?\s*</.test(body)) return extractDocument(parseXml(body));
	const parsed = parseJson(body);
	if (isPage(parsed)) return extractPages(parsed);
	const isGlows = typeof parsed === "object" && parsed !== null && "trackShipmentRequestResponse" in parsed;
	return isGlows ? extractDocument(parsed) : extractJson(body);
}

/** The answer without its envelopes, and without the element that GloWS puts around every list. */
function answerIn(element: unknown): unknown {
	if (Array.isArray(element)) return element.map(answerIn);
	if (typeof element !== "object" || element === null) return element;
	const children = Object.entries(element).filter(([name]) => !name.startsWith("@"));
	const inner = children.find(([name]) => name === "Body") ?? (children.length === 1 ? children[0] : undefined);
	if (inner && /^(?:ArrayOf\w+|Envelope|Body|\w+Response)$/.test(inner[0])) return answerIn(inner[1]);
	return Object.fromEntries(children.map(([name, child]) => [name, answerIn(child)]));
}

function isPage(parsed: unknown): boolean {
	return Array.isArray(parsed) || (typeof parsed === "object" && parsed !== null && "results" in parsed);
}

function extractPages(parsed: unknown): Extracted {
	const { data: pages } = Pages.safeParse(parsed);
	if (!pages) throw new Unreadable("body: no list of shipments");
	const read = pages.map(({ id = null, status, delivery, eddDate, eddTime, checkpoints }) => {
		const told = checkpoints.map(({ description: words, location: area, ...at }): Checkpoint => {
			return { ...at, code: undefined, words, area, signer: undefined, sentence: SENTENCES.keyOf(words) };
		});
		const promise = eddDate && eddTime ? `${eddDate} ${eddTime}` : eddDate;
		// Their months stand in words: of the order of times only the page tells, and it begins at the newest.
		return { ...shipmentOf(id, told, promise, status ?? delivery?.status), order: "newest-first" as const };
	});
	const refusals = read.filter((shipment) => !isTold(shipment)).map(nothing);
	if (pages.length === 0) refusals.push({ trackingNumber: null, outcome: "not-found", detail: "no shipments" });
	return { shipments: read.filter(isTold), refusals };
}

function extractJson(body: string): Extracted {
	const reply = json(body, Reply);
	if (!reply.shipments || reply.shipments.length === 0) return { shipments: [], refusals: [refused(reply)] };
	const read = reply.shipments.map(({ shipmentTrackingNumber: number = null, ...shipment }) => {
		const ofPieces = shipment.pieces.flatMap((piece) =>
			piece.events.map((event) => ({ ...event, piece: piece.trackingNumber ?? piece.number })),
		);
		const promise = shipment.estimatedTimeOfDelivery ?? shipment.estimatedDeliveryDate;
		return shipmentOf(number, shipment.events.length > 0 ? shipment.events : ofPieces, promise, shipment.status);
	});
	return { shipments: read.filter(isTold), refusals: read.filter((shipment) => !isTold(shipment)).map(nothing) };
}

function refused({ status = "", instance = "", reasons, shipments, ...said }: Reply): Refusal {
	const given = [said.title, said.detail, said.message, said.error, ...reasons.map(({ msg }) => msg)];
	const words = given.filter(Boolean).join(". ");
	if (!shipments && words === "") throw new Unreadable("body: neither shipments nor an error");
	const number = /(?:shipmentTrackingNumber=|\/shipments\/)([^&/?]+)/.exec(instance)?.[1] ?? null;
	// Shipments without a member are DHL's other way of saying that it knows none.
	const isUnknown = words === "" || /no (?:shipments?|data) found/i.test(words);
	// DHL's page asks to slow down by this number alone.
	const outcome = words.includes("DRG10012") ? "rate-limited" : isUnknown ? "not-found" : outcomeOf(status, words);
	return { trackingNumber: number, outcome, detail: words === "" ? "no shipments" : `${status}: ${words}` };
}

function extractDocument(written: unknown): Extracted {
	const { data: document } = Document.safeParse(answerIn(written));
	const failed = document?.Response?.Status ?? document?.Status;
	if (!document || (document.AWBInfo.length === 0 && !failed)) throw new Unreadable("body: no AWBInfo and no status");
	if (document.AWBInfo.length === 0) return { shipments: [], refusals: [condition(null, failed)] };
	const refusals: Refusal[] = [];
	const shipments: RawShipment[] = [];
	for (const awb of document.AWBInfo) {
		const shipment = fromAwb(awb);
		if (isTold(shipment)) shipments.push(shipment);
		else
			refusals.push(awb.Status?.Condition.length ? condition(shipment.trackingNumber, awb.Status) : nothing(shipment));
	}
	return { shipments, refusals };
}

function fromAwb({ AWBNumber, ShipmentInfo, Pieces, PieceInfo }: Awb): RawShipment {
	const own = ShipmentInfo?.ShipmentEvent ?? [];
	const ofPieces = [...(Pieces?.PieceInfo ?? []), ...PieceInfo].flatMap(({ PieceDetails, PieceEvent }) =>
		PieceEvent.map((event) => ({ ...event, piece: PieceDetails?.LicensePlate })),
	);
	return shipmentOf(AWBNumber ?? null, own.length > 0 ? own : ofPieces, ShipmentInfo?.EstDlvyDate, undefined);
}

function condition(number: string | null, status: z.output<typeof Status>): Refusal {
	const { ConditionCode: code = "", ConditionData: words = status?.ActionStatus ?? "" } = status?.Condition[0] ?? {};
	const detail = `${code}: ${words}`;
	const named = number ?? /AWB ?Number\D*(\d+)/i.exec(words)?.[1] ?? null;
	if (/no shipments? found|no data/i.test(words)) return { trackingNumber: named, outcome: "not-found", detail };
	const outcome = /password|site ?id/i.test(words) ? "denied" : outcomeOf(code, words);
	return { trackingNumber: named, outcome, detail };
}

function isTold({ scans, status, promised }: RawShipment): boolean {
	return scans.length > 0 || status !== undefined || promised !== undefined;
}

function nothing({ trackingNumber }: RawShipment): Refusal {
	return { trackingNumber, outcome: "not-found", detail: "no checkpoints" };
}

function shipmentOf(
	trackingNumber: string | null,
	checkpoints: readonly Checkpoint[],
	promise: string | undefined,
	status: string | undefined,
): RawShipment {
	const header = `header:${status?.toLowerCase()}`;
	return {
		trackingNumber,
		// MyDHL and the XML services begin at either end.
		order: orderByTimes(checkpoints.map(({ date, time }) => `${date} ${time}`)),
		scans: checkpoints.map(scan),
		// Beside the shipment's own state the field also says "Success", of the query.
		status: Object.hasOwn(STATUSES, header) ? { code: status ?? "", keys: [header] } : undefined,
		promised: promise ? { from: estimate(promise), to: estimate(promise) } : undefined,
	};
}

function estimate(written: string): RawTime {
	return { text: dayAtMidnight(written) };
}

function scan(checkpoint: Checkpoint): RawScan {
	const { date = "", time = "", offset, code = "", words, area, signer, piece, sentence } = checkpoint;
	const phrase = phraseIn(words);
	const said = phrase ? [`${code}/${phrase}`, code] : [code];
	// The field also holds a weight, an account number or the pickup's route, where nobody received anything.
	const isSigner = /^(?:OK|DD|PD|CC)$/.test(code) && /\p{L}/u.test(signer ?? "");
	return {
		code,
		keys: sentence ? [sentence] : said,
		text: words ?? "",
		time: { text: `${date} ${time}`.trim(), offset },
		place: area ? place(singleBlanks(area)) : undefined,
		piece,
		marked: isSigner ? { signedBy: signer } : undefined,
	};
}

/** `Barcelona - Spain`, `SPRINGFIELD GARDENS,NY-USA`, `New York, NY`: a service area, and a country behind the last dash. */
function place(area: string): RawPlace {
	const [, before = area, behind = ""] = /^(.+?)\s*-\s*([^-]+)$/.exec(area) ?? [];
	// `NETHERLANDS, THE`, `KOREA, REPUBLIC OF (SOUTH K.)`.
	const country = countryCode(behind.replace(/,\s*THE$|\s*\(.*\)$/i, "").trim()) ?? undefined;
	const named = (country ? before : area).split(/\s+-\s+/);
	const [town = area, part] = named.length > 2 ? [named.join(" - ")] : named;
	const [, city = town, region = part] = /^(.+?)\s*[,-]\s*([A-Z]{2,3})$/.exec(town) ?? [];
	return { city: city.replace(/\s+(?:hub|gateway)\b/i, ""), region, country };
}

const ROWS: readonly (readonly [Meaning, string])[] = [
	["info_received.label_created", "information received"],
	["picked_up.collected", "picked up"],
	["picked_up.accepted", "^shipment accepted"],
	["returned.to_sender", "returned to (?:shipper|sender)"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "not (?:at )?home|no response at"],
	[["delivery_attempted.refused", "recipient.refused"], "refused|not accepted"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "premises closed"],
	["delivery_attempted.failed", "could not be completed|delivery not possible|attempted"],
	["in_transit.contact_carrier", "consignee information needed"],
	[["in_transit.address_problem", "address.incorrect"], "address information"],
	["note.information", "payment is received|payment .*received"],
	[["in_transit.held", "recipient.payment_missing"], "awaiting for payment|receipt of payment"],
	["in_transit.customs_cleared", "clearance processing complete|released by customs"],
	[["in_transit.import_customs_held", "customs.delay"], "clearance delay|further clearance"],
	["in_transit.import_customs_presented", "clearance|customs"],
	["in_transit.held", "on hold"],
	["in_transit.delayed", "delay"],
	["ready_for_pickup.at_point", "awaiting collection|available for (?:collection|pick-?up)"],
	["out_for_delivery.on_vehicle", "with (?:delivery )?courier"],
	["in_transit.delivery_scheduled", "scheduled for delivery"],
	["in_transit.handover_to_partner", "forwarded for delivery|forwarded to (?:a )?third"],
	["in_transit.arrived_delivery_depot", "arrived at dhl delivery"],
	["in_transit.arrived_facility", "arrived at"],
	["in_transit.departed_facility", "departed"],
	["in_transit.processed_facility", "^processed at"],
	["in_transit.moving", "in transit|transferred through|next movement"],
	[["delivered.to_neighbour", "delivery.indirect"], "delivered.*neighbo"],
	["delivered.to_recipient", "^(?:shipment )?delivered"],
];
const SENTENCES = textRules(
	"en",
	1,
	ROWS.map(([meaning, words]) => [meaning, new RegExp(words, "i")] as const),
);
const STATUSES = {
	...SENTENCES.statuses,
	...codeTable([
		["info_received.label_created", "DU SD SS/announced header:pre-transit"],
		["info_received.notified", "EM"],
		["picked_up.collected", "PU header:picked_up"],
		["picked_up.accepted", "SA"],
		["in_transit.moving", "IT SM TR header:transit header:in_transit"],
		["in_transit.arrived_facility", "AF CI UV"],
		["in_transit.processed_facility", "PL"],
		["in_transit.departed_facility", "DF"],
		["in_transit.origin_facility_departed", "PO"],
		["in_transit.linehaul_departed", "CU"],
		["in_transit.loaded", "LV"],
		["in_transit.arrived_delivery_depot", "AR"],
		["in_transit.handover_to_partner", "BR FD HN TP"],
		["in_transit.delivery_scheduled", "AD"],
		["in_transit.import_customs_presented", "BL BN ES IC RR/customs"],
		[["in_transit.import_customs_held", "customs.delay"], "CD UD"],
		["in_transit.customs_cleared", "CR"],
		["in_transit.held", "HI OH SS"],
		[["in_transit.held", "recipient.payment_missing"], "HP"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "HP/duty"],
		["in_transit.held_at_request", "ST"],
		["in_transit.problem_resolved", "HO"],
		["in_transit.security_check", "SI"],
		// Somebody named on it stands on a list of those whom nobody may deliver to.
		[["in_transit.security_check", "external.regulatory"], "DP"],
		["in_transit.delayed", "NA"],
		[["in_transit.delayed", "carrier.not_enough_time"], "MD"],
		["in_transit.delayed_transport", "TD"],
		[["in_transit.delayed_weather", "external.weather"], "WX"],
		[["in_transit.misrouted", "carrier.sorting_error"], "IR MC MS"],
		[["in_transit.address_problem", "address.incorrect"], "BA"],
		[["in_transit.address_problem", "recipient.moved"], "CM"],
		[["in_transit.damaged", "carrier.damaged"], "DM"],
		["out_for_delivery.on_vehicle", "WC header:out_for_delivery"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "CA"],
		["delivery_attempted.failed", "ND"],
		[["delivery_attempted.recipient_absent", "recipient.absent"], "NH"],
		[["delivery_attempted.refused", "recipient.refused"], "RD"],
		["ready_for_pickup.at_point", "CC"],
		["delivered.to_recipient", "OK header:delivered"],
		[["delivered.to_neighbour", "delivery.indirect"], "OK/neighbour"],
		["delivered.letterbox", "OK/letterbox"],
		["delivered.safe_place", "OK/safe-place"],
		["delivered.collected", "OK/collected-by-recipient"],
		["delivered.damaged", "DD"],
		["delivered.partial", "PD"],
		["returned.to_sender", "RT"],
		["returning.to_sender", "RT/returning"],
		["exception.destroyed", "DS"],
		[["exception.search_started", "carrier.being_researched"], "TI"],
		["note.measured", "RW"],
		["note.information", "CS DI IA PY RR SC TT"],
	]),
};

const HOST = "express.api.dhl.com";

export const dhlExpress = defineCarrier({
	code: "dhl-express",
	name: "DHL Express",
	countries: [],
	source: {
		kind: "documented",
		url: "https://developer.dhl.com/api-reference/dhl-express-mydhl-api",
		checked: "2026-11-22",
		note: "DHL publishes the shapes; its checkpoint codes come from the older XML services' list, and rarer ones may stay unmapped.",
	},

	numbers: {
		pattern: /^(?:\d{10}|JJ?D\d{10,20})$/,
		checkDigit: (number) => (/^\d{10}$/.test(number) ? mod7(number.slice(0, -1)) === Number(number.at(-1)) : null),
		valid: ["1234567891", "2000000004"],
		invalid: ["1234567890", "123456789", "JD12345", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["yyyy-MM-dd hh:mm a", "yyyy-MM-dd HH:mm", "MMM dd, yyyy HH:mm", "iso"],
		zone: { kind: "scan-site", fallback: null },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (number) =>
		`https://www.dhl.com/global-en/home/tracking/tracking-express.html?${new URLSearchParams({ submit: "1", "tracking-id": number })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ username: z.string().min(1), password: z.string().min(1) }),
		rate: { perSecond: 1, perDay: 500 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { username, password } }) => {
			const asked = new URLSearchParams({
				shipmentTrackingNumber: query.trackingNumber,
				trackingView: "all-checkpoints",
				levelOfDetail: "shipment",
			});
			return {
				method: "GET",
				url: `https://${HOST}/mydhlapi/tracking?${asked}`,
				headers: { authorization: basicAuthorization(username, password), accept: "application/json" },
			};
		},
	},
});
