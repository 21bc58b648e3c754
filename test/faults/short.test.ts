import { expect, test } from "vitest";
import { playAll } from "./play-all.ts";
import { SCENARIOS } from "./scenarios/index.ts";

test("what was acknowledged is kept once and told, whatever is killed at work: the short form of npm run test:faults", async () => {
	const { ended } = await playAll({
		scenarios: SCENARIOS.filter(({ isInShort }) => isInShort),
		databases: ["embedded", "server"],
		isShort: true,
	});
	const broken = ended.flatMap(({ name, kind, played }) =>
		played.kind === "played" ? played.broken.map((sentence) => `${name}, ${kind}: ${sentence}`) : [],
	);
	expect(broken).toEqual([]);
	const embedded = ended.filter(({ kind }) => kind === "embedded").map(({ played }) => played);
	expect(embedded.length).toBeGreaterThan(0);
	for (const played of embedded)
		expect(played).toMatchObject({ kind: "played", messages: expect.toSatisfy((n) => n > 10) });
}, 300_000);
