import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommandDeps } from "../../src/cli/command.ts";
import { runCommand } from "../../src/cli/run-command.ts";
import { listShipments } from "../../src/services/list-shipments.ts";
import { getOrder } from "../../src/services/orders.ts";
import { addSeller, operatorOf } from "../../src/services/sellers.ts";
import type { Database } from "../../src/store/database.ts";
import { withServices } from "../../src/with-services.ts";
import { eachDatabase, oneDatabase, type TestDatabase } from "../helpers/each-database.ts";
import { testPlaces } from "../helpers/places.ts";

const root = join(import.meta.dirname, "../..");
const secretKey = randomBytes(32);
let directory = "";
beforeAll(() => {
	directory = mkdtempSync(join(tmpdir(), "wayline-import-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string | Buffer): string {
	const path = join(directory, name);
	writeFileSync(path, content);
	return path;
}

eachDatabase((database) => {
	let db: Database;
	beforeAll(async () => {
		db = await database.open();
	});

	const services: CommandDeps["withServices"] = (work) => {
		const config = { publicUrl: "https://track.shop.example", secretKey, otherSecretKeys: [], dataDir: directory };
		return withServices(config, db, testPlaces(), work);
	};

	/** The command on a seller of its own. */
	async function newShop() {
		const { id } = await addSeller({ db }, { name: "A shop" });
		const command = async (argv: readonly string[], input: string | Buffer = "") => {
			const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
			stdin.end(input);
			const unwanted = () => Promise.reject(new Error("Not part of this command."));
			const deps: CommandDeps = {
				stdin,
				stdout,
				stderr,
				serve: unwanted,
				migrate: unwanted,
				places: unwanted,
				publicUrl: () => "",
				placesFiles: () => ({ built: "", dataDir: "" }),
				checkMail: unwanted,
				forgetSecrets: unwanted,
				rotateSecret: unwanted,
				demo: unwanted,
				withDatabase: unwanted,
				withServices: services,
			};
			const code = await runCommand([...argv, "--seller", id], deps);
			stdout.end();
			stderr.end();
			// Its mark stays: `text` would take it away.
			const out = (await buffer(stdout)).toString().trimEnd();
			return { code, out, err: await text(stderr) };
		};
		const run = (path: string, flags: readonly string[] = [], input: string | Buffer = "") =>
			command(["import", path, ...flags], input);
		const parcels = () =>
			services(async (deps) => {
				const principal = await operatorOf(deps, id);
				const { items } = await listShipments(deps, principal, { limit: 200 });
				const orders = await Promise.all(items.map(({ orderId }) => orderId && getOrder(deps, principal, orderId)));
				return items
					.map((one, index) => `${one.carrier} ${one.trackingNumber} ${orders[index] ? orders[index].reference : "-"}`)
					.toSorted();
			});
		return { run, parcels, command };
	}

	const orders =
		"Bestellnr.;Sendungsnr.;Paketdienst;E-Mail;Empfängerland;Empfänger PLZ\r\n" +
		"A-1;1ZWAY0010300000115;UPS;a@b.example;Deutschland;10115\r\n" +
		"A-2;RB123456785JP;;;Österreich;\r\n" +
		"A-3;WAY1207;Own bike;;;\r\n" +
		"A-4;x;push;;;\r\n";
	const taken = ["japan-post RB123456785JP A-2", "ups 1ZWAY0010300000115 A-1"];

	test("a dry run tells what would be and keeps nothing, the same without it registers", async () => {
		const { run, parcels } = await newShop();
		const path = file("orders.csv", Buffer.from(orders, "latin1"));
		const rehearsed = await run(path, ["--dry-run"]);
		expect(rehearsed).toMatchObject({
			code: 1,
			out: "2 parcels would be registered, 0 registered before, 2 rows with problems.",
		});
		expect(rehearsed.err).toContain("4 rows in windows-1252, parted by semicolons, below a header.");
		expect(rehearsed.err).toContain('Row 4: carrier: No carrier is called "Own bike" here.');
		expect(rehearsed.err).toContain("Row 5: trackingNumber: At least 3 characters are wanted.");
		expect(await parcels()).toEqual([]);
		const done = await run(path);
		expect(done).toMatchObject({ code: 1, out: "2 parcels registered, 0 registered before, 2 rows with problems." });
		expect(await parcels()).toEqual(taken);
		const rehearsedAgain = await run(path, ["--dry-run"]);
		expect(rehearsedAgain.out).toBe("0 parcels would be registered, 2 registered before, 2 rows with problems.");
	});

	test("the rows with problems are kept to be mended, and imported as mended", async () => {
		const { run, parcels } = await newShop();
		const problems = join(directory, `problems-${database.kind}.csv`);
		expect((await run("-", ["--problems", problems], orders)).code).toBe(1);
		const kept = readFileSync(problems, "utf8");
		expect(kept.split("\r\n").map((line) => line.split(";").slice(0, 3).join(";"))).toEqual([
			"Bestellnr.;Sendungsnr.;Paketdienst",
			"A-3;WAY1207;Own bike",
			"A-4;x;push",
			"",
		]);
		const mended = file("mended.csv", kept.replace("Own bike", "push").replace("A-4;x", "A-4;WAY1208"));
		expect(await run(mended)).toMatchObject({ code: 0, out: expect.stringMatching(/^2 parcels registered, 0 /) });
		expect(await parcels()).toEqual([...taken, "push WAY1207 A-3", "push WAY1208 A-4"].toSorted());
	});

	test("a gzipped file is read, rows above --from-row are left out, and a reference that contradicts is refused", async () => {
		const { run, parcels } = await newShop();
		const zipped = file(
			"orders.csv.gz",
			gzipSync("tracking,carrier,reference\nWAY1,push,r1\nWAY12,push,r2\nWAY123,push,r3\n"),
		);
		expect((await run(zipped, ["--from-row", "3"])).code).toBe(0);
		expect(await parcels()).toEqual(["push WAY12 -", "push WAY123 -"]);
		const other = await run("-", [], "tracking,carrier,reference\nWAY12,push,another\n");
		expect(other).toMatchObject({ code: 1, out: "0 parcels registered, 0 registered before, 1 row with problems." });
		expect(other.err).toMatch(/Row 2: This waybill is registered already/);
	});

	test("what is exported is imported as it was, formulas and all, and no spreadsheet runs it", async () => {
		const [one, other] = [await newShop(), await newShop()];
		const header =
			"tracking,carrier,reference,order,item,qty,image url,country,state,city,zip,ship from country,service,deliver by";
		const rows = [
			`WAY77,push,=1+1,@A-1,"Mug, ""large""",2,https://shop.example/mug.png,DE,BE,Berlin,10115,CN,+Express,2026-12-24`,
			"WAY77,push,,@A-1,-5,1,,,,,,,,",
			"WAY78,push,-5,,,,,,,,,,,",
			"1ZWAY0010300000115,ups,'=x,,,,,,,,,,Ground,",
		];
		expect((await one.run("-", [], `${header}\n${rows.join("\n")}\n`)).code).toBe(0);
		const exported = await one.command(["export", "--bom"]);
		expect(exported).toMatchObject({ code: 0, err: "3 parcels.\n" });
		expect(exported.out).toMatch(/^\ufefftrackingNumber,carrier,reference,/);
		expect(exported.out).toContain(`WAY77,push,'=1+1,'@A-1,"Mug, ""large""",2,`);
		expect(exported.out).toContain("WAY78,push,-5,");
		expect((await other.run("-", [], `${exported.out}\n`)).out).toMatch(/^3 parcels registered, 0 /);
		const facts = (csv: string) =>
			csv
				.split("\r\n")
				.map((line) => line.replace(/shp_.*$/, ""))
				.toSorted();
		expect(facts((await other.command(["export", "--bom"])).out)).toEqual(facts(exported.out));
		const lines = (await one.command(["export", "--ndjson", "--carrier", "ups"])).out.split("\n");
		expect(lines.map((line) => JSON.parse(line).reference)).toEqual(["=x"]);
	});

	test.each([
		[["--days", "fortnightly"], 2, "--days wants day-first or month-first."],
		[["--delimiter", "%"], 2, "--delimiter wants one of"],
		[["--from-row", "0"], 2, "--from-row wants a row's number"],
		[["--columns", "trackingNumber=Nowhere"], 1, 'There is no column "Nowhere". There is tracking.'],
		[["--charset", "klingon"], 1, 'There is no character set "klingon".'],
	])("%s is refused in a sentence", async (flags, code, sentence) => {
		const { run } = await newShop();
		const told = await run("-", flags, "tracking\n1ZWAY0010300000115\n");
		expect(told.code).toBe(code);
		expect(told.err).toContain(sentence);
	});

	test("a workbook, a folder and no file at all are told apart", async () => {
		const { run } = await newShop();
		expect((await run(file("orders.xlsx", Buffer.from("PK\x03\x04")))).err).toContain("Save the sheet as CSV");
		expect((await run(directory)).err).toContain("is a folder");
		expect((await run(join(directory, "none.csv"))).err).toContain("There is no file");
	});
});

oneDatabase((database) => {
	test("kill -9 in the middle of a file loses no row and doubles none", async () => {
		const db = await database.open();
		await addSeller({ db }, { name: "A shop" });
		await db.close();
		const rows = Array.from({ length: 80 }, (_, index) => `WAY${1000 + index},push,A-${Math.floor(index / 2)}`);
		const path = file(`killed-${database.kind}.csv`, `tracking,carrier,order\n${rows.join("\n")}\n`);
		// Killed when it is under way: at its first problem.
		const brokenRows = rows.toSpliced(40, 0, ",push,");
		const broken = file(`broken-${database.kind}.csv`, `tracking,carrier,order\n${brokenRows.join("\n")}\n`);
		const settings = settingsFor(database);
		const killed = await command(["import", broken], settings, /Row 42: /);
		expect(killed.signal).toBe("SIGKILL");
		const resumed = await command(["import", path], settings);
		expect(resumed.code).toBe(0);
		const [, created, known] = /^(\d+) parcels? registered, (\d+) registered before/.exec(resumed.out) ?? [];
		expect(Number(known)).toBeGreaterThanOrEqual(40);
		expect(Number(created)).toBeGreaterThan(0);
		expect(Number(created) + Number(known)).toBe(80);
	}, 120_000);
});

function settingsFor(database: TestDatabase): Record<string, string> {
	const where = database.where();
	const secrets = { WAYLINE_SECRET_KEY: Buffer.alloc(32, 7).toString("base64") };
	if ("url" in where) return { ...secrets, DATABASE_URL: where.url, WAYLINE_DATA_DIR: directory };
	return { ...secrets, WAYLINE_DATA_DIR: where.dataDir };
}

/** The built command as a process of its own, killed as soon as it says what `killAt` looks for. */
async function command(argv: readonly string[], settings: Record<string, string>, killAt?: RegExp) {
	const env = { PATH: process.env.PATH ?? "", ...settings };
	const child = spawn(process.execPath, ["dist/main.js", ...argv], { cwd: root, env });
	let said = "";
	child.stderr.on("data", (chunk) => {
		said += String(chunk);
		if (killAt?.test(said)) child.kill("SIGKILL");
	});
	const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
		child.once("close", (code, signal) => resolve({ code, signal })),
	);
	const out = (await text(child.stdout)).trimEnd();
	return { ...(await ended), out, err: said };
}
