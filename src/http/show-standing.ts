import type { HttpBindings } from "@hono/node-server";
import { minuteOf } from "../services/pages.ts";
import { requestIdOf, tellAnswered } from "./access.ts";
import { answerKept } from "./answer-kept.ts";
import type { Door } from "./door.ts";
import { formOf, JSON_FORM, PAGE_PATH } from "./page-forms.ts";
import { chooseLanguage } from "./reader-language.ts";

type Needs = Pick<Door, "keptPages" | "tiles" | "publicUrl" | "now" | "log" | "answered">;

/**
 * Answers with what stands in memory, before the app: its routes and middleware take as long as all that is done here. Null where
 * there is more to do, or to know of who asks.
 */
export function showStanding(
	door: Needs,
): (request: Request, env?: Partial<HttpBindings>) => Response | Promise<Response> | null {
	return (request, env) => {
		if (request.method !== "GET") return null;
		const incoming = env?.incoming;
		const asked = /^\/t\/(\w+?)(\.json)?(?:\?(.*))?$/.exec(incoming?.url ?? pathOf(request));
		if (!asked) return null;
		const header = (name: string) => {
			const value = incoming ? incoming.headers[name] : request.headers.get(name);
			return typeof value === "string" ? value : undefined;
		};
		if (header("cookie") !== undefined) return null;
		const startedAt = performance.now();
		const now = door.now();
		const [, token = "", isJson, query = ""] = asked;
		const page = door.keptPages.standing(token, minuteOf(now));
		if (!page) return null;
		const wishes = {
			asked: query === "" ? null : new URLSearchParams(query).get("lang"),
			order: page.open.locale,
			accepted: header("accept-language") ?? null,
			shop: page.open.brand.language,
		};
		const answer = page.answers.get(isJson ? JSON_FORM : formOf(door, chooseLanguage(wishes), now));
		if (!answer) return null;
		const requestId = requestIdOf(header("x-request-id"));
		const told = (response: Response) => {
			tellAnswered(door, { requestId, method: "GET", route: PAGE_PATH, status: response.status, startedAt });
			return response;
		};
		const response = answerKept(door, { method: "GET", header, requestId }, page, answer);
		return response instanceof Promise ? response.then(told) : told(response);
	};
}

function pathOf({ url }: Request): string {
	const { pathname, search } = new URL(url);
	return pathname + search;
}
