import { z } from "zod";
import type { ConnectionView } from "../../core/connection-view.ts";
import { SUBSCRIPTION_STATES, type SubscriptionView } from "../../services/view-connections.ts";
import { carrier, idShape, instant, shows } from "./common.ts";

export const connection = shows<ConnectionView>()(
	z
		.strictObject({
			id: idShape("con"),
			carrier,
			label: z.string().nullable(),
			webhookUrl: z.string().nullable().describe("Where the carrier posts; null for a carrier without webhooks."),
			setUp: z.string().optional().describe("What to do with the secret, in a sentence."),
			webhookSecret: z.string().optional().describe("Shown once, where it was made here."),
			polls: z.boolean(),
			health: z
				.strictObject({
					state: z.enum(["unknown", "ok", "failing"]).describe("`unknown`: nothing was asked, or posted, yet."),
					failingSince: instant.nullable(),
					lastOkAt: instant.nullable(),
					lastError: z.string().nullable().describe("What went wrong last, in words."),
					pausedUntil: instant.nullable().describe("Not asked before."),
				})
				.describe("Of asking the carrier; where there is nobody to ask, of what it posts."),
			webhook: z
				.strictObject({
					lastMessageAt: instant.nullable(),
					lastRefusedAt: instant.nullable(),
					lastRefusal: z.string().nullable(),
				})
				.describe("What was posted to the webhook address; each moment is right to the minute."),
			following: z
				.strictObject({
					parcels: z.int().describe("On their way with it."),
					hasMore: z.boolean().describe("It has followed so many that the newest alone were counted."),
					dueSince: instant
						.nullable()
						.describe("Since when the first of those to be asked for waits; null while asking keeps up."),
				})
				.describe("The parcels that it follows."),
			subscriptions: z
				.strictObject({
					state: z
						.enum(["at-work", "needs-credentials", "no-public-address"])
						.describe("`at-work`: waybills are subscribed by themselves. Otherwise what is missing."),
					wanted: z.int(),
					active: z.int(),
					refused: z.int().describe("The carrier refused them; they are asked for again."),
					lapsed: z.int().describe("Not renewed in time; the numbers are polled meanwhile."),
					lastError: z.string().nullable(),
				})
				.nullable()
				.describe("Numbers that the carrier was asked to post for; null where it needs no asking."),
			createdAt: instant,
		})
		.meta({ id: "Connection", description: "An account with a carrier." }),
);

export const subscription = shows<SubscriptionView>()(
	z.strictObject({
		trackingNumber: z.string(),
		state: z.enum(SUBSCRIPTION_STATES),
		subscribedAt: instant.nullable(),
		lapsesAt: instant.nullable().describe("When the carrier forgets it unless it is renewed; null where it lasts."),
		nextAt: instant.nullable().describe("When the carrier is asked next."),
		lastError: z.string().nullable(),
	}),
);

export const pushSample = z.strictObject({
	curl: z.string().describe("A command that is signed already, valid for five minutes."),
	script: z.string().describe("A program of the shell that signs by itself."),
	expiresAt: instant,
	boardUrl: z.string().describe("What became of the connection's last messages, for whoever has the link."),
});
