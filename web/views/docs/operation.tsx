import { curlOf, isRef } from "./curl.ts";
import { Fields, Type } from "./fields.tsx";
import type { Content, Method, OpenApi, Operation, Parameter, Response } from "./open-api.ts";
import { Copied, Words } from "./text.tsx";

export interface Placed {
	readonly method: Method;
	readonly path: string;
	readonly operation: Operation;
}

/** One operation: what it does, takes, answers and refuses, with its example. */
export function OperationSection({ placed, document }: { readonly placed: Placed; readonly document: OpenApi }) {
	const { method, path, operation } = placed;
	const { operationId: id, summary, description, security, parameters = [], requestBody } = operation;
	const scope = (security ?? document.security)[0]?.key;
	const own = parameters.filter((one): one is Parameter => !isRef(one) && one.in === "query");
	const isKeyed = parameters.some(isRef);
	const body = Object.entries(requestBody?.content ?? {})[0];
	return (
		<article class="operation">
			<h2 id={id}>{summary}</h2>
			<p class="address">
				<code>
					<strong>{method.toUpperCase()}</strong> {path}
				</code>{" "}
				<span class="quiet">{scopeWords(scope)}</span>
			</p>
			{description !== undefined && (
				<p>
					<Words text={description} />
				</p>
			)}
			<Copied id={`${id}-curl`} label={`${summary}, with curl`} text={curlOf(document, method, path, operation)} />
			{own.length > 0 && <Queries parameters={own} label={`${summary}: the query`} />}
			{body && (
				<Body
					kinds={Object.keys(requestBody?.content ?? {})}
					content={body[1]}
					document={document}
					label={`${summary}: the body`}
				/>
			)}
			{isKeyed && (
				<p class="quiet">
					Takes an <a href="/docs#idempotency">Idempotency-Key</a>.
				</p>
			)}
			<h3>Answers</h3>
			{Object.entries(operation.responses).flatMap(([status, response]) =>
				isRef(response) ? [] : [<Answer status={status} response={response} label={`${summary}: ${status}`} />],
			)}
			<Refusals operation={operation} />
		</article>
	);
}

function scopeWords(scope: readonly string[] | undefined) {
	if (scope === undefined) return "No key is wanted.";
	return scope.length === 0 ? (
		"Any key."
	) : (
		<>
			Scope <code>{scope.join(" ")}</code>
		</>
	);
}

function Queries({ parameters, label }: { readonly parameters: readonly Parameter[]; readonly label: string }) {
	const properties = Object.fromEntries(
		parameters.map(({ name, schema, description }) => [
			name,
			{ ...schema, ...(description !== undefined && { description }) },
		]),
	);
	const required = parameters.filter((one) => one.required).map(({ name }) => name);
	return (
		<>
			<h3>Query</h3>
			<Fields schema={{ properties, required }} schemas={{}} isSent label={label} />
		</>
	);
}

function Body({
	kinds,
	content,
	document,
	label,
}: {
	readonly kinds: readonly string[];
	readonly content: Content;
	readonly document: OpenApi;
	readonly label: string;
}) {
	const isJson = kinds.includes("application/json");
	return (
		<>
			<h3>Body</h3>
			{isJson ? (
				<Fields schema={content.schema} schemas={document.components.schemas} isSent label={label} />
			) : (
				<p>
					The bytes of a file: {kinds.map((kind, index) => [index > 0 ? ", " : "", <code>{kind}</code>])}; at most{" "}
					{((content.schema.maxLength ?? 0) / 1024 / 1024).toLocaleString("en")} MB.
				</p>
			)}
		</>
	);
}

function Answer({
	status,
	response,
	label,
}: {
	readonly status: string;
	readonly response: Response;
	readonly label: string;
}) {
	const { description, content = {} } = response;
	const json = content["application/json"];
	const others = Object.keys(content).filter((kind) => kind !== "application/json");
	const example = Object.values(content).find((one) => one.example !== undefined)?.example;
	return (
		<>
			<p>
				<strong>{status}</strong> <Words text={description} />{" "}
				{json && (
					<span class="quiet">
						<AnswerType content={json} />
					</span>
				)}
				{others.length > 0 && <span class="quiet">{`${json ? "Or " : ""}${others.join(", ")}`}</span>}
			</p>
			{example !== undefined && (
				<details>
					<summary>Example</summary>
					<section class="code" tabindex={0} aria-label={`${label}, an example`}>
						<pre>
							<code>{typeof example === "string" ? example : JSON.stringify(example, null, 2)}</code>
						</pre>
					</section>
				</details>
			)}
			{json && json.schema.$ref === undefined && json.schema.properties?.items === undefined && (
				<Fields schema={json.schema} schemas={{}} label={`${label}, its fields`} />
			)}
		</>
	);
}

function AnswerType({ content: { schema } }: { readonly content: Content }) {
	const items = schema.properties?.items;
	if (items) {
		return (
			<>
				<code>items</code>: <Type schema={items} />
			</>
		);
	}
	return schema.$ref === undefined ? null : <Type schema={schema} />;
}

function Refusals({ operation }: { readonly operation: Operation }) {
	const statuses = Object.entries(operation.responses).flatMap(([status, one]) => (isRef(one) ? [status] : []));
	if (statuses.length === 0) return null;
	return (
		<p class="quiet">
			Refused with{" "}
			{statuses.map((status, index) => [index > 0 ? ", " : "", <a href={`/docs#status-${status}`}>{status}</a>])}.
		</p>
	);
}
