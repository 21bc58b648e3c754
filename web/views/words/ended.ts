/**
 * A sentence with its full stop, which is that of a shortened word where it ends with one: "war Fr., 20. Nov." Days as
 * Intl writes them end so in many languages.
 */
export function ended(sentence: string): string {
	return sentence.endsWith(".") ? sentence : `${sentence}.`;
}
