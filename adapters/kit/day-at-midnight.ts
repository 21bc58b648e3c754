/**
 * A time without its clock where that is midnight, with or without an offset: so carriers write a day, of estimates
 * above all. Any other time, and a date, as they came. A carrier that means the day by every midnight says
 * `clock.midnightIsDay` instead.
 */
export function dayAtMidnight(written: string): string {
	return written.replace(/[T ]00:00(?::00)?(?:\.0+)?(?: ?(?:Z|(?:GMT)?[+-]\d\d:?\d\d))?$/, "");
}
