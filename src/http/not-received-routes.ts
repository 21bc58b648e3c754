import { z } from "zod";
import {
	NOT_RECEIVED_LIMITS,
	type NotReceivedEntries,
	type NotReceivedPage,
	renderNotReceived,
} from "../../web/views/not-received.tsx";
import { PLACES_TO_LOOK } from "../../web/views/words/care-keys.ts";
import { isJustDelivered, missableAt } from "../core/buyers-word.ts";
import type { ReportWords } from "../services/report-not-received.ts";
import { addressOf } from "./access.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { findParcel, keepPrivate, notFoundPage, parcelOf } from "./page-routes.ts";
import { readForm } from "./read-body.ts";
import { readerOf } from "./reader-language.ts";
import { proofIn } from "./reader-proof.ts";
import { FORM_PAGE, refuseOtherSites } from "./same-site.ts";
import { countTries, type Tries } from "./try-limits.ts";

export interface NotReceivedServices {
	/** `proof` of who the reader is, null without one. Said twice is said once. Null: no such page. */
	reportNotReceived(token: string, words: ReportWords, proof: string | null): Promise<"told" | "not-now" | null>;
	/** False: nothing was said. Null: no such page. */
	takeReportBack(token: string): Promise<boolean | null>;
}

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl" | "trustProxy" | "now">;

/** Forms sent in an hour: a person who errs, finds it and errs again sends a handful. */
const LIMIT = { perAddress: 60, perThing: 10 };

/** What a buyer does who did not get what is marked as delivered. */
export function notReceivedRoutes(door: Needs): readonly Route[] {
	const tries = countTries(LIMIT);
	return [
		{ method: "GET", path: "/t/:token/not-received", answer: (context) => answerForm(door, context) },
		{ method: "POST", path: "/t/:token/not-received", answer: (context) => answerReport(door, tries, context) },
		{ method: "POST", path: "/t/:token/not-received/found", answer: (context) => answerFound(door, tries, context) },
	];
}

async function answerForm(door: Needs, context: HttpContext): Promise<Response> {
	const form = await openForm(door, context);
	if (!form) return notFoundPage(door, context);
	const isFound = context.req.query("found") !== undefined && form.state === "open";
	return form.answer(200, isFound ? { state: "found" } : {});
}

async function answerReport(door: Needs, tries: Tries, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	const entries = entriesOf(await readForm(context));
	const form = await openForm(door, context);
	if (!form) return notFoundPage(door, context);
	const wait = await tries.take(addressOf(context, door.trustProxy), form.token);
	if (wait > 0) return form.answerWait(wait, entries);
	const wrong = wrongIn(entries);
	if (Object.keys(wrong).length > 0) return form.answer(422, { entries, wrong });
	const answer = await door.services.reportNotReceived(form.token, wordsOf(entries), proofIn(context));
	if (answer === null) return notFoundPage(door, context);
	if (answer === "not-now") return form.answer(409, { state: "not-now" });
	return context.redirect(`/t/${form.token}${form.query}`, 303);
}

async function answerFound(door: Needs, tries: Tries, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	// It has no fields, and is bounded like any other.
	await readForm(context);
	const form = await openForm(door, context);
	if (!form) return notFoundPage(door, context);
	const wait = await tries.take(addressOf(context, door.trustProxy), form.token);
	if (wait > 0) return form.answerWait(wait, NOTHING);
	if ((await door.services.takeReportBack(form.token)) === null) return notFoundPage(door, context);
	const query = form.query === "" ? "?found" : `${form.query}&found`;
	return context.redirect(`/t/${form.token}/not-received${query}`, 303);
}

/** What the form knows of its parcel; null for a link that opens nothing. */
async function openForm(door: Needs, context: HttpContext) {
	const token = context.req.param("token") ?? "";
	const open = await findParcel(door, token);
	if (!open) return null;
	keepPrivate(context);
	const now = door.now();
	const parcel = parcelOf(open.page);
	const reader = readerOf(context, { order: open.locale, shop: open.brand.language });
	const state = missableAt(parcel, parcel.notReceived !== undefined, now.getTime());
	const page: NotReceivedPage = {
		...reader,
		parcel,
		assets: door.assets.page,
		brandStyles: open.brandStyles,
		now: now.toISOString(),
		href: `/t/${token}`,
		state,
		isTooEarly: isJustDelivered(parcel, now.getTime()),
		entries: NOTHING,
		wrong: {},
		waitMinutes: null,
	};
	const answer = (status: 200 | 409 | 422 | 429, change: Partial<NotReceivedPage>) =>
		context.html(renderNotReceived({ ...page, ...change }), status, FORM_PAGE);
	return {
		token,
		query: reader.query,
		state,
		answer,
		answerWait: (seconds: number, entries: NotReceivedEntries) => {
			context.header("retry-after", String(seconds));
			return answer(429, { entries, waitMinutes: Math.ceil(seconds / 60) });
		},
	};
}

const NOTHING: NotReceivedEntries = { note: "", email: "", lookedAt: [] };

function entriesOf(form: URLSearchParams): NotReceivedEntries {
	return {
		// A browser ends lines as mail does.
		note: (form.get("note") ?? "").replaceAll("\r\n", "\n").trim(),
		email: (form.get("email") ?? "").trim(),
		lookedAt: PLACES_TO_LOOK.filter((place) => form.getAll("looked").includes(place)),
	};
}

const anEmail = z.email();

function wrongIn({ note, email }: NotReceivedEntries): NotReceivedPage["wrong"] {
	const isNoEmail = email !== "" && (email.length > NOT_RECEIVED_LIMITS.email || !anEmail.safeParse(email).success);
	return {
		...(note.length > NOT_RECEIVED_LIMITS.note && { note: "too-long" }),
		...(isNoEmail && { email: "no-email" }),
	};
}

function wordsOf({ note, email, lookedAt }: NotReceivedEntries): ReportWords {
	return { note, email: email === "" ? null : email, lookedAt };
}
