import { z } from "zod";
import type { TrialView } from "../../services/try-connection.ts";
import { carrier, code, condition, instant, milestone, reason, shows } from "./common.ts";
import { place, told } from "./scans.ts";

const scan = z.strictObject({
	...told,
	place: place.omit({ precision: true }).extend({ precision: z.string().nullable() }).nullable(),
	because: z.array(z.string()).describe("Why it was understood so: its time, its place and its code."),
});

export const tried = shows<TrialView>()(
	z
		.strictObject({
			outcome: z
				.enum(["ok", "empty", "not-found", "denied", "rate-limited", "error", "down", "resting", "busy"])
				.describe(
					"`empty`: nothing is told of the number yet. `down`: no answer. `resting`: the quota is spent, and nobody asked. `busy`: our turn did not come.",
				),
			detail: z.string().nullable().describe("What went wrong; null where nothing did."),
			status: z.int().nullable().describe("Of HTTP; null without an answer."),
			shipments: z.array(
				z.strictObject({
					trackingNumber: z.string().nullable(),
					carriedBy: z
						.strictObject({ carrier: carrier.nullable(), name: z.string().nullable() })
						.nullable()
						.describe("Whose parcel an aggregator says it is."),
					continues: z.array(
						z.strictObject({
							trackingNumber: z.string(),
							carrier: carrier.nullable(),
							carrierName: z.string().nullable(),
						}),
					),
					milestone,
					code,
					reason,
					condition,
					promised: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
					deliveredAt: z.strictObject({ local: z.string(), instant: instant.nullable() }).nullable(),
					signed: z.boolean(),
					registered: z.boolean().describe("You have registered it."),
					withdraws: z.int().describe("How many scans it takes back."),
					scans: z.array(scan),
				}),
			),
			problems: z.array(
				z.strictObject({
					kind: z.enum(["unreadable", "unknown-code", "bad-time", "missing-number", "contradiction", "refused"]),
					detail: z.string(),
				}),
			),
			tookMs: z.int().describe("From the question to its answer, with the wait for its turn."),
		})
		.meta({ id: "Trial", description: "What the carrier said of one number, and how it was understood." }),
);
