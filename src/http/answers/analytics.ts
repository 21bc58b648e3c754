import { z } from "zod";
import { TRANSIT_GOALS, TRANSIT_PARTS } from "../../services/analytics.ts";
import { EXCEPTION_PARTS, type ExceptionsAnswer, type ExceptionView } from "../../services/exceptions.ts";
import { type OnTimeAnswer, type OnTimeView, PROMISES } from "../../services/on-time.ts";
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

const measuredShare = z
	.strictObject(share)
	.nullable()
	.meta({ id: "MeasuredShare", description: "Null where parcels are too few to tell." });

const kind = {
	carrier: z.string().optional(),
	lane: z.string().optional(),
	service: z.string().nullable().optional().describe("Null for parcels without one."),
	week: z.string().optional().describe("Its Monday."),
	month: z.string().optional(),
	parcels: z.int(),
};

const standing = {
	arrived: z.int().describe("Of `parcels`; the five after it are the rest."),
	open: z.int(),
	returned: z.int(),
	lost: z.int(),
	cancelled: z.int(),
	unseen: z.int(),
};

const counted = { ...kind, ...standing, knownToTheDay: z.int() };

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

const onTimeGroup = shows<OnTimeView>()(
	z
		.strictObject({
			...kind,
			promises: z
				.array(
					z.strictObject({
						promise: z.enum(PROMISES),
						promised: z.int().describe("The sum of kept, late, overdue, notDue, returned, cancelled and unseen."),
						kept: z.int(),
						early: z.int().nullable().describe("Of `kept`; null for the seller's own."),
						late: z.int(),
						overdue: z.int().describe("Not there, and the end has passed."),
						notDue: z.int().describe("The end is still to come; in no share."),
						ahead: z.int().describe("Of `notDue`: there already."),
						returned: z.int(),
						cancelled: z.int(),
						unseen: z.int(),
						keptShare: measuredShare.describe("Kept, of kept, late and overdue."),
						lateBy: days.nullable().describe("How long after the end half of those that missed it were there."),
					}),
				)
				.describe("Of each kind of promise of which there is one."),
			firstVisits: z.strictObject({
				parcels: z.int().describe("Of which the first visit to the door is known."),
				delivered: z.int(),
				share: measuredShare,
			}),
		})
		.meta({ id: "OnTimeShares", description: "How promises of parcels of one kind were kept." }),
);

export const onTimeShares = shows<OnTimeAnswer>()(
	z.strictObject({
		...frame,
		all: onTimeGroup.nullable().describe("Null without a parcel."),
		items: z.array(onTimeGroup),
	}),
);

const exceptionGroup = shows<ExceptionView>()(
	z
		.strictObject({
			reason: z.string().nullable().optional().describe("Null where nobody said why."),
			code: z.string().optional(),
			...kind,
			outOf: z.int().describe("Of such parcels, with an exception or without."),
			share: measuredShare,
			...standing,
			arrivedShare: measuredShare.describe("Of those whose way has ended."),
			wentOn: z.int().describe("How many went on so far."),
			median: days.nullable().describe("After how long half had gone on."),
			p90: days.nullable(),
		})
		.meta({ id: "ExceptionsMet", description: "How many parcels met exceptions of one kind, and what came of them." }),
);

export const exceptions = shows<ExceptionsAnswer>()(
	z.strictObject({
		...frame,
		by: z.array(z.enum(EXCEPTION_PARTS)),
		parcels: z.int().describe("All that were asked about, with an exception or without."),
		all: exceptionGroup.nullable().describe("Any exception at all; null without one."),
		items: z.array(exceptionGroup).describe("The most frequent first."),
	}),
);
