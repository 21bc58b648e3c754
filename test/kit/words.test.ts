import { describe, expect, test } from "vitest";
import { readPlace } from "../../adapters/kit/places.ts";
import { cleanCharacters, plainWords } from "../../adapters/kit/words.ts";

const TURNERS = [..."\u061c\u200e\u200f", ..."\u202a\u202b\u202c\u202d\u202e", ..."\u2066\u2067\u2068\u2069"];

describe("what turns the direction of a line is taken out of a carrier's words", () => {
	test.each(TURNERS.map((turner) => [`U+${turner.charCodeAt(0).toString(16).padStart(4, "0")}`, turner]))(
		"%s, as a character and as an entity",
		(_name, turner) => {
			expect(cleanCharacters(`AX${turner}12`)).toBe("AX12");
			expect(plainWords(`${turner}Depot 42 ${turner}north`)).toBe("Depot 42 north");
			expect(plainWords(`Depot&#${turner.charCodeAt(0)}; 42`)).toBe("Depot 42");
			expect(readPlace({ city: `${turner}04/11 Berlin`, country: "DE" })?.text).toBe("04/11 Berlin");
		},
	);
});

test("names in Arabic, Hebrew and Persian keep their letters, and the joiners they are written with", () => {
	for (const name of ["دبي", "تل أبيب", "תל אביב", "می‌خواهم", "👩‍🚀"]) {
		expect(plainWords(name)).toBe(name);
		expect(readPlace({ city: name })?.text).toBe(name);
	}
});
