import { expect, test } from "vitest";
import { outcomeOf, phraseIn, spotIn } from "../../adapters/kit/index.ts";

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

test.each([
	["FRONT DOOR", "delivered/safe-place"],
	["MAIL ROOM", "delivered/reception"],
	["NEIGHBOR AT 12", "delivered/neighbour"],
	["RESIDENTIAL", undefined],
	[undefined, undefined],
])("a parcel left at %s is %s", (spot, key) => {
	expect(spotIn(spot)).toBe(key);
});

test.each([
	["404", "No result found", "not-found"],
	["151018", "Invalid tracking number", "not-found"],
	["401", "", "denied"],
	["", "Invalid token or token is not present.", "denied"],
	["429", "", "rate-limited"],
	["10429", "Too Many Requests", "rate-limited"],
	["500", "Internal server error", "error"],
])("a refusal %s %s is %s", (code, words, outcome) => {
	expect(outcomeOf(code, words)).toBe(outcome);
});
