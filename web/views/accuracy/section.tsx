import { count, percent, span } from "../plots/numbers.ts";
import { Table } from "../table.tsx";
import type { Figures } from "./figures.ts";
import { Plot } from "./plot.tsx";
import type { FigureWords } from "./words.ts";

export interface SectionOf {
	readonly title: string;
	readonly first: string;
	readonly rows: readonly Figures[];
	readonly nameOf: (row: Figures) => string;
	readonly nominal: number;
	readonly words: FigureWords;
}

/** Figures of one kind as a plot and as a table. */
export function Section({ title, first, rows, nameOf, nominal, words }: SectionOf) {
	return (
		<>
			<h2>{title}</h2>
			<figure>
				<Plot
					rows={rows}
					nameOf={nameOf}
					nominal={nominal}
					label={words.plot(title, words.outOfTen(nominal))}
					words={words}
				/>
				<figcaption class="quiet">
					<span class="key-held">●</span> {words.keyHeld} <span class="key-shown">○</span> {words.keyShown}
				</figcaption>
			</figure>
			<FigureTable label={title} first={first} rows={rows} nameOf={nameOf} words={words} />
		</>
	);
}

/** Wider than a phone: it scrolls by itself, and the keyboard reaches it. */
export function FigureTable({
	label,
	first,
	rows,
	nameOf,
	words,
}: Omit<SectionOf, "title" | "nominal"> & { readonly label: string }) {
	return (
		<section class="wide" tabindex={0} aria-label={words.asTable(label)}>
			<Table
				head={[first, ...words.head]}
				rows={rows.map((row) => [
					nameOf(row),
					count(row.forecasts),
					percent(row.coverage.share),
					span(row.coverage),
					percent(row.coverageShown.share),
					words.days(row.meanWidthDays),
					words.days(row.meanErrorDays),
				])}
			/>
		</section>
	);
}
