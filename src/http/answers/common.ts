import { z } from "zod";
import { CODES } from "../../core/codes.ts";
import { REASONS } from "../../core/reasons.ts";
import { ACTION_BY, CONDITIONS, type Code, MILESTONES, type Reason } from "../../core/status.ts";

// The shapes of what is answered, written once: the OpenAPI document is made from them, types hold them to what the services
// give, and every answer in the tests of services is read by them.

/**
 * A schema of an answer, held to the view that it is of: neither may have a field that the other lacks, nor one that may be
 * left out where the other's may not.
 */
export function shows<View>() {
	return <Schema extends z.ZodType>(schema: Schema & Held<View, z.output<Schema>>): Schema => schema;
}

type Held<View, Output> = [Told<View>] extends [Told<Output>]
	? [Told<Output>] extends [Told<View>]
		? unknown
		: "The schema is wider than the view."
	: "The view is wider than the schema.";

declare const mayBeAbsent: unique symbol;

/** What a value tells: `readonly` and the ways to write "may be left out" make no difference, everything else does. */
type Told<T> = T extends readonly (infer Item)[]
	? Told<Item>[]
	: T extends object
		? { [Name in keyof T]-?: Told<Exclude<T[Name], undefined>> | MayBeAbsent<T, Name> }
		: T;

type MayBeAbsent<T, Name extends keyof T> = object extends Pick<T, Name> ? typeof mayBeAbsent : never;

export const instant = z.iso.datetime();

/** The local time of a zone that stands beside it, or a date. */
export const wallClock = z
	.string()
	.regex(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/)
	.describe("`YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date.");

export function idShape(prefix: string) {
	return z.string().regex(new RegExp(`^${prefix}_[0-9A-Za-z]{16,40}$`));
}

/** A whole list, or a slice of one. */
export function listOf<Item extends z.ZodType>(item: Item) {
	return z.strictObject({ items: z.array(item) });
}

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>) =>
	// The keys of a table are what its type says they are: nothing else is put in.
	z.enum(Object.keys(table) as [Name, ...Name[]]);

export const milestone = z
	.enum(MILESTONES)
	.meta({ id: "Milestone", description: "Where a parcel stands, in the order a happy one passes." });
export const code = namesOf<Code>(CODES).meta({
	id: "Code",
	description: "What happened; its first word is the milestone.",
});
export const reason = namesOf<Reason>(REASONS).meta({ id: "Reason", description: "Why it happened." });
export const condition = z.enum(CONDITIONS).meta({ id: "Condition", description: "How it stands with the parcel." });
export const actionBy = z.enum(ACTION_BY).describe("Who can do something about it now; `sender` is the shop.");
export const carrier = z.string().describe("The carrier's code, as `GET /v1/carriers` lists it.");
