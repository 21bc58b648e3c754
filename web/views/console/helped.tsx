import { withoutControls } from "../isolate.tsx";
import { count, percent, span } from "../plots/numbers.ts";
import { FAQ_TOPICS } from "../words/care-keys.ts";
import type { ConsoleContext } from "./frame.tsx";
import { Said } from "./parts.tsx";

/** An answer on the pages, and what its readers said of it. */
export interface HelpedAnswer {
	/** One of ours, or `own-…`. */
	readonly topic: string;
	/** The words of one that the shop wrote and still has. */
	readonly question: string | null;
	readonly helped: number;
	readonly notHelped: number;
	/** From 0 to 1; between `low` and `high` 95 times of 100. */
	readonly share: number;
	readonly low: number;
	readonly high: number;
}

/** Which answers helped those who read them. */
export function Helped({ answers, ...context }: ConsoleContext & { readonly answers: readonly HelpedAnswer[] }) {
	const { helped: text } = context.own.questions;
	if (answers.length === 0) return null;
	return (
		<>
			<h2>{text.title}</h2>
			<p class="quiet">{text.text}</p>
			<section class="helped-table" tabindex={0} aria-label={text.title}>
				<table>
					<thead>
						<tr>
							<th scope="col">{text.answer}</th>
							<th scope="col">{text.yes}</th>
							<th scope="col">{text.no}</th>
							<th scope="col">{text.share}</th>
						</tr>
					</thead>
					<tbody>
						{answers.map((answer) => (
							<tr>
								<th scope="row" class="helped-name">
									<Name answer={answer} {...context} />
								</th>
								<td>{count(answer.helped)}</td>
								<td>{count(answer.notHelped)}</td>
								<td>
									{percent(answer.share)} <span class="quiet">({span(answer)})</span>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</section>
		</>
	);
}

function Name({ answer, ...context }: ConsoleContext & { readonly answer: HelpedAnswer }) {
	const topic = FAQ_TOPICS.find((one) => one === answer.topic);
	if (topic !== undefined) return <Said {...context}>{context.words.care.faq[topic].question}</Said>;
	if (answer.question === null) return context.own.questions.helped.gone;
	return <bdi>{withoutControls(answer.question)}</bdi>;
}
