import { describe, expect, it } from "vitest";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { IDS, READER } from "./helpers/known.ts";
import { parcelPage } from "./helpers/samples.ts";
import { openPage } from "./helpers/services.ts";

const FRAME = `/embed/${IDS.token}`;
const LINK = `https://track.example.com/t/${IDS.token}`;
const oembed = (query: Readonly<Record<string, string>>) => `/oembed?${new URLSearchParams(query)}`;
const withOrigins = (...embedOrigins: string[]) => openPage({ brand: { ...openPage().brand, embedOrigins } });

function frameIn(response: Response): Promise<{ html: string; width: number; height: number }> {
	return response.json() as Promise<{ html: string; width: number; height: number }>;
}

describe("the frame of a shop's page", () => {
	it.each([
		[[], "frame-ancestors 'none'"],
		[["https://shoes.example"], "frame-ancestors https://shoes.example"],
		[
			["https://shoes.example", "https://www.shoes.example:8443"],
			"frame-ancestors https://shoes.example https://www.shoes.example:8443",
		],
	])("is for the sites that the shop named, %j, and for nobody else", async (origins, rule) => {
		const { call, page } = await openDoor();
		page.current = withOrigins(...origins);
		const response = await call("GET", FRAME, { key: null });
		expect(response.status).toBe(200);
		const rules = (response.headers.get("content-security-policy") ?? "").split("; ");
		expect(rules).toContain(rule);
		expect(rules).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "form-action 'none'"]));
		expect(response.headers.get("x-frame-options")).toBeNull();
		expect(response.headers.get("referrer-policy")).toBe("no-referrer");
	});

	it.each([`/t/${IDS.token}`, `/t/${IDS.token}/verify`, "/track", "/", `/embed/${IDS.sibling}`, "/widget.js"])(
		"alone may be framed: not %s",
		async (path) => {
			const { call } = await openDoor();
			expect((await call("GET", path)).headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
		},
	);

	it("is kept by no cache between, found by no search engine, and not sent again while it is the same", async () => {
		const { call, page } = await openDoor();
		const first = await call("GET", FRAME, { key: null });
		expect(first.headers.get("cache-control")).toBe("private, no-cache");
		expect(first.headers.get("x-robots-tag")).toContain("noindex");
		expect(await (await call("GET", "/robots.txt")).text()).toContain("Disallow: /embed/");
		const headers = { "if-none-match": first.headers.get("etag") ?? "" };
		expect((await call("GET", FRAME, { headers })).status).toBe(304);
		page.current = withOrigins("https://other.example");
		const changed = await call("GET", FRAME, { headers });
		expect(changed.status).toBe(200);
		expect(changed.headers.get("content-security-policy")).toContain("https://other.example");
	});

	it("answers a link that opens nothing as the page does", async () => {
		const { call, heard } = await openDoor();
		const [frame, page] = [await call("GET", "/embed/nothing"), await call("GET", "/t/nothing")];
		expect([frame.status, await frame.text()]).toEqual([404, await page.text()]);
		expect(frame.headers.get("cache-control")).toBe("private, no-cache");
		expect(heard.asked).toEqual([]);
	});

	it("speaks the language asked for, else that of the order, and leads to the whole page in it", async () => {
		const { call } = await openDoor();
		const german = await (await call("GET", FRAME)).text();
		expect(german).toContain('<html lang="de" dir="ltr">');
		expect(german).toContain(`href="${LINK}" target="_blank" rel="noopener"`);
		const french = await (await call("GET", `${FRAME}?lang=fr`)).text();
		expect(french).toContain('<html lang="fr" dir="ltr">');
		expect(french).toContain(`href="${LINK}?lang=fr"`);
	});

	it("shows no form, nothing that is held back whatever cookie comes, no number to call, and sets no cookie", async () => {
		const { call, page } = await openDoor();
		const shown = parcelPage({
			version: 7,
			milestone: "delivered",
			code: "delivered.disputed",
			condition: "disputed",
			actionBy: "sender",
			notReceived: { at: "2026-11-22T11:00:00Z" },
			held: ["proof"],
		});
		page.current = openPage({ page: JSON.stringify(shown) });
		const headers = { cookie: `wayline_reader=${READER.proof}` };
		const response = await call("GET", FRAME, { headers });
		const html = await response.text();
		expect(response.headers.get("set-cookie")).toBeNull();
		expect(html).toContain("banner-disputed");
		expect(html).not.toMatch(/<form|<button|<input/);
		expect(html).not.toContain(READER.details.signedBy);
		const lastMile = { stopsBefore: 3, positionAt: null, courierPhone: "+4917012345" };
		const near = parcelPage({ version: 8, milestone: "out_for_delivery", code: "out_for_delivery.on_vehicle" });
		page.current = openPage({ page: JSON.stringify({ ...near, lastMile }) });
		const nearHtml = await (await call("GET", FRAME)).text();
		expect(nearHtml).toContain("card-last-mile");
		expect(nearHtml).not.toContain("tel:");
	});
});

describe("the script of a shop's page", () => {
	it("stands at an address that stays, may be used by any site and is asked for anew after minutes", async () => {
		const { call } = await openDoor();
		const response = await call("GET", "/widget.js", { headers: { "accept-encoding": "gzip" } });
		expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
		expect(response.headers.get("content-encoding")).toBe("gzip");
		expect(response.headers.get("access-control-allow-origin")).toBe("*");
		expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
		expect(response.headers.get("cache-control")).toBe("public, max-age=600");
		const headers = { "if-none-match": response.headers.get("etag") ?? "" };
		expect((await call("GET", "/widget.js", { headers })).status).toBe(304);
	});
});

describe("oEmbed", () => {
	it("answers the frame of a parcel's link, in its language, and nothing of the parcel", async () => {
		const { call } = await openDoor();
		const response = await call("GET", oembed({ url: `${LINK}?lang=de&utm_source=x`, format: "json" }), { key: null });
		expect(response.headers.get("cache-control")).toBe("private, no-cache");
		expect(await response.json()).toEqual({
			version: "1.0",
			type: "rich",
			provider_name: "Ada's Shoes",
			provider_url: "https://track.example.com",
			html: `<iframe src="https://track.example.com/embed/${IDS.token}?lang=de" width="480" height="460" title="Parcel tracking" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" frameborder="0" style="max-width:100%"></iframe>`,
			width: 480,
			height: 460,
		});
	});

	it("is no larger than it is asked to be", async () => {
		const { call } = await openDoor();
		const answer = await call("GET", oembed({ url: LINK, maxwidth: "320", maxheight: "1000", referrer: "x" }));
		const { html, width, height } = await frameIn(answer);
		expect({ width, height }).toEqual({ width: 320, height: 460 });
		expect(html).toContain('width="320" height="460"');
	});

	it("lets nothing out of the attribute that it stands in", async () => {
		const { call } = await openDoor();
		const { html } = await frameIn(await call("GET", oembed({ url: `${LINK}?lang="><script>alert(1)</script>` })));
		expect(html).not.toContain("<script");
		expect(html.match(/"/g)).toHaveLength(18);
	});

	it.each([
		["another site's page", { url: `https://elsewhere.example/t/${IDS.token}` }, 404],
		["another page of ours", { url: "https://track.example.com/track" }, 404],
		["a link that opens nothing", { url: "https://track.example.com/t/tok0000000000000000009999" }, 404],
		["what is no address", { url: "parcel" }, 404],
		["no address", {}, 400],
		["a width that is none", { url: LINK, maxwidth: "wide" }, 400],
		["XML", { url: LINK, format: "xml" }, 501],
	])("refuses %s", async (_what, query, status) => {
		await expectProblem(await (await openDoor()).call("GET", oembed(query)), status);
	});

	it("offers no frame that no site may show", async () => {
		const { call, page } = await openDoor();
		page.current = withOrigins();
		expect((await expectProblem(await call("GET", oembed({ url: LINK })), 404)).detail).toContain("embedOrigins");
	});

	it("is announced on no page, as whoever unfolds links would show the parcel unasked", async () => {
		const { call } = await openDoor();
		for (const path of [`/t/${IDS.token}`, FRAME])
			expect(await (await call("GET", path)).text()).not.toContain("oembed");
	});
});
