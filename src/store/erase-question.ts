import { sql } from "drizzle-orm";
import type { Queries, Transaction } from "./database.ts";
import { type DueMail, mailOf } from "./mails.ts";
import { onlyRow } from "./query.ts";
import type { ErasedBy, StoredQuestion } from "./questions.ts";
import { Tampered, type Vault, WrongKey } from "./seal.ts";

/**
 * Erases what was said of a question that is locked: messages, photos, the address that was typed, mails that came, and letters whose
 * words are still kept. What stays says that it was asked, of which parcel and when, and when it was erased; of mails their digests
 * stay, by which the same ones are known when they are handed over again.
 */
export async function eraseQuestion(
	tx: Transaction,
	vault: Vault,
	question: StoredQuestion,
	{ by, now }: { readonly by: ErasedBy; readonly now: string },
): Promise<void> {
	const { sellerId, rowId, id } = question;
	await tx.rows(sql`delete from thread_messages where seller_id = ${sellerId}::int8 and question_id = ${rowId}::int8`);
	await tx.rows(
		sql`update inbound_mails set
				sealed_head = '', sealed_mail = '', message_id_digest = null, state = 'set-aside',
				because = 'What it said was erased with its question.'
			where seller_id = ${sellerId}::int8 and question_id = ${rowId}::int8`,
	);
	await tx.rows(
		sql`delete from inbound_mails
			where seller_id = ${sellerId}::int8 and question_id is null and suggested = jsonb_build_array(${id}::text)`,
	);
	await tx.rows(
		sql`update inbound_mails set suggested = suggested - ${id}::text
			where seller_id = ${sellerId}::int8 and question_id is null and suggested @> jsonb_build_array(${id}::text)`,
	);
	await tx.rows(
		sql`update questions set
				sealed_asker = '', address_tag = null, erased_at = ${now}::timestamptz, erased_by = ${by},
				waiting_since = null, closed_at = coalesce(closed_at, ${now}::timestamptz), ask_next_at = null, asked_persons = '[]',
				updated_at = ${now}::timestamptz
			where seller_id = ${sellerId}::int8 and id = ${rowId}::int8`,
	);
	await eraseLetters(tx, vault, question);
}

const AT_ONCE = 100;

/** Those that wait do not leave; of those that nobody took, or that lie in a file, the words go. */
async function eraseLetters(tx: Transaction, vault: Vault, { sellerId, id, askedAt }: StoredQuestion): Promise<void> {
	let after = "0";
	for (;;) {
		const letters = await tx.rows<Pick<DueMail, "sellerId" | "rowId" | "id" | "sealedMail">>(
			sql`select seller_id as "sellerId", m.id as "rowId", public_id as id, sealed_mail as "sealedMail" from mails m
				where seller_id = ${sellerId}::int8 and m.id > ${after}::int8 and kind like 'question.%'
				and created_at >= ${askedAt}::timestamptz and octet_length(sealed_mail) > 0
				order by m.id limit ${AT_ONCE}::int4`,
		);
		for (const letter of letters.filter((one) => isOfThread(vault, one, id))) {
			await tx.rows(
				sql`delete from mails
					where seller_id = ${sellerId}::int8 and id = ${letter.rowId}::int8 and next_at is not null`,
			);
			await tx.rows(
				sql`update mails set sealed_mail = '' where seller_id = ${sellerId}::int8 and id = ${letter.rowId}::int8`,
			);
		}
		const last = letters.at(-1);
		if (last === undefined || letters.length < AT_ONCE) return;
		after = last.rowId;
	}
}

/** By the root of its thread, which each letter about a question names in its head. */
function isOfThread(
	vault: Vault,
	letter: Pick<DueMail, "sellerId" | "id" | "sealedMail">,
	question: StoredQuestion["id"],
): boolean {
	try {
		// Queued by question-mails.ts, whose letters all have such a head.
		const { headers } = mailOf(vault, letter) as { readonly headers?: Readonly<Record<string, string>> };
		return headers?.References?.includes(`<${question}@thread.wayline>`) ?? false;
	} catch (error) {
		// What nobody can read any more names nobody.
		if (error instanceof WrongKey || error instanceof Tampered) return false;
		throw error;
	}
}

/** How many mails were held that came after it was erased, since then. */
export async function countHeldOfErased(
	db: Queries,
	{ sellerId, rowId }: Pick<StoredQuestion, "sellerId" | "rowId">,
	since: string,
): Promise<number> {
	const { count } = await onlyRow<{ count: number }>(
		db,
		sql`select count(*)::int4 as count from inbound_mails
			where seller_id = ${sellerId}::int8 and question_id = ${rowId}::int8 and state = 'held'
			and received_at >= ${since}::timestamptz`,
	);
	return count;
}
