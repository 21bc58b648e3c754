import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, onTestFinished, test } from "vitest";
import { migrateEmbedded } from "../../src/store/migrate.ts";

test("a migration that is refused says why and what to do, and leaves the database as it was", async () => {
	const folder = await migrations(["create table one (id int);", "alter table two add column a int;"].join(BREAK));
	const client = new PGlite();
	onTestFinished(() => client.close());
	await expect(migrateEmbedded(client, folder)).rejects.toMatchObject({
		name: "MigrationFailed",
		message: expect.stringMatching(
			/^The database could not be brought up to date, and is as it was: relation "two" does not exist\. Go on .* It was at: alter table two add column a int; …$/,
		),
	});
	const { rows } = await client.query("select 1 from pg_class where relname = 'one'");
	expect(rows).toEqual([]);
});

test("a version of before goes on with tables that a newer one brought up to date", async () => {
	const first = "create table one (id int);";
	const client = new PGlite();
	onTestFinished(() => client.close());
	await migrateEmbedded(client, await migrations(first, "alter table one add column added int default 7;"));
	await migrateEmbedded(client, await migrations(first));
	await client.query("insert into one (id) values (1)");
	expect((await client.query("select * from one")).rows).toEqual([{ id: 1, added: 7 }]);
});

const BREAK = "\n--> statement-breakpoint\n";

/** A folder of them, as drizzle writes it. */
async function migrations(...texts: readonly string[]): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "wayline-migration-"));
	onTestFinished(() => rm(folder, { recursive: true }));
	await mkdir(join(folder, "meta"));
	const entries = texts.map((_, idx) => ({
		idx,
		version: "7",
		when: idx + 1,
		tag: `000${idx}_step`,
		breakpoints: true,
	}));
	await writeFile(join(folder, "meta/_journal.json"), JSON.stringify({ version: "7", dialect: "postgresql", entries }));
	for (const [index, text] of texts.entries()) await writeFile(join(folder, `000${index}_step.sql`), text);
	return folder;
}
