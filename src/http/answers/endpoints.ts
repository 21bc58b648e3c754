import { z } from "zod";
import { NEWS_FORMATS, SIGNATURE_KINDS } from "../../core/endpoint-kinds.ts";
import { DELIVERY_STATES, type DeliveryDetail, type DeliveryView } from "../../services/deliveries.ts";
import type { EndpointView, TestView } from "../../services/view-endpoints.ts";
import { idShape, instant, shows } from "./common.ts";

export const endpoint = shows<EndpointView>()(
	z
		.strictObject({
			id: idShape("end"),
			url: z.string(),
			label: z.string().nullable(),
			events: z.array(z.string()).describe("Types, or their beginning and a star."),
			carriers: z.array(z.string()).nullable().describe("Null: of every carrier."),
			format: z.enum(NEWS_FORMATS).describe("Of what is told from now on."),
			signature: z.enum(SIGNATURE_KINDS),
			publicKey: z.string().nullable().describe("`whpk_…`, by which `ed25519` is checked; null: by the secret."),
			state: z
				.enum(["active", "failing", "disabled"])
				.describe(
					"`failing`: nothing arrived since `failingSince`. `disabled`: nothing is sent, and what comes is held.",
				),
			failingSince: instant.nullable(),
			disabledAt: instant.nullable(),
			disabledBecause: z.string().nullable(),
			earlierSecretUntil: instant.nullable().describe("Until when news are signed with the secret before as well."),
			webhookSecret: z.string().optional().describe("Shown once, when it is made; `ed25519` has none."),
			createdAt: instant,
			updatedAt: instant,
		})
		.meta({ id: "Endpoint", description: "Where a system of the seller's hears of news." }),
);

const failure = z.string().nullable().describe("Why it did not arrive, in a sentence.");

export const tested = shows<TestView>()(
	z.strictObject({
		deliveryId: idShape("dlv"),
		delivered: z.boolean(),
		status: z.int().nullable(),
		failure,
		answer: z.string().describe("The beginning of what was answered."),
		tookMs: z.number().nullable(),
	}),
);

export const replayed = z.strictObject({
	count: z.int().describe("How many are told again."),
	next: instant.nullable().describe("Where to go on from, where there were more than 10,000."),
});

const members = {
	id: idShape("dlv"),
	endpointId: idShape("end"),
	messageId: z.string().describe("`evt_…`, the `webhook-id` of every attempt."),
	type: z.string(),
	shipmentId: idShape("shp").nullable().describe("Null for news of no parcel."),
	sequence: z.int().nullable(),
	state: z.enum(DELIVERY_STATES),
	tries: z.int(),
	lastStatus: z.int().nullable(),
	lastFailure: z.string().nullable(),
	nextAt: instant.nullable(),
	createdAt: instant,
	deliveredAt: instant.nullable(),
};

export const delivery = shows<DeliveryView>()(
	z.strictObject(members).meta({ id: "Delivery", description: "An event on its way to an endpoint." }),
);

export const deliveryDetail = shows<DeliveryDetail>()(
	z
		.strictObject({
			...members,
			url: z.string(),
			headers: z
				.record(z.string(), z.string())
				.nullable()
				.describe("As they were sent at the last attempt, without the signature; null before the first."),
			payload: z.unknown().describe("What was posted."),
			attempts: z
				.array(
					z.strictObject({
						try: z.int(),
						at: instant,
						status: z.int().nullable(),
						failure,
						answer: z.string(),
						tookMs: z.number(),
					}),
				)
				.describe("Oldest first, the last fifty."),
		})
		.meta({ id: "DeliveryDetail", description: "An event with what was posted and what came back." }),
);
