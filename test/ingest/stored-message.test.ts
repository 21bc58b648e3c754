import { expect, test } from "vitest";
import { contentTypeOf, readBytes, textOf } from "../../src/ingest/stored-message.ts";
import { testPlaces } from "../helpers/places.ts";

test.each([
	["application/json; charset=GBK", "cbb3b7e1", "顺丰"],
	['text/xml; charset="Shift_JIS"', "93fa967b", "日本"],
	["application/json;charset=iso-8859-1", "4de46e", "Män"],
	["application/json; Charset=UTF-16LE", "4d00e4006e00", "Män"],
	["application/json; charset=utf-8", "e9a1bae4b8b0", "顺丰"],
	["application/json", "e9a1bae4b8b0", "顺丰"],
	["application/json; charset=no-such-set", "e9a1bae4b8b0", "顺丰"],
	[null, "e9a1bae4b8b0", "顺丰"],
	["application/json", "efbbbf7b7d", "{}"],
	["application/json", "61ff62", "a\uFFFDb"],
])("%s %s reads %s", (contentType, bytes, text) => {
	expect(textOf(Buffer.from(bytes, "hex"), contentType)).toBe(text);
});

test.each([
	["UNB+UNOC:3+A'M\xe4n", "UNB+UNOC:3+A'Män"],
	["UNA:+.? '\r\nUNB+UNOE:3+A'\xbf", "UNA:+.? '\r\nUNB+UNOE:3+A'П"],
	["UNB+UNOC:3+A'M\xc3\xa4n", "UNB+UNOC:3+A'Män"],
	["ISA*00*          *M\xe4n", "ISA*00*          *Män"],
	['<?xml version="1.0" encoding="ISO-8859-1"?><a>M\xe4n</a>', '<?xml version="1.0" encoding="ISO-8859-1"?><a>Män</a>'],
	[
		'<?xml version="1.0" encoding="ISO-8859-1"?><a>M\xc3\xa4n</a>',
		'<?xml version="1.0" encoding="ISO-8859-1"?><a>Män</a>',
	],
	['{"a":"M\xe4n"}', '{"a":"M\uFFFDn"}'],
])("%j names its character set itself, where no header does", (bytes, text) => {
	expect(textOf(Buffer.from(bytes, "latin1"), "text/plain")).toBe(text);
});

test.each([
	["application/x-www-form-urlencoded; charset=UTF-8", "form"],
	["application/problem+xml", "xml"],
	["text/csv", "csv"],
	["text/plain", "text"],
	["text/html", "json"],
	[null, "json"],
])("%s is %s to the kit", (header, expected) => {
	expect(contentTypeOf(header)).toBe(expected);
});

test("a stored poll is read again with its number and its status", () => {
	const receivedAt = new Date("2026-11-22T10:00:00Z");
	const poll = { carrier: "dhl", channel: "poll", contentType: null, body: new Uint8Array(), receivedAt } as const;
	const unknown = readBytes({ ...poll, asked: ["00340000000000000001"], replyStatus: 404 }, testPlaces());
	expect(unknown).toMatchObject({
		outcome: "not-found",
		refusals: [{ trackingNumber: "00340000000000000001", outcome: "not-found" }],
	});
	expect(readBytes({ ...poll, asked: [], replyStatus: 503 }, testPlaces()).outcome).toBe("error");
});
