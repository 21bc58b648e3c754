import { createPublicKey, verify } from "node:crypto";
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
	/** Those that a receiver takes as authentic by this secret or public key. */
	verified(key: string): readonly Received[];
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
		verified: (key: string) => received.filter((one) => isAuthentic(key, one)),
	});
}

/** As the library of Standard Webhooks sees it by a secret, and node:crypto by a public key: the library knows no `v1a`. */
export function isAuthentic(key: string, { text, headers }: Pick<Received, "text" | "headers">): boolean {
	if (key.startsWith("whpk_")) return isSignedFor(key, text, headers);
	try {
		new Webhook(key).verify(text, headers as Record<string, string>);
		return true;
	} catch {
		return false;
	}
}

function isSignedFor(key: string, text: string, headers: IncomingHttpHeaders): boolean {
	const x = Buffer.from(key.replace("whpk_", ""), "base64").toString("base64url");
	const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
	const signed = Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`);
	return String(headers["webhook-signature"])
		.split(" ")
		.some((one) => one.startsWith("v1a,") && verify(null, signed, publicKey, Buffer.from(one.slice(4), "base64")));
}
