import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { letterToken } from "../../src/mail/letter-token.ts";
import { isReplyAddress } from "../../src/services/take-mail.ts";
import { tokenKeys } from "../../src/services/thread-people.ts";
import { openVault } from "../../src/store/seal.ts";
import { replyTo, type Sent } from "../helpers/asked-thread.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { type MailComes, mailComesTo, TEST_REPLIES } from "../helpers/mail-comes.ts";
import { startLastingService, TEST_SECRET_KEY, type TestService } from "../helpers/service.ts";
import { linkIn, type SentNotice, type Watched, watched } from "../helpers/watched-parcel.ts";
import { BOUNCES } from "../mail/corpus/machine-mails.ts";

const MIA = "mia@buyer.example";
const HELP = "help@harbour.example";
const vault = openVault(TEST_SECRET_KEY);

oneDatabase((database) => {
	let service: TestService;
	let comes: MailComes;
	let parcels = 0;
	beforeAll(async () => {
		service = await startLastingService(database, { trustProxy: 1 });
		comes = await mailComesTo(service);
	});
	afterAll(() => service.stop());

	/** As a mail program answers it. */
	const sent = (mail: SentNotice): Sent => ({
		...{ ...mail, replyTo: mail.replyTo ?? "" },
		messageId: `<${mail.id}@track.example>`,
	});
	const last = async (shop: Watched, kind: string) => {
		const mail = (await shop.mails()).findLast((one) => one.kind === kind);
		if (!mail) throw new Error(`No mail ${kind}: ${(await shop.mails()).map((one) => one.kind).join(", ")}`);
		return mail;
	};

	/** A shop whose buyer was told of a parcel. */
	async function told({ locale = "en", replies = TEST_REPLIES, email = MIA } = {}) {
		const shop = await watched(service, undefined, replies);
		await shop.seller.patch("/v1/shop", { contactEmail: HELP });
		parcels += 1;
		const number = `ANSWER-${parcels}`;
		const order = { reference: `47-${parcels}`, items: [{ name: "Running shoes" }], buyer: { email, locale } };
		const { link, id } = await shop.register(number, { order });
		await shop.sends(`${link}/watch`, { to: "order" });
		await shop.tells(number, "picked_up.collected");
		await shop.wait(4);
		const questions = async () => (await shop.seller.get("/v1/questions")).body.items;
		const question = async () => {
			const [first] = await questions();
			return first ? (await shop.seller.get(`/v1/questions/${first.id}`)).body : { messages: [] };
		};
		const messages = async () => (await question()).messages;
		const asker = async () => (await question()).asker;
		const notice = await last(shop, "notice");
		const watcher = async () => (await shop.seller.get(`/v1/shipments/${id}/notices`)).body.watchers[0];
		return { shop, number, link, watcher, notice, letter: sent(notice), questions, messages, asker };
	}

	test("a reply to news is a question of the parcel: the shop gets its letter, its buyer hears that it came", async () => {
		const { shop, notice, letter, number, questions, messages, asker } = await told({ locale: "de" });
		expect(notice.replyTo).toMatch(/^reply\+[0-9a-z]{45}@track\.example$/);
		expect(notice.returnPath).toMatch(/^reply\+[0-9a-z]{45}@track\.example$/);
		expect(notice.returnPath).not.toBe(notice.replyTo);
		expect(notice.headers).toMatchObject({ "X-Loop": "track.example" });
		expect(notice.text.replaceAll(/\s+/g, " ")).toContain(
			"Antworten Sie einfach auf diese E-Mail: Harbour Shoes liest sie.",
		);
		const mail = replyTo(letter, { from: `Mia <${MIA}>`, words: "Kann es der Nachbar nehmen?" });
		expect(await comes(mail)).toBe("kept");
		expect(await messages()).toMatchObject([{ side: "buyer", channel: "mail", text: "Kann es der Nachbar nehmen?" }]);
		expect(await questions()).toMatchObject([{ state: "waiting", locale: "de" }]);
		expect(await asker()).toEqual({ email: MIA, isVerified: false, answersGo: "order" });
		const toShop = await last(shop, "question.received");
		expect(toShop).toMatchObject({ to: HELP, text: expect.stringContaining("> Kann es der Nachbar nehmen?") });
		expect(toShop.text).toContain(number);
		const received = await last(shop, "question.acknowledged");
		expect(received).toMatchObject({ to: MIA, text: expect.stringContaining("Ihre Frage ist bei Harbour Shoes") });

		// The same mail once more, as after a crash, and by another way with other bytes.
		await comes(mail);
		await comes(`Received: from mx2.example\r\n${mail}`);
		expect(await messages()).toHaveLength(1);
		// Whoever replies once more goes on in it, and so does the shop.
		await comes(replyTo(letter, { from: MIA, words: "Nummer 7, bitte." }));
		expect(await questions()).toHaveLength(1);
		expect(await messages()).toMatchObject([{}, { side: "buyer", text: "Nummer 7, bitte." }]);
		await comes(replyTo(sent(await last(shop, "question.received")), { from: HELP, words: "Ja, gern." }), "proven");
		expect((await messages()).at(-1)).toMatchObject({ side: "staff", shared: true, text: "Ja, gern." });
	});

	test("without plus addresses it is known by what it answers, and a proven sender of the order is the buyer", async () => {
		const { notice, letter, asker } = await told({ replies: { ...TEST_REPLIES, takesPlusAddresses: false } });
		expect([notice.replyTo, notice.returnPath]).toEqual([TEST_REPLIES.address, TEST_REPLIES.address]);
		expect(await comes(replyTo(letter, { from: MIA, words: "Where is it?" }), "proven")).toBe("kept");
		expect(await asker()).toMatchObject({ isVerified: true });
	});

	test("where nobody reads mail here, a reply goes to the shop's contact as before", async () => {
		const shop = await watched(service);
		await shop.seller.patch("/v1/shop", { contactEmail: HELP });
		const { link } = await shop.register("ANSWER-PLAIN", { order: { reference: "1", buyer: { email: MIA } } });
		await shop.sends(`${link}/watch`, { to: "order" });
		await shop.tells("ANSWER-PLAIN", "picked_up.collected");
		await shop.wait(4);
		const mail = await last(shop, "notice");
		expect(mail.replyTo).toBe(HELP);
		expect(mail).not.toHaveProperty("returnPath");
		expect(mail.text).not.toContain("reply to this mail");
	});

	describe("in doubt", () => {
		test.each([
			["another address", "lin@else.example", "unproven"],
			["a sender who is refuted", MIA, "refuted"],
		] as const)("%s says nothing in the buyer's name: it waits for the shop, once", async (_, from, sender) => {
			const { shop, letter, questions } = await told();
			const mail = replyTo(letter, { from, words: "Send it to number 9 instead." });
			expect(await comes(mail, sender)).toBe("kept");
			expect(await comes(mail, sender)).toBe("kept");
			expect(await questions()).toEqual([]);
			const { items } = (await shop.seller.get("/v1/inbound-mails?state=suggested")).body;
			expect(items).toMatchObject([{ suggested: [], from: { address: from }, because: /nothing shows that/ }]);
			const strays = (await shop.mails()).filter(({ kind }) => kind === "question.stray");
			expect(strays).toMatchObject([{ to: HELP, text: expect.stringContaining("> Send it to number 9 instead.") }]);
		});

		test("once its buyer has written, another's reply is suggested to that question", async () => {
			const { shop, letter, questions, messages } = await told();
			await comes(replyTo(letter, { from: MIA, words: "Where is it?" }));
			await comes(replyTo(letter, { from: "lin@else.example", words: "And the invoice?" }));
			expect(await messages()).toHaveLength(1);
			const [{ id }] = await questions();
			const { items } = (await shop.seller.get("/v1/inbound-mails?state=suggested")).body;
			expect(items).toMatchObject([{ suggested: [id] }]);
		});

		test("a reply that is nothing but the e-mail that it quotes waits for the shop", async () => {
			const { shop, letter, questions } = await told();
			await comes(replyTo(letter, { from: MIA, words: "" }));
			expect(await questions()).toEqual([]);
			const { items } = (await shop.seller.get("/v1/inbound-mails?state=suggested")).body;
			expect(items).toMatchObject([{ because: expect.stringContaining("could be told from what it quotes") }]);
		});

		test("the address that the seller replaced is a stranger's", async () => {
			const { shop, letter, number, questions } = await told();
			const [, reference = ""] = /-(\d+)$/.exec(number) ?? [];
			const order = { reference: `47-${reference}`, buyer: { email: "mia.b@buyer.example" } };
			await shop.register(`${number}-MORE`, { order });
			await comes(replyTo(letter, { from: MIA, words: "Where is it?" }));
			expect(await questions()).toEqual([]);
		});

		test("his words land in no thread that somebody else began with his address", async () => {
			const { shop, link, letter, questions, messages } = await told();
			await shop.sends(`${link}/questions`, { text: "I am Mia.", email: MIA });
			await comes(replyTo(letter, { from: MIA, words: "My door code is 1207." }));
			expect(await questions()).toHaveLength(2);
			expect(JSON.stringify(await messages())).toContain("1207");
			expect(await messages()).toHaveLength(1);
		});
	});

	test("what a program writes, or nobody can be told from, is no question and is answered by nothing", async () => {
		const { shop, letter, notice, questions } = await told();
		const count = (await shop.mails()).length;
		const heads = [
			["Auto-Submitted: auto-replied"],
			["Precedence: bulk"],
			["X-Loop: track.example"],
			["List-Id: <a.b>"],
		];
		for (const head of heads) {
			expect(await comes(replyTo(letter, { from: MIA, words: "I am away until Monday.", head }))).toBe("kept");
		}
		expect(await comes(replyTo(letter, { from: MIA, words: "", quotes: false }))).toBe("kept");
		const toServers = { from: MIA, words: "Where is it?", to: notice.returnPath ?? "" };
		expect(await comes(replyTo(letter, toServers))).toBe("kept");
		const away = replyTo({ ...letter, subject: "" }, { from: MIA, words: "Back on Monday." });
		await comes(away.replace("Subject: Re: ", "Subject: Automatic reply: parcel"));
		expect(await questions()).toEqual([]);
		expect((await shop.mails()).length).toBe(count);
	});

	test("nobody speaks by a token of another shop's parcel, a changed one, or one that servers write to", async () => {
		const one = await told();
		const other = await told();
		const token = /\+(\w+)@/.exec(one.letter.replyTo)?.[1] ?? "";
		const changed = `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`;
		const forged = { ...other.letter, messageId: "<x@else.example>" };
		const to = (address: string) =>
			replyTo(forged, { from: "eve@else.example", words: "Hi.", to: address, quotes: false });
		expect(await comes(to(`reply+${changed}@track.example`))).toBe("not-ours");
		expect(await comes(to("reply@track.example"))).toBe("not-ours");
		// The letter of the one is about his parcel alone, whatever else the mail names.
		await comes(replyTo(other.letter, { from: MIA, words: "Where is it?", to: one.letter.replyTo }));
		expect(await other.questions()).toEqual([]);
		expect(await one.questions()).toHaveLength(1);
		const deps = { vault, replies: TEST_REPLIES };
		expect(isReplyAddress(deps, one.letter.replyTo)).toBe(true);
		expect(isReplyAddress(deps, one.notice.returnPath ?? "")).toBe(true);
		expect(isReplyAddress(deps, `reply+${changed}@track.example`)).toBe(false);
		// Well signed, and of no letter.
		const unknown = letterToken(`eml_${"0".repeat(22)}`, tokenKeys(vault), "reply");
		expect(await comes(to(`reply+${unknown}@track.example`))).toBe("not-ours");
	});

	test("“stop” alone ends the mails, and says so once with the way back; with more words it is a question", async () => {
		const { shop, number, letter, watcher, questions } = await told({ locale: "fr" });
		await comes(replyTo(letter, { from: MIA, words: "Stop at number 7 first?" }));
		expect(await questions()).toHaveLength(1);
		const stop = replyTo(letter, { from: MIA, words: "Se désinscrire !" });
		await comes(stop);
		await comes(stop);
		await comes(replyTo(letter, { from: MIA, words: "STOP" }));
		const ended = (await shop.mails()).filter(({ kind }) => kind === "notice.ended");
		expect(ended).toMatchObject([{ to: MIA, text: expect.stringContaining("m•••@b•••.example") }]);
		await shop.tells(number, "out_for_delivery.on_vehicle");
		await shop.wait(4);
		expect((await shop.mails()).filter(({ kind }) => kind === "notice")).toHaveLength(1);
		const again = linkIn(ended[0] ?? { text: "" }, "/watch/wch_").replace("https://track.shop.example", service.url);
		await shop.sends(again, { change: "confirm" });
		await shop.tells(number, "delivered.to_recipient", { minutesAgo: 1 });
		await shop.wait(4);
		expect((await shop.mails()).filter(({ kind }) => kind === "notice")).toHaveLength(2);
		// Whoever had ended them may ask all the same.
		await comes(replyTo(letter, { from: MIA, words: "Stop.\r\n\r\nSent from my iPhone" }));
		expect(await watcher()).toMatchObject({ state: "ended", endedBecause: "asked" });
		await comes(replyTo(letter, { from: MIA, words: "Where is it?" }));
		const [{ id }] = await questions();
		expect((await shop.seller.get(`/v1/questions/${id}`)).body.messages.at(-1)).toMatchObject({ text: "Where is it?" });
	});

	test("a reply in HTML alone is read, and one that is too large waits for the shop with its beginning", async () => {
		const { shop, letter, messages } = await told();
		const html = replyTo(letter, { from: MIA, words: "<p>Where <b>is</b> it?</p>", quotes: false });
		await comes(html.replace("text/plain", "text/html"));
		expect(await messages()).toMatchObject([{ text: "Where is it?" }]);
		const large = Buffer.from(replyTo(letter, { from: MIA, words: "See the video.", quotes: false }));
		expect(await comes(large.toString(), "unproven", { bytes: 40_000_000, most: 10_000_000 })).toBe("kept");
		const { items } = (await shop.seller.get("/v1/inbound-mails?state=suggested")).body;
		expect(items).toMatchObject([{ kind: "too-large", bytes: 40_000_000, because: expect.stringContaining("40 MB") }]);
	});

	describe("a report that an e-mail did not arrive", () => {
		const GONE = "gone@buyer.example";
		const report = (server: string, to: string, about: string) => BOUNCES[server]?.({ to, about }) ?? "";

		test("ends the e-mails to an address where nobody is, and the shop reads why", async () => {
			const { shop, number, notice, letter, watcher } = await told({ email: GONE });
			expect(await comes(report("Postfix", notice.returnPath ?? "", letter.messageId))).toBe("kept");
			expect(await watcher()).toMatchObject({ state: "ended", endedBecause: "bounced" });
			await shop.tells(number, "out_for_delivery.on_vehicle");
			await shop.wait(4);
			expect((await shop.mails()).filter(({ kind }) => kind === "notice")).toHaveLength(1);
		});

		test("is known by the address in the envelope where it does not say which mail it is about, and by that alone", async () => {
			const { notice, letter, watcher } = await told();
			// The mail went on to another address, of which nobody here knows.
			const forwarded = report("Exim", "reply@track.example", letter.messageId);
			await comes(forwarded);
			expect(await watcher()).toMatchObject({ state: "watching" });
			await comes(report("Exim", notice.returnPath ?? "", "<x@else.example>"));
			expect(await watcher()).toMatchObject({ state: "ended", endedBecause: "bounced" });
		});

		test("without plus addresses is known by the mail's id, of the address that it went to", async () => {
			const replies = { ...TEST_REPLIES, takesPlusAddresses: false };
			const comesToBare = await mailComesTo(service, replies);
			const { letter, watcher } = await told({ email: GONE, replies });
			const other = await told({ replies });
			await comesToBare(report("Postfix", TEST_REPLIES.address, other.letter.messageId));
			expect(await other.watcher()).toMatchObject({ state: "watching" });
			await comesToBare(report("Postfix", TEST_REPLIES.address, letter.messageId));
			expect(await watcher()).toMatchObject({ endedBecause: "bounced" });
		});

		test("of what may pass, or is the sender's own trouble, ends nothing", async () => {
			const { notice, letter, watcher } = await told({ email: GONE });
			for (const server of ["Postfix, delayed", "Gmail", "Exchange", "Exim, delayed", "only a header"]) {
				await comes(report(server, notice.returnPath ?? "", letter.messageId));
				expect(await watcher(), server).toMatchObject({ state: "watching", endedBecause: null });
			}
		});

		test("that anybody made up ends nothing, nor does one to the address of replies about another", async () => {
			const { letter, watcher } = await told({ email: GONE });
			const guessed = letter.messageId.replace(/eml_..../, "eml_0000");
			expect(await comes(report("Postfix", TEST_REPLIES.address, guessed))).toBe("not-ours");
			// By whoever was passed the mail, which has its id and its reader's address, and not what servers write to.
			expect(await comes(report("Postfix", TEST_REPLIES.address, letter.messageId))).toBe("kept");
			expect(await comes(report("Postfix", letter.replyTo, letter.messageId))).toBe("kept");
			const other = await told();
			await comes(report("Postfix", other.letter.replyTo, "<x@else.example>"));
			expect(await other.watcher()).toMatchObject({ state: "watching" });
			expect(await watcher()).toMatchObject({ state: "watching" });
		});
	});
});
