import type { Brand } from "../../src/core/brand.ts";
import type { ParcelPage, Presence } from "../../src/core/page.ts";
import { mailTo } from "./contact-bar.tsx";
import { durationText } from "./duration.ts";
import { FaqList } from "./faq-section.tsx";
import { describedBy, FieldError, Labelled, Outcome } from "./form.tsx";
import { documentOf, type LivePart, type PlainPage } from "./frame.tsx";
import { isolate, Sentence } from "./isolate.tsx";
import type { ShownThread } from "./model.ts";
import { presenceText } from "./presence.ts";
import { Thread } from "./thread.tsx";
import { titleOf } from "./titles.ts";
import type { Voice } from "./words.ts";

/** Characters that the form takes. */
export const ASK_LIMITS = { text: 2_000, email: 254 } as const;

/** What a form takes of them. HEIC is not among the kinds: where it is not asked for, telephones send a JPEG instead. */
export const PHOTOS = {
	most: 3,
	megabytes: 10,
	accept: "image/jpeg,image/png,image/webp,image/avif,image/gif",
} as const;

/** What a buyer wrote, to stand there again where something is wrong with it. */
export interface AskEntries {
	readonly text: string;
	readonly email: string;
	/** He had chosen photos, which no page can choose for him again. */
	readonly hadPhotos: boolean;
}

export interface AskPage extends PlainPage {
	readonly parcel: ParcelPage;
	readonly isReturn: boolean;
	readonly orderReference: string | null;
	readonly brand: Brand;
	/** The stylesheet of the shop's colours; null without one. */
	readonly brandStyles: string | null;
	/** An instant, `…Z`. */
	readonly now: string;
	/** The parcel's own page, without a language. */
	readonly href: string;
	/** What was asked, as far as this reader may see it: the one that he goes on with first. */
	readonly threads: readonly ShownThread[];
	readonly goesOn: boolean;
	readonly mayShowMore: boolean;
	/** Answers of which this device has said whether they helped. */
	readonly voted: readonly string[];
	/** He left an address for answers. */
	readonly hasEmail: boolean;
	/** In how many seconds three of four questions are answered; null where nobody knows. */
	readonly usualSeconds: number | null;
	/** Null for a shop that gave no hours. */
	readonly presence: Presence | null;
	/** `erased`: all that was said from this device just was. */
	readonly state: "open" | "sent" | "too-many" | "erased";
	readonly entries: AskEntries;
	/** Drawn by lot for this form: sent twice, it counts once. */
	readonly once: string;
	readonly wrong: {
		readonly text?: "missing" | "too-long";
		readonly email?: "no-email";
		readonly photos?: "too-many" | "too-large" | "unread";
	};
	/** Minutes to wait; null while he need not. */
	readonly waitMinutes: number | null;
	/** Null: a page that stays as it is. */
	readonly live: LivePart | null;
}

/** "Ask the shop" as a whole HTML document: what was said so far, one field, and what may help at once. */
export function renderAsk(page: AskPage): string {
	const { parcel, href, query = "", brandStyles, state, live } = page;
	return documentOf(page, (voice) => {
		const { words } = voice;
		const shop = isolate(parcel.shop.name);
		const { ask } = words.care;
		return {
			title: ask.title(parcel.shop.name),
			hasForm: true,
			brandStyles,
			live,
			children: (
				<section class="lead ask-page">
					<p class="back">
						<a href={`${href}${query}`}>{words.care.notReceived.back}</a>
					</p>
					<h1 data-headline>
						<Sentence text={ask.title(shop)} />
					</h1>
					<p class="quiet">
						<Sentence text={words.askSubject(titleOf(parcel, words), isolate(parcel.trackingNumber))} />
					</p>
					{state === "sent" && (
						<p class="outcome outcome-good" role="status">
							<Sentence text={ask.sent(shop)} />
						</p>
					)}
					{state === "erased" && (
						<p class="outcome outcome-good" role="status">
							{ask.erased}
						</p>
					)}
					{state === "too-many" && <Outcome text={ask.tooMany} />}
					<div data-part="threads">
						{page.threads.map((thread, index) => (
							<>
								<Thread thread={thread} shop={parcel.shop.name} now={page.now} {...voice} />
								{page.goesOn && index === 0 && <Own id={thread.id} page={page} voice={voice} />}
							</>
						))}
					</div>
					<Form page={page} voice={voice} />
					{!page.goesOn && <MayHelp page={page} voice={voice} />}
					{page.mayShowMore && (
						<p class="hint">
							{ask.elsewhere} <a href={`${href}/verify${query === "" ? "?" : `${query}&`}to=questions`}>{ask.show}</a>
						</p>
					)}
				</section>
			),
		};
	});
}

interface Part {
	readonly page: AskPage;
	readonly voice: Voice;
}

/** What whoever asked does with what is kept of it. */
function Own({ id, page: { href, query = "" }, voice: { words } }: Part & { readonly id: string }) {
	const { ask } = words.care;
	return (
		<p class="hint own-thread">
			<a href={`${href}/questions/${id}/file`} download="">
				{ask.file}
			</a>
			<a href={`${href}/questions/${id}/erase${query}`}>{ask.erase}</a>
		</p>
	);
}

function Form({ page, voice }: Part) {
	const {
		href,
		query = "",
		parcel,
		entries,
		wrong,
		goesOn,
		hasEmail,
		usualSeconds,
		presence,
		waitMinutes,
		once,
	} = page;
	const { words, speech } = voice;
	const { ask, field, verify } = words.care;
	return (
		<form class="form" method="post" action={`${href}/questions${query}`} enctype="multipart/form-data">
			<input type="hidden" name="once" value={once} />
			<Outcome text={waitMinutes === null ? null : verify.tooMany(waitMinutes)} />
			{!goesOn && <p class="details">{ask.lead}</p>}
			<div class="field">
				<label for="text">{goesOn ? ask.again : ask.text}</label>
				<textarea
					id="text"
					name="text"
					rows={4}
					maxlength={ASK_LIMITS.text}
					required
					dir="auto"
					{...(wrong.text && { "aria-invalid": "true" as const, "aria-describedby": "text-error" })}
				>
					{entries.text}
				</textarea>
				{wrong.text && (
					<FieldError name="text" text={wrong.text === "missing" ? field.missing : field.tooLong(ASK_LIMITS.text)} />
				)}
			</div>
			{!hasEmail && (
				<div class="field">
					<label for="email">{ask.email}</label>
					<p class="hint" id="email-hint">
						{ask.emailHint}
					</p>
					<input
						id="email"
						name="email"
						type="email"
						value={entries.email}
						maxlength={ASK_LIMITS.email}
						autocomplete="email"
						dir="ltr"
						aria-describedby={wrong.email ? "email-hint email-error" : "email-hint"}
						{...(wrong.email && { "aria-invalid": "true" as const })}
					/>
					{wrong.email && <FieldError name="email" text={field.noEmail} />}
				</div>
			)}
			<Photos page={page} voice={voice} />
			<button class="button button-main" type="submit">
				{ask.send}
			</button>
			{presence !== null && <p class="hint">{presenceText(presence, { words, speech, now: page.now })}</p>}
			{usualSeconds !== null && <p class="hint">{ask.usual(durationText(usualSeconds, speech.locale))}</p>}
			{parcel.shop.contactEmail !== null && (
				<p class="hint">
					<a href={mailTo(parcel.shop.contactEmail, page, words, speech)}>
						<bdi>{parcel.shop.contactEmail}</bdi>
					</a>
				</p>
			)}
		</form>
	);
}

/** After the words, so that they arrive whatever becomes of the files. */
function Photos({ page: { wrong, entries }, voice: { words } }: Part) {
	const { ask } = words.care;
	const { most, megabytes } = PHOTOS;
	const errors = {
		"too-many": ask.photosMany(most),
		"too-large": ask.photosLarge(megabytes),
		unread: ask.photosUnread,
	};
	const error = wrong.photos ? errors[wrong.photos] : entries.hadPhotos ? ask.photosAgain : null;
	const about = { name: "photos", hint: ask.photosHint(most, megabytes), error };
	return (
		<Labelled {...about} label={ask.photos}>
			<input id="photos" name="photos" type="file" multiple accept={PHOTOS.accept} {...describedBy(about)} />
		</Labelled>
	);
}

/** Beside the way to a person, never in front of it. */
function MayHelp({ page, voice: { words } }: Part) {
	return (
		<section class="faq" aria-labelledby="faq-title">
			<h2 id="faq-title">{words.care.ask.faqFirst}</h2>
			<FaqList
				{...page}
				vote={{ href: `${page.href}/faq${page.query ?? ""}`, from: "questions", given: page.voted }}
				words={words}
			/>
		</section>
	);
}
