import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Envelope,
	type Extracted,
	flag,
	isS10,
	json,
	list,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type Refusal,
	text,
	textRules,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

// The public tracer has the words of the Universal Postal Union and no codes.
const events = textRules("en", 1, [
	["returned.to_sender", /(?:delivered|returned|handed over) to (?:the )?sender/i],
	["cancelled.export_cancelled", /(?:cancel|stop).*export/i],
	["exception.import_terminated", /(?:cancel|stop|terminat).*import/i],
	["returning.to_sender", /return(?!.*customs)/i],
	["note.information", /record.*customs/i],
	["in_transit.export_customs_presented", /customs.*\(otb\)/i],
	[
		["in_transit.import_customs_held", "customs.delay"],
		/(?:held|retained|detained).*(?:import )?customs|import customs.*held/i,
	],
	["in_transit.export_customs_cleared", /(?:released|cleared).*export customs|export customs.*clear/i],
	["in_transit.export_customs_presented", /export customs/i],
	["in_transit.customs_cleared", /(?:released|return(?:ed)?|cleared|receive).*customs|customs.*(?:cleared|released)/i],
	["in_transit.import_customs_presented", /customs/i],
	[["delivery_attempted.refused", "recipient.refused"], /refus/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /absent|not at home/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:wrong|incorrect|incomplete|insufficient|unknown) address|address(?:ee)? unknown/i,
	],
	["delivery_attempted.failed", /unsuccessful|attempt/i],
	[
		"delivered.to_recipient",
		/final delivery|^delivered|delivered to (?:the )?(?:addressee|recipient)|^deliver item(?: \(inb\))?$/i,
	],
	["in_transit.delivery_scheduled", /delivery scheduled/i],
	["in_transit.forwarded_new_address", /redirect|new address/i],
	["out_for_delivery.on_vehicle", /out for (?:physical )?delivery|sent out for|to delivery agent/i],
	[
		"ready_for_pickup.post_office",
		/awaiting (?:addressee|collection)|(?:ready|available) for (?:collection|pick-?up)|(?:arrival|receive item) at collection point/i,
	],
	[
		"in_transit.arrived_delivery_depot",
		/(?:arrival|received?(?: item)?|arrived) at (?:the )?(?:delivery|collection|post) office/i,
	],
	["in_transit.held_at_delivery_depot", /hold item at delivery/i],
	// Outbound and inbound, where the office itself is not called so.
	["in_transit.export_office_arrived", /office of exchange.*\(otb\)/i],
	["in_transit.arrived_destination_country", /office of exchange.*\(inb\)/i],
	["in_transit.inward_office_departed", /domestic location.*\(inb\)/i],
	[
		"in_transit.departed_origin_country",
		/(?:departure|departed|send|sent).*(?:outward|abroad|office of exchange of origin)/i,
	],
	["in_transit.export_office_arrived", /(?:arrival|arrived|receive).*outward/i],
	["in_transit.inward_office_departed", /(?:departure|departed|send|sent).*inward/i],
	["in_transit.arrived_destination_country", /(?:arrival|arrived|receive).*inward/i],
	["in_transit.transit_country_departed", /(?:departure|departed).*transit/i],
	["in_transit.transit_country_arrived", /(?:arrival|arrived|receive).*transit office|(?:arrival|arrived).*transit/i],
	["picked_up.accepted", /posting|collection from|accept|receive item from customer/i],
	["in_transit.departed_facility", /^(?:departure|departed|dispatched?|sen[dt])\b/i],
	["in_transit.arrived_facility", /^(?:arrival|arrived|received?)\b/i],
	["in_transit.processed_facility", /sort|into (?:bag|receptacle)/i],
	["in_transit.moving", /in transit|forwarded/i],
]);

const Row = z.object({ local_Date: text, eventDate: text, country: text, location: text, event: text });
const Tracer = z.object({ error: flag, message: text, data: part(z.object({ result: list(Row) })) });
const State = z.object({ id: text, stateId: text, createDate: text });
const Body = z.object({
	order: part(z.object({ trackingId: text, stateId: text })),
	orderStateHistories: z.undefined().or(list(State)),
	data: part(z.unknown()),
	code: text,
	status: text,
	statusCode: text,
	title: text,
	message: text,
	error: text,
});
type Body = z.output<typeof Body>;

function extract(written: string, { asked }: Envelope): Extracted {
	const bodies = json(written, list(Body));
	if (bodies.some(({ data }) => data !== undefined)) return extractTracer(json(written, Tracer), asked);
	if (bodies.length === 0) throw new Unreadable("body: an empty list");
	const told = bodies.filter(({ order, orderStateHistories: states = [] }) => order !== undefined || states.length > 0);
	return {
		shipments: told.map(({ order, orderStateHistories: states = [] }) => ({
			trackingNumber: order?.trackingId ?? null,
			scans: states.map(readState),
			order: orderByTimes(
				states.map(({ createDate }) => createDate),
				"oldest-first",
			),
			// The order repeats the state of its newest row; alone it is told where there are no rows.
			status: order?.stateId ? { code: order.stateId } : undefined,
		})),
		refusals: bodies.filter((body) => !told.includes(body)).map(refusalOf),
	};
}

/** The tracer does not repeat the number it was asked for. */
function extractTracer({ error, message, data }: z.output<typeof Tracer>, asked: Envelope["asked"] = []): Extracted {
	const trackingNumber = asked.length === 1 ? (asked[0] ?? null) : null;
	const rows = data?.result ?? [];
	if (error || rows.length === 0) {
		const detail = message ?? "No events.";
		return unanswered("not-found", detail, trackingNumber);
	}
	return { shipments: [{ trackingNumber, scans: rows.map(readRow), order: "oldest-first" }] };
}

function readRow(row: z.output<typeof Row>): RawScan {
	const { local_Date: local, eventDate, country, location: name, event } = row;
	const rule = events.keyOf(event);
	const written = local ?? eventDate ?? "";
	// The clock is that of the place; abroad only the day is certain.
	const isHome = /^(?:armenia|am|հայաստան)$/i.test(country ?? "AM");
	return {
		code: "",
		keys: rule ? [rule] : [],
		text: event ?? "",
		time: { text: isHome ? written : (written.split(/[ T]/)[0] ?? "") },
		place: { name, country },
	};
}

function readState({ id, stateId = "", createDate = "" }: z.output<typeof State>): RawScan {
	return { code: stateId, id, text: "", time: { text: createDate } };
}

function refusalOf({ code, status, statusCode, title, message, error, orderStateHistories }: Body): Refusal {
	if (orderStateHistories !== undefined) return { trackingNumber: null, outcome: "not-found", detail: "No order." };
	const why = code ?? statusCode ?? status ?? "";
	const words = [title, message, error].filter((word) => word !== undefined).join(": ");
	if (!why && !words) throw new Unreadable("body: neither an order nor an error");
	const isUnknown = /not (?:exist|found)|no order|invalid (?:tracking|barcode)/i.test(words);
	return { trackingNumber: null, outcome: isUnknown ? "not-found" : outcomeOf(why, words), detail: `${why}: ${words}` };
}

const HOST = "api.haypost.am";

export const hayPost = defineCarrier({
	code: "hay-post",
	name: "HayPost",
	countries: ["AM"],
	source: {
		kind: "assumed",
		url: "https://github.com/karrioapi/karrio/tree/main/modules/connectors/hay_post",
		checked: "2026-11-22",
		note: "The numbers of an order's states are second-hand and none has words; the public tracer, which is polled, is known from others' clients alone.",
	},

	numbers: {
		pattern: /^(?:[A-Z]{2}|[A-Z]AS)\d{9}AM$/,
		checkDigit: (number) => (number.length === 13 ? isS10(number) : null),
		valid: ["RA000000005AM", "CA000000005AM"],
		invalid: ["RA000000006AM", "PAS10000000AM", "RA000000005AZ"],
	},

	clock: {
		formats: ["iso", "dd.MM.yyyy HH:mm", "dd.MM.yyyy", "dd-MM-yyyy HH:mm", "dd-MM-yyyy"],
		zone: { kind: "fixed", zone: "Asia/Yerevan" },
	},

	statuses: {
		...events.statuses,
		...codeTable([
			["info_received.label_created", "1"],
			["in_transit.moving", "2 5 7"],
			["delivery_attempted.failed", "3 4 10"],
			["delivered.to_recipient", "6"],
			["in_transit.delayed", "8 9"],
			["in_transit.held", "11"],
		]),
	},

	extract,
	trackingUrl: (number) => `https://haypost.am/en/track?${new URLSearchParams({ trackingNumber: number })}`,

	api: { hosts: [HOST], credentials: z.object({}), rate: { perSecond: 0.5 } },

	poll: {
		batch: 1,
		request: ([query]) => ({
			method: "GET",
			url: `https://${HOST}/trackingNumber/?${new URLSearchParams({ trackingNumber: query.trackingNumber, lng: "en" })}`,
			headers: { accept: "application/json" },
		}),
	},
});
