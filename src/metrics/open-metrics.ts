import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { carrierOf } from "../../adapters/index.ts";
import type { Database } from "../store/database.ts";
import { readStanding } from "../store/standing.ts";
import { measuredDatabase } from "./measured-database.ts";
import { createMeters, type Meters } from "./meters.ts";
import { standingBoard } from "./standing-board.ts";
import { standingGauges } from "./standing-gauges.ts";

export interface Metrics {
	readonly meters: Meters;
	/** The database that all work of the service is to go through, so that it is measured. */
	readonly db: Database;
	/** In Prometheus' text format; answers while the database is away too. */
	readonly text: () => Promise<string>;
	readonly contentType: string;
	/** The board for whoever runs the service; null where the database did not say in time. */
	readonly board: () => Promise<string | null>;
}

/** What one service measures of itself. `onError` hears when the database could not be asked how things stand. */
export function openMetrics(db: Database, onError: (error: unknown) => void): Metrics {
	const meters = createMeters();
	const { registry } = meters;
	const quotaOf = (carrier: string) => carrierOf(carrier)?.api?.rate ?? {};
	const standing = standingGauges({
		// Not through the measured one: its own reading would be the news of a quiet service.
		read: () => readStanding(db),
		quotaOf,
		onError,
	});
	const isKnown = new Gauge({
		name: "wayline_standing_known",
		help: "1 where the database said in time how things stand; else what it knows is left out.",
		registers: [registry],
	});
	return {
		meters,
		db: measuredDatabase(db, registry),
		contentType: registry.contentType,
		board: async () => {
			const known = await standing.refresh();
			return known && standingBoard(known, quotaOf, new Date());
		},
		text: async () => {
			const known = (await standing.refresh()) !== null;
			isKnown.set(known ? 1 : 0);
			const registries = [ofProcess(), registry, ...(known ? [standing.registry] : [])];
			const texts = await Promise.all(registries.map((one) => one.metrics()));
			return `${texts.map((text) => text.trimEnd()).join("\n")}\n`;
		},
	};
}

let processRegistry: Registry | null = null;

/** Memory, processor time, lag of the event loop: watchers that nothing ends, so that a process has them once. */
function ofProcess(): Registry {
	if (processRegistry === null) {
		processRegistry = new Registry();
		collectDefaultMetrics({ register: processRegistry });
	}
	return processRegistry;
}
