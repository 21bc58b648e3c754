import { createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Device, Push } from "../../src/core/notices/device.ts";
import { createEndpointClient } from "../../src/net/endpoint-client.ts";
import { createPusher, makePushKeys, type Pusher } from "../../src/net/pusher.ts";
import { type PushService, startPushService } from "../helpers/push-service.ts";

const NOW = new Date("2026-11-24T10:00:00Z");
const keys = makePushKeys();

let maker: PushService;
let pusher: Pusher;
let device: Device;
beforeAll(async () => {
	maker = await startPushService();
	device = maker.newDevice("one");
	pusher = createPusher({ http: maker.http, keys, subject: "https://track.shop.example", now: () => NOW });
});
beforeEach(() => {
	maker.answer = { status: 201 };
});
afterAll(() => maker.close());

const push = (more: Partial<Push> = {}): Push => ({
	device,
	words: { title: "配達中です", body: "<b>Shoes</b>", locale: "ja", direction: "ltr" },
	path: "/t/abc?lang=ja",
	topic: "t".repeat(32),
	isUrgent: true,
	expiresAt: "2026-11-24T11:00:00Z",
	...more,
});

test("a device reads what was said, its maker learns when and nothing else, and who sends is signed", async () => {
	expect(await pusher.post(push())).toMatchObject({ outcome: "sent" });
	const { headers, read, body } = maker.got.at(-1) ?? {};
	expect(read).toEqual({ ...push().words, path: "/t/abc?lang=ja" });
	expect(headers).toMatchObject({
		ttl: "3600",
		urgency: "high",
		topic: "t".repeat(32),
		"content-encoding": "aes128gcm",
		"content-type": "application/octet-stream",
	});
	expect(body?.toString("latin1")).not.toContain("Shoes");
	const [, token = "", key] = /^vapid t=([^,]+), k=(.+)$/.exec(String(headers?.authorization)) ?? [];
	expect(key).toBe(keys.publicKey);
	const [head = "", claims = "", signature = ""] = token.split(".");
	const point = Buffer.from(keys.publicKey, "base64url");
	const [x, y] = [point.subarray(1, 33).toString("base64url"), point.subarray(33).toString("base64url")];
	const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
	const signed = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
	expect(verify("sha256", Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, "base64url"))).toBe(true);
	expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
		aud: "https://push.example",
		sub: "https://track.shop.example",
	});
});

test.each([
	[404, {}, { outcome: "refused", isNoAddress: true }],
	[410, {}, { outcome: "refused", isNoAddress: true }],
	[413, {}, { outcome: "refused" }],
	[429, { "retry-after": "120" }, { outcome: "failed", waitMs: 120_000 }],
	[500, {}, { outcome: "failed", waitMs: 0 }],
	[503, { "retry-after": "soon" }, { outcome: "failed", waitMs: 0 }],
])("an answer %i is told from the others", async (status, headers, came) => {
	maker.answer = { status, headers };
	const pushed = await pusher.post(push());
	expect(pushed).toMatchObject(came);
	expect(pushed.isNoAddress ?? false).toBe("isNoAddress" in came);
	expect(pushed.detail).not.toContain("/send/");
});

test("what is no news any more, and what nobody can encrypt for, is handed to nobody", async () => {
	const before = maker.got.length;
	expect(await pusher.post(push({ expiresAt: NOW.toISOString() }))).toMatchObject({ outcome: "refused" });
	const none = { ...device, p256dh: `B${"A".repeat(86)}` };
	expect(await pusher.post(push({ device: none }))).toMatchObject({ outcome: "refused", isNoAddress: true });
	expect(maker.got).toHaveLength(before);
});

test("nothing is posted to an address within, by name or by number", async () => {
	const http = createEndpointClient({
		privateHosts: [],
		resolve: (_host, _options, done) => done(null, [{ address: "10.0.0.7", family: 4 }]),
	});
	const guarded = createPusher({ http, keys, subject: "mailto:a@b.example", now: () => NOW });
	for (const host of ["127.0.0.1", "[::1]", "169.254.169.254", "localhost", "push.example.com"]) {
		const inner = { ...device, endpoint: `https://${host}/secret-of-the-device` };
		const { outcome, detail } = await guarded.post(push({ device: inner }));
		expect([outcome, detail.includes("secret-of-the-device")], host).toEqual(["failed", false]);
	}
	await http.close();
});
