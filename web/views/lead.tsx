import type { ParcelPage } from "../../src/core/page.ts";
import { outOfTen } from "./arrival.ts";
import { Banner, Icon } from "./banner.tsx";
import { causeOf, lastScanOf } from "./cause.ts";
import { endingOf, isGoingBack } from "./ending.ts";
import { isElsewhere, momentText } from "./headline.ts";
import { isolate, Sentence } from "./isolate.tsx";
import { wallClockAt } from "./speech.ts";
import { isToCollect } from "./standing.ts";
import { stepsOf } from "./steps.ts";
import { type PartContext, placeText } from "./titles.ts";

/** The answer to the buyer's question: when, where, whether all is well, how far. */
export function Lead(context: PartContext) {
	const { headline } = context;
	return (
		<section class="lead" data-part="lead">
			<h1 data-headline>
				<Sentence text={headline.title} />
			</h1>
			<Details {...context} />
			<Whereabouts {...context} />
			<SourceDown {...context} />
			<Banner {...context} />
			<StepBar {...context} />
		</section>
	);
}

/** What is said to be measured leads to where it is shown how. */
function Details({ model, words, speech, headline: { details } }: PartContext) {
	if (details.length === 0) return null;
	const level = model.parcel.eta?.level ?? null;
	const measured = level === null ? null : words.promise.measured(outOfTen(level));
	return (
		<p class="details">
			{details.map((detail, index) => (
				<>
					{index > 0 && speech.sentences(["", ""])}
					{detail === measured ? (
						<a href="/accuracy">
							<Sentence text={detail} />
						</a>
					) : (
						<Sentence text={detail} />
					)}
				</>
			))}
		</p>
	);
}

function Whereabouts({ model, words, speech, headline }: PartContext) {
	const { parcel, now, checkedAt } = model;
	const last = lastScanOf(parcel);
	if (isElsewhere(parcel) || (!last && !checkedAt)) return null;
	const isInBanner = parcel.condition !== "ok" && last !== null && last.key === causeOf(parcel)?.key;
	// "On its way" would say to the buyer what goes to the shop.
	const isMisread = last?.code === "in_transit.moving" && endingOf(parcel) !== null;
	const isMade = parcel.milestone === "info_received" && headline.title === words.headline.labelMade;
	const isTold = isInBanner || isMisread || isMade || parcel.milestone === "delivered";
	const label = last && !isTold ? words.codes[last.code] : "";
	const place = last?.place ? placeText(last.place, speech) : "";
	const when = last ? momentText(last.time.local, { words, speech, now }) : "";
	const says = [headline.title.startsWith(label) ? "" : label, place].filter((part) => part !== "");
	const [before, ago, after] = words.checked(checkedAt ? speech.ago(checkedAt, now) : "");
	return (
		<p class="whereabouts">
			{last && (
				<span>
					<Sentence text={speech.parts([...says, ""])} />
					<time datetime={last.time.instant ?? last.time.local}>
						{last.time.precision === "day" ? when : last.time.zone === "UTC" ? `${when} UTC` : words.localTime(when)}
					</time>
				</span>
			)}
			{last && checkedAt && " "}
			{checkedAt && (
				<span class={model.sourceDown === null ? "checked" : "checked checked-in-vain"}>
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
			<span>
				<Sentence text={words.sourceDown(isolate(sourceDown.carrier), since)} />
			</span>
		</p>
	);
}

function StepBar({ model, words }: PartContext) {
	const { parcel } = model;
	if (isElsewhere(parcel)) return null;
	const { names, current } = stepsOf(parcel);
	const standing = isStopped(parcel) ? "current stopped" : isTroubled(parcel) ? "current troubled" : "current";
	return (
		<div class="steps-frame">
			<ol class="steps" aria-label={words.progress}>
				{names.map((name, index) => (
					<li
						class={[
							index < current ? "done" : index === current ? standing : "ahead",
							...placeInBar(index, current, names.length),
						].join(" ")}
						{...(index === current ? { "aria-current": "step" } : {})}
					>
						{index < current && <span class="for-readers">{words.stepDone}</span>}
						{index === current && isStopped(parcel) && <span class="for-readers">{words.stepStopped}</span>}
						<span class="step-name">{words.steps[name]}</span>
					</li>
				))}
			</ol>
		</div>
	);
}

/**
 * Where there is no room for all names the first, the current and the last are shown, each from its own step towards the
 * middle; an end that would stand in the way of the current one gives way to it.
 */
function placeInBar(index: number, current: number, steps: number): readonly string[] {
	const last = steps - 1;
	const isNamed =
		index === current || (index === 0 && current !== 1) || (index === last && (current < last - 1 || current < 0));
	const side = index * 2 < last ? "from-start" : index * 2 > last ? "from-end" : "from-middle";
	return isNamed ? ["named", side] : [side];
}

function isTroubled(parcel: ParcelPage): boolean {
	// The way back has steps of its own, and goes as it should.
	if (isGoingBack(parcel) || parcel.milestone === "returned" || isToCollect(parcel)) return false;
	return parcel.condition !== "ok" && parcel.condition !== "notice";
}

/** It goes no further, and not back either. */
function isStopped(parcel: ParcelPage): boolean {
	const ending = endingOf(parcel);
	return ending === "cancelled" || ending === "lost" || ending === "destroyed" || ending === "stolen";
}
