import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { askHealthy, HEALTHY_WITHIN_MS, MOST_MB, memoryMb } from "./play.ts";
import type { World } from "./world.ts";

/** What came of connections that were held open and never came to their end. */
export interface Held {
	/** As many as were open at once. */
	readonly open: number;
	/** The slowest page that a buyer was shown meanwhile. */
	readonly worstMs: number;
	readonly highestMb: number;
	/** After how long the service had ended them all; null where it did not. */
	readonly endedAfterMs: number | null;
	/** A sentence for each thing that should not have happened. */
	readonly findings: readonly string[];
}

/** How a client holds a connection: what it says at once, and what every second afterwards. */
interface Manner {
	readonly name: string;
	readonly says: (world: World) => string;
	readonly drips?: string;
	/** Reads nothing of what it is told. */
	readonly isDeaf?: true;
}

const HOST = "Host: localhost\r\n";

const MANNERS: readonly Manner[] = [
	{ name: "says nothing", says: () => "" },
	{ name: "stops within the head", says: ({ token }) => `GET /t/${token} HTTP/1.1\r\n${HOST}X-A: b` },
	{
		name: "writes its head a letter a second",
		says: ({ token }) => `GET /t/${token} HTTP/1.1\r\n${HOST}X-A: `,
		drips: "b",
	},
	{
		name: "writes a webhook a letter a second",
		says: ({ hooks }) => `POST ${hooks[0]?.path ?? "/"} HTTP/1.1\r\n${HOST}Content-Length: 5000\r\n\r\n{`,
		drips: " ",
	},
	{
		name: "begins a form in chunks",
		says: ({ token }) =>
			`POST /t/${token}/questions HTTP/1.1\r\n${HOST}Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ntext=\r\n`,
	},
	{ name: "asks and never reads", says: ({ token }) => `GET /t/${token} HTTP/1.1\r\n${HOST}\r\n`, isDeaf: true },
];

/** Some at a time: a queue of connections that overflows is the machine's matter. */
const AT_ONCE = 200;
/** Who is deaf hears no end either: by then he listens. */
const DEAF_MS = 85_000;
/** Idle ones are ended after 75 seconds, those that are never whole after a minute; both are looked for every five. */
const LONGEST_MS = 100_000;
const LOOK_EVERY_MS = 1_000;

/** Holds so many connections, of all manners in turn, until the service has ended each, and is a buyer meanwhile. */
export async function holdMany(world: World, connections: number, tell: (line: string) => void): Promise<Held> {
	const held: { readonly socket: Socket; readonly manner: Manner }[] = [];
	const findings: string[] = [];
	for (let from = 0; from < connections; from += AT_ONCE) {
		const some = Array.from({ length: Math.min(AT_ONCE, connections - from) }, (_, index) => from + index);
		const opened = await Promise.all(some.map((index) => hold(world, mannerAt(index))));
		held.push(...opened.flatMap((one) => (one === null ? [] : [one])));
	}
	const open = held.length;
	tell(`${open} connections are held open.`);
	if (open < connections) findings.push(`Of ${connections} connections ${connections - open} were not taken.`);
	const startedMs = performance.now();
	const sinceMs = () => Math.round(performance.now() - startedMs);
	let [worstMs, highestMb] = [0, 0];
	const left = () => held.filter(({ socket }) => !socket.closed);
	while (left().length > 0 && sinceMs() < LONGEST_MS) {
		for (const { socket, manner } of left()) {
			if (manner.drips && socket.writable) socket.write(manner.drips);
			if (manner.isDeaf && sinceMs() > DEAF_MS) socket.resume();
		}
		const { status, ms } = await askHealthy(world);
		worstMs = Math.max(worstMs, ms);
		if (status !== 200)
			findings.push(`With ${left().length} held a buyer's page was answered with ${status ?? "nothing"}.`);
		highestMb = Math.max(highestMb, await memoryMb(world));
		if (world.node.pid() === null) {
			findings.push("The service ended.");
			break;
		}
		await pause(LOOK_EVERY_MS);
	}
	if (worstMs > HEALTHY_WITHIN_MS) findings.push(`A buyer's page took ${worstMs} ms meanwhile.`);
	if (highestMb > MOST_MB) findings.push(`The service took ${highestMb} MB of memory.`);
	for (const { name } of MANNERS) {
		const many = left().filter(({ manner }) => manner.name === name).length;
		if (many > 0) findings.push(`${many} connections of a client that ${name} are open after ${LONGEST_MS / 1000} s.`);
	}
	const endedAfterMs = left().length === 0 ? sinceMs() : null;
	for (const { socket } of held) socket.destroy();
	return { open, worstMs, highestMb, endedAfterMs, findings };
}

function mannerAt(index: number): Manner {
	const manner = MANNERS[index % MANNERS.length];
	if (!manner) throw new Error("There is no manner.");
	return manner;
}

/** Null where nobody took it. */
function hold(world: World, manner: Manner): Promise<{ readonly socket: Socket; readonly manner: Manner } | null> {
	return new Promise((resolve) => {
		const socket = connect(Number(new URL(world.node.url).port), "127.0.0.1");
		socket.once("connect", () => {
			socket.write(manner.says(world));
			if (!manner.isDeaf) socket.resume();
			resolve({ socket, manner });
		});
		socket.on("error", () => resolve(null));
	});
}
