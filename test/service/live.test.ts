import { expect, test } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { postSigned, startTestService, type TestSeller } from "../helpers/service.ts";
import { openEvents } from "../http/helpers/served.ts";

eachDatabase((database) => {
	test("a page and its stream count the same changes, of all parcels of the order", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const page = url + (await register(seller, "LIVE0001", "ORDER1"));
		await register(seller, "LIVE0002", "ORDER1");
		await register(seller, "LIVE0003", "ORDER2");
		const seen = await seenOn(page);
		const events = await openEvents(`${page}/live?seen=${seen}`);
		expect(await events.until("\n\n")).toContain(`id: ${seen}\n\n`);
		await postSigned(`${url}${path}`, secret, pushOf("LIVE0003"), "msg_3");
		await postSigned(`${url}${path}`, secret, pushOf("LIVE0002"), "msg_2");
		expect((await events.until('"version":2}')).match(/^(?:id|data: \{).*/gm)).toEqual([
			`id: ${seen}`,
			`id: ${seen + 1}`,
			expect.stringMatching(/^data: \{"token":".+","version":2\}$/),
		]);
		expect(await seenOn(page)).toBe(seen + 1);
		const count = await fetch(`${page}/live`, { headers: { accept: "application/json" } });
		expect(await count.json()).toEqual({ changes: seen + 1 });
		events.close();
	});

	test("a page that was opened before a parcel joined its order is told when it comes back", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const page = url + (await register(seller, "JOIN0001", "ORDER1"));
		const seen = await seenOn(page);
		await register(seller, "JOIN0002", "ORDER1");
		const events = await openEvents(`${page}/live?seen=${seen}`, { "last-event-id": String(seen) });
		expect(await events.until("data: {")).toContain(`id: ${await seenOn(page)}\n`);
		events.close();
	});
});

/** The path of its page. */
async function register(seller: TestSeller, trackingNumber: string, reference: string): Promise<string> {
	const { body } = await seller.post("/v1/shipments", { trackingNumber, carrier: "push", order: { reference } });
	return new URL(body.trackingUrl).pathname;
}

/** What the page says it shows. */
async function seenOn(page: string): Promise<number> {
	const html = await (await fetch(page, { headers: { accept: "text/html" } })).text();
	return Number(/data-live="[^"]*\/live\?seen=(\d+)"/.exec(html)?.[1]);
}

function pushOf(trackingNumber: string): object {
	const scan = { id: "1", code: "in_transit.moving", occurredAt: "2026-11-20T10:00:00+08:00" };
	return { shipments: [{ trackingNumber, scans: [scan] }] };
}
