import { z } from "zod";
import type { NewEstimate } from "../services/estimate.ts";
import { ACCURACY_PARTS, type AccuracyPart, type AccuracyQuery, ANCHORS, HORIZONS } from "../services/eta-accuracy.ts";
import { carrierCode, endPoint, instant, line } from "./shapes.ts";

export const newEstimate = z.strictObject({
	origin: endPoint,
	destination: endPoint,
	handoffAt: instant.optional(),
	options: z
		.array(
			z.strictObject({
				carrier: carrierCode,
				service: line(1, 100).optional(),
				connection: line(1, 64).optional(),
			}),
		)
		.min(1)
		.max(20),
}) satisfies z.ZodType<NewEstimate>;

const parts: readonly string[] = ACCURACY_PARTS;

export const accuracyQuery = z.strictObject({
	days: z
		.string()
		.regex(/^(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-5])$/, "A whole number from 1 to 365 is wanted.")
		.transform(Number)
		.default(90),
	by: z
		.string()
		.max(40)
		.transform((text) => [...new Set(text.split(","))])
		.refine((names): names is AccuracyPart[] => names.every((name) => parts.includes(name)), {
			error: `One or more of ${ACCURACY_PARTS.join(", ")} with commas between are wanted.`,
		})
		.default([...ACCURACY_PARTS]),
	carrier: carrierCode.optional(),
	anchor: z.enum(ANCHORS).optional(),
	horizon: z
		.string()
		// A plus sign that nobody escaped is a blank in an address.
		.transform((text) => text.replace(/ $/, "+"))
		.pipe(z.enum(HORIZONS))
		.optional(),
}) satisfies z.ZodType<AccuracyQuery>;
