import type { Child } from "hono/jsx";
import { LanguageList } from "./language-list.tsx";
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

/** A page that is read again when its parcel changes: see web/client/live.ts. */
export interface LivePart {
	/** Server-sent events. */
	readonly url: string;
	readonly version: number;
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
	/** Whether it has the script of the parcel's page without following one. */
	readonly hasScript?: boolean;
	/** A page that follows its parcel, by that script. */
	readonly live?: LivePart | null;
	readonly children: Child;
}

/** A small page as a whole document: one column, in the reader's language and direction, without a script where it stays. */
export function Frame({ title, voice, assets, hasForm = false, isPublic = false, ...more }: FrameInput) {
	const { brandStyles = null, live = null, hasScript = live !== null, children } = more;
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
				{hasScript && <script type="module" src={assets.script} />}
			</head>
			<body
				{...(live !== null && { "data-version": live.version, "data-live": live.url, "data-locale": speech.locale })}
			>
				<main class="page page-without-map">{children}</main>
				<footer class="foot">
					<div class="foot-inside">
						<LanguageList words={words} locale={speech.locale} />
					</div>
				</footer>
				{live !== null && <div role="status" class="for-readers" id="announcement" />}
			</body>
		</html>
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
