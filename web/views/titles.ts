import type { ParcelPage } from "../../src/core/page.ts";
import type { Headline } from "./headline.ts";
import { isolate, shorten } from "./isolate.tsx";
import type { OtherParcel, PageModel } from "./model.ts";
import { type Speech, speechOf } from "./speech.ts";
import type { Words } from "./words.ts";

/** What every part of the page is given. */
export interface PartContext {
	readonly model: PageModel;
	readonly words: Words;
	readonly speech: Speech;
	readonly headline: Headline;
	/** Inside a shop's page, where no form is sent. */
	readonly isFramed?: boolean;
}

const LONGEST_TITLE = 60;

/** "Running shoes + 1 more": for `Sentence`. */
export function titleOf({ items }: Pick<ParcelPage, "items">, words: Words): string {
	const first = items.find(({ name }) => name.trim() !== "");
	if (!first) return words.yourParcel;
	const name = isolate(shorten(first.name, LONGEST_TITLE));
	return items.length === 1 ? name : words.andMore(name, items.length - 1);
}

/** What the page calls its parcel: one that brings things back has none of its own. */
export function titleOfPage({ parcel, others }: PageModel, words: Words): string {
	const isReturn = others.some(({ kind }) => kind === "original");
	return isReturn && parcel.items.length === 0 ? words.returns.yours : titleOf(parcel, words);
}

/** All parcels of an order are called after its things: the number tells them apart. For `Sentence`. */
export function numberedTitleOf({ parcel, kind }: Pick<OtherParcel, "parcel" | "kind">, words: Words): string {
	const title = kind === "return" && parcel.items.length === 0 ? words.returns.yours : titleOf(parcel, words);
	return words.askSubject(title, isolate(parcel.trackingNumber));
}

/** "2 of 3 parcels delivered", of an order of several of which one arrived; null for any other. */
export function deliveredOf({ parcel, others }: PageModel, words: Words): string | null {
	const parcels = [parcel, ...others.filter(({ kind }) => kind === "order").map((other) => other.parcel)];
	const delivered = parcels.filter(({ milestone, code }) => milestone === "delivered" && code !== "delivered.partial");
	return parcels.length < 2 || delivered.length === 0 ? null : words.someDelivered(delivered.length, parcels.length);
}

// Longer than the longest names of places; more is a story.
const LONGEST_PLACE = 120;

/** "Leipzig, Germany", as far as it is known: for `Sentence`. */
export function placeText(place: { text: string; country: string | null }, speech: Speech): string {
	const text = shorten(withoutRepeats(place.text), LONGEST_PLACE);
	const country = place.country && !endsWithCountry(text, place.country, speech) ? speech.country(place.country) : "";
	return speech.parts([isolate(text), country].filter((part) => part !== ""));
}

/** "Hub Leipzig, Leipzig" names a town twice, as couriers do who send a place and its town apart. */
export function withoutRepeats(text: string): string {
	const parts = text.split(/,\s+/);
	const kept = parts.filter((part, index) => {
		const words = wordsOf(part);
		return index === 0 || words.trim() === "" || !wordsOf(parts[index - 1] ?? "").endsWith(words);
	});
	return kept.length === parts.length ? text : kept.join(", ");
}

const english = speechOf("en");

/** The carrier named it already, as "MEMPHIS, TN, US" does. A code that is the whole text is no name that anybody reads. */
function endsWithCountry(text: string, code: string, speech: Speech): boolean {
	const words = wordsOf(text);
	const names = [speech, english].flatMap(({ country, countryInShort }) => [country(code), countryInShort(code)]);
	if (names.some((name) => name !== code && words.endsWith(wordsOf(name)))) return true;
	const [, before = "", last = ""] = /^(.*)[\s,;/(-]([A-Z.]+)[\s)]*$/s.exec(text) ?? [];
	const written = last.replaceAll(".", "");
	return /[\p{L}\p{N}]/u.test(before) && (written === code || (written === "USA" && code === "US"));
}

/** Blanks around each word, so that only whole words agree. */
function wordsOf(text: string): string {
	return ` ${
		text
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}]+/gu)
			?.join(" ") ?? ""
	} `;
}

/** Only addresses of the web: a link that runs a script is no link. */
export function webAddress(text: string): string | null {
	return /^https?:\/\//i.test(text) ? text : null;
}
