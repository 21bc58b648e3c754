import { z } from "zod";
import { number, part, text } from "./body.ts";
import type { Problem, RawTime } from "./carrier.ts";
import { Latitude, Longitude } from "./own-shape.ts";
import { wantedInWords } from "./wanted-in-words.ts";
import { cleanCharacters } from "./words.ts";
import { offsetMinutes, readZone } from "./zones.ts";

// Parts of a message in Wayline's own format. Each is read by itself: one that is wrong is named and costs nothing beside it.

/** A text with its offset, or a wall clock with its zone. */
export const Time = z.union(
	[
		z.string().transform((written): RawTime => ({ text: written })),
		z.object({ local: z.string(), zone: text }).transform(({ local, zone }): RawTime => {
			return zone && /^(?:[+-]|Z$)/i.test(zone) ? { text: local, offset: zone } : { text: local, zone };
		}),
	],
	'A time is wanted: a text with its offset, or {"local","zone"}.',
);

/** Looked at by itself, so that it can be named when it is wrong. */
export const anything = z.unknown().optional();

/** A zone that nobody knows leaves the clock to the place of the scan: its sender should hear of it. */
export function inKnownZone(time: RawTime, path: string, problems: Problem[]): RawTime {
	const { zone, offset } = time;
	const isUnknown =
		(zone !== undefined && readZone(zone) === null) || (offset !== undefined && offsetMinutes(offset) === null);
	if (!isUnknown) return time;
	const written = cleanCharacters((zone ?? offset ?? "").slice(0, 60));
	problems.push({ kind: "bad-time", detail: `${path}.zone: there is no time zone "${written}".` });
	return { text: time.text };
}

interface Point {
	readonly lat: number;
	readonly lng: number;
}

/** A place without coordinates has no point; one whose coordinates are none on earth has none either, and says so. */
export function readPoint(
	written: { readonly lat?: unknown; readonly lng?: unknown },
	path: string,
	problems: Problem[],
): Point | undefined {
	if (isAbsent(written.lat) && isAbsent(written.lng)) return undefined;
	const complain = (detail: string) => problems.push({ kind: "unreadable", detail: `${path}${detail}` });
	const lat = Latitude.safeParse(number.parse(written.lat));
	const lng = Longitude.safeParse(number.parse(written.lng));
	if (!lat.success) complain(".lat: a number from -90 to 90 is wanted.");
	if (!lng.success) complain(".lng: a number from -180 to 180 is wanted.");
	if (!lat.success || !lng.success) return undefined;
	return { lat: lat.data, lng: lng.data };
}

/** Nothing stands there, in one of the ways in which senders write that. */
export function isAbsent(written: unknown): boolean {
	return written === undefined || written === null || written === "";
}

const Several = part(z.array(z.unknown()));

/** The elements of a list as they stand; none for what is no list, which is named. */
export function readList(written: unknown, path: string, problems: Problem[]): readonly unknown[] {
	return readPart(Several, written, path, problems) ?? [];
}

/** Undefined for what is not there, and for what is wrong, which is named. */
export function readPart<T extends z.ZodType>(
	/** Made by `part`, once: making one costs more than reading with it. */
	shape: T,
	written: unknown,
	path: string,
	problems: Problem[],
): z.output<T> | undefined {
	const result = shape.safeParse(written, { error: wantedInWords });
	if (result.success) return result.data;
	problems.push({ kind: "unreadable", detail: complaint(path, result.error) });
	return undefined;
}

/** What is wrong and where, as a sender reads it. */
export function complaint(path: string, error: z.ZodError): string {
	const issue = error.issues[0];
	return `${[path, ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "unexpected shape"}`;
}
