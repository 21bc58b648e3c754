import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { type Answer, answerOf, postSigned, startTestService } from "../helpers/service.ts";

const number = "SF1234567890123";

eachDatabase((database) => {
	test("a scan told by SF's push and by an aggregator of another connection is one line with two provenances", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const sf = await seller.connect({ carrier: "sf-express" });
		const kuaidi = await seller.connect({ carrier: "kuaidi100" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: number, carrier: "sf-express" });
		expect((await postSf(`${url}${sf.path}`, sf.secret, "2026-10-02 10:00:00")).status).toBe(200);
		expect((await postKuaidi100(`${url}${kuaidi.path}`, kuaidi.secret, "2026-10-02 10:00:20")).status).toBe(200);
		const { scans, code } = (await seller.get(`/v1/shipments/${body.id}`)).body;
		expect(code).toBe("picked_up.accepted");
		expect(scans).toHaveLength(1);
		expect(scans[0].provenance.map(({ channel }: { channel: string }) => channel)).toEqual(["webhook", "aggregator"]);
	});

	test("what an aggregator told before the waybill was registered with its carrier is applied then", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const kuaidi = await seller.connect({ carrier: "kuaidi100" });
		await postKuaidi100(`${url}${kuaidi.path}`, kuaidi.secret, "2026-10-02 10:00:20");
		const { body } = await seller.post("/v1/shipments", { trackingNumber: number, carrier: "sf-express" });
		expect(body.code).toBe("picked_up.accepted");
	});

	test("of several couriers of the shop's own the one that told last carries the parcel", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const riders = await seller.connect({ carrier: "push", label: "City Riders" });
		const vans = await seller.connect({ carrier: "push", label: "Night Vans" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "TWO9", carrier: "push" });
		const page = `${url}${new URL(body.trackingUrl).pathname}.json`;
		const courier = async () => (await answerOf(await fetch(page))).body.carrier.name;
		const tell = async ({ path, secret }: { path: string; secret: string }, id: string, code: string) => {
			const scan = { id, code, occurredAt: new Date().toISOString() };
			const told = { shipments: [{ trackingNumber: "TWO9", scans: [scan] }] };
			expect((await postSigned(`${url}${path}`, secret, told, `msg_${id}`)).status).toBe(202);
		};
		await tell(vans, "1", "picked_up.collected");
		expect(await courier()).toBe("Night Vans");
		await tell(riders, "2", "in_transit.moving");
		expect(await courier()).toBe("City Riders");
		await tell(vans, "3", "out_for_delivery.on_vehicle");
		expect(await courier()).toBe("Night Vans");
		const { following, scans } = (await seller.get(`/v1/shipments/${body.id}`)).body;
		expect(following.next).toContain("Night Vans");
		expect(scans).toHaveLength(3);
	});

	test("a text that no label has as a number is refused by the sellers' door and by the couriers'", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const scans = [{ code: "in_transit.moving", occurredAt: new Date().toISOString() }];
		for (const trackingNumber of ["<script>alert(1)</script>", '=HYPERLINK("x")']) {
			const refused = await seller.post("/v1/shipments", { carrier: "push", trackingNumber });
			expect(refused).toMatchObject({
				status: 422,
				body: {
					errors: [{ pointer: "/trackingNumber", detail: expect.stringContaining("No label has such a number") }],
				},
			});
			const told = { shipments: [{ trackingNumber, scans }] };
			expect((await postSigned(`${url}${path}`, secret, told, trackingNumber.slice(1, 4))).body).toMatchObject({
				accepted: 0,
				unmatched: 0,
				problems: [{ kind: "missing-number", detail: expect.stringContaining("No label has such a number") }],
			});
		}
	});

	test("a number registered with hyphens meets the carrier's own spelling, and stays as it was written", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const sf = await seller.connect({ carrier: "sf-express" });
		const written = "SF-1234-5678-90123";
		const { body } = await seller.post("/v1/shipments", { trackingNumber: written, carrier: "sf-express" });
		await postSf(`${url}${sf.path}`, sf.secret, "2026-10-02 10:00:00");
		const detail = (await seller.get(`/v1/shipments/${body.id}`)).body;
		expect(detail).toMatchObject({ trackingNumber: written, code: "picked_up.accepted" });
		const again = await seller.post("/v1/shipments", { trackingNumber: number, carrier: "sf-express" });
		expect([again.status, again.body.id]).toEqual([200, body.id]);
	});
});

async function postSf(url: string, token: string, acceptTime: string): Promise<Answer> {
	const route = { id: "1", mailno: number, acceptTime, acceptAddress: "苏州市", opCode: "50", remark: "顺丰已收件" };
	const body = JSON.stringify({ Body: { WaybillRoute: [route] } });
	const headers = { "content-type": "application/json" };
	return answerOf(await fetch(`${url}?token=${encodeURIComponent(token)}`, { method: "POST", headers, body }));
}

async function postKuaidi100(url: string, salt: string, time: string): Promise<Answer> {
	const row = { time, ftime: time, context: "【苏州】已揽收", status: "揽收", statusCode: "103" };
	const lastResult = {
		message: "ok",
		nu: number,
		ischeck: "0",
		com: "shunfeng",
		status: "200",
		state: "1",
		data: [row],
	};
	const param = JSON.stringify({ status: "polling", billstatus: "got", message: "", lastResult });
	const sign = createHash("md5").update(`${param}${salt}`).digest("hex").toUpperCase();
	return answerOf(await fetch(url, { method: "POST", body: new URLSearchParams({ param, sign }) }));
}
