import { connectionState, isTrouble } from "../../../web/views/console/connection-state.ts";
import type { FirstSteps } from "../../../web/views/console/first-steps.tsx";
import { renderHome } from "../../../web/views/console/home.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import type { ConnectionView } from "../../core/connection-view.ts";
import type { ShipmentView } from "../../services/views.ts";
import type { Route } from "../door.ts";
import { brandNames } from "./brand-names.ts";
import { carrierNames, withCouriers } from "./carrier-names.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const MOST_WAITING = 10;
/** Among as many of the newest a parcel of the shop's own is looked for: the demonstration has fewer. */
const NEWEST = 10;

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
					const seesParcels = may("shipments:read");
					const [waiting, newest, parcels, questions, reviewsWaiting, connections] = await Promise.all([
						seesParcels ? services.listShipments(principal, { waiting: "seller", limit: MOST_WAITING }) : null,
						seesParcels ? services.listShipments(principal, { limit: NEWEST }) : null,
						seesParcels ? services.countShipments(principal) : null,
						may("questions:read") ? services.questionsWaiting(principal) : null,
						may("reviews:read") ? services.reviewsWaiting(principal) : 0,
						may("connections:read") ? services.listConnections(principal) : null,
					]);
					const { connections: words } = consoleWordsFor(page.locale);
					const troubled = connections?.filter((one) => isTrouble(connectionState(one, page.now, words))) ?? null;
					const html = renderHome({
						...page,
						firstSteps: await firstSteps(door, staff, { connections, newest: newest?.items ?? null }),
						// Before anything is on its way there is nothing to count.
						counts: newest?.items.length === 0 ? null : { parcels, questions, connections: troubled?.length ?? null },
						waiting: waiting && (await withCouriers(services, staff, waiting.items, ({ id }) => id)),
						reviewsWaiting,
						hasMoreWaiting: (waiting?.next ?? null) !== null,
						carriers: await carrierNames(services, staff),
						brands: await brandNames(door, staff),
					});
					return answerPage(context, html);
				},
			},
		],
		door,
	);
}

interface Known {
	readonly connections: readonly ConnectionView[] | null;
	/** Newest first. */
	readonly newest: readonly ShipmentView[] | null;
}

/** The demonstration's own courier and parcels are none of the shop's steps. */
const isOwn = ({ carrier }: { readonly carrier: string }) => carrier !== "demo";

/** How far a shop is, in what whoever is logged in can see and do himself. */
async function firstSteps(
	{ services }: ConsoleNeeds,
	{ principal, may }: Staff,
	{ connections, newest }: Known,
): Promise<FirstSteps> {
	const does = (noun: "shop" | "endpoints") => may(`${noun}:read`) && may(`${noun}:write`);
	const [shop, endpoints] = await Promise.all([
		does("shop") ? services.getShop(principal) : null,
		does("endpoints") ? services.listEndpoints(principal) : null,
	]);
	return {
		isConnected: connections && may("connections:write") ? connections.some(isOwn) : null,
		parcel:
			newest && may("shipments:write")
				? { trackingUrl: newest[0]?.trackingUrl ?? null, isOwn: newest.some(isOwn) }
				: null,
		hasContact: shop && shop.contactEmail !== null,
		hasWebhook: endpoints && endpoints.length > 0,
	};
}
