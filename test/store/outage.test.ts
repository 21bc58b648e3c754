import { expect, test } from "vitest";
import { isOutage, isPassing } from "../../src/store/outage.ts";

const failing = (code: string) => new Error("outer", { cause: Object.assign(new Error("inner"), { code }) });

test.each([
	["a name server that does not answer", "EAI_AGAIN"],
	["no way to the host", "EHOSTUNREACH"],
	["no way to the network", "ENETUNREACH"],
	["a connection attempt that takes too long", "ETIMEDOUT"],
	["a server that takes no writes", "25006"],
	["a disk that fails", "58030"],
	["a password that was changed", "28P01"],
	["a role that was taken away", "28000"],
	["a database that was taken away", "3D000"],
])("%s is an outage of the database", (_, code) => {
	expect([isOutage(failing(code)), isPassing(failing(code))]).toEqual([true, false]);
});

test("the embedded database says in words alone that a file may not grow", () => {
	const refusal = Object.assign(new Error('could not extend file "base/5/16500": File too large'), { code: "XX000" });
	expect(isOutage(refusal)).toBe(true);
	expect(isOutage(Object.assign(new Error("cache lookup failed"), { code: "XX000" }))).toBe(false);
});

test.each(["22P02", "23505", "42601", "XX000", "ERR_INVALID_ARG_TYPE"])("%s is a bug and stays one", (code) => {
	expect([isOutage(failing(code)), isPassing(failing(code))]).toEqual([false, false]);
});
