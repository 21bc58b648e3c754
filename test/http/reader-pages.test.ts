import { describe, expect, it } from "vitest";
import { Unavailable } from "../../src/core/errors.ts";
import { expectProblem, openDoor, type TestDoor } from "./helpers/door.ts";
import { IDS, READER } from "./helpers/known.ts";
import { parcelPage } from "./helpers/samples.ts";
import { openPage } from "./helpers/services.ts";

const PAGE = `/t/${IDS.token}`;
const HTML = "text/html,application/xhtml+xml";

/** Sends a form as a browser does from one of our own pages. */
function send(
	{ call }: TestDoor,
	path: string,
	fields: Record<string, string>,
	headers: Record<string, string> = {},
): Promise<Response> {
	return call("POST", path, {
		key: null,
		body: new URLSearchParams(fields).toString(),
		headers: {
			"content-type": "application/x-www-form-urlencoded",
			"sec-fetch-site": "same-origin",
			accept: HTML,
			...headers,
		},
	});
}

/** The door to a parcel of whose reader no language is known. */
async function openEnglishDoor(overrides: Parameters<typeof openDoor>[0] = {}): Promise<TestDoor> {
	const door = await openDoor(overrides);
	door.page.current = openPage({ locale: null });
	return door;
}

const cookieOf = (response: Response) => response.headers.get("set-cookie") ?? "";

describe("the look-up", () => {
	it("is a form without a number in its address, for everybody", async () => {
		const { call } = await openDoor();
		const response = await call("GET", "/track?number=794600000012&check=04109", { key: null });
		const html = await response.text();
		expect(response.status).toBe(200);
		expect(html).toContain('<form class="form" method="post" action="/track">');
		expect(html).not.toMatch(/794600000012|04109|<script/);
		expect(response.headers.get("vary")).toContain("accept-language");
	});

	it("leads to the parcel's page and shows its reader the details at once", async () => {
		const door = await openDoor();
		const response = await send(door, "/track", { number: "7946 0000 0012", check: READER.check });
		expect([response.status, response.headers.get("location")]).toEqual([303, PAGE]);
		expect(cookieOf(response)).toBe(
			`wayline_reader=${READER.proof}; Max-Age=86400; Path=${PAGE}; HttpOnly; Secure; SameSite=Lax`,
		);
		expect(response.headers.get("cache-control")).toBe("no-store");
		const asked = { name: "lookUp", input: { number: "7946 0000 0012", check: READER.check } };
		expect(door.heard.asked).toContainEqual(asked);
	});

	it("keeps the chosen language on the way", async () => {
		const door = await openDoor();
		const response = await send(door, "/track?lang=en-AU", { number: "1", check: READER.check });
		expect(response.headers.get("location")).toBe(`${PAGE}?lang=en-AU`);
	});

	it("says that there is none, keeps what was written, and gives no cookie", async () => {
		const response = await send(await openDoor(), "/track", { number: '"><script>', check: "1010" });
		const html = await response.text();
		expect(response.status).toBe(404);
		expect(html).toContain("We cannot find a parcel with both of these.");
		expect(html).toContain('value="&quot;&gt;&lt;script&gt;"');
		expect(html).toContain('value="1010"');
		expect(cookieOf(response)).toBe("");
	});

	it("points at a field that is empty or too long, and asks nobody", async () => {
		const door = await openDoor();
		const response = await send(door, "/track", { number: "  ", check: "x".repeat(300) });
		const html = await response.text();
		expect(response.status).toBe(422);
		expect(html).toMatch(/id="number"[^>]*aria-describedby="number-error"[^>]*aria-invalid="true"/);
		expect(html).toContain('id="number-error">Please fill this in.');
		expect(html).toContain('id="check-error">Please use at most 254 characters.');
		expect((await send(door, "/track", {})).status).toBe(422);
		expect(door.heard.asked).toEqual([]);
	});

	it("logs neither the number nor the postcode", async () => {
		const door = await openDoor();
		await send(door, "/track", { number: "794600000012", check: "1010" });
		expect(JSON.stringify(door.heard.log)).not.toMatch(/794600000012|1010"/);
		expect(door.heard.log).toContainEqual(
			expect.objectContaining({ fields: expect.objectContaining({ status: 404 }) }),
		);
	});

	it("is a page that says so while the database is away", async () => {
		const { door } = await openDoor();
		const lookUp = () => Promise.reject(new Unavailable("The database does not answer just now."));
		const away = await openDoor({ services: { ...door.services, lookUp } });
		const response = await send(away, "/track", { number: "1", check: "1010" });
		expect([response.status, response.headers.get("retry-after")]).toEqual([503, "60"]);
		expect(await response.text()).toContain("Away");
		await expectProblem(await send(away, "/track", { number: "1", check: "1010" }, { accept: "*/*" }), 503);
	});
});

it("speaks the shop's language to who names none of ours, on every page of the parcel", async () => {
	const { call, page } = await openDoor();
	const { brand } = page.current;
	page.current = openPage({ locale: null, brand: { ...brand, language: "ja" } });
	const headers = { "accept-language": "tlh" };
	for (const path of [PAGE, `${PAGE}/verify`, `${PAGE}/calendar.ics`]) {
		expect(await (await call("GET", path, { key: null, headers })).text(), path).toMatch(/<p>ja<|lang="ja"|VCALENDAR/);
	}
	const own = await call("GET", `${PAGE}/verify`, { key: null, headers: { "accept-language": "fr-CH" } });
	expect(await own.text()).toContain('<html lang="fr-CH" dir="ltr">');
});

it("lets a parcel's page say to ourselves where its forms were sent from", async () => {
	const { call } = await openDoor();
	expect((await call("GET", PAGE, { key: null })).headers.get("referrer-policy")).toBe("same-origin");
});

it("counts whether an answer helped once for a device, and thanks in its place", async () => {
	const { call, heard } = await openDoor();
	const headers = { "content-type": "application/x-www-form-urlencoded" };
	const vote = (topic: string, cookie = "") =>
		call("POST", `${PAGE}/faq?lang=de`, {
			...{ key: null, body: `topic=${topic}&helped=1&from=questions`, headers: { ...headers, cookie } },
		});
	const first = await vote("late");
	expect([first.status, first.headers.get("location")]).toEqual([303, `${PAGE}/questions?lang=de#helped-late`]);
	const [cookie = ""] = (first.headers.get("set-cookie") ?? "").split(";");
	expect(first.headers.get("set-cookie")).toMatch(/^wayline_helped=late; Max-Age=\d+; Path=\/t\/\w+; HttpOnly; Secure/);
	expect((await vote("late", cookie)).status).toBe(303);
	expect(heard.asked.filter(({ name }) => name === "voteOnFaq")).toEqual([
		{ name: "voteOnFaq", input: { topic: "late", locale: "de", helped: true } },
	]);
	expect((await vote("silent", cookie)).headers.get("set-cookie")).toContain("wayline_helped=late.silent;");
	expect((await vote("anything")).status).toBe(422);
	const asks = await (await call("GET", `${PAGE}/questions`, { key: null })).text();
	const [, shown = ""] = /name="topic" value="([^"]+)"/.exec(asks) ?? [];
	const thanked = await call("GET", `${PAGE}/questions`, { key: null, headers: { cookie: `wayline_helped=${shown}` } });
	expect(await thanked.text()).toContain(`<p class="helped" id="helped-${shown}">Danke.</p>`);
});

describe("guessing", () => {
	const from = (address: number) => ({ "x-forwarded-for": `10.0.0.${address}` });

	it("ends after ten wrong postcodes of one number, from wherever they come and however it is written", async () => {
		const door = await openDoor({ trustProxy: 1 });
		const statuses: number[] = [];
		// The database takes U+0085 for a blank and passes over it, which JavaScript does not.
		const spellings = ["RB123456", "rb 123-456", "RB123456\u0085", "RB\u0085123456", "#RB123456\u001f"];
		for (let guess = 0; guess < 12; guess++) {
			const number = spellings[guess % spellings.length] ?? "";
			statuses.push((await send(door, "/track", { number, check: `10${guess}0` }, from(guess))).status);
		}
		expect(statuses).toEqual([...Array(10).fill(404), 429, 429]);
		const refused = await send(door, "/track", { number: "RB123456", check: READER.check }, from(99));
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3500);
		expect(await refused.text()).toContain("Please try again in 60 minutes.");
		expect((await send(door, "/track", { number: "RB999999", check: READER.check }, from(98))).status).toBe(303);
	}, 20_000);

	it("ends after thirty from one address, whatever the numbers; a right answer counts as none", async () => {
		const door = await openDoor({ trustProxy: 1 });
		const tries = Array.from({ length: 31 }, (_, index) => String(index));
		for (const number of tries) {
			expect((await send(door, "/track", { number, check: READER.check }, from(1))).status).toBe(303);
		}
		const wrong = await Promise.all(tries.map((number) => send(door, "/track", { number, check: "1010" }, from(1))));
		expect(wrong.map(({ status }) => status).toSorted()).toEqual([...Array(30).fill(404), 429]);
		expect((await send(door, "/track", { number: "1", check: "1010" }, from(2))).status).toBe(404);
	}, 20_000);

	it("of one link's postcode ends too", async () => {
		const door = await openDoor({ trustProxy: 1 });
		const statuses: number[] = [];
		for (let guess = 0; guess < 11; guess++) {
			statuses.push((await send(door, `${PAGE}/verify`, { check: `10${guess}0` }, from(guess))).status);
		}
		expect(statuses).toEqual([...Array(10).fill(422), 429]);
		const refused = await send(door, `${PAGE}/verify`, { check: READER.check }, from(99));
		expect([refused.status, cookieOf(refused)]).toEqual([429, ""]);
	});
});

describe("a reader who says what the shop knows of the buyer", () => {
	it("is asked by a form, and sees the page anew", async () => {
		const door = await openEnglishDoor();
		const asked = await door.call("GET", `${PAGE}/verify?lang=en-AU`, { key: null });
		expect(asked.headers.get("cache-control")).toBe("private, no-store");
		expect(await asked.text()).toContain(`method="post" action="${PAGE}/verify?lang=en-AU"`);
		const response = await send(door, `${PAGE}/verify?lang=en-AU`, { check: READER.check });
		expect([response.status, response.headers.get("location")]).toEqual([303, `${PAGE}?lang=en-AU`]);
		expect(cookieOf(response)).toContain(
			`wayline_reader=${READER.proof}; Max-Age=86400; Path=${PAGE}; HttpOnly; Secure`,
		);
	});

	it("keeps the cookie without https where the service is reached by http", async () => {
		const door = await openEnglishDoor({ publicUrl: "http://localhost:8080" });
		expect(cookieOf(await send(door, `${PAGE}/verify`, { check: READER.check }))).not.toContain("Secure");
	});

	it("sees the details in that answer alone, which nothing keeps", async () => {
		const held: unknown[] = [];
		const door = await openEnglishDoor({
			pages: {
				parcel: (model) => {
					held.push(model.held);
					return `<p>${model.held?.pickupCode ?? "hidden"}</p>`;
				},
				notFound: () => "",
				away: () => "",
			},
		});
		const cookie = `wayline_reader=${READER.proof}`;
		const hidden = await door.call("GET", PAGE, { key: null });
		const etag = hidden.headers.get("etag") ?? "";
		const shown = await door.call("GET", PAGE, { key: null, headers: { cookie, "if-none-match": etag } });
		expect([shown.status, await shown.text()]).toEqual([200, "<p>7741</p>"]);
		expect(shown.headers.get("cache-control")).toBe("private, no-store");
		expect(shown.headers.get("etag")).toBeNull();
		for (const path of [`${PAGE}.json`, `${PAGE}/calendar.ics`]) {
			const other = await door.call("GET", path, { key: null, headers: { cookie } });
			expect(await other.text()).not.toMatch(/7741|Lin C/);
		}
		for (const forged of ["", "x", "zik0zj.", `${READER.proof}x`]) {
			const answer = await door.call("GET", PAGE, { key: null, headers: { cookie: `wayline_reader=${forged}` } });
			expect(await answer.text()).toBe("<p>hidden</p>");
			expect(answer.headers.get("etag")).toBe(etag);
		}
		expect(held).toEqual([null, READER.details]);
		expect(JSON.stringify(door.heard.log)).not.toMatch(/7741|zik0zj/);
	});

	it("is told that he is recognised, and can end it", async () => {
		const door = await openEnglishDoor();
		const cookie = `wayline_reader=${READER.proof}`;
		const html = await (await door.call("GET", `${PAGE}/verify`, { key: null, headers: { cookie } })).text();
		expect(html).toContain("You see the details on this device for a day.");
		expect(html).toContain(`method="post" action="${PAGE}/forget"`);
		const response = await send(door, `${PAGE}/forget`, {}, { cookie });
		expect([response.status, response.headers.get("location")]).toEqual([303, PAGE]);
		expect(cookieOf(response)).toMatch(new RegExp(`^wayline_reader=; Max-Age=0; Path=${PAGE}; HttpOnly; Secure`));
	});

	it("hears that it is not what the shop was given, without what he wrote", async () => {
		const response = await send(await openEnglishDoor(), `${PAGE}/verify`, { check: "1010" });
		const html = await response.text();
		expect(response.status).toBe(422);
		expect(html).toContain("That is not what the shop was given.");
		expect([html.includes("1010"), cookieOf(response)]).toEqual([false, ""]);
		const empty = await send(await openEnglishDoor(), `${PAGE}/verify`, { check: " " });
		expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining("Please fill this in.")]);
	});

	it("hears where nobody can be recognised, and is not asked", async () => {
		const { door } = await openEnglishDoor();
		const openVerification = async () => ({ isPossible: false, isVerified: false });
		const impossible = await openEnglishDoor({ services: { ...door.services, openVerification } });
		for (const response of [
			await impossible.call("GET", `${PAGE}/verify`, { key: null }),
			await send(impossible, `${PAGE}/verify`, { check: READER.check }),
		]) {
			const html = await response.text();
			expect(html).toContain("The shop did not tell us whom the parcel is for");
			expect([response.status, html.includes("<form"), cookieOf(response)]).toEqual([200, false, ""]);
		}
	});

	it.each(["tok9999999999999999999999", "short", "%3Cscript%3E"])(
		"gets the neutral answer for a link that opens nothing: %s",
		async (token) => {
			const door = await openEnglishDoor();
			const page = await (await door.call("GET", `/t/${token}`, { key: null })).text();
			for (const response of [
				await door.call("GET", `/t/${token}/verify`, { key: null }),
				await send(door, `/t/${token}/verify`, { check: READER.check }),
				await send(door, `/t/${token}/forget`, {}),
			]) {
				expect([response.status, await response.text(), cookieOf(response)]).toEqual([404, page, ""]);
			}
		},
	);

	it("reads the shop's name as it was written", async () => {
		const door = await openEnglishDoor();
		door.page.current = openPage({
			page: JSON.stringify(parcelPage({ shop: { name: "<b>Ada & Co", contactEmail: null } })),
		});
		const html = await (await door.call("GET", `${PAGE}/verify`, { key: null })).text();
		expect(html).toContain("&lt;b&gt;Ada &amp; Co");
	});
});
