import { z } from "zod";
import {
	codeTable,
	courierNamed,
	defineCarrier,
	type Extracted,
	json,
	list,
	number,
	offsetAtEpoch,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	Unreadable,
} from "./kit/index.ts";

const Event = z.object({
	Timestamp: number,
	DateTime: text,
	Country: text,
	City: text,
	State: text,
	Zip: text,
	Code: text,
	Description: text,
});
const Shipment = z.object({
	TrackingNumber: text,
	Carrier: text,
	CarrierTrackingNumber: text,
	CarrierLocalTrackingNumber: text,
	Events: list(Event),
});
const Body = z.object({ ErrorLevel: text, Error: text, Shipment: part(Shipment) });
type Event = z.output<typeof Event>;
type Shipment = z.output<typeof Shipment>;

function extract(body: string): Extracted {
	const { ErrorLevel: level, Error: error = "", Shipment: told } = json(body, Body);
	if (told !== undefined && told.Events.length > 0) return { shipments: [shipment(told)] };
	if (level === undefined) throw new Unreadable("body: neither events nor an error level");
	return { shipments: [], refusals: [refusal(told?.TrackingNumber ?? null, level, error)] };
}

/** Level 0 is a success and 1 one with a warning: without events there is then nothing known of the number. */
function refusal(trackingNumber: string | null, level: string, error: string): Refusal {
	const detail = `${level}: ${error || "no events"}`;
	if (/^[01]$/.test(level) || /(?:not|isn't|no) (?:found|known|exist)|unknown (?:tracking|shipment)/i.test(error)) {
		return { trackingNumber, outcome: "not-found", detail };
	}
	const isDenied = /api ?key|access denied|not allowed|permission/i.test(error);
	return { trackingNumber, outcome: isDenied ? "denied" : outcomeOf(level, error), detail };
}

function shipment({ TrackingNumber, Carrier, Events, ...told }: Shipment): RawShipment {
	const CarrierTrackingNumber = told.CarrierTrackingNumber ?? told.CarrierLocalTrackingNumber;
	const isOther = CarrierTrackingNumber !== undefined && CarrierTrackingNumber !== TrackingNumber;
	return {
		trackingNumber: TrackingNumber ?? CarrierTrackingNumber ?? null,
		scans: Events.map(scan),
		order: orderByTimes(Events.map(({ DateTime }) => DateTime)),
		continues:
			isOther && Carrier
				? [{ trackingNumber: CarrierTrackingNumber, carrier: courierNamed(Carrier), carrierName: Carrier }]
				: undefined,
	};
}

function scan(event: Event): RawScan {
	const { Code = "", Description = "", City, State, Zip, Country } = event;
	return {
		code: Code,
		text: Description,
		time: time(event),
		place: { city: City, region: State, postcode: Zip, country: Country },
	};
}

/** The clock on the wall, and the seconds since 1970 beside it: together they tell the offset. */
function time({ DateTime, Timestamp }: Event): RawTime {
	if (DateTime === undefined) return { text: Timestamp === undefined ? "" : String(Timestamp) };
	const [, day, clock] = /^(\S+)[ T](\S+)$/.exec(DateTime) ?? [];
	const offset = Timestamp ? offsetAtEpoch(day, clock, Timestamp) : null;
	return { text: DateTime, offset: offset ?? undefined };
}

const HOST = "mtapi.net";

export const spring = defineCarrier({
	code: "spring",
	name: "Spring GDS",
	countries: ["NL"],
	source: {
		kind: "documented",
		url: "https://www.mailingtechnology.com/API/documentation.pdf",
		checked: "2026-11-22",
		note: "The codes are those of section 3 of the API's manual, known through a public client of it; Spring's own copy was not at hand.",
	},

	numbers: {
		pattern: /^L[A-Z]{3}\d{8}[A-Z]{2}$/,
		valid: ["LXAB00000001NL", "LTBA12345678GB"],
		invalid: ["LXAB0000001NL", "LX000000014NL", "3STEST123456789"],
	},

	clock: {
		formats: ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "iso", "epoch-s"],
		zone: { kind: "scan-site", fallback: "Europe/Amsterdam" },
	},

	statuses: codeTable([
		["info_received.label_created", "0"],
		["info_received.notified", "12"],
		[["info_received.awaiting_data", "sender.incorrect_data"], "1001"],
		["picked_up.collected", "15 18"],
		["picked_up.accepted", "20"],
		["in_transit.processed_facility", "19 22"],
		["in_transit.moving", "21 9102"],
		["in_transit.departed_origin_country", "2101"],
		["in_transit.customs_cleared", "2102"],
		// 101 is "delivered to destination country": the last that is told of what has no tracking there.
		["in_transit.arrived_destination_country", "101 2103"],
		["in_transit.import_customs_presented", "40"],
		[["in_transit.import_customs_held", "customs.delay"], "41"],
		["in_transit.arrived_facility", "9101"],
		["in_transit.arrived_delivery_depot", "93"],
		["in_transit.delayed", "9302"],
		["out_for_delivery.on_vehicle", "9301"],
		["delivery_attempted.problem", "31"],
		["delivery_attempted.failed", "91"],
		["ready_for_pickup.at_point", "92"],
		["delivered.to_recipient", "100"],
		[["exception.lost", "carrier.lost"], "111"],
		["exception.destroyed", "12506"],
		["returning.to_sender", "124"],
		["returned.to_sender", "125 12406 12502 12505"],
		[["returned.to_sender", "recipient.refused"], "12501"],
		[["returned.to_sender", "carrier.damaged"], "12503"],
		[["returned.to_sender", "recipient.not_collected"], "12504"],
		["cancelled.cancelled", "4106"],
		["note.information", "25 9999"],
	]),

	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.mailingtechnology.com/tracking/?${new URLSearchParams({ tn: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ apiKey: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { apiKey } }) => ({
			method: "POST",
			url: `https://${HOST}/`,
			headers: { "content-type": "text/json" },
			body: JSON.stringify({
				Apikey: apiKey,
				Command: "TrackShipment",
				Shipment: { TrackingNumber: query.trackingNumber },
			}),
		}),
	},
});
