import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import type { CommandDeps } from "../../src/cli/command.ts";
import { readJourneys } from "../../src/cli/journey-file.ts";
import { readLine } from "../../src/cli/read.ts";
import { runCommand } from "../../src/cli/run-command.ts";
import { testPlaces } from "../helpers/places.ts";

const directory = mkdtempSync(join(tmpdir(), "wayline-silence-"));
afterAll(() => rmSync(directory, { recursive: true }));

async function run(...argv: readonly string[]) {
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	const unwanted = () => Promise.reject(new Error("Not part of this command."));
	const deps: CommandDeps = {
		stdin,
		stdout,
		stderr,
		serve: unwanted,
		migrate: unwanted,
		demo: unwanted,
		places: unwanted,
		publicUrl: () => "",
		placesFiles: () => ({ built: "", dataDir: "" }),
		checkMail: unwanted,
		forgetSecrets: unwanted,
		rotateSecret: unwanted,
		withDatabase: unwanted,
		withServices: unwanted,
	};
	const code = await runCommand(["silence", "backtest", ...argv], deps);
	stdout.end();
	stderr.end();
	return { code, out: await text(stdout), err: await text(stderr) };
}

function file(name: string, content: string | Uint8Array): string {
	const path = join(directory, name);
	writeFileSync(path, content);
	return path;
}

const csv = `shipment_id,carrier,code,at
A,dhl,in_transit.moving,2026-03-02T08:00:00+01:00
A,dhl,delivered.signed,2026-03-03T08:00:00+01:00
B,dhl,in_transit.moving,2026-03-02
"C, big",ups,in_transit.moving,2026-03-02 08:00:00
D,ups,on_its_way,2026-03-02T08:00:00Z
A,dhl,in_transit.moving,2026-03-02T07:00:00Z
E,ups,in_transit.moving,2026-03-20T08:00:00Z
`;

describe("silence backtest", () => {
	test("without a file plays journeys that are the same for the same seed, and says what its figures mean", async () => {
		const [one, other] = [await run("--parcels", "200"), await run("--parcels", "200", "--seed", "2")];
		expect(one.code).toBe(0);
		expect(one.out).toMatch(/^Generated journeys, seed 1: 200 parcels, \d+ scans; \d+ lost, \d+ stuck\.\n/);
		expect(one.out).toContain("Precision: of the alarms, those for trouble.");
		expect(one.out).toMatch(
			/\ncarrier +phase +gaps +deadline h +alarms +per 1,000 +trouble +precision +recall +early d\n/,
		);
		for (const carrier of ["courier", "express", "parcel", "post", "all"])
			expect(one.out).toMatch(new RegExp(`\n${carrier} +all +\\d+ `));
		expect((await run("--parcels", "200")).out).toBe(one.out);
		expect(other.out).not.toBe(one.out);
	});

	test("shows its progress on standard error and nothing else there", async () => {
		const { err } = await run("--parcels", "20");
		expect(err).toMatch(/^(\d+ of \d+ scans played\n)+$/);
	});

	test("a higher level raises fewer alarms", async () => {
		const alarms = async (level: string) => {
			const { out } = await run("--parcels", "600", "--level", level);
			return Number(/\nall +all +\d+ +[\d.]+ +(\d+) /.exec(out)?.[1]);
		};
		expect(await alarms("0.99")).toBeLessThan(await alarms("0.9"));
	});

	test("of a file counts what it has, and says what it left out", async () => {
		const { code, out, err } = await run(file("scans.csv", csv), "--trouble-days", "7");
		expect(code).toBe(0);
		expect(out).toContain("4 parcels, 5 scans.");
		expect(out).toContain("Trouble: no scan came for 7 days.");
		expect(out).toMatch(/\nall +all +3 +[\d.]+ +2 +[\d.]+ +2 +100\.0 % +100\.0 % /);
		expect(err).toContain("1 scan left out");
	});

	test.each([
		[["--level", "1"], "--level takes"],
		[["--level", "x"], "--level takes"],
		[["--trouble-days", "0"], "--trouble-days takes"],
		[["--parcels", "1.5"], "--parcels takes"],
		[["--seed", "-1"], "--seed takes"],
		[["scans.csv", "--seed", "1"], "leave FILE out"],
		[["one.csv", "two.csv"], "more than the command takes"],
	])("refuses %j in a sentence", async (argv, sentence) => {
		const { code, out, err } = await run(...argv);
		expect({ code, out }).toEqual({ code: 2, out: "" });
		expect(err).toContain(sentence);
	});

	test.each([
		["that is not there", () => join(directory, "nowhere.csv"), "There is no file"],
		["that is empty", () => file("empty.csv", ""), "FILE is empty"],
		["of something else", () => file("else.csv", "a,b,c\n1,2,3\n"), "neither"],
		["that is no gzip", () => file("plain.csv.gz", csv), "cannot be read"],
	])("refuses a file %s", async (_, path, sentence) => {
		const { code, err } = await run(path());
		expect(code).toBe(2);
		expect(err).toContain(sentence);
	});
});

describe("a file of journeys", () => {
	test("in CSV has each scan once, oldest first, a date as a date and quotes as quotes", async () => {
		const read = await readJourneys(file("plain.csv", csv), () => {});
		if (typeof read === "string") throw new Error(read);
		expect(read.scans.map(({ shipment, at, isDate }) => [shipment, new Date(at).toISOString(), isDate])).toEqual([
			["B", "2026-03-02T00:00:00.000Z", true],
			["A", "2026-03-02T07:00:00.000Z", false],
			["C, big", "2026-03-02T08:00:00.000Z", false],
			["A", "2026-03-03T07:00:00.000Z", false],
			["E", "2026-03-20T08:00:00.000Z", false],
		]);
		expect(await readJourneys(file("scans.csv.gz", gzipSync(csv)), () => {})).toEqual(read);
	});

	test("may be what `read` printed, with a carrier where one was put in", async () => {
		const scans = ["picked_up.collected", "in_transit.moving"].map((code, day) => ({
			code,
			occurredAt: `2026-03-0${2 + day}T09:00:00+01:00`,
		}));
		const body = { shipments: [{ trackingNumber: "BIKE1207", scans }] };
		const message = { id: 1, carrier: "push", kind: "webhook", contentType: "json", body };
		const answer = readLine(JSON.stringify(message), { places: testPlaces() });
		const lines = [answer, { ...answer, carrier: "push" }, { problem: true }].map((line) => JSON.stringify(line));
		const read = await readJourneys(file("read.ndjson", lines.join("\n")), () => {});
		expect(read).toMatchObject({ leftOut: 1 });
		if (typeof read === "string") throw new Error(read);
		expect(read.scans.map(({ carrier, code, date }) => [carrier, code, date]).sort()).toEqual([
			["push", "in_transit.moving", "2026-03-03"],
			["push", "picked_up.collected", "2026-03-02"],
			["unnamed", "in_transit.moving", "2026-03-03"],
			["unnamed", "picked_up.collected", "2026-03-02"],
		]);
	});
});
