import { expect, test } from "vitest";
import type { HeldDetails } from "../../src/core/page.ts";
import { renderParcel } from "../../web/views/parcel.tsx";
import { renderWidget } from "../../web/views/widget.tsx";
import { model, PARCELS } from "./parcels.ts";
import { modelOf, type SituationName } from "./situations.ts";
import { readOut } from "./told-page.ts";

const htmlOf = (name: SituationName, more: Parameters<typeof modelOf>[1] = {}): string =>
	renderParcel(modelOf(name, more));
const read = (name: SituationName, more: Parameters<typeof modelOf>[1] = {}): string => readOut(htmlOf(name, more));
const held = (more: Partial<HeldDetails>): HeldDetails => ({
	pickupCode: null,
	signedBy: null,
	leftAt: null,
	courierName: null,
	...more,
});

test("on the last mile the page counts the stops, says how old the position is, and calls the courier", () => {
	expect(read("out")).toContain("The courier is on the way\n12 stops before you\nPosition from 3 minutes ago\n");
	expect(htmlOf("out")).toContain('href="tel:+4555501234"');
	expect(htmlOf("out")).toMatch(/<time datetime="2026-11-24T07:57:00Z" data-ago/);
	expect(read("delivered")).not.toContain("The courier is on the way");
});

test("a place of collection is told whole, and the code only to whom the parcel is for", () => {
	const hidden = read("pickup");
	expect(hidden).toContain("Ready to collect until Mon 30 Nov\n");
	expect(hidden).toContain("Kiosk am Bruuns Plads\nAddress: M. P. Bruuns Gade 25, 8000 Aarhus C\nOpening hours\n");
	expect(hidden).toContain("Sat 08:00–20:00\n");
	expect(htmlOf("pickup")).toContain('class="hours" open');
	expect(hidden).toContain("Show code and details");
	expect(hidden).not.toMatch(/4711|Something is needed|Yours to collect/);
	expect(htmlOf("pickup")).toContain('href="https://www.openstreetmap.org/directions?route=%3B56.1496%2C10.2047"');
	const shown = read("pickupVerified");
	expect(shown).toContain("Code4711-08\n");
	expect(shown).not.toContain("Show code and details");
});

test("a last day that has passed is not shown as one to come", () => {
	expect(read("pickup", { now: "2026-11-30T22:59:00Z" })).toContain("Ready to collect until");
	expect(read("pickup", { now: "2026-11-30T23:01:00Z" })).not.toContain("Ready to collect until");
});

test("the proof of a delivery is shown to its recipient alone; others are shown how to say that they are", () => {
	expect(read("delivered")).toContain("Show the details\n");
	expect(read("delivered")).not.toContain("code and");
	const shown = read("deliveredVerified");
	expect(shown).toContain(
		"Proof of delivery\nSigned by A. Sample\nDelivered at Havnegade 4, 8000 Aarhus\nBrought by Bo\n",
	);
	const nameless = read("deliveredVerified", { held: held({}) });
	expect(nameless).toContain("It was signed for; the carrier does not tell the name.");
	expect(read("inTransit", { held: held({}) })).not.toContain("Proof of delivery");
});

test("a delivery in dispute shows both words, and takes the buyer's back by a form without a script", () => {
	const text = read("disputed");
	expect(text).toContain("Marked as delivered, reported as not received\n");
	expect(text).toContain("Acme Express says: Left with a neighbour, Tue 24 Nov, 08:41.\n");
	expect(text).toContain("You told Harbour Shoes on Tue 24 Nov, 08:55 that you did not get it.\n");
	expect(text).toContain("08:55You told the shop that you did not get it\n");
	expect(text).not.toMatch(/not received, Tue|Aarhus, Denmark, Tue 24 Nov, 08:55/);
	expect(htmlOf("disputed")).toContain('<form method="post" action="/t/token/not-received/found">');
	expect(htmlOf("disputed")).toContain('<meta name="referrer" content="same-origin"/>');
	const german = { ...modelOf("disputed").addresses, notReceived: "/t/token/not-received?lang=de" };
	expect(htmlOf("disputed", { addresses: german })).toContain('action="/t/token/not-received/found?lang=de"');
});

test("an order says how many of its parcels arrived, above the others and at the top; returns stand apart", () => {
	const text = read("order");
	expect(text.match(/1 of 3 parcels delivered/g)).toHaveLength(2);
	expect(text).toContain("Your return\nRunning shoes + 1 more (AX00112233445)Back with the shop, Tue 24 Nov, 15:30\n");
	expect(text).toContain("A Running shoes + 1 more (AX00112233445): Aarhus, Denmark\n");
	expect(text).toContain("Other parcels of this order\n1 of 3 parcels delivered\n");
	expect(read("inTransit")).not.toContain("parcels delivered");
});

test("a return is called one, above and in lists, and is asked nothing about the buyer's door", () => {
	const bare = { ...PARCELS.inTransit, items: [] };
	const original = { parcel: PARCELS.delivered, href: "/t/original", kind: "original" } as const;
	const html = renderParcel(model(bare, { others: [original] }));
	expect(readOut(html)).toMatch(/^Harbour Shoes\nYour return\n/);
	expect(html).not.toContain("Do I have to be at home?");
	expect(renderParcel(model(bare))).toContain("Do I have to be at home?");
	const listed = renderParcel(model(PARCELS.delivered, { others: [{ ...original, parcel: bare, kind: "return" }] }));
	expect(readOut(listed)).toContain("Your return (AX00112233445)");
});

test("in a shop's page stands where it waits, and neither its code nor a form for it", () => {
	for (const name of ["pickup", "pickupVerified"] as const) {
		const html = renderWidget(modelOf(name));
		expect(readOut(html)).toContain("Kiosk am Bruuns Plads\n");
		expect(html).not.toMatch(/4711|\/verify/);
	}
});

test("the shop's logo, colours, links and questions stand where they are set, and hostile ones do not", () => {
	const addresses = { ...modelOf("branded").addresses, brandStyles: "/brand/0123.css" };
	const html = htmlOf("branded", { addresses });
	expect(html).toContain('<img src="/assets/icon.svg" width="96" height="96" alt="Harbour Shoes"/>');
	expect(html.indexOf('href="/brand/0123.css"')).toBeGreaterThan(html.indexOf('href="/assets/page.css"'));
	expect(html).toContain('href="https://harbour-shoes.example/returns"');
	expect(readOut(html)).toContain("Questions and answers\nCan I still change my size?\nYes, write to us.\nWe answer");
	expect(html).not.toContain("Sehr.");
	const { brand } = modelOf("branded");
	const evil = brand && { ...brand, links: [{ label: "Terms", url: "javascript:alert(1)" }] };
	expect(htmlOf("branded", { brand: evil })).not.toMatch(/javascript:|Terms/);
});
