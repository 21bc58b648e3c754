import type { ParcelPage } from "../../src/core/page.ts";
import type { Code, Condition, Reason } from "../../src/core/status.ts";
import { causeOf } from "./cause.ts";
import { TakeBack, Told } from "./dispute.tsx";
import { type Ending, endingOf, reasonOfEnding } from "./ending.ts";
import { isolate, Sentence, shorten, withoutControls } from "./isolate.tsx";
import type { Speech } from "./speech.ts";
import { isDisputed, isToCollect } from "./standing.ts";
import { type PartContext, placeText, webAddress } from "./titles.ts";

/** Codes and reasons that mean that the buyer is to pay. */
const PAYMENTS: readonly (Code | Reason)[] = [
	"in_transit.customs_duty_due",
	"delivery_attempted.cod_unpaid",
	"customs.duties_unpaid",
	"recipient.payment_missing",
];

/** How much of what the carrier asks stands in the banner; the timeline has all of it. */
const LONGEST_WORDS = 300;

/** The words for silence itself say these already. */
const SILENT: ReadonlySet<Code> = new Set<Code>(["in_transit.no_update", "info_received.awaiting_handover"]);

/** What is not as it should be, why, and what comes of it. */
export function Banner(context: PartContext) {
	const { parcel } = context.model;
	if (isDisputed(parcel)) return <ConditionBanner condition="disputed" {...context} />;
	const ending = endingOf(parcel);
	if (ending !== null) return <EndingBanner ending={ending} {...context} />;
	// Where and how long stand on a card of their own.
	if (isToCollect(parcel) && parcel.pickup) return null;
	return parcel.condition === "ok" ? null : <ConditionBanner condition={parcel.condition} {...context} />;
}

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

function EndingBanner({ ending, model, words, speech, headline }: PartContext & { ending: Ending }) {
	const { parcel } = model;
	const { title, next } = words.endings[ending];
	const cause = ending === "rest" || ending === "reported" ? causeOf(parcel) : null;
	const label = words.codes[cause?.code ?? parcel.code];
	const why = [
		...(cause ? [speech.sentence(label)] : []),
		...reasonTexts(cause && cause.reason !== "none" ? cause.reason : reasonOfEnding(parcel), label, { words, speech }),
	].filter((text) => !headline.title.includes(text.slice(0, -1)));
	return (
		<div class={`banner banner-${LOOKS[ending]}`}>
			<Icon condition={LOOKS[ending]} />
			<div>
				<strong>{title}</strong>
				<p>
					<Sentence text={speech.sentences([...why, next(isolate(parcel.shop.name))])} />
				</p>
			</div>
		</div>
	);
}

function ConditionBanner({ condition, ...context }: PartContext & { condition: Exclude<Condition, "ok"> }) {
	const { model, words, speech, headline } = context;
	const { parcel } = model;
	const carrier = isolate(parcel.carrier.name);
	const cause = causeOf(parcel);
	const reason = cause && cause.reason !== "none" ? cause.reason : parcel.reason;
	const code = cause?.code ?? parcel.code;
	const label = words.codes[code];
	const page = webAddress(parcel.carrier.trackingUrl);
	const told = isToCollect(parcel)
		? { title: words.collect.title, next: words.collect.next(collectionPlace(parcel, speech), carrier) }
		: {
				title: words.conditions[condition].title,
				next: nextText(condition, context, { hasPage: page !== null }),
			};
	const warning = PAYMENTS.includes(code) || PAYMENTS.includes(reason) ? [words.neverCardDetails] : [];
	const isTold =
		SILENT.has(code) || headline.title.includes(label) || headline.details.includes(speech.sentence(label));
	const why = [...(isTold ? [] : [speech.sentence(label)]), ...reasonTexts(reason, label, { words, speech })];
	const asks =
		condition === "action_required" && parcel.actionBy === "recipient" ? withoutControls(cause?.text ?? "") : "";
	return (
		<div class={`banner banner-${isToCollect(parcel) ? "notice" : condition}`}>
			<Icon condition={condition} />
			<div>
				<strong>{told.title}</strong>
				{condition === "disputed" && <Told {...context} />}
				<p>
					<Sentence text={speech.sentences([...why, told.next, ...warning])} />
				</p>
				{asks !== "" && asks.toLowerCase() !== label.toLowerCase() && (
					<>
						<p class="speaker">
							<Sentence text={words.carrierSays(carrier)} />
						</p>
						<p class="said" dir="auto">
							{shorten(asks, LONGEST_WORDS)}
						</p>
					</>
				)}
				{condition === "disputed" && !context.isFramed && <TakeBack {...context} />}
				{parcel.actionBy === "recipient" && page && (
					<a class="button" href={page} rel="noopener noreferrer">
						<span>
							<Sentence text={words.carrierPage(carrier)} />
						</span>
					</a>
				)}
			</div>
		</div>
	);
}

/** What the buyer may do. Nobody is sent to see what a courier asks where there is no page of the courier's to see it on. */
function nextText(
	condition: Exclude<Condition, "ok">,
	{ model: { parcel }, words }: Pick<PartContext, "model" | "words">,
	{ hasPage }: { readonly hasPage: boolean },
): string {
	const { conditions } = words;
	const carrier = isolate(parcel.carrier.name);
	const mayHelp = parcel.actionBy === "recipient" && (condition === "delayed" || condition === "problem");
	if (mayHelp && !hasPage) return conditions.problem.next("none", carrier, false);
	return conditions[condition].next(parcel.actionBy, carrier, hasPage);
}

/** The reason as a sentence, unless the label has said it. */
function reasonTexts(
	reason: Reason,
	label: string,
	{ words, speech }: Pick<PartContext, "words" | "speech">,
): string[] {
	if (reason === "none" || label.toLowerCase().includes(words.reasons[reason].toLowerCase())) return [];
	return [speech.sentence(words.reasons[reason])];
}

/** A reminder often names no place: the scan before it did. */
function collectionPlace({ scans }: ParcelPage, speech: Speech): string {
	const told = scans.findLast(({ milestone, place }) => milestone === "ready_for_pickup" && place !== null);
	return told?.place ? placeText(told.place, speech) : "";
}

/** A shape a condition, so that colour is never alone in saying it. */
export function Icon({ condition }: { condition: Exclude<Condition, "ok"> }) {
	const shape = {
		notice: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 8v5m0-9v.5",
		delayed: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4v5l3.500 2",
		stalled: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.500 9v6m5-6v6",
		action_required:
			"M6 14V7.500a1.500 1.500 0 0 1 3 0V12m0-6.500v-1a1.500 1.500 0 0 1 3 0V11m0-5.500a1.500 1.500 0 0 1 3 0V12m0-4a1.500 1.500 0 0 1 3 0v6a6 6 0 0 1-6 6c-3 0-4-1-6-4l-2-3",
		problem: "M12 4 2.500 20h19zm0 6v4.500m0 2.500v.5",
		final_problem: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.500 8.500l7 7m0-7-7 7",
		disputed: "M4 4h16v12H9l-5 4zm8 3v4m0 2.500v.5",
		source_down: "M6 18a4 4 0 0 1 0-8 6 6 0 0 1 11.500 1.500A3.500 3.500 0 0 1 17.500 18zM3 3l18 18",
	}[condition];
	return (
		<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
			<path d={shape} />
		</svg>
	);
}
