import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test, vi } from "vitest";
import { describeFailure } from "../src/describe-failure.ts";
import { createLog, gathered } from "../src/log.ts";
import { eachDatabase } from "./helpers/each-database.ts";

test("an error that somebody logs as it is keeps its rows to itself", () => {
	const lines: string[] = [];
	const log = createLog({ accessLines: false }, { write: (line) => void lines.push(line) });
	const error = Object.assign(new Error("duplicate key"), { code: "23505", detail: "Key (email)=(lin@example.com)" });
	log.error({ err: error, other: error }, "work failed");
	expect(JSON.parse(lines[0] ?? "")).toMatchObject({
		msg: "work failed",
		err: { code: "23505", message: "duplicate key" },
		other: { code: "23505" },
	});
	expect(lines.join()).not.toContain("lin@example.com");
});

test("what is a secret by its name is kept out of a line, and what stands beside it is told", () => {
	const lines: string[] = [];
	const log = createLog({ accessLines: false }, { write: (line) => void lines.push(line) });
	log.warn({ status: 500, headers: { authorization: "Bearer CANARY", accept: "*/*" }, list: ["one"] }, "odd");
	const { status, headers, list } = JSON.parse(lines[0] ?? "");
	expect({ status, headers, list }).toEqual({
		...{ status: 500, list: ["one"] },
		headers: { authorization: "[Redacted]", accept: "*/*" },
	});
});

test("what a secret is called is hidden, one level down, and nothing else is", () => {
	const lines: string[] = [];
	const log = createLog({ accessLines: true }, { write: (line) => void lines.push(line) });
	const headers = { authorization: "CANARY", cookie: "CANARY", accept: "text/html" };
	log.info({ headers, shop: { token: "CANARY", key: "CANARY", credentials: { user: "CANARY" } }, count: 2 }, "odd");
	expect(lines.join()).not.toContain("CANARY");
	expect(JSON.parse(lines[0] ?? "")).toMatchObject({
		...{ headers: { accept: "text/html", cookie: "[Redacted]" }, count: 2 },
		time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
	});
});

test("requests that went well are told where they are wanted, warnings and errors always", () => {
	for (const accessLines of [true, false]) {
		const lines: string[] = [];
		const log = createLog({ accessLines }, { write: (line) => void lines.push(line) });
		log.info({}, "answered");
		log.warn({}, "refused");
		log.error({}, "failed");
		const told = lines.map((line) => JSON.parse(line).msg);
		expect(told).toEqual(accessLines ? ["answered", "refused", "failed"] : ["refused", "failed"]);
	}
});

test("requests that went well are written together and soon, a warning at once with all before it", async () => {
	const directory = await mkdtemp(join(tmpdir(), "wayline-log-"));
	const fd = openSync(join(directory, "log"), "w");
	onTestFinished(async () => {
		closeSync(fd);
		await rm(directory, { recursive: true });
	});
	const written = () =>
		[...readFileSync(join(directory, "log"), "utf8").matchAll(/"msg":"(.*?)"/g)].map(([, msg]) => msg);
	const log = createLog({ accessLines: true }, gathered(fd));
	log.info({}, "first");
	log.info({}, "second");
	expect(written()).toEqual([]);
	log.warn({}, "refused");
	expect(written()).toEqual(["first", "second", "refused"]);
	log.info({}, "third");
	await vi.waitFor(() => expect(written()).toEqual(["first", "second", "refused", "third"]));
});

test("a message that looks like a trace is none", () => {
	const error = new Error("first line\n    at CANARY");
	expect(JSON.stringify(describeFailure(error))).not.toContain("CANARY");
	expect(describeFailure(error).at.length).toBeGreaterThan(0);
});

eachDatabase((database) => {
	test.each([
		["a bad value", sql`select ${"CANARY"}::text::int4`, "22P02"],
		["a bad day", sql`select ${"2026-13-41 CANARY"}::text::date`, "22007"],
		["a value out of range", sql`select ('99999999' || length(${"CANARY"}::text) || '999')::int4`, "22003"],
		["broken JSON", sql`select ${'{"CANARY'}::text::jsonb`, "22P02"],
		[
			"a row that breaks a rule",
			sql`insert into sellers (id, public_id, name) overriding system value
				select 1, ${"CANARY"}::text, null from generate_series(1, 1)`,
			"23502",
		],
	])("%s stays out of the log", async (_case, query, code) => {
		const db = await database.open();
		const failure = await db.rows(query).then(
			() => null,
			(error) => describeFailure(error),
		);
		await db.close();
		expect(failure).toMatchObject({ code });
		expect(JSON.stringify(failure)).not.toMatch(/CANARY|99999999/);
	});
});
