import type { Postgresql } from "../../helpers/postgresql.ts";
import { playIn, type Scenario } from "../scenario.ts";

/** The service stays, and finds its way back by itself. */
function postgresqlGoes(
	name: string,
	isInShort: boolean,
	goes: (server: Postgresql) => Promise<void>,
	outage: "told" | "at once",
): Scenario {
	return {
		name,
		databases: ["server"],
		isInShort,
		play: (stage) => {
			const { server } = stage;
			if (server === null) throw new Error("Only a server can go.");
			return playIn(stage, {}, async ({ load }) => {
				const times = stage.isShort ? 1 : 8;
				for (let time = 0; time < times; time += 1) {
					await load.more(15 + time);
					const refusedBefore = load.refused();
					await goes(server);
					// Away until carriers have met it.
					if (outage === "told") await load.refusals(refusedBefore + 5);
					await server.start();
					await load.more(15);
				}
				return times === 1 ? "once" : `${times} times`;
			});
		},
	};
}

export const postgresqlStopped = postgresqlGoes(
	"PostgreSQL stopped for a while",
	false,
	(server) => server.stop("fast"),
	"told",
);

export const postgresqlRestarted = postgresqlGoes(
	"PostgreSQL restarted",
	false,
	(server) => server.stop("immediate"),
	"at once",
);

export const postgresqlKilled = postgresqlGoes("kill -9 of PostgreSQL", true, (server) => server.kill(), "told");
