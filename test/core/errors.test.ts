import { expect, test } from "vitest";
import * as errors from "../../src/core/errors.ts";

test.each([
	[
		new errors.Invalid("The number is missing.", [{ pointer: "/trackingNumber", detail: "is required" }]),
		422,
		"invalid",
	],
	[new errors.Unauthorised("This key is not known."), 401, "unauthorised"],
	[new errors.Forbidden("This key may not write."), 403, "forbidden"],
	[new errors.NotFound("There is no such shipment."), 404, "not-found"],
	[new errors.Conflict("This waybill belongs to another order."), 409, "conflict"],
	[new errors.TooLarge("A body may have 1 MB."), 413, "too-large"],
	[new errors.TooMany("Ask again in a minute.", 60), 429, "too-many-requests"],
	[new errors.Unavailable("The service is stopping."), 503, "unavailable"],
])("%s is told apart from a bug and keeps its public sentence", (error, status, type) => {
	expect(error).toBeInstanceOf(errors.Refused);
	expect(error).toMatchObject({ status, type });
	expect(error.title).not.toBe("");
	expect(error.name).toBe(error.constructor.name);
	expect(String(error)).toContain(error.message);
});

test("what was wrong and when to come back stand beside the sentence", () => {
	const errorsOf = new errors.Invalid("Two things.", [{ pointer: "/a", detail: "is no date" }]).errors;
	expect(errorsOf).toEqual([{ pointer: "/a", detail: "is no date" }]);
	expect(new errors.TooMany("Later.", 5).retryAfterSeconds).toBe(5);
});

test("of a request that is wrong in countless places the first hundred are named, and how many more there are", () => {
	const wrong = Array.from({ length: 2_345 }, (_, index) => ({ pointer: `/${index}`, detail: "No such field." }));
	const named = new errors.Invalid("Too much.", wrong).errors;
	expect(named).toHaveLength(101);
	expect(named.slice(0, 100)).toEqual(wrong.slice(0, 100));
	expect(named.at(-1)).toEqual({ pointer: "", detail: "And 2245 more." });
	expect(new errors.Invalid("Much.", wrong.slice(0, 100)).errors).toEqual(wrong.slice(0, 100));
});
