import { Outcome, TextField } from "./form.tsx";
import { documentOf, type PlainPage } from "./frame.tsx";
import type { Words } from "./words.ts";

/** Longer than any order's reference, number, postcode or address of e-mail may be. */
export const TRACK_LIMITS = { number: 200, check: 254 } as const;

/** What the reader wrote, and what became of it. */
export interface TrackForm {
	readonly number: string;
	readonly check: string;
	readonly outcome:
		| { readonly kind: "new" }
		/** Nobody knows the number, or knows it with another postcode: said alike. */
		| { readonly kind: "not-found" }
		| { readonly kind: "too-many"; readonly minutes: number }
		/** A field is empty or too long. */
		| { readonly kind: "incomplete" };
}

export const NEW_TRACK_FORM: TrackForm = { number: "", check: "", outcome: { kind: "new" } };

/** The page that finds a parcel by its number and by something that only its buyer and the shop know. */
export function renderTrack(page: PlainPage & { readonly form: TrackForm }): string {
	return documentOf(page, ({ words }) => ({
		title: words.care.track.title,
		hasForm: true,
		isPublic: true,
		children: (
			<section class="lead">
				<h1>{words.care.track.title}</h1>
				<p class="details">{words.care.track.text}</p>
				<TrackFields form={page.form} query={page.query} words={words} />
			</section>
		),
	}));
}

type Fields = Pick<PlainPage, "query"> & { readonly form: TrackForm; readonly words: Words };

/** The form alone, for pages that offer it beside something else. Sent by POST, so that no address holds what is in it. */
export function TrackFields({ form, query = "", words }: Fields) {
	const { track, field } = words.care;
	const { outcome } = form;
	const errorOf = (name: "number" | "check"): string | null => {
		if (outcome.kind !== "incomplete") return null;
		if (form[name].trim() === "") return field.missing;
		return form[name].length > TRACK_LIMITS[name] ? field.tooLong(TRACK_LIMITS[name]) : null;
	};
	return (
		<form class="form" method="post" action={`/track${query}`}>
			<Outcome text={outcomeText(outcome, words)} />
			<TextField
				name="number"
				label={track.number}
				value={form.number}
				error={errorOf("number")}
				mostCharacters={TRACK_LIMITS.number}
			/>
			<TextField
				name="check"
				label={track.check}
				hint={track.checkHint}
				value={form.check}
				error={errorOf("check")}
				mostCharacters={TRACK_LIMITS.check}
			/>
			<button class="button button-main" type="submit">
				{track.button}
			</button>
		</form>
	);
}

function outcomeText(outcome: TrackForm["outcome"], { care }: Words): string | null {
	switch (outcome.kind) {
		case "new":
		case "incomplete":
			return null;
		case "not-found":
			return care.track.notFound;
		case "too-many":
			return care.track.tooMany(outcome.minutes);
	}
}
