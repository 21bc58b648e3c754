import type { NoticeKind } from "../../../src/core/notices/kinds.ts";
import { withoutControls } from "../isolate.tsx";
import { Choice } from "./fields.tsx";
import type { ConsoleContext } from "./frame.tsx";
import { Moment } from "./parts.tsx";

/** Mails as they would have been, of one of these parcels. */
export interface EmailsPreview {
	/** Delivered last, ten at most. */
	readonly parcels: readonly { readonly id: string; readonly trackingNumber: string }[];
	/** Null while none is chosen. */
	readonly chosen: {
		readonly id: string;
		readonly mails: readonly {
			readonly at: string;
			readonly kinds: readonly NoticeKind[];
			readonly subject: string;
			readonly text: string;
		}[];
	} | null;
}

export function PreviewSection({ preview, own }: Pick<ConsoleContext, "own"> & { readonly preview: EmailsPreview }) {
	const { preview: words, names } = own.emails;
	const { parcels, chosen } = preview;
	return (
		<section aria-labelledby="preview">
			<h2 id="preview">{words.title}</h2>
			<p class="quiet">{parcels.length === 0 ? words.none : words.text}</p>
			{parcels.length > 0 && (
				<form class="form" method="get" action="/console/emails#preview">
					<Choice
						name="parcel"
						label={words.parcel}
						value={chosen?.id ?? ""}
						options={parcels.map(({ id, trackingNumber }) => [id, trackingNumber] as const)}
					/>
					<button class="button" type="submit">
						{words.button}
					</button>
				</form>
			)}
			{chosen !== null && (
				<>
					<p class="details" role="status">
						{chosen.mails.length === 0 ? words.nothing : words.count(chosen.mails.length)}
					</p>
					<ol class="sources">
						{chosen.mails.map(({ at, kinds, subject, text }) => (
							<li>
								<h3 dir="auto">{withoutControls(subject)}</h3>
								<p class="quiet">
									<Moment at={at} own={own} /> · {kinds.map((kind) => names[kind]).join(", ")}
								</p>
								<p class="own-words" dir="auto">
									{withoutControls(text)}
								</p>
							</li>
						))}
					</ol>
				</>
			)}
		</section>
	);
}
