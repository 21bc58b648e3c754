const shortest = 4;

/** A carrier's words without what we told it in confidence: error texts quote requests, addresses and all. */
export function hideSecrets(words: string, secrets: readonly string[]): string {
	const written = secrets
		.filter((secret) => secret.length >= shortest)
		.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
	// The longest first: one may be a part of another.
	const each = [...new Set(written)].sort((one, other) => other.length - one.length);
	return each.reduce((text, secret) => text.replaceAll(secret, "…"), words);
}
