import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, postSigned, startTestService } from "../helpers/service.ts";

// The shop's own picture host. What is not named here goes out, and is stopped by the guard.
const network = setupServer();
beforeAll(() => network.listen({ onUnhandledRequest: "bypass" }));
afterAll(() => network.close());

const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#1f5fd6" } })
	.withExif({ IFD0: { Artist: "Ada" }, IFD3: { GPSLatitude: "51/1 20/1 0/1" } })
	.jpeg()
	.toBuffer();

const WANTED = { cookie: "wayline_products=1" };

/** How each address answers, and what its owner is told of it; null: it is shown. */
const PICTURES: Readonly<Record<string, readonly [address: string, refused: RegExp | null]>> = {
	good: ["https://cdn.example/good.jpg", null],
	moved: ["https://cdn.example/moved.jpg", /^cdn\.example leads elsewhere \(302\)/],
	gone: ["https://cdn.example/gone.jpg", /^cdn\.example answered 404\./],
	words: ["https://cdn.example/words.jpg", /no picture that is shown everywhere/],
	vector: ["https://cdn.example/vector.svg", /no picture that is shown everywhere/],
	port: ["https://cdn.example:8443/a.jpg", /at its usual port alone/],
	inner: ["https://127.0.0.1/a.jpg", /127\.0\.0\.1 is not a public address/],
	metadata: ["https://169.254.169.254/latest/a.jpg", /169\.254\.169\.254 is not a public address/],
	mapped: ["https://[::ffff:10.0.0.1]/a.jpg", /is not a public address/],
};

oneDatabase((database) => {
	test("pictures are fetched by the service from public addresses over https, drawn anew, and told to no browser of a buyer", {
		timeout: 90_000,
	}, async () => {
		const asked: Request[] = [];
		network.use(
			http.get("https://cdn.example/*", ({ request }) => {
				asked.push(request);
				switch (new URL(request.url).pathname) {
					case "/good.jpg":
						return HttpResponse.arrayBuffer(new Uint8Array(photo).buffer);
					case "/moved.jpg":
						return HttpResponse.redirect("https://127.0.0.1/secret", 302);
					case "/words.jpg":
						return HttpResponse.text("<script>alert(1)</script>");
					case "/vector.svg":
						return HttpResponse.text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
					default:
						return new HttpResponse(null, { status: 404 });
				}
			}),
		);
		const service = await startTestService(database);
		const [seller, other] = [await service.newSeller(), await service.newSeller()];
		const courier = await seller.connect({ carrier: "push" });
		await seller.patch("/v1/shop", { brand: { products: { show: true, sites: ["https://shoes.example"] } } });
		const put = async (products: readonly object[]) => {
			const headers = { authorization: `Bearer ${seller.key}`, "content-type": "application/json" };
			const init = { method: "PUT", headers, body: JSON.stringify({ products }) };
			expect((await answerOf(await fetch(`${service.url}/v1/products`, init))).body.problems).toEqual([]);
		};
		const thing = (id: string, image_link?: string, related: readonly string[] = []) => {
			return { id, title: id, link: `https://shoes.example/${id}`, availability: "in_stock", image_link, related };
		};
		const ids = Object.keys(PICTURES);
		await put([
			...Object.entries(PICTURES).map(([id, [address]]) => thing(id, address)),
			...[0, 4, 8].map((from) => thing(`shoe-${from}`, undefined, ids.slice(from, from + 4))),
		]);
		const parcel = async (sku: string) => {
			const order = { reference: sku, items: [{ name: "Shoes", sku }] };
			const waybill = { trackingNumber: `BIKE${sku}`, carrier: "push", order };
			const { trackingUrl } = (await seller.post("/v1/shipments", waybill)).body;
			const scans = [{ code: "in_transit.moving", occurredAt: new Date(Date.now() - 3_600_000).toISOString() }];
			const told = { shipments: [{ trackingNumber: waybill.trackingNumber, scans }] };
			expect((await postSigned(`${service.url}${courier.path}`, courier.secret, told, `msg_${sku}`)).status).toBe(202);
			return `${service.url}${new URL(trackingUrl).pathname}`;
		};
		const links = [await parcel("shoe-0"), await parcel("shoe-4"), await parcel("shoe-8")];
		// Nothing is fetched before a page offers it; and it is there before anybody agrees.
		expect(asked).toEqual([]);
		for (const link of links) expect((await fetch(link)).status).toBe(200);
		const refusals = async () => {
			const { items } = (await seller.get("/v1/products?limit=200")).body;
			return items.filter(({ pictureRefused }: { pictureRefused: string | null }) => pictureRefused !== null);
		};
		await expect.poll(async () => (await refusals()).length, { timeout: 20_000 }).toBe(ids.length - 1);
		for (const { id, pictureRefused } of await refusals())
			expect(pictureRefused, id).toMatch(PICTURES[id]?.[1] ?? /^$/);
		const shownOf = async (link: string) =>
			(await answerOf(await fetch(`${link}/products.json`, { headers: WANTED }))).body.related;
		await expect.poll(async () => (await shownOf(links[0] ?? ""))[0].image).not.toBe(null);
		const [good, ...others] = await shownOf(links[0] ?? "");
		expect(others.map(({ image }: { image: unknown }) => image)).toEqual([null, null, null]);
		expect(good.image).toEqual({
			url: expect.stringMatching(/^\/t\/\w+\/products\/[0-9a-f]{32}$/),
			width: 480,
			height: 320,
		});
		const html = await (await fetch(links[0] ?? "", { headers: WANTED })).text();
		expect(html).toContain(`<img src="${good.image.url}" width="480" height="320" alt="" loading="lazy"/>`);
		expect(html).not.toContain("cdn.example");

		const picture = await fetch(`${service.url}${good.image.url}`);
		expect(picture.headers.get("content-type")).toBe("image/jpeg");
		const { exif } = await sharp(Buffer.from(await picture.arrayBuffer())).metadata();
		expect(exif).toBe(undefined);
		// Each was asked for once, without a word of whose page it is for, however many looked.
		const paths = asked.map(({ url }) => new URL(url).pathname);
		expect(new Set(paths).size).toBe(paths.length);
		for (const { headers } of asked) {
			expect([headers.get("referer"), headers.get("cookie"), headers.get("authorization")]).toEqual([null, null, null]);
		}

		// Another shop's link opens none of them; another address is another picture.
		await other.connect({ carrier: "push" });
		const { trackingUrl } = (await other.post("/v1/shipments", { trackingNumber: "BIKE9", carrier: "push" })).body;
		const digest = good.image.url.split("/").at(-1);
		expect((await fetch(`${service.url}${new URL(trackingUrl).pathname}/products/${digest}`)).status).toBe(404);
		await put([thing("good", "https://cdn.example/gone.jpg")]);
		expect((await fetch(`${service.url}${good.image.url}`)).status).toBe(404);
	});
});
