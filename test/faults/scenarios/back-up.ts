import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../helpers/free-port.ts";
import { auditFold, auditKept } from "../audit.ts";
import { type Ground, groundIn, groundNamed } from "../ground.ts";
import { nodeOf } from "../node.ts";
import { playIn, type Scenario, type Stage } from "../scenario.ts";
import type { World } from "../world.ts";

const run = promisify(execFile);

/** As the README has it: the service runs, carriers post, and a copy is made and brought back to life elsewhere. */
export const backUp: Scenario = {
	name: "back-up and restore while it runs",
	databases: ["embedded", "server"],
	isInShort: false,
	play: async (stage) => {
		const broken: string[] = [];
		const played = await playIn(stage, {}, async (world) => {
			const times = 3;
			for (let time = 1; time <= times; time += 1) {
				await world.load.more(40);
				broken.push(...(await backedUp(stage, world, `copy-${time}`)));
			}
			return `${times} copies restored`;
		});
		return played.kind === "skipped" ? played : { ...played, broken: [...broken, ...played.broken] };
	},
};

/** Everything that was acknowledged before the copy was begun is in it. */
async function backedUp(stage: Stage, world: World, name: string): Promise<readonly string[]> {
	const { key, directory, settings } = world;
	const load = {
		acknowledged: [...world.load.acknowledged],
		parcels: world.load.parcels.filter(({ id }) => id !== null).map((parcel) => ({ ...parcel })),
	};
	const ground =
		stage.kind === "embedded"
			? await copyFrozen(world, join(directory, name))
			: await dumpAndRestore(stage, world, name);
	await world.load.more(10);
	// Nobody is told anything by a copy: the seller's system is none that it may post to.
	const own = { ...settings, ...ground.settings, WAYLINE_PRIVATE_ENDPOINTS: "" };
	const node = nodeOf({ name, port: await freePort(), settings: own, directory });
	try {
		await node.start();
		const kept = await auditKept({ ground, node, key, load, isPart: true });
		const folded = await auditFold({ settings: own });
		return [...kept, ...folded].map((sentence) => `In the ${name}: ${sentence}`);
	} finally {
		await node.kill();
	}
}

/** The process stands still while its directory is copied: the copy is what `kill -9` would have left. */
async function copyFrozen({ ground }: World, to: string): Promise<Ground> {
	const from = ground.settings.WAYLINE_DATA_DIR ?? "";
	const pid = Number(/"pid":(\d+)/.exec(await readFile(join(from, "lock"), "utf8"))?.[1]);
	process.kill(pid, "SIGSTOP");
	try {
		await run("cp", ["-a", from, to]);
	} finally {
		process.kill(pid, "SIGCONT");
	}
	await rm(join(to, "lock"));
	return groundIn(to);
}

async function dumpAndRestore(stage: Stage, { ground, directory }: World, name: string): Promise<Ground> {
	const { server } = stage;
	if (server === null) throw new Error("There is no server to dump from.");
	const file = join(directory, `${name}.dump`);
	await run(join(server.binaries, "pg_dump"), ["-Fc", "-f", file, ground.settings.DATABASE_URL ?? ""]);
	const database = `restored_${name.replaceAll("-", "_")}_${process.pid}`;
	await server.asked(`create database ${database}`);
	await run(join(server.binaries, "pg_restore"), ["--no-owner", "-d", `${server.url}${database}`, file]);
	return groundNamed(server, database, directory);
}
