import { expect, test } from "vitest";
import { track17 } from "../../../adapters/17track.ts";

const access = { credentials: { key: "KEY", courier: "100003" }, token: "", nowMs: 0, requestId: "request-1" };
const queries = [{ trackingNumber: "RB123456785CN", needs: {} }] as const;
const headers = { "17token": "KEY", "content-type": "application/json" };
const body = '[{"number":"RB123456785CN","carrier":100003}]';

test("asks, registers and stops with the key in a header, and names the courier by its key", () => {
	const callback = { callbackUrl: "https://wayline.example/carriers/17track/con_1", secret: "KEY" };
	const url = "https://api.17track.net/track/v2.2";
	expect(track17.poll?.request(queries, access)).toEqual({
		method: "POST",
		url: `${url}/gettrackinfo`,
		headers,
		body,
	});
	expect(track17.subscribe?.request(queries, { ...access, ...callback })).toMatchObject({
		url: `${url}/register`,
		body,
	});
	const subscription = { trackingNumber: "RB123456785CN", id: null };
	expect(track17.subscribe?.cancel?.request(subscription, access)).toMatchObject({ url: `${url}/stoptrack`, body });
});

test("asks for each waybill with its own courier, where it has one", () => {
	const named = [...queries, { trackingNumber: "YODEL1", needs: { courier: "100031" } }] as const;
	expect(JSON.parse(track17.poll?.request(named, access).body ?? "")).toEqual([
		{ number: "RB123456785CN", carrier: 100003 },
		{ number: "YODEL1", carrier: 100031 },
	]);
});

test("leaves the courier out where the seller has named none", () => {
	const request = track17.poll?.request(queries, { ...access, credentials: { key: "KEY" } });
	expect(request?.body).toBe('[{"number":"RB123456785CN"}]');
});
