import type { Child } from "hono/jsx";
import type { Assets } from "../model.ts";
import { framed } from "../push/frame.tsx";
import { curlOf } from "./curl.ts";
import { Fields, Type } from "./fields.tsx";
import type { Method, OpenApi, Operation } from "./open-api.ts";
import { OperationSection, type Placed } from "./operation.tsx";
import { Code, Copied, Words } from "./text.tsx";
import { Webhooks } from "./webhooks.tsx";

export interface DocsPage {
	readonly document: OpenApi;
	/** The last part of the address; empty for the first page. */
	readonly part: string;
	readonly assets: Pick<Assets, "styles" | "icon">;
}

/** The API's description as pages, a part of it each: read without a script. Null: there is no such part. */
export function renderDocs({ document, part, assets }: DocsPage): string | null {
	const parts = partsOf(document);
	const shown = parts.find(({ name }) => name === part);
	if (!shown) return null;
	const { title, children } = shown;
	return framed({
		title: part === "" ? "The API of Wayline" : `${title}: the API of Wayline`,
		assets,
		script: "/assets/docs.js",
		children: (
			<>
				<nav class="parts" aria-label="Parts of the API">
					<ul>
						{parts.map(({ name, title: other }) => (
							<li>
								<a href={addressOf(name)} aria-current={name === part ? "page" : undefined}>
									{other}
								</a>
							</li>
						))}
					</ul>
				</nav>
				<h1>{part === "" ? "The API of Wayline" : title}</h1>
				{children}
				<p id="announcement" class="unseen" role="status" />
			</>
		),
	});
}

interface Part {
	readonly name: string;
	readonly title: string;
	readonly children: Child;
}

function addressOf(name: string): string {
	return name === "" ? "/docs" : `/docs/${name}`;
}

function partsOf(document: OpenApi): readonly Part[] {
	const tags = document.tags.map(({ name, description }): Part => {
		const placed = operationsOf(document).filter(({ operation }) => operation.tags.includes(name));
		return {
			name: name.toLowerCase(),
			title: name,
			children: <Tag about={description} placed={placed} document={document} />,
		};
	});
	return [
		{ name: "", title: "Overview", children: <Overview document={document} /> },
		...tags,
		{ name: "webhooks", title: "Webhooks", children: <Webhooks document={document} /> },
		{ name: "objects", title: "Objects", children: <Objects document={document} /> },
	];
}

function operationsOf({ paths }: OpenApi): readonly Placed[] {
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => {
			// The keys of a path are its methods.
			return { path, method: method as Method, operation };
		}),
	);
}

function Contents({ operations }: { readonly operations: readonly Operation[] }) {
	return (
		<ul class="contents">
			{operations.map(({ operationId, summary }) => (
				<li>
					<a href={`#${operationId}`}>{summary}</a>
				</li>
			))}
		</ul>
	);
}

function Tag({
	about,
	placed,
	document,
}: {
	readonly about: string;
	readonly placed: readonly Placed[];
	readonly document: OpenApi;
}) {
	return (
		<>
			<p>{about}</p>
			<Contents operations={placed.map(({ operation }) => operation)} />
			{placed.map((one) => (
				<OperationSection placed={one} document={document} />
			))}
		</>
	);
}

function Overview({ document }: { readonly document: OpenApi }) {
	const { info, components } = document;
	const first = document.paths["/v1/shipments"]?.get;
	const idempotency = components.parameters.IdempotencyKey;
	return (
		<>
			<p>
				<Words text={info.description} />
			</p>
			<p>
				All of it for machines: <a href="/v1/openapi.json">OpenAPI 3.1</a>. How couriers post to Wayline stands in{" "}
				<a href="/carriers/push">a guide of its own</a>.
			</p>
			<h2 id="keys">Keys</h2>
			<p>
				Each request carries an API key. The examples on these pages take it from <code>KEY</code>:
			</p>
			<Copied
				id="first-request"
				label="A first request"
				text={`KEY=wl_…\n${first ? curlOf(document, "get", "/v1/shipments", first) : ""}`}
			/>
			<p>
				What a key may do are its scopes. How many requests are left stands in the headers <code>RateLimit</code> and{" "}
				<code>RateLimit-Policy</code>.
			</p>
			<h2 id="idempotency">The same request again</h2>
			<p>
				<code>Idempotency-Key</code>: {idempotency && <Words text={idempotency.description ?? ""} />} While the first
				one runs it is a 409 with <code>Retry-After</code>, under another body or address a 422.
			</p>
			<h2 id="lists">Lists</h2>
			<p>
				A list is <code>{'{"items": […]}'}</code>, 50 at a time; <code>limit</code> takes 1 to 200.{" "}
				<Words text={components.headers.Link?.description ?? ""} />
			</p>
			<h2 id="refusals">Refusals</h2>
			<p>
				Each is <code>application/problem+json</code>; its fields are those of <Type schema={{ $ref: "Problem" }} />.
			</p>
			<dl class="refusals">
				{Object.entries(components.responses).map(([status, { description, content = {} }]) => (
					<>
						<dt id={`status-${status}`}>{status}</dt>
						<dd>
							<Words text={description} />
							{content["application/problem+json"]?.example !== undefined && (
								<details>
									<summary>Example of a {status}</summary>
									<Code label={`A ${status}`} value={content["application/problem+json"].example} />
								</details>
							)}
						</dd>
					</>
				))}
			</dl>
		</>
	);
}

function Objects({ document }: { readonly document: OpenApi }) {
	const { schemas } = document.components;
	return (
		<>
			<p>What is sent and answered, by name. More fields may stand beside those that are answered today.</p>
			<ul class="contents columns">
				{Object.keys(schemas).map((name) => (
					<li>
						<a href={`#${name}`}>{name}</a>
					</li>
				))}
			</ul>
			{Object.entries(schemas).map(([name, schema]) => (
				<article class="operation">
					<h2 id={name}>{name}</h2>
					{schema.description !== undefined && (
						<p>
							<Words text={schema.description} />
						</p>
					)}
					{schema.properties ? (
						<Fields
							schema={schema}
							schemas={schemas}
							isSent={schema.additionalProperties === false}
							label={`${name}: its fields`}
						/>
					) : (
						<Alternatives name={name} schema={schema} />
					)}
				</article>
			))}
		</>
	);
}

function Alternatives({
	name,
	schema,
}: {
	readonly name: string;
	readonly schema: OpenApi["components"]["schemas"][string];
}) {
	const { oneOf, ...own } = schema;
	if (!oneOf) {
		return (
			<p class="values">
				<Type schema={own} />
			</p>
		);
	}
	return (
		<>
			{oneOf.map((one, index) => (
				<Fields schema={one} schemas={{}} label={`${name}, form ${index + 1}`} />
			))}
		</>
	);
}
