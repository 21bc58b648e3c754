import { randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { migrateEmbedded } from "./migrate.ts";

/** Writes an empty, migrated database as one file, for `open` to start from. Half a file never stands under the name. */
export async function makeSnapshot(file: string): Promise<void> {
	const client = await PGlite.create();
	try {
		await migrateEmbedded(client);
		const archive = await client.dumpDataDir("gzip");
		const draft = `${file}.${randomUUID()}`;
		await writeFile(draft, new Uint8Array(await archive.arrayBuffer()));
		await rename(draft, file);
	} finally {
		await client.close();
	}
}
