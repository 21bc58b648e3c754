import { expect, test } from "vitest";
import { outcomeOf } from "../../adapters/kit/index.ts";

test.each([
	["404", "No result found", "not-found"],
	["151018", "Invalid tracking number", "not-found"],
	["401", "", "denied"],
	["", "Invalid token or token is not present.", "denied"],
	["", "Forbidden", "denied"],
	["429", "", "rate-limited"],
	["10429", "Too Many Requests", "rate-limited"],
	["500", "Internal server error", "error"],
])("a refusal %s %s is %s", (code, words, outcome) => {
	expect(outcomeOf(code, words)).toBe(outcome);
});
