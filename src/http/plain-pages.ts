import type { Assets } from "../../web/views/model.ts";
import type { ProblemType } from "./problem.ts";

type Looks = Pick<Assets, "styles" | "icon">;

/** Pages for developers: no script, and readable also without the styles. */
function plainPage(title: string, body: string, looks: Looks): string {
	// Addresses of our own build: letters, digits, hyphens, points and slashes.
	const styles = looks.styles.map((href) => `\n<link rel="stylesheet" href="${href}">`);
	const icon = `\n<link rel="icon" href="${looks.icon}" type="image/svg+xml">`;
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

/** What stands behind the `type` of each problem. */
export function problemsPage(types: readonly ProblemType[], looks: Looks): string {
	const rows = types.map(
		({ type, status, title, remedy }) => `<dt id="${type}">${status} ${title} (<code>${type}</code>)</dt>
<dd>${remedy}</dd>`,
	);
	return plainPage("Problems of the Wayline API", `<dl>\n${rows.join("\n")}\n</dl>`, looks);
}
