import { expect, test } from "vitest";
import { textRules } from "../../adapters/kit/index.ts";

const rules = textRules("fr", 2, [
	[["delivery_attempted.recipient_absent", "recipient.absent"], /absent/i],
	["delivered.to_recipient", /livr[ée]/i],
]);

test("the first rule that fits names the meaning, its language and version", () => {
	expect(rules.keyOf("Colis non livré :\n destinataire  absent")).toBe(
		"fr2:delivery_attempted.recipient_absent/recipient.absent",
	);
	expect(rules.keyOf("Livré")).toBe("fr2:delivered.to_recipient");
	expect(rules.statuses["fr2:delivered.to_recipient"]).toBe("delivered.to_recipient");
});

test("words that no rule fits have no key", () => {
	expect(rules.keyOf("Colis trié")).toBeUndefined();
	expect(rules.keyOf(undefined)).toBeUndefined();
	expect(rules.keyOf(`${"x".repeat(5_000)} livré`)).toBeUndefined();
});

test("a pattern that can never fit is refused when it is written", () => {
	expect(() => textRules("fr", 1, [["delivered.to_recipient", /\blivré\b/i]])).toThrow("never fits");
	expect(() => textRules("fr", 1, [["delivered.to_recipient", /\blivr[ée]/i]])).not.toThrow();
});
