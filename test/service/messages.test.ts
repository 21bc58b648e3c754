import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { oneDatabase } from "../helpers/each-database.ts";
import { answerOf, postFedexSample, postSigned, startTestService, type TestSeller } from "../helpers/service.ts";

const parcel = (trackingNumber: string, code = "in_transit.moving") => ({
	shipments: [
		{
			trackingNumber,
			scans: [{ id: `${trackingNumber} ${code}`, code, occurredAt: "2026-11-20T10:00:00+08:00", text: "On its way" }],
		},
	],
});

oneDatabase((database) => {
	test("what carriers sent is listed newest first, slice by slice, without what it says", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret, id } = await seller.connect({ carrier: "push" });
		for (const number of ["LIST0001", "LIST0002", "LIST0003", "LIST0004", "LIST0005"]) {
			await postSigned(`${url}${path}`, secret, parcel(number));
		}
		const all = (await seller.get("/v1/messages")).body.items;
		expect(all).toHaveLength(5);
		expect(all[0]).toEqual({
			id: expect.stringMatching(/^msg_/),
			receivedAt: expect.any(String),
			carrier: "push",
			connectionId: id,
			channel: "webhook",
			state: "unmatched",
			outcome: "ok",
			problems: [],
			bytes: JSON.stringify(parcel("LIST0005")).length,
		});
		expect(JSON.stringify(all)).not.toContain("LIST0005");
		const newestFirst = all.map(({ receivedAt }: { receivedAt: string }) => receivedAt);
		expect(newestFirst).toEqual(newestFirst.toSorted().toReversed());
		const walked: unknown[] = [];
		let next: string | undefined = "/v1/messages?limit=2&state=unmatched";
		while (next !== undefined) {
			const { body, headers } = await seller.get(next);
			walked.push(...body.items);
			const link: string | undefined = /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
			next = link && new URL(link).pathname + new URL(link).search;
		}
		expect(walked).toEqual(all);
		expect((await seller.get("/v1/messages?cursor=msg_1")).status).toBe(422);
		expect((await seller.get("/v1/messages?state=lost")).status).toBe(400);
		expect((await seller.get("/v1/messages?problems=0")).status).toBe(400);
	});

	test("a seller finds by state, carrier, connection and problem what could not be read", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const push = await seller.connect({ carrier: "push" });
		const fedex = await seller.connect({ carrier: "fedex", webhookSecret: "the-right-secret" });
		await seller.post("/v1/shipments", { trackingNumber: "FIND0001", carrier: "push" });
		const post = (body: object) => postSigned(`${url}${push.path}`, push.secret, body);
		await post(parcel("FIND0001"));
		const read = (await seller.get("/v1/messages")).body.items[0].id;
		await post(parcel("FIND0002"));
		await post({ parcels: [] });
		await post(parcel("FIND0001", "teleported"));
		await postFedexSample(`${url}${fedex.path}`, "another-secret", "push-out-for-delivery");
		const found = async (query: string) =>
			(await seller.get(`/v1/messages?${query}`)).body.items.map(({ state }: { state: string }) => state).toSorted();
		expect(await found("state=read")).toEqual(["read", "read"]);
		for (const state of ["unmatched", "unreadable", "bad-signature"]) {
			expect(await found(`state=${state}`), state).toEqual([state]);
		}
		expect(await found("problems=1")).toEqual(["bad-signature", "read", "unreadable"]);
		expect(await found("problems=1&carrier=push&state=read")).toEqual(["read"]);
		expect(await found("carrier=fedex")).toEqual(["bad-signature"]);
		expect(await found(`connection=${fedex.id}`)).toEqual(["bad-signature"]);
		expect(await found("connection=con_0000000000000000000000")).toEqual([]);
		expect(await found("state=poison")).toEqual([]);
		await forget(db, read, "poison");
		expect(await found("state=poison")).toEqual(["poison"]);
		await seller.post("/v1/shipments", { trackingNumber: "FIND0002", carrier: "push" });
		expect(await found("state=unmatched")).toEqual([]);
		expect(await found("state=read")).toEqual(["read", "read"]);
	});

	test("a message is shown byte for byte, without the secrets of its headers", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, id } = await seller.connect({ carrier: "dhl", webhookSecret: "the-right-secret" });
		const post = (body: string | Uint8Array<ArrayBuffer>) =>
			fetch(`${url}${path}`, {
				method: "POST",
				headers: { "content-type": "application/json", "x-wayline-token": "the-right-secret", "x-tries": "2" },
				body,
			});
		await post("\ufeff{ 密\u0000");
		const [text] = (await seller.get("/v1/messages")).body.items;
		const { body: shown } = await seller.get(`/v1/messages/${text.id}`);
		expect(shown).toMatchObject({
			...text,
			connectionId: id,
			state: "unreadable",
			contentType: "application/json",
			encoding: "utf-8",
			body: "\ufeff{ 密\u0000",
			replyStatus: null,
		});
		expect(shown.headers).toMatchObject({ "x-tries": "2", "x-wayline-token": "sha256:…" });
		await post(new Uint8Array([123, 255, 0]));
		const [bytes] = (await seller.get("/v1/messages")).body.items;
		expect((await seller.get(`/v1/messages/${bytes.id}`)).body).toMatchObject({ encoding: "base64", body: "e/8A" });
	});

	test.each(["unreadable", "poison"])(
		"a message that was %s is read by a service that learnt to, once",
		async (state) => {
			const { url, db, newSeller } = await startTestService(database);
			const seller = await newSeller();
			const { path, secret } = await seller.connect({ carrier: "push" });
			const numbers = [`${state}1`, `${state}2`].map((number) => number.toUpperCase());
			const shipments = numbers.flatMap((number) => parcel(number).shipments);
			await postSigned(`${url}${path}`, secret, { shipments });
			const [{ id }] = (await seller.get("/v1/messages")).body.items;
			await forget(db, id, state);
			const { body: shipment } = await seller.post("/v1/shipments", { trackingNumber: numbers[0], carrier: "push" });
			expect((await seller.get(`/v1/shipments/${shipment.id}`)).body.scans).toEqual([]);

			const became = { outcome: "ok", accepted: 1, unmatched: 1, problems: [] };
			expect(await readAgain(seller, id)).toMatchObject({ status: 200, body: became });
			expect((await seller.get(`/v1/messages/${id}`)).body).toMatchObject({ state: "unmatched", outcome: "ok" });
			const { body: told } = await seller.get(`/v1/shipments/${shipment.id}`);
			expect(told).toMatchObject({ milestone: "in_transit", scans: [{ provenance: [{ messageId: id }] }] });
			const page = async () =>
				(await answerOf(await fetch(`${url}${new URL(shipment.trackingUrl).pathname}.json`))).body;
			const before = await page();

			expect(await readAgain(seller, id)).toMatchObject({ status: 200, body: became });
			expect(await page()).toEqual(before);
			const { body: second } = await seller.post("/v1/shipments", { trackingNumber: numbers[1], carrier: "push" });
			expect((await seller.get(`/v1/shipments/${second.id}`)).body.scans).toHaveLength(1);
			expect((await seller.get(`/v1/messages/${id}`)).body.state).toBe("read");
			expect(await readAgain(seller, id)).toMatchObject({
				status: 200,
				body: { ...became, accepted: 2, unmatched: 0 },
			});
			expect(await page()).toEqual(before);
		},
	);

	test("a message that still cannot be read says why, and stays listed", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		await postSigned(`${url}${path}`, secret, { parcels: [] });
		const [{ id, problems }] = (await seller.get("/v1/messages?state=unreadable")).body.items;
		const { status, body } = await readAgain(seller, id);
		expect({ status, body }).toEqual({
			status: 200,
			body: { outcome: "error", accepted: 0, unmatched: 0, problems },
		});
		expect(problems).toMatchObject([{ kind: "unreadable" }]);
		expect((await seller.get("/v1/messages?state=unreadable")).body.items).toHaveLength(1);
	});

	test.each([
		["signs its body", "fedex", "delivered-after-absent", "fdx-signature"],
		["shows a secret in a header", "dhl", "push-delivered", "x-wayline-token"],
		["shows a token in the address", "sf-express", "push-three-parcels", "?token"],
	] as const)(
		"a refused message of a carrier that %s is read once the connection's secret is the right one",
		async (_, carrier, sample, header) => {
			const { url, db, newSeller } = await startTestService(database);
			const seller = await newSeller();
			const { id: connection, path } = await seller.connect({ carrier, webhookSecret: "the-old-secret" });
			const post = async (secret: string) => {
				if (carrier === "fedex") return postFedexSample(`${url}${path}`, secret, sample);
				const body = readFileSync(join(import.meta.dirname, `../carriers/${carrier}/${sample}.json`));
				const isQuery = header.startsWith("?");
				const headers = { "content-type": "application/json", ...(!isQuery && { [header]: secret }) };
				const query = isQuery ? `?shop=1&token=${encodeURIComponent(secret)}&token=another` : "";
				return answerOf(await fetch(`${url}${path}${query}`, { method: "POST", headers, body }));
			};
			expect((await post("the-new-secret")).status).toBe(401);
			const [{ id }] = (await seller.get("/v1/messages?state=bad-signature")).body.items;
			expect(await readAgain(seller, id)).toMatchObject({
				status: 409,
				body: { detail: expect.stringMatching(/present secret/) },
			});
			const kept = (await seller.get(`/v1/messages/${id}`)).body;
			expect(kept).toMatchObject({ state: "bad-signature", outcome: null });
			expect(JSON.stringify(kept.headers)).not.toMatch(/the-new-secret|another|[0-9a-f]{64}/);
			const [stored] = await db.rows<{ headers: object }>(sql`select headers from raw_messages where id = ${id}::text`);
			expect(JSON.stringify(stored?.headers)).not.toContain("the-new-secret");

			const parcels = carrier === "sf-express" ? 2 : 1;
			const changed = await seller.patch(`/v1/connections/${connection}`, { webhookSecret: "the-new-secret" });
			expect(changed.status).toBe(200);
			expect(JSON.stringify(changed.body)).not.toContain("the-new-secret");
			expect(await readAgain(seller, id)).toMatchObject({ status: 200, body: { outcome: "ok", unmatched: parcels } });
			expect((await seller.get(`/v1/messages/${id}`)).body).toMatchObject({ state: "unmatched", outcome: "ok" });
			expect(await readAgain(seller, id)).toMatchObject({ status: 200, body: { outcome: "ok", unmatched: parcels } });
		},
	);

	test("a refused message that cannot be proved any more stays unread, and the answer says why", async () => {
		const { url, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { id: connection, path } = await seller.connect({ carrier: "sf-express", webhookSecret: "the-right-secret" });
		const body = readFileSync(join(import.meta.dirname, "../carriers/sf-express/push-three-parcels.json"));
		await fetch(`${url}${path}?token=wrong`, { method: "POST", headers: { "content-type": "application/json" }, body });
		const [{ id }] = (await seller.get("/v1/messages?state=bad-signature")).body.items;
		expect(await readAgain(seller, id)).toMatchObject({
			status: 409,
			body: { detail: expect.stringMatching(/token.*the query of its address is not kept/) },
		});
		await seller.delete(`/v1/connections/${connection}`);
		expect(await readAgain(seller, id)).toMatchObject({
			status: 409,
			body: { detail: expect.stringMatching(/connection .* is gone/) },
		});
		expect((await seller.get(`/v1/messages/${id}`)).body).toMatchObject({
			state: "bad-signature",
			connectionId: null,
		});
	});

	test("a code that nobody mapped is one line in the operator's log, without the carrier's words", async () => {
		const warned: object[] = [];
		const { url, newSeller } = await startTestService(database, {}, undefined, (fields) => warned.push(fields));
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const scan = (code: string, minute: number) => ({
			code,
			occurredAt: `2026-11-20T10:0${minute}:00Z`,
			text: "Handed to Ms Lin",
		});
		const scans = [scan("teleported", 1), scan("teleported", 2), scan("shrunk", 3), scan("in_transit.moving", 4)];
		const message = { shipments: [{ trackingNumber: "WARN0001", scans }] };
		await postSigned(`${url}${path}`, secret, message);
		await postSigned(`${url}${path}`, secret, message);
		await postSigned(`${url}${path}`, secret, parcel("WARN0001"));
		expect(warned).toEqual([{ carrier: "push", codes: ["teleported", "shrunk"] }]);
	});
});

const readAgain = (seller: TestSeller, id: string) => seller.post(`/v1/messages/${id}/read`, {});

/** As an earlier service left it that could not read the message. */
async function forget(db: Database, id: string, state: string): Promise<void> {
	await db.rows(sql`update raw_messages set state = ${state}::text, outcome = null where id = ${id}::text`);
	await db.rows(sql`delete from unmatched where message_id = ${id}::text`);
}
