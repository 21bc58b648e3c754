import { describe, expect, test } from "vitest";
import { CODES } from "../../src/core/codes.ts";
import type { ParcelPage } from "../../src/core/page.ts";
import { isCode } from "../../src/core/status.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { model, PARCELS } from "./parcels.ts";
import { AFTERWARDS, readOut, toldPage } from "./told-page.ts";

const read = (page: ParcelPage): string => readOut(renderParcel(model(page, { now: AFTERWARDS })));

const ON_THE_ROAD = "10 09:00 picked_up.collected @CN:Shenzhen\n12 09:00 in_transit.moving @DK:Aarhus";

describe("nobody is said to look into what is over", () => {
	const endings = Object.keys(CODES)
		.filter(isCode)
		.filter((code) => CODES[code].terminal || CODES[code].phase === "return" || code.startsWith("cancelled."));

	test.each(endings)("%s", (code) => {
		for (const before of ["", "13 09:00 in_transit.damaged", "13 09:00 returning.to_sender"]) {
			const text = read(toldPage(`${ON_THE_ROAD}\n${before}\n14 09:00 ${code}`));
			expect(text).not.toMatch(/looking into it|working on it|has to act|has to decide|There is a problem\n/);
		}
	});

	test.each([
		"in_transit.delayed",
		"in_transit.damaged",
		"in_transit.no_update",
		"exception.lost",
		"exception.search_started",
		"exception.unspecified",
		"delivery_attempted.recipient_absent",
	])("%s, told of a parcel that is delivered or back", (later) => {
		for (const end of ["delivered.to_recipient", "returned.to_sender"]) {
			expect(read(toldPage(`${ON_THE_ROAD}\n14 09:00 ${end}\n16 09:00 ${later}`)), end).not.toMatch(
				/looking into it|working on it|has to decide|will not arrive|longer than usual|You can help/,
			);
		}
	});
});

test.each([
	["returned.to_sender", "Back with the shop, Sat 14 Mar, 09:00", "It went back\nHarbour Shoes has it again."],
	["returning.to_sender", "Going back to the shop", "It is not coming to you\nHarbour Shoes gets it back."],
	["cancelled.cancelled", "Cancelled", "It will not come\nIf you did not ask for that, ask a person."],
	["cancelled.export_cancelled", "Export stopped, going back to the shop", "It is not coming to you"],
	["exception.lost", "Lost by the carrier", "It will not arrive\nHarbour Shoes puts it right: ask a person."],
	["exception.destroyed", "Disposed of by the carrier", "It will not arrive\nNothing of it is left to send on."],
	["exception.stolen", "Reported stolen", "It will not arrive\nYou need do nothing about the theft."],
	["expired.archived", "Details removed for privacy", "Nothing more is shown here"],
])("%s has words of its own", (code, headline, banner) => {
	const text = read(toldPage(`${ON_THE_ROAD}\n14 09:00 ${code}`));
	expect(text).toContain(`${headline}\n`);
	expect(text).toContain(banner);
});

test("a delivery where it came from, of a parcel that turned round, reads as its return everywhere", () => {
	const page = toldPage(`${ON_THE_ROAD}
		14 09:00 returning.not_collected @DK:Aarhus
		18 08:00 out_for_delivery.on_vehicle @CN:Shenzhen
		18 11:00 delivered.to_recipient @CN:Shenzhen`);
	expect(page.milestone).toBe("returned");
	const text = read(page);
	expect(text).toContain("Back with the shop, Wed 18 Mar, 11:00\n");
	expect(text).toContain("It went back\nNot collected in time. Harbour Shoes has it again.");
	expect(text).toMatch(/11:00Back with the shop\n.*\n.*\nShenzhen, China/);
	expect(text).toContain("From Shenzhen, China. Back in Shenzhen, China.\n");
	expect(text).not.toMatch(/Delivered|Out for delivery|To Aarhus/);
});

test("on the way back nothing reads as on its way to the buyer", () => {
	const text = read(toldPage(`${ON_THE_ROAD}\n14 09:00 returning.to_sender\n15 08:00 in_transit.moving @AE:Dubai`));
	expect(text).toContain("Dubai, United Arab Emirates, Sun 15 Mar, 08:00");
	expect(text).not.toContain("On its way, Dubai");
});

test("what goes back, or ended on the road, is not drawn as if it came", () => {
	for (const code of ["returning.to_sender", "exception.lost", "exception.destroyed", "exception.stolen"]) {
		const page = toldPage(`10 09:00 picked_up.collected @CN:Shenzhen\n12 09:00 ${code}`);
		const here = { ...page.scans[0]?.place, text: "Shenzhen", country: "CN", postcode: null, precision: null };
		const scans = page.scans.map((scan) => ({ ...scan, place: { ...here, lat: 22.543, lng: 114.058 } }));
		const shown = model({ ...page, scans }, { now: AFTERWARDS });
		expect(shown.route.next, code).toEqual([]);
		expect(readOut(renderParcel(shown)), code).not.toContain("To Aarhus");
	}
});

test("a parcel that is back where it began has one mark there", () => {
	expect(model(PARCELS.returned).route.dots.map(({ kind, label }) => [kind, label])).toEqual([
		["stop", "Dubai"],
		["stop", "Leipzig"],
		["stop", "Aarhus"],
		["delivered", "Shenzhen"],
	]);
});

test("a delivery after the way back is a delivery", () => {
	const text = read(
		toldPage(`${ON_THE_ROAD}
			14 09:00 returning.to_sender @DK:Aarhus
			16 11:00 delivered.to_recipient @DK:Aarhus`),
	);
	expect(text).toContain("Delivered Mon 16 Mar, 11:00\n");
	expect(text).not.toMatch(/Back with the shop|went back/);
});

test("damage is told with the delivery, and a piece that is lost as the rest", () => {
	const damaged = read(toldPage(`${ON_THE_ROAD}\n13 09:00 in_transit.damaged\n14 09:00 delivered.to_recipient`));
	expect(damaged).toContain("Reported damaged\nIf anything is broken, keep the packaging and ask a person.");
	expect(damaged).not.toContain("still moving.");
	const part = read(toldPage("12 09:00 delivered.to_recipient #one\n13 09:00 exception.lost #two"));
	expect(part).toContain("The rest will not arrive\nLost by the carrier.");
	const back = read(toldPage("12 09:00 delivered.to_recipient #one\n13 09:00 returned.to_sender #two"));
	expect(back).toContain("The rest will not arrive\nBack with the shop.");
});
