import { expect, test } from "vitest";
import type { Knocked } from "./door.ts";
import { errorsIn, judge, lostOf } from "./judge.ts";
import { randomOf } from "./random.ts";

const knocked = (outcome: Partial<Knocked["outcome"]>, path = "/v1/shipments"): Knocked => ({
	outcome: { status: 422, ms: 5, retryAfter: null, location: null, ...outcome },
	input: { method: "POST", path, headers: {}, body: Buffer.alloc(0) },
});

test.each<[string, Knocked, RegExp]>([
	["a failure of ours", knocked({ status: 500 }), /answered with 500/],
	["a 503 that says not when to come again", knocked({ status: 503 }), /answered with 503/],
	["a 501 of what is no oEmbed", knocked({ status: 501 }), /answered with 501/],
	["no answer", knocked({ status: 0 }), /without an answer/],
	["an answer that took long", knocked({ ms: 12_345 }), /took 12\.3 s/],
])("%s is a finding", (_, one, sentence) => {
	expect(judge(one)).toMatch(sentence);
});

test.each<[string, Knocked]>([
	["a refusal", knocked({})],
	["what is too much just now", knocked({ status: 503, retryAfter: "60" })],
	["a format that oEmbed has and we have not", knocked({ status: 501 }, "/oembed?format=xml")],
])("%s is none", (_, one) => {
	expect(judge(one)).toBe(null);
});

test("of the log each error is named with its request, and what is no line of it", () => {
	const warning = '{"level":40,"requestId":"fuzz-seed-1","msg":"answered"}';
	const error = '{"level":50,"requestId":"fuzz-seed-2","msg":"a request failed"}';
	expect(errorsIn(`${warning}\n${error}\n<--- Last few GCs --->\n`)).toEqual([
		{ requestId: "fuzz-seed-2", line: error },
		{ requestId: null, line: "<--- Last few GCs --->" },
	]);
});

test("a webhook that was acknowledged and is not kept is named by its seed", () => {
	const acknowledged = new Map([
		["aa", 1],
		["bb", 2],
	]);
	expect(lostOf(acknowledged, new Set(["aa", "bb"]))).toEqual([]);
	expect(lostOf(acknowledged, new Set(["bb"]))).toEqual([1]);
});

test("a seed makes the same input again, and another seed another", () => {
	const bytesOf = (seed: number) => randomOf(seed).bytes(20).toString("hex");
	expect(bytesOf(7)).toBe(bytesOf(7));
	expect(bytesOf(7)).not.toBe(bytesOf(8));
});
