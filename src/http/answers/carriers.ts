import { z } from "zod";
import { EVIDENCE } from "../../core/detect.ts";
import type { EstimateView } from "../../services/estimate.ts";
import type { CarrierView, DetectionView } from "../../services/views.ts";
import { eta } from "./arrival.ts";
import { carrier, listOf, shows } from "./common.ts";

export const carrierFacts = shows<CarrierView>()(
	z
		.strictObject({
			code: z.string(),
			name: z.string(),
			countries: z.array(z.string()),
			polls: z.boolean().describe("It is asked."),
			webhook: z.boolean().describe("It posts."),
			subscription: z
				.enum(["not-needed", "by-wayline"])
				.describe("`by-wayline`: it posts of numbers that are subscribed alone, which registering does."),
			credentials: z.array(z.string()),
			optionalCredentials: z.array(z.string()).describe("Those among the credentials that may be left out."),
			needs: z
				.array(z.strictObject({ name: z.string(), why: z.string(), required: z.boolean() }))
				.describe("What a look-up wants beside the number."),
			setUp: z.string().nullable().describe("What to do with the webhook's address and its secret, in a sentence."),
			source: z.strictObject({ kind: z.string(), url: z.string(), checked: z.string() }),
			followable: z
				.boolean()
				.describe("False: it is named and linked, and nothing is heard of its parcels but from an aggregator."),
		})
		.meta({ id: "Carrier" }),
);

export const detected = shows<DetectionView>()(
	z.strictObject({
		number: z.string().describe("As given."),
		candidates: z
			.array(
				z.strictObject({
					carrier,
					score: z.number().describe("0.01 to 0.99: the form of a number is never all there is to know."),
					evidence: z.array(z.enum(EVIDENCE)),
					name: z.string(),
					followable: z.boolean(),
				}),
			)
			.describe("Best first."),
	}),
);

export const estimates = listOf(
	shows<EstimateView>()(
		z.strictObject({
			carrier,
			service: z.string().nullable(),
			eta: eta.nullable().describe("Null where nothing is known of the carrier."),
			basis: z
				.enum(["measured", "stated", "none"])
				.describe("`stated`: too few parcels were measured, and the window is what the carrier says of itself."),
			because: z.string().nullable().describe("Why there is none; null beside one."),
		}),
	),
);
