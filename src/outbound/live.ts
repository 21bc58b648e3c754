/** A parcel's page as it stands: the token of its link and the version of its snapshot. */
export interface PageVersion {
	readonly token: string;
	readonly version: number;
}

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

/** The hub of open pages in this process. Every page of every node hears of a change through `publish`. */
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
	resync(): Promise<void>;
	/** Ends every stream and takes no more. */
	close(): void;
}

export interface LiveOptions {
	/** Current versions of at most 500 tokens; unknown ones are left out. */
	readonly readVersions: (tokens: readonly string[]) => Promise<readonly PageVersion[]>;
	readonly heartbeatMs?: number;
	readonly maxStreams?: number;
	readonly maxPerAddress?: number;
}

interface Stream {
	readonly viewer: Viewer;
	readonly versions: number[];
}

const RECONNECT_MS = 3_000;
const RESYNC_BATCH = 500;
// A reader this far behind has gone without saying so; its browser reconnects when it comes back.
const MAX_BACKLOG_BYTES = 64 * 1024;

/** One timer and plain writes for all streams: about 16 KB a connection, where a web stream each costs 43 KB. */
export function createLive({
	readVersions,
	heartbeatMs = 20_000,
	maxStreams = 10_000,
	maxPerAddress = 50,
}: LiveOptions): Live {
	const streams = new Set<Stream>();
	const streamsByToken = new Map<string, Set<Stream>>();
	const countByAddress = new Map<string, number>();
	let isClosed = false;

	const heartbeat = setInterval(() => {
		for (const stream of streams) write(stream, ":\n\n");
	}, heartbeatMs);
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
		for (const stream of streamsByToken.get(change.token) ?? []) {
			const index = stream.viewer.watches.findIndex(({ token }) => token === change.token);
			if ((stream.versions[index] ?? 0) >= change.version) continue;
			stream.versions[index] = change.version;
			write(stream, eventText(change, index === 0));
		}
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
			}
			viewer.sink.once("close", () => remove(stream));
			write(stream, `retry: ${RECONNECT_MS}\n${viewer.isBehind ? eventText(viewer.watches[0], true) : "\n"}`);
		},
		publish,
		async resync() {
			const tokens = [...streamsByToken.keys()];
			for (let start = 0; start < tokens.length; start += RESYNC_BATCH) {
				for (const version of await readVersions(tokens.slice(start, start + RESYNC_BATCH))) publish(version);
			}
		},
		close() {
			isClosed = true;
			clearInterval(heartbeat);
			for (const { viewer } of streams) viewer.sink.end();
		},
	};
}

/** The id is the version of the page's own parcel, which a browser sends back as `Last-Event-ID`. */
function eventText({ token, version }: PageVersion, isOwn: boolean): string {
	return `${isOwn ? `id: ${version}\n` : ""}data: ${JSON.stringify({ token, version })}\n\n`;
}
