import { problem } from "../../src/http/answers/problems.ts";
import { type Route, routesOf } from "../../src/http/door.ts";
import { refusalsOf } from "../../src/http/openapi/common.ts";
import type { Told } from "../../src/http/openapi/document.ts";
import { openDoor } from "../http/helpers/door.ts";

interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: unknown;
}

/** Routes of the document, as the door has them. */
export const DESCRIBED: readonly Told[] = routesOf((await openDoor()).door).filter(
	(route): route is Told => route.about !== undefined,
);

/** The route that answers at this path, which may have a query. */
function routeAt(method: string, path: string): Told | undefined {
	const [plain = ""] = path.split("?");
	return DESCRIBED.find((route) => route.method === method && patternOf(route).test(plain));
}

function patternOf({ path }: Pick<Route, "path">): RegExp {
	return new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+")}$`);
}

/**
 * Reads an answer of the seller's API by what the document says of its route. Throws where it has another status or shape,
 * a field too many among them.
 */
export function holdAnswer(method: string, path: string, { status, headers, body }: Answer): void {
	const route = routeAt(method, path);
	if (!route || status === 405) return;
	const said = `${method} ${route.path} answered ${status}`;
	if (status >= 400) {
		if (!refusalsOf(route).includes(status)) throw new Error(`${said}, of which the document knows nothing.`);
		problem.parse(body);
		return;
	}
	const answered = Object.entries(route.about.answers).find(([known]) => Number(known) === status)?.[1];
	if (!answered) throw new Error(`${said}, of which the document knows nothing.`);
	const kind = headers.get("content-type")?.split(";")[0] ?? "";
	if (answered.kinds?.includes(kind)) return;
	if (!answered.body) {
		if (body !== "") throw new Error(`${said} with a body, of which the document knows nothing.`);
		return;
	}
	const reading = answered.body.safeParse(body);
	if (!reading.success) throw new Error(`${said} with another shape: ${reading.error.message}`);
}
