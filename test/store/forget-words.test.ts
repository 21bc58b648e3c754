import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database, RowId } from "../../src/store/database.ts";
import { addFaqVote, countFaqVotes } from "../../src/store/faq-votes.ts";
import { forgetWords } from "../../src/store/forget-words.ts";
import { startHousekeeping } from "../../src/store/housekeeping.ts";
import {
	getInboundMail,
	type InboundState,
	keepInboundMail,
	placeInboundMail,
	rawInboundMail,
} from "../../src/store/inbound-mails.ts";
import { addQuestion, getQuestion, type StoredQuestion } from "../../src/store/questions.ts";
import { addReport, reportsOf, wordsOf } from "../../src/store/reports.ts";
import { addReview, eraseReview, reviewsOf } from "../../src/store/reviews.ts";
import { addThreadMessage } from "../../src/store/threads.ts";
import { keepUnplacedWithin } from "../../src/store/unplaced-mails.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { aSeller, aShipment, NOW, vault } from "./given.ts";

const ago = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
const later = (days: number) => ago(-days);
const asker = { email: "mia@buyer.example", isVerified: false, once: null };
const picture = { width: 2, height: 2, image: Buffer.from("a photo") };

eachDatabase((database) => {
	let db: Database;
	beforeAll(async () => {
		db = await database.open();
	});

	/** Asked so many days ago, and something said in it at each of these. */
	async function aThread(sellerId: RowId, asked: number, said: readonly number[]): Promise<StoredQuestion> {
		const { rowId } = await aShipment(db, sellerId);
		return db.transaction(async (tx) => {
			const base = { sellerId, rowId, locale: "en", context: {}, asker, now: ago(asked) };
			const { id } = await addQuestion(tx, vault, base);
			const question = await getQuestion(tx, sellerId, id);
			if (!question) throw new Error("A question vanished.");
			for (const days of said) {
				const mail = await keep(tx, sellerId, { question: question.rowId, days, state: "said" });
				await addThreadMessage(tx, vault, question, {
					...{ side: "buyer", channel: "mail", isShared: true, actor: null, text: "Where is it?" },
					...{ mailRowId: mail.rowId, pictures: [picture], now: ago(days) },
				});
			}
			return question;
		});
	}

	let mails = 0;
	async function keep(
		tx: Parameters<typeof keepInboundMail>[0],
		sellerId: RowId,
		{
			question = null,
			days = 0,
			state = "suggested",
			suggested = [],
		}: { question?: RowId | null; days?: number; state?: InboundState; suggested?: readonly string[] },
	) {
		mails += 1;
		const raw = Buffer.from(`mail ${mails}`);
		const kept = await keepInboundMail(tx, vault, {
			...{ sellerId, questionRowId: question, suggested, kind: "person", state, because: "" },
			...{ head: { messageId: null, from: null, subject: "" }, raw, kept: raw, size: raw.length, now: ago(days) },
		});
		if (kept === null) throw new Error("A mail was kept before.");
		return kept;
	}

	const alone = (sellerId: RowId, of: Parameters<typeof keep>[2]) => db.transaction((tx) => keep(tx, sellerId, of));
	const isThere = async (question: StoredQuestion) => (await getQuestion(db, question.sellerId, question.id)) !== null;
	const left = async (sellerId: RowId) => {
		const [found] = await db.rows<{ messages: number; pictures: number; mails: number }>(
			sql`select (select count(*)::int4 from thread_messages where seller_id = ${sellerId}::int8) as messages,
				(select count(*)::int4 from thread_pictures where seller_id = ${sellerId}::int8) as pictures,
				(select count(*)::int4 from inbound_mails where seller_id = ${sellerId}::int8) as mails`,
		);
		return found;
	};

	test("a question goes with its thread, photos and mails, so long after the last that was said", async () => {
		const sellerId = await aSeller(db);
		const silent = await aThread(sellerId, 500, [500, 401]);
		const alive = await aThread(sellerId, 500, [500, 399]);
		const fresh = await aThread(sellerId, 3, [3]);
		await forgetWords(db, NOW, 400);
		expect([await isThere(silent), await isThere(alive), await isThere(fresh)]).toEqual([false, true, true]);
		expect(await left(sellerId)).toEqual({ messages: 3, pictures: 3, mails: 3 });
		await forgetWords(db, NOW, 400);
		expect(await left(sellerId)).toEqual({ messages: 3, pictures: 3, mails: 3 });
		await forgetWords(db, later(2), 400);
		expect([await isThere(alive), await isThere(fresh)]).toEqual([false, true]);
		await forgetWords(db, later(2), 3);
		expect(await left(sellerId)).toEqual({ messages: 0, pictures: 0, mails: 0 });
	});

	test("of a thread that lives on the old mails keep their head alone", async () => {
		const sellerId = await aSeller(db);
		await aThread(sellerId, 500, [500, 1]);
		const ids = await db.rows<{ id: string }>(
			sql`select m.public_id as id from inbound_mails m where seller_id = ${sellerId}::int8 order by m.id`,
		);
		await forgetWords(db, NOW, 400);
		const bytes = await Promise.all(
			ids.map(async ({ id }) => {
				const mail = await getInboundMail(db, sellerId, id);
				return mail && (await rawInboundMail(db, vault, mail))?.length;
			}),
		);
		expect(bytes).toEqual([undefined, expect.any(Number)]);
		expect(await left(sellerId)).toMatchObject({ messages: 2, pictures: 2 });
	});

	test("mails that nobody placed, or that have no words, go after ninety days, or sooner where all does", async () => {
		const sellerId = await aSeller(db);
		const question = await aThread(sellerId, 100, [100]);
		await alone(sellerId, { days: 91 });
		await alone(sellerId, { days: 89 });
		await alone(sellerId, { days: 91, state: "set-aside", question: question.rowId });
		await forgetWords(db, NOW, 400);
		expect(await left(sellerId)).toEqual({ messages: 1, pictures: 1, mails: 2 });
		await forgetWords(db, NOW, 88);
		expect(await left(sellerId)).toMatchObject({ mails: 0 });
	});

	test("the words of a report go, and that it was made stays; counts that name nobody stay", async () => {
		const sellerId = await aSeller(db);
		const shipment = await aShipment(db, sellerId);
		const { rowId } = shipment;
		const words = { note: "The blue house.", email: "mia@buyer.example", lookedAt: [] };
		for (const days of [401, 399]) {
			const report = { sellerId, rowId, scanKey: "00000000000000aa", evidence: {}, saidAt: ago(days), words };
			await db.transaction((tx) => addReport(tx, vault, report));
		}
		await addFaqVote(db, sellerId, { topic: "late", locale: "en", day: ago(500).slice(0, 10), helped: true });
		await forgetWords(db, NOW, 400);
		expect((await reportsOf(db, shipment)).map((report) => wordsOf(vault, report))).toEqual([words, null]);
		expect(await countFaqVotes(db, sellerId, ago(600).slice(0, 10))).toEqual([
			{ topic: "late", helped: 1, notHelped: 0 },
		]);
	});

	test("a full pile of mails takes on: what was put aside goes first, then the oldest of who has most", async () => {
		const sellerId = await aSeller(db);
		const bystander = await alone(sellerId, { suggested: ["qst_1"] });
		const first = await alone(sellerId, { suggested: ["qst_2"] });
		for (let at = 0; at < 3; at += 1) await alone(sellerId, { suggested: ["qst_2"] });
		const aside = await alone(sellerId, { suggested: ["qst_3"] });
		await db.transaction((tx) =>
			placeInboundMail(tx, { sellerId, rowId: aside.rowId }, { questionRowId: null, state: "set-aside", because: "" }),
		);
		const goes = async (most: number) => {
			const ids = () =>
				db.rows<{ id: string }>(sql`select public_id as id from inbound_mails where seller_id = ${sellerId}::int8`);
			const before = (await ids()).map(({ id }) => id);
			await db.transaction((tx) => keepUnplacedWithin(tx, sellerId, most));
			const after = (await ids()).map(({ id }) => id);
			return before.filter((id) => !after.includes(id));
		};
		expect(await goes(6)).toEqual([]);
		expect(await goes(5)).toEqual([aside.id]);
		expect(await goes(4)).toEqual([first.id]);
		expect(await goes(2)).not.toContain(bystander.id);
		expect(await left(sellerId)).toMatchObject({ mails: 2 });
	});

	test("two nodes that forget at once forget the same, once", async () => {
		const sellerId = await aSeller(db);
		for (let at = 0; at < 4; at += 1) await aThread(sellerId, 500, [500]);
		const errors: unknown[] = [];
		const begin = () =>
			startHousekeeping(db, { nowMs: () => Date.parse(NOW), wordsDays: 499, onError: (error) => errors.push(error) });
		const [one, other] = [begin(), begin()];
		await Promise.all([one(), other()]);
		expect(errors).toEqual([]);
		expect(await left(sellerId)).toEqual({ messages: 0, pictures: 0, mails: 0 });
	});

	test("reviews that wait, are hidden or were taken back go; what was shown in public stays, and what was added lately", async () => {
		const sellerId = await aSeller(db);
		const { rowId } = await aShipment(db, sellerId);
		const write = (
			stage: "product" | "follow-up",
			state: "waiting" | "shown",
			days: number,
			follows: RowId | null = null,
		) =>
			db.transaction((tx) =>
				addReview(tx, vault, {
					...{ sellerId, rowId, stage, writer: `${stage} ${state} ${days}` },
					follows: follows === null ? null : { rowId: follows },
					written: {
						...{ rating: 4, items: [], text: "Good.", locale: "en", state, isVerified: false, now: ago(days) },
					},
				}),
			);
		const shown = await write("product", "shown", 900);
		await write("product", "waiting", 401);
		const fresh = await write("product", "waiting", 399);
		const addedTo = await write("product", "waiting", 800);
		const added = await write("follow-up", "waiting", 30, addedTo.rowId);
		const back = await write("product", "shown", 700);
		await db.transaction((tx) => eraseReview(tx, { ...back, shipmentRowId: rowId }, ago(500)));
		await forgetWords(db, NOW, 400);
		const stay = (await reviewsOf(db, { sellerId, rowId })).map(({ id }) => id);
		expect(stay).toEqual([shown, fresh, addedTo, added].map(({ id }) => id));
	});
});
