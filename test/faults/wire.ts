import { createServer, connect as dial, type Socket } from "node:net";
import { freePort } from "../helpers/free-port.ts";

/** Stands between a service and its database. */
export interface Wire {
	readonly port: number;
	/** Ends every connection that is open, in the middle of whatever is said. */
	readonly cut: () => void;
	/** Both sides hear each other so much later. */
	readonly slowBy: (ms: number) => void;
	readonly close: () => Promise<void>;
}

export async function startWire(to: { readonly hostname: string; readonly port: number }): Promise<Wire> {
	const port = await freePort();
	const pairs = new Set<Pair>();
	let delayMs = 0;
	const server = createServer((client) => {
		const pair: Pair = [client, dial(to.port, to.hostname)];
		pairs.add(pair);
		const [one, other] = pair;
		for (const [from, into] of [
			[one, other],
			[other, one],
		] as const) {
			from.setNoDelay(true);
			from.on("data", (bytes) => later(delayMs, () => into.destroyed || into.write(bytes)));
			from.on("close", () => {
				pairs.delete(pair);
				later(delayMs, () => into.destroy());
			});
			from.on("error", () => {});
		}
	});
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	});
	const cut = () => {
		for (const pair of pairs) for (const socket of pair) socket.destroy();
		pairs.clear();
	};
	return {
		port,
		cut,
		slowBy: (ms) => {
			delayMs = ms;
		},
		close: async () => {
			cut();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The two ends of one connection. */
type Pair = readonly [Socket, Socket];

/** What is put off by the same time keeps its order. */
function later(ms: number, say: () => void): void {
	if (ms === 0) say();
	else setTimeout(say, ms);
}
