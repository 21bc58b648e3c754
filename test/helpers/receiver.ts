import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { onTestFinished } from "vitest";

/** What a seller's own system got. */
export interface Received {
	readonly headers: IncomingHttpHeaders;
	readonly id: string;
	/** The bytes as they came. */
	readonly text: string;
	// biome-ignore lint/suspicious/noExplicitAny: payloads are looked into by the tests that got them
	readonly body: any;
	readonly atMs: number;
}

export interface Receiver {
	readonly url: string;
	/** As the operator names it. */
	readonly host: string;
	readonly received: Received[];
	/** What is answered from now on; 204 at first. */
	answer: (response: ServerResponse, received: Received) => void;
	/** Those that the library of Standard Webhooks takes as authentic by this secret. */
	verified(secret: string): readonly Received[];
}

/** A seller's own system on a real port, which ends with the test. */
export async function startReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	const receiver: { answer: Receiver["answer"] } = {
		answer: (response) => {
			response.writeHead(204).end();
		},
	};
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on("data", (chunk) => chunks.push(chunk));
		request.on("end", () => {
			const text = Buffer.concat(chunks).toString("utf8");
			const id = String(request.headers["webhook-id"]);
			const one = { headers: request.headers, id, text, body: JSON.parse(text), atMs: Date.now() };
			received.push(one);
			receiver.answer(response, one);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	return Object.assign(receiver, {
		url: `http://${host}/hooks`,
		host,
		received,
		verified: (secret: string) => received.filter((one) => isAuthentic(secret, one)),
	});
}

export function isAuthentic(secret: string, { text, headers }: Received): boolean {
	try {
		new Webhook(secret).verify(text, headers as Record<string, string>);
		return true;
	} catch {
		return false;
	}
}
