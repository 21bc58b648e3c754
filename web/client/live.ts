import { type Refreshed, refresh, releaseHeldParts } from "./refresh.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
// A stream says at once that it is there: one that does not is held back on the way.
const PATIENCE_MS = 10 * SECOND_MS;
// The server spreads over some seconds, or half a minute when it has very many, when its readers come back.
const RECONNECT_MS = 45 * SECOND_MS;
const BEATS_MISSED = 2.5;
// Broken so often without a beat in between, it is cut by something on the way.
const MOST_BREAKS = 3;
const STREAM_AGAIN_MS = MINUTE_MS;
const STREAM_AGAIN_MOST_MS = 16 * MINUTE_MS;
const ASK_MS = 15 * SECOND_MS;
const ASK_MOST_MS = 2 * MINUTE_MS;
const READ_AGAIN_MS = 2 * SECOND_MS;
const READ_AGAIN_MOST_MS = MINUTE_MS;
// A tab out of sight keeps its stream for those who come back at once, and then leaves its room to others: browsers
// allow six connections to a host, and a phone's is dead by then.
const HIDDEN_MS = 2 * MINUTE_MS;
// What changes without a version: days named by today, a carrier that stopped answering, other parcels of the order.
const STALE_MS = 10 * MINUTE_MS;

/** Keeps the page as it stands at the server: by a stream where one comes through, else by asking now and then. */
export function followParcel(mapChanged: () => void): void {
	setInterval(tellAges, MINUTE_MS);
	if (document.body.dataset.live === undefined) return;
	releaseHeldParts();
	const reader = createReader(mapChanged);
	const asking = createAsking(reader.catchUp);
	const stream = createStream({
		told: reader.catchUp,
		cameThrough: asking.stop,
		failed: () => isSeen() && asking.start(),
	});

	let leaving: ReturnType<typeof setTimeout> | undefined;
	const come = async (isLineNew: boolean): Promise<void> => {
		clearTimeout(leaving);
		if (!isSeen()) return;
		tellAges();
		// A page read anew needs no telling of what it missed: the stream opens on what it shows then.
		if (reader.isStale()) await reader.read();
		if (isSeen()) stream.open(isLineNew);
	};
	const leave = () => {
		asking.stop();
		stream.close();
	};
	document.addEventListener("visibilitychange", () => {
		if (isSeen()) void come(false);
		else {
			asking.stop();
			leaving = setTimeout(leave, HIDDEN_MS);
		}
	});
	// A page with an open line is not kept for the way back; one that was kept comes as it was left.
	addEventListener("pagehide", leave);
	addEventListener("pageshow", ({ persisted }) => persisted && void come(true));
	addEventListener("online", () => void come(true));
	setInterval(() => isSeen() && reader.isStale() && reader.read(), MINUTE_MS);
	void come(true);
}

interface Reader {
	/** Settled once it was tried; what failed is tried again by itself while somebody looks. */
	read(): Promise<void>;
	/** Reads unless the page shows so many changes already, or will when it has been read. NaN: some. */
	catchUp(changes: number): void;
	isStale(): boolean;
}

function createReader(mapChanged: () => void): Reader {
	const staleMs = jittered(STALE_MS);
	let readAt = Date.now();
	let failures = 0;
	let wanted: number | null = null;
	let reading: Promise<void> | null = null;
	let again: ReturnType<typeof setTimeout> | undefined;

	const readAll = async (): Promise<void> => {
		clearTimeout(again);
		let outcome: Refreshed;
		do {
			wanted = null;
			outcome = await refresh(mapChanged);
			// Of what was told meanwhile the page that came may know already.
		} while (outcome === "read" && wanted !== null && wanted !== shownChanges());
		reading = null;
		failures = outcome === "failed" ? failures + 1 : 0;
		readAt = outcome === "failed" ? 0 : Date.now();
		if (outcome !== "failed") return;
		const waitMs = Math.min(READ_AGAIN_MS * 2 ** (failures - 1), READ_AGAIN_MOST_MS);
		again = setTimeout(() => isSeen() && read(), jittered(waitMs));
	};
	const read = (): Promise<void> => {
		reading ??= readAll();
		return reading;
	};
	return {
		read,
		catchUp(changes) {
			if (changes === shownChanges()) return;
			wanted = changes;
			void read();
		},
		isStale: () => Date.now() - readAt > staleMs,
	};
}

interface Asking {
	start(): void;
	stop(): void;
}

/** Asks how many changes there were, seldomer while there are none. */
function createAsking(told: (changes: number) => void): Asking {
	let asking: AbortController | null = null;

	const ask = async (signal: AbortSignal, waitMs: number): Promise<void> => {
		const headers = { accept: "application/json", "if-none-match": `"${shownChanges()}"` };
		const answer = await fetch(document.body.dataset.live ?? "", { headers, cache: "no-store", signal }).catch(
			() => null,
		);
		const changes: unknown = answer?.ok
			? await answer.json().then(
					(body) => body?.changes,
					() => null,
				)
			: null;
		if (signal.aborted) return;
		const isNews = typeof changes === "number" && changes !== shownChanges();
		if (isNews) told(changes);
		const next = isNews ? ASK_MS : Math.min(waitMs * 1.5, ASK_MOST_MS);
		const retryAfterMs = Number(answer?.headers.get("retry-after") ?? 0) * SECOND_MS;
		setTimeout(() => !signal.aborted && ask(signal, next), jittered(Math.max(next, retryAfterMs || 0)));
	};
	return {
		start() {
			if (asking) return;
			asking = new AbortController();
			const { signal } = asking;
			setTimeout(() => !signal.aborted && ask(signal, ASK_MS), jittered(SECOND_MS));
		},
		stop() {
			asking?.abort();
			asking = null;
		},
	};
}

interface Heard {
	/** How many changes there were; NaN where the stream does not say. */
	readonly told: (changes: number) => void;
	readonly cameThrough: () => void;
	/** It is tried again by itself, later each time. */
	readonly failed: () => void;
}

interface Stream {
	/** Leaves one that is alive as it is, unless the line under it is a new one. */
	open(isLineNew: boolean): void;
	close(): void;
}

function createStream({ told, cameThrough, failed }: Heard): Stream {
	let source: EventSource | null = null;
	let isThrough = false;
	let heardAt = 0;
	let beatMs = 20 * SECOND_MS;
	let breaks = 0;
	let setbacks = 0;
	let watchdog: ReturnType<typeof setTimeout> | undefined;
	let again: ReturnType<typeof setTimeout> | undefined;

	const watch = (ms: number): void => {
		heardAt = Date.now();
		clearTimeout(watchdog);
		// One that went silent is opened anew; one that never spoke, or does not come back, is given up.
		watchdog = setTimeout(() => (isThrough ? connect() : giveUp()), ms);
	};
	const close = (): void => {
		clearTimeout(watchdog);
		clearTimeout(again);
		source?.close();
		source = null;
		isThrough = false;
	};
	const giveUp = (): void => {
		close();
		const waitMs = Math.min(STREAM_AGAIN_MS * 2 ** setbacks, STREAM_AGAIN_MOST_MS);
		setbacks++;
		breaks = 0;
		again = setTimeout(() => isSeen() && connect(), jittered(waitMs));
		failed();
	};
	const connect = (): void => {
		close();
		// The address names what this page shows now, so that nothing is missed in between.
		const opened = new EventSource(document.body.dataset.live ?? "");
		source = opened;
		watch(PATIENCE_MS);
		opened.addEventListener("ready", ({ data }) => {
			beatMs = Number(data) || beatMs;
			isThrough = true;
			watch(beatMs * BEATS_MISSED);
			cameThrough();
		});
		opened.addEventListener("message", (event) => {
			watch(beatMs * BEATS_MISSED);
			told(changesIn(event));
		});
		opened.addEventListener("beat", (event) => {
			breaks = 0;
			setbacks = 0;
			watch(beatMs * BEATS_MISSED);
			// The page was read since and shows more than this stream knows of: another parcel joined the order.
			const known = changesIn(event);
			if (!Number.isNaN(known) && known !== shownChanges()) connect();
		});
		opened.addEventListener("error", () => {
			// The browser comes back by itself, with the last id it heard, unless it was refused outright.
			if (opened.readyState === EventSource.CLOSED) giveUp();
			else if (isThrough) {
				isThrough = false;
				breaks++;
				if (breaks >= MOST_BREAKS) giveUp();
				else watch(RECONNECT_MS);
			}
		});
	};
	return {
		open(isLineNew) {
			if (!("EventSource" in window)) {
				failed();
				return;
			}
			const isAlive = source !== null && Date.now() - heardAt < (isThrough ? beatMs * 1.25 : PATIENCE_MS);
			if (isAlive && !(isLineNew && isThrough)) return;
			connect();
			if (setbacks > 0) failed();
		},
		close,
	};
}

function changesIn({ lastEventId }: MessageEvent): number {
	return lastEventId === "" ? Number.NaN : Number(lastEventId);
}

/** The changes, of all parcels of the order, in what the page shows. */
function shownChanges(): number {
	const liveUrl = new URL(document.body.dataset.live ?? "", location.href);
	return Number(liveUrl.searchParams.get("seen") ?? Number.NaN);
}

/** Between three quarters and five quarters: readers who were cut off together do not come back together. */
function jittered(ms: number): number {
	return ms * (0.75 + Math.random() / 2);
}

function isSeen(): boolean {
	return document.visibilityState !== "hidden";
}

/** "checked 6 minutes ago" grows old on an open page. In the digits and the units of the server: see views/speech.ts. */
function tellAges(): void {
	const locale = new Intl.Locale(document.body.dataset.locale ?? "en-GB", { numberingSystem: "latn" });
	const said = new Intl.RelativeTimeFormat(locale.toString(), { numeric: "auto" });
	for (const element of document.querySelectorAll<HTMLTimeElement>("time[data-ago]")) {
		element.textContent = said.format(...ageOf(Date.parse(element.dateTime) - Date.now()));
	}
}

function ageOf(differenceMs: number): [number, Intl.RelativeTimeFormatUnit] {
	const minutes = Math.round(differenceMs / MINUTE_MS);
	if (minutes === 0) return [0, "second"];
	if (Math.abs(minutes) < 60) return [minutes, "minute"];
	const hours = Math.round(minutes / 60);
	return Math.abs(hours) < 36 ? [hours, "hour"] : [Math.round(hours / 24), "day"];
}
