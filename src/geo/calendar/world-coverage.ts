/** What to make of date-holidays for one country, or for one region of it. */
export interface Coverage {
	/** The years whose public holidays it lists completely, both counted; null where it never does. */
	readonly complete: readonly [from: number, to: number] | null;
	/** Outside those years its dates are wrong, not only too few. */
	readonly wrongOutside: boolean;
}

/**
 * Scans are not read from before 2000, and the tables of the Islamic months end during 2076. Nothing outside is ever
 * asked of the package: far from here its sums of moons and equinoxes do not end.
 */
export const COMPUTABLE_YEARS = [2000, 2075] as const;

const COMPUTABLE: Coverage = { complete: COMPUTABLE_YEARS, wrongOutside: false };

export function coverageOf(country: string, region: string | null): Coverage {
	return (region === null ? undefined : COVERAGE.get(`${country}-${region}`)) ?? COVERAGE.get(country) ?? COMPUTABLE;
}

function listed(from: number, to: number): Coverage {
	return { complete: [from, to], wrongOutside: false };
}

const NEVER: Coverage = { complete: null, wrongOutside: false };

// date-holidays 3.37.0 computes most holidays for any year. Where it lists the dates of a feast by hand, the list ends,
// and it goes on without a word: test/geo/calendar-coverage.test.ts finds those lists in the package.
const COVERAGE: ReadonlyMap<string, Coverage> = new Map([
	["AD-03", listed(2024, 2026)],
	["AD-07", listed(2024, 2026)],
	["BD", NEVER],
	["FJ", listed(2014, 2025)],
	["GY", listed(2017, 2024)],
	["ID", listed(2009, 2027)],
	["KR", listed(2000, 2047)],
	["KY", listed(2016, 2026)],
	// One year's full moons, written as if every year had them.
	["LK", { complete: [2026, 2026], wrongOutside: true }],
	["MU", listed(2020, 2050)],
	["MY", listed(2016, 2026)],
	["NZ", listed(2000, 2052)],
	["RU", NEVER],
	["SG", listed(2001, 2026)],
	["SH-TA", listed(2012, 2018)],
	["SR", listed(2015, 2030)],
	["TH", listed(2010, 2026)],
	["TT", listed(2012, 2030)],
	// Not lists that end, but feasts or days that it never had: Holi, Diwali and Eid; days of rest and of work that the
	// government moves each year.
	["IN", NEVER],
	["BY", NEVER],
	["HU", NEVER],
	["KZ", NEVER],
	["UZ", NEVER],
	// The day of Arafat and 3 December.
	["AE", NEVER],
	// The four days that the Act of May 2025 added, and the Friday for a holiday on a Saturday.
	["TW", NEVER],
]);

/** Holidays of date-holidays, by its own rules, that couriers work all the same. */
export function isWorkedThrough(country: string, rule: string): boolean {
	return WORKED_THROUGH[country]?.includes(rule) ?? false;
}

/** Named by test/geo/calendar-coverage.test.ts, which finds each in the package. */
export const WORKED_THROUGH: Readonly<Record<string, readonly string[]>> = {
	// Cabinet Resolution 27 of 2024 has neither the night journey nor the first of Ramadan.
	AE: ["27 Rajab", "1 Ramadan"],
	// Feasts of the moon whose dates were listed until 2020 and have stood on that year's day since; and two days that
	// the government took back in 2024.
	BD: ["05-19", "08-24", "10-08", "bengali-revised 12-3", "bengali-revised 4-31"],
	// Children's Day is free for children.
	CN: ["06-01"],
};

/**
 * Bank holidays on which couriers rest too. Elsewhere they do not: Japan's 2 January, the day before Veterans Day,
 * Maundy Thursday in Mexico.
 */
export function isRestOfCouriers(country: string, rule: string): boolean {
	return COURIERS_REST[country]?.includes(rule) ?? false;
}

/** Named by test/geo/calendar-coverage.test.ts, which finds each in the package. */
export const COURIERS_REST: Readonly<Record<string, readonly string[]>> = {
	// The Monday by which a public holiday on a weekend is made good: Public Holidays Act 1947.
	BM: [
		"substitutes 01-01 if saturday, sunday then next monday",
		"substitutes 11-11 if saturday, sunday then next monday",
		"substitutes 12-25 if saturday then next monday if sunday then next tuesday",
		"substitutes 12-26 if saturday then next monday if sunday then next tuesday",
	],
	// Carnival and Corpus Christi: optional by the federal decree of each year, and nobody delivers.
	BR: ["easter -48", "easter -47", "easter 60"],
	// Annual Holidays Act 162/2005: no working days.
	FI: ["friday after 06-19", "12-24"],
	AX: ["friday after 06-19"],
	// The Monday after: Organisation of Working Time Act 1997. Good Friday is worked: An Post delivers in towns.
	IE: [
		"03-17 and if saturday then next monday if sunday then next monday",
		"12-26 and if saturday then next monday if sunday then next monday",
	],
	// The Annual Leave Act (1977:480) counts them as Sundays; the post rests.
	SE: ["friday after 06-19", "12-24", "12-31"],
};
