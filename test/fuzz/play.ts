import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { Agent } from "node:http";
import { pause } from "../faults/node.ts";
import type { Door } from "./door.ts";
import { errorsIn, type Finding, judge, lostOf } from "./judge.ts";
import { randomOf } from "./random.ts";
import type { World } from "./world.ts";

/** What came of the inputs of a door. */
export interface Tally {
	readonly door: string;
	inputs: number;
	readonly statuses: Map<number, number>;
	worstMs: number;
	readonly findings: Finding[];
}

export interface Played {
	readonly tallies: readonly Tally[];
	/** Of the service, the highest that its memory was. */
	readonly highestMb: number;
	/** Webhooks that were acknowledged and must be kept. */
	readonly acknowledged: number;
}

export interface PlayOptions {
	readonly world: World;
	readonly doors: readonly Door[];
	readonly inputs: number;
	/** That of the first input; each has the next. */
	readonly seed: number;
	readonly tell: (line: string) => void;
}

const AT_ONCE = 12;
const CHUNK = 600;
/** The service's old space is capped at half of it; the embedded database and pictures live beside that. */
export const MOST_MB = 1_800;
const MOST_TOLD = 60;
export const HEALTHY_WITHIN_MS = 1_000;

/** Knocks so many times, door by door in turn, and looks after each chunk whether the service is well. */
export async function play({ world, doors, inputs, seed, tell }: PlayOptions): Promise<Played> {
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	const tallies = new Map(doors.map((door) => [door.name, newTally(door.name)]));
	const acknowledged = new Map<string, number>();
	const watch = await watchLog(world.logFile);
	// What it says when it starts.
	await watch();
	const told = new Set<Finding>();
	let highestMb = 0;
	const total = doors.reduce((sum, { share }) => sum + share, 0);
	for (let done = 0; done < inputs; done += CHUNK) {
		const seeds = Array.from({ length: Math.min(CHUNK, inputs - done) }, (_, index) => seed + done + index);
		await eachAtOnce(seeds, async (one) => {
			const door = doorOf(doors, total, one);
			const tally = tallies.get(door.name);
			if (tally) await knock({ world, door, seed: one, agent, tally, acknowledged });
		});
		highestMb = Math.max(highestMb, await memoryMb(world));
		const unwell = await lookAfter(world, watch, tallies, seed + done);
		if (highestMb > MOST_MB) unwell.push(`The service took ${highestMb} MB of memory.`);
		for (const sentence of unwell)
			blame(tallies, { door: doors[0]?.name ?? "", seed: seed + done, sentence, knocked: null });
		tellNew(tallies, told, tell);
		tell(
			`${Math.min(done + CHUNK, inputs)} of ${inputs} inputs, ${highestMb} MB at most, ${findingsOf(tallies)} findings`,
		);
	}
	agent.destroy();
	await world.node
		.stop()
		.catch((error: Error) =>
			blame(tallies, { door: doors[0]?.name ?? "", seed, sentence: error.message, knocked: null }),
		);
	const rows = await world.ground.rows<{ readonly digest: string }>(
		"select distinct encode(sha256(body), 'hex') as digest from raw_messages",
	);
	for (const lost of lostOf(acknowledged, new Set(rows.map(({ digest }) => digest)))) {
		blame(tallies, { door: "webhooks", seed: lost, sentence: "It was acknowledged and is not kept.", knocked: null });
	}
	return { tallies: [...tallies.values()], highestMb, acknowledged: acknowledged.size };
}

function newTally(door: string): Tally {
	return { door, inputs: 0, statuses: new Map(), worstMs: 0, findings: [] };
}

/** Which door it is follows from the seed as well. */
function doorOf(doors: readonly Door[], total: number, seed: number): Door {
	let at = randomOf(seed * 7 + 3).below(total);
	const found = doors.find(({ share }) => {
		at -= share;
		return at < 0;
	});
	if (found === undefined) throw new Error("No door is asked for.");
	return found;
}

async function knock(given: {
	readonly world: World;
	readonly door: Door;
	readonly seed: number;
	readonly agent: Agent;
	readonly tally: Tally;
	readonly acknowledged: Map<string, number>;
}): Promise<void> {
	const { world, door, seed, agent, tally, acknowledged } = given;
	const knocked = await door.knock({ world, random: randomOf(seed), agent, requestId: requestIdOf(seed) });
	const { outcome, input } = knocked;
	tally.inputs += 1;
	tally.statuses.set(outcome.status, (tally.statuses.get(outcome.status) ?? 0) + 1);
	tally.worstMs = Math.max(tally.worstMs, outcome.ms);
	const sentence = judge(knocked);
	if (sentence !== null) tally.findings.push({ door: door.name, seed, sentence, knocked });
	if (input?.mustBeKept && outcome.status >= 200 && outcome.status < 300) {
		acknowledged.set(createHash("sha256").update(input.body).digest("hex"), seed);
	}
}

function requestIdOf(seed: number): string {
	return `fuzz-seed-${seed}`;
}

/** What the log says since the last look, and how a healthy client fares; a service that died is started again. */
async function lookAfter(
	world: World,
	watch: () => Promise<string>,
	tallies: ReadonlyMap<string, Tally>,
	chunk: number,
): Promise<string[]> {
	const unwell: string[] = [];
	if (world.node.pid() === null) {
		unwell.push("The service ended.");
		await world.node.start();
	}
	const { status, ms } = await askHealthy(world);
	if (status !== 200) unwell.push(`A buyer's page was answered with ${status ?? "nothing"} afterwards.`);
	else if (ms > HEALTHY_WITHIN_MS) unwell.push(`A buyer's page took ${ms} ms afterwards.`);
	for (const { requestId, line } of errorsIn(await watch())) {
		const seed = Number(/^fuzz-seed-(\d+)$/.exec(requestId ?? "")?.[1] ?? chunk);
		blame(tallies, { door: "log", seed, sentence: `The log says: ${line.slice(0, 1_200)}`, knocked: null });
	}
	return unwell;
}

interface Health {
	readonly status: number | null;
	readonly ms: number;
}

/** The best of a few: other programs of the machine are no fault of the service. */
export async function askHealthy({ node, token }: Pick<World, "node" | "token">): Promise<Health> {
	let last: Health = { status: null, ms: 0 };
	for (let tries = 0; tries < 4; tries += 1) {
		const startedMs = performance.now();
		const signal = AbortSignal.timeout(20_000);
		const answer = await fetch(`${node.url}/t/${token}`, { signal }).catch(() => null);
		await answer?.text().catch(() => "");
		last = { status: answer?.status ?? null, ms: Math.round(performance.now() - startedMs) };
		if (last.status === 200 && last.ms <= HEALTHY_WITHIN_MS) break;
	}
	return last;
}

function blame(tallies: ReadonlyMap<string, Tally>, finding: Finding): void {
	const [first] = tallies.values();
	(tallies.get(finding.door) ?? first)?.findings.push(finding);
}

function tellNew(tallies: ReadonlyMap<string, Tally>, told: Set<Finding>, tell: (line: string) => void): void {
	for (const finding of [...tallies.values()].flatMap(({ findings }) => findings)) {
		if (told.has(finding)) continue;
		told.add(finding);
		const { door, seed, sentence, knocked } = finding;
		const at = knocked?.input ? ` ${knocked.input.method} ${knocked.input.path.slice(0, 120)}` : "";
		if (told.size <= MOST_TOLD) tell(`${door}, seed ${seed}${at}: ${sentence}`);
	}
}

function findingsOf(tallies: ReadonlyMap<string, Tally>): number {
	return [...tallies.values()].reduce((sum, { findings }) => sum + findings.length, 0);
}

/** Answers what was written since it was asked before. */
async function watchLog(file: string): Promise<() => Promise<string>> {
	let read = 0;
	return async () => {
		// The child's last lines are on their way through the pipe.
		await pause(50);
		const handle = await open(file);
		const { size } = await handle.stat();
		const bytes = Buffer.alloc(Math.max(0, size - read));
		await handle.read(bytes, 0, bytes.length, read);
		await handle.close();
		const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
		read += whole.length;
		return whole.toString("utf8");
	};
}

/** The highest since it was started, as Linux counts it. */
export async function memoryMb({ node }: World): Promise<number> {
	const pid = node.pid();
	const status = pid === null ? "" : await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
	return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024);
}

async function eachAtOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
	const rest = items.values();
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (const item of rest) await work(item);
		}),
	);
}
