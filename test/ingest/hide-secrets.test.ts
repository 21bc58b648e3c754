import { expect, test } from "vitest";
import { hideSecrets } from "../../src/ingest/hide-secrets.ts";

test.each([
	["bad credential the-credential, client very-secret", "bad credential …, client …"],
	["no such page: https://shop.example/hook?token=a%2Fb%26cd", "no such page: https://shop.example/hook?token=…"],
	['{"secret":"say \\"no\\""}', '{"secret":"…"}'],
	["the-credential-2 the-credential", "… …"],
	["nothing to hide here", "nothing to hide here"],
])("of %j remains %j", (words, left) => {
	const secrets = ["the-credential", "the-credential-2", "very-secret", "a/b&cd", 'say "no"', "n", ""];
	expect(hideSecrets(words, secrets)).toBe(left);
});
