import { createHash } from "node:crypto";
import { pageModel } from "../../web/views/model.ts";
import { NotFound, Unavailable } from "../core/errors.ts";
import type { ParcelPage } from "../core/page.ts";
import { answerText } from "./compress.ts";
import type { Door, HttpContext, OpenPage, Route } from "./door.ts";
import { liveRoute, liveUrlOf } from "./live-routes.ts";
import { matchesEtag } from "./operations-routes.ts";
import { isIdOf } from "./shapes.ts";

type Needs = Pick<Door, "services" | "live" | "pages" | "drawLine" | "assets" | "publicUrl" | "trustProxy" | "now">;

const JSON_SUFFIX = ".json";
const RETRY_SECONDS = 60;

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
	const open = await find(door, token).catch((error: unknown) => {
		if (error instanceof Unavailable && wantsHtml(context)) return "away" as const;
		throw error;
	});
	const locale = localeOf(open === "away" ? null : (open?.locale ?? null), context.req.header("accept-language"));
	if (open === "away") {
		const headers = { "cache-control": "no-store", "retry-after": String(RETRY_SECONDS) };
		return context.html(door.pages.away({ locale, assets: door.assets.page }), 503, headers);
	}
	if (!open?.locale) context.header("vary", "accept-language");
	if (!open) return context.html(door.pages.notFound({ locale, assets: door.assets.page }), 404);
	const now = door.now();
	// The page says how long ago the carrier was asked, so it changes every minute by itself.
	const minute = Math.floor(now.getTime() / 60_000);
	const etag = etagOf(open, locale, door.assets.page.script, String(minute));
	if (matchesEtag(context.req.header("if-none-match"), etag)) return context.body(null, 304, { etag });
	const model = pageModel(
		{
			parcel: parcelOf(open.page),
			others: open.others.map((other) => ({ parcel: parcelOf(other.page), href: `/t/${other.token}`, kind: "order" })),
			brand: null,
			held: null,
			addresses: {
				page: `${door.publicUrl}/t/${token}`,
				calendar: `/t/${token}/calendar.ics`,
				notReceived: `/t/${token}/not-received`,
				verify: `/t/${token}/verify`,
				brandStyles: null,
			},
			now: now.toISOString(),
			locale,
			checkedAt: open.checkedAt,
			sourceDown: open.sourceDown,
			assets: door.assets.page,
			liveUrl: liveUrlOf(token, [open, ...open.others.map((other) => parcelOf(other.page))]),
			jsonUrl: `/t/${token}${JSON_SUFFIX}`,
		},
		door.drawLine,
	);
	return answerText(context, door.pages.parcel(model), { "content-type": "text/html; charset=utf-8", etag });
}

async function answerJson(door: Needs, context: HttpContext, token: string): Promise<Response> {
	keepPrivate(context);
	const open = await find(door, token);
	if (!open) throw new NotFound("No parcel has this address. Open the link of the shop's message again.");
	const etag = etagOf(open);
	if (matchesEtag(context.req.header("if-none-match"), etag)) return context.body(null, 304, { etag });
	return answerText(context, jsonOf(open), { "content-type": "application/json", etag });
}

/** The snapshot's own text with more beside it: parsing and printing it again would double the cost of a page. */
function jsonOf({ page, checkedAt, sourceDown, others }: OpenPage): string {
	const beside = JSON.stringify({ checkedAt, sourceDown }).slice(1, -1);
	const parcels = others.map((other) => `{"token":${JSON.stringify(other.token)},"parcel":${other.page}}`).join(",");
	return `${page.slice(0, page.lastIndexOf("}"))},${beside},"others":[${parcels}]}`;
}

function find({ services }: Needs, token: string): Promise<OpenPage | null> {
	return isIdOf("token", token) ? services.openPage(token) : Promise.resolve(null);
}

function wantsHtml(context: HttpContext): boolean {
	return context.req.header("accept")?.includes("text/html") ?? false;
}

function keepPrivate(context: HttpContext): void {
	context.header("cache-control", "private, no-cache");
	context.header("x-robots-tag", "noindex, nofollow, noarchive");
}

function etagOf(open: OpenPage, ...more: readonly string[]): string {
	const digest = createHash("sha1");
	for (const part of [open.page, open.checkedAt, open.sourceDown?.since, open.locale, ...more]) {
		digest.update(`${part ?? ""}\n`);
	}
	for (const other of open.others) digest.update(`${other.token}\n${other.page}\n`);
	return `W/"${open.version}-${digest.digest("base64url")}"`;
}

function parcelOf(snapshot: string): ParcelPage {
	// The store keeps what core's page builder returned, as it was: no other writer touches the column.
	return JSON.parse(snapshot) as ParcelPage;
}

/** The order's language, else the browser's first: a tag that Intl takes. */
function localeOf(locale: string | null, acceptLanguage = ""): string {
	for (const tag of [locale, acceptLanguage.split(/[,;]/)[0]?.trim()]) {
		if (tag && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag) && isLocale(tag)) return tag;
	}
	return "en";
}

function isLocale(tag: string): boolean {
	try {
		return Intl.getCanonicalLocales(tag).length === 1;
	} catch {
		return false;
	}
}
