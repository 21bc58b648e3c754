import { expect, test } from "vitest";
import { type Asked, asked, HELP, MIA, of, replyTo } from "../helpers/asked-thread.ts";
import { eachDatabase, oneDatabase } from "../helpers/each-database.ts";

const ADA = { name: "Ada Byron", email: "ada@harbour.example" };
const BOB = { name: "Bob Noyce", email: "bob@harbour.example" };
const CY = { name: "Cy Young", email: "cy@harbour.example" };

/** Whom letters of a kind went to, in their order. */
async function toWhom({ letters }: Asked, kind: string): Promise<readonly string[]> {
	return (await letters()).filter((one) => one.kind === kind).map(({ to }) => to);
}

/** An hour of each day that begins so many hours from now, by UTC. */
function hoursIn(hours: number) {
	const from = new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
	const to = new Date(Date.now() + (hours + 1) * 3_600_000).toISOString().slice(11, 16);
	const ofDay = [{ from, to }];
	return { zone: "UTC", hours: { 1: ofDay, 2: ofDay, 3: ofDay, 4: ofDay, 5: ofDay, 6: ofDay, 7: ofDay } };
}

eachDatabase((database) => {
	test("nodes that pass on at once ask each person once, and in the end everybody, the contact last", async () => {
		const asking = await asked(database, { staff: [ADA, BOB, CY] });
		for (let round = 0; round < 5; round += 1) {
			asking.wait(16);
			await Promise.all([asking.passOn(), asking.passOn(), asking.passOn(), asking.passOn()]);
		}
		expect(await toWhom(asking, "question.received")).toEqual([ADA.email, BOB.email, CY.email, HELP]);
	});
});

oneDatabase((database) => {
	test("a question goes to one, in time to the next; the first answer wins and the other's is held", async () => {
		const asking = await asked(database, { staff: [ADA, BOB] });
		const { comes, letters, messages, page, passOn, wait, writesAgain } = asking;
		expect(await toWhom(asking, "question.received")).toEqual([ADA.email]);
		wait(14);
		await passOn();
		expect(await toWhom(asking, "question.received")).toEqual([ADA.email]);
		wait(2);
		await passOn();
		expect(await toWhom(asking, "question.received")).toEqual([ADA.email, BOB.email]);
		const [toAda, toBob] = (await letters()).filter(({ kind }) => kind === "question.received");
		if (!toAda || !toBob) throw new Error("Two were asked.");

		await comes(replyTo(toAda, { from: `Ada <${ADA.email}>`, words: "On Thursday." }));
		expect(await page()).toContain("On Thursday.");
		expect((await messages()).at(-1)).toMatchObject({ side: "staff", shared: true, author: ADA.name });
		const toBuyer = (await letters()).filter(({ to, kind }) => kind === "question.answered" && to === MIA);
		expect(toBuyer.map(({ fromName }) => fromName)).toEqual([expect.stringMatching(/^Ada\b(?!.*Byron)/)]);
		const shown = (await letters()).filter(({ to, kind }) => kind === "question.answered" && to === BOB.email);
		expect(shown.map(({ text }) => text)).toEqual([expect.stringContaining("Ada Byron has answered.")]);

		await comes(replyTo(toBob, { from: BOB.email, words: "On Friday." }));
		expect((await messages()).at(-1)).toMatchObject({ side: "staff", shared: false, text: "On Friday." });
		expect(await page()).not.toContain("On Friday.");
		expect(of(await letters(), "question.held")).toMatchObject({
			to: BOB.email,
			text: expect.stringContaining("somebody else answered first"),
		});

		wait(600);
		await passOn();
		await writesAgain("At what time?");
		expect(await toWhom(asking, "question.received")).toEqual([ADA.email, BOB.email, ADA.email]);
		expect((await letters()).filter(({ to }) => to === HELP)).toEqual([]);
	});

	test("where nobody is in, who comes first is asked when he comes, with all that was said until then", async () => {
		const asking = await asked(database, {
			staff: [
				{ ...ADA, ...hoursIn(5) },
				{ ...BOB, ...hoursIn(3) },
			],
		});
		await asking.writesAgain("It is a present.");
		expect(await toWhom(asking, "question.received")).toEqual([]);
		asking.wait(181);
		await asking.passOn();
		const letter = of(await asking.letters(), "question.received");
		expect(letter.to).toBe(BOB.email);
		expect(await asking.page()).toContain("Somebody is there again: ");
		expect(letter.text).toContain("It is a present.");
		expect(letter.text).toContain("Will it come before Friday?");
		// He is in for an hour, and 15 minutes of it are his.
		asking.wait(16);
		await asking.passOn();
		expect(await toWhom(asking, "question.received")).toEqual([BOB.email]);
		asking.wait(120);
		await asking.passOn();
		expect(await toWhom(asking, "question.received")).toEqual([BOB.email, ADA.email]);
	});

	test("somebody new who is in is asked what waits for those who are not", async () => {
		const asking = await asked(database, { staff: [{ ...ADA, ...hoursIn(5) }] });
		expect((await asking.seller.post("/v1/staff", BOB)).status).toBe(201);
		asking.wait(1);
		await asking.passOn();
		expect(await toWhom(asking, "question.received")).toEqual([BOB.email]);
	});

	test("an answer by the API ends the asking, and who was asked is shown it", async () => {
		const asking = await asked(database, { staff: [ADA, BOB] });
		await asking.seller.post(`/v1/questions/${asking.question}/messages`, { text: "On Thursday." });
		asking.wait(600);
		await asking.passOn();
		expect(await toWhom(asking, "question.received")).toEqual([ADA.email]);
		expect((await toWhom(asking, "question.answered")).filter((to) => to !== MIA)).toEqual([ADA.email]);
	});

	test("who speaks the buyer's language is asked first, and who is taken off the list no more", async () => {
		const { seller, writesAgain, ...asking } = await asked(database, {
			staff: [
				{ ...ADA, languages: ["ja"] },
				{ ...BOB, languages: ["en-GB"] },
			],
		});
		const all = { ...asking, seller, writesAgain };
		expect(await toWhom(all, "question.received")).toEqual([BOB.email]);
		const { items } = (await seller.get("/v1/staff")).body;
		const bob = items.find(({ email }: { email: string }) => email === BOB.email);
		expect((await seller.delete(`/v1/staff/${bob.id}`)).status).toBe(204);
		await writesAgain("Hello?");
		expect(await toWhom(all, "question.received")).toEqual([BOB.email, ADA.email]);
	});

	test("a letter that does not arrive passes the question on without waiting", async () => {
		const asking = await asked(database, { staff: [ADA, BOB] });
		const toAda = of(await asking.letters(), "question.received");
		const report = [
			...["From: MAILER-DAEMON@mx.example", `To: ${toAda.replyTo}`, "Return-Path: <>", "Subject: Undelivered Mail"],
			...['Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "", "--b", "", "It failed."],
			...["--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example", ""],
			...[`Final-Recipient: rfc822; ${ADA.email}`, "Action: failed", "Status: 5.1.1", "", "--b"],
			...["Content-Type: message/rfc822", "", `Message-ID: ${toAda.messageId}`, "Subject: x", "", "x", "--b--", ""],
		].join("\r\n");
		await asking.comes(report);
		await asking.passOn();
		expect(await toWhom(asking, "question.received")).toEqual([ADA.email, BOB.email]);
	});

	test("the list refuses what would go wrong in the mail, in words that say what to do", async () => {
		const { seller } = await asked(database);
		const { body: ada, status } = await seller.post("/v1/staff", { ...ADA, ...hoursIn(3), zone: "Europe/Berlin" });
		expect([status, ada.zone, ada.languages]).toEqual([201, "Europe/Berlin", []]);
		const refused = async (input: object) => (await seller.post("/v1/staff", { ...BOB, ...input })).body.detail;
		expect(await refused({ email: "ADA@harbour.example" })).toContain("has this address already");
		expect(await refused({ email: "Reply+me@track.example" })).toContain("go round in a circle");
		expect(await refused({ hours: { 1: [{ from: "09:00", to: "17:00" }] } })).toContain("need the zone");
		expect(await refused({ ...hoursIn(3), zone: "Mars/Olympus" })).toContain("is not known");
		const bob = (await seller.post("/v1/staff", BOB)).body;
		expect(bob).toMatchObject({ hours: null, zone: null, isIn: true });
		expect((await seller.patch(`/v1/staff/${bob.id}`, { email: ADA.email })).status).toBe(409);
		const changed = await seller.patch(`/v1/staff/${bob.id}`, { name: "Robert Noyce", ...hoursIn(3) });
		expect(changed.body).toMatchObject({ name: "Robert Noyce", email: BOB.email, zone: "UTC", isIn: false });
		expect((await seller.patch(`/v1/staff/${bob.id}`, { hours: null })).body).toMatchObject({
			hours: null,
			zone: null,
		});
		expect((await seller.patch("/v1/shop", { answerMinutes: 5 })).body.answerMinutes).toBe(5);
		expect((await seller.get("/v1/shop")).body.answerMinutes).toBe(5);
	});
});
