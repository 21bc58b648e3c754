import { expect, test } from "vitest";
import { courierNamed } from "../../adapters/kit/index.ts";

test.each([
	["USPS", "usps"],
	["DHL Express", "dhl-express"],
	["canada_post", "canada-post"],
	["SF-Express", "sf-express"],
	["Blue Dart", "bluedart"],
	["ninjavan-my", "ninja-van"],
	["PostNL", "postnl"],
	["zhongtong", "zto"],
	["us-post", "usps"],
	["brazil-correios", "correios"],
	["JTSD", "jt-express"],
	["Best Express", undefined],
	["LaserShip", "ontrac"],
	["brazil-correios", "correios"],
	["New Zealand Post", "nz-post"],
	["PostNL International", "postnl"],
	["PostNord Sverige", "postnord"],
	["Hermes UK", "evri"],
	["Hermes Germany", "hermes-de"],
	["An Post", "an-post"],
	["swiss-post", "swiss-post"],
	["constructor", undefined],
	["", undefined],
	[undefined, undefined],
])("%s is %s", (name, code) => {
	expect(courierNamed(name)).toBe(code);
});
