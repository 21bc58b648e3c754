import { connect } from "node:net";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { MOST_KEPT_BYTES } from "../../src/services/keep-mail.ts";
import { MOST_UNPLACED } from "../../src/services/suggest-mail.ts";
import { type Asked, asked, HELP, MIA, of, replyTo, type Sent } from "../helpers/asked-thread.ts";
import { eachDatabase, oneDatabase } from "../helpers/each-database.ts";
import { freshMail } from "../helpers/mail-comes.ts";

const FILM = Buffer.alloc(200_000, "film");

/** A reply that a film hangs on. */
function withFilm(letter: Sent, from: string, words: string): string {
	const [head = ""] = replyTo(letter, { from, words, quotes: false }).split("\r\n\r\n");
	return [
		head.replace(/Content-Type: .*/, "Content-Type: multipart/mixed; boundary=part"),
		...["", "--part", "Content-Type: text/plain; charset=utf-8", "", words],
		...["--part", 'Content-Type: video/mp4; name="film.mp4"', "Content-Transfer-Encoding: base64", ""],
		...[FILM.toString("base64"), "--part--", ""],
	].join("\r\n");
}

/** The newest mail of a thread, with its bytes. */
async function newestOf({ seller, question }: Asked) {
	const [mail] = (await seller.get(`/v1/inbound-mails?question=${question}&limit=1`)).body.items;
	const { body } = await seller.get(`/v1/inbound-mails/${mail.id}`);
	return { ...body, raw: Buffer.from(body.raw, "base64").toString() };
}

/** How large a mail the listener says that it takes. */
function sizeTaken(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		let heard = "";
		const socket = connect(port, "127.0.0.1");
		socket.once("data", () => socket.write("EHLO mx.example\r\n"));
		socket.on("error", reject).on("data", (bytes) => {
			heard += bytes;
			const [, size] = /250.SIZE (\d+)/.exec(heard) ?? [];
			if (size === undefined) return;
			socket.destroy();
			resolve(Number(size));
		});
	});
}

eachDatabase((database) => {
	test("a database in this process takes mails that do not hold it up for long", async () => {
		const { mailPort } = await asked(database, { buyer: "size@buyer.example" });
		expect(await sizeTaken(mailPort)).toBe(database.kind === "embedded" ? 10_000_000 : 36_000_000);
	});
});

oneDatabase((database) => {
	test("of the buyer's and the shop's mails all is kept; of a courier's and a program's no file, and it is said which", async () => {
		const asking = await asked(database);
		const { comes, letters } = asking;
		const toShop = of(await letters(), "question.received");
		const fromShop = withFilm(toShop, HELP, "See the film.");
		await comes(fromShop, "proven", toShop.replyTo);
		expect(await newestOf(asking)).toMatchObject({ state: "said", raw: fromShop, leftOut: [] });
		const toBuyer = of(await letters(), "question.answered");
		const fromBuyer = withFilm(toBuyer, MIA, "And this one.");
		await comes(fromBuyer);
		expect(await newestOf(asking)).toMatchObject({ state: "said", raw: fromBuyer, leftOut: [] });

		const leftOut = [{ name: "film.mp4", bytes: FILM.length }];
		const fromCourier = withFilm(toShop, "Depot <depot@courier.example>", "It fell off the van.");
		await comes(fromCourier);
		const third = await newestOf(asking);
		expect(third).toMatchObject({ state: "noted", leftOut, text: "It fell off the van.", bytes: fromCourier.length });
		expect(third.raw).toContain('name="film.mp4"');
		expect(third.raw.length).toBeLessThan(1_500);
		const program = withFilm(toShop, HELP, "I am away.").replace(
			"Subject:",
			"Auto-Submitted: auto-replied\r\nSubject:",
		);
		await comes(program, "proven");
		expect(await newestOf(asking)).toMatchObject({ kind: "auto-reply", leftOut });
		// It is known again by all that it had.
		const before = (await asking.messages()).length;
		await comes(fromCourier);
		expect(await asking.messages()).toHaveLength(before);
	});

	test("a thread whose mails are large takes on with their words, and a seller's waiting mails do too", async () => {
		const asking = await asked(database, { buyer: "large@buyer.example" });
		const { comes, letters, db, question } = asking;
		const toShop = of(await letters(), "question.received");
		await comes(withFilm(toShop, HELP, "See the film."), "proven", toShop.replyTo);
		const toBuyer = of(await letters(), "question.answered");
		const fill = (bytes: number) =>
			db.rows(
				sql`update inbound_mails set sealed_mail = convert_to(repeat('x', ${bytes}::int4), 'UTF8')
					where question_id = (select id from questions where public_id = ${question})`,
			);
		await fill(MOST_KEPT_BYTES - FILM.length);
		await comes(withFilm(toBuyer, "large@buyer.example", "No room for this."));
		expect(await newestOf(asking)).toMatchObject({
			...{ state: "said", text: "No room for this.", leftOut: [{ name: "film.mp4", bytes: FILM.length }] },
		});
		expect((await asking.messages()).at(-1)).toMatchObject({ side: "buyer", text: "No room for this." });
		// What waits to be placed is in no thread, and has a measure of its own.
		const waiting = freshMail({ from: "large@buyer.example", text: "And where is it?" });
		await comes(waiting);
		const [mail] = (await asking.seller.get("/v1/inbound-mails?state=suggested")).body.items;
		expect((await asking.seller.get(`/v1/inbound-mails/${mail.id}`)).body).toMatchObject({
			...{ leftOut: [], raw: Buffer.from(waiting).toString("base64") },
		});
	});

	test("of a mail that is too large the shop hears where it lies, and reads how it began", async () => {
		const asking = await asked(database, { buyer: "huge@buyer.example" });
		const { comes, letters, messages, seller } = asking;
		const toShop = of(await letters(), "question.received");
		const tooLarge = { bytes: 26_000_000, most: 10_000_000 };
		const fromCourier = withFilm(toShop, "depot@courier.example", "Here is the film of the van.").slice(0, 20_000);
		expect(await comes(fromCourier, "unproven", undefined, tooLarge)).toBe("kept");
		const told = "It has 26 MB, and at most 10 MB are taken here: the whole lies in the mailbox";
		expect(of(await letters(), "question.unread").text.replaceAll(/\s+/g, " ")).toContain(told);
		expect((await messages()).at(-1)).toMatchObject({ side: "third", shared: false, author: "depot@courier.example" });
		expect(await newestOf(asking)).toMatchObject({
			...{ state: "noted", kind: "too-large", bytes: 26_000_000, text: "Here is the film of the van." },
		});
		// Of one that answers nothing it is known at most to whom it may belong.
		const fresh = freshMail({ from: "huge@buyer.example", text: "A film." });
		expect(await comes(fresh, "unproven", undefined, tooLarge)).toBe("kept");
		const { items } = (await seller.get("/v1/inbound-mails?state=suggested")).body;
		expect(items).toMatchObject([{ kind: "too-large", because: expect.stringContaining(told) }]);
		const stranger = freshMail({ from: "nobody@known.example" });
		expect(await comes(stranger, "unproven", undefined, tooLarge)).toBe("not-ours");
	});

	test("a hundred mails that wait shut out no other", async () => {
		const { db, seller, comes, question } = await asked(database, { buyer: "much@buyer.example" });
		await db.rows(
			sql`insert into inbound_mails
					(seller_id, public_id, suggested, digest, kind, state, because, sealed_head, sealed_mail, size, received_at)
				select seller_id, 'inm_' || lpad(n::text, 22, '0'), '["qst_0000000000000000000001"]', decode(md5(n::text), 'hex'), 'person', 'suggested', '', '', '', 1, now()
				from questions, generate_series(1, ${MOST_UNPLACED}::int4) n where public_id = ${question}`,
		);
		expect(await comes(freshMail({ from: "much@buyer.example" }))).toBe("kept");
		const { items } = (await seller.get("/v1/inbound-mails?state=suggested&limit=100")).body;
		expect(items).toHaveLength(MOST_UNPLACED);
		expect(items[0].suggested).toEqual([question]);
		expect(items.at(-1).id).toBe("inm_0000000000000000000002");
	});
});
