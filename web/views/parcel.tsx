import { Cards } from "./cards.tsx";
import { ContactBar } from "./contact-bar.tsx";
import { headlineOf } from "./headline.ts";
import { Lead } from "./lead.tsx";
import { MapSection } from "./map-section.tsx";
import type { PageModel } from "./model.ts";
import { PageFoot } from "./page-foot.tsx";
import { PageTop } from "./page-top.tsx";
import { ParcelFacts } from "./parcel-facts.tsx";
import { ParcelHead } from "./parcel-head.tsx";
import { Timeline } from "./timeline.tsx";
import { wordsFor } from "./words.ts";

/** The buyer's page of one parcel as a whole HTML document. It needs no script, no other host and no inline style. */
export function renderParcel(model: PageModel): string {
	return `<!doctype html>${String(<ParcelDocument {...model} />)}`;
}

function ParcelDocument(model: PageModel) {
	const { parcel, now, liveUrl } = model;
	const { words, speech, direction } = wordsFor(model.locale);
	const headline = headlineOf(parcel, { words, speech, now });
	const context = { model, words, speech, headline };
	const hasMap = model.route.dots.length > 0;
	return (
		<html lang={speech.locale} dir={direction}>
			<ParcelHead {...context} />
			<body
				data-version={parcel.version}
				data-locale={speech.locale}
				data-copied={words.copied}
				{...(liveUrl === null ? {} : { "data-live": liveUrl })}
			>
				<PageTop {...context} />
				<main class={hasMap ? "page" : "page page-without-map"}>
					<div class="answer">
						<Lead {...context} />
						<Cards {...context} />
					</div>
					{hasMap && <MapSection {...context} />}
					<Timeline {...context} />
					<ParcelFacts {...context} />
				</main>
				<PageFoot {...context} />
				<ContactBar {...context} />
				<div role="status" class="for-readers" id="announcement" />
			</body>
		</html>
	);
}
