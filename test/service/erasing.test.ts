import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Asked, asked, HELP, MIA, of, replyTo } from "../helpers/asked-thread.ts";
import { eachDatabase, oneDatabase } from "../helpers/each-database.ts";
import { freshMail } from "../helpers/mail-comes.ts";
import { answerOf, postSigned, startTestService } from "../helpers/service.ts";

const COURIER = "depot@courier.example";

/** What whoever asked does on the page. */
function ownPage({ link, cookie, question }: Asked, own = cookie) {
	const at = `${link}/questions/${question}`;
	const headers = { cookie: own };
	return {
		file: () => fetch(`${at}/file`, { headers }),
		sure: () => fetch(`${at}/erase`, { headers }),
		erase: (more: Record<string, string> = {}) =>
			fetch(`${at}/erase`, {
				...{ method: "POST", redirect: "manual", headers: { ...headers, ...more }, body: new URLSearchParams() },
			}),
	};
}

eachDatabase((database) => {
	test("whoever asked takes all along that is kept, and has it erased; the shop sees that it was, and when", {
		timeout: 90_000,
	}, async () => {
		const asking = await asked(database);
		const { seller, question, comes, letters, page, db } = asking;
		await seller.post(`/v1/questions/${question}/messages`, { text: "On Thursday." });
		await seller.post(`/v1/questions/${question}/messages`, { text: "He is a regular.", shared: false });
		const toShop = of(await letters(), "question.received");
		const toBuyer = of(await letters(), "question.answered");
		const reply = replyTo(toBuyer, { from: `Mia <${MIA}>`, words: "At what time?" });
		await comes(reply);
		await comes(replyTo(toShop, { from: COURIER, words: "He lives in the blue house." }));
		await comes(freshMail({ from: MIA, text: "And another thing." }));
		expect(await page()).toContain(`/questions/${question}/erase`);

		for (const stranger of [ownPage(asking, ""), ownPage(asking, `${asking.cookie}x`)]) {
			const answers = [await stranger.file(), await stranger.sure(), await stranger.erase()];
			expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
		}
		const own = ownPage(asking);
		expect((await own.erase({ "sec-fetch-site": "cross-site" })).status).toBe(403);
		const file = await own.file();
		expect(file.headers.get("content-disposition")).toBe(`attachment; filename="${question}.json"`);
		const text = await file.text();
		expect(JSON.parse(text)).toMatchObject({
			...{ conversation: question, you: { emailYouGave: MIA }, reportsOfNotReceived: [] },
			messages: [
				{ from: "you", by: "page", text: "Will it come before Friday?", photos: [] },
				{ from: "shop", by: "api", text: "On Thursday." },
				{ from: "you", by: "mail", text: "At what time?" },
			],
			mails: [{ from: { name: "Mia", address: MIA }, base64: Buffer.from(reply).toString("base64") }],
		});
		// What the mail quotes is of the letter that he got.
		expect(text.replace(/"base64":"[^"]*"/, "")).not.toMatch(new RegExp(`${HELP}|${COURIER}|regular|blue house`));

		const sure = await (await own.sure()).text();
		expect(sure).toContain(`action="${new URL(asking.link).pathname}/questions/${question}/erase"`);
		expect(sure).toContain("Harbour Shoes</bdi> sees that you erased it, and when.");
		const pressedTwice = await Promise.all([own.erase(), own.erase()]);
		const [erased, again] = pressedTwice.sort((one, other) => one.status - other.status);
		if (!erased || !again) throw new Error("A press has no answer.");
		expect(again.status).toBe(404);
		expect([erased.status, erased.headers.get("location")]).toEqual([
			303,
			`${new URL(asking.link).pathname}/questions?erased`,
		]);
		expect(erased.headers.get("set-cookie")).toMatch(/^wayline_asker=;/);
		expect((await own.erase()).status).toBe(404);
		expect((await own.file()).status).toBe(404);

		expect((await seller.get(`/v1/questions/${question}`)).body).toMatchObject({
			...{ state: "closed", text: null, asker: null, messages: [], waitingSince: null },
			erased: { by: "buyer", at: expect.stringMatching(/Z$/) },
		});
		const mails = (await seller.get("/v1/inbound-mails")).body.items;
		expect(mails.map(({ from, subject }: { from: unknown; subject: unknown }) => [from, subject])).toEqual([
			[null, null],
			[null, null],
		]);
		expect((await seller.get(`/v1/inbound-mails/${mails[0].id}`)).body).toMatchObject({ raw: null, text: null });
		const [kept] = await db.rows<{ letters: number; messages: number; asker: number }>(
			sql`select (
					select count(*)::int4 from mails m where m.seller_id = q.seller_id and octet_length(sealed_mail) > 0
				) as letters,
				(select count(*)::int4 from thread_messages t where t.seller_id = q.seller_id) as messages,
				octet_length(sealed_asker) + coalesce(octet_length(address_tag), 0) as asker
				from questions q where public_id = ${question}`,
		);
		expect(kept).toEqual({ letters: 0, messages: 0, asker: 0 });
		expect((await seller.get("/v1/audit?action=question.erased")).body.items).toMatchObject([
			{ actor: "buyer", subject: question, details: { by: "buyer", reports: false } },
		]);
		expect(await page()).not.toMatch(/On Thursday|class="thread"/);
	});
});

oneDatabase((database) => {
	test("who of the shop replies to an erased thread is told so, and nothing of it is kept; others are not heard", async () => {
		const asking = await asked(database);
		const { comes, letters, seller, question, messages } = asking;
		const toShop = of(await letters(), "question.received");
		await ownPage(asking).erase();
		const answer = replyTo(toShop, { from: HELP, words: "It comes to the blue house." });
		expect(await comes(answer, "proven", toShop.replyTo)).toBe("kept");
		const told = of(await letters(), "question.erased");
		expect(told.to).toBe(HELP);
		expect(told.text.replaceAll(/\s+/g, " ")).toContain("was NOT sent to the buyer: all that was said here was erased");
		expect(told.text).not.toContain("blue house");
		expect(await messages()).toEqual([]);
		const [held] = (await seller.get(`/v1/inbound-mails?question=${question}`)).body.items;
		expect(held).toMatchObject({ state: "held", from: null, subject: "" });
		expect((await seller.get(`/v1/inbound-mails/${held.id}`)).body.raw).toBeNull();
		// The same once more is known by its digest, and a program is answered three times at most.
		const before = (await letters()).length;
		await comes(answer, "proven", toShop.replyTo);
		expect(await letters()).toHaveLength(before);
		for (let at = 0; at < 5; at += 1)
			await comes(replyTo(toShop, { from: HELP, words: `I am away ${at}.` }), "proven", toShop.replyTo);
		expect((await letters()).filter(({ kind }) => kind === "question.erased")).toHaveLength(3);
		expect(await comes(replyTo(toShop, { from: COURIER, words: "It is here." }))).toBe("not-ours");
		const refused = await seller.post(`/v1/questions/${question}/messages`, { text: "Hello?" });
		expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining("was erased")]);
	});

	test("a mail that was erased is not taken again, and who asks again begins anew", async () => {
		const asking = await asked(database, { buyer: "again@buyer.example" });
		const { comes, letters, seller, question, writesAgain, messages } = asking;
		await seller.post(`/v1/questions/${question}/messages`, { text: "On Thursday." });
		const reply = replyTo(of(await letters(), "question.answered"), { from: "again@buyer.example", words: "When?" });
		await comes(reply);
		await ownPage(asking).erase();
		await comes(reply);
		expect(await messages()).toEqual([]);
		await writesAgain("May I ask again?");
		const { items } = (await seller.get("/v1/questions")).body;
		expect(items.map(({ text, erased }: { text: string; erased: unknown }) => [text, erased !== null])).toEqual([
			["May I ask again?", false],
			[null, true],
		]);
	});

	test("the shop erases what its buyer wants erased, once; another shop cannot", async () => {
		const [mine, theirs] = [await asked(database), await asked(database)];
		expect((await theirs.seller.delete(`/v1/questions/${mine.question}`)).status).toBe(404);
		expect(await mine.messages()).toHaveLength(1);
		for (let twice = 0; twice < 2; twice += 1) {
			expect((await mine.seller.delete(`/v1/questions/${mine.question}`)).status).toBe(204);
		}
		expect((await mine.seller.get(`/v1/questions/${mine.question}`)).body).toMatchObject({
			...{ messages: [], erased: { by: "shop" } },
		});
		expect((await mine.seller.get("/v1/audit?action=question.erased")).body.items).toHaveLength(1);
		expect(await mine.page()).not.toContain("before Friday");
		expect(await theirs.messages()).toHaveLength(1);
	});

	test("what was reported goes along for whoever has shown that he knows the buyer, and for nobody else", async () => {
		const service = await startTestService(database);
		const seller = await service.newSeller("Harbour Shoes");
		const { path, secret } = await seller.connect({ carrier: "push" });
		const at = new Date(Date.now() - 3_600_000).toISOString();
		const words = new URLSearchParams({ note: "The house is the blue one.", email: "lin@buyer.example" });
		for (const isKnown of [false, true]) {
			const trackingNumber = isKnown ? "BIKE2" : "BIKE1";
			const order = { reference: trackingNumber, buyer: { postcode: "04109" } };
			const made = (await seller.post("/v1/shipments", { trackingNumber, carrier: "push", order })).body;
			const scans = [{ id: "1", code: "delivered.to_recipient", occurredAt: at }];
			await postSigned(`${service.url}${path}`, secret, { shipments: [{ trackingNumber, scans }] }, trackingNumber);
			const link = `${service.url}${new URL(made.trackingUrl).pathname}`;
			const send = (where: string, body: URLSearchParams, cookie = "") =>
				fetch(`${link}/${where}`, { method: "POST", redirect: "manual", headers: { cookie }, body });
			expect((await send("not-received", words)).status).toBe(303);
			const verified = isKnown ? await send("verify", new URLSearchParams({ check: "04109" })) : null;
			const reader = verified?.headers.get("set-cookie")?.split(";")[0] ?? "";
			const asker = (await send("questions", new URLSearchParams({ text: "Where is it?" }), reader)).headers;
			const cookie = `${reader}; ${asker.get("set-cookie")?.split(";")[0]}`;
			const [{ id }] = (await seller.get(`/v1/questions?shipment=${made.id}`)).body.items;
			const { body: file } = await answerOf(await fetch(`${link}/questions/${id}/file`, { headers: { cookie } }));
			expect(file.reportsOfNotReceived).toMatchObject(isKnown ? [{ note: "The house is the blue one." }] : []);
			expect((await send(`questions/${id}/erase`, new URLSearchParams(), cookie)).status).toBe(303);
			const [report] = (await seller.get(`/v1/shipments/${made.id}/reports`)).body.items;
			expect(report.words).toEqual(isKnown ? null : expect.objectContaining({ note: "The house is the blue one." }));
		}
	});
});
