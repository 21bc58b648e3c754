import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Device, PushWords } from "../../src/core/notices/device.ts";
import { createEndpointClient, type EndpointClient } from "../../src/net/endpoint-client.ts";

/** What a browser's maker was handed, and what its device reads of it. */
export interface HandedOn {
	readonly endpoint: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: Buffer;
	readonly read: PushWords & { readonly path: string };
}

export interface PushService {
	/** The way there, from `https://push.example` to this machine. */
	readonly http: EndpointClient;
	readonly got: readonly HandedOn[];
	/** Answers so from now on. */
	answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>> };
	/** A browser that subscribed. */
	newDevice(name: string): Device;
	close(): Promise<void>;
}

/** A maker of browsers on loopback, with devices that decrypt by RFC 8291 and 8188, written from those alone. */
export async function startPushService(): Promise<PushService> {
	const devices = new Map<string, { readonly keys: ECDH; readonly auth: Buffer }>();
	const got: HandedOn[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const endpoint = `https://push.example${request.url}`;
		const device = devices.get(endpoint);
		if (device) {
			const body = Buffer.concat(chunks);
			got.push({ endpoint, headers: request.headers, body, read: JSON.parse(decrypt(body, device)) });
		}
		response.writeHead(device ? service.answer.status : 404, service.answer.headers).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	// A server that listens on a port has an address.
	const { port } = server.address() as AddressInfo;
	const here = `127.0.0.1:${port}`;
	const way = createEndpointClient({ privateHosts: [here] });
	const service: PushService = {
		http: { ...way, post: (url, ...more) => way.post(url.replace("https://push.example", `http://${here}`), ...more) },
		got,
		answer: { status: 201 },
		newDevice: (name) => {
			const keys = createECDH("prime256v1");
			const p256dh = keys.generateKeys().toString("base64url");
			const auth = randomBytes(16);
			const endpoint = `https://push.example/send/${name}`;
			devices.set(endpoint, { keys, auth });
			return { endpoint, p256dh, auth: auth.toString("base64url") };
		},
		close: async () => {
			await way.close();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return service;
}

/** RFC 8188 section 2.1: salt (16), record size (4), length of the key id (1), the sender's public key; then one record. */
function decrypt(body: Buffer, { keys, auth }: { readonly keys: ECDH; readonly auth: Buffer }): string {
	const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)];
	const sender = body.subarray(21, 21 + idLength);
	const record = body.subarray(21 + idLength);
	const info = Buffer.concat([Buffer.from("WebPush: info\0"), keys.getPublicKey(), sender]);
	const secret = Buffer.from(hkdfSync("sha256", keys.computeSecret(sender), auth, info, 32));
	const key = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: aes128gcm\0", 16));
	const nonce = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: nonce\0", 12));
	const opening = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(record.subarray(-16));
	const plain = Buffer.concat([opening.update(record.subarray(0, -16)), opening.final()]);
	// The last record ends with 2 and zeros.
	return plain.subarray(0, plain.lastIndexOf(2)).toString("utf8");
}
