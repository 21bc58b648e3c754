import { Outcome } from "../form.tsx";
import { shorten, withoutControls } from "../isolate.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm, type Staff } from "./frame.tsx";
import { Facts, Further, Moment } from "./parts.tsx";
import { visible } from "./visible.ts";
import type { ConsoleWords } from "./words.ts";

export interface KnownMail {
	/** `inm_…` */
	readonly id: string;
	readonly state: keyof ConsoleWords["mails"]["states"];
	readonly because: string;
	/** `qst_…`: whose thread it is in. */
	readonly questionId: string | null;
	readonly from: { readonly name: string; readonly address: string } | null;
	/** Null: nobody can read it any more. */
	readonly subject: string | null;
	/** What its writer wrote; null: nobody can read it. */
	readonly text: string | null;
	/** Whether there is anything to download. */
	readonly isKept: boolean;
	/** What that is without. */
	readonly leftOut: readonly { readonly name: string; readonly bytes: number }[];
	readonly bytes: number;
	readonly receivedAt: string;
	/** Questions that it may belong to, of one that waits to be placed. */
	readonly suggested: readonly SuggestedQuestion[];
	/** It came without any that it may belong to: a reply to an e-mail of news. */
	readonly isStray: boolean;
}

export interface SuggestedQuestion {
	/** `qst_…` */
	readonly id: string;
	/** Null: nobody can read it any more. */
	readonly text: string | null;
	readonly trackingNumber: string;
	readonly askedAt: string;
}

export interface MailsPage extends ConsolePage {
	readonly mails: readonly KnownMail[];
	readonly next: string | null;
	readonly mayPlace: boolean;
}

/** Those that wait to be placed, each with where it may belong. */
export function renderMails(page: MailsPage): string {
	return consoleDocument(page, (context) => {
		const { mails: text, questions } = context.own;
		return {
			title: text.title,
			place: "questions",
			children: (
				<>
					<p>
						<a href="/console/questions">{questions.title}</a> / {text.title}
					</p>
					<h1>{text.title}</h1>
					<p class="quiet">{text.text}</p>
					{page.mails.length === 0 && <p class="details">{text.none}</p>}
					{page.mails.map((mail) => (
						<article class="mail" aria-labelledby={mail.id}>
							<h2 id={mail.id} dir="auto">
								<a href={`/console/mails/${mail.id}`}>{subjectOf(mail, context.own)}</a>
							</h2>
							<Words mail={mail} own={context.own} />
							{page.mayPlace && <Places mail={mail} staff={page.staff} {...context} />}
						</article>
					))}
					<Further href={page.next} own={context.own} />
				</>
			),
		};
	});
}

export interface MailPage extends ConsolePage {
	readonly mail: KnownMail;
	readonly mayPlace: boolean;
	/** Why it was not placed. */
	readonly refused: string | null;
}

/** A mail as it reads. Its HTML and files are never drawn: they are in what is downloaded. */
export function renderMail(page: MailPage): string {
	const { mail, mayPlace, refused } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { mails: text, questions } = own;
		const title = subjectOf(mail, own);
		return {
			title,
			place: "questions",
			children: (
				<>
					<p>
						<a href="/console/questions">{questions.title}</a> /{" "}
						{mail.questionId === null ? (
							<a href="/console/mails">{text.title}</a>
						) : (
							<a href={`/console/questions/${mail.questionId}`}>{text.question}</a>
						)}
					</p>
					<h1 class="asked-title" dir="auto">
						{title}
					</h1>
					<Outcome text={refused && withoutControls(refused)} />
					<Words mail={mail} own={own} />
					{mayPlace && mail.state === "suggested" && <Places mail={mail} staff={page.staff} {...context} />}
					{mail.isKept && (
						<div class="again">
							<p>
								<a class="button" href={`/console/mails/${mail.id}/original`}>
									{mail.leftOut.length === 0 ? text.download : text.downloadRest}
								</a>
							</p>
							<p class="hint">{mail.leftOut.length === 0 ? text.downloadHint : text.downloadRestHint}</p>
						</div>
					)}
				</>
			),
		};
	});
}

const LONGEST_TITLE = 80;

function subjectOf({ subject }: KnownMail, { mails: text }: ConsoleWords): string {
	const shown = subject === null ? "" : withoutControls(shorten(subject, LONGEST_TITLE)).trim();
	return shown === "" ? text.noSubject : shown;
}

function Words({ mail, own }: { readonly mail: KnownMail; readonly own: ConsoleWords }) {
	const { mails: text } = own;
	const { from, state, because, receivedAt, bytes } = mail;
	const address = from && (from.name === "" ? from.address : `${from.name} <${from.address}>`);
	return (
		<>
			<Facts
				facts={[
					[
						text.from,
						address && (
							<>
								<bdi>{visible(address)}</bdi> <span class="quiet">{text.anybody}</span>
							</>
						),
					],
					[text.received, <Moment at={receivedAt} own={own} />],
					[text.state, text.states[state]],
					[text.why, because],
					[text.size, own.message.bytes(bytes)],
					[text.leftOut, mail.leftOut.length > 0 && <LeftOut files={mail.leftOut} own={own} />],
				]}
			/>
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
			<div class="raw mail-words" role="group" tabindex={0} aria-label={text.words}>
				<p class="said-words" dir="auto">
					{mail.text === null ? text.lost : mail.text === "" ? text.noWords : visible(mail.text)}
				</p>
			</div>
		</>
	);
}

function LeftOut({ files, own }: { readonly files: KnownMail["leftOut"]; readonly own: ConsoleWords }) {
	return (
		<ul class="left-out">
			{files.map(({ name, bytes }) => (
				<li>
					<bdi>{visible(name)}</bdi> <span class="quiet">{own.message.bytes(bytes)}</span>
				</li>
			))}
		</ul>
	);
}

interface PlacesInput {
	readonly mail: KnownMail;
	readonly staff: Staff | null;
}

function Places({ mail, staff, own }: ConsoleContext & PlacesInput) {
	const { mails: text, questions } = own;
	const action = `/console/mails/${mail.id}/place`;
	return (
		<>
			<p class="mail-place">{mail.isStray ? text.stray : text.mayBelong}</p>
			{mail.suggested.length === 0 && !mail.isStray && <p class="quiet">{text.gone}</p>}
			{mail.suggested.map((question) => (
				<PostForm action={action} staff={staff} class="mail-place">
					<input type="hidden" name="question" value={question.id} />
					<p>
						<a href={`/console/questions/${question.id}`} dir="auto">
							{question.text === null
								? questions.lost
								: withoutControls(shorten(question.text, LONGEST_TITLE)) || text.noWords}
						</a>{" "}
						<span class="quiet">
							<bdi>{withoutControls(question.trackingNumber)}</bdi>, <Moment at={question.askedAt} own={own} />
						</span>
					</p>
					<p class="buttons mail-buttons">
						<button class="button button-main" type="submit" name="as" value="buyer">
							{text.asBuyer}
						</button>
						<button class="button" type="submit" name="as" value="note">
							{text.asNote}
						</button>
					</p>
				</PostForm>
			))}
			<PostForm action={action} staff={staff} class="mail-place">
				<button class="button" type="submit">
					{text.aside}
				</button>
			</PostForm>
		</>
	);
}
