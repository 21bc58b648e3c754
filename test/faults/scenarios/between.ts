import { groundOf, playIn, type Scenario } from "../scenario.ts";
import { startWire, type Wire } from "../wire.ts";
import type { World } from "../world.ts";

/** What happens between the service and its PostgreSQL, both of which are well. */
function between(name: string, happens: (wire: Wire, world: World) => Promise<string>): Scenario {
	return {
		name,
		databases: ["server"],
		isInShort: false,
		play: async (stage) => {
			if (stage.server === null) throw new Error("Nothing stands between the service and an embedded database.");
			const url = new URL(stage.server.url);
			const wire = await startWire({ hostname: url.hostname, port: Number(url.port) });
			url.port = String(wire.port);
			try {
				const ground = await groundOf(stage, url.href);
				return await playIn(stage, { ground }, (world) => happens(wire, world));
			} finally {
				await wire.close();
			}
		},
	};
}

export const connectionsCut = between("connections to PostgreSQL cut", async (wire, { load }) => {
	const cuts = 40;
	for (let cut = 0; cut < cuts; cut += 1) {
		await load.more(1 + (cut % 7) * 2);
		wire.cut();
	}
	await load.more(20);
	return `${cuts} cuts`;
});

export const slowDatabase = between("a slow PostgreSQL", async (wire, { load }) => {
	for (const ms of [20, 100, 300]) {
		wire.slowBy(ms);
		await load.more(20);
	}
	wire.slowBy(0);
	await load.more(20);
	return "answers up to 600 ms late";
});
