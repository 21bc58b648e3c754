import { NotFound } from "../core/errors.ts";
import { writeCursor } from "../store/cursor.ts";
import { listReports as listStored, type Report, type ReportWords, reportsOf, wordsOf } from "../store/reports.ts";
import { getShipment } from "../store/shipments.ts";
import type { DeliveryEvidence } from "./delivery-evidence.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { cursorOf } from "./view-shipments.ts";
import type { Principal } from "./views.ts";

/** What a buyer said of a delivery that he did not get. */
export interface ReportView {
	/** `rep_…` */
	readonly id: string;
	/** `shp_…` */
	readonly shipmentId: string;
	/** Of the buyer's line in the timeline. */
	readonly key: string;
	readonly saidAt: string;
	/** When he said that he has it after all; null while he has not. */
	readonly foundAt: string | null;
	/** As he wrote it; null where the key that sealed it is lost. */
	readonly words: ReportWords | null;
	readonly evidence: DeliveryEvidence & {
		/** Who said it had shown that he knows the buyer's postcode or address of e-mail. */
		readonly isVerified: boolean;
	};
}

/** Of one shipment, newest first. Throws `NotFound`. */
export async function shipmentReports(deps: Deps, principal: Principal, id: string): Promise<readonly ReportView[]> {
	const shipment = await getShipment(deps.db, sellerOf(principal), id);
	if (!shipment) throw new NotFound(`There is no shipment ${id}.`);
	return (await reportsOf(deps.db, shipment)).map((report) => viewReport(deps, report));
}

/** Of all shipments, newest first. Throws `Invalid` for a cursor that is none of ours. */
export async function listReports(
	deps: Deps,
	principal: Principal,
	{ cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly ReportView[]; readonly next: string | null }> {
	const { items, next } = await listStored(deps.db, sellerOf(principal), { limit, after: cursorOf(cursor) });
	return { items: items.map((report) => viewReport(deps, report)), next: next && writeCursor(next) };
}

function viewReport({ vault }: Deps, report: Report): ReportView {
	const { id, shipmentId, scanKey, saidAt, takenBackAt } = report;
	return {
		id,
		shipmentId,
		key: scanKey,
		saidAt,
		foundAt: takenBackAt,
		words: wordsOf(vault, report),
		// Written by report-not-received.ts alone, from just this type.
		evidence: report.evidence as ReportView["evidence"],
	};
}
