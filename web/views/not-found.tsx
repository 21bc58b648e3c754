import type { Assets } from "./model.ts";
import { wordsFor } from "./words.ts";

/** For a link that belongs to no parcel: it says nothing about why. */
export function renderNotFound({ locale, assets }: { locale: string; assets: Assets }): string {
	const { words, speech } = wordsFor(locale);
	const page = (
		<html lang={speech.locale}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex, nofollow" />
				<meta name="referrer" content="no-referrer" />
				<meta name="color-scheme" content="light dark" />
				<title>{words.notFoundTitle}</title>
				<link rel="icon" href={assets.icon} type="image/svg+xml" />
				{assets.styles.map((href) => (
					<link rel="stylesheet" href={href} />
				))}
			</head>
			<body>
				<main class="page page-without-map">
					<section class="lead">
						<h1>{words.notFoundTitle}</h1>
						<p class="details">{words.notFoundText}</p>
					</section>
				</main>
			</body>
		</html>
	);
	return `<!doctype html>${String(page)}`;
}
