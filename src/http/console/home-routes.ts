import type { FirstSteps } from "../../../web/views/console/first-steps.tsx";
import { renderHome } from "../../../web/views/console/home.tsx";
import type { Route } from "../door.ts";
import { brandNames } from "./brand-names.ts";
import { carrierNames } from "./carrier-names.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const MOST_WAITING = 10;

export function homeRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console",
				scope: null,
				answer: async (context, staff) => {
					const { principal, page, may } = staff;
					const waiting = may("shipments:read")
						? await services.listShipments(principal, { waiting: "seller", limit: MOST_WAITING })
						: null;
					const standing = may("questions:read") ? await services.questionsStanding(principal) : null;
					const html = renderHome({
						...page,
						firstSteps: await firstSteps(door, staff),
						waiting: waiting?.items ?? null,
						hasMoreWaiting: (waiting?.next ?? null) !== null,
						questionsWaiting: standing?.waiting ?? 0,
						carriers: carrierNames(services),
						brands: await brandNames(door, staff),
					});
					return answerPage(context, html);
				},
			},
		],
		door,
	);
}

/** How far a shop is, in what whoever is logged in can see and do himself. */
async function firstSteps({ services }: ConsoleNeeds, { principal, may }: Staff): Promise<FirstSteps> {
	const does = (noun: "connections" | "shipments" | "shop" | "endpoints") =>
		may(`${noun}:read`) && may(`${noun}:write`);
	const [connections, newest, shop, endpoints] = await Promise.all([
		does("connections") ? services.listConnections(principal) : null,
		does("shipments") ? services.listShipments(principal, { limit: 1 }) : null,
		does("shop") ? services.getShop(principal) : null,
		does("endpoints") ? services.listEndpoints(principal) : null,
	]);
	return {
		// The demonstration's own courier and parcels are none of the shop's steps.
		isConnected: connections?.some(({ carrier }) => carrier !== "demo") ?? null,
		parcel: newest && { trackingUrl: newest.items[0]?.trackingUrl ?? null },
		hasContact: shop && shop.contactEmail !== null,
		hasWebhook: endpoints && endpoints.length > 0,
	};
}
