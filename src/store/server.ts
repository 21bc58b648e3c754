import postgres from "postgres";
import type { Database, OpenOptions, Transaction } from "./database.ts";
import { migrateServer } from "./migrate.ts";
import { compile } from "./query.ts";

type Client = Pick<postgres.Sql, "unsafe">;

/** A PostgreSQL server behind the port. */
export async function openServer(url: string, options: OpenOptions): Promise<Database> {
	await migrateServer(url, options.migrationsFolder);
	const client = postgres(url, {
		max: options.maxConnections ?? 10,
		onnotice: () => {},
		connection: { application_name: "wayline" },
		// No array ever crosses: see columns.ts. This saves a query on every new connection.
		fetch_types: false,
		types: { instant: INSTANT },
	});
	return {
		kind: "server",
		limits: [],
		rows: (query) => ask(client, query),
		// The cast only adds the mark that says "in a transaction".
		transaction: async (work) =>
			(await client.begin((tx) => work({ rows: (query) => ask(tx, query) } as Transaction))) as Awaited<
				ReturnType<typeof work>
			>,
		listen: async (channel, heard, resumed) => {
			let isFirst = true;
			const listening = await client.listen(channel, heard, () => {
				if (!isFirst) resumed?.();
				isFirst = false;
			});
			return listening.unlisten;
		},
		close: () => client.end({ timeout: 5 }),
	};
}

const INSTANT = {
	to: 1184,
	from: [1184],
	serialize: (text: string) => text,
	parse: (text: string) => new Date(text).toISOString(),
};

// Named prepared statements: drizzle's own driver sends every query unprepared, at 2.7 times the cost.
async function ask<T>(client: Client, query: Parameters<typeof compile>[0]): Promise<readonly T[]> {
	const { text, values } = compile(query);
	// Every value is text, bytes, a number, a boolean or null, and every caller names its columns' types.
	return (await client.unsafe(text, values as postgres.ParameterOrJSON<never>[], { prepare: true })) as unknown as T[];
}
