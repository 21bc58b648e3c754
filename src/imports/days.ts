/** Whose number comes first where a day is written with slashes or strokes. */
export type DayOrder = "day-first" | "month-first";

export type DayReading =
	| { readonly kind: "day"; readonly day: string }
	/** A time with its offset, as given. */
	| { readonly kind: "instant"; readonly instant: string }
	| { readonly kind: "ambiguous"; readonly either: string; readonly or: string }
	| { readonly kind: "unknown" };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const SHORT = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d])/;

/**
 * The day of a cell. A time behind it without its offset is left out: a promise of a day is kept by its end. What is
 * ambiguous stays so unless the column's order is known.
 */
export function readDay(text: string, order: DayOrder | null): DayReading {
	if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text)) {
		return { kind: "instant", instant: text };
	}
	const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])/.exec(text);
	if (yearFirst) return dayOf(yearFirst[1], yearFirst[3], yearFirst[4]);
	const eastern = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?/.exec(text);
	if (eastern) return dayOf(eastern[1], eastern[2], eastern[3]);
	const compact = /^(20\d\d)(\d\d)(\d\d)$/.exec(text);
	if (compact) return dayOf(compact[1], compact[2], compact[3]);
	const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?![\d])/.exec(text);
	if (dotted) return dayOf(dotted[3], dotted[2], dotted[1]);
	const named = /^(\d{1,2})[\s-]([a-z]{3})[a-z]*\.?[\s,-]+(\d{4})\b/i.exec(text);
	if (named) return dayOf(named[3], monthOf(named[2]), named[1]);
	const american = /^([a-z]{3})[a-z]*\.?[\s-](\d{1,2})[\s,-]+(\d{4})\b/i.exec(text);
	if (american) return dayOf(american[3], monthOf(american[1]), american[2]);
	const short = SHORT.exec(text);
	return short ? readShort(short[1], short[3], short[4], order) : { kind: "unknown" };
}

/** What one cell tells of its column's order; null where it may be either. */
export function orderTold(text: string): DayOrder | null {
	const [, one = "", , other = ""] = SHORT.exec(text.trim()) ?? [];
	if (Number(one) > 12 && Number(other) <= 12) return "day-first";
	if (Number(other) > 12 && Number(one) <= 12) return "month-first";
	return null;
}

function readShort(one = "", other = "", year = "", order: DayOrder | null): DayReading {
	if (order === "day-first") return dayOf(year, other, one);
	if (order === "month-first") return dayOf(year, one, other);
	const [dayFirst, monthFirst] = [dayOf(year, other, one), dayOf(year, one, other)];
	if (dayFirst.kind !== "day") return monthFirst;
	if (monthFirst.kind !== "day" || monthFirst.day === dayFirst.day) return dayFirst;
	return { kind: "ambiguous", either: dayFirst.day, or: monthFirst.day };
}

function monthOf(name = ""): string {
	return String(MONTHS.indexOf(name.toLowerCase()) + 1);
}

function dayOf(year = "", month = "", day = ""): DayReading {
	const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
	const ms = Date.parse(`${written}T00:00:00Z`);
	// A day that no month has rolls over into the next.
	const isDay = !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === written;
	return isDay ? { kind: "day", day: written } : { kind: "unknown" };
}
