import type { Assets } from "../model.ts";
import { count, percent } from "../plots/numbers.ts";
import { PLOT_STYLES } from "../plots/row-plot.tsx";
import { framed } from "../push/frame.tsx";
import { Table } from "../table.tsx";
import { type AccuracyFigures, carrierText, dayText, type Figures } from "./figures.ts";
import { FigureTable, Section } from "./section.tsx";
import { FIGURE_WORDS } from "./words.ts";

export interface AccuracyPage {
	readonly accuracy: AccuracyFigures;
	readonly assets: Pick<Assets, "styles" | "icon">;
}

const { days: daysText, outOfTen } = FIGURE_WORDS;

function horizonText({ horizon }: Pick<Figures, "horizon">): string {
	return horizon === undefined ? "" : FIGURE_WORDS.horizons[horizon];
}

const TITLE = "Do our arrival windows hold?";

/** For everybody: of the windows that this installation told, how many held. No script, and readable without styles. */
export function renderAccuracy({ accuracy, assets }: AccuracyPage): string {
	const { all } = accuracy;
	return framed({
		title: TITLE,
		assets,
		styles: [PLOT_STYLES],
		children: (
			<>
				<h1>{TITLE}</h1>
				<p>
					A tracking page that says “arriving Tuesday to Thursday” should be right most of the time. Here is how often
					ours was, counted on every parcel that arrived.
				</p>
				{all === null ? <Nothing {...accuracy} /> : <Measured {...accuracy} all={all} />}
				<CarriersPromises {...accuracy} />
				<How {...accuracy} />
			</>
		),
	});
}

function Nothing({ fewestForecasts, period }: AccuracyFigures) {
	return (
		<p class="answer">
			<strong>There is nothing to show yet.</strong> Fewer than {fewestForecasts} windows have come true in the last{" "}
			{period.days} days, and of so few any figure would be chance. They appear here by themselves as parcels arrive;
			until then no window of ours is called measured.
		</p>
	);
}

function Measured(accuracy: AccuracyFigures & { readonly all: Figures }) {
	const { all, nominal, period, byCarrier, byHorizon, fewestForecasts } = accuracy;
	return (
		<>
			<p class="answer">
				<strong>
					Of {count(all.forecasts)} windows that said {outOfTen(nominal)}, {percent(all.coverage.share)} held.
				</strong>{" "}
				Shown in whole days, as most are, {percent(all.coverageShown.share)} did. The likely moment was off by{" "}
				{daysText(all.meanErrorDays)} on average, and {percent(all.withinOneDay)} of the parcels came on the likely day,
				the day before or the day after.
			</p>
			<p class="quiet">
				{count(all.parcels)} parcels that arrived from {dayText(period.from)} to {dayText(period.to)}. What has fewer
				than {fewestForecasts} windows is counted above and not shown alone.
			</p>
			{byCarrier.length > 0 && (
				<Section
					title="By carrier"
					first="Carrier"
					rows={byCarrier}
					nameOf={carrierText}
					nominal={nominal}
					words={FIGURE_WORDS}
				/>
			)}
			{byHorizon.length > 0 && (
				<Section
					title="By how far ahead"
					first="The likely day was"
					rows={byHorizon}
					nameOf={horizonText}
					nominal={nominal}
					words={FIGURE_WORDS}
				/>
			)}
			<Details {...accuracy} />
		</>
	);
}

function Details({ byCarrier, byCarrierAndHorizon }: AccuracyFigures) {
	const carriers = byCarrier.map((carrier) => ({
		carrier,
		rows: byCarrierAndHorizon.filter((row) => row.carrier === carrier.carrier),
	}));
	const shown = carriers.filter(({ rows }) => rows.length > 0);
	if (shown.length === 0) return null;
	return (
		<>
			<h2>Each carrier by how far ahead</h2>
			{shown.map(({ carrier, rows }) => (
				<details>
					<summary>{carrierText(carrier)}</summary>
					<FigureTable
						label={carrierText(carrier)}
						first="The likely day was"
						rows={rows}
						nameOf={horizonText}
						words={FIGURE_WORDS}
					/>
				</details>
			))}
		</>
	);
}

function CarriersPromises({ carriersPromises }: AccuracyFigures) {
	if (carriersPromises.length === 0) return null;
	const title = "What carriers promise themselves";
	return (
		<>
			<h2>{title}</h2>
			<p>
				Where a carrier gives a date of its own, the first one of each parcel is counted here. Its page shows that date
				before ours where nine of ten parcels like it would keep it.
			</p>
			<section class="wide" tabindex={0} aria-label={`${title}, as a table`}>
				<Table
					head={["Carrier", "Parcels", "Came by then", "A day or more early", "Came later", "Late by"]}
					rows={carriersPromises.map((row) => [
						carrierText(row),
						count(row.parcels),
						percent((row.early + row.onTime) / row.parcels),
						percent(row.early / row.parcels),
						percent(row.late / row.parcels),
						row.meanDaysLate === null ? "–" : daysText(row.meanDaysLate),
					])}
				/>
			</section>
		</>
	);
}

function How({ nominal, fewestForecasts, period }: AccuracyFigures) {
	return (
		<>
			<h2>How it is measured</h2>
			<ul class="bullets">
				<li>
					Whenever a scan tells how far a parcel has come, we forecast when it arrives: a window that should hold{" "}
					{outOfTen(nominal)} such parcels, and within it the likely moment. Both are kept as they were, before anybody
					knows the end. When the parcel has arrived, each of its windows is counted: it held, or it did not.
				</li>
				<li>
					<em>Held</em> is the window as it was forecast, to the minute. <em>Held as shown</em> is what the buyer read,
					mostly whole days, and so a little wider. Early is wrong like late.
				</li>
				<li>
					A parcel that waits at a pickup point has arrived. One that went back, or was lost, has not, and its windows
					are not counted.
				</li>
				<li>
					The windows of one parcel stand and fall together. The interval of 95 in 100 therefore counts parcels, not
					windows; it is Wilson's.
				</li>
				<li>
					Each is counted, also where the page showed the carrier's own date instead of ours, and where a window stood
					on what the carrier states of itself because too few of its parcels were known.
				</li>
				<li>
					Figures are of the last {period.days} days, and of this installation alone: all its shops and carriers
					together. A figure of fewer than {fewestForecasts} windows is not shown.
				</li>
				<li>Width is how long a window was on average, and off by how far the likely moment was from the arrival.</li>
			</ul>
			<p>
				For machines: <a href="/accuracy.json">the same figures as JSON</a>.
			</p>
		</>
	);
}
