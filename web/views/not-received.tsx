import type { Missable } from "../../src/core/buyers-word.ts";
import type { PageScan, ParcelPage } from "../../src/core/page.ts";
import { toldText } from "./dispute.tsx";
import { FieldError, Outcome } from "./form.tsx";
import { documentOf, type PlainPage } from "./frame.tsx";
import { momentText } from "./headline.ts";
import { isolate, Sentence } from "./isolate.tsx";
import { placesToLook } from "./places-to-look.ts";
import type { Voice, Words } from "./words.ts";

/** Characters that the form takes. */
export const NOT_RECEIVED_LIMITS = { note: 2_000, email: 254 } as const;

/** What a buyer wrote, to stand there again where something is wrong with it. */
export interface NotReceivedEntries {
	readonly note: string;
	readonly email: string;
	readonly lookedAt: readonly string[];
}

export interface NotReceivedPage extends PlainPage {
	readonly parcel: ParcelPage;
	/** The stylesheet of the shop's colours; null without one. */
	readonly brandStyles: string | null;
	/** An instant, `…Z`. */
	readonly now: string;
	/** The parcel's own page, without a language. */
	readonly href: string;
	/** `found`: the buyer just said that he has it. */
	readonly state: Missable | "found";
	/** It may still come. */
	readonly isTooEarly: boolean;
	readonly entries: NotReceivedEntries;
	readonly wrong: { readonly note?: "too-long"; readonly email?: "no-email" };
	/** Minutes to wait; null while he need not. */
	readonly waitMinutes: number | null;
}

/** "I did not get it" as a whole HTML document: where to look first, then a form that works without a script. */
export function renderNotReceived(page: NotReceivedPage): string {
	const { parcel, brandStyles, state, href, query = "" } = page;
	return documentOf(page, (voice) => {
		const { notReceived } = voice.words.care;
		return {
			title: state === "found" ? notReceived.takenBack : notReceived.title,
			hasForm: true,
			brandStyles,
			children: (
				<section class="lead">
					<p class="shop">
						<Sentence text={isolate(parcel.shop.name)} />
					</p>
					{state === "found" ? <h1 role="status">{notReceived.takenBack}</h1> : <h1>{notReceived.title}</h1>}
					{state === "found" ? null : state === "not-now" ? (
						<p class="details">{notReceived.notNow}</p>
					) : (
						<p class="details">
							<Sentence text={carriersWord(page, voice)} />
						</p>
					)}
					{state === "told" && <Told page={page} voice={voice} />}
					{state === "open" && <Form page={page} voice={voice} />}
					<p class="back">
						<a href={`${href}${query}`}>{notReceived.back}</a>
					</p>
				</section>
			),
		};
	});
}

interface Part {
	readonly page: NotReceivedPage;
	readonly voice: Voice;
}

/** "GLS says: Delivered to a neighbour, Tue 24 Nov, 11:05." */
function carriersWord({ parcel, now }: NotReceivedPage, { words, speech }: Voice): string {
	const scan = deliveryOf(parcel);
	const local = parcel.deliveredAt?.local ?? scan?.time.local ?? null;
	const when = local === null ? words.noTime : momentText(local, { words, speech, now });
	const what = words.codes[scan?.code ?? "delivered.to_recipient"];
	return words.care.notReceived.carrierSays(isolate(parcel.carrier.name), what, when);
}

/** As its carrier told it; null where a status alone did. */
function deliveryOf({ scans }: ParcelPage): PageScan | null {
	return scans.findLast(({ milestone, code }) => milestone === "delivered" && code !== "delivered.disputed") ?? null;
}

function Told({ page, voice: { words, speech } }: Part) {
	const text = toldText(page.parcel, { words, speech, now: page.now });
	return (
		<>
			{text !== null && (
				<p class="details">
					<Sentence text={text} />
				</p>
			)}
			<form class="form" method="post" action={`${page.href}/not-received/found${page.query ?? ""}`}>
				<Wait page={page} words={words} />
				<button class="button" type="submit">
					{words.care.notReceived.found}
				</button>
			</form>
		</>
	);
}

function Form({ page, voice: { words } }: Part) {
	const { notReceived, field } = words.care;
	const { parcel, entries, wrong } = page;
	return (
		<form class="form" method="post" action={`${page.href}/not-received${page.query ?? ""}`}>
			<Wait page={page} words={words} />
			{page.isTooEarly && <p class="details">{notReceived.tooEarly}</p>}
			<fieldset class="field looked">
				<legend>{notReceived.lookFirst}</legend>
				<p class="hint" id="looked-hint">
					<span aria-hidden="true">☑ </span>
					{notReceived.lookedThere}
				</p>
				<ul>
					{placesToLook(deliveryOf(parcel)?.code ?? parcel.code).map((place) => (
						<li>
							<label>
								<input
									type="checkbox"
									name="looked"
									value={place}
									checked={entries.lookedAt.includes(place)}
									aria-describedby="looked-hint"
								/>{" "}
								{notReceived.places[place]}
							</label>
						</li>
					))}
				</ul>
			</fieldset>
			<div class="field">
				<label for="note">{notReceived.note}</label>
				<p class="hint" id="note-hint">
					{notReceived.noteHint}
				</p>
				<textarea
					id="note"
					name="note"
					rows={4}
					maxlength={NOT_RECEIVED_LIMITS.note}
					dir="auto"
					{...describedBy("note", wrong.note !== undefined)}
				>
					{entries.note}
				</textarea>
				{wrong.note && <FieldError name="note" text={field.tooLong(NOT_RECEIVED_LIMITS.note)} />}
			</div>
			<div class="field">
				<label for="email">{notReceived.email}</label>
				<p class="hint" id="email-hint">
					{notReceived.emailHint}
				</p>
				<input
					id="email"
					name="email"
					type="email"
					value={entries.email}
					maxlength={NOT_RECEIVED_LIMITS.email}
					autocomplete="email"
					dir="ltr"
					{...describedBy("email", wrong.email !== undefined)}
				/>
				{wrong.email && <FieldError name="email" text={field.noEmail} />}
			</div>
			<p class="hint">
				<Sentence text={notReceived.promise(isolate(parcel.shop.name))} />
			</p>
			<button class="button button-main" type="submit">
				{notReceived.send}
			</button>
		</form>
	);
}

function describedBy(name: string, isWrong: boolean) {
	return {
		"aria-describedby": isWrong ? `${name}-hint ${name}-error` : `${name}-hint`,
		...(isWrong && { "aria-invalid": "true" as const }),
	};
}

function Wait({ page: { waitMinutes }, words }: { readonly page: NotReceivedPage; readonly words: Words }) {
	return <Outcome text={waitMinutes === null ? null : words.care.verify.tooMany(waitMinutes)} />;
}
