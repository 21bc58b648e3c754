import type { Assets } from "../../web/views/model.ts";
import type { ProblemType } from "./problem.ts";

type Looks = Pick<Assets, "styles" | "icon">;

/** Pages without a parcel: no script, and readable also without the styles. */
function plainPage(title: string, body: string, looks: Looks | null = null): string {
	// Addresses of our own build: letters, digits, hyphens, points and slashes.
	const styles = looks?.styles.map((href) => `\n<link rel="stylesheet" href="${href}">`) ?? [];
	const icon = looks ? `\n<link rel="icon" href="${looks.icon}" type="image/svg+xml">` : "";
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>${icon}${styles.join("")}
</head>
<body>
<main class="page page-without-map plain">
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

export function frontPage(looks: Looks): string {
	return plainPage(
		"Wayline",
		`<p>This is a parcel tracking service that a shop runs itself.</p>
<p>Waiting for a parcel? Open the link in the shop's message: it shows where the parcel is and when it will arrive.</p>
<p>Building with the API? It begins at <a href="/v1"><code>/v1</code></a>, which lists its routes; <a href="/problems">its problems are explained here</a>.</p>
<p>Carrying parcels yourself? <a href="/carriers/push">How a courier posts its tracking</a>.</p>`,
		looks,
	);
}

/** What stands behind the `type` of each problem. */
export function problemsPage(types: readonly ProblemType[], looks: Looks): string {
	const rows = types.map(
		({ type, status, title, remedy }) => `<dt id="${type}">${status} ${title} (<code>${type}</code>)</dt>
<dd>${remedy}</dd>`,
	);
	return plainPage("Problems of the Wayline API", `<dl>\n${rows.join("\n")}\n</dl>`, looks);
}

/** For a person whose page failed: nothing of the cause, but the id to quote. */
export function sorryPage(requestId: string): string {
	return plainPage(
		"This page cannot be shown right now",
		`<p>The fault is ours, not yours. Please load the page again in a minute.</p>
<p>If it stays, tell the shop this number: <code>${requestId}</code></p>`,
	);
}
