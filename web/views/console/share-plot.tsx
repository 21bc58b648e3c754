import type { PlotAxis } from "../plots/axes.ts";
import { RowPlot } from "../plots/row-plot.tsx";
import type { ShownShare } from "./analytics-parts.tsx";
import type { GroupName } from "./group-names.tsx";
import type { ConsoleWords } from "./words.ts";

export interface ShareRow {
	readonly name: GroupName;
	readonly share: ShownShare;
	/** The figure with its interval. */
	readonly value: string;
	/** The figure in a sentence. */
	readonly title: string;
}

/** Shares with their intervals, one beneath the other. `all`: how many the table beneath has. */
export function SharePlot({
	rows,
	all,
	axis,
	meaning,
	label,
	own: { analytics: text },
}: {
	readonly rows: readonly ShareRow[];
	readonly all: number;
	readonly axis: PlotAxis;
	/** What a dot is. */
	readonly meaning: string;
	readonly label: string;
	readonly own: ConsoleWords;
}) {
	return (
		<figure>
			<RowPlot
				rows={rows.map(({ name, share, value, title }) => ({
					...{ name: name.text, lang: name.lang, value, title },
					...{ dot: share.share, low: share.low, high: share.high },
				}))}
				axis={axis}
				label={text.tableBelow(label)}
			/>
			<figcaption class="quiet">
				<span class="key-held">●</span> {meaning} {text.keyInterval}.
				{all > rows.length && ` ${text.largest(rows.length)}`}
			</figcaption>
		</figure>
	);
}
