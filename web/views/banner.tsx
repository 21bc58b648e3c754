import type { Condition } from "../../src/core/status.ts";
import { bannerText } from "./banner-text.ts";
import { TakeBack, Told } from "./dispute.tsx";
import { endingOf } from "./ending.ts";
import { isolate, Sentence, shorten } from "./isolate.tsx";
import { isDisputed } from "./standing.ts";
import { type PartContext, webAddress } from "./titles.ts";

/** How much of what the carrier asks stands in the banner; the timeline has all of it. */
const LONGEST_WORDS = 300;

/** What is not as it should be, why, and what comes of it. */
export function Banner(context: PartContext) {
	const { model, words, speech } = context;
	const { parcel } = model;
	const text = bannerText(parcel, context);
	if (text === null) return null;
	const carrier = isolate(parcel.carrier.name);
	const isMissed = isDisputed(parcel);
	// An ending leaves nothing to do there.
	const page = isMissed || endingOf(parcel) === null ? webAddress(parcel.carrier.trackingUrl) : null;
	return (
		<div class={`banner banner-${text.look}`}>
			<Icon condition={text.sign} />
			<div>
				<strong>{text.title}</strong>
				{isMissed && <Told {...context} />}
				<p>
					<Sentence text={speech.sentences(text.sentences)} />
				</p>
				{text.asks !== "" && (
					<>
						<p class="speaker">
							<Sentence text={words.carrierSays(carrier)} />
						</p>
						<p class="said" dir="auto">
							{shorten(text.asks, LONGEST_WORDS)}
						</p>
					</>
				)}
				{isMissed && !context.isFramed && <TakeBack {...context} />}
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
