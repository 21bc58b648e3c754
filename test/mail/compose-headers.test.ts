import fc from "fast-check";
import { expect, test } from "vitest";
import { composeHeaders, type Letter, replyAddress, trimReferences } from "../../src/mail/compose-headers.ts";
import type { TokenKeys } from "../../src/mail/signed-token.ts";
import { findThreadTokens, type ThreadToken, threadToken } from "../../src/mail/thread-token.ts";

const keys: TokenKeys = [Buffer.alloc(32, 1)];
const token: ThreadToken = { thread: "qst_0123456789ABCDEFGHIJkl", sentTo: { role: "buyer", person: 0 } };
const text = threadToken(token, keys);
const letter: Letter = {
	kind: "answer",
	id: "eml_1",
	token,
	mailbox: "reply@shop.example",
	takesPlusAddresses: true,
	fromName: "Mia B. via Shop",
	subject: "Your parcel",
};

test("an answer comes back to its thread by address and by id, and says nothing of robots", () => {
	expect(composeHeaders({ ...letter, answers: ["a@b.example", "<c@d.example>"] }, keys)).toEqual({
		fromName: "Mia B. via Shop",
		replyTo: { name: "Mia B. via Shop", address: `reply+${text}@shop.example` },
		subject: "Your parcel",
		messageId: `<${threadToken(token, keys, "id")}.eml_1@shop.example>`,
		inReplyTo: "<c@d.example>",
		references: ["<a@b.example>", "<c@d.example>"],
		headers: { "X-Loop": "shop.example", "X-Auto-Response-Suppress": "OOF, AutoReply" },
	});
});

test("a mailbox without plus-addresses is answered at its own address, and the id still has the token", () => {
	const { replyTo, messageId } = composeHeaders({ ...letter, takesPlusAddresses: false }, keys);
	expect(replyTo.address).toBe("reply@shop.example");
	expect(findThreadTokens(messageId, keys)).toEqual([token]);
});

test.each([
	["automatic", [], "auto-generated"],
	["automatic", ["<a@b>"], "auto-replied"],
] as const)("%s says that nobody wrote it %#", (kind, answers, said) => {
	const { headers } = composeHeaders({ ...letter, kind, answers }, keys);
	expect(headers["Auto-Submitted"]).toBe(said);
	expect(headers["X-Auto-Response-Suppress"]).toBe("All");
});

test("whatever people call themselves and their questions, a head stays a head", () => {
	const hostile = fc.string({ unit: fc.constantFrom(...'a \r\n\t\0\u202e\u2066\u200b\u2028\ud800<>"@:,é荷📦') });
	fc.assert(
		fc.property(hostile, hostile, hostile, (fromName, subject, id) => {
			const head = composeHeaders({ ...letter, fromName, subject, answers: [id, `<${id}>`] }, keys);
			for (const line of [head.fromName, head.subject, head.inReplyTo ?? "", ...head.references]) {
				expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
			}
			expect([...head.fromName].length).toBeLessThanOrEqual(60);
			expect([...head.subject].length).toBeLessThanOrEqual(160);
		}),
		{ numRuns: 500, seed: 9 },
	);
});

test("of a long chain the first and the last twenty less one stay", () => {
	const ids = Array.from({ length: 50 }, (_, at) => `<${at}@b>`);
	expect(trimReferences(ids)).toEqual(["<0@b>", ...ids.slice(31)]);
	expect(trimReferences(["<1@b>", "2@b", "not an id", "<1@b>"])).toEqual(["<2@b>", "<1@b>"]);
});

test("an address is never longer than mail servers take", () => {
	expect(replyAddress(`${"a".repeat(18)}@shop.example`, text)).toBe(`${"a".repeat(18)}+${text}@shop.example`);
	expect(replyAddress(`${"a".repeat(19)}@shop.example`, text)).toBe(`${"a".repeat(19)}@shop.example`);
});
