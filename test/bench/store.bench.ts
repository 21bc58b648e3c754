// Run by hand: `npx tsx test/bench/store.bench.ts [rows]`. Fills the table scans on a PostgreSQL server of its own through
// the real saveFacts, 200 facts a batch over a moving window of parcels, and prints what a row costs.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import type { ScanFact } from "../../src/core/facts.ts";
import { type Database, open, type RowId } from "../../src/store/database.ts";
import { loadFacts, saveFacts } from "../../src/store/facts.ts";
import { timedId } from "../../src/store/ids.ts";
import { setup, teardown } from "../helpers/databases.ts";

const TOTAL = Number(process.argv[2] ?? 1_000_000);
const BATCH = 200;
const WINDOW = 100_000;
const PER_PARCEL = 10;
const START = Date.parse("2026-11-01T00:00:00Z");

const CODES = ["in_transit.arrived_facility", "in_transit.departed_facility", "out_for_delivery.on_vehicle"] as const;
const CITIES = ["Kaohsiung City", "New Taipei City", "San Bernardino", "Louisville", "Frankfurt am Main"];

await setup();
try {
	const url = process.env.WAYLINE_TEST_DATABASE_URL ?? "";
	if (url === "") throw new Error("No PostgreSQL server is installed here.");
	const db = await open({ url: `${url}postgres` }, { maxConnections: 1 });
	await measure(db);
	await db.close();
} finally {
	await teardown();
}

async function measure(db: Database): Promise<void> {
	const [{ pid } = { pid: 0 }] = await db.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`);
	say("rows | node us/row | PG us/row | rows/s | heap B/row | index B/row | WAL B/row | 10-scan timeline: PG us, ms");
	let written = 0;
	for (let mark = 10_000; mark <= TOTAL; mark *= 10) {
		await db.rows(sql`checkpoint`);
		const before = await reading(db, pid);
		const from = written;
		for (; written < mark; written += BATCH) await db.transaction((tx) => saveFacts(tx, batchFrom(written)));
		const after = await reading(db, pid);
		const rows = written - from;
		const per = (name: keyof Reading) => ((after[name] - before[name]) / rows).toFixed(1);
		const rate = Math.round(rows / ((after.wallUs - before.wallUs) / 1e6));
		const [size] = await db.rows<{ heap: string; index: string }>(
			sql`select pg_relation_size('scans') as heap, pg_indexes_size('scans') as index`,
		);
		const heap = (Number(size?.heap) / written).toFixed(0);
		const index = (Number(size?.index) / written).toFixed(0);
		say(
			`${written} | ${per("nodeUs")} | ${per("serverUs")} | ${rate} | ${heap} | ${index} | ${per("wal")} | ${await timeline(db, pid, written)}`,
		);
	}
}

async function timeline(db: Database, pid: number, written: number): Promise<string> {
	const parcels = written / PER_PARCEL;
	const before = await reading(db, pid);
	const reads = 2_000;
	for (let read = 0; read < reads; read++) {
		await loadFacts(db, [parcel(Math.floor(Math.random() * parcels))]);
	}
	const after = await reading(db, pid);
	const serverUs = (after.serverUs - before.serverUs) / reads;
	return `${serverUs.toFixed(0)}, ${((after.wallUs - before.wallUs) / reads / 1_000).toFixed(2)}`;
}

/** Every parcel gets its scans one by one, in turn with the others of the window. */
function batchFrom(first: number) {
	const facts = new Map<number, ScanFact[]>();
	const size = WINDOW * PER_PARCEL;
	for (let number = first; number < first + BATCH; number++) {
		const window = Math.floor(number / size);
		const parcels = Math.min(WINDOW, TOTAL / PER_PARCEL);
		const index = window * WINDOW + (number % parcels);
		facts.set(index, [...(facts.get(index) ?? []), aScan(number)]);
	}
	return [...facts].map(([index, scans]) => ({ ...parcel(index), facts: scans }));
}

function parcel(index: number) {
	// Inside ids of parcels that need not be there: the table has no foreign key.
	return { sellerId: String(1 + (index % 20)) as RowId, rowId: String(1_000_000 + index) as RowId };
}

function aScan(number: number): ScanFact {
	const at = START + number * 1_000;
	const instant = `${new Date(at).toISOString().slice(0, -5)}Z`;
	return {
		kind: "scan",
		scan: {
			key: randomBytes(8).toString("hex"),
			leg: 1,
			piece: null,
			code: CODES[number % CODES.length] ?? CODES[0],
			reason: "none",
			carrierCode: `A${number % 40}`,
			rule: `A${number % 40}`,
			text: number % 2 === 0 ? "Arrived at facility" : "Departed from facility, on its way to the next",
			time: { local: instant.slice(0, -1), precision: "second", zone: "Asia/Taipei", zoneSource: "place", instant },
			at,
			sequence: number % 30,
			place: {
				text: CITIES[number % CITIES.length] ?? "",
				country: "TW",
				postcode: null,
				lat: 22 + Math.random(),
				lng: 120 + Math.random(),
				precision: "locality",
			},
			marked: {},
		},
		provenance: [{ channel: "webhook", messageId: timedId("msg", at), knownAt: instant }],
	};
}

interface Reading {
	readonly wallUs: number;
	readonly nodeUs: number;
	readonly serverUs: number;
	readonly wal: number;
}

async function reading(db: Database, pid: number): Promise<Reading> {
	const [{ wal } = { wal: "0" }] = await db.rows<{ wal: string }>(
		sql`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::int8 as wal`,
	);
	const stat = await readFile(`/proc/${pid}/stat`, "utf8");
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	// Fields 14 and 15, user and system time, in hundredths of a second.
	const serverUs = (Number(fields[11]) + Number(fields[12])) * 10_000;
	const { user, system } = process.cpuUsage();
	return { wallUs: performance.now() * 1_000, nodeUs: user + system, serverUs, wal: Number(wal) };
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
