import { Webhook } from "standardwebhooks";
import type { HttpClient } from "../net/http-client.ts";

/** What is posted, and when: `body` is JSON in Wayline's own format. */
export interface DemoPush {
	readonly atMs: number;
	readonly body: string;
}

/** A parcel that the demo courier carries. */
export interface DemoParcel {
	readonly trackingNumber: string;
	/** Path of the webhook door, `/carriers/demo/con_…`. */
	readonly path: string;
	readonly secret: string;
	/** Oldest first. */
	readonly pushes: readonly DemoPush[];
}

export interface DemoCourierDeps {
	readonly http: HttpClient;
	/** This service's own door, `http://127.0.0.1:8080`: the courier knocks like any other carrier. */
	readonly door: string;
	readonly parcels: readonly DemoParcel[];
	readonly now: () => number;
	/** Hears of every push that was taken. */
	readonly onPosted?: (trackingNumber: string, left: number) => void;
	/** Hears in a sentence of a push that was not; it is tried again. */
	readonly onRefused: (sentence: string) => void;
}

export interface DemoCourier {
	/** Resolves when every journey is over, or the courier was stopped. */
	readonly done: Promise<void>;
	stop(): void;
}

const retryMs = 5_000;
/** Timers of Node hold 24 days; an hour is often enough to look at the clock again. */
const longestNapMs = 3_600_000;

/**
 * Plays journeys by posting signed webhooks through the real door. What was due while the service was not running is
 * posted first; posting it twice changes nothing.
 */
export function startDemoCourier(deps: DemoCourierDeps): DemoCourier {
	const stopping = new AbortController();
	const trips = deps.parcels.map((parcel) => carry(deps, parcel, stopping.signal));
	return { done: Promise.all(trips).then(() => {}), stop: () => stopping.abort() };
}

async function carry(deps: DemoCourierDeps, parcel: DemoParcel, stopping: AbortSignal): Promise<void> {
	for (const [index, push] of parcel.pushes.entries()) {
		while (!stopping.aborted && deps.now() < push.atMs) {
			await nap(Math.min(push.atMs - deps.now(), longestNapMs), stopping);
		}
		while (!stopping.aborted && !(await post(deps, parcel, push, index))) await nap(retryMs, stopping);
		if (stopping.aborted) return;
		deps.onPosted?.(parcel.trackingNumber, parcel.pushes.length - index - 1);
	}
}

async function post(deps: DemoCourierDeps, parcel: DemoParcel, { body }: DemoPush, index: number): Promise<boolean> {
	const id = `demo_${parcel.trackingNumber}_${index}`;
	const at = new Date(deps.now());
	const reply = await deps.http.send(
		{
			method: "POST",
			url: `${deps.door}${parcel.path}`,
			headers: {
				"content-type": "application/json",
				"webhook-id": id,
				"webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
				"webhook-signature": new Webhook(parcel.secret).sign(id, at, body),
			},
			body,
		},
		{ hosts: [] },
	);
	if ("failed" in reply) deps.onRefused(reply.detail);
	else if (reply.status >= 300) deps.onRefused(`The door answered ${reply.status} to the demo courier.`);
	else return true;
	return false;
}

function nap(ms: number, stopping: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const end = () => {
			clearTimeout(timer);
			stopping.removeEventListener("abort", end);
			resolve();
		};
		const timer = setTimeout(end, ms);
		stopping.addEventListener("abort", end);
	});
}
