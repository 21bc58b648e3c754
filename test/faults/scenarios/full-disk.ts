import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Postgresql, startPostgresql } from "../../helpers/postgresql.ts";
import { embeddedGround } from "../ground.ts";
import { type Played, playIn, type Scenario, type Stage } from "../scenario.ts";
import type { World } from "../world.ts";

const run = promisify(execFile);

/** Room for the database, some of its log, and what it keeps free. */
const ROOM_MEGABYTES = 420;

/** Only root may mount one; then nothing is written to the machine's own disk. */
export const fullDisk: Scenario = {
	name: "a full disk",
	databases: ["embedded", "server"],
	isInShort: false,
	play: async (stage) => {
		// Not in the folder of the scenarios, which is closed to the user that PostgreSQL runs as.
		const disk = await mkdtemp(join(tmpdir(), "wayline-disk-"));
		try {
			await run("mount", ["-t", "tmpfs", "-o", `size=${ROOM_MEGABYTES}m`, "tmpfs", disk]);
		} catch {
			await rm(disk, { recursive: true });
			return { kind: "skipped", because: "Nobody but root may mount a small disk." };
		}
		try {
			await chmod(disk, 0o777);
			const played =
				stage.kind === "embedded" ? await fillUnderService(stage, disk) : await fillUnderServer(stage, disk);
			const isBroken = played.kind === "played" && played.broken.length > 0;
			// For looking: the disk itself goes.
			if (isBroken) await run("cp", ["-a", disk, join(stage.directory, "kept")]);
			return played;
		} finally {
			await run("umount", ["--lazy", disk]);
			await rm(disk, { recursive: true, force: true });
		}
	},
};

/** The embedded database lies on it: writes are refused before any of them could meet the end of the disk. */
async function fillUnderService(stage: Stage, disk: string): Promise<Played> {
	const ground = await embeddedGround(disk);
	return await playIn(stage, { ground }, (world) => fill(world, disk, async () => {}));
}

/** PostgreSQL lies on it, may give up over it, and is started again by whoever keeps it. */
async function fillUnderServer(stage: Stage, disk: string): Promise<Played> {
	const settings = ["fsync=off", "max_wal_size=64MB", "min_wal_size=32MB"];
	const server = await startPostgresql({ settings, within: disk });
	if (server === null) throw new Error("PostgreSQL is installed, and could not be found again.");
	try {
		return await playIn({ ...stage, kind: "server", server }, {}, (world) =>
			fill(world, disk, () => startedAgain(server)),
		);
	} finally {
		await server.remove();
	}
}

async function fill({ load }: World, disk: string, roomIsMade: () => Promise<void>): Promise<string> {
	const times = 3;
	const ballast = join(disk, "ballast");
	for (let time = 0; time < times; time += 1) {
		await load.more(20);
		const { bavail, bsize } = await statfs(disk);
		// The last little is left for the database to fill.
		await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 1024 * 1024)));
		await load.refusals(load.refused() + 20);
		await rm(ballast);
		await roomIsMade();
		await load.more(20);
	}
	return `a disk of ${ROOM_MEGABYTES} MB (tmpfs) filled ${times} times`;
}

/** It may have died of it. */
async function startedAgain(server: Postgresql): Promise<void> {
	await server.kill();
	await server.start();
}
