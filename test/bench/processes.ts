import { type ChildProcess, fork, spawn } from "node:child_process";
import { openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const READY_WITHIN_MS = 60_000;
/** Of the kernel's clock, a second: what `getconf CLK_TCK` says on every Linux that Node runs on. */
const TICKS = 100;

/** A server that is measured from outside: a process of its own on loopback. */
export interface Measured {
	readonly url: string;
	readonly pid: number;
	readonly stop: () => Promise<void>;
}

/** The built service; its log goes into a file, a line a request, as in production. */
export async function startService(
	port: number,
	settings: Readonly<Record<string, string>>,
	logFile: string,
): Promise<Measured> {
	const env = { PATH: process.env.PATH ?? "", NODE_ENV: "production", HOST: "127.0.0.1", PORT: `${port}`, ...settings };
	const child = spawn(process.execPath, [join(ROOT, "dist/main.js"), "serve"], {
		cwd: ROOT,
		env,
		stdio: ["ignore", "ignore", openSync(logFile, "a")],
	});
	return whenReady(child, `http://127.0.0.1:${port}`, "/readyz");
}

/** The same file again in another role, which listens at `PORT`: the ceiling. */
export async function startRole(
	file: string,
	port: number,
	settings: Readonly<Record<string, string>>,
): Promise<Measured> {
	const env = { ...process.env, NODE_ENV: "production", PORT: `${port}`, ...settings };
	const child = fork(file, { execArgv: ["--import", "tsx"], env });
	return whenReady(child, `http://127.0.0.1:${port}`, "/readyz");
}

async function whenReady(child: ChildProcess, url: string, path: string): Promise<Measured> {
	const until = Date.now() + READY_WITHIN_MS;
	while (!(await isReady(url + path))) {
		if (child.exitCode !== null || Date.now() > until) {
			child.kill();
			throw new Error(`${url} was not ready.`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	const { pid } = child;
	if (pid === undefined) throw new Error(`${url} has no process.`);
	return {
		url,
		pid,
		stop: async () => {
			const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
			if (child.exitCode !== null) return;
			child.kill();
			await ended;
		},
	};
}

function isReady(url: string): Promise<boolean> {
	return fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
		({ ok }) => ok,
		() => false,
	);
}

/** Processor time that a process and those it started have taken, in microseconds. */
export function cpuUs(pid: number): number {
	const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
	const stats = processes.flatMap((name) => {
		try {
			const stat = readFileSync(`/proc/${name}/stat`, "utf8");
			// Behind the name, which may hold anything.
			const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
			return [{ pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
		} catch {
			return [];
		}
	});
	const own = stats.filter((one) => one.pid === pid || one.parent === pid);
	return (own.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS) * 1e6;
}

/** Resident memory in bytes. */
export function memoryOf(pid: number): number {
	const [, kilobytes = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
	return Number(kilobytes) * 1024;
}

/** Posts as a seller. Throws what was answered where it is no success. */
export async function postAs<Answer>(key: string, address: string, body: object): Promise<Answer> {
	const response = await fetch(address, {
		method: "POST",
		headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(await response.text());
	return asAnswer<Answer>(await response.json());
}

/** Whoever asks knows what that path answers. */
function asAnswer<Answer>(body: unknown): Answer {
	return body as Answer;
}
