import { sql } from "drizzle-orm";
import { vi } from "vitest";
import { postSigned, type TestSeller, type TestService } from "./service.ts";

const DAY_MS = 86_400_000;

/** `…Z`, so many days before now. */
export const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

export const HAMBURG_TO_BERLIN = {
	origin: { country: "DE", city: "Hamburg", postcode: "20095" },
	destination: { country: "DE", city: "Berlin", postcode: "10115" },
};

export interface TestCourier {
	/** `con_…` */
	readonly connection: string;
	post(shipments: readonly object[]): Promise<unknown>;
	/** Registers so many and tells, in one message each, that they were taken and delivered so many days ago. */
	deliver(parcels: number, days: { readonly takenAgo: number; readonly deliveredAgo: number }): Promise<void>;
}

/** A courier of the seller's that posts in Wayline's own format and delivers from Hamburg to Berlin. */
export async function newCourier(service: TestService, seller: TestSeller): Promise<TestCourier> {
	const { id, path, secret } = await seller.connect({ carrier: "push" });
	let messages = 0;
	let registered = 0;
	const post = (shipments: readonly object[]) =>
		postSigned(`${service.url}${path}`, secret, { shipments }, `msg_${++messages}`);
	return {
		connection: id,
		post,
		deliver: async (parcels, { takenAgo, deliveredAgo }) => {
			const numbers = Array.from({ length: parcels }, () => `${id.slice(-6).toUpperCase()}X${++registered}`);
			for (const trackingNumber of numbers)
				await seller.post("/v1/shipments", { trackingNumber, carrier: "push", ...HAMBURG_TO_BERLIN });
			const scans = [taken(daysAgo(takenAgo)), delivered(daysAgo(deliveredAgo))];
			await post(numbers.map((trackingNumber) => ({ trackingNumber, scans })));
			await learnt(service);
		},
	};
}

export const taken = (occurredAt: string) => ({
	code: "picked_up.accepted",
	occurredAt,
	place: { city: "Hamburg", country: "DE" },
});

export const delivered = (occurredAt: string) => ({
	code: "delivered.to_recipient",
	occurredAt,
	place: { city: "Berlin", country: "DE" },
});

/** Every delivery that was told has taught, and this node knows. */
export async function learnt({ db }: Pick<TestService, "db">): Promise<void> {
	await vi.waitFor(
		async () => {
			const [{ left } = { left: -1 }] = await db.rows<{ left: number }>(
				sql`select count(*)::int4 as left from forecasts where arrived is not null and learnt_at is null`,
			);
			if (left !== 0) throw new Error(`${left} deliveries are not learnt yet.`);
		},
		{ timeout: 15_000, interval: 200 },
	);
}
