import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { addKey } from "../../src/store/api-keys.ts";
import { addAuditEntry, listAudit } from "../../src/store/audit.ts";
import {
	addSession,
	endSession,
	endSessionsAlike,
	extendSession,
	findSession,
} from "../../src/store/console-sessions.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { addDelivery, getDelivery, listDeliveries, replayDelivery } from "../../src/store/deliveries.ts";
import {
	addEndpoint,
	changeEndpoint,
	changeEndpointSecret,
	disableEndpoint,
	getEndpoint,
	listEndpoints,
	removeEndpoint,
} from "../../src/store/endpoints.ts";
import { addLoginLink, findLoginLink, useLoginLink } from "../../src/store/login-links.ts";
import { onlyRow } from "../../src/store/query.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, NOW, vault } from "./given.ts";

/** Tables of things that a seller owns, by the file that asks each of their functions with another seller's ids. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
	"tenants.test.ts": [
		"api_keys",
		"brand_logos",
		"brands",
		"connections",
		"legs",
		"orders",
		"raw_messages",
		"reports",
		"scans",
		"shipments",
		"unmatched",
	],
	"tenants-doors.test.ts": [
		"audit_entries",
		"console_sessions",
		"endpoints",
		"events",
		"login_links",
		"webhook_deliveries",
	],
	// Reached by a parcel, a connection or a message that was found as its seller's, and asked there.
	"forecasts.test.ts": ["forecasts", "eta_changes"],
	"../service/subscriptions.test.ts": ["subscriptions"],
	"../service/keyed-requests.test.ts": ["idempotency_keys"],
	"../service/analytics.test.ts": ["transits"],
	// One queue for all sellers, read by no seller.
	"outbox.test.ts": ["outbox"],
	"../outbound": ["mails"],
	"../service/questions.test.ts": ["questions", "thread_messages"],
	"../service/question-photos.test.ts": ["thread_pictures"],
	"../service/reviews.test.ts": ["review_pictures", "reviews"],
	"../service/review-videos.test.ts": ["review_video_parts", "review_videos"],
	"../service/mail-replies.test.ts": ["inbound_mails"],
	"../service/watching.test.ts": ["mail_refusals", "notices", "watchers"],
	"../service/letter-replies.test.ts": ["watcher_letters"],
	"../service/asking.test.ts": ["review_asks"],
	// Nothing reads or writes them yet, or their own tests do.
	"../service/faq-votes.test.ts": ["faq_votes"],
	"../service/product-pictures.test.ts": ["product_pictures"],
	"../service/products.test.ts": ["products"],
	"../service": ["import_problems", "imports", "staff"],
};

eachDatabase((database) => {
	let db: Database;
	let owner: RowId;
	let stranger: RowId;

	beforeAll(async () => {
		db = await database.open();
		[owner, stranger] = [await aSeller(db), await aSeller(db)];
	});

	test("every table that names a seller has a place where it is asked with another seller's", async () => {
		const tables = await db.rows<{ name: string }>(
			sql`select c.relname::text as name from pg_class c
				join pg_attribute a on a.attrelid = c.oid and a.attname = 'seller_id'
				where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
				order by 1`,
		);
		expect(tables.map(({ name }) => name)).toEqual(Object.values(ASKED).flat().sort());
	});

	test("a seller's log is read by nobody else, whatever is asked of it", async () => {
		const entry = { at: NOW, actor: "key_1", action: "key.created", subject: "key_2", details: {} };
		await db.transaction((tx) => addAuditEntry(tx, owner, entry));
		const page = { limit: 10 };
		expect((await listAudit(db, owner, {}, page)).items).toMatchObject([entry]);
		for (const filter of [{}, { actor: "key_1" }, { action: "key.created" }, { subject: "key_2" }, { from: NOW }]) {
			expect((await listAudit(db, stranger, filter, page)).items).toEqual([]);
		}
		await expect(db.transaction((tx) => addAuditEntry(tx, "999999999" as RowId, entry))).rejects.toThrow();
	});

	test("an endpoint, its news and what was delivered are their own seller's", async () => {
		const given = {
			url: "https://shop.example/hooks",
			label: null,
			filter: { events: [], carriers: null },
			secret: "whsec_a",
		};
		const endpoint = await db.transaction((tx) => addEndpoint(tx, vault, owner, given, 20));
		if (!endpoint) throw new Error("There was no room for it.");
		const message = await onlyRow<{ id: string }>(
			db,
			sql`insert into events (seller_id, public_id, type, body, created_at)
				values (${owner}::int8, 'msg_tenants', 'endpoint.test', '{}', ${NOW}::timestamptz)
				returning public_id as id`,
		);
		const delivery = await db.transaction((tx) => addDelivery(tx, endpoint, message.id));
		await db.transaction(async (tx) => {
			expect(await getEndpoint(tx, stranger, endpoint.id)).toBeNull();
			expect(await listEndpoints(tx, stranger)).toEqual([]);
			expect(await changeEndpoint(tx, stranger, endpoint.id, { label: "mine" })).toBeNull();
			expect(await changeEndpointSecret(tx, vault, stranger, endpoint.id, { secret: "whsec_b" }, null)).toBeNull();
			expect(await disableEndpoint(tx, { ...endpoint, sellerId: stranger }, "by-seller" as never, NOW)).toBeNull();
			expect(await removeEndpoint(tx, stranger, endpoint.id)).toBe(false);
			expect(await getDelivery(tx, stranger, delivery)).toBeNull();
			await replayDelivery(tx, stranger, delivery);
			const asked = { endpointId: endpoint.rowId };
			for (const filter of [{}, asked]) {
				expect((await listDeliveries(tx, stranger, filter, { limit: 10, after: null })).items).toEqual([]);
			}
		});
		// Nobody may have a stranger's news sent to himself, nor his own to a stranger.
		await expect(
			db.transaction((tx) => addDelivery(tx, { ...endpoint, sellerId: stranger }, message.id)),
		).rejects.toThrow();
		expect(await getEndpoint(db, owner, endpoint.id)).toEqual(endpoint);
		expect(await getDelivery(db, owner, delivery)).toMatchObject({ state: "waiting", attempts: [] });
	});

	test("a session is its own seller's and its own key's", async () => {
		const hash = createHash("sha256").update("a cookie").digest();
		const key = await addKey(db, owner, { hash, prefix: "wl_a", scopes: ["shipments:read"] });
		const endsAt = "2199-01-01T00:00:00.000Z";
		await addSession(db, {
			sellerId: owner,
			hash,
			keyId: key.rowId,
			email: null,
			scopes: key.scopes,
			now: NOW,
			endsAt,
		});
		const before = await findSession(db, hash, NOW);
		expect(before).toMatchObject({ sellerId: owner, keyId: key.rowId });
		await endSession(db, { sellerId: stranger, hash });
		await endSessionsAlike(db, { sellerId: stranger, keyId: key.rowId, email: null });
		await extendSession(db, { sellerId: stranger, hash }, { now: NOW, endsAt: NOW, mostDays: 7 });
		expect(await findSession(db, hash, NOW)).toEqual(before);
		const foreign = {
			sellerId: stranger,
			hash: new Uint8Array(32),
			keyId: key.rowId,
			email: null,
			scopes: [],
			now: NOW,
			endsAt,
		};
		await expect(addSession(db, foreign)).rejects.toThrow();
	});

	test("a mailed link lets into its own seller's console, once", async () => {
		const hash = createHash("sha256").update("a link").digest();
		const endsAt = "2199-01-01T00:00:00.000Z";
		await addLoginLink(db, { sellerId: owner, hash, email: "ada@shoes.example", now: NOW, endsAt });
		const link = { sellerId: owner, email: "ada@shoes.example" };
		expect(await findLoginLink(db, hash, NOW)).toEqual(link);
		expect(await findLoginLink(db, hash, endsAt)).toBeNull();
		await expect(addLoginLink(db, { ...link, sellerId: stranger, hash, now: NOW, endsAt })).rejects.toThrow();
		const used = await Promise.all([useLoginLink(db, hash, NOW), useLoginLink(db, hash, NOW)]);
		expect(used.filter((one) => one !== null)).toEqual([link]);
		expect(await findLoginLink(db, hash, NOW)).toBeNull();
	});
});
