import { z } from "zod";
import type { OnTime } from "../../core/on-time.ts";
import type { Eta, EtaReasonKind } from "../../core/page.ts";
import { SILENT_PHASES } from "../../core/silence/silent-phase.ts";
import type { ArrivalDetail, ArrivalView, EtaChangeView, SilenceView } from "../../services/view-arrival.ts";
import { carrier, code, instant, shows, wallClock } from "./common.ts";

const REASONS_MOVED = [
	...["stated", "distance", "carrier", "service", "country", "region", "lane", "postcode", "origin", "seller"],
	...["trend", "age", "since-first", "late-step"],
] as const;

const window = {
	from: wallClock,
	to: wallClock,
	dateOnly: z.boolean().describe("Dates, and no times of day."),
	zone: z.string().nullable(),
};
const etaSource = z.enum(["carrier", "seller", "model"]);

export const eta = shows<Eta>()(
	z
		.strictObject({
			...window,
			likely: wallClock.nullable(),
			level: z
				.number()
				.nullable()
				.describe(
					"The share of parcels that arrive inside the window, measured; null for a promise that nobody has measured.",
				),
			source: etaSource.describe("Who says so."),
			because: z.string().describe("Plain English: where the window comes from."),
			reasons: z
				.array(
					z.strictObject({
						what: z.enum(REASONS_MOVED as readonly [EtaReasonKind, ...EtaReasonKind[]]),
						factor: z
							.number()
							.optional()
							.describe("How much longer than without it the way takes: 1.2 is a fifth longer."),
						parcels: z.number().optional().describe("The parcels that taught it, old ones counting less."),
						days: z.array(z.number()).optional(),
						working: z.boolean().optional().describe("The days are days on which the carrier works."),
						code: code.optional(),
					}),
				)
				.optional()
				.describe("The same as data, what weighs most first; absent for a promise."),
			beside: z
				.strictObject(window)
				.optional()
				.describe("What the carrier promises where a window of our own is shown instead."),
		})
		.meta({
			id: "Eta",
			description: "An arrival as shown: a window on the destination's clock, how sure it is, who says so, and why.",
		}),
);

const missed = z
	.strictObject({ promisedTo: wallClock, zone: z.string().nullable(), source: z.enum(["carrier", "seller"]) })
	.meta({ id: "MissedPromise", description: "A promise that has passed while the parcel is still to come." });

/** Members of each parcel. */
export const arrival = shows<ArrivalView>()(
	z.strictObject({
		eta: eta.nullable(),
		late: missed.nullable(),
		firstEta: eta.nullable().describe("The arrival that was shown first, as it was."),
		lateRisk: z
			.number()
			.nullable()
			.describe(
				"How likely it comes after what was promised, 0 to 1; null where nobody can say, and for a moment of the past.",
			),
		waitingSince: instant
			.nullable()
			.describe("Since when somebody at the shop should look; null where nobody need, and for a moment of the past."),
	}),
);

const onTime = shows<OnTime>()(
	z
		.strictObject({
			promisedTo: wallClock.describe("The end of what was promised."),
			state: z
				.enum(["on-time", "late", "early", "open", "overdue"])
				.describe("`open` while it can still be kept, `overdue` once it cannot and the parcel is still to come."),
			days: z.int().describe("From the promised day to the arrival, else to today; negative: before it."),
		})
		.meta({ id: "OnTime" }),
);

const etaChange = shows<EtaChangeView>()(
	z.strictObject({
		from: wallClock.nullable(),
		to: wallClock.nullable(),
		likely: wallClock.nullable(),
		source: etaSource.nullable(),
		knownAt: instant,
	}),
);

export const silence = shows<SilenceView>()(
	z
		.strictObject({
			kind: z.enum(["overdue", "expiry"]).describe("`expiry` after so long that nothing is expected any more."),
			since: instant.describe("When it was last heard of."),
			hours: z.number().describe("From then to the deadline, rest days included."),
			carrier,
			phase: z.enum(SILENT_PHASES).describe("What is waited for."),
			basis: z.enum(["carrier", "phase", "stated", "rule"]).describe("Whose gaps the hours come from."),
			gaps: z.number().describe("How many gaps there were."),
			deadline: instant.describe("When it became longer than usual."),
			piece: z.string().nullable(),
		})
		.meta({ id: "Silence", description: "Nothing was heard for longer than usual." }),
);

/** Members of one parcel. */
export const arrivalDetail = shows<ArrivalDetail>()(
	z.strictObject({
		onTime: z
			.strictObject({
				promise: onTime.nullable().describe("What the seller told its buyer."),
				carrier: onTime.nullable().describe("What the carrier promised first."),
				firstEta: onTime.nullable().describe("The arrival that was shown first."),
			})
			.describe("On time or late against each that spoke; null where nobody did, or nothing is left to measure."),
		etaHistory: z
			.array(etaChange)
			.describe("What was shown as the arrival, newest first, at most fifty changes; all null where nothing was."),
		silence: silence.nullable().describe("Null while it is nothing unusual that nothing is heard."),
	}),
);
