import { describe, expect, test } from "vitest";
import { codeOfStep, lateStepOf, type StepMade } from "../../../src/core/eta/late-step.ts";

const step = (code: StepMade["code"], likely: number | null): StepMade => ({ code, likely });

const accepted = step("picked_up.accepted", 10);

describe("the step that put a parcel off", () => {
	test("is the one by which the arrival moved most", () => {
		const steps = [
			accepted,
			step("in_transit.arrived_facility", 11.3),
			step("in_transit.customs_cleared", 14),
			step("in_transit.departed_facility", 13.9),
		];
		expect(lateStepOf(steps, 14)).toEqual({ code: "in_transit.customs_cleared", days: 2 });
	});

	test("is none where every step came about when it does", () => {
		expect(lateStepOf([accepted, step("in_transit.arrived_facility", 10.9)], 10.9)).toBeNull();
		expect(lateStepOf([accepted, step("in_transit.arrived_facility", 8)], 8)).toBeNull();
		expect(lateStepOf([accepted], 20)).toBeNull();
		expect(lateStepOf([], 20)).toBeNull();
	});

	test("counts only what was not made up since", () => {
		const steps = [accepted, step("in_transit.arrived_facility", 14), step("in_transit.departed_facility", 11.5)];
		expect(lateStepOf(steps, 11.5)).toEqual({ code: "in_transit.arrived_facility", days: 1 });
		expect(lateStepOf(steps, 10.4)).toBeNull();
	});

	test("is never read out of a guess", () => {
		const steps = [step("picked_up.accepted", null), step("in_transit.arrived_facility", 14)];
		expect(lateStepOf(steps, 14)).toBeNull();
		expect(lateStepOf([...steps, step("in_transit.departed_facility", null)], 19)).toBeNull();
	});

	test("is customs, where customs let it go on the way to it", () => {
		const moved = { code: "in_transit.departed_facility" } as const;
		const cleared = { code: "in_transit.customs_cleared" } as const;
		expect(codeOfStep([{ code: "in_transit.import_customs_presented" }, cleared], moved)).toBe(cleared.code);
		expect(codeOfStep([{ code: "in_transit.import_customs_held" }], moved)).toBe(moved.code);
		expect(codeOfStep([], moved)).toBe(moved.code);
	});
});
