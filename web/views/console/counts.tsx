import type { ConsoleWords } from "./words.ts";

/** How the shop stands; null for what whoever is logged in may not see. */
export interface Counts {
	readonly parcels: {
		readonly open: number;
		readonly late: number;
		/** There are more parcels than were counted. */
		readonly hasMore: boolean;
		readonly waiting: number;
	} | null;
	readonly questions: number | null;
	readonly connections: number | null;
}

/** Where counting ends: so many stand for more. */
const MOST = 1_000;

interface Count {
	readonly name: "open" | "late" | "waiting" | "questions" | "connections";
	readonly count: number | null;
	readonly isMore?: boolean;
	readonly href: string;
}

/** Each figure leads to what it counts. */
export function CountList({ counts: { parcels, questions, connections }, own }: CountsInput) {
	const { counts: text } = own;
	const isMore = parcels?.hasMore ?? false;
	const all: readonly Count[] = [
		{ name: "open", count: parcels?.open ?? null, isMore, href: "/console/parcels?show=open" },
		{ name: "late", count: parcels?.late ?? null, isMore, href: "/console/parcels?show=late" },
		{ name: "waiting", count: parcels?.waiting ?? null, href: "/console/parcels?show=waiting" },
		{ name: "questions", count: questions, href: "/console/questions" },
		{ name: "connections", count: connections, href: "/console/connections" },
	];
	return (
		<ul class="counts" aria-label={text.title}>
			{all.map(({ name, count, isMore = count !== null && count >= MOST, href }) => {
				if (count === null) return null;
				return (
					<li>
						<a class={name !== "open" && count > 0 ? "count count-warn" : "count"} href={href}>
							<span class="count-number">
								{text.number(count, isMore)}
								{isMore && <span class="for-readers"> {text.orMore}</span>}
							</span>{" "}
							<span>{text[name]}</span>
						</a>
					</li>
				);
			})}
		</ul>
	);
}

interface CountsInput {
	readonly counts: Counts;
	readonly own: ConsoleWords;
}
