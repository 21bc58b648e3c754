import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** The first piece of shell under a heading. */
function shellUnder(heading: string): string {
	return shellsUnder(heading)[0] ?? "";
}

function shellsUnder(heading: string): readonly string[] {
	const [, after = ""] = README.split(`\n## ${heading}\n`);
	const [chapter = ""] = after.split(/^## /m);
	return [...chapter.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, shell = ""]) => shell);
}

let directory: string;
let service: ChildProcess | null = null;
let said = "";

beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), "wayline-tour-"));
	expect((await run({}, process.execPath, "src/build.mjs", "--if-needed")).code).toBe(0);
	const settings = { PORT: String(await freePort()), HOST: "127.0.0.1", WAYLINE_DATA_DIR: join(directory, "data") };
	service = spawn(process.execPath, ["dist/main.js", "serve"], {
		cwd: ROOT,
		env: { ...ownEnvironment(), ...settings },
	});
	await new Promise<void>((resolve, reject) => {
		service?.once("exit", (code) => reject(new Error(`The service ended with ${code}: ${said}`)));
		for (const stream of [service?.stdout, service?.stderr]) {
			stream?.on("data", (chunk: Buffer) => {
				said += chunk.toString();
				if (address() !== "" && key() !== "" && demonstration() !== "") resolve();
			});
		}
	});
}, 120_000);

afterAll(async () => {
	if (service !== null && service.exitCode === null) {
		const gone = new Promise((resolve) => service?.once("exit", resolve));
		service.kill("SIGTERM");
		await gone;
	}
	rmSync(directory, { recursive: true, force: true });
}, 30_000);

test("the first start prints the address, a key and the link of a parcel that is there", async () => {
	const page = await fetch(demonstration());
	expect(page.status).toBe(200);
	expect(await page.text()).toContain("<h1");
});

test("the README's tour, typed as it stands, leads to the right timeline", async () => {
	const script = shellUnder("A tour with curl")
		.replace(/^KEY=.*$/m, `KEY=${key()}`)
		.replace(/^URL=.*$/m, `URL=${address()}`);
	const told = await run({}, "bash", "-euo", "pipefail", "-c", script);
	expect(told).toMatchObject({ code: 0, err: "" });
	const [link = "", ...json] = told.out.split("\n");
	const parcel = JSON.parse(json.join("\n")) as Parcel;
	expect(parcel).toMatchObject({
		trackingNumber: "700000000005",
		milestone: "delivered",
		deliveredAt: { local: "2026-03-06T12:04:00", instant: "2026-03-06T17:04:00Z" },
	});
	// Told by both messages, and one line.
	const onVehicle = parcel.scans.filter(({ time }) => time.local === "2026-03-06T07:41:00");
	expect(onVehicle.map(({ time }) => time.instant)).toEqual(["2026-03-06T12:41:00Z"]);
	const html = await (await fetch(link)).text();
	for (const words of ["700000000005", "LEBANON", "12:04"]) expect(html).toContain(words);
}, 60_000);

test("the README's shipment, sent as it stands, is registered", async () => {
	const [, after = ""] = README.split("\nA shipment; only");
	const body = /```json\n([\s\S]*?)```/.exec(after)?.[1] ?? "";
	const headers = { authorization: `Bearer ${key()}`, "content-type": "application/json" };
	const answer = await fetch(`${address()}/v1/shipments`, { method: "POST", headers, body });
	expect([answer.status, await answer.json()]).toMatchObject([201, { carrier: "fedex", reference: "parcel 1 of 2" }]);
});

test("the README's push in our own format, typed as it stands, is taken, and answers as the README says", async () => {
	const shell = shellsUnder("Pushing in Wayline's own format").join("\necho; echo ---\n");
	const told = await run({ KEY: key(), URL: address() }, "bash", "-euo", "pipefail", "-c", shell);
	expect(told).toMatchObject({ code: 0, err: "" });
	const [answer = "", tried = ""] = told.out.split("\n---\n");
	expect(README).toContain(`The answer is 202: \`${answer}\``);
	expect(JSON.parse(tried)).toMatchObject({ dryRun: true, shipments: [{ trackingNumber: "BIKE1207" }], problems: [] });
	const headers = { authorization: `Bearer ${key()}` };
	const list = await fetch(`${address()}/v1/shipments?carrier=push`, { headers });
	const { items } = (await list.json()) as { items: { trackingUrl: string }[] };
	expect(items).toMatchObject([
		{ trackingNumber: "BIKE1207", milestone: "delivery_attempted", reason: "recipient.absent" },
	]);
	const parcel = (await (await fetch(`${items[0]?.trackingUrl}.json`)).json()) as Parcel;
	// The day is the shell's, and Berlin's offset on it the season's.
	const day = parcel.scans[0]?.time.instant?.slice(0, 10) ?? "";
	expect(Math.round((Date.now() - Date.parse(day)) / 86_400_000)).toBeLessThan(4);
	const inBerlin = (instant: string | null) =>
		new Date(instant ?? "").toLocaleTimeString("en-GB", { timeZone: "Europe/Berlin" });
	expect(parcel.scans[0]?.time.instant).toBe(`${day}T08:00:00Z`);
	expect(inBerlin(parcel.scans[1]?.time.instant ?? null)).toBe("11:30:00");
	expect(parcel.scans[2]?.time.instant).toBe(`${day}T10:45:00Z`);
	expect(parcel.scans).toHaveLength(3);
}, 60_000);

test("the README's message for `read` is read", async () => {
	const shell = shellUnder("Commands");
	const told = await run({}, "bash", "-euo", "pipefail", "-c", shell);
	expect(told).toMatchObject({ code: 0, err: "" });
	expect(JSON.parse(told.out)).toMatchObject({ id: 1, outcome: "ok", problems: [] });
}, 60_000);

test("a second process on the same data directory is refused in a sentence that names the first", async () => {
	const told = await run(
		{ WAYLINE_DATA_DIR: join(directory, "data") },
		process.execPath,
		"dist/main.js",
		"key",
		"create",
	);
	expect(told).toMatchObject({ code: 1, out: "" });
	expect(told.err.trimEnd().split("\n")).toEqual([expect.stringContaining(`is in use by process ${service?.pid}`)]);
});

test("a wrong setting stops the start with a sentence and no stack", async () => {
	const told = await run({ PORT: "eighty" }, process.execPath, "dist/main.js", "serve");
	expect(told).toEqual({
		code: 1,
		out: "",
		err: 'PORT is "eighty". A port from 0 to 65535 (0 takes any free one) is wanted.\n',
	});
});

test("an address that is not this machine's is HOST's fault, not the database's", async () => {
	const settings = { HOST: "999.1.1.1", PORT: "0", WAYLINE_DATA_DIR: join(directory, "elsewhere") };
	const told = await run(settings, process.execPath, "dist/main.js", "serve");
	expect(told).toMatchObject({ code: 1, out: "" });
	expect(told.err).toContain('HOST is "999.1.1.1", which is no address of this machine. ');
	expect(told.err).not.toContain("database at");
}, 60_000);

test("a data directory that cannot be used is named with its setting", async () => {
	const file = join(directory, "file");
	writeFileSync(file, "");
	for (const dataDir of [file, join(file, "below")]) {
		const told = await run({ PORT: "0", WAYLINE_DATA_DIR: dataDir }, process.execPath, "dist/main.js", "serve");
		expect(told).toMatchObject({ code: 1, out: "" });
		expect(told.err.trimEnd().split("\n")).toEqual([
			expect.stringMatching(/^WAYLINE_DATA_DIR is .*file.*, which cannot be used: .* is wanted\.$/),
		]);
	}
}, 60_000);

interface Told {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

interface Parcel {
	readonly scans: readonly { readonly time: { readonly local: string; readonly instant: string | null } }[];
}

function address(): string {
	return /https?:\/\/[\w.-]+:\d+/.exec(said)?.[0] ?? "";
}

function key(): string {
	return /\bwl_[0-9A-Za-z]{32,}\b/.exec(said)?.[0] ?? "";
}

function demonstration(): string {
	return /https?:\/\/\S+\/t\/[0-9A-Za-z]{22,}/.exec(said)?.[0] ?? "";
}

/** Without the settings of whoever runs the tests, and as somebody who runs it at home. */
function ownEnvironment(): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(
		([name]) => !/^(WAYLINE_|DATABASE_URL$|PORT$|HOST$|NODE_ENV$)/.test(name),
	);
	return Object.fromEntries(own);
}

function run(settings: NodeJS.ProcessEnv, program: string, ...args: readonly string[]): Promise<Told> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { cwd: ROOT, env: { ...ownEnvironment(), ...settings } });
		let [out, err] = ["", ""];
		child.stdout.on("data", (chunk: Buffer) => {
			out += chunk.toString();
		});
		child.stderr.on("data", (chunk: Buffer) => {
			err += chunk.toString();
		});
		child.once("error", reject);
		child.once("close", (code) => resolve({ code, out, err }));
	});
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const bound = server.address();
			server.close(() =>
				bound !== null && typeof bound === "object" ? resolve(bound.port) : reject(new Error("no port")),
			);
		});
	});
}
