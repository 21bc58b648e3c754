import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { embeddedGround, serverGround } from "../faults/ground.ts";
import { inColumns } from "../helpers/in-columns.ts";
import { startPostgresql } from "../helpers/postgresql.ts";
import type { Door } from "./door.ts";
import { api, queries } from "./doors/api.ts";
import { mail } from "./doors/mail.ts";
import { forms, pages } from "./doors/pages.ts";
import { uploads } from "./doors/uploads.ts";
import { webhooks } from "./doors/webhooks.ts";
import { wire } from "./doors/wire.ts";
import { type Held, holdMany } from "./held.ts";
import type { Finding } from "./judge.ts";
import { type Played, play, type Tally } from "./play.ts";
import { startWorld } from "./world.ts";

const DOORS: readonly Door[] = [webhooks, api, queries, pages, forms, uploads, mail, wire];
const USAGE = `Usage: npm run test:fuzz -- [--inputs N] [--seed N] [--only PART-OF-A-DOOR] [--held N] [--on embedded|server] [--list]`;

process.exitCode = await main(process.argv.slice(2));

/** Tries what nobody should send at every door of the built service; 1 where something came of it. */
async function main(args: readonly string[]): Promise<number> {
	const wanted = read(args);
	if (wanted === null) {
		say(USAGE);
		return 2;
	}
	const { inputs = "10000", seed = "1", only = "", on = "embedded", held = "10000", list = false } = wanted;
	const doors = DOORS.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
	if (list || doors.length === 0) {
		for (const { name, share } of DOORS) say(`${name} (${share} of 100)`);
		return list ? 0 : 2;
	}
	const directory = await mkdtemp(join(tmpdir(), "wayline-fuzz-"));
	const server = on === "server" ? await startPostgresql({ settings: ["fsync=off"] }) : null;
	if (on === "server" && server === null) {
		say("No PostgreSQL is installed here.");
		return 2;
	}
	try {
		const ground = server === null ? await embeddedGround(directory) : await serverGround(server, directory);
		const world = await startWorld(ground, directory);
		const holding = Number(held) > 0 && only === "" ? await holdMany(world, Number(held), say) : null;
		const options = { world, doors, inputs: Number(inputs), seed: Number(seed), tell: say };
		const played = await play(options).finally(world.end);
		return await report(played, holding, directory);
	} finally {
		await server?.remove();
	}
}

function read(args: readonly string[]) {
	const [boolean, string] = [{ type: "boolean" } as const, { type: "string" } as const];
	try {
		const options = { list: boolean, inputs: string, seed: string, only: string, on: string, held: string };
		const { values } = parseArgs({ args: [...args], options });
		const numbers = [values.inputs, values.seed, values.held].every(
			(value) => value === undefined || /^\d{1,9}$/.test(value),
		);
		return numbers && [undefined, "embedded", "server"].includes(values.on) ? values : null;
	} catch {
		return null;
	}
}

async function report(
	{ tallies, highestMb, acknowledged }: Played,
	held: Held | null,
	directory: string,
): Promise<number> {
	say("");
	for (const line of tableOf(tallies)) say(line);
	say(`${highestMb} MB of memory at most; ${acknowledged} webhooks acknowledged that must be kept.`);
	if (held) {
		const ended = held.endedAfterMs === null ? "never" : `after ${Math.round(held.endedAfterMs / 1000)} s`;
		say(
			`${held.open} connections held open, ended ${ended}; meanwhile a buyer's page within ${held.worstMs} ms, ${held.highestMb} MB.`,
		);
		for (const sentence of held.findings) say(sentence);
	}
	const ofHeld = (held?.findings ?? []).map((sentence) => ({ door: "held", seed: 0, sentence, knocked: null }));
	const findings = [...ofHeld, ...tallies.flatMap((tally) => tally.findings)];
	if (findings.length === 0) {
		await rm(directory, { recursive: true, force: true });
		return 0;
	}
	const file = join(directory, "findings.json");
	await writeFile(file, `${JSON.stringify(findings.map(written), null, "\t")}\n`);
	say(`${findings.length} findings in all. They, the log and the data are kept in ${directory}.`);
	return 1;
}

/** As a seed of test/fuzz/seeds has it. */
function written({ door, seed, sentence, knocked }: Finding) {
	const input = knocked?.input;
	const request = input && { ...input, body: input.body.toString("base64") };
	return { door, seed, sentence, status: knocked?.outcome.status ?? null, ms: knocked?.outcome.ms ?? null, request };
}

function tableOf(tallies: readonly Tally[]): readonly string[] {
	const rows = tallies.map(({ door, inputs, statuses, worstMs, findings }) => {
		const answers = [...statuses]
			.toSorted(([one], [other]) => one - other)
			.map(([status, times]) => `${status}: ${times}`);
		return [door, `${inputs}`, `${worstMs} ms`, `${findings.length}`, answers.join(", ")];
	});
	return inColumns([["door", "inputs", "worst", "findings", "answers"], ...rows]);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
