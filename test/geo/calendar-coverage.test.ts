import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMPUTABLE_YEARS, COURIERS_REST, coverageOf, WORKED_THROUGH } from "../../src/geo/calendar/world-coverage.ts";

interface Rule {
	readonly _name?: string;
	readonly name?: Readonly<Record<string, string>>;
	readonly type?: string;
	readonly enable?: readonly string[];
}

interface Region {
	readonly days?: Readonly<Record<string, Rule | false>>;
	readonly states?: Readonly<Record<string, Region>>;
}

const { holidays } = JSON.parse(
	readFileSync(new URL("../../node_modules/date-holidays/data/holidays.json", import.meta.url), "utf8"),
) as { readonly holidays: Readonly<Record<string, Region>> };

const regions = Object.entries(holidays).flatMap(([country, found]) => [
	{ country, region: null, ...found },
	...Object.entries(found.states ?? {}).map(([region, state]) => ({ country, region, ...state })),
]);

/** Days that somebody decided on, each for itself: that no more follow is no end of a list. */
const ONE_BY_ONE = ["Election Day", "Bridge Day"];

// Three years or more of one feast, written down date by date, or as exceptions to a fixed date.
const lists = regions.flatMap(({ country, region, days = {} }) => {
	const years = new Map<string, number[]>();
	for (const [rule, day] of Object.entries(days)) {
		if (day === false || (day.type ?? "public") !== "public") continue;
		const name = day._name ?? day.name?.en ?? rule;
		const dated = /^(?:substitutes )?(\d{4})-\d\d-\d\d/u.exec(rule)?.[1];
		const moved = /^\d\d-\d\d/u.test(rule) ? (day.enable ?? []).map((date) => date.slice(0, 4)) : [];
		for (const year of [...(dated ? [dated] : []), ...moved]) {
			years.set(name, [...(years.get(name) ?? []), Number(year)]);
		}
	}
	return [...years]
		.filter(([name, of]) => new Set(of).size >= 3 && !ONE_BY_ONE.includes(name))
		.map(([name, of]) => ({ country, region, name, last: Math.max(...of) }));
});

test("no list of dates in the package outlasts or falls short of what is said to be known of the place", () => {
	expect(lists.length).toBeGreaterThan(20);
	const pretended = lists.filter(({ country, region, last }) => {
		const { complete } = coverageOf(country, region);
		return complete !== null && complete[1] > last;
	});
	expect(pretended).toEqual([]);
	const places = [...new Set(lists.map(({ country }) => country))];
	for (const country of places) {
		const { complete } = coverageOf(country, null);
		if (complete === null || complete[1] === COMPUTABLE_YEARS[1]) continue;
		const ends = lists.filter((list) => list.country === country && list.region === null).map(({ last }) => last);
		expect([country, complete[1]]).toEqual([country, Math.min(...ends)]);
	}
});

test.each([
	["worked through", WORKED_THROUGH],
	["kept by couriers", COURIERS_REST],
])("every rule named as %s is one of the package's", (_, named) => {
	const missing = Object.entries(named).flatMap(([country, rules]) => {
		const known = holidays[country]?.days ?? {};
		return rules.filter((rule) => known[rule] === undefined).map((rule) => `${country}: ${rule}`);
	});
	expect(missing).toEqual([]);
});
