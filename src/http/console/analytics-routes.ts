import { type AnalyticsPart, PERIODS } from "../../../web/views/console/analytics-parts.tsx";
import { EXCEPTION_PAGE_PARTS, renderExceptions } from "../../../web/views/console/exceptions.tsx";
import { ON_TIME_PAGE_PARTS, renderOnTime } from "../../../web/views/console/on-time.tsx";
import { renderTransit, TRANSIT_PAGE_PARTS } from "../../../web/views/console/transit.tsx";
import { TRANSIT_GOALS } from "../../services/analytics.ts";
import { PROMISES } from "../../services/on-time.ts";
import type { Route } from "../door.ts";
import { isIdOf } from "../id-shapes.ts";
import { carrierNames } from "./carrier-names.ts";
import { answerPage, type ConsoleNeeds, forStaff } from "./staff.ts";

const USUAL_DAYS = 90;

/** How the shop's parcels fared. */
export function consoleAnalyticsRoutes({ services, ...door }: ConsoleNeeds): readonly Route[] {
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/transit",
				scope: "shipments:read",
				answer: async (context, staff) => {
					const { principal, page } = staff;
					const asked = context.req.query();
					const { by, carrier, query } = askedOf(asked, TRANSIT_PAGE_PARTS);
					const until = TRANSIT_GOALS.find((goal) => goal === asked.until) ?? "arrival";
					const answer = await services.transitTimes(principal, { ...query, by: [by], until });
					const carriers = await carrierNames(services, staff);
					return answerPage(context, renderTransit({ ...page, answer, by, carrier, carriers }));
				},
			},
			{
				method: "GET",
				path: "/console/on-time",
				scope: "shipments:read",
				answer: async (context, staff) => {
					const { principal, page } = staff;
					const asked = context.req.query();
					const { by, carrier, query } = askedOf(asked, ON_TIME_PAGE_PARTS);
					const answer = await services.onTimeShares(principal, { ...query, by: [by] });
					// Unless one is asked for, the first that there is.
					const promise =
						PROMISES.find((one) => one === asked.promise) ?? answer.all?.promises[0]?.promise ?? PROMISES[0];
					const carriers = await carrierNames(services, staff);
					return answerPage(context, renderOnTime({ ...page, answer, promise, by, carrier, carriers }));
				},
			},
			{
				method: "GET",
				path: "/console/exceptions",
				scope: "shipments:read",
				answer: async (context, staff) => {
					const { principal, page } = staff;
					const { by, carrier, query } = askedOf(context.req.query(), EXCEPTION_PAGE_PARTS);
					const answer = await services.exceptions(principal, { ...query, by: [by] });
					const carriers = await carrierNames(services, staff);
					return answerPage(context, renderExceptions({ ...page, answer, by, carrier, carriers }));
				},
			},
		],
		{ services, ...door },
	);
}

/** What the address asks for; what it says wrongly is what is usual. */
function askedOf<Part extends AnalyticsPart>(
	asked: Readonly<Record<string, string>>,
	parts: readonly [Part, ...Part[]],
) {
	const by = parts.find((part) => part === asked.by) ?? parts[0];
	const days = PERIODS.find((one) => String(one) === asked.days) ?? USUAL_DAYS;
	const carrier = asked.carrier && isIdOf("carrier", asked.carrier) ? asked.carrier : null;
	return { by, carrier, query: { days, lanes: "country", ...(carrier !== null && { carrier }) } as const };
}
