import { expect, test } from "vitest";
import { type CarrierWays, type ConnectionWays, followingOf } from "../../src/core/following.ts";

const asked: CarrierWays = {
	code: "acme",
	name: "Acme",
	credentials: ["clientId", "clientSecret"],
	takesWebhooks: true,
	wantsSubscriptions: false,
	isNameOnly: false,
	hasPage: true,
};
const pushing: CarrierWays = { ...asked, code: "zenith", name: "Zenith", credentials: null };
const filed: CarrierWays = { ...pushing, code: "fileco", name: "Fileco", takesWebhooks: false };
const webhookUrl = "https://track.shop.example/carriers/acme/con_1";
const asking: ConnectionWays = {
	polls: true,
	webhookUrl,
	subscribes: false,
	isReachable: true,
	missing: null,
	refusal: null,
};
const hearing: ConnectionWays = { ...asking, polls: false };

test("a carrier that is not connected says how to connect it, naming the credentials it wants", () => {
	expect(followingOf(asked, null)).toEqual({
		state: "needs-connection",
		next: 'Connect your Acme account in the console, or by POST /v1/connections with {"carrier":"acme","credentials":{"clientId":"…","clientSecret":"…"}}.',
	});
	expect(followingOf(pushing, null).next).toContain('{"carrier":"zenith"}');
	expect(followingOf({ ...pushing, code: "push", name: "your courier" }, null).next).toBe(
		'Connect the courier in the console, or by POST /v1/connections with {"carrier":"push"}.',
	);
});

test("a connection with credentials follows, and nothing is left to do", () => {
	expect(followingOf(asked, asking)).toEqual({ state: "following", next: null });
});

test("what the carrier wants beside the number and was not told is the next step", () => {
	const missing = { need: "postcode", why: "Acme wants the recipient's postcode." };
	expect(followingOf(asked, { ...asking, missing })).toEqual({
		state: "following",
		next: 'Acme wants the recipient\'s postcode. Register the waybill once more with {"needs":{"postcode":"…"}}.',
	});
});

test("a connection without credentials waits for the carrier's posts, and says where they go and what more is possible", () => {
	const { state, next } = followingOf(asked, hearing);
	expect(state).toBe("push-only");
	expect(next).toContain(webhookUrl);
	expect(next).toContain("Add credentials");
	expect(followingOf(pushing, hearing).next).not.toContain("Add credentials");
});

test("a carrier that posts only for subscribed numbers says what it takes to have them subscribed", () => {
	const subscribing = { ...asked, wantsSubscriptions: true };
	expect(followingOf(subscribing, hearing).next).toContain("add credentials to the connection and Wayline subscribes");
	const byHand = { ...pushing, wantsSubscriptions: true };
	expect(followingOf(byHand, hearing).next).toContain("subscribe this one at Zenith");
	expect(followingOf(asked, hearing).next).not.toContain("subscribe");
});

test("a carrier that posts because it was asked to is followed, and says so when it refused", () => {
	const subscribing = { ...asked, wantsSubscriptions: true };
	const ways = { ...hearing, subscribes: true };
	expect(followingOf(subscribing, ways)).toEqual({ state: "following", next: null });
	const { state, next } = followingOf(subscribing, { ...ways, refusal: "unknown number" });
	expect(state).toBe("following");
	expect(next).toContain('"unknown number"');
});

test("an address that carriers cannot reach is the seller's next step", () => {
	const subscribing = { ...asked, wantsSubscriptions: true };
	const { state, next } = followingOf(subscribing, { ...hearing, subscribes: true, isReachable: false });
	expect(state).toBe("push-only");
	expect(next).toContain("set WAYLINE_PUBLIC_URL");
});

test("a carrier that is neither asked nor posts is not pretended to be followed", () => {
	expect(followingOf(filed, null).state).toBe("unsupported");
});

test("a carrier known by its numbers alone is said not to be followed, and how an aggregator could", () => {
	const known = { ...filed, code: "yodel", name: "Yodel", isNameOnly: true };
	const aggregator = { code: "collector", name: "Collector", isConnected: false };
	const { state, next } = followingOf(known, null, [aggregator]);
	expect(state).toBe("unsupported");
	expect(next).toContain("links to its own page");
	expect(followingOf({ ...known, hasPage: false }, null).next).not.toContain("links");
	expect(next).toContain("Wayline does not follow Yodel by itself yet");
	expect(next).toContain('("collector")');
	const connected = followingOf(known, null, [
		{ ...aggregator, code: "other" },
		{ ...aggregator, isConnected: true },
	]);
	expect(connected.next).toContain("Your Collector account may know Yodel's parcels");
	expect(connected.next).toContain('POST /v1/shipments/{id}/carrier with {"carrier":"collector"}');
	expect(followingOf(known, null).next).not.toContain("POST");
});
