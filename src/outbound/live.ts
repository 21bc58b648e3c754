import type { PageVersion } from "../core/page.ts";

/** What an open page is written to; Node's ServerResponse is one. */
export interface Sink {
	readonly destroyed: boolean;
	/** Bytes written that the reader has not taken yet. */
	readonly writableLength: number;
	write(text: string): boolean;
	end(): void;
	destroy(): void;
	once(event: "close", listener: () => void): unknown;
}

export interface Viewer {
	/** The parcel of the page first, then the others of its order. */
	readonly watches: readonly [PageVersion, ...PageVersion[]];
	/** The page shows less than the versions above: it is told at once. */
	readonly isBehind: boolean;
	/** Whose connections are counted together. */
	readonly address: string;
	readonly sink: Sink;
}

/**
 * The hub of open pages in this process. Every page of every node hears of a change through `publish`.
 *
 * A stream begins with an event `ready` (data: how often a `beat` follows, in ms), by which a page knows that nothing on
 * the way holds the stream back. News are plain messages. The id of an event is the sum of the versions that were told,
 * which only grows: who comes back with the sum that stands has missed nothing of any parcel.
 */
export interface Live {
	/** Open pages now. */
	readonly size: number;
	/** Ask before the headers of a stream are sent: false once this process or this address has enough. */
	hasRoom(address: string): boolean;
	/** Keeps the stream until it closes. Its headers must be sent. */
	open(viewer: Viewer): void;
	/** For a local commit and for NOTIFY alike: a version that a page already knows is not told twice. */
	publish(change: PageVersion): void;
	/** Reads the versions of all open pages again, for changes that fell into a gap of LISTEN. */
	resync(): void;
	/** Ends every stream and takes no more. Their readers come back one after another. */
	close(): void;
}

export interface LiveOptions {
	/** Current versions of at most 500 tokens; unknown ones are left out. */
	readonly readVersions: (tokens: readonly string[]) => Promise<readonly PageVersion[]>;
	/** Hears why versions could not be read. They are read again a heartbeat later. */
	readonly onError?: (error: unknown) => void;
	readonly heartbeatMs?: number;
	readonly maxStreams?: number;
	readonly maxPerAddress?: number;
}

interface Stream {
	readonly viewer: Viewer;
	readonly versions: number[];
}

const SOONEST_RECONNECT_MS = 2_000;
const RECONNECT_SPREAD_MS = 3_000;
// What one reconnect costs service and database together, three times over: both have other work to do meanwhile.
const RECONNECT_SPREAD_MS_EACH = 2;
const TOKENS_A_READ = 500;
// A heartbeat is written to this share of the streams at a time: to 10,000 at once it held up everything for 180 ms.
const BEATS_A_ROUND = 50;
// A reader this far behind has gone without saying so; its browser reconnects when it comes back.
const MAX_BACKLOG_BYTES = 64 * 1024;

/** One timer and plain writes for all streams: a web stream each would cost more than twice the memory. */
export function createLive({
	readVersions,
	onError = () => {},
	heartbeatMs = 20_000,
	maxStreams = 10_000,
	maxPerAddress = 50,
}: LiveOptions): Live {
	const streams = new Set<Stream>();
	const streamsByToken = new Map<string, Set<Stream>>();
	const countByAddress = new Map<string, number>();
	let isClosed = false;

	// What was committed between the reading of a page's versions and its place among the streams was told to nobody.
	const unconfirmed = new Set<string>();
	let isConfirming = false;

	let beating = streams.values();
	let beatsDue = 0;
	const heartbeat = setInterval(() => {
		for (beatsDue += streams.size / BEATS_A_ROUND; beatsDue >= 1; beatsDue--) {
			let next = beating.next();
			if (next.done) {
				beating = streams.values();
				next = beating.next();
			}
			if (next.value) write(next.value, "event: beat\ndata:\n\n");
		}
	}, heartbeatMs / BEATS_A_ROUND);
	heartbeat.unref();

	function remove(stream: Stream): void {
		if (!streams.delete(stream)) return;
		const { address, watches } = stream.viewer;
		const count = (countByAddress.get(address) ?? 1) - 1;
		if (count > 0) countByAddress.set(address, count);
		else countByAddress.delete(address);
		for (const { token } of watches) {
			const watching = streamsByToken.get(token);
			watching?.delete(stream);
			if (watching?.size === 0) streamsByToken.delete(token);
		}
	}

	function write(stream: Stream, text: string): void {
		const { sink } = stream.viewer;
		if (sink.writableLength > MAX_BACKLOG_BYTES) sink.destroy();
		else sink.write(text);
	}

	function publish(change: PageVersion): void {
		const watching = streamsByToken.get(change.token);
		if (!watching) return;
		const news = newsText(change);
		for (const stream of watching) {
			const index = stream.viewer.watches.findIndex(({ token }) => token === change.token);
			if ((stream.versions[index] ?? 0) >= change.version) continue;
			stream.versions[index] = change.version;
			write(stream, idText(stream) + news);
		}
	}

	/** One read for all that came in the meantime. */
	async function confirm(): Promise<void> {
		if (isConfirming) return;
		isConfirming = true;
		while (unconfirmed.size > 0 && !isClosed) {
			const tokens = [...unconfirmed].slice(0, TOKENS_A_READ);
			for (const token of tokens) unconfirmed.delete(token);
			try {
				for (const version of await readVersions(tokens)) publish(version);
			} catch (error) {
				if (isClosed) break;
				for (const token of tokens) unconfirmed.add(token);
				setTimeout(() => void confirm(), heartbeatMs).unref();
				onError(error);
				break;
			}
		}
		isConfirming = false;
	}

	function reconnectText(): string {
		const spread = Math.max(RECONNECT_SPREAD_MS, streams.size * RECONNECT_SPREAD_MS_EACH);
		return `retry: ${Math.round(SOONEST_RECONNECT_MS + Math.random() * spread)}\n`;
	}

	return {
		get size() {
			return streams.size;
		},
		hasRoom(address) {
			return !isClosed && streams.size < maxStreams && (countByAddress.get(address) ?? 0) < maxPerAddress;
		},
		open(viewer) {
			if (viewer.sink.destroyed) return;
			const stream: Stream = { viewer, versions: viewer.watches.map(({ version }) => version) };
			streams.add(stream);
			countByAddress.set(viewer.address, (countByAddress.get(viewer.address) ?? 0) + 1);
			for (const { token } of viewer.watches) {
				const watching = streamsByToken.get(token) ?? new Set();
				streamsByToken.set(token, watching.add(stream));
				unconfirmed.add(token);
			}
			viewer.sink.once("close", () => remove(stream));
			const ready = `${reconnectText()}event: ready\ndata: ${heartbeatMs}\n`;
			// The id stands on what it stands for: a line cut before the news must not pass for one that brought them.
			if (viewer.isBehind) write(stream, `${ready}\n${idText(stream)}${newsText(viewer.watches[0])}`);
			else write(stream, `${ready}${idText(stream)}\n`);
			// Later, so that all who come in the same turn of the loop are asked for together.
			setImmediate(() => void confirm());
		},
		publish,
		resync() {
			for (const token of streamsByToken.keys()) unconfirmed.add(token);
			void confirm();
		},
		close() {
			isClosed = true;
			clearInterval(heartbeat);
			for (const { viewer } of streams) {
				viewer.sink.write(reconnectText());
				viewer.sink.end();
			}
		},
	};
}

function idText({ versions }: Stream): string {
	return `id: ${versions.reduce((sum, version) => sum + version, 0)}\n`;
}

function newsText({ token, version }: PageVersion): string {
	return `data: ${JSON.stringify({ token, version })}\n\n`;
}
