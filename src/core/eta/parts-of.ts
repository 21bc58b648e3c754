import type { Part } from "./forecast.ts";
import type { Location } from "./location.ts";

/** What moved the middle away from that of all parcels, in the order in which it was first applied, one of a kind. */
export function partsOf({
	line,
	distance,
	effects,
	backlog,
	trend,
	localTrend,
	trendParcels,
}: Location): readonly Part[] {
	const parts = new Map<Part["what"], Part>();
	const push = (what: Part["what"], value: number, parcels: number) => {
		const before = parts.get(what);
		const factor = Math.exp(value) * (before?.factor ?? 1);
		parts.set(what, { what, factor, parcels: Math.max(parcels, before?.parcels ?? 0) });
	};
	push("distance", distance, line.parcelsOfAll);
	push("carrier", line.meanY - line.meanYOfAll, line.parcels);
	for (const { what, value, stated, parcels } of effects) {
		if (stated !== 0) push("stated", stated, 0);
		push(what, value - stated, parcels);
	}
	push("trend", backlog + trend + localTrend, trendParcels);
	return [...parts.values()];
}
