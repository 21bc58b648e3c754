const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What people name when they say how long something takes. */
const STEPS = [15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY];

/** "2 hours", "3 days": the next such span that is not shorter. `locale` must be one that Intl takes. */
export function durationText(seconds: number, locale: string): string {
	const span = STEPS.find((step) => seconds <= step) ?? Math.ceil(seconds / DAY) * DAY;
	const [count, unit] =
		span >= DAY ? [span / DAY, "day"] : span >= HOUR ? [span / HOUR, "hour"] : [span / MINUTE, "minute"];
	return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", numberingSystem: "latn" }).format(
		count,
	);
}
