export interface Visibility {
	readonly isHidden: boolean;
	/** Of its letters; those of an element within it may have another. Null: that of what is around it. */
	readonly size: "tiny" | "read" | null;
}

/** Whether the words of an element are seen, by its own style. Of a colour on the same colour nothing is known. */
export function visibilityOf(style: string): Visibility {
	if (style === "") return { isHidden: false, size: null };
	const opacity = lastOf(style, OPACITY);
	const isHidden =
		/display\s*:\s*none|mso-hide\s*:\s*all/i.test(style) ||
		/(?:^|[;\s])visibility\s*:\s*(?:hidden|collapse)/i.test(style) ||
		(opacity !== null && Number.parseFloat(opacity) <= (opacity.endsWith("%") ? 5 : 0.05));
	const size = lastOf(style, FONT_SIZE);
	return { isHidden, size: size === null ? null : sizeOf(size.toLowerCase()) };
}

const OPACITY = /(?:^|[;\s])opacity\s*:\s*(\d{0,6}\.?\d{1,6}%?)/gi;
// Newsletters write `font:0/0 a`.
const FONT_SIZE =
	/(?:^|[;\s])font(?:-size\s*:|\s*:[^;/]{0,60}?)\s*(?<![\d.])([0.]{1,6}|\d{0,6}\.?\d{1,6}(?:[a-z]{1,4}|%))(?=[\s;/!]|$)/gi;

/** A later declaration counts for an earlier one. */
function lastOf(style: string, form: RegExp): string | null {
	return [...style.matchAll(form)].at(-1)?.[1] ?? null;
}

/** What is told as a part of the letters around it is as tiny as they are. */
function sizeOf(size: string): Visibility["size"] {
	const value = Number.parseFloat(size);
	const unit = size.replace(/^[\d.]+/, "");
	const isPart = ["%", "em", "ex", "ch"].includes(unit);
	const most = unit === "%" ? 10 : isPart || unit === "rem" ? 0.1 : 1;
	if (value <= most) return "tiny";
	return isPart ? null : "read";
}
