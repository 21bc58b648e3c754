import { z } from "zod";
import { shipmentsPage } from "./shipment-shapes.ts";

/** The filters of the list, and no order or end of its own. */
export const shipmentsExport = shipmentsPage.omit({ cursor: true, limit: true, sort: true });

export const shipmentsCsv = shipmentsExport.extend({
	bom: z.literal("1", 'Only "bom=1" is known: a mark at the beginning, by which Excel knows UTF-8.').optional(),
});
