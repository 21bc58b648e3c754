import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Count, type Report, readReport, type Skip, skipsOf } from "./helpers/report.ts";

const ROOT = join(import.meta.dirname, "..");
const CACHE = join(ROOT, "node_modules/.cache/wayline");

interface Step {
	readonly name: string;
	readonly run: () => Promise<Count>;
}

const checks: readonly Step[] = [
	{ name: "types", run: () => check("tsc") },
	{ name: "types of the page's script", run: () => check("tsc", "-p", "web/client") },
	{ name: "lint", run: () => check("biome", "check", "--error-on-warnings", "--max-diagnostics=50") },
];
// Without a configuration, because these few need neither database nor browser.
const architecture: Step = {
	name: "architecture",
	run: () => vitest(() => [], "--root", ".", "test/architecture.test.ts"),
};
const build: Step = { name: "build", run: () => succeeds(process.execPath, "src/build.mjs", "--if-needed") };
const everything: Step = { name: "tests", run: () => vitest(skipsOf, "--config", "test/vitest.config.ts") };

process.exitCode = await main(process.argv.slice(2));

/** Runs the checks in order, all of them whatever fails, and ends with the line `N passed, N failed`. */
async function main(options: readonly string[]): Promise<number> {
	const unknown = options.find((option) => option !== "--quick");
	if (unknown !== undefined) {
		process.stderr.write(`Unknown option ${unknown}. Usage: npm test, or npm run check:quick\n`);
		return 2;
	}
	const quick = options.includes("--quick");
	const steps = quick ? [...checks, architecture] : [...checks, build, everything];
	const counts: Count[] = [];
	for (const [index, { name, run }] of steps.entries()) {
		const started = Date.now();
		say(`[${index + 1}/${steps.length}] ${name} …`);
		const count = await run();
		say(`[${index + 1}/${steps.length}] ${name}: ${verdict(count)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
		counts.push(count);
	}
	const skips = counts.flatMap(({ skips }) => skips);
	for (const skip of skips) say(`skipped: ${skip.sentence}`);
	// The continuous check must see every suite; a person's machine may lack a server or a browser.
	const missed = process.env.CI === "true" ? skips.filter((skip) => skip.neededInCi) : [];
	for (const skip of missed) say(`failed: under CI=true nothing of this may be skipped: ${skip.sentence}`);
	const passed = sum(counts.map((count) => count.passed));
	const failed = sum(counts.map((count) => count.failed)) + missed.length;
	say(`${passed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

function check(program: string, ...args: readonly string[]): Promise<Count> {
	return succeeds(join(ROOT, "node_modules/.bin", program), ...args);
}

/** A program counts as one test. */
async function succeeds(program: string, ...args: readonly string[]): Promise<Count> {
	const ok = (await exitCode(program, args)) === 0;
	return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skips: [] };
}

async function vitest(skipsIn: (report: Report) => readonly Skip[], ...args: readonly string[]): Promise<Count> {
	mkdirSync(CACHE, { recursive: true });
	const report = join(CACHE, `report-${process.pid}.json`);
	const code = await exitCode(join(ROOT, "node_modules/.bin/vitest"), [
		"run",
		...args,
		"--reporter=default",
		"--reporter=json",
		`--outputFile.json=${report}`,
	]);
	const read = readReport(report, ROOT);
	rmSync(report, { force: true });
	if (read === null) return { passed: 0, failed: 1, skips: [] };
	// An error outside any test, or a file that could not be loaded, fails the run although no test failed.
	const failed = code !== 0 && read.failed === 0 ? 1 : read.failed;
	return { passed: read.passed, failed, skips: skipsIn(read) };
}

function exitCode(program: string, args: readonly string[]): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { cwd: ROOT, stdio: "inherit" });
		child.once("error", reject);
		child.once("exit", (code) => resolve(code ?? 1));
	});
}

function verdict({ passed, failed }: Count): string {
	if (failed > 0) return `${passed} passed, ${failed} FAILED`;
	return passed === 1 ? "passed" : `${passed} passed`;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
