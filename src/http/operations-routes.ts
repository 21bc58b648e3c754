import { renderFront } from "../../web/views/plain.tsx";
import { Unavailable } from "../core/errors.ts";
import type { Asset } from "./assets.ts";
import { takesBrotli, takesGzip } from "./compress.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { matchesEtag } from "./matches-etag.ts";
import { problemsPage } from "./plain-pages.ts";
import { noSuchPath, PROBLEM_TYPES } from "./problem.ts";
import { readerOf } from "./reader-language.ts";
import { FORM_PAGE } from "./same-site.ts";

/** A parcel, drawn. */
const ICON =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#b7793f" d="M3 9 16 3l13 6v14l-13 6-13-6z"/><path fill="none" stroke="#fff" stroke-width="2" d="m3 9 13 6 13-6M16 15v14m9.5 6 13 6"/></svg>';

type Needs = Pick<Door, "ready" | "assets">;

/** What machines and passers-by ask: liveness, readiness, files of the page, and what this is. */
export function operationsRoutes({ ready, assets }: Needs): readonly Route[] {
	return [
		{
			method: "GET",
			path: "/",
			answer: (context) => context.html(renderFront({ ...readerOf(context), assets: assets.page }), 200, FORM_PAGE),
		},
		{ method: "GET", path: "/problems", answer: (context) => context.html(problemsPage(PROBLEM_TYPES, assets.page)) },
		{ method: "GET", path: "/healthz", answer: (context) => context.json({ status: "ok" }) },
		{ method: "GET", path: "/readyz", answer: (context) => answerReadiness(ready, context) },
		{
			method: "GET",
			path: "/robots.txt",
			answer: (context) => context.text("User-agent: *\nDisallow: /t/\nDisallow: /embed/\n"),
		},
		{
			method: "GET",
			path: "/favicon.ico",
			answer: (context) =>
				context.body(ICON, 200, { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" }),
		},
		{
			method: "GET",
			path: "/assets/*",
			answer: (context) => {
				const asset = assets.find(context.req.path.slice("/assets/".length));
				if (!asset) throw noSuchPath();
				return answerAsset(asset, context);
			},
		},
	];
}

async function answerReadiness(ready: Needs["ready"], context: HttpContext): Promise<Response> {
	try {
		await ready();
	} catch {
		// The state is the answer; whoever lost the database has logged why.
		throw new Unavailable(
			"The database does not answer or takes no writes. The service takes requests again once it does.",
		);
	}
	return context.json({ status: "ready" });
}

/** A file of the browser's part, compressed as the caller takes it. */
export async function answerAsset(
	asset: Asset,
	context: HttpContext,
	cacheControl = asset.isImmutable ? "public, max-age=31536000, immutable" : "public, no-cache",
): Promise<Response> {
	const headers: Record<string, string> = {
		"content-type": asset.contentType,
		"cache-control": cacheControl,
		etag: asset.etag,
		vary: "accept-encoding",
	};
	if (matchesEtag(context.req.header("if-none-match"), asset.etag)) return context.body(null, 304, headers);
	const accepted = context.req.header("accept-encoding");
	const encoding = takesBrotli(accepted) ? "br" : takesGzip(accepted) ? "gzip" : null;
	const compressed = encoding && (await asset.compressed(encoding));
	if (!compressed) return context.body(asset.body, 200, headers);
	return context.body(compressed, 200, { ...headers, "content-encoding": encoding });
}
