import { z } from "zod";
import { countryOfCode } from "../services/countries.ts";

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
export const instant = z.iso.datetime({ offset: true });
// Databases know no year 0, and none of five digits, which a zone can make of 9999.
const isYearKept = (text: string) => text >= "2000" && text < "2200";
const otherYear = "A year from 2000 to 2199 is wanted.";

/** As it was written. */
export const dayOrInstant = z
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
export const moment = z
	.string()
	.trim()
	.transform((text) => (day.safeParse(text).success ? `${text}T00:00:00.000Z` : text.replace(/ (?=\d\d:?\d\d$)/, "+")))
	.pipe(instantInUtc);

/** A day of which databases know the year. */
export const dayOfYears = day.refine(isYearKept, otherYear);

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

/** Where a parcel comes from or goes to. */
export const endPoint = z.strictObject({
	country,
	region: line(1, 100).optional(),
	city: line(1, 100).optional(),
	postcode: line(1, 20).optional(),
});

/** By the clock. */
export const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a time as "09:00".');

export const languageTag = z
	.string()
	.trim()
	.max(35)
	.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/, 'Write a language tag such as "de" or "pt-BR".');

/** The service's own word for where a slice begins. */
const cursor = z
	.string()
	.max(600)
	.regex(/^[A-Za-z0-9_-]+$/, 'Take the cursor from the header "Link" of the slice before.');

export const limit = z
	.string()
	.regex(/^(?:[1-9]\d?|1\d\d|200)$/, "A whole number from 1 to 200 is wanted.")
	.transform(Number)
	.default(50);

export const page = z.strictObject({ cursor: cursor.optional(), limit });

export const nothing = z.strictObject({});
