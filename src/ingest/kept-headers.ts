import { createHash } from "node:crypto";

type Headers = Readonly<Record<string, string>>;

const namesOfSecrets =
	/^(?:authorization|proxy-authorization|cookie|credential|x-api-key|api-key|.*(?:token|secret|password).*)$/;

/** A secret in a header is kept as its digest: enough to check a later secret against it, and no secret any more. */
export function withoutSecrets(headers: Headers, secret: string | null): Headers {
	return mapValues(headers, (name, value) =>
		namesOfSecrets.test(name) || (secret !== null && value.includes(secret)) ? digestOf(value) : value,
	);
}

/** The headers as they came, where what was kept as a digest is this secret; other digests stay. */
export function withSecret(headers: Headers, secret: string): Headers {
	const digest = digestOf(secret);
	// Under another name a sender could write a digest himself.
	return mapValues(headers, (name, value) => (namesOfSecrets.test(name) && value === digest ? secret : value));
}

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
