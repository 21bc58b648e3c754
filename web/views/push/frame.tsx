import type { Child } from "hono/jsx";
import type { Assets } from "../model.ts";

export interface FramedPage {
	readonly title: string;
	readonly assets: Pick<Assets, "styles" | "icon">;
	/** Not for search engines: whoever has the address may read it. */
	readonly isPrivate?: boolean;
	/** Of what is of no use without one; the page is whole without it. */
	readonly script?: string;
	/** Addresses of styles that this page alone has. */
	readonly styles?: readonly string[];
	readonly children: Child;
}

/** A page that is read and not followed, as for people who build the other side: readable without script and styles. */
export function framed({ title, assets, isPrivate = false, script, styles = [], children }: FramedPage): string {
	const page = (
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				{isPrivate && <meta name="robots" content="noindex, nofollow" />}
				<meta name="referrer" content="no-referrer" />
				<title>{title}</title>
				<link rel="icon" href={assets.icon} type="image/svg+xml" />
				{[...assets.styles, "/assets/guide.css", ...styles].map((href) => (
					<link rel="stylesheet" href={href} />
				))}
				{script !== undefined && <script type="module" src={script} />}
			</head>
			<body>
				<main class="page guide">{children}</main>
			</body>
		</html>
	);
	return `<!doctype html>${String(page)}`;
}

/** What is copied, in a box that scrolls by itself and that the keyboard reaches. */
export function Code({ text, label }: { readonly text: string; readonly label: string }) {
	return (
		<section class="code" tabindex={0} aria-label={label}>
			<pre>
				<code>{text}</code>
			</pre>
		</section>
	);
}
