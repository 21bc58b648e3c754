import type { ParcelPage } from "../../src/core/page.ts";
import type { Code, Condition, Reason } from "../../src/core/status.ts";
import { causeOf } from "./cause.ts";
import { type Ending, endingOf, reasonOfEnding } from "./ending.ts";
import type { Headline } from "./headline.ts";
import { isolate, withoutControls } from "./isolate.tsx";
import type { Speech } from "./speech.ts";
import { isDisputed, isToCollect } from "./standing.ts";
import { placeText, webAddress } from "./titles.ts";
import type { Words } from "./words.ts";

/** Codes and reasons that mean that the buyer is to pay. */
const PAYMENTS: readonly (Code | Reason)[] = [
	"in_transit.customs_duty_due",
	"delivery_attempted.cod_unpaid",
	"customs.duties_unpaid",
	"recipient.payment_missing",
];

/** The words for silence itself say these already. */
const SILENT: ReadonlySet<Code> = new Set<Code>(["in_transit.no_update", "info_received.awaiting_handover"]);

const LOOKS: Readonly<Record<Ending, "notice" | "problem" | "final_problem">> = {
	returning: "problem",
	returned: "problem",
	cancelled: "notice",
	lost: "final_problem",
	destroyed: "final_problem",
	stolen: "final_problem",
	expired: "problem",
	archived: "notice",
	damaged: "problem",
	rest: "problem",
	reported: "problem",
};

/** What is not as it should be, why, and what comes of it: for the page and for mails. */
export interface BannerText {
	/** By which it is coloured, and which sign it has. */
	readonly look: Exclude<Condition, "ok">;
	readonly sign: Exclude<Condition, "ok">;
	readonly title: string;
	/** For `Sentence`. */
	readonly sentences: readonly string[];
	/** What the carrier asks of the buyer, in its own words, which are hostile until they are escaped; empty for nothing. */
	readonly asks: string;
}

interface SayContext {
	readonly words: Words;
	readonly speech: Speech;
	/** What it says already is not said again. */
	readonly headline: Headline;
}

/** Null where all is well, or where the place to fetch it from says it on a card of its own. */
export function bannerText(parcel: ParcelPage, context: SayContext): BannerText | null {
	if (isDisputed(parcel)) return conditionText("disputed", parcel, context);
	const ending = endingOf(parcel);
	if (ending !== null) return endingText(ending, parcel, context);
	if (isToCollect(parcel) && parcel.pickup) return null;
	return parcel.condition === "ok" ? null : conditionText(parcel.condition, parcel, context);
}

function endingText(ending: Ending, parcel: ParcelPage, { words, speech, headline }: SayContext): BannerText {
	const { title, next } = words.endings[ending];
	const cause = ending === "rest" || ending === "reported" ? causeOf(parcel) : null;
	const label = words.codes[cause?.code ?? parcel.code];
	const why = [
		...(cause ? [speech.sentence(label)] : []),
		...reasonTexts(cause && cause.reason !== "none" ? cause.reason : reasonOfEnding(parcel), label, { words, speech }),
	].filter((text) => !headline.title.includes(text.slice(0, -1)));
	return {
		look: LOOKS[ending],
		sign: LOOKS[ending],
		title,
		sentences: [...why, next(isolate(parcel.shop.name))],
		asks: "",
	};
}

function conditionText(
	condition: Exclude<Condition, "ok">,
	parcel: ParcelPage,
	{ words, speech, headline }: SayContext,
): BannerText {
	const carrier = isolate(parcel.carrier.name);
	const cause = causeOf(parcel);
	const reason = cause && cause.reason !== "none" ? cause.reason : parcel.reason;
	const code = cause?.code ?? parcel.code;
	const label = words.codes[code];
	const hasPage = webAddress(parcel.carrier.trackingUrl) !== null;
	const told = isToCollect(parcel)
		? { title: words.collect.title, next: words.collect.next(collectionPlace(parcel, speech), carrier) }
		: { title: words.conditions[condition].title, next: nextText(condition, parcel, { words, hasPage }) };
	const warning = PAYMENTS.includes(code) || PAYMENTS.includes(reason) ? [words.neverCardDetails] : [];
	const isTold =
		SILENT.has(code) || headline.title.includes(label) || headline.details.includes(speech.sentence(label));
	const why = [...(isTold ? [] : [speech.sentence(label)]), ...reasonTexts(reason, label, { words, speech })];
	const asks =
		condition === "action_required" && parcel.actionBy === "recipient" ? withoutControls(cause?.text ?? "") : "";
	return {
		look: isToCollect(parcel) ? "notice" : condition,
		sign: condition,
		title: told.title,
		sentences: [...why, told.next, ...warning],
		asks: asks.toLowerCase() === label.toLowerCase() ? "" : asks,
	};
}

/** What the buyer may do. Nobody is sent to see what a courier asks where there is no page of the courier's to see it on. */
function nextText(
	condition: Exclude<Condition, "ok">,
	parcel: ParcelPage,
	{ words, hasPage }: { readonly words: Words; readonly hasPage: boolean },
): string {
	const { conditions } = words;
	const carrier = isolate(parcel.carrier.name);
	const mayHelp = parcel.actionBy === "recipient" && (condition === "delayed" || condition === "problem");
	if (mayHelp && !hasPage) return conditions.problem.next("none", carrier, false);
	return conditions[condition].next(parcel.actionBy, carrier, hasPage);
}

/** The reason as a sentence, unless the label has said it. */
function reasonTexts(reason: Reason, label: string, { words, speech }: Pick<SayContext, "words" | "speech">): string[] {
	if (reason === "none" || label.toLowerCase().includes(words.reasons[reason].toLowerCase())) return [];
	return [speech.sentence(words.reasons[reason])];
}

/** A reminder often names no place: the scan before it did. */
function collectionPlace({ scans }: ParcelPage, speech: Speech): string {
	const told = scans.findLast(({ milestone, place }) => milestone === "ready_for_pickup" && place !== null);
	return told?.place ? placeText(told.place, speech) : "";
}
