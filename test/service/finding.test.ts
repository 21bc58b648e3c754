import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { postSigned, startLastingService, type TestSeller, type TestService } from "../helpers/service.ts";

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

eachDatabase((database) => {
	let service: TestService;
	let seller: TestSeller;
	const ids = new Map<string, string>();
	beforeAll(async () => {
		service = await startLastingService(database);
		seller = await service.newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments/batch", {
			shipments: [
				{ trackingNumber: "BIKE1001", carrier: "push", reference: "Spring-1", order: { reference: "O%5" } },
				{ trackingNumber: "BIKE1002", carrier: "push", reference: "spring-2", order: { reference: "ÖL-77" } },
				{ trackingNumber: "VAN1001", carrier: "push", reference: "100%", order: { reference: "o_6" } },
				{ trackingNumber: "00340434161094022115", carrier: "dhl" },
			],
		});
		for (const { shipment, problem } of body.items) {
			if (problem) throw new Error(problem.detail);
			ids.set(shipment.trackingNumber, shipment.id);
		}
		const shipments = [
			{
				trackingNumber: "BIKE1001",
				scans: [{ code: "in_transit.customs_duty_due", occurredAt: new Date().toISOString() }],
				promised: { from: day(30), to: day(31) },
			},
		];
		await postSigned(`${service.url}${path}`, secret, { shipments });
		const dates: readonly (readonly [string, string, string])[] = [
			["BIKE1001", "2026-10-01T10:00:00Z", "2026-11-20T00:00:00Z"],
			["BIKE1002", "2026-10-02T00:00:00Z", "2026-11-22T00:00:00Z"],
			["VAN1001", "2026-10-03T23:30:00Z", "2026-11-21T00:00:00Z"],
			["00340434161094022115", "2026-10-04T00:00:00Z", "2026-11-19T00:00:00Z"],
		];
		for (const [number, created, updated] of dates) {
			await service.db.rows(
				sql`update shipments set created_at = ${created}::timestamptz, updated_at = ${updated}::timestamptz
					where public_id = ${ids.get(number)}`,
			);
		}
		await service.db.rows(
			sql`update shipments set eta = eta || '{"from":"2026-12-20","to":"2026-12-22"}' where public_id = ${ids.get("BIKE1001")}`,
		);
		await service.db.rows(
			sql`update shipments set archived_at = now() where public_id = ${ids.get("00340434161094022115")}`,
		);
	});
	afterAll(() => service.stop());

	const found = async (query: string, who = seller) => {
		const { status, body } = await who.get(`/v1/shipments?${query}`);
		expect(status, JSON.stringify(body)).toBe(200);
		return body.items.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber);
	};
	const [b1, b2, v1, d1] = ["BIKE1001", "BIKE1002", "VAN1001", "00340434161094022115"];

	test.each([
		["", [v1, b2, b1]],
		["archived=any", [d1, v1, b2, b1]],
		["archived=true", [d1]],
		["archived=false&carrier=push", [v1, b2, b1]],
		["sort=updated&archived=any", [b2, v1, b1, d1]],
		["sort=updated&created_to=2026-10-03", [b2, b1]],
		["code=in_transit.customs_duty_due", [b1]],
		["condition=action_required", [b1]],
		["action_by=recipient", [b1]],
		["action_by=sender", []],
		["milestone=in_transit", [b1]],
		["created_from=2026-10-02", [v1, b2]],
		["created_from=2026-10-02T00:00:00.001Z", [v1]],
		["created_to=2026-10-02", [b1]],
		["created_from=2026-10-04T00:00:00%2B01:00", [v1]],
		["created_from=2026-10-04T00:00:00+01:00", [v1]],
		["updated_from=2026-11-21&updated_to=2026-11-22", [v1]],
		["eta_from=2026-12-22", [b1]],
		["eta_from=2026-12-23", []],
		["eta_to=2026-12-20", [b1]],
		["eta_to=2026-12-19", []],
		["q=bike", [b2, b1]],
		["q=BIKE-10", [b2, b1]],
		["q=bike%201002", [b2]],
		["q=1001", []],
		["q=SPRING", [b2, b1]],
		["q=spring-2", [b2]],
		["q=o%25", [b1]],
		["q=o_", [v1]],
		["q=%C3%B6l", [b2]],
		["q=100", [v1]],
		["q=00340434&archived=any", [d1]],
		["reference=spring-2", [b2]],
		["order=O%255", [b1]],
	])("%s", async (query, expected) => {
		expect(await found(query)).toEqual(expected);
		expect(await found(query.replace(/(?:^|&)order=[^&]*/, ""), await service.newSeller())).toEqual([]);
	});

	test.each([
		["action_by=nobody", "action_by"],
		["code=lost", "code"],
		["archived=yes", "archived"],
		["created_from=yesterday", "created_from"],
		["created_from=1999-01-01", "created_from"],
		["eta_to=2026-12-22T10:00:00Z", "eta_to"],
		["q=x", "q"],
		["q=--", "q"],
		["sort=age", "sort"],
		["limit=201", "limit"],
	])("%s is refused, and the parameter named", async (query, name) => {
		const { status, body } = await seller.get(`/v1/shipments?${query}`);
		expect([status, body.detail]).toEqual([400, expect.stringContaining(`${name}: `)]);
	});

	test.each(["", "&sort=updated", "&archived=any&q=bike"])("pages lead on and back to the first: %j", async (query) => {
		const whole = await found(query);
		const seen: string[] = [];
		let path: string | undefined = `/v1/shipments?limit=1${query}`;
		while (path !== undefined) {
			const { body, headers } = await seller.get(path);
			seen.push(...body.items.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber));
			const link = headers.get("link") ?? "";
			const first = /<https:\/\/track\.shop\.example([^>]+)>; rel="first"/.exec(link)?.[1];
			expect(first).toBe(seen.length === 1 ? undefined : `/v1/shipments?limit=1${query}`);
			path = /<https:\/\/track\.shop\.example([^>]+)>; rel="next"/.exec(link)?.[1];
		}
		expect(seen).toEqual(whole);
	});

	test.each(["", "archived=any", "carrier=push&q=bike", "order=O%255", "order=none", "waiting=seller"])(
		"an export has what the list has: %j",
		async (query) => {
			const { items } = (await seller.get(`/v1/shipments?${query}`)).body;
			const lines = await seller.get(`/v1/shipments.ndjson?${query}`);
			expect([lines.status, lines.headers.get("content-type")]).toEqual([200, "application/x-ndjson"]);
			const parcels = String(lines.body).split("\n").slice(0, -1);
			expect(parcels.map((line) => JSON.parse(line))).toEqual(items);
			const table = await seller.get(`/v1/shipments.csv?${query}`);
			expect(table.headers.get("content-disposition")).toBe('attachment; filename="shipments.csv"');
			const [header, ...rows] = String(table.body).split("\r\n").slice(0, -1);
			expect(header).toMatch(/^trackingNumber,carrier,reference,order,/);
			expect(rows.map((row) => row.split(",")[0])).toEqual(
				items.map(({ trackingNumber }: { trackingNumber: string }) => trackingNumber),
			);
		},
	);

	test("an export begins with a mark where that is wanted, and knows neither pages nor orders of its own", async () => {
		const bytes = async (query: string) => {
			const headers = { authorization: `Bearer ${seller.key}` };
			return Buffer.from(await (await fetch(`${service.url}/v1/shipments.csv${query}`, { headers })).arrayBuffer());
		};
		expect((await bytes("?bom=1")).equals(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), await bytes("")]))).toBe(
			true,
		);
		for (const query of ["limit=5", "cursor=b3BhcXVl", "sort=updated", "bom=2", "q=x"]) {
			expect((await seller.get(`/v1/shipments.csv?${query}`)).status, query).toBe(400);
		}
		expect((await seller.get("/v1/shipments.ndjson?bom=1")).status).toBe(400);
	});
});
