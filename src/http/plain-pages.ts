import type { ProblemType } from "./problem.ts";

/** Pages without a parcel: no style, no script, readable anywhere. */
function plainPage(title: string, body: string): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

export function frontPage(): string {
	return plainPage(
		"Wayline",
		`<p>This is a parcel tracking service that a shop runs itself.</p>
<p>Waiting for a parcel? Open the link in the shop's message: it shows where the parcel is and when it will arrive.</p>
<p>Building with the API? It begins at <code>/v1</code> and wants an API key; <a href="/problems">its problems are explained here</a>.</p>`,
	);
}

/** What stands behind the `type` of each problem. */
export function problemsPage(types: readonly ProblemType[]): string {
	const rows = types.map(
		({ type, status, title, remedy }) => `<dt id="${type}">${status} ${title} (<code>${type}</code>)</dt>
<dd>${remedy}</dd>`,
	);
	return plainPage("Problems of the Wayline API", `<dl>\n${rows.join("\n")}\n</dl>`);
}

/** For a person whose page failed: nothing of the cause, but the id to quote. */
export function sorryPage(requestId: string): string {
	return plainPage(
		"This page cannot be shown right now",
		`<p>The fault is ours, not yours. Please load the page again in a minute.</p>
<p>If it stays, tell the shop this number: <code>${requestId}</code></p>`,
	);
}
