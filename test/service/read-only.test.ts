import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { eachDatabase } from "../helpers/each-database.ts";
import { postSigned, startTestService } from "../helpers/service.ts";

eachDatabase((database) => {
	test("while the database takes no writes what writes is told to come again, and buyers see their page", async () => {
		const { url, db, newSeller } = await startTestService(database, {}, () => {});
		const seller = await newSeller();
		const { path, secret } = await seller.connect({ carrier: "push" });
		const { body: parcel } = await seller.post("/v1/shipments", { trackingNumber: "READ00001", carrier: "push" });
		const setReadOnly = async (value: "on" | "off") => {
			await db.rows(sql`set default_transaction_read_only = off`);
			if (database.kind === "embedded") {
				await db.rows(sql`set default_transaction_read_only = ${sql.raw(value)}`);
				return;
			}
			// New sessions alone hear of it: the present ones are ended.
			const [{ name } = { name: "" }] = await db.rows<{ name: string }>(sql`select current_database()::text as name`);
			await db.transaction(async (tx) => {
				await tx.rows(sql`set transaction read write`);
				const setting = sql`default_transaction_read_only = ${sql.raw(value)}`;
				await tx.rows(sql`alter database ${sql.identifier(name)} set ${setting}`);
			});
			const others = sql`datname = current_database() and pid <> pg_backend_pid()`;
			const endSessions = async () => {
				await vi.waitFor(
					() => db.rows(sql`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`),
					5_000,
				);
				await db.rows(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => {});
			};
			// Twice: a session that was just beginning may have missed both the setting and its end, this one too.
			await endSessions();
			await endSessions();
		};
		const statuses = async () => {
			const scan = { code: "in_transit.moving", occurredAt: new Date().toISOString(), text: `Scan ${Math.random()}` };
			const message = { shipments: [{ trackingNumber: "READ00001", scans: [scan] }] };
			const answers = await Promise.all([
				seller.post("/v1/shipments", { trackingNumber: `READ${Math.random()}`, carrier: "push" }),
				seller.post("/v1/connections", { carrier: "push" }),
				postSigned(`${url}${path}`, secret, message, `msg_${Math.random()}`),
				seller.get("/readyz"),
				seller.get(new URL(parcel.trackingUrl).pathname),
				seller.get("/healthz"),
			]);
			return answers.map(({ status }) => status);
		};
		expect(await statuses()).toEqual([201, 201, 202, 200, 200, 200]);
		await setReadOnly("on");
		await vi.waitFor(async () => expect(await statuses()).toEqual([503, 503, 503, 503, 200, 200]), 10_000);
		await setReadOnly("off");
		await vi.waitFor(async () => expect(await statuses()).toEqual([201, 201, 202, 200, 200, 200]), 10_000);
	});
});
