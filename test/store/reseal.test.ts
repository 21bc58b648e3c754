import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { credentialsOf, getConnection, webhookSecretsOf } from "../../src/store/connections.ts";
import type { Database } from "../../src/store/database.ts";
import { reseal } from "../../src/store/reseal.ts";
import { openVault, TAG_PURPOSES, type Vault, WrongKey } from "../../src/store/seal.ts";
import { SEALED_COLUMNS } from "../../src/store/sealed-columns.ts";
import { openTagVault } from "../../src/store/tag-keys.ts";
import { addressOf, getWatcher } from "../../src/store/watchers.ts";
import { eachDatabase, oneDatabase, type TestDatabase } from "../helpers/each-database.ts";
import { NOW } from "./given.ts";
import { oneOfEachSealed } from "./one-of-each-sealed.ts";

const old = Buffer.alloc(32, 1);
const next = Buffer.alloc(32, 2);
const another = Buffer.alloc(32, 3);
const changing = openVault(next, [old]);
const changed = openVault(next);

interface Seeded {
	readonly db: Database;
	readonly given: Awaited<ReturnType<typeof oneOfEachSealed>>;
	/** How many values are under the old key. */
	readonly total: () => Promise<number>;
}

/** Before each test, one of each sealed thing and no other, under the old key. */
function seeded(database: TestDatabase): () => Seeded {
	let db: Database;
	let now: Seeded | null = null;
	beforeAll(async () => {
		db = await database.open();
	});
	beforeEach(async () => {
		await db.rows(sql`truncate sellers, tag_keys, push_keys cascade`);
		const given = await oneOfEachSealed(db, await openTagVault(db, { current: old, others: [] }));
		now = { db, given, total: () => totalOf(db) };
	});
	return () => {
		if (now === null) throw new Error("It is there inside tests only.");
		return now;
	};
}

/** Of every column, how many values are sealed under the vault's own key, and how many are not. */
async function counted(
	db: Database,
	{ head }: Vault,
): Promise<readonly { readonly its: number; readonly others: number }[]> {
	const counts: { its: number; others: number }[] = [];
	for (const { table, column } of SEALED_COLUMNS) {
		const isIts = sql`substring(${sql.identifier(column)} from 1 for 5) = ${head}::bytea`;
		counts.push(
			...(await db.rows<{ its: number; others: number }>(
				sql`select count(*) filter (where ${isIts})::int4 as its, count(*) filter (where not ${isIts})::int4 as others
					from ${sql.identifier(table)} where octet_length(${sql.identifier(column)}) > 0`,
			)),
		);
	}
	return counts;
}
const totalOf = async (db: Database) => (await counted(db, openVault(old))).reduce((sum, { its }) => sum + its, 0);

eachDatabase((database) => {
	const seed = seeded(database);

	test("the list has every sealed column that the database has, and the context of each", async () => {
		const { db } = seed();
		const columns = await db.rows<{ name: string }>(
			sql`select table_name || '.' || column_name as name from information_schema.columns
				where table_schema = 'public' and data_type = 'bytea' and column_name like 'sealed\_%'`,
		);
		expect(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
			columns.map(({ name }) => name).sort(),
		);
		const before = await counted(db, openVault(old));
		expect(SEALED_COLUMNS.filter((_, index) => (before[index]?.its ?? 0) === 0)).toEqual([]);
	});

	test("afterwards all opens under the new key alone, and a second run finds nothing to do", async () => {
		const { db, given, total } = seed();
		const count = await total();
		const told: [number, number][] = [];
		expect(await reseal(db, changing, (...progress) => told.push(progress))).toEqual({
			...{ resealed: count, damaged: 0, left: 0 },
		});
		expect(told.at(-1)).toEqual([count, count]);
		expect((await counted(db, changed)).filter(({ its, others }) => its === 0 || others > 0)).toEqual([]);
		const connection = await getConnection(db, given.sellerId, given.connection);
		if (connection === null) throw new Error("A connection vanished.");
		expect(credentialsOf(changed, connection)).toEqual({ token: "hidden" });
		expect(webhookSecretsOf(changed, connection, new Date(NOW))).toEqual(["whsec_2", "whsec_1"]);
		expect(await reseal(db, changed)).toEqual({ resealed: 0, damaged: 0, left: 0 });
	});

	test("cut short anywhere, both keys together open everything, and the next run does the rest", async () => {
		const { db, total } = seed();
		const count = await total();
		let calls = 0;
		const cut = () => {
			calls += 1;
			if (calls === 9) throw new Error("killed");
		};
		await expect(reseal(db, changing, cut)).rejects.toThrow("killed");
		const left = await total();
		expect(left).toBeGreaterThan(0);
		expect(left).toBeLessThan(count);
		await openTagVault(db, { current: old, others: [next] });
		expect(await reseal(db, changing)).toEqual({ resealed: left, damaged: 0, left: 0 });
	});
});

oneDatabase((database) => {
	const seed = seeded(database);

	test("without the key that sealed it nothing is touched, and the sentence names the setting", async () => {
		const { db, total } = seed();
		const count = await total();
		const refused = reseal(db, openVault(next, [another]));
		await expect(refused).rejects.toThrow(WrongKey);
		await expect(refused).rejects.toThrow("WAYLINE_OTHER_SECRET_KEYS");
		expect(await total()).toBe(count);
	});

	test("what is damaged is counted and stays; the rest is sealed anew", async () => {
		const { db, total } = seed();
		const count = await total();
		await db.rows(sql`update mails set sealed_mail = set_byte(sealed_mail, 40, 255 - get_byte(sealed_mail, 40))`);
		expect(await reseal(db, changing)).toEqual({ resealed: count - 1, damaged: 1, left: 0 });
		expect(await total()).toBe(1);
	});

	test("tags stay what they were, so that links, proofs and refusals that went out go on", async () => {
		const { db, given } = seed();
		const tags = (vault: Vault) =>
			TAG_PURPOSES.map((purpose) => Buffer.from(vault.tagOf("mia", purpose)).toString("hex"));
		// As they were before they had keys of their own, too.
		const before = tags(openVault(old));
		expect(tags(await openTagVault(db, { current: old, others: [] }))).toEqual(before);
		expect(new Set(before).size).toBe(TAG_PURPOSES.length);
		await reseal(db, changing);
		const { sellerId, shipmentRowId: rowId } = given.watcher;
		expect(tags(await openTagVault(db, { current: next, others: [] }))).toEqual(before);
		expect(addressOf(changed, (await getWatcher(db, { sellerId, rowId }, given.watcher.id)) ?? given.watcher)).toBe(
			"mia@buyer.example",
		);
	});

	test.each([
		["the new one first", { current: next, others: [old] }],
		["the former one first", { current: old, others: [next] }],
	])("keys of tags that are first kept while the key is changed come of the one in use: %s", async (_name, keys) => {
		const { db } = seed();
		await db.rows(sql`delete from tag_keys`);
		const vault = await openTagVault(db, keys);
		expect(vault.tagOf("mia", "watchers")).toEqual(openVault(old).tagOf("mia", "watchers"));
	});

	test.runIf(database.kind === "server")(
		"a row that somebody holds is waited for by nobody, and done the next time",
		async () => {
			const { db, total } = seed();
			const count = await total();
			await db.transaction(async (tx) => {
				await tx.rows(sql`select 1 as held from mails for update`);
				expect(await reseal(db, changing)).toEqual({ resealed: count - 1, damaged: 0, left: 1 });
			});
			expect(await reseal(db, changing)).toEqual({ resealed: 1, damaged: 0, left: 0 });
		},
	);
});
