import { isolate, Sentence } from "./isolate.tsx";
import { LanguageList } from "./language-list.tsx";
import { LANGUAGES } from "./languages.ts";
import { type PartContext, webAddress } from "./titles.ts";

/** The shop's own links, and the page in the reader's other languages. */
export function PageFoot({ model, words }: PartContext) {
	const links = (model.brand?.links ?? []).flatMap(({ label, url }) => {
		const href = webAddress(url);
		return href === null ? [] : [{ label, href }];
	});
	if (links.length === 0 && LANGUAGES.length < 2) return null;
	return (
		<footer class="foot">
			<div class="foot-inside">
				{links.length > 0 && (
					<ul class="shop-links">
						{links.map(({ label, href }) => (
							<li>
								<a href={href} rel="noopener noreferrer">
									<Sentence text={isolate(label)} />
								</a>
							</li>
						))}
					</ul>
				)}
				<LanguageList words={words} locale={model.locale} />
			</div>
		</footer>
	);
}
