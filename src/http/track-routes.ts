import { setTimeout } from "node:timers/promises";
import { NEW_TRACK_FORM, renderTrack, TRACK_LIMITS, type TrackForm } from "../../web/views/track.tsx";
import { plainSigns } from "../core/recipient.ts";
import { addressOf } from "./access.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { readForm } from "./read-body.ts";
import { type Reader, readerOf } from "./reader-language.ts";
import { keepProof } from "./reader-proof.ts";
import { FORM_PAGE, refuseOtherSites } from "./same-site.ts";
import { countTries } from "./try-limits.ts";

type Needs = Pick<Door, "services" | "assets" | "publicUrl" | "trustProxy">;

/** A wrong pair in an hour: more than anybody mistypes, too few to go through the postcodes of a town. */
const LIMIT = { perAddress: 30, perThing: 10 };

/**
 * Answers come after so long, or after whole steps of it where the database is slow, so that none tells by its time what
 * was found: the search itself takes a few milliseconds.
 */
export const LOOK_UP_MS = 250;

/** Finds a parcel for a buyer who has its number and not its link. */
export function trackRoutes(door: Needs): readonly Route[] {
	const tries = countTries(LIMIT);
	return [
		{
			method: "GET",
			path: "/track",
			answer: (context) => answerForm(door, context, readerOf(context), NEW_TRACK_FORM, 200),
		},
		{ method: "POST", path: "/track", answer: (context) => answerLookUp(door, tries, context) },
	];
}

async function answerLookUp(
	door: Needs,
	tries: ReturnType<typeof countTries>,
	context: HttpContext,
): Promise<Response> {
	refuseOtherSites(context, door);
	const form = await readForm(context);
	const reader = readerOf(context);
	const [number, check] = [form.get("number") ?? "", form.get("check") ?? ""];
	if (!isComplete({ number, check })) {
		return answerForm(door, context, reader, { number, check, outcome: { kind: "incomplete" } }, 422);
	}
	const begun = performance.now();
	const address = addressOf(context, door.trustProxy);
	const thing = thingCalled(number);
	const waitSeconds = await tries.take(address, thing);
	if (waitSeconds > 0) {
		context.header("retry-after", String(waitSeconds));
		const outcome = { kind: "too-many", minutes: Math.ceil(waitSeconds / 60) } as const;
		return answerForm(door, context, reader, { number, check, outcome }, 429);
	}
	const found = await door.services.lookUp({ number, check });
	await setTimeout(LOOK_UP_MS - ((performance.now() - begun) % LOOK_UP_MS));
	if (!found) return answerForm(door, context, reader, { number, check, outcome: { kind: "not-found" } }, 404);
	await tries.giveBack(address, thing);
	context.header("cache-control", "no-store");
	keepProof(context, door, found.token, found.proof);
	return context.redirect(`/t/${found.token}${reader.query}`, 303);
}

/**
 * What tries of a number are counted by. Coarser than what finds it, which passes over blanks that this language does not
 * know for blanks: each way to write it would have tries of its own.
 */
function thingCalled(number: string): string {
	return plainSigns(number)
		.replace(/[^\p{L}\p{N}]+/gu, "")
		.toUpperCase();
}

function isComplete(written: Pick<TrackForm, "number" | "check">): boolean {
	return (["number", "check"] as const).every(
		(name) => written[name].trim() !== "" && written[name].length <= TRACK_LIMITS[name],
	);
}

function answerForm(
	{ assets }: Needs,
	context: HttpContext,
	reader: Reader,
	form: TrackForm,
	status: 200 | 404 | 422 | 429,
): Response {
	context.header("cache-control", form.outcome.kind === "new" ? "private, no-cache" : "no-store");
	return context.html(renderTrack({ ...reader, assets: assets.page, form }), status, FORM_PAGE);
}
