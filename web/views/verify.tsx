import { Outcome, TextField } from "./form.tsx";
import { documentOf, type PlainPage } from "./frame.tsx";
import { isolate, Sentence } from "./isolate.tsx";
import { TRACK_LIMITS } from "./track.tsx";
import type { Words } from "./words.ts";

/** What stands on the page that asks whom a parcel is for. */
export type VerifyState =
	| { readonly kind: "new" }
	| { readonly kind: "wrong" }
	| { readonly kind: "too-many"; readonly minutes: number }
	/** The field is empty or too long. */
	| { readonly kind: "incomplete"; readonly check: string }
	/** The shop told nothing that a reader could be recognised by. */
	| { readonly kind: "impossible" }
	/** This device may see the details already. */
	| { readonly kind: "done" };

interface VerifyPage extends PlainPage {
	readonly shop: string;
	/** A stylesheet of the shop's colours; null without one. */
	readonly brandStyles: string | null;
	/** The parcel's own page, without a language. */
	readonly href: string;
	readonly state: VerifyState;
	/** Where he goes on from there; the parcel's page where it is left out. */
	readonly to?: "questions" | "reviews" | null;
}

export function renderVerify(page: VerifyPage): string {
	const { state, href, query = "" } = page;
	return documentOf(page, ({ words }) => {
		const { title, text, impossible, done, forget } = words.care.verify;
		return {
			title,
			brandStyles: page.brandStyles,
			hasForm: true,
			children: (
				<section class="lead">
					<p class="shop">
						<Sentence text={isolate(page.shop)} />
					</p>
					<h1>{title}</h1>
					{state.kind === "impossible" ? (
						<p class="details">{impossible}</p>
					) : state.kind === "done" ? (
						<form class="form" method="post" action={`${href}/forget${query}`}>
							<p class="details">{done}</p>
							<button class="button" type="submit">
								{forget}
							</button>
						</form>
					) : (
						<>
							<p class="details">{text}</p>
							<Question state={state} action={`${href}/verify${query}`} to={page.to ?? null} words={words} />
						</>
					)}
					<p class="back">
						<a href={`${href}${query}`}>{words.care.notReceived.back}</a>
					</p>
				</section>
			),
		};
	});
}

type Asking = Exclude<VerifyState, { kind: "impossible" | "done" }>;

interface QuestionInput {
	readonly state: Asking;
	readonly action: string;
	readonly to: string | null;
	readonly words: Words;
}

function Question({ state, action, to, words }: QuestionInput) {
	const { verify, field } = words.care;
	const check = state.kind === "incomplete" ? state.check : "";
	const error = check.trim() === "" ? field.missing : field.tooLong(TRACK_LIMITS.check);
	return (
		<form class="form" method="post" action={action}>
			{to !== null && <input type="hidden" name="to" value={to} />}
			<Outcome
				text={state.kind === "wrong" ? verify.wrong : state.kind === "too-many" ? verify.tooMany(state.minutes) : null}
			/>
			<TextField
				name="check"
				label={verify.check}
				value={check}
				error={state.kind === "incomplete" ? error : null}
				mostCharacters={TRACK_LIMITS.check}
			/>
			<button class="button button-main" type="submit">
				{verify.button}
			</button>
		</form>
	);
}
