import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { freePort } from "../helpers/free-port.ts";

export type CarrierMood =
	/** Says what it knows. */
	| "answers"
	/** Takes the question, and never answers. */
	| "hangs"
	/** Answers 200 with a page of its own, half a document, or nothing. */
	| "raves"
	/** Answers 500. */
	| "fails";

/** FedEx as far as the service asks it, for a node with these settings. */
export interface PolledCarrier {
	readonly settings: Readonly<Record<string, string>>;
	readonly turn: (mood: CarrierMood) => void;
	/** Questions for parcels so far. */
	readonly asked: () => number;
	/** Of the one scan that it tells of any number. */
	readonly local: string;
	readonly stop: () => Promise<void>;
}

const RAVINGS = ["<html><body>We are moving house.</body></html>", '{"output":{"completeTrackResults":[{"track', ""];

export async function startPolledCarrier(): Promise<PolledCarrier> {
	const port = await freePort();
	const local = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 11)}08:00:00`;
	let mood: CarrierMood = "answers";
	let asked = 0;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => {
			if (request.url === "/oauth/token") {
				answer(response, 200, JSON.stringify({ access_token: "token", token_type: "bearer", expires_in: 3600 }));
				return;
			}
			asked += 1;
			if (mood === "raves") answer(response, 200, RAVINGS[asked % RAVINGS.length] ?? "");
			if (mood === "fails") answer(response, 500, "");
			if (mood === "answers") answer(response, 200, resultOf(Buffer.concat(chunks).toString("utf8"), local));
		});
	});
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
	return {
		settings: {
			NODE_OPTIONS: `--import=${join(import.meta.dirname, "carrier-edge.mjs")}`,
			FAULTS_FEDEX_AT: `http://127.0.0.1:${port}`,
		},
		turn: (to) => {
			mood = to;
		},
		asked: () => asked,
		local,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function answer(response: ServerResponse, status: number, body: string): void {
	response.writeHead(status, { "content-type": "application/json" }).end(body);
}

/** For each number of the question, as test/carriers/fedex has it. */
function resultOf(question: string, local: string): string {
	const numbers = [...question.matchAll(/"trackingNumber":"(\d+)"/g)].flatMap(([, number]) => number ?? []);
	const scan = {
		date: `${local}+00:00`,
		eventType: "PU",
		eventDescription: "Picked up",
		scanLocation: { countryCode: "US" },
	};
	const completeTrackResults = numbers.map((trackingNumber) => ({
		trackingNumber,
		trackResults: [{ trackingNumberInfo: { trackingNumber, carrierCode: "FDXE" }, scanEvents: [scan] }],
	}));
	return JSON.stringify({ output: { completeTrackResults } });
}
