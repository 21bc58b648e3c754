import type { Method, OpenApi, Operation, Parameter, Ref } from "./open-api.ts";

/**
 * The example of an operation as a command that goes into a shell as it stands, where `KEY` is an API key. Files that it
 * names lie where it is called.
 */
export function curlOf(
	{ servers }: Pick<OpenApi, "servers">,
	method: Method,
	path: string,
	operation: Operation,
): string {
	const { requestBody, security } = operation;
	const body = Object.entries(requestBody?.content ?? {})[0];
	const parts = [
		`curl -s${method === "get" || method === "post" ? "" : ` -X ${method.toUpperCase()}`} ${quoted(`${servers[0]?.url ?? ""}${addressOf(path, operation)}`)}`,
		...(security?.length === 0 ? [] : ['-H "Authorization: Bearer $KEY"']),
		...(body
			? [`-H 'Content-Type: ${body[0]}'`, sentBody(body[0], body[1].example, path)]
			: method === "post"
				? ["-X POST"]
				: []),
	];
	return parts.join(" \\\n  ");
}

/** The path with what the example puts into it. */
export function addressOf(path: string, { parameters = [] }: Operation): string {
	const known = parameters.filter((one): one is Parameter => !isRef(one) && one.example !== undefined);
	const filled = known
		.filter((one) => one.in === "path")
		.reduce((address, { name, example }) => address.replace(`{${name}}`, String(example)), path);
	const asked = known.filter((one) => one.in === "query");
	const query = asked.map(({ name, example }): [string, string] => [name, String(example)]);
	return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query)}`;
}

export function isRef(one: object): one is Ref {
	return "$ref" in one;
}

function sentBody(kind: string, example: unknown, path: string): string {
	if (kind !== "application/json") return `--data-binary @${fileOf(kind, path)}`;
	const short = JSON.stringify(example);
	return `-d ${quoted(short.length <= SHORT ? short : JSON.stringify(example, null, 2))}`;
}

/** What a body that is no JSON is called where it lies: as its address, where that ends in a file's name. */
function fileOf(kind: string, path: string): string {
	return /[^/]+\.csv$/.exec(path)?.[0] ?? FILES[kind] ?? "file";
}

const FILES: Readonly<Record<string, string>> = { "image/png": "logo.png", "text/csv": "parcels.csv" };

/** What fits on a line of a phone. */
const SHORT = 60;

function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
