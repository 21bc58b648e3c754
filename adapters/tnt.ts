import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	defineCarrier,
	type Extracted,
	formBody,
	list,
	type Meaning,
	markup,
	mod7,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type Refusal,
	text,
	textRules,
	Unreadable,
	xml,
} from "./kit/index.ts";

// TNT has hundreds of codes for one of its own sentences each, and no public list: a new code is read by its sentence.
const sentences = textRules("en", 1, [
	["info_received.notified", /^shipment (?:data|details) received|^booking (?:received|confirmed)/i],
	["info_received.pickup_failed", /^collection (?:failed|not made|attempted)/i],
	["picked_up.collected", /^(?:shipment|consignment) collected from customer/i],
	["in_transit.origin_facility_arrived", /^(?:shipment|consignment) received at origin depot/i],
	["in_transit.arrived_facility", /^(?:shipment|consignment) (?:received|arrived) at (?:tnt location|transit point)/i],
	[
		"in_transit.arrived_delivery_depot",
		/^(?:shipment|consignment) (?:received|arrived) at (?:destination|delivery) depot/i,
	],
	["in_transit.arrived_facility", /^import received\b/i],
	["in_transit.moving", /^(?:shipment|consignment) in transit/i],
	[
		["in_transit.customs_duty_due", "customs.duties_unpaid"],
		/\b(?:duty|duties|taxes)\b.*\b(?:payment|unpaid|due|required)/i,
	],
	["in_transit.handover_to_partner", /^onforwarded for delivery/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /^(?:shipment|consignment) (?:rerouted|misrouted|missorted)/i],
	[["in_transit.delayed_transport", "carrier.missed_connection"], /^(?:connection delay|missed connection)/i],
	[["in_transit.delayed_transport", "external.road"], /^delay due to congestion en route/i],
	[["in_transit.delayed", "external.regulatory"], /^delay due to authorities/i],
	[["in_transit.delayed_weather", "external.weather"], /^delay due to (?:bad |adverse |severe )?weather/i],
	[["in_transit.delayed_holiday", "external.holiday"], /^(?:delay due to )?(?:public|national|local|bank) holiday/i],
	[["in_transit.repacked", "carrier.damaged"], /^packaging damaged\. repacked/i],
	[
		["in_transit.delayed_transport", "carrier.missed_connection"],
		/^delay due to (?:late|missed) (?:arrival|connection|flight)/i,
	],
	["in_transit.delayed", /^(?:(?:shipment|consignment) delayed|delay)\b/i],
	[
		["in_transit.customs_info_required", "customs.documentation"],
		/customs\b.*\b(?:documents?|documentation|paperwork|information)\b.*(?:required|missing|awaited)/i,
	],
	[
		"in_transit.customs_cleared",
		/^(?:(?:shipment|consignment) )?(?:released by|cleared|released from) customs|customs clearance completed/i,
	],
	[["in_transit.import_customs_held", "customs.delay"], /^(?:(?:shipment|consignment) )?held (?:by|in|at) customs/i],
	[
		"in_transit.import_customs_presented",
		/^(?:pre-arrival )?customs clearance in progress|awaiting customs clearance/i,
	],
	[["in_transit.contact_carrier", "delivery.appointment_pending"], /^contact with receiver required/i],
	["in_transit.held_at_request", /\bheld (?:at|on) (?:the )?(?:receiver|customer|sender|consignee)'?s?'? request/i],
	["in_transit.delivery_scheduled", /^delivery date\/time slot agreed/i],
	["out_for_delivery.on_vehicle", /^(?:(?:shipment|consignment) )?out for delivery/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /^(?:customer|receiver|consignee) not (?:at )?home/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /closed on delivery attempt/i],
	[
		["delivery_attempted.refused", "recipient.refused"],
		/\brefused by (?:receiver|consignee|customer)|^receiver refused/i,
	],
	["delivery_attempted.failed", /^(?:delivery attempted|attempted delivery|unable to deliver)\b/i],
	[["in_transit.address_problem", "address.incorrect"], /\b(?:incorrect|incomplete|wrong|insufficient)\b.*\baddress/i],
	["ready_for_pickup.carrier_depot", /\b(?:available|awaiting|held|ready) for collection\b/i],
	[["in_transit.damaged", "carrier.damaged"], /^(?:shipment|consignment) damaged\b/i],
	[["in_transit.address_problem", "address.incorrect"], /^(?:address query|bad address)\b/i],
	["in_transit.held", /^(?:shipment|consignment) (?:on hold|held)\b/i],
	[
		"delivery_attempted.rescheduled",
		/\b(?:re-?delivery|new delivery date|delivery (?:date )?re-?(?:arranged|scheduled))\b/i,
	],
	["exception.search_started", /^(?:shipment|consignment) missing\b|search underway/i],
	["delivered.partial", /^(?:part(?:ial)? delivery|(?:shipment|consignment) part(?:ially)? delivered)\b/i],
	[["delivered.damaged", "carrier.damaged"], /^(?:shipment|consignment) delivered damaged/i],
	[
		"delivered.to_recipient",
		/^(?:(?:shipment|consignment) delivered (?:in good condition|to residential)|delivery by mail\b)/i,
	],
	[["delivered.to_neighbour", "delivery.indirect"], /\bdelivered to (?:a |the )?neighbo/i],
	["returned.to_sender", /^(?:shipment|consignment) returned to sender|delivered back to sender/i],
	["returning.to_sender", /\breturn(?:ing)? to (?:the )?sender\b|\bbeing returned\b/i],
]);

const STATUSES: Readonly<Record<string, Meaning>> = {
	...sentences.statuses,
	...codeTable([
		["picked_up.collected", "PU"],
		["in_transit.origin_facility_arrived", "CI"],
		["in_transit.arrived_facility", "AR AS IR IS"],
		["in_transit.moving", "TR OS"],
		["in_transit.delayed", "NR"],
		[["in_transit.delayed_transport", "carrier.missed_connection"], "MLA"],
		[["in_transit.delayed_transport", "external.road"], "LAC"],
		[["in_transit.delayed", "external.regulatory"], "LAA"],
		[["in_transit.repacked", "carrier.damaged"], "CDB FDB"],
		["out_for_delivery.on_vehicle", "OD"],
		// The post delivers, TNT books it as delivered, and nobody signs.
		["delivered.to_recipient", "OK PA"],
		// A doubt about TNT's own records, not about the parcel.
		["note.information", "AA"],
		// EXC is not here: it says that something was unusual, and only the rows say what.
		["delivered.to_recipient", "summary:DEL"],
		["in_transit.moving", "summary:INT"],
	]),
};

const StatusData = z.object({
	StatusCode: text,
	StatusDescription: text,
	LocalEventDate: text,
	LocalEventTime: text,
	Depot: text,
	DepotName: text,
});
const Consignment = z.object({
	ConsignmentNumber: text,
	OriginDepot: text,
	CollectionDate: text,
	DeliveryDate: text,
	DeliveryTime: text,
	Signatory: text,
	POD: text,
	SummaryCode: text,
	ShipmentSummary: part(z.object({ DueDate: text })),
	StatusData: list(StatusData),
});
const Body = z.object({
	TrackResponse: part(
		z.object({
			Consignment: list(Consignment),
			Error: list(z.object({ Code: text, Message: text })),
		}),
	),
});
type Consignment = z.output<typeof Consignment>;
type StatusData = z.output<typeof StatusData>;

function extract(body: string): Extracted {
	const response = xml(body, Body).TrackResponse;
	const { Consignment: consignments = [], Error: errors = [] } = response ?? {};
	if (consignments.length === 0 && errors.length === 0) {
		throw new Unreadable("TrackResponse: neither consignments nor an error");
	}
	const refusals = errors.map(({ Code = "", Message = "" }): Refusal => {
		const outcome = Code === "9000" ? "denied" : outcomeOf(Code, Message);
		return { trackingNumber: null, outcome, detail: `${Code}: ${Message}` };
	});
	const shipments: RawShipment[] = [];
	const numbers = consignments.map(({ ConsignmentNumber }) => ConsignmentNumber);
	for (const consignment of consignments) {
		const isShared = numbers.filter((number) => number === consignment.ConsignmentNumber).length > 1;
		const { ConsignmentNumber: trackingNumber = null, SummaryCode, StatusData: rows } = consignment;
		if (rows.length > 0 || (SummaryCode !== undefined && SummaryCode !== "CNF"))
			shipments.push(shipment(consignment, isShared));
		else if (trackingNumber === null) throw new Unreadable("Consignment: neither a number nor rows");
		else refusals.push({ trackingNumber, outcome: "not-found", detail: "CNF: consignment not found" });
	}
	return { shipments, refusals };
}

/**
 * Numbers are used again. Two consignments of one are kept apart like pieces, so that the delivery of the one does not
 * end the other; their summaries, which would stand for both, are left out.
 */
function shipment(consignment: Consignment, isShared: boolean): RawShipment {
	const { ConsignmentNumber, SummaryCode, DeliveryDate, DeliveryTime, Signatory, POD, StatusData: rows } = consignment;
	const piece = isShared ? [consignment.OriginDepot, consignment.CollectionDate].filter(Boolean).join(" ") : undefined;
	const key = `summary:${SummaryCode}`;
	const isTold = Object.hasOwn(STATUSES, key) && !(isShared && rows.length > 0);
	const isDelivered = SummaryCode === "DEL" && DeliveryDate !== undefined;
	const due = isShared && isDelivered ? undefined : consignment.ShipmentSummary?.DueDate;
	const time = isDelivered ? { text: clockOf(DeliveryDate, DeliveryTime) } : undefined;
	return {
		trackingNumber: ConsignmentNumber ?? null,
		scans: rows.map((row) => scan(row, Signatory, piece)),
		order: "newest-first",
		status: SummaryCode && isTold ? { code: SummaryCode, keys: [key], time } : undefined,
		promised: due ? { from: { text: due }, to: { text: due } } : undefined,
		// The proof of delivery is an address of the signature's image.
		signed: Signatory !== undefined || POD !== undefined,
	};
}

function scan(row: StatusData, signer: string | undefined, piece: string | undefined): RawScan {
	const { StatusCode = "", StatusDescription, LocalEventDate, LocalEventTime, Depot, DepotName } = row;
	const named = sentences.keyOf(StatusDescription);
	return {
		code: StatusCode,
		keys: named === undefined ? [StatusCode] : [StatusCode, named],
		text: StatusDescription ?? "",
		time: { text: clockOf(LocalEventDate, LocalEventTime) },
		place: DepotName || Depot ? { name: DepotName ?? Depot } : undefined,
		piece,
		marked: StatusCode === "OK" ? { signedBy: signer } : undefined,
	};
}

function clockOf(day = "", clock: string | undefined): string {
	return clock === undefined ? day : `${day} ${clock}`;
}

const HOST = "express.tnt.com";

export const tnt = defineCarrier({
	code: "tnt",
	name: "TNT",
	countries: ["NL"],
	source: {
		kind: "documented",
		url: "https://express.tnt.com/expresswebservices-website/app/tracking.html",
		checked: "2026-11-22",
		note: "Shape and request are those of ExpressConnect 3.1; the status codes are only known from replies, and accounts opened since TNT joined FedEx are FedEx's.",
	},

	numbers: {
		pattern: /^(?:\d{9}|GD\d{9}WW)$/,
		checkDigit: (number) => {
			const digits = number.replace(/\D/g, "");
			return mod7(digits.slice(0, -1)) === Number(digits.at(-1));
		},
		valid: ["100000003", "GD200000006WW"],
		invalid: ["100000004", "GD200000005WW", "1234567890", "GD100000003GB"],
	},

	clock: {
		formats: ["yyyyMMdd HHmm", "yyyyMMdd HHmmss", "yyyyMMdd"],
		zone: { kind: "scan-site", fallback: null },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) =>
		`https://www.tnt.com/express/en_gb/site/shipping-tools/tracking.html?${new URLSearchParams({ searchType: "con", cons: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			username: z.string().min(1),
			password: z.string().min(1),
			/** The country of the account, where its consignments start. */
			originCountry: z.string().min(1),
		}),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 50,
		request: (queries, { credentials: { username, password, originCountry } }) => {
			const numbers = queries.map(
				({ trackingNumber }) => markup`<ConsignmentNumber>${trackingNumber}</ConsignmentNumber>`,
			);
			const asked = markup`<?xml version="1.0" encoding="UTF-8"?><TrackRequest locale="en_US" version="3.1"><SearchCriteria marketType="INTERNATIONAL" originCountry="${originCountry}">${numbers}</SearchCriteria><LevelOfDetail><Complete/></LevelOfDetail></TrackRequest>`;
			return {
				method: "POST",
				url: `https://${HOST}/expressconnect/track.do`,
				headers: {
					authorization: basicAuthorization(username, password),
					"content-type": "application/x-www-form-urlencoded",
					accept: "text/xml",
				},
				body: formBody({ xml_in: asked.xml }),
			};
		},
	},
});
