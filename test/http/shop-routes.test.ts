import { describe, expect, it } from "vitest";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { IDS } from "./helpers/known.ts";

const change = async (json: unknown) => {
	const { call, heard } = await openDoor();
	const response = await call("PATCH", "/v1/shop", { json });
	return { response, asked: heard.asked.at(-1)?.input };
};

describe("what a shop may set", () => {
	it("reaches the service as it is kept: colours in small letters, origins bare, languages as they are written", async () => {
		const { response, asked } = await change({
			name: "  Ada's Boots ",
			contactEmail: null,
			brand: {
				accent: "#1F5FD6",
				links: [{ label: "Returns", url: "https://shop.example/returns" }],
				faq: [{ question: "Gift wrap?", answer: "Yes.\nAsk us.", topics: ["late", "late"], language: "pt-br" }],
				language: "zh-hans",
				embedOrigins: ["https://Shop.example/", "https://bücher.example:8443", "http://localhost:3000"],
			},
		});
		expect(response.status).toBe(200);
		expect(asked).toEqual({
			name: "Ada's Boots",
			contactEmail: null,
			brand: {
				accent: "#1f5fd6",
				links: [{ label: "Returns", url: "https://shop.example/returns" }],
				faq: [{ question: "Gift wrap?", answer: "Yes.\nAsk us.", topics: ["late"], language: "pt-BR" }],
				language: "zh-Hans",
				embedOrigins: ["https://shop.example", "https://xn--bcher-kva.example:8443", "http://localhost:3000"],
			},
		});
	});

	it.each([
		[{}, "", "Name what is to change"],
		[{ brand: {} }, "/brand", "Name what is to change"],
		[{ nmae: "x" }, "/nmae", "Did you mean name?"],
		[{ name: "" }, "/name", ""],
		[{ name: "a\u202eb" }, "/name", "cannot be printed"],
		[{ contactEmail: "nobody" }, "/contactEmail", ""],
		[{ brand: { accent: "red" } }, "/brand/accent", "#1f5fd6"],
		[{ brand: { accent: "#fff" } }, "/brand/accent", "#1f5fd6"],
		[{ brand: { logo: null } }, "/brand/logo", "No such field"],
		[{ brand: { links: [{ label: "x", url: "javascript:alert(1)" }] } }, "/brand/links/0/url", "https://"],
		[{ brand: { links: [{ label: "x", url: "//shop.example" }] } }, "/brand/links/0/url", "https://"],
		[{ brand: { faq: [{ question: "x", answer: "y", topics: ["shoes"] }] } }, "/brand/faq/0/topics/0", ""],
		[{ brand: { faq: [{ question: "x", answer: "a\u0000b" }] } }, "/brand/faq/0/answer", "cannot be printed"],
		[{ brand: { language: "german" } }, "/brand/language", "language tag"],
		[{ brand: { language: "xx-1" } }, "/brand/language", "language tag"],
		[{ brand: { embedOrigins: ["http://shop.example"] } }, "/brand/embedOrigins/0", "https://shop.example"],
		[{ brand: { embedOrigins: ["http://localhost.shop.example"] } }, "/brand/embedOrigins/0", "localhost"],
		[{ brand: { embedOrigins: ["https://shop.example/page"] } }, "/brand/embedOrigins/0", "https://shop.example"],
		[{ brand: { embedOrigins: ["https://*.example"] } }, "/brand/embedOrigins/0", "https://shop.example"],
		[{ brand: { embedOrigins: ["https://a;script-src *"] } }, "/brand/embedOrigins/0", "https://shop.example"],
		[{ brand: { embedOrigins: ["https://a;b.example"] } }, "/brand/embedOrigins/0", "https://shop.example"],
		[{ brand: { embedOrigins: ["https://a@b.example"] } }, "/brand/embedOrigins/0", "https://shop.example"],
		[{ brand: { embedOrigins: ["'self'"] } }, "/brand/embedOrigins/0", "https://shop.example"],
	])("is refused where it is wrong, and pointed at: %j", async (json, pointer, detail) => {
		const { response, asked } = await change(json);
		const problem = await expectProblem(response, 422);
		expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
		expect(problem.errors?.find((error) => error.pointer === pointer)?.detail).toContain(detail);
		expect(asked).toBeUndefined();
	});

	it("takes a picture as it comes, up to a megabyte", async () => {
		const { call, heard } = await openDoor();
		const put = (bytes: number) =>
			call("PUT", "/v1/shop/logo", { body: new Uint8Array(bytes), headers: { "content-type": "image/png" } });
		expect((await put(1024 * 1024)).status).toBe(200);
		expect(heard.asked).toEqual([{ name: "setLogo", input: 1024 * 1024 }]);
		expect((await expectProblem(await put(1024 * 1024 + 1), 413)).detail).toContain("at most 1 MB");
	});
});

describe("a shop's picture and colours", () => {
	it.each([
		[IDS.logo, "image/png"],
		[`${IDS.logo}.css`, "text/css; charset=utf-8"],
	])("%s needs no key, runs nothing and is kept for ever", async (name, contentType) => {
		const { call } = await openDoor();
		const response = await call("GET", `/brand/${name}`, { key: null });
		expect(response.status).toBe(200);
		expect(Object.fromEntries(response.headers)).toMatchObject({
			"content-type": contentType,
			"cache-control": "public, max-age=31536000, immutable",
			"content-security-policy": "default-src 'none'",
			"x-content-type-options": "nosniff",
		});
		const etag = response.headers.get("etag") ?? "";
		const again = await call("GET", `/brand/${name}`, { key: null, headers: { "if-none-match": etag } });
		expect([again.status, await again.text()]).toEqual([304, ""]);
	});

	it.each(["0".repeat(32), `${"0".repeat(22)}.css`, ".css", "x", "..%2fsecret"])(
		"of another name is not there: %s",
		async (name) => {
			const response = await (await openDoor()).call("GET", `/brand/${name}`, { key: null });
			expect(response.headers.get("cache-control")).toBe("no-store");
			await expectProblem(response, 404);
		},
	);
});
