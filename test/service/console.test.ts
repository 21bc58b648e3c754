import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Forbidden } from "../../src/core/errors.ts";
import { logIn, logOut, openSession } from "../../src/services/console-sessions.ts";
import type { Deps } from "../../src/services/deps.ts";
import { listAudit } from "../../src/services/noted.ts";
import { addSeller, createKey, revokeKey } from "../../src/services/sellers.ts";
import { changeShop } from "../../src/services/shop.ts";
import { pruneSessions } from "../../src/store/console-sessions.ts";
import type { Database } from "../../src/store/database.ts";
import { browse, browser } from "../helpers/browse.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { postSigned, startLastingService, type TestService } from "../helpers/service.ts";

const HOUR_MS = 3_600_000;

oneDatabase((database) => {
	let service: TestService;
	let db: Database;
	let dataDir: string;
	beforeAll(async () => {
		dataDir = await mkdtemp(join(tmpdir(), "wayline-console-"));
		service = await startLastingService(database, { publicUrl: "http://localhost", dataDir });
		db = service.db;
	});
	afterAll(async () => {
		await service.stop();
		await rm(dataDir, { recursive: true });
	});

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
		const principal = await openSession(deps, token);
		expect(principal).toMatchObject({ scopes: ["shipments:read"], actor: id });
		if (principal === null) throw new Error("Nobody is logged in.");
		const { items } = await listAudit({ db }, principal, { limit: 2, action: "session.started" });
		expect(items).toMatchObject([{ actor: id, subject: null, details: {} }]);
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
		const { deps, pass } = clock();
		const { id: sellerId } = await addSeller({ db }, { name: "A shop" });
		const [own, other] = [await createKey({ db }, { sellerId }), await createKey({ db }, { sellerId })];
		const [one, two, three] = [await logIn(deps, own.key), await logIn(deps, own.key), await logIn(deps, own.key)];
		const others = (await logIn(deps, other.key)) ?? "";
		await logOut(deps, one ?? "", { everywhere: false });
		expect(await openSession(deps, one ?? "")).toBeNull();
		expect(await openSession(deps, two ?? "")).not.toBeNull();
		pass(1);
		await logOut(deps, two ?? "", { everywhere: true });
		expect(await openSession(deps, three ?? "")).toBeNull();
		expect(await openSession(deps, others)).not.toBeNull();
		await logOut(deps, one ?? "", { everywhere: true });
		const principal = await openSession(deps, others);
		if (principal === null) throw new Error("Nobody is logged in.");
		const { items } = await listAudit({ db }, principal, { limit: 9, action: "session.ended" });
		expect(items).toMatchObject([
			{ actor: own.id, subject: null, details: { everywhere: true } },
			{ actor: own.id, subject: null, details: { everywhere: false } },
		]);
	});

	test("a link that is mailed to the shop's contact logs in, once, and may all but keys", async () => {
		const seller = await service.newSeller("Ada's Shoes");
		const contactEmail = `ada+${database.kind}@shoes.example`;
		await seller.patch("/v1/shop", { contactEmail });
		const asked = { headers: { "sec-fetch-site": "same-origin", accept: "text/html" }, redirect: "manual" } as const;
		const post = (path: string, fields: Readonly<Record<string, string>>) =>
			fetch(`${service.url}${path}`, { ...asked, method: "POST", body: new URLSearchParams(fields) });
		for (const email of ["nobody@shoes.example", contactEmail.toUpperCase()]) {
			expect((await post("/console/log-in-link", { email })).status).toBe(200);
		}
		const folder = join(dataDir, "mail");
		await expect.poll(() => readdir(folder).catch(() => [])).toHaveLength(1);
		const [file = ""] = await readdir(folder);
		const letter = (await readFile(join(folder, file), "utf8")).replaceAll(/=\r?\n/g, "");
		expect(letter).toContain(`To: ${contactEmail}`);
		const link = /http:\/\/localhost(\/console\/log-in-link\/\w+)/.exec(letter)?.[1] ?? "";
		const page = await (await fetch(`${service.url}${link}`, asked)).text();
		expect(page).toContain("<bdi>Ada&#39;s Shoes</bdi>");
		const answers = await Promise.all([post(link, {}), post(link, {})]);
		expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 404]);
		const cookie = answers.map(({ headers }) => headers.get("set-cookie")?.split(";")[0] ?? "").join("");
		expect(await (await fetch(`${service.url}${link}`, asked)).text()).toContain("opens nothing any more");
		const staff = browser(service.url, cookie);
		expect(await staff.get("/console/keys")).not.toContain("/console/keys/new");
		expect(await staff.get("/console/keys/new", 403)).toContain("keys:write");
		expect(await staff.get("/console/audit?action=session.started")).toContain(contactEmail);

		const { deps } = clock();
		const principal = await openSession(deps, cookie.slice(cookie.indexOf("=") + 1));
		if (principal === null) throw new Error("Nobody is logged in.");
		await expect(changeShop(deps, principal, { contactEmail: "eve@evil.example" })).rejects.toThrow(Forbidden);
		await changeShop(deps, principal, { contactEmail, name: "Ada" });
		await seller.patch("/v1/shop", { contactEmail: "grace@shoes.example" });
		expect(await openSession(deps, cookie.slice(cookie.indexOf("=") + 1))).toBeNull();
	});

	test("what a shop's staff set of its looks stands on its buyers' pages", async () => {
		const seller = await service.newSeller("Ada's Shoes");
		const { body: parcel } = await seller.post("/v1/shipments", { carrier: "push", trackingNumber: "BIKE-77002" });
		const staff = await browse(service.url, seller.key);
		const picture = await sharp({ create: { width: 300, height: 90, channels: 3, background: "#b3261e" } })
			.png()
			.toBuffer();
		const damaged = await staff.bring("/console/shop/logo", picture.subarray(0, 200));
		expect([damaged.status, await damaged.text()]).toEqual([422, expect.stringContaining("damaged or cut")]);
		expect((await staff.bring("/console/shop/logo", picture)).status).toBe(303);
		const links = { "brand.links.0.label": "Returns", "brand.links.0.url": "https://shoes.example/returns" };
		expect((await staff.post("/console/shop/links", links)).status).toBe(303);
		const question = { question: "Gift wrap?", answer: "Yes.\r\n<b>Ask us.</b>" };
		expect((await staff.post("/console/shop/faq", question)).status).toBe(303);
		const page = await (await fetch(`${service.url}${new URL(parcel.trackingUrl).pathname}`)).text();
		expect(page).toMatch(/<img src="\/brand\/[0-9a-f]{32}" width="150" height="45" alt="Ada&#39;s Shoes"/);
		expect(page).toContain('href="https://shoes.example/returns"');
		expect(page).toContain("Yes.\n&lt;b&gt;Ask us.&lt;/b&gt;");
		const own = await staff.get("/console/shop");
		expect(own).toContain(`href="${parcel.trackingUrl}"`);
		const added = await staff.post("/console/brands", { name: "Ada's Kids" });
		const [kids = ""] = (added.headers.get("location") ?? "").split("?");
		await staff.post(`${kids}/links`, { ...links, "brand.links.0.label": "Toys" });
		const brand = kids.slice("/console/brands/".length);
		await staff.post(`/console/parcels/${parcel.id}/change`, { reference: "", order: "", promisedBy: "", brand });
		const branded = await (await fetch(`${service.url}${new URL(parcel.trackingUrl).pathname}`)).text();
		expect(branded).toContain(">Toys<");
		expect(branded).not.toMatch(/Gift wrap|Returns|Shoes/);
		expect(await staff.get(kids)).toContain(`href="${parcel.trackingUrl}"`);
		expect((await staff.post(`${kids}/delete`, { sure: "1" })).status).toBe(409);
		const stranger = await browse(service.url, (await service.newSeller("Bob's Hats")).key);
		await stranger.get(kids, 404);
		expect((await stranger.post(`${kids}/links`, links)).status).toBe(404);
		await staff.post("/console/shop/logo/remove", {});
		expect(await staff.get("/console/shop")).toContain("There is none: pages show the name.");
	});

	test("a key is made once, shown once, and works, however often its page is loaded", async () => {
		const seller = await service.newSeller("Ada's Shoes");
		const staff = await browse(service.url, seller.key);
		const made = await staff.post("/console/keys", { label: "till", scopes: "shipments:read" });
		const path = made.headers.get("location") ?? "";
		const kept = (made.headers.get("set-cookie") ?? "").split(";")[0];
		const key = /<code>(wl_\w{20,})<\/code>/.exec(await staff.get(path, 200, kept))?.[1] ?? "";
		expect(await staff.get(path)).toContain("cannot be shown again");
		const asked = await fetch(`${service.url}/v1/shipments`, { headers: { authorization: `Bearer ${key}` } });
		expect(asked.status).toBe(200);
		expect((await seller.get("/v1/keys")).body.items).toHaveLength(2);
		const stranger = await browse(service.url, (await service.newSeller("Bob's Hats")).key);
		expect(await stranger.get(path, 404, kept)).not.toContain(key);
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
		expect((await staff.post(`/console/parcels/${id}/archive`, {})).status).toBe(303);
		expect(await staff.get("/console/parcels?q=bike77")).toContain("No parcel is like this");
		expect(await staff.get("/console/parcels?q=bike-77&archived=true&show=updated")).toContain("BIKE-77001");
		expect((await staff.post(`/console/parcels/${id}/refresh`, {})).status).toBe(409);
		await staff.post(`/console/parcels/${id}/reopen`, {});
		await staff.post(`/console/parcels/${id}/change`, { reference: "R-9", order: "A-77", promisedBy: "2026-11-30" });
		expect(await staff.get("/console/parcels?q=r-9")).toContain("BIKE-77001");
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
