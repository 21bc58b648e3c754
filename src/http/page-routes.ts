import { createHash } from "node:crypto";
import { type PageModel, pageModel } from "../../web/views/model.ts";
import { mapPolicy } from "../../web/views/policy.ts";
import { NotFound } from "../core/errors.ts";
import type { ParcelPage } from "../core/page.ts";
import { showsReviews } from "../core/review.ts";
import type { OpenPage, OpenParcel } from "../services/pages.ts";
import { answerText } from "./compress.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { isIdOf } from "./id-shapes.ts";
import { liveRoute, liveUrlOf } from "./live-routes.ts";
import { matchesEtag } from "./matches-etag.ts";
import { productsShown } from "./products-shown.ts";
import { type Reader, readerOf } from "./reader-language.ts";
import { askerIn, proofIn, votedIn } from "./reader-proof.ts";
import { FORM_PAGE } from "./same-site.ts";

type Needs = Pick<
	Door,
	"services" | "live" | "pages" | "drawLine" | "assets" | "tiles" | "publicUrl" | "trustProxy" | "now"
>;

const JSON_SUFFIX = ".json";

/** What a buyer's link opens. The token is the whole right to see it, and to see nothing else. */
export function pageRoutes(door: Needs): readonly Route[] {
	return [
		{
			method: "GET",
			path: "/t/:token",
			answer: (context) => {
				const token = context.req.param("token") ?? "";
				return token.endsWith(JSON_SUFFIX)
					? answerJson(door, context, token.slice(0, -JSON_SUFFIX.length))
					: answerHtml(door, context, token);
			},
		},
		liveRoute(door),
	];
}

async function answerHtml(door: Needs, context: HttpContext, token: string): Promise<Response> {
	keepPrivate(context);
	const open = await findPage(door, token);
	if (!open) return notFoundPage(door, context);
	const { locale, query } = readerOf(context, { order: open.locale, shop: open.brand.language });
	const now = door.now();
	const proof = proofIn(context);
	const held = proof === null ? null : await door.services.readHeld(token, proof);
	const asker = askerIn(context);
	const thread = asker === null ? null : await door.services.openThread(token, asker);
	const reviews = await reviewsShown(door, open, token);
	const products = await productsShown(door, context, { token, open });
	const etag = pageEtag(door, open, { locale, query, now, reviews, products });
	const voted = votedIn(context);
	const isHis = held !== null || thread !== null || voted.length > 0 || products?.isWanted === true;
	if (isHis) context.header("cache-control", "private, no-store");
	else if (matchesEtag(context.req.header("if-none-match"), etag)) {
		// The page that the browser keeps has its own, which depends on what it shows.
		if (door.tiles?.origin) context.header("content-security-policy", undefined);
		return context.body(null, 304, { etag });
	}
	const his = { held: held?.details ?? null, thread, voted, products };
	const model = modelOf(door, open, { token, locale, query, now, reviews, ...his });
	const hasMap = model.route.dots.length > 0;
	if (hasMap && door.tiles?.origin) context.header("content-security-policy", mapPolicy(door.tiles.origin));
	// What only one reader may see is told apart by no tag: nothing is ever compared with it.
	const headers = {
		"content-type": "text/html; charset=utf-8",
		...FORM_PAGE,
		...(isHis ? {} : { etag }),
	};
	return answerText(context, door.pages.parcel(model), headers);
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
	return etagOf(open, locale, query, assets.page.script, shown, said, String(Math.floor(now.getTime() / 60_000)));
}

/** For a link that opens nothing: one answer, whatever the link, in the reader's language. */
export function notFoundPage({ pages, assets }: Pick<Door, "pages" | "assets">, context: HttpContext): Response {
	keepPrivate(context);
	return context.html(pages.notFound({ ...readerOf(context), assets: assets.page }), 404, FORM_PAGE);
}

async function answerJson(door: Needs, context: HttpContext, token: string): Promise<Response> {
	keepPrivate(context);
	const open = await findPage(door, token);
	if (!open) throw new NotFound("No parcel has this address. Open the link of the shop's message again.");
	const etag = etagOf(open);
	if (matchesEtag(context.req.header("if-none-match"), etag)) return context.body(null, 304, { etag });
	return answerText(context, jsonOf(open), { "content-type": "application/json", etag });
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
	context.header("cache-control", "private, no-cache");
	context.header("x-robots-tag", "noindex, nofollow, noarchive");
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
