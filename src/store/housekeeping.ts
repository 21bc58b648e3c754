import { sql } from "drizzle-orm";
import { pruneAudit } from "./audit.ts";
import { pruneSessions } from "./console-sessions.ts";
import type { Database } from "./database.ts";
import { pruneEvents } from "./events.ts";
import { pruneForecasts } from "./forecasts.ts";
import { forgetWords, WORDS_DAYS } from "./forget-words.ts";
import { pruneAnswers } from "./idempotency-keys.ts";
import { pruneImports } from "./imports.ts";
import { pruneLoginLinks } from "./login-links.ts";
import { pruneMails } from "./mails.ts";
import { pruneOutbox } from "./outbox.ts";
import { ensurePartitions } from "./partitions.ts";
import { pruneWatchers } from "./prune-watchers.ts";
import { onlyRow } from "./query.ts";

export interface HousekeepingOptions {
	/** How often the embedded database's log and dead rows are looked at. */
	readonly everyMs?: number;
	/** The clock, in milliseconds since 1970. */
	readonly nowMs: () => number;
	/** For how many days what people wrote is kept after the last of it; 400 where it is left out. */
	readonly wordsDays?: number | undefined;
	/** Hears of a round that failed; the next one tries again. */
	readonly onError: (error: unknown) => void;
	/** Hears of a round that went well. */
	readonly onDone?: () => void;
}

/** A checkpoint once this much of the log stands since the last: ten seconds of recovery at most. */
export const CHECKPOINT_BYTES = 64 * 1024 * 1024;
const DEAD_ROWS = 1_000;
const DEAD_SHARE = 0.2;
const EVERY_MS = 5_000;
/** How long the log of a mail is kept, and the words of one that nobody took. */
const MAIL_DAYS = 90;
/** How long it is known what came of a file, with the rows that were refused. */
const IMPORT_DAYS = 90;
/** How long who follows is remembered once nothing of his parcels changes any more. */
const WATCHER_DAYS = 90;
const HOUR_MS = 3_600_000;

/**
 * What a database needs in the long run: partitions ahead of time, an outbox and answers that are pruned and, for the embedded one
 * that has neither a checkpointer nor autovacuum, both of those. Answers how to stop, after the round that runs.
 */
export function startHousekeeping(db: Database, options: HousekeepingOptions): () => Promise<void> {
	let tidiedAtMs = Number.NEGATIVE_INFINITY;
	let running: Promise<void> = Promise.resolve();
	let isBusy = false;
	const round = async () => {
		const nowMs = options.nowMs();
		// A clock that was set back must not put it off for as long.
		if (Math.abs(nowMs - tidiedAtMs) >= HOUR_MS) {
			await tidy(db, new Date(nowMs).toISOString(), options.wordsDays ?? WORDS_DAYS);
			tidiedAtMs = nowMs;
		}
		if (db.kind === "embedded") await maintain(db);
	};
	const tick = () => {
		if (isBusy) return;
		isBusy = true;
		running = round()
			.then(options.onDone)
			.catch(options.onError)
			.finally(() => {
				isBusy = false;
			});
	};
	const timer = setInterval(tick, options.everyMs ?? EVERY_MS);
	timer.unref();
	tick();
	return async () => {
		clearInterval(timer);
		await running;
	};
}

async function tidy(db: Database, now: string, wordsDays: number): Promise<void> {
	await ensurePartitions(db, now);
	await pruneOutbox(db);
	await pruneForecasts(db, now);
	await pruneWatchers(db, now, WATCHER_DAYS);
	await pruneMails(db, now, Math.min(MAIL_DAYS, wordsDays));
	await pruneAudit(db);
	await pruneAnswers(db);
	await pruneEvents(db);
	await pruneSessions(db, now);
	await pruneImports(db, IMPORT_DAYS);
	await pruneLoginLinks(db, now);
	await forgetWords(db, now, wordsDays);
}

/** What a server does by itself. Cheap when there is nothing to do. */
export async function maintain(db: Database): Promise<void> {
	if ((await logBytes(db)) >= CHECKPOINT_BYTES) await db.rows(sql`checkpoint`);
	for (const { name } of await tablesToVacuum(db)) await db.rows(sql`vacuum (analyze) ${sql.identifier(name)}`);
}

/** The log written since the last checkpoint. */
export async function logBytes(db: Database): Promise<number> {
	const { bytes } = await onlyRow<{ bytes: string }>(
		db,
		sql`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::int8 as bytes from pg_control_checkpoint()`,
	);
	return Number(bytes);
}

// Small tables too: a shipment's row is rewritten with every change, and its dead copies are what a claim walks over.
function tablesToVacuum(db: Database): Promise<readonly { readonly name: string }[]> {
	return db.rows(
		sql`select relname::text as name from pg_stat_user_tables
			where schemaname = 'public' and n_dead_tup >= ${DEAD_ROWS}::int8
			and n_dead_tup >= ${DEAD_SHARE}::float8 * n_live_tup
			order by n_dead_tup desc limit 3`,
	);
}
