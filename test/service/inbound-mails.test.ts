import { expect, test } from "vitest";
import { asked, HELP } from "../helpers/asked-thread.ts";
import { eachDatabase, oneDatabase } from "../helpers/each-database.ts";
import { freshMail } from "../helpers/mail-comes.ts";

const NOBODYS = "qst_0000000000000000000001";

eachDatabase((database) => {
	test("a mail that was placed as the buyer's is said by him, once, and the shop is waited for", {
		timeout: 90_000,
	}, async () => {
		const asking = await asked(database, { buyer: "kim@buyer.example" });
		const { seller, question, comes, letters, messages, page } = asking;
		await seller.post(`/v1/questions/${question}/messages`, { text: "On Thursday." });
		const text = "At what time?\r\n<script>alert(1)</script>";
		await comes(freshMail({ from: "Kim <kim@buyer.example>", subject: "My parcel", text }));
		const [mail, ...others] = (await seller.get("/v1/inbound-mails?state=suggested")).body.items;
		expect(others).toEqual([]);
		expect(mail).toMatchObject({
			...{ state: "suggested", kind: "person", questionId: null, suggested: [question], subject: "My parcel" },
			from: { name: "Kim", address: "kim@buyer.example" },
		});
		const { body } = await seller.get(`/v1/inbound-mails/${mail.id}`);
		expect(body.text).toBe("At what time?\n<script>alert(1)</script>");
		expect(Buffer.from(body.raw, "base64").toString()).toContain("Subject: My parcel");
		expect(body.bytes).toBe(Buffer.from(body.raw, "base64").length);

		const place = { question, as: "buyer" };
		expect((await seller.post(`/v1/inbound-mails/${mail.id}/place`, { ...place, question: NOBODYS })).status).toBe(404);
		const [one, other] = await Promise.all([
			seller.post(`/v1/inbound-mails/${mail.id}/place`, place),
			seller.post(`/v1/inbound-mails/${mail.id}/place`, place),
		]);
		expect([one.status, other.status].sort()).toEqual([200, 409]);
		expect((await seller.get(`/v1/inbound-mails/${mail.id}`)).body).toMatchObject({
			...{ state: "said", questionId: question, suggested: [] },
		});
		expect(await messages()).toHaveLength(3);
		expect((await messages()).at(-1)).toMatchObject({
			...{ side: "buyer", channel: "mail", shared: true, mailId: mail.id },
			text: "At what time?\n<script>alert(1)</script>",
		});
		expect(await page()).toContain("At what time?");
		expect((await seller.get(`/v1/questions/${question}`)).body.state).toBe("waiting");
		// Placed by a key, which is nobody's mailbox: the contact hears of it.
		expect((await letters()).filter(({ kind, to }) => kind === "question.received" && to === HELP)).toHaveLength(2);
		expect((await seller.get("/v1/audit?action=mail.placed")).body.items).toMatchObject([
			{ subject: mail.id, details: { question, as: "buyer" } },
		]);
		expect((await seller.get(`/v1/inbound-mails?question=${question}`)).body.items).toHaveLength(1);
		expect((await seller.get(`/v1/inbound-mails?question=${NOBODYS}`)).body.items).toEqual([]);
	});
});

oneDatabase((database) => {
	test("a mail that was placed as a note never reaches the buyer; one that was put aside is nobody's", async () => {
		const asking = await asked(database, { buyer: "lee@buyer.example" });
		const { seller, question, comes, letters, messages, page } = asking;
		for (const subject of ["First", "Second"]) {
			await comes(freshMail({ from: "Lee <lee@buyer.example>", subject, text: `${subject} of them.` }));
		}
		const first = (await seller.get("/v1/inbound-mails?limit=1")).body.items;
		const { body: all, headers } = await seller.get("/v1/inbound-mails?state=suggested");
		expect(headers.get("link")).toBeNull();
		expect(all.items.map(({ subject }: { subject: string }) => subject)).toEqual(["Second", "First"]);
		expect(first).toEqual([all.items[0]]);
		const [second, oldest] = all.items;
		const before = (await letters()).length;
		const put = (id: string, body: object) => seller.post(`/v1/inbound-mails/${id}/place`, body);
		expect((await put(oldest.id, { question, as: "note" })).body).toMatchObject({
			state: "noted",
			questionId: question,
		});
		expect((await messages()).at(-1)).toMatchObject({
			...{ side: "third", shared: false, text: "First of them.", author: "Lee <lee@buyer.example>" },
		});
		expect(await page()).not.toContain("First of them.");
		expect((await put(second.id, { question: null })).body).toMatchObject({ state: "set-aside", questionId: null });
		expect((await put(second.id, { question, as: "buyer" })).status).toBe(409);
		expect(await messages()).toHaveLength(2);
		expect((await letters()).length).toBe(before);
		for (const body of [{ question: null, as: "buyer" }, { question }, { question: null, because: "x" }]) {
			expect((await put(second.id, body)).status).toBe(422);
		}
	});

	test("what another shop got is not there for this one, nor can its thread be written to", async () => {
		const [mine, theirs] = [
			await asked(database, { buyer: "mine@buyer.example" }),
			await asked(database, { buyer: "theirs@buyer.example" }),
		];
		await mine.comes(freshMail({ from: "mine@buyer.example" }));
		const [mail] = (await mine.seller.get("/v1/inbound-mails")).body.items;
		expect((await theirs.seller.get("/v1/inbound-mails")).body.items).toEqual([]);
		expect((await theirs.seller.get(`/v1/inbound-mails/${mail.id}`)).status).toBe(404);
		const place = { question: theirs.question, as: "buyer" };
		expect((await theirs.seller.post(`/v1/inbound-mails/${mail.id}/place`, place)).status).toBe(404);
		expect((await mine.seller.post(`/v1/inbound-mails/${mail.id}/place`, place)).status).toBe(404);
		expect((await mine.seller.get(`/v1/inbound-mails/${mail.id}`)).body.state).toBe("suggested");
		expect(await theirs.messages()).toHaveLength(1);
	});
});
