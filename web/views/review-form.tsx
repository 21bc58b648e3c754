import type { ReviewStage } from "../../src/core/review.ts";
import { PHOTOS } from "./ask.tsx";
import { describedBy, FieldError, Labelled, Outcome } from "./form.tsx";
import { isolate, Sentence } from "./isolate.tsx";
import type { ReviewsPage } from "./reviews.tsx";
import { Stars } from "./said-review.tsx";
import type { Voice } from "./words.ts";

/** Characters that the form takes. */
export const REVIEW_LIMITS = { text: 5_000 } as const;

/** What is taken of a video; a test holds it to what is read. */
export const VIDEOS = { megabytes: 12, seconds: 60, accept: "video/mp4,video/quicktime,video/webm" } as const;

/** What a buyer wrote, to stand there again where something is wrong with it. */
export interface ReviewEntries {
	/** 1 to 5. */
	readonly rating: number | null;
	readonly text: string;
	readonly items: readonly string[];
	readonly removesPhotos: boolean;
	/** He had chosen photos, which no page can choose for him again. */
	readonly hadPhotos: boolean;
	/** As above. */
	readonly removesVideo: boolean;
	readonly hadVideo: boolean;
	/** To be asked once more, months later. */
	readonly askAgain: boolean;
}

export interface WrongReview {
	readonly rating?: "missing";
	readonly text?: "missing" | "too-long";
	readonly photos?: "too-many" | "too-large" | "unread";
	readonly video?: "too-large" | "too-long" | "unread";
}

interface Part {
	readonly page: ReviewsPage;
	readonly voice: Voice;
}

/** Stars, words and photos, with what was said before in it. */
export function ReviewForm({ page, stage, voice }: Part & { readonly stage: ReviewStage }) {
	const { href, query = "", entries, wrong, waitMinutes, once } = page;
	const { reviews, care } = voice.words;
	const isFollowUp = stage === "follow-up";
	return (
		<form class="form" method="post" action={`${href}/reviews${query}`} enctype="multipart/form-data">
			<h2>{reviews.stages[stage]}</h2>
			<input type="hidden" name="stage" value={stage} />
			<input type="hidden" name="once" value={once} />
			<Outcome text={waitMinutes === null ? null : care.verify.tooMany(waitMinutes)} />
			<Rating page={page} isRequired={!isFollowUp} voice={voice} />
			{stage === "product" && <Items page={page} voice={voice} />}
			<div class="field">
				<label for="text">{reviews.text}</label>
				<p class="hint" id="text-hint">
					{reviews.textHint}
				</p>
				<textarea
					id="text"
					name="text"
					rows={4}
					maxlength={REVIEW_LIMITS.text}
					required={isFollowUp}
					dir="auto"
					aria-describedby={wrong.text ? "text-hint text-error" : "text-hint"}
					{...(wrong.text && { "aria-invalid": "true" as const })}
				>
					{entries.text}
				</textarea>
				{wrong.text && (
					<FieldError
						name="text"
						text={wrong.text === "missing" ? care.field.missing : care.field.tooLong(REVIEW_LIMITS.text)}
					/>
				)}
			</div>
			{stage !== "delivery" && <Photos page={page} stage={stage} voice={voice} />}
			{stage !== "delivery" && <Video page={page} stage={stage} voice={voice} />}
			{stage === "product" && page.askAgain !== null && (
				<p class="ticks">
					<label>
						<input type="checkbox" name="again" value="1" checked={entries.askAgain} />
						<span>
							<Sentence text={`${voice.words.watch.asks.again} (${isolate(page.askAgain.address)})`} />
						</span>
					</label>
				</p>
			)}
			<button class="button button-main" type="submit">
				{reviews.send}
			</button>
		</form>
	);
}

const BEST_FIRST = [5, 4, 3, 2, 1] as const;

function Rating({ page: { entries, wrong }, isRequired, voice }: Part & { readonly isRequired: boolean }) {
	const { reviews } = voice.words;
	return (
		<fieldset class="field ticks" {...(wrong.rating && { "aria-describedby": "rating-error" })}>
			<legend>{reviews.rating}</legend>
			{BEST_FIRST.map((rating) => (
				<label>
					<input type="radio" name="rating" value={rating} checked={entries.rating === rating} required={isRequired} />
					<span>
						<Stars rating={rating} reviews={reviews} />
					</span>
				</label>
			))}
			{wrong.rating && <FieldError name="rating" text={reviews.missingRating} />}
		</fieldset>
	);
}

function Items({ page: { parcel, entries }, voice }: Part) {
	const names = [...new Set(parcel.items.map(({ name }) => name))];
	if (names.length < 2) return null;
	return (
		<fieldset class="field ticks">
			<legend>{voice.words.reviews.items}</legend>
			{names.map((name) => (
				<label>
					<input type="checkbox" name="item" value={name} checked={entries.items.includes(name)} />
					<span>
						<Sentence text={isolate(name)} />
					</span>
				</label>
			))}
		</fieldset>
	);
}

function Photos({ page: { own, wrong, entries }, stage, voice }: Part & { readonly stage: ReviewStage }) {
	const { care, reviews } = voice.words;
	const { ask } = care;
	const { most, megabytes } = PHOTOS;
	const errors = {
		"too-many": ask.photosMany(most),
		"too-large": ask.photosLarge(megabytes),
		unread: ask.photosUnread,
	};
	const error = wrong.photos ? errors[wrong.photos] : entries.hadPhotos ? ask.photosAgain : null;
	const about = { name: "photos", hint: ask.photosHint(most, megabytes), error };
	const before = own.find((review) => review.stage === stage)?.pictures ?? [];
	return (
		<>
			<Labelled {...about} label={ask.photos}>
				<input id="photos" name="photos" type="file" multiple accept={PHOTOS.accept} {...describedBy(about)} />
			</Labelled>
			{before.length > 0 && (
				<p class="ticks">
					<label>
						<input type="checkbox" name="without-photos" value="1" checked={entries.removesPhotos} />
						<span>{reviews.removePhotos}</span>
					</label>
				</p>
			)}
		</>
	);
}

function Video({ page: { own, wrong, entries }, stage, voice }: Part & { readonly stage: ReviewStage }) {
	const { video: words } = voice.words.reviews;
	const { megabytes, seconds, accept } = VIDEOS;
	const errors = { "too-large": words.large(megabytes), "too-long": words.long(seconds), unread: words.unread };
	const error = wrong.video ? errors[wrong.video] : entries.hadVideo ? words.again : null;
	const about = { name: "video", hint: words.hint(megabytes, seconds), error };
	const hasOne = own.some((review) => review.stage === stage && review.video !== null);
	return (
		<>
			<Labelled {...about} label={words.label}>
				<input id="video" name="video" type="file" accept={accept} {...describedBy(about)} />
			</Labelled>
			{hasOne && (
				<p class="ticks">
					<label>
						<input type="checkbox" name="without-video" value="1" checked={entries.removesVideo} />
						<span>{words.remove}</span>
					</label>
				</p>
			)}
		</>
	);
}
