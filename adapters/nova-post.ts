import { z } from "zod";
import {
	codeTable,
	defineCarrier,
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
	type Refusal,
	shaped,
	sideBySide,
	text,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

const Hop = z.object({
	date: text,
	code: text,
	event_name: text,
	event_status: text,
	country_code: text,
	parcel_number: text,
	post_code: text,
	division_name: text,
	settlement_name: text,
	division_coordinates: part(z.object({ latitude: number, longitude: number })),
});
type Hop = z.output<typeof Hop>;

/** The history of one waybill. */
const History = z.object({
	number: text,
	scheduled_delivery_date: text,
	tracking: list(Hop),
	alternative_numbers: list(text),
});
type History = z.output<typeof History>;

/** What the older service says of one waybill: its present status alone. */
const Document = z.object({
	Number: text,
	StatusCode: text,
	Status: text,
	CityRecipient: text,
	WarehouseRecipient: text,
	CitySender: text,
	ScheduledDeliveryDate: text,
	ActualDeliveryDate: text,
	RecipientDateTime: text,
	TrackingUpdateDate: text,
	DateScan: text,
	DateCreated: text,
	UndeliveryReasonsSubtypeDescription: text,
	LastCreatedOnTheBasisNumber: text,
	LastCreatedOnTheBasisDocumentType: text,
});
type Document = z.output<typeof Document>;

const Words = z.unknown().optional().transform(wordsIn);
const Body = z.object({
	...History.shape,
	tracking: z.unknown().optional(),
	success: z.boolean().optional().catch(undefined),
	data: z.unknown().optional(),
	errors: Words,
	errorCodes: Words,
	message: text,
	code: text,
});

/** Errors come as text, as a list of texts or by the name of a field. */
function wordsIn(value: unknown): string {
	if (typeof value === "string" || typeof value === "number") return String(value);
	if (typeof value !== "object" || value === null) return "";
	return Object.values(value).map(wordsIn).filter(Boolean).join(" ");
}

function extract(written: string): Extracted {
	const told = json(written, list(Body)).map((body): Extracted => {
		if (body.success === true) return readDocuments(shaped(body.data ?? [], list(Document)));
		if (body.errors || body.success === false || body.message) {
			return {
				shipments: [],
				refusals: [refusalOf(`${body.errorCodes} ${body.code ?? ""}`.trim(), body.errors || body.message || "")],
			};
		}
		if (body.tracking !== undefined) return readHistories([shaped(body, History)]);
		if (Array.isArray(body.data)) return readHistories(shaped(body.data, z.array(History)));
		throw new Unreadable("body: neither a waybill nor an error");
	});
	if (told.length === 0) throw new Unreadable("body: an empty list");
	return {
		shipments: told.flatMap(({ shipments }) => shipments),
		refusals: told.flatMap(({ refusals }) => refusals ?? []),
	};
}

function refusalOf(code: string, words: string): Refusal {
	const isDenied = /api ?key|unauthori[sz]ed|token/i.test(words);
	const isUnknown = /not[_ ]found|invalid (?:document )?number|document number|не знайдено|номер/i.test(words);
	const outcome = isDenied ? "denied" : isUnknown ? "not-found" : outcomeOf(code, words.replace("To many", "Too many"));
	return { trackingNumber: null, outcome, detail: `${code}: ${words}` };
}

function readHistories(histories: readonly History[]): Extracted {
	const told = histories.filter(({ tracking }) => tracking.length > 0);
	const silent = histories.filter((history) => !told.includes(history));
	return {
		shipments: told.map(readHistory),
		refusals: silent.map((history) => ({
			trackingNumber: history.number ?? null,
			outcome: "not-found",
			detail: "No events.",
		})),
	};
}

function readHistory({
	number: own,
	scheduled_delivery_date: day,
	tracking,
	alternative_numbers,
}: History): RawShipment {
	const others = alternative_numbers.filter((other) => other !== undefined && other !== own);
	return {
		trackingNumber: own ?? null,
		// A stop that the parcel has not reached yet is no scan.
		scans: tracking.filter(({ event_status }) => !/plan|future|next|expect/i.test(event_status ?? "")).map(readHop),
		order: orderByTimes(
			tracking.map(({ date }) => date),
			"oldest-first",
		),
		promised: day ? { from: { text: day }, to: { text: day } } : undefined,
		continues: others.map((trackingNumber) => ({ trackingNumber: trackingNumber ?? "" })),
	};
}

function readHop(hop: Hop): RawScan {
	const { code = "", date = "", event_name: words, parcel_number: piece } = hop;
	const { division_name: name, settlement_name: city, post_code: postcode, division_coordinates: point } = hop;
	const pickup = { name, address: sideBySide(postcode, city), lat: point?.latitude, lng: point?.longitude };
	return {
		code,
		keys: keysOf(code, words),
		text: words ?? "",
		time: { text: date },
		place: placeOf(hop),
		pickup: isWaiting(code) && name ? pickup : undefined,
		piece,
	};
}

/** At a branch or in a locker: its name is written on the door. */
function isWaiting(code: string): boolean {
	return /^(?:7|8|14)$/.test(code);
}

/** 9 is received, wherever that was: at a branch or a locker the recipient came for it. */
function keysOf(code: string, words: string | undefined): string[] {
	const isCollected =
		/\b(?:at|in|from) (?:the )?(?:branch|division|post(?:o|a)mat|parcel locker|locker)|відділенн|поштомат/i;
	return isCollected.test(words ?? "") ? [`${code}/collected`, code] : [code];
}

/** The country is that of the service where it does not know better: alone it is no place, and a postcode such as MD-2069 knows. */
function placeOf(hop: Hop): RawPlace | undefined {
	const { division_name: name, settlement_name: city, post_code: postcode, division_coordinates: point } = hop;
	if (!name && !city && !postcode) return undefined;
	const country = /^([A-Z]{2})-/.exec(postcode ?? "")?.[1] ?? hop.country_code;
	return { name, city, postcode, country, lat: point?.latitude, lng: point?.longitude };
}

function readDocuments(documents: readonly Document[]): Extracted {
	if (documents.length === 0) {
		return unanswered("not-found", "No documents.");
	}
	const told = documents.filter(({ StatusCode }) => StatusCode !== undefined && StatusCode !== "3");
	const unknown = documents.filter((document) => !told.includes(document));
	return {
		shipments: told.map(readDocument),
		refusals: unknown.map(({ Number: trackingNumber = null, StatusCode, Status }) => ({
			trackingNumber,
			outcome: "not-found",
			detail: `${StatusCode ?? ""}: ${Status ?? ""}`,
		})),
	};
}

function readDocument(document: Document): RawShipment {
	const { Number: trackingNumber = null, StatusCode: code = "", Status, ScheduledDeliveryDate: day } = document;
	const isReceived = /^(?:9|10|11|106)$/.test(code);
	const arrived = isReceived ? (real(document.ActualDeliveryDate) ?? real(document.RecipientDateTime)) : undefined;
	const created = code === "1" || code === "2" ? real(document.DateCreated) : undefined;
	const time = arrived ?? created ?? real(document.TrackingUpdateDate) ?? real(document.DateScan);
	const keys = keysOf(code, isReceived ? document.WarehouseRecipient : undefined);
	// A return and a redirection go on under a waybill of their own.
	const isOnward = /return|redirect/i.test(document.LastCreatedOnTheBasisDocumentType ?? "");
	const onward = isOnward ? document.LastCreatedOnTheBasisNumber : undefined;
	const words = [Status, document.UndeliveryReasonsSubtypeDescription].filter(Boolean).join(": ");
	const isThere = isReceived || /^(?:6|7|8|14|101|111|112|113)$/.test(code);
	const place = isThere
		? { name: document.WarehouseRecipient, city: document.CityRecipient, country: "UA" }
		: /^(?:1|4|41|5|12)$/.test(code)
			? { city: document.CitySender, country: "UA" }
			: undefined;
	return {
		trackingNumber,
		scans: time ? [{ code, keys, text: words, time: { text: time }, place }] : [],
		order: "newest-first",
		status: { code, keys, text: Status },
		pickup: isWaiting(code) ? { name: document.WarehouseRecipient } : undefined,
		continues: onward ? [{ trackingNumber: onward }] : undefined,
		promised: real(day) ? { from: { text: day ?? "" }, to: { text: day ?? "" } } : undefined,
	};
}

/** The service writes "never" as a day of the year 1 or as zeros. */
function real(written: string | undefined): string | undefined {
	return written && !/\b000[01]\b/.test(written) ? written : undefined;
}

const HOST = "api.novaposhta.ua";

export const novaPost = defineCarrier({
	code: "nova-post",
	name: "Nova Post",
	countries: ["UA"],
	source: {
		kind: "observed",
		url: "https://api.novaposhta.ua/site/v.1.0/shipments/tracking",
		checked: "2026-11-22",
		note: "The list of codes is Nova Post's own as public clients quote it; the polled service tells the present status alone, the history is that of the public page, which is not polled.",
	},

	numbers: {
		pattern: /^(?:[1-5]\d{13}|[A-Z]{2}\d{9}NP|NP\d{14}NPG)$/,
		valid: ["20450000000011", "59000000000017", "NP00000000000001NPG"],
		invalid: ["2045000000001", "90450000000011", "NP0000000000001NPG"],
	},

	clock: {
		formats: ["iso", "dd-MM-yyyy HH:mm:ss", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd-MM-yyyy", "dd.MM.yyyy"],
		zone: { kind: "fixed", zone: "Europe/Kyiv" },
	},

	statuses: codeTable([
		["info_received.label_created", "1"],
		["info_received.awaiting_handover", "12"],
		["cancelled.cancelled", "2"],
		["pending.not_found", "3"],
		["picked_up.accepted", "4 41"],
		["in_transit.origin_facility_departed", "5"],
		["in_transit.arrived_destination_city", "6"],
		["in_transit.arrived_facility", "13 17"],
		["in_transit.departed_facility", "16 19 31"],
		["in_transit.moving", "121"],
		["in_transit.forwarded_new_address", "104"],
		["in_transit.held", "110 135 149"],
		[["in_transit.held_at_request", "recipient.requested_later"], "112"],
		["in_transit.import_customs_presented", "30 114 115 119 122 126 127 128 134 199"],
		[["in_transit.import_customs_presented", "customs.inspection"], "125 197 198"],
		[["in_transit.import_customs_held", "customs.broker_contact"], "116"],
		[["in_transit.customs_info_required", "customs.documentation"], "123 133"],
		["in_transit.customs_cleared", "120"],
		[["in_transit.address_problem", "address.incorrect"], "138"],
		["out_for_delivery.on_vehicle", "101"],
		["delivery_attempted.failed", "99 111"],
		[["delivery_attempted.refused", "recipient.refused"], "103"],
		["ready_for_pickup.at_point", "7 14"],
		["ready_for_pickup.locker", "8"],
		[["ready_for_pickup.expiring", "recipient.not_collected"], "113 141 144"],
		["delivered.to_recipient", "9 106"],
		["delivered.collected", "9/collected 106/collected"],
		["delivered.cod_paid", "10 11"],
		["returning.to_sender", "102 131 132"],
		[["exception.search_started", "carrier.being_researched"], "117"],
		[["exception.prohibited", "customs.prohibited"], "118"],
		[["exception.customs_rejected", "customs.prohibited"], "130"],
		["exception.undeliverable", "105"],
		["exception.destroyed", "155"],
		["note.information", "999"],
	]),

	extract,
	trackingUrl: (trackingNumber) => `https://novaposhta.ua/tracking/${encodeURIComponent(trackingNumber)}`,

	api: { hosts: [HOST], credentials: z.object({ apiKey: z.string().min(1) }), rate: { perSecond: 1 } },

	poll: {
		batch: 100,
		request: (queries, { credentials: { apiKey } }) => ({
			method: "POST",
			url: `https://${HOST}/v2.0/json/`,
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				apiKey,
				modelName: "TrackingDocument",
				calledMethod: "getStatusDocuments",
				methodProperties: {
					Documents: queries.map(({ trackingNumber }) => ({ DocumentNumber: trackingNumber, Phone: "" })),
				},
			}),
		}),
	},
});
