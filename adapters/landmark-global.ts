import { z } from "zod";
import {
	codeTable,
	courierNamed,
	defineCarrier,
	type Extracted,
	list,
	type Meaning,
	markup,
	orderByTimes,
	outcomeOf,
	part,
	type RawContinuation,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	textRules,
	Unreadable,
	xml,
} from "./kit/index.ts";

// One code covers what Landmark and its partners call by many names: the partners' words are more particular.
const words = textRules("en", 1, [
	[["in_transit.import_customs_held", "customs.delay"], /customs (?:issue|hold|held)|held (?:by|at|in) customs/i],
	// Data about the parcel, not the parcel.
	[
		"in_transit.import_customs_presented",
		/customs (?:transmission|information|data)\b|customs clearance in progress|presented to customs/i,
	],
	["in_transit.customs_cleared", /customs clear(?:ed|ance (?:complete|released))|released (?:by|from) customs/i],
	// By the carrier of the last mile, not by the recipient.
	[
		"in_transit.received_by_partner",
		/^parcel collected\b|arrived at the postal operator of the country of destination/i,
	],
	["in_transit.departed_origin_country", /^departure to (?:the )?country of destination|^crossing border/i],
	["in_transit.arrived_destination_country", /^arrival from abroad|^received in destination country/i],
	["in_transit.received_by_partner", /^parcel received by (?:the )?local delivery courier/i],
	["in_transit.arrived_delivery_depot", /^arrival (?:at )?(?:the )?distribution office/i],
	["in_transit.departed_facility", /^(?:departure to (?:the )?distribution network|outgoing scan|despatched from)\b/i],
	["in_transit.arrived_facility", /^(?:incoming scan|package scanned at carrier facility|(?:parcel )?received at )/i],
	["in_transit.moving", /^[A-Z]{2} in transit$/i],
	[["delivered.to_neighbour", "delivery.indirect"], /^(?:item |parcel )?delivered\b.*\bneighbo/i],
	["delivered.letterbox", /^(?:item |parcel )?delivered\b.*\b(?:letter ?box|mail ?box)/i],
	["delivered.safe_place", /^(?:item |parcel )?delivered\b.*\bsafe ?place/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /\b(?:not (?:at )?home|absent|nobody (?:at )?home)\b/i],
	[["delivery_attempted.refused", "recipient.refused"], /\brefused\b/i],
]);

/** The codes under which several events come. */
const BROAD: ReadonlySet<string> = new Set([
	"75",
	"100",
	"125",
	"150",
	"155",
	"200",
	"225",
	"250",
	"275",
	"400",
	"500",
	"900",
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...words.statuses,
	...codeTable([
		["info_received.label_created", "50"],
		["info_received.notified", "60 100"],
		["info_received.awaiting_handover", "80"],
		["in_transit.processed_facility", "75 225 250"],
		[["in_transit.held", "recipient.payment_missing"], "90"],
		["in_transit.customs_cleared", "125"],
		[["in_transit.import_customs_held", "customs.delay"], "135"],
		["in_transit.departed_origin_country", "150"],
		["in_transit.arrived_facility", "155 200"],
		["in_transit.moving", "275"],
		["out_for_delivery.on_vehicle", "300"],
		["delivery_attempted.failed", "400 900"],
		["ready_for_pickup.at_point", "410"],
		["in_transit.forwarded_new_address", "450"],
		["delivered.to_recipient", "500"],
		["note.proof_of_delivery", "510"],
		["returning.to_sender", "550"],
		["returned.to_sender", "570"],
		["exception.unspecified", "800"],
	]),
};

const Event = z.object({ Status: text, DateTime: text, Location: text, EventCode: text });
const Package = z.object({
	TrackingNumber: text,
	LandmarkTrackingNumber: text,
	PackageReference: text,
	Events: part(z.object({ Event: list(Event) })),
});
const Failure = z.object({ ErrorCode: text, ErrorMessage: text });
const Failures = part(z.object({ Error: list(Failure) }));
const Body = z.object({
	TrackResponse: z.object({
		Result: part(
			z.object({
				Success: text,
				ResultMessage: text,
				ShipmentDetails: part(z.object({ EndDeliveryCarrier: text })),
				Packages: part(z.object({ Package: list(Package) })),
				Errors: Failures,
			}),
		),
		Errors: Failures,
	}),
});
type Event = z.output<typeof Event>;
type Package = z.output<typeof Package>;

function extract(body: string): Extracted {
	const { Result: result, Errors } = xml(body, Body).TrackResponse;
	const packages = result?.Packages?.Package ?? [];
	const errors = [...(Errors?.Error ?? []), ...(result?.Errors?.Error ?? [])];
	const refusals = errors.map(refusal);
	if (packages.length === 0 && refusals.length === 0) {
		if (result === undefined) throw new Unreadable("TrackResponse: neither packages nor errors");
		const isRefused = /^false$/i.test(result.Success ?? "");
		const failure = { ErrorCode: undefined, ErrorMessage: result.ResultMessage ?? "no packages" };
		refusals.push(isRefused ? refusal(failure) : unknownNumber(null));
	}
	const carrierName = partnerName(result?.ShipmentDetails?.EndDeliveryCarrier);
	const shipments: RawShipment[] = [];
	for (const one of packages) {
		const number = one.LandmarkTrackingNumber ?? one.TrackingNumber;
		if (number === undefined && one.Events === undefined) throw new Unreadable("Package: neither a number nor events");
		if ((one.Events?.Event ?? []).length === 0) refusals.push(unknownNumber(number ?? null));
		else shipments.push(shipment(one, carrierName));
	}
	return { shipments, refusals };
}

function unknownNumber(trackingNumber: string | null): Refusal {
	return { trackingNumber, outcome: "not-found", detail: "no events" };
}

function refusal({ ErrorCode = "", ErrorMessage = "" }: z.output<typeof Failure>): Refusal {
	const detail = `${ErrorCode}: ${ErrorMessage}`;
	const outcome = /^login$|client_?id|permission/i.test(ErrorCode)
		? "denied"
		: /no (?:packages?|shipments?|records?|matching)|(?:does not|doesn't) exist|could not (?:be )?(?:find|found|locate)|(?:tracking ?number|reference)\b.* invalid|invalid (?:tracking|reference)/i.test(
					ErrorMessage,
				)
			? "not-found"
			: /username|password|not active/i.test(ErrorMessage)
				? "denied"
				: outcomeOf(ErrorCode, ErrorMessage);
	return { trackingNumber: null, outcome, detail };
}

/** Who will deliver is not decided yet where it says "To Be Routed". */
function partnerName(name: string | undefined): string | undefined {
	return name === undefined || /routed|^(?:n\/?a|none|unknown)$/i.test(name) ? undefined : name;
}

function shipment(one: Package, carrierName: string | undefined): RawShipment {
	const { TrackingNumber: partner, LandmarkTrackingNumber: own } = one;
	const events = one.Events?.Event ?? [];
	const told: RawContinuation | undefined =
		own && partner && partner !== own && carrierName
			? { trackingNumber: partner, carrier: courierNamed(carrierName), carrierName }
			: undefined;
	return {
		trackingNumber: own ?? partner ?? null,
		scans: events.map(scan),
		order: orderByTimes(events.map(dayOf)),
		continues: told && [told],
	};
}

/** Hours of twelve do not sort as they stand, but days do once the year is in front. */
function dayOf({ DateTime = "" }: Event): string {
	return DateTime.slice(0, 10).replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, "$3-$1-$2");
}

function scan({ Status = "", DateTime = "", Location, EventCode = "" }: Event): RawScan {
	const named = words.keyOf(Status);
	const isParticular = EventCode === "" || BROAD.has(EventCode) || /^parcel collected\b/i.test(Status);
	return {
		code: EventCode,
		keys: named !== undefined && isParticular ? [named, EventCode] : [EventCode],
		text: Status,
		time: { text: DateTime },
		place: Location ? { name: Location } : undefined,
	};
}

const HOST = "api.landmarkglobal.com";

export const landmarkGlobal = defineCarrier({
	code: "landmark-global",
	name: "Landmark Global",
	countries: ["US", "GB", "BE"],
	source: {
		kind: "documented",
		url: "https://mercurydocs.landmarkglobal.com/docs/api-documentation",
		checked: "2026-11-22",
		note: "Whose clock the times are is not documented: they are taken for that of the place, and the words of partners come from payloads.",
	},

	numbers: {
		pattern: /^LTN\d{6,10}N\d{1,2}$/,
		valid: ["LTN70000001N1", "LTN400000012N2"],
		invalid: ["LTN70000001", "LTN12N1", "LTX70000001N1"],
	},

	clock: {
		formats: [
			"yyyy-MM-dd HH:mm:ss",
			"yyyy-MM-dd HH:mm",
			"yyyy-MM-dd hh:mm a",
			"MM/dd/yyyy hh:mm a",
			"MM/dd/yyyy hh:mm:ss a",
			"iso",
		],
		zone: { kind: "scan-site", fallback: "Europe/Brussels" },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) =>
		`https://track.landmarkglobal.com/?${new URLSearchParams({ search: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			username: z.string().min(1),
			password: z.string().min(1),
			/** The number that Landmark knows its client by. */
			clientId: z.string().min(1),
		}),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { username, password, clientId } }) => ({
			method: "POST",
			url: `https://${HOST}/v2/Track.php`,
			headers: { "content-type": "application/xml", "cache-control": "no-cache" },
			body: markup`<?xml version="1.0" encoding="UTF-8"?><TrackRequest><Login><Username>${username}</Username><Password>${password}</Password></Login><Test>false</Test><ClientID>${clientId}</ClientID><TrackingNumber>${query.trackingNumber}</TrackingNumber><RetrievalType>Historical</RetrievalType></TrackRequest>`
				.xml,
		}),
	},
});
