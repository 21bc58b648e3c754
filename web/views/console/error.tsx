import { withoutControls } from "../isolate.tsx";
import { type ConsolePage, consoleDocument } from "./frame.tsx";

/** For somebody of the staff whose request was refused: why, in the sentence that the API gives too. */
export function renderConsoleError(
	page: ConsolePage & { readonly detail: string; readonly requestId: string },
): string {
	return consoleDocument(page, ({ own }) => ({
		title: own.error.title,
		children: (
			<section class="console-narrow">
				<h1>{own.error.title}</h1>
				<p class="details" role="alert">
					{withoutControls(page.detail)}
				</p>
				<p class="quiet">
					<code>{page.requestId}</code>
				</p>
				<p class="back">
					<a class="button" href="/console">
						{own.error.back}
					</a>
				</p>
			</section>
		),
	}));
}
