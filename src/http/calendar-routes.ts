import { createHash } from "node:crypto";
import { calendarFile } from "./calendar-file.ts";
import { answerText } from "./compress.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { isIdOf } from "./id-shapes.ts";
import { matchesEtag } from "./matches-etag.ts";
import { keepPrivate, notFoundPage, parcelOf } from "./page-routes.ts";
import { readerOf } from "./reader-language.ts";

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl">;

/** When the parcels of a link's order come, as a file to add to a calendar and as a feed to subscribe to. */
export function calendarRoutes(door: Needs): readonly Route[] {
	return [{ method: "GET", path: "/t/:token/calendar.ics", answer: (context) => answerCalendar(door, context) }];
}

async function answerCalendar(door: Needs, context: HttpContext): Promise<Response> {
	const token = context.req.param("token") ?? "";
	const feed = isIdOf("token", token) ? await door.services.openFeed(token) : null;
	const [first, ...others] = feed?.parcels ?? [];
	if (!feed || !first) return notFoundPage(door, context);
	keepPrivate(context);
	const { locale, query } = readerOf(context, { order: feed.locale, shop: feed.shopLanguage });
	const entryOf = ({ token, page, changedAt }: typeof first) => {
		return { parcel: parcelOf(page), token, url: `${door.publicUrl}/t/${token}${query}`, changedAt };
	};
	const text = calendarFile([entryOf(first), ...others.map(entryOf)], locale);
	const etag = `W/"${createHash("sha1").update(text).digest("base64url")}"`;
	if (matchesEtag(context.req.header("if-none-match"), etag)) return context.body(null, 304, { etag });
	return answerText(context, text, {
		"content-type": "text/calendar; charset=utf-8; method=PUBLISH",
		// Not as an attachment: telephones then offer to add it, and programs that subscribe do not mind either.
		"content-disposition": 'inline; filename="parcel.ics"',
		etag,
	});
}
