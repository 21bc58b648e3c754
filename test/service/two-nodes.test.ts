import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Where } from "../../src/store/database.ts";
import { eachDatabase } from "../helpers/each-database.ts";
import { postSigned, startTestService } from "../helpers/service.ts";
import { openEvents } from "../http/helpers/served.ts";

eachDatabase((database) => {
	// The embedded database belongs to one process; its lock is tested in test/store.
	if (database.kind === "server") {
		test("a page open on one node hears of a message that another node took", async () => {
			const [one, two] = [await startTestService(database), await startTestService(database)];
			const seller = await one.newSeller();
			const { path, secret } = await seller.connect({ carrier: "push" });
			const { body } = await seller.post("/v1/shipments", { trackingNumber: "NODES001", carrier: "push" });
			const page = `${two.url}${new URL(body.trackingUrl).pathname}`;
			const live = await openEvents(`${page}/live`);
			await postSigned(`${one.url}${path}`, secret, pushOf("NODES001", "picked_up.accepted"));
			expect(await live.until("id: 2\n")).toContain("id: 2\n");
			expect(await (await fetch(`${page}.json`)).json()).toMatchObject({ version: 2, code: "picked_up.accepted" });
			live.close();
		});

		test("the same message at two nodes in the same moment is one scan and one line of the outbox", async () => {
			const [one, two] = [await startTestService(database), await startTestService(database)];
			const seller = await one.newSeller();
			const { path, secret } = await seller.connect({ carrier: "push" });
			const { body } = await seller.post("/v1/shipments", { trackingNumber: "NODES002", carrier: "push" });
			const push = pushOf("NODES002", "in_transit.moving");
			const answers = await Promise.all(
				[one, two, one, two].map(({ url }) => postSigned(`${url}${path}`, secret, push)),
			);
			expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
			expect((await seller.get(`/v1/shipments/${body.id}`)).body.scans).toHaveLength(1);
			const told = await one.db.rows<{ type: string }>(
				sql`select o.type from outbox o join shipments s on s.seller_id = o.seller_id and s.id = o.shipment_id
					where s.public_id = ${body.id} order by o.xact, o.id`,
			);
			expect(told.map(({ type }) => type)).toEqual([
				"shipment.created",
				"shipment.status.changed",
				"shipment.scan.added",
			]);
		});
	}

	if (database.kind === "server") {
		test("an open page catches up with what was told while its node could not listen", async () => {
			const withOutage = () => startTestService(database, {}, () => {});
			const [one, two] = [await withOutage(), await withOutage()];
			const seller = await one.newSeller();
			const { path, secret } = await seller.connect({ carrier: "push" });
			const { body } = await seller.post("/v1/shipments", { trackingNumber: "DEAF0001", carrier: "push" });
			const page = `${two.url}${new URL(body.trackingUrl).pathname}`;
			const live = await openEvents(`${page}/live?seen=1`);
			// As many connections as there may be: what works in the background has some of them at any moment.
			await Promise.all(Array.from({ length: 30 }, () => seller.get("/v1/shipments")));
			const { administrator, name } = administratorOf(database.where());
			await administrator.unsafe(`alter database ${name} allow_connections false`);
			const ended = await administrator.unsafe(
				"select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query ilike 'listen %'",
				[name],
			);
			expect(ended.length).toBe(2);
			const answer = await postSigned(`${one.url}${path}`, secret, pushOf("DEAF0001", "picked_up.accepted"));
			expect(answer.status).toBe(202);
			await administrator.unsafe(`alter database ${name} allow_connections true`);
			expect(await live.until("id: 2\n")).toContain("id: 2\n");
			live.close();
		}, 30_000);
	}

	if (database.kind === "server") {
		test("connections cut under load cost no acknowledged message, and the service goes on by itself", async () => {
			const { url, newSeller } = await startTestService(database, {}, () => {});
			const seller = await newSeller();
			const { path, secret } = await seller.connect({ carrier: "push" });
			const { body } = await seller.post("/v1/shipments", { trackingNumber: "CUT00001", carrier: "push" });
			const { administrator, name } = administratorOf(database.where());
			const acknowledged: string[] = [];
			const answers = new Set<number>();
			let isOver = false;
			const send = async (sender: number) => {
				for (let count = 0; !isOver; count++) {
					const id = `${sender}-${count}`;
					const { status } = await postSigned(`${url}${path}`, secret, pushOf("CUT00001", "in_transit.moving", id), id);
					answers.add(status);
					if (status === 202) acknowledged.push(id);
				}
			};
			const senders = Array.from({ length: 12 }, (_, sender) => send(sender));
			const someMore = async () => {
				const before = acknowledged.length;
				await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 12), 20_000);
			};
			for (let cut = 0; cut < 6; cut++) {
				await someMore();
				await administrator.unsafe("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
			}
			await someMore();
			isOver = true;
			await Promise.all(senders);

			expect([...answers].filter((status) => status !== 202 && status !== 503)).toEqual([]);
			const { scans } = (await seller.get(`/v1/shipments/${body.id}`)).body;
			const kept: string[] = scans.map(({ text }: { text: string }) => text);
			expect(acknowledged.filter((id) => !kept.includes(id))).toEqual([]);
			expect(kept.length).toBe(new Set(kept).size);
		}, 120_000);
	}

	test("every kind of news is written to the outbox by the transaction that made it true", async () => {
		const { url, db, newSeller } = await startTestService(database);
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body } = await seller.post("/v1/shipments", { trackingNumber: "NEWS0001", carrier: "push" });
		const scan = { id: "1", code: "picked_up.accepted", occurredAt: "2026-11-20T10:00:00+08:00" };
		const promised = { from: "2040-01-02", to: "2040-01-02" };
		await postSigned(`${url}${path}`, secret, { shipments: [{ trackingNumber: "NEWS0001", scans: [scan], promised }] });
		const withdrawal = { shipments: [{ trackingNumber: "NEWS0001", scans: [], withdraw: ["1"] }] };
		await postSigned(`${url}${path}`, secret, withdrawal, "msg_2");
		const told = await db.rows<{ type: string; version: number }>(
			sql`select o.type, o.version from outbox o join shipments s on s.seller_id = o.seller_id and s.id = o.shipment_id
				where s.public_id = ${body.id} order by o.xact, o.id`,
		);
		expect(told).toEqual([
			{ type: "shipment.created", version: 1 },
			{ type: "shipment.status.changed", version: 2 },
			{ type: "shipment.eta.changed", version: 2 },
			{ type: "shipment.scan.added", version: 2 },
			{ type: "shipment.status.changed", version: 3 },
			{ type: "shipment.scan.withdrawn", version: 3 },
		]);
		expect((await seller.get(`/v1/shipments/${body.id}`)).body).toMatchObject({
			code: "pending.registered",
			scans: [],
		});
	});
});

function pushOf(trackingNumber: string, code: string, id = code): object {
	const scan = { id, code, occurredAt: "2026-11-20T10:00:00+08:00", text: id };
	return { shipments: [{ trackingNumber, scans: [scan] }] };
}

/** A connection of its own to the same server, closed after the test, and the name of the database under test. */
function administratorOf(where: Where) {
	const url = new URL(urlOf(where));
	const administrator = postgres(new URL("postgres", url).href, { max: 1, onnotice: () => {} });
	onTestFinished(() => administrator.end());
	return { administrator, name: url.pathname.slice(1) };
}

function urlOf(where: Where): string {
	if ("url" in where) return where.url;
	throw new Error("The embedded database has no address.");
}
