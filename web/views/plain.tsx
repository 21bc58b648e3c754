import type { Assets } from "./model.ts";
import { wordsFor } from "./words.ts";

interface PlainPage {
	readonly locale: string;
	readonly assets: Assets;
}

/** For a link that belongs to no parcel: it says nothing about why. */
export function renderNotFound({ locale, assets }: PlainPage): string {
	const { words, speech } = wordsFor(locale);
	return plainPage({ locale: speech.locale, assets, title: words.notFoundTitle, text: words.notFoundText });
}

/** While the service cannot look the parcel up: the fault is ours and passes. */
export function renderAway({ locale, assets }: PlainPage): string {
	const { words, speech } = wordsFor(locale);
	return plainPage({ locale: speech.locale, assets, title: words.awayTitle, text: words.awayText });
}

function plainPage({ locale, assets, title, text }: PlainPage & { readonly title: string; readonly text: string }) {
	const page = (
		<html lang={locale}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex, nofollow" />
				<meta name="referrer" content="no-referrer" />
				<meta name="color-scheme" content="light dark" />
				<title>{title}</title>
				<link rel="icon" href={assets.icon} type="image/svg+xml" />
				{assets.styles.map((href) => (
					<link rel="stylesheet" href={href} />
				))}
			</head>
			<body>
				<main class="page page-without-map">
					<section class="lead">
						<h1>{title}</h1>
						<p class="details">{text}</p>
					</section>
				</main>
			</body>
		</html>
	);
	return `<!doctype html>${String(page)}`;
}
