import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pruneWatchers } from "../../src/store/prune-watchers.ts";
import { replyTo } from "../helpers/asked-thread.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { mailComesTo, TEST_REPLIES } from "../helpers/mail-comes.ts";
import { startLastingService, type TestService } from "../helpers/service.ts";
import { linkIn, type SentNotice, type Watched, watched } from "../helpers/watched-parcel.ts";

const MIA = "mia@buyer.example";
const DAY = 24 * 60;
const order = (reference: string) => ({
	...{ reference, items: [{ name: "Running <shoes>" }, { name: "Laces" }] },
	buyer: { email: MIA, locale: "en" },
});

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database, { trustProxy: 1 });
	});
	afterAll(() => service.stop());

	const here = (address: string) => address.replace("https://track.shop.example", service.url);
	const asks = async (shop: Watched) => (await shop.mails()).filter(({ kind }) => kind === "review.ask");
	const subjects = async (shop: Watched) => (await asks(shop)).map(({ subject }) => subject);
	const starLink = (mail: SentNotice | undefined, stars: number) =>
		here(linkIn(mail ?? { text: "" }, `stars=${stars}`));
	/** What a device keeps that opens the link, and where it is led to. */
	const opened = async (link: string) => {
		const answer = await fetch(link, { redirect: "manual" });
		const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
		return { status: answer.status, to: answer.headers.get("location") ?? "", cookie, header: answer.headers };
	};
	const delivered = async (shop: Watched, number: string) => {
		await shop.tells(number, "delivered.to_recipient", { minutesAgo: 1 });
		await shop.wait(4);
	};
	const states = async (shop: Watched, id: string) => {
		const { body } = await shop.seller.get(`/v1/shipments/${id}/notices`);
		return Object.fromEntries(body.asks.map((one: { stage: string; state: string }) => [one.stage, one.state]));
	};

	test("who ticked it is asked of the delivery a day after, of the things two weeks after, once each", async () => {
		const shop = await watched(service);
		const { link, id } = await shop.register("ASKED-1", { order: order("6001") });
		await shop.sends(`${link}/watch`, { to: "order", asks: "1" });
		await delivered(shop, "ASKED-1");
		expect(await asks(shop)).toEqual([]);
		await shop.wait(DAY);
		const [mail] = await asks(shop);
		expect(mail).toMatchObject({
			to: MIA,
			fromName: "Harbour Shoes",
			subject: "How was the delivery? · Running <shoes> + 1 more",
		});
		expect(mail?.html).toContain("Running &lt;shoes&gt;");
		expect(mail?.text.match(/stars=[1-5]$/gm)).toEqual(["stars=5", "stars=4", "stars=3", "stars=2", "stars=1"]);
		await shop.wait(12 * DAY);
		expect(await asks(shop)).toHaveLength(1);
		await shop.wait(DAY);
		await shop.wait(200 * DAY);
		expect(await subjects(shop)).toEqual([
			"How was the delivery? · Running <shoes> + 1 more",
			"How do you like what was in it? · Running <shoes> + 1 more",
		]);
		expect(await states(shop, id)).toEqual({ delivery: "asked", product: "asked" });
	});

	test("a plain reply to the mail that asks is his review, and another seller sees nothing of it", async () => {
		const comes = await mailComesTo(service);
		const shop = await watched(service, undefined, TEST_REPLIES);
		const { link, id } = await shop.register("ASKED-20", { order: order("6020") });
		await shop.sends(`${link}/watch`, { to: "order", asks: "1" });
		await delivered(shop, "ASKED-20");
		await shop.wait(DAY);
		const [mail] = await asks(shop);
		expect(mail?.text).toContain("Or simply reply to this mail");
		if (!mail) throw new Error("Nobody was asked.");
		const sent = { ...mail, replyTo: mail.replyTo ?? "", messageId: `<${mail.id}@track.example>` };
		expect(await comes(replyTo(sent, { from: MIA, words: "5/5. Rang twice." }), "proven")).toBe("kept");
		const { body } = await shop.seller.get("/v1/reviews");
		expect(body.items).toMatchObject([
			{ shipmentId: id, stage: "delivery", rating: 5, text: "Rang twice.", isVerified: true },
		]);
		const stranger = await service.newSeller("Another shop");
		expect((await stranger.get(`/v1/shipments/${id}/notices`)).status).toBe(404);
		expect((await stranger.get("/v1/reviews")).body.items).toEqual([]);
	});

	test("“stop” in reply to the mail that asks ends the asking and no news, and says so once with the way to end all", async () => {
		const comes = await mailComesTo(service);
		const shop = await watched(service, undefined, TEST_REPLIES);
		const { link, id } = await shop.register("ASKED-21", { order: order("6021") });
		await shop.sends(`${link}/watch`, { to: "order", asks: "1" });
		await delivered(shop, "ASKED-21");
		await shop.wait(DAY);
		const [mail] = await asks(shop);
		if (!mail) throw new Error("Nobody was asked.");
		const sent = { ...mail, replyTo: mail.replyTo ?? "", messageId: `<${mail.id}@track.example>` };
		for (const words of ["Stop.\r\n\r\nSent from my iPhone", "STOP"])
			expect(await comes(replyTo(sent, { from: MIA, words }), "proven")).toBe("kept");
		const ended = (await shop.mails()).filter(({ kind }) => kind === "notice.ended");
		expect(ended).toMatchObject([{ to: MIA, subject: expect.stringMatching(/^You are asked nothing more · /) }]);
		const page = await (await fetch(here(linkIn(ended[0] ?? { text: "" }, "/watch/wch_")))).text();
		expect(page).toContain('value="stop-all"');
		expect(await states(shop, id)).toEqual({ delivery: "asked", product: "unwanted" });
		const { watchers } = (await shop.seller.get(`/v1/shipments/${id}/notices`)).body;
		expect(watchers).toMatchObject([{ state: "watching" }]);
		expect((await shop.seller.get("/v1/reviews")).body.items).toEqual([]);
	});

	test("nobody is asked who did not tick it, nor by the seller's word alone that he wants news", async () => {
		const shop = await watched(service);
		const { link } = await shop.register("ASKED-2", { order: order("6002") });
		await shop.sends(`${link}/watch`, { to: "order" });
		const told = { ...order("6003"), buyer: { ...order("6003").buyer, notify: true } };
		await shop.register("ASKED-3", { order: told });
		const agreed = { ...order("6004"), buyer: { ...told.buyer, askReviews: true } };
		await shop.register("ASKED-4", { order: agreed });
		for (const number of ["ASKED-2", "ASKED-3", "ASKED-4"]) await delivered(shop, number);
		await shop.wait(DAY);
		const [mail, ...more] = await asks(shop);
		expect([mail?.text.includes("ASKED-4"), more]).toEqual([true, []]);
		const alone = { ...order("6005"), buyer: { email: MIA, askReviews: true } };
		const refused = await shop.seller.post("/v1/shipments", {
			carrier: "push",
			trackingNumber: "ASKED-5",
			order: alone,
		});
		expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, "/order/buyer/notify"]);
	});

	test("the link of a mail opens the form as the verified buyer, rates nothing, and shows nothing of the order", async () => {
		const shop = await watched(service);
		const { link, id } = await shop.register("ASKED-6", { order: order("6006") });
		await shop.sends(`${link}/watch`, { to: "order", asks: "1", again: "1" });
		await delivered(shop, "ASKED-6");
		await shop.wait(14 * DAY);
		const mail = (await asks(shop)).at(-1);
		const found = await opened(starLink(mail, 4));
		expect([found.status, found.to]).toEqual([303, `${new URL(link).pathname}/reviews?lang=en&stage=product&stars=4`]);
		expect(found.header.get("cache-control")).toBe("private, no-store");
		const form = await (await fetch(`${service.url}${found.to}`, { headers: { cookie: found.cookie } })).text();
		expect(form).toMatch(/name="rating" value="4" checked/);
		expect(form).toContain("m•••@b•••.example");
		expect(form).not.toContain(MIA);
		expect((await shop.seller.get(`/v1/reviews?shipment=${id}`)).body.items).toEqual([]);
		// It says who reviews, and no more: the codes of a parcel want a word that only its buyer knows.
		const held = await (await fetch(`${link}/verify`, { headers: { cookie: found.cookie } })).text();
		expect(held).toContain("<form");
		const sent = { stage: "product", rating: "4", text: "They fit.", again: "1", once: "A".repeat(22) };
		expect((await shop.sends(`${link}/reviews`, sent, found.cookie)).status).toBe(303);
		const { items } = (await shop.seller.get(`/v1/reviews?shipment=${id}`)).body;
		expect(items).toMatchObject([{ stage: "product", rating: 4, isVerified: true, text: "They fit." }]);
		// From another device by the same mail, it is the same buyer's.
		const again = await opened(starLink(mail, 2));
		await shop.sends(`${link}/reviews`, { ...sent, rating: "5", once: "B".repeat(22) }, again.cookie);
		expect((await shop.seller.get(`/v1/reviews?shipment=${id}`)).body.items).toMatchObject([{ rating: 5 }]);
		await shop.wait(90 * DAY);
		expect((await subjects(shop)).at(-1)).toBe("And how is it today? · Running <shoes> + 1 more");
		expect(await states(shop, id)).toMatchObject({ "follow-up": "asked" });
	});

	test("a link of another parcel, one that was changed, and one whose end has come, verify nobody", async () => {
		const shop = await watched(service);
		const one = await shop.register("ASKED-7", { order: order("6007") });
		const other = await shop.register("ASKED-8", { order: order("6008") });
		await shop.sends(`${one.link}/watch`, { to: "order", asks: "1" });
		await delivered(shop, "ASKED-7");
		await delivered(shop, "ASKED-8");
		await shop.wait(DAY);
		const [mail] = await asks(shop);
		const [proof = ""] = /wch_[^?]+/.exec(starLink(mail, 5)) ?? [];
		const [id, expiry = "", tag] = proof.split(".");
		const later = (Number.parseInt(expiry, 36) + 86_400).toString(36);
		const past = Math.floor(Date.now() / 1000 - 1).toString(36);
		const wrong = [`${id}.${later}.${tag}`, `${id}.${past}.${tag}`, `${proof.slice(0, -2)}zz`, "wch_1.1.1"];
		const cases = [[other.link, proof], ...wrong.map((one_) => [one.link, one_])];
		for (const [index, [link = "", invited = ""]] of cases.entries()) {
			const sent = { stage: "delivery", rating: "1", text: "", once: String.fromCharCode(97 + index).repeat(22) };
			await shop.sends(`${link}/reviews`, sent, `wayline_invited=${invited}`);
		}
		const { items } = (await shop.seller.get("/v1/reviews")).body;
		expect(items.map(({ isVerified }: { isVerified: boolean }) => isVerified)).toEqual(cases.map(() => false));
		await shop.sends(
			`${one.link}/reviews`,
			{ stage: "delivery", rating: "1", once: "z".repeat(22) },
			`wayline_invited=${proof}`,
		);
		expect((await shop.seller.get("/v1/reviews?limit=1")).body.items).toMatchObject([{ isVerified: true }]);
	});

	test("an address that was typed agrees where it confirms, and reviews as one person, who is not the buyer", async () => {
		const shop = await watched(service);
		const { link, id } = await shop.register("ASKED-9", { order: order("6009") });
		// Whoever types an address agrees to nothing for it.
		await shop.sends(`${link}/watch`, { email: "lin@buyer.example", asks: "1" });
		const confirm = here(linkIn((await shop.mails())[0] ?? { text: "" }, "/watch/wch_"));
		await shop.sends(confirm, { change: "confirm" });
		await delivered(shop, "ASKED-9");
		await shop.wait(DAY);
		expect(await asks(shop)).toEqual([]);
		// Who says so after it came is asked no less.
		await shop.sends(confirm, { change: "asks", asks: "1" });
		await shop.wait(60);
		const [mail] = await asks(shop);
		expect(mail).toMatchObject({ to: "lin@buyer.example" });
		for (const [stars, once] of [
			[3, "C"],
			[2, "D"],
		] as const) {
			const { cookie } = await opened(starLink(mail, stars));
			await shop.sends(`${link}/reviews`, { stage: "delivery", rating: `${stars}`, once: once.repeat(22) }, cookie);
		}
		const { items } = (await shop.seller.get(`/v1/reviews?shipment=${id}`)).body;
		expect(items).toMatchObject([{ rating: 2, isVerified: false }]);
		await shop.wait(13 * DAY);
		expect(await states(shop, id)).toMatchObject({ delivery: "asked", product: "asked" });
	});

	test("one press ends the asking and no news; another all of it; and the seller's word begins neither again", async () => {
		const shop = await watched(service);
		const told = { ...order("6010"), buyer: { ...order("6010").buyer, notify: true, askReviews: true } };
		const { id } = await shop.register("ASKED-10", { order: told });
		await delivered(shop, "ASKED-10");
		await shop.wait(DAY);
		const [mail] = await asks(shop);
		const stop = mail && linkIn(mail, "/watch/wch_");
		expect(mail?.headers).toMatchObject({
			"List-Unsubscribe": `<${stop}>`,
			"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		});
		expect(await (await fetch(here(stop ?? ""))).text()).toContain("Ask me nothing more");
		await shop.sends(here(stop ?? ""), { "List-Unsubscribe": "One-Click" });
		await shop.register("ASKED-11", { order: told });
		await shop.wait(14 * DAY);
		expect(await asks(shop)).toHaveLength(1);
		expect(await states(shop, id)).toEqual({ delivery: "asked", product: "unwanted" });
		const news = (await shop.mails()).filter(({ kind }) => kind === "notice").length;
		// The service's own clock has not been turned: what is told of later days decides nothing there.
		await shop.tells("ASKED-11", "picked_up.collected", { minutesAgo: 15 * DAY + 10 });
		await shop.wait(64);
		expect((await shop.mails()).filter(({ kind }) => kind === "notice")).toHaveLength(news + 1);
		await shop.sends(here(stop ?? ""), { change: "stop" });
		await shop.tells("ASKED-11", "delivered.to_recipient", { minutesAgo: 15 * DAY + 66 });
		await shop.wait(DAY);
		expect(await asks(shop)).toHaveLength(1);
	});

	test("nobody is asked of what he reviewed, while he waits for an answer, of what he did not get, or by a shop that does not ask", async () => {
		const shop = await watched(service);
		const parcels = [];
		for (const number of ["ASKED-12", "ASKED-13", "ASKED-14"]) {
			const parcel = await shop.register(number, { order: order(`61${number}`) });
			await shop.sends(`${parcel.link}/watch`, { to: "order", asks: "1" });
			await delivered(shop, number);
			parcels.push(parcel);
		}
		const [reviewed, asked, missing] = parcels;
		const verified = await fetch(`${reviewed?.link}/verify`, {
			...{ method: "POST", redirect: "manual", headers: { "x-forwarded-for": "10.9.9.9" } },
			body: new URLSearchParams({ check: MIA }),
		});
		const [reader = ""] = (verified.headers.get("set-cookie") ?? "").split(";");
		await shop.sends(`${reviewed?.link}/reviews`, { stage: "delivery", rating: "5", once: "E".repeat(22) }, reader);
		await shop.sends(`${asked?.link}/questions`, { text: "Where is the other shoe?", once: "F".repeat(22) });
		await shop.sends(`${missing?.link}/not-received`, { checked: "yes", note: "Not here." });
		await shop.wait(DAY);
		expect(await asks(shop)).toEqual([]);
		expect(await states(shop, reviewed?.id ?? "")).toMatchObject({ delivery: "reviewed" });
		expect(await states(shop, asked?.id ?? "")).toMatchObject({ delivery: "waiting" });
		expect(await states(shop, missing?.id ?? "")).toMatchObject({ delivery: "waiting" });
		const { body } = await shop.seller.get("/v1/questions");
		const answered = await shop.seller.post(`/v1/questions/${body.items[0].id}/messages`, {
			text: "In the second box.",
		});
		expect(answered.status).toBe(201);
		await shop.wait(DAY);
		expect((await asks(shop)).map(({ text }) => text.includes("ASKED-13"))).toEqual([true]);
		await shop.seller.patch("/v1/shop", { notices: { asks: ["delivery"] } });
		await shop.wait(13 * DAY);
		expect(await states(shop, asked?.id ?? "")).toEqual({ delivery: "asked", product: "unwanted" });
		expect(await asks(shop)).toHaveLength(1);
	});

	test("what dies before it is committed is asked after it; who is to be asked is not forgotten", async () => {
		const shop = await watched(service);
		const { link, id } = await shop.register("ASKED-15", { order: order("6015") });
		await shop.sends(`${link}/watch`, { to: "order", asks: "1" });
		await delivered(shop, "ASKED-15");
		const later = new Date(Date.now() + 200 * 86_400_000).toISOString();
		await service.db.transaction(async (tx) => {
			await pruneWatchers(tx, later, 90);
			const [kept] = await tx.rows<{ count: number }>(
				sql`select count(*)::int4 as count from review_asks a join shipments s on s.seller_id = a.seller_id and s.id = a.shipment_id
					where s.public_id = ${id}`,
			);
			expect(kept?.count).toBe(2);
		});
		await service.db.rows(sql`alter table mails add constraint dies check (kind <> 'review.ask') not valid`);
		await expect(shop.wait(DAY)).rejects.toThrow();
		await service.db.rows(sql`alter table mails drop constraint dies`);
		expect(await states(shop, id)).toMatchObject({ delivery: "waiting" });
		await shop.wait(60);
		expect(await asks(shop)).toHaveLength(1);
		await shop.wait(60);
		expect(await asks(shop)).toHaveLength(1);
	});
});
