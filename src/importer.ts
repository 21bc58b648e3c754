import { describeFailure } from "./describe-failure.ts";
import type { Log } from "./http/access.ts";
import { checkShipment } from "./http/check-shipment.ts";
import { type Repeated, type Rounds, repeat } from "./repeat.ts";
import type { Deps } from "./services/deps.ts";
import { readImports } from "./services/read-imports.ts";
import { freeImports } from "./store/import-leases.ts";

export interface ImporterOptions extends Rounds {
	readonly log: Log;
	readonly everyMs?: number;
}

/** Reads the files of parcels that sellers sent, on one node at a time. */
export function startImporter(deps: Deps, { log, onError, onDone, everyMs = 1_000 }: ImporterOptions): Repeated {
	const onFailedRow = (importId: string, row: number, error: unknown) =>
		log.error({ importId, row, failure: describeFailure(error) }, "a row of an import failed");
	// Whoever held an import of the embedded database is dead: the directory is this process's alone.
	let isFreed = deps.db.kind !== "embedded";
	return repeat(
		async (stopping) => {
			if (!isFreed) await freeImports(deps.db);
			isFreed = true;
			await readImports(deps, { check: checkShipment, onFailedRow, stopping });
		},
		{ everyMs, onError, onDone },
	);
}
