import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import { rungOf } from "../../src/core/ladder.ts";
import { REASONS } from "../../src/core/reasons.ts";
import { isCode, isReason, MILESTONES, milestoneOf } from "../../src/core/status.ts";

const domain = new URL("../../../shared/domain/", import.meta.url);
const skipped = "skipped: ../shared/domain is not there";

/** The rows of a tab-separated file by the names of its columns; null where the file is not there. */
function table(file: string): readonly Readonly<Record<string, string>>[] | null {
	const url = new URL(file, domain);
	if (!existsSync(url)) return null;
	const [head = "", ...rows] = readFileSync(url, "utf8").trimEnd().split("\n");
	const names = head.split("\t");
	return rows.map((row) => {
		const cells = row.split("\t");
		return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
	});
}

const codes = Object.keys(CODES).filter(isCode);

describe("the taxonomy", () => {
	test("has 142 codes and 58 reasons", () => {
		expect(codes).toHaveLength(142);
		expect(Object.keys(REASONS)).toHaveLength(58);
	});

	test("names a milestone, or note, before the dot of every code, and every milestone has a code", () => {
		const named = new Set(codes.map(milestoneOf));
		expect([...named].sort()).toEqual([...MILESTONES, "note"].sort());
	});

	test("keeps the condition for notes and only for notes", () => {
		expect(codes.filter((code) => CODES[code].condition === "keep")).toEqual(
			codes.filter((code) => milestoneOf(code) === "note"),
		);
	});

	test("has a rung for every code on the road and none for a note, an exception or an expiry", () => {
		for (const code of codes) {
			const isOff = ["note", "exception", "expired"].includes(milestoneOf(code)) || code === "cancelled.cancelled";
			expect(rungOf(code) === null, code).toBe(isOff);
		}
	});

	test("tells its words from others", () => {
		expect([isCode("delivered.signed"), isCode("delivered"), isCode("toString")]).toEqual([true, false, false]);
		expect([isReason("none"), isReason("weather"), isReason("constructor")]).toEqual([true, false, false]);
	});

	test("says of every code what the table of statuses in ../shared says", (context) => {
		const rows = table("status_taxonomy.tsv");
		if (rows === null) return context.skip(skipped);
		const expected = rows.map((row) => ({
			code: row.code,
			milestone: row.milestone,
			phase: row.phase,
			condition: row.condition,
			actionBy: row.action_by,
			terminal: row.terminal === "yes",
			movesPin: row.moves_pin === "yes",
			notify: row.notify,
		}));
		expect(codes.map((code) => ({ code, milestone: milestoneOf(code), ...CODES[code] }))).toEqual(expected);
	});

	test("says of every reason what the table of reasons in ../shared says", (context) => {
		const rows = table("reason_taxonomy.tsv");
		if (rows === null) return context.skip(skipped);
		expect(REASONS).toEqual(Object.fromEntries(rows.map((row) => [row.reason, row.default_action_by])));
	});
});
