import type { StaffActionName } from "../../../src/core/letters.ts";
import { isolate, Sentence, withoutControls } from "../isolate.tsx";
import { type ConsolePage, consoleDocument } from "./frame.tsx";
import { Moment } from "./parts.tsx";

export interface StaffActionPage extends ConsolePage {
	/** What the link ends in. */
	readonly token: string;
	/** Null for a link that is none of ours. */
	readonly known: {
		readonly action: StaffActionName;
		readonly shop: string;
		readonly trackingNumber: string;
		readonly state: "open" | "over" | "full";
		readonly pressed: { readonly by: string; readonly at: string } | null;
	} | null;
}

/** What a link of the shop's letter opens, for a reader who is not logged in. It acts by the button alone. */
export function renderStaffAction(page: StaffActionPage): string {
	const { token, known } = page;
	return consoleDocument(page, ({ own }) => {
		const { staffAction: text } = own;
		const title = known === null ? text.none : text.names[known.action];
		return {
			title,
			children: (
				<section class="console-narrow">
					<h1>{title}</h1>
					{known === null ? (
						<p class="details">{text.noneText}</p>
					) : (
						<>
							<p class="details">
								<Sentence text={text.about(isolate(known.shop), isolate(known.trackingNumber))} />
							</p>
							{known.pressed !== null ? (
								<p class="outcome outcome-good" role="status">
									<Sentence text={text.pressed(isolate(withoutControls(known.pressed.by)))} />{" "}
									<Moment at={known.pressed.at} own={own} />
								</p>
							) : known.state === "open" ? (
								<>
									<p class="details">{text.text}</p>
									<form class="form" method="post" action={`/staff/act/${token}`}>
										<button class="button button-main" type="submit">
											{text.names[known.action]}
										</button>
									</form>
								</>
							) : (
								<p class="details">{text[known.state]}</p>
							)}
						</>
					)}
				</section>
			),
		};
	});
}
