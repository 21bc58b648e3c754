import type { HttpContext, Route } from "../door.ts";
import { answerFile } from "../export-routes.ts";
import { parcelsWanted } from "./parcel-filter.ts";
import { type ConsoleNeeds, forStaff } from "./staff.ts";

/** All that the list of parcels shows, however long it is, as a file. */
export function consoleExportRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/parcels.csv",
				scope: "shipments:read",
				answer: (context, { principal }) => {
					// Whoever presses a button opens the file in a spreadsheet.
					const parts = services.exportShipments(principal, exportWanted(context), { kind: "csv", withMark: true });
					return answerFile(context, parts, "parcels.csv", "text/csv; charset=utf-8; header=present");
				},
			},
			{
				method: "GET",
				path: "/console/parcels.ndjson",
				scope: "shipments:read",
				answer: (context, { principal }) => {
					const parts = services.exportShipments(principal, exportWanted(context), { kind: "ndjson" });
					return answerFile(context, parts, "parcels.ndjson", "application/x-ndjson");
				},
			},
		],
		door,
	);
}

/** What the list with this address shows, on all of its slices. A file has an order of its own. */
function exportWanted(context: HttpContext) {
	const { cursor: _, limit: __, sort, ...wanted } = parcelsWanted(context).query;
	// That list has those alone of which a risk is known.
	return sort === "late_risk" ? { ...wanted, lateRiskMin: wanted.lateRiskMin ?? 0 } : wanted;
}
