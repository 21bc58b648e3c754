import { isCode, isReason } from "../../../src/core/status.ts";
import { withoutControls } from "../isolate.tsx";
import type { AnalyticsPart, ShownDays, ShownGroup } from "./analytics-parts.tsx";
import type { ConsoleContext } from "./frame.tsx";
import type { CarrierNames } from "./parcel-row.tsx";
import type { ConsoleWords } from "./words.ts";

/** What a group is called; words of the page's catalogue are in the reader's language, on a page in another. */
export interface GroupName {
	readonly text: string;
	readonly lang?: string;
}

export function Name({ name: { text, lang } }: { readonly name: GroupName }) {
	return <span {...(lang === undefined ? {} : { lang })}>{text}</span>;
}

/** By what it is parted, in words. */
export function groupNames(
	by: AnalyticsPart,
	carriers: CarrierNames,
	{ own, words, speech }: Pick<ConsoleContext, "own" | "words" | "speech">,
): (group: ShownGroup) => GroupName {
	const { analytics: text } = own;
	const said = (known: string) => ({ text: known, lang: speech.locale });
	return ({ carrier = "", lane = "", service, week = "", month = "", reason, code = "" }) => {
		switch (by) {
			case "carrier":
				return { text: carriers.get(carrier) ?? withoutControls(carrier) };
			case "lane":
				return {
					text: lane
						.split(">")
						.map((end) => (end === "?" ? text.somewhere : end))
						.join(" → "),
				};
			case "service":
				return { text: service == null ? text.noService : withoutControls(service) };
			case "week":
				return { text: dateIn(own.tag, `${week}T00:00:00Z`, { day: "numeric", month: "short", year: "numeric" }) };
			case "month":
				return { text: dateIn(own.tag, `${month}-01T00:00:00Z`, { month: "long", year: "numeric" }) };
			case "reason":
				if (reason == null) return { text: text.noReason };
				return isReason(reason) && reason !== "none" ? said(words.reasons[reason]) : { text: withoutControls(reason) };
			case "code":
				return isCode(code) ? said(words.codes[code]) : { text: withoutControls(code) };
		}
	};
}

function dateIn(tag: string, instant: string, options: Intl.DateTimeFormatOptions): string {
	const date = new Date(instant);
	const locale = tag === "en" ? "en-GB" : tag;
	return Number.isNaN(date.getTime())
		? ""
		: new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(date);
}

/** So many days, or that nobody knows yet. */
export function daysOf(days: number | null, own: ConsoleWords): string {
	return days === null ? own.analytics.notKnown : own.figures.days(days);
}

/** Between which days it truly lies. */
export function daysBetween({ low, high }: ShownDays, { analytics: text, figures }: ConsoleWords): string {
	if (low === null) return text.notKnown;
	return high === null ? text.atLeast(figures.days(low)) : text.between(figures.days(low), figures.days(high));
}
