import { documentOf, type PlainPage } from "./frame.tsx";
import { isolate, Sentence } from "./isolate.tsx";

export interface ErasePage extends PlainPage {
	readonly shop: string;
	/** A stylesheet of the shop's colours; null without one. */
	readonly brandStyles: string | null;
	/** Where the conversation stands, without a language. */
	readonly href: string;
	/** `qst_…` */
	readonly id: string;
	/** What was reported of the parcel goes too. */
	readonly hasReports: boolean;
}

/** Whether whoever asked means it: what goes, what stays, and one button. */
export function renderErase(page: ErasePage): string {
	const { shop, brandStyles, href, query = "", id, hasReports } = page;
	return documentOf(page, ({ words }) => {
		const { ask } = words.care;
		return {
			title: ask.erase,
			hasForm: true,
			brandStyles,
			children: (
				<section class="lead">
					<p class="shop">
						<Sentence text={isolate(shop)} />
					</p>
					<h1>{ask.erase}</h1>
					<p class="details">
						<Sentence text={ask.eraseText(isolate(shop))} />
					</p>
					{hasReports && <p class="details">{ask.eraseReports}</p>}
					<form class="form" method="post" action={`${href}/${id}/erase${query}`}>
						<button class="button button-main" type="submit">
							{ask.eraseSure}
						</button>
					</form>
					<p class="back">
						<a href={`${href}${query}`}>
							<Sentence text={ask.thread(isolate(shop))} />
						</a>
					</p>
				</section>
			),
		};
	});
}
