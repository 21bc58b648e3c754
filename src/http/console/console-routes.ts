import type { Route } from "../door.ts";
import { addRoutes } from "./add-routes.ts";
import { homeRoutes } from "./home-routes.ts";
import { logInRoutes } from "./log-in-routes.ts";
import { consoleMessageRoutes } from "./message-routes.ts";
import { parcelRoutes } from "./parcel-routes.ts";
import type { ConsoleNeeds } from "./staff.ts";

/** The place for a shop's staff. It owns no rule: it asks what the API asks, in the name of who is logged in. */
export function consoleRoutes(door: ConsoleNeeds): readonly Route[] {
	return [
		...logInRoutes(door),
		...homeRoutes(door),
		// Before a parcel's own address, which any word would be taken for.
		...addRoutes(door),
		...parcelRoutes(door),
		...consoleMessageRoutes(door),
	];
}
