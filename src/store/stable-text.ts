import { keepable } from "./columns.ts";

/** The same text for a value and for what the database gives back of it: jsonb keeps no order of keys, and no NUL. */
export function stableText(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) => {
		if (typeof part === "string") return keepable(part);
		const isObject = typeof part === "object" && part !== null && !Array.isArray(part);
		return isObject ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part;
	});
}
