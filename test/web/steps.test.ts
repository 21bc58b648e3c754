import fc from "fast-check";
import { expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import type { ParcelPage } from "../../src/core/page.ts";
import { isCode } from "../../src/core/status.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { stepsOf } from "../../web/views/steps.ts";
import type { StepName } from "../../web/views/words.ts";
import { model } from "./parcels.ts";
import { AFTERWARDS, readOut, toldPage } from "./told-page.ts";

const ORDER: readonly StepName[] = ["shipped", "moving", "customs", "nearby", "out", "delivered"];

const standingOn = (page: ParcelPage): StepName | undefined => {
	const { names, current } = stepsOf(page);
	return names[current];
};
const positionOf = (page: ParcelPage): number => {
	const name = standingOn(page);
	return name === "collect" ? ORDER.indexOf("out") : name === undefined ? -1 : ORDER.indexOf(name);
};

const WAY_OUT_CODES = Object.keys(CODES)
	.filter(isCode)
	.filter((code) => CODES[code].phase !== "return" && code !== "cancelled.export_cancelled");

test("no scan of the way out moves the bar back", () => {
	const sequences = fc.array(fc.constantFrom(...WAY_OUT_CODES), { minLength: 1, maxLength: 7 });
	fc.assert(
		fc.property(sequences, (codes) => {
			let before = -1;
			for (let told = 1; told <= codes.length; told++) {
				const lines = codes.slice(0, told).map((code, index) => `${10 + index} 09:00 ${code}`);
				const position = positionOf(toldPage(lines.join("\n")));
				expect(position, lines.at(-1)).toBeGreaterThanOrEqual(before);
				before = position;
			}
		}),
		{ numRuns: 1000 },
	);
});

const OUT = "10 09:00 picked_up.collected\n11 09:00 in_transit.moving\n12 09:00 out_for_delivery.on_vehicle";

test.each([
	["exception.lost", OUT, "out"],
	["cancelled.cancelled", OUT, "out"],
	["expired.no_tracking", OUT, "out"],
	["exception.destroyed", `${OUT}\n12 18:00 ready_for_pickup.at_point`, "collect"],
	["exception.stolen", `${OUT}\n12 18:00 delivery_attempted.notice_left`, "out"],
	["exception.lost", "10 09:00 picked_up.collected", "shipped"],
	["cancelled.cancelled", "10 09:00 info_received.label_created", "shipped"],
	["cancelled.cancelled", "", undefined],
	["exception.lost", `${OUT}\n13 09:00 returning.to_sender`, "returning"],
	["exception.lost", `${OUT}\n13 09:00 returning.to_sender\n14 09:00 out_for_delivery.on_vehicle`, "out"],
	["cancelled.export_cancelled", OUT, "returning"],
	["delivered.partial", OUT, "out"],
])("%s leaves the bar where the scans brought it", (code, before, step) => {
	expect(standingOn(toldPage(`${before}\n16 09:00 ${code}`))).toBe(step);
});

test("a parcel that stopped on the road is marked as stopped there, beside its unchanged steps", () => {
	const html = renderParcel(model(toldPage(`${OUT}\n16 09:00 exception.lost`), { now: AFTERWARDS }));
	expect(html).toMatch(/<li class="current stopped named from-end" aria-current="step">/);
	expect(readOut(html)).toContain("stopped here: Out for delivery\n");
	expect(html.match(/<li class="done /g)).toHaveLength(4);
});

test("of several pieces the bar stands with the least advanced", () => {
	expect(standingOn(toldPage("12 09:00 out_for_delivery.on_vehicle #one\n12 10:00 in_transit.moving #two"))).toBe(
		"moving",
	);
});

test("a parcel that waits at the point but is not ready is not said to be", () => {
	const page = toldPage(`${OUT}\n13 09:00 ready_for_pickup.arriving_at_point @DK:Aarhus`);
	expect(readOut(renderParcel(model(page, { now: AFTERWARDS })))).not.toMatch(/Ready to collect/);
});
