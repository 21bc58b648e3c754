import { randomBytes } from "node:crypto";
import { freePort } from "../helpers/free-port.ts";
import { audit } from "./audit.ts";
import { LOAD_CARRIERS } from "./carriers.ts";
import type { Ground } from "./ground.ts";
import { type Load, type LoadConnection, startLoad } from "./load.ts";
import { type Node, nodeOf } from "./node.ts";
import { type SellerSystem, startSellerSystem } from "./seller-system.ts";

/** A service under load, in which a scenario breaks something. */
export interface World {
	readonly ground: Ground;
	/** Where its logs lie. */
	readonly directory: string;
	readonly key: string;
	/** All that a node or a command is started with. */
	readonly settings: Readonly<Record<string, string>>;
	readonly nodes: readonly [Node, ...Node[]];
	readonly load: Load;
	readonly sellerSystem: SellerSystem;
	/** Of the first node. */
	readonly ask: Ask;
	/** Everything is settled, and every promise looked at: a sentence for each that does not hold. */
	readonly audit: () => Promise<readonly string[]>;
	/** Ends whatever still runs. */
	readonly end: () => Promise<void>;
}

export interface WorldOptions {
	readonly ground: Ground;
	readonly directory: string;
	/** How many share the database. */
	readonly nodes?: number;
	readonly settings?: Readonly<Record<string, string>>;
}

export async function startWorld(options: WorldOptions): Promise<World> {
	const { ground, directory, nodes: count = 1 } = options;
	const sellerSystem = await startSellerSystem();
	const key = `wl_${randomBytes(18).toString("hex")}`;
	const settings = {
		...ground.settings,
		WAYLINE_API_KEY: key,
		WAYLINE_SECRET_KEY: randomBytes(32).toString("base64"),
		WAYLINE_PRIVATE_ENDPOINTS: sellerSystem.host,
		...options.settings,
	};
	const node = async (name: string) => nodeOf({ name, port: await freePort(), settings, directory });
	const first = await node("node-1");
	const nodes: [Node, ...Node[]] = [first];
	const end = async () => {
		await Promise.all(nodes.map((one) => one.kill()));
		await sellerSystem.stop();
	};
	try {
		await first.start();
		for (let number = 2; number <= count; number += 1) {
			const another = await node(`node-${number}`);
			nodes.push(another);
			await another.start();
		}
		const ask = asking(first.url, key);
		const endpoint = await ask<{ readonly webhookSecret: string }>("/v1/endpoints", { url: sellerSystem.url });
		sellerSystem.verifyBy(endpoint.webhookSecret);
		const connections = await connect(ask);
		const urls = nodes.map(({ url }) => url);
		const load = startLoad({ urls, key, connections });
		return {
			...{ ground, directory, key, settings, nodes, load, sellerSystem, ask },
			audit: async () => {
				await load.settle();
				const broken = await audit({ ground, nodes, load, sellerSystem, key, settings });
				return [...load.complaints, ...broken];
			},
			end: async () => {
				load.abandon();
				await end();
			},
		};
	} catch (error) {
		await end();
		throw error;
	}
}

/** A GET; with a body a POST. Throws where it is refused. */
export type Ask = <Answer>(path: string, body?: object) => Promise<Answer>;

function asking(url: string, key: string): Ask {
	return async <Answer>(path: string, body?: object) => {
		const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
		const init = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
		const answer = await fetch(`${url}${path}`, init);
		if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
		return asAnswer<Answer>(await answer.json());
	};
}

/** The API's answers are read strictly by other tests. */
function asAnswer<Answer>(body: unknown): Answer {
	return body as Answer;
}

interface MadeConnection {
	readonly id: string;
	readonly webhookUrl: string;
	readonly webhookSecret?: string;
}

/** One with each carrier of the load. */
async function connect(ask: Ask): Promise<ReadonlyMap<string, LoadConnection>> {
	const connections = new Map<string, LoadConnection>();
	for (const { code, secret } of LOAD_CARRIERS) {
		const wanted = { carrier: code, ...(secret !== null && { webhookSecret: secret }) };
		const made = await ask<MadeConnection>("/v1/connections", wanted);
		const path = new URL(made.webhookUrl).pathname;
		connections.set(code, { id: made.id, path, secret: secret ?? made.webhookSecret ?? "" });
	}
	return connections;
}
