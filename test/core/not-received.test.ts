import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrivalScan } from "../../src/core/eta/mileposts.ts";
import type { Fact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { toPage } from "../../src/core/page-of.ts";
import { waitsForSeller } from "../../src/core/waits-for-seller.ts";
import { farLater, told } from "./told.ts";

const delivery = "17 11:00 delivered.safe_place @DE:Leipzig known 17 11:01";
const missed = "18 09:00 delivered.disputed by buyer known 18 09:00";

const state = (lines: string, asOf = farLater) => fold(told(lines), asOf);
const shown = (lines: string) => {
	const { code, condition, actionBy, terminal, deliveredAt } = state(lines);
	return { code, condition, actionBy, terminal, deliveredAt: deliveredAt?.local ?? null };
};
const disputed = { code: "delivered.disputed", condition: "disputed", actionBy: "sender", terminal: false };

describe("what the buyer says of a delivery", () => {
	test("stands beside what the carrier said, and waits for the shop", () => {
		const after = state(`${delivery}\n${missed}`);
		expect(shown(`${delivery}\n${missed}`)).toEqual({ ...disputed, deliveredAt: "2026-03-17T11:00:00" });
		expect(after.timeline.map(({ code }) => code)).toEqual(["delivered.safe_place", "delivered.disputed"]);
		expect(waitsForSeller(after)).toBe(true);
		expect(arrivalScan(after)).toBeNull();
	});

	test("is known from when it was said", () => {
		expect(state(`${delivery}\n${missed}`, "2026-03-18T08:59:59Z").code).toBe("delivered.safe_place");
		expect(state(`${delivery}\n${missed}`, "2026-03-18T09:00:00Z").code).toBe("delivered.disputed");
	});

	test("is over when the buyer found it", () => {
		const found = `${delivery}\n${missed}\nwithdraw s2 by buyer known 18 10:00`;
		expect(state(found)).toMatchObject({ code: "delivered.safe_place", condition: "notice", terminal: true });
		expect(state(found, "2026-03-18T09:30:00Z").code).toBe("delivered.disputed");
		const again = `${found}\n19 09:00 delivered.disputed by buyer known 19 09:00`;
		expect(shown(again)).toMatchObject(disputed);
	});

	test.each([
		["a date, of the same day", "18 --:-- delivered.to_recipient known 18 08:00"],
		["a clock of an unknown zone that is ahead", "18 15:00 delivered.to_recipient known 18 08:00"],
		["a status without a scan", "header 18 08:00 delivered.to_recipient known 18 08:00"],
		["a status that names the day alone", "header 18 --:-- delivered.to_recipient known 18 08:00"],
	])("counts after a delivery that it speaks of, also of %s", (_case, line) => {
		const before = state(line);
		expect(before.deliveredAt).not.toBeNull();
		const after = state(`17 08:00 out_for_delivery.on_vehicle known 17 08:00\n${line}\n${missed}`);
		expect(after).toMatchObject({ ...disputed, deliveredAt: before.deliveredAt });
		expect(after.timeline.at(-1)?.code).toBe("delivered.disputed");
	});

	test.each([
		["the same delivery in another scan", "18 12:00 delivered.signed known 18 12:00", disputed],
		["its status again", "header 18 12:00 delivered.to_recipient known 18 12:00", disputed],
		["that it is out again", "18 12:00 out_for_delivery.on_vehicle known 18 12:00", disputed],
		["that it is searched for", "18 12:00 exception.search_started known 18 12:00", disputed],
		["that it is archived", "18 12:00 expired.archived known 18 12:00", { ...disputed, terminal: false }],
		["a note", "18 12:00 note.information known 18 12:00", disputed],
		[
			"that it is delivered anew",
			"18 12:00 out_for_delivery.on_vehicle known 18 12:00\n18 15:00 delivered.signed known 18 15:00",
			{ code: "delivered.signed", condition: "ok", terminal: true, deliveredAt: "2026-03-18T15:00:00" },
		],
		["that it goes back", "18 12:00 returning.to_sender known 18 12:00", { code: "returning.to_sender" }],
		[
			"that it is back",
			"18 12:00 returned.to_sender known 18 12:00",
			{ code: "returned.to_sender", condition: "problem" },
		],
		[
			"that it is lost",
			"18 12:00 exception.lost known 18 12:00",
			{ code: "exception.lost", condition: "final_problem", terminal: true },
		],
		["that the delivery was an error", "withdraw s1 known 18 12:00", { code: "pending.registered", condition: "ok" }],
	])("is answered by a carrier that says %s, or it is not", (_case, line, expected) => {
		expect(shown(`${delivery}\n${missed}\n${line}`)).toMatchObject(expected);
	});

	test("decides nothing of a parcel that is not delivered", () => {
		const moving = "17 08:00 in_transit.moving known 17 08:00";
		expect(shown(`${moving}\n${missed}`)).toEqual(shown(moving));
		const back = `${delivery}\n17 12:00 returned.to_sender known 17 12:00`;
		expect(shown(`${back}\n${missed}`)).toEqual(shown(back));
	});

	test("leaves a parcel of several pieces delivered in part", () => {
		const pieces = "17 11:00 delivered.signed #A known 17 11:00\n17 08:00 in_transit.moving #B known 17 08:00";
		expect(shown(`${pieces}\n${missed}`).code).toBe("delivered.partial");
		expect(shown(`${pieces}\n17 12:00 delivered.signed #B known 17 12:00\n${missed}`)).toMatchObject(disputed);
	});

	test("is the same in any order and however often it is told", () => {
		const lines = [
			"17 08:00 out_for_delivery.on_vehicle known 17 08:00",
			delivery,
			"17 --:-- delivered.signed by webhook known 17 12:00",
			missed,
			"18 12:00 delivered.signed known 18 12:00",
			"header 18 12:00 delivered.to_recipient known 18 12:00",
			"19 08:00 out_for_delivery.on_vehicle known 19 08:00",
			"withdraw s4 by buyer known 19 10:00",
			"19 11:00 delivered.disputed by buyer known 19 11:00",
			"20 09:00 returning.to_sender known 20 09:00",
			"withdraw s10 known 20 11:00",
		];
		const all = told(lines.join("\n"));
		const moments = fc.integer({ min: 17 * 24, max: 21 * 24 }).map((hour) => {
			return new Date(Date.UTC(2026, 2, 0) + hour * 3_600_000).toISOString();
		});
		const some = fc
			.subarray([...all])
			.chain((chosen) =>
				fc.tuple(
					fc.constant(chosen),
					fc.shuffledSubarray([...chosen], { minLength: chosen.length }),
					fc.shuffledSubarray([...chosen]),
				),
			);
		fc.assert(
			fc.property(some, moments, ([chosen, shuffled, again], asOf) => {
				const once: Fact[] = chosen;
				expect(fold([...again, ...shuffled], asOf)).toEqual(fold(once, asOf));
			}),
		);
	});
});

describe("the page of a parcel that its buyer did not get", () => {
	const pageOf = (lines: string) =>
		toPage(state(lines), {
			version: 1,
			shop: { name: "Ada's Shoes", contactEmail: null },
			carrier: { code: "gls", name: "GLS", trackingUrl: "" },
			trackingNumber: "1",
			items: [],
			following: { state: "following" },
			eta: null,
			late: null,
			origin: null,
			destination: null,
			legs: ["gls"],
		});

	test("says since when, and whose word the line is", () => {
		const page = pageOf(`${delivery}\n${missed}`);
		expect(page.notReceived).toEqual({ at: "2026-03-18T09:00:00Z" });
		expect(page.scans.map(({ by }) => by)).toEqual([undefined, "buyer"]);
	});

	test("says nothing more of it once it was found, goes back, or a carrier alone says so", () => {
		expect(pageOf(`${delivery}\n${missed}\nwithdraw s2 by buyer known 18 10:00`).notReceived).toBeUndefined();
		expect(pageOf(`${delivery}\n${missed}\n19 09:00 returning.to_sender known 19 09:00`).notReceived).toBeUndefined();
		const told = pageOf(`${delivery}\n18 09:00 delivered.disputed known 18 09:00`);
		expect([told.notReceived, told.scans.at(-1)?.by]).toEqual([undefined, undefined]);
	});
});
