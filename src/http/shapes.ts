import { z } from "zod";
import { CODES } from "../core/codes.ts";
import { ACTION_BY, CONDITIONS, type Code, MILESTONES } from "../core/status.ts";
import { countryOfCode } from "../services/countries.ts";
import type { NewEstimate } from "../services/estimate.ts";
import { ACCURACY_PARTS, type AccuracyPart, type AccuracyQuery, ANCHORS, HORIZONS } from "../services/eta-accuracy.ts";
import { SUBSCRIPTION_STATES } from "../services/view-connections.ts";
import { MESSAGE_STATES, type NewShipment, type ShipmentChange } from "../services/views.ts";

// Control characters, halves of characters and what turns the direction of a line. Joiners stay: names in Persian and
// faces made of several signs are written with them.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069]/u;

/** A line of text: trimmed, of printable characters. */
export function line(min: number, max: number) {
	return z
		.string()
		.trim()
		.min(min)
		.max(max)
		.refine((text) => !UNPRINTABLE.test(text), "Holds a character that cannot be printed.");
}

export const carrierCode = z
	.string()
	.max(40)
	.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Write a carrier\'s code as GET /v1/carriers lists it, such as "fedex".');

export const webAddress = z
	.url({ protocol: /^https?$/, error: "Write a web address that begins with https:// or http://." })
	.max(2000);

const day = z.iso.date();
const instant = z.iso.datetime({ offset: true });
// Databases know no year 0, and none of five digits, which a zone can make of 9999.
const isYearKept = (text: string) => text >= "2000" && text < "2200";
const otherYear = "A year from 2000 to 2199 is wanted.";

const dayOrInstant = z
	.string()
	.trim()
	.refine((text) => day.safeParse(text).success || instant.safeParse(text).success, {
		error: 'Write a day such as "2026-11-24", or a time with its offset such as "2026-11-24T18:00:00+01:00".',
		abort: true,
	})
	.refine(isYearKept, otherYear);

/** Any time with an offset, as the same instant in UTC: texts of it compare as the times do. */
export const instantInUtc = instant.transform((text) => new Date(text).toISOString()).refine(isYearKept, otherYear);

/** A day in the address of a list is its beginning in UTC. */
const moment = z
	.string()
	.trim()
	.transform((text) => (day.safeParse(text).success ? `${text}T00:00:00.000Z` : text.replace(/ (?=\d\d:?\d\d$)/, "+")))
	.pipe(instantInUtc);

const dayOfYears = day.refine(isYearKept, otherYear);

const country = z
	.string()
	.trim()
	.transform((text, context) => {
		const code = countryOfCode(text);
		if (code !== null) return code;
		context.issues.push({
			code: "custom",
			input: text,
			message: 'Write the country as two letters of ISO 3166-1, such as "DE".',
		});
		return z.NEVER;
	});

const endPoint = z.strictObject({
	country,
	region: line(1, 100).optional(),
	city: line(1, 100).optional(),
	postcode: line(1, 20).optional(),
});

export const languageTag = z
	.string()
	.trim()
	.max(35)
	.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/, 'Write a language tag such as "de" or "pt-BR".');

const pieces = "A whole number from 1 to 1000000 is wanted.";

const newOrder = z.strictObject({
	reference: line(1, 200),
	items: z
		.array(
			z.strictObject({
				name: line(1, 300),
				quantity: z.int(pieces).min(1, pieces).max(1_000_000, pieces).optional(),
				imageUrl: webAddress.optional(),
			}),
		)
		.max(200)
		.optional(),
	buyer: z
		.strictObject({
			email: z.string().trim().max(254).pipe(z.email()).optional(),
			locale: languageTag.optional(),
			postcode: line(1, 20).optional(),
		})
		.optional(),
});

const needName = "A need's name is of letters and digits, as GET /v1/carriers lists it.";
const credentialName = "A credential's name is of letters, digits and underscores, as GET /v1/carriers lists it.";

const trackingNumber = line(3, 64).refine((text) => /[\p{L}\p{N}]/u.test(text), "Holds neither a letter nor a digit.");
const needs = z.record(z.string().regex(/^[A-Za-z0-9]{1,40}$/, needName), line(1, 100));

export const newShipment = z.strictObject({
	trackingNumber,
	carrier: carrierCode.optional(),
	reference: line(1, 200).optional(),
	order: newOrder.optional(),
	origin: endPoint.optional(),
	destination: endPoint.optional(),
	service: line(1, 100).optional(),
	promisedBy: dayOrInstant.optional(),
	needs: needs.optional(),
	returnOf: line(1, 64).optional(),
	brand: line(1, 64).nullable().optional(),
}) satisfies z.ZodType<NewShipment>;

export const shipmentChange = z
	.strictObject({
		reference: line(1, 200).nullable().optional(),
		order: newOrder.nullable().optional(),
		origin: endPoint.nullable().optional(),
		destination: endPoint.nullable().optional(),
		service: line(1, 100).nullable().optional(),
		promisedBy: dayOrInstant.nullable().optional(),
		needs: needs.nullable().optional(),
		returnOf: line(1, 64).nullable().optional(),
		brand: line(1, 64).nullable().optional(),
	})
	.refine(
		(change) => Object.keys(change).length > 0,
		"Name what is to change: reference, order, origin, destination, service, promisedBy, needs, returnOf or brand.",
	) satisfies z.ZodType<ShipmentChange>;

const batchSize = "Between 1 and 1000 waybills at once are wanted.";

/** Each is looked at on its own. */
export const shipmentBatch = z.strictObject({
	shipments: z.array(z.unknown()).min(1, batchSize).max(1000, batchSize),
});

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

export const carrierCorrection = z.strictObject({
	carrier: carrierCode,
	trackingNumber: trackingNumber.optional(),
	needs: needs.optional(),
});

export const detection = z.strictObject({ numbers: z.array(line(1, 64)).min(1).max(100) });

export const newConnection = z.strictObject({
	carrier: carrierCode,
	label: line(1, 100).optional(),
	credentials: z
		.record(z.string().regex(/^[A-Za-z0-9_]{1,60}$/, credentialName), z.string().min(1).max(8192))
		.optional(),
	webhookSecret: z.string().min(1).max(512).optional(),
});

export const connectionChange = newConnection
	.omit({ carrier: true })
	.extend({ earlierSecretHours: z.number().int().min(0).max(168).optional() })
	.refine((change) => Object.keys(change).length > 0, "Name what is to change: label, credentials or webhookSecret.");

/** The service's own word for where a slice begins. */
const cursor = z
	.string()
	.max(600)
	.regex(/^[A-Za-z0-9_-]+$/, 'Take the cursor from the header "Link" of the slice before.');

const limit = z
	.string()
	.regex(/^(?:[1-9]\d?|1\d\d|200)$/, "A whole number from 1 to 200 is wanted.")
	.transform(Number)
	.default(50);

export const page = z.strictObject({ cursor: cursor.optional(), limit });

// The keys of the table are the codes.
const CODE_NAMES = Object.keys(CODES) as [Code, ...Code[]];

export const shipmentsPage = page.extend({
	carrier: carrierCode.optional(),
	milestone: z.enum(MILESTONES).optional(),
	code: z
		.enum(CODE_NAMES, { error: 'Write a code of Wayline\'s as scans have them, such as "in_transit.customs_cleared".' })
		.optional(),
	condition: z.enum(CONDITIONS).optional(),
	action_by: z.enum(ACTION_BY).optional(),
	archived: z.enum(["true", "false", "any"]).optional(),
	created_from: moment.optional(),
	created_to: moment.optional(),
	updated_from: moment.optional(),
	updated_to: moment.optional(),
	eta_from: dayOfYears.optional(),
	eta_to: dayOfYears.optional(),
	q: line(2, 200)
		.refine((text) => /[\p{L}\p{N}]/u.test(text), "Holds neither a letter nor a digit.")
		.optional(),
	order: line(1, 200).optional(),
	reference: line(1, 200).optional(),
	sort: z
		.enum(["late_risk", "updated"], {
			error: 'Only "sort=late_risk" and "sort=updated" are known; without it the newest come first.',
		})
		.optional(),
	late_risk_min: z
		.string()
		.regex(/^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/, "A number from 0 to 1 is wanted.")
		.transform(Number)
		.optional(),
	waiting: z.literal("seller", 'Only "waiting=seller" is known: parcels at which the shop should look.').optional(),
});

export const messagesPage = page.extend({
	state: z.enum(MESSAGE_STATES).optional(),
	carrier: carrierCode.optional(),
	connection: line(1, 64).optional(),
	problems: z.literal("1", 'Only "problems=1" is known: messages with a problem.').optional(),
});

export const subscriptionsPage = z.strictObject({ limit, state: z.enum(SUBSCRIPTION_STATES).optional() });

export const shipmentMoment = z.strictObject({ as_of: instantInUtc.optional() });

export const sampleWanted = z.strictObject({ trackingNumber: newShipment.shape.trackingNumber.optional() });

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

export const nothing = z.strictObject({});
