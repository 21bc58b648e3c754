import { renderErase } from "../../web/views/erase.tsx";
import { TooMany } from "../core/errors.ts";
import type { ReaderProofs } from "../services/ask-question.ts";
import { addressOf } from "./access.ts";
import { proofsIn } from "./ask-routes.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { answerFile } from "./export-routes.ts";
import { findParcel, keepPrivate, notFoundPage, parcelOf } from "./page-routes.ts";
import { readForm } from "./read-body.ts";
import { readerOf } from "./reader-language.ts";
import { forgetAsker } from "./reader-proof.ts";
import { FORM_PAGE, refuseOtherSites } from "./same-site.ts";
import { countTries, type Tries } from "./try-limits.ts";

/** Of a question alone that its reader asked himself. */
export interface OwnThreadServices {
	/** All that is kept of it, as JSON in pieces. Null: it is not his. */
	exportConversation(
		token: string,
		proofs: ReaderProofs,
		id: string,
	): Promise<AsyncGenerator<{ readonly text: string }> | null>;
	/** Null: it is not his, or erased already. */
	openErasure(token: string, proofs: ReaderProofs, id: string): Promise<{ readonly hasReports: boolean } | null>;
	/** False: it is not his, or erased already. */
	eraseOwnQuestion(token: string, proofs: ReaderProofs, id: string): Promise<boolean>;
}

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl" | "trustProxy" | "now">;

/** Files taken in an hour: each may hold hundreds of photos. */
const LIMIT = { perAddress: 40, perThing: 10 };

/** What whoever asked the shop does with what is kept of it: he takes it along, or has it erased. */
export function ownThreadRoutes(door: Needs): readonly Route[] {
	const tries = countTries(LIMIT);
	const path = "/t/:token/questions/:id";
	return [
		{ method: "GET", path: `${path}/file`, answer: (context) => answerAll(door, tries, context) },
		{ method: "GET", path: `${path}/erase`, answer: (context) => answerSure(door, context) },
		{ method: "POST", path: `${path}/erase`, answer: (context) => answerErase(door, context) },
	];
}

async function answerAll(door: Needs, tries: Tries, context: HttpContext): Promise<Response> {
	const { token, id } = namedIn(context);
	const isOwn = (await findParcel(door, token)) && (await door.services.openErasure(token, proofsIn(context), id));
	if (!isOwn) return notFoundPage(door, context);
	const wait = await tries.take(addressOf(context, door.trustProxy), id);
	if (wait > 0) throw new TooMany("This file was taken many times within an hour. Please try again later.", wait);
	const parts = await door.services.exportConversation(token, proofsIn(context), id);
	if (parts === null) return notFoundPage(door, context);
	keepPrivate(context);
	context.header("cache-control", "private, no-store");
	return answerFile(context, parts, `${id}.json`, "application/json");
}

async function answerSure(door: Needs, context: HttpContext): Promise<Response> {
	const { token, id } = namedIn(context);
	const open = await findParcel(door, token);
	const erasure = open && (await door.services.openErasure(token, proofsIn(context), id));
	if (!open || !erasure) return notFoundPage(door, context);
	keepPrivate(context);
	const html = renderErase({
		...readerOf(context, { order: open.locale, shop: open.brand.language }),
		...{ assets: door.assets.page, brandStyles: open.brandStyles, hasReports: erasure.hasReports },
		...{ shop: parcelOf(open.page).shop.name, href: `/t/${token}/questions`, id },
	});
	return context.html(html, 200, FORM_PAGE);
}

async function answerErase(door: Needs, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	// It has no fields, and is bounded like any other.
	await readForm(context);
	const { token, id } = namedIn(context);
	const isErased =
		(await findParcel(door, token)) !== null && (await door.services.eraseOwnQuestion(token, proofsIn(context), id));
	if (!isErased) return notFoundPage(door, context);
	forgetAsker(context, door, token);
	const { query } = readerOf(context);
	return context.redirect(`/t/${token}/questions${query === "" ? "?" : `${query}&`}erased`, 303);
}

function namedIn(context: HttpContext): { readonly token: string; readonly id: string } {
	return { token: context.req.param("token") ?? "", id: context.req.param("id") ?? "" };
}
