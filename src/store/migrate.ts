import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { DrizzleQueryError } from "drizzle-orm";
import { drizzle as embedded } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { drizzle as server } from "drizzle-orm/postgres-js";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { isOutage } from "./outage.ts";

// Any number that nothing else in the database takes: "wayline" on a telephone's keys.
const MIGRATION_LOCK = 9295463;

/** Applies what is missing. Nodes that start together wait for the first. */
export async function migrateServer(url: string, folder?: string): Promise<void> {
	// A client of its own: drizzle changes the type parsers of the one it is given, and the lock belongs to a session.
	const client = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: "wayline migrate" } });
	try {
		await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
		await inWords(migratePostgres(server(client), { migrationsFolder: folder ?? migrationsFolder() }));
	} finally {
		await client.end({ timeout: 5 });
	}
}

/** The lock of the data directory is the lock here. */
export async function migrateEmbedded(client: PGlite, folder?: string): Promise<void> {
	await inWords(migratePglite(embedded(client), { migrationsFolder: folder ?? migrationsFolder() }));
}

/** A step of a migration was refused: why, in the database's words, and what to do. */
export class MigrationFailed extends Error {
	override readonly name = "MigrationFailed";
}

/** Rejects as the migration does; where the database refused a statement, with the reason before the statement. */
async function inWords(migration: Promise<void>): Promise<void> {
	try {
		await migration;
	} catch (error) {
		if (!(error instanceof DrizzleQueryError) || isOutage(error)) throw error;
		const reason = error.cause?.message ?? "it does not say why";
		const statement = error.query.trim().split("\n", 1)[0]?.slice(0, 120) ?? "";
		throw new MigrationFailed(
			`The database could not be brought up to date, and is as it was: ${reason}. Go on with the version of Wayline that ran before, or mend what stands in the way and start again. It was at: ${statement} …`,
			{ cause: error },
		);
	}
}

/** The folder `drizzle` beside the code, be that src/store or a bundle in dist. */
function migrationsFolder(): string {
	let folder = import.meta.dirname;
	for (;;) {
		const candidate = join(folder, "drizzle");
		if (existsSync(join(candidate, "meta", "_journal.json"))) return candidate;
		const parent = dirname(folder);
		if (parent === folder) throw new Error(`No folder drizzle/ with migrations above ${import.meta.dirname}.`);
		folder = parent;
	}
}
