import type { ParcelPage } from "../../src/core/page.ts";
import type { Headline } from "./headline.ts";
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

/** "Running shoes + 1 more". */
export function titleOf({ items }: ParcelPage, words: Words): string {
	const first = items.find(({ name }) => name.trim() !== "");
	if (!first) return words.yourParcel;
	return items.length === 1 ? first.name : words.andMore(first.name, items.length - 1);
}

/** "Leipzig, Germany", as far as it is known. */
export function placeText(place: { text: string; country: string | null }, speech: Speech): string {
	const country = place.country ? speech.country(place.country) : "";
	return [place.text, country].filter((part) => part !== "").join(", ");
}

/** Only addresses of the web: a link that runs a script is no link. */
export function webAddress(text: string): string | null {
	return /^https?:\/\//i.test(text) ? text : null;
}
