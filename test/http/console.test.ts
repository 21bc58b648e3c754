import { describe, expect, it } from "vitest";
import { expectProblem, IDS, KEYS, openDoor, SESSIONS } from "./helpers/door.ts";

const COOKIE = "__Host-wayline_console";
const PAGE = { accept: "text/html,application/xhtml+xml" };

type Session = keyof typeof SESSIONS;

/** A browser's request, of somebody who is logged in unless told. */
async function ask(
	method: string,
	path: string,
	{ as = "full", form, headers = {}, door }: AskOptions = {},
): Promise<Response> {
	const { call } = await (door ?? openDoor());
	return call(method, path, {
		key: null,
		...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
		headers: {
			...PAGE,
			...(as === null ? {} : { cookie: `${COOKIE}=${SESSIONS[as]}` }),
			...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
			...headers,
		},
	});
}

interface AskOptions {
	readonly as?: Session | null;
	readonly form?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly door?: ReturnType<typeof openDoor>;
}

const formTokenOf = async (as: Session) =>
	/name="form" value="([^"]+)"/.exec(await (await ask("GET", "/console", { as })).text())?.[1] ?? "";

const STAFF_PAGES = [
	"/console",
	"/console/parcels",
	`/console/parcels/${IDS.shipment}`,
	"/console/messages",
	`/console/messages/${IDS.message}`,
];
const STAFF_POSTS = [
	"/console/log-out",
	`/console/parcels/${IDS.shipment}/carrier`,
	`/console/messages/${IDS.message}/read`,
];

describe("logging in", () => {
	it("with a key opens the console, by a cookie that no script and no other site gets", async () => {
		const answer = await ask("POST", "/console/log-in", {
			as: null,
			form: { key: KEYS.full, next: "/console/parcels?show=waiting" },
		});
		expect([answer.status, answer.headers.get("location")]).toEqual([303, "/console/parcels?show=waiting"]);
		expect(answer.headers.get("set-cookie")).toBe(
			`${COOKIE}=${SESSIONS.full}; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Strict`,
		);
		expect(answer.headers.get("cache-control")).toBe("no-store");
	});

	it("without https keeps a plain cookie, which is the only one that a browser takes there", async () => {
		const answer = await ask("POST", "/console/log-in", {
			as: null,
			form: { key: KEYS.full },
			door: openDoor({ publicUrl: "http://localhost:8080" }),
		});
		expect(answer.headers.get("set-cookie")).toMatch(
			/^wayline_console=\w+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
		);
	});

	it.each([
		["a wrong key", "wl_wrong", "not known"],
		["nothing", "  ", "Paste a key"],
		["a story", "a".repeat(300), "Paste a key"],
	])("with %s says so and keeps nothing", async (_case, key, said) => {
		const answer = await ask("POST", "/console/log-in", { as: null, form: { key } });
		const html = await answer.text();
		expect([answer.status, answer.headers.get("set-cookie")]).toEqual([422, null]);
		expect(html).toContain(said);
		expect(html).not.toContain("wl_wrong");
	});

	it.each([
		"https://evil.example",
		"//evil.example",
		"/console/../t/x",
		"/consolex",
		"/console\\@evil.example",
		"/console?next=//x",
		"/console/%2f%2fevil",
	])("leads to the console alone, whatever the link says: %s", async (next) => {
		const answer = await ask("POST", "/console/log-in", { as: null, form: { key: KEYS.full, next } });
		expect(answer.headers.get("location")).toBe("/console");
	});

	it("is not tried without end from one address", async () => {
		const door = openDoor();
		const statuses = [];
		for (let tries = 0; tries < 32; tries++) {
			statuses.push((await ask("POST", "/console/log-in", { as: null, form: { key: "wl_guess" }, door })).status);
		}
		expect(statuses.slice(28)).toEqual([422, 422, 429, 429]);
		const right = await ask("POST", "/console/log-in", { as: null, form: { key: KEYS.full }, door });
		expect([right.status, right.headers.get("retry-after")]).toEqual([429, expect.stringMatching(/^\d+$/)]);
	});
});

describe.each(STAFF_PAGES)("%s", (path) => {
	it("leads whoever is not logged in to the form, and from there back", async () => {
		for (const as of [null, "unknown"] as const) {
			const headers = as === null ? {} : { cookie: `${COOKIE}=${"x".repeat(40)}` };
			const answer = await ask("GET", `${path}?lang=de`, { as: null, headers });
			const [to, query] = (answer.headers.get("location") ?? "").split("?");
			expect([answer.status, to]).toEqual([303, "/console/log-in"]);
			expect(new URLSearchParams(query).get("next")).toBe(path === "/console" ? null : `${path}?lang=de`);
		}
	});

	it("is kept by no cache and named by no search engine", async () => {
		const answer = await ask("GET", path);
		expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
		expect(answer.headers.get("x-robots-tag")).toContain("noindex");
		expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
		expect(answer.headers.get("referrer-policy")).toBe("same-origin");
	});
});

describe.each(STAFF_POSTS)("POST %s", (path) => {
	it.each([
		["no token", ""],
		["another's token", "otherSeller"],
		["the cookie's own words", SESSIONS.full],
	])("does nothing with %s", async (_case, token) => {
		const door = openDoor();
		const form = token === "otherSeller" ? await formTokenOf("otherSeller") : token;
		const answer = await ask("POST", path, { form: { form, carrier: "fedex" }, door });
		expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("earlier login")]);
		expect((await door).heard.asked).toEqual([]);
	});

	it("does nothing for a page of another site, token or not", async () => {
		const door = openDoor();
		const form = { form: await formTokenOf("full"), carrier: "fedex" };
		for (const from of [
			{ "sec-fetch-site": "cross-site" },
			{ "sec-fetch-site": "same-site" },
			{ origin: "https://evil.example" },
		]) {
			const answer = await ask("POST", path, { form, headers: { ...from, accept: "*/*" }, door });
			await expectProblem(answer, 403);
		}
		expect((await door).heard.asked).toEqual([]);
	});

	it("leads whoever is not logged in to the form", async () => {
		const answer = await ask("POST", path, { as: null, form: { form: await formTokenOf("full") } });
		expect([answer.status, answer.headers.get("location")]).toEqual([303, "/console/log-in"]);
	});

	it("is done with the session's own token", async () => {
		const answer = await ask("POST", path, { form: { form: await formTokenOf("full"), carrier: "fedex" } });
		expect(answer.status).toBe(303);
	});
});

it("a key may do here what it may do there", async () => {
	const form = { form: await formTokenOf("readOnly"), carrier: "fedex" };
	expect((await ask("GET", "/console/parcels", { as: "readOnly" })).status).toBe(200);
	for (const [method, path] of [
		["GET", "/console/messages"],
		["POST", `/console/parcels/${IDS.shipment}/carrier`],
	] as const) {
		const answer = await ask(method, path, { as: "readOnly", ...(method === "POST" && { form }) });
		expect([answer.status, await answer.text()]).toEqual([403, expect.stringMatching(/key with the scope/)]);
	}
	expect((await ask("GET", "/console", { as: "scopeless" })).status).toBe(200);
	expect((await ask("GET", "/console/parcels", { as: "scopeless" })).status).toBe(403);
});

it("another seller's parcel and an unknown one are refused alike", async () => {
	const strip = (html: string) => html.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|value="[^"]+"/g, "");
	const foreign = await ask("GET", `/console/parcels/${IDS.shipment}`, { as: "otherSeller" });
	const unknown = await ask("GET", "/console/parcels/shp_nobodyknowsthisone", { as: "otherSeller" });
	expect([foreign.status, unknown.status]).toEqual([404, 404]);
	expect(strip(await foreign.text())).toBe(strip(await unknown.text()));
});

it("logging out ends the session and forgets the cookie", async () => {
	const door = openDoor();
	const form = { form: await formTokenOf("full") };
	const answer = await ask("POST", "/console/log-out", { form, door });
	expect(answer.headers.get("set-cookie")).toMatch(new RegExp(`^${COOKIE}=; Max-Age=0; Path=/`));
	await ask("POST", "/console/log-out", { form: { ...form, everywhere: "1" }, door });
	expect((await door).heard.asked).toEqual([
		{ name: "logOut", input: { token: SESSIONS.full, everywhere: false } },
		{ name: "logOut", input: { token: SESSIONS.full, everywhere: true } },
	]);
});

it("what the list is asked for is what the address says, and the rest is passed over", async () => {
	const door = openDoor();
	const address =
		"/console/parcels?show=late_risk&carrier=fedex&condition=problem&milestone=nonsense&order=&reference=R%201&cursor=abc";
	const html = await (await ask("GET", address, { door })).text();
	expect((await door).heard.asked).toEqual([
		{
			name: "listShipments",
			input: { carrier: "fedex", condition: "problem", reference: "R 1", limit: 50, cursor: "abc", sort: "late_risk" },
		},
	]);
	expect(html).toContain('<option value="problem" selected="">');
	const newest = await (await ask("GET", "/console/parcels")).text();
	expect(newest).toContain('href="/console/parcels?cursor=b3BhcXVl_-"');
});

it("parcels are added by their numbers, a line each, and what cannot be one is said beside it", async () => {
	const door = openDoor();
	const numbers = " 794600000012 \r\n\r\n794600000012\nx\n794600000099";
	const form = {
		form: await formTokenOf("full"),
		numbers,
		carrier: "fedex",
		order: "A-1",
		email: "",
		postcode: "04109",
	};
	const answer = await ask("POST", "/console/parcels", { form, door });
	const html = await answer.text();
	const order = { reference: "A-1", buyer: { postcode: "04109" } };
	expect((await door).heard.registered).toEqual([
		{ trackingNumber: "794600000012", carrier: "fedex", order },
		{ trackingNumber: "794600000099", carrier: "fedex", order },
	]);
	expect(html).toContain("2 are there, 1 are not");
	expect(html).toMatch(/<textarea[^>]*>x<\/textarea>/);
});

it.each([
	["nothing", { numbers: " \n " }, "Paste a number"],
	["too many", { numbers: Array.from({ length: 101 }, (_, index) => `79460000${index}`).join("\n") }, "At most 100"],
	["a buyer of no order", { numbers: "794600000012", email: "a@b.example" }, "name the order"],
])("nothing is added of %s", async (_case, fields, said) => {
	const door = openDoor();
	const form = { form: await formTokenOf("full"), ...fields };
	const answer = await ask("POST", "/console/parcels", { form, door });
	expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(said)]);
	expect((await door).heard.registered).toEqual([]);
});
