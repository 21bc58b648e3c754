import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { Database } from "../store/database.ts";
import { isOutage, isPassing } from "../store/outage.ts";

const SECONDS = [0.0005, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** The same database, whose queries and transactions are counted and timed, the wait for a free connection in it. */
export function measuredDatabase(db: Database, registry: Registry): Database {
	const registers = [registry];
	const seconds = new Histogram({
		name: "wayline_database_seconds",
		help: "How long the database took, with the wait for a free connection, by kind.",
		labelNames: ["kind"],
		buckets: SECONDS,
		registers,
	});
	const failures = new Counter({
		name: "wayline_database_failures_total",
		help: "What the database refused: it was away (outage), soon over such as a deadlock (passing), or else.",
		labelNames: ["because"],
		registers,
	});
	const inFlight = new Gauge({
		name: "wayline_database_in_flight",
		help: "Queries and transactions of this node that wait for the database.",
		registers,
	});
	const ofQuery = seconds.labels({ kind: "query" });
	const ofTransaction = seconds.labels({ kind: "transaction" });
	const measured = async <T>(took: { observe(value: number): void }, work: () => Promise<T>): Promise<T> => {
		const startedAt = performance.now();
		inFlight.inc();
		try {
			return await work();
		} catch (error) {
			failures.inc({ because: isOutage(error) ? "outage" : isPassing(error) ? "passing" : "other" });
			throw error;
		} finally {
			inFlight.dec();
			took.observe((performance.now() - startedAt) / 1000);
		}
	};
	return {
		...db,
		rows: (query) => measured(ofQuery, () => db.rows(query)),
		transaction: (work) => measured(ofTransaction, () => db.transaction(work)),
	};
}
