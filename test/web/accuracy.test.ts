import { describe, expect, it } from "vitest";
import { renderAccuracy } from "../../web/views/accuracy/page.tsx";
import { renderParcel } from "../../web/views/parcel.tsx";
import { wordsFor } from "../../web/views/words.ts";
import { figures, noFigures, someFigures } from "./accuracy-figures.ts";
import { model, parcel, promise, scan } from "./parcels.ts";

const assets = { styles: ["/assets/main.css"], icon: "/assets/icon.svg" };
const pageOf = (accuracy: typeof someFigures) => renderAccuracy({ accuracy, assets });

describe("the page of what the windows are worth", () => {
	it("begins with how many windows there were, what they said and how many held", () => {
		expect(pageOf(someFigures)).toContain("Of 18,412 windows that said 8 in 10, 81\u00a0% held.");
	});

	it("has every figure of its plots in a table too", () => {
		const html = pageOf(someFigures);
		const plots = html.match(/<svg[\s\S]*?<\/svg>/g) ?? [];
		const tables = html.match(/<table>[\s\S]*?<\/table>/g) ?? [];
		expect(plots).toHaveLength(2);
		for (const [index, plot] of plots.entries()) {
			const shares = [...plot.matchAll(/text-anchor="end">([^<]*)</g)].map(([, share = ""]) => share);
			expect(shares.length).toBeGreaterThan(3);
			for (const share of shares) {
				const [, held = "", span = ""] = /^(.+?) \((.*)\)$/.exec(share) ?? [];
				expect(tables[index]).toContain(`<td>${held}</td><td>${span}</td>`);
			}
		}
	});

	it("needs no script, no inline style and nobody else", () => {
		const html = pageOf(someFigures);
		expect(html).not.toMatch(/<script|style=/);
		const links = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, target = ""]) => target);
		expect(links.filter((link) => !link.startsWith("/"))).toEqual([]);
	});

	it("writes what a name holds as text", () => {
		const html = pageOf(someFigures);
		expect(html).not.toContain("<b>Hay");
		expect(html).toContain("&lt;b&gt;Hay &amp; Post&lt;/b&gt; of Armenia and all around");
	});

	it("draws what lies far below what was meant within the plot", () => {
		const low = figures({ carrier: "gls", held: 0.03, sure: 0.03 });
		const html = pageOf({ ...someFigures, byCarrier: [low], byHorizon: [] });
		const places = [...html.matchAll(/(?:x1|x2|cx|x)="([\d.-]+)%"/g)].map(([, place]) => Number(place));
		expect(places.length).toBeGreaterThan(8);
		expect(places.filter((place) => place < 0 || place > 100)).toEqual([]);
	});

	it("says kindly that there is nothing yet, and how it will be measured", () => {
		const html = pageOf(noFigures);
		expect(html).toContain("There is nothing to show yet.");
		expect(html).toContain("Fewer than 100 windows have come true in the last 180 days");
		expect(html).toContain("How it is measured");
		expect(html).not.toMatch(/<svg|<table|NaN|undefined/);
	});
});

describe("the buyer's page", () => {
	const moving = scan("in_transit.moving", "2026-11-23T21:14:00", "+01:00", ["Leipzig", "DE", 51.42, 12.24]);
	const pageWith = (level: number | null) => {
		const eta = promise("2026-11-25", "2026-11-27", { level, source: "model" });
		return renderParcel(model(parcel([moving], { code: "in_transit.moving", eta })));
	};

	it("leads from what it calls measured to where the measure is shown, and from nothing else", () => {
		const { words } = wordsFor("en");
		expect(pageWith(0.81)).toContain(`<a href="/accuracy">${words.promise.measured(8)}</a>`);
		expect(pageWith(null)).not.toContain("/accuracy");
	});
});
