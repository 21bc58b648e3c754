import { sharesFrom } from "../plots/axes.ts";
import { count, percent, span } from "../plots/numbers.ts";
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
import { Choice } from "./fields.tsx";
import { type ConsoleContext, consoleDocument } from "./frame.tsx";
import { daysOf, type GroupName, groupNames, Name } from "./group-names.tsx";
import { SharePlot } from "./share-plot.tsx";
import type { ConsoleWords } from "./words.ts";

export const ON_TIME_PAGE_PARTS = ["carrier", "lane", "service", "week", "month"] as const;
export type PromiseShown = keyof ConsoleWords["analytics"]["onTime"]["promises"];

interface Kept {
	readonly promise: PromiseShown;
	readonly kept: number;
	readonly late: number;
	readonly overdue: number;
	readonly notDue: number;
	readonly keptShare: ShownShare | null;
	readonly lateBy: ShownDays | null;
}

interface Group extends ShownGroup {
	readonly promises: readonly Kept[];
	readonly firstVisits: { readonly parcels: number; readonly delivered: number; readonly share: ShownShare | null };
}

/** How what was promised of the shop's own parcels was kept: see services/on-time.ts. */
export interface OwnOnTime extends AnalyticsAnswer {
	/** Null without a parcel. */
	readonly all: Group | null;
	readonly items: readonly Group[];
}

export interface OnTimePage extends AnalyticsPage {
	readonly answer: OwnOnTime;
	readonly promise: PromiseShown;
}

const PATH = "/console/on-time";

export function renderOnTime(page: OnTimePage): string {
	const { answer, promise } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { onTime: text } = own.analytics;
		const promises = Object.entries(text.promises);
		const choice = <Choice name="promise" label={text.promise} value={promise} options={promises} />;
		return {
			title: text.title,
			place: "analytics",
			styles: [PLOT_STYLES],
			children: (
				<>
					<AnalyticsTabs at="on-time" own={own} />
					<h1>{text.title}</h1>
					<Filters
						{...page}
						own={own}
						path={PATH}
						parts={ON_TIME_PAGE_PARTS}
						also={{ name: "promise", value: promise, choice }}
					/>
					{answer.all === null ? (
						<NothingYet {...page} own={own} path={PATH} />
					) : (
						<Shares {...page} {...context} all={answer.all} />
					)}
					<How rules={text.rules} own={own} />
				</>
			),
		};
	});
}

/** A group of which the share is known. */
interface Shared<Of> {
	readonly name: GroupName;
	readonly of: Of;
	readonly share: ShownShare;
	readonly isDrawn: boolean;
}

function Shares({
	all,
	answer,
	by,
	carriers,
	promise,
	...context
}: OnTimePage & ConsoleContext & { readonly all: Group }) {
	const { own } = context;
	const { parts } = own.analytics;
	const nameOf = groupNames(by, carriers, context);
	const keptOf = (group: Group) => group.promises.find((kept) => kept.promise === promise) ?? null;
	const drawn = new Set(drawnOf(answer.items, by));
	const kept = answer.items.flatMap((group): Shared<Kept>[] => {
		const of = keptOf(group);
		return of?.keptShare ? [{ name: nameOf(group), of, share: of.keptShare, isDrawn: drawn.has(group) }] : [];
	});
	const visited = answer.items.flatMap((group): Shared<Group["firstVisits"]>[] => {
		const { firstVisits: of } = group;
		return of.share ? [{ name: nameOf(group), of, share: of.share, isDrawn: drawn.has(group) }] : [];
	});
	// Their number is that of parcels whose time has come, which is what a share is of.
	const tooFew = answer.items.flatMap((group) => {
		const of = keptOf(group);
		return of && of.keptShare === null ? [{ ...group, parcels: dueOf(of) }] : [];
	});
	return (
		<>
			<Summary all={all} kept={keptOf(all)} promise={promise} answer={answer} own={own} />
			{kept.length > 0 && (
				<KeptShares answer={answer} rows={kept} title={parts[by].title} first={parts[by].first} own={own} />
			)}
			{visited.length > 0 && <Visits rows={visited} first={parts[by].first} own={own} />}
			<TooFew groups={tooFew} nameOf={nameOf} answer={answer} own={own} />
		</>
	);
}

function dueOf({ kept, late, overdue }: Kept): number {
	return kept + late + overdue;
}

function Summary({
	all: { firstVisits },
	kept,
	promise,
	answer,
	own,
}: Pick<OnTimePage, "promise" | "answer"> & {
	readonly all: Group;
	readonly kept: Kept | null;
	readonly own: ConsoleWords;
}) {
	const { onTime: text } = own.analytics;
	const due = kept ? count(dueOf(kept)) : "";
	return (
		<div class="told">
			{kept === null ? (
				<p>
					<strong>{text.none}</strong> {text.noneText[promise]}
				</p>
			) : (
				<p>
					<strong>
						{kept.keptShare ? text.kept(percent(kept.keptShare.share), due) : text.few(due, answer.fewestParcels)}
					</strong>{" "}
					{text.rest(count(kept.late), count(kept.overdue), count(kept.notDue))}
				</p>
			)}
			{firstVisits.share && <p>{text.visits(percent(firstVisits.share.share), count(firstVisits.parcels))}</p>}
		</div>
	);
}

interface RowsOf<Of> {
	readonly rows: readonly Shared<Of>[];
	readonly first: string;
	readonly own: ConsoleWords;
}

function KeptShares({
	rows,
	title,
	first,
	answer,
	own,
}: RowsOf<Kept> & Pick<OnTimePage, "answer"> & { readonly title: string }) {
	const { onTime: text, asTable } = own.analytics;
	const drawn = rows.filter(({ isDrawn }) => isDrawn);
	return (
		<>
			<h2>{title}</h2>
			<SharePlot
				rows={drawn.map(({ name, of, share }) => ({
					...{ name, share, value: `${percent(share.share)} (${span(share)})` },
					title: text.row(name.text, percent(share.share), count(dueOf(of))),
				}))}
				all={rows.length}
				axis={axisOf(drawn)}
				meaning={text.keyKept}
				label={text.title}
				own={own}
			/>
			<section class="wide" tabindex={0} aria-label={asTable(text.title)}>
				<Table
					head={[first, ...text.head]}
					rows={rows.map(({ name, of, share }) => [
						<Name name={name} />,
						count(dueOf(of)),
						percent(share.share),
						span(share),
						count(of.late),
						count(of.overdue),
						count(of.notDue),
						of.lateBy === null ? "–" : daysOf(of.lateBy.days, own),
					])}
				/>
			</section>
			{rows.some(({ of }) => of.lateBy === null) && <Dash answer={answer} own={own} />}
		</>
	);
}

function Visits({ rows, first, own }: RowsOf<Group["firstVisits"]>) {
	const { onTime: text, asTable } = own.analytics;
	const drawn = rows.filter(({ isDrawn }) => isDrawn);
	return (
		<>
			<h2>{text.visitsTitle}</h2>
			<SharePlot
				rows={drawn.map(({ name, of, share }) => ({
					...{ name, share, value: `${percent(share.share)} (${span(share)})` },
					title: text.visitRow(name.text, percent(share.share), count(of.parcels)),
				}))}
				all={rows.length}
				axis={axisOf(drawn)}
				meaning={text.keyVisits}
				label={text.visitsTitle}
				own={own}
			/>
			<section class="wide" tabindex={0} aria-label={asTable(text.visitsTitle)}>
				<Table
					head={[first, ...text.visitsHead]}
					rows={rows.map(({ name, of, share }) => [
						<Name name={name} />,
						count(of.parcels),
						count(of.delivered),
						percent(share.share),
						span(share),
					])}
				/>
			</section>
		</>
	);
}

function axisOf(rows: readonly Shared<unknown>[]) {
	return sharesFrom(Math.min(0.5, ...rows.map(({ share }) => share.low)));
}
