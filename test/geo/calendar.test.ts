import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import type { Calendar, Day, DayKind } from "../../src/core/calendar.ts";
import { addDays, addWorkingDays, workingDaysBetween } from "../../src/core/calendar.ts";
import { openCalendar } from "../../src/geo/calendar/open-calendar.ts";

let calendar: Calendar;
beforeAll(async () => {
	calendar = await openCalendar();
});

function on(where: string, date: string): Day {
	const [country = "", region = null] = where.split("-");
	return calendar.dayOf({ country, region }, date);
}

test.each<[where: string, date: string, kind: DayKind, english: string | null]>([
	["DE", "2026-10-03", "holiday", "National Holiday"],
	["DE", "2026-01-06", "working", null],
	["DE-BY", "2026-01-06", "holiday", "Epiphany"],
	["DE-BE", "2026-01-06", "working", null],
	["DE", "2026-12-24", "working", null],
	["DE", "2026-11-22", "weekend", null],
	["US", "2026-11-26", "holiday", "Thanksgiving Day"],
	["US", "2021-12-31", "holiday", "New Year's Day (substitute day)"],
	["US", "2023-11-10", "working", null],
	["GB", "2026-08-31", "holiday", "Summer bank holiday"],
	["GB-ENG", "2026-08-31", "holiday", "Summer bank holiday"],
	["GB-SCT", "2026-08-31", "working", null],
	["GB-SCT", "2026-08-03", "holiday", "Summer bank holiday"],
	["GB-SCT", "2026-11-30", "holiday", "St Andrew’s Day"],
	["GB-ENG", "2026-04-06", "holiday", "Easter Monday"],
	["GB-SCT", "2026-04-06", "working", null],
	["GB-NIR", "2026-07-13", "holiday", "Battle of the Boyne (Orangemen’s Day) (substitute day)"],
	["CN", "2026-02-14", "make-up workday", "Spring Festival"],
	["CN", "2026-02-15", "holiday", "Spring Festival"],
	["CN", "2026-02-23", "holiday", "Spring Festival"],
	["CN", "2026-02-24", "working", null],
	["CN", "2026-02-28", "make-up workday", "Spring Festival"],
	["CN", "2026-10-10", "make-up workday", "National Day"],
	["HK", "2026-02-19", "holiday", "The third day of Lunar New Year"],
	["TW", "2026-10-10", "holiday", "National Day / Double Tenth Day"],
	["JP", "2026-04-29", "holiday", "Showa Day"],
	["JP", "2026-05-05", "holiday", "Children's Day"],
	["JP", "2026-05-06", "holiday", "Constitution Day (substitute day)"],
	["JP", "2026-05-07", "working", null],
	["JP", "2026-01-02", "working", null],
	["IN", "2026-01-26", "holiday", "Republic Day"],
	["IN", "2026-11-21", "working", null],
	["BR", "2026-02-16", "holiday", "Carnival"],
	["BR", "2026-02-17", "holiday", "Carnival"],
	["BR", "2026-02-18", "working", null],
	["FR", "2026-07-14", "holiday", "Bastille Day"],
	["SE", "2026-12-24", "holiday", "Christmas Eve"],
	["IE", "2026-04-03", "working", null],
	["SA", "2026-09-23", "holiday", "National Day"],
	["IL", "2026-09-21", "holiday", "Day of Atonement (Yom Kippur)"],
])("%s on %s: %s, %s", (where, date, kind, english) => {
	expect(on(where, date)).toMatchObject({ kind, known: !["IN", "TW"].includes(where) });
	expect(on(where, date).name?.english ?? null).toBe(english);
});

test.each([
	["DE", "2026-10-03", "Tag der Deutschen Einheit"],
	["DK", "2026-12-25", "Juledag"],
	["JP", "2026-05-06", "憲法記念日 (振替休日)"],
	["CN", "2026-02-17", "春节"],
	["BR", "2026-02-17", "Carnaval"],
	["SA", "2026-09-23", "اليوم الوطني"],
])("%s on %s is named in the country's language: %s", (where, date, local) => {
	expect(on(where, date).name?.local).toBe(local);
});

describe("the weekend", () => {
	// A plain week: Monday 16 to Sunday 22 November 2026.
	const week = Array.from({ length: 7 }, (_, day) => addDays("2026-11-16", day));
	test.each([
		["DE", "Sat Sun"],
		["SA", "Fri Sat"],
		["AE", "Sat Sun"],
		["EG", "Fri Sat"],
		["IL", "Fri Sat"],
		["QA", "Fri Sat"],
		["IR", "Fri"],
		["IN", "Sun"],
		["NP", "Sat"],
		["BD", "Fri Sat"],
		["MV", "Fri Sat"],
		["DZ", "Fri Sat"],
		["BN", "Fri Sun"],
		["MY", "Sat Sun"],
		["MY-03", "Fri Sat"],
		["MY-01", "Sat Sun"],
		["CN", "Sat Sun"],
		["XX", "Sat Sun"],
	])("of %s is %s", (where, expected) => {
		const rest = week.filter((date) => on(where, date).kind === "weekend");
		const names = rest.map((date) => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][week.indexOf(date)]);
		expect(names.join(" ")).toBe(expected);
	});

	test("is that of its time: the Emirates until 2021, Johor until 2024", () => {
		expect(on("AE", "2021-11-19").kind).toBe("weekend");
		expect(on("AE", "2021-11-21").kind).toBe("working");
		expect(on("MY-01", "2024-11-22").kind).toBe("weekend");
		expect(on("MY-01", "2024-11-24").kind).toBe("working");
	});
});

describe("where a source ends", () => {
	test("China's arrangement after 2026 and before 2004 is not known, and what the law gives everyone stays", () => {
		expect(on("CN", "2026-12-31").known).toBe(true);
		expect(on("CN", "2027-02-08")).toEqual({ kind: "working", name: null, known: false });
		expect(on("CN", "2027-02-06")).toMatchObject({ kind: "holiday", known: false });
		expect(on("CN", "2027-01-02")).toEqual({ kind: "weekend", name: null, known: false });
		expect(on("CN", "2003-11-20")).toEqual({ kind: "working", name: null, known: false });
		expect(on("CN", "2027-06-01").kind).toBe("working");
	});

	test.each([
		["TH", "2026-11-20", "2027-11-19"],
		["SG", "2026-11-20", "2027-11-19"],
		["ID", "2027-11-19", "2028-11-20"],
		["FJ", "2025-11-20", "2026-11-20"],
		["LK", "2026-11-20", "2027-11-19"],
		["DE", "2075-11-20", "2076-11-20"],
	])("%s is known on %s and not on %s", (where, known, unknown) => {
		expect(on(where, known)).toEqual({ kind: "working", name: null, known: true });
		expect(on(where, unknown)).toEqual({ kind: "working", name: null, known: false });
	});

	test("full moons of one year are not those of another", () => {
		expect(on("LK", "2026-03-02").kind).toBe("holiday");
		expect(on("LK", "2027-03-02").kind).toBe("working");
	});

	test.each(["QA", "KW", "MO", "NP", "XX", "ZZ", "", "de", "constructor"])(
		"%j, of which the source has nothing, is not known",
		(country) => {
			expect(calendar.dayOf({ country, region: null }, "2026-11-18")).toEqual({
				kind: "working",
				name: null,
				known: false,
			});
		},
	);

	test("a region that the source does not have keeps the country's days", () => {
		expect(on("DE-XX", "2026-10-03")).toEqual(on("DE", "2026-10-03"));
		expect(on("DE-BY", "2026-10-03").kind).toBe("holiday");
	});

	test.each(["0001-05-05", "1999-05-05", "9999-05-05"])("%s is answered at once, as not known", (date) => {
		for (const country of ["SA", "KR", "IL", "JP"]) expect(on(country, date).known).toBe(false);
	});

	test.each(["", "2026", "20xx-01-01", "2026-13-01", "2026-01-01T10:00:00"])("%j is no date", (date) => {
		expect(() => on("DE", date)).toThrow(TypeError);
	});
});

test("no holiday falls out of its year, and every day of a leap year has an answer", () => {
	for (const country of ["US", "SZ", "CN", "SA", "IL", "KR"]) {
		for (let date = "2028-01-01"; date < "2029-01-01"; date = addDays(date, 1)) {
			const { kind, name } = on(country, date);
			expect(name !== null).toBe(kind === "holiday" || kind === "make-up workday");
		}
	}
});

test("what is added over Spring Festival is what is counted", () => {
	const days = { calendar, place: { country: "CN", region: null }, weekdays: null };
	expect(addWorkingDays(days, "2026-02-13", 2)).toBe("2026-02-24");
	expect(workingDaysBetween(days, "2026-02-13", "2026-02-28")).toBe(6);
});

test("the calendar is one, however often it is opened", async () => {
	expect(await openCalendar()).toBe(calendar);
});

test("the answer is the same in any time zone of the process", () => {
	const program = `
		import { openCalendar } from ${JSON.stringify(new URL("../../src/geo/calendar/open-calendar.ts", import.meta.url).href)};
		const calendar = await openCalendar();
		const days = [];
		for (const country of ["DE", "US", "SA", "IL", "KR", "JP", "CL", "NZ", "IR", "BR"]) {
			for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 86_400_000) {
				const date = new Date(ms).toISOString().slice(0, 10);
				if (calendar.dayOf({ country, region: null }, date).kind === "holiday") days.push(country + date);
			}
		}
		process.stdout.write(days.join(" "));`;
	const holidaysIn = (zone: string) =>
		spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
			cwd: new URL("../..", import.meta.url),
			env: { PATH: process.env.PATH ?? "", TZ: zone },
			encoding: "utf8",
		});
	const east = holidaysIn("Pacific/Kiritimati");
	expect(east.stderr).toBe("");
	expect(east.stdout.split(" ").length).toBeGreaterThan(80);
	expect(holidaysIn("Pacific/Pago_Pago").stdout).toBe(east.stdout);
});

test("nothing of the holiday packages is loaded before the calendar is opened", () => {
	const hook = `
		import { writeSync } from "node:fs";
		export function resolve(specifier, context, next) {
			if (/date-holidays|chinese-days/.test(specifier)) writeSync(2, specifier + ";");
			return next(specifier, context);
		}`;
	const program = `
		import { writeSync } from "node:fs";
		import { register } from "node:module";
		register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});
		const { openCalendar } = await import(${JSON.stringify(new URL("../../src/geo/calendar/open-calendar.ts", import.meta.url).href)});
		writeSync(2, "opening;");
		await openCalendar();`;
	const { stderr } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
		cwd: new URL("../..", import.meta.url),
		encoding: "utf8",
	});
	expect(stderr.split(";").slice(0, 3).toSorted()).toEqual(
		["opening", "date-holidays", "chinese-days/dist/chinese-days.json"].toSorted(),
	);
	expect(stderr.startsWith("opening;")).toBe(true);
});
