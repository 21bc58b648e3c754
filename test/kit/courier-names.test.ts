import { expect, test } from "vitest";
import { courierNamed } from "../../adapters/kit/index.ts";

test.each([
	["USPS", "usps"],
	["DHL Express", "dhl-express"],
	["canada_post", "canada-post"],
	["SF-Express", "sf-express"],
	["PostNL", undefined],
	["constructor", undefined],
	["", undefined],
	[undefined, undefined],
])("%s is %s", (name, code) => {
	expect(courierNamed(name)).toBe(code);
});
