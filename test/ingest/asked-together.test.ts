import { expect, test } from "vitest";
import { askedTogether } from "../../src/ingest/asked-together.ts";

test("what is wanted in one turn is one question, each key once; what is wanted later is asked anew", async () => {
	const asked: string[][] = [];
	const answerTo = askedTogether(async (keys: readonly string[]) => {
		asked.push([...keys]);
		return new Map(keys.flatMap((key): [string, string][] => (key === "none" ? [] : [[key, `${key}${asked.length}`]])));
	});
	expect(await Promise.all(["a", "b", "a", "none"].map(answerTo))).toEqual(["a1", "b1", "a1", null]);
	expect(await answerTo("a")).toBe("a2");
	expect(asked).toEqual([["a", "b", "none"], ["a"]]);
});

test("a question that fails fails for all who asked it, and for nobody after them", async () => {
	let fails = true;
	const answerTo = askedTogether(async (keys: readonly string[]) => {
		if (fails) throw new Error("away");
		return new Map(keys.map((key) => [key, key]));
	});
	const answers = await Promise.allSettled([answerTo("a"), answerTo("b")]);
	expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
	fails = false;
	expect(await answerTo("a")).toBe("a");
});
