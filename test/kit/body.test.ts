import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
	flag,
	json,
	jsonInside,
	list,
	number,
	parseJson,
	part,
	shaped,
	text,
	unwrapForm,
} from "../../adapters/kit/index.ts";

describe("JSON", () => {
	test("keeps every digit of a waybill sent as a number", () => {
		expect(parseJson('{"id":94001000000000000000061234,"n":[12345678901234567,-12345678901234567]}')).toEqual({
			id: "94001000000000000000061234",
			n: ["12345678901234567", -12345678901234568],
		});
	});

	test("leaves digits inside texts and fractions alone", () => {
		const body = '{"a":"x 12345678901234567890 \\" 9","b":1.2345678901234567,"c":12}';
		expect(parseJson(body)).toEqual({ a: 'x 12345678901234567890 " 9', b: 1.2345678901234567, c: 12 });
	});

	test("allows fields that nobody knew, and a byte order mark", () => {
		expect(json('\uFEFF{"a":1,"new":true}', z.object({ a: number }))).toEqual({ a: 1 });
	});

	test.each(["", "{", "nope", '{"a":"x"}'])("names what is wrong with %j as unreadable", (body) => {
		expect(() => json(body, z.object({ a: z.number() }))).toThrow(expect.objectContaining({ name: "Unreadable" }));
	});
});

describe("what carriers send instead of nothing", () => {
	const Shape = z.object({ text, number, flag, list: list(z.object({ a: text })), part: part(z.object({ a: text })) });
	const nothing = { flag: false, list: [] };

	test.each([
		"{}",
		'{"text":null,"number":null,"flag":null,"list":null,"part":null}',
		'{"text":" ","number":"","flag":"","list":"","part":[]}',
	])("%s is nothing", (body) => {
		expect(json(body, Shape)).toEqual(nothing);
	});

	test("a single element is a list of one, and a number may be written as text", () => {
		const body = '{"text":7777777770,"number":"1.5","flag":"true","list":{"a":"b"},"part":{"a":1}}';
		expect(json(body, Shape)).toEqual({
			text: "7777777770",
			number: 1.5,
			flag: true,
			list: [{ a: "b" }],
			part: { a: "1" },
		});
	});
});

test("JSON inside a JSON string is read as if it stood there bare", () => {
	const Shape = z.object({ inner: jsonInside(z.object({ a: text })) });
	expect(json('{"inner":"{\\"a\\":\\"b\\"}"}', Shape)).toEqual({ inner: { a: "b" } });
	expect(json('{"inner":{"a":"b"}}', Shape)).toEqual({ inner: { a: "b" } });
	expect(() => json('{"inner":"{"}', Shape)).toThrow("not JSON inside a string");
});

test("a form's document is unwrapped, and a bare one is left as it is", () => {
	expect(unwrapForm("sign=X&param=%7B%22a%22%3A1%7D", "param")).toBe('{"a":1}');
	expect(unwrapForm('{"a":1}', "param")).toBe('{"a":1}');
	expect(unwrapForm("hello", "param")).toBe("hello");
});

test("what was parsed already is read by the same rules, and says where it does not fit", () => {
	const Shape = z.object({ a: text, b: list(z.object({ c: text })) });
	expect(shaped({ a: 1, b: { c: "d" } }, Shape)).toEqual({ a: "1", b: [{ c: "d" }] });
	expect(() => shaped({ b: ["c"] }, Shape)).toThrow(/^b\.0: /);
	expect(() => shaped(null, Shape)).toThrow(/^body: /);
});

test("a field without end is cut, so that no pattern is asked about a million letters", () => {
	expect(text.parse("x".repeat(1_000_000))).toHaveLength(4_000);
	expect(text.parse(`${" ".repeat(5_000)}x`)).toBe("x");
});
