import type { ReportView } from "../services/reports.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { report } from "./answers/reports.ts";
import type { Door, Route } from "./door.ts";
import type { Slice, SliceQuery } from "./for-sellers.ts";
import { answerSlice, forSellers, idOf } from "./for-sellers.ts";
import { exampleId } from "./openapi/about.ts";
import { readQuery } from "./read-body.ts";
import { nothing, page as slicePage } from "./shapes.ts";

export interface ReportServices {
	/** Newest first. */
	shipmentReports(principal: Principal, id: string): Promise<readonly ReportView[]>;
	listReports(principal: Principal, query: SliceQuery): Promise<Slice<ReportView>>;
}

/** What buyers said of deliveries that they did not get, for the shop. */
export function reportRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/reports",
				scope: "shipments:read",
				about: {
					name: "listReports",
					tag: "Reports",
					summary: "List reports of all parcels",
					more: "Newest first.",
					query: slicePage,
					answers: { 200: { when: "A slice of them.", body: listOf(report) } },
				},
				answer: async (context, principal) =>
					answerSlice(context, publicUrl, await services.listReports(principal, readQuery(context, slicePage))),
			},
			{
				method: "GET",
				path: "/v1/shipments/:id/reports",
				scope: "shipments:read",
				about: {
					name: "shipmentReports",
					tag: "Reports",
					summary: "List the reports of a parcel",
					more: "Newest first.",
					answers: { 200: { when: "All of them.", body: listOf(report) } },
					asked: { id: exampleId("shp", 1) },
				},
				answer: async (context, principal) => {
					const id = idOf(context, "shipment");
					readQuery(context, nothing);
					return context.json({ items: await services.shipmentReports(principal, id) });
				},
			},
		],
		services,
	);
}
