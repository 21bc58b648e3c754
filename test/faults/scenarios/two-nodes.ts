import { playIn, type Scenario } from "../scenario.ts";

export const twoNodes: Scenario = {
	name: "one of two nodes killed",
	databases: ["server"],
	isInShort: true,
	play: (stage) =>
		playIn(stage, { nodes: 2 }, async ({ nodes, load }) => {
			const kills = stage.isShort ? 1 : 10;
			for (let kill = 0; kill < kills; kill += 1) {
				await load.more(20);
				const node = nodes[kill % nodes.length] ?? nodes[0];
				await node.kill();
				// The other goes on.
				await load.more(20);
				await node.start();
			}
			await load.more(10);
			return `${kills} of two killed in turn`;
		}),
};
