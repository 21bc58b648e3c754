import type { SQL } from "drizzle-orm";
import { openEmbedded } from "./embedded.ts";
import { openServer } from "./server.ts";

declare const inside: unique symbol;

/** A bigint of the database, in decimal. Never leaves the house: what callers see is a public id. */
export type RowId = string & { readonly [inside]: true };

/** What a query may run on: the database itself, or a transaction. */
export interface Queries {
	/** The caller names the columns and their types: bigint is decimal text, an instant `…Z` with milliseconds, bytea bytes. */
	rows<T>(query: SQL): Promise<readonly T[]>;
}

declare const inTransaction: unique symbol;

/** Everything asked of it is committed together or not at all. */
export interface Transaction extends Queries {
	readonly [inTransaction]: true;
}

export interface Database extends Queries {
	readonly kind: "embedded" | "server";
	/** What this database cannot promise, in sentences for `doctor`. */
	readonly limits: readonly string[];
	/** Inside `work` ask only `tx`: the embedded database has one connection and would wait for itself. */
	transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/**
	 * Calls `heard` with the payload of every `notify` on the channel, from this node or another, `lost` when its connection
	 * is lost, and `resumed` each time that it hears again after that: what was told in between was missed. Answers how to
	 * stop.
	 */
	listen(channel: string, heard: (payload: string) => void, gaps?: ListeningGaps): Promise<() => Promise<void>>;
	/** When this process last ended what may have changed something, on the clock of `performance.now()`. */
	wroteAt(): number;
	close(): Promise<void>;
}

export interface ListeningGaps {
	readonly lost?: () => void;
	readonly resumed?: () => void;
}

/** `dataDir`: PostgreSQL in this process, kept in `<dataDir>/database`. `url`: a PostgreSQL server, 15 or later. */
export type Where = { readonly dataDir: string } | { readonly url: string };

export interface OpenOptions {
	/** A file that `makeSnapshot` wrote: an empty data directory starts from it in a seventh of the time. */
	readonly snapshotFile?: string;
	/** The folder of migrations, where it is not found beside the code. */
	readonly migrationsFolder?: string;
	/** Connections to the server at most; 10 is the measured optimum for group-committed writes. */
	readonly maxConnections?: number;
	/** How long the server may say nothing before it counts as away; 30 s. */
	readonly silenceMs?: number;
	/** Hears in a sentence of what was not as it should be and is mended. */
	readonly tell?: (sentence: string) => void;
	/** How much room the disk of a data directory has; asked of the system where it is left out. */
	readonly freeBytes?: (directory: string) => Promise<number>;
}

/** Opens the database, applies what migrations are missing under a lock, and answers when it is ready. */
export function open(where: Where, options: OpenOptions = {}): Promise<Database> {
	return "url" in where ? openServer(where.url, options) : openEmbedded(where.dataDir, options);
}
