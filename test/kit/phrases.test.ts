import { expect, test } from "vitest";
import { phraseIn } from "../../adapters/kit/index.ts";

test.each([
	["Shipment is out with courier for delivery", "with-courier"],
	["The shipment has been loaded onto the delivery vehicle", "with-courier"],
	["Die Sendung wurde in das Zustellfahrzeug geladen", "with-courier"],
	["Die Sendung wird ins Zielland transportiert und dort an die Zustellorganisation übergeben.", "leaves-country"],
	["The shipment has arrived in the destination country", "destination-country"],
	["Clearance processing complete at LEIPZIG", "cleared"],
	["Clearance event", "customs"],
	["EN ROUTE TO DHL ECOMMERCE OR AWAITING PROCESSING", "announced"],
	["Die Sendung liegt in der Filiale zur Abholung bereit", "to-collect"],
	["The shipment could not be delivered, the recipient was not at home", "absent"],
	["Returned to shipper", "returned"],
	["NOTICE LEFT", "attempted"],
	["The parcel is being brought to a shop for pick-up", "to-point"],
	["It was not collected by the recipient and is being returned to the sender", "not-collected"],
	["It is being returned to the sender, for the recipient refused it", "returning-refused"],
	["Delivered back to the sender", "returned"],
	["On its way back to the sender", "returning"],
	["The recipient has picked up the parcel from the shop", "collected-by-recipient"],
	["Departed from origin terminal", "origin-departed"],
	["Tendered to delivery service provider", "handed-over"],
	["A pickup has been scheduled", "pickup-planned"],
	["Pickup scheduled for Monday", "pickup-planned"],
	["Shipment picked up", "picked-up"],
	["Something quite different", undefined],
])("%s is %s", (words, phrase) => {
	expect(phraseIn(words)).toBe(phrase);
});

test("a text without end is answered at once", () => {
	const started = performance.now();
	expect(phraseIn("return sender ".repeat(20_000))).toBeUndefined();
	expect(performance.now() - started).toBeLessThan(1_000);
});
