import { TRACK_LIMITS } from "../../web/views/track.tsx";
import { renderVerify, type VerifyState } from "../../web/views/verify.tsx";
import { addressOf } from "./access.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { findParcel, keepPrivate, notFoundPage, parcelOf } from "./page-routes.ts";
import { readForm } from "./read-body.ts";
import { readerOf } from "./reader-language.ts";
import { forgetAsker, forgetProof, forgetReviewer, keepProof, proofIn } from "./reader-proof.ts";
import { FORM_PAGE, refuseOtherSites } from "./same-site.ts";
import { countTries, type Tries } from "./try-limits.ts";

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl" | "trustProxy">;

/** Wrong answers in an hour: of one link fewer than would find a postcode of the town that its page names. */
const LIMIT = { perAddress: 30, perThing: 10 };

/** Shows a parcel's codes and names to whom it is for, and hides them again. Nothing of it is kept here. */
export function verifyRoutes(door: Needs): readonly Route[] {
	const tries = countTries(LIMIT);
	return [
		{ method: "GET", path: "/t/:token/verify", answer: (context) => answerQuestion(door, context) },
		{ method: "POST", path: "/t/:token/verify", answer: (context) => answerCheck(door, tries, context) },
		{ method: "POST", path: "/t/:token/forget", answer: (context) => answerForget(door, context) },
	];
}

async function answerQuestion(door: Needs, context: HttpContext): Promise<Response> {
	const token = context.req.param("token") ?? "";
	const asking = await openQuestion(door, context, token, placeNamed(context.req.query("to")));
	if (!asking) return notFoundPage(door, context);
	const { isPossible, isVerified } = asking;
	return asking.answer({ kind: isVerified ? "done" : isPossible ? "new" : "impossible" }, 200);
}

async function answerCheck(door: Needs, tries: Tries, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	const form = await readForm(context);
	const check = form.get("check") ?? "";
	const token = context.req.param("token") ?? "";
	const to = placeNamed(form.get("to"));
	const asking = await openQuestion(door, context, token, to);
	if (!asking) return notFoundPage(door, context);
	if (!asking.isPossible) return asking.answer({ kind: "impossible" }, 200);
	if (check.trim() === "" || check.length > TRACK_LIMITS.check)
		return asking.answer({ kind: "incomplete", check }, 422);
	const address = addressOf(context, door.trustProxy);
	const waitSeconds = await tries.take(address, token);
	if (waitSeconds > 0) {
		context.header("retry-after", String(waitSeconds));
		return asking.answer({ kind: "too-many", minutes: Math.ceil(waitSeconds / 60) }, 429);
	}
	const proof = (await door.services.verifyReader(token, check))?.proof ?? null;
	if (proof === null) return asking.answer({ kind: "wrong" }, 422);
	await tries.giveBack(address, token);
	keepProof(context, door, token, proof);
	return context.redirect(`/t/${token}${to === null ? "" : `/${to}`}${asking.query}`, 303);
}

const PLACES = ["questions", "reviews"] as const;
type Place = (typeof PLACES)[number];

/** Where a reader goes on once he is recognised, of those that there are. */
function placeNamed(name: string | null | undefined): Place | null {
	return PLACES.find((place) => place === name) ?? null;
}

/** Clears the cookie of whoever asks, for any link: it is his own device. */
async function answerForget(door: Needs, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	await readForm(context);
	const token = context.req.param("token") ?? "";
	if (!(await findParcel(door, token))) return notFoundPage(door, context);
	context.header("cache-control", "no-store");
	forgetProof(context, door, token);
	forgetAsker(context, door, token);
	forgetReviewer(context, door, token);
	return context.redirect(`/t/${token}${readerOf(context).query}`, 303);
}

/** What the form knows of its parcel; null for a link that opens nothing. */
async function openQuestion(door: Needs, context: HttpContext, token: string, to: Place | null) {
	const open = await findParcel(door, token);
	const verification = open ? await door.services.openVerification(token, proofIn(context)) : null;
	if (!open || !verification) return null;
	keepPrivate(context);
	context.header("cache-control", "private, no-store");
	const reader = readerOf(context, { order: open.locale, shop: open.brand.language });
	return {
		...verification,
		query: reader.query,
		answer: (state: VerifyState, status: 200 | 422 | 429): Response => {
			const shop = parcelOf(open.page).shop.name;
			const looks = { assets: door.assets.page, brandStyles: open.brandStyles };
			const page = renderVerify({ ...reader, ...looks, shop, href: `/t/${token}`, state, to });
			return context.html(page, status, FORM_PAGE);
		},
	};
}
