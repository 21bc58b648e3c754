import type { Ground } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";

const forms = pluralsOf("pl");

/** A counted word: of 1, of 2 to 4 (22, 33 ...), of 5 and more. `#` stands for the number, which is whole here always. */
export function counted(count: number, one: string, few: string, many: string): string {
	return forms(count, { one, few, many, other: few });
}

/** What the counted parcels have in common. */
export const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "do Państwa okolicy",
	lane: "na tej trasie",
	region: "do Państwa regionu",
	country: "między tymi krajami",
	service: "w tej usłudze",
	carrier: "u tego przewoźnika",
};
