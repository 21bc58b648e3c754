import type { PageScan, ParcelPage } from "./page.ts";

/** A page of fewer lines is its own short form: to keep a second one would save nothing. */
const LINES_WORTH_IT = 40;
/** The newest, where a journey tells of more. */
const MOST_LINES = 40;

/**
 * The page as it stands beside another parcel of the order: what its card says and where its line runs, without the
 * timeline. It holds the newest scan of each code and the first at each place. Null where the page is that short.
 */
export function pageBeside(page: ParcelPage): ParcelPage | null {
	if (page.scans.length + (page.foretold?.length ?? 0) < LINES_WORTH_IT) return null;
	const { foretold: _, ...shown } = page;
	const scans = telling(page.scans);
	return { ...shown, scans: scans.slice(-MOST_LINES).map((scan) => ({ ...scan, text: "" })) };
}

function telling(scans: readonly PageScan[]): readonly PageScan[] {
	const newestOfKind = new Map(scans.map((scan) => [`${scan.code} ${scan.by ?? ""}`, scan]));
	const kept = new Set(newestOfKind.values());
	let before = "";
	for (const scan of scans) {
		const { place } = scan;
		const here = place === null ? before : [place.lat, place.lng, place.country, place.text].join(" ");
		if (here !== before) kept.add(scan);
		before = here;
	}
	return scans.filter((scan) => kept.has(scan));
}
