import { Table } from "../push/frame.tsx";
import { count, daysText, type Figures, outOfTen, percent, span } from "./figures.ts";
import { Plot } from "./plot.tsx";

export interface SectionOf {
	readonly title: string;
	readonly first: string;
	readonly rows: readonly Figures[];
	readonly nameOf: (row: Figures) => string;
	readonly nominal: number;
}

/** Figures of one kind as a plot and as a table. */
export function Section({ title, first, rows, nameOf, nominal }: SectionOf) {
	return (
		<>
			<h2>{title}</h2>
			<figure>
				<Plot
					rows={rows}
					nameOf={nameOf}
					nominal={nominal}
					label={`${title}: the share of windows that held, each with its interval, against ${outOfTen(nominal)} that were meant to. The table below has the same figures.`}
				/>
				<figcaption class="quiet">
					<span class="key-held">●</span> of the windows held, and between where it truly lies 95 times in 100;{" "}
					<span class="key-shown">○</span> the same, as shown in whole days.
				</figcaption>
			</figure>
			<FigureTable label={title} first={first} rows={rows} nameOf={nameOf} />
		</>
	);
}

/** Wider than a phone: it scrolls by itself, and the keyboard reaches it. */
export function FigureTable({
	label,
	first,
	rows,
	nameOf,
}: Omit<SectionOf, "title" | "nominal"> & { readonly label: string }) {
	return (
		<section class="wide" tabindex={0} aria-label={`${label}, as a table`}>
			<Table
				head={[first, "Windows", "Held", "95 times in 100", "Held as shown", "Width", "Off by"]}
				rows={rows.map((row) => [
					nameOf(row),
					count(row.forecasts),
					percent(row.coverage.share),
					span(row.coverage),
					percent(row.coverageShown.share),
					daysText(row.meanWidthDays),
					daysText(row.meanErrorDays),
				])}
			/>
		</section>
	);
}
