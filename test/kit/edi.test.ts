import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	component,
	edifactSegments,
	groupsFrom,
	type Problem,
	Unreadable,
	upToEnd,
	x12Segments,
} from "../../adapters/kit/index.ts";

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

	test("interchanges behind one another are read each with its own marks", () => {
		const tags = edifactSegments("UNA:+.? 'UNB+A'UNZ+1'\r\nUNA|*.! ~\r\nUNB*X|Y~UNZ*1~").map(({ tag }) => tag);
		expect(tags).toEqual(["UNB", "UNZ", "UNB", "UNZ"]);
	});

	test("a file wrapped at a fixed width is read across the ends of its lines", () => {
		const [, dtm] = edifactSegments("UNB+A'DTM+78:2026\r\n0615:102'");
		expect(dtm && component(dtm, 1, 2)).toBe("20260615");
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

	test("interchanges behind one another are read each with its own marks", () => {
		const body = `${isa("|", ":")}~ST|214|1~SE|2|1~\n\n${isa("*", ">")}'ST*997*1'AK1*A>B'`;
		const segments = x12Segments(body);
		expect(segments.map(({ tag }) => tag)).toEqual(["ISA", "ST", "SE", "ISA", "ST", "AK1"]);
		expect(segments[5]?.elements).toEqual([["A", "B"]]);
	});

	test("a file cut at GS may end its segments with the end of a line", () => {
		expect(x12Segments("GS*QM*A\nST*214*1\nSE*2*1\n").map(({ tag }) => tag)).toEqual(["GS", "ST", "SE"]);
	});

	test("a file cut at ST is read with the usual marks", () => {
		expect(x12Segments("ST*214*1~SE*2*1~").map(({ tag }) => tag)).toEqual(["ST", "SE"]);
	});
});

describe("messages of an interchange", () => {
	const tags = (segments: ReturnType<typeof x12Segments>) => segments.map(({ tag }) => tag).join(" ");

	test("groups go from each segment of a tag to the next, behind what stands before them", () => {
		const segments = x12Segments("ST*214*1~B10*1~LX*1~AT7*X1~LX*2~SE*6*1~");
		expect(groupsFrom(segments, "LX").map(tags)).toEqual(["ST B10", "LX AT7", "LX SE"]);
		expect(groupsFrom(segments, "Q5").map(tags)).toEqual(["ST B10 LX AT7 LX SE"]);
	});

	test.each([
		["ST*214*1~B10*1~SE*3*1~GE*1*1~", "ST B10 SE", 0],
		["ST*214*1~B10*1~SE*9*1~GE*1*1~", "ST B10 SE", 1],
		["ST*214*1~B10*1~", "ST B10", 1],
	])("%s goes up to its end, and a wrong count is a problem", (body, told, count) => {
		const problems: Problem[] = [];
		expect(tags(upToEnd(x12Segments(body), "SE", problems))).toBe(told);
		expect(problems).toHaveLength(count);
	});
});

test.each(["", "{}", "<a/>", "hello", "UNBELIEVABLE", "STAND"])("%j is neither", (body) => {
	expect(() => edifactSegments(body)).toThrow(Unreadable);
	expect(() => x12Segments(body)).toThrow(Unreadable);
});
