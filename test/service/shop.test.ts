import sharp from "sharp";
import { expect, test } from "vitest";
import { shopColours } from "../../src/core/colours.ts";
import { DEFAULT_RULES } from "../../src/core/notices/kinds.ts";
import { createKey } from "../../src/services/sellers.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, postSigned, startTestService, type TestSeller } from "../helpers/service.ts";

const picture = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 4, background: { r: 200, g: 30, b: 60, alpha: 0.5 } } });

oneDatabase((database) => {
	const send = async (url: string, { key }: TestSeller, body: Uint8Array, contentType = "image/png") =>
		answerOf(
			await fetch(`${url}/v1/shop/logo`, {
				method: "PUT",
				headers: { authorization: `Bearer ${key}`, "content-type": contentType },
				body: new Uint8Array(body),
			}),
		);
	const linkOf = async (seller: TestSeller, body: object = {}) => {
		const trackingNumber = `BIKE${Math.random().toString().slice(2, 10)}`;
		const registered = await seller.post("/v1/shipments", { carrier: "push", trackingNumber, ...body });
		return { trackingNumber, path: new URL(registered.body.trackingUrl).pathname };
	};
	const shown = async (url: string, path: string) => (await answerOf(await fetch(`${url}${path}.json`))).body;

	test("a shop's name and address reach the pages that were written before, and nobody else's", async () => {
		const { url, newSeller } = await startTestService(database);
		const [seller, other] = [await newSeller("Ada's Shoes"), await newSeller("Bob's Hats")];
		await seller.connect({ carrier: "push" });
		const [own, others] = [await linkOf(seller), await linkOf(other)];
		const before = await shown(url, own.path);
		expect(before).toMatchObject({
			shop: { name: "Ada's Shoes", contactEmail: null },
			carrier: { name: "Ada's Shoes" },
		});
		const tag = (await fetch(`${url}${own.path}`)).headers.get("etag");
		const changed = await seller.patch("/v1/shop", { name: "Ada's Boots", contactEmail: "help@boots.example" });
		expect(changed).toMatchObject({ status: 200, body: { name: "Ada's Boots", contactEmail: "help@boots.example" } });
		expect(await shown(url, own.path)).toEqual({
			...before,
			shop: { name: "Ada's Boots", contactEmail: "help@boots.example" },
			carrier: { ...before.carrier, name: "Ada's Boots" },
		});
		expect((await shown(url, others.path)).shop.name).toBe("Bob's Hats");
		const page = await fetch(`${url}${own.path}`, { headers: { "if-none-match": tag ?? "" } });
		expect(page.status).toBe(200);
		expect(await page.text()).toContain("Ada&#39;s Boots");
	});

	test("what is left out of a change stays, and null takes away", async () => {
		const { newSeller } = await startTestService(database);
		const seller = await newSeller("Ada's Shoes");
		const empty = {
			logo: null,
			accent: null,
			links: [],
			faq: [],
			language: null,
			embedOrigins: [],
			reviews: "moderated",
			products: { show: false, sites: [] },
		};
		expect((await seller.get("/v1/shop")).body).toEqual({
			id: seller.id,
			name: "Ada's Shoes",
			contactEmail: null,
			answerMinutes: 15,
			notices: DEFAULT_RULES,
			brand: empty,
			colours: null,
		});
		const links = [{ label: "Returns", url: "https://shop.example/returns" }];
		await seller.patch("/v1/shop", { brand: { accent: "#ffe000", links } });
		await seller.patch("/v1/shop", { brand: { language: "de" } });
		expect((await seller.get("/v1/shop")).body).toMatchObject({
			brand: { ...empty, accent: "#ffe000", links, language: "de" },
			colours: shopColours("#ffe000"),
		});
		await seller.patch("/v1/shop", { brand: { accent: null } });
		expect((await seller.get("/v1/shop")).body).toMatchObject({
			brand: { ...empty, links, language: "de" },
			colours: null,
		});
	});

	test("what buyers are written of is the shop's own choice: a part that is left out stays, and the rest is refused in words", async () => {
		const { newSeller } = await startTestService(database);
		const [seller, other] = [await newSeller("Ada's Shoes"), await newSeller("Bob's Hats")];
		const change = (notices: unknown) => seller.patch("/v1/shop", { notices });
		const kinds = ["delivered", "shipped", "delivered"];
		expect((await change({ kinds })).body.notices).toEqual({ ...DEFAULT_RULES, kinds: ["shipped", "delivered"] });
		await change({ quiet: null });
		expect((await change({ markup: true })).body.notices).toEqual({
			...{ kinds: ["shipped", "delivered"], quiet: null, markup: true, push: true, asks: DEFAULT_RULES.asks },
		});
		expect((await change({ asks: ["follow-up", "delivery", "delivery"] })).body.notices).toEqual({
			...{ kinds: ["shipped", "delivered"], quiet: null, markup: true, push: true, asks: ["delivery", "follow-up"] },
		});
		expect((await change({ kinds: [], quiet: { from: "22:30", to: "07:00" } })).body.notices).toEqual({
			...{
				kinds: [],
				quiet: { from: "22:30", to: "07:00" },
				markup: true,
				push: true,
				asks: ["delivery", "follow-up"],
			},
		});
		const refused = [
			[{}, "/notices", "kinds, quiet, push, asks or markup"],
			[{ kinds: ["shipped", "lost"] }, "/notices/kinds/1", "One of announced, shipped"],
			[{ asks: ["delivery", "soon"] }, "/notices/asks/1", "One of delivery, product"],
			[{ quiet: { from: "9", to: "17:00" } }, "/notices/quiet/from", 'Write a time as "09:00".'],
			[{ quiet: { from: "09:00", to: "09:00" } }, "/notices/quiet", "Write null where mails may go out at any hour."],
			[{ quiet: { from: "09:00" } }, "/notices/quiet/to", "Is wanted."],
		] as const;
		for (const [notices, pointer, said] of refused) {
			const { status, body } = await change(notices);
			expect([status, body.errors]).toEqual([422, [{ pointer, detail: expect.stringContaining(said) }]]);
		}
		expect((await seller.get("/v1/shop")).body.notices.quiet).toEqual({ from: "22:30", to: "07:00" });
		expect((await other.get("/v1/shop")).body.notices).toEqual(DEFAULT_RULES);
		const [entry] = (await seller.get("/v1/audit?action=shop.changed")).body.items;
		expect(entry.details).toEqual({ fields: ["notices.kinds", "notices.quiet"] });
	});

	test("a picture is drawn anew, small and bare, shown to everybody, and gone when it is taken away", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { exif } = await sharp(
			await picture(20, 10)
				.withExif({ IFD0: { Copyright: "of mine" } })
				.png()
				.toBuffer(),
		).metadata();
		expect(exif).toBeDefined();
		const uploaded = await picture(2_000, 500)
			.withExif({ IFD0: { Copyright: "of mine" } })
			.png()
			.toBuffer();
		const answer = await send(url, seller, uploaded);
		expect(answer.status).toBe(200);
		const { logo } = answer.body.brand;
		expect(logo).toEqual({ url: expect.stringMatching(/^\/brand\/[0-9a-f]{32}$/), width: 240, height: 60 });
		const served = await fetch(`${url}${logo.url}`);
		const bytes = Buffer.from(await served.arrayBuffer());
		expect(served.headers.get("content-type")).toBe("image/png");
		const drawn = await sharp(bytes).metadata();
		expect(drawn).toMatchObject({ format: "png", width: 480, height: 120, hasAlpha: true });
		expect([drawn.exif, drawn.icc, bytes.includes("of mine")]).toEqual([undefined, undefined, false]);
		// The same picture again has the same address, another one another.
		expect((await send(url, seller, uploaded)).body.brand.logo).toEqual(logo);
		const smaller = (await send(url, seller, await picture(64, 64).jpeg().toBuffer(), "image/jpeg")).body.brand.logo;
		expect(smaller).toMatchObject({ width: 32, height: 32 });
		expect((await fetch(`${url}${logo.url}`)).status).toBe(404);
		expect((await seller.delete("/v1/shop/logo")).status).toBe(204);
		expect((await fetch(`${url}${smaller.url}`)).status).toBe(404);
		expect((await seller.get("/v1/shop")).body.brand.logo).toBeNull();
	});

	test("what is no picture, or one to choke on, is refused in a sentence", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const whole = await picture(300, 300).png().toBuffer();
		const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
		const cases: readonly (readonly [Uint8Array, RegExp])[] = [
			[svg, /^An SVG can hold programs/],
			[Buffer.from("%PDF-1.7"), /^This is no picture/],
			[await picture(4, 4).tiff().toBuffer(), /^This is no picture/],
			[new Uint8Array(), /^This is no picture/],
			[whole.subarray(0, 200), /damaged or cut/],
			[Buffer.concat([whole.subarray(0, 20), Buffer.alloc(400, 7)]), /damaged or cut/],
			[await picture(5_000, 5_000).png().toBuffer(), /5000 × 5000 pixels/],
		];
		for (const [body, sentence] of cases) {
			const answer = await send(url, seller, body);
			expect(answer.status, String(sentence)).toBe(422);
			expect(answer.body.detail).toMatch(sentence);
		}
		expect((await seller.get("/v1/shop")).body.brand.logo).toBeNull();
	});

	test.each(["jpeg", "webp", "gif"] as const)("a picture as %s is taken", async (format) => {
		const { url, newSeller } = await startTestService(database);
		const answer = await send(url, await newSeller(), await picture(100, 40).toFormat(format).toBuffer());
		expect(answer.body.brand.logo).toMatchObject({ width: 50, height: 20 });
	});

	test("a shop's colours are a stylesheet that its pages name", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		await seller.patch("/v1/shop", { brand: { accent: "#ffe000" } });
		const { path } = await linkOf(seller);
		const html = await (await fetch(`${url}${path}`)).text();
		const address = /\/brand\/[0-9a-f]{22}\.css/.exec(html)?.[0] ?? (await stylesOf(seller));
		const sheet = await (await fetch(`${url}${address}`)).text();
		const { light, dark } = shopColours("#ffe000");
		expect(sheet).toContain(`--accent:${light.accent};--on-accent:${light.onAccent};--route:${light.route}`);
		expect(sheet).toContain(`@media (prefers-color-scheme:dark){:root{--accent:${dark.accent}`);
		// A name is taken apart by nobody: with another colour it is none.
		expect((await fetch(`${url}${address.replace("ffe000", "ffe001")}`)).status).toBe(404);
	});

	test("a key without the scope neither reads nor changes it", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const { id } = await newSeller();
		const { key } = await createKey({ db }, { sellerId: id, scopes: ["shop:read"] });
		const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
		expect((await fetch(`${url}/v1/shop`, { headers })).status).toBe(200);
		const body = JSON.stringify({ name: "Mine" });
		expect((await fetch(`${url}/v1/shop`, { method: "PATCH", headers, body })).status).toBe(403);
		expect((await fetch(`${url}/v1/shipments`, { headers })).status).toBe(403);
	});

	async function stylesOf(seller: TestSeller): Promise<string> {
		const { stylesOf } = await import("../../src/services/brand-of.ts");
		return stylesOf((await seller.get("/v1/shop")).body.brand) ?? "";
	}

	test("a return names the parcel whose things come back, and each page shows the other", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const own = await seller.connect({ carrier: "push" });
		const order = { reference: "5001", items: [{ name: "Running shoes" }] };
		const out = await seller.post("/v1/shipments", { carrier: "push", trackingNumber: "OUT1", order });
		const back = await seller.post("/v1/shipments", {
			carrier: "push",
			trackingNumber: "BACK1",
			returnOf: out.body.id,
		});
		expect(back).toMatchObject({ status: 201, body: { returnOf: out.body.id, returns: [] } });
		const again = await seller.get(`/v1/shipments/${out.body.id}`);
		expect(again.body).toMatchObject({ returnOf: null, returns: [back.body.id] });
		expect(
			(await seller.get("/v1/shipments")).body.items.map((one: { returns: string[] }) => one.returns.length),
		).toEqual([0, 1]);
		const paths = [out, back].map(({ body }) => new URL(body.trackingUrl).pathname);
		const [ofOut, ofBack] = [await shown(url, paths[0] ?? ""), await shown(url, paths[1] ?? "")];
		expect(ofOut.others).toMatchObject([
			{ kind: "return", token: paths[1]?.slice(3), parcel: { trackingNumber: "BACK1" } },
		]);
		expect(ofBack.others).toMatchObject([{ kind: "original", parcel: { trackingNumber: "OUT1", items: order.items } }]);
		// The page that was open heard of the return, and of what becomes of it.
		expect(ofOut.version).toBe(2);
		const scans = [{ code: "picked_up.collected", occurredAt: new Date(Date.now() - 60_000).toISOString() }];
		await postSigned(`${url}${own.path}`, own.secret, { shipments: [{ trackingNumber: "BACK1", scans }] });
		expect((await shown(url, paths[0] ?? "")).others).toMatchObject([{ parcel: { milestone: "picked_up" } }]);
	});

	test("a return may be told of later, and never of itself, of a stranger's or of another return", async () => {
		const { newSeller } = await startTestService(database);
		const [seller, stranger] = [await newSeller(), await newSeller()];
		const register = (who: TestSeller, trackingNumber: string, returnOf?: string) =>
			who.post("/v1/shipments", { carrier: "push", trackingNumber, ...(returnOf && { returnOf }) });
		const out = (await register(seller, "OUT1")).body.id;
		const other = (await register(seller, "OUT2")).body.id;
		const back = (await register(seller, "BACK1")).body.id;
		const theirs = (await register(stranger, "OUT1")).body.id;
		expect((await register(seller, "BACK1", out)).body).toMatchObject({ id: back, returnOf: out });
		const once = await register(seller, "BACK1", out);
		expect(once).toMatchObject({ status: 200, body: { returnOf: out } });
		expect((await register(seller, "BACK1", other)).status).toBe(409);
		const refused: readonly (readonly [string, string, string])[] = [
			["OUT2", other, "its own return"],
			["NEW1", theirs, "no shipment with this id"],
			["NEW1", "shp_nothing", "no shipment with this id"],
			["NEW1", back, "is a return itself"],
			["OUT1", other, `come back in ${back}`],
		];
		for (const [trackingNumber, returnOf, detail] of refused) {
			const answer = await register(seller, trackingNumber, returnOf);
			expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: "/returnOf" }] } });
			expect(answer.body.errors[0].detail).toContain(detail);
		}
		const numbers = (await seller.get("/v1/shipments")).body.items.map(
			(one: { trackingNumber: string }) => one.trackingNumber,
		);
		expect(numbers.sort()).toEqual(["BACK1", "OUT1", "OUT2"]);
	});
});
