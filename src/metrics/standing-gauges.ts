import { Gauge, Registry } from "prom-client";
import type { Standing } from "../store/standing.ts";

export interface StandingOptions {
	readonly read: () => Promise<Standing>;
	/** What a carrier allows each connection: calls an hour and a day. */
	readonly quotaOf: (carrier: string) => { readonly perHour?: number; readonly perDay?: number };
	/** For how long what was read is told again; 15 s. */
	readonly keptMs?: number;
	/** How long the database is waited for; 2 s. */
	readonly patienceMs?: number;
	readonly nowMs?: () => number;
	readonly onError: (error: unknown) => void;
}

/** Gauges of what the database knows, the same on every node: take the highest of them, not their sum. */
export interface StandingGauges {
	readonly registry: Registry;
	/**
	 * Brings them up to date, and answers what they say; never rejects, and never takes longer than it was allowed. Null
	 * where the database did not say in time: then they are to be left out, because an old number would look like a new one.
	 */
	refresh(): Promise<Standing | null>;
}

export function standingGauges(options: StandingOptions): StandingGauges {
	const { read, onError, keptMs = 15_000, patienceMs = 2_000, nowMs = () => performance.now() } = options;
	const registry = new Registry();
	const gauges = gaugesIn(registry);
	let known: Standing | null = null;
	let readAtMs = Number.NEGATIVE_INFINITY;
	let reading: Promise<void> | null = null;

	// One at a time, however often it is asked: a slow database is not asked twice.
	const readAgain = () => {
		reading ??= read()
			.then((standing) => {
				show(gauges, standing, options.quotaOf);
				known = standing;
				readAtMs = nowMs();
			})
			.catch(onError)
			.finally(() => {
				reading = null;
			});
		return reading;
	};
	return {
		registry,
		refresh: async () => {
			if (nowMs() - readAtMs >= keptMs) {
				let timer: NodeJS.Timeout | undefined;
				const patience = new Promise<void>((resolve) => {
					timer = setTimeout(resolve, patienceMs);
				});
				await Promise.race([readAgain(), patience]);
				clearTimeout(timer);
			}
			return nowMs() - readAtMs < keptMs ? known : null;
		},
	};
}

type Gauges = ReturnType<typeof gaugesIn>;

function gaugesIn(registry: Registry) {
	const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
		new Gauge({ name, help, labelNames, registers: [registry] });
	return {
		connections: gauge("wayline_connections", "Connections of all sellers, by the health of asking.", [
			"carrier",
			"health",
		]),
		resting: gauge("wayline_connections_resting", "Connections that are not asked just now: back-off or quota.", [
			"carrier",
		]),
		failingSince: gauge(
			"wayline_carrier_failing_since_timestamp_seconds",
			"Since when the longest failing connection with a carrier fails.",
			["carrier"],
		),
		heardAt: gauge(
			"wayline_carrier_heard_timestamp_seconds",
			"When a carrier last answered or posted something authentic.",
			["carrier"],
		),
		pollsOverdue: gauge(
			"wayline_polls_overdue_seconds",
			"How long the longest due parcel of a carrier has waited to be asked for.",
			["carrier"],
		),
		quotaLeft: gauge("wayline_quota_left", "Calls that the connection with the fewest left may make.", [
			"carrier",
			"window",
		]),
		waiting: gauge("wayline_waiting", "What waits for its turn, or to be tried again; 10,000 are many.", ["queue"]),
		overdue: gauge("wayline_overdue_seconds", "How long the longest due of what waits has been due.", ["queue"]),
		behind: gauge("wayline_outbox_behind_seconds", "How old the oldest news is that a reader has not read.", [
			"reader",
		]),
		bytes: gauge("wayline_database_bytes", "Size of the database on its disk."),
	};
}

function show(gauges: Gauges, standing: Standing, quotaOf: StandingOptions["quotaOf"]): void {
	for (const gauge of Object.values(gauges)) gauge.reset();
	for (const one of standing.carriers) {
		const { carrier } = one;
		for (const health of ["ok", "failing", "unknown"] as const)
			gauges.connections.set({ carrier, health }, one[health]);
		gauges.resting.set({ carrier }, one.resting);
		gauges.pollsOverdue.set({ carrier }, one.overdueSeconds);
		if (one.failingSince !== null) gauges.failingSince.set({ carrier }, secondsOf(one.failingSince));
		if (one.heardAt !== null) gauges.heardAt.set({ carrier }, secondsOf(one.heardAt));
		const { perHour, perDay } = quotaOf(carrier);
		if (perHour !== undefined) gauges.quotaLeft.set({ carrier, window: "hour" }, Math.max(0, perHour - one.hourSpent));
		if (perDay !== undefined) gauges.quotaLeft.set({ carrier, window: "day" }, Math.max(0, perDay - one.daySpent));
	}
	const { deliveries, mails, notices, imports, reviews } = standing;
	for (const [queue, { waiting, overdueSeconds }] of Object.entries({ deliveries, mails, notices, imports })) {
		gauges.waiting.set({ queue }, waiting);
		gauges.overdue.set({ queue }, overdueSeconds);
	}
	gauges.overdue.set({ queue: "reviews" }, reviews.overdueSeconds);
	for (const { name, behindSeconds } of standing.readers) gauges.behind.set({ reader: name }, behindSeconds);
	gauges.bytes.set(standing.databaseBytes);
}

function secondsOf(instant: string): number {
	return Date.parse(instant) / 1000;
}
