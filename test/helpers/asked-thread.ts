import { sql } from "drizzle-orm";
import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";
import { LiveLanes } from "../../src/ingest/lanes.ts";
import type { IncomingMail } from "../../src/mail/incoming-mail.ts";
import { passOnDue } from "../../src/services/ask-shop.ts";
import { takeMail } from "../../src/services/take-mail.ts";
import type { Database, RowId } from "../../src/store/database.ts";
import { mailOf } from "../../src/store/mails.ts";
import { openVault } from "../../src/store/seal.ts";
import { noticeLetters } from "../../web/views/letters/notice-letters.tsx";
import { questionLetters } from "../../web/views/letters/question-letters.tsx";
import type { TestDatabase } from "./each-database.ts";
import { testPlaces } from "./places.ts";
import { startTestService, TEST_SECRET_KEY, type TestSeller } from "./service.ts";

/** The shop's contact, and the buyer. */
export const HELP = "help@harbour.example";
export const MIA = "mia@buyer.example";
const vault = openVault(TEST_SECRET_KEY);

export interface Sent {
	readonly kind: string;
	readonly to: string;
	readonly fromName: string;
	readonly replyTo: string;
	readonly subject: string;
	readonly text: string;
	readonly messageId: string;
	readonly headers: Readonly<Record<string, string>>;
}

export interface Asked {
	readonly db: Database;
	/** That the service listens for mail on. */
	readonly mailPort: number;
	readonly seller: TestSeller;
	readonly question: string;
	/** Of the service, and of the parcel's page. */
	readonly url: string;
	readonly link: string;
	/** By which the page knows who asked. */
	readonly cookie: string;
	/** What went out, oldest first. */
	letters(): Promise<readonly Sent[]>;
	/** A mail comes in. */
	comes(
		mail: string,
		sender?: "proven" | "refuted" | "unproven",
		to?: string,
		tooLarge?: IncomingMail["tooLarge"],
	): Promise<"kept" | "not-ours">;
	messages(): Promise<
		readonly { side: string; channel: string; shared: boolean; text: string; author: string | null }[]
	>;
	/** What the buyer reads on the page. */
	page(): Promise<string>;
	/** The buyer says more on the page. */
	writesAgain(text: string): Promise<void>;
	/** Time goes by for mails that come and for what the clock passes on. */
	wait(minutes: number): void;
	/** What the clock does by itself, for all questions of the database. */
	passOn(): Promise<void>;
}

interface Asking {
	readonly takesPlusAddresses?: boolean;
	readonly buyer?: string;
	readonly imapUrl?: string | null;
	/** False: letters say that nobody reads replies. */
	readonly readsReplies?: boolean;
	/** On the shop's list before he asks, as `POST /v1/staff` takes them. */
	readonly staff?: readonly object[];
}

/** A buyer has asked by the page of a shop that reads replies. */
export async function asked(
	database: TestDatabase,
	{ takesPlusAddresses = true, buyer = MIA, staff = [], imapUrl = null, readsReplies = true }: Asking = {},
): Promise<Asked> {
	const replies = { address: "reply@track.example", takesPlusAddresses };
	const service = await startTestService(database, {
		...{ mailFrom: `Wayline <${replies.address}>`, mailPlus: takesPlusAddresses },
		...{ mailPort: readsReplies ? { protocol: "smtp", port: 0 } : null, imapUrl },
	});
	const { db } = service;
	const seller = await service.newSeller("Harbour Shoes");
	await seller.connect({ carrier: "push" });
	await seller.patch("/v1/shop", { contactEmail: HELP });
	for (const one of staff) await seller.post("/v1/staff", one);
	const { trackingUrl } = (await seller.post("/v1/shipments", { trackingNumber: "BIKE1207", carrier: "push" })).body;
	const link = `${service.url}${new URL(trackingUrl).pathname}`;
	const body = new URLSearchParams({ text: "Will it come before Friday?", email: buyer });
	const response = await fetch(`${link}/questions`, { method: "POST", body, redirect: "manual" });
	const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
	let laterMs = 0;
	const [{ id: question }] = (await seller.get("/v1/questions")).body.items;
	const deps = {
		...{
			db,
			vault,
			publicUrl: "https://track.shop.example",
			places: testPlaces(),
			now: () => new Date(Date.now() + laterMs),
		},
		...{
			lanes: new LiveLanes(await openCalendar()),
			changed: () => {},
			letters: questionLetters,
			noticeLetters,
			replies,
		},
	};
	const messages: Asked["messages"] = async () => (await seller.get(`/v1/questions/${question}`)).body.messages;
	return {
		...{ db, seller, question, messages, link, cookie, url: service.url, mailPort: service.mailPort ?? 0 },
		comes: (mail, sender = "unproven", to, tooLarge) =>
			takeMail(deps, {
				...{ raw: Buffer.from(mail), envelopeTo: to === undefined ? [] : [to], envelopeFrom: null, sender },
				...(tooLarge && { tooLarge }),
			}),
		letters: async () => {
			const rows = await db.rows<{ id: string; kind: string; sellerId: RowId; sealedMail: Uint8Array }>(
				sql`select m.public_id as id, m.kind, m.seller_id as "sellerId", m.sealed_mail as "sealedMail"
					from mails m join sellers s on s.id = m.seller_id where s.public_id = ${seller.id} order by m.id`,
			);
			// What question-mails.ts queued.
			return rows.map((row) => ({ ...(mailOf(vault, row) as Sent), kind: row.kind }));
		},
		writesAgain: async (text) => {
			const body = new URLSearchParams({ text });
			const again = await fetch(`${link}/questions`, { method: "POST", body, headers: { cookie }, redirect: "manual" });
			if (again.status !== 303) throw new Error(`The page answered ${again.status}.`);
		},
		wait: (minutes) => {
			laterMs += minutes * 60_000;
		},
		passOn: async () => {
			const fail = (error: unknown) => {
				throw error;
			};
			while (await passOnDue(deps, fail));
		},
		page: async () => (await fetch(`${link}/questions`, { headers: { cookie } })).text(),
	};
}

interface Written {
	readonly from: string;
	readonly words: string;
	/** Where it goes; the letter's Reply-To where nothing else is said. */
	readonly to?: string;
	readonly quotes?: boolean;
	readonly head?: readonly string[];
}

let written = 0;

/** What a mail program makes of a reply to a letter. */
export function replyTo(letter: Sent, { from, words, to = letter.replyTo, quotes = true, head = [] }: Written): string {
	written += 1;
	const quoted = letter.text.split("\n").map((line) => `> ${line}`.trimEnd());
	return [
		...[`From: ${from}`, `To: ${to}`, `Subject: Re: ${letter.subject}`, `Message-ID: <${written}@mua.example>`],
		...[`In-Reply-To: ${letter.messageId}`, "Content-Type: text/plain; charset=utf-8", ...head, "", words, ""],
		...(quotes ? ["On Tue, 24 Nov 2026 at 10:00, Shop wrote:", ...quoted] : []),
	].join("\r\n");
}

/** The newest letter of a kind. */
export const of = (letters: readonly Sent[], kind: string): Sent => {
	const letter = letters.findLast((one) => one.kind === kind);
	if (!letter) throw new Error(`No letter ${kind}: ${letters.map((one) => one.kind).join(", ")}`);
	return letter;
};
