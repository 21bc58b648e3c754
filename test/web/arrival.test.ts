import { describe, expect, test } from "vitest";
import type { Eta, ParcelPage } from "../../src/core/page.ts";
import { headlineOf } from "../../web/views/headline.ts";
import { plainSentence } from "../../web/views/isolate.tsx";
import { renderParcel } from "../../web/views/parcel.tsx";
import { ENGLISH } from "../../web/views/words/en/page.ts";
import { wordsFor } from "../../web/views/words.ts";
import { model, NOW, PARCELS, parcel, promise, scan } from "./parcels.ts";
import { readOut } from "./told-page.ts";

/** The headline and what stands under it, a line each. */
function said(page: ParcelPage, now = NOW): readonly string[] {
	const { title, details } = headlineOf(page, { ...wordsFor("en-GB"), now });
	return [title, ...details].map((text) => plainSentence(text).replaceAll(/[\u00a0\u2009]/g, " "));
}

const read = (page: ParcelPage, now = NOW): string => readOut(renderParcel(model(page, { now })));

function ours(from: string, to: string, more: Partial<Eta> = {}): Eta {
	return promise(from, to, {
		source: "model",
		likely: from,
		reasons: [
			{ what: "lane", parcels: 84 },
			{ what: "trend", factor: 1.3, parcels: 40 },
		],
		because: "Measured on 84 parcels on this lane. MUST NOT BE SHOWN.",
		...more,
	});
}

const onTheRoad = PARCELS.inTransit;
const days = ours("2026-11-25", "2026-11-27", { likely: "2026-11-26" });

describe("a window of our own", () => {
	test("of days says which is likeliest, and how many come in it once that is measured", () => {
		expect(said({ ...onTheRoad, eta: { ...days, level: 0.82 } })).toEqual([
			"Arriving Wed 25 Nov – Fri 27 Nov",
			"Most likely Thu 26 Nov.",
			"8 of 10 parcels on this route arrive in this window.",
			"Lately such parcels take longer than they did.",
		]);
	});

	test.each([0.04, 0.82, 0.99])("leads to how that was measured, and never says all or none: %d", (level) => {
		const html = renderParcel(model({ ...onTheRoad, eta: { ...days, level } }));
		expect(html).toMatch(/<a href="\/accuracy">[1-9] of 10 parcels on this route arrive in this window.<\/a>/);
		expect(renderParcel(model({ ...onTheRoad, eta: days }))).not.toContain("/accuracy");
	});

	test("says which step came late, and how late", () => {
		const late = { what: "late-step", days: [2], code: "in_transit.customs_cleared" } as const;
		const eta = { ...days, reasons: [{ what: "since-first", days: [2] } as const, late, ...(days.reasons ?? [])] };
		expect(said({ ...onTheRoad, eta })).toContain("Cleared by customs: 2 days later than usual.");
	});

	test("that nobody measured says what it stands on instead", () => {
		expect(said({ ...onTheRoad, eta: days })).toContain("Our estimate, from 84 parcels on this route.");
		expect(said({ ...onTheRoad, eta: days }).join(" ")).not.toContain("of 10");
	});

	test("of hours on the day says the likeliest time, on the clock of the door", () => {
		const eta = ours("2026-11-24T13:15:00", "2026-11-24T15:30:00", { likely: "2026-11-24T14:00:00" });
		expect(said({ ...onTheRoad, eta })).toMatchObject([
			"Arriving today, Tue 24 Nov, 13:15–15:30",
			"Most likely around 14:00.",
			expect.anything(),
			expect.anything(),
			"Times are local to Aarhus.",
		]);
	});

	test("of one day says no likeliest day beside it", () => {
		const eta = ours("2026-11-25", "2026-11-25");
		expect(said({ ...onTheRoad, eta })[0]).toBe("Arriving tomorrow, Wed 25 Nov");
		expect(said({ ...onTheRoad, eta }).join(" ")).not.toContain("Most likely");
	});

	test("out of what the carrier states of itself is said to be that", () => {
		const reasons = [{ what: "stated", days: [2, 4], working: true }] as const;
		const text = said({ ...onTheRoad, eta: { ...days, reasons } });
		expect(text).toContain("Acme Express usually takes 2 to 4 working days.");
		const oneDay = [{ what: "stated", days: [1, 1] }] as const;
		expect(said({ ...onTheRoad, eta: { ...days, reasons: oneDay } })).toContain("Acme Express usually takes 1 day.");
	});

	test("has the carrier's date beside it where they differ, while that is ahead", () => {
		const beside = { from: "2026-11-24", to: "2026-11-24", dateOnly: true, zone: "Europe/Copenhagen" };
		const eta = { ...days, beside };
		expect(said({ ...onTheRoad, eta })).toContain(
			"Acme Express says today, Tue 24 Nov; parcels on this route usually take longer.",
		);
		expect(said({ ...onTheRoad, eta }, "2026-11-25T08:00:00Z").join(" ")).not.toContain("Acme Express says");
		const later = { ...beside, from: "2026-11-30", to: "2026-11-30" };
		expect(said({ ...onTheRoad, eta: { ...days, beside: later } })).toContain(
			"Acme Express says Mon 30 Nov; parcels on this route usually come sooner.",
		);
	});

	test("never prints what was written for the seller", () => {
		const first = promise("2026-11-20", "2026-11-23");
		for (const page of [
			{ ...onTheRoad, eta: days, first },
			{ ...onTheRoad, eta: { ...days, reasons: [] } },
			parcel([scan("in_transit.no_update", "2026-11-21T10:00:00", "+01:00")], { eta: days }),
		])
			expect(renderParcel(model(page))).not.toMatch(/MUST NOT BE SHOWN|this lane/);
	});

	test("read on a later day shows the days that are left, and claims nothing of the whole of it", () => {
		const page = { ...onTheRoad, eta: { ...days, level: 0.8 } };
		expect(said(page, "2026-11-26T22:59:00Z").slice(0, 2)).toEqual([
			"Arriving Thu 26 Nov – Fri 27 Nov",
			"Most likely today, Thu 26 Nov.",
		]);
		const friday = said(page, "2026-11-26T23:01:00Z");
		expect(friday[0]).toBe("Arriving today, Fri 27 Nov");
		expect(friday.join(" ")).not.toMatch(/Most likely|of 10/);
		expect(said(page, "2026-11-27T23:01:00Z")[0]).toBe("On its way");
	});
});

describe("what was shown first", () => {
	const first = { from: "2026-11-19", to: "2026-11-20", dateOnly: true, zone: "Europe/Copenhagen" };

	test("is owned up to beside the new window once it has passed", () => {
		expect(said({ ...onTheRoad, eta: days, first }).slice(0, 3)).toEqual([
			"Later than expected: Wed 25 Nov – Fri 27 Nov",
			"Most likely Thu 26 Nov.",
			"The first estimate was Thu 19 Nov – Fri 20 Nov.",
		]);
	});

	test("is owned up to without a new one too", () => {
		expect(said({ ...onTheRoad, eta: null, first })).toEqual([
			"Later than expected",
			"The first estimate was Thu 19 Nov – Fri 20 Nov.",
			"There is no new date yet.",
		]);
	});

	test("does not hide that the parcel is out for delivery", () => {
		const out = parcel([scan("out_for_delivery.on_vehicle", "2026-11-24T06:52:00", "+01:00")], { first });
		expect(said(out)[0]).toBe("Out for delivery today, Tue 24 Nov");
	});

	test("is said while it can still come true, where it is not what is expected any more", () => {
		const sooner = { ...first, from: "2026-11-24", to: "2026-11-25" };
		const text = said({ ...onTheRoad, eta: days, first: sooner });
		expect(text[0]).toBe("Arriving Wed 25 Nov – Fri 27 Nov");
		expect(text).toContain("The first estimate was Tue 24 Nov – Wed 25 Nov.");
		expect(said({ ...onTheRoad, eta: days, first: { ...days } }).join(" ")).not.toContain("first estimate");
	});

	test("is not said twice beside a promise that was broken", () => {
		const late = { promisedTo: "2026-11-20", zone: "Europe/Copenhagen", source: "carrier" } as const;
		const text = said({ ...onTheRoad, eta: days, first, late });
		expect(text[0]).toBe("Later than expected: Wed 25 Nov – Fri 27 Nov");
		expect(text).toContain("It was expected Fri 20 Nov.");
		expect(text.join(" ")).not.toContain("first estimate");
	});

	test("changes nothing of a delay with a cause, nor of a parcel that came", () => {
		expect(said({ ...PARCELS.delayed, first })[0]).toBe("Delayed by weather – now Thu 26 Nov");
		expect(said({ ...PARCELS.delivered, first })[0]).toBe("Delivered Tue 24 Nov, 08:41");
	});
});

describe("a carrier's word", () => {
	test("says how often such words come true, once that was learnt, and never always", () => {
		const eta = promise("2026-11-26", "2026-11-26", { level: 0.99 });
		expect(said({ ...onTheRoad, eta })).toEqual([
			"Arriving Thu 26 Nov",
			"That is what Acme Express says.",
			"Acme Express keeps about 9 of 10 such dates.",
		]);
	});
});

describe("silence", () => {
	const silence = { kind: "overdue", since: "2026-11-18T09:00:00Z" } as const;
	const silent = (code: Parameters<typeof scan>[0], more: Partial<ParcelPage> = {}) =>
		parcel([scan("in_transit.moving", "2026-11-18T10:00:00", "+01:00")], {
			code,
			condition: "stalled",
			silence,
			...more,
		});

	test("on the road is a headline of its own, with what was done about it and nothing for the buyer to do", () => {
		const text = read(silent("in_transit.no_update"));
		expect(text).toContain("No news since Wed 18 Nov\n");
		expect(text).toContain("That is longer than usual. The shop has been told; you need do nothing.");
	});

	test("says when it may come all the same", () => {
		expect(said(silent("in_transit.no_update", { eta: days }))).toEqual([
			"No news since Wed 18 Nov",
			"If it moves on soon, it may still arrive Wed 25 Nov – Fri 27 Nov.",
		]);
	});

	test("says nothing of a window that spans months", () => {
		const eta = { ...days, from: "2026-11-24", to: "2027-01-16" };
		expect(said(silent("in_transit.no_update", { eta }))).toEqual(["No news since Wed 18 Nov"]);
	});

	test("before the first scan is the carrier's not having it", () => {
		const label = parcel([scan("info_received.label_created", "2026-11-18T10:00:00", "+01:00")], {
			code: "info_received.awaiting_handover",
			condition: "stalled",
			silence,
		});
		expect(said(label)[0]).toBe("The carrier does not have it yet");
		expect(read(label)).toContain("The shop has been told");
	});

	test("of a van that went out is said with its day and that no result came", () => {
		const out = parcel([scan("out_for_delivery.on_vehicle", "2026-11-23T08:00:00", "+01:00")], {
			code: "out_for_delivery.overdue",
			condition: "stalled",
			silence,
		});
		expect(said(out)[0]).toBe("Out for delivery since Mon 23 Nov");
		expect(read(out)).toContain(`${ENGLISH.codes["out_for_delivery.overdue"]}.`);
	});

	test("for so long that nothing is expected sends to a person, and promises no news", () => {
		const expired = silent("expired.no_tracking", { silence: { ...silence, kind: "expiry" }, eta: days });
		expect(said(expired)).toEqual(["No tracking for a long time", "The last news of it was on Wed 18 Nov."]);
		const text = read(expired);
		expect(text).toContain("If you do not have your parcel, ask a person: Harbour Shoes puts it right.");
		expect(text).not.toMatch(/you need do nothing|Arriving/);
	});
});

describe("before the first scan", () => {
	const label = parcel([scan("info_received.label_created", "2026-11-23T10:00:00", "+01:00")]);
	const awaited = { by: "2026-11-25T14:00:00Z", zone: "Europe/Copenhagen" };

	test("it is said who did what, and by when the carrier mostly has it", () => {
		expect(said({ ...label, awaited })).toEqual([
			"Your parcel is being made ready",
			"Harbour Shoes has made the label. Acme Express has not scanned the parcel yet.",
			"Acme Express usually has such parcels by Wed 25 Nov.",
		]);
		expect(said({ ...label, awaited }, "2026-11-25T14:00:00Z")).toHaveLength(2);
	});

	test("a window stands first, and that the carrier has nothing yet under it", () => {
		const text = read({ ...label, eta: days, awaited }).replaceAll("\u2009", " ");
		expect(text).toContain("Arriving Wed 25 Nov – Fri 27 Nov\n");
		expect(text).toContain("Acme Express usually has such parcels by Wed 25 Nov.");
		expect(text).toContain(`${ENGLISH.codes["info_received.label_created"]}, Mon 23 Nov, 10:00`);
	});
});
