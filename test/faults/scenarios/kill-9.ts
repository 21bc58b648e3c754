import { playIn, type Scenario } from "../scenario.ts";

export const kill9: Scenario = {
	name: "kill -9 of the service",
	databases: ["embedded", "server"],
	isInShort: true,
	play: (stage) =>
		playIn(stage, {}, async ({ nodes: [node], load }) => {
			const kills = stage.isShort ? 2 : 50;
			for (let kill = 0; kill < kills; kill += 1) {
				// Now in the first batch after the start, now in the middle of the stream.
				await load.more(1 + (kill % 5) * (stage.isShort ? 6 : 12));
				await node.kill();
				await node.start();
			}
			await load.more(10);
			return `${kills} kills`;
		}),
};
