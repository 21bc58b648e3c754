import type { Dot, MapLabels } from "../map-data/shapes.ts";
import { isOver } from "./ending.ts";
import { momentText } from "./headline.ts";
import { Sentence } from "./isolate.tsx";
import { courierOf, markOf, type Stop, stopsOf } from "./journey.ts";
import { MapPicture } from "./map-picture.tsx";
import type { CreditPart } from "./model.ts";
import { numberedTitleOf, type PartContext, placeText } from "./titles.ts";

/** Where the parcel is: in words for everybody, and on a map that the browser part brings to life. */
export function MapSection(context: PartContext) {
	const { model, words, speech } = context;
	const titleOf = (dot: Dot) => (dot.label === "" && dot.country ? speech.country(dot.country) : dot.label);
	const route = { ...model.route, dots: model.route.dots.map((dot) => ({ ...dot, label: titleOf(dot) })) };
	const { zoomIn, zoomOut, pan } = words.map;
	const labels: MapLabels = { zoomIn, zoomOut, pan, title: words.mapTitle };
	return (
		<section class="map" aria-labelledby="map-title">
			<h2 id="map-title" class="for-readers">
				{words.mapTitle}
			</h2>
			<a class="skip" href="#timeline">
				{words.map.skip}
			</a>
			<div
				id="map"
				class="map-frame"
				dir="ltr"
				data-route={JSON.stringify(route)}
				data-labels={JSON.stringify(labels)}
				{...(model.tiles && { "data-tiles": JSON.stringify(model.tiles.map) })}
			>
				<div data-part="map-picture">
					<MapPicture route={model.route} titleOf={titleOf} />
				</div>
				<button type="button" class="move-map" dir="auto" hidden>
					<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
						<path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3" />
					</svg>
					{words.map.move}
				</button>
			</div>
			<p class="credit">
				{words.map.credit}
				{model.tiles && model.tiles.credit.length > 0 && <TileCredit parts={model.tiles.credit} />}
			</p>
			<Places {...context} />
		</section>
	);
}

/** Who made the tiles: there from the start, because nothing on the page moves when the map does. */
function TileCredit({ parts }: { readonly parts: readonly CreditPart[] }) {
	return (
		<>
			{" · "}
			<bdi>
				{parts.map(({ text, href }) =>
					href === null ? (
						text
					) : (
						<a href={href} rel="noopener noreferrer">
							{text}
						</a>
					),
				)}
			</bdi>
		</>
	);
}

function Places(context: PartContext) {
	const { model, words, speech } = context;
	const { parcel, now } = model;
	const courier = courierOf(parcel);
	const stops = stopsOf(parcel);
	const here = stops.at(-1);
	const { origin, destination } = parcel;
	const isDone = parcel.milestone === "delivered" || parcel.milestone === "returned";
	const arrived = parcel.milestone === "returned" ? words.map.back : words.map.arrived;
	const endText = (end: { city: string | null; country: string }) =>
		placeText({ text: end.city ?? "", country: end.country }, speech);
	const sentences = [
		...(origin ? [words.map.from(endText(origin))] : []),
		...(here && !isDone ? [hereText(here, context)] : []),
		...(courier ? [words.map.courier(momentText(courier.scan.time.local, { words, speech, now }))] : []),
		...(here && isDone ? [arrived(placeText(here, speech))] : []),
		...(destination && !isDone && !isOver(parcel) ? [words.map.to(endText(destination))] : []),
	];
	return (
		<div class="places" data-part="places">
			<p>
				<Sentence text={sentences.join(" ")} />
			</p>
			{stops.length > 1 && (
				<details data-keep="places">
					<summary>{words.map.places}</summary>
					<ol>
						{stops.map((stop) => (
							<li>
								<Sentence text={placeText(stop, speech)} />,{" "}
								<time datetime={stop.scan.time.instant ?? stop.scan.time.local}>
									{momentText(stop.scan.time.local, { words, speech, now })}
								</time>
							</li>
						))}
					</ol>
				</details>
			)}
			<OtherPlaces {...context} />
		</div>
	);
}

/** Whose letter stands where on the map. */
function OtherPlaces({ model, words, speech }: PartContext) {
	const ofOrder = model.others.filter(({ kind }) => kind === "order");
	const listed = ofOrder.flatMap(({ parcel }, index) => {
		const here = stopsOf(parcel).at(-1);
		return here ? [{ parcel, here, mark: markOf(index) }] : [];
	});
	if (listed.length === 0) return null;
	return (
		<ul aria-label={words.otherParcels}>
			{listed.map(({ parcel, here, mark }) => (
				<li>
					<span class="letter">{mark}</span> <Sentence text={numberedTitleOf({ parcel, kind: "order" }, words)} />
					{": "}
					<Sentence text={placeText(here, speech)} />
				</li>
			))}
		</ul>
	);
}

function hereText(here: Stop, { words, speech }: PartContext): string {
	if (here.precision === "country") return words.map.within(placeText(here, speech));
	const say = here.isPassed ? words.map.lastKnown : words.map.near;
	return say(placeText(here, speech), words.map.knownTo[here.precision]);
}
