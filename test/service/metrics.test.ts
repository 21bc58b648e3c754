import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { oneDatabase } from "../helpers/each-database.ts";
import { postSigned, startTestService } from "../helpers/service.ts";
import { openEvents } from "../http/helpers/served.ts";

const TOKEN = "metrics-token-of-the-test-0123";

/** Each series by its name and labels, as Prometheus reads it. */
async function scrape(url: string): Promise<(series: string) => number> {
	const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
	expect([answer.status, answer.headers.get("content-type")]).toEqual([
		200,
		"text/plain; version=0.0.4; charset=utf-8",
	]);
	const lines = (await answer.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
	for (const line of lines) expect(line).toMatch(/^[a-z_\d]+(?:\{[^}]*\})? (?:-?[\d.e+-]+|Nan|\+Inf)$/);
	const values = new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
	return (series) => values.get(series) ?? 0;
}

oneDatabase((database) => {
	test("each count moves by what happened, and no series names a shop, a parcel or a secret", async () => {
		const { url, db, newSeller } = await startTestService(database, {
			metricsToken: TOKEN,
			// Where nobody listens.
			privateEndpoints: ["127.0.0.1:1"],
		});
		const before = await scrape(url);
		const seller = await newSeller("Canary Boots");
		const { path, secret } = await seller.connect({ carrier: "push" });
		await seller.patch("/v1/shop", { contactEmail: "help@shop.example" });
		await seller.post("/v1/endpoints", { url: "http://127.0.0.1:1/hooks" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "CANARY001", carrier: "push" });
		const token = new URL(body.trackingUrl).pathname.split("/").at(-1) ?? "none";
		const live = await openEvents(`${url}/t/${token}/live`);
		const question = new URLSearchParams({ text: "Where is it?", email: "mia@buyer.example" });
		await fetch(`${url}/t/${token}/questions`, { method: "POST", body: question, redirect: "manual" });
		const push = pushOf("CANARY001", "CANARY002");
		expect((await postSigned(`${url}${path}`, secret, push)).status).toBe(202);
		expect((await postSigned(`${url}${path}`, secret, push)).status).toBe(202);
		expect((await postSigned(`${url}${path}`, "whsec_d3Jvbmc=", push, "msg_2")).status).toBe(401);
		expect((await postSigned(`${url}${path}`, secret, { shipments: "none" }, "msg_3")).status).toBe(422);
		expect((await postSigned(`${url}${path.slice(0, -4)}zzzz`, secret, push)).status).toBe(404);
		expect((await fetch(`${url}/t/no-such-token-at-all-0000`)).status).toBe(404);

		const after = await scrape(url);
		const moved = (series: string) => after(series) - before(series);
		expect(
			Object.fromEntries(
				[
					'wayline_webhooks_total{carrier="push",outcome="kept"}',
					'wayline_webhooks_total{carrier="push",outcome="refused"}',
					'wayline_webhooks_total{carrier="push",outcome="unreadable"}',
					'wayline_webhooks_total{carrier="push",outcome="nowhere"}',
					'wayline_messages_total{carrier="push",channel="webhook",outcome="ok"}',
					'wayline_messages_total{carrier="push",channel="webhook",outcome="again"}',
					'wayline_messages_total{carrier="push",channel="webhook",outcome="error"}',
					'wayline_message_parcels_total{carrier="push",registered="yes"}',
					'wayline_message_parcels_total{carrier="push",registered="no"}',
					'wayline_scans_total{carrier="push"}',
					"wayline_commit_messages_sum",
					"wayline_live_pages",
					'wayline_http_requests_total{route="/v1/shipments",method="POST",status="2xx"}',
					'wayline_http_requests_total{route="/t/:token",method="GET",status="4xx"}',
					'wayline_http_request_seconds_count{route="/v1/shipments"}',
				].map((series) => [series, moved(series)]),
			),
		).toEqual({
			'wayline_webhooks_total{carrier="push",outcome="kept"}': 2,
			'wayline_webhooks_total{carrier="push",outcome="refused"}': 1,
			'wayline_webhooks_total{carrier="push",outcome="unreadable"}': 1,
			'wayline_webhooks_total{carrier="push",outcome="nowhere"}': 1,
			'wayline_messages_total{carrier="push",channel="webhook",outcome="ok"}': 1,
			'wayline_messages_total{carrier="push",channel="webhook",outcome="again"}': 1,
			'wayline_messages_total{carrier="push",channel="webhook",outcome="error"}': 1,
			'wayline_message_parcels_total{carrier="push",registered="yes"}': 1,
			'wayline_message_parcels_total{carrier="push",registered="no"}': 1,
			'wayline_scans_total{carrier="push"}': 2,
			wayline_commit_messages_sum: 3,
			wayline_live_pages: 1,
			'wayline_http_requests_total{route="/v1/shipments",method="POST",status="2xx"}': 1,
			'wayline_http_requests_total{route="/t/:token",method="GET",status="4xx"}': 1,
			'wayline_http_request_seconds_count{route="/v1/shipments"}': 1,
		});
		expect(moved('wayline_problems_total{carrier="push",kind="unreadable"}')).toBeGreaterThan(0);
		expect(moved("wayline_commit_seconds_count")).toBeGreaterThan(0);
		expect(moved('wayline_database_seconds_count{kind="query"}')).toBeGreaterThan(0);
		expect(moved('wayline_database_seconds_count{kind="transaction"}')).toBeGreaterThan(0);
		expect(after("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
		expect(after("wayline_database_bytes")).toBeGreaterThan(1_000_000);
		expect(after("wayline_standing_known")).toBe(1);
		await expect
			.poll(async () => {
				const now = await scrape(url);
				const aMinuteAgo = Date.now() / 1000 - 60;
				return {
					silent: JOBS.filter((job) => now(`wayline_job_last_success_timestamp_seconds{job="${job}"}`) < aMinuteAgo),
					// No mail server is set: each is kept in a file.
					hasMailed: now('wayline_mails_total{outcome="kept"}') > 0,
					hasTold: now('wayline_deliveries_total{outcome="retrying"}') > 0,
					took: now("wayline_delivery_seconds_count") > 0,
				};
			})
			.toEqual({ silent: [], hasMailed: true, hasTold: true, took: true });
		live.close();

		const board = await fetch(`${url}/standing`, { headers: { authorization: `Bearer ${TOKEN}` } });
		expect([board.status, await board.text()]).toEqual([200, expect.stringContaining("The database takes ")]);
		const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
		const [seen] = await db.rows<{ id: string }>(sql`select public_id as id from connections limit 1`);
		for (const secret of [
			"Canary",
			"buyer.example",
			"shop.example",
			"127.0.0.1",
			"CANARY",
			seller.id,
			seller.key,
			token,
			TOKEN,
			body.id,
			seen?.id,
		]) {
			expect(text).not.toContain(secret);
		}
	});
});

const JOBS = [
	...["housekeeping", "poller", "mails", "mail-relay", "question-passer", "notice-relay", "notices", "learner"],
	...["reviewer", "importer", "transit-filler", "deliveries", "relay"],
];

/** One scan of each parcel. */
function pushOf(...numbers: readonly string[]) {
	const scan = { code: "picked_up.accepted", occurredAt: new Date(Date.now() - 60_000).toISOString() };
	return { shipments: numbers.map((trackingNumber) => ({ trackingNumber, scans: [scan] })) };
}
