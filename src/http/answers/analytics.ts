import { z } from "zod";
import { TRANSIT_GOALS, TRANSIT_PARTS } from "../../services/analytics.ts";
import type { TransitTimesAnswer, TransitTimesView } from "../../services/transit-times.ts";
import { instant, shows } from "./common.ts";

const share = {
	share: z.number(),
	low: z.number().describe("The true share lies between `low` and `high` 95 times of 100."),
	high: z.number(),
};
const days = z
	.strictObject({ days: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })
	.meta({ id: "MeasuredDays", description: "In days; null where too few have arrived to know." });

const counted = {
	carrier: z.string().optional(),
	lane: z.string().optional(),
	service: z.string().nullable().optional().describe("Null for parcels without one."),
	week: z.string().optional().describe("Its Monday."),
	parcels: z.int(),
	arrived: z.int().describe("Of `parcels`; the five after it are the rest."),
	open: z.int(),
	returned: z.int(),
	lost: z.int(),
	cancelled: z.int(),
	unseen: z.int(),
	knownToTheDay: z.int(),
};

const group = shows<TransitTimesView>()(
	z
		.discriminatedUnion("measured", [
			z.strictObject({ ...counted, measured: z.literal(false) }),
			z.strictObject({
				...counted,
				measured: z.literal(true),
				median: days,
				p90: days,
				arrivedWithin: z
					.array(z.strictObject({ days: z.number(), ...share }))
					.describe("What share had arrived within so many days."),
			}),
		])
		.meta({
			id: "TransitTimes",
			description: "How long parcels of one kind took; without figures where they are too few.",
		}),
);

const frame = {
	period: z.strictObject({ days: z.int(), from: instant, to: instant }),
	by: z.array(z.enum(TRANSIT_PARTS)),
	fewestParcels: z.int().describe("Groups of fewer parcels have counts and no figures."),
	parcelsToRead: z.int().describe("From before this was counted, and still to be read."),
	groupsLeftOut: z.int().describe("Smaller groups that are not listed."),
	definitions: z.record(z.string(), z.string()).describe("What each figure means, in plain words."),
};

export const transitTimes = shows<TransitTimesAnswer>()(
	z.strictObject({
		...frame,
		until: z.enum(TRANSIT_GOALS),
		all: group.nullable().describe("Null without a parcel."),
		items: z.array(group),
	}),
);
