import { countryCode } from "../../adapters/kit/index.ts";

/** ISO 3166-1 alpha-2 of two letters that a seller wrote, "GB" of "uk" too; null where no country has them. */
export function countryOfCode(written: string): string | null {
	return /^[A-Z]{2}$/i.test(written) ? countryCode(written.toUpperCase()) : null;
}
