import { daysOf } from "../core/eta/days-of.ts";
import type { Forecast } from "../core/eta/forecast.ts";
import { type LateStep, shownWindow, WINDOW_SHARES } from "../core/eta/shown-window.ts";
import type { Start } from "../core/eta/start.ts";
import type { ModelWindow } from "../core/promise.ts";
import type { Lanes } from "./lanes.ts";

export interface WindowMoment {
	/** Days since 1970 on the destination's clock. */
	readonly nowDays: number;
	/** Of that clock; null where it is not known. */
	readonly zone: string | null;
	readonly lanes: Lanes;
	/** The likely day that was shown first, `YYYY-MM-DD`; null before any. */
	readonly firstLikely: string | null;
	/** Where the arrival was put off most, given the likely moment now; asked only of a parcel that is later than first shown. */
	readonly lateStep: (likely: number) => LateStep | null;
}

/** What is forecast of a parcel at a start, and how people see it; no window where nothing is known of the carrier. */
export function windowAt(
	start: Start,
	{ nowDays, zone, lanes, firstLikely, lateStep }: WindowMoment,
): { readonly forecast: Forecast; readonly window: ModelWindow | null } {
	const { anchor, lane, at: startedAt } = start;
	const forecast = lanes.model.forecast(start, nowDays, lanes.weekOf(lane));
	const measured = lanes.measured(lane.carrier, anchor);
	const asked = { forecast, anchor, lane, startedAt, now: nowDays, zone, measured };
	const likely = forecast.at(WINDOW_SHARES.likely);
	const isLater = firstLikely !== null && likely - daysOf(firstLikely) >= 1;
	const window = shownWindow({ firstLikely, lateStep: isLater ? lateStep(likely) : null, ...asked });
	return { forecast, window };
}
