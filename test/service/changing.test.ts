import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { postSigned, startLastingService, type TestSeller, type TestService } from "../helpers/service.ts";

const FEDEX = { carrier: "fedex", credentials: { clientId: "id", clientSecret: "secret" } };

oneDatabase((database) => {
	let service: TestService;
	beforeAll(async () => {
		service = await startLastingService(database, {}, () => {});
	});
	afterAll(() => service.stop());

	const register = async (seller: TestSeller, waybill: object) =>
		(await seller.post("/v1/shipments", { carrier: "push", ...waybill })).body;
	const logOf = async (seller: TestSeller, id: string) =>
		(await seller.get(`/v1/audit?subject=${id}`)).body.items.map(({ action }: { action: string }) => action);
	const duePolls = async (id: string) => {
		const [found] = await service.db.rows<{ due: number }>(
			sql`select count(l.next_poll_at)::int4 as due from legs l
				join shipments s on s.seller_id = l.seller_id and s.id = l.shipment_id where s.public_id = ${id}`,
		);
		return found?.due;
	};

	test("what a patch names is changed, what it leaves out stays, and null takes away", async () => {
		const seller = await service.newSeller();
		const out = await register(seller, { trackingNumber: "OUT1" });
		const { id, trackingUrl } = await register(seller, {
			trackingNumber: "PATCH1",
			reference: "one",
			order: { reference: "first" },
			destination: { country: "DE", city: "Leipzig" },
			service: "Express",
			promisedBy: "2030-01-05",
		});
		const path = `/v1/shipments/${id}`;
		const changed = await seller.patch(path, {
			reference: "two",
			order: { reference: "second", items: [{ name: "Boots" }] },
			origin: { country: "cn" },
			promisedBy: "2030-02-01T18:00:00+01:00",
			returnOf: out.id,
		});
		expect(changed).toMatchObject({
			status: 200,
			body: {
				reference: "two",
				origin: { country: "CN" },
				destination: { country: "DE", city: "Leipzig" },
				service: "Express",
				promisedBy: "2030-02-01T18:00:00+01:00",
				returnOf: out.id,
			},
		});
		expect((await seller.get(`/v1/orders/${changed.body.orderId}`)).body).toMatchObject({
			reference: "second",
			shipments: [{ id }],
		});
		expect((await seller.get(`/v1/shipments/${out.id}`)).body.returns).toEqual([id]);
		const page = await (await fetch(`${service.url}${new URL(trackingUrl).pathname}.json`)).json();
		expect(page).toMatchObject({ items: [{ name: "Boots" }], eta: { to: expect.stringContaining("2030-02-01") } });

		const gone = { reference: null, order: null, origin: null, destination: null, service: null, promisedBy: null };
		const bare = (await seller.patch(path, { ...gone, returnOf: null, needs: null })).body;
		expect(bare).toMatchObject({ id, reference: null, origin: null, destination: null, service: null, eta: null });
		expect([bare.orderId, bare.returnOf, bare.promisedBy]).toEqual([undefined, null, null]);
		expect((await seller.get(`/v1/shipments/${out.id}`)).body.returns).toEqual([]);
		expect(await logOf(seller, id)).toEqual(["shipment.changed", "shipment.changed"]);
	});

	test.each([
		[{}, ""],
		[{ trackingNumber: "OTHER1" }, "/trackingNumber"],
		[{ destination: { country: "Atlantis" } }, "/destination/country"],
		[{ promisedBy: "soon" }, "/promisedBy"],
		[{ returnOf: "shp_0000000000000000000000" }, "/returnOf"],
		[{ needs: { shoeSize: "44" } }, "/needs/shoeSize"],
		[{ order: { reference: null } }, "/order/reference"],
	])("%j is refused, nothing is changed, and the field is named", async (change, pointer) => {
		const seller = await service.newSeller();
		const before = await register(seller, { trackingNumber: "KEPT1", reference: "kept" });
		const refused = await seller.patch(`/v1/shipments/${before.id}`, { reference: "lost", ...change });
		const bare = Object.keys(change).length === 0 ? await seller.patch(`/v1/shipments/${before.id}`, {}) : refused;
		expect(bare).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
		if (bare === refused) expect((await seller.get(`/v1/shipments/${before.id}`)).body.reference).toBe("kept");
		expect((await (await service.newSeller()).patch(`/v1/shipments/${before.id}`, { reference: "x" })).status).toBe(
			404,
		);
	});

	test.each([
		["archive", "reopen", "archivedAt", ["shipment.reopened", "shipment.archived"]],
		["stop", "resume", "stoppedAt", ["shipment.following.resumed", "shipment.following.stopped"]],
	])("%s and %s: nobody is asked meanwhile, and what is told is kept", async (aside, up, since, log) => {
		const seller = await service.newSeller();
		const { path: hook, secret } = await seller.connect({ carrier: "push" });
		const { id } = await register(seller, { trackingNumber: "ASIDE1" });
		const path = `/v1/shipments/${id}`;
		const put = await seller.post(`${path}/${aside}`, undefined);
		expect(put).toMatchObject({ status: 200, body: { id, following: { state: "stopped" } } });
		expect(put.body.following.next).toContain(`/${up}`);
		expect((await seller.post(`${path}/${aside}`, undefined)).body[since]).toBe(put.body[since]);
		expect(await seller.post(`${path}/refresh`, undefined)).toMatchObject({
			status: 409,
			body: { id, detail: expect.stringContaining(`/${up}`) },
		});
		const listed = async (query = "") =>
			(await seller.get(`/v1/shipments${query}`)).body.items.map((one: { id: string }) => one.id);
		expect(await listed()).toEqual(aside === "archive" ? [] : [id]);
		expect(await listed("?archived=any")).toEqual([id]);
		const scans = [{ code: "in_transit.arrived_facility", occurredAt: new Date().toISOString() }];
		await postSigned(`${service.url}${hook}`, secret, { shipments: [{ trackingNumber: "ASIDE1", scans }] });
		expect((await seller.get(path)).body).toMatchObject({
			milestone: "in_transit",
			scans: [{}],
			[since]: put.body[since],
		});
		const reviews = () =>
			service.db.rows<{ isDue: boolean }>(
				sql`select review_at is not null as "isDue" from shipments where public_id = ${id}`,
			);
		expect(await reviews()).toEqual([{ isDue: false }]);
		const back = await seller.post(`${path}/${up}`, undefined);
		expect(back.body).toMatchObject({ [since]: null, following: { state: "push-only" } });
		expect(await reviews()).toEqual([{ isDue: true }]);
		expect(await listed()).toEqual([id]);
		await seller.post(`${path}/${up}`, undefined);
		expect(await logOf(seller, id)).toEqual(log);
	});

	test("a parcel is asked for again when it is taken up, also by an account that was linked meanwhile", async () => {
		const seller = await service.newSeller();
		const { id } = await register(seller, { trackingNumber: "700000000016", carrier: "fedex" });
		await seller.post(`/v1/shipments/${id}/archive`, undefined);
		await seller.post("/v1/connections", FEDEX);
		expect(await duePolls(id)).toBe(0);
		expect((await seller.post(`/v1/shipments/${id}/reopen`, undefined)).body.following.state).toBe("following");
		expect(await duePolls(id)).toBe(1);
	});

	test("a refresh has the carrier asked once in five minutes, or says why nobody can be asked", async () => {
		const seller = await service.newSeller();
		const { id } = await register(seller, { trackingNumber: "700000000016", carrier: "fedex" });
		const refresh = (which = id) => seller.post(`/v1/shipments/${which}/refresh`, undefined);
		expect(await refresh()).toMatchObject({ status: 200, body: { state: "needs-connection", askedAt: null } });
		await seller.connect({ carrier: "push" });
		const own = await register(seller, { trackingNumber: "OWN1" });
		expect(await refresh(own.id)).toMatchObject({ status: 200, body: { state: "push-only" } });
		const { id: connection } = (await seller.post("/v1/connections", FEDEX)).body;
		await service.db.rows(
			sql`update connections set paused_until = now() + interval '1 hour' where public_id = ${connection}`,
		);
		await service.db.rows(
			sql`update legs l set next_poll_at = null from shipments s
				where s.seller_id = l.seller_id and s.id = l.shipment_id and s.public_id = ${id}`,
		);
		const asked = await refresh();
		expect(asked).toMatchObject({ status: 202, body: { state: "asked", notBefore: expect.any(String) } });
		expect(asked.body.next).toContain(asked.body.notBefore);
		expect(await duePolls(id)).toBe(1);
		const again = await refresh();
		expect(again.status).toBe(429);
		const seconds = Number(again.headers.get("retry-after"));
		expect(seconds).toBeGreaterThan(240);
		expect(seconds).toBeLessThanOrEqual(300);
		await service.db.rows(
			sql`update shipments set refresh_asked_at = now() - interval '301 seconds' where public_id = ${id}`,
		);
		expect((await refresh()).status).toBe(202);
		expect((await (await service.newSeller()).post(`/v1/shipments/${id}/refresh`, undefined)).status).toBe(404);
	});
});
