import type { Calendar, DeliveryDays } from "../../../src/core/calendar.ts";
import { plainCalendar, utcDays } from "../../../src/core/silence/plain-days.ts";

const place = { country: "DE", region: null };

/** Monday to Friday, without holidays; clocks of UTC. */
export const week: { readonly days: DeliveryDays; readonly zone: typeof utcDays } = {
	days: { calendar: plainCalendar, place, weekdays: null },
	zone: utcDays,
};

/** The same week with these dates as holidays. */
export function weekWith(...holidays: readonly string[]): typeof week {
	const calendar: Calendar = {
		dayOf: (where, date) =>
			holidays.includes(date)
				? { kind: "holiday", name: { local: "Feiertag", english: null }, known: true }
				: plainCalendar.dayOf(where, date),
	};
	return { days: { calendar, place, weekdays: null }, zone: utcDays };
}
