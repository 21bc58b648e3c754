import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connectionAt, recordOutcome } from "../../src/store/connections.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, postFedexSample, postSigned, startTestService } from "../helpers/service.ts";

oneDatabase((database) => {
	test("a wrong signature is refused in words, kept apart unread, and shown on the connection", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, id } = await seller.connect({ carrier: "fedex", webhookSecret: "the-right-secret" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "700000000005", carrier: "fedex" });
		const refused = await postFedexSample(`${url}${path}`, "another-secret", "delivered-after-absent");
		expect(refused).toMatchObject({
			status: 401,
			body: { status: 401, detail: expect.stringMatching(/signature/) },
		});
		expect(refused.headers.get("content-type")).toBe("application/problem+json");
		expect((await seller.get(`/v1/shipments/${body.id}`)).body.scans).toEqual([]);
		const states = await db.rows<{ state: string }>(
			sql`select m.state from raw_messages m join connections c on c.id = m.connection_id where c.public_id = ${id}`,
		);
		expect(states).toEqual([{ state: "bad-signature" }]);
		expect((await seller.get(`/v1/connections/${id}`)).body).toMatchObject({
			health: { state: "unknown", lastError: null },
			webhook: {
				lastMessageAt: null,
				lastRefusedAt: expect.any(String),
				lastRefusal: expect.stringMatching(/signature/),
			},
		});

		const accepted = await postFedexSample(`${url}${path}`, "the-right-secret", "delivered-after-absent");
		expect(accepted.status).toBeLessThan(300);
		expect((await seller.get(`/v1/shipments/${body.id}`)).body.milestone).toBe("delivered");
		expect((await seller.get(`/v1/connections/${id}`)).body).toMatchObject({
			health: { state: "unknown" },
			webhook: { lastMessageAt: expect.any(String), lastRefusal: expect.stringMatching(/signature/) },
		});
	});

	test("what strangers and carriers post never touches the health of asking, nor the carrier's wish to rest", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, id } = await seller.connect({ carrier: "fedex", webhookSecret: "the-right-secret" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "700000000005", carrier: "fedex" });
		const pageUrl = `${url}${new URL(body.trackingUrl).pathname}.json`;
		const page = async () => (await answerOf(await fetch(pageUrl))).body;
		const connection = await connectionAt(db, "fedex", id);
		if (!connection) throw new Error("The connection is there.");
		const now = new Date();
		await recordOutcome(db, connection, { kind: "ok" }, now.toISOString());
		await postFedexSample(`${url}${path}`, "a stranger's guess", "delivered-after-absent");
		expect(await page()).toMatchObject({ sourceDown: null });

		const pausedUntil = new Date(now.getTime() + 600_000).toISOString();
		await recordOutcome(
			db,
			connection,
			{ kind: "failed", error: "Too many requests.", pausedUntil },
			now.toISOString(),
		);
		const failing = { state: "failing", lastError: "Too many requests.", pausedUntil };
		await postFedexSample(`${url}${path}`, "the-right-secret", "delivered-after-absent");
		await postFedexSample(`${url}${path}`, "a stranger's guess", "push-out-for-delivery");
		expect((await seller.get(`/v1/connections/${id}`)).body.health).toMatchObject(failing);
		const { sourceDown, checkedAt } = await page();
		expect(sourceDown).toMatchObject({ since: now.toISOString() });
		expect(checkedAt).toBe((await seller.get(`/v1/connections/${id}`)).body.webhook.lastMessageAt);
	});

	test("what cannot be read is kept and answered in words", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const answer = await postSigned(`${url}${path}`, secret, { parcels: [] });
		expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringMatching(/kept as msg_/) } });
		const messageId = /msg_\w+/.exec(answer.body.detail)?.[0];
		const [kept] = await db.rows<{ state: string }>(sql`select state from raw_messages where id = ${messageId ?? ""}`);
		expect(kept).toEqual({ state: "unreadable" });
	});

	test("a code that is not ours stays on the timeline as unmapped and is reported", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "ODD00001", carrier: "push" });
		const answer = await postSigned(`${url}${path}`, secret, {
			shipments: [
				{
					trackingNumber: "ODD00001",
					scans: [{ code: "teleported", occurredAt: "2026-11-20T10:00:00Z", text: "Beamed up" }],
				},
			],
		});
		expect(answer).toMatchObject({ status: 202, body: { accepted: 1, problems: [{ kind: "unknown-code" }] } });
		const detail = (await seller.get(`/v1/shipments/${body.id}`)).body;
		expect(detail).toMatchObject({ milestone: "pending", scans: [{ code: "note.unmapped", text: "Beamed up" }] });
	});

	test("a message with what a database cannot hold does not hurt its neighbours", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const numbers = Array.from({ length: 10 }, (_, index) => `NEAR${1000 + index}`);
		for (const trackingNumber of numbers) await seller.post("/v1/shipments", { trackingNumber, carrier: "push" });
		const answers = await Promise.all(
			numbers.map((trackingNumber, index) =>
				postSigned(
					`${url}${path}`,
					secret,
					{
						shipments: [
							{
								trackingNumber,
								scans: [
									{
										code: "in_transit.moving",
										occurredAt: "2026-11-20T10:00:00Z",
										text: index === 5 ? "\u0000 \ud800 \u001e" : "On its way",
									},
								],
							},
						],
					},
					`msg_${index}`,
				),
			),
		);
		expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 202));
		const { body } = await seller.get("/v1/shipments?limit=50");
		expect(body.items.map(({ milestone }: { milestone: string }) => milestone)).toEqual(
			numbers.map(() => "in_transit"),
		);
	});

	test.each([
		["an unknown carrier", "/carriers/no-such-carrier/con_0000000000000000000000", 404],
		["an unknown connection", "/carriers/fedex/con_0000000000000000000000", 404],
		["a connection of another carrier", "other", 404],
	])("%s is answered with a problem", async (_, path, status) => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { id } = await seller.connect({ carrier: "push" });
		const target = path === "other" ? `/carriers/fedex/${id}` : path;
		const answer = await answerOf(await fetch(`${url}${target}`, { method: "POST", body: "{}" }));
		expect(answer).toMatchObject({ status, body: { status, title: expect.any(String), detail: expect.any(String) } });
	});

	test("a dry run says what would be read and keeps nothing", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret, id } = await seller.connect({ carrier: "push" });
		const answer = await postSigned(`${url}${path}?dry_run=1`, secret, {
			shipments: [
				{ trackingNumber: "DRY00001", scans: [{ code: "picked_up.accepted", occurredAt: "2026-11-20T10:00:00Z" }] },
			],
		});
		expect(answer).toMatchObject({ status: 200, body: { dryRun: true, shipments: [{ code: "picked_up.accepted" }] } });
		const kept = await db.rows(
			sql`select from raw_messages m join connections c on c.id = m.connection_id where c.public_id = ${id}`,
		);
		expect(kept).toEqual([]);
	});

	test("bad input of a seller is answered with where it is wrong", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const unknown = await seller.post("/v1/shipments", { trackingNumber: "ABC12345", carrier: "fedx" });
		expect(unknown).toMatchObject({ status: 422, body: { errors: [{ pointer: "/carrier" }] } });
		const ambiguous = await seller.post("/v1/shipments", { trackingNumber: "x#1" });
		expect(ambiguous).toMatchObject({ status: 422, body: { errors: [{ pointer: "/carrier" }] } });
		const credentials = await seller.post("/v1/connections", { carrier: "fedex", credentials: { apiKey: "x" } });
		expect(credentials.status).toBe(422);
		expect(credentials.body.errors).toEqual([
			{ pointer: "/credentials/apiKey", detail: "FedEx has no such field. It wants clientId, clientSecret." },
			{ pointer: "/credentials/clientId", detail: "Is wanted." },
			{ pointer: "/credentials/clientSecret", detail: "Is wanted." },
		]);
		const headers = { authorization: `Bearer ${seller.key}`, "content-type": "application/json" };
		const broken = await fetch(`${url}/v1/shipments`, { method: "POST", headers, body: "{" });
		expect(broken.status).toBe(400);
		const large = await fetch(`${url}/v1/shipments`, { method: "POST", headers, body: "x".repeat(10_000_000) });
		expect(large.status).toBe(413);
	});

	test("one wrong part of a pushed parcel is named, and costs nothing of the rest", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "PARTS001", carrier: "push" });
		const code = "in_transit.moving";
		const wrong = {
			withdraw: [{}],
			promised: { from: "2040-01-02" },
			position: { lat: 1, lng: 2 },
			scans: [
				{ id: "1", code, occurredAt: "2026-11-20T10:00:00+08:00", place: "Leipzig" },
				{ id: "2", code, occurredAt: "2026-11-20T11:00:00+08:00" },
				7,
			],
		};
		const answer = await postSigned(`${url}${path}`, secret, { shipments: [{ trackingNumber: "PARTS001", ...wrong }] });
		expect(answer).toMatchObject({ status: 202, body: { accepted: 1, unmatched: 0 } });
		const where = answer.body.problems.map(({ detail }: { detail: string }) => detail.split(":")[0]).sort();
		expect(where).toEqual([
			"shipments.0.position.at",
			"shipments.0.promised.to",
			"shipments.0.scans.0.place",
			"shipments.0.scans.2",
			"shipments.0.withdraw.0",
		]);
		expect((await seller.get(`/v1/shipments/${body.id}`)).body.scans).toHaveLength(2);
	});

	test("a courier that goes back to what it said before is taken at its word; a message sent twice is told once", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "ABA00001", carrier: "push" });
		const told = (code: string, day: string) => ({
			shipments: [
				{
					trackingNumber: "ABA00001",
					scans: [{ id: "1", code, occurredAt: "2026-11-20T10:00:00+08:00" }],
					promised: { from: day, to: day },
				},
			],
		});
		const one = told("in_transit.moving", "2040-01-25");
		const other = told("in_transit.delayed", "2040-01-27");
		for (const [index, message] of [one, other, one, one].entries()) {
			// The last is the third, sent again.
			await postSigned(`${url}${path}`, secret, message, `msg_${Math.min(index, 2)}`);
		}
		const { body: now } = await seller.get(`/v1/shipments/${body.id}`);
		expect(now).toMatchObject({ code: "in_transit.moving", eta: { from: "2040-01-25" } });
		expect((await seller.get("/v1/messages")).body.items).toHaveLength(3);
	});
});
