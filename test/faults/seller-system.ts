import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { freePort } from "../helpers/free-port.ts";

/** An event as the seller's own system took it. */
export interface Arrival {
	readonly body: string;
	times: number;
}

export type Mood =
	/** Answers 204. */
	| "takes"
	/** Answers 500. */
	| "refuses"
	/** Nobody listens. */
	| "away";

/** What a seller's webhooks are posted to. */
export interface SellerSystem {
	readonly url: string;
	/** As the operator names it. */
	readonly host: string;
	/** By the event's id: what was answered 2xx. */
	readonly arrived: ReadonlyMap<string, Arrival>;
	/** What should never happen, a sentence each. */
	readonly complaints: readonly string[];
	readonly verifyBy: (secret: string) => void;
	readonly turn: (mood: Mood) => Promise<void>;
	readonly stop: () => Promise<void>;
}

export async function startSellerSystem(): Promise<SellerSystem> {
	const port = await freePort();
	const arrived = new Map<string, Arrival>();
	const bodies = new Map<string, string>();
	const complaints: string[] = [];
	let mood: Mood = "takes";
	let secret: string | null = null;

	const take = (request: IncomingMessage, response: ServerResponse, body: string) => {
		const id = String(request.headers["webhook-id"]);
		if (secret === null || !isSigned(secret, request, body))
			complaints.push(`The event ${id} came without its signature.`);
		const before = bodies.get(id);
		if (before !== undefined && before !== body) complaints.push(`The event ${id} came with two bodies.`);
		bodies.set(id, body);
		if (mood === "refuses") {
			response.writeHead(500).end();
			return;
		}
		const one = arrived.get(id) ?? { body, times: 0 };
		one.times += 1;
		arrived.set(id, one);
		response.writeHead(204).end();
	};

	const listen = () =>
		new Promise<Server>((resolve, reject) => {
			const started = createServer((request, response) => {
				const chunks: Buffer[] = [];
				request.on("data", (chunk: Buffer) => chunks.push(chunk));
				request.on("end", () => take(request, response, Buffer.concat(chunks).toString("utf8")));
			});
			started.once("error", reject);
			started.listen(port, "127.0.0.1", () => resolve(started));
		});

	let server: Server | null = await listen();
	const stop = async () => {
		const listening = server;
		server = null;
		if (listening === null) return;
		listening.closeAllConnections();
		await new Promise((resolve) => listening.close(resolve));
	};
	const host = `127.0.0.1:${port}`;
	return {
		url: `http://${host}/hooks`,
		host,
		arrived,
		complaints,
		verifyBy: (key) => {
			secret = key;
		},
		turn: async (to) => {
			mood = to;
			if (to === "away") await stop();
			else server ??= await listen();
		},
		stop,
	};
}

/** Whenever it was signed: the clock of the service may have been moved. */
function isSigned(secret: string, { headers }: IncomingMessage, body: string): boolean {
	const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
	if (Number.isNaN(at.getTime())) return false;
	const wanted = new Webhook(secret).sign(String(headers["webhook-id"]), at, body);
	return String(headers["webhook-signature"]).split(" ").includes(wanted);
}
