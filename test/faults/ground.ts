import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import postgres from "postgres";
import type { Postgresql } from "../helpers/postgresql.ts";

/** A database of one scenario: empty at first, and looked into past the service. */
export interface Ground {
	readonly kind: "embedded" | "server";
	/** Under which a node finds it. */
	readonly settings: Readonly<Record<string, string>>;
	/** Of the embedded one only while no node runs. The statement names its columns, and casts them to text or int4. */
	readonly rows: <Row>(statement: string) => Promise<readonly Row[]>;
}

/** In a folder of its own within `directory`. */
export async function embeddedGround(directory: string): Promise<Ground> {
	return groundIn(await mkdtemp(join(directory, "data-")));
}

/** A data directory that is there already. */
export function groundIn(dataDir: string): Ground {
	return {
		kind: "embedded",
		settings: { WAYLINE_DATA_DIR: dataDir },
		rows: async <Row>(statement: string) => {
			const client = await PGlite.create({ dataDir: join(dataDir, "database") });
			try {
				return (await client.query<Row>(statement)).rows;
			} finally {
				await client.close();
			}
		},
	};
}

let made = 0;

/** A database of its own on the server. Nodes reach it by `through`, where something stands between. */
export async function serverGround(server: Postgresql, directory: string, through = server.url): Promise<Ground> {
	made += 1;
	const name = `faults_${process.pid}_${made}`;
	await server.asked(`create database ${name}`);
	return groundNamed(server, name, directory, through);
}

/** A database that is there already. */
export async function groundNamed(
	server: Postgresql,
	name: string,
	directory: string,
	through = server.url,
): Promise<Ground> {
	// Each node writes there what no database keeps.
	const dataDir = await mkdtemp(join(directory, "data-"));
	return {
		kind: "server",
		settings: { WAYLINE_DATA_DIR: dataDir, DATABASE_URL: `${through}${name}` },
		rows: async <Row>(statement: string) => {
			const client = postgres(`${server.url}${name}`, { max: 1, onnotice: () => {} });
			try {
				return asRows<Row>(await client.unsafe(statement));
			} finally {
				await client.end();
			}
		},
	};
}

/** Whoever asks names the columns and their types: see `Ground.rows`. */
function asRows<Row>(found: readonly unknown[]): readonly Row[] {
	return found as readonly Row[];
}
