import type { FaqEntry } from "../../src/core/brand.ts";
import { CODES } from "../../src/core/codes.ts";
import type { ParcelPage } from "../../src/core/page.ts";
import { endingOf, isOver } from "./ending.ts";
import { isElsewhere } from "./headline.ts";
import { languageOf } from "./languages.ts";
import { isDisputed } from "./standing.ts";
import { stepsOf } from "./steps.ts";
import { webAddress } from "./titles.ts";
import type { FaqTopic } from "./words/care-keys.ts";

const MOST_TOPICS = 5;

/** What buyers ask of a parcel that stands as this one does, the likeliest first; at most five. */
export function faqTopicsOf(parcel: ParcelPage, isReturn = false): readonly FaqTopic[] {
	const asked = new Set([...ofTrouble(parcel), ...ofState(parcel), "who-sees" as const]);
	const hasPage = webAddress(parcel.carrier.trackingUrl) !== null;
	const isOfUse = (topic: FaqTopic) =>
		(hasPage || !ON_CARRIERS_PAGE.has(topic)) && !(isReturn && AT_BUYERS_DOOR.has(topic));
	return [...asked].filter(isOfUse).slice(0, MOST_TOPICS);
}

/** What nobody asks of a parcel that goes to the shop. */
const AT_BUYERS_DOOR: ReadonlySet<FaqTopic> = new Set(["be-at-home", "address", "missed", "collect", "not-received"]);

/** Their answers name the carrier's own page. */
const ON_CARRIERS_PAGE: ReadonlySet<FaqTopic> = new Set(["duty", "missed", "address"]);

/** The entries of the shop's own FAQ for a parcel, for readers of a language; and which of ours they leave. */
export function shopFaq(
	faq: readonly FaqEntry[],
	topics: readonly FaqTopic[],
	locale: string,
): { readonly own: readonly FaqEntry[]; readonly left: readonly FaqTopic[] } {
	const own = faq.filter(
		({ topics: replaced, language }) =>
			(language === null || languageOf(language) === languageOf(locale)) &&
			(replaced.length === 0 || replaced.some((topic) => topics.some((one) => one === topic))),
	);
	const told = new Set(own.flatMap(({ topics: replaced }) => replaced));
	return { own, left: topics.filter((topic) => !told.has(topic)).slice(0, Math.max(0, MOST_TOPICS - own.length)) };
}

/** By what is wrong, before where it stands. */
function ofTrouble(parcel: ParcelPage): FaqTopic[] {
	const { code, reason, condition, late } = parcel;
	const told = [code, reason].join(" ");
	const isOpen = !["delivered", "delivery_attempted"].includes(parcel.milestone) && !isOver(parcel);
	return [
		...(isDisputed(parcel) ? (["not-received"] as const) : []),
		...(/duty|duties|unpaid|payment/.test(told) ? (["duty"] as const) : []),
		...(/damaged/.test(told) ? (["damaged"] as const) : []),
		...(/address|moved|out_of_area/.test(told) ? (["address"] as const) : []),
		...(/partial|shortage/.test(told) ? (["part-missing"] as const) : []),
		...(/customs/.test(told) ? (["in-customs"] as const) : []),
		...(isOpen && condition === "stalled" && parcel.milestone !== "info_received" ? (["silent"] as const) : []),
		...(isOpen && (condition === "delayed" || late !== null) ? (["late"] as const) : []),
	];
}

function ofState(parcel: ParcelPage): readonly FaqTopic[] {
	const isDateShown =
		parcel.eta !== null && !["action_required", "problem", "final_problem"].includes(parcel.condition);
	const sure: readonly FaqTopic[] = isDateShown ? ["how-sure"] : [];
	if (isElsewhere(parcel)) return [];
	switch (endingOf(parcel)) {
		case "returning":
		case "returned":
			return ["going-back"];
		case "lost":
		case "stolen":
		case "destroyed":
			return ["lost"];
		case "expired":
			return ["silent", "lost", "not-received"];
		case "cancelled":
		case "archived":
			return [];
		case "damaged":
			return ["damaged", "not-received", "part-missing"];
		case "rest":
			return ["lost", "part-missing"];
		case "reported":
		case null:
			break;
	}
	switch (parcel.milestone) {
		case "pending":
		case "info_received":
			return ["no-scan-yet", ...sure, "address"];
		case "picked_up":
		case "in_transit":
			return [...sure, ...(isAtBorder(parcel) ? (["in-customs"] as const) : []), "be-at-home", "address"];
		case "out_for_delivery":
			return ["be-at-home", ...sure, "missed"];
		case "delivery_attempted":
			return ["missed", "collect", "address"];
		case "ready_for_pickup":
			return ["collect", "going-back"];
		case "delivered":
			return ["not-received", "damaged", "part-missing"];
		case "exception":
			return CODES[parcel.code].condition === "final_problem" ? ["lost"] : ["late", "lost"];
		case "returning":
		case "returned":
		case "cancelled":
		case "expired":
			return [];
	}
}

function isAtBorder(parcel: ParcelPage): boolean {
	const { names, current } = stepsOf(parcel);
	return names.includes("customs") && current <= names.indexOf("customs");
}
