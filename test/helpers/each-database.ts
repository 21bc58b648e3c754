import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, beforeAll, describe } from "vitest";
import { type Database, type OpenOptions, open, type Where } from "../../src/store/database.ts";

/** One fresh database, migrated and without rows, shared by the tests of a file. */
export interface TestDatabase {
	readonly kind: Database["kind"];
	/** Opens it, again after a close too. What a test leaves open is closed after the file. */
	readonly open: (options?: OpenOptions) => Promise<Database>;
	/** Where it is, for tests of another process; read it inside a test. */
	readonly where: () => Where;
}

/**
 * The same tests on both databases, because PGlite accepts SQL that PostgreSQL 15 refuses and bears no second connection.
 * Without a server here the second half is skipped, and the run's report says so.
 */
export function eachDatabase(define: (database: TestDatabase) => void): void {
	onEach(define, copyDirectory, copyDatabase);
}

/** The same for tests of the first opening: nothing is there yet, not even a table. */
export function eachEmptyDatabase(define: (database: TestDatabase) => void): void {
	onEach(define, makeDirectory, () => makeDatabase("template1"));
}

function onEach(
	define: (database: TestDatabase) => void,
	embedded: () => Promise<Place>,
	server: () => Promise<Place>,
): void {
	describe("on the embedded database", () => define(testDatabase("embedded", embedded)));
	describe.skipIf(serverUrl() === "")("on a PostgreSQL server", () => define(testDatabase("server", server)));
}

/**
 * For what is the same on both and takes long to show: on the server where there is one, because it opens ten times as
 * fast and refuses more, else on the embedded one.
 */
export function oneDatabase(define: (database: TestDatabase) => void): void {
	if (serverUrl() === "") describe("on the embedded database", () => define(testDatabase("embedded", copyDirectory)));
	else describe("on a PostgreSQL server", () => define(testDatabase("server", copyDatabase)));
}

interface Place {
	readonly where: Where;
	readonly remove: () => Promise<void>;
}

function testDatabase(kind: Database["kind"], make: () => Promise<Place>): TestDatabase {
	let place: Place | null = null;
	const opened = new Set<Database>();
	const where = () => {
		if (place === null) throw new Error("The database is there inside tests and hooks only.");
		return place.where;
	};
	beforeAll(async () => {
		place = await make();
	});
	afterAll(async () => {
		for (const database of opened) await database.close();
		await place?.remove();
	});
	return {
		kind,
		where,
		open: async (options) => {
			const snapshotFile = process.env.WAYLINE_TEST_SNAPSHOT ?? "";
			const database = await open(where(), { snapshotFile, ...options });
			opened.add(database);
			return {
				...database,
				close: async () => {
					opened.delete(database);
					await database.close();
				},
			};
		},
	};
}

async function makeDirectory(): Promise<Place & { readonly directory: string }> {
	const directory = await mkdtemp(join(process.env.WAYLINE_TEST_ROOM ?? tmpdir(), "wayline-store-"));
	const remove = () => rm(directory, { recursive: true, force: true });
	return { where: { dataDir: directory }, remove, directory };
}

async function copyDirectory(): Promise<Place> {
	const place = await makeDirectory();
	// A program of its own, because Node copies a thousand small files at several times the cost.
	await promisify(execFile)("cp", ["-R", process.env.WAYLINE_TEST_FOLDER ?? "", join(place.directory, "database")]);
	return place;
}

function copyDatabase(): Promise<Place> {
	return makeDatabase(process.env.WAYLINE_TEST_TEMPLATE ?? "");
}

async function makeDatabase(template: string): Promise<Place> {
	const name = `test_${randomBytes(8).toString("hex")}`;
	await asAdministrator(`create database ${name} template ${template}`);
	return {
		where: { url: `${serverUrl()}${name}` },
		remove: () => asAdministrator(`drop database ${name} with (force)`),
	};
}

async function asAdministrator(statement: string): Promise<void> {
	const client = postgres(`${serverUrl()}postgres`, { max: 1, onnotice: () => {} });
	try {
		await client.unsafe(statement);
	} finally {
		await client.end();
	}
}

function serverUrl(): string {
	const url = process.env.WAYLINE_TEST_DATABASE_URL;
	if (url === undefined) throw new Error("No databases were made for this file: see PURE in test/vitest.config.ts.");
	return url;
}
