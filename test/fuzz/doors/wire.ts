import { connect } from "node:net";
import type { Door } from "../door.ts";
import { hostileText } from "../hostile.ts";
import type { Outcome } from "../input.ts";
import { mutateBytes } from "../mutate.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";

/** Bytes that no library would send: broken heads, lengths that lie, requests in one another, and hanging up. */
export const wire: Door = {
	name: "bytes on the wire",
	share: 2,
	knock: async ({ world, random }) => ({
		input: null,
		outcome: await say(world.node.url, bytesOf(world, random), random.chance(0.2)),
	}),
};

const PATIENCE_MS = 1_500;
/** As nginx counts those whom it says nothing to. */
const SILENCE = 444;

/** The worst status that came back. No answer at all is one: it is the client who broke off. */
function say(url: string, bytes: Buffer, breaksOff: boolean): Promise<Outcome> {
	const startedMs = performance.now();
	const { port } = new URL(url);
	return new Promise((resolve) => {
		let heard = "";
		let heardAtMs = startedMs;
		const socket = connect(Number(port), "127.0.0.1", () => {
			socket.write(bytes, () => (breaksOff ? socket.destroy() : socket.end()));
		});
		socket.setTimeout(PATIENCE_MS, () => socket.destroy());
		socket.on("data", (chunk) => {
			heardAtMs = performance.now();
			heard = (heard + chunk.toString("latin1")).slice(0, 200_000);
		});
		socket.on("error", () => {});
		socket.on("close", () => {
			const statuses = [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
			const ms = Math.round(heardAtMs - startedMs);
			resolve({
				status: statuses.length === 0 ? SILENCE : Math.max(...statuses),
				ms,
				retryAfter: null,
				location: null,
			});
		});
	});
}

function bytesOf({ token, hooks, key }: World, random: Random): Buffer {
	const hook = random.oneOf(hooks)?.path ?? "/";
	const auth = `Authorization: Bearer ${key}\r\n`;
	const host = "Host: localhost\r\n";
	const whole = random.pick<() => string>([
		() => `GET /t/${token} HTTP/1.1\r\n${host}${`X-A: ${"b".repeat(1_000)}\r\n`.repeat(1_000)}\r\n`,
		() => `GET /t/${token} HTTP/1.1\r\n${host}${"x:y\r\n".repeat(3_000)}\r\n`,
		() => `GET ${"/a".repeat(30_000)} HTTP/1.1\r\n${host}\r\n`,
		() =>
			`POST ${hook} HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
		() => `POST ${hook} HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nffffffffff\r\nx`,
		() => `POST ${hook} HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`,
		() => `POST ${hook} HTTP/1.1\r\n${host}Content-Length: 99999999999\r\n\r\nabc`,
		() => `POST ${hook} HTTP/1.1\r\n${host}Content-Length: 500\r\n\r\nabc`,
		() =>
			`POST /v1/shipments HTTP/1.1\r\n${host}${auth}Content-Type: application/json\r\nContent-Length: 90\r\n\r\n{"trackingNumber":`,
		() =>
			`POST /v1/imports HTTP/1.1\r\n${host}${auth}Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n`,
		() => `GET /healthz HTTP/1.1\r\n${host}\r\n`.repeat(200),
		() => `GET / HTTP/1.1\r\n\r\n`,
		() => `GET / HTTP/1.1\r\nHost: ${hostileText(random).slice(0, 2_000)}\r\n\r\n`,
		() => `GET http://evil.example/t/${token} HTTP/1.1\r\n${host}\r\n`,
		() => `CONNECT localhost:22 HTTP/1.1\r\n${host}\r\n`,
		() => `GET /t/${token} HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
		() => `POST ${hook} HTTP/1.1\r\n${host}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n`,
		() =>
			`POST ${hook} HTTP/1.1\r\n${host}Expect: ${hostileText(random).slice(0, 200)}\r\nContent-Length: 3\r\n\r\nabc`,
		() => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		() => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
		() => `OPTIONS * HTTP/1.1\r\n${host}\r\n`,
		() => `GET /t/${token}#x?y=\x00 HTTP/1.1\r\n${host}\r\n`,
		() => `GET /\xff\xfe HTTP/1.1\r\n${host}\r\n`,
		() => `GET / HTTP/9.9\r\n${host}\r\n`,
		() => `${"\r\n".repeat(5_000)}GET / HTTP/1.1\r\n${host}\r\n`,
	])();
	const bytes = Buffer.from(whole, "latin1");
	return random.chance(0.25) ? mutateBytes(bytes, random) : bytes;
}
