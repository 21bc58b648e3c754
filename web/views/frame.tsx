import type { Child } from "hono/jsx";
import { LANGUAGES, languageOf } from "./languages.ts";
import type { Assets } from "./model.ts";
import { type Voice, wordsFor } from "./words.ts";

/** What each page without a parcel is given. */
export interface PlainPage {
	/** BCP 47, of a language that we speak. */
	readonly locale: string;
	/** What links of ours end with: `?lang=de` where the reader chose, else nothing. */
	readonly query?: string | undefined;
	readonly assets: Assets;
}

interface FrameInput extends PlainPage {
	readonly title: string;
	readonly voice: Voice;
	/** A page with a form says to ourselves where it was sent from: see same-site.ts. */
	readonly hasForm?: boolean;
	/** Whether search engines may name it. */
	readonly isPublic?: boolean;
	/** The stylesheet of a shop's colours. */
	readonly brandStyles?: string | null;
	readonly children: Child;
}

/** A small page as a whole document: no script, one column, in the reader's language and direction. */
export function Frame({ title, voice, assets, hasForm = false, isPublic = false, ...more }: FrameInput) {
	const { brandStyles = null, children } = more;
	const { words, speech, direction } = voice;
	return (
		<html lang={speech.locale} dir={direction}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				{!isPublic && <meta name="robots" content="noindex, nofollow" />}
				<meta name="referrer" content={hasForm ? "same-origin" : "no-referrer"} />
				<meta name="color-scheme" content="light dark" />
				<title>{title}</title>
				<link rel="icon" href={assets.icon} type="image/svg+xml" />
				{[...assets.styles, ...(brandStyles === null ? [] : [brandStyles])].map((href) => (
					<link rel="stylesheet" href={href} />
				))}
			</head>
			<body>
				<main class="page page-without-map">{children}</main>
				<LanguageList words={words} locale={speech.locale} />
			</body>
		</html>
	);
}

/** The page in the reader's other languages: a link names the language and nothing else, so it leads to the same page. */
export function LanguageList({ words, locale }: Pick<Voice, "words"> & { readonly locale: string }) {
	if (LANGUAGES.length < 2) return null;
	const current = languageOf(locale)?.tag;
	return (
		<footer class="foot">
			<nav class="languages" aria-label={words.language}>
				<ul>
					{LANGUAGES.map(({ tag, name }) => (
						<li>
							<a
								href={`?lang=${tag}`}
								lang={tag}
								hreflang={tag}
								{...(tag === current ? { "aria-current": "true" } : {})}
							>
								{name}
							</a>
						</li>
					))}
				</ul>
			</nav>
		</footer>
	);
}

/** The document as text, in the words of its reader. */
export function documentOf(
	page: PlainPage,
	draw: (voice: Voice) => Omit<FrameInput, keyof PlainPage | "voice">,
): string {
	const voice = wordsFor(page.locale);
	return `<!doctype html>${String(<Frame {...page} voice={voice} {...draw(voice)} />)}`;
}
