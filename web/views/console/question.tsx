import type { Eta } from "../../../src/core/page.ts";
import type { Code, Condition } from "../../../src/core/status.ts";
import { windowText } from "../arrival.ts";
import { PHOTOS } from "../ask.tsx";
import { shorten, withoutControls } from "../isolate.tsx";
import { SaidPhotos } from "../said-photos.tsx";
import { Actor, type ActorNames } from "./actor.tsx";
import { Area, FileField, Refusal, type SentForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { type CarrierNames, carrierName } from "./parcel-row.tsx";
import { Ago, Facts, Moment, Said } from "./parts.tsx";
import { askedText, type ListedQuestion } from "./questions.tsx";

export interface KnownQuestion extends ListedQuestion {
	/** `shp_…` */
	readonly shipmentId: string;
	readonly locale: string;
	readonly asker: {
		readonly email: string | null;
		readonly isVerified: boolean;
		readonly answersGo: "nowhere" | "order" | "typed";
	} | null;
	readonly context: {
		readonly asOf: string;
		readonly code: Code;
		readonly condition: Condition;
		readonly eta: Eta | null;
	};
	/** Oldest first. */
	readonly messages: readonly {
		readonly number: number;
		readonly side: "buyer" | "staff" | "third";
		readonly channel: "page" | "console" | "api" | "mail" | "link";
		readonly shared: boolean;
		readonly text: string | null;
		readonly actor: string | null;
		readonly author: string | null;
		readonly pictures: readonly { readonly width: number; readonly height: number }[];
		readonly saidAt: string;
		/** `inm_…`: the mail that it came in. */
		readonly mailId: string | null;
	}[];
}

export interface QuestionPage extends ConsolePage {
	readonly question: KnownQuestion;
	readonly carriers: CarrierNames;
	readonly names: ActorNames;
	readonly mayAnswer: boolean;
	/** Where the parcel stands in the console; null for whoever may not see it. */
	readonly parcelHref: string | null;
	/** The answer, as it was sent. */
	readonly sent: SentForm;
}

export function renderQuestion(page: QuestionPage): string {
	const { question, staff, mayAnswer } = page;
	const isErased = question.erased !== null && question.messages.length === 0;
	return consoleDocument(page, (context) => {
		const { questions: text } = context.own;
		return {
			title: `${text.title}, ${question.trackingNumber}`,
			place: "questions",
			children: (
				<>
					<p>
						<a href="/console/questions">{text.title}</a> / {text.states[question.state]}
					</p>
					<h1 class="asked-title" dir="auto">
						{shorten(askedText(question, text), LONGEST_TITLE)}
					</h1>
					<Known {...page} {...context} />
					<Messages question={question} names={page.names} {...context} />
					{mayAnswer && !isErased && <Answer {...page} own={context.own} />}
					{mayAnswer && !isErased && (
						<PostForm action={`/console/questions/${question.id}/close`} staff={staff} class="again">
							<input type="hidden" name="closed" value={question.state === "waiting" ? "1" : "0"} />
							<button class="button" type="submit">
								{question.state === "waiting" ? text.close : text.reopen}
							</button>
						</PostForm>
					)}
				</>
			),
		};
	});
}

const LONGEST_TITLE = 80;

function Known({ question, carriers, parcelHref, page, own, words, speech, direction }: QuestionPage & ConsoleContext) {
	const { questions: text } = own;
	const { trackingNumber, asker, context, locale } = question;
	const name = `${carrierName(question, carriers)} ${withoutControls(trackingNumber)}`;
	const window = context.eta && windowText(context.eta, { words, speech, now: page.now });
	return (
		<Facts
			facts={[
				[text.parcel, parcelHref === null ? name : <a href={parcelHref}>{name}</a>],
				[
					text.stood,
					<Said speech={speech} direction={direction}>
						{[words.codes[context.code], window].filter(Boolean).join(", ")}
					</Said>,
				],
				[text.askedAt, <Moment at={question.askedAt} own={own} />],
				[
					question.erased === null ? "" : text.erasedAt[question.erased.by],
					question.erased !== null && <Moment at={question.erased.at} own={own} />,
				],
				[text.who, asker !== null && (asker.isVerified ? text.verified : text.unverified)],
				[text.mail, asker !== null && text.answersGo[asker.answersGo]],
				[text.typed, asker?.email && <bdi>{withoutControls(asker.email)}</bdi>],
				[text.language, new Intl.DisplayNames(own.tag, { type: "language" }).of(locale)],
			]}
		/>
	);
}

function Messages({
	question: { id, messages },
	names,
	...context
}: ConsoleContext & Pick<QuestionPage, "question" | "names">) {
	const { questions: text } = context.own;
	return (
		<ol class="thread">
			{messages.map(({ number, side, channel, shared, text: said, actor, author, pictures, saidAt, mailId }) => (
				<li class={`said said-${side === "buyer" ? "staff" : "buyer"}${shared ? "" : " said-note"}`}>
					<p class="said-by">
						{side === "buyer" ? text.buyer : side === "third" ? text.third : shared ? text.you : text.note}
						{(author ?? actor) !== null && (
							<>
								{" "}
								<span class="quiet">
									{author === null && actor !== null ? (
										<Actor actor={actor} names={names} own={context.own} />
									) : (
										<bdi>{withoutControls(author ?? "")}</bdi>
									)}
								</span>
							</>
						)}
						{channel === "link" && <span class="quiet">{text.byLink}</span>}
						<Ago at={saidAt} {...context} />
						{mailId !== null && (
							<a class="quiet" href={`/console/mails/${mailId}`}>
								{context.own.mails.original}
							</a>
						)}
					</p>
					<p class="said-words" dir="auto">
						{said === null ? text.lost : withoutControls(said)}
					</p>
					<SaidPhotos
						name={text.photo}
						pictures={pictures.map((size, index) => ({
							...size,
							url: `/console/questions/${id}/messages/${number}/pictures/${index + 1}`,
						}))}
					/>
				</li>
			))}
		</ol>
	);
}

function Answer({ question, staff, sent, own }: QuestionPage & Pick<ConsoleContext, "own">) {
	const { questions: text } = own;
	return (
		<PostForm action={`/console/questions/${question.id}/answer`} staff={staff} class="form" hasFile>
			<Refusal {...sent} names={["text", "photos"]} />
			<Area
				name="text"
				label={text.answer}
				hint={text.answerHint}
				value={sent.values.text ?? ""}
				errors={sent.errors}
				rows={5}
				mostCharacters={5_000}
				isRequired
			/>
			<FileField
				name="photos"
				label={text.photos}
				hint={text.photosHint(PHOTOS.most, PHOTOS.megabytes)}
				errors={sent.errors}
				accept={PHOTOS.accept}
				isOptional
				takesSeveral
			/>
			<p class="check">
				<input id="note" type="checkbox" name="note" value="1" checked={sent.values.note === "1"} />
				<label for="note">{text.keep}</label>
			</p>
			<button class="button button-main" type="submit">
				{text.send}
			</button>
		</PostForm>
	);
}
