import { type AccuracyPart, renderOwnAccuracy } from "../../../web/views/console/accuracy.tsx";
import { PERIODS } from "../../../web/views/console/analytics-parts.tsx";
import { ACCURACY_PARTS } from "../../services/eta-accuracy.ts";
import type { Route } from "../door.ts";
import { isIdOf } from "../id-shapes.ts";
import { carrierNames } from "./carrier-names.ts";
import { answerPage, type ConsoleNeeds, forStaff } from "./staff.ts";

const USUAL_DAYS = 90;

/** What the windows of the shop's parcels were worth. */
export function consoleAccuracyRoutes({ services, ...door }: ConsoleNeeds): readonly Route[] {
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/accuracy",
				scope: "shipments:read",
				answer: async (context, staff) => {
					const { principal, page } = staff;
					const asked = context.req.query();
					const by: AccuracyPart = ACCURACY_PARTS.find((part) => part === asked.by) ?? "carrier";
					const days = PERIODS.find((one) => String(one) === asked.days) ?? USUAL_DAYS;
					const carrier = asked.carrier && isIdOf("carrier", asked.carrier) ? asked.carrier : null;
					const accuracy = await services.etaAccuracy(principal, {
						days,
						by: [by],
						...(carrier !== null && { carrier }),
					});
					const carriers = await carrierNames(services, staff);
					return answerPage(context, renderOwnAccuracy({ ...page, accuracy, by, carrier, carriers }));
				},
			},
		],
		{ services, ...door },
	);
}
