import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandDeps } from "../../src/cli/command.ts";
import { etaBacktest } from "../../src/cli/eta-backtest.ts";
import { csvRows } from "../../src/imports/csv-rows.ts";

let directory = "";
beforeAll(() => {
	directory = mkdtempSync(join(tmpdir(), "eta-backtest-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

const HEADER =
	"shipment_id,carrier,service,origin_country,origin_region,origin_postcode,origin_lat,origin_lng,destination_country,destination_region,destination_postcode,destination_lat,destination_lng,weight_g,handoff_at,delivered_at,promised_date";

function row(id: string, handoffAt: string, deliveredAt: string): string {
	return `${id},bike,,AT,9,1070,48.2,16.35,AT,6,8010,47.07,15.44,500,${handoffAt},${deliveredAt},`;
}

/** Handed off on each day of so many, from 1 January 2024 on, at eight; here two days later at noon. */
const manyRows = Array.from({ length: 60 }, (_, index) => {
	const at = (day: number, time: string) =>
		`${new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)}T${time}`;
	return row(`P${index}`, at(index, "08:00:00"), at(index + 2, "12:00:00"));
});

function file(name: string, content: string | Buffer): string {
	const path = join(directory, name);
	writeFileSync(path, content);
	return path;
}

async function run(path: string, flags: Readonly<Record<string, string>> = {}) {
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	const refuse = () => {
		throw new Error("Not wanted here.");
	};
	const deps: CommandDeps = {
		stdin,
		stdout,
		stderr,
		serve: refuse,
		migrate: refuse,
		demo: refuse,
		publicUrl: refuse,
		places: refuse,
		placesFiles: refuse,
		checkMail: refuse,
		forgetSecrets: refuse,
		rotateSecret: refuse,
		withDatabase: refuse,
		withServices: refuse,
	};
	const out = join(directory, "windows.csv");
	const code = await etaBacktest({ words: [path], flags: { from: "2024-02-01", out, ...flags } }, deps);
	stdout.end();
	stderr.end();
	const windows = code === 0 ? readFileSync(out, "utf8") : "";
	return { code, out: await text(stdout), err: await text(stderr), windows };
}

describe("eta backtest", () => {
	test("writes a window for each hand-off from the day on, as local times, and prints what they were worth", async () => {
		const { code, out, err, windows } = await run(file("many.csv", `${[HEADER, ...manyRows].join("\n")}\n`));
		expect(code).toBe(0);
		const lines = windows.trimEnd().split("\n");
		expect(lines[0]).toBe("shipment_id,p10,p50,p90");
		expect(lines).toHaveLength(1 + 29);
		expect(lines[1]).toMatch(
			/^P31,2024-02-0\d(T\d\d:\d\d:\d\d),2024-02-0\d(T\d\d:\d\d:\d\d),2024-02-\d\d(T\d\d:\d\d:\d\d)$/,
		);
		expect(out).toMatch(/^hand-off .*coverage %.*pinball\nall +29 /);
		expect(out).toMatch(/\n2024-02 +29 /);
		expect(out).toContain("Forecast again while still open");
		expect(err).toContain("60 parcels read, 29 windows written");
	});

	test("reads a file that is packed, marked, quoted and ends its lines as Windows does", async () => {
		const quoted = manyRows.map((line) => line.replace("bike", '"bike"').replace(",500,", ',"5""0,0",'));
		const bytes = gzipSync(`\uFEFF${[HEADER, ...quoted].join("\r\n")}\r\n`);
		const { code, windows } = await run(file("many.csv.gz", bytes));
		expect(code).toBe(0);
		const plain = await run(file("many.csv", `${[HEADER, ...manyRows].join("\n")}\n`));
		expect(windows).toBe(plain.windows);
	});

	test("forecasts a parcel that nobody delivered, and one that came before its hand-off, and learns no time from them", async () => {
		const odd = [row("open", "2024-02-20T08:00:00", ""), row("early", "2024-02-20T08:00:00", "2024-02-19T08:00")];
		const { windows, err, out } = await run(file("odd.csv", [HEADER, ...manyRows, ...odd].join("\n")));
		const plain = await run(file("many.csv", [HEADER, ...manyRows].join("\n")));
		const earlier = (written: string) => written.split("\n").filter((line) => /^P(3\d|4\d|50),/.test(line));
		expect(earlier(windows)).toEqual(earlier(plain.windows));
		expect(earlier(windows)).toHaveLength(20);
		expect(windows).toMatch(/\nopen,2024-02-2.*\n/);
		expect(windows).toMatch(/\nearly,2024-02-2.*\n/);
		expect(err).toContain("1 parcel came before the hand-off and taught nothing.");
		expect(out).toMatch(/\nall +30 /);
	});

	test.each<[string, readonly string[], string]>([
		["an empty file", [], "The file is empty."],
		["a header without a column", [HEADER.replace("handoff_at", "handoff")], "Line 1: the header names no handoff_at."],
		["a column named twice", [`${HEADER},carrier`], "Line 1: the header names a column twice."],
		["a row that is cut", [HEADER, "P1,bike,,AT"], "Line 2 has 4 fields, the header has 17."],
		[
			"no time",
			[HEADER, row("P1", "2024-02-30T08:00:00", "")],
			'Line 2, handoff_at: "2024-02-30T08:00:00" is no time such as 2026-11-22T10:00:00.',
		],
		[
			"a time of delivery that is none",
			[HEADER, row("P1", "2024-02-01T08:00:00", "soon")],
			'Line 2, delivered_at: "soon" is no time such as 2026-11-22T10:00:00.',
		],
		[
			"no point",
			[HEADER, ...manyRows, row("P", "2024-02-01T08:00:00", "").replace("48.2", "148.2")],
			'Line 62, origin_lat: "148.2" is no',
		],
		[
			"a country in words",
			[HEADER, row("P", "2024-02-01T08:00:00", "").replace("AT", "Austria")],
			'Line 2, origin_country: "Austria"',
		],
		["no carrier", [HEADER, row("P", "2024-02-01T08:00:00", "").replace("bike", "")], "Line 2, carrier"],
		[
			"a parcel told twice",
			[HEADER, row("P1", "2024-02-01T08:00:00", ""), "", row("P1", "2024-02-01T08:00:00", "")],
			'Line 4, shipment_id: "P1" stands on line 2 already.',
		],
		["a quotation mark left open", [HEADER, '"P1,bike'], "Line 2: a quotation mark is never closed."],
	])("refuses %s and names the line and the column", async (_, lines, sentence) => {
		const path = file("bad.csv", lines.join("\n"));
		const { code, out, err } = await run(path);
		expect({ code, out }).toEqual({ code: 1, out: "" });
		expect(err).toContain(`${path}: ${sentence}`);
	});

	test("refuses what is no file, no gzip file and no place to write to, in a sentence", async () => {
		expect(await run(join(directory, "none.csv"))).toMatchObject({
			code: 1,
			err: expect.stringContaining("There is no file"),
		});
		expect(await run(file("cut.csv.gz", gzipSync(HEADER).subarray(0, 30)))).toMatchObject({
			code: 1,
			err: expect.stringContaining("is no gzip file, or it is cut short"),
		});
		const good = file("many.csv", [HEADER, ...manyRows].join("\n"));
		const nowhere = join(directory, "none", "windows.csv");
		expect(await run(good, { out: nowhere })).toMatchObject({
			code: 1,
			err: `${nowhere} cannot be written: there is no such directory.\n`,
		});
	});

	test.each([
		["2024-02-30", '"2024-02-30" is no date'],
		["soon", '"soon" is no date'],
	])("refuses --from %s", async (from, sentence) => {
		expect((await run("many.csv", { from })).code).toContain(sentence);
	});
});

test.each<[string, string, readonly (readonly string[])[]]>([
	[
		"plain fields",
		"a,b,\n,,",
		[
			["a", "b", ""],
			["", "", ""],
		],
	],
	[
		"quoted fields with commas, marks and line ends",
		'"a,1","b ""2""","c\n3"\nd,e,f',
		[
			["a,1", 'b "2"', "c\n3"],
			["d", "e", "f"],
		],
	],
	["a last field that is quoted and empty", 'a,""', [["a", ""]]],
	["empty lines between rows", "a\n\n \nb\n", [["a"], ["b"]]],
])("a CSV file is read: %s", async (_, content, expected) => {
	const rows: (readonly string[])[] = [];
	for await (const { fields } of csvRows(cutInto(content, 3))) rows.push(fields);
	expect(rows).toEqual(expected);
});

async function* cutInto(content: string, length: number): AsyncGenerator<string> {
	for (let at = 0; at < content.length; at += length) yield content.slice(at, at + length);
}

const shared = join(import.meta.dirname, "../../../shared/eta");

test.skipIf(!existsSync(shared))("on the parcels of ../shared its measures are those of the score there", async () => {
	const parcels = join(shared, "parcels-br-2016-2018.csv.gz");
	const { out } = await run(parcels, { from: "2016-10-01" });
	const scored = execFileSync(
		"python3",
		[join(shared, "score.py"), join(directory, "windows.csv"), parcels, "--json", "--boot", "1"],
		{ encoding: "utf8" },
	);
	const expected: Record<string, number> = JSON.parse(scored);
	const [, , mae, , median, within, coverage, below, above, width, pinball] = out.split("\n")[1]?.split(/\s+/) ?? [];
	const figure = (name: string, digits: number) => expected[name]?.toFixed(digits);
	expect({ mae, median, within, coverage, below, above, width, pinball }).toEqual({
		mae: figure("mae_days", 2),
		median: figure("median_ae_days", 2),
		within: figure("within1_pct", 1),
		coverage: figure("cov80_pct", 1),
		below: figure("below_p10_pct", 1),
		above: figure("above_p90_pct", 1),
		width: figure("width80_days", 2),
		pinball: figure("pinball_mean", 3),
	});
});
