import { carrierText, type Figures } from "../accuracy/figures.ts";
import { Section } from "../accuracy/section.tsx";
import { withoutControls } from "../isolate.tsx";
import { count, percent } from "../plots/numbers.ts";
import { PLOT_STYLES } from "../plots/row-plot.tsx";
import { AnalyticsTabs, PERIODS } from "./analytics-parts.tsx";
import { Choice } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument } from "./frame.tsx";
import type { CarrierNames } from "./parcel-row.tsx";
import type { ConsoleWords } from "./words.ts";

export type AccuracyPart = keyof ConsoleWords["accuracy"]["parts"];

interface Counted {
	readonly carrier?: string;
	readonly anchor?: string;
	readonly horizon?: NonNullable<Figures["horizon"]>;
	readonly forecasts: number;
	readonly parcels: number;
}
type Measured = Counted & Figures & { readonly measured: true };
type Group = Measured | (Counted & { readonly measured: false });

/** What the windows of the shop's own parcels were worth. */
export interface OwnAccuracy {
	readonly period: { readonly days: number };
	/** The share that a window is meant to hold. */
	readonly nominal: number;
	readonly fewestForecasts: number;
	/** Null without a forecast. */
	readonly all: Group | null;
	readonly items: readonly Group[];
}

export interface AccuracyPage extends ConsolePage {
	readonly accuracy: OwnAccuracy;
	readonly by: AccuracyPart;
	/** Of one carrier alone. */
	readonly carrier: string | null;
	readonly carriers: CarrierNames;
}

export function renderOwnAccuracy(page: AccuracyPage): string {
	const { accuracy } = page;
	return consoleDocument(page, (context) => {
		const { accuracy: text } = context.own;
		return {
			title: text.title,
			place: "analytics",
			styles: [PLOT_STYLES],
			children: (
				<>
					<AnalyticsTabs at="accuracy" own={context.own} />
					<h1>{text.title}</h1>
					<Filters {...page} own={context.own} />
					{accuracy.all === null ? (
						<p class="details">
							<strong>{text.nothing}</strong> {text.nothingText(accuracy.period.days)}
						</p>
					) : (
						<Windows {...page} all={accuracy.all} own={context.own} />
					)}
					<details class="correct">
						<summary>{text.how}</summary>
						<ul class="sources">
							{text.rules.map((rule) => (
								<li>{rule}</li>
							))}
						</ul>
						<p>
							<a href="/accuracy">{text.everybody}</a>
						</p>
					</details>
				</>
			),
		};
	});
}

type Part = AccuracyPage & Pick<ConsoleContext, "own">;

function addressOf(page: Pick<AccuracyPage, "accuracy" | "carrier">, by: string): string {
	const query = new URLSearchParams({ by, days: String(page.accuracy.period.days) });
	if (page.carrier !== null) query.set("carrier", page.carrier);
	return `/console/accuracy?${query}`;
}

function Filters(page: Part) {
	const { accuracy, by, carrier, carriers, own } = page;
	const { accuracy: text } = own;
	return (
		<>
			<form class="asked" method="get" action="/console/accuracy">
				<input type="hidden" name="by" value={by} />
				<Choice
					name="days"
					label={text.days}
					value={String(accuracy.period.days)}
					options={PERIODS.map((days) => [String(days), text.daysOf(days)] as const)}
				/>
				<Choice
					name="carrier"
					label={own.list.carrier}
					value={carrier ?? ""}
					options={[...carriers]}
					any={own.list.any}
				/>
				<button class="button" type="submit">
					{own.list.apply}
				</button>
			</form>
			<nav class="views" aria-label={text.by}>
				<ul class="console-places">
					{Object.entries(text.parts).map(([part, { title }]) => (
						<li>
							<a class="place" href={addressOf(page, part)} {...(part === by ? { "aria-current": "true" } : {})}>
								{title}
							</a>
						</li>
					))}
				</ul>
			</nav>
		</>
	);
}

function Windows({ all, accuracy, by, carriers, own }: Part & { readonly all: Group }) {
	const { accuracy: text } = own;
	const { nominal, fewestForecasts, period, items } = accuracy;
	const nameOf = (group: Counted) => nameOfGroup(group, by, carriers, own);
	const measured = items.filter((group): group is Measured => group.measured);
	const tooFew = items.filter((group) => !group.measured);
	const { title, first } = text.parts[by];
	return (
		<>
			{all.measured && (
				<p class="told">
					<strong>{text.held(count(all.forecasts), own.figures.outOfTen(nominal), percent(all.coverage.share))}</strong>{" "}
					{text.rest(percent(all.coverageShown.share), own.figures.days(all.meanErrorDays), percent(all.withinOneDay))}{" "}
					{text.counted(count(all.parcels), period.days)}
				</p>
			)}
			{measured.length > 0 && (
				<Section title={title} first={first} rows={measured} nameOf={nameOf} nominal={nominal} words={own.figures} />
			)}
			{(tooFew.length > 0 || !all.measured) && (
				<section aria-labelledby="too-few">
					<h2 id="too-few">{text.tooFew}</h2>
					<p class="quiet">{text.tooFewText(fewestForecasts)}</p>
					<ul class="sources">
						{(tooFew.length > 0 ? tooFew : [all]).map((group) => (
							<li>
								{nameOf(group)} <span class="quiet">{text.windows(count(group.forecasts), count(group.parcels))}</span>
							</li>
						))}
					</ul>
				</section>
			)}
		</>
	);
}

function nameOfGroup(group: Counted, by: AccuracyPart, carriers: CarrierNames, own: ConsoleWords): string {
	if (by === "horizon") return group.horizon === undefined ? "" : own.figures.horizons[group.horizon];
	if (by === "anchor") return own.accuracy.anchors[group.anchor ?? ""] ?? group.anchor ?? "";
	return carriers.get(group.carrier ?? "") ?? withoutControls(carrierText(group));
}
