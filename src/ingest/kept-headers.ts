import { createHash } from "node:crypto";

type Headers = Readonly<Record<string, string>>;

const namesOfSecrets =
	/^(?:authorization|proxy-authorization|cookie|credential|x-api-key|api-key|.*(?:token|secret|password).*)$/;

/** A secret in a header is kept as its digest: enough to check a later secret against it, and no secret any more. */
export function withoutSecrets(headers: Headers, secrets: readonly string[]): Headers {
	return mapValues(headers, (name, value) =>
		namesOfSecrets.test(name) || secrets.some((secret) => value.includes(secret)) ? digestOf(value) : value,
	);
}

/** The headers as they came, where what was kept as a digest is this secret; other digests stay. */
export function withSecret(headers: Headers, secret: string): Headers {
	const digest = digestOf(secret);
	// Under another name a sender could write a digest himself.
	return mapValues(headers, (name, value) => (namesOfSecrets.test(name) && value === digest ? secret : value));
}

/**
 * Of a query whose parameters may hold a secret, the digest of each, under a name that no header can have: `?token`. The
 * rest of the query is not kept, nor any secret itself.
 */
export function querySecrets(query: string): Headers {
	const named = [...new URLSearchParams(query)].filter(
		([name]) => /^[\w.-]{1,60}$/.test(name) && namesOfSecrets.test(name.toLowerCase()),
	);
	// Of a name that stands twice the first counts, as for whoever verifies.
	return Object.fromEntries(
		named
			.slice(0, mostParameters)
			.reverse()
			.map(([name, value]) => [`?${name}`, digestOf(value)]),
	);
}

/** The query as far as it can be told from what was kept of it: where that is this secret. */
export function queryWithSecret(headers: Headers, secret: string): string {
	const digest = digestOf(secret);
	const known = Object.entries(headers).filter(([name, value]) => name.startsWith("?") && value === digest);
	return new URLSearchParams(Object.fromEntries(known.map(([name]) => [name.slice(1), secret]))).toString();
}

const mostParameters = 8;

/** For people to look at: a digest tells of a weak secret what it is. */
export function withoutDigests(headers: Headers): Headers {
	return mapValues(headers, (_, value) => (/^sha256:[0-9a-f]{64}$/.test(value) ? "sha256:…" : value));
}

function digestOf(value: string): string {
	return `sha256:${createHash("sha256").update(value).digest("hex")}`;
}

function mapValues(headers: Headers, change: (name: string, value: string) => string): Headers {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(name, value)]));
}
