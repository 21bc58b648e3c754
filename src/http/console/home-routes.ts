import { renderHome } from "../../../web/views/console/home.tsx";
import type { Route } from "../door.ts";
import { carrierNames } from "./carrier-names.ts";
import { answerPage, type ConsoleNeeds, forStaff } from "./staff.ts";

const MOST_WAITING = 10;

export function homeRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console",
				scope: null,
				answer: async (context, { principal, page, may }) => {
					const waiting = may("shipments:read")
						? await services.listShipments(principal, { waiting: "seller", limit: MOST_WAITING })
						: null;
					const newest = may("shipments:read") ? await services.listShipments(principal, { limit: 1 }) : null;
					const connections = may("connections:read") ? await services.listConnections(principal) : null;
					const standing = may("questions:read") ? await services.questionsStanding(principal) : null;
					const html = renderHome({
						...page,
						firstSteps: {
							isConnected: connections && connections.length > 0,
							parcel: newest && { trackingUrl: newest.items[0]?.trackingUrl ?? null },
						},
						waiting: waiting?.items ?? null,
						hasMoreWaiting: (waiting?.next ?? null) !== null,
						questionsWaiting: standing?.waiting ?? 0,
						carriers: carrierNames(services),
					});
					return answerPage(context, html);
				},
			},
		],
		door,
	);
}
