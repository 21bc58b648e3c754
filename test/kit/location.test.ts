import { expect, test } from "vitest";
import { readLocation, readTownOfCountry } from "../../adapters/kit/index.ts";

test.each([
	["London, GB", ["GB", "US"], { name: "London", country: "GB" }],
	["London, UK", ["GB", "US"], { name: "London", country: "GB" }],
	["Chicago, IL", ["GB", "US"], { city: "Chicago", region: "IL", country: "US" }],
	["Chicago, IL, US", [], { city: "Chicago", region: "IL", country: "US" }],
	["Toronto, ON, Canada", [], { city: "Toronto", region: "ON", country: "CA" }],
	["Montreal, QC", ["CA", "US"], { city: "Montreal", region: "QC", country: "CA" }],
	["Buffalo, NY", ["CA", "US"], { city: "Buffalo", region: "NY", country: "US" }],
	["Los Angeles, CA", ["CA", "US"], { city: "Los Angeles", region: "CA", country: undefined }],
	["Germany", [], { name: "", country: "DE" }],
	["Los Angeles, CA", [], { city: "Los Angeles", region: "CA", country: undefined }],
	["International Transit", ["GB"], { name: "International Transit", country: undefined }],
	["", [], undefined],
	[undefined, [], undefined],
])("%s of %j", (written, countries, place) => {
	expect(readLocation(written, countries)).toEqual(place);
});

test.each([
	["Leipzig (DE)", { city: "Leipzig", country: "DE" }],
	["Halle (Saale) (DE)", { city: "Halle (Saale)", country: "DE" }],
	["(DE)", { city: undefined, country: "DE" }],
	["Halle (Saale)", undefined],
	["", undefined],
	[undefined, undefined],
])("%s has its country in brackets: %j", (written, place) => {
	expect(readTownOfCountry(written)).toEqual(place);
});
