import { CODES } from "../../src/core/codes.ts";
import type { PageEnd, PageScan, ParcelPage } from "../../src/core/page.ts";
import { isPosition } from "../../src/core/positions.ts";
import type { PlacePrecision } from "../../src/core/scan.ts";
import { COUNTRY_RADIUS_KM, type Dot, type DrawnRoute, type OtherRoute, type Point } from "../map-data/shapes.ts";
import { isOver } from "./ending.ts";
import { shorten, withoutControls } from "./isolate.tsx";
import { withoutRepeats } from "./titles.ts";

interface Located {
	readonly lat: number;
	readonly lng: number;
}

/** A line along the great circle, about `count` points, whose longitudes run on past 180. */
export type DrawLine = (stops: readonly Located[], count: number) => readonly Located[];

/** Where the parcel was, oldest first: one stop for several scans at the same place. */
export interface Stop {
	readonly text: string;
	readonly country: string | null;
	readonly point: Located | null;
	readonly precision: PlacePrecision;
	/** The scan that told of it first; the words are those of the last. */
	readonly scan: PageScan;
	/** A later scan is known to the country alone: the parcel may have gone on within it. */
	readonly isPassed: boolean;
}

/** How far from the point the parcel may be. */
const RADIUS_KM: Readonly<Record<PlacePrecision, number>> = {
	address: 0,
	street: 1,
	postcode: 5,
	locality: 12,
	region: 120,
	country: COUNTRY_RADIUS_KM,
};

export function stopsOf(parcel: ParcelPage): Stop[] {
	const stops = toldStops(parcel);
	const [here, pickup] = [stops.at(-1), parcel.pickup];
	if (!here || !isWaitingAt(parcel, here) || !pickup || pickup.lat === null || pickup.lng === null) return stops;
	// The carrier says where it waits more nearly than where the scan was made, often at a depot.
	const counter: Stop = {
		...here,
		text: pickup.name ?? pickup.address ?? here.text,
		point: { lat: pickup.lat, lng: pickup.lng },
		precision: "address",
	};
	return [...(here.scan.milestone === "ready_for_pickup" ? stops.slice(0, -1) : stops), counter];
}

function toldStops(parcel: ParcelPage): Stop[] {
	const stops: Stop[] = [];
	for (const scan of parcel.scans) {
		const { place } = scan;
		// Where the courier drives is no stop of the parcel.
		if (isPosition(scan)) continue;
		if (!place || !CODES[scan.code].movesPin || (place.text === "" && place.country === null)) continue;
		const point = place.lat === null || place.lng === null ? null : { lat: place.lat, lng: place.lng };
		const stop: Stop = {
			text: place.text,
			country: place.country,
			point,
			precision: place.precision ?? "locality",
			scan,
			isPassed: false,
		};
		const before = stops.at(-1);
		if (before && isSamePlace(before, stop)) {
			stops.splice(-1, 1, toldAgain(before, stop));
			continue;
		}
		// A country alone adds nothing to a place in it, whichever came first.
		if (before && before.country === stop.country && stop.precision === "country" && before.precision !== "country") {
			stops.splice(-1, 1, { ...before, isPassed: true });
			continue;
		}
		if (before && before.country === stop.country && before.precision === "country" && stop.precision !== "country")
			stops.pop();
		stops.push(stop);
	}
	return stops;
}

/** The courier with the parcel, now; null unless it is on its way to the door. */
export function courierOf(parcel: ParcelPage): (Located & { readonly scan: PageScan }) | null {
	if (parcel.milestone !== "out_for_delivery") return null;
	const scan = parcel.scans.findLast(isPosition);
	const { lat, lng } = scan?.place ?? { lat: null, lng: null };
	return !scan || lat === null || lng === null ? null : { lat, lng, scan };
}

/** The place at which the parcel waits to be fetched; null where it does not, or nobody said where. */
function pickupOf(parcel: ParcelPage): Stop | null {
	const here = stopsOf(parcel).at(-1);
	return here && isWaitingAt(parcel, here) ? here : null;
}

function isWaitingAt(parcel: ParcelPage, here: Stop): boolean {
	if (parcel.milestone !== "ready_for_pickup" || here.isPassed) return false;
	return parcel.scans.findLast(({ code }) => CODES[code].movesPin)?.milestone === "ready_for_pickup";
}

/** The same stop in the words of its newer scan, as far as that says as much. */
function toldAgain(before: Stop, { text, point, precision }: Stop): Stop {
	const place = point ? { point, precision } : { point: before.point, precision: before.precision };
	return { ...before, ...place, text: text || before.text, isPassed: false };
}

function isSamePlace(a: Stop, b: Stop): boolean {
	if (a.text.toLowerCase() === b.text.toLowerCase() && a.country === b.country) return true;
	return !isCountryAlone(a) && !isCountryAlone(b) && isSamePoint(a.point, b.point);
}

/** The point is the middle of the country: it says nothing of which town. */
function isCountryAlone({ precision }: Stop): boolean {
	return precision === "country";
}

function isSamePoint(a: Located | null, b: Located | null): boolean {
	return a !== null && b !== null && a.lat === b.lat && a.lng === b.lng;
}

/**
 * The line travelled, the line to come and the places on it, and where the other parcels of the order are. A parcel whose
 * places have no points draws nothing.
 */
export function drawRoute(parcel: ParcelPage, drawLine: DrawLine, others: readonly ParcelPage[] = []): DrawnRoute {
	const own = drawOwn(parcel, drawLine);
	const middle = own.dots.at(-1)?.at;
	return { ...own, others: middle ? drawOthers(others, own.dots, middle, drawLine) : [] };
}

type OwnRoute = Omit<DrawnRoute, "others">;

function drawOwn(parcel: ParcelPage, drawLine: DrawLine): OwnRoute {
	const stops = stopsOf(parcel)
		.flatMap((stop) => spotOf(stop))
		.filter((spot, index, spots) => !isSamePoint(spot, spots[index - 1] ?? null));
	const courier = courierOf(parcel);
	const travelled = courier ? [...stops, { ...courier, label: "", country: null, radiusKm: 0 }] : stops;
	const origin = endSpot(parcel.origin);
	const end = endSpot(parcel.destination);
	const spots = [
		...(origin && !travelled.some(({ country }) => country === origin.country) ? [origin] : []),
		...travelled,
	];
	const here = spots.at(-1);
	if (!here) return { past: [], next: [], dots: end ? [dotOf(end, [end.lat, end.lng], "destination")] : [] };

	const past: Point[][] = [];
	const dots: Dot[] = [];
	let from: Point = [here.lat, here.lng];
	for (const [index, spot] of spots.entries()) {
		if (index === 0) from = [spot.lat, spot.lng];
		else {
			const line = legOf(from, spot, drawLine);
			past.push(line);
			from = line.at(-1) ?? from;
		}
		const isLast = index === spots.length - 1 && travelled.length > 0;
		dots.push(dotOf(spot, from, isLast ? lastKind(parcel, courier !== null) : index === 0 ? "origin" : "stop"));
	}
	const marks = dots.filter((dot, index) => !dots.slice(index + 1).some((later) => isSameSpot(dot, later)));
	if (!end || isOver(parcel) || (courier === null && isThere(parcel, here, end)))
		return { past, next: [], dots: marks };
	const next = legOf(from, end, drawLine);
	return { past, next, dots: [...marks, dotOf(end, next.at(-1) ?? from, "destination")] };
}

function lastKind(parcel: ParcelPage, isWithCourier: boolean): Dot["kind"] {
	if (parcel.milestone === "delivered" || parcel.milestone === "returned") return "delivered";
	if (isWithCourier) return "van";
	return pickupOf(parcel) ? "pickup" : "here";
}

/** Nothing of the way is left, or no more is known than that it is about there. */
function isThere(parcel: ParcelPage, here: Spot, end: Spot): boolean {
	return (
		parcel.milestone === "delivered" ||
		parcel.milestone === "returned" ||
		pickupOf(parcel) !== null ||
		isAt(here, end) ||
		(here.country === end.country && end.radiusKm >= RADIUS_KM.country)
	);
}

/** More would cover the own parcel's way. */
const MOST_OTHERS = 8;

/** Lettered in the order in which the page lists them; those whose place nobody knows are left out. */
function drawOthers(
	others: readonly ParcelPage[],
	dots: readonly Dot[],
	middle: Point,
	drawLine: DrawLine,
): OtherRoute[] {
	const taken = dots.filter(({ kind }) => LAST_KINDS.has(kind)).map(({ at }) => at);
	return others.slice(0, MOST_OTHERS).flatMap((other, index) => {
		const { past, dots: own } = drawOwn(other, drawLine);
		const here = own.find(({ kind }) => LAST_KINDS.has(kind));
		if (!here || here.radiusKm >= RADIUS_KM.country) return [];
		// The world that lies nearest to the own parcel's.
		const turn = 360 * Math.round((middle[1] - here.at[1]) / 360);
		const turned = ([lat, lng]: Point): Point => [lat, Math.round((lng + turn) * 1000) / 1000];
		const at = turned(here.at);
		const beside = taken.filter((point) => isNear(point, at)).length;
		taken.push(at);
		// More at one point than have room beside each other: the list below the map names them all.
		return beside === 0 || beside === 1 || beside === 2
			? [{ mark: markOf(index), past: past.map((line) => line.map(turned)), at, beside }]
			: [];
	});
}

/** On most maps of a journey the same point. */
function isNear([lat, lng]: Point, [otherLat, otherLng]: Point): boolean {
	return Math.hypot(lat - otherLat, lng - otherLng) < 0.15;
}

const LAST_KINDS: ReadonlySet<Dot["kind"]> = new Set(["here", "van", "pickup", "delivered"]);

/** The letter of the order's other parcels, counted from 0. */
export function markOf(index: number): string {
	return String.fromCharCode("A".charCodeAt(0) + index);
}

/** A parcel that came back stands on its own origin: one mark, one name. */
function isSameSpot({ at: [lat, lng] }: Dot, { at: [otherLat, otherLng] }: Dot): boolean {
	return lat === otherLat && Math.abs(lng - otherLng) % 360 < 0.001;
}

/** The destination lies in the circle in which the parcel is known to be. */
function isAt(here: Spot, end: Spot): boolean {
	const kmPerDegree = 111.2;
	const east = (((here.lng - end.lng + 540) % 360) - 180) * Math.cos((here.lat * Math.PI) / 180);
	return Math.hypot(east, here.lat - end.lat) * kmPerDegree <= Math.max(here.radiusKm, end.radiusKm);
}

/** More does not fit on a map. */
const LONGEST_NAME = 40;

function nameOf(text: string): string {
	return shorten(withoutControls(withoutRepeats(text)), LONGEST_NAME);
}

interface Spot extends Located {
	readonly label: string;
	readonly country: string | null;
	readonly radiusKm: number;
}

function spotOf(stop: Stop): Spot[] {
	const { point, text, country, precision } = stop;
	// A town's name beside the middle of its country would be a lie in large letters.
	const label = isCountryAlone(stop) ? "" : nameOf(text);
	return point ? [{ ...point, label, country, radiusKm: RADIUS_KM[precision] }] : [];
}

function endSpot(end: PageEnd | null): Spot | null {
	if (!end || end.lat === null || end.lng === null) return null;
	const radiusKm = RADIUS_KM[end.precision ?? (end.city ? "locality" : "country")];
	const label = end.precision === "country" ? "" : nameOf(end.city ?? "");
	return { lat: end.lat, lng: end.lng, label, country: end.country, radiusKm };
}

function dotOf({ label, country, radiusKm }: Spot, at: Point, kind: Dot["kind"]): Dot {
	return { at: rounded(at), label, country, kind, radiusKm };
}

function legOf([lat, lng]: Point, to: Located, drawLine: DrawLine): Point[] {
	const turn = Math.abs(((to.lng - lng + 540) % 360) - 180);
	const count = Math.ceil(Math.min(200, Math.max(8, (turn + Math.abs(to.lat - lat)) * 2)));
	return drawLine([{ lat, lng }, to], count).map((point) => rounded([point.lat, point.lng]));
}

// A hundred metres: finer than a place is known, and a third of the characters.
function rounded([lat, lng]: Point): Point {
	return [Math.round(lat * 1000) / 1000, Math.round(lng * 1000) / 1000];
}
