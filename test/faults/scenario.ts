import type { Postgresql } from "../helpers/postgresql.ts";
import { embeddedGround, type Ground, serverGround } from "./ground.ts";
import { startWorld, type World, type WorldOptions } from "./world.ts";

/** Where a scenario is played. */
export type Stage = StageOf<"embedded", null> | StageOf<"server", Postgresql>;

interface StageOf<Kind extends Ground["kind"], Server> {
	readonly kind: Kind;
	/** It is running; a scenario that stops it starts it again. */
	readonly server: Server;
	/** A folder of the scenario's own. */
	readonly directory: string;
	/** As little of it as shows anything. */
	readonly isShort: boolean;
}

export interface Scenario {
	/** What breaks. */
	readonly name: string;
	readonly databases: readonly Ground["kind"][];
	/** Part of the short form. */
	readonly isInShort: boolean;
	readonly play: (stage: Stage) => Promise<Played>;
}

export type Played =
	| {
			readonly kind: "played";
			/** What was broken and how often. */
			readonly did: string;
			readonly messages: number;
			readonly parcels: number;
			readonly events: number;
			/** A sentence for each promise that did not hold; none: all held. */
			readonly broken: readonly string[];
	  }
	/** Why this machine cannot play it. */
	| { readonly kind: "skipped"; readonly because: string };

export function groundOf(stage: Stage, through?: string): Promise<Ground> {
	return stage.kind === "embedded"
		? embeddedGround(stage.directory)
		: serverGround(stage.server, stage.directory, through);
}

/**
 * A service under load, in which `breakThings` breaks things and makes them good; then everything is looked at. It answers
 * what it did.
 */
export async function playIn(
	stage: Stage,
	options: Partial<WorldOptions>,
	breakThings: (world: World) => Promise<string>,
): Promise<Played> {
	const { directory } = stage;
	const ground = options.ground ?? (await groundOf(stage));
	const world = await startWorld({ directory, ...options, ground });
	try {
		const did = await breakThings(world);
		const broken = await world.audit();
		const { load, sellerSystem } = world;
		const counts = { messages: load.acknowledged.length, parcels: load.parcels.length };
		return { kind: "played", did, ...counts, events: sellerSystem.arrived.size, broken };
	} finally {
		await world.end();
	}
}
