import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** Work in the background, as its two ends: `repeat` and `startWorker` take both. */
export interface Job {
	readonly onError: (error: unknown) => void;
	/** Hears of each round that went well, one that found nothing to do too. */
	readonly onDone: () => void;
}

export type Meters = ReturnType<typeof createMeters>;

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
const REQUEST_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const COMMIT_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const BATCH_ROWS = [1, 2, 5, 10, 25, 50, 100, 200];
const DELIVERY_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/**
 * What this process counts as it works. Everything is a number in memory: nothing is asked of anybody. Labels come from
 * lists of ours (routes, carriers with an adapter, outcomes), so that there is a bounded number of series; none names a
 * seller, a parcel, a token or an address.
 */
export function createMeters() {
	const registry = new Registry();
	const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
		new Counter({ name, help, labelNames, registers: [registry] });
	const histogram = <Label extends string>(
		name: string,
		help: string,
		buckets: number[],
		labelNames: readonly Label[] = [],
	) => new Histogram({ name, help, buckets, labelNames, registers: [registry] });

	const requests = counter("wayline_http_requests_total", "Requests answered, by route and class of status.", [
		"route",
		"method",
		"status",
	]);
	const requestSeconds = histogram(
		"wayline_http_request_seconds",
		"How long requests took until their answer was begun, by route.",
		REQUEST_SECONDS,
		["route"],
	);
	// To find a series by its labels takes longer than to count in it.
	const requestSeries = new Map<
		string,
		{ readonly count: Counter.Internal; readonly seconds: Histogram.Internal<string> }
	>();
	const webhooks = counter("wayline_webhooks_total", "Posts of carriers, by what became of them.", [
		"carrier",
		"outcome",
	]);
	const messages = counter(
		"wayline_messages_total",
		"Messages of carriers that were committed, by what they were. `again`: kept before.",
		["carrier", "channel", "outcome"],
	);
	const parcels = counter(
		"wayline_message_parcels_total",
		"Parcels that new messages spoke of, by whether registered.",
		["carrier", "registered"],
	);
	const scans = counter("wayline_scans_total", "Scans in new messages.", ["carrier"]);
	const problems = counter("wayline_problems_total", "What was wrong in new messages, by kind.", ["carrier", "kind"]);
	const batchRows = histogram("wayline_commit_messages", "Messages that shared a transaction.", BATCH_ROWS);
	const batchSeconds = histogram("wayline_commit_seconds", "How long such a transaction took.", COMMIT_SECONDS);
	const polls = counter("wayline_polls_total", "Calls to carriers for scans, by what came of them.", [
		"carrier",
		"outcome",
	]);
	const deliveries = counter("wayline_deliveries_total", "Attempts to tell sellers' endpoints, by what came of them.", [
		"outcome",
	]);
	const deliverySeconds = histogram(
		"wayline_delivery_seconds",
		"How long sellers' endpoints took to answer.",
		DELIVERY_SECONDS,
	);
	const mails = counter("wayline_mails_total", "Attempts to send mail, by what came of them.", ["outcome"]);
	const jobDone = new Gauge({
		name: "wayline_job_last_success_timestamp_seconds",
		help: "When work in the background last went well on this node.",
		labelNames: ["job"],
		registers: [registry],
	});
	const jobFailures = counter("wayline_job_failures_total", "Failures of work in the background on this node.", [
		"job",
	]);

	return {
		registry,
		/** `ms` is the time until the answer was begun. */
		answered: ({ route, method, status, ms }: Answered): void => {
			const known = METHODS.has(method) ? method : "other";
			const statuses = `${Math.floor(status / 100)}xx`;
			const series = `${route} ${known} ${statuses}`;
			const own = requestSeries.get(series) ?? {
				count: requests.labels({ route, method: known, status: statuses }),
				seconds: requestSeconds.labels({ route }),
			};
			requestSeries.set(series, own);
			own.count.inc();
			own.seconds.observe(ms / 1000);
		},
		posted: (carrier: string | null, outcome: string): void => {
			webhooks.inc({ carrier: carrier ?? "unknown", outcome });
		},
		received: ({ carrier, channel }: ReceivedFrom, message: ReceivedMessage, told: number): void => {
			const { isNew, outcome, accepted, unmatched, problems: found } = message;
			messages.inc({ carrier, channel, outcome: isNew ? outcome : "again" });
			if (!isNew) return;
			if (accepted > 0) parcels.inc({ carrier, registered: "yes" }, accepted);
			if (unmatched > 0) parcels.inc({ carrier, registered: "no" }, unmatched);
			if (told > 0) scans.inc({ carrier }, told);
			for (const { kind } of found) problems.inc({ carrier, kind });
		},
		committed: (rows: number, seconds: number): void => {
			batchRows.observe(rows);
			batchSeconds.observe(seconds);
		},
		asked: (carrier: string, outcome: string): void => {
			polls.inc({ carrier, outcome });
		},
		delivered: (outcome: string, ms: number): void => {
			deliveries.inc({ outcome });
			deliverySeconds.observe(ms / 1000);
		},
		mailed: (outcome: string): void => {
			mails.inc({ outcome });
		},
		/** `onError` hears of each failure besides. */
		job: (job: string, onError: (error: unknown) => void): Job => {
			jobFailures.inc({ job }, 0);
			return {
				onDone: () => jobDone.setToCurrentTime({ job }),
				onError: (error) => {
					jobFailures.inc({ job });
					onError(error);
				},
			};
		},
		openPages: (count: () => number): void => {
			new Gauge({
				name: "wayline_live_pages",
				help: "Pages of buyers that are open and followed on this node.",
				registers: [registry],
				collect() {
					this.set(count());
				},
			});
		},
	};
}

export interface Answered {
	/** The pattern, never the path. */
	readonly route: string;
	readonly method: string;
	readonly status: number;
	readonly ms: number;
}

export interface ReceivedFrom {
	readonly carrier: string;
	readonly channel: string;
}

export interface ReceivedMessage {
	readonly isNew: boolean;
	readonly outcome: string;
	/** Parcels it speaks of that somebody registered, and those that nobody did yet. */
	readonly accepted: number;
	readonly unmatched: number;
	readonly problems: readonly { readonly kind: string }[];
}
