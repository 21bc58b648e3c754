import { z } from "zod";
import {
	codeTable,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	flag,
	json,
	list,
	mod37,
	orderByTimes,
	outcomeOf,
	part,
	phraseIn,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawStatus,
	type Refusal,
	readTownOfCountry,
	shaped,
	text,
	Unreadable,
} from "./kit/index.ts";

const Place = part(z.object({ name: text, city: text, country: text, countryCode: text, postalCode: text }));
const Event = z.object({ timestamp: text, status: text, description: text, location: Place, signedBy: text });
/** The newest event alone, as the app of DPD's recipients has it. */
const when = { eventDateAndTime: text, eventDateAndTimeZoneId: text };
const Newest = z.object({ ...when, description: text, city: text, countryCode: text });
const Failure = z.object({ code: text, message: text });
const promise = { estimatedDelivery: text, deliveryDate: text, deliveryTimeFrom: text, deliveryTimeTo: text };
const parcel = { trackingNumber: text, parcelNumber: text, statusDescription: text, signedBy: text };
const Parcel = z.object({
	...promise,
	...{ ...parcel, message: text, path: text },
	status: z.union([Newest, text]).optional(),
	events: z.undefined().or(list(Event)),
	error: z.union([Failure, text]).optional(),
	errors: list(Failure),
});
type Parcel = z.output<typeof Parcel>;

// The life cycle of a parcel, as DPD Germany's tracking page is given it.
const ScanType = part(z.object({ code: text, name: text }));
const AdditionalCodes = part(z.object({ additionalCode: list(z.object({ code: text })) }));
const LifeCycle = z.object({
	shipmentInfo: part(z.object({ parcelLabelNumber: text })),
	statusInfo: list(
		z.object({
			status: text,
			label: text,
			description: part(z.object({ content: list(text) })),
			statusHasBeenReached: flag,
			isCurrentStatus: flag,
			location: text,
			date: text,
		}),
	),
	scanInfo: part(
		z.object({
			scan: list(
				z.object({
					date: text,
					scanType: ScanType,
					scanData: part(
						z.object({ scanType: ScanType, location: text, country: text, additionalCodes: AdditionalCodes }),
					),
					scanDescription: part(z.object({ label: text, content: list(text) })),
				}),
			),
		}),
	),
});
const Body = z.object({
	parcellifecycleResponse: part(z.object({ parcelLifeCycleData: part(LifeCycle) })),
	incomingShipments: z.undefined().or(list(Parcel)),
	sendingShipments: list(Parcel),
});

function extract(body: string): Extracted {
	const bodies = json(body, list(z.looseObject(Body.shape)));
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const { parcellifecycleResponse: page, incomingShipments, sendingShipments, ...rest } of bodies) {
		if (page) {
			const told = page.parcelLifeCycleData ? lifeCycle(page.parcelLifeCycleData) : null;
			if (told && (told.scans.length > 0 || told.status)) shipments.push(told);
			else if (told?.trackingNumber) {
				// DPD has its data and not yet the parcel: of a number that it does not know it tells no life at all.
				refusals.push({ trackingNumber: told.trackingNumber, outcome: "empty", detail: "no status is reached" });
			} else refusals.push(nothing(null));
			continue;
		}
		const parcels = incomingShipments ? [...incomingShipments, ...sendingShipments] : [shaped(rest, Parcel)];
		for (const parcel of parcels) {
			const told = readParcel(parcel);
			if ("outcome" in told) refusals.push(told);
			else shipments.push(told);
		}
	}
	if (bodies.length === 0) throw new Unreadable("body: an empty list");
	return { shipments, refusals };
}

function nothing(trackingNumber: string | null): Refusal {
	return { trackingNumber, outcome: "not-found", detail: "no events" };
}

function readParcel(parcel: Parcel): RawShipment | Refusal {
	const trackingNumber = parcel.trackingNumber ?? parcel.parcelNumber ?? null;
	const failure = parcel.error ?? parcel.errors[0];
	if (failure) return refused(parcel, failure);
	const newest = typeof parcel.status === "object" ? parcel.status : undefined;
	const header = typeof parcel.status === "string" ? statusOf(parcel.status, parcel.statusDescription) : undefined;
	if (trackingNumber === null && parcel.message && !parcel.events) return refused(parcel, parcel.message);
	if (trackingNumber === null && !parcel.events) throw new Unreadable("body: neither a parcel nor an error");
	const scans = newest?.eventDateAndTime ? [newestScan(newest)] : (parcel.events ?? []).map((event) => scan(event));
	if (scans.length === 0 && !header) return nothing(trackingNumber);
	return {
		trackingNumber,
		order: orderByTimes(scans.map(({ time }) => time.text)),
		scans,
		status: header,
		promised: promised(parcel),
		signed: parcel.signedBy !== undefined,
	};
}

function refused({ status, message = "", path = "" }: Parcel, error: z.output<typeof Failure> | string): Refusal {
	const { code = "", message: words = message } = typeof error === "string" ? { message: message || error } : error;
	const number = /\/tracking\/([^/?]+)/.exec(path)?.[1] ?? null;
	const said = `${code.replaceAll("_", " ")} ${typeof error === "string" ? error : ""} ${words}`;
	const outcome = outcomeOf(typeof status === "string" ? status : "", said);
	return { trackingNumber: number, outcome, detail: `${code || status || "error"}: ${words}` };
}

function statusOf(written: string, words: string | undefined): RawStatus {
	return { code: written, keys: keysOf(written, words), text: words };
}

// Few codes for everything: the words beside them say which event of its kind it was.
function keysOf(status: string, words: string | undefined): string[] {
	const written = status.toUpperCase().replace(/[\s-]+/g, "_");
	const code =
		/^(?:DELIVERY_(?:FAILED|FAILURE|ATTEMPTED|UNSUCCESSFUL)|FAILED_(?:DELIVERY|ATTEMPT)|UNSUCCESSFUL_\w+)$/.test(
			written,
		)
			? "NOT_DELIVERED"
			: written;
	const phrase = phraseIn(words);
	return phrase ? [`${code}/${phrase}`, code] : [code];
}

function scan({ timestamp = "", status = "", description, location, signedBy }: z.output<typeof Event>): RawScan {
	return {
		code: status,
		keys: keysOf(status, description),
		text: description ?? "",
		time: { text: timestamp },
		place: location && {
			name: location.name,
			city: location.city,
			postcode: location.postalCode,
			country: location.country ?? location.countryCode,
		},
		marked: { signedBy },
	};
}

function newestScan(newest: z.output<typeof Newest>): RawScan {
	const { description = "", eventDateAndTime = "", eventDateAndTimeZoneId: zone } = newest;
	return {
		code: description,
		keys: keysOf(description, undefined),
		text: description,
		time: { text: eventDateAndTime, zone },
		place: { city: newest.city, country: newest.countryCode },
	};
}

function promised({
	estimatedDelivery,
	deliveryDate,
	deliveryTimeFrom,
	deliveryTimeTo,
	status,
}: Parcel): RawShipment["promised"] {
	const isDone = typeof status === "object" && /^DELIVERED/i.test(status.description ?? "");
	const written = estimatedDelivery ?? (isDone ? undefined : deliveryDate);
	if (!written) return undefined;
	const day = dayAtMidnight(written);
	const at = (clock: string | undefined) => ({ text: clock ? `${day} ${clock}` : day });
	return deliveryTimeFrom && deliveryTimeTo
		? { from: at(deliveryTimeFrom), to: at(deliveryTimeTo) }
		: { from: at(undefined), to: at(undefined) };
}

function lifeCycle({ shipmentInfo, statusInfo, scanInfo }: z.output<typeof LifeCycle>): RawShipment {
	const trackingNumber = shipmentInfo?.parcelLabelNumber ?? null;
	const scans = (scanInfo?.scan ?? []).map(({ date = "", scanData, scanDescription, ...one }): RawScan => {
		const scanType = scanData?.scanType ?? one.scanType;
		const words = scanDescription?.content.filter(Boolean).join(" ") || (scanDescription?.label ?? "");
		return {
			code: scanType?.code ?? "",
			keys: scanKeys(scanType, scanData?.additionalCodes?.additionalCode[0]?.code, words),
			text: words,
			time: { text: date },
			place: place(scanData?.location, scanData?.country),
		};
	});
	if (scans.length > 0) return { trackingNumber, order: "oldest-first", scans };
	// Without its scans the page tells of the stages that are reached; of some of them no time.
	const reached = statusInfo.filter(({ statusHasBeenReached }) => statusHasBeenReached);
	const read = reached.map(({ status = "", label, description, date, location }) => {
		const words = description?.content.filter(Boolean).join(" ") || (label ?? "");
		return {
			code: status,
			keys: keysOf(status, words),
			text: words,
			time: { text: date ?? "" },
			place: place(location),
		};
	});
	const current = reached.findIndex(({ isCurrentStatus }) => isCurrentStatus);
	return {
		trackingNumber,
		order: "oldest-first",
		scans: read.filter(({ time }) => time.text !== ""),
		status: headerOf(read[current]),
	};
}

function headerOf(stage: RawScan | undefined): RawStatus | undefined {
	if (!stage) return undefined;
	const { code, keys, text: words, time } = stage;
	return { code, keys, text: words, time: time.text === "" ? undefined : time };
}

/** A type of scan has a number, with or without its zero, and a name, such as `SC_03_OUT_FOR_DELIVERY`. */
function scanKeys(scanType: z.output<typeof ScanType>, more = "", words: string): string[] {
	const { code = "", name = "" } = scanType ?? {};
	const number = `scan:${code.padStart(2, "0")}`;
	const named = /^SC_?\d*_(\w+)$/.exec(name)?.[1];
	const phrase = phraseIn(words);
	return [
		...(more ? [`${number}+${more}`] : []),
		...(phrase ? [`${number}/${phrase}`] : []),
		...(named ? [`scan:${named}`] : []),
		number,
	];
}

/** `Hamburg (DE)`. */
function place(location: string | undefined, country?: string): RawPlace | undefined {
	if (!location) return undefined;
	return readTownOfCountry(location) ?? { city: location, country };
}

const STATUSES = codeTable([
	["info_received.label_created", "SHIPMENT START DATA_TRANSMITTED ORDER_INFORMATION_TRANSMITTED"],
	["info_received.label_created", "NO_TRACKINGDATA CREATED ORDER_CREATED REGISTERED LABEL_CREATED"],
	["info_received.label_created", "DATA_RECEIVED INFO_RECEIVED IN_TRANSIT/announced"],
	["picked_up.collected", "PICKED_UP COLLECTED IN_TRANSIT/picked-up scan:05 scan:15 scan:PICKUP"],
	["picked_up.accepted", "ACCEPTED HANDED_OVER PARCEL_HANDED IN_TRANSIT/accepted"],
	["picked_up.dropped_off", "DROPPED_OFF"],
	["in_transit.moving", "IN_TRANSIT ON_THE_ROAD"],
	["in_transit.arrived_facility", "ARRIVED AT_DEPOT AT_HUB INBOUND IN_TRANSIT/arrived scan:10 scan:HUB"],
	["in_transit.arrived_facility", "scan:HUBSCAN scan:HUB_SCAN"],
	["in_transit.origin_facility_arrived", "AT_SENDING_DEPOT"],
	["in_transit.processed_facility", "SORTED SORTED_TO_PICKUP_LOCATION PARCEL_PROCESSING"],
	["in_transit.processed_facility", "IN_TRANSIT/processed scan:01 scan:SORT scan:CONSOLIDATION"],
	["in_transit.departed_facility", "DEPARTED IN_TRANSIT/departed"],
	["in_transit.loaded", "scan:20 scan:LOADING"],
	["in_transit.arrived_delivery_depot", "AT_DELIVERY_DEPOT AT_DELIVERY_CENTER AT_DELIVERY_CENTRE"],
	["in_transit.arrived_delivery_depot", "IN_TRANSIT/at-depot scan:02 scan:INBOUND"],
	["in_transit.held_at_delivery_depot", "scan:08 scan:WAREHOUSE"],
	["in_transit.import_customs_presented", "CUSTOMS IN_CUSTOMS IN_TRANSIT/customs scan:12"],
	["in_transit.customs_cleared", "CUSTOMS_CLEARED IN_TRANSIT/cleared scan:17"],
	["in_transit.redirected_by_carrier", "scan:14+091"],
	["in_transit.delayed", "DELAYED IN_TRANSIT/delayed"],
	["in_transit.held", "ON_HOLD HELD IN_TRANSIT/held scan:09"],
	[["in_transit.damaged", "carrier.damaged"], "DAMAGED"],
	["out_for_delivery.on_vehicle", "OUT_FOR_DELIVERY PARCEL_OUT_FOR_DELIVERY IN_DELIVERY CAR_LOAD COURIER"],
	["out_for_delivery.on_vehicle", "IN_TRANSIT/with-courier scan:03 scan:OUT_FOR_DELIVERY scan:IN_DELIVERY"],
	["delivery_attempted.failed", "NOT_DELIVERED scan:04 scan:14 scan:NOT_DELIVERED"],
	[["delivery_attempted.recipient_absent", "recipient.absent"], "NOT_DELIVERED/absent scan:04/absent scan:14/absent"],
	[["delivery_attempted.refused", "recipient.refused"], "REFUSED NOT_DELIVERED/refused scan:04/refused"],
	[["delivery_attempted.refused", "recipient.refused"], "scan:14/refused"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "NOT_DELIVERED/closed"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "scan:04/closed scan:14/closed"],
	[["delivery_attempted.address_not_found", "address.incorrect"], "NOT_DELIVERED/bad-address"],
	[["delivery_attempted.address_not_found", "address.incorrect"], "scan:04/bad-address scan:14/bad-address"],
	["ready_for_pickup.at_point", "READY_FOR_PICKUP READY_FOR_COLLECTION AVAILABLE_FOR_COLLECTION"],
	["ready_for_pickup.at_point", "AVAILABLE_FOR_PICKUP AT_PARCELSHOP AT_PARCEL_SHOP AT_PICKUP_POINT"],
	["ready_for_pickup.at_point", "PICKUP_PARCELSHOP DELIVERED_TO_PARCELSHOP DELIVERED_TO_PICKUP_POINT"],
	["ready_for_pickup.at_point", "IN_TRANSIT/to-collect scan:23 scan:STORE_DROPOFF"],
	["delivered.to_recipient", "DELIVERED scan:13 scan:DELIVERED"],
	["delivered.collected", "DELIVERED/collected-by-recipient COLLECTED_BY_CONSIGNEE PICKED_UP_BY_CONSIGNEE"],
	["delivered.collected", "scan:13/collected-by-recipient"],
	[["delivered.to_neighbour", "delivery.indirect"], "DELIVERED/neighbour DELIVERED_TO_NEIGHBOUR"],
	[["delivered.to_neighbour", "delivery.indirect"], "DELIVERED_TO_NEIGHBOR scan:13/neighbour"],
	["delivered.letterbox", "DELIVERED/letterbox scan:13/letterbox"],
	["delivered.safe_place", "DELIVERED/safe-place DELIVERED_TO_SAFE_PLACE scan:13/safe-place"],
	["returning.to_sender", "RETURNING RETURN RETURN_TO_SENDER IN_RETURN IN_TRANSIT/returning scan:06"],
	["returning.to_sender", "scan:SYSTEM_RETURN"],
	["returned.to_sender", "RETURNED RETURNED_TO_SENDER DELIVERED/returned scan:13/returned"],
	["cancelled.cancelled", "CANCELLED CANCELED"],
	[["exception.lost", "carrier.lost"], "LOST"],
	["exception.unspecified", "EXCEPTION"],
	["note.information", "scan:18"],
]);

export const dpd = defineCarrier({
	code: "dpd",
	name: "DPD",
	countries: ["DE", "FR", "GB", "NL", "BE", "PL"],
	source: {
		kind: "observed",
		url: "https://www.dpdgroup.com/",
		checked: "2026-11-22",
		note: "DPD publishes no list of its statuses and opens its group interface to its own customers alone, so Wayline reads it and does not poll it.",
	},

	numbers: {
		pattern: /^(?:[01]\d{13}[0-9A-Z]?|\d{27}[0-9A-Z])$/,
		// The check character stands behind DPD's fourteen digits, and at the end of its barcode.
		checkDigit: (number) => (number.length === 14 ? null : mod37(number.slice(0, -1)) === number.at(-1)),
		valid: ["008182709980000020033350276C"],
		invalid: ["008182709980000020033350276A", "0998000002003", "299800000200331", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["iso", "dd.MM.yyyy HH:mm", "dd/MM/yyyy HH:mm", "dd-MM-yyyy HH:mm"],
		zone: { kind: "scan-site", fallback: "Europe/Berlin" },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (number) =>
		`https://www.dpdgroup.com/be/mydpd/my-parcels/track?${new URLSearchParams({ parcelNumber: number })}`,
});
