import { z } from "zod";
import type { AccuracyView, EtaAccuracy } from "../../services/eta-accuracy.ts";
import { HORIZONS } from "../../services/eta-accuracy.ts";
import { instant, shows } from "./common.ts";

const share = z
	.strictObject({ share: z.number(), low: z.number(), high: z.number() })
	.describe("Between `low` and `high` 95 times of 100.");

const counted = {
	carrier: z.string().optional(),
	anchor: z.string().optional(),
	horizon: z.enum(HORIZONS).optional().describe("Days ahead that the likely day was when the window was told."),
	forecasts: z.int(),
	parcels: z.int(),
};

const group = shows<AccuracyView>()(
	z
		.discriminatedUnion("measured", [
			z.strictObject({ ...counted, measured: z.literal(false) }),
			z.strictObject({
				...counted,
				measured: z.literal(true),
				coverage: share,
				coverageShown: share,
				early: z.number().describe("The share that arrived before the window opened."),
				late: z.number().describe("And after it closed."),
				meanWidthDays: z.number(),
				medianWidthDays: z.number(),
				meanShownWidthDays: z.number(),
				meanErrorDays: z.number(),
				medianErrorDays: z.number(),
				withinOneDay: z.number().describe("Arrived on the likely day, the day before or the day after."),
			}),
		])
		.meta({
			id: "MeasuredWindows",
			description: "How windows of one kind came true; without figures where they are too few to call it measured.",
		}),
);

export const etaAccuracy = shows<EtaAccuracy>()(
	z.strictObject({
		period: z.strictObject({ days: z.int(), from: instant, to: instant }),
		nominal: z.number().describe("The share that a window is meant to hold."),
		fewestForecasts: z.int().describe("Groups of fewer forecasts are not called measured."),
		all: group.nullable().describe("Null without a forecast."),
		items: z.array(group),
	}),
);
