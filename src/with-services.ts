import type { Config } from "./config.ts";
import { openCalendar } from "./geo/calendar/open-calendar.ts";
import type { Places } from "./geo/places.ts";
import { checkShipment } from "./http/check-shipment.ts";
import { LiveLanes } from "./ingest/lanes.ts";
import { openKeptVault } from "./open-kept-vault.ts";
import type { KeySettings } from "./secret-key.ts";
import type { Deps } from "./services/deps.ts";
import type { Database } from "./store/database.ts";

/** Does work at the command line by the rules that the service has, without its doors. Open pages hear of it from the database. */
export async function withServices<T>(
	config: Pick<Config, "publicUrl"> & KeySettings,
	db: Database,
	places: Places,
	work: (deps: Deps, check: typeof checkShipment) => Promise<T>,
): Promise<T> {
	const vault = await openKeptVault(db, config);
	const lanes = new LiveLanes(await openCalendar());
	await lanes.follow(db);
	const deps: Deps = {
		db,
		vault,
		publicUrl: config.publicUrl,
		places,
		lanes,
		now: () => new Date(),
		changed: () => {},
	};
	return work(deps, checkShipment);
}
