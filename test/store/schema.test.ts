import { sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { databaseSizes } from "../../src/store/health.ts";
import * as schema from "../../src/store/schema.ts";
import { eachDatabase } from "../helpers/each-database.ts";

const TABLES: readonly PgTable[] = Object.values(schema);

eachDatabase((database) => {
	let db: Database;

	beforeAll(async () => {
		db = await database.open();
	});

	test("the schema draws up every table there is", async () => {
		const { tables } = await databaseSizes(db);
		expect(tables.map(({ name }) => name).sort()).toEqual(TABLES.map(nameOf).sort());
	});

	test.each(TABLES.map((table) => [nameOf(table), table] as const))(
		"the schema says of %s what the migrations made",
		async (name, table) => {
			const columns = await db.rows(
				sql`select a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull"
					from pg_attribute a where a.attrelid = ${name}::text::regclass and a.attnum > 0 and not a.attisdropped
					order by a.attname collate "C"`,
			);
			const keys = await db.rows<{ columns: string }>(
				sql`select string_agg(a.attname::text, ',' order by k.position) as columns
					from pg_constraint c
					cross join unnest(c.conkey) with ordinality k (column_number, position)
					join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.column_number
					where c.conrelid = ${name}::text::regclass and c.contype in ('p', 'u', 'f')
					group by c.oid order by 1`,
			);
			const indexes = await db.rows<{ name: string }>(
				sql`select c.relname::text as name from pg_index i join pg_class c on c.oid = i.indexrelid
					where i.indrelid = ${name}::text::regclass
					and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by 1`,
			);
			const made = {
				columns,
				keys: keys.map((key) => key.columns).sort(),
				indexes: indexes.map((index) => index.name).sort(),
			};
			expect(made).toEqual(drawnUp(table));
		},
	);
});

function nameOf(table: PgTable): string {
	return getTableConfig(table).name;
}

/** A table of schema.ts, in the words of the catalogue. */
function drawnUp(table: PgTable) {
	const config = getTableConfig(table);
	const list = (columns: readonly { readonly name: string }[]) => columns.map((column) => column.name).join(",");
	return {
		columns: config.columns
			.map((column) => ({
				name: column.name,
				type: column.getSQLType().replace("timestamp (", "timestamp("),
				notNull: column.notNull,
			}))
			.sort((one, other) => (one.name < other.name ? -1 : 1)),
		keys: [
			...config.columns.filter((column) => column.primary || column.isUnique).map((column) => column.name),
			...config.primaryKeys.map((key) => list(key.columns)),
			...config.uniqueConstraints.map((key) => list(key.columns)),
			...config.foreignKeys.map((key) => list(key.reference().columns)),
		].sort(),
		indexes: config.indexes.map((index) => index.config.name).sort(),
	};
}
