import type { Presence } from "../core/page.ts";
import { type HoursOfDay, type Shifts, WEEKDAYS, type WeekHours } from "../core/staff-hours.ts";
import { whenSomebodyIsIn } from "../core/who-answers.ts";
import { clockIn } from "../geo/local-clock.ts";
import type { Queries, RowId } from "../store/database.ts";
import { listStaff, type StoredStaff } from "../store/staff.ts";
import { clockOfZone } from "./recipient-zone.ts";

/** Somebody's week by the clock of his zone; of a zone that this runtime does not know, by UTC. */
export function shiftsOf(staff: Pick<StoredStaff, "hours" | "zone">): Shifts {
	const hours = hoursOf(staff);
	if (hours === null) return null;
	return { hours, clock: clockOfZone(staff.zone ?? "UTC") };
}

/** Whether somebody of a shop is there, by the hours that it gave; null where it gave none. */
export async function presenceOf(db: Queries, sellerId: RowId, now: Date): Promise<Presence | null> {
	const staff = (await listStaff(db, sellerId)).map((one) => ({ ...one, shifts: shiftsOf(one) }));
	const found = whenSomebodyIsIn(staff, now.getTime());
	if (found === null || found.isIn) return found;
	const zone = found.who.zone ?? "UTC";
	return {
		isIn: false,
		next: { instant: new Date(found.nextMs).toISOString(), local: clockIn(zone, found.nextMs), zone },
	};
}

/** As they were given: the table keeps the fields of each in an order of its own. */
export function hoursOf(staff: Pick<StoredStaff, "hours">): WeekHours | null {
	const hours = keptHours(staff);
	if (hours === null) return null;
	return Object.fromEntries(WEEKDAYS.flatMap((day) => (hours[day] ? [[day, hours[day].map(inOrder)]] : [])));
}

function inOrder({ from, to }: HoursOfDay): HoursOfDay {
	return { from, to };
}

/** Written by staff.ts alone, from just this type. */
function keptHours({ hours }: Pick<StoredStaff, "hours">): WeekHours | null {
	return hours as WeekHours | null;
}
