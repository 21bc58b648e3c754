import { sql } from "drizzle-orm";
import type { Database } from "../../src/store/database.ts";

/** As if a parcel had been registered then. */
export async function registeredAt(db: Database, id: string, at: string): Promise<void> {
	await db.rows(sql`update shipments set created_at = ${at}::timestamptz where public_id = ${id}`);
}
