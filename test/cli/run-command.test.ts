import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { CONTENT_TYPES } from "../../adapters/kit/index.ts";
import type { CommandDeps, DemoOptions } from "../../src/cli/command.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { runCommand } from "../../src/cli/run-command.ts";
import { testPlaces } from "../helpers/places.ts";

const builtPlaces = join(import.meta.dirname, "../../src/geo/gazetteer/places.br");

interface Told {
	readonly code: number;
	readonly out: string;
	readonly err: string;
	readonly calls: readonly string[];
}

/** A command line run with real streams; what main would do is noted in `calls`. */
async function run(argv: readonly string[], input = "", dataDir = ""): Promise<Told> {
	const calls: string[] = [];
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	stdin.end(input);
	const deps: CommandDeps = {
		stdin,
		stdout,
		stderr,
		serve: async () => void calls.push("serve"),
		migrate: async () => void calls.push("migrate"),
		places: async () => testPlaces(),
		publicUrl: () => "https://track.shop.example",
		placesFiles: () => ({ built: builtPlaces, dataDir }),
		checkMail: async (tell) => {
			tell("Sending …");
			return [
				{ state: "right", found: "It came in.", remedy: null },
				{ state: dataDir === "" ? "open" : "wrong", found: "SPF could not be told.", remedy: "Look elsewhere." },
			];
		},
		forgetSecrets: async () => ({
			credentials: 1,
			secrets: 2,
			needs: 3,
			buyers: 4,
			answers: 7,
			reports: 5,
			mails: 6,
			endpoints: 8,
			files: 9,
			rows: 10,
			askers: 11,
			said: 12,
			pictures: 13,
			inbound: 14,
			watchers: 16,
			reviews: 17,
			staff: 15,
			tags: 18,
			pushKeys: 0,
		}),
		rotateSecret: async (onProgress) => {
			onProgress(3, 3);
			return { resealed: 3, damaged: 1, left: 0, key: { kind: "file", former: "/data/secret.key.former" } };
		},
		demo: async ({ parcels, speed }: DemoOptions) => void calls.push(`demo ${parcels} ${speed}`),
		withDatabase: () => Promise.reject(new Error("No database is wanted here.")),
		withServices: () => Promise.reject(new Error("No services are wanted here.")),
	};
	const code = await runCommand(argv, deps);
	stdout.end();
	stderr.end();
	return { code, out: await text(stdout), err: await text(stderr), calls };
}

test.each(COMMANDS.map(({ name }) => name))(
	"%s --help tells its usage on standard output and does nothing",
	async (name) => {
		const told = await run([...name.split(" "), "--help"]);
		expect(told).toMatchObject({ code: 0, err: "", calls: [] });
		expect(told.out).toContain(`-- ${name}`);
	},
);

test.each([["--help"], ["-h"], ["help"]])("%s lists every command", async (flag) => {
	const told = await run([flag]);
	expect(told).toMatchObject({ code: 0, err: "" });
	for (const { name } of COMMANDS) expect(told.out).toContain(`\n  ${name}`);
});

test.each([
	["key", ["key create", "key list", "key revoke KEY"]],
	["seller", ["seller add NAME"]],
	["places", ["places import FILE"]],
])("%s --help lists what there is to do", async (noun, titles) => {
	const told = await run([noun, "--help"]);
	expect(told).toMatchObject({ code: 0, err: "", calls: [] });
	const listed = [...told.out.matchAll(/^ {2}(\S.*?) {2}/gm)].map(([, title]) => title);
	expect(listed).toEqual(titles);
});

test.each([
	[[], "A command is wanted."],
	[["fly"], 'There is no command "fly".'],
	[["seller"], 'There is no command "seller". There is seller add.'],
	[["key", "burn"], 'There is no command "key burn". There is key create, key list and key revoke.'],
	[["serve", "--loud"], "There is no option --loud."],
	[["serve", "now"], '"now" is more than the command takes.'],
	[["seller", "add"], "NAME is wanted."],
	[["demo", "--parcel", "3"], "There is no option --parcel. Did you mean --parcels?"],
	[["demo", "--parcels"], "--parcels wants a value: --parcels N."],
	[["key", "create", "--seller", "--label", "x"], "--seller wants a value: --seller ID."],
	[["demo", "--parcels", "0"], "--parcels takes a whole number from 1 to 1000."],
	[["demo", "--speed", "-1"], "--speed takes a number above 0."],
	[["demo", "--speed=-1"], "--speed takes a number above 0."],
	[["demo", "--speed", "fast"], "--speed takes a number above 0."],
	[["carriers", "--markdown", "--json"], "--markdown and --json exclude each other."],
	[["carriers", "--json=yes"], "--json takes no value."],
	[["read"], "--ndjson is wanted: it is the only format."],
	[["read", "--ndjson", "--as-of", "yesterday"], "--as-of takes a time with its offset, such as 2026-11-22T10:00:00Z."],
	[
		["read", "--ndjson", "--as-of", "2026-11-22T10:00:00"],
		"--as-of takes a time with its offset, such as 2026-11-22T10:00:00Z.",
	],
])("%j is not understood: usage on standard error, exit code 2, nothing done", async (argv, sentence) => {
	const told = await run(argv);
	expect(told).toMatchObject({ code: 2, out: "", calls: [] });
	expect(told.err.split("\n")[0]).toBe(sentence);
	expect(told.err).toContain("Usage: npm run -s wayline -- ");
});

test("serve, migrate and demo do their work and leave standard output to results", async () => {
	expect(await run(["serve"])).toEqual({ code: 0, out: "", err: "", calls: ["serve"] });
	expect(await run(["migrate"])).toMatchObject({ code: 0, out: "", calls: ["migrate"] });
	expect(await run(["demo", "--parcels", "20", "--speed=86400"])).toMatchObject({
		code: 0,
		out: "",
		calls: ["demo 20 86400"],
	});
});

test("doctor mail prints what it found and what to do, and fails where something is wrong", async () => {
	const out = "ok     It came in.\n?      SPF could not be told.\n       Look elsewhere.\n";
	expect(await run(["doctor", "mail"])).toEqual({ code: 0, out, err: "Sending …\n", calls: [] });
	expect(await run(["doctor", "mail"], "", "/data")).toMatchObject({ code: 1, out: out.replace("?    ", "wrong") });
});

test("carriers prints the same carriers as text, Markdown and JSON", async () => {
	const json = JSON.parse((await run(["carriers", "--json"])).out) as { code: string; maturity: string }[];
	const [plain, markdown] = [(await run(["carriers"])).out, (await run(["carriers", "--markdown"])).out];
	expect(json.map(({ code }) => code)).toContain("fedex");
	for (const { code, maturity } of json) {
		expect(plain).toMatch(new RegExp(`^${code} .*${maturity}$`, "m"));
		// The table has no two hundred posts.
		if (maturity !== "number only") expect(markdown).toContain(`| \`${code}\` |`);
	}
	expect(json.find(({ code }) => code === "yodel")?.maturity).toBe("number only");
});

test("detect prints a line a number, as given, with its candidates", async () => {
	const { code, out } = await run(["detect", "1zway 0010300000115", "RB123456785JP", "?"]);
	expect(code).toBe(0);
	expect(
		out
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line)),
	).toEqual([
		{
			number: "1zway 0010300000115",
			candidates: [{ carrier: "ups", score: expect.any(Number), evidence: ["pattern", "check-digit", "prefix"] }],
		},
		{
			number: "RB123456785JP",
			candidates: [
				{ carrier: "japan-post", score: expect.any(Number), evidence: ["pattern", "check-digit", "s10-country"] },
			],
		},
		{ number: "?", candidates: [] },
	]);
	expect(await run(["detect"])).toMatchObject({ code: 2 });
});

test("read's help names every content type, and its example is read", async () => {
	const { out } = await run(["read", "--help"]);
	expect(out).toContain(`contentType is one of ${CONTENT_TYPES.join(", ")};`);
	expect(out).toContain("the exit code stays 0");
	const line = /echo '(.*)' \| /.exec(out)?.[1] ?? "";
	const told = await run(["read", "--ndjson"], `${line}\n`);
	expect(JSON.parse(told.out)).toMatchObject({
		id: 1,
		outcome: "ok",
		shipments: [{ trackingNumber: "BIKE1207", milestone: "picked_up" }],
		problems: [],
	});
});

test("place takes a hint by code or name, and says when it is no country", async () => {
	const lines = ["DE", "Germany", "", "Atlantis"].map((hintCountry) =>
		JSON.stringify({ text: "Frankfurt", hintCountry }),
	);
	const { out } = await run(["place", "--ndjson"], `${lines.join("\n")}\n`);
	const answers = out
		.trimEnd()
		.split("\n")
		.map((answer) => JSON.parse(answer) as { country: string | null; problem?: string });
	expect(answers[1]).toEqual(answers[0]);
	expect(answers[0]).toMatchObject({ country: "DE" });
	expect(answers.map(({ problem }) => problem)).toEqual([
		undefined,
		undefined,
		undefined,
		'hintCountry: there is no country "Atlantis".',
	]);
});

test("places import names the file that it made, counts in words, and takes no folder", async () => {
	const directory = mkdtempSync(join(tmpdir(), "wayline-import-"));
	try {
		const folder = await run(["places", "import", directory], "", directory);
		expect(folder).toMatchObject({ code: 1, out: "", err: `${directory} is a folder. A file is wanted.\n` });
		const dump = join(directory, "AQ.txt");
		writeFileSync(dump, "AQ\t12 340\tKnownville\tWestland\tW\t\t\t\t\t-70.01\t10.01\t4\n");
		const told = await run(["places", "import", dump], "", directory);
		expect(told).toMatchObject({ code: 0, out: `${join(directory, "places", "AQ.bin")}\n` });
		expect(told.err).toContain("1 line: 1 postcode and 1 place not known before; 0 lines told no point or no code.\n");
		expect(told.err).toContain("delete the file");
	} finally {
		rmSync(directory, { recursive: true });
	}
});

test("read answers a line for each line", async () => {
	const line = JSON.stringify({ id: "1", carrier: "nobody", kind: "poll", contentType: "json", body: "{}" });
	const told = await run(["read", "--ndjson", "--as-of", "2026-11-22T10:00:00+08:00"], `${line}\nbroken\n`);
	expect(told.code).toBe(0);
	const answers = told.out
		.trimEnd()
		.split("\n")
		.map((answer) => JSON.parse(answer) as { id: string | null; outcome: string });
	expect(answers.map(({ id, outcome }) => [id, outcome])).toEqual([
		["1", "error"],
		[null, "error"],
	]);
});
