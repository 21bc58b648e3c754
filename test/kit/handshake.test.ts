import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
	defineCarrier,
	type Handshake,
	hmacSha256,
	type IncomingHook,
	isSecret,
	json,
	signSha256,
	Unreadable,
} from "../../adapters/kit/index.ts";

const Challenge = z.object({ type: z.literal("endpoint.verify"), challenge: z.string().max(100) });

/** Tries an address by a GET that shows the secret, and again by a POST whose challenge is to be signed. */
const handshake: Handshake = ({ method, query, body }, secret) => {
	if (method === "GET") {
		const asked = new URLSearchParams(query);
		const challenge = asked.get("challenge");
		if (challenge === null || !isSecret(asked.get("verify_token"), secret)) return null;
		return { status: 200, headers: { "content-type": "text/plain" }, body: challenge };
	}
	try {
		const { challenge } = json(new TextDecoder().decode(body), Challenge);
		const answer = { response: signSha256(challenge, secret, "hex") };
		return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(answer) };
	} catch (error) {
		if (error instanceof Unreadable) return null;
		throw error;
	}
};

const careful = defineCarrier({
	code: "careful-courier",
	name: "Careful Courier",
	countries: [],
	source: { kind: "assumed", url: "https://careful.example/", checked: "2026-01-01" },
	numbers: { pattern: /^C\d+$/, valid: ["C1"], invalid: ["X"] },
	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: {},
	extract: () => ({ shipments: [] }),
	trackingUrl: () => "",
	webhook: { verify: hmacSha256({ header: "x-sign", encoding: "hex" }), handshake },
});

function knock(method: "GET" | "POST", query = "", body = ""): IncomingHook & { readonly method: "GET" | "POST" } {
	return { method, query, headers: {}, body: new TextEncoder().encode(body) };
}

describe("a carrier that tries the address first", () => {
	test("by a GET is answered with its challenge, when it shows the connection's secret", () => {
		const tried = knock("GET", "challenge=c-42&verify_token=secret-1");
		expect(careful.webhook?.handshake?.(tried, "secret-1")).toMatchObject({ status: 200, body: "c-42" });
		expect(careful.webhook?.handshake?.(tried, "secret-2")).toBeNull();
	});

	test("by a POST is answered with the challenge signed, which only who has the secret can check", () => {
		const tried = knock("POST", "", '{"type":"endpoint.verify","challenge":"c-42"}');
		const answer = careful.webhook?.handshake?.(tried, "secret-1");
		expect(JSON.parse(answer?.body ?? "")).toEqual({ response: signSha256("c-42", "secret-1", "hex") });
		expect(answer?.body).not.toContain("secret-1");
	});

	test.each([
		["a GET without a challenge", knock("GET", "verify_token=secret-1")],
		["a GET without the secret", knock("GET", "challenge=c-42")],
		["a message like any other", knock("POST", "", '{"scans":[]}')],
		["no message at all", knock("POST")],
	])("is not answered for %s: the door goes on as for any message", (_, tried) => {
		expect(careful.webhook?.handshake?.(tried, "secret-1")).toBeNull();
	});
});
