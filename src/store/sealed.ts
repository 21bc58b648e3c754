import { type SQL, sql } from "drizzle-orm";
import type { Queries, Transaction } from "./database.ts";
import { onlyRow } from "./query.ts";
import { SEALED_HEAD_BYTES, type Vault } from "./seal.ts";

/** What is sealed beside what connections hold. `order`: what its newest row has most of. */
const ELSEWHERE = [
	{ table: "orders", column: "sealed_buyer", order: "id" },
	{ table: "reports", column: "sealed_words", order: "id" },
	{ table: "mails", column: "sealed_mail", order: "id" },
	{ table: "idempotency_keys", column: "sealed_body", order: "created_at" },
	{ table: "endpoints", column: "sealed_secret", order: "updated_at" },
	{ table: "imports", column: "sealed_file", order: "id" },
	{ table: "questions", column: "sealed_asker", order: "id" },
	{ table: "staff", column: "sealed_person", order: "id" },
	{ table: "inbound_mails", column: "sealed_mail", order: "id" },
	{ table: "watchers", column: "sealed_address", order: "id" },
	{ table: "reviews", column: "sealed_words", order: "id" },
	{ table: "tag_keys", column: "sealed_key", order: "purpose" },
] as const;

/**
 * How many connections, of all sellers, hold what was sealed under a key that the vault does not have; of each other kind
 * of sealed thing the newest counts as one.
 */
export async function countUnopenable(db: Queries, vault: Vault): Promise<number> {
	const isLocked = (head: Uint8Array | null) => head !== null && !vault.knows(head);
	const kept = await newestHeads(db);
	return kept.filter(({ one, other }) => isLocked(one) || isLocked(other)).reduce((sum, { count }) => sum + count, 0);
}

/** Whether anything of what `countUnopenable` looks at was sealed under the key that this vault seals with. */
export async function hasSealed(db: Queries, { head }: Vault): Promise<boolean> {
	return (await newestHeads(db)).some(({ one, other }) =>
		[one, other].some((its) => its && Buffer.compare(its, head) === 0),
	);
}

interface Heads {
	readonly one: Uint8Array | null;
	readonly other: Uint8Array | null;
	readonly count: number;
}

function newestHeads(db: Queries): Promise<readonly Heads[]> {
	const newest = ELSEWHERE.map(({ table, column, order }) => {
		const sealed = sql.identifier(column);
		return sql`select * from (
			select ${headOf(sql`${sealed}`)}, null::bytea, 1 from ${sql.identifier(table)} where ${sealed} <> ''
			order by ${sql.identifier(order)} desc limit 1
		) newest`;
	});
	// Of these there may be millions, in the order of what they belong to alone.
	newest.push(
		sql`select * from (
			select ${headOf(sql`p.sealed_problem`)}, null::bytea, 1 from imports i
			cross join lateral (
				select sealed_problem from import_problems p
				where p.seller_id = i.seller_id and p.import_id = i.id and p.sealed_problem <> '' limit 1
			) p
			order by i.id desc limit 1
		) newest`,
		sql`select * from (
			select ${headOf(sql`m.sealed_words`)}, null::bytea, 1 from questions q
			cross join lateral (
				select sealed_words from thread_messages m
				where m.seller_id = q.seller_id and m.question_id = q.id and m.sealed_words <> '' limit 1
			) m
			order by q.id desc limit 1
		) newest`,
		sql`select * from (
			select ${headOf(sql`p.sealed_picture`)}, null::bytea, 1 from questions q
			cross join lateral (
				select sealed_picture from thread_pictures p
				where p.seller_id = q.seller_id and p.question_id = q.id and p.sealed_picture <> '' limit 1
			) p
			order by q.id desc limit 1
		) newest`,
		sql`select * from (
			select ${headOf(sql`p.sealed_picture`)}, null::bytea, 1 from reviews r
			cross join lateral (
				select sealed_picture from review_pictures p
				where p.seller_id = r.seller_id and p.review_id = r.id and p.sealed_picture <> '' limit 1
			) p
			order by r.id desc limit 1
		) newest`,
		sql`select * from (
			select ${headOf(sql`p.sealed_part`)}, null::bytea, 1 from reviews r
			cross join lateral (
				select sealed_part from review_video_parts p
				where p.seller_id = r.seller_id and p.review_id = r.id and p.sealed_part <> '' limit 1
			) p
			order by r.id desc limit 1
		) newest`,
	);
	return db.rows(
		sql.join(
			[
				sql`select ${headOf(sql`sealed_credentials`)} as one, ${headOf(sql`sealed_webhook_secret`)} as other,
						count(*)::int as count
					from connections group by 1, 2`,
				...newest,
			],
			sql` union all `,
		),
	);
}

function headOf(sealed: SQL): SQL {
	return sql`substring(${sealed} from 1 for ${sql.raw(String(SEALED_HEAD_BYTES))})`;
}

/**
 * Throws away all that was sealed under keys that the vault does not have: nobody can read it. Answers how many connections,
 * waybills, orders, reports, mails, endpoints, imports, questions and reviews lost something; in a rehearsal, how many would.
 */
export async function forgetUnopenable(tx: Transaction, vault: Vault, isRehearsal = false): Promise<Forgotten> {
	const forget = async (table: string, column: string, nothing = sql`null`): Promise<number> => {
		const [name, sealed] = [sql.identifier(table), sql.identifier(column)];
		const heads = await tx.rows<{ head: Uint8Array }>(
			sql`select distinct ${headOf(sql`${sealed}`)} as head from ${name} where ${sealed} <> ''`,
		);
		let count = 0;
		for (const { head } of heads.filter((one) => !vault.knows(one.head))) {
			const found = sql`${headOf(sql`${sealed}`)} = ${head}::bytea`;
			const there = await onlyRow<{ count: number }>(
				tx,
				sql`select count(*)::int as count from ${name} where ${found}`,
			);
			if (!isRehearsal) await tx.rows(sql`update ${name} set ${sealed} = ${nothing} where ${found}`);
			count += there.count;
		}
		return count;
	};
	const credentials = await forget("connections", "sealed_credentials");
	await forget("connections", "sealed_earlier_secret");
	const secrets = await forget("connections", "sealed_webhook_secret");
	await forget("endpoints", "sealed_earlier_secret");
	const forgetInbound = async () => {
		await forget("inbound_mails", "sealed_head", sql`''`);
		return forget("inbound_mails", "sealed_mail", sql`''`);
	};
	const forgetReviews = async () => {
		await forget("reviews", "sealed_answer", sql`''`);
		await forget("review_pictures", "sealed_picture", sql`''`);
		await forget("review_video_parts", "sealed_part", sql`''`);
		return forget("reviews", "sealed_words", sql`''`);
	};
	return {
		credentials,
		secrets,
		needs: await forget("legs", "sealed_needs"),
		buyers: await forget("orders", "sealed_buyer"),
		answers: await forget("idempotency_keys", "sealed_body"),
		// What was known of the delivery stays; the column takes no null.
		reports: await forget("reports", "sealed_words", sql`''`),
		mails: await forget("mails", "sealed_mail", sql`''`),
		endpoints: await forget("endpoints", "sealed_secret", sql`''`),
		// Its next reader finds nothing to read, and ends it.
		files: await forget("imports", "sealed_file", sql`''`),
		rows: await forget("import_problems", "sealed_problem", sql`''`),
		askers: await forget("questions", "sealed_asker", sql`''`),
		said: await forget("thread_messages", "sealed_words", sql`''`),
		pictures: await forget("thread_pictures", "sealed_picture", sql`''`),
		staff: await forget("staff", "sealed_person", sql`''`),
		inbound: await forgetInbound(),
		watchers: await forget("watchers", "sealed_address", sql`''`),
		// Their stars stay.
		reviews: await forgetReviews(),
		tags: await forgetKeys(tx, vault, ["tag_keys", "sealed_key"], isRehearsal),
		pushKeys: await forgetKeys(tx, vault, ["push_keys", "sealed_private"], isRehearsal),
	};
}

/** Keys that the vault cannot open: they come of the secret key anew, or are made anew. */
async function forgetKeys(
	tx: Transaction,
	vault: Vault,
	[table, column]: readonly [table: string, column: string],
	isRehearsal: boolean,
): Promise<number> {
	const [name, sealed] = [sql.identifier(table), sql.identifier(column)];
	const kept = await tx.rows<{ sealed: Uint8Array }>(sql`select ${sealed} as sealed from ${name}`);
	const lost = kept.filter((one) => !vault.knows(one.sealed));
	if (!isRehearsal)
		for (const one of lost) await tx.rows(sql`delete from ${name} where ${sealed} = ${one.sealed}::bytea`);
	return lost.length;
}

export interface Forgotten {
	/** Connections without credentials now, and without a webhook secret. */
	readonly credentials: number;
	readonly secrets: number;
	/** Waybills without what their carrier asks for beside the number. */
	readonly needs: number;
	/** Orders without their buyer's address and postcode. */
	readonly buyers: number;
	/** Answers that nobody can be given again. */
	readonly answers: number;
	/** Reports without what their buyer said. */
	readonly reports: number;
	/** Mails without their words: those on their way are not sent. */
	readonly mails: number;
	/** Endpoints that are told nothing until they are given a secret anew. */
	readonly endpoints: number;
	/** Files of parcels that are not read to their end, and rows of others that nobody can mend any more. */
	readonly files: number;
	readonly rows: number;
	/** Questions whose buyer gets no more mail, and messages of their threads that nobody can read any more. */
	readonly askers: number;
	readonly said: number;
	/** Pictures that were sent with them; staff who get no more letters; mails that came in, which nobody reads again. */
	readonly pictures: number;
	readonly staff: number;
	readonly inbound: number;
	/** Addresses that are written of no parcel any more. */
	readonly watchers: number;
	/** Reviews without the words of either side. */
	readonly reviews: number;
	/** Purposes of tags whose key comes of the secret key anew: what went out with one opens nothing more. */
	readonly tags: number;
	/** 1 where browsers are to subscribe to notifications anew. */
	readonly pushKeys: number;
}
