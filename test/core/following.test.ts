import { expect, test } from "vitest";
import { type CarrierWays, followingOf } from "../../src/core/following.ts";

const asked: CarrierWays = {
	code: "acme",
	name: "Acme",
	credentials: ["clientId", "clientSecret"],
	takesWebhooks: true,
};
const pushing: CarrierWays = { code: "zenith", name: "Zenith", credentials: null, takesWebhooks: true };
const filed: CarrierWays = { code: "fileco", name: "Fileco", credentials: null, takesWebhooks: false };
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

test("a carrier that is neither asked nor posts is not pretended to be followed", () => {
	expect(followingOf(filed, null).state).toBe("unsupported");
});
