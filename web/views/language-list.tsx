import { Sign } from "./icons.tsx";
import { LANGUAGES, languageOf } from "./languages.ts";
import type { Words } from "./words.ts";

/**
 * The page in the reader's other languages, folded into one line: whoever landed in a wrong one looks for the globe and
 * the name. A link names the language and nothing else, so it leads to the same page.
 */
export function LanguageList({ words, locale }: { readonly words: Words; readonly locale: string }) {
	if (LANGUAGES.length < 2) return null;
	const current = languageOf(locale) ?? languageOf("en");
	return (
		<nav class="languages" aria-label={words.language}>
			<details>
				<summary>
					<Sign name="globe" />
					<span>{words.language}</span> <bdi class="spoken">{current?.name}</bdi>
				</summary>
				<ul>
					{LANGUAGES.map(({ tag, name }) => (
						<li>
							<a
								href={`?lang=${tag}`}
								lang={tag}
								hreflang={tag}
								{...(tag === current?.tag ? { "aria-current": "true" } : {})}
							>
								{name}
							</a>
						</li>
					))}
				</ul>
			</details>
		</nav>
	);
}
