import { describe, expect, test } from "vitest";
import { NotFound, Unavailable } from "../../src/core/errors.ts";
import { whileUp } from "../../src/services/while-up.ts";

const deadlock = Object.assign(new Error("deadlock detected"), { code: "40P01" });
const away = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

/** A verb that fails so many times before it answers, and how often it was tried. */
function failing(times: number, error: Error) {
	const tried = { times: 0 };
	const verb = async () => {
		tried.times += 1;
		if (tried.times <= times) throw error;
		return "done";
	};
	return { verb, tried };
}

describe("a verb of the service", () => {
	test("is tried again where it had to give way to others, and nobody hears of it", async () => {
		const { verb, tried } = failing(3, deadlock);
		expect(await whileUp(verb)).toBe("done");
		expect(tried.times).toBe(4);
	});

	test("says that later may work where the others do not let it pass", async () => {
		const { verb, tried } = failing(99, deadlock);
		await expect(whileUp(verb)).rejects.toThrow(Unavailable);
		expect(tried.times).toBe(4);
	});

	test.each([
		["a database that is away", away, Unavailable],
		["what the caller may not", new NotFound("There is no shipment shp_1."), NotFound],
	])("is not tried again for %s", async (_, error, told) => {
		const { verb, tried } = failing(1, error);
		await expect(whileUp(verb)).rejects.toThrow(told);
		expect(tried.times).toBe(1);
	});
});
