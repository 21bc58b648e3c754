import { expect, test } from "vitest";
import { nearestOf } from "../../src/core/nearest.ts";

const NAMES = ["trackingNumber", "carrier", "reference", "order", "origin", "promisedBy", "PORT"];

test.each([
	["trakingNumber", "trackingNumber"],
	["tracking_number", "trackingNumber"],
	["Tracking-Number", "trackingNumber"],
	["tracking", "trackingNumber"],
	["carier", "carrier"],
	["carriers", "carrier"],
	["refernece", "reference"],
	["port", "PORT"],
])("who wrote %s meant %s", (given, meant) => {
	expect(nearestOf(given, NAMES)).toBe(meant);
});

test.each(["colour", "", "_", "x", "__proto__", "o", "r".repeat(10_000)])("%s is near to none", (given) => {
	expect(nearestOf(given, NAMES)).toBeNull();
});
