import { randomBytes } from "node:crypto";
import type { ReviewEntries, WrongReview } from "../../web/views/review-form.tsx";
import { type ReviewsPage, renderReviews } from "../../web/views/reviews.tsx";
import { REVIEW_STAGES, type ReviewStage } from "../core/review.ts";
import type { PhotoRefused } from "../services/draw-photo.ts";
import type { OpenVideo } from "../services/open-video.ts";
import type { ReaderReviews, ShownReview } from "../services/read-reviews.ts";
import type { RemadeVideo, VideoRefused } from "../services/remake-video.ts";
import type { ReviewerProofs } from "../services/reviewer.ts";
import type { NewReviewWords, ReviewRefused } from "../services/write-review.ts";
import { addressOf } from "./access.ts";
import { answerPicture, countIn, noPicture } from "./answer-picture.ts";
import { answerVideo, noVideo } from "./answer-video.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { findPage, keepPrivate, notFoundPage, parcelOf } from "./page-routes.ts";
import { readForm } from "./read-body.ts";
import { isInParts, type PhotoForm, readPhotoForm } from "./read-photo-form.ts";
import { readerOf } from "./reader-language.ts";
import { invitationIn, keepInvitation, keepReviewer, proofIn, reviewerIn, reviewerWord } from "./reader-proof.ts";
import { entriesOf, entriesOfOwn, starsIn, wrongIn } from "./review-entries.ts";
import { FORM_PAGE, refuseOtherSites } from "./same-site.ts";
import { countTries, lineOf, type Tries } from "./try-limits.ts";

export interface ReviewPageServices {
	/** What the page shows to everybody of what was said. Null: it says nothing of reviews. */
	shownReviews(token: string): Promise<readonly ShownReview[] | null>;
	/** What this reader said and may say. Null: no such page. */
	readReviews(token: string, proofs: ReviewerProofs): Promise<ReaderReviews | null>;
	/** Said twice it stands once. Null: no such page. */
	writeReview(token: string, said: NewReviewWords, proofs: ReviewerProofs): Promise<"said" | ReviewRefused | null>;
	/** Which of two that mails gave a device is to keep; null: neither. */
	invitationToKeep(token: string, of: { readonly given: string; readonly held: string | null }): Promise<string | null>;
	/** False: there was nothing. Null: no such page. */
	takeReviewBack(token: string, stage: ReviewStage, proofs: ReviewerProofs): Promise<boolean | null>;
	/** A JPEG that this reader may see. Null for any other. */
	openReviewPicture(
		token: string,
		proofs: ReviewerProofs,
		picture: { readonly id: string; readonly position: number },
	): Promise<Uint8Array | null>;
	/** As a picture is. */
	openReviewVideo(token: string, proofs: ReviewerProofs, id: string): Promise<OpenVideo | null>;
	/** A file as it was sent, put together anew; `busy`: this owner has one under way, or too many have. */
	remakeVideo(sent: Uint8Array, owner: string): Promise<RemadeVideo | VideoRefused | "busy">;
}

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl" | "trustProxy" | "now">;

/** Forms sent in an hour: a few stages, each with second thoughts, and a handful of parcels behind one address. */
const LIMIT = { perAddress: 60, perThing: 30 };

/** Where a buyer says how it was. */
export function reviewPageRoutes(door: Needs): readonly Route[] {
	const tries = countTries(LIMIT);
	return [
		{ method: "GET", path: "/t/:token/reviews", answer: (context) => answerForm(door, context) },
		{ method: "GET", path: "/t/:token/reviews/by/:proof", answer: (context) => answerInvited(door, context) },
		{ method: "POST", path: "/t/:token/reviews", answer: (context) => answerReview(door, tries, context) },
		{ method: "POST", path: "/t/:token/reviews/take-back", answer: (context) => answerTakeBack(door, tries, context) },
		{
			method: "GET",
			path: "/t/:token/reviews/:id/pictures/:position",
			answer: (context) => answerReviewPicture(door, context),
		},
		{ method: "GET", path: "/t/:token/reviews/:id/video", answer: (context) => answerReviewVideo(door, context) },
	];
}

async function answerForm(door: Needs, context: HttpContext): Promise<Response> {
	const form = await openForm(door, context, stageNamed(context.req.query("stage")));
	if (!form) return notFoundPage(door, context);
	const [sent, erased] = [context.req.query("sent"), context.req.query("erased")];
	const stars = starsIn(context.req.query("stars"));
	return form.answer(form.isOff ? 404 : 200, {
		...(stars !== null && { entries: { ...form.entries, rating: stars } }),
		outcome: sent !== undefined && form.hasOwn ? "sent" : erased !== undefined ? "erased" : "none",
	});
}

/**
 * The link of a mail that asks how it was: his device keeps by which he came, and the address that it has then says nothing of it.
 * Nothing is rated by looking: programs fetch the links of mails first.
 */
async function answerInvited(door: Needs, context: HttpContext): Promise<Response> {
	const [token, proof] = [context.req.param("token") ?? "", context.req.param("proof") ?? ""];
	if ((await findPage(door, token)) === null) return notFoundPage(door, context);
	keepPrivate(context);
	context.header("cache-control", "private, no-store");
	const kept = await door.services.invitationToKeep(token, {
		given: proof.slice(0, MOST_PROOF),
		held: invitationIn(context),
	});
	if (kept !== null) keepInvitation(context, door, token, kept);
	const { query } = readerOf(context);
	const [stage, stars] = [stageNamed(context.req.query("stage")), starsIn(context.req.query("stars"))];
	const wanted = [stage === null ? "" : `stage=${stage}`, stars === null ? "" : `stars=${stars}`];
	const fields = [query.slice(1), ...wanted].filter((field) => field !== "").join("&");
	return context.redirect(`/t/${token}/reviews${fields === "" ? "" : `?${fields}`}`, 303);
}

/** Longer is none of ours. */
const MOST_PROOF = 120;

async function answerReview(door: Needs, tries: Tries, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	// Before its photos are: a link that opens nothing costs no more.
	const isOpen = !isInParts(context) || (await findPage(door, context.req.param("token") ?? "")) !== null;
	if (!isOpen) return notFoundPage(door, context);
	const sent = await readPhotoForm(context, addressOf(context, door.trustProxy), { video: true });
	try {
		return await answerSent(door, tries, context, sent);
	} finally {
		sent.release();
	}
}

async function answerSent(door: Needs, tries: Tries, context: HttpContext, sent: PhotoForm): Promise<Response> {
	const stage = stageNamed(sent.fields.get("stage")) ?? "delivery";
	const entries = entriesOf(sent);
	const word = reviewerIn(context) ?? reviewerWord(sent.fields.get("once")) ?? newWord();
	const form = await openForm(door, context, stage);
	if (!form) return notFoundPage(door, context);
	if (form.isOff) return form.answer(404, {});
	const wrong = {
		...wrongIn(entries, stage),
		...(sent.wrong !== null && { photos: sent.wrong }),
		...(sent.wrongVideo !== null && { video: sent.wrongVideo }),
	};
	if (Object.keys(wrong).length > 0) return form.answer(422, { entries, wrong });
	// Before its files are looked at, which is work that nobody does for what cannot be said.
	if (!form.writable.includes(stage)) return form.answerRefused();
	const address = addressOf(context, door.trustProxy);
	const wait = await tries.take(address, form.token);
	if (wait > 0) return form.answerWait(wait, { entries });
	const photos = await photosOf(door, sent, entries);
	if (photos !== null && "refused" in photos) {
		return form.answer(422, { entries, wrong: { photos: WRONG_PHOTOS[photos.refused] } });
	}
	const video = await videoOf(door, sent, entries, lineOf(address));
	if (video === "busy") return form.answerWait(BUSY_SECONDS, { entries });
	if (video !== null && video !== "none" && "refused" in video) {
		return form.answer(422, { entries, wrong: { video: WRONG_VIDEO[video.refused] } });
	}
	const { rating, text, items } = entries;
	const said = { stage, rating, text, items, photos, video, locale: form.locale, askAgain: entries.askAgain };
	const byForm = { ...said, isByMail: false, writtenAtMs: null };
	const answer = await door.services.writeReview(form.token, byForm, { ...proofsIn(context), word });
	if (answer === null) return notFoundPage(door, context);
	if (answer !== "said") return form.answerRefused();
	keepReviewer(context, door, form.token, word);
	return context.redirect(form.addressWith("sent"), 303);
}

/** Null: those that the review has stay. */
async function photosOf({ services }: Needs, sent: PhotoForm, { removesPhotos }: ReviewEntries) {
	if (sent.photos.length > 0) return services.drawPhotos(sent.photos);
	return removesPhotos ? [] : null;
}

const WRONG_PHOTOS = {
	"too-large": "too-large",
	"too-many-pixels": "too-large",
	"no-picture": "unread",
	unreadable: "unread",
} as const satisfies Record<PhotoRefused["refused"], WrongReview["photos"]>;

/** Several videos are read in it. */
const BUSY_SECONDS = 20;

/** Null: the one that the review has stays. */
async function videoOf(
	{ services }: Needs,
	sent: PhotoForm,
	{ removesVideo }: ReviewEntries,
	owner: string,
): Promise<RemadeVideo | VideoRefused | "busy" | "none" | null> {
	if (sent.video !== null) return services.remakeVideo(sent.video, owner);
	return removesVideo ? "none" : null;
}

const WRONG_VIDEO = {
	"too-large": "too-large",
	"too-many-pixels": "too-large",
	"too-long": "too-long",
	"no-video": "unread",
	unreadable: "unread",
} as const satisfies Record<VideoRefused["refused"], WrongReview["video"]>;

async function answerTakeBack(door: Needs, tries: Tries, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	const stage = stageNamed((await readForm(context)).get("stage")) ?? "delivery";
	const form = await openForm(door, context, null);
	if (!form) return notFoundPage(door, context);
	const wait = await tries.take(addressOf(context, door.trustProxy), form.token);
	if (wait > 0) return form.answerWait(wait, {});
	const answer = await door.services.takeReviewBack(form.token, stage, proofsIn(context));
	return answer === null ? notFoundPage(door, context) : context.redirect(form.addressWith("erased"), 303);
}

async function answerReviewPicture(door: Needs, context: HttpContext): Promise<Response> {
	const [token, id] = [context.req.param("token") ?? "", context.req.param("id") ?? ""];
	const position = countIn(context, "position");
	const picture = (await findPage(door, token))
		? await door.services.openReviewPicture(token, proofsIn(context), { id, position })
		: null;
	if (picture === null) throw noPicture();
	// Who takes his review back takes it from other browsers too, as soon as they ask.
	context.header("cache-control", "private, no-cache");
	return answerPicture(context, picture);
}

async function answerReviewVideo(door: Needs, context: HttpContext): Promise<Response> {
	const [token, id] = [context.req.param("token") ?? "", context.req.param("id") ?? ""];
	const isOpen = (await findPage(door, token)) !== null;
	const video = isOpen ? await door.services.openReviewVideo(token, proofsIn(context), id) : null;
	if (video === null) throw noVideo();
	context.header("cache-control", "private, no-cache");
	return answerVideo(context, video);
}

function proofsIn(context: HttpContext): ReviewerProofs {
	return { reader: proofIn(context), word: reviewerIn(context), invited: invitationIn(context) };
}

/** What the form knows of its parcel; null for a link that opens nothing. `wanted`: whose form he asked for. */
async function openForm(door: Needs, context: HttpContext, wanted: ReviewStage | null) {
	const token = context.req.param("token") ?? "";
	const open = await findPage(door, token);
	const read = open ? await door.services.readReviews(token, proofsIn(context)) : null;
	if (!open || !read) return null;
	keepPrivate(context);
	context.header("cache-control", "private, no-store");
	const { locale, query } = readerOf(context, { order: open.locale, shop: open.brand.language });
	const stage = stageOf(read, wanted);
	const own = read.own.find((review) => review.stage === stage);
	const page: ReviewsPage = {
		...{ locale, query, ...read, stage },
		parcel: parcelOf(open.page),
		brandStyles: open.brandStyles,
		assets: door.assets.page,
		now: door.now().toISOString(),
		href: `/t/${token}`,
		outcome: "none",
		entries: entriesOfOwn(own, read),
		wrong: {},
		once: newWord(),
		waitMinutes: null,
	};
	const answer = (status: 200 | 404 | 409 | 422 | 429, change: Partial<ReviewsPage>) =>
		context.html(renderReviews({ ...page, ...change }), status, FORM_PAGE);
	return {
		...{ token, locale, answer, entries: page.entries },
		isOff: read.policy === "off",
		writable: read.writable,
		hasOwn: read.own.length > 0,
		addressWith: (outcome: "sent" | "erased") => `/t/${token}/reviews${query === "" ? "?" : `${query}&`}${outcome}`,
		answerRefused: () => answer(409, { stage: null, outcome: read.isReviewable ? "refused" : "none" }),
		answerWait: (seconds: number, change: Partial<ReviewsPage>) => {
			context.header("retry-after", String(seconds));
			return answer(429, { ...change, waitMinutes: Math.ceil(seconds / 60) });
		},
	};
}

/** What was asked for, else the first that he has said nothing of. */
function stageOf({ writable, own }: ReaderReviews, wanted: ReviewStage | null): ReviewStage | null {
	if (wanted !== null) return writable.includes(wanted) ? wanted : null;
	const said = own.map(({ stage }) => stage);
	return writable.find((stage) => !said.includes(stage)) ?? null;
}

function stageNamed(name: string | null | undefined): ReviewStage | null {
	return REVIEW_STAGES.find((stage) => stage === name) ?? null;
}

function newWord(): string {
	return randomBytes(16).toString("base64url");
}
