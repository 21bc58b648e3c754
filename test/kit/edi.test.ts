import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { component, edifactSegments, Unreadable, x12Segments } from "../../adapters/kit/index.ts";

describe("EDIFACT", () => {
	test("reads segments, elements and components, and takes the release character off", () => {
		const [unb, sts] = edifactSegments("UNB+UNOA:1+A:UPS'\r\nSTS+1:E1:101++O?'HARE?+??'");
		expect(unb).toEqual({
			tag: "UNB",
			elements: [
				["UNOA", "1"],
				["A", "UPS"],
			],
		});
		expect(sts && [component(sts, 1, 2), component(sts, 2), component(sts, 3), component(sts, 9)]).toEqual([
			"E1",
			undefined,
			"O'HARE+?",
			undefined,
		]);
	});

	test("UNA says which marks are meant", () => {
		expect(edifactSegments("UNA|*.! ~UNB*X|Y!*Z~")).toEqual([{ tag: "UNB", elements: [["X", "Y*Z"]] }]);
	});

	test("whatever a component holds, it is read as it was released", () => {
		const release = (value: string) => value.replace(/[?+:']/g, (mark) => `?${mark}`);
		fc.assert(
			fc.property(fc.array(fc.string({ unit: "grapheme-ascii" }), { minLength: 1 }), (values) => {
				const [, segment] = edifactSegments(`UNB+A'FTX+${values.map(release).join(":")}'`);
				expect(segment?.elements[0]).toEqual(values);
			}),
		);
	});
});

describe("X12", () => {
	const isa = (element: string, component: string) =>
		[
			"ISA",
			"00",
			" ".repeat(10),
			"00",
			" ".repeat(10),
			"02",
			"A".padEnd(15),
			"01",
			"B".padEnd(15),
			"260828",
			"1715",
			"U",
			"00401",
			"000000002",
			"0",
			"P",
			component,
		].join(element);

	test.each([
		["~", "*", ">"],
		["\n", "|", ":"],
		["\r\n", "*", "^"],
	])("ends segments with %j, parts elements with %j and components with %j", (end, element, part) => {
		const body = [
			isa(element, part),
			["ST", "214", "0001"].join(element),
			["AT7", `A${part}B`, "", "NS"].join(element),
			"",
		];
		const [, st, at7] = x12Segments(body.join(end));
		expect(st).toEqual({ tag: "ST", elements: [["214"], ["0001"]] });
		expect(at7 && [component(at7, 1), component(at7, 1, 2), component(at7, 2), component(at7, 3)]).toEqual([
			"A",
			"B",
			undefined,
			"NS",
		]);
	});

	test("a file cut at ST is read with the usual marks", () => {
		expect(x12Segments("ST*214*1~SE*2*1~").map(({ tag }) => tag)).toEqual(["ST", "SE"]);
	});
});

test.each(["", "{}", "<a/>", "hello", "UNBELIEVABLE", "STAND"])("%j is neither", (body) => {
	expect(() => edifactSegments(body)).toThrow(Unreadable);
	expect(() => x12Segments(body)).toThrow(Unreadable);
});
