import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, postSigned, startTestService } from "../helpers/service.ts";
import { openEvents } from "../http/helpers/served.ts";

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

oneDatabase((database) => {
	async function parcel() {
		const service = await startTestService(database);
		const seller = await service.newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "PAGE0001", carrier: "push" });
		let messages = 0;
		const post = (code: string, occurredAt: string, more: object = {}) => {
			const shipments = [{ trackingNumber: "PAGE0001", scans: [{ code, occurredAt }], ...more }];
			return postSigned(`${service.url}${path}`, secret, { shipments }, `msg_${++messages}`);
		};
		const page = `${service.url}${new URL(body.trackingUrl).pathname}`;
		const read = async () => (await answerOf(await fetch(`${page}.json`))).body;
		const html = async () => String((await answerOf(await fetch(page))).body);
		return { service, id: body.id as string, post, page, read, html };
	}

	test("an open page hears of a window that the clock alone changed, and shows it", async () => {
		const { service, id, post, page, read, html } = await parcel();
		const far = { promised: { from: "2040-01-02", to: "2040-01-02" } };
		await post("in_transit.arrived_facility", daysAgo(0.1), far);
		const { version } = await read();
		const live = await openEvents(`${page}/live?seen=${version}`);
		// As it stood before the clock moved on.
		await service.db.rows(
			sql`update shipments set eta = eta || '{"to": "2020-01-02", "from": "2020-01-02"}'::jsonb,
					review_at = now() - interval '1 minute'
				where public_id = ${id}`,
		);
		expect(await live.until(`id: ${version + 1}\n`)).toContain(`id: ${version + 1}\n`);
		live.close();
		expect(await read()).toMatchObject({ version: version + 1, eta: { to: "2040-01-02" } });
		expect(await html()).toContain("2040");
	});

	test("an open page hears when silence has lasted too long, says so, and forgets it with the next scan", async () => {
		const { service, id, post, page, read, html } = await parcel();
		await post("in_transit.arrived_facility", daysAgo(1));
		const { version, silence } = await read();
		expect(silence).toBeUndefined();
		const live = await openEvents(`${page}/live?seen=${version}`);
		await service.db.rows(
			sql`update scans set local = ${daysAgo(0.01)} where kind = 'silence' and shipment_id =
				(select id from shipments where public_id = ${id})`,
		);
		await service.db.rows(sql`update shipments set review_at = now() - interval '1 minute' where public_id = ${id}`);
		expect(await live.until(`id: ${version + 1}\n`)).toContain(`id: ${version + 1}\n`);
		expect((await read()).silence).toMatchObject({ kind: "overdue" });
		expect(await html()).toMatch(/No news since[\s\S]*The shop has been told; you need do nothing/);
		await post("in_transit.departed_facility", daysAgo(0.001));
		expect(await live.until(`id: ${version + 2}\n`)).toContain(`id: ${version + 2}\n`);
		live.close();
		expect((await read()).silence).toBeUndefined();
		expect(await html()).not.toContain("No news since");
	});

	test("what was shown first stays beside what is expected now, whoever changes it", async () => {
		const { post, read, html } = await parcel();
		await post("in_transit.arrived_facility", daysAgo(0.2), { promised: { from: "2040-01-02", to: "2040-01-02" } });
		await post("in_transit.departed_facility", daysAgo(0.1), { promised: { from: "2040-01-09", to: "2040-01-09" } });
		expect(await read()).toMatchObject({ first: { from: "2040-01-02", to: "2040-01-02" }, eta: { to: "2040-01-09" } });
		expect(await html()).toContain("The first estimate was");
	});
});
