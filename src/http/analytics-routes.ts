import type { AnalyticsQuery, GoalQuery } from "../services/analytics.ts";
import type { ExceptionQuery, ExceptionsAnswer } from "../services/exceptions.ts";
import type { OnTimeAnswer } from "../services/on-time.ts";
import type { TransitTimesAnswer } from "../services/transit-times.ts";
import type { Principal } from "../services/views.ts";
import { analyticsQuery, exceptionQuery, goalQuery } from "./analytics-shapes.ts";
import { exceptions, onTimeShares, transitTimes } from "./answers/analytics.ts";
import type { Door, Route } from "./door.ts";
import { forSellers } from "./for-sellers.ts";
import { readQuery } from "./read-body.ts";

export interface AnalyticsServices {
	/** How long parcels took. */
	transitTimes(principal: Principal, query: GoalQuery): Promise<TransitTimesAnswer>;
	/** How what was promised was kept. */
	onTimeShares(principal: Principal, query: AnalyticsQuery): Promise<OnTimeAnswer>;
	/** What went wrong. */
	exceptions(principal: Principal, query: ExceptionQuery): Promise<ExceptionsAnswer>;
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
					more: "From the hand-over on, by carrier, lane, service, week or month. Parcels that are still to come are counted as such.",
					query: goalQuery,
					answers: { 200: { when: "The figures, with what each of them means.", body: transitTimes } },
					asked: { query: { days: "90", by: "carrier" } },
				},
				answer: async (context, principal) =>
					context.json(await services.transitTimes(principal, readQuery(context, goalQuery))),
			},
			{
				method: "GET",
				path: "/v1/analytics/on-time",
				scope: "shipments:read",
				about: {
					name: "onTimeShares",
					tag: "Analytics",
					summary: "How many came on time",
					more: "By your promise, the carrier's first, and the window shown first; and how often the first visit to the door delivered. A parcel is counted once the end of its promise has passed, there or not.",
					query: analyticsQuery,
					answers: { 200: { when: "The figures, with what each of them means.", body: onTimeShares } },
					asked: { query: { days: "90", by: "carrier" } },
				},
				answer: async (context, principal) =>
					context.json(await services.onTimeShares(principal, readQuery(context, analyticsQuery))),
			},
			{
				method: "GET",
				path: "/v1/analytics/exceptions",
				scope: "shipments:read",
				about: {
					name: "exceptions",
					tag: "Analytics",
					summary: "What went wrong",
					more: "By reason and code, carrier, lane, service, week or month: how many parcels met it, how many arrived all the same, and how long it held them up.",
					query: exceptionQuery,
					answers: { 200: { when: "The figures, with what each of them means.", body: exceptions } },
					asked: { query: { days: "90", by: "reason,code" } },
				},
				answer: async (context, principal) =>
					context.json(await services.exceptions(principal, readQuery(context, exceptionQuery))),
			},
		],
		services,
	);
}
