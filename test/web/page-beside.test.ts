import { expect, test } from "vitest";
import type { ParcelPage } from "../../src/core/page.ts";
import { pageBeside } from "../../src/core/page-beside.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { model, PARCELS } from "./parcels.ts";

/** The same journey, told at length. */
function atLength(page: ParcelPage): ParcelPage {
	const scans = page.scans.flatMap((scan) =>
		Array.from({ length: 60 }, (_, index) => ({ ...scan, key: `${scan.key}-${index}`, text: "Told once more" })),
	);
	return { ...page, scans };
}

const LONG = Object.entries(PARCELS).filter(([, page]) => page.scans.length > 0);

test.each(LONG)("beside another parcel, %s is the same in its short form", (_, page) => {
	const long = atLength(page);
	const short = pageBeside(long);
	if (short === null) throw new Error("It is long enough.");
	expect(short.scans.length).toBeLessThanOrEqual(40);
	const drawn = (beside: ParcelPage) =>
		renderParcel(model(PARCELS.inTransit, { others: [{ parcel: beside, href: "/t/other", kind: "order" }] }));
	expect(drawn(short) === drawn(long)).toBe(true);
});

test("a page that is short already has no shorter form", () => {
	expect(pageBeside(PARCELS.inTransit)).toBeNull();
});
