import { z } from "zod";
import { WEEKDAYS, type WeekHours } from "../core/staff-hours.ts";
import type { NewStaff, StaffChange } from "../services/staff.ts";
import { line, timeOfDay } from "./shapes.ts";
import { hasFields, somethingToChange, spokenTag } from "./shop-shapes.ts";

const end = z
	.string()
	.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write a time as "17:30", or "24:00" for midnight.');

const hoursOfDay = z
	.strictObject({ from: timeOfDay, to: end.describe("At or before `from`: on the next day.") })
	.refine(({ from, to }) => from !== to, 'Begins and ends at once. Write "00:00" to "24:00" for a whole day.');

export const MOST_A_DAY = 4;
const ofDay = z.array(hoursOfDay).max(MOST_A_DAY).optional();

const week = z
	.strictObject({ 1: ofDay, 2: ofDay, 3: ofDay, 4: ofDay, 5: ofDay, 6: ofDay, 7: ofDay })
	.refine((hours) => WEEKDAYS.some((day) => hours[day]?.length), "Name hours of one day at least, or null for always.")
	.describe(
		"By weekday, 1 for Monday to 7 for Sunday; a day that is not named is free.",
	) satisfies z.ZodType<WeekHours>;

const person = {
	name: line(1, 100).describe("Buyers read the first name of whoever answers them."),
	email: z.string().trim().max(254).pipe(z.email()),
	languages: z
		.array(spokenTag)
		.max(20)
		.transform((tags) => [...new Set(tags)])
		.describe("In which answers are written; none: any."),
	hours: week.nullable().describe("Null: always."),
	zone: line(1, 64).nullable().describe("IANA, by whose clock the hours are."),
};

export const newStaff = z.strictObject({
	...person,
	languages: person.languages.default([]),
	hours: person.hours.default(null),
	zone: person.zone.default(null),
}) satisfies z.ZodType<NewStaff>;

export const staffChange = z
	.strictObject(person)
	.partial()
	.refine(hasFields, somethingToChange("name, email, languages, hours or zone")) satisfies z.ZodType<StaffChange>;
