import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Unavailable } from "../../src/core/errors.ts";
import { createKeptPages } from "../../src/http/kept-pages.ts";
import type { PageModel } from "../../web/views/model.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { IDS } from "./helpers/known.ts";
import { parcelPage } from "./helpers/samples.ts";
import { openPage } from "./helpers/services.ts";

const PAGE = `/t/${IDS.token}`;
const sibling = {
	token: IDS.sibling,
	kind: "order",
	page: JSON.stringify(parcelPage({ version: 3, trackingNumber: "794600000099" })),
} as const;

describe("a buyer's page", () => {
	it("needs no key, is kept by no cache and found by no search engine", async () => {
		const { call } = await openDoor();
		const response = await call("GET", PAGE, { key: null });
		expect(response.status).toBe(200);
		expect(response.headers.get("content-type")).toMatch(/^text\/html; charset=utf-8$/i);
		expect(response.headers.get("cache-control")).toBe("private, no-cache");
		expect(response.headers.get("x-robots-tag")).toContain("noindex");
	});

	it("is drawn from the snapshot, its order and the addresses of this page", async () => {
		let drawn: PageModel | undefined;
		const { call, page } = await openDoor({
			pages: {
				parcel: (model) => {
					drawn = model;
					return "";
				},
				notFound: () => "",
				away: () => "",
			},
		});
		page.current = openPage({ others: [sibling], sourceDown: { since: "2026-11-22T09:40:00Z", carrier: "FedEx" } });
		await call("GET", PAGE);
		expect(drawn).toMatchObject({
			parcel: parcelPage({ version: 7 }),
			others: [{ parcel: { trackingNumber: "794600000099" }, href: `/t/${IDS.sibling}` }],
			now: "2026-11-22T12:00:30.000Z",
			locale: "de",
			checkedAt: "2026-11-22T11:58:00Z",
			sourceDown: { since: "2026-11-22T09:40:00Z", carrier: "FedEx" },
			assets: { script: "/assets/main-a1b2c3d4.js", styles: ["/assets/main-e5f6.css"] },
			liveUrl: `${PAGE}/live?seen=10`,
			jsonUrl: `${PAGE}.json`,
		});
	});

	it.each([
		["", "en-US", "en-GB, en;q=0.9", "en-US"],
		["", "en", "fr-ZZ;q=0, en-CA", "en-CA"],
		["", null, "tlh, en-NZ;q=0.3", "en-NZ"],
		["", null, "*", "en"],
		["", null, "<script>", "en"],
		["", "not a language", "", "en"],
		["", "a-b-c", "en-AU", "en-AU"],
		["?lang=en-IE", "en-US", "en-GB", "en-IE"],
		["?lang=tlh", "en-US", "en-GB", "en-US"],
	])(
		"speaks the link's language, else the order's, else the browser's: %j, %s and %s make %s",
		async (query, locale, accepted, expected) => {
			const { call, page } = await openDoor();
			page.current = openPage({ locale });
			const response = await call("GET", `${PAGE}${query}`, { headers: { "accept-language": accepted } });
			expect(await response.text()).toContain(`<p>${expected}</p>`);
			expect(response.headers.get("vary")).toContain("accept-language");
		},
	);

	it("keeps a chosen language in all links of its own, and no other", async () => {
		let drawn: PageModel | undefined;
		const parcel = (model: PageModel) => {
			drawn = model;
			return "";
		};
		const { call, page } = await openDoor({ pages: { parcel, notFound: () => "", away: () => "" } });
		page.current = openPage({ others: [sibling] });
		for (const [asked, query] of [
			["?lang=en-AU", "?lang=en-AU"],
			["?lang=tlh", ""],
			["?lang=%22%3E", ""],
			["", ""],
		]) {
			await call("GET", `${PAGE}${asked}`);
			expect(drawn?.others[0]?.href).toBe(`/t/${IDS.sibling}${query}`);
			expect(drawn?.addresses).toEqual({
				page: `https://track.example.com${PAGE}${query}`,
				calendar: `${PAGE}/calendar.ics${query}`,
				notReceived: `${PAGE}/not-received${query}`,
				verify: `${PAGE}/verify${query}`,
				ask: `${PAGE}/questions${query}`,
				reviews: `${PAGE}/reviews${query}`,
				products: `${PAGE}/products${query}`,
				faq: `${PAGE}/faq${query}`,
				watch: `${PAGE}/watch${query}`,
				brandStyles: null,
			});
		}
	});

	it("is another answer in another language", async () => {
		const { call, page } = await openDoor();
		page.current = openPage({ locale: null });
		const etag = (await call("GET", PAGE, { headers: { "accept-language": "en-US" } })).headers.get("etag") ?? "";
		const again = (language: string, query = "") =>
			call("GET", `${PAGE}${query}`, { headers: { "accept-language": language, "if-none-match": etag } });
		expect((await again("en-US")).status).toBe(304);
		expect((await again("en-GB")).status).toBe(200);
		expect((await again("en-US", "?lang=en-US")).status).toBe(200);
	});

	it.each(["tok9999999999999999999999", "short", "x".repeat(300), "%3Cscript%3E", "..%2f..%2fetc%2fpasswd"])(
		"that does not exist is one neutral answer: %s",
		async (token) => {
			const { call } = await openDoor();
			const response = await call("GET", `/t/${token}`, { key: null, headers: { "accept-language": "en-AU" } });
			expect(response.status).toBe(404);
			expect(await response.text()).toBe('<!doctype html><h1 lang="en-AU">Not found</h1>');
		},
	);

	it("fails politely to a person and as a problem to a program", async () => {
		const { door } = await openDoor();
		const { call } = await openDoor({
			services: { ...door.services, openPage: () => Promise.reject(new Error("no database at 10.0.0.7")) },
		});
		const person = await call("GET", PAGE, { headers: { accept: "text/html,application/xhtml+xml" } });
		const text = await person.text();
		expect(person.status).toBe(500);
		expect(text).toContain(person.headers.get("x-request-id"));
		expect(text).not.toContain("10.0.0.7");
		await expectProblem(await call("GET", PAGE), 500);
	});
});

describe("a page while the database is away", () => {
	const openPage = () => Promise.reject(new Unavailable("The database does not answer just now."));
	const pageVersions = openPage;

	it("is a page that says so to a person, with when to ask again, and a problem to a program", async () => {
		const { door } = await openDoor();
		const { call, heard } = await openDoor({ services: { ...door.services, openPage, pageVersions } });
		const headers = { accept: "text/html,application/xhtml+xml", "accept-language": "en-AU" };
		const person = await call("GET", PAGE, { key: null, headers });
		expect([person.status, await person.text()]).toEqual([503, '<!doctype html><h1 lang="en-AU">Away</h1>']);
		expect(person.headers.get("content-type")).toMatch(/^text\/html/);
		expect(person.headers.get("cache-control")).toBe("no-store");
		for (const path of [PAGE, `${PAGE}.json`, `${PAGE}/live`]) {
			const program = await call("GET", path, { key: null });
			expect(program.headers.get("retry-after")).toBe(person.headers.get("retry-after"));
			await expectProblem(program, 503);
		}
		expect(person.headers.get("retry-after")).toBe("60");
		expect(heard.log.filter(({ level }) => level === "error")).toEqual([]);
	});
});

describe("a page that did not change", () => {
	it.each([PAGE, `${PAGE}.json`])("is not sent again: %s", async (path) => {
		const { call } = await openDoor();
		const etag = (await call("GET", path)).headers.get("etag") ?? "";
		for (const given of [etag, `"other", ${etag}`, etag.replace("W/", ""), "*"]) {
			const again = await call("GET", path, { headers: { "if-none-match": given } });
			expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
		}
	});

	it.each([
		["a new version", openPage({ version: 8 })],
		["a look at the carrier", openPage({ checkedAt: "2026-11-22T11:59:59Z" })],
		["an outage of the carrier", openPage({ sourceDown: { since: "2026-11-22T09:40:00Z", carrier: "FedEx" } })],
		["a change of another parcel of the order", openPage({ others: [sibling] })],
	])("is sent after %s", async (_case, changed) => {
		const { call, page } = await openDoor();
		for (const path of [PAGE, `${PAGE}.json`]) {
			page.current = openPage();
			const etag = (await call("GET", path)).headers.get("etag") ?? "";
			page.current = changed;
			expect((await call("GET", path, { headers: { "if-none-match": etag } })).status).toBe(200);
		}
	});

	it("is sent a minute later as HTML, which says how old the news is, but not as JSON", async () => {
		let now = new Date("2026-11-22T12:00:30Z");
		const { call } = await openDoor({ now: () => now });
		const tags = new Map<string, string>();
		for (const path of [PAGE, `${PAGE}.json`]) tags.set(path, (await call("GET", path)).headers.get("etag") ?? "");
		now = new Date("2026-11-22T12:01:00Z");
		const again = [...tags].map(([path, etag]) => call("GET", path, { headers: { "if-none-match": etag } }));
		expect((await Promise.all(again)).map(({ status }) => status)).toEqual([200, 304]);
	});
});

describe("a page as JSON", () => {
	it("is the snapshot with its order and the carrier's health beside it", async () => {
		const { call, page } = await openDoor();
		page.current = openPage({ others: [sibling] });
		const response = await call("GET", `${PAGE}.json`, { key: null });
		expect(response.headers.get("content-type")).toBe("application/json");
		expect(await response.json()).toEqual({
			...parcelPage({ version: 7 }),
			checkedAt: "2026-11-22T11:58:00Z",
			sourceDown: null,
			others: [{ token: IDS.sibling, kind: "order", parcel: JSON.parse(sibling.page) }],
		});
	});

	it("takes a snapshot as the database prints it, with blanks", async () => {
		const { call, page } = await openDoor();
		page.current = openPage({ page: JSON.stringify(parcelPage(), null, 1) });
		expect(await (await call("GET", `${PAGE}.json`)).json()).toMatchObject({ ...parcelPage(), others: [] });
	});

	it("that does not exist is a problem", async () => {
		const { call } = await openDoor();
		await expectProblem(await call("GET", "/t/tok9999999999999999999999.json"), 404);
		await expectProblem(await call("GET", "/t/tok9999999999999999999999/live"), 404);
	});
});

describe("a page that stands in memory", () => {
	const minute = Math.floor(Date.parse("2026-11-22T12:00:30Z") / 60_000);

	it.each([
		["", {}],
		["?lang=fr", {}],
		["", { "accept-language": "en-AU" }],
		["", { "accept-encoding": "gzip" }],
		["", { "if-none-match": "*" }],
		[".json", {}],
		[".json", { "accept-encoding": "gzip" }],
		[".json", { "if-none-match": "*" }],
	])("is answered as one that was read, is told of like it and not read again: %j %j", async (ending, headers) => {
		const pages = { parcel: () => "<p>Here</p>".repeat(200), notFound: () => "", away: () => "" };
		const keptPages = createKeptPages({ isCaughtUp: () => true, maxBytes: 1_000_000 });
		const { call, heard, page } = await openDoor({ pages, keptPages });
		page.current = openPage({ minute, locale: null });
		const asked = async (more: Readonly<Record<string, string>> = {}) => {
			const answer = await call("GET", PAGE + ending, { key: null, headers: { ...headers, ...more } });
			const { "x-request-id": id, ...kept } = Object.fromEntries(answer.headers);
			expect(id).toMatch(/^[\w-]{8,}$/);
			return { status: answer.status, headers: kept, body: Buffer.from(await answer.arrayBuffer()).toString("base64") };
		};
		// A cookie that says nothing takes the way of those who are known.
		const read = await asked({ cookie: "a=b" });
		const reads = heard.asked.length;
		for (const more of [{}, {}, { cookie: "a=b" }]) expect(await asked(more)).toEqual(read);
		expect(heard.asked.length).toBe(reads);
		const lines = heard.log.map(({ level, fields, message }) => [level, message, Object.keys(fields)]);
		expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(1);
		expect(heard.log).toHaveLength(4);
	});
});

describe("a page on its way", () => {
	const long = `<!doctype html>${"<p>Out for delivery</p>".repeat(200)}`;
	const pages = { parcel: () => long, notFound: () => "", away: () => "" };

	it.each([
		["gzip", true],
		["br, gzip;q=0.8", true],
		["*", true],
		["GZIP", true],
		["gzip;q=0, *", false],
		["br, gzip; q=0.0", false],
		["identity", false],
		["", false],
	])("is packed for those who take it: %j", async (accepted, isPacked) => {
		const { call, page } = await openDoor({ pages });
		page.current = openPage({ page: JSON.stringify(parcelPage({ version: 7, trackingNumber: "7".repeat(2000) })) });
		for (const [path, plain] of [
			[PAGE, long],
			[`${PAGE}.json`, "7777777"],
		] as const) {
			const response = await call("GET", path, { headers: { "accept-encoding": accepted } });
			const bytes = Buffer.from(await response.arrayBuffer());
			expect(response.headers.get("content-encoding")).toBe(isPacked ? "gzip" : null);
			expect(response.headers.get("vary")).toContain("accept-encoding");
			expect(response.headers.get("etag")).toMatch(/^W\//);
			expect((isPacked ? gunzipSync(bytes) : bytes).toString()).toContain(plain);
			if (isPacked) expect(bytes.length).toBeLessThan(1000);
		}
	});

	it("is left as it is where packing gains nothing", async () => {
		const { call } = await openDoor();
		const response = await call("GET", PAGE, { headers: { "accept-encoding": "gzip" } });
		expect(response.headers.get("content-encoding")).toBeNull();
	});
});
