import { describe, expect, it } from "vitest";
import { TooMany } from "../../src/core/errors.ts";
import type { Door } from "../../src/http/door.ts";
import { ask, COOKIE, doorWith, formTokenOf, PAGE, shownBy } from "./helpers/console.ts";
import { expectProblem, openDoor } from "./helpers/door.ts";
import { IDS, KEYS, SESSIONS } from "./helpers/known.ts";
import { shipmentDetail, shopView } from "./helpers/samples.ts";

const STAFF_PAGES = [
	"/console",
	"/console/parcels",
	`/console/parcels/${IDS.shipment}`,
	"/console/messages",
	`/console/messages/${IDS.message}`,
	"/console/parcels/import",
	`/console/parcels/import/${IDS.import}`,
	"/console/webhooks",
	"/console/webhooks/new",
	`/console/webhooks/${IDS.endpoint}`,
	"/console/webhooks/deliveries",
	`/console/webhooks/deliveries/${IDS.delivery}`,
	"/console/mails",
	`/console/mails/${IDS.mail}`,
	"/console/keys",
	"/console/keys/new",
	`/console/keys/${IDS.key}`,
	`/console/keys/${IDS.key}/secret`,
	`/console/webhooks/${IDS.endpoint}/secret`,
	`/console/connections/${IDS.connection}/secret`,
	`/console/connections/${IDS.connection}/connected`,
	"/console/audit",
	"/console/accuracy",
	"/console/transit",
	"/console/on-time",
	"/console/exceptions",
	"/console/connections",
	"/console/connections/new",
	"/console/shop",
	"/console/shop/faq/new",
	"/console/shop/faq/1",
	"/console/brands",
	"/console/brands/new",
	`/console/brands/${IDS.brand}`,
	`/console/brands/${IDS.brand}/faq/new`,
	`/console/brands/${IDS.brand}/faq/1`,
	`/console/connections/${IDS.connection}`,
	`/console/connections/${IDS.connection}/disconnect`,
];
const STAFF_POSTS = [
	"/console/log-out",
	`/console/parcels/${IDS.shipment}/carrier`,
	...["archive", "reopen", "stop", "resume", "refresh", "change"].map(
		(verb) => `/console/parcels/${IDS.shipment}/${verb}`,
	),
	`/console/mails/${IDS.mail}/place`,
	`/console/messages/${IDS.message}/read`,
	`/console/parcels/import/${IDS.import}`,
	"/console/webhooks",
	...["change", "enable", "disable", "test", "secret", "replay", "delete"].map(
		(verb) => `/console/webhooks/${IDS.endpoint}/${verb}`,
	),
	`/console/webhooks/deliveries/${IDS.delivery}/replay`,
	"/console/keys",
	...["change", "rotate", "revoke"].map((verb) => `/console/keys/${IDS.key}/${verb}`),
	"/console/connections",
	`/console/connections/${IDS.connection}`,
	`/console/connections/${IDS.connection}/secret`,
	`/console/connections/${IDS.connection}/test`,
	`/console/connections/${IDS.connection}/disconnect`,
	"/console/shop",
	"/console/brands",
	...["", "/delete", "/logo/remove", "/links", "/faq", "/faq/1", "/faq/1/remove"].map(
		(below) => `/console/brands/${IDS.brand}${below}`,
	),
	...["/logo/remove", "/links", "/faq", "/faq/1", "/faq/1/remove"].map((below) => `/console/shop${below}`),
];
/** What each of their forms wants. */
const FILLED_IN = {
	...{ carrier: "fedex", url: "https://shop.example/hooks" },
	...{ trackingNumber: "794600000012", label: "The other account", name: "Ada's Boots" },
	...{ from: "2026-11-22T10:00", to: "2026-11-22T11:00", sure: "1", scopes: "shipments:read" },
	...{ question: "Gift wrap?", answer: "Yes." },
};

it("a parcel's page has it in the forms of other systems, as files for whoever is logged in", async () => {
	const page = await (await ask("GET", `/console/parcels/${IDS.shipment}`)).text();
	for (const [standard, kind] of [
		["epcis", "application/ld+json"],
		["x12-214", "application/EDI-X12; charset=utf-8"],
		["iftsta", "application/EDIFACT; charset=utf-8"],
	] as const) {
		const path = `/console/parcels/${IDS.shipment}/${standard}`;
		expect(page).toContain(`href="${path}"`);
		const answer = await ask("GET", path);
		expect([answer.status, answer.headers.get("content-type")]).toEqual([200, kind]);
		expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="shp_\w+\.[\w.]+"$/);
		expect((await ask("GET", path, { as: null })).status).not.toBe(200);
	}
});

it("a mail as it came is a file that no browser draws", async () => {
	const path = `/console/mails/${IDS.mail}`;
	expect(await (await ask("GET", path)).text()).toContain(`href="${path}/original"`);
	const answer = await ask("GET", `${path}/original`);
	expect(answer.headers.get("content-type")).toBe("application/octet-stream");
	expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="${IDS.mail}.eml"`);
	expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
	expect(await answer.text()).toBe("Where is it?");
	expect((await ask("GET", `${path}/original`, { as: "otherSeller" })).status).toBe(404);
});

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

/** Of what nothing may reach: one for all. */
const sharedDoor = openDoor();

describe.each(STAFF_POSTS)("POST %s", (path) => {
	const door = sharedDoor;
	it.each([
		["no token", ""],
		["another's token", "otherSeller"],
		["the cookie's own words", SESSIONS.full],
	])("does nothing with %s", async (_case, token) => {
		const form = token === "otherSeller" ? await formTokenOf("otherSeller") : token;
		const answer = await ask("POST", path, { form: { ...FILLED_IN, form }, door });
		expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("earlier login")]);
		expect((await door).heard.asked).toEqual([]);
	});

	it("does nothing for a page of another site, token or not", async () => {
		const form = { ...FILLED_IN, form: await formTokenOf("full") };
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
		const answer = await ask("POST", path, { form: { ...FILLED_IN, form: await formTokenOf("full") } });
		// What was found in a time has a page and no address.
		const isFound = [`${IDS.endpoint}/replay`, `${IDS.connection}/test`].some((end) => path.endsWith(end));
		expect(answer.status).toBe(isFound ? 200 : 303);
	});
});

it("a key may do here what it may do there", async () => {
	const form = { form: await formTokenOf("readOnly"), carrier: "fedex" };
	expect((await ask("GET", "/console/parcels", { as: "readOnly" })).status).toBe(200);
	for (const [method, path] of [
		["GET", "/console/messages"],
		["GET", "/console/connections"],
		["GET", "/console/connections/new"],
		["POST", "/console/connections"],
		["POST", `/console/connections/${IDS.connection}/test`],
		["POST", `/console/parcels/${IDS.shipment}/carrier`],
		["GET", "/console/webhooks"],
		["GET", `/console/webhooks/deliveries/${IDS.delivery}`],
		["POST", `/console/webhooks/${IDS.endpoint}/test`],
		["POST", `/console/parcels/${IDS.shipment}/archive`],
		["POST", `/console/parcels/${IDS.shipment}/change`],
	] as const) {
		const answer = await ask(method, path, { as: "readOnly", ...(method === "POST" && { form }) });
		expect([answer.status, await answer.text()]).toEqual([403, expect.stringMatching(/key with the scope/)]);
	}
	expect((await ask("GET", "/console", { as: "scopeless" })).status).toBe(200);
	expect((await ask("GET", "/console/parcels", { as: "scopeless" })).status).toBe(403);
});

it.each([
	[`/console/parcels/${IDS.shipment}`, "/console/parcels/shp_nobodyknowsthisone"],
	[`/console/messages/${IDS.message}`, "/console/messages/msg_nobodyknowsthisone"],
	[`/console/webhooks/${IDS.endpoint}`, "/console/webhooks/end_nobodyknowsthisone"],
	[`/console/webhooks/deliveries/${IDS.delivery}`, "/console/webhooks/deliveries/dlv_nobodyknowsthisone"],
	[`/console/mails/${IDS.mail}`, "/console/mails/inm_nobodyknowsthisone"],
	[`/console/keys/${IDS.key}`, "/console/keys/key_nobodyknowsthisone"],
	[`/console/brands/${IDS.brand}`, "/console/brands/brd_nobodyknowsthisone"],
	[`/console/brands/${IDS.brand}/faq/1`, "/console/brands/brd_nobodyknowsthisone/faq/1"],
])("another seller's %s and an unknown one are refused alike", async (known, made) => {
	const strip = (html: string) => html.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|value="[^"]+"/g, "");
	const foreign = await ask("GET", known, { as: "otherSeller" });
	const unknown = await ask("GET", made, { as: "otherSeller" });
	expect([foreign.status, unknown.status]).toEqual([404, 404]);
	expect(strip(await foreign.text())).toBe(strip(await unknown.text()));
});

it("a page counts as a request of its key, and one too many says when to go on", async () => {
	const turns: number[] = [];
	const { door } = await doorWith({
		takeTurns: async (_principal, count) => {
			turns.push(count);
			return { isOver: true, quota: 60, windowSeconds: 60, remaining: 0, resetSeconds: 41 };
		},
	});
	const answer = await ask("GET", "/console/parcels", { door });
	expect([answer.status, answer.headers.get("retry-after"), turns]).toEqual([429, "41", [1]]);
	expect(await answer.text()).toContain("Go on in 41 seconds");
	const form = { ...FILLED_IN, form: await formTokenOf("full") };
	expect((await ask("POST", `/console/keys/${IDS.key}/revoke`, { form, door })).status).toBe(429);
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

it("the list is narrowed as the API narrows it, and a last day is meant with all of it", async () => {
	const door = openDoor();
	const narrowed =
		"show=updated&q=794&action_by=sender&archived=any&created_from=2026-11-01&created_to=2026-11-30&eta_to=2199-12-31&updated_to=2199-12-31";
	const html = await (await ask("GET", `/console/parcels?${narrowed}`, { door })).text();
	expect((await door).heard.asked).toEqual([
		{
			name: "listShipments",
			input: {
				q: "794",
				actionBy: "sender",
				archived: "any",
				createdFrom: "2026-11-01T00:00:00.000Z",
				createdTo: "2026-12-01T00:00:00.000Z",
				updatedTo: "2199-12-31T00:00:00.000Z",
				etaTo: "2199-12-31",
				limit: 50,
				sort: "updated",
			},
		},
	]);
	expect(html).toContain('<input id="created_to" name="created_to" type="date" value="2026-11-30"');
	const short = await (await ask("GET", "/console/parcels?q=%207&created_to=yesterday", { door })).text();
	expect(short).toContain("Two letters or digits at least");
	expect(short).toMatch(/<input id="q"[^>]* value="7"/);
	expect((await door).heard.asked.at(-1)?.input).toEqual({ limit: 50 });
});

it("of a parcel is changed what was written anew, and nothing else", async () => {
	const { door, heard } = await doorWith({
		getShipment: async (_principal, id) => ({ ...shipmentDetail(id), reference: "R-1" }),
	});
	const change = async (fields: Readonly<Record<string, string>>) => {
		const form = { form: await formTokenOf("full"), ...fields };
		const answer = await ask("POST", `/console/parcels/${IDS.shipment}/change`, { form, door });
		return { answer, asked: heard.asked.findLast(({ name }) => name === "changeShipment")?.input };
	};
	const same = { reference: "R-1", order: "", promisedBy: "" };
	const before = await change(same);
	expect([before.answer.headers.get("location"), before.asked]).toEqual([
		`/console/parcels/${IDS.shipment}`,
		undefined,
	]);
	expect((await change({ ...same, brand: IDS.brand })).asked).toEqual({ brand: IDS.brand });
	const after = await change({ ...same, reference: " ", order: "A-9", promisedBy: "2026-11-30" });
	expect(after.answer.headers.get("location")).toBe(`/console/parcels/${IDS.shipment}?done=changed`);
	expect(after.asked).toEqual({ reference: null, order: { reference: "A-9" }, promisedBy: "2026-11-30" });
	const wrong = await change({ ...same, promisedBy: "some day" });
	const html = await wrong.answer.text();
	expect([wrong.answer.status, wrong.asked]).toEqual([422, after.asked]);
	expect(html).toMatch(/id="promisedBy-error">\s*Write a day/);
	expect(html).toContain('value="some day"');
});

it("a carrier that was asked just now is not asked again, and the page says when", async () => {
	const { door: refusing } = await doorWith({
		refreshNow: async () => {
			throw new TooMany("Ask again in 42 seconds.", 42);
		},
	});
	const form = { form: await formTokenOf("full") };
	const answer = await ask("POST", `/console/parcels/${IDS.shipment}/refresh`, { form, door: refusing });
	expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "42"]);
	expect(await answer.text()).toContain("Ask again in 42 seconds");
	const asked = await ask("POST", `/console/parcels/${IDS.shipment}/refresh`, { form });
	expect(asked.headers.get("location")).toBe(`/console/parcels/${IDS.shipment}?done=asked`);
});

it("parcels are added by their numbers, a line each, and what cannot be one is said beside it", async () => {
	const door = openDoor();
	const numbers = " 794600000012 \r\n\r\n794600000012\nx\n794600000099";
	const form = {
		form: await formTokenOf("full"),
		numbers,
		carrier: "fedex",
		order: "A-1",
		email: "lin@example.com",
		postcode: "04109",
		notify: "1",
	};
	const answer = await ask("POST", "/console/parcels", { form, door });
	const html = await answer.text();
	const order = { reference: "A-1", buyer: { email: "lin@example.com", postcode: "04109", notify: true } };
	expect((await door).heard.registered).toEqual([
		{ trackingNumber: "794600000012", carrier: "fedex", order },
		{ trackingNumber: "794600000099", carrier: "fedex", order },
	]);
	expect(html).toContain("2 of 3 are there");
	expect(html).toMatch(/<textarea[^>]*>x<\/textarea>/);
});

it.each([
	["nothing", { numbers: " \n " }, "Paste a number"],
	["too many", { numbers: Array.from({ length: 101 }, (_, index) => `79460000${index}`).join("\n") }, "At most 100"],
	["e-mails to nobody", { numbers: "794600000012", order: "A-1", notify: "1" }, "the buyer&#39;s address"],
	["a buyer of no order", { numbers: "794600000012", email: "a@b.example" }, "name the order"],
])("nothing is added of %s", async (_case, fields, said) => {
	const door = openDoor();
	const form = { form: await formTokenOf("full"), ...fields };
	const answer = await ask("POST", "/console/parcels", { form, door });
	expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(said)]);
	expect((await door).heard.registered).toEqual([]);
});

describe("a file of parcels", () => {
	const formOf = (token: string) => {
		const form = new FormData();
		if (token !== "") form.append("form", token);
		form.append("file", new Blob(["Label\nWAY1\n"]), "orders.csv");
		return form;
	};
	const bring = async (door: ReturnType<typeof openDoor>, token: string, headers: Record<string, string>) =>
		(await door).call("POST", "/console/parcels/import", { key: null, body: formOf(token), headers });
	const cookie = `${COOKIE}=${SESSIONS.full}`;

	it("is tried first, whatever it is", async () => {
		const door = openDoor();
		const answer = await bring(door, await formTokenOf("full"), { ...PAGE, cookie });
		expect([answer.status, answer.headers.get("location")]).toEqual([303, `/console/parcels/import/${IDS.import}`]);
		expect((await door).heard.asked).toEqual([
			{ name: "startImport", input: { name: "orders.csv", told: {}, isRehearsal: true, bytes: 11 } },
		]);
	});

	it("is not read of whoever is not logged in, has no token, or comes from another site", async () => {
		const door = openDoor();
		const token = await formTokenOf("full");
		expect((await bring(door, token, PAGE)).headers.get("location")).toBe("/console/log-in");
		for (const wrong of ["", "x", await formTokenOf("otherSeller")]) {
			expect((await bring(door, wrong, { ...PAGE, cookie })).status).toBe(403);
		}
		expect((await bring(door, token, { cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
		const readOnly = await bring(door, await formTokenOf("readOnly"), {
			...PAGE,
			cookie: `${COOKIE}=${SESSIONS.readOnly}`,
		});
		expect(readOnly.status).toBe(403);
		expect((await ask("POST", "/console/parcels/import", { form: { form: token }, door })).status).toBe(415);
		expect((await door).heard.asked).toEqual([]);
	});

	it.each([
		["as it was understood", "start", { c1: "trackingNumber" }, { told: {}, isRehearsal: false }],
		[
			"with a carrier",
			"check",
			{ c1: "trackingNumber", carrier: "fedex" },
			{ told: { carrier: "fedex" }, isRehearsal: true },
		],
	])("goes on %s", async (_case, does, fields, asked) => {
		const door = openDoor();
		const form = { form: await formTokenOf("full"), do: does, ...fields };
		expect((await ask("POST", `/console/parcels/import/${IDS.import}`, { form, door })).status).toBe(303);
		expect(JSON.parse(JSON.stringify((await door).heard.asked))).toEqual([{ name: "restartImport", input: asked }]);
	});

	it("goes on with the columns that were chosen, and no others", async () => {
		const door = openDoor();
		const form = { form: await formTokenOf("full"), do: "check", c1: "reference" };
		await ask("POST", `/console/parcels/import/${IDS.import}`, { form, door });
		const [{ input } = { input: null }] = (await door).heard.asked;
		const { columns } = (input as { told: { columns: string } }).told;
		expect(columns.split(",")).toEqual(expect.arrayContaining(["reference=1", "trackingNumber=", "itemName="]));
	});
});

it("a carrier is connected by the fields that it wants, and its secrets are shown this once", async () => {
	const door = openDoor();
	const empty = await (await ask("GET", "/console/connections/new?carrier=fedex")).text();
	expect(empty).toContain('name="credentials.clientSecret" type="password"');
	expect(empty).toContain("security token of the webhook");
	const form = { form: await formTokenOf("full"), carrier: "fedex", label: " ", "credentials.clientId": " shop " };
	const answer = await ask("POST", "/console/connections", { form, door });
	const path = `/console/connections/${IDS.connection}`;
	expect([answer.status, answer.headers.get("location")]).toEqual([303, `${path}/connected`]);
	expect((await door).heard.connected).toEqual([{ carrier: "fedex", credentials: { clientId: "shop" } }]);
	const rotated = await ask("POST", `${path}/secret`, { form: { ...form, graceHours: "0" }, door });
	for (const led of [answer, rotated]) {
		const [shown, again] = await shownBy(led, door);
		expect(shown).toContain("<code>whsec_AAAA</code>");
		expect(again).not.toContain("whsec_AAAA");
	}
	expect(await (await ask("GET", path)).text()).not.toContain("whsec_AAAA");
	expect((await ask("GET", "/console/connections/new?carrier=nobody")).status).toBe(404);
	expect((await ask("POST", "/console/connections", { form: { ...form, carrier: "nobody" } })).status).toBe(422);
});

it("a form that is refused says why at its field and keeps what was written", async () => {
	const long = "a".repeat(101);
	const form = { form: await formTokenOf("full"), carrier: "fedex", label: long, "credentials.clientId": "shop" };
	for (const path of ["/console/connections", `/console/connections/${IDS.connection}`]) {
		const door = openDoor();
		const answer = await ask("POST", path, { form, door });
		const html = await answer.text();
		expect(answer.status).toBe(422);
		expect(html).toMatch(new RegExp(`name="label"[^>]*value="${long}"[^>]*aria-invalid="true"`));
		expect(html).toContain('id="label-error"');
		expect(html).toMatch(/name="credentials.clientId"[^>]*value="shop"/);
		expect((await door).heard.connected).toEqual([]);
	}
});

it("a connection is tried with a number and what its carrier wants beside it", async () => {
	const door = openDoor();
	const path = `/console/connections/${IDS.connection}/test`;
	const form = { form: await formTokenOf("full"), trackingNumber: " 794600000012 ", "needs.postcode": "04109" };
	const html = await (await ask("POST", path, { form, door })).text();
	expect((await door).heard.asked).toEqual([
		{ name: "tryConnection", input: { trackingNumber: "794600000012", needs: { postcode: "04109" } } },
	]);
	expect(html).toContain("It works, and does not know this number");
	const wrong = await ask("POST", path, { form: { ...form, trackingNumber: "x" } });
	expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('id="trackingNumber-error"')]);
});

it("whoever begins is told what is left to do, as far as he may do it, and nothing once it is done", async () => {
	const buttons = async (services: Partial<Door["services"]>, as: "full" | "readOnly" = "full") => {
		const { door } = await doorWith(services);
		const html = await (await ask("GET", "/console", { door, as })).text();
		return [...html.matchAll(/class="button button-small" href="([^"]+)"/g)].map(([, href]) => href);
	};
	const [connect, contact, add, webhook] = [
		...["/console/connections/new", "/console/shop#contactEmail", "/console/parcels/new", "/console/webhooks/new"],
	];
	const noConnection = { listConnections: async () => [] };
	const noContact = { getShop: async () => ({ ...shopView(), contactEmail: null }) };
	const noParcel = { listShipments: async () => ({ items: [], next: null }) };
	const noEndpoint = { listEndpoints: async () => [] };
	expect(await buttons({})).toEqual([]);
	expect(await buttons(noConnection)).toEqual([connect]);
	expect(await buttons(noContact)).toEqual([contact]);
	expect(await buttons({ ...noConnection, ...noContact, ...noParcel, ...noEndpoint })).toEqual([
		...[connect, contact, add, webhook],
	]);
	// Many a shop has no system of its own.
	expect(await buttons(noEndpoint)).toEqual([]);
	expect(await buttons({ ...noConnection, ...noContact, ...noParcel, ...noEndpoint }, "readOnly")).toEqual([]);
});
