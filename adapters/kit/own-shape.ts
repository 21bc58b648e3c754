import { z } from "zod";
import { CODES } from "../../src/core/codes.ts";
import { PUSH_LIMITS } from "../../src/core/push-limits.ts";
import { REASONS } from "../../src/core/reasons.ts";
import type { Code, Reason } from "../../src/core/status.ts";
import { MOST_LINES, MOST_OF_ADDRESS, MOST_OF_LINE, MOST_STOPS } from "./details.ts";
import { isWritten, NOT_WRITTEN } from "./numbers.ts";

// The shape of a message in Wayline's own format, as a sender should write it. The reader of own-format.ts takes its
// limits from here and forgives more; test/kit/own-shape.test.ts holds the two together.

export const MOST_SHIPMENTS = PUSH_LIMITS.shipments;

export const Latitude = z.number().min(-90).max(90);
export const Longitude = z.number().min(-180).max(180);
export const Stops = z.int().min(0).max(MOST_STOPS);
export const ownNumber = z.string().trim().min(3).max(64).refine(isWritten, NOT_WRITTEN);
export const ownCode = z.string().trim().min(1).max(64);

const written = (most: number) => z.string().min(1).max(most).regex(/\S/);

// Letters of one unit that neither end is trimmed of, in ranges that every language's patterns read alike.
const TrackingNumber = z
	.string()
	.regex(
		/^[#0-9A-Za-z\u00A1-\u167F\u1681-\u1FFF\u2070-\u2FFF\u3001-\uD7FF][ #-%(-+\--:A-Z_a-z\u00A1-\u167F\u1681-\u1FFF\u2070-\u2FFF\u3001-\uD7FF]{1,62}[#-%(-+\--:A-Z_a-z\u00A1-\u167F\u1681-\u1FFF\u2070-\u2FFF\u3001-\uD7FF]$/,
	)
	.meta({
		id: "TrackingNumber",
		description: "The number of the waybill, as the shop registers it.",
		examples: ["BIKE1207"],
	});

const Moment = z
	.union([
		z.iso.datetime({ offset: true, local: true }),
		z.iso.datetime({ offset: true, local: true, precision: -1 }),
		z.iso.date(),
		z
			.object({
				local: z
					.union([z.iso.datetime({ local: true }), z.iso.datetime({ local: true, precision: -1 }), z.iso.date()])
					.meta({ description: "What the clock on the wall showed.", examples: ["2026-11-22T11:30:00"] }),
				zone: written(60)
					.optional()
					.meta({
						description: "An IANA name or an offset. Without it the place of the scan tells the zone.",
						examples: ["Europe/Berlin", "+01:00"],
					}),
			})
			.meta({ description: "A wall clock and its zone." }),
	])
	.meta({
		id: "Time",
		description:
			"A time with its offset, or a wall clock with its zone. Without either the place tells the zone; a date alone stays a date.",
		examples: ["2026-11-22T09:00:00+01:00", { local: "2026-11-22T11:30:00", zone: "Europe/Berlin" }],
	});

const point = { dependentRequired: { lat: ["lng"], lng: ["lat"] } };

const Place = z
	.object({
		text: written(400)
			.optional()
			.meta({ description: "The name people use.", examples: ["Depot West"] }),
		country: written(60)
			.optional()
			.meta({ description: "Two letters of ISO 3166-1.", examples: ["DE"] }),
		city: written(200).optional(),
		region: written(200).optional(),
		postcode: written(40).optional(),
		lat: Latitude.optional(),
		lng: Longitude.optional(),
	})
	.meta({
		id: "Place",
		description: "Where it was. Wayline finds the point and the time zone by what is told.",
		...point,
	});

const Pickup = z
	.object({
		name: written(MOST_OF_LINE)
			.optional()
			.meta({ examples: ["Kiosk am Markt"] }),
		address: written(MOST_OF_ADDRESS)
			.optional()
			.meta({ description: "Street, postcode and town in one line.", examples: ["Marktplatz 3, 04109 Leipzig"] }),
		hours: z
			.array(written(MOST_OF_LINE))
			.max(MOST_LINES)
			.optional()
			.meta({
				description: "A line for each day, or all in one.",
				examples: [["Mo-Fr 08:00-18:00", "Sa 09:00-13:00"]],
			}),
		until: Moment.optional().meta({ description: "The last day, or its end." }),
		lat: Latitude.optional(),
		lng: Longitude.optional(),
	})
	.meta({
		id: "Pickup",
		description: "Where the parcel waits to be fetched. A later scan may tell the last day alone.",
		...point,
	});

const Courier = z
	.object({
		phone: written(40)
			.optional()
			.meta({ description: "To be called at the door.", examples: ["+49 341 5550123"] }),
		name: written(80).optional(),
	})
	.meta({ id: "Courier", description: "Who brings it. The name is shown to the recipient alone." });

const Scan = z
	.object({
		id: written(200)
			.optional()
			.meta({
				description:
					"Your own name of this scan, unique within the parcel. With it a scan can be corrected and withdrawn.",
				examples: ["a1"],
			}),
		code: z.enum(keysOf<Code>(CODES)).meta({ description: "What happened.", examples: ["picked_up.collected"] }),
		occurredAt: Moment,
		text: written(400).optional().meta({ description: "In your own words, shown to the buyer. No names, no phones." }),
		reason: z.enum(keysOf<Reason>(REASONS)).optional().meta({ description: "Why it happened." }),
		piece: written(60)
			.optional()
			.meta({ description: "Which piece of several.", examples: ["1 of 2"] }),
		place: Place.optional(),
		pickup: Pickup.optional(),
		courier: Courier.optional(),
		pickupCode: written(40).optional().meta({ description: "What opens the locker. Shown to the recipient alone." }),
	})
	.meta({ id: "Scan", description: "One thing that happened to the parcel." });

const Position = z
	.object({
		lat: Latitude,
		lng: Longitude,
		at: Moment,
		stopsBefore: Stops.optional().meta({ description: "How many stops come before this one." }),
	})
	.meta({
		id: "Position",
		description: "Where the courier is now.",
		not: { properties: { lat: { const: 0 }, lng: { const: 0 } } },
	});

const Continuation = z.object({
	trackingNumber: TrackingNumber,
	carrier: written(40)
		.optional()
		.meta({ description: "A code that GET /v1/carriers lists.", examples: ["dhl"] }),
	carrierName: written(60).optional(),
});

const Shipment = z
	.object({
		trackingNumber: TrackingNumber,
		scans: z.array(Scan).optional(),
		withdraw: z.array(written(200)).optional().meta({ description: "The ids of scans that never happened." }),
		promised: z
			.object({ from: Moment, to: Moment })
			.optional()
			.meta({ description: "When you promise to deliver, on your own clock." }),
		position: Position.optional(),
		continues: z
			.array(Continuation)
			.max(50)
			.optional()
			.meta({ description: "Other numbers under which the same parcel goes on." }),
	})
	.meta({ id: "Shipment", description: "What is told of one parcel." });

const Message = z
	.object({ shipments: z.array(Shipment).max(MOST_SHIPMENTS) })
	.meta({ title: "A message in Wayline's own format", description: "What POST /carriers/push/{connection} takes." });

/** The JSON Schema (2020-12) of a message in Wayline's own format. */
export function ownSchema(): Record<string, unknown> {
	return z.toJSONSchema(Message, { io: "output", target: "draft-2020-12" });
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): [K, ...K[]] {
	// Object.keys of a constant table that is not empty gives exactly its own keys.
	return Object.keys(table) as [K, ...K[]];
}
