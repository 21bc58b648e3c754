import { expect, it } from "vitest";
import { Conflict, Invalid } from "../../src/core/errors.ts";
import { ask, doorWith, send, shownBy } from "./helpers/console.ts";
import { openDoor } from "./helpers/door.ts";
import { IDS } from "./helpers/known.ts";

const ADDRESS = `/console/webhooks/${IDS.endpoint}`;

it("an address is added with what was ticked, and its secret is shown that once", async () => {
	const { door, heard } = await doorWith({});
	const answer = await send(
		"/console/webhooks",
		[
			["url", " https://shop.example/hooks "],
			["label", ""],
			["which", "some"],
			["events", "shipment.created"],
			["events", "order.delivered"],
			["carriers", "fedex"],
		],
		door,
	);
	expect([answer.status, answer.headers.get("location")]).toEqual([303, `${ADDRESS}/secret`]);
	const [shown, again] = await shownBy(answer, door);
	expect(shown).toContain("<code>whsec_AAAA</code>");
	expect(again).not.toContain("whsec_AAAA");
	expect(heard.asked).toEqual([
		{
			name: "addEndpoint",
			input: {
				url: "https://shop.example/hooks",
				events: ["shipment.created", "order.delivered"],
				carriers: ["fedex"],
			},
		},
	]);
	await send(
		"/console/webhooks",
		[
			["url", "https://shop.example/all"],
			["which", "all"],
			["events", "x"],
		],
		door,
	);
	expect(heard.asked.at(-1)?.input).toEqual({ url: "https://shop.example/all" });
	expect(await (await ask("GET", ADDRESS, { door })).text()).not.toContain("whsec_");
});

it("an address may get CloudEvents and check them by a public key, which its page shows and no secret", async () => {
	const endpoint = (await (await openDoor()).door.services.listEndpoints({} as never))[0];
	if (!endpoint) throw new Error("The double has no endpoint.");
	const publicKey = `whpk_${"A".repeat(43)}=`;
	const signed = { ...endpoint, format: "cloudevents", signature: "ed25519", publicKey } as const;
	const { door, heard } = await doorWith({
		addEndpoint: async (_principal, input) => {
			heard.asked.push({ name: "addEndpoint", input });
			return signed;
		},
		getEndpoint: async () => signed,
	});
	const url = ["url", "https://shop.example/hooks"] as const;
	const kinds = [
		["format", "cloudevents"],
		["signature", "ed25519"],
	] as const;
	const made = await send("/console/webhooks", [url, ...kinds], door);
	expect([made.status, made.headers.get("location"), made.headers.get("set-cookie")]).toEqual([303, ADDRESS, null]);
	expect(heard.asked.at(-1)?.input).toEqual({ url: url[1], format: "cloudevents", signature: "ed25519" });
	const shown = await (await ask("GET", ADDRESS, { door })).text();
	expect(shown).toContain(publicKey);
	expect(shown).toMatch(/id="format-cloudevents"[^>]* checked/);
	expect(shown).not.toContain('id="signature-ed25519"');
	await send(`${ADDRESS}/change`, [url, kinds[0]], door);
	expect(heard.asked.at(-1)?.input).toEqual({ url: url[1], label: null });
	await send(`${ADDRESS}/change`, [url, ["format", "standard"]], door);
	expect(heard.asked.at(-1)?.input).toEqual({ url: url[1], label: null, format: "standard" });
	await send(`${ADDRESS}/secret`, [["signature", "hmac-sha256"]], door);
	expect(heard.asked.at(-1)?.input).toEqual({ graceHours: 24, signature: "hmac-sha256" });
});

it("what is wrong with an address stands beside it, and what was written stays", async () => {
	const refusing = await doorWith({
		addEndpoint: async () => {
			throw new Invalid("Some fields are not right.", [{ pointer: "/url", detail: "It is of your own network." }]);
		},
	});
	const written = [
		["url", "https://10.0.0.1/x"],
		["label", "the till"],
		["which", "some"],
		["events", "shipment.created"],
		["carriers", "dhl"],
	] as const;
	const answer = await send("/console/webhooks", written, refusing.door);
	const html = await answer.text();
	expect(answer.status).toBe(422);
	expect(html).toMatch(/id="url-error">\s*It is of your own network\./);
	expect(html).toContain('value="the till"');
	expect(html).toMatch(/id="events-shipment\.created"[^>]* checked/);
	const unticked = await send("/console/webhooks", [written[0], ["which", "some"]], refusing.door);
	expect([unticked.status, await unticked.text()]).toEqual([422, expect.stringContaining("Choose one at least")]);
});

it("what is not changed of an address is not sent, so that a pattern stays one", async () => {
	const endpoint = (await (await openDoor()).door.services.listEndpoints({} as never))[0];
	if (!endpoint) throw new Error("The double has no endpoint.");
	const { door, heard } = await doorWith({
		getEndpoint: async () => ({ ...endpoint, label: "old", events: ["shipment.e*"], carriers: ["dhl"] }),
	});
	const same = [
		["url", "https://shop.example/hooks"],
		["which", "some"],
		["events", "shipment.eta.changed"],
		["carriers", "dhl"],
	] as const;
	const answer = await send(`${ADDRESS}/change`, same, door);
	expect(answer.headers.get("location")).toBe(`${ADDRESS}?done=changed`);
	expect(heard.asked.at(-1)?.input).toEqual({ url: "https://shop.example/hooks", label: null });
	await send(`${ADDRESS}/change`, [same[0], ["which", "all"]], door);
	expect(heard.asked.at(-1)?.input).toEqual({
		url: "https://shop.example/hooks",
		label: null,
		events: ["*"],
		carriers: null,
	});
});

it("news of a time are sent again, of times in UTC, and where it goes on is filled in", async () => {
	const replayed: unknown[] = [];
	const { door } = await doorWith({
		replayEvents: async (_principal, _id, wanted) => {
			replayed.push(wanted);
			return { count: 10_000, next: "2026-11-22T10:30:05.123Z" };
		},
	});
	const times = [
		["from", "2026-11-22T10:00"],
		["to", "2026-11-22T11:00"],
		["only", "all"],
	] as const;
	const html = await (await send(`${ADDRESS}/replay`, times, door)).text();
	expect(replayed).toEqual([{ from: "2026-11-22T10:00:00.000Z", to: "2026-11-22T11:00:00.000Z", only: "all" }]);
	expect(html).toMatch(/10000 pieces of news are sent again\. There are more/);
	expect(html).toContain('value="2026-11-22T10:30:05"');
	const wrong = await send(`${ADDRESS}/replay`, [["from", "yesterday"], times[1]], door);
	expect([wrong.status, replayed.length]).toEqual([422, 1]);
	expect(await wrong.text()).toMatch(/id="from-error"/);
});

it("is enabled with or without what was held, and deleted by whoever says that he is sure", async () => {
	const { door, heard } = await doorWith({});
	await send(`${ADDRESS}/enable`, [["held", "drop"]], door);
	await send(`${ADDRESS}/enable`, [], door);
	await send(`${ADDRESS}/disable`, [], door);
	expect(heard.asked.map(({ input }) => input)).toEqual([
		{ enabled: true, held: "drop" },
		{ enabled: true, held: "send" },
		{ enabled: false },
	]);
	const unsure = await send(`${ADDRESS}/delete`, [], door);
	expect(unsure.headers.get("location")).toBe(ADDRESS);
	const sure = await send(`${ADDRESS}/delete`, [["sure", "1"]], door);
	expect(sure.headers.get("location")).toBe("/console/webhooks?done=deleted");
	const tested = await send(`${ADDRESS}/test`, [], door);
	expect(tested.headers.get("location")).toBe(`/console/webhooks/deliveries/${IDS.delivery}?done=tested`);
});

it("a test that failed is called that, and not given up, as news is", async () => {
	const { services } = (await openDoor()).door;
	const titleOf = async (type: string) => {
		const { door } = await doorWith({
			getDelivery: async (...asked) => ({ ...(await services.getDelivery(...asked)), type, state: "given-up" }),
		});
		return /<h1>([^<]*)</.exec(
			await (await ask("GET", `/console/webhooks/deliveries/${IDS.delivery}`, { door })).text(),
		);
	};
	expect((await titleOf("endpoint.test"))?.[1]).toBe("The test failed");
	expect((await titleOf("shipment.delivered"))?.[1]).toBe("Given up");
});

it("the log is narrowed by what it knows, and says why something is not sent again", async () => {
	const { door, heard } = await doorWith({
		replayDelivery: async () => {
			throw new Conflict("The endpoint is disabled.");
		},
	});
	const query = `endpoint=${IDS.endpoint}&state=given-up&type=nonsense&shipment=%20${IDS.shipment}`;
	const html = await (await ask("GET", `/console/webhooks/deliveries?${query}`, { door })).text();
	expect(heard.asked).toEqual([
		{
			name: "listDeliveries",
			input: { endpoint: IDS.endpoint, state: "given-up", shipment: IDS.shipment, limit: 50 },
		},
	]);
	expect(html).toContain("cursor=b3BhcXVl_-");
	const disabled = await doorWith({
		replayEvents: async () => {
			throw new Conflict("The endpoint is disabled.");
		},
	});
	const times = [
		["from", "2026-11-22T10:00"],
		["to", "2026-11-22T11:00"],
	] as const;
	const range = await send(`${ADDRESS}/replay`, times, disabled.door);
	expect([range.status, await range.text()]).toEqual([409, expect.stringContaining("Enable it first.")]);
	const again = await send(`/console/webhooks/deliveries/${IDS.delivery}/replay`, [], door);
	expect([again.status, await again.text()]).toEqual([409, expect.stringContaining("Enable it first.")]);
});
