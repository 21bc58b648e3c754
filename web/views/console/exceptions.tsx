import { axisTo } from "../plots/axes.ts";
import { count, finePercent, fineSpan, percent } from "../plots/numbers.ts";
import { PLOT_STYLES } from "../plots/row-plot.tsx";
import { Table } from "../table.tsx";
import {
	type AnalyticsAnswer,
	type AnalyticsPage,
	AnalyticsTabs,
	Dash,
	drawnOf,
	Filters,
	How,
	NothingYet,
	type ShownDays,
	type ShownGroup,
	type ShownShare,
	TooFew,
} from "./analytics-parts.tsx";
import { type ConsoleContext, consoleDocument } from "./frame.tsx";
import { daysOf, groupNames, Name } from "./group-names.tsx";
import { SharePlot } from "./share-plot.tsx";
import type { ConsoleWords } from "./words.ts";

export const EXCEPTION_PAGE_PARTS = ["reason", "code", "carrier", "lane", "month"] as const;

interface Group extends ShownGroup {
	readonly share: ShownShare | null;
	readonly arrivedShare: ShownShare | null;
	readonly median: ShownDays | null;
	readonly p90: ShownDays | null;
}
type Measured = Group & { readonly share: ShownShare };

/** What went wrong with the shop's own parcels: see services/exceptions.ts. */
export interface OwnExceptions extends AnalyticsAnswer {
	/** With an exception or without. */
	readonly parcels: number;
	/** Any exception at all; null without one. */
	readonly all: Group | null;
	/** The most frequent first. */
	readonly items: readonly Group[];
}

export interface ExceptionsPage extends AnalyticsPage {
	readonly answer: OwnExceptions;
}

const PATH = "/console/exceptions";
export function renderExceptions(page: ExceptionsPage): string {
	const { answer } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { exceptions: text } = own.analytics;
		return {
			title: text.title,
			place: "analytics",
			styles: [PLOT_STYLES],
			children: (
				<>
					<AnalyticsTabs at="exceptions" own={own} />
					<h1>{text.title}</h1>
					<Filters {...page} own={own} path={PATH} parts={EXCEPTION_PAGE_PARTS} />
					{answer.parcels === 0 ? (
						<NothingYet {...page} own={own} path={PATH} />
					) : (
						<Exceptions {...page} {...context} />
					)}
					<How rules={text.rules} own={own} />
				</>
			),
		};
	});
}

function Exceptions({ answer, by, carriers, ...context }: ExceptionsPage & ConsoleContext) {
	const { own } = context;
	const { exceptions: text, parts } = own.analytics;
	const nameOf = groupNames(by, carriers, context);
	const measured = answer.items.filter((group): group is Measured => group.share !== null);
	if (answer.all === null) return <p class="told">{text.none(count(answer.parcels))}</p>;
	return (
		<>
			<Summary all={answer.all} parcels={answer.parcels} own={own} />
			{measured.length > 0 && (
				<>
					<h2>{parts[by].title}</h2>
					<Groups groups={measured} by={by} answer={answer} nameOf={nameOf} own={own} />
				</>
			)}
			<TooFew groups={answer.items.filter(({ share }) => share === null)} nameOf={nameOf} answer={answer} own={own} />
		</>
	);
}

function Summary({ all, parcels, own }: { readonly all: Group; readonly parcels: number; readonly own: ConsoleWords }) {
	const { exceptions: text } = own.analytics;
	return (
		<p class="told">
			<strong>{text.met(count(all.parcels), count(parcels), finePercent(all.parcels / parcels))}</strong>
			{all.arrivedShare && ` ${text.ended(percent(all.arrivedShare.share))}`}
			{all.median?.days != null && ` ${text.held(own.figures.days(all.median.days))}`}
		</p>
	);
}

function Groups({
	groups,
	by,
	answer,
	nameOf,
	own,
}: Pick<ExceptionsPage, "by" | "answer"> & {
	readonly groups: readonly Measured[];
	readonly nameOf: ReturnType<typeof groupNames>;
	readonly own: ConsoleWords;
}) {
	const { exceptions: text, parts, asTable } = own.analytics;
	const drawn = drawnOf(groups, by);
	const dashOr = (days: ShownDays | null) => (days === null ? "–" : daysOf(days.days, own));
	return (
		<>
			<SharePlot
				rows={drawn.map((group) => {
					const { share, parcels } = group;
					const name = nameOf(group);
					const told = finePercent(share.share);
					return {
						...{ name, share, value: `${told} (${fineSpan(share)})` },
						title: text.row(name.text, told, count(parcels)),
					};
				})}
				all={groups.length}
				axis={axisTo(Math.max(0.01, ...drawn.map(({ share }) => share.high)), finePercent)}
				meaning={text.keyShare}
				label={text.title}
				own={own}
			/>
			<section class="wide" tabindex={0} aria-label={asTable(text.title)}>
				<Table
					head={[parts[by].first, ...text.head]}
					rows={groups.map((group) => [
						<Name name={nameOf(group)} />,
						count(group.parcels),
						finePercent(group.share.share),
						fineSpan(group.share),
						group.arrivedShare ? percent(group.arrivedShare.share) : "–",
						dashOr(group.median),
						dashOr(group.p90),
					])}
				/>
			</section>
			{groups.some((group) => group.arrivedShare === null || group.median === null) && (
				<Dash answer={answer} own={own} />
			)}
		</>
	);
}
