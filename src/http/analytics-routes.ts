import type { GoalQuery } from "../services/analytics.ts";
import type { TransitTimesAnswer } from "../services/transit-times.ts";
import type { Principal } from "../services/views.ts";
import { goalQuery } from "./analytics-shapes.ts";
import { transitTimes } from "./answers/analytics.ts";
import type { Door, Route } from "./door.ts";
import { forSellers } from "./for-sellers.ts";
import { readQuery } from "./read-body.ts";

export interface AnalyticsServices {
	/** How long parcels took. */
	transitTimes(principal: Principal, query: GoalQuery): Promise<TransitTimesAnswer>;
}

/** How a seller's parcels fared, counted. */
export function analyticsRoutes({ services }: Pick<Door, "services">): readonly Route[] {
	return forSellers(
		[
			{
				method: "GET",
				path: "/v1/analytics/transit",
				scope: "shipments:read",
				about: {
					name: "transitTimes",
					tag: "Analytics",
					summary: "How long parcels take",
					more: "From the hand-over on, by carrier, lane, service or week. Parcels that are still to come are counted as such.",
					query: goalQuery,
					answers: { 200: { when: "The figures, with what each of them means.", body: transitTimes } },
					asked: { query: { days: "90", by: "carrier" } },
				},
				answer: async (context, principal) =>
					context.json(await services.transitTimes(principal, readQuery(context, goalQuery))),
			},
		],
		services,
	);
}
