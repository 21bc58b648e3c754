import type { ParcelPage } from "../../src/core/page.ts";
import type { Headline } from "./headline.ts";
import { isolate, shorten } from "./isolate.tsx";
import type { PageModel } from "./model.ts";
import type { Speech } from "./speech.ts";
import type { Words } from "./words.ts";

/** What every part of the page is given. */
export interface PartContext {
	readonly model: PageModel;
	readonly words: Words;
	readonly speech: Speech;
	readonly headline: Headline;
}

const LONGEST_TITLE = 60;

/** "Running shoes + 1 more": for `Sentence`. */
export function titleOf({ items }: ParcelPage, words: Words): string {
	const first = items.find(({ name }) => name.trim() !== "");
	if (!first) return words.yourParcel;
	const name = isolate(shorten(first.name, LONGEST_TITLE));
	return items.length === 1 ? name : words.andMore(name, items.length - 1);
}

// Longer than the longest names of places; more is a story.
const LONGEST_PLACE = 120;

/** "Leipzig, Germany", as far as it is known: for `Sentence`. */
export function placeText(place: { text: string; country: string | null }, speech: Speech): string {
	const country = place.country ? speech.country(place.country) : "";
	return [isolate(shorten(place.text, LONGEST_PLACE)), country].filter((part) => part !== "").join(", ");
}

/** Only addresses of the web: a link that runs a script is no link. */
export function webAddress(text: string): string | null {
	return /^https?:\/\//i.test(text) ? text : null;
}
