import { z } from "zod";
import {
	type AnalyticsQuery,
	type GoalQuery,
	LANE_ENDS,
	TRANSIT_GOALS,
	TRANSIT_PARTS,
	type TransitPart,
} from "../services/analytics.ts";
import { EXCEPTION_PARTS, type ExceptionPart, type ExceptionQuery } from "../services/exceptions.ts";
import { carrierCode, line } from "./shapes.ts";

const END = /(?:\?|[A-Z]{2}(?:-[A-Z0-9]{1,3})?)/.source;

/** Names with commas between, each once. */
function partsOf<Part extends string>(parts: readonly Part[]) {
	const names: readonly string[] = parts;
	return z
		.string()
		.max(60)
		.transform((text) => [...new Set(text.split(","))])
		.refine((asked): asked is Part[] => asked.every((name) => names.includes(name)), {
			error: `One or more of ${parts.join(", ")} with commas between are wanted.`,
		});
}

export const analyticsQuery = z.strictObject({
	days: z
		.string()
		.regex(/^(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-5])$/, "A whole number from 1 to 365 is wanted.")
		.transform(Number)
		.default(90),
	by: partsOf<TransitPart>(TRANSIT_PARTS).default(["carrier"]),
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

export const exceptionQuery = analyticsQuery.extend({
	by: partsOf<ExceptionPart>(EXCEPTION_PARTS).default(["reason", "code"]),
}) satisfies z.ZodType<ExceptionQuery>;
