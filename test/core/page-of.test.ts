import { expect, test } from "vitest";
import type { Fact } from "../../src/core/facts.ts";
import { fold } from "../../src/core/fold.ts";
import { toPage } from "../../src/core/page-of.ts";
import { farLater, scanFact, told } from "./told.ts";

const facts = {
	version: 3,
	shop: { name: "Sample Shop", contactEmail: null },
	carrier: { code: "acme", name: "Acme", trackingUrl: "https://acme.example/1" },
	trackingNumber: "AC123456785",
	items: [{ name: "Lamp", quantity: 1, imageUrl: null }],
	following: { state: "push-only", next: "Scans arrive when Acme posts them to https://shop.example/CANARY." },
	eta: null,
	late: null,
	origin: null,
	destination: { city: "Ulm", country: "DE", lat: null, lng: null, precision: null },
	legs: ["acme", "zenith"],
} as const;

test("shows the state, the timeline oldest first, and the carrier of each leg", () => {
	const [first, last] = told("17 09:00 in_transit.moving\n18 10:00 delivered.signed @DE:Ulm").map(scanFact);
	if (first === undefined || last === undefined) throw new Error("Two facts are told.");
	const page = toPage(fold([{ ...last, scan: { ...last.scan, leg: 2 } }, first], farLater), facts);
	expect(page).toMatchObject({ version: 3, milestone: "delivered", code: "delivered.signed", condition: "ok" });
	expect(page.deliveredAt?.local).toBe("2026-03-18T10:00:00");
	expect(page.scans.map(({ key, carrier, milestone }) => [key, carrier, milestone])).toEqual([
		["s1", "acme", "in_transit"],
		["s2", "zenith", "delivered"],
	]);
});

test("holds no marked detail, no message id and no leg list", () => {
	const fact = scanFact(told("18 10:00 delivered.signed")[0]);
	const marked = { courierPhone: "CANARY", courierName: "CANARY", signedBy: "CANARY", pickupCode: "CANARY" };
	const secret: Fact = { ...fact, scan: { ...fact.scan, marked } };
	const page = JSON.stringify(toPage(fold([secret], farLater), facts));
	expect(page).not.toContain("CANARY");
	expect(page).not.toContain("msg_");
	expect(page).not.toContain("zenith");
});

test("shows the newest five hundred lines, and says how many came before", () => {
	const [first] = told("17 09:00 in_transit.moving").map(scanFact);
	if (first === undefined) throw new Error("A fact is told.");
	const many = Array.from({ length: 620 }, (_, index): Fact => {
		const key = `k${String(index).padStart(3, "0")}`;
		return { ...first, scan: { ...first.scan, key, at: first.scan.at + index * 60_000 } };
	});
	const page = toPage(fold(many, farLater), facts);
	expect([page.scans.length, page.older]).toEqual([500, 120]);
	expect(page.scans.at(-1)?.key).toBe("k619");
	expect(toPage(fold(many.slice(0, 500), farLater), facts).older).toBeUndefined();
});
