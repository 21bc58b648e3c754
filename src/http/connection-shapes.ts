import { z } from "zod";
import type { Trial } from "../services/try-connection.ts";
import { SUBSCRIPTION_STATES } from "../services/view-connections.ts";
import { carrierCode, limit, line } from "./shapes.ts";
import { newShipment } from "./shipment-shapes.ts";

const credentialName = "A credential's name is of letters, digits and underscores, as GET /v1/carriers lists it.";

export const newConnection = z.strictObject({
	carrier: carrierCode,
	label: line(1, 100).optional(),
	credentials: z
		.record(z.string().regex(/^[A-Za-z0-9_]{1,60}$/, credentialName), z.string().min(1).max(8192))
		.optional(),
	webhookSecret: z.string().min(1).max(512).optional(),
});

export const connectionChange = newConnection
	.omit({ carrier: true })
	.extend({ graceHours: z.number().int().min(0).max(168).optional() })
	.refine((change) => Object.keys(change).length > 0, "Name what is to change: label, credentials or webhookSecret.");

export const newSecret = z.strictObject({ graceHours: connectionChange.shape.graceHours });

export const trial = z.strictObject({
	trackingNumber: newShipment.shape.trackingNumber,
	needs: newShipment.shape.needs,
}) satisfies z.ZodType<Trial>;

export const subscriptionsPage = z.strictObject({ limit, state: z.enum(SUBSCRIPTION_STATES).optional() });

export const sampleWanted = z.strictObject({ trackingNumber: newShipment.shape.trackingNumber.optional() });
