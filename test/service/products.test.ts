import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { eachDatabase, oneDatabase } from "../helpers/each-database.ts";
import { answerOf, postSigned, startTestService, type TestSeller, type TestService } from "../helpers/service.ts";

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString().replace(/\.\d+/, "");

/** A product by the fewest fields. */
const thing = (id: string, more: object = {}) => ({
	...{ id, title: `The ${id}`, link: `https://shoes.example/${id}`, availability: "in_stock" },
	...more,
});

const FEED = [
	thing("shoe-42", { item_group_id: "shoe", product_type: "Shoes > Running", related: ["laces"] }),
	thing("shoe-43", { item_group_id: "shoe", product_type: "Shoes > Running" }),
	thing("boot", { product_type: "Shoes > Running", price: "120.00 EUR" }),
	thing("laces", { price: "4.50 EUR", link: "https://shoes.example/laces?utm_source=feed&size=90" }),
	thing("hat", { product_type: "Hats" }),
];

const ON = { brand: { products: { show: true, sites: ["https://shoes.example"] } } };

function putter({ url }: TestService, { key }: TestSeller) {
	return async (path: string, body: unknown, type = "application/json") => {
		const headers = { authorization: `Bearer ${key}`, "content-type": type };
		const sent = typeof body === "string" ? body : JSON.stringify(body);
		return answerOf(await fetch(`${url}${path}`, { method: "PUT", headers, body: sent }));
	};
}

async function aShop(service: TestService, feed: readonly object[] = FEED) {
	const seller = await service.newSeller("Harbour Shoes");
	const courier = await seller.connect({ carrier: "push" });
	const put = putter(service, seller);
	if (feed.length > 0) await put("/v1/products", { products: feed });
	let parcels = 0;
	const parcel = async ({ viewed = [] as readonly string[], code = "in_transit.moving", more = {} } = {}) => {
		const trackingNumber = `BIKE${1_000 + ++parcels}`;
		const buyer = { email: "mia@buyer.example", ...(viewed.length > 0 && { viewed }) };
		const order = { reference: `${parcels}`, items: [{ name: "Running shoes", sku: "shoe-42" }], buyer };
		const waybill = { trackingNumber, carrier: "push", order, ...more };
		const { trackingUrl, id } = (await seller.post("/v1/shipments", waybill)).body;
		const link = `${service.url}${new URL(trackingUrl).pathname}`;
		const tell = async (code: string, hours: number) => {
			const told = { shipments: [{ trackingNumber, scans: [{ code, occurredAt: ago(hours) }] }] };
			const message = `msg_${randomBytes(6).toString("hex")}`;
			expect((await postSigned(`${service.url}${courier.path}`, courier.secret, told, message)).status).toBe(202);
		};
		await tell(code, 3);
		return { id, link, tell };
	};
	return { seller, put, parcel };
}

const WANTED = { cookie: "wayline_products=1" };

const pageOf = async (link: string, headers = {}) => (await fetch(link, { headers })).text();
const jsonOf = async (link: string, headers = {}) =>
	(await answerOf(await fetch(`${link}/products.json`, { headers }))).body;
const titles = (list: readonly { title: string }[]) => list.map(({ title }) => title);

eachDatabase((database) => {
	test("a feed is taken by its usual names, twice is once, and of it only what is wrong is refused", {
		timeout: 90_000,
	}, async () => {
		const service = await startTestService(database);
		const { seller, put } = await aShop(service, []);
		const google = {
			...thing("A2B4", { availability: "in stock", price: "15.00EUR", gtin: "3234567890126", custom_label_0: "x" }),
			...{ image_link: "https://cdn.example/a.jpg", item_group_id: "AB", product_type: "Home > Kitchen" },
		};
		const products = [google, thing("plain", { link: "http://shoes.example/a" }), { id: 7 }, "words", thing("B")];
		const first = await put("/v1/products", { products });
		expect(first).toMatchObject({ status: 200, body: { added: 2, changed: 0, unchanged: 0, removed: 0 } });
		expect(first.body.problems.map((one: { index: number; id: string }) => [one.index, one.id])).toEqual([
			...[
				[1, "plain"],
				[2, null],
				[3, null],
			],
		]);
		expect(first.body.problems[0].errors).toEqual([
			{ pointer: "/link", detail: "Write a web address that begins with https://." },
		]);
		expect((await put("/v1/products", { products })).body).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
		const dearer = await put("/v1/products", {
			products: [thing("A2B4", { price: "1 EUR" }), { ...google, price: "16.00 EUR" }],
		});
		expect(dearer.body).toMatchObject({ added: 0, changed: 1, unchanged: 0, problems: [] });
		const { items } = (await seller.get("/v1/products")).body;
		expect(items).toEqual([
			{
				...{ id: "A2B4", title: "The A2B4", link: "https://shoes.example/A2B4", price: "16.00 EUR" },
				...{ image_link: "https://cdn.example/a.jpg", availability: "in_stock", item_group_id: "AB" },
				...{ product_type: "Home > Kitchen", related: [], changedAt: expect.any(String), pictureRefused: null },
				notShown: "off",
			},
			expect.objectContaining({ id: "B", price: null }),
		]);
		expect((await seller.patch("/v1/shop", ON)).status).toBe(200);
		expect((await seller.get("/v1/products?limit=1")).body.items[0].notShown).toBe(null);
		const page = await seller.get("/v1/products?limit=1");
		const [, next = ""] = /<[^>]*(\/v1\/products\?[^>]*)>; rel="next"/.exec(page.headers.get("link") ?? "") ?? [];
		expect((await seller.get(next)).body.items.map(({ id }: { id: string }) => id)).toEqual(["B"]);
		expect((await seller.get("/v1/products?cursor=a")).status).toBe(422);
	});

	test("a table says what is wrong by its row, and only a whole one removes what it does not name", {
		timeout: 90_000,
	}, async () => {
		const service = await startTestService(database);
		const { seller, put } = await aShop(service);
		const ids = async () => (await seller.get("/v1/products")).body.items.map(({ id }: { id: string }) => id);
		const table = [
			"ID;Title;Link;g:availability;Image Link;Price;related;gtin",
			'laces;"Laces; long";https://shoes.example/l;in stock;;"4,50 EUR";;1',
			"hat;Hat;https://shoes.example/hat;in stock;;9.00 EUR;laces, boot;1",
			"new;A new one;https://shoes.example/new;preorder;;;;1",
		].join("\r\n");
		const part = await put("/v1/products.csv", table, "text/csv");
		expect(part.body).toEqual({
			...{ added: 1, changed: 1, unchanged: 0, removed: 0, refused: 1, ignored: ["gtin"] },
			problems: [
				{
					row: 2,
					id: "laces",
					errors: [{ pointer: "/price", detail: 'Write a price with its currency as "15.00 EUR".' }],
				},
			],
		});
		expect(await ids()).toEqual(["boot", "hat", "laces", "new", "shoe-42", "shoe-43"]);
		// What is in it and cannot be read stays as it was.
		expect((await put("/v1/products.csv?all=1", table, "text/csv")).body).toMatchObject({ unchanged: 2, removed: 3 });
		expect(await ids()).toEqual(["hat", "laces", "new"]);
		const broken = await put("/v1/products.csv?all=1", "id,title,link,availability\r\n", "text/csv");
		expect(broken).toMatchObject({ status: 422, body: { detail: expect.stringContaining("nothing was changed") } });
		const orders = await put("/v1/products.csv?all=1", "order,tracking number\r\n1,2\r\n", "text/csv");
		expect(orders).toMatchObject({
			status: 422,
			body: { detail: expect.stringContaining("names no column id, title") },
		});
		expect(await ids()).toEqual(["hat", "laces", "new"]);
		const actions = (await seller.get("/v1/audit?action=products.changed")).body.items;
		expect(actions[0]).toMatchObject({ details: { added: 0, changed: 0, removed: 3 } });
	});
});

oneDatabase((database) => {
	test("nothing of the shop is in the page before its reader asked for it, and nothing after he took it back", {
		timeout: 90_000,
	}, async () => {
		const service = await startTestService(database);
		const { seller, parcel } = await aShop(service);
		const { link } = await parcel({ viewed: ["hat", "shoe-43", "nowhere"] });
		const offer = "Show things from this shop";
		// Off, as every shop is at first.
		expect(await pageOf(link, WANTED)).not.toContain("product");
		expect(await jsonOf(link, WANTED)).toEqual({ offered: false, wanted: false, viewed: [], related: [] });
		await seller.patch("/v1/shop", ON);
		const before = await pageOf(link);
		expect(before).toContain(offer);
		expect(before).not.toMatch(/laces|boot|The hat/);
		expect(await jsonOf(link)).toEqual({ offered: true, wanted: false, viewed: [], related: [] });
		expect(await (await fetch(`${link}.json`, { headers: WANTED })).text()).not.toMatch(/laces|boot|viewed/);

		const press = (show: string, headers = {}) =>
			fetch(`${link}/products`, { method: "POST", body: new URLSearchParams({ show }), redirect: "manual", headers });
		const pressed = await press("1");
		expect(pressed.status).toBe(303);
		expect(pressed.headers.get("location")).toBe(`${new URL(link).pathname}#products`);
		const cookie = pressed.headers.get("set-cookie") ?? "";
		expect(cookie).toContain(`Path=${new URL(link).pathname};`);
		expect(cookie).toMatch(/^wayline_products=1;.*HttpOnly;.*SameSite=Lax/);
		const answer = await fetch(link, { headers: { cookie: cookie.split(";")[0] ?? "" } });
		expect(answer.headers.get("cache-control")).toBe("private, no-store");
		const after = await answer.text();
		expect(after).not.toContain(offer);
		for (const said of ["The laces", "€4.50", "The boot", "The hat", "Hide them again"]) expect(after).toContain(said);
		// Neither the thing itself, nor another size of it among what he looked at, nor marks of advertisers in links.
		expect(after).not.toMatch(/The shoe-42|utm_/);
		expect(after).toContain('href="https://shoes.example/laces?size=90" rel="noopener noreferrer"');
		const shown = await jsonOf(link, WANTED);
		expect(titles(shown.viewed)).toEqual(["The hat"]);
		expect(titles(shown.related)).toEqual(["The laces", "The boot", "The shoe-43"]);

		expect((await press("0", WANTED)).headers.get("set-cookie")).toMatch(/^wayline_products=;.*Max-Age=0/);
		expect((await press("2")).status).toBe(422);
		expect((await press("1", { origin: "https://evil.example" })).status).toBe(403);
		expect((await fetch(`${service.url}/t/aaaaaaaaaaaaaaaaaaaaaaaa/products.json`)).status).toBe(404);
	});

	test("they go while something is wrong, and while a question is open", { timeout: 90_000 }, async () => {
		const service = await startTestService(database);
		const { seller, parcel } = await aShop(service);
		await seller.patch("/v1/shop", ON);
		const offered = async (link: string) => (await jsonOf(link, WANTED)).offered;
		const { link, tell } = await parcel();
		expect(await offered(link)).toBe(true);
		await tell("in_transit.delayed", 2);
		expect(await offered(link)).toBe(false);
		expect(await pageOf(link, WANTED)).not.toContain('id="products"');
		await tell("in_transit.arrived_facility", 1);
		expect(await offered(link)).toBe(true);
		const asked = new URLSearchParams({ text: "Where is it?", email: "mia@buyer.example" });
		expect((await fetch(`${link}/questions`, { method: "POST", body: asked, redirect: "manual" })).status).toBe(303);
		expect(await offered(link)).toBe(false);
		const [{ id }] = (await seller.get("/v1/questions")).body.items;
		await seller.post(`/v1/questions/${id}/messages`, { text: "On its way." });
		expect(await offered(link)).toBe(false);
		await seller.patch(`/v1/questions/${id}`, { closed: true });
		expect(await offered(link)).toBe(true);

		const came = await parcel({ code: "delivered.to_recipient" });
		expect(await offered(came.link)).toBe(true);
		const bad = new URLSearchParams({ stage: "delivery", rating: "2", text: "" });
		expect((await fetch(`${came.link}/reviews`, { method: "POST", body: bad, redirect: "manual" })).status).toBe(303);
		expect(await offered(came.link)).toBe(false);
		const missed = await parcel({ code: "delivered.to_recipient" });
		const note = new URLSearchParams({ note: "Nobody rang.", looked: "door" });
		expect(
			(await fetch(`${missed.link}/not-received`, { method: "POST", body: note, redirect: "manual" })).status,
		).toBe(303);
		expect(await offered(missed.link)).toBe(false);
	});

	test("a shop's pages show its own things alone, and its keys reach no other's", { timeout: 90_000 }, async () => {
		const service = await startTestService(database);
		const [one, other] = [await aShop(service), await aShop(service, [])];
		await one.seller.patch("/v1/shop", ON);
		await other.seller.patch("/v1/shop", ON);
		const { link } = await other.parcel({ viewed: ["hat"] });
		expect(await jsonOf(link, WANTED)).toEqual({ offered: false, wanted: false, viewed: [], related: [] });
		expect((await other.seller.get("/v1/products")).body.items).toEqual([]);
		await other.put("/v1/products", { products: [thing("hat", { title: "Another hat" })] });
		await other.put(
			"/v1/products.csv?all=1",
			"id,title,link,availability\r\nhat,Hat,https://shoes.example/h,in_stock\r\n",
			"text/csv",
		);
		const remove = async (path: string, { key }: TestSeller) =>
			(await fetch(`${service.url}${path}`, { method: "DELETE", headers: { authorization: `Bearer ${key}` } })).status;
		expect(await remove("/v1/products/boot", other.seller)).toBe(404);
		expect(await remove("/v1/products", other.seller)).toBe(204);
		expect((await other.seller.get("/v1/products")).body.items).toEqual([]);
		expect((await one.seller.get("/v1/products")).body.items).toHaveLength(FEED.length);
		expect(await remove("/v1/products/boot", one.seller)).toBe(204);
		expect(await remove("/v1/products/boot", one.seller)).toBe(404);
	});

	test("a brand shows what leads to its own sites, and nothing of the others", { timeout: 90_000 }, async () => {
		const service = await startTestService(database);
		const { seller, put, parcel } = await aShop(service, []);
		await put("/v1/products", {
			products: [thing("shoe-42", { related: ["b", "c"] }), thing("b"), thing("c", { link: "https://kids.example/c" })],
		});
		const products = { show: true, sites: ["https://kids.example"] };
		const brand = (await seller.post("/v1/brands", { name: "Kids", brand: { products } })).body.id;
		expect(titles((await jsonOf((await parcel({ more: { brand } })).link, WANTED)).related)).toEqual(["The c"]);
		expect((await jsonOf((await parcel()).link, WANTED)).offered).toBe(false);
		await seller.patch("/v1/shop", ON);
		const wrong = { brand: { products: { show: true, sites: [] } } };
		expect((await seller.patch("/v1/shop", wrong)).body.errors).toEqual([
			{ pointer: "/brand/products/sites", detail: "Name your own site first: products lead there, and nowhere else." },
		]);
		for (const site of ["http://shoes.example", "https://shoes.example/path", "https://localhost", "shoes.example"])
			expect((await seller.patch("/v1/shop", { brand: { products: { show: false, sites: [site] } } })).status).toBe(
				422,
			);
	});

	test("whatever a feed says is words on the page, and no link of another kind is taken", {
		timeout: 90_000,
	}, async () => {
		const service = await startTestService(database);
		const { seller, put, parcel } = await aShop(service, []);
		await seller.patch("/v1/shop", ON);
		const evil = `<script>alert(1)</script>"><img src=x onerror=alert(1)>`;
		const refused = await put("/v1/products", {
			products: [
				...["javascript:alert(1)", "data:text/html,x", "https://u:p@shoes.example/", "//shoes.example", "https://"].map(
					(link, index) => thing(`link-${index}`, { link }),
				),
				thing("controls", { title: "Hat\u0000" }),
				thing("turned", { title: "Hat\u202etxt.exe" }),
				thing("\u2066x"),
			],
		});
		expect(refused.body.problems).toHaveLength(8);
		await put("/v1/products", {
			products: [
				thing("shoe-42", { related: ["evil", "away"] }),
				thing("evil", { title: evil, link: `https://shoes.example/${evil}`, product_type: evil }),
				thing("away", { title: "Elsewhere", link: "https://evil.example/a" }),
			],
		});
		const html = await pageOf((await parcel()).link, WANTED);
		expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
		expect(html).not.toMatch(/<script>alert|<img src=x|evil\.example/);
	});
});
