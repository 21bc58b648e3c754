import { parseAccept } from "hono/utils/accept";
import { LANGUAGES, type Language, languageOf } from "../../web/views/languages.ts";
import { createMemory } from "../core/memory.ts";
import type { HttpContext } from "./door.ts";

/** In what a reader reads. */
export interface Reader {
	/** BCP 47: a language that we speak, in the form of it that the reader is used to. */
	readonly locale: string;
	/** What the page's own links end with, so that a chosen language stays chosen: `?lang=de`, or nothing. */
	readonly query: string;
}

/** BCP 47, as others wrote them; null where nobody did. */
export interface LanguageWishes {
	/** By the link: `?lang=de`. */
	readonly asked: string | null;
	/** Told with the order. */
	readonly order: string | null;
	/** The header Accept-Language. */
	readonly accepted: string | null;
	/** Of the shop, for readers who name no language that we speak. */
	readonly shop: string | null;
}

// A browser names a handful; more is no reader.
const MOST_ACCEPTED = 20;
const LONGEST_TAG = 35;

/** The reader of this request. The answer depends on Accept-Language from then on. */
export function readerOf(context: HttpContext, wishes: Partial<Pick<LanguageWishes, "order" | "shop">> = {}): Reader {
	context.header("vary", "accept-language", { append: true });
	return languageOfReader(context, wishes);
}

/** The same, for an answer that says by itself that it depends on Accept-Language. */
export function languageOfReader(
	context: HttpContext,
	{ order = null, shop = null }: Partial<Pick<LanguageWishes, "order" | "shop">>,
): Reader {
	const asked = context.req.query("lang") ?? null;
	const accepted = context.req.header("accept-language") ?? null;
	return chooseLanguage({ asked, order, accepted, shop });
}

/**
 * The first language wished for that is spoken here, else English. Where the wish names no region, that of the browser
 * counts if its language is the same: `?lang=en` is read with the dates of en-US by whom they are used to.
 */
export function chooseLanguage(wishes: LanguageWishes, spoken: readonly Language[] = LANGUAGES): Reader {
	if (spoken !== LANGUAGES) return choose(wishes, spoken);
	const { asked, order, accepted, shop } = wishes;
	const key = JSON.stringify([asked, order, accepted, shop]);
	return key.length > LONGEST_KEPT ? choose(wishes, spoken) : chosenBefore.get(key, () => choose(wishes, spoken));
}

// Browsers send a few hundred headers among them, and to weigh one takes as long as to read a page from the database.
const chosenBefore = createMemory<Reader>(500);
const LONGEST_KEPT = 400;

function choose({ asked, order, accepted, shop }: LanguageWishes, spoken: readonly Language[]): Reader {
	const ofBrowser = acceptedTags(accepted ?? "");
	const chosen = asked === null ? null : spokenTag(asked, spoken);
	const wished = [chosen, order, ...ofBrowser, shop].map((tag) => (tag === null ? null : spokenTag(tag, spoken)));
	const tag = wished.find((one) => one !== null) ?? "en";
	return { locale: withHabits(tag, ofBrowser, spoken), query: chosen === null ? "" : `?lang=${chosen}` };
}

/** As the browser weighs them, the dearest first. */
function acceptedTags(header: string): readonly string[] {
	return parseAccept(header)
		.filter(({ q }) => q > 0)
		.slice(0, MOST_ACCEPTED)
		.map(({ type }) => type);
}

function spokenTag(tag: string, spoken: readonly Language[]): string | null {
	if (tag.length > LONGEST_TAG || languageOf(tag, spoken) === null) return null;
	// Without extensions: a calendar or a numbering of its own would make other dates than the carrier's.
	return new Intl.Locale(tag).baseName;
}

function withHabits(tag: string, ofBrowser: readonly string[], spoken: readonly Language[]): string {
	if (new Intl.Locale(tag).region !== undefined) return tag;
	const language = languageOf(tag, spoken);
	const own = ofBrowser
		.filter((one) => language !== null && languageOf(one, spoken) === language)
		.map((one) => spokenTag(one, spoken))
		.find((one) => one !== null && new Intl.Locale(one).region !== undefined);
	return own ?? tag;
}
