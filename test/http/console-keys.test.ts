import { expect, it } from "vitest";
import { Conflict, Forbidden } from "../../src/core/errors.ts";
import { ask, COOKIE, doorWith, keptFor, send, shownBy } from "./helpers/console.ts";
import { IDS, SESSIONS } from "./helpers/known.ts";

const ADDRESS = `/console/keys/${IDS.key}`;

it("a key is made with what was ticked, and shown that once", async () => {
	const { door, heard } = await doorWith({});
	const answer = await send(
		"/console/keys",
		[
			["label", " the till "],
			["scopes", "shipments:read"],
			["scopes", "shipments:write"],
			["perMinute", "60"],
		],
		door,
	);
	const made = answer.headers.get("location") ?? "";
	expect([answer.status, made]).toEqual([303, `/console/keys/${IDS.key}/secret`]);
	expect(await shownBy(answer, door)).toEqual([
		expect.stringContaining("<code>wl_new</code>"),
		expect.stringContaining("shown once"),
	]);
	expect(heard.asked.at(-1)).toEqual({
		name: "createKey",
		input: { label: "the till", scopes: ["shipments:read", "shipments:write"], perMinute: 60 },
	});
	expect(await (await ask("GET", ADDRESS, { door })).text()).not.toContain("wl_new");
});

it("a secret is shown to the session that made it, on its own page, and to nobody else", async () => {
	const { door } = await doorWith({});
	const { cookie, path, age } = keptFor(await send("/console/keys", [["scopes", "shipments:read"]], door));
	expect([path, age, cookie]).toEqual([
		`${ADDRESS}/secret`,
		"120",
		expect.stringMatching(/^__Secure-wayline_shown=\S+$/),
	]);
	expect(cookie).not.toContain("wl_new");
	for (const [as, page] of [
		["otherSeller", path],
		["full", `/console/webhooks/${IDS.endpoint}/secret`],
	] as const) {
		const headers = { cookie: `${COOKIE}=${SESSIONS[as]}; ${cookie}` };
		expect(await (await ask("GET", page, { door, headers })).text()).not.toContain("wl_new");
	}
});

it.each([
	["nothing ticked", [["label", "x"]], 422, "Choose one thing"],
	[
		"a limit that is none",
		[
			["scopes", "shipments:read"],
			["perMinute", "many"],
		],
		422,
		'id="perMinute-error"',
	],
	["a scope that is none", [["scopes", "everything"]], 422, 'class="error"'],
] as const)("no key is made of %s, and what was written stays", async (_case, fields, status, said) => {
	const { door, heard } = await doorWith({});
	const answer = await send("/console/keys", [...fields, ["label", "kept"]], door);
	expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(said)]);
	expect(heard.asked).toEqual([]);
});

it("what is not changed of a key is not sent", async () => {
	const { door, heard } = await doorWith({});
	await send(
		`${ADDRESS}/change`,
		[
			["label", "the shop"],
			["scopes", "shipments:read"],
		],
		door,
	);
	expect(heard.asked.at(-1)?.input).toEqual({ label: "the shop" });
	await send(
		`${ADDRESS}/change`,
		[
			["scopes", "messages:read"],
			["perMinute", "5"],
		],
		door,
	);
	expect(heard.asked.at(-1)?.input).toEqual({ label: null, scopes: ["messages:read"], perMinute: 5 });
});

it("a key that cannot go says why, on its page", async () => {
	const { door } = await doorWith({
		revokeKey: async () => {
			throw new Conflict("It is the last key.");
		},
		rotateKey: async () => {
			throw new Forbidden("A key gives no other what it does not have itself.");
		},
	});
	const last = await send(`${ADDRESS}/revoke`, [["sure", "1"]], door);
	expect([last.status, await last.text()]).toEqual([409, expect.stringContaining("It is the last key.")]);
	const unsure = await send(`${ADDRESS}/revoke`, [], door);
	expect(unsure.headers.get("location")).toBe(ADDRESS);
	const more = await send(`${ADDRESS}/rotate`, [["graceHours", "0"]], door);
	expect([more.status, await more.text()]).toEqual([403, expect.stringContaining("what it does not have itself")]);
});

it("who of the shop wrote in a thread is named as the key is, to whoever may read it", async () => {
	const { door } = await doorWith({});
	const html = await (await ask("GET", `/console/questions/${IDS.question}`, { door })).text();
	expect(html).toContain("Key <bdi>the till</bdi>");
	expect(html).not.toContain(IDS.key);
});

it("the log is narrowed by what it knows, days with all of the last one", async () => {
	const { door, heard } = await doorWith({});
	const query = "actor=key_1&action=key.revoked&subject=&from=2026-11-01&to=2026-11-30";
	const html = await (await ask("GET", `/console/audit?${query}`, { door })).text();
	expect(heard.asked).toEqual([
		{
			name: "listAudit",
			input: {
				actor: "key_1",
				action: "key.revoked",
				from: "2026-11-01T00:00:00.000Z",
				to: "2026-12-01T00:00:00.000Z",
				limit: 100,
			},
		},
	]);
	expect(html).toContain("cursor=b3BhcXVl_-");
	await ask("GET", "/console/audit?action=nonsense&from=yesterday&to=2026-02-31", { door });
	expect(heard.asked.at(-1)?.input).toEqual({ limit: 100 });
});

it("the windows are asked about as the address says, and what nobody knows is passed over", async () => {
	const { door, heard } = await doorWith({});
	await ask("GET", "/console/accuracy?by=horizon&days=365&carrier=fedex", { door });
	await ask("GET", "/console/accuracy?by=everything&days=9&carrier=%22", { door });
	expect(heard.asked.map(({ input }) => input)).toEqual([
		{ days: 365, by: ["horizon"], carrier: "fedex" },
		{ days: 90, by: ["carrier"] },
	]);
});

it("the analytics are asked for as the address says, and what nobody knows is passed over", async () => {
	const { door, heard } = await doorWith({});
	await ask("GET", "/console/transit?by=week&days=30&carrier=dhl&until=first-attempt", { door });
	await ask("GET", "/console/transit?by=reason&until=never", { door });
	await ask("GET", "/console/on-time?by=lane&promise=carrier", { door });
	await ask("GET", "/console/exceptions?by=code&carrier=%22", { door });
	const lanes = "country";
	expect(heard.asked.map(({ name, input }) => [name, input])).toEqual([
		["transitTimes", { days: 30, lanes, by: ["week"], carrier: "dhl", until: "first-attempt" }],
		["transitTimes", { days: 90, lanes, by: ["carrier"], until: "arrival" }],
		["onTimeShares", { days: 90, lanes, by: ["lane"] }],
		["exceptions", { days: 90, lanes, by: ["code"] }],
	]);
});
