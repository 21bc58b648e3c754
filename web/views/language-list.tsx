import { LANGUAGES, languageOf } from "./languages.ts";
import type { Words } from "./words.ts";

/** The page in the reader's other languages: a link names the language and nothing else, so it leads to the same page. */
export function LanguageList({ words, locale }: { readonly words: Words; readonly locale: string }) {
	if (LANGUAGES.length < 2) return null;
	const current = languageOf(locale)?.tag ?? "en";
	return (
		<nav aria-label={words.language}>
			<ul>
				{LANGUAGES.map(({ tag, name }) => (
					<li>
						<a href={`?lang=${tag}`} lang={tag} hreflang={tag} {...(tag === current ? { "aria-current": "true" } : {})}>
							{name}
						</a>
					</li>
				))}
			</ul>
		</nav>
	);
}
