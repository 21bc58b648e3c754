import type { HidingReason } from "../../../src/core/review.ts";
import { isolate, Sentence, shorten, withoutControls } from "../isolate.tsx";
import { SaidPhotos } from "../said-photos.tsx";
import { Stars } from "../said-review.tsx";
import { SaidVideo, type SaidVideoView } from "../said-video.tsx";
import { Area, Choice, Refusal, type SentForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { type CarrierNames, carrierName } from "./parcel-row.tsx";
import { Ago, Facts, Moment, Said } from "./parts.tsx";
import { type ListedReview, wordsOf } from "./reviews.tsx";

export interface KnownReview extends ListedReview {
	/** `rvw_…`: what it is added to. */
	readonly follows: string | null;
	readonly locale: string;
	readonly pictures: readonly { readonly width: number; readonly height: number; readonly url: string }[];
	readonly video: SaidVideoView | null;
	readonly hiddenBecause: HidingReason | null;
	readonly changedAt: string | null;
	readonly takenBackAt: string | null;
	readonly answer: { readonly text: string; readonly answeredAt: string } | null;
}

export interface ReviewPage extends ConsolePage {
	readonly review: KnownReview;
	readonly carriers: CarrierNames;
	readonly mayChange: boolean;
	/** Where the parcel stands in the console; null for whoever may not see it. */
	readonly parcelHref: string | null;
	/** The answer, as it was sent. */
	readonly sent: SentForm;
}

/** One review, with what the shop may make of it. */
export function renderReview(page: ReviewPage): string {
	const { review, mayChange } = page;
	return consoleDocument(page, (context) => {
		const { reviews: text } = context.own;
		const isGone = review.takenBackAt !== null;
		const title = isGone ? text.title : shorten(wordsOf(review, text), LONGEST_TITLE);
		return {
			title: `${text.title}, ${review.trackingNumber}`,
			place: "reviews",
			children: (
				<>
					<p>
						<a href="/console/reviews">{text.title}</a> / {text.states[review.state]}
					</p>
					<h1 class="asked-title" dir="auto">
						{title}
					</h1>
					<Known {...page} {...context} />
					{isGone ? <p class="details">{text.takenBack}</p> : <Words review={review} {...context} />}
					{mayChange && !isGone && <Decide {...page} own={context.own} />}
					{mayChange && !isGone && <Answer {...page} own={context.own} />}
				</>
			),
		};
	});
}

const LONGEST_TITLE = 80;

function Known({ review, carriers, parcelHref, own, words, speech, direction }: ReviewPage & ConsoleContext) {
	const { reviews: text } = own;
	const { stage, rating, items, trackingNumber, follows, isVerified, locale, hiddenBecause, changedAt } = review;
	const name = `${carrierName(review, carriers)} ${withoutControls(trackingNumber)}`;
	return (
		<Facts
			facts={[
				[text.parcel, parcelHref === null ? name : <a href={parcelHref}>{name}</a>],
				[
					words.reviews.stages[stage],
					rating !== null && (
						<Said speech={speech} direction={direction}>
							<Stars rating={rating} reviews={words.reviews} />
						</Said>
					),
				],
				[text.about, items.length > 0 && <Sentence text={speech.list(items.map((item) => isolate(item)))} />],
				[text.first, follows !== null && <a href={`/console/reviews/${follows}`}>{text.title}</a>],
				[text.who, isVerified ? text.verified : text.unverified],
				[text.written, <Moment at={review.writtenAt} own={own} />],
				[text.changed, changedAt !== null && <Moment at={changedAt} own={own} />],
				[text.hiddenBecause, hiddenBecause !== null && text.reasons[hiddenBecause]],
				[text.language, new Intl.DisplayNames(own.tag, { type: "language" }).of(locale)],
			]}
		/>
	);
}

function Words({ review, ...context }: ConsoleContext & Pick<ReviewPage, "review">) {
	const { reviews: text } = context.own;
	const { id, pictures, video, answer } = review;
	return (
		<ol class="thread">
			<li class="said said-staff">
				<p class="said-words" dir="auto">
					{wordsOf(review, text)}
				</p>
				<SaidPhotos
					name={text.photo}
					pictures={pictures.map(({ width, height, url }) => ({
						...{ width, height, url: `/console/reviews/${id}${url.slice(url.lastIndexOf("/pictures/"))}` },
					}))}
				/>
				<SaidVideo video={video && { ...video, url: `/console/reviews/${id}/video` }} words={text.video} />
			</li>
			{answer !== null && (
				<li class="said said-buyer">
					<p class="said-by">
						{text.answered} <Ago at={answer.answeredAt} {...context} />
					</p>
					<p class="said-words" dir="auto">
						{withoutControls(answer.text)}
					</p>
				</li>
			)}
		</ol>
	);
}

function Decide({ review, staff, own }: ReviewPage & Pick<ConsoleContext, "own">) {
	const { reviews: text } = own;
	const action = `/console/reviews/${review.id}/state`;
	return (
		<>
			{review.state !== "shown" && (
				<PostForm action={action} staff={staff} class="again">
					<input type="hidden" name="state" value="shown" />
					<p class="hint">{text.letThroughHint}</p>
					<button class="button button-main" type="submit">
						{text.letThrough}
					</button>
				</PostForm>
			)}
			<PostForm action={action} staff={staff} class="form">
				<input type="hidden" name="state" value="hidden" />
				<Choice
					name="reason"
					label={text.reason}
					hint={text.hideHint}
					value={review.hiddenBecause ?? "spam"}
					options={Object.entries(text.reasons)}
				/>
				<button class="button" type="submit">
					{text.hide}
				</button>
			</PostForm>
		</>
	);
}

function Answer({ review, staff, sent, own }: ReviewPage & Pick<ConsoleContext, "own">) {
	const { reviews: text } = own;
	return (
		<PostForm action={`/console/reviews/${review.id}/answer`} staff={staff} class="form">
			<Refusal {...sent} names={["text"]} />
			<Area
				name="text"
				label={text.answer}
				hint={text.answerHint}
				value={sent.values.text ?? review.answer?.text ?? ""}
				errors={sent.errors}
				rows={4}
				mostCharacters={5_000}
				isRequired
			/>
			<button class="button button-main" type="submit">
				{text.send}
			</button>
		</PostForm>
	);
}
