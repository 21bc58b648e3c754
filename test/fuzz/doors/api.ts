import { type Door, httpDoor } from "../door.ts";
import { escaped, hostileText, hostileValue } from "../hostile.ts";
import type { Input } from "../input.ts";
import { likelyValue } from "../json-schema.ts";
import { mutateBytes, mutateText, mutateValue } from "../mutate.ts";
import type { Random } from "../random.ts";
import type { Operation, World } from "../world.ts";

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** Every operation of the API's document, with bodies made of its schemas and its examples, and around them. */
export const api: Door = httpDoor("API bodies", 24, (world, random) => {
	const [path, method, operation] = operationOf(world, random, (one) => one !== "get");
	const body = bodyOf(operation, world, random);
	const address = fillPath(path, world, random) + (random.chance(0.2) ? queryOf(operation, random) : "");
	return asSeller(world, random, { method: method.toUpperCase(), path: address, ...body });
});

/** The same addresses with queries and headers that nobody means. */
export const queries: Door = httpDoor("API queries and headers", 12, (world, random) => {
	const [path, method, operation] = operationOf(world, random, (one) => one === "get");
	const address = fillPath(path, world, random) + queryOf(operation, random);
	const input = asSeller(world, random, {
		method: method.toUpperCase(),
		path: address,
		headers: {},
		body: Buffer.alloc(0),
	});
	return { ...input, headers: { ...input.headers, ...oddHeaders(random) } };
});

function operationOf(
	{ api: { paths } }: World,
	random: Random,
	isWanted: (method: string) => boolean,
): readonly [string, string, Operation] {
	const all = Object.entries(paths).flatMap(([path, operations]) =>
		METHODS.filter((method) => operations[method] !== undefined && isWanted(method)).map(
			(method) => [path, method, operations[method] ?? {}] as const,
		),
	);
	const found = random.oneOf(all);
	if (found === null) throw new Error("The API's document names no operation.");
	return found;
}

/** Ids that there are, mostly. */
export function fillPath(path: string, { known }: World, random: Random): string {
	const noun = /^\/v1\/([\w-]+)/.exec(path)?.[1] ?? "";
	return path.replace(/\{(\w+)\}/g, (_, name: string) => {
		if (random.chance(0.15)) return escaped(hostileText(random)).slice(0, 2_000);
		const own = known[name] ?? known[noun === "connections" ? "connection" : noun] ?? [];
		return random.oneOf(own) ?? `${noun.slice(0, 3)}_0000000000000000000001`;
	});
}

function queryOf({ parameters = [] }: Operation, random: Random): string {
	const query = new URLSearchParams();
	for (const { name, schema = {} } of parameters.filter((one) => one.in === "query")) {
		if (!random.chance(0.5)) continue;
		const value = textOf(likelyValue(schema, {}, random));
		query.append(name, random.chance(0.5) ? value : mutateText(value, random));
		if (random.chance(0.05)) query.append(name, value);
	}
	if (random.chance(0.1)) query.append(hostileText(random), hostileText(random));
	const text = query.toString().slice(0, 9_000);
	if (random.chance(0.05)) return `?${text}&%E0%A4%A&%00=%ff&=&&a[b][c]=1`;
	return text === "" ? "" : `?${text}`;
}

function bodyOf(
	{ requestBody }: Operation,
	{ api: { components } }: World,
	random: Random,
): Pick<Input, "headers" | "body"> {
	const [type = "application/json", kind = {}] = random.oneOf(Object.entries(requestBody?.content ?? {})) ?? [];
	const examples = [kind.example, ...Object.values(kind.examples ?? {}).map(({ value }) => value)].filter(
		(one) => one !== undefined,
	);
	const example = random.chance(0.6) ? random.oneOf(examples) : null;
	const value = example ?? likelyValue(kind.schema ?? {}, components.schemas, random);
	const changed = random.chance(0.25) ? value : mutateValue(value, random, random.pick([0.05, 0.1, 0.3]));
	const text = JSON.stringify(changed) ?? "";
	const body = Buffer.from(random.chance(0.06) ? mutateText(text, random) : text);
	return { headers: { "content-type": type }, body: random.chance(0.06) ? mutateBytes(body, random) : body };
}

function asSeller({ key }: World, random: Random, input: Omit<Input, "mustBeKept">): Input {
	const headers: Record<string, string> = { authorization: `Bearer ${key}`, ...input.headers };
	if (random.chance(0.02)) headers.authorization = `Bearer ${hostileText(random)}`;
	if (random.chance(0.1))
		headers["idempotency-key"] = random.chance(0.5) ? `key-${random.below(500)}` : hostileText(random);
	if (random.chance(0.03)) headers["content-encoding"] = random.pick(["gzip", "br", "deflate", "identity, gzip", "x"]);
	return { ...input, headers };
}

export function oddHeaders(random: Random): Readonly<Record<string, string>> {
	if (random.chance(0.5)) return {};
	const value = hostileText(random).slice(0, 3_000);
	return random.pick<Record<string, string>>([
		{ accept: value },
		{ "accept-language": random.pick([value, "en;q=9,*;q=-1,,;;", "x-".repeat(900), "zz-ZZ-ZZ;q=0.00001"]) },
		{ "accept-encoding": value },
		{ "if-none-match": value },
		{ "if-modified-since": value },
		{ range: random.pick([value, "bytes=0-0,1-1,2-2", "bytes=-1", "bytes=9999999999999999999-"]) },
		{ cookie: random.pick([value, "a=b;".repeat(700), "__proto__=1; constructor=2", "=;=;="]) },
		{ "x-forwarded-for": value, "x-forwarded-host": value, forwarded: value },
		{ origin: value, referer: value, "sec-fetch-site": value },
		{ "last-event-id": value },
		{ "user-agent": value },
		{ prefer: value, te: "trailers", "x-http-method-override": "DELETE" },
		{ "idempotency-key": `${JSON.stringify(hostileValue(random))}`.slice(0, 3_000) },
	]);
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
