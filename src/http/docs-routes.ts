import { z } from "zod";
import type { OpenApi } from "../../web/views/docs/open-api.ts";
import { renderDocs } from "../../web/views/docs/page.tsx";
import { answerText } from "./compress.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { openApi, templateOf } from "./openapi/document.ts";
import { noSuchPath } from "./problem.ts";

const listing = z.strictObject({
	key: z.string().describe("How to send a key."),
	problems: z.string().describe("Where each type of problem is explained."),
	document: z.string().describe("Where the API is described, for machines."),
	docs: z.string().describe("And for people."),
	routes: z.array(z.strictObject({ method: z.string(), path: z.string(), scope: z.string().optional() })),
});

const cached = { "cache-control": "public, max-age=300" };

/** What stands at the API's address, for whoever looks before reading, and the API's description. They need no key. */
export function docsRoutes(
	{ publicUrl, assets }: Pick<Door, "publicUrl" | "assets">,
	known: readonly Route[],
): readonly Route[] {
	// Made when somebody first asks: most starts of the service serve nobody who reads it.
	let made: { readonly api: OpenApi; readonly text: string } | null = null;
	const described = () => {
		if (made) return made;
		const api = openApi([index, document, ...known], publicUrl);
		made = { api, text: JSON.stringify(api) };
		return made;
	};
	const drawn = new Map<string, string>();
	const answerPart = (context: HttpContext): Promise<Response> => {
		const part = context.req.param("part") ?? "";
		const page = drawn.get(part) ?? renderDocs({ document: described().api, part, assets: assets.page });
		if (page === null) throw noSuchPath();
		drawn.set(part, page);
		return answerText(context, page, { ...cached, "content-type": "text/html; charset=utf-8" });
	};
	const document: Route = {
		method: "GET",
		path: "/v1/openapi.json",
		about: {
			name: "getDocument",
			tag: "API",
			summary: "Get this document",
			answers: { 200: { when: "OpenAPI 3.1.", body: z.looseObject({ openapi: z.literal("3.1.0") }) } },
		},
		answer: (context) => answerText(context, described().text, { ...cached, "content-type": "application/json" }),
	};
	const index: Route = {
		method: "GET",
		path: "/v1",
		about: {
			name: "listRoutes",
			tag: "API",
			summary: "List the routes",
			answers: { 200: { when: "All of them, with the scope of each.", body: listing } },
		},
		answer: (context) => {
			const key = 'Where a scope is named: the header "Authorization: Bearer <key>". /docs tells the fields.';
			// RFC 8631.
			context.header("link", '</v1/openapi.json>; rel="service-desc", </docs>; rel="service-doc"');
			return context.json({ key, problems: "/problems", document: document.path, docs: "/docs", routes: listed });
		},
	};
	const pages = ["/docs", "/docs/:part"].map((path): Route => ({ method: "GET", path, answer: answerPart }));
	const listed = [document, ...pages, ...known].map(({ method, path, scope }) => ({
		method,
		path: templateOf(path),
		...(scope === undefined ? {} : { scope: scope ?? "any key" }),
	}));
	return [index, document, ...pages];
}
