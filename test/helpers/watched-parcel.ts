import { sql } from "drizzle-orm";
import type { Push } from "../../src/core/notices/device.ts";
import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import { relayNotices } from "../../src/outbound/notice-relay.ts";
import { askNext } from "../../src/services/ask-watchers.ts";
import { type NoticeDeps, tellNext } from "../../src/services/tell-watchers.ts";
import type { RowId } from "../../src/store/database.ts";
import { mailOf, NOTICE_PUSH } from "../../src/store/mails.ts";
import { openVault } from "../../src/store/seal.ts";
import { noticeLetters } from "../../web/views/letters/notice-letters.tsx";
import { testPlaces } from "./places.ts";
import { postSigned, TEST_SECRET_KEY, type TestSeller, type TestService } from "./service.ts";

/** A mail as it was queued. */
export interface SentNotice {
	readonly id: string;
	readonly kind: string;
	readonly to: string;
	readonly fromName: string;
	readonly replyTo?: string;
	readonly returnPath?: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly headers: Readonly<Record<string, string>>;
}

export interface Watched extends BuyersClock {
	readonly seller: TestSeller;
	/** Of a parcel, by its number: its id, and its page. */
	register(trackingNumber: string, more?: object): Promise<{ readonly id: string; readonly link: string }>;
	/** The courier tells a scan of so many minutes ago, or takes some back. */
	tells(trackingNumber: string, code: string, more?: { id?: string; minutesAgo?: number }): Promise<void>;
	takesBack(trackingNumber: string, id: string): Promise<void>;
	/** A form of a page is sent. */
	sends(
		address: string,
		fields: Readonly<Record<string, string>>,
		cookie?: string,
	): Promise<{ readonly status: number; readonly html: string }>;
	/** What went out by this shop, oldest first. */
	mails(): Promise<readonly SentNotice[]>;
	/** The same of what goes to browsers. */
	notifications(): Promise<readonly Push[]>;
}

const vault = openVault(TEST_SECRET_KEY);
let readers = 0;
const fail = (error: unknown) => {
	throw error;
};

export interface BuyersClock {
	/** By the clock that the test turns. */
	readonly deps: NoticeDeps;
	/** So many minutes go by; what there is to tell is told. */
	wait(minutes: number): Promise<void>;
}

/** What there is to tell buyers from now on is told when a test says that minutes go by. */
export async function buyersClock(service: TestService, replies: NoticeDeps["replies"] = null): Promise<BuyersClock> {
	const { db } = service;
	let laterMs = 0;
	const deps: NoticeDeps = {
		...{ db, vault, publicUrl: "https://track.shop.example", places: testPlaces(), noticeLetters, replies },
		...{ lanes: new LiveLanes(await openCalendar()), changed: () => {} },
		push: { publicKey: "B", problemOf: () => null },
		now: () => new Date(Date.now() + laterMs),
	};
	// Everything that is committed stands before it: what comes now is read.
	await relayNotices(db, fail);
	const wait = async (minutes: number) => {
		laterMs += minutes * 60_000;
		await readOutboxWhole(service);
		while (await tellNext(deps, fail));
		while (await askNext(deps, fail));
	};
	return { deps, wait };
}

/** By UTC nothing of the next two hours is past midnight, nor of the quarter of an hour before. */
export async function awayFromMidnight({ wait, deps }: BuyersClock): Promise<void> {
	const minute = Math.floor(deps.now().getTime() / 60_000) % 1440;
	if (minute < 15) await wait(15 - minute);
	if (minute > 1320) await wait(1455 - minute);
}

/** A shop with a courier of its own, and a clock that the test turns. At any hour, unless its rules say otherwise. */
export async function watched(
	service: TestService,
	rules: object | null = { quiet: null },
	replies: NoticeDeps["replies"] = null,
): Promise<Watched> {
	const { db } = service;
	const seller = await service.newSeller("Harbour Shoes");
	const { path, secret } = await seller.connect({ carrier: "push" });
	if (rules !== null) {
		await db.rows(
			sql`update sellers set notices = ${JSON.stringify(rules)}::text::jsonb where public_id = ${seller.id}`,
		);
	}
	let told = 0;
	readers += 1;
	const reader = readers;
	const { deps, wait } = await buyersClock(service, replies);
	const post = async (body: object) => {
		told += 1;
		const answer = await postSigned(`${service.url}${path}`, secret, body, `msg_${seller.id}_${told}`);
		if (answer.status !== 202) throw new Error(`The courier's door answered ${answer.status}.`);
	};
	const queued = async () => {
		const rows = await db.rows<{ id: string; kind: string; sellerId: RowId; sealedMail: Uint8Array }>(
			sql`select m.public_id as id, m.kind, m.seller_id as "sellerId", m.sealed_mail as "sealedMail"
				from mails m join sellers s on s.id = m.seller_id where s.public_id = ${seller.id} order by m.id`,
		);
		return rows.map((row) => ({ id: row.id, kind: row.kind, mail: mailOf(vault, row) }));
	};
	return {
		seller,
		deps,
		register: async (trackingNumber, more = {}) => {
			const { body } = await seller.post("/v1/shipments", { carrier: "push", trackingNumber, ...more });
			return { id: body.id, link: `${service.url}${new URL(body.trackingUrl).pathname}` };
		},
		tells: (trackingNumber, code, { id, minutesAgo = 10 } = {}) => {
			const occurredAt = new Date(deps.now().getTime() - minutesAgo * 60_000).toISOString();
			return post({ shipments: [{ trackingNumber, scans: [{ ...(id !== undefined && { id }), code, occurredAt }] }] });
		},
		takesBack: (trackingNumber, id) => post({ shipments: [{ trackingNumber, scans: [], withdraw: [id] }] }),
		wait,
		sends: async (address, fields, cookie = "") => {
			// Where a proxy is trusted: forms of one address are counted.
			const headers = { "x-forwarded-for": `10.0.0.${reader}`, ...(cookie !== "" && { cookie }) };
			const body = new URLSearchParams(fields);
			const response = await fetch(address, { method: "POST", body, headers, redirect: "manual" });
			return { status: response.status, html: await response.text() };
		},
		// What notice-mail.ts made.
		mails: async () => (await queued()).map(({ id, kind, mail }) => ({ ...(mail as SentNotice), kind, id })),
		// What notify-device.ts made.
		notifications: async () =>
			(await queued()).flatMap(({ kind, mail }) => (kind === NOTICE_PUSH ? [mail as Push] : [])),
	};
}

/** An entry is readable once no older transaction writes anywhere on the server: other tests' may. */
async function readOutboxWhole({ db }: TestService): Promise<void> {
	const deadline = Date.now() + 20_000;
	for (;;) {
		while ((await relayNotices(db, fail)) > 0);
		const [left] = await db.rows<{ count: number }>(
			sql`select count(*)::int4 as count from outbox o join outbox_readers r on r.name = 'notices'
				where (o.xact, o.id) > (split_part(r.cursor, '-', 1)::xid8, split_part(r.cursor, '-', 2)::int8)`,
		);
		if ((left?.count ?? 0) === 0) return;
		if (Date.now() > deadline) throw new Error("The outbox is not read to its end.");
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** The address within a mail's text that ends a line and holds this. */
export function linkIn({ text }: Pick<SentNotice, "text">, holding: string): string {
	const found = text.split("\n").find((line) => line.startsWith("https://") && line.includes(holding));
	if (found === undefined) throw new Error(`The mail has no address with ${holding}.`);
	return found;
}
