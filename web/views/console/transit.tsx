import { axisTo } from "../plots/axes.ts";
import { CurvePlot } from "../plots/curve-plot.tsx";
import { count, percent, span } from "../plots/numbers.ts";
import { PLOT_STYLES, RowPlot } from "../plots/row-plot.tsx";
import { Table } from "../table.tsx";
import {
	type AnalyticsAnswer,
	type AnalyticsPage,
	AnalyticsTabs,
	drawnOf,
	Filters,
	How,
	NothingYet,
	type ShownDays,
	type ShownGroup,
	type ShownShare,
	TooFew,
} from "./analytics-parts.tsx";
import { Choice } from "./fields.tsx";
import { type ConsoleContext, consoleDocument } from "./frame.tsx";
import { daysBetween, daysOf, groupNames, Name } from "./group-names.tsx";
import type { ConsoleWords } from "./words.ts";

export const TRANSIT_PAGE_PARTS = ["carrier", "lane", "service", "week", "month"] as const;
export type Goal = keyof ConsoleWords["analytics"]["transit"]["goals"];

interface Counted extends ShownGroup {
	readonly arrived: number;
	readonly open: number;
	readonly returned: number;
	readonly lost: number;
	readonly cancelled: number;
	readonly unseen: number;
}
interface Measured extends Counted {
	readonly measured: true;
	readonly median: ShownDays;
	readonly p90: ShownDays;
	readonly arrivedWithin: readonly (ShownShare & { readonly days: number })[];
}
type Group = Measured | (Counted & { readonly measured: false });

/** How long the shop's own parcels took: see services/transit-times.ts. */
export interface OwnTransit extends AnalyticsAnswer {
	readonly until: Goal;
	/** Null without a parcel. */
	readonly all: Group | null;
	readonly items: readonly Group[];
}

export interface TransitPage extends AnalyticsPage {
	readonly answer: OwnTransit;
}

const PATH = "/console/transit";

export function renderTransit(page: TransitPage): string {
	const { answer } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { transit: text } = own.analytics;
		const goals = Object.entries(text.goals);
		const choice = <Choice name="until" label={text.until} value={answer.until} options={goals} />;
		return {
			title: text.title,
			place: "analytics",
			styles: [PLOT_STYLES],
			children: (
				<>
					<AnalyticsTabs at="transit" own={own} />
					<h1>{text.title}</h1>
					<Filters
						{...page}
						own={own}
						path={PATH}
						parts={TRANSIT_PAGE_PARTS}
						also={{ name: "until", value: answer.until, choice }}
					/>
					{answer.all === null ? (
						<NothingYet {...page} own={own} path={PATH} />
					) : (
						<Times {...page} {...context} all={answer.all} />
					)}
					<How rules={text.rules} own={own} />
				</>
			),
		};
	});
}

function Times({ all, answer, by, carriers, ...context }: TransitPage & ConsoleContext & { readonly all: Group }) {
	const { own } = context;
	const nameOf = groupNames(by, carriers, context);
	const measured = answer.items.filter((group): group is Measured => group.measured);
	return (
		<>
			<Summary all={all} until={answer.until} own={own} />
			{all.measured && all.arrivedWithin.length > 1 && <Curve all={all} own={own} />}
			{measured.length > 0 && (
				<>
					<h2>{own.analytics.parts[by].title}</h2>
					<Groups groups={measured} by={by} nameOf={nameOf} own={own} />
				</>
			)}
			<TooFew groups={answer.items.filter((group) => !group.measured)} nameOf={nameOf} answer={answer} own={own} />
		</>
	);
}

function Summary({ all, until, own }: { readonly all: Group; readonly until: Goal; readonly own: ConsoleWords }) {
	const { transit: text } = own.analytics;
	const { parcels, arrived, open } = all;
	const counts = text.counts(count(parcels), count(arrived), count(open), count(parcels - arrived - open));
	const half = until === "arrival" ? text.half : text.halfTried;
	return (
		<p class="told">
			{all.measured && (
				<>
					<strong>
						{all.median.days === null ? text.halfUnknown : half(own.figures.days(all.median.days))}
						{all.p90.days !== null && ` ${text.most(own.figures.days(all.p90.days))}`}
					</strong>{" "}
				</>
			)}
			{counts}
		</p>
	);
}

function Curve({ all, own }: { readonly all: Measured; readonly own: ConsoleWords }) {
	const { transit: text, shortDays, asTable, tableBelow } = own.analytics;
	const { arrivedWithin } = all;
	// What creeps on for months is in the table.
	const end = (arrivedWithin.at(-1)?.share ?? 1) - 0.01;
	const last = Math.max(2, arrivedWithin.find(({ share }) => share >= end)?.days ?? 1);
	return (
		<>
			<h2>{text.curve}</h2>
			<figure>
				<CurvePlot
					points={arrivedWithin.map(({ days, ...share }) => ({ at: days, ...share }))}
					axis={axisTo(last, shortDays)}
					shares={[0, 0.5, 1].map((share) => [share, percent(share)] as const)}
					label={tableBelow(text.curve)}
				/>
				<figcaption class="quiet">{text.curveKey}</figcaption>
			</figure>
			<details class="correct">
				<summary>{asTable(text.curve)}</summary>
				<Table
					head={text.curveHead}
					rows={arrivedWithin.map((point) => [String(point.days), percent(point.share), span(point)])}
				/>
			</details>
		</>
	);
}

function Groups({
	groups,
	by,
	nameOf,
	own,
}: Pick<TransitPage, "by"> & {
	readonly groups: readonly Measured[];
	readonly nameOf: ReturnType<typeof groupNames>;
	readonly own: ConsoleWords;
}) {
	const { transit: text, parts, shortDays, asTable, tableBelow, keyInterval, largest } = own.analytics;
	const drawn = drawnOf(groups, by);
	const most = Math.max(
		1,
		...drawn.flatMap(({ median, p90 }) => [median.days, median.high, p90.days].map((at) => at ?? 0)),
	);
	return (
		<>
			<figure>
				<RowPlot
					rows={drawn.map((group) => {
						const { median, p90, parcels } = group;
						const name = nameOf(group);
						const half = daysOf(median.days, own);
						return {
							...{ name: name.text, lang: name.lang, value: half },
							title: text.row(name.text, half, count(parcels)),
							...{ dot: median.days, low: median.low, high: median.high, ring: p90.days },
						};
					})}
					axis={axisTo(most, shortDays)}
					label={tableBelow(text.title)}
				/>
				<figcaption class="quiet">
					<span class="key-held">●</span> {text.keyHalf} {keyInterval}; <span class="key-shown">○</span> {text.keyMost}
					{groups.length > drawn.length && ` ${largest(drawn.length)}`}
				</figcaption>
			</figure>
			<section class="wide" tabindex={0} aria-label={asTable(text.title)}>
				<Table
					head={[parts[by].first, ...text.head]}
					rows={groups.map((group) => [
						<Name name={nameOf(group)} />,
						count(group.parcels),
						count(group.arrived),
						count(group.open),
						daysOf(group.median.days, own),
						daysBetween(group.median, own),
						daysOf(group.p90.days, own),
					])}
				/>
			</section>
		</>
	);
}
