import { z } from "zod";
import {
	type AnalyticsQuery,
	type GoalQuery,
	LANE_ENDS,
	TRANSIT_GOALS,
	TRANSIT_PARTS,
	type TransitPart,
} from "../services/analytics.ts";
import { carrierCode, line } from "./shapes.ts";

const parts: readonly string[] = TRANSIT_PARTS;
const END = /(?:\?|[A-Z]{2}(?:-[A-Z0-9]{1,3})?)/.source;

export const analyticsQuery = z.strictObject({
	days: z
		.string()
		.regex(/^(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-5])$/, "A whole number from 1 to 365 is wanted.")
		.transform(Number)
		.default(90),
	by: z
		.string()
		.max(40)
		.transform((text) => [...new Set(text.split(","))])
		.refine((names): names is TransitPart[] => names.every((name) => parts.includes(name)), {
			error: `One or more of ${TRANSIT_PARTS.join(", ")} with commas between are wanted.`,
		})
		.default(["carrier"]),
	lanes: z.enum(LANE_ENDS).default("country"),
	carrier: carrierCode.optional(),
	service: line(1, 100).optional(),
	lane: z
		.string()
		.toUpperCase()
		.regex(new RegExp(`^${END}>${END}$`), 'Write a lane as answers name it, such as "CN>DE", "US-CA>US-NY" or "?>DE".')
		.optional(),
}) satisfies z.ZodType<AnalyticsQuery>;

export const goalQuery = analyticsQuery.extend({
	until: z.enum(TRANSIT_GOALS).default("arrival"),
}) satisfies z.ZodType<GoalQuery>;
