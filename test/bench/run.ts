import { spawn } from "node:child_process";
import { join } from "node:path";

/** In the order in which a parcel meets them. */
const BENCHES = ["ingest", "page", "adapters", "places", "eta", "webhooks", "live", "store"] as const;
const USAGE = `Usage: npm run bench -- [${BENCHES.join("|")} …]`;

process.exitCode = await main(process.argv.slice(2));

/** Runs the benches one after another, each a process of its own; fails where one broke, and never by a figure. */
async function main(named: readonly string[]): Promise<number> {
	const unknown = named.find((name) => !BENCHES.some((known) => known === name));
	if (unknown !== undefined) {
		process.stderr.write(`There is no bench "${unknown}". ${USAGE}\n`);
		return 2;
	}
	const broken: string[] = [];
	for (const name of BENCHES.filter((one) => named.length === 0 || named.includes(one))) {
		process.stdout.write(`\n## ${name}\n\n`);
		if (name === "ingest" || name === "page") {
			process.stdout.write("| what | ours | ceiling | ratio | wanted |\n| --- | --- | --- | --- | --- |\n");
		}
		if ((await run(name)) !== 0) broken.push(name);
	}
	if (broken.length > 0) process.stdout.write(`\nThese ended with an error: ${broken.join(", ")}.\n`);
	return broken.length === 0 ? 0 : 1;
}

function run(name: string): Promise<number | null> {
	const file = join(import.meta.dirname, `${name}.bench.ts`);
	const child = spawn(process.execPath, ["--import", "tsx", file], { stdio: "inherit" });
	return new Promise((resolve) => child.once("exit", resolve));
}
