import { playIn, type Scenario } from "../scenario.ts";

export const receiverDown: Scenario = {
	name: "the seller's system down",
	databases: ["embedded", "server"],
	isInShort: false,
	play: (stage) =>
		playIn(stage, {}, async ({ nodes: [node], load, sellerSystem }) => {
			await load.more(20);
			await sellerSystem.turn("refuses");
			await load.more(60);
			await sellerSystem.turn("away");
			await load.more(60);
			// What waits to be told outlives the service.
			await node.kill();
			await node.start();
			await load.more(20);
			await sellerSystem.turn("takes");
			await load.more(20);
			return "it refused, then nobody listened, and the service was killed meanwhile";
		}),
};
