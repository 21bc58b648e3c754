import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { eachDatabase, oneDatabase } from "../helpers/each-database.ts";
import { answerOf, startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

const WORDS = "Will it come before Friday? <b>I am away</b> after.";

interface Asked {
	readonly service: TestService;
	readonly seller: TestSeller;
	readonly id: string;
	readonly link: (path: string) => string;
}

async function aParcel(service: TestService, more: object = {}): Promise<Asked> {
	const seller = await service.newSeller("Harbour Shoes");
	await seller.connect({ carrier: "push" });
	await seller.patch("/v1/shop", { contactEmail: "help@harbour.example" });
	const waybill = { trackingNumber: "BIKE1207", carrier: "push", ...more };
	const { id, trackingUrl } = (await seller.post("/v1/shipments", waybill)).body;
	const path = new URL(trackingUrl).pathname;
	return { service, seller, id, link: (rest) => `${service.url}${path}${rest}` };
}

/** Answers the cookie of the device that asked. */
async function ask({ link }: Asked, fields: Record<string, string>, cookie = ""): Promise<string> {
	const init = { method: "POST", body: new URLSearchParams(fields), redirect: "manual", headers: { cookie } } as const;
	const response = await fetch(link("/questions"), init);
	expect(response.status).toBe(303);
	return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

const read = async (address: string, cookie = "") => (await fetch(address, { headers: { cookie } })).text();

/** Mails of the seller by their kind, oldest first. */
async function mails({ service: { db }, seller }: Asked): Promise<readonly string[]> {
	const rows = await db.rows<{ kind: string }>(
		sql`select m.kind from mails m join sellers s on s.id = m.seller_id where s.public_id = ${seller.id} order by m.id`,
	);
	return rows.map(({ kind }) => kind);
}

eachDatabase((database) => {
	test("a buyer asks, the shop answers, and both read it where they are", async () => {
		const service = await startTestService(database);
		const asked = await aParcel(service, { order: { reference: "1001", buyer: { postcode: "04109" } } });
		const { seller, link } = asked;
		const form = await read(link("/questions"));
		expect(form).toContain("Ask <bdi>Harbour Shoes</bdi>");
		expect(form).toContain('data-live="/t/');
		const cookie = await ask(asked, { text: WORDS, email: "mia@buyer.example" });

		const [waiting] = (await seller.get("/v1/questions?state=waiting")).body.items;
		expect(waiting).toMatchObject({ shipmentId: asked.id, state: "waiting", text: WORDS, firstAnswerAt: null });
		expect((await seller.get(`/v1/questions?shipment=${asked.id}`)).body.items).toEqual([waiting]);
		expect((await seller.get("/v1/questions?shipment=shp_0000000000000000000001")).body.items).toEqual([]);
		const detail = (await seller.get(`/v1/questions/${waiting.id}`)).body;
		expect(detail.asker).toEqual({ email: "mia@buyer.example", isVerified: false, answersGo: "typed" });
		expect(detail.context).toMatchObject({ milestone: "pending", condition: "ok" });
		const then = await seller.get(`/v1/shipments/${asked.id}?as_of=${detail.context.asOf}`);
		expect(then.body.code).toBe(detail.context.code);

		const own = await read(link("/questions"), cookie);
		expect(own).toContain("Will it come before Friday? &lt;b&gt;I am away&lt;/b&gt; after.");
		expect(await read(link(""), cookie)).toContain("Your question is with <bdi>Harbour Shoes</bdi>");
		for (const path of ["", "/questions"]) expect(await read(link(path))).not.toContain("Friday");

		const note = await seller.post(`/v1/questions/${waiting.id}/messages`, { text: "Ask the depot.", shared: false });
		expect(note.body).toMatchObject({ state: "waiting", firstAnswerAt: null });
		const answer = await seller.post(`/v1/questions/${waiting.id}/messages`, { text: "Yes, on Thursday." });
		expect(answer.status).toBe(201);
		expect(answer.body).toMatchObject({ state: "answered", waitingSince: null });
		expect(answer.body.messages.map(({ side, shared }: { side: string; shared: boolean }) => [side, shared])).toEqual([
			["buyer", true],
			["staff", false],
			["staff", true],
		]);
		const both = await read(link("/questions"), cookie);
		expect(both).toContain("Yes, on Thursday.");
		expect(both).not.toContain("depot");
		expect(await read(link(""), cookie)).toContain("has answered you");
		expect(await mails(asked)).toEqual(["question.received", "question.acknowledged", "question.answered"]);

		// He goes on in the same thread, and waits again.
		await ask(asked, { text: "Thank you! At what time?" }, cookie);
		const again = (await seller.get("/v1/questions")).body.items;
		expect(again).toHaveLength(1);
		expect(again[0]).toMatchObject({ state: "waiting", text: "Thank you! At what time?" });
		expect((await seller.patch(`/v1/questions/${waiting.id}`, { closed: true })).body.state).toBe("closed");
		expect((await seller.get("/v1/questions?state=waiting")).body.items).toEqual([]);

		const audited = (await seller.get("/v1/audit")).body.items.filter(({ subject }: { subject: string }) => {
			return subject === waiting.id;
		});
		expect(audited.map(({ action }: { action: string }) => action)).toEqual([
			"question.closed",
			"question.answered",
			"question.noted",
		]);
		expect(JSON.stringify(audited)).not.toMatch(/Friday|Thursday|depot|mia/);
	});

	test("nobody reads or answers another's question", async () => {
		const service = await startTestService(database);
		const asked = await aParcel(service);
		const other = await aParcel(service, { trackingNumber: "BIKE1208" });
		const cookie = await ask(asked, { text: WORDS });
		const [{ id }] = (await asked.seller.get("/v1/questions")).body.items;
		const stranger = other.seller;
		expect((await stranger.get("/v1/questions")).body.items).toEqual([]);
		for (const answer of [
			await stranger.get(`/v1/questions/${id}`),
			await stranger.patch(`/v1/questions/${id}`, { closed: true }),
			await stranger.post(`/v1/questions/${id}/messages`, { text: "I am the shop." }),
		])
			expect(answer.status).toBe(404);
		// The proof of one parcel is none for another, nor when a character of it is another.
		const [name, proof = ""] = cookie.split("=");
		const changed = `${proof.slice(0, -2)}${proof.at(-2) === "A" ? "B" : "A"}${proof.at(-1)}`;
		expect(await read(other.link("/questions"), cookie)).not.toContain("Friday");
		expect(await read(asked.link("/questions"), `${name}=${changed}`)).not.toContain("Friday");
		expect(await read(asked.link("/questions"), cookie)).toContain("Friday");
		const [{ state }] = (await asked.seller.get("/v1/questions")).body.items;
		expect(state).toBe("waiting");
	});
});

oneDatabase((database) => {
	test("a form that is sent twice is sent once, on whichever device", async () => {
		const asked = await aParcel(await startTestService(database));
		const once = "A".repeat(22);
		const first = await ask(asked, { text: WORDS, once });
		expect(await ask(asked, { text: WORDS, once })).toBe(first);
		await ask(asked, { text: WORDS, once }, first);
		expect((await asked.seller.get("/v1/questions")).body.items).toHaveLength(1);
		const other = "B".repeat(22);
		await ask(asked, { text: "And at what time?", once: other }, first);
		await ask(asked, { text: "And at what time?", once: other }, first);
		const [{ id, text }] = (await asked.seller.get("/v1/questions")).body.items;
		expect(text).toBe("And at what time?");
		expect((await asked.seller.get(`/v1/questions/${id}`)).body.messages).toHaveLength(2);
		expect(await mails(asked)).toEqual(["question.received", "question.received"]);
	});

	test("whoever guesses a buyer's words learns nothing, and leads no answer elsewhere", async () => {
		const asked = await aParcel(await startTestService(database));
		const cookie = await ask(asked, { text: "My code for the door is 4711", email: "mia@buyer.example" });
		await ask(asked, { text: "Where is my parcel?" }, cookie);
		const stranger = await ask(asked, { text: "Where is my parcel?" });
		expect(stranger).not.toBe(cookie);
		expect(await read(asked.link("/questions"), stranger)).not.toContain("4711");
		await ask(asked, { text: "Send it here.", email: "evil@attacker.example" }, cookie);
		const items = (await asked.seller.get("/v1/questions")).body.items;
		const own = items.find(({ text }: { text: string }) => text === "Send it here.");
		expect((await asked.seller.get(`/v1/questions/${own.id}`)).body.asker.email).toBe("mia@buyer.example");
		// Its link opened on a device that asked itself changes nothing there.
		const [, proof] = stranger.split("=");
		const opened = await fetch(asked.link(`/questions/${proof}`), { redirect: "manual", headers: { cookie } });
		expect(opened.headers.get("set-cookie")).toBeNull();
	});

	test("an answer sent twice is said once", async () => {
		const asked = await aParcel(await startTestService(database));
		await ask(asked, { text: WORDS, email: "mia@buyer.example" });
		const [{ id }] = (await asked.seller.get("/v1/questions")).body.items;
		for (const text of ["Yes.", "Yes.", "On Thursday."])
			await asked.seller.post(`/v1/questions/${id}/messages`, { text });
		expect((await asked.seller.get(`/v1/questions/${id}`)).body.messages).toHaveLength(3);
		expect((await mails(asked)).filter((kind) => kind === "question.answered")).toHaveLength(2);
	});

	test("a thread that is full takes no more of either side, and keeps what it has", async () => {
		const asked = await aParcel(await startTestService(database));
		const cookie = await ask(asked, { text: WORDS });
		const [{ id }] = (await asked.seller.get("/v1/questions")).body.items;
		await asked.service.db.rows(sql`
			insert into thread_messages (seller_id, question_id, number, side, channel, is_shared, sealed_words, said_at)
			select q.seller_id, q.id, n, 'buyer', 'page', true, '', now()
			from questions q, generate_series(2, 200) n where q.public_id = ${id}`);
		const body = new URLSearchParams({ text: "One more" });
		const more = await fetch(asked.link("/questions"), {
			method: "POST",
			body,
			redirect: "manual",
			headers: { cookie },
		});
		expect(more.status).toBe(409);
		expect((await asked.seller.post(`/v1/questions/${id}/messages`, { text: "Yes." })).status).toBe(409);
		const { messages, state } = (await asked.seller.get(`/v1/questions/${id}`)).body;
		expect([messages.length, state]).toEqual([200, "waiting"]);
		expect(messages[0].text).toBe(WORDS);
	});

	test("what strangers ask shuts out no reader who is recognised", async () => {
		const asked = await aParcel(await startTestService(database), {
			order: { reference: "1001", buyer: { postcode: "04109" } },
		});
		await asked.service.db.rows(sql`
			insert into questions (seller_id, public_id, shipment_id, locale, context, sealed_asker, asked_at, updated_at)
			select s.seller_id, 'qst_' || lpad(n::text, 22, '0'), s.id, 'en', '{}', '', now(), now()
			from shipments s, generate_series(1, 20) n where s.public_id = ${asked.id}`);
		const send = (text: string, cookie = "") =>
			fetch(asked.link("/questions"), {
				...{ method: "POST", body: new URLSearchParams({ text }), redirect: "manual", headers: { cookie } },
			});
		const refused = await send(WORDS);
		expect(refused.status).toBe(409);
		expect(await refused.text()).toContain("&lt;b&gt;I am away");
		const body = new URLSearchParams({ check: "04109", to: "questions" });
		const known = await fetch(asked.link("/verify"), { method: "POST", body, redirect: "manual" });
		expect(known.headers.get("location")).toBe(new URL(asked.link("/questions")).pathname);
		const cookie = known.headers.get("set-cookie")?.split(";")[0] ?? "";
		expect((await send(WORDS, cookie)).status).toBe(303);
	});

	test("the link of the buyer's mail opens the thread on another device, and no other link does", async () => {
		const service = await startTestService(database);
		const asked = await aParcel(service);
		const [, proof] = (await ask(asked, { text: WORDS })).split("=");
		const opened = await fetch(asked.link(`/questions/${proof}`), { redirect: "manual" });
		expect(opened.status).toBe(303);
		const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
		expect(await read(asked.link("/questions"), cookie)).toContain("Friday");
		const changed = proof?.replace(/\.(.)/, (_, first) => (first === "A" ? ".B" : ".A"));
		const wrong = await fetch(asked.link(`/questions/${changed}`), { redirect: "manual" });
		expect([wrong.status, wrong.headers.get("set-cookie")]).toEqual([303, null]);
	});

	test("a reader who is recognised sees what was asked from elsewhere", async () => {
		const service = await startTestService(database);
		const asked = await aParcel(service, { order: { reference: "1001", buyer: { email: "mia@buyer.example" } } });
		await ask(asked, { text: WORDS });
		const body = new URLSearchParams({ check: "mia@buyer.example" });
		const known = await fetch(asked.link("/verify"), { method: "POST", body, redirect: "manual" });
		const cookie = known.headers.get("set-cookie")?.split(";")[0] ?? "";
		expect(await read(asked.link("/questions"), cookie)).toContain("Friday");
		// Nobody left an address: the order's is answered to, and the buyer hears that it came.
		expect(await mails(asked)).toEqual(["question.received", "question.acknowledged"]);
	});

	test("what is wrong is said beside the field, and the words stay", async () => {
		const service = await startTestService(database);
		const asked = await aParcel(service);
		const send = (fields: Record<string, string>) =>
			fetch(asked.link("/questions"), { method: "POST", body: new URLSearchParams(fields) });
		const empty = await send({ text: "  " });
		expect(empty.status).toBe(422);
		expect(await empty.text()).toContain('id="text-error"');
		const wrong = await send({ text: WORDS, email: "mia at home" });
		expect(wrong.status).toBe(422);
		expect(await wrong.text()).toMatch(/&lt;b&gt;I am away[\s\S]*id="email-error"/);
		expect((await send({ text: "x".repeat(2_001) })).status).toBe(422);
		const foreign = await fetch(asked.link("/questions"), {
			method: "POST",
			body: new URLSearchParams({ text: WORDS }),
			headers: { "sec-fetch-site": "cross-site" },
		});
		expect(foreign.status).toBe(403);
		expect((await asked.seller.get("/v1/questions")).body.items).toEqual([]);
	});

	test("how soon the shop answers is measured, those that still wait among them, and told once it is known", async () => {
		const service = await startTestService(database);
		const asked = await aParcel(service);
		const standing = async () => (await asked.seller.get("/v1/analytics/questions")).body;
		for (let one = 1; one <= 5; one += 1) {
			await ask(asked, { text: `Question ${one}` });
			const [{ id }] = (await asked.seller.get("/v1/questions")).body.items;
			if (one === 5) expect(await standing()).toEqual({ waiting: 1, usualSeconds: null });
			await asked.seller.post(`/v1/questions/${id}/messages`, { text: "Yes." });
		}
		const known = await standing();
		expect(known.waiting).toBe(0);
		expect(known.usualSeconds).toBeLessThan(60);
		expect(await read(asked.link("/questions"))).toContain("Usual time until an answer: 15 minutes.");
		for (let one = 6; one <= 8; one += 1) await ask(asked, { text: `Question ${one}` });
		await service.db.rows(
			sql`update questions set asked_at = asked_at - interval '1 hour' where first_answer_at is null`,
		);
		// Of eight only five are answered: nobody can say when three of four are.
		expect((await standing()).usualSeconds).toBeNull();
	});

	test("so many questions an hour are taken of one parcel, and the words stay", async () => {
		const service = await startTestService(database, { trustProxy: 1 });
		const asked = await aParcel(service);
		const send = (text: string) =>
			fetch(asked.link("/questions"), { method: "POST", body: new URLSearchParams({ text }), redirect: "manual" });
		for (let one = 1; one <= 20; one += 1) expect((await send(`Question ${one}`)).status).toBe(303);
		const more = await send("One more");
		expect(more.status).toBe(429);
		expect(Number(more.headers.get("retry-after"))).toBeGreaterThan(0);
		expect(await more.text()).toContain("One more");
	});

	test("the seller's systems hear of it without its words", async () => {
		const service = await startTestService(database);
		const asked = await aParcel(service);
		await asked.seller.post("/v1/endpoints", { url: "https://shop.example/hooks", events: ["question.*"] });
		await ask(asked, { text: WORDS, email: "mia@buyer.example" });
		const events = () =>
			service.db.rows<{ body: string }>(
				sql`select e.body from events e join sellers s on s.id = e.seller_id where s.public_id = ${asked.seller.id} and e.type = 'question.received'`,
			);
		await expect.poll(async () => (await events()).length).toBe(1);
		const [event] = await events();
		expect(JSON.parse(event?.body ?? "").data).toMatchObject({ id: asked.id, number: 1 });
		expect(event?.body).not.toMatch(/Friday|mia@/);
		expect((await answerOf(await fetch(`${asked.link("")}.json`))).body.version).toBeGreaterThan(1);
	});
});
