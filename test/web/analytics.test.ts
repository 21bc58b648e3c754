import { describe, expect, it } from "vitest";
import { type ExceptionsPage, renderExceptions } from "../../web/views/console/exceptions.tsx";
import { type OnTimePage, renderOnTime } from "../../web/views/console/on-time.tsx";
import { renderTransit, type TransitPage } from "../../web/views/console/transit.tsx";
import { axisTo } from "../../web/views/plots/axes.ts";
import { EXCEPTIONS, ON_TIME, TRANSIT } from "./analytics-answers.ts";
import { CARRIERS, consolePage } from "./console-pages.ts";

const ASSETS = { script: "/assets/page.js", styles: ["/assets/page.css"], icon: "/assets/icon.svg" };
const PAGE = { ...consolePage(ASSETS), by: "carrier", carrier: null, carriers: CARRIERS } as const;

const transit = (change: Partial<TransitPage> = {}) => renderTransit({ ...PAGE, answer: TRANSIT, ...change });
const onTime = (change: Partial<OnTimePage> = {}) =>
	renderOnTime({ ...PAGE, answer: ON_TIME, promise: "seller", ...change });
const exceptions = (change: Partial<ExceptionsPage> = {}) =>
	renderExceptions({ ...PAGE, answer: EXCEPTIONS, by: "reason", ...change });

describe.each([
	["how long parcels take", transit()],
	["how many come on time", onTime()],
	["what went wrong", exceptions()],
])("the page of %s", (_name, html) => {
	it("draws nothing outside of its plots, and each plot has its figures in a table behind it", () => {
		const plots = html.match(/<svg class="plot"[\s\S]*?<\/svg>/g) ?? [];
		expect(plots.length).toBeGreaterThan(0);
		for (const plot of plots) {
			const places = [...plot.matchAll(/ (?:x1|x2|cx|x)="([\d.-]+)%"/g)].map(([, place]) => Number(place));
			expect(places.length).toBeGreaterThan(2);
			expect(places.filter((place) => !(place >= 0 && place <= 100))).toEqual([]);
			expect(html.slice(html.indexOf(plot))).toContain("<table>");
		}
		expect(html).not.toMatch(/NaN|undefined|Infinity/);
	});

	it("names its neighbours, and stands in the menu", () => {
		for (const path of ["transit", "on-time", "exceptions", "accuracy"])
			expect(html).toContain(`href="/console/${path}"`);
		expect(html.match(/aria-current="page"/g)).toHaveLength(1);
	});
});

describe("how long parcels take", () => {
	it("begins with the half and the nine of ten, and what they were counted of", () => {
		const html = transit();
		expect(html).toContain("Half of your parcels were there after 2.1 days. Nine of ten were after 4.6 days.");
		expect(html).toContain("812 handed over: 700 arrived, 103 still to come, 9 went back or ended otherwise.");
		expect(html).toContain("<td>1.9 days</td><td>1.5 days to 2.4 days</td><td>4.1 days</td>");
	});

	it("says what nobody knows yet as such, and shows no figure of what is too few", () => {
		const html = transit();
		expect(html).toContain("<td>not known yet</td><td>6.2 days or more</td><td>not known yet</td>");
		expect(html.split('id="too-few"')[1]).toContain("16 parcels");
		expect(html).toContain("12 parcels from before this version are still being read");
	});

	it("keeps the choice of its page in each address, and what leads on where there is nothing", () => {
		expect(transit({ carrier: "fedex" })).toContain("by=week&amp;days=90&amp;carrier=fedex&amp;until=arrival");
		const empty = transit({ answer: { ...TRANSIT, all: null, items: [] }, carrier: "fedex" });
		expect(empty).toContain("Nothing was handed over to this carrier in that time.");
		expect(empty).toMatch(/href="\/console\/transit">All carriers<\/a>[\s\S]*href="\/console\/parcels\/new"/);
		expect(empty).not.toMatch(/<svg|<table/);
	});

	it("draws the fifteen largest of many, in their order, and tells all in the table", () => {
		const [, one] = TRANSIT.items;
		if (!one) throw new Error("There is one.");
		const items = Array.from({ length: 20 }, (_, index) => ({ ...one, lane: `DE>F${index}`, parcels: 30 + index }));
		const html = transit({ by: "lane", answer: { ...TRANSIT, items } });
		expect(html.match(/<title>DE → F/g)).toHaveLength(15);
		expect(html.match(/<td><span>DE → F/g)).toHaveLength(20);
		expect(html).toContain("The 15 largest are drawn; the table has all.");
	});
});

describe("how many come on time", () => {
	it("counts those whose time has come, and tells what is late, what is not due, and what first visits did", () => {
		const html = onTime();
		expect(html).toContain("Of 592 parcels whose time has come, 91\u00a0% were there by then.");
		expect(html).toContain("40 came later, 12 are late and not there, 60 are not due yet.");
		expect(html).toContain("The first visit to the door delivered 92\u00a0% of the 500 parcels that had one.");
		expect(html).toContain("<td>592</td><td>62\u00a0%</td><td>59–65\u00a0%</td>");
	});

	it("says how to promise where nothing was, and that there is no share yet of few", () => {
		const [none] = ON_TIME.items.slice(-1);
		if (!none) throw new Error("There is one.");
		expect(onTime({ answer: { ...ON_TIME, all: none, items: [none] } })).toContain("in promisedBy of each parcel");
		const [, , few] = ON_TIME.items;
		if (!few) throw new Error("There is one.");
		const html = onTime({ answer: { ...ON_TIME, all: few, items: [few] } });
		expect(html).toContain("The promised time has come for 592 parcels so far. From 30 on there is a share.");
		expect(html).not.toContain("<svg");
	});
});

describe("what went wrong", () => {
	it("is named in the reader's language, marked as such", () => {
		const german = renderExceptions({ ...PAGE, ...consolePage(ASSETS, "de-DE"), answer: EXCEPTIONS, by: "reason" });
		expect(german).toMatch(/<td><span lang="de-DE">[^<]+<\/span><\/td><td>61<\/td><td>7.5\u00a0%<\/td>/);
		expect(german).toContain("<td><span>Nobody said why</span></td>");
		const codes = [{ ...EXCEPTIONS.items[1], code: "in_transit.delayed", parcels: 20, share: null } as const].map(
			(item) => ({ ...item, arrivedShare: null, median: null, p90: null }),
		);
		expect(exceptions({ by: "code", answer: { ...EXCEPTIONS, items: codes } })).toContain(">Delayed</span>");
	});

	it("says that all is well where nothing was", () => {
		const html = exceptions({ answer: { ...EXCEPTIONS, all: null, items: [] } });
		expect(html).toContain("All is well: nothing went wrong with any of 812 parcels.");
	});
});

it.each([
	[0.01, 2, 0.01],
	[0.07, 5, 0.08],
	[1, 6, 1],
	[4.6, 6, 5],
	[21, 6, 25],
	[400, 6, 400],
])("an axis for %s has a few whole steps and holds it", (most, ticks, to) => {
	const axis = axisTo(most, String);
	expect(axis.to).toBeGreaterThanOrEqual(most);
	expect([axis.ticks.length, axis.to]).toEqual([ticks, to]);
});
