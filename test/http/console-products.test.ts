import { expect, it } from "vitest";
import { ask, COOKIE, doorWith, formTokenOf, PAGE, send } from "./helpers/console.ts";
import { SESSIONS } from "./helpers/known.ts";
import { shopView } from "./helpers/samples.ts";

const HOME = "/console/products";

async function bring(door: Awaited<ReturnType<typeof doorWith>>["door"], file: string, isAll = false) {
	const form = new FormData();
	form.append("form", await formTokenOf("full"));
	if (isAll) form.append("all", "1");
	form.append("file", new Blob([file]), "feed.csv");
	const headers = { ...PAGE, cookie: `${COOKIE}=${SESSIONS.full}`, "sec-fetch-site": "same-origin" };
	return (await door).call("POST", HOME, { key: null, body: form, headers });
}

it("a feed is brought as a file, and what is wrong with its rows is told by their numbers", async () => {
	const { door, heard } = await doorWith({});
	const answer = await bring(door, "id,title\nLACES-0001,Laces\n", true);
	const html = await answer.text();
	expect(answer.status).toBe(200);
	expect(heard.asked.map(({ name }) => name)).toEqual(["readProductFile", "putProducts", "listProducts"]);
	expect(heard.asked[0]?.input).toBe("id,title\nLACES-0001,Laces\n");
	// The double's one row has an id and nothing else: what stands in the shop under it stays.
	expect(heard.asked[1]?.input).toEqual({ products: [], isAll: true, kept: ["LACES-0001"] });
	expect(html).toContain("One row is no product");
	expect(html).toMatch(/Row 2, <bdi>LACES-0001<\/bdi>: title: Is wanted\./);
	expect(html).toContain("<bdi>gtin</bdi>");
});

it("without a file it says so, and nothing is changed", async () => {
	const { door, heard } = await doorWith({});
	const answer = await bring(door, "");
	expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining("Choose a file first.")]);
	expect(heard.asked.filter(({ name }) => name === "putProducts")).toEqual([]);
});

it("all are removed by whoever says that he is sure", async () => {
	const { door, heard } = await doorWith({});
	const removed = () => heard.asked.filter(({ name }) => name === "removeProducts");
	expect((await send(`${HOME}/remove`, [], door)).headers.get("location")).toBe(HOME);
	expect(removed()).toEqual([]);
	expect((await send(`${HOME}/remove`, [["sure", "1"]], door)).headers.get("location")).toBe(`${HOME}?done=deleted`);
	expect(removed()).toHaveLength(1);
});

it("pages show them once a site is named and the box is ticked, and no more once it is not", async () => {
	const { door, heard } = await doorWith({});
	const save = (fields: readonly (readonly [string, string])[]) =>
		send("/console/shop", [["name", "Ada's Shoes"], ...fields], door);
	await save([
		["brand.products.show", "1"],
		["brand.products.sites", "https://shoes.example/\r\nhttps://www.shoes.example"],
	]);
	await save([["brand.products.sites", "https://shoes.example"]]);
	await save([]);
	const told = heard.asked.map(({ input }) => (input as { readonly brand: object }).brand);
	expect(told).toEqual([
		expect.objectContaining({
			products: { show: true, sites: ["https://shoes.example", "https://www.shoes.example"] },
		}),
		expect.objectContaining({ products: { show: false, sites: ["https://shoes.example"] } }),
		expect.not.objectContaining({ products: expect.anything() }),
	]);
	const refused = await save([
		["brand.products.show", "1"],
		["brand.products.sites", ""],
	]);
	const html = await refused.text();
	expect(refused.status).toBe(422);
	expect(html).toMatch(/id="brand.products.sites-error"[^<]*Name your own site first/);
	expect(html).toMatch(/name="brand.products.show"[^>]*checked/);
});

it("says whether any page offers them", async () => {
	const on = {
		...shopView(),
		brand: { ...shopView().brand, products: { show: true, sites: ["https://shoes.example"] } },
	};
	const html = async (door?: Awaited<ReturnType<typeof doorWith>>["door"]) =>
		(await ask("GET", HOME, door && { door })).text();
	expect(await html()).toContain("No page shows any of them yet.");
	expect(await html((await doorWith({ getShop: async () => on })).door)).toContain(
		"Pages offer them, as it is set under",
	);
});
