import { expect, test } from "vitest";
import { spotIn } from "../../adapters/kit/index.ts";

test.each([
	["FRONT DOOR", "delivered/safe-place"],
	["MAIL ROOM", "delivered/reception"],
	["NEIGHBOR AT 12", "delivered/neighbour"],
	["RESIDENTIAL", undefined],
	[undefined, undefined],
])("a parcel left at %s is %s", (spot, key) => {
	expect(spotIn(spot)).toBe(key);
});
