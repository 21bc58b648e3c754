import { setTimeout as sleep } from "node:timers/promises";
import type { DemoOptions } from "./cli/command.ts";
import type { Config } from "./config.ts";
import { Unavailable } from "./core/errors.ts";
import { demoScenarios, journey } from "./demo/journeys.ts";
import { startDemoCourier } from "./ingest/demo-courier.ts";
import { createHttpClient, type HttpClient } from "./net/http-client.ts";

/**
 * Registers demonstration parcels with the running service, as any seller would, and plays their journeys through its
 * webhook door. Throws `Unavailable` with what to do when the service or the key is not there.
 */
export async function playDemo({ port, apiKey }: Config, { parcels, speed }: DemoOptions): Promise<void> {
	if (apiKey === null)
		throw new Unavailable("Set WAYLINE_API_KEY to a key of the running service: `key create` makes one.");
	const http = createHttpClient({ loopbackPort: port });
	const door = `http://127.0.0.1:${port}`;
	const ask = (path: string, body: object) => post(http, `${door}${path}`, apiKey, body);
	try {
		const connection = await ask("/v1/connections", { carrier: "demo", label: `demo of ${new Date().toISOString()}` });
		const path = new URL(String(connection.webhookUrl)).pathname;
		const startMs = Date.now();
		const numbers = Array.from({ length: parcels }, (_, index) => numberOf(index, startMs));
		for (const trackingNumber of numbers) {
			const { trackingUrl } = await ask("/v1/shipments", { carrier: "demo", trackingNumber });
			process.stdout.write(`${trackingNumber} ${String(trackingUrl)}\n`);
		}
		const courier = startDemoCourier({
			http,
			door,
			parcels: numbers.map((trackingNumber) => ({
				trackingNumber,
				path,
				secret: String(connection.webhookSecret),
				pushes: journey(trackingNumber, startMs, speed) ?? [],
			})),
			now: Date.now,
			onPosted: (trackingNumber, left) => process.stderr.write(`${trackingNumber}: ${left} to go\n`),
			onRefused: (sentence) => process.stderr.write(`${sentence}\n`),
		});
		process.once("SIGINT", courier.stop);
		await courier.done;
	} finally {
		await sleep(0);
		await http.close();
	}
}

/** Every scenario in turn; the seed keeps the parcels of two runs apart. */
function numberOf(index: number, startMs: number): string {
	const scenario = demoScenarios[index % demoScenarios.length]?.name ?? "HAPPY";
	return `DEMO-${scenario}-${(Math.floor(startMs / 1000) + index) % 1_000_000_000}`;
}

async function post(http: HttpClient, url: string, key: string, body: object): Promise<Record<string, unknown>> {
	const reply = await http.send(
		{
			method: "POST",
			url,
			headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
			body: JSON.stringify(body),
		},
		{ hosts: [] },
	);
	if ("failed" in reply) throw new Unavailable(`${reply.detail} Is the service running? \`npm start\` starts it.`);
	const text = Buffer.from(reply.body).toString("utf8");
	const answer: unknown = JSON.parse(text);
	if (reply.status >= 300) throw new Unavailable(`The service answered ${reply.status}: ${text.slice(0, 300)}`);
	// Every answer of the seller API is an object.
	return answer as Record<string, unknown>;
}
