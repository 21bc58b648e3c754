import { parseArgs } from "node:util";
import { inColumns } from "../helpers/in-columns.ts";
import { type Ended, playAll } from "./play-all.ts";
import { SCENARIOS } from "./scenarios/index.ts";

const DATABASES = { embedded: "embedded", server: "PostgreSQL" } as const;
const USAGE = `Usage: npm run test:faults -- [--short] [--only PART-OF-A-NAME] [--on embedded|server] [--list]`;

process.exitCode = await main(process.argv.slice(2));

/** Breaks the built service in every way that it should survive; 1 where a promise did not hold. */
async function main(args: readonly string[]): Promise<number> {
	const wanted = read(args);
	if (wanted === null) {
		say(USAGE);
		return 2;
	}
	const { short: isShort = false, only = "", on, list } = wanted;
	const scenarios = SCENARIOS.filter(
		({ name, isInShort }) => name.toLowerCase().includes(only.toLowerCase()) && (isInShort || !isShort),
	);
	if (list === true || scenarios.length === 0) {
		for (const { name, databases } of SCENARIOS) say(`${name} (${databases.join(", ")})`);
		return list === true ? 0 : 2;
	}
	const databases = (["embedded", "server"] as const).filter((kind) => on === undefined || on === kind);
	const startedMs = performance.now();
	const { ended, directory } = await playAll({ scenarios, databases, isShort, over: (one) => say(lineOf(one)) });
	say("");
	for (const line of tableOf(ended)) say(line);
	say(`${Math.round((performance.now() - startedMs) / 1000)} s in all.`);
	const first = ended.flatMap(({ played }) => (played.kind === "played" ? played.broken : []))[0];
	if (first === undefined) return 0;
	say(`\nBroken first: ${first}\nLogs and data directories are kept in ${directory}.`);
	return 1;
}

function read(args: readonly string[]) {
	const boolean = { type: "boolean" } as const;
	const string = { type: "string" } as const;
	try {
		return parseArgs({ args: [...args], options: { short: boolean, list: boolean, only: string, on: string } }).values;
	} catch {
		return null;
	}
}

function lineOf({ name, kind, seconds, played }: Ended): string {
	const what = `${name}, ${DATABASES[kind]}`;
	if (played.kind === "skipped") return `skipped: ${what}: ${played.because}`;
	const { did, messages, parcels, events, broken } = played;
	const counts = `${did}; ${messages} messages, ${parcels} parcels, ${events} events`;
	if (broken.length === 0) return `${what}: ${counts}: all kept (${seconds} s)`;
	const more = broken.slice(0, 10).map((sentence) => `\n  ${sentence}`);
	return `${what}: ${counts}: BROKEN, ${broken.length} times (${seconds} s)${more.join("")}`;
}

function tableOf(ended: readonly Ended[]): readonly string[] {
	const rows = ended.map(({ name, kind, played }) => {
		if (played.kind === "skipped") return [name, DATABASES[kind], "", "", "", "skipped"];
		const { messages, parcels, events, broken } = played;
		const outcome = broken.length === 0 ? "all kept" : `BROKEN (${broken.length})`;
		return [name, DATABASES[kind], `${messages}`, `${parcels}`, `${events}`, outcome];
	});
	return inColumns([["what broke", "database", "messages", "parcels", "events", "outcome"], ...rows]);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
