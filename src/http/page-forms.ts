import { minuteOf } from "../services/pages.ts";
import type { Door } from "./door.ts";
import type { Reader } from "./reader-language.ts";

export const PAGE_PATH = "/t/:token";

/** Of the page's answers the one as JSON: no language is called so. */
export const JSON_FORM = "json";

/** Of those that are drawn: all that a drawing depends on beside what was read. */
export function formOf({ tiles }: Pick<Door, "tiles">, { locale, query }: Reader, now: Date): string {
	return `${locale} ${query} ${minuteOf(now)} ${tiles ? JSON.stringify(tiles.shown()) : ""}`;
}
