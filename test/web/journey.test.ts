import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { regionBorders } from "../../web/map-data/build-regions.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { viewOf } from "../../web/views/picture-view.ts";
import { model, PARCELS, parcel, scan } from "./parcels.ts";

const DEPOT = ["Aarhus terminal", "DK", 56.1881, 10.1283, "street"] as const;
const POINT = ["Bruuns Galleri", "DK", 56.1496, 10.2047, "street"] as const;
const ENDS = { origin: PARCELS.inTransit.origin, destination: PARCELS.inTransit.destination };
const OUT = [
	...PARCELS.inTransit.scans,
	scan("out_for_delivery.on_vehicle", "2026-11-24T06:52:00", "+01:00", DEPOT),
	scan("note.position", "2026-11-24T08:20:00", "+01:00", ["", "", 56.17, 10.18, "address"]),
];
const out = parcel(OUT, ENDS);
const kindsOf = (page: typeof out): string[] => model(page).route.dots.map(({ kind }) => kind);

test("while it is out, the courier's place is the parcel's: a van, and the depot no more than a stop", () => {
	const { dots, past, next } = model(out).route;
	expect(dots.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
		"origin Shenzhen",
		"stop Dubai",
		"stop Leipzig",
		"stop Aarhus terminal",
		"van ",
		"destination Aarhus",
	]);
	expect(past.at(-1)?.at(-1)).toEqual([56.17, 10.18]);
	expect(next[0]).toEqual([56.17, 10.18]);
	const html = renderParcel(model(out));
	expect(html).toContain("The van shows where the courier was: Tue 24 Nov, 08:20.");
	expect(html.match(/<ol>.*?<\/ol>/s)?.[0]).not.toContain("08:20");
});

test("a courier's place counts only while the parcel is out", () => {
	const delivered = parcel([...OUT, scan("delivered.letterbox", "2026-11-24T09:00:00", "+01:00", DEPOT)], ENDS);
	expect(kindsOf(delivered)).not.toContain("van");
	expect(renderParcel(model(delivered))).not.toContain("The van shows");
	expect(kindsOf(parcel(OUT.slice(0, -1), ENDS))).not.toContain("van");
});

test("the first view of the last mile holds the van and the door's town, not the oceans behind them", () => {
	const { scale, left, top } = viewOf(model(out).route);
	const degreesAcross = (1080 / scale) * 360;
	expect(degreesAcross).toBeLessThan(2);
	for (const { at, kind } of model(out).route.dots) {
		if (kind !== "van" && kind !== "destination") continue;
		const across = ((at[1] + 180) / 360 - left) * scale;
		expect(across).toBeGreaterThan(100);
		expect(across).toBeLessThan(980);
	}
	expect(top).toBeGreaterThan(0);
	expect((1080 / viewOf(model(PARCELS.inTransit).route).scale) * 360).toBeGreaterThan(100);
});

test("a place to collect it from has a mark of its own, and no way goes on from it", () => {
	const waiting = parcel(
		[...PARCELS.inTransit.scans, scan("ready_for_pickup.locker", "2026-11-24T06:52:00", "+01:00", POINT)],
		ENDS,
	);
	const { dots, next } = model(waiting).route;
	expect(dots.at(-1)).toMatchObject({ kind: "pickup", label: "Bruuns Galleri" });
	expect(next).toEqual([]);
	expect(renderParcel(model(waiting))).toContain('class="mark mark-pickup"');
});

test("where the carrier says the place of collection, it is marked there and by its name, not at the scan's depot", () => {
	const pickup = { name: "Kiosk", address: null, hours: [], until: null, lat: 56.2, lng: 10.1 };
	const atPoint = scan("ready_for_pickup.at_point", "2026-11-24T06:52:00", "+01:00", POINT);
	const waiting = parcel([...PARCELS.inTransit.scans, atPoint], { ...ENDS, pickup });
	expect(model(waiting).route.dots.at(-1)).toMatchObject({
		kind: "pickup",
		label: "Kiosk",
		at: [56.2, 10.1],
		radiusKm: 0,
	});
	const unplaced = parcel([...PARCELS.inTransit.scans, atPoint], {
		...ENDS,
		pickup: { ...pickup, lat: null, lng: null },
	});
	expect(model(unplaced).route.dots.at(-1)).toMatchObject({ kind: "pickup", label: "Bruuns Galleri" });
});

test("the order's other parcels are lettered as they are listed, beside each other at one point", () => {
	const others = [PARCELS.silent, PARCELS.labelled, PARCELS.inTransit, PARCELS.delivered].map((other) => ({
		parcel: other,
		href: "/other",
		kind: "order" as const,
	}));
	const shown = model(PARCELS.inTransit, { others });
	expect(shown.route.others.map(({ mark, at, beside }) => [mark, at, beside])).toEqual([
		["A", [25.26, 55.3], 0],
		["C", [51.42, 12.24], 1],
		["D", [56.157, 10.21], 0],
	]);
	const list = renderParcel(shown).match(/<ul aria-label="Other parcels of this order">.*?<\/ul>/s)?.[0] ?? "";
	expect(list.replaceAll(/<[^>]*>|[\u2068\u2069]/g, "")).toMatch(
		/A Running shoes \+ 1 more \(AX00112233445\): Dubai, United Arab Emirates/,
	);
	expect(list).not.toContain(">B<");
});

test("over the Pacific another parcel is drawn in the world of the own one", () => {
	const { others } = model(PARCELS.pacific, {
		others: [{ parcel: PARCELS.pacific, href: "/other", kind: "order" }],
	}).route;
	const [lat, lng] = others[0]?.at ?? [];
	expect([lat, lng]).toEqual([33.94, 241.6]);
	expect(others[0]?.past.flat().every(([, east]) => east > 100 && east < 300)).toBe(true);
});

test("borders of regions are those within a country, from the zoom of the lesser of the two", () => {
	const square = (x: number, country: string, zoom: number) => ({
		type: "Feature" as const,
		properties: { adm0_a3: country, min_zoom: zoom },
		geometry: {
			type: "Polygon" as const,
			coordinates: [
				[
					[x, 0],
					[x, 1],
					[x + 1, 1],
					[x + 1, 0],
					[x, 0],
				],
			],
		},
	});
	const { groups } = regionBorders({
		type: "FeatureCollection",
		features: [square(0, "AAA", 3), square(1, "AAA", 7), square(2, "BBB", 3), square(3, "BBB", 11)],
	});
	expect(groups.map(({ lines }) => lines.length)).toEqual([0, 0, 1, 0]);
});

test("the way and the marks stand out from land and sea, light and dark", () => {
	const css = ["colours", "map-picture"]
		.map((name) => readFileSync(new URL(`../../web/client/styles/${name}.css`, import.meta.url), "utf8"))
		.join("\n");
	const dark = [...css.matchAll(/@media \(prefers-color-scheme: dark\) \{\n\t[^}]*\}/g)].map(([rule]) => rule);
	const light = dark.reduce((rest, rule) => rest.replace(rule, ""), css);
	for (const rules of [light, dark.join("\n")]) {
		const colour = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(rules)?.[1] ?? name;
		for (const line of ["route", "map-other", "good"])
			for (const ground of ["map-land", "map-sea", "map-sea-light"])
				expect(contrast(colour(line), colour(ground)), `${line} on ${ground}`).toBeGreaterThanOrEqual(3);
		// A line is also edged, and its edge stands out from the line where the ground is darkest.
		expect(contrast(colour("route"), colour("route-edge"))).toBeGreaterThanOrEqual(3);
		for (const name of ["map-name", "map-name-strong"])
			expect(contrast(colour(name), colour("map-halo")), name).toBeGreaterThanOrEqual(4.5);
	}
});

/** WCAG 2: of two colours, `#rrggbb`. */
function contrast(one: string, other: string): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
