import type { ExportedPart, ExportForm } from "../services/export-shipments.ts";
import type { ShipmentsWanted } from "../services/list-shipments.ts";
import type { Principal } from "../services/views.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { shipmentsCsv, shipmentsExport } from "./export-shapes.ts";
import { forSellers } from "./for-sellers.ts";
import { readQuery } from "./read-body.ts";
import { shipmentsAsked } from "./shipment-routes.ts";

export interface ExportServices {
	exportShipments(principal: Principal, wanted: ShipmentsWanted, form: ExportForm): AsyncGenerator<ExportedPart>;
}

/** All that a list has, in one answer of any length. */
export function exportRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/shipments.csv",
				scope: "shipments:read",
				about: {
					name: "exportCsv",
					tag: "Shipments",
					summary: "Get parcels as a CSV file",
					more: "With the filters of the list, and of any length. Before what a spreadsheet would run as a formula stands an apostrophe, which an import takes away.",
					query: shipmentsCsv,
					answers: { 200: { when: "The file, in columns that an import knows.", kinds: ["text/csv"] } },
					asked: { query: { carrier: "demo" } },
				},
				answer: (context, principal) => {
					const { bom, ...wanted } = readQuery(context, shipmentsCsv);
					const form = { kind: "csv", withMark: bom === "1" } as const;
					const parts = services.exportShipments(principal, shipmentsAsked(wanted), form);
					return answerFile(context, parts, "shipments.csv", "text/csv; charset=utf-8; header=present");
				},
			},
			{
				method: "GET",
				path: "/v1/shipments.ndjson",
				scope: "shipments:read",
				about: {
					name: "exportNdjson",
					tag: "Shipments",
					summary: "Get parcels as lines of JSON",
					more: "Each line one of the list's items, of any length.",
					query: shipmentsExport,
					answers: { 200: { when: "The file.", kinds: ["application/x-ndjson"] } },
					asked: { query: { carrier: "demo", milestone: "pending" } },
				},
				answer: (context, principal) => {
					const wanted = shipmentsAsked(readQuery(context, shipmentsExport));
					const parts = services.exportShipments(principal, wanted, { kind: "ndjson" });
					return answerFile(context, parts, "shipments.ndjson", "application/x-ndjson");
				},
			},
		],
		services,
	);
}

/**
 * A file as it is written: the next part is made when the one before is on its way. What fails before the first is told
 * as any refusal; later the connection is cut, so that nobody takes a part for the whole.
 */
export async function answerFile(
	context: HttpContext,
	parts: AsyncGenerator<{ readonly text: string }>,
	name: string,
	contentType: string,
): Promise<Response> {
	const encoder = new TextEncoder();
	let coming = await parts.next();
	const body = new ReadableStream<Uint8Array>(
		{
			pull: async (controller) => {
				if (coming.done) return controller.close();
				controller.enqueue(encoder.encode(coming.value.text));
				coming = await parts.next();
				if (coming.done) controller.close();
			},
			cancel: async () => {
				await parts.return(undefined);
			},
		},
		{ highWaterMark: 0 },
	);
	return context.body(body, 200, {
		"content-type": contentType,
		"content-disposition": `attachment; filename="${name}"`,
	});
}
