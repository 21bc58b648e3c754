import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Report, readReport, skipsOf } from "./helpers/report.ts";

const whole: Report["tests"] = [
	{ file: "test/store/sellers.test.ts", name: "on PostgreSQL keeps a seller", status: "passed" },
	{ file: "test/browser/page.test.ts", name: "shows the map", status: "passed" },
	{ file: "test/net/mailbox.test.ts", name: "a mailbox of Dovecot is read", status: "passed" },
	{ file: "test/core/fold.test.ts", name: "keeps the first delivery", status: "passed" },
];

function reportOf(tests: Report["tests"]): Report {
	return { passed: tests.length, failed: 0, tests };
}

test("a whole run skips nothing", () => {
	expect(skipsOf(reportOf(whole))).toEqual([]);
});

test.each([
	["PostgreSQL", 0],
	["Chromium", 1],
	["Dovecot", 2],
])("a skipped %s part is told in one line and may not be skipped by the continuous check", (word, index) => {
	const tests = whole.map((one, at) => (at === index ? { ...one, status: "skipped" } : one));
	expect(skipsOf(reportOf(tests))).toEqual([{ sentence: expect.stringContaining(word), neededInCi: true }]);
});

test.each([
	["PostgreSQL", 0],
	["Chromium", 1],
	["Dovecot", 2],
])("a %s part that holds no test at all counts as skipped", (word, index) => {
	const tests = whole.filter((_one, at) => at !== index);
	expect(skipsOf(reportOf(tests))).toEqual([{ sentence: expect.stringContaining(word), neededInCi: true }]);
});

test("sample messages may be absent everywhere, and any other skipped test is named", () => {
	const tests = [
		...whole,
		{ file: "test/cli/read.test.ts", name: "reads every message of ../shared", status: "skipped" },
		{ file: "test/core/fold.test.ts", name: "folds backwards", status: "skipped" },
	];
	expect(skipsOf(reportOf(tests))).toEqual([
		{ sentence: expect.stringContaining("../shared"), neededInCi: false },
		{ sentence: "test/core/fold.test.ts: folds backwards", neededInCi: false },
	]);
});

test("a file that could not be loaded counts as a failure", () => {
	const directory = mkdtempSync(join(tmpdir(), "wayline-report-"));
	onTestFinished(() => rmSync(directory, { recursive: true }));
	const file = join(directory, "report.json");
	const testResults = [
		{ name: "/code/test/a.test.ts", status: "failed", assertionResults: [] },
		{ name: "/code/test/b.test.ts", status: "failed", assertionResults: [{ fullName: "b", status: "failed" }] },
		{ name: "/code/test/c.test.ts", status: "passed", assertionResults: [{ fullName: "c", status: "passed" }] },
	];
	writeFileSync(file, JSON.stringify({ numPassedTests: 1, numFailedTests: 1, testResults }));
	expect(readReport(file, "/code")).toMatchObject({ passed: 1, failed: 2 });
	expect(readReport(join(directory, "absent.json"), "/code")).toBe(null);
});
