import { expect, test } from "vitest";
import { actionToken } from "../../src/services/action-token.ts";
import { openVault } from "../../src/store/seal.ts";
import { asked, HELP, of } from "../helpers/asked-thread.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { TEST_SECRET_KEY } from "../helpers/service.ts";

const LINK = /https:\/\/track\.shop\.example(\/staff\/act\/\S+\.refund\.\S+)/;

oneDatabase((database) => {
	test("a link of the letter writes one note, in the name of who got it, however often it is pressed", async () => {
		const asking = await asked(database, { buyer: "kit@buyer.example", readsReplies: false });
		const { seller, question, url, letters, messages, page } = asking;
		const toShop = of(await letters(), "question.received");
		const [, path = ""] = LINK.exec(toShop.text) ?? [];
		const see = () => fetch(`${url}${path}`);
		const press = () => fetch(`${url}${path}`, { method: "POST", body: new URLSearchParams() });

		// Mail is opened by machines first.
		for (let look = 0; look < 3; look += 1) expect((await see()).status).toBe(200);
		const seen = await see();
		expect(seen.headers.get("x-robots-tag")).toContain("noindex");
		expect(seen.headers.get("cache-control")).toBe("no-store");
		const shown = await seen.text();
		expect(shown).not.toContain("before Friday");
		expect(shown).not.toContain("kit@buyer.example");
		expect(await messages()).toHaveLength(1);

		const answers = await Promise.all([press(), press(), press()]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(await (await press()).text()).toContain("Noted by");
		expect(await (await see()).text()).toContain("the shop&#39;s contact");
		expect(await messages()).toMatchObject([
			{ side: "buyer" },
			{ side: "staff", channel: "link", shared: false, text: "Refund requested", actor: "contact" },
		]);
		expect(await page()).not.toContain("Refund requested");
		const { body } = await seller.get(`/v1/questions/${question}`);
		expect([body.state, body.firstAnswerAt]).toEqual(["waiting", null]);
		expect((await seller.get("/v1/audit?action=question.noted")).body.items).toMatchObject([
			{ actor: "contact", subject: question, details: { by: "link", action: "refund" } },
		]);
		expect(of(await letters(), "question.received")).toEqual(toShop);
	});

	test("a link that was changed opens nothing; one that is old, or of who is the contact no more, does nothing", async () => {
		const { seller, question, url, letters, messages } = await asked(database, { buyer: "kat@buyer.example" });
		const [, path = ""] = LINK.exec(of(await letters(), "question.received").text) ?? [];
		const press = (changed: string) => fetch(`${url}${changed}`, { method: "POST", body: new URLSearchParams() });
		for (const changed of [
			path.replace(".refund.", ".claim."),
			path.replace(".refund.", ".lunch."),
			path.replace(/\.0\.refund/, ".1.refund"),
			path.slice(0, -1),
			path.replace(/\.[0-9a-z]{6}\./, ".zzzzzz."),
			"/staff/act/nothing",
		]) {
			expect(changed).not.toBe(path);
			expect((await fetch(`${url}${changed}`)).status, changed).toBe(404);
			expect((await press(changed)).status, changed).toBe(404);
		}
		const written = (days: number) => new Date(Date.now() - days * 86_400_000);
		const link = (days: number) => {
			const deps = { vault: openVault(TEST_SECRET_KEY), now: () => written(days) };
			return `/staff/act/${actionToken(deps, { id: question }, { person: 0, email: HELP }, "claim")}`;
		};
		expect((await fetch(`${url}${link(29)}`)).status).toBe(200);
		expect(await (await press(link(31))).text()).toContain("older than 30 days");
		expect(await messages()).toHaveLength(1);
		await seller.patch("/v1/shop", { contactEmail: "new@harbour.example" });
		expect((await press(path)).status).toBe(410);
		expect(await messages()).toHaveLength(1);
	});
});
