import { describe, expect, it } from "vitest";
import type { FaqEntry } from "../../src/core/brand.ts";
import { Conflict, Forbidden, Invalid } from "../../src/core/errors.ts";
import type { ShopChange, ShopView } from "../../src/services/shop.ts";
import { ask, COOKIE, doorWith, formTokenOf, PAGE, send } from "./helpers/console.ts";
import { openDoor } from "./helpers/door.ts";
import { IDS, SESSIONS } from "./helpers/known.ts";
import { shipmentDetail, shopView } from "./helpers/samples.ts";

const HOME = "/console/shop";

/** A shop that has this already. */
const shopWith = (brand: Partial<ShopView["brand"]>) =>
	doorWith({ getShop: async () => ({ ...shopView(), brand: { ...shopView().brand, ...brand } }) });

type Heard = Awaited<ReturnType<typeof openDoor>>["heard"];

/** What was asked for but to be looked at. */
const changes = ({ asked }: Heard) => asked;

const stateIn = (html: string, below: string) =>
	new RegExp(`action="${HOME}/${below}[#"].*?name="before" value="([^"]+)"`, "s").exec(html)?.[1] ?? "";

it("a shop's form takes away what was left empty, and keeps what is wrong beside why", async () => {
	const { door, heard } = await doorWith({});
	const fields = [
		["name", "Ada's Boots"],
		["contactEmail", ""],
		["brand.accent", "#1F5FD6"],
		["brand.embedOrigins", " https://shop.example/ \r\n\r\nhttp://localhost:3000"],
	] as const;
	expect((await send(HOME, fields, door)).headers.get("location")).toBe(`${HOME}?done=shop-changed`);
	const embedOrigins = ["https://shop.example", "http://localhost:3000"];
	expect(heard.asked).toEqual([
		{
			name: "changeShop",
			input: { name: "Ada's Boots", contactEmail: null, brand: { accent: "#1f5fd6", language: null, embedOrigins } },
		},
	]);
	const wrong = await send(
		HOME,
		[
			["name", "x"],
			["brand.accent", "red"],
			["brand.embedOrigins", "https://shop.example\nhttp://shop.example"],
		],
		door,
	);
	const html = await wrong.text();
	expect([wrong.status, html]).toEqual([422, expect.stringContaining('id="brand.accent-error"')]);
	expect(html).toMatch(/name="brand.accent"[^>]*value="red"/);
	expect(html).toContain('id="brand.embedOrigins-error"');
	expect(changes(heard)).toHaveLength(1);
});

it("who came by a mailed link is told beside the form why the contact stays", async () => {
	const { door } = await doorWith({
		changeShop: async () => {
			throw new Forbidden("Log in with a key to change it.");
		},
	});
	const answer = await send(HOME, [["name", "Ada"]], door);
	expect([answer.status, await answer.text()]).toEqual([
		403,
		expect.stringMatching(/role="alert"><p>Log in with a key/),
	]);
});

describe("a logo", () => {
	const bring = async (
		door: ReturnType<typeof openDoor>,
		file: Blob | null,
		{ token = "full", fetched = "same-origin" } = {},
	) => {
		const form = new FormData();
		form.append("form", token === "full" ? await formTokenOf("full") : token);
		if (file !== null) form.append("file", file, "logo.png");
		const headers = { ...PAGE, cookie: `${COOKIE}=${SESSIONS.full}`, "sec-fetch-site": fetched };
		return (await door).call("POST", `${HOME}/logo`, { key: null, body: form, headers });
	};

	it("is taken as it is, and taken away again", async () => {
		const { door, heard } = await doorWith({});
		const answer = await bring(door, new Blob([new Uint8Array(70_000)]));
		expect([answer.status, answer.headers.get("location")]).toEqual([303, `${HOME}?done=shop-changed#logo`]);
		expect(heard.asked).toEqual([{ name: "setLogo", input: 70_000 }]);
		expect((await send(`${HOME}/logo/remove`, [], door)).headers.get("location")).toBe(
			`${HOME}?done=shop-changed#logo`,
		);
	});

	it.each([
		["nothing", new Blob([]), "Choose a picture first."],
		["more than a megabyte", new Blob([new Uint8Array(1024 * 1024 + 1)]), "more than 1 MB"],
	])("of %s says so beside the field, and is not taken", async (_case, file, said) => {
		const { door, heard } = await doorWith({});
		const answer = await bring(door, file);
		const html = await answer.text();
		expect(answer.status).toBe(422);
		expect(/id="file-error">([^<]*)</.exec(html)?.[1]).toContain(said);
		expect(changes(heard)).toEqual([]);
	});

	it("that cannot be drawn says why, in the words of the service", async () => {
		const { door } = await doorWith({
			setLogo: async () => {
				throw new Invalid("An SVG can hold programs.");
			},
		});
		expect(await (await bring(door, new Blob(["<svg>"]))).text()).toMatch(/id="file-error">An SVG can hold programs/);
	});

	it("is read of nobody else's page and of no form without a file", async () => {
		const { door, heard } = await doorWith({});
		expect((await bring(door, new Blob(["x"]), { token: "x" })).status).toBe(403);
		expect((await bring(door, new Blob(["x"]), { fetched: "cross-site" })).status).toBe(403);
		expect((await bring(door, null)).status).toBe(400);
		expect(changes(heard)).toEqual([]);
	});
});

describe("links", () => {
	const links = [
		{ label: "Shop", url: "https://shoes.example/" },
		{ label: "Terms", url: "https://shoes.example/terms" },
	];
	const row = (index: number, label: string, url: string) =>
		[
			[`brand.links.${index}.label`, label],
			[`brand.links.${index}.url`, url],
		] as const;

	it("are kept in their rows, but for those that are empty or ticked to go", async () => {
		const { door, heard } = await shopWith({ links });
		const html = await (await ask("GET", HOME, { door })).text();
		expect(html).toMatch(/name="brand\.links\.1\.url"[^>]*value="https:\/\/shoes\.example\/terms"/);
		const fields = [
			["before", stateIn(html, "links")] as const,
			...row(0, "Shop", "https://shoes.example/"),
			["gone", "0"] as const,
			...row(1, " Our terms ", "https://shoes.example/terms"),
			...row(2, "Returns", "https://shoes.example/returns"),
			...row(3, "", " "),
		];
		const answer = await send(`${HOME}/links`, fields, door);
		expect([answer.status, answer.headers.get("location")]).toEqual([303, `${HOME}?done=shop-changed#links`]);
		const kept = [
			{ label: "Our terms", url: "https://shoes.example/terms" },
			{ label: "Returns", url: "https://shoes.example/returns" },
		];
		expect(changes(heard).at(-1)).toEqual({ name: "changeShop", input: { brand: { links: kept } } });
	});

	it("that lead nowhere are told at their row, and nothing of them is lost", async () => {
		const { door, heard } = await doorWith({});
		const fields = [...row(0, "Shop", "javascript:alert(1)"), ...row(4, "Terms", "")];
		const answer = await send(`${HOME}/links`, fields, door);
		const html = await answer.text();
		expect(answer.status).toBe(422);
		expect(html).toMatch(/name="brand\.links\.0\.url"[^>]*value="javascript:alert\(1\)"[^>]*aria-invalid/);
		expect(html).toMatch(/id="brand\.links\.1\.url-error">[^<]*https:\/\//);
		expect(html).not.toContain('href="javascript');
		expect(changes(heard)).toEqual([]);
	});

	it("that somebody else changed meanwhile are not overwritten", async () => {
		const { door, heard } = await shopWith({ links });
		const answer = await send(
			`${HOME}/links`,
			[["before", "older"], ...row(0, "Shop", "https://shoes.example/")],
			door,
		);
		const html = await answer.text();
		expect([answer.status, html]).toEqual([409, expect.stringContaining("Somebody else changed the links")]);
		expect(html).toMatch(/name="brand\.links\.1\.label"[^>]*value="Terms"/);
		expect(changes(heard)).toEqual([]);
	});
});

describe("own FAQ", () => {
	const one = (question: string): FaqEntry => ({ question, answer: "Yes.", topics: [], language: null });
	const faq = [one("First?"), one("Second?"), one("Third?")];
	const asked = (heard: Heard) => {
		const change: ShopChange = changes(heard).at(-1)?.input ?? {};
		return change.brand?.faq ?? [];
	};

	it("are added where they are wanted, in lines, for a language and in the place of ours", async () => {
		const { door, heard } = await shopWith({ faq });
		const answer = await send(
			`${HOME}/faq`,
			[
				["question", " Wie lange? "],
				["answer", "Zwei Tage.\r\n\r\nIm Dezember drei."],
				["language", "de"],
				["topics", "late"],
				["topics", "silent"],
				["place", "1"],
			],
			door,
		);
		expect([answer.status, answer.headers.get("location")]).toEqual([303, `${HOME}?done=shop-changed#faq`]);
		const added = {
			question: "Wie lange?",
			answer: "Zwei Tage.\n\nIm Dezember drei.",
			topics: ["late", "silent"],
			language: "de",
		};
		expect(asked(heard)).toEqual([added, ...faq]);
	});

	it("are changed and moved, also where somebody else added one before them", async () => {
		const { door: before } = await shopWith({ faq });
		const html = await (await ask("GET", `${HOME}/faq/2`, { door: before })).text();
		expect(html).toContain(">Yes.</textarea>");
		const { door, heard } = await shopWith({ faq: [one("New?"), ...faq] });
		const state = stateIn(html, "faq/2");
		await send(
			`${HOME}/faq/2`,
			[
				["before", state],
				["question", "Second!"],
				["answer", "No."],
				["place", "1"],
			],
			door,
		);
		expect(asked(heard).map(({ question }) => question)).toEqual(["Second!", "New?", "First?", "Third?"]);
		await send(
			`${HOME}/faq/2/remove`,
			[
				["before", state],
				["sure", "1"],
			],
			door,
		);
		expect(asked(heard).map(({ question }) => question)).toEqual(["New?", "First?", "Third?"]);
	});

	it("that somebody else changed meanwhile are not overwritten, and what was written stays", async () => {
		const { door, heard } = await shopWith({ faq });
		const fields = [
			["before", "older"],
			["question", "Mine?"],
			["answer", "Mine."],
		] as const;
		const answer = await send(`${HOME}/faq/2`, fields, door);
		const html = await answer.text();
		expect([answer.status, html]).toEqual([409, expect.stringContaining("Somebody else changed this question")]);
		expect(html).toContain(">Mine.</textarea>");
		const removed = await send(
			`${HOME}/faq/2/remove`,
			[
				["before", "older"],
				["sure", "1"],
			],
			door,
		);
		expect([removed.status, await removed.text()]).toEqual([409, expect.stringContaining('value="Second?"')]);
		expect(changes(heard)).toEqual([]);
		const again = [
			["before", stateIn(html, "faq/2")],
			["question", "Mine?"],
			["answer", "Mine."],
		] as const;
		expect((await send(`${HOME}/faq/2`, again, door)).status).toBe(303);
	});

	it.each([
		["without an answer", [["question", "Why?"]], 'id="answer-error"'],
		[
			"of a topic that is none",
			[
				["question", "Why?"],
				["answer", "So."],
				["topics", "shoes"],
			],
			'id="topics-error"',
		],
	] as const)("%s are refused at the field", async (_case, fields, said) => {
		const { door, heard } = await doorWith({});
		const answer = await send(`${HOME}/faq`, fields, door);
		const html = await answer.text();
		expect([answer.status, html]).toEqual([422, expect.stringContaining(said)]);
		expect(html).toMatch(/name="question"[^>]*value="Why\?"/);
		expect(changes(heard)).toEqual([]);
	});

	it.each(["0", "4", "x", "1.5"])("that are not there are a page that says so: %s", async (place) => {
		const { door } = await shopWith({ faq });
		const answer = await ask("GET", `${HOME}/faq/${place}`, { door });
		expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("is not there any more")]);
	});

	it("are taken away by whoever says that he is sure", async () => {
		const { door, heard } = await shopWith({ faq });
		const unsure = await send(`${HOME}/faq/2/remove`, [], door);
		expect([unsure.headers.get("location"), changes(heard)]).toEqual([`${HOME}/faq/2`, []]);
		const full = await shopWith({ faq: Array.from({ length: 30 }, (_, index) => one(`${index}?`)) });
		expect(await (await ask("GET", HOME, { door: full.door })).text()).toContain("30 questions are the most.");
		const more = await send(
			`${HOME}/faq`,
			[
				["question", "Why?"],
				["answer", "So."],
			],
			full.door,
		);
		expect([more.status, changes(full.heard)]).toEqual([422, []]);
	});
});

it("the shop's page has what a page of the shop's own holds to show a parcel, with this service's address", async () => {
	const { door } = await openDoor();
	const html = await (await ask("GET", "/console/shop")).text();
	const at = door.publicUrl.replaceAll("/", "\\/");
	expect(html).toMatch(new RegExp(`<code>&lt;script src=&quot;${at}\\/widget\\.js&quot; defer&gt;&lt;\\/script&gt;\n`));
	expect(html).toContain(
		`&lt;wayline-parcel token=&quot;TOKEN&quot;&gt;&lt;a href=&quot;${door.publicUrl}/t/TOKEN&quot;`,
	);
});

it("the look is seen on a parcel that bears it, and on no other", async () => {
	const url = (brand: string | null) => `https://track.example/t/of-${brand}`;
	const { door } = await doorWith({
		newestPage: async (_principal, brand) => (brand === null ? null : url(brand)),
	});
	const ofBrand = await (await ask("GET", `/console/brands/${IDS.brand}`, { door })).text();
	expect(ofBrand).toContain(`href="${url(IDS.brand)}"`);
	const own = await (await ask("GET", HOME, { door })).text();
	expect(own).not.toContain("https://track.example/t/of-");
	expect(own).toContain("Once there is a parcel under this name");
});

describe("brands", () => {
	const brand = { ...shopView(), id: IDS.brand, name: "Ada's <Kids>" };
	const BRAND = `/console/brands/${IDS.brand}`;

	it("are made under a name, and one that has none is told so", async () => {
		const { door, heard } = await doorWith({});
		const made = await send(
			"/console/brands",
			[
				["name", "Ada's Kids"],
				["brand.accent", "#b3261e"],
			],
			door,
		);
		expect([made.status, made.headers.get("location")]).toEqual([303, `${BRAND}?done=brand-added`]);
		expect(heard.asked).toEqual([
			{
				name: "createBrand",
				input: {
					name: "Ada's Kids",
					contactEmail: null,
					brand: { accent: "#b3261e", language: null },
				},
			},
		]);
		const wrong = await send(
			"/console/brands",
			[
				["name", " "],
				["brand.accent", "#b3261e"],
			],
			door,
		);
		const html = await wrong.text();
		expect([wrong.status, html]).toEqual([422, expect.stringContaining('id="name-error"')]);
		expect(html).toMatch(/name="brand.accent"[^>]*value="#b3261e"/);
	});

	it("are changed each on its own page, and never the shop with them", async () => {
		const { door, heard } = await doorWith({ getBrand: async () => brand });
		expect(await (await ask("GET", BRAND, { door })).text()).toContain("<h1><bdi>Ada&#39;s &lt;Kids&gt;</bdi></h1>");
		await send(BRAND, [["name", "Ada's Teens"]], door);
		await send(
			`${BRAND}/links`,
			[
				["brand.links.0.label", "Shop"],
				["brand.links.0.url", "https://kids.example/"],
			],
			door,
		);
		await send(`${BRAND}/faq/1/remove`, [["sure", "1"]], door);
		expect(changes(heard).map(({ name }) => name)).toEqual(["changeBrand", "changeBrand", "changeBrand"]);
		expect(changes(heard).at(-1)?.input).toEqual({ brand: { faq: [] } });
	});

	it("that parcels bear stay, and say why on their page", async () => {
		const { door } = await doorWith({
			deleteBrand: async () => {
				throw new Conflict("Parcels bear it.");
			},
		});
		const unsure = await send(`${BRAND}/delete`, [], door);
		expect([unsure.status, unsure.headers.get("location")]).toEqual([303, BRAND]);
		const kept = await send(`${BRAND}/delete`, [["sure", "1"]], door);
		expect([kept.status, await kept.text()]).toEqual([409, expect.stringContaining("Parcels bear it.")]);
	});

	it("are named at their parcels to whoever may see them, and given to new ones", async () => {
		const { door, heard } = await doorWith({
			listBrands: async () => [brand],
			getShipment: async (_principal, id) => ({ ...shipmentDetail(id), brand: IDS.brand }),
		});
		const page = await (await ask("GET", `/console/parcels/${IDS.shipment}`, { door })).text();
		expect(page).toContain(`<a href="${BRAND}"><bdi>Ada&#39;s &lt;Kids&gt;</bdi></a>`);
		const reader = await (await ask("GET", `/console/parcels/${IDS.shipment}`, { door, as: "readOnly" })).text();
		expect(reader).toContain(`<code>${IDS.brand}</code>`);
		expect(reader).not.toContain("Kids");
		const form = await (await ask("GET", "/console/parcels/new", { door })).text();
		expect(form).toContain(`<option value="${IDS.brand}">Ada&#39;s &lt;Kids&gt;</option>`);
		await send(
			"/console/parcels",
			[
				["numbers", "794600000012"],
				["carrier", "fedex"],
				["brand", IDS.brand],
			],
			door,
		);
		expect(heard.registered).toEqual([{ trackingNumber: "794600000012", carrier: "fedex", brand: IDS.brand }]);
	});
});
