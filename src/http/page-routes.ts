import { createHash } from "node:crypto";
import { type PageModel, pageModel } from "../../web/views/model.ts";
import { mapPolicy } from "../../web/views/policy.ts";
import { NotFound } from "../core/errors.ts";
import type { ParcelPage } from "../core/page.ts";
import { showsReviews } from "../core/review.ts";
import { minuteOf, type OpenPage, type OpenParcel } from "../services/pages.ts";
import { type AskedPage, answerKept, keptAnswer, PRIVATE } from "./answer-kept.ts";
import { answerText } from "./compress.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { isIdOf } from "./id-shapes.ts";
import type { KeptPage } from "./kept-pages.ts";
import { liveRoute, liveUrlOf } from "./live-routes.ts";
import { formOf, JSON_FORM, PAGE_PATH } from "./page-forms.ts";
import { productsShown } from "./products-shown.ts";
import { languageOfReader, type Reader, readerOf } from "./reader-language.ts";
import { askerIn, proofIn, votedIn } from "./reader-proof.ts";
import { FORM_PAGE } from "./same-site.ts";

type Needs = Pick<
	Door,
	"services" | "keptPages" | "live" | "pages" | "drawLine" | "assets" | "tiles" | "publicUrl" | "trustProxy" | "now"
>;

const JSON_SUFFIX = ".json";
/** What a buyer's link opens. The token is the whole right to see it, and to see nothing else. */
export function pageRoutes(door: Needs): readonly Route[] {
	return [
		{
			method: "GET",
			path: PAGE_PATH,
			answer: (context) => {
				const { token, isJson } = askedFor(context);
				return isJson ? answerJson(door, context, token) : answerHtml(door, context, token);
			},
		},
		liveRoute(door),
	];
}

function askedFor(context: HttpContext): { readonly token: string; readonly isJson: boolean } {
	const name = context.req.param("token") ?? "";
	const isJson = name.endsWith(JSON_SUFFIX);
	return { token: isJson ? name.slice(0, -JSON_SUFFIX.length) : name, isJson };
}

function askedBy(context: HttpContext): AskedPage {
	const { method } = context.req;
	return { method, header: (name) => context.req.header(name), requestId: context.get("requestId") };
}

function readerOfPage(context: HttpContext, { locale, brand }: OpenPage): Reader {
	return languageOfReader(context, { order: locale, shop: brand.language });
}

async function answerHtml(door: Needs, context: HttpContext, token: string): Promise<Response> {
	const now = door.now();
	const page = await readPage(door, token, now);
	if (!page) return notFoundPage(door, context);
	const { open } = page;
	const reader = readerOfPage(context, open);
	const own = await ownOf(door, context, token);
	const products = await productsShown(door, context, { token, open });
	if (own || products?.isWanted) {
		return answerOwn(door, context, open, { ...reader, ...(own ?? NOBODY), products, token, now });
	}
	const form = formOf(door, reader, now);
	// What is offered beside a parcel follows from more than its page is read of: it is drawn each time.
	const isKept = !open.brand.products.show;
	const kept = isKept ? page.answers.get(form) : undefined;
	if (kept) return answerKept(door, askedBy(context), page, kept);
	const reviews = await reviewsShown(door, open, token);
	const etag = pageEtag(door, open, { ...reader, now, reviews, products });
	const model = modelOf(door, open, { ...reader, ...NOBODY, products, token, now, reviews });
	const answer = keptAnswer(door, door.pages.parcel(model), etag, {
		"content-type": "text/html; charset=utf-8",
		...FORM_PAGE,
		...policyOf(door, model),
		vary: "accept-language, accept-encoding",
	});
	if (isKept) door.keptPages.keep(page, form, answer);
	return answerKept(door, askedBy(context), isKept ? page : null, answer);
}

/** As it stands in memory, else read. Null for a link that opens nothing, without asking for what cannot exist. */
function readPage(
	{ services, keptPages }: Needs,
	token: string,
	now: Date,
): KeptPage | null | Promise<KeptPage | null> {
	const standing = keptPages.standing(token, minuteOf(now));
	if (standing || !isIdOf("token", token)) return standing;
	return keptPages.read(token, (before) => services.openPage(token, before));
}

/** What only this reader is shown. */
type Own = Pick<PageModel, "held" | "thread" | "voted">;

const NOBODY: Own = { held: null, thread: null, voted: [] };

/** Null for a reader of whom nothing is known. */
async function ownOf({ services }: Needs, context: HttpContext, token: string): Promise<Own | null> {
	if (context.req.header("cookie") === undefined) return null;
	const proof = proofIn(context);
	const held = proof === null ? null : await services.readHeld(token, proof);
	const asker = askerIn(context);
	const thread = asker === null ? null : await services.openThread(token, asker);
	const voted = votedIn(context);
	if (held === null && thread === null && voted.length === 0) return null;
	return { held: held?.details ?? null, thread, voted };
}

/** Drawn for him and kept nowhere: it has no tag either, for nothing is ever compared with it. */
async function answerOwn(
	door: Needs,
	context: HttpContext,
	open: OpenPage,
	reading: Omit<Reading, "reviews">,
): Promise<Response> {
	const reviews = await reviewsShown(door, open, reading.token);
	const model = modelOf(door, open, { ...reading, reviews });
	context.header("cache-control", "private, no-store");
	context.header("x-robots-tag", PRIVATE["x-robots-tag"]);
	context.header("vary", "accept-language");
	const headers = { "content-type": "text/html; charset=utf-8", ...FORM_PAGE, ...policyOf(door, model) };
	return answerText(context, door.pages.parcel(model), headers);
}

/** Opened for the tiles of others where the page has a map of them. */
function policyOf({ tiles }: Needs, { route }: PageModel): Readonly<Record<string, string>> {
	return route.dots.length > 0 && tiles?.origin ? { "content-security-policy": mapPolicy(tiles.origin) } : {};
}

/** Asked for only where the page says anything of them: before it came, a buyer costs one read. */
async function reviewsShown({ services }: Pick<Door, "services">, open: OpenPage, token: string) {
	const isAsked = open.brand.reviews !== "off" && showsReviews(parcelOf(open.page));
	return isAsked ? services.shownReviews(token) : null;
}

/** Of which link it is, for whom and when. */
interface Reading extends Reader {
	readonly token: string;
	readonly now: Date;
	readonly held: PageModel["held"];
	readonly thread: PageModel["thread"];
	readonly voted: PageModel["voted"];
	readonly reviews: PageModel["reviews"];
	readonly products: PageModel["products"];
}

/** All that is drawn of an open link. */
export function modelOf(
	door: Pick<Door, "drawLine" | "assets" | "tiles" | "publicUrl">,
	open: OpenPage,
	{ token, locale, query, now, ...reader }: Reading,
): PageModel {
	return pageModel(
		{
			parcel: parcelOf(open.page),
			others: open.others.map((other) => ({
				parcel: parcelOf(other.page),
				href: `/t/${other.token}${query}`,
				kind: other.kind,
			})),
			orderReference: open.orderReference,
			brand: open.brand,
			held: reader.held,
			thread: reader.thread,
			voted: reader.voted,
			reviews: reader.reviews,
			products: reader.products,
			addresses: {
				page: `${door.publicUrl}/t/${token}${query}`,
				calendar: `/t/${token}/calendar.ics${query}`,
				notReceived: `/t/${token}/not-received${query}`,
				verify: `/t/${token}/verify${query}`,
				ask: `/t/${token}/questions${query}`,
				watch: open.sendsNotices ? `/t/${token}/watch${query}` : null,
				reviews: `/t/${token}/reviews${query}`,
				products: `/t/${token}/products${query}`,
				faq: `/t/${token}/faq${query}`,
				brandStyles: open.brandStyles,
			},
			now: now.toISOString(),
			locale,
			checkedAt: open.checkedAt,
			sourceDown: open.sourceDown,
			assets: door.assets.page,
			liveUrl: liveUrlOf(token, [open, ...open.others.map((other) => parcelOf(other.page))]),
			jsonUrl: `/t/${token}${JSON_SUFFIX}`,
			tiles: door.tiles?.shown() ?? null,
		},
		door.drawLine,
	);
}

/** Of what a page shows: it says how long ago the carrier was asked, so it changes every minute by itself. */
export function pageEtag(
	{ assets, tiles }: Pick<Door, "assets" | "tiles">,
	open: OpenPage,
	{ locale, query, now, reviews, products }: Pick<Reading, "locale" | "query" | "now" | "reviews" | "products">,
): string {
	const shown = tiles ? JSON.stringify(tiles.shown()) : "";
	const said = JSON.stringify([reviews, products]);
	return etagOf(open, locale, query, assets.page.script, shown, said, String(minuteOf(now)));
}

/** For a link that opens nothing: one answer, whatever the link, in the reader's language. */
export function notFoundPage({ pages, assets }: Pick<Door, "pages" | "assets">, context: HttpContext): Response {
	keepPrivate(context);
	return context.html(pages.notFound({ ...readerOf(context), assets: assets.page }), 404, FORM_PAGE);
}

async function answerJson(door: Needs, context: HttpContext, token: string): Promise<Response> {
	const page = await readPage(door, token, door.now());
	if (!page) {
		keepPrivate(context);
		throw new NotFound("No parcel has this address. Open the link of the shop's message again.");
	}
	const { open } = page;
	const kept = page.answers.get(JSON_FORM);
	if (kept) return answerKept(door, askedBy(context), page, kept);
	const headers = { "content-type": "application/json", vary: "accept-encoding" };
	const answer = keptAnswer(door, jsonOf(open), etagOf(open), headers);
	door.keptPages.keep(page, JSON_FORM, answer);
	return answerKept(door, askedBy(context), page, answer);
}

/** The snapshot's own text with more beside it: parsing and printing it again would double the cost of a page. */
function jsonOf({ page, checkedAt, sourceDown, others }: OpenPage): string {
	const beside = JSON.stringify({ checkedAt, sourceDown }).slice(1, -1);
	const parcels = others
		.map(({ token, kind, page: parcel }) => `{"token":${JSON.stringify(token)},"kind":"${kind}","parcel":${parcel}}`)
		.join(",");
	return `${page.slice(0, page.lastIndexOf("}"))},${beside},"others":[${parcels}]}`;
}

/** What a link opens; null where it opens nothing, without asking for what cannot exist. */
export function findPage({ services }: Pick<Door, "services">, token: string): Promise<OpenPage | null> {
	return isIdOf("token", token) ? services.openPage(token) : Promise.resolve(null);
}

/** The same of its own parcel alone, for forms. */
export function findParcel({ services }: Pick<Door, "services">, token: string): Promise<OpenParcel | null> {
	return isIdOf("token", token) ? services.openParcel(token) : Promise.resolve(null);
}

/** What a link shows is for who has the link: no cache between keeps it, and no search engine finds it. */
export function keepPrivate(context: HttpContext): void {
	for (const [name, value] of Object.entries(PRIVATE)) context.header(name, value);
}

/** Of what a page shows, and of what else its answer depends on. */
function etagOf(open: OpenPage, ...more: readonly string[]): string {
	const digest = createHash("sha1");
	for (const part of [
		open.page,
		open.checkedAt,
		open.sourceDown?.since,
		open.locale,
		open.orderReference,
		brandOf(open),
		...more,
	]) {
		digest.update(`${part ?? ""}\n`);
	}
	for (const other of open.others) digest.update(`${other.token}\n${other.kind}\n${other.page}\n`);
	return `W/"${open.version}-${digest.digest("base64url")}"`;
}

function brandOf({ brand, brandStyles }: OpenPage): string {
	return JSON.stringify([brand, brandStyles]);
}

export function parcelOf(snapshot: string): ParcelPage {
	// The store keeps what core's page builder returned, as it was: no other writer touches the column.
	return JSON.parse(snapshot) as ParcelPage;
}
