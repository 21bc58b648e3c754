import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ASK_LIMITS, type AskEntries, type AskPage, renderAsk } from "../../web/views/ask.tsx";
import type { NewQuestion, ReaderProofs } from "../services/ask-question.ts";
import type { DrawnPhoto, PhotoRefused } from "../services/draw-photo.ts";
import type { PicturePlace } from "../services/open-picture.ts";
import type { ReaderThread, ReaderThreads } from "../services/read-threads.ts";
import { addressOf } from "./access.ts";
import { answerPicture, noPicture, PICTURE_PATH, placeOf } from "./answer-picture.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { liveUrlOf } from "./live-routes.ts";
import { findPage, keepPrivate, notFoundPage, parcelOf } from "./page-routes.ts";
import { isBlank, paragraphsOf, printable } from "./paragraphs.ts";
import { isInParts, type PhotoForm, readPhotoForm } from "./read-photo-form.ts";
import { readerOf } from "./reader-language.ts";
import { askerIn, keepAsker, proofIn, votedIn } from "./reader-proof.ts";
import { FORM_PAGE, refuseOtherSites } from "./same-site.ts";
import { countTries, type Tries } from "./try-limits.ts";

export interface AskServices {
	/** Each drawn anew, or why one is not: before anything is asked. */
	drawPhotos(sent: readonly Uint8Array[]): Promise<readonly DrawnPhoto[] | PhotoRefused>;
	/** With the proof that he asked, which his device keeps. Null: no such page. */
	askQuestion(
		token: string,
		asked: NewQuestion,
		proofs: ReaderProofs,
	): Promise<{ readonly proof: string } | "too-many" | null>;
	/** What this reader may see of what was asked. Null: no such page. */
	readThreads(token: string, proofs: ReaderProofs): Promise<ReaderThreads | null>;
	/** What the holder of a proof asked of this page's parcel. Null: the proof is none. */
	openThread(token: string, proof: string): Promise<ReaderThread | null>;
	/** A JPEG that this reader may see. Null for any other. */
	openPicture(token: string, proofs: ReaderProofs, question: string, place: PicturePlace): Promise<Uint8Array | null>;
}

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl" | "trustProxy" | "now">;

/** Questions sent in an hour: one conversation, and a handful of parcels behind one address. */
const LIMIT = { perAddress: 40, perThing: 20 };

/** Letters to an address that anybody may have typed. */
const TYPED = { perAddress: 10_000, perThing: 10 };

/** Where a buyer asks the shop, and reads what it answers. */
export function askRoutes(door: Needs): readonly Route[] {
	const tries = countTries(LIMIT);
	const typed = countTries(TYPED);
	return [
		{ method: "GET", path: "/t/:token/questions", answer: (context) => answerForm(door, context) },
		{
			method: "POST",
			path: "/t/:token/questions",
			answer: (context) => answerQuestion(door, { tries, typed }, context),
		},
		{ method: "GET", path: "/t/:token/questions/:proof", answer: (context) => answerLink(door, context) },
		{
			method: "GET",
			path: `/t/:token/questions/:id${PICTURE_PATH}`,
			answer: (context) => answerOwnPicture(door, context),
		},
	];
}

async function answerForm(door: Needs, context: HttpContext): Promise<Response> {
	const form = await openForm(door, context);
	if (!form) return notFoundPage(door, context);
	if (context.req.query("erased") !== undefined && !form.goesOn) return form.answer(200, { state: "erased" });
	return form.answer(200, { state: context.req.query("sent") !== undefined && !form.isAnswered ? "sent" : "open" });
}

interface Limits {
	readonly tries: Tries;
	/** By the address of e-mail that was typed. */
	readonly typed: Tries;
}

async function answerQuestion(door: Needs, limits: Limits, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	// Before its photos are: a link that opens nothing costs no more.
	const isOpen = !isInParts(context) || (await findPage(door, context.req.param("token") ?? "")) !== null;
	if (!isOpen) return notFoundPage(door, context);
	const sent = await readPhotoForm(context, addressOf(context, door.trustProxy));
	try {
		return await answerSent(door, limits, context, sent);
	} finally {
		sent.release();
	}
}

async function answerSent(
	door: Needs,
	{ tries, typed }: Limits,
	context: HttpContext,
	sent: PhotoForm,
): Promise<Response> {
	const entries = entriesOf(sent.fields, sent.photos.length > 0);
	const form = await openForm(door, context);
	if (!form) return notFoundPage(door, context);
	const wrong = { ...wrongIn(entries), ...(sent.wrong !== null && { photos: sent.wrong }) };
	if (Object.keys(wrong).length > 0) return form.answer(422, { entries, wrong });
	const tried = await tries.take(addressOf(context, door.trustProxy), form.token);
	const wait = tried > 0 || entries.email === "" ? tried : await typed.take("", entries.email.toLowerCase());
	if (wait > 0) {
		context.header("retry-after", String(wait));
		return form.answer(429, { entries, waitMinutes: Math.ceil(wait / 60) });
	}
	const photos = await door.services.drawPhotos(sent.photos);
	if ("refused" in photos) return form.answer(422, { entries, wrong: { photos: WRONG_PHOTOS[photos.refused] } });
	const { text, email } = entries;
	const asked = { text, email: email === "" ? null : email, locale: form.locale, once: entries.once, photos };
	const answer = await door.services.askQuestion(form.token, asked, proofsIn(context));
	if (answer === null) return notFoundPage(door, context);
	if (answer === "too-many") return form.answer(409, { state: "too-many", entries });
	keepAsker(context, door, form.token, answer.proof);
	return context.redirect(`/t/${form.token}/questions${form.query === "" ? "?" : `${form.query}&`}sent`, 303);
}

const WRONG_PHOTOS = {
	"too-large": "too-large",
	"too-many-pixels": "too-large",
	"no-picture": "unread",
	unreadable: "unread",
} as const satisfies Record<PhotoRefused["refused"], AskPage["wrong"]["photos"]>;

async function answerOwnPicture(door: Needs, context: HttpContext): Promise<Response> {
	const [token, id] = [context.req.param("token") ?? "", context.req.param("id") ?? ""];
	const place = placeOf(context);
	const picture = (await findPage(door, token))
		? await door.services.openPicture(token, proofsIn(context), id, place)
		: null;
	if (picture === null) throw noPicture();
	// By the browser of whoever may see it, and by nobody between.
	context.header("cache-control", "private, max-age=3600");
	return answerPicture(context, picture);
}

/** The link of a mail: its reader goes on as whoever asked, on this device too. */
async function answerLink(door: Needs, context: HttpContext): Promise<Response> {
	const [token, proof] = [context.req.param("token") ?? "", context.req.param("proof") ?? ""];
	if (!(await findPage(door, token))) return notFoundPage(door, context);
	keepPrivate(context);
	// One that opens nothing leads to the page all the same: it shows what this device may see.
	// A device that asked itself keeps its own thread: somebody else's link must not lead its next words elsewhere.
	const own = askerIn(context);
	const hasOwn = own !== null && (await door.services.openThread(token, own)) !== null;
	if (!hasOwn && (await door.services.openThread(token, proof)) !== null) keepAsker(context, door, token, proof);
	return context.redirect(`/t/${token}/questions${readerOf(context).query}`, 303);
}

/** What a reader's device shows of him. */
export function proofsIn(context: HttpContext): ReaderProofs {
	return { reader: proofIn(context), asker: askerIn(context) };
}

/** What the form knows of its parcel; null for a link that opens nothing. */
async function openForm(door: Needs, context: HttpContext) {
	const token = context.req.param("token") ?? "";
	const open = await findPage(door, token);
	const read = open ? await door.services.readThreads(token, proofsIn(context)) : null;
	if (!open || !read) return null;
	keepPrivate(context);
	context.header("cache-control", "private, no-store");
	const { locale, query } = readerOf(context, { order: open.locale, shop: open.brand.language });
	const page: AskPage = {
		...{ locale, query, ...read },
		parcel: parcelOf(open.page),
		isReturn: open.others.some(({ kind }) => kind === "original"),
		voted: votedIn(context),
		orderReference: open.orderReference,
		brand: open.brand,
		brandStyles: open.brandStyles,
		assets: door.assets.page,
		now: door.now().toISOString(),
		href: `/t/${token}`,
		state: "open",
		entries: { text: "", email: "", hadPhotos: false },
		once: randomBytes(16).toString("base64url"),
		wrong: {},
		waitMinutes: null,
		live: {
			url: liveUrlOf(token, [open, ...open.others.map((other) => parcelOf(other.page))]),
			version: open.version,
		},
	};
	return {
		...{ token, locale, query, goesOn: read.goesOn },
		...{ isAnswered: read.goesOn && read.threads[0]?.messages.at(-1)?.side === "staff" },
		answer: (status: 200 | 409 | 422 | 429, change: Partial<AskPage>) =>
			context.html(renderAsk({ ...page, ...change }), status, FORM_PAGE),
	};
}

function entriesOf(form: URLSearchParams, hadPhotos: boolean): AskEntries & { readonly once: string | null } {
	return {
		text: printable(paragraphsOf(form.get("text") ?? "")).trim(),
		email: (form.get("email") ?? "").trim(),
		hadPhotos,
		once: /^[\w-]{20,40}$/.exec(form.get("once") ?? "")?.[0] ?? null,
	};
}

const anEmail = z.email();

function wrongIn({ text, email }: AskEntries): AskPage["wrong"] {
	const isNoEmail = email !== "" && (email.length > ASK_LIMITS.email || !anEmail.safeParse(email).success);
	return {
		...(isBlank(text) ? { text: "missing" } : text.length > ASK_LIMITS.text && { text: "too-long" }),
		...(isNoEmail && { email: "no-email" }),
	};
}
