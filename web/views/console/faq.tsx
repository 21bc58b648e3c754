import type { FaqEntry } from "../../../src/core/brand.ts";
import { withoutControls } from "../isolate.tsx";
import { LANGUAGES } from "../languages.ts";
import { FAQ_TOPICS } from "../words/care-keys.ts";
import { Area, Checks, Choice, Field, FieldError, Refusal, type SentForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { languagesWith } from "./look-fields.tsx";
import { Said } from "./parts.tsx";
import { SureFold } from "./sure.tsx";

interface SectionInput extends Pick<ConsoleContext, "own"> {
	readonly home: string;
	readonly faq: readonly FaqEntry[];
	readonly mayChange: boolean;
	readonly most: number;
}

/** What a shop answers of its own, in the order in which buyers read it. */
export function FaqSection({ home, faq, mayChange, most, own }: SectionInput) {
	const { faq: words } = own.shop;
	return (
		<section aria-labelledby="faq">
			<h2 id="faq">{words.title}</h2>
			<p class="quiet">{faq.length === 0 ? words.none : words.text}</p>
			{faq.length > 0 && (
				<ol class="rows">
					{faq.map(({ question, topics, language }, index) => (
						<li class="row row-plain">
							<div class="row-name">
								{mayChange ? (
									<a href={`${home}/faq/${index + 1}`}>
										<bdi>{withoutControls(question)}</bdi>
									</a>
								) : (
									<bdi>{withoutControls(question)}</bdi>
								)}
							</div>
							<div class="row-state">{topics.length === 0 ? words.always : words.inPlace(topics.length)}</div>
							<div class="row-when quiet">{nameOfLanguage(language) ?? words.everyLanguage}</div>
						</li>
					))}
				</ol>
			)}
			{mayChange && (
				<p class="further">
					{faq.length < most ? (
						<a class="button" href={`${home}/faq/new`}>
							{words.add}
						</a>
					) : (
						words.full(most)
					)}
				</p>
			)}
		</section>
	);
}

function nameOfLanguage(tag: string | null): string | null {
	return tag === null ? null : (LANGUAGES.find((one) => one.tag === tag)?.name ?? withoutControls(tag));
}

/** As it was written. */
export interface FaqForm extends Pick<SentForm, "refused" | "errors"> {
	readonly question: string;
	readonly answer: string;
	readonly topics: readonly string[];
	readonly language: string;
	/** Among the others, from 1 on. */
	readonly place: string;
}

export interface FaqPage extends ConsolePage {
	/** The page of the shop, or of the brand, whose FAQ it is. */
	readonly home: string;
	/** Where it stands, from 1 on; null of a new one. */
	readonly place: number | null;
	/** How many there are, a new one among them. */
	readonly count: number;
	/** Names what it was when the form was made; null of a new one. */
	readonly state: string | null;
	readonly form: FaqForm;
}

const FIELDS = ["question", "answer", "topics", "language"] as const;

/** One entry: a new one, or one that is there. */
export function renderFaqEntry(page: FaqPage): string {
	const { home, place, count, form, staff, state } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { faq: words } = own.shop;
		const title = place === null ? words.add : words.question;
		return {
			title,
			place: "settings",
			children: (
				<>
					<p>
						<a href={`${home}#faq`}>{words.title}</a> / {title}
					</p>
					<h1>{title}</h1>
					<PostForm action={`${home}/faq${place === null ? "" : `/${place}`}`} staff={staff} class="form">
						<Refusal refused={form.refused} errors={form.errors} names={FIELDS} />
						{state !== null && <input type="hidden" name="before" value={state} />}
						<Field
							name="question"
							label={words.question}
							value={form.question}
							errors={form.errors}
							mostCharacters={200}
							isRequired
						/>
						<Area
							name="answer"
							label={words.answer}
							hint={words.answerHint}
							value={form.answer}
							errors={form.errors}
							mostCharacters={2000}
							rows={6}
							isRequired
						/>
						<Choice
							name="language"
							label={words.language}
							value={form.language}
							options={languagesWith(form.language || null)}
							any={words.everyLanguage}
						/>
						<Topics form={form} {...context} />
						{count > 1 && (
							<Choice
								name="place"
								label={words.place}
								value={form.place}
								options={Array.from({ length: count }, (_, index) => [String(index + 1), String(index + 1)])}
							/>
						)}
						<button class="button button-main" type="submit">
							{words.save}
						</button>
					</PostForm>
					{place !== null && (
						<SureFold words={words.remove} action={`${home}/faq/${place}/remove`} staff={staff} before={state} />
					)}
				</>
			),
		};
	});
}

/** Ours, in the words that buyers read. */
function Topics({ form, ...context }: ConsoleContext & Pick<FaqPage, "form">) {
	const { faq: words } = context.own.shop;
	return (
		<fieldset class="field choices">
			<legend>{words.when}</legend>
			<p class="hint">{words.whenHint}</p>
			<Checks
				name="topics"
				chosen={form.topics}
				options={FAQ_TOPICS.map((topic) => ({
					value: topic,
					label: <Said {...context}>{context.words.care.faq[topic].question}</Said>,
				}))}
			/>
			<FieldError name="topics" errors={form.errors} />
		</fieldset>
	);
}
