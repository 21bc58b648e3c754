import { expect, test } from "vitest";
import { type CarrierWays, followingOf } from "../../src/core/following.ts";

const asked: CarrierWays = {
	code: "acme",
	name: "Acme",
	credentials: ["clientId", "clientSecret"],
	takesWebhooks: true,
	wantsSubscriptions: false,
};
const pushing: CarrierWays = { ...asked, code: "zenith", name: "Zenith", credentials: null };
const filed: CarrierWays = { ...pushing, code: "fileco", name: "Fileco", takesWebhooks: false };
const webhookUrl = "https://track.shop.example/carriers/acme/con_1";

test("a carrier that is not connected says how to connect it, naming the credentials it wants", () => {
	expect(followingOf(asked, null)).toEqual({
		state: "needs-connection",
		next: 'Connect your Acme account: POST /v1/connections with {"carrier":"acme","credentials":{"clientId":"…","clientSecret":"…"}}.',
	});
	expect(followingOf(pushing, null).next).toContain('{"carrier":"zenith"}');
});

test("a connection with credentials follows, and nothing is left to do", () => {
	expect(followingOf(asked, { polls: true, webhookUrl })).toEqual({ state: "following", next: null });
});

test("a connection without credentials waits for the carrier's posts, and says where they go and what more is possible", () => {
	const { state, next } = followingOf(asked, { polls: false, webhookUrl });
	expect(state).toBe("push-only");
	expect(next).toContain(webhookUrl);
	expect(next).toContain("Add credentials");
	expect(followingOf(pushing, { polls: false, webhookUrl }).next).not.toContain("Add credentials");
});

test("a carrier that posts only for subscribed numbers is not said to be subscribed by us", () => {
	const { next } = followingOf({ ...asked, wantsSubscriptions: true }, { polls: false, webhookUrl });
	expect(next).toContain("does not subscribe them by itself yet: subscribe this one at Acme");
	expect(followingOf(asked, { polls: false, webhookUrl }).next).not.toContain("subscribe");
});

test("a carrier that is neither asked nor posts is not pretended to be followed", () => {
	expect(followingOf(filed, null).state).toBe("unsupported");
});
