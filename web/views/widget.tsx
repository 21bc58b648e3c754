import { LastMile, Pickup } from "./cards.tsx";
import { headlineOf } from "./headline.ts";
import { Sign } from "./icons.tsx";
import { Sentence } from "./isolate.tsx";
import { Lead } from "./lead.tsx";
import type { PageModel } from "./model.ts";
import { ParcelHead } from "./parcel-head.tsx";
import { titleOfPage } from "./titles.ts";
import { wordsFor } from "./words.ts";

/**
 * What the frame may do, as web/client/widget.ts asks for it too. Its own origin, or it could not read itself again; new
 * windows that are pages like any other, or the forms of the whole page would not work in them.
 */
export const FRAME_SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/** The short form of a parcel's page, for a frame inside the shop's own: a whole document without forms and held details. */
export function renderWidget(model: PageModel): string {
	return `<!doctype html>${String(<WidgetDocument {...model} />)}`;
}

function WidgetDocument(model: PageModel) {
	const { parcel, brand, now, addresses, liveUrl } = model;
	const { words, speech, direction } = wordsFor(model.locale);
	const context = { model, words, speech, headline: headlineOf(parcel, { words, speech, now }), isFramed: true };
	return (
		<html lang={speech.locale} dir={direction}>
			<ParcelHead {...context} />
			<body
				class="framed"
				data-version={parcel.version}
				data-locale={speech.locale}
				data-shops={brand?.embedOrigins.join(" ") ?? ""}
				{...(liveUrl === null ? {} : { "data-live": liveUrl })}
			>
				<main class="page page-without-map">
					<div class="answer">
						<p class="quiet" data-part="title">
							<Sentence text={titleOfPage(model, words)} />
						</p>
						<Lead {...context} />
						<div class="cards" data-part="cards">
							<LastMile {...context} />
							<Pickup {...context} />
						</div>
						<p class="more">
							<a href={addresses.page} target="_blank" rel="noopener">
								<span>{words.widgetMore}</span>
								<Sign name="outside" />
							</a>
						</p>
					</div>
				</main>
				<div role="status" class="for-readers" id="announcement" />
			</body>
		</html>
	);
}

/** A frame for who asks for one by oEmbed: it keeps its height, as nothing around it listens. */
export function frameHtml(frame: { readonly src: string; readonly width: number; readonly height: number }): string {
	return String(
		<iframe
			src={frame.src}
			width={String(frame.width)}
			height={String(frame.height)}
			title="Parcel tracking"
			loading="lazy"
			sandbox={FRAME_SANDBOX}
			referrerpolicy="no-referrer"
			frameborder="0"
			style="max-width:100%"
		/>,
	);
}
