import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReviewStage } from "../../src/core/review.ts";
import { answerableMail } from "../../src/services/answerable-mail.ts";
import { noticeMail } from "../../src/services/notice-mail.ts";
import type { RowId } from "../../src/store/database.ts";
import { queueMail } from "../../src/store/mails.ts";
import { watchersOfParcel } from "../../src/store/watchers.ts";
import { replyTo, type Sent } from "../helpers/asked-thread.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { type MailComes, mailComesTo, TEST_REPLIES } from "../helpers/mail-comes.ts";
import { startLastingService, type TestService } from "../helpers/service.ts";
import { linkIn, type SentNotice, watched } from "../helpers/watched-parcel.ts";

const MIA = "mia@buyer.example";

oneDatabase((database) => {
	let service: TestService;
	let comes: MailComes;
	let parcels = 0;
	beforeAll(async () => {
		service = await startLastingService(database, { trustProxy: 1 });
		comes = await mailComesTo(service);
	});
	afterAll(() => service.stop());

	/** A parcel that came, of whose buyer was asked what he thinks. */
	async function asked({ stage = "product" as ReviewStage, policy = "open", code = "delivered.to_recipient" } = {}) {
		const shop = await watched(service, undefined, TEST_REPLIES);
		await shop.seller.patch("/v1/shop", { contactEmail: "help@harbour.example", brand: { reviews: policy } });
		parcels += 1;
		const number = `STARS-${parcels}`;
		const order = { reference: "1001", items: [{ name: "Running <shoes>" }], buyer: { email: MIA, locale: "en" } };
		const { link, id } = await shop.register(number, { order });
		await shop.sends(`${link}/watch`, { to: "order" });
		await shop.tells(number, code);
		const { db, vault } = shop.deps;
		const letter = await db.transaction(async (tx): Promise<Sent> => {
			const [key] = await tx.rows<{ sellerId: RowId; rowId: RowId }>(
				sql`select seller_id as "sellerId", id as "rowId" from shipments where public_id = ${id}`,
			);
			const [watcher] = key ? await watchersOfParcel(tx, key) : [];
			if (!key || !watcher) throw new Error("Nobody watches the parcel.");
			const words = { subject: "How was it?", text: "How was it? Just reply.\n", html: "<p>How was it?</p>" };
			const ask = noticeMail({ to: MIA, shop: "Harbour Shoes", contact: null, letter: words, stopUrl: null });
			const answerable = await answerableMail(tx, shop.deps, ask, { watcher, shipmentRowId: key.rowId, about: stage });
			const now = new Date().toISOString();
			await queueMail(tx, vault, { ...answerable, sellerId: key.sellerId, kind: "review.asked", now });
			const { mail } = answerable;
			return {
				...{ ...words, kind: "review.asked", to: mail.to, fromName: mail.fromName, headers: mail.headers },
				...{ replyTo: mail.replyTo ?? "", messageId: `<${answerable.id}@track.example>` },
			};
		});
		const reviews = async () => (await shop.seller.get("/v1/reviews")).body.items;
		const questions = async () => (await shop.seller.get("/v1/questions")).body.items;
		const thanks = async () => (await shop.mails()).filter(({ kind }) => kind === "review.acknowledged");
		const says = (words: string, more: Partial<Parameters<typeof replyTo>[1]> = {}) =>
			replyTo(letter, { from: MIA, words, ...more });
		return { shop, link, letter, reviews, questions, thanks, says };
	}

	const here = (mail: SentNotice | undefined, holding: string) =>
		linkIn(mail ?? { text: "" }, holding).replace("https://track.shop.example", service.url);

	test("stars at the beginning and the words after them are the review of the verified buyer, shown at once", async () => {
		const { reviews, thanks, says, link, letter, shop } = await asked();
		expect(await comes(says("4/5 – They fit, <b>thank you</b>."), "proven")).toBe("kept");
		expect(await reviews()).toMatchObject([
			{
				...{ stage: "product", rating: 4, text: "They fit, <b>thank you</b>.", isVerified: true, state: "shown" },
				items: ["Running <shoes>"],
			},
		]);
		const [mail, ...more] = await thanks();
		expect(more).toEqual([]);
		expect(mail).toMatchObject({ to: MIA, fromName: "Harbour Shoes", subject: "What was in it · Running <shoes>" });
		expect(mail?.text).toContain("★★★★☆ Good");
		expect(mail?.text.indexOf("/reviews/by/")).toBeLessThan(mail?.text.indexOf("/questions") ?? -1);
		expect(await (await fetch(link)).text()).toContain("They fit, &lt;b&gt;thank you");
		// By the letter's link alone a device finds it, to change it.
		const opened = await fetch(here(mail, "/reviews/by/"), { redirect: "manual" });
		expect([opened.status, opened.headers.get("location")]).toEqual([303, expect.not.stringContaining("/by/")]);
		const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
		expect(await (await fetch(`${link}/reviews`, { headers: { cookie } })).text()).toContain("Change it");
		// A reply to that letter is to a person.
		const ofMail = { ...letter, replyTo: mail?.replyTo ?? "", messageId: `<${mail?.id}@track.example>` };
		await comes(replyTo(ofMail, { from: MIA, words: "And the invoice?" }));
		expect((await shop.seller.get("/v1/questions")).body.items).toMatchObject([{ text: "And the invoice?" }]);
	});

	test("a second reply changes it, and the same mail again does not; nor does a mail of before", async () => {
		const { reviews, thanks, says } = await asked();
		const first = says("★★★★★ Great.");
		await comes(first);
		await comes(first);
		await comes(says("2 stars. The sole came off."));
		await comes(first);
		expect(await reviews()).toMatchObject([{ rating: 2, text: "The sole came off.", isVerified: false }]);
		expect(await thanks()).toHaveLength(2);
		// Who may be in trouble is offered a person first.
		const last = (await thanks()).at(-1)?.text ?? "";
		expect(last.indexOf("/questions")).toBeLessThan(last.indexOf("/reviews/by/"));
	});

	test("words without stars stand without any, and the letter asks for them; a figure that counts is no star", async () => {
		const { reviews, thanks, says } = await asked({ stage: "delivery", policy: "moderated" });
		await comes(says("2 parcels came, and both were dry."), "proven");
		expect(await reviews()).toMatchObject([
			{
				stage: "delivery",
				rating: null,
				text: "2 parcels came, and both were dry.",
				state: "waiting",
				isVerified: true,
			},
		]);
		expect((await thanks())[0]?.text).toContain("Please choose one to five stars.");
	});

	test("what the buyer said is changed by no unproven mail, by no words alone, and by no mail of before", async () => {
		const { reviews, questions, says, link, thanks } = await asked();
		const first = says("5/5. They fit.", { head: ["Date: Mon, 01 Jun 2026 10:00:00 +0000"] });
		await comes(first, "proven");
		await comes(says("1/5. Forged."));
		await comes(says("Thank you! My number is +49 341 000."), "proven");
		expect(await reviews()).toMatchObject([{ rating: 5, text: "They fit.", isVerified: true, state: "shown" }]);
		// Nothing of it is lost: a person reads it.
		expect(JSON.stringify(await questions())).toContain("+49 341 000");
		const opened = await fetch(here((await thanks())[0], "/reviews/by/"), { redirect: "manual" });
		const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
		const body = new URLSearchParams({ stage: "product" });
		await fetch(`${link}/reviews/take-back`, { method: "POST", body, headers: { cookie }, redirect: "manual" });
		// The same mail by another way, such as a forwarder's double.
		const again = says("5/5. They fit.", { head: ["Date: Mon, 01 Jun 2026 10:00:00 +0000", "X-Way: another"] });
		await comes(again, "proven");
		expect(await reviews()).toEqual([]);
	});

	test("nobody reviews in the buyer's name, and no program does", async () => {
		const { reviews, thanks, says } = await asked();
		await comes(says("1 star", { from: "eve@else.example" }));
		await comes(says("1 star"), "refuted");
		await comes(says("1 star", { head: ["Auto-Submitted: auto-replied"] }));
		expect(await reviews()).toEqual([]);
		expect(await thanks()).toEqual([]);
	});

	test.each([
		["off", { policy: "off" }],
		["not come", { code: "attempted.recipient_absent" }],
	])("where no review is taken (%s) the words are a question for a person", async (_, given) => {
		const { reviews, questions, thanks, says } = await asked(given);
		await comes(says("1 star. It never arrived?"));
		expect(await reviews()).toEqual([]);
		expect(await questions()).toMatchObject([{ text: "1 star. It never arrived?" }]);
		expect(await thanks()).toEqual([]);
	});

	test("“stop” ends the mails here too, and is no review", async () => {
		const { reviews, shop, says } = await asked();
		await comes(says("Unsubscribe."));
		expect(await reviews()).toEqual([]);
		expect((await shop.mails()).at(-1)).toMatchObject({ kind: "notice.ended" });
	});

	test("what its writer takes back is gone, the mail's words too", async () => {
		const { shop, link, reviews, thanks, says } = await asked();
		await comes(says("5\nSecret words."));
		const opened = await fetch(here((await thanks())[0], "/reviews/by/"), { redirect: "manual" });
		const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
		const body = new URLSearchParams({ stage: "product" });
		await fetch(`${link}/reviews/take-back`, { method: "POST", body, headers: { cookie }, redirect: "manual" });
		expect(await reviews()).toEqual([]);
		const { items } = (await shop.seller.get("/v1/inbound-mails")).body;
		expect(items).toMatchObject([{ state: "said", from: null, subject: "" }]);
		expect((await shop.seller.get(`/v1/inbound-mails/${items[0].id}`)).body).toMatchObject({ raw: null, text: null });
	});
});
