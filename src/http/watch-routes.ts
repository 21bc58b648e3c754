import { z } from "zod";
import { renderWatch, renderWatcher, WATCH_LIMITS, type WatchState } from "../../web/views/watch.tsx";
import type { AskWish } from "../core/notices/asks.ts";
import type { OpenWatcher, WatchChange, Watching, WatchOffer, WatchOutcome } from "../services/watch-parcel.ts";
import { addressOf } from "./access.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { findParcel, keepPrivate, notFoundPage, parcelOf } from "./page-routes.ts";
import { readForm } from "./read-body.ts";
import { readerOf } from "./reader-language.ts";
import { FORM_PAGE, refuseOtherSites } from "./same-site.ts";
import { countTries, type Tries } from "./try-limits.ts";

export interface WatchServices {
	/** Null: no such page. */
	offerWatching(token: string): Promise<WatchOffer | null>;
	watchParcel(token: string, watching: Watching): Promise<WatchOutcome>;
	/** Whom a mail's link speaks of. Null: the proof is none. */
	openWatcher(token: string, proof: string): Promise<OpenWatcher | null>;
	/** False: the proof is none. */
	changeWatching(token: string, proof: string, change: WatchChange, wish: AskWish): Promise<boolean>;
}

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl" | "trustProxy">;

/** Addresses given in an hour: a handful of parcels behind one address. */
export const WATCH_TRIES = { perAddress: 30, perThing: 15 };
/** Mails to an address that anybody may have typed. */
const TYPED = { perAddress: 10_000, perThing: 5 };

/** Where somebody asks to be written of a parcel, confirms it and ends it. */
export function watchRoutes(door: Needs): readonly Route[] {
	const tries = countTries(WATCH_TRIES);
	const typed = countTries(TYPED);
	return [
		{ method: "GET", path: "/t/:token/watch", answer: (context) => answerForm(door, context) },
		{ method: "POST", path: "/t/:token/watch", answer: (context) => answerWatch(door, { tries, typed }, context) },
		{ method: "GET", path: "/t/:token/watch/:proof", answer: (context) => answerLink(door, context) },
		{ method: "POST", path: "/t/:token/watch/:proof", answer: (context) => answerChange(door, context) },
	];
}

async function answerForm(door: Needs, context: HttpContext): Promise<Response> {
	const form = await openForm(door, context);
	return form ? form.answer({ kind: "new" }, 200) : notFoundPage(door, context);
}

interface Limits {
	readonly tries: Tries;
	/** By the address of e-mail that was typed. */
	readonly typed: Tries;
}

async function answerWatch(door: Needs, { tries, typed }: Limits, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	const sent = await readForm(context);
	const form = await openForm(door, context);
	if (!form) return notFoundPage(door, context);
	const isOrder = sent.get("to") === "order";
	const email = (sent.get("email") ?? "").trim();
	if (!isOrder && email === "") return form.answer({ kind: "refused", email, wrong: "missing" }, 422);
	if (!isOrder && !isEmail(email)) {
		return form.answer({ kind: "refused", email: email.slice(0, WATCH_LIMITS.email), wrong: "no-email" }, 422);
	}
	const tried = await tries.take(addressOf(context, door.trustProxy), form.token);
	const wait = tried > 0 || isOrder ? tried : await typed.take("", email.toLowerCase());
	if (wait > 0) {
		context.header("retry-after", String(wait));
		return form.answer({ kind: "too-many-tries", email, minutes: Math.ceil(wait / 60) }, 429);
	}
	const { orderAddress } = form.offer;
	const watching = { email: isOrder ? null : email, locale: form.locale, wish: wishIn(sent) };
	const outcome = await door.services.watchParcel(form.token, watching);
	switch (outcome) {
		case null:
			return notFoundPage(door, context);
		case "watching":
		case "confirm":
			return form.answer({ kind: outcome, address: isOrder ? (orderAddress ?? "") : email }, 200);
		case "too-many":
			return form.answer({ kind: "too-many" }, 409);
		case "no-address":
		case "off":
			// What the page offered is gone meanwhile: it shows what there is now.
			return form.answer({ kind: "new" }, 409);
	}
}

function isEmail(text: string): boolean {
	return text.length <= WATCH_LIMITS.email && z.email().safeParse(text).success;
}

async function answerLink(door: Needs, context: HttpContext): Promise<Response> {
	return (await watcherPage(door, context)) ?? notFoundPage(door, context);
}

/**
 * A press of the page's buttons, or of a mail program's: RFC 8058, which no browser sends. What holds the proof was written
 * to there: no cookie of a reader has a say.
 */
async function answerChange(door: Needs, context: HttpContext): Promise<Response> {
	const form = await readForm(context);
	const isOnePress = form.get("List-Unsubscribe") === "One-Click";
	if (!isOnePress) refuseOtherSites(context, door);
	const change = isOnePress ? onePressOf(context) : CHANGES.find((one) => one === form.get("change"));
	const [token, proof] = [context.req.param("token") ?? "", context.req.param("proof") ?? ""];
	if (change !== undefined && !(await door.services.changeWatching(token, proof, change, wishIn(form)))) {
		return notFoundPage(door, context);
	}
	return (await watcherPage(door, context)) ?? notFoundPage(door, context);
}

const CHANGES: readonly WatchChange[] = ["confirm", "stop", "stop-all", "stop-asks", "asks"];

/** A mail that asked ends the asking, and no news. */
function onePressOf(context: HttpContext): WatchChange {
	return isOfAsks(context) ? "stop-asks" : "stop";
}

/** By the link of a mail that asked. */
const isOfAsks = (context: HttpContext) => context.req.query("of") === "asks";

function wishIn(form: URLSearchParams): AskWish {
	return { asks: form.has("asks"), asksAgain: form.has("again") };
}

async function watcherPage(door: Needs, context: HttpContext): Promise<Response | null> {
	const [token, proof] = [context.req.param("token") ?? "", context.req.param("proof") ?? ""];
	const open = await findParcel(door, token);
	const watcher = open ? await door.services.openWatcher(token, proof) : null;
	if (!open || !watcher) return null;
	keepPrivate(context);
	context.header("cache-control", "private, no-store");
	const reader = readerOf(context, { order: open.locale, shop: open.brand.language });
	const looks = { assets: door.assets.page, brandStyles: open.brandStyles };
	const shop = parcelOf(open.page).shop.name;
	const shown = { ...watcher, shop, href: `/t/${token}`, isOfAsks: isOfAsks(context) };
	return context.html(renderWatcher({ ...reader, ...looks, ...shown }), 200, FORM_PAGE);
}

/** What the form knows of its parcel; null for a link that opens nothing. */
async function openForm(door: Needs, context: HttpContext) {
	const token = context.req.param("token") ?? "";
	const open = await findParcel(door, token);
	const offer = open ? await door.services.offerWatching(token) : null;
	if (!open || !offer) return null;
	keepPrivate(context);
	context.header("cache-control", "private, no-store");
	const reader = readerOf(context, { order: open.locale, shop: open.brand.language });
	const shop = parcelOf(open.page).shop.name;
	const looks = { assets: door.assets.page, brandStyles: open.brandStyles };
	return {
		...{ token, offer, locale: reader.locale },
		answer: (state: WatchState, status: 200 | 409 | 422 | 429): Response =>
			context.html(renderWatch({ ...reader, ...looks, ...offer, shop, href: `/t/${token}`, state }), status, FORM_PAGE),
	};
}
