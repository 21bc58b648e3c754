import { z } from "zod";
import type { ReportView } from "../../services/reports.ts";
import { carrier, idShape, instant, shows, wallClock } from "./common.ts";
import { place, provenance, scan } from "./scans.ts";

export const report = shows<ReportView>()(
	z
		.strictObject({
			id: idShape("rep"),
			shipmentId: idShape("shp"),
			key: z.string().describe("Of the buyer's line in the timeline."),
			saidAt: instant,
			foundAt: instant.nullable().describe("When he said that he has it after all."),
			words: z
				.strictObject({
					note: z.string(),
					email: z.string().nullable().describe("Where he wants the answer."),
					lookedAt: z.array(z.string()),
				})
				.nullable()
				.describe("As he wrote it; null where the key that sealed it is lost."),
			evidence: z.strictObject({
				pageVersion: z.int().describe("Of the page that the buyer had before him."),
				carrier,
				trackingNumber: z.string(),
				deliveredAt: z.strictObject({ local: wallClock, instant: instant.nullable() }).nullable(),
				signed: z.boolean(),
				attempts: z.int(),
				scan: scan.nullable().describe("As the carrier told it; null where a status alone did."),
				statuses: z.array(
					z.strictObject({
						local: wallClock.nullable(),
						instant: instant.nullable(),
						signed: z.boolean(),
						carrierCode: z.string(),
						provenance: z.array(provenance),
					}),
				),
				destination: place.extend({ postcode: z.string().nullable() }).nullable(),
				distanceKm: z
					.number()
					.nullable()
					.describe("From the place of the scan to the destination, as near as both are known."),
				courier: z
					.strictObject({
						local: wallClock,
						zone: z.string().nullable(),
						instant: instant.nullable(),
						place: place.nullable(),
						provenance: z.array(provenance),
						stopsBefore: z.int().nullable(),
					})
					.nullable()
					.describe("Where the courier was last seen before it."),
				isVerified: z.boolean().describe("Who said it had shown that he knows the buyer's postcode or e-mail address."),
			}),
		})
		.meta({
			id: "Report",
			description: "What a buyer said of a delivery that he did not get, with what was known of it then.",
		}),
);
