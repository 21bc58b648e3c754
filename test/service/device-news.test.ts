import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Device } from "../../src/core/notices/device.ts";
import { createPusher } from "../../src/net/pusher.ts";
import { startMailSender } from "../../src/outbound/mail-sender.ts";
import { openVault, WrongKey } from "../../src/store/seal.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { type PushService, startPushService } from "../helpers/push-service.ts";
import { startLastingService, TEST_SECRET_KEY, type TestService } from "../helpers/service.ts";
import { awayFromMidnight, type Watched, watched } from "../helpers/watched-parcel.ts";

const vault = openVault(TEST_SECRET_KEY);

eachDatabase((database) => {
	let service: TestService;
	let maker: PushService;
	beforeAll(async () => {
		service = await startLastingService(database, { trustProxy: 1 });
		maker = await startPushService();
	});
	beforeEach(() => {
		maker.answer = { status: 201 };
	});
	afterAll(async () => {
		await maker.close();
		await service.stop();
	});

	const press = (shop: Watched, link: string, device: Device, wants = "start") =>
		shop.sends(`${link}/device?lang=de`, { wants, ...device });

	/** What waits to be handed on is, by the keys that the page names, at the test's own clock. */
	async function handOn(shop: Watched): Promise<void> {
		const { db } = service;
		const [kept] = await db.rows<{ publicKey: string; sealed: Uint8Array }>(
			sql`select public_key as "publicKey", sealed_private as sealed from push_keys`,
		);
		if (!kept) throw new Error("The service made no keys.");
		const privateKey = vault.unseal(kept.sealed, "private key of notifications");
		const keys = { publicKey: kept.publicKey, privateKey };
		const { now } = shop.deps;
		const pusher = createPusher({ http: maker.http, keys, subject: "mailto:a@shop.example", now });
		const mailer = { post: () => Promise.reject(new Error("No mail was queued.")), close: () => {} };
		const failures: unknown[] = [];
		const sender = startMailSender({
			...{ db, vault, mailer, pusher, now },
			...{ everyMs: 3_600_000, onError: (error: unknown) => failures.push(error) },
		});
		await sender.runOnce();
		await sender.stop();
		expect(failures).toEqual([]);
	}

	const noticesOf = async (shop: Watched, id: string) => (await shop.seller.get(`/v1/shipments/${id}/notices`)).body;

	test("news comes to a device as its page says it, once, however often it is pressed, and ends where it is pressed", async () => {
		const shop = await watched(service);
		await awayFromMidnight(shop);
		const { id, link } = await shop.register("BELL-1", { order: { reference: "1", items: [{ name: "Shoes" }] } });
		const device = maker.newDevice("bell-1");
		for (const _twice of [1, 2]) expect((await press(shop, link, device)).status).toBe(200);
		await shop.tells("BELL-1", "ready_for_pickup.at_point");
		await shop.wait(4);
		await handOn(shop);
		const page = await (await fetch(`${link}?lang=de`)).text();
		const [, headline = ""] = /<h1 data-headline="true">(.*?)<\/h1>/.exec(page) ?? [];
		const got = maker.got.filter(({ endpoint }) => endpoint === device.endpoint);
		expect(got).toHaveLength(1);
		expect(got[0]?.read).toMatchObject({ locale: "de", path: `${new URL(link).pathname}?lang=de` });
		// Which day it is may be another by the clock that the test turns.
		const [first = ""] = headline.split(" ");
		expect([first, got[0]?.read.title.split(" ")[0]]).toEqual([expect.stringMatching(/\w/), first]);
		expect(got[0]?.read.body).toContain("Shoes");
		expect(got[0]?.headers).toMatchObject({ urgency: "high" });
		const { watchers, items } = await noticesOf(shop, id);
		expect(watchers).toMatchObject([{ source: "device", state: "watching", address: "push.example", asks: null }]);
		expect(items).toMatchObject([{ kind: "to_collect", state: "told", mail: expect.stringMatching(/^eml_/) }]);
		expect((await press(shop, link, device, "stop")).status).toBe(200);
		await shop.tells("BELL-1", "delivered.to_recipient", { minutesAgo: 1 });
		await shop.wait(4);
		expect((await noticesOf(shop, id)).watchers).toMatchObject([{ state: "ended", endedBecause: "asked" }]);
		expect(await shop.mails()).toHaveLength(1);
		// Pressed again it goes on.
		expect((await press(shop, link, device)).status).toBe(200);
		expect((await noticesOf(shop, id)).watchers).toMatchObject([{ state: "watching" }]);
	});

	test("a maker who takes nothing now is asked again; one who knows the device no more ends it", async () => {
		const shop = await watched(service);
		await awayFromMidnight(shop);
		const { id, link } = await shop.register("BELL-2");
		const device = maker.newDevice("bell-2");
		await press(shop, link, device);
		await shop.tells("BELL-2", "out_for_delivery.on_vehicle");
		await shop.wait(4);
		maker.answer = { status: 429, headers: { "retry-after": "600" } };
		await handOn(shop);
		await shop.wait(2);
		await handOn(shop);
		const got = () => maker.got.filter(({ endpoint }) => endpoint === device.endpoint).length;
		// Not sooner than its maker said.
		expect(got()).toBe(1);
		await shop.wait(9);
		maker.answer = { status: 410 };
		await handOn(shop);
		expect(got()).toBe(2);
		expect((await noticesOf(shop, id)).watchers).toMatchObject([{ state: "ended", endedBecause: "bounced" }]);
	});

	test("nobody is notified of a shop that wants none, by a form of another site, or at an address within", async () => {
		const shop = await watched(service);
		const { id, link } = await shop.register("BELL-3");
		const device = maker.newDevice("bell-3");
		const inner = { ...device, endpoint: "https://127.0.0.1/send" };
		expect((await press(shop, link, inner)).status).toBe(422);
		for (const wrong of [
			{ ...device, endpoint: "http://push.example/a" },
			{ ...device, endpoint: `https://push.example/${"a".repeat(1_000)}` },
			{ ...device, endpoint: "https://push.example/a b" },
			{ ...device, auth: "short" },
			{ ...device, p256dh: device.p256dh.slice(1) },
		])
			expect((await press(shop, link, wrong)).status, wrong.endpoint.slice(0, 40)).toBe(422);
		const headers = { "sec-fetch-site": "cross-site" };
		const body = new URLSearchParams({ wants: "start", ...device });
		expect((await fetch(`${link}/device`, { method: "POST", body, headers })).status).toBe(403);
		expect((await press(shop, link, device)).status).toBe(200);
		await shop.seller.patch("/v1/shop", { notices: { push: false } });
		expect(await (await fetch(`${link}/watch`)).text()).not.toContain("data-push");
		expect((await press(shop, link, maker.newDevice("bell-3b"))).status).toBe(403);
		await shop.tells("BELL-3", "out_for_delivery.on_vehicle");
		await shop.wait(4);
		expect(await shop.mails()).toEqual([]);
		const { watchers, items } = await noticesOf(shop, id);
		expect([watchers.length, items.map(({ state }: { state: string }) => state)]).toEqual([1, ["unwanted"]]);
	});

	test("nodes have one pair of keys, and none is made in place of one that another secret key sealed", async () => {
		const { keepPushKeys } = await import("../../src/store/push-keys.ts");
		const { makePushKeys } = await import("../../src/net/pusher.ts");
		const now = new Date().toISOString();
		const asked = { make: makePushKeys, now };
		const [one, other] = await Promise.all([0, 1].map(() => keepPushKeys(service.db, vault, asked)));
		expect(one).toEqual(other);
		const stranger = openVault(Buffer.alloc(32, 9));
		await expect(keepPushKeys(service.db, stranger, asked)).rejects.toThrow(WrongKey);
		const page = await (await fetch(`${(await (await watched(service)).register("BELL-4")).link}/watch`)).text();
		expect(page).toContain(`data-push="${one?.publicKey}"`);
	});
});
