import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Postgresql, startPostgresql } from "../helpers/postgresql.ts";
import type { Ground } from "./ground.ts";
import type { Played, Scenario, Stage } from "./scenario.ts";

export interface PlayOptions {
	readonly scenarios: readonly Scenario[];
	readonly databases: readonly Ground["kind"][];
	readonly isShort: boolean;
	/** Hears of each scenario when it is over. */
	readonly over?: (ended: Ended) => void;
}

/** A scenario on one database, and how it ended. */
export interface Ended {
	readonly name: string;
	readonly kind: Ground["kind"];
	readonly seconds: number;
	readonly played: Played;
}

export interface AllPlayed {
	readonly ended: readonly Ended[];
	/** What the scenarios left, for looking; null where all held, and it is gone. */
	readonly directory: string | null;
}

// Nobody cuts the power. A busy carrier, two nodes and whoever looks into it have their connections.
const SETTINGS = ["max_connections=100", "fsync=off"];

/** Plays each scenario on each of its databases, those of the two kinds beside each other. */
export async function playAll(options: PlayOptions): Promise<AllPlayed> {
	const directory = await mkdtemp(join(tmpdir(), "wayline-faults-"));
	const server = options.databases.includes("server") ? await startPostgresql({ settings: SETTINGS }) : null;
	try {
		const ofKinds = await Promise.all(options.databases.map((kind) => playOn(kind, server, directory, options)));
		const ended = ofKinds.flat();
		const isWell = ended.every(({ played }) => played.kind === "skipped" || played.broken.length === 0);
		if (isWell) await rm(directory, { recursive: true, force: true });
		return { ended, directory: isWell ? null : directory };
	} finally {
		await server?.remove();
	}
}

async function playOn(
	kind: Ground["kind"],
	server: Postgresql | null,
	directory: string,
	{ scenarios, isShort, over }: PlayOptions,
): Promise<readonly Ended[]> {
	const ended: Ended[] = [];
	for (const scenario of scenarios.filter(({ databases }) => databases.includes(kind))) {
		const startedMs = performance.now();
		const own = join(directory, `${scenario.name.replaceAll(/\W+/g, "-")}-${kind}`);
		await mkdir(own);
		const stage = { directory: own, isShort };
		const played = await playOne(scenario, stageOf(kind, server, stage));
		const seconds = Math.round((performance.now() - startedMs) / 1000);
		const one = { name: scenario.name, kind, seconds, played };
		ended.push(one);
		over?.(one);
	}
	return ended;
}

type OwnStage = Pick<Stage, "directory" | "isShort">;

function stageOf(kind: Ground["kind"], server: Postgresql | null, own: OwnStage): Stage | null {
	if (kind === "embedded") return { kind, server: null, ...own };
	return server === null ? null : { kind, server, ...own };
}

/** What ends in an error is a promise that did not hold: the service did not start, stop or answer. */
async function playOne(scenario: Scenario, stage: Stage | null): Promise<Played> {
	if (stage === null) return { kind: "skipped", because: "No PostgreSQL is installed here." };
	try {
		return await scenario.play(stage);
	} catch (error) {
		const broken = [error instanceof Error ? error.message : String(error)];
		return { kind: "played", did: "cut short", messages: 0, parcels: 0, events: 0, broken };
	}
}
