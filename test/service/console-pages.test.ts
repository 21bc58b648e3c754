import { afterAll, beforeAll, expect, test } from "vitest";
import { keyLabels } from "../../src/services/keys.ts";
import { operatorOf } from "../../src/services/sellers.ts";
import { browse } from "../helpers/browse.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { postSigned, startLastingService, type TestService } from "../helpers/service.ts";

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database, { publicUrl: "http://localhost" });
	});
	afterAll(() => service.stop());

	const delivering = (trackingNumber: string) => ({
		shipments: [{ trackingNumber, scans: [{ code: "in_transit.moving", occurredAt: "2026-11-20T10:00:00+01:00" }] }],
	});

	test("each courier of a shop's own is called what its connection is, wherever staff read of it", async () => {
		const [seller, stranger] = [await service.newSeller(), await service.newSeller()];
		await stranger.connect({ carrier: "push", label: "Not yours" });
		const riders = await seller.connect({ carrier: "push", label: "City Riders" });
		const owls = await seller.connect({ carrier: "push", label: "Night Owls <b>" });
		const parcels = new Map<string, string>();
		for (const [trackingNumber, { path, secret }] of [
			["RIDE-1001", riders],
			["OWL-1001", owls],
		] as const) {
			const { body } = await seller.post("/v1/shipments", { carrier: "push", trackingNumber });
			parcels.set(trackingNumber, body.id);
			await postSigned(`${service.url}${path}`, secret, delivering(trackingNumber));
		}
		await seller.post("/v1/shipments", { carrier: "fedex", trackingNumber: "794600000012" });
		const staff = await browse(service.url, seller.key);
		const list = rowsOf(await staff.get("/console/parcels"));
		expect(list["RIDE-1001"]).toContain("<bdi>City Riders</bdi>");
		expect(list["OWL-1001"]).toContain("<bdi>Night Owls &lt;b&gt;</bdi>");
		expect(list["794600000012"]).toContain("<bdi>FedEx</bdi>");
		const parcel = await staff.get(`/console/parcels/${parcels.get("OWL-1001")}`);
		expect(parcel).toContain("<bdi>Night Owls &lt;b&gt;</bdi> <bdi>OWL-1001</bdi>");
		const message = /\/console\/messages\/msg_\w+/.exec(parcel)?.[0] ?? "";
		expect(await staff.get(message)).toContain("<h1>Night Owls &lt;b&gt;: Read</h1>");
		for (const page of ["/console/parcels", "/console/transit", "/console/on-time", "/console/messages"]) {
			const html = await staff.get(page);
			expect(html, page).toContain('<option value="push">City Riders, Night Owls &lt;b&gt;</option>');
			expect(html, page).not.toMatch(/A courier of your own|Not yours/);
		}
		const foreign = await browse(service.url, stranger.key);
		expect(await foreign.get("/console/parcels")).toContain('<option value="push">Not yours</option>');
	});

	test("what the list shows can be downloaded as it is filtered, by whoever is logged in", async () => {
		const [seller, stranger] = [await service.newSeller(), await service.newSeller()];
		await stranger.post("/v1/shipments", { carrier: "fedex", trackingNumber: "794600000020" });
		for (const trackingNumber of ["794600000012", "794600000020"]) {
			await seller.post("/v1/shipments", { carrier: "fedex", trackingNumber, reference: `=R-${trackingNumber}` });
		}
		const staff = await browse(service.url, seller.key);
		const list = await staff.get("/console/parcels?q=7946000000&reference=%3DR-794600000012&show=updated");
		const [csv = "", ndjson = ""] = [...list.matchAll(/href="([^"]+)" download/g)].map(([, href]) => href);
		const text = await staff.get(csv.replaceAll("&amp;", "&"));
		expect(text.trim().split("\r\n")).toEqual([
			expect.stringContaining("trackingNumber,carrier,"),
			expect.stringContaining("794600000012,fedex,'=R-794600000012"),
		]);
		const lines = (await staff.get(ndjson.replaceAll("&amp;", "&"))).trim().split("\n");
		expect(lines.map((line) => JSON.parse(line).trackingNumber)).toEqual(["794600000012"]);
		expect((await staff.get("/console/parcels.csv")).trim().split("\r\n")).toHaveLength(3);
		// Of none is it known how likely it comes late.
		expect((await staff.get("/console/parcels.csv?show=late_risk")).trim().split("\r\n")).toHaveLength(1);
		expect(await staff.get("/console/parcels?q=none-like-this")).not.toContain(" download");
		const other = await browse(service.url, stranger.key);
		expect(await other.get("/console/parcels.csv")).not.toContain("794600000012");
		const nobody = await fetch(`${service.url}/console/parcels.csv`, { redirect: "manual" });
		expect(nobody.headers.get("location")).toBe("/console/log-in?next=%2Fconsole%2Fparcels.csv");
	});

	test("the list is narrowed to one brand, or to the shop's own name, and says which stays chosen", async () => {
		const seller = await service.newSeller();
		expect(await (await browse(service.url, seller.key)).get("/console/parcels")).not.toContain('name="brand"');
		const { body: brand } = await seller.post("/v1/brands", { name: "Harbour <Kids>" });
		for (const [trackingNumber, name] of [
			["794600000012", { brand: brand.id }],
			["794600000020", {}],
		] as const) {
			await seller.post("/v1/shipments", { carrier: "fedex", trackingNumber, ...name });
		}
		const staff = await browse(service.url, seller.key);
		const narrowed = await staff.get(`/console/parcels?brand=${brand.id}`);
		expect(Object.keys(rowsOf(narrowed))).toEqual(["794600000012"]);
		expect(narrowed).toMatch(new RegExp(`<option value="${brand.id}" selected[^>]*>Harbour &lt;Kids&gt;</option>`));
		expect(Object.keys(rowsOf(await staff.get("/console/parcels?brand=none")))).toEqual(["794600000020"]);
		expect(Object.keys(rowsOf(await staff.get("/console/parcels"))).sort()).toEqual(["794600000012", "794600000020"]);
	});

	test("whoever did something with a key is named as the key is, also when it is revoked", async () => {
		const seller = await service.newSeller();
		const { body: till } = await seller.post("/v1/keys", { label: "Till <1>", scopes: ["shop:write", "shop:read"] });
		const changed = await fetch(`${service.url}/v1/shop`, {
			method: "PATCH",
			headers: { authorization: `Bearer ${till.key}`, "content-type": "application/json" },
			body: JSON.stringify({ name: "Ada's Shoes" }),
		});
		expect(changed.status).toBe(200);
		await seller.delete(`/v1/keys/${till.id}`);
		const { body: auditor } = await seller.post("/v1/keys", { label: "Auditor", scopes: ["audit:read"] });
		const html = await (await browse(service.url, auditor.key)).get("/console/audit");
		expect(html).toContain("Key <bdi>Till &lt;1&gt;</bdi>");
		expect(html).toContain(`<a href="/console/keys/${till.id}"><bdi>Till &lt;1&gt;</bdi></a>`);
		expect(html).not.toContain(`<code>${till.id}`);
		const { body: log } = await seller.get("/v1/audit?limit=200");
		const ids = log.items.flatMap(({ actor, subject }: { actor: string; subject: string | null }) => [actor, subject]);
		const stranger = await service.newSeller();
		const labels = async (of: string) => keyLabels(service, await operatorOf(service, of), ids.filter(Boolean));
		expect((await labels(seller.id)).get(till.id)).toBe("Till <1>");
		expect(await labels(stranger.id)).toEqual(new Map());
	});

	test("the home page counts what is open, late and waited for, each with a way to just those", async () => {
		const [seller, stranger] = [await service.newSeller(), await service.newSeller()];
		await seller.connect({ carrier: "demo" });
		const staff = await browse(service.url, seller.key);
		expect(await staff.get("/console")).not.toContain('class="counts"');
		await seller.post("/v1/shipments", { carrier: "demo", trackingNumber: "DEMO-HAPPY-2" });
		const stepOf = (html: string) => /<p>Add a parcel<\/p><p[^>]*>([^<]*)</.exec(html)?.[1];
		expect(stepOf(await staff.get("/console"))).toBe("Still to do");

		const { path, secret } = await seller.connect({ carrier: "push" });
		const scans = {
			"C-LATE1": { code: "in_transit.moving", occurredAt: "2026-10-02T10:00:00+01:00" },
			"C-DONE1": { code: "delivered.to_recipient", occurredAt: "2026-10-03T10:00:00+01:00" },
			"C-HELD1": { code: "exception.address_problem", occurredAt: "2026-10-03T10:00:00+01:00" },
		};
		const promised = { from: "2026-10-02", to: "2026-10-02" };
		for (const trackingNumber of [...Object.keys(scans), "C-STOP1"]) {
			const { body } = await seller.post("/v1/shipments", { carrier: "push", trackingNumber });
			if (trackingNumber === "C-STOP1") await seller.post(`/v1/shipments/${body.id}/stop`, {});
		}
		await postSigned(`${service.url}${path}`, secret, {
			shipments: Object.entries(scans).map(([trackingNumber, scan]) => ({
				...{ trackingNumber, scans: [scan] },
				...(trackingNumber !== "C-HELD1" && { promised }),
			})),
		});
		const home = await staff.get("/console");
		expect(stepOf(home)).toBe("Done");
		const figures = [
			...home.matchAll(/class="count(?: count-warn)?" href="([^"]+)"><span class="count-number">(\d+)</g),
		];
		const counts = Object.fromEntries(figures.map(([, href = "", count]) => [href, Number(count)]));
		expect(counts).toEqual({
			"/console/parcels?show=open": 3,
			"/console/parcels?show=late": 1,
			// One for its address, one because it is late.
			"/console/parcels?show=waiting": 2,
			"/console/questions": 0,
			"/console/connections": 0,
		});
		for (const [href, count] of Object.entries(counts)) {
			if (!href.includes("show=")) continue;
			expect(Object.keys(rowsOf(await staff.get(href))), href).toHaveLength(count);
		}
		expect(Object.keys(rowsOf(await staff.get("/console/parcels?show=late")))).toEqual(["C-LATE1"]);
		await stranger.post("/v1/shipments", { carrier: "fedex", trackingNumber: "794600000012" });
		const other = await (await browse(service.url, stranger.key)).get("/console");
		expect(other).toContain('href="/console/parcels?show=late"><span class="count-number">0<');
	});

	test("a courier that only posts is well once something of its came, and a stranger's post changes nothing", async () => {
		const seller = await service.newSeller();
		const { id, path, secret } = await seller.connect({ carrier: "push" });
		const health = async () => (await seller.get(`/v1/connections/${id}`)).body.health;
		expect(await health()).toMatchObject({ state: "unknown", lastOkAt: null });
		const stranger = `whsec_${Buffer.from("of somebody else entirely").toString("base64")}`;
		expect((await postSigned(`${service.url}${path}`, stranger, delivering("RIDE-1"))).status).toBe(401);
		expect(await health()).toMatchObject({ state: "unknown", lastOkAt: null });
		await postSigned(`${service.url}${path}`, secret, delivering("RIDE-1"));
		expect(await health()).toMatchObject({ state: "ok", lastOkAt: expect.stringMatching(/Z$/), lastError: null });
		expect((await seller.get("/v1/connections")).body.items).toMatchObject([{ health: { state: "ok" } }]);
	});
});

/** What stands of each parcel in a list, by its number. */
function rowsOf(html: string): Readonly<Record<string, string>> {
	const rows = html.split('<li class="row').slice(1);
	return Object.fromEntries(rows.map((row) => [/<bdi>([^<]+)<\/bdi><\/a>/.exec(row)?.[1] ?? "", row]));
}
