import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { z } from "zod";

export interface Count {
	readonly passed: number;
	readonly failed: number;
	readonly skips: readonly Skip[];
}

/** A part of the suite that did not run here, and why that is no failure. */
export interface Skip {
	readonly sentence: string;
	readonly neededInCi: boolean;
}

export interface Report {
	readonly passed: number;
	readonly failed: number;
	readonly tests: readonly { readonly file: string; readonly name: string; readonly status: string }[];
}

const vitestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
		}),
	),
});

/** The JSON report of vitest; null when it never got as far as writing one. */
export function readReport(path: string, root: string): Report | null {
	let text: string;
	try {
		text = readFileSync(path, "utf8");
	} catch {
		return null;
	}
	const report = vitestReport.parse(JSON.parse(text));
	const files = report.testResults.map((result) => ({ ...result, file: relative(root, result.name) }));
	// A file that could not be loaded holds no tests and failed all the same.
	const broken = files.filter((file) => file.status === "failed" && !file.assertionResults.some(isFailed));
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + broken.length,
		tests: files.flatMap(({ file, assertionResults }) =>
			assertionResults.map(({ fullName, status }) => ({ file, name: fullName, status })),
		),
	};
}

interface Part {
	readonly is: (test: Report["tests"][number]) => boolean;
	readonly neededInCi: boolean;
	readonly sentence: (count: number) => string;
}

const PARTS: readonly Part[] = [
	{
		is: ({ name }) => /postgresql/i.test(name),
		neededInCi: true,
		sentence: (count) => `${tests(count)} on a PostgreSQL server, because none is installed here.`,
	},
	{
		is: ({ file }) => file.startsWith("test/browser/"),
		neededInCi: true,
		sentence: (count) =>
			`${tests(count)} of the page in a browser, because no Chromium was found; CHROMIUM_PATH names one.`,
	},
	{
		is: ({ name }) => name.includes("Dovecot"),
		neededInCi: true,
		sentence: (count) => `${tests(count)} of a mailbox, because no Dovecot 2.3 was found; DOVECOT_PATH names one.`,
	},
	{
		is: ({ name }) => name.includes("../shared"),
		neededInCi: false,
		sentence: (count) => `${tests(count)} on sample messages in ../shared, which is not here.`,
	},
	{
		is: ({ name }) => name.includes("WAYLINE_SLOW_TESTS"),
		neededInCi: false,
		sentence: (count) => `${tests(count)} that take long; WAYLINE_SLOW_TESTS=1 runs them.`,
	},
];

/** What a whole run of the suite did not run, a line for each part; a part without any test counts as skipped too. */
export function skipsOf(report: Report): readonly Skip[] {
	const skipped = report.tests.filter((test) => test.status !== "passed" && !isFailed(test));
	const known = PARTS.flatMap(({ is, neededInCi, sentence }) => {
		const count = skipped.filter(is).length;
		const ran = report.tests.some((test) => is(test) && (test.status === "passed" || isFailed(test)));
		return count > 0 || (neededInCi && !ran) ? [{ sentence: sentence(count), neededInCi }] : [];
	});
	const others = skipped.filter((test) => !PARTS.some(({ is }) => is(test)));
	return [...known, ...others.map(({ file, name }) => ({ sentence: `${file}: ${name}`, neededInCi: false }))];
}

function isFailed({ status }: { readonly status: string }): boolean {
	return status === "failed";
}

function tests(count: number): string {
	if (count === 0) return "all tests";
	return count === 1 ? "1 test" : `${count} tests`;
}
