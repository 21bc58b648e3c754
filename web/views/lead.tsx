import type { ParcelPage } from "../../src/core/page.ts";
import type { Code, Condition, Reason } from "../../src/core/status.ts";
import { causeOf, isElsewhere, lastScanOf, momentText } from "./headline.ts";
import { type Speech, wallClockAt } from "./speech.ts";
import { stepsOf } from "./steps.ts";
import { type PartContext, placeText, webAddress } from "./titles.ts";

/** The answer to the buyer's question: when, where, whether all is well, how far. */
export function Lead(context: PartContext) {
	const { headline } = context;
	return (
		<section class="lead" data-part="lead">
			<h1 data-headline>{headline.title}</h1>
			{headline.details.length > 0 && <p class="details">{headline.details.join(" ")}</p>}
			<Whereabouts {...context} />
			<SourceDown {...context} />
			<Banner {...context} />
			<StepBar {...context} />
		</section>
	);
}

function Whereabouts({ model, words, speech, headline }: PartContext) {
	const { parcel, now, checkedAt } = model;
	const last = lastScanOf(parcel);
	if (isElsewhere(parcel) || (!last && !checkedAt)) return null;
	const isInBanner = parcel.condition !== "ok" && last !== null && last.key === causeOf(parcel)?.key;
	const isTold = isInBanner || parcel.milestone === "delivered" || parcel.milestone === "info_received";
	const label = last && !isTold ? words.codes[last.code] : "";
	const place = last?.place ? placeText(last.place, speech) : "";
	const when = last ? momentText(last.time.local, { words, speech, now }) : "";
	const says = [headline.title.startsWith(label) ? "" : label, place].filter((part) => part !== "");
	const [before, ago, after] = words.checked(checkedAt ? speech.ago(checkedAt, now) : "");
	return (
		<p class="whereabouts">
			{last && (
				<span>
					{[...says, ""].join(", ")}
					<time datetime={last.time.instant ?? last.time.local}>
						{last.time.precision === "day" ? when : last.time.zone === "UTC" ? `${when} UTC` : words.localTime(when)}
					</time>
				</span>
			)}
			{last && checkedAt && <span aria-hidden="true"> · </span>}
			{checkedAt && (
				<span class="checked">
					{before}
					<time datetime={checkedAt} data-ago>
						{ago}
					</time>
					{after}
				</span>
			)}
		</p>
	);
}

function SourceDown({ model, words, speech }: PartContext) {
	const { sourceDown, parcel, now } = model;
	if (!sourceDown) return null;
	const zone = parcel.eta?.zone ?? null;
	const local = wallClockAt(sourceDown.since, zone);
	const since = `${momentText(local, { words, speech, now })}${zone === null ? " UTC" : ""}`;
	return (
		<p class="banner banner-source_down">
			<Icon condition="source_down" />
			<span>{words.sourceDown(parcel.carrier.name, since)}</span>
		</p>
	);
}

/** Codes and reasons that mean that the buyer is to pay. */
const PAYMENTS: readonly (Code | Reason)[] = [
	"in_transit.customs_duty_due",
	"delivery_attempted.cod_unpaid",
	"customs.duties_unpaid",
	"recipient.payment_missing",
];

function Banner({ model, words, speech, headline }: PartContext) {
	const { parcel } = model;
	const { condition, carrier } = parcel;
	if (condition === "ok") return null;
	const cause = causeOf(parcel);
	const reason = cause && cause.reason !== "none" ? cause.reason : parcel.reason;
	const code = cause?.code ?? parcel.code;
	const label = words.codes[code];
	const told = isToCollect(parcel)
		? { title: words.collect.title, next: words.collect.next(collectionPlace(parcel, speech), carrier.name) }
		: {
				title: words.conditions[condition].title,
				next: words.conditions[condition].next(parcel.actionBy, carrier.name),
			};
	const warning = PAYMENTS.includes(code) || PAYMENTS.includes(reason) ? [words.neverCardDetails] : [];
	const why = [
		headline.title.startsWith(label) || headline.details.includes(`${label}.`) ? "" : `${label}.`,
		reason === "none" || label.toLowerCase().includes(words.reasons[reason].toLowerCase())
			? ""
			: `${words.reasons[reason]}.`,
	].filter((text) => text !== "");
	const page = webAddress(carrier.trackingUrl);
	return (
		<div class={`banner banner-${isToCollect(parcel) ? "notice" : condition}`}>
			<Icon condition={condition} />
			<div>
				<strong>{told.title}</strong>
				<p>{[...why, told.next, ...warning].join(" ")}</p>
				{parcel.actionBy === "recipient" && page && (
					<a class="button" href={page} rel="noopener noreferrer">
						{words.carrierPage(carrier.name)}
					</a>
				)}
			</div>
		</div>
	);
}

/** It waits to be fetched: the last step of the journey, and no trouble. */
function isToCollect({ condition, milestone }: ParcelPage): boolean {
	return condition === "action_required" && milestone === "ready_for_pickup";
}

/** A reminder often names no place: the scan before it did. */
function collectionPlace({ scans }: ParcelPage, speech: Speech): string {
	const told = scans.findLast(({ milestone, place }) => milestone === "ready_for_pickup" && place !== null);
	return told?.place ? placeText(told.place, speech) : "";
}

/** A shape a condition, so that colour is never alone in saying it. */
function Icon({ condition }: { condition: Exclude<Condition, "ok"> }) {
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

function StepBar({ model, words }: PartContext) {
	if (isElsewhere(model.parcel)) return null;
	const { names, current } = stepsOf(model.parcel);
	const isTroubled = !["ok", "notice"].includes(model.parcel.condition) && !isToCollect(model.parcel);
	return (
		<ol class={`steps steps-${names.length}`} aria-label={words.progress}>
			{names.map((name, index) => (
				<li
					class={index < current ? "done" : index === current ? (isTroubled ? "current troubled" : "current") : "ahead"}
					{...(index === current ? { "aria-current": "step" } : {})}
				>
					{index < current && <span class="for-readers">{words.stepDone}</span>}
					<span class="step-name">{words.steps[name]}</span>
				</li>
			))}
		</ol>
	);
}
