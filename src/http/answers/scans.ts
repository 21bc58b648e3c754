import { z } from "zod";
import { CHANNELS } from "../../core/scan.ts";
import type { ScanView } from "../../core/scan-view.ts";
import { MILESTONES } from "../../core/status.ts";
import type { ProvenScan } from "../../services/proven-scan.ts";
import { code, instant, reason, shows, wallClock } from "./common.ts";

const precision = z
	.enum(["address", "street", "postcode", "locality", "region", "country"])
	.describe("How near the truth the point is.");

export const place = z
	.strictObject({
		text: z.string().describe("In the carrier's words, without the country."),
		country: z.string().nullable().describe("Two letters of ISO 3166-1."),
		lat: z.number().nullable(),
		lng: z.number().nullable(),
		precision: precision.nullable(),
	})
	.meta({ id: "Place" });

export const provenance = z.strictObject({
	channel: z.enum(CHANNELS).describe("How it reached us; `derived` by ourselves."),
	messageId: z.string().describe("`msg_…`; empty for what a seller or a buyer said."),
	knownAt: instant.describe("When we learnt it."),
});

export const pickup = z.strictObject({
	name: z.string().nullable(),
	address: z.string().nullable(),
	hours: z.array(z.string()),
	until: z.string().nullable().describe("The last day, or its end on the clock of the place."),
	lat: z.number().nullable(),
	lng: z.number().nullable(),
});

/** What a carrier said, and how it was understood. */
export const told = {
	local: wallClock,
	zone: z.string().nullable().describe("An IANA name, or `+08:00` where only an offset is known."),
	zoneSource: z.enum(["payload", "carrier", "place", "none"]).describe("How the zone was found."),
	instant: instant.nullable().describe("Null for a date or an unknown zone."),
	precision: z.enum(["second", "minute", "day"]),
	milestone: z.enum([...MILESTONES, "note"]).describe("`note` leaves the parcel where it stands."),
	code,
	reason,
	carrierCode: z.string().describe("The carrier's own status code; empty where it has none."),
	text: z.string().describe("The carrier's own words, without personal details."),
	place: place.nullable(),
	details: z
		.strictObject({ stopsBefore: z.int().optional(), pickup: pickup.optional() })
		.optional()
		.describe("What the scan tells beside its words."),
};

/** A scan that says no rule and no message's address. */
export const scan = shows<ScanView>()(
	z
		.strictObject({
			key: z.string().describe("16 hexadecimal digits: the same for the same scan, however often it is told."),
			leg: z.int(),
			...told,
			provenance: z.array(provenance),
		})
		.meta({ id: "ToldScan", description: "A scan as a report keeps it." }),
);

export const provenScan = shows<ProvenScan>()(
	scan
		.extend({
			rule: z.string().nullable().describe("The row of the carrier's table that gave `code`; null where none did."),
			piece: z.string().nullable().describe("As the carrier names it; null where it speaks of the whole."),
			provenance: z.array(
				provenance.extend({
					message: z
						.string()
						.optional()
						.describe("Address of the message as it came, for keys with the scope `messages:read`."),
				}),
			),
		})
		.meta({ id: "Scan", description: "A line of the timeline, with all that tells where it comes from." }),
);
