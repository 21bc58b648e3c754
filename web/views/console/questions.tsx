import { durationText } from "../duration.ts";
import { withoutControls } from "../isolate.tsx";
import type { ShownThread } from "../model.ts";
import { Choice } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument } from "./frame.tsx";
import { Helped, type HelpedAnswer } from "./helped.tsx";
import { type CarrierNames, carrierName, type NamedCarrier } from "./parcel-row.tsx";
import { Ago, Further } from "./parts.tsx";

export interface ListedQuestion extends NamedCarrier {
	/** `qst_…` */
	readonly id: string;
	readonly trackingNumber: string;
	readonly state: ShownThread["state"];
	/** Null: nobody can read it any more. */
	readonly text: string | null;
	/** `…Z` */
	readonly askedAt: string;
	readonly waitingSince: string | null;
	/** Neither the buyer nor the shop wrote last: a note lies there that nobody of the shop has answered to. */
	readonly hasFreshNote: boolean;
	/** What was said until then is gone. */
	readonly erased: { readonly at: string; readonly by: "buyer" | "shop" } | null;
}

export interface QuestionsPage extends ConsolePage {
	readonly questions: readonly ListedQuestion[];
	/** Null: of every state. */
	readonly state: ShownThread["state"] | null;
	/** In how many seconds three of four are answered; null where nobody knows. */
	readonly usualSeconds: number | null;
	readonly next: string | null;
	readonly carriers: CarrierNames;
	/** Mails that wait to be placed; a hundred stands for more. */
	readonly mailsToPlace: number;
	/** What answers on the pages were worth; that with the most votes first. */
	readonly helped: readonly HelpedAnswer[];
	/** Nobody has asked anything. */
	readonly isNew: boolean;
}

export function renderQuestions(page: QuestionsPage): string {
	const { questions, state, usualSeconds, next, isNew } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { questions: text, list } = own;
		return {
			title: text.title,
			place: "questions",
			children: (
				<>
					<h1>{text.title}</h1>
					<p class="quiet">
						{text.text} {usualSeconds !== null && text.usual(durationText(usualSeconds, own.tag))}
					</p>
					{page.mailsToPlace > 0 && (
						<p class="told mails-waiting">
							<a href="/console/mails">{own.mails.waiting(page.mailsToPlace)}</a>
						</p>
					)}
					<form method="get" action="/console/questions" class="search">
						<Choice name="state" label={text.show} value={state ?? "all"} options={choicesOf(text)} />
						<button class="button" type="submit">
							{list.apply}
						</button>
					</form>
					{questions.length === 0 && (
						<p class="details">{isNew ? text.noneYet : state === "waiting" ? text.none.waiting : text.none.other}</p>
					)}
					<QuestionRows questions={questions} carriers={page.carriers} {...context} />
					<Further href={next} own={own} />
					<Helped answers={page.helped} {...context} />
				</>
			),
		};
	});
}

/** What was asked, as far as it can still be read. */
export function askedText(
	{ text: asked, erased }: Pick<ListedQuestion, "text" | "erased">,
	text: ConsoleContext["own"]["questions"],
): string {
	if (asked !== null) return withoutControls(asked);
	return erased === null ? text.lost : text.erased[erased.by];
}

interface RowsInput {
	readonly questions: readonly ListedQuestion[];
	readonly carriers: CarrierNames;
}

export function QuestionRows({ questions, ...context }: ConsoleContext & RowsInput) {
	return (
		<ul class="rows">
			{questions.map((question) => (
				<Row question={question} {...context} />
			))}
		</ul>
	);
}

function choicesOf(text: ConsoleContext["own"]["questions"]): readonly (readonly [string, string])[] {
	return [...Object.entries(text.states), ["all", text.all]];
}

function Row({
	question,
	carriers,
	...context
}: ConsoleContext & { question: ListedQuestion; carriers: CarrierNames }) {
	const { questions: text } = context.own;
	const { id, trackingNumber, state, askedAt, waitingSince } = question;
	return (
		<li class={state === "waiting" || question.hasFreshNote ? "row row-warn" : "row row-plain"}>
			<div class="row-name">
				<a href={`/console/questions/${id}`} dir="auto" class="asked-words">
					{askedText(question, text)}
				</a>
				<p class="quiet">
					<bdi>{carrierName(question, carriers)}</bdi> <bdi>{withoutControls(trackingNumber)}</bdi>
				</p>
			</div>
			<div class="row-state">
				<p>{text.states[state]}</p>
				{question.hasFreshNote && <p class="trouble">{text.freshNote}</p>}
			</div>
			<div class="row-when">
				<p class="quiet">
					{waitingSince === null ? text.asked : text.waitsSince} <Ago at={waitingSince ?? askedAt} {...context} />
				</p>
			</div>
		</li>
	);
}
