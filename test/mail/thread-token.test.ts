import fc from "fast-check";
import { expect, test } from "vitest";
import { referenceLine, unwrapReferences } from "../../src/mail/own-marks.ts";
import { TOKEN_LENGTH, type TokenKeys } from "../../src/mail/signed-token.ts";
import {
	findThreadTokens,
	PARTY_ROLES,
	readThreadToken,
	type ThreadToken,
	threadToken,
} from "../../src/mail/thread-token.ts";

const keys: TokenKeys = [Buffer.alloc(32, 1)];
const otherKeys: TokenKeys = [Buffer.alloc(32, 2)];
const tokens = fc.record({
	thread: fc.stringMatching(/^qst_[0-9A-Za-z]{22}$/),
	sentTo: fc.record({ role: fc.constantFrom(...PARTY_ROLES), person: fc.integer({ min: 0, max: 1023 }) }),
});
const first: ThreadToken = { thread: "qst_0123456789ABCDEFGHIJkl", sentTo: { role: "staff", person: 3 } };

test("a token says what it was made of, in any case, and only with its key", () => {
	fc.assert(
		fc.property(tokens, fc.boolean(), (token, isFolded) => {
			const text = threadToken(token, keys);
			expect(text).toMatch(/^[0-9a-hjkmnp-tv-z]{45}$/);
			expect(readThreadToken(isFolded ? text.toUpperCase() : text, keys)).toEqual(token);
			expect(readThreadToken(text, otherKeys)).toBeNull();
			expect(readThreadToken(text, [...otherKeys, ...keys])).toEqual(token);
		}),
		{ numRuns: 300, seed: 9 },
	);
});

test("a token with any other character is none", () => {
	const text = threadToken(first, keys);
	for (let at = 0; at < TOKEN_LENGTH; at += 1) {
		for (const character of "0z7") {
			if (text[at] === character) continue;
			expect(readThreadToken(text.slice(0, at) + character + text.slice(at + 1), keys)).toBeNull();
		}
	}
});

test("the largest id and person fit", () => {
	const largest: ThreadToken = { thread: `qst_${"z".repeat(22)}`, sentTo: { role: "third", person: 1023 } };
	expect(readThreadToken(threadToken(largest, keys), keys)).toEqual(largest);
});

test("what cannot be held is refused", () => {
	expect(() => threadToken({ ...first, thread: "shp_0123456789ABCDEFGHIJkl" }, keys)).toThrow();
	expect(() => threadToken({ ...first, sentTo: { role: "staff", person: 1024 } }, keys)).toThrow();
});

const text = threadToken(first, keys);
test.each([
	["a reply address", `reply+${text}@shop.example`],
	["folded", `REPLY+${text.toUpperCase()}@SHOP.EXAMPLE`],
	["SRS", `SRS0=ab12=CD=shop.example=reply+${text}@forwarder.example`],
	["SRS that wrote the plus as =2B", `SRS0=ab12=CD=shop.example=reply=2B${text}@forwarder.example`],
	["VERP of a list", `list-bounces+reply=2b${text}=shop.example@lists.example`],
	["BATV", `prvs=1234abcd=reply+${text}@shop.example`],
	["a Message-ID", `<${text}.eml_1@shop.example>`],
	["a link", `mailto:reply%2B${text}@shop.example`],
	["among words", `see [ref:${text}], please`],
])("a token is found in %s", (_, where) => {
	expect(findThreadTokens(where, keys)).toEqual([first]);
});

test.each([40, 50, 60, 72])("a reference is found however it is quoted and wrapped, here at %i", (width) => {
	for (const marks of ["", "> ", "> > ", ">>> ", "| "]) {
		const line = `… your parcel. ${referenceLine(text)} Mia wrote more`;
		const wrapped = Array.from(
			{ length: Math.ceil(line.length / width) },
			(_, at) => marks + line.slice(at * width, (at + 1) * width),
		);
		expect(findThreadTokens(unwrapReferences(wrapped.join("\n")), keys)).toEqual([first]);
	}
});

test("a text full of false tokens is left after a while", () => {
	const full = Array.from({ length: 100_000 }, (_, at) => String(at).padStart(TOKEN_LENGTH, "w")).join(" ");
	const before = performance.now();
	expect(findThreadTokens(`${full} ${text}`, keys)).toEqual([]);
	expect(performance.now() - before).toBeLessThan(500);
});
