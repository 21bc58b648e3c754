import { expect, test } from "vitest";
import { Unavailable } from "../../src/core/errors.ts";
import { ByteBudget } from "../../src/http/byte-budget.ts";

test("an owner may not hold more than its share, and others go on", () => {
	const budget = new ByteBudget({ allBytes: 100, ownerBytes: 40 });
	budget.take("one", 40);
	expect(() => budget.take("one", 1)).toThrow(Unavailable);
	budget.take("other", 40);
	budget.giveBack("one", 41);
	budget.take("one", 40);
});

test("all owners together may not hold more than the process allows, and what is given back is free again", () => {
	const budget = new ByteBudget({ allBytes: 100, ownerBytes: 40 });
	for (const owner of ["a", "b"]) budget.take(owner, 40);
	budget.take("c", 20);
	expect(() => budget.take("d", 1)).toThrow(Unavailable);
	budget.giveBack("d", 1);
	budget.giveBack("a", 40);
	budget.take("d", 40);
});
