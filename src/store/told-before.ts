import { sql } from "drizzle-orm";
import { jsons, scalars, texts } from "./columns.ts";
import type { Queries } from "./database.ts";
import type { NewMessage } from "./messages.ts";

/** The message that one may only repeat; its digest is null where it cannot be repeated. */
export interface Twin {
	readonly id: string;
	readonly digest: string | null;
}

export const isRefused = (message: NewMessage) => message.state === "bad-signature";

const isPoll = (message: NewMessage) => message.channel === "poll";

export const hexOf = (message: NewMessage) => Buffer.from(message.digest).toString("hex");

/** The numbers asked for in the order in which they are kept. */
export const askedOf = (message: NewMessage) => message.asked.toSorted();

/**
 * What a message shares with those that it may repeat. A refused message never stands for one that is authentic: the same
 * bytes with the right signature are news.
 */
export function twinsOf(message: NewMessage): string {
	const { sellerId, connectionId } = message;
	const question = isPoll(message) ? JSON.stringify(askedOf(message)) : `${isRefused(message)} ${hexOf(message)}`;
	return `${sellerId} ${connectionId} ${question}`;
}

/** By position: what is kept already and may be repeated by the message there. */
export async function earlierTwins(tx: Queries, messages: readonly NewMessage[]): Promise<ReadonlyMap<number, Twin>> {
	const numbered = messages.map((message, position) => ({ position, ...message }));
	const [polls, posts] = [numbered.filter(isPoll), numbered.filter((message) => !isPoll(message))];
	const found = [...(await latestPolls(tx, polls)), ...(await earlierPosts(tx, posts))];
	return new Map(found.map(({ position, ...twin }) => [position, twin]));
}

type Numbered = NewMessage & { readonly position: number };
type Found = Twin & { readonly position: number };

async function latestPolls(tx: Queries, polls: readonly Numbered[]): Promise<readonly Found[]> {
	if (polls.length === 0) return [];
	return await tx.rows(
		sql`select n.position, m.id, case when m.state <> 'poison' then encode(m.digest, 'hex') end as digest
			from unnest(
				${scalars("int8", polls, (message) => message.sellerId)},
				${scalars("int8", polls, (message) => message.connectionId)},
				${jsons(polls, askedOf)},
				${scalars("int4", polls, (message) => message.position)}
			) n (seller_id, connection_id, asked, position)
			cross join lateral (
				select m.id, m.digest, m.state from raw_messages m
				where m.seller_id = n.seller_id and m.connection_id = n.connection_id and m.channel = 'poll'
				and md5(m.asked::text) = md5(n.asked::jsonb::text)
				order by m.received_at desc limit 1
			) m`,
	);
}

async function earlierPosts(tx: Queries, posts: readonly Numbered[]): Promise<readonly Found[]> {
	if (posts.length === 0) return [];
	return await tx.rows(
		sql`select n.position, min(m.id collate "C") as id, n.digest
			from unnest(
				${scalars("int8", posts, (message) => message.sellerId)},
				${scalars("int8", posts, (message) => message.connectionId)},
				${texts(posts, hexOf)},
				${scalars("boolean", posts, isRefused)},
				${scalars("int4", posts, (message) => message.position)}
			) n (seller_id, connection_id, digest, refused, position)
			join raw_messages m on m.seller_id = n.seller_id and m.connection_id = n.connection_id
				and m.digest = decode(n.digest, 'hex') and m.channel <> 'poll' and m.state <> 'poison'
				and (m.state = 'bad-signature') = n.refused
			group by n.position, n.digest`,
	);
}
