import { z } from "zod";
import type { Trial } from "../services/try-connection.ts";
import { connectionChange, newShipment } from "./shapes.ts";

export const newSecret = z.strictObject({ earlierSecretHours: connectionChange.shape.earlierSecretHours });

export const trial = z.strictObject({
	trackingNumber: newShipment.shape.trackingNumber,
	needs: newShipment.shape.needs,
}) satisfies z.ZodType<Trial>;
