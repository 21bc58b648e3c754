import { z } from "zod";
import { listOf } from "./common.ts";
import { toldProblem } from "./problems.ts";
import { shipment } from "./shipments.ts";

/** What became of the waybills of a batch. */
export const batchItems = listOf(
	z
		.strictObject({
			index: z.int().describe("Its place in the batch, from 0."),
			status: z.int().describe("What it would have been answered with alone."),
			shipment: shipment.optional(),
			problem: toldProblem.optional(),
		})
		.meta({ id: "BatchItem" }),
);
