import { Cards } from "./cards.tsx";
import { ContactBar } from "./contact-bar.tsx";
import { headlineOf } from "./headline.ts";
import { isolate, plainSentence, withoutControls } from "./isolate.tsx";
import { Lead } from "./lead.tsx";
import { MapSection } from "./map-section.tsx";
import type { PageModel } from "./model.ts";
import { PageFoot } from "./page-foot.tsx";
import { PageTop } from "./page-top.tsx";
import { parcelDelivery } from "./parcel-delivery.ts";
import { ParcelFacts } from "./parcel-facts.tsx";
import { Timeline } from "./timeline.tsx";
import { titleOf } from "./titles.ts";
import { wordsFor } from "./words.ts";

/** The buyer's page of one parcel as a whole HTML document. It needs no script, no other host and no inline style. */
export function renderParcel(model: PageModel): string {
	return `<!doctype html>${String(<ParcelDocument {...model} />)}`;
}

function ParcelDocument(model: PageModel) {
	const { parcel, now, assets, addresses, liveUrl } = model;
	const { words, speech, direction } = wordsFor(model.locale);
	const headline = headlineOf(parcel, { words, speech, now });
	const context = { model, words, speech, headline };
	const hasMap = model.route.dots.length > 0;
	return (
		<html lang={speech.locale} dir={direction}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex, nofollow" />
				{/* A form of ours says where it comes from, by which it is told from one of another site. */}
				<meta name="referrer" content={parcel.notReceived ? "same-origin" : "no-referrer"} />
				<meta name="color-scheme" content="light dark" />
				<title>{plainSentence([headline.title, titleOf(parcel, words), isolate(parcel.shop.name)].join(" · "))}</title>
				<link rel="icon" href={assets.icon} type="image/svg+xml" />
				{assets.styles.map((href) => (
					<link rel="stylesheet" href={href} />
				))}
				{addresses.brandStyles !== null && <link rel="stylesheet" href={addresses.brandStyles} />}
				<script type="module" src={assets.script} />
				<script
					type="application/ld+json"
					dangerouslySetInnerHTML={{ __html: withoutControls(parcelDelivery(parcel, { url: addresses.page, words })) }}
				/>
			</head>
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
