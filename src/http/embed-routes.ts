import { z } from "zod";
import { framePolicy } from "../../web/views/policy.ts";
import { frameHtml, renderWidget } from "../../web/views/widget.tsx";
import { NotFound } from "../core/errors.ts";
import { answerText } from "./compress.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { matchesEtag } from "./matches-etag.ts";
import { answerAsset } from "./operations-routes.ts";
import { findPage, keepPrivate, modelOf, notFoundPage, pageEtag, parcelOf } from "./page-routes.ts";
import { UnsupportedFormat } from "./problem.ts";
import { readQuery } from "./read-body.ts";
import { readerOf } from "./reader-language.ts";

type Needs = Pick<Door, "services" | "pages" | "drawLine" | "assets" | "tiles" | "publicUrl" | "now">;

/** As long as a shop's page may show yesterday's script; longer than a reader stays on one page. */
const SCRIPT_MINUTES = 10;

/** What a shop puts into its own pages: the short form of a parcel's page, the script that frames it, and oEmbed. */
export function embedRoutes(door: Needs): readonly Route[] {
	return [
		{ method: "GET", path: "/embed/:token", answer: (context) => answerFrame(door, context) },
		{ method: "GET", path: "/widget.js", answer: (context) => answerScript(door, context) },
		{ method: "GET", path: "/oembed", answer: (context) => answerOembed(door, context) },
	];
}

/** It reads no cookie: in another site's page nobody is known, so nothing that is held back is shown. */
async function answerFrame(door: Needs, context: HttpContext): Promise<Response> {
	keepPrivate(context);
	const token = context.req.param("token") ?? "";
	const open = await findPage(door, token);
	if (!open) return notFoundPage(door, context);
	const reading = {
		...readerOf(context, { order: open.locale, shop: open.brand.language }),
		token,
		now: door.now(),
		held: null,
		thread: null,
		voted: [],
		reviews: null,
		products: null,
	};
	context.header("content-security-policy", framePolicy(open.brand.embedOrigins));
	const etag = pageEtag(door, open, reading);
	if (matchesEtag(context.req.header("if-none-match"), etag)) return context.body(null, 304, { etag });
	const html = renderWidget(modelOf(door, open, reading));
	return answerText(context, html, { "content-type": "text/html; charset=utf-8", etag });
}

function answerScript({ assets }: Needs, context: HttpContext): Promise<Response> {
	// For pages that hold their scripts to a digest or let in only what says that it may come.
	context.header("access-control-allow-origin", "*");
	context.header("cross-origin-resource-policy", "cross-origin");
	return answerAsset(assets.widget, context, `public, max-age=${SCRIPT_MINUTES * 60}`);
}

const pixels = z
	.string()
	.regex(/^[1-9]\d{0,4}$/, "Wants a number of pixels.")
	.transform(Number)
	.optional();

/** Consumers send parameters of their own beside those of the standard, which are passed over. */
const oembedQuery = z.object({ url: z.string(), maxwidth: pixels, maxheight: pixels, format: z.string().optional() });

/** What most states need in a column of a page; a frame that is lower scrolls. */
const FRAME = { width: 480, height: 460 } as const;

/**
 * https://oembed.com, version 1.0. It tells nothing of the parcel but the frame: what a consumer keeps may outlive the
 * link's news and be read by more than its owner.
 */
async function answerOembed(door: Needs, context: HttpContext): Promise<Response> {
	keepPrivate(context);
	const { url, maxwidth, maxheight, format = "json" } = readQuery(context, oembedQuery);
	if (format !== "json") throw new UnsupportedFormat("This is answered as JSON alone: ask with format=json.");
	const link = linkIn(url, door.publicUrl);
	const open = link && (await findPage(door, link.token));
	if (!link || !open)
		throw new NotFound(`Give as url the link of a parcel's page: ${door.publicUrl}/t/ and what follows.`);
	if (open.brand.embedOrigins.length === 0)
		throw new NotFound(
			"The shop of this parcel shows its pages inside no other site. It names those that may: embedOrigins.",
		);
	const width = Math.min(FRAME.width, maxwidth ?? FRAME.width);
	const height = Math.min(FRAME.height, maxheight ?? FRAME.height);
	const html = frameHtml({ src: `${door.publicUrl}/embed/${link.token}${link.query}`, width, height });
	return context.json({
		version: "1.0",
		type: "rich",
		provider_name: parcelOf(open.page).shop.name,
		provider_url: door.publicUrl,
		html,
		width,
		height,
	});
}

/** Null for an address that is no parcel's page here. */
function linkIn(url: string, publicUrl: string): { readonly token: string; readonly query: string } | null {
	if (!URL.canParse(url)) return null;
	const { origin, pathname, searchParams } = new URL(url);
	const [, token = null] = /^\/t\/(\w+)$/.exec(pathname) ?? [];
	if (origin !== publicUrl || token === null) return null;
	const language = searchParams.get("lang") ?? "";
	return { token, query: language === "" ? "" : `?lang=${encodeURIComponent(language)}` };
}
