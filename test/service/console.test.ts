import { afterAll, beforeAll, expect, test } from "vitest";
import { logIn, logOut, openSession } from "../../src/services/console-sessions.ts";
import type { Deps } from "../../src/services/deps.ts";
import { addSeller, createKey, revokeKey } from "../../src/services/sellers.ts";
import { pruneSessions } from "../../src/store/console-sessions.ts";
import type { Database } from "../../src/store/database.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { postSigned, startLastingService, type TestService } from "../helpers/service.ts";

const HOUR_MS = 3_600_000;

eachDatabase((database) => {
	let service: TestService;
	let db: Database;
	beforeAll(async () => {
		service = await startLastingService(database, { publicUrl: "http://localhost" });
		db = service.db;
	});
	afterAll(() => service.stop());

	/** What sessions need, on a clock of the test's own. */
	const clock = (start = Date.now()) => {
		let nowMs = start;
		// Sessions use neither places nor lanes nor open pages.
		const deps = { db, now: () => new Date(nowMs) } as unknown as Deps;
		return { deps, pass: (hours: number) => (nowMs += hours * HOUR_MS), now: () => new Date(nowMs).toISOString() };
	};

	test("a session does what its key may, and ends with it", async () => {
		const { deps } = clock();
		const { id: sellerId } = await addSeller({ db }, { name: "A shop" });
		const { id, key } = await createKey({ db }, { sellerId, scopes: ["shipments:read"] });
		const token = (await logIn(deps, ` ${key}\n`)) ?? "";
		expect(token).toMatch(/^[0-9A-Za-z]{40,}$/);
		expect(await openSession(deps, token)).toMatchObject({ scopes: ["shipments:read"] });
		expect(await openSession(deps, key)).toBeNull();
		expect(await logIn(deps, token)).toBeNull();
		await revokeKey({ db }, id);
		expect(await openSession(deps, token)).toBeNull();
		expect(await logIn(deps, key)).toBeNull();
	});

	test("it ends twelve hours after it was used last, and a week after it began in any case", async () => {
		const { deps, pass, now } = clock();
		const { id: sellerId } = await addSeller({ db }, { name: "A shop" });
		const { key } = await createKey({ db }, { sellerId });
		const idle = (await logIn(deps, key)) ?? "";
		const used = (await logIn(deps, key)) ?? "";
		pass(11);
		expect(await openSession(deps, used)).not.toBeNull();
		pass(2);
		expect(await openSession(deps, idle)).toBeNull();
		for (let hours = 13; hours < 167; hours += 11) {
			expect(await openSession(deps, used)).not.toBeNull();
			pass(11);
		}
		expect(await openSession(deps, used)).not.toBeNull();
		pass(1);
		expect(await openSession(deps, used)).toBeNull();
		const again = (await logIn(deps, key)) ?? "";
		await pruneSessions(db, now());
		expect(await openSession(deps, again)).not.toBeNull();
	});

	test("logging out ends this session, or all of the key and nobody else's", async () => {
		const { deps } = clock();
		const { id: sellerId } = await addSeller({ db }, { name: "A shop" });
		const [own, other] = [await createKey({ db }, { sellerId }), await createKey({ db }, { sellerId })];
		const [one, two, three] = [await logIn(deps, own.key), await logIn(deps, own.key), await logIn(deps, own.key)];
		const others = (await logIn(deps, other.key)) ?? "";
		await logOut(deps, one ?? "", { everywhere: false });
		expect(await openSession(deps, one ?? "")).toBeNull();
		expect(await openSession(deps, two ?? "")).not.toBeNull();
		await logOut(deps, two ?? "", { everywhere: true });
		expect(await openSession(deps, three ?? "")).toBeNull();
		expect(await openSession(deps, others)).not.toBeNull();
		await logOut(deps, one ?? "", { everywhere: true });
	});

	test("a shop's staff read their own parcels, provenance and messages, and correct a carrier", async () => {
		const seller = await service.newSeller("Ada's <Shoes>");
		const stranger = await service.newSeller("Bob's Hats");
		const { path, secret } = await seller.connect({ carrier: "push" });
		const registered = await seller.post("/v1/shipments", {
			carrier: "push",
			trackingNumber: "BIKE-77001",
			reference: '"><script>alert(1)</script>',
			order: { reference: "A-77" },
		});
		const staff = await browse(service.url, seller.key);
		const text = 'Left \u202ethe depot <img src=x onerror="alert(1)">';
		await postSigned(`${service.url}${path}`, secret, {
			shipments: [
				{
					trackingNumber: "BIKE-77001",
					scans: [
						{
							id: "1",
							code: "in_transit.moving",
							occurredAt: { local: "2026-11-20T10:00:00", zone: "Europe/Berlin" },
							text,
						},
					],
				},
			],
		});
		const list = await staff.get("/console/parcels?order=A-77");
		expect(list).toContain("BIKE-77001");
		expect(list).not.toContain("<script>alert");
		const id = registered.body.id;
		const parcel = await staff.get(`/console/parcels/${id}`);
		expect(parcel).toContain("in_transit.moving");
		expect(parcel).toContain("<bdi>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</bdi>");
		expect(parcel).not.toMatch(/<script>|<img src=x/);
		expect(parcel).toContain(registered.body.trackingUrl);
		const message = /\/console\/messages\/msg_\w+/.exec(parcel)?.[0] ?? "";
		const raw = await staff.get(message);
		expect(raw).toContain("⟨U+202E⟩");
		expect(raw).toContain("&lt;img src=x onerror=");
		expect(raw).not.toContain("\u202e");
		expect(raw).not.toContain("<img src=x");

		const foreign = await browse(service.url, stranger.key);
		expect(await foreign.get("/console/parcels")).not.toContain("BIKE-77001");
		expect(await foreign.get(`/console/parcels/${id}`, 404)).toContain("no shipment");
		expect(await foreign.get(message, 404)).not.toContain("U+202E");
		expect((await foreign.post(`/console/parcels/${id}/carrier`, { carrier: "fedex" })).status).toBe(404);

		const wrong = await staff.post(`/console/parcels/${id}/carrier`, { carrier: "nobody" });
		expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("There is no carrier")]);
		const right = await staff.post(`/console/parcels/${id}/carrier`, { carrier: "demo", trackingNumber: " " });
		expect([right.status, right.headers.get("location")]).toEqual([303, `/console/parcels/${id}?done=corrected`]);
		expect(await staff.get(`/console/parcels/${id}?done=corrected`)).toContain("The carrier is corrected");
		const added = await staff.post("/console/parcels", { numbers: "BIKE-77001\n794600000012\n12345", order: "A-78" });
		const lines = (await added.text()).split('<li class="row').slice(1);
		expect(lines.map((line) => line.slice(0, line.indexOf('"')).trim())).toEqual(["row-warn", "row-warn", "row-warn"]);
		expect(lines[0]).toContain("No carrier&#39;s numbers look like this");
		expect(lines[1]).toContain('<option value="sf-express">SF Express</option>');
		const chosen = await staff.post("/console/parcels", { numbers: "794600000012", carrier: "fedex", order: "A-78" });
		expect(await chosen.text()).toContain("It is there");
		expect(await staff.get("/console/parcels?order=A-78")).toContain("794600000012");
		const again = await staff.post(`${message}/read`, {});
		expect(again.headers.get("location")).toMatch(/\?done=read/);
	});
});

/** A browser of somebody who logged in with a key. */
async function browse(url: string, key: string) {
	const headers = { accept: "text/html", "sec-fetch-site": "same-origin" };
	const answer = await fetch(`${url}/console/log-in`, {
		method: "POST",
		redirect: "manual",
		headers,
		body: new URLSearchParams({ key }),
	});
	const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
	const get = async (path: string, status = 200) => {
		const page = await fetch(`${url}${path}`, { headers: { ...headers, cookie }, redirect: "manual" });
		const html = await page.text();
		expect(page.status, html).toBe(status);
		return html;
	};
	return {
		get,
		post: async (path: string, fields: Readonly<Record<string, string>>) => {
			const form = /name="form" value="([^"]+)"/.exec(await get("/console"))?.[1] ?? "";
			const body = new URLSearchParams({ form, ...fields });
			return fetch(`${url}${path}`, { method: "POST", redirect: "manual", headers: { ...headers, cookie }, body });
		},
	};
}
