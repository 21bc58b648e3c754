import { z } from "zod";
import {
	checkStandardSecret,
	codeTable,
	defineCarrier,
	type Extracted,
	isSscc,
	json,
	list,
	md5,
	number,
	parseXml,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	standardWebhook,
	text,
	Unreadable,
} from "./kit/index.ts";

/** An identifier; what holds a quote or a blank is none, whoever wrote it. */
const Uri = text.transform((written) => (written && !/["\\<>^`{|}\s]/.test(written) ? written : undefined));

/** A reference comes bare, as `{"id"}`, or as an XML element whose text it is. */
const Reference = z.unknown().optional().transform(identifierOf).pipe(Uri);

function identifierOf(value: unknown): unknown {
	return typeof value === "object" && value !== null && "id" in value ? value.id : value;
}

/** In JSON a list, in XML an element around the list. */
function listed(name: string) {
	return z
		.unknown()
		.optional()
		.transform((value): unknown =>
			typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : value,
		)
		.transform((value): unknown => (Array.isArray(value) ? value.map(identifierOf) : identifierOf(value)))
		.pipe(list(Uri));
}

const Event = z.object({
	eventID: Uri,
	eventTime: text,
	eventTimeZoneOffset: text,
	action: text,
	bizStep: Reference,
	disposition: Reference,
	readPoint: Reference,
	bizLocation: Reference,
	parentID: Uri,
	epcList: listed("epc"),
	childEPCs: listed("epc"),
	inputEPCList: listed("epc"),
	outputEPCList: listed("epc"),
	bizTransactionList: z.unknown().optional(),
	persistentDisposition: part(z.object({ set: list(Uri) })),
	sourceList: z.unknown().optional(),
	// In XML of version 1 these stand here.
	extension: part(z.object({ sourceList: z.unknown().optional() })),
	errorDeclaration: z.unknown().optional(),
	baseExtension: part(z.object({ eventID: Uri, errorDeclaration: z.unknown().optional() })),
	sender: Uri,
});
type Event = z.output<typeof Event>;

/** Under what events stand. In XML their kinds are names too, and those of later versions stand in an extension. */
const NAMES =
	/^(?:Envelope|Body|Fault|EPCIS\w*|EventList|extension|query\w*|results\w*|@graph|events?|data|detail|payload|(?:Object|Aggregation|Transaction|Transformation|Association)Event)$/i;
const MOST_DEPTH = 12;

function extract(written: string): Extracted {
	const isXml = /^\uFEFF?\s*</.test(written);
	const body: unknown = isXml ? parseXml(written) : bare(json(written, z.unknown()), 0);
	const found = eventsIn(body, undefined, 0);
	if (found.length === 0) {
		const refusal = problemIn(body) ?? exceptionIn(body, 0) ?? failureIn(body);
		if (refusal) return { shipments: [], refusals: [refusal] };
		if (isDocument(body) || jobIn(body)) return { shipments: [] };
		throw new Unreadable("body: no EPCIS events");
	}
	const masters = mastersIn(body);
	return { shipments: [...byNumber(found)].map(([number, events]) => readShipment(number, events, masters)) };
}

/** JSON-LD whose context gives the names of EPCIS a prefix, and whose values stand in objects, as the usual one says it. */
function bare(value: unknown, depth: number): unknown {
	if (typeof value !== "object" || value === null || depth > MOST_DEPTH) return value;
	if (Array.isArray(value)) return value.map((element) => bare(element, depth + 1));
	if ("@value" in value) return value["@value"];
	const named = Object.entries(value).map(([name, inside]) => {
		const own = name.replace(/^(?:epcis:|https?:\/\/ref\.gs1\.org\/epcis\/)/, "").replace(/^@(?=(?:id|type)$)/, "");
		return [own, name === "@context" ? null : bare(inside, depth + 1)] as const;
	});
	return Object.fromEntries(named);
}

function byNumber(events: readonly Event[]): ReadonlyMap<string | null, readonly Event[]> {
	const found = new Map<string | null, Event[]>();
	for (const event of events) {
		for (const number of numbersOf(event)) {
			const own = found.get(number);
			if (own) own.push(event);
			else found.set(number, [event]);
		}
	}
	return found;
}

function readShipment(trackingNumber: string | null, events: readonly Event[], masters: Masters): RawShipment {
	const carrierName = events.flatMap((event) => holderOf(event) ?? []).at(-1) ?? events.at(-1)?.sender;
	return {
		trackingNumber,
		carrier: carrierName && carrierAt(carrierName),
		carrierName,
		scans: events.filter((event) => !isWithdrawn(event)).map((event) => readEvent(event, masters)),
		order: "none",
		withdraws: events.filter(isWithdrawn).map(idOf),
	};
}

/** Events wherever they stand: bare, in a document, in a query's result, in a list of any of them. */
function eventsIn(value: unknown, sender: string | undefined, depth: number): readonly Event[] {
	if (typeof value !== "object" || value === null || depth > MOST_DEPTH) return [];
	if (Array.isArray(value)) return value.flatMap((element) => eventsIn(element, sender, depth + 1));
	const told = "sender" in value ? (text.parse(value.sender) ?? sender) : sender;
	if ("eventTime" in value) {
		// To JSON-LD the identity of an event is that of its node; `_:` names one for the length of the document.
		const node = "id" in value && !String(value.id).startsWith("_:") ? { eventID: value.id } : {};
		const event = Event.safeParse({ sender: told, ...node, ...value }).data;
		return event?.eventTime ? [event] : [];
	}
	const inside = Object.entries(value).filter(([name]) => NAMES.test(name));
	return inside.flatMap(([, element]) => eventsIn(element, told, depth + 1));
}

/** With nothing in it, or with master data alone. */
function isDocument(body: unknown): boolean {
	if (typeof body !== "object" || body === null) return false;
	const type = "type" in body ? body.type : "@type" in body ? body["@type"] : Object.keys(body)[0];
	return /^(?:\w+:)?EPCIS\w*Document$|^QueryResults$/.test(String(type));
}

const ProblemBody = z.object({ type: z.string(), title: text, status: text, detail: text });

/** RFC 7807, as EPCIS 2.0 asks for: its types end in the exception's name. */
function problemIn(body: unknown): NonNullable<Extracted["refusals"]>[number] | undefined {
	const told = ProblemBody.safeParse(body).data;
	const name = /\b(\w+)Exception$/.exec(told?.type ?? "")?.[1];
	return told && name ? refusal(name, told.title ?? told.detail) : undefined;
}

/** In XML the exception is an element of the answer, and its reason is one in it. */
function exceptionIn(value: unknown, depth: number): ReturnType<typeof problemIn> {
	if (typeof value !== "object" || value === null || depth > MOST_DEPTH) return undefined;
	for (const [written, inside] of Object.entries(value)) {
		const name = /^(\w+)Exception$/.exec(written)?.[1];
		if (name) return refusal(name, z.object({ reason: text }).safeParse(inside).data?.reason);
		const found = NAMES.test(written) ? exceptionIn(inside, depth + 1) : undefined;
		if (found) return found;
	}
	return undefined;
}

const Job = z.object({
	captureID: text,
	"@captureID": text,
	success: text,
	"@success": text,
	errors: z.unknown().optional(),
});

/** What became of events that somebody else captured: an answer to the sender, and about no parcel. */
function jobIn(body: unknown): z.output<typeof Job> | undefined {
	const inside = typeof body === "object" && body !== null && "EPCISCaptureJob" in body ? body.EPCISCaptureJob : body;
	const job = Job.safeParse(inside).data;
	return (job?.captureID ?? job?.["@captureID"]) === undefined ? undefined : job;
}

function failureIn(body: unknown): ReturnType<typeof problemIn> {
	const job = jobIn(body);
	if (job === undefined || (job.success ?? job["@success"]) !== "false") return undefined;
	const errors = z.object({ error: z.unknown() }).safeParse(job.errors).data?.error ?? job.errors;
	const [first] = list(z.object({ title: text, detail: text })).safeParse(errors).data ?? [];
	return refusal("CaptureJob", first?.title ?? first?.detail);
}

function refusal(name: string, reason = ""): NonNullable<Extracted["refusals"]>[number] {
	const outcome = name === "Security" ? "denied" : /NoSuch(?!Name)/.test(name) ? "not-found" : "error";
	return { trackingNumber: null, outcome, detail: `${name}: ${reason}` };
}

/** A declaration of an error repeats the whole event: where it has no name of its own, its words are the name. */
function idOf(event: Event): string {
	const { eventTime, action, bizStep, disposition, readPoint, parentID, epcList, childEPCs } = event;
	const words = [eventTime, action, bizStep, disposition, readPoint, parentID, ...epcList, ...childEPCs];
	return event.eventID ?? event.baseExtension?.eventID ?? md5(words.join("|"), "hex");
}

function isWithdrawn({ errorDeclaration, baseExtension }: Event): boolean {
	return (errorDeclaration ?? baseExtension?.errorDeclaration ?? undefined) !== undefined;
}

/**
 * Objects and what holds them: the event happened to the pallet as to the parcels on it. A class of goods is no parcel. Where
 * no object is named, the consignment may be, among the transactions.
 */
function numbersOf(event: Event): readonly (string | null)[] {
	const { parentID, epcList, childEPCs, inputEPCList, outputEPCList } = event;
	const named = [parentID, ...epcList, ...childEPCs, ...inputEPCList, ...outputEPCList];
	const objects = named.filter((number) => number !== undefined);
	const numbers = objects.length > 0 ? objects : consignmentsOf(event);
	return numbers.length > 0 ? [...new Set(numbers)] : [null];
}

const Transaction = z.object({ bizTransaction: Uri, "#text": Uri });

/** By their numbers of GS1: GINC, 401, and GSIN, 402. */
function consignmentsOf({ bizTransactionList: written }: Event): readonly string[] {
	const inside =
		typeof written === "object" && written !== null && "bizTransaction" in written ? written.bizTransaction : written;
	const told = Array.isArray(inside) ? inside : [inside];
	const numbers = told.flatMap((one) => {
		const read = Transaction.safeParse(typeof one === "string" ? { bizTransaction: one } : one).data;
		return read?.bizTransaction ?? read?.["#text"] ?? [];
	});
	return numbers.filter((number) =>
		/^urn:epc:id:(?:ginc|gsin|sscc):|^https?:\/\/\S+\/(?:00|401|402)\/\w+$/i.test(number),
	);
}

const Source = z.object({ type: text, source: Uri, "@type": text, "#text": Uri });

/** Who had the goods when they were sent on. */
function holderOf({ sourceList, extension }: Event): string | undefined {
	const written = sourceList ?? extension?.sourceList;
	const inside = typeof written === "object" && written !== null && "source" in written ? written.source : written;
	const sources = list(Source).safeParse(inside).data ?? [];
	const holder = sources.find((one) => /possessing_party$/.test(one.type ?? one["@type"] ?? ""));
	return holder?.source ?? holder?.["#text"];
}

/** EPCIS names parties by GLN or by an address of their own: under its own domain a carrier is known. */
function carrierAt(party: string): string | undefined {
	const host =
		/^https?:\/\/(?:[\w-]+\.)*(ups|dhl|fedex|usps|sf-express|dpd|tnt|hermes|bpost)\.(?:com|de|be|eu)(?:[/:?#]|$)/i;
	const name = host.exec(party)?.[1]?.toLowerCase();
	return name === "hermes" ? "hermes-de" : name;
}

function readEvent(event: Event, masters: Masters): RawScan {
	const { eventTime = "", eventTimeZoneOffset: offset } = event;
	const step = wordOf(event.bizStep, "bizstep");
	const disposition = wordOf(event.disposition, "disp");
	const pair = `${step ?? "-"}/${disposition ?? "-"}`;
	// What an inspection found lasts, and is set beside the disposition of the moment.
	const lasting = (event.persistentDisposition?.set ?? []).map((set) => `${step ?? "-"}/${wordOf(set, "disp")}`);
	const found = lasting.filter((one) => step === "inspecting" && one !== pair);
	const { readPoint, bizLocation } = event;
	return {
		code: [step, disposition].filter(Boolean).join("/"),
		// Without a step the disposition tells; a step beside a disposition that says nothing more tells alone.
		keys: [...found, pair, ...(step && !isGrave(disposition) ? [] : [`-/${disposition}`]), ...(step ? [step] : [])],
		id: idOf(event),
		text: "",
		time: { text: eventTime, offset, shownAt: offset },
		place: placeOf(readPoint, masters) ?? placeOf(bizLocation, masters),
	};
}

/** Says more than any step does. */
function isGrave(disposition: string | undefined): boolean {
	return ["damaged", "destroyed", "disposed", "stolen", "returned"].includes(disposition ?? "");
}

/**
 * The bare word of the Core Business Vocabulary, written `shipping`, `urn:epcglobal:cbv:bizstep:shipping`,
 * `https://ref.gs1.org/cbv/BizStep-shipping` or `cbv:BizStep-shipping`, and before it in those of GS1's first trials. Another vocabulary's word stays as it is.
 */
function wordOf(written: string | undefined, kind: "bizstep" | "disp"): string | undefined {
	const pattern = new RegExp(
		`^(?:urn:epcglobal:(?:cbv|hls|epcis):${kind}:(?:\\w+:)?|(?:https?://(?:ref|ns|www)\\.gs1\\.org/(?:voc/)?cbv/|cbv:|gs1:)${kind}-)(\\w+)$`,
		"i",
	);
	const word = (written && pattern.exec(written)?.[1]) ?? written;
	// Some write the bare words as a person would: `Shipping`, `IN TRANSIT`.
	return word && /^[A-Z]+(?:[ _-][A-Z]+)*$/i.test(word) ? word.toLowerCase().replace(/[ -]/g, "_") : word;
}

type Masters = ReadonlyMap<string, RawPlace>;

const Master = z.object({
	id: text,
	"@id": text,
	attributes: list(z.object({ id: text, attribute: text })),
	attribute: list(z.object({ "@id": text, "#text": text })),
});
const VOCABULARIES = /^(?:EPCIS\w*|query\w*|results\w*|extension|Vocabulary(?:Element)?(?:List)?)$/i;

/** The places that a document describes in its header, by their names. */
function mastersIn(body: unknown): Masters {
	return new Map(mastersWithin(body, 0));
}

function mastersWithin(value: unknown, depth: number): readonly [string, RawPlace][] {
	if (typeof value !== "object" || value === null || depth > MOST_DEPTH) return [];
	if (Array.isArray(value)) return value.flatMap((element) => mastersWithin(element, depth + 1));
	if ("attributes" in value || "attribute" in value) {
		const read = Master.safeParse(value).data;
		const name = read?.id ?? read?.["@id"];
		return read && name ? [[name, placeOfMaster(read)]] : [];
	}
	const inside = Object.entries(value).filter(([name]) => VOCABULARIES.test(name));
	return inside.flatMap(([, element]) => mastersWithin(element, depth + 1));
}

function placeOfMaster({ attributes, attribute }: z.output<typeof Master>): RawPlace {
	const told = [
		...attributes.map(({ id, attribute: value }) => ({ id, value })),
		...attribute.map((one) => ({ id: one["@id"], value: one["#text"] })),
	];
	const of = (name: string) => told.find(({ id }) => new RegExp(`[:#/-]${name}$`, "i").test(id ?? ""))?.value;
	const [name, city, region, postcode] = ["name", "city", "state", "postalCode"].map(of);
	const [lat, lng] = ["latitude", "longitude"].map((one) => number.parse(of(one)));
	return { name, city, region, postcode, country: of("countryCode"), lat, lng };
}

/** A place is a number of GS1 or a web address, of which no map knows, or a point on it, `geo:52.5,13.4`. */
function placeOf(written: string | undefined, masters: Masters): RawPlace | undefined {
	if (written === undefined) return undefined;
	const [, lat, lng] = /^geo:(-?[\d.]+),(-?[\d.]+)/i.exec(written) ?? [];
	return masters.get(written) ?? (lat && lng ? { lat: Number(lat), lng: Number(lng) } : undefined);
}

export const epcis = defineCarrier({
	code: "epcis",
	name: "EPCIS (GS1)",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://ref.gs1.org/standards/epcis/2.0.1/cbv-ontology.ttl",
		checked: "2026-11-22",
		note: "A receiving may be a partner's or the buyer's, and EPCIS does not say whose: it is read as the partner's; of a place only master data or a point is shown.",
	},

	numbers: {
		// An SSCC as a Digital Link or as a URN of GS1, which has no check digit.
		pattern: /^(?:HTTPS?:\/\/[\w./]+\/(?:00|SSCC)\/\d{18}|URN:EPC:ID:SSCC:\d{6,12}\.\d{5,11})$/i,
		checkDigit: (number) => {
			const digits = /\/(?:00|SSCC)\/(\d{18})$/i.exec(number)?.[1];
			return digits === undefined ? null : isSscc(digits);
		},
		valid: ["https://id.gs1.org/00/340434161094012345"],
		invalid: [
			"https://id.gs1.org/00/340434161094012344",
			"urn:epc:id:sgtin:0614141.107346.2017",
			"00340434161094012345",
		],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: codeTable([
		["info_received.label_created", "commissioning/active commissioning encoding"],
		["info_received.awaiting_handover", "staging_outbound/in_progress staging_outbound picking reserving"],
		["picked_up.accepted", "accepting/in_progress accepting collecting consigning"],
		["picked_up.collected", "accepting/in_transit collecting/in_transit"],
		["in_transit.moving", "transporting/in_transit transporting -/in_transit -/in_progress entering_exiting"],
		["in_transit.arrived_facility", "arriving/in_progress arriving"],
		["in_transit.departed_facility", "departing/in_transit departing"],
		["in_transit.loaded", "loading/in_progress loading"],
		["in_transit.linehaul_arrived", "unloading/in_progress unloading"],
		["in_transit.handover_to_partner", "shipping/in_transit shipping shipped"],
		["in_transit.received_by_partner", "receiving/in_progress receiving received"],
		["in_transit.import_customs_presented", "inspecting/in_progress"],
		["in_transit.customs_cleared", "inspecting/conformant"],
		[["in_transit.import_customs_held", "customs.inspection"], "inspecting/non_conformant"],
		["in_transit.held", "holding/in_progress holding"],
		[
			["in_transit.damaged", "carrier.damaged"],
			"inspecting/damaged -/damaged holding/damaged transporting/damaged arriving/damaged departing/damaged loading/damaged unloading/damaged shipping/damaged storing/damaged",
		],
		["in_transit.repacked", "repackaging/in_progress repackaging"],
		["ready_for_pickup.at_point", "storing/in_progress"],
		[["delivered.damaged", "carrier.damaged"], "receiving/damaged"],
		[
			"returning.to_sender",
			"shipping/returned transporting/returned departing/returned -/returned loading/returned unloading/returned holding/returned inspecting/returned",
		],
		["returned.to_sender", "receiving/returned arriving/returned accepting/returned"],
		["cancelled.cancelled", "void_shipping/inactive void_shipping decommissioning/inactive"],
		[["exception.lost", "carrier.lost"], "-/unknown"],
		[
			"exception.destroyed",
			"destroying/destroyed destroying -/destroyed -/disposed destroying/disposed decommissioning/destroyed decommissioning/disposed",
		],
		["exception.stolen", "-/stolen inspecting/stolen holding/stolen decommissioning/stolen"],
		["exception.prohibited", "-/recalled holding/recalled"],
		["note.consolidated", "packing/in_progress packing packing/container_closed"],
		["note.split", "unpacking/in_progress unpacking unpacking/container_open"],
		[
			"note.information",
			"-/- -/active -/inactive -/conformant -/available -/reserved -/encoded -/expired -/retail_sold -/dispensed " +
				"-/container_open -/container_closed -/sellable_accessible -/sellable_not_accessible -/non_sellable_other " +
				"-/completeness_inferred -/completeness_verified -/unavailable -/needs_replacement -/non_conformant " +
				"-/non_sellable_expired -/non_sellable_damaged -/non_sellable_disposed -/non_sellable_no_pedigree_match -/non_sellable_recalled " +
				"-/no_pedigree_match -/mismatch_class -/mismatch_instance -/mismatch_quantity -/partially_dispensed " +
				"storing inspecting stocking retail_selling assembling disassembling creating_class_instance cycle_counting stock_taking sensor_reporting sampling " +
				"installing removing replacing repairing dispensing decommissioning killing other",
		],
	]),
	extract,
	// Many partners' events come in this form: none has a page for all.
	trackingUrl: () => "",

	webhook: {
		verify: standardWebhook,
		checkSecret: checkStandardSecret,
		idHeader: "webhook-id",
		setUp: "Whoever captures the events posts them here, signed with this secret as Standard Webhooks says.",
	},
});
