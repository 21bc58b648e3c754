import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const READY_WITHIN_MS = 180_000;
const STOPS_WITHIN_MS = 30_000;

/** One node of the built service: a process that is killed and started again, always at the same address. */
export interface Node {
	readonly url: string;
	/** Resolves when it is ready. */
	readonly start: () => Promise<void>;
	/** `kill -9`. */
	readonly kill: () => Promise<void>;
	/** As an operator does. Throws where it does not end in peace. */
	readonly stop: () => Promise<void>;
	/** Of its process; null while it does not run. */
	readonly pid: () => number | null;
}

export interface NodeOptions {
	readonly name: string;
	readonly port: number;
	readonly settings: Readonly<Record<string, string>>;
	/** Where its log goes. */
	readonly directory: string;
}

const PROGRAM = join(ROOT, "dist/main.js");

export function nodeOf({ name, port, settings, directory }: NodeOptions): Node {
	const url = `http://127.0.0.1:${port}`;
	const env = { PATH: process.env.PATH ?? "", NODE_ENV: "production", HOST: "127.0.0.1", PORT: `${port}`, ...settings };
	const log = createWriteStream(join(directory, `${name}.log`), { flags: "a" });
	let running: ChildProcess | null = null;

	const end = async (signal: NodeJS.Signals): Promise<number | null> => {
		const child = running;
		running = null;
		if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
		const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
		child.kill(signal);
		const late = setTimeout(() => child.kill("SIGKILL"), STOPS_WITHIN_MS);
		const code = await ended;
		clearTimeout(late);
		return code;
	};

	return {
		url,
		start: async () => {
			const child = spawn(process.execPath, [PROGRAM, "serve"], {
				cwd: ROOT,
				env,
				stdio: ["ignore", "ignore", "pipe"],
			});
			child.stderr.pipe(log, { end: false });
			running = child;
			const until = Date.now() + READY_WITHIN_MS;
			while (!(await isReady(url))) {
				if (child.exitCode !== null || child.signalCode !== null) {
					throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode} when it was started.`);
				}
				if (Date.now() > until) throw new Error(`${name} was not ready within ${READY_WITHIN_MS / 1000} s.`);
				await pause(50);
			}
		},
		kill: async () => {
			await end("SIGKILL");
		},
		stop: async () => {
			if (running === null) return;
			const died = running.exitCode ?? running.signalCode;
			if (died !== null) throw new Error(`${name} had ended by itself, with ${died}.`);
			const code = await end("SIGTERM");
			if (code !== 0) throw new Error(`${name} was asked to stop and ended with ${code}.`);
		},
		pid: () =>
			running === null || running.exitCode !== null || running.signalCode !== null ? null : (running.pid ?? null),
	};
}

/** Runs a command of the service; answers what it said on standard output. Throws where its exit code is not 0. */
export async function command(settings: Readonly<Record<string, string>>, args: readonly string[]): Promise<string> {
	const env = { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...settings };
	const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	let complained = "";
	child.stdout.on("data", (chunk: Buffer) => {
		said += chunk.toString();
	});
	child.stderr.on("data", (chunk: Buffer) => {
		complained += chunk.toString();
	});
	const code = await new Promise((resolve) => child.once("close", resolve));
	if (code !== 0) throw new Error(`\`${args.join(" ")}\` ended with ${code}: ${complained.trim()}`);
	return said;
}

async function isReady(url: string): Promise<boolean> {
	return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(20_000) }).then(
		({ status }) => status === 200,
		() => false,
	);
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Looks every so often; answers whether it came true in time. */
export async function comesTrue(look: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
	const until = Date.now() + withinMs;
	while (!(await look())) {
		if (Date.now() > until) return false;
		await pause(50);
	}
	return true;
}
