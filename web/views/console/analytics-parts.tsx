import type { Child } from "hono/jsx";
import { count } from "../plots/numbers.ts";
import { Choice } from "./fields.tsx";
import type { ConsoleContext, ConsolePage } from "./frame.tsx";
import { type GroupName, Name } from "./group-names.tsx";
import type { CarrierNames } from "./parcel-row.tsx";
import type { ConsoleWords } from "./words.ts";

export type AnalyticsTab = keyof ConsoleWords["analytics"]["tabs"];
export type AnalyticsPart = keyof ConsoleWords["analytics"]["parts"];

export const PERIODS = [30, 90, 180, 365] as const;

const TABS: readonly (readonly [AnalyticsTab, string])[] = [
	["transit", "/console/transit"],
	["on-time", "/console/on-time"],
	["exceptions", "/console/exceptions"],
	["accuracy", "/console/accuracy"],
];

/** What belongs to the analytics, above each of their pages. */
export function AnalyticsTabs({ at, own }: Pick<ConsoleContext, "own"> & { readonly at: AnalyticsTab }) {
	return (
		<nav class="views" aria-label={own.places.analytics}>
			<ul class="console-places">
				{TABS.map(([name, href]) => (
					<li>
						<a class="place" href={href} {...(name === at ? { "aria-current": "page" } : {})}>
							{own.analytics.tabs[name]}
						</a>
					</li>
				))}
			</ul>
		</nav>
	);
}

/** What every answer says of itself: see services/analytics.ts. */
export interface AnalyticsAnswer {
	readonly period: { readonly days: number };
	readonly fewestParcels: number;
	readonly parcelsToRead: number;
	readonly groupsLeftOut: number;
}

/** Which parcels a figure is of; a part by which they are not parted is absent. */
export interface ShownGroup {
	readonly carrier?: string;
	readonly lane?: string;
	readonly service?: string | null;
	readonly week?: string;
	readonly month?: string;
	readonly reason?: string | null;
	readonly code?: string;
	readonly parcels: number;
}

export interface ShownShare {
	readonly share: number;
	readonly low: number;
	readonly high: number;
}

/** In days; null where it is not known. */
export interface ShownDays {
	readonly days: number | null;
	readonly low: number | null;
	readonly high: number | null;
}

export interface AnalyticsPage extends ConsolePage {
	readonly by: AnalyticsPart;
	/** Of one carrier alone. */
	readonly carrier: string | null;
	readonly carriers: CarrierNames;
}

type Part = AnalyticsPage & { readonly answer: AnalyticsAnswer } & Pick<ConsoleContext, "own">;

export interface FiltersOf extends Part {
	/** Where the page is. */
	readonly path: string;
	/** By what it can be parted. */
	readonly parts: readonly AnalyticsPart[];
	/** A choice of the page's own: its name and value stay in every address. */
	readonly also?: { readonly name: string; readonly value: string; readonly choice: Child };
}

/** Of which parcels, and by what. */
export function Filters({ answer, by, carrier, carriers, own, path, parts, also }: FiltersOf) {
	const { analytics: text } = own;
	const addressOf = (part: AnalyticsPart) => {
		const query = new URLSearchParams({ by: part, days: String(answer.period.days) });
		if (carrier !== null) query.set("carrier", carrier);
		if (also) query.set(also.name, also.value);
		return `${path}?${query}`;
	};
	return (
		<>
			<form class="asked" method="get" action={path}>
				<input type="hidden" name="by" value={by} />
				<Choice
					name="days"
					label={text.days}
					value={String(answer.period.days)}
					options={PERIODS.map((days) => [String(days), text.daysOf(days)] as const)}
				/>
				<Choice
					name="carrier"
					label={own.list.carrier}
					value={carrier ?? ""}
					options={[...carriers]}
					any={own.list.any}
				/>
				{also?.choice}
				<button class="button" type="submit">
					{own.list.apply}
				</button>
			</form>
			<nav class="views" aria-label={text.by}>
				<ul class="console-places">
					{parts.map((part) => (
						<li>
							<a class="place" href={addressOf(part)} {...(part === by ? { "aria-current": "true" } : {})}>
								{text.parts[part].title}
							</a>
						</li>
					))}
				</ul>
			</nav>
			{answer.parcelsToRead > 0 && <p class="told">{text.toRead(count(answer.parcelsToRead))}</p>}
		</>
	);
}

/** Of no parcel there is nothing to show, and something to do. */
export function NothingYet({ answer, carrier, own, path }: Pick<FiltersOf, "answer" | "carrier" | "own" | "path">) {
	const { analytics: text } = own;
	return (
		<>
			<p class="told">
				<strong>{carrier === null ? text.nothing(answer.period.days) : text.nothingOfCarrier}</strong>{" "}
				{text.nothingText}
			</p>
			<p class="buttons">
				{carrier !== null && (
					<a class="button" href={path}>
						{text.allCarriers}
					</a>
				)}
				<a class="button" href="/console/connections/new">
					{text.connect}
				</a>
				<a class="button" href="/console/parcels/new">
					{text.add}
				</a>
			</p>
		</>
	);
}

/** Groups of which there are too few to show a figure, and how many are not listed. */
export function TooFew({
	groups,
	nameOf,
	answer,
	own: { analytics: text },
}: {
	readonly groups: readonly ShownGroup[];
	readonly nameOf: (group: ShownGroup) => GroupName;
	readonly answer: AnalyticsAnswer;
	readonly own: ConsoleWords;
}) {
	if (groups.length === 0 && answer.groupsLeftOut === 0) return null;
	return (
		<section aria-labelledby="too-few">
			<h2 id="too-few">{text.tooFew}</h2>
			<p class="quiet">{text.tooFewText(answer.fewestParcels)}</p>
			<ul class="sources">
				{groups.map((group) => (
					<li>
						<Name name={nameOf(group)} /> <span class="quiet">{text.parcels(count(group.parcels))}</span>
					</li>
				))}
			</ul>
			{answer.groupsLeftOut > 0 && <p class="quiet">{text.leftOut(count(answer.groupsLeftOut))}</p>}
		</section>
	);
}

/** Of a table with dashes. */
export function Dash({
	answer,
	own,
}: {
	readonly answer: Pick<AnalyticsAnswer, "fewestParcels">;
	readonly own: ConsoleWords;
}) {
	return <p class="quiet">{own.analytics.dash(answer.fewestParcels)}</p>;
}

export function How({ rules, own }: { readonly rules: readonly string[]; readonly own: ConsoleWords }) {
	return (
		<details class="correct">
			<summary>{own.analytics.how}</summary>
			<ul class="sources">
				{rules.map((rule) => (
					<li>{rule}</li>
				))}
			</ul>
		</details>
	);
}

/** More lines are no picture any more: the largest groups in their order, and each week or month. */
export function drawnOf<Group extends ShownGroup>(groups: readonly Group[], by: AnalyticsPart): readonly Group[] {
	if (by === "week" || by === "month") return groups;
	const largest = new Set(groups.toSorted((a, b) => b.parcels - a.parcels).slice(0, MOST_DRAWN));
	return groups.filter((group) => largest.has(group));
}

const MOST_DRAWN = 15;
