import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, onTestFinished, test } from "vitest";
import { migrateEmbedded } from "../../src/store/migrate.ts";

test("a migration that is refused says why and what to do, and leaves the database as it was", async () => {
	const folder = await mkdtemp(join(tmpdir(), "wayline-migration-"));
	onTestFinished(() => rm(folder, { recursive: true }));
	await mkdir(join(folder, "meta"));
	const entry = { idx: 0, version: "7", when: 1, tag: "0000_first", breakpoints: true };
	await writeFile(
		join(folder, "meta/_journal.json"),
		JSON.stringify({ version: "7", dialect: "postgresql", entries: [entry] }),
	);
	await writeFile(
		join(folder, "0000_first.sql"),
		"create table one (id int);\n--> statement-breakpoint\nalter table two add column a int;",
	);
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
