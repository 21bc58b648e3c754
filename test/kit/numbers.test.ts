import { expect, test } from "vitest";
import {
	bareNumber,
	is1Z,
	isLetterAndTen,
	isLuhn,
	isPackageBarcode,
	isS10,
	isSscc,
	isWritten,
	mod7,
	mod10From3,
	mod37,
	normaliseNumber,
	weightedSum,
} from "../../adapters/kit/index.ts";

test.each([
	[" 1z 999 aa1 ", "1Z999AA1"],
	["demo-happy-7", "DEMO-HAPPY-7"],
	["1234\u00a05678", "12345678"],
	["urn:epc:id:sscc:4012345.1", "urn:epc:id:sscc:4012345.1"],
	["https://id.gs1.org/00/340123450000000018", "https://id.gs1.org/00/340123450000000018"],
])("%j is kept as %j", (written, kept) => {
	expect(normaliseNumber(written)).toBe(kept);
});

test("a number is compared without blanks and any kind of hyphen", () => {
	expect(bareNumber("demo-happy\u20137 \u20111")).toBe("DEMOHAPPY71");
});

test.each([
	["S10", isS10, "RB123456785GB", "RB123456786GB"],
	["S10 whose rest is 10", isS10, "EA000000005US", "EA000000000US"],
	["SSCC", isSscc, "340123450000000000", "340123450000000001"],
	["SSCC with its application identifier", isSscc, "00340123450000000000", "00340123450000000001"],
	["a waybill", isLetterAndTen, "K1000000018", "K1000000017"],
	["Luhn", isLuhn, "330000000019", "330000000018"],
	["a package's barcode", isPackageBarcode, "9400100000000000000006", "9400100000000000000007"],
	[
		"a package's barcode behind a ZIP",
		isPackageBarcode,
		"420100019400100000000000000006",
		"420100019400100000000000000007",
	],
	["twenty digits without their 91", isPackageBarcode, "71000000000000000017", "71000000000000000016"],
	["1Z", is1Z, "1Z5R89390357567127", "1Z5R89390357567128"],
] as const)("%s accepts its check digit and no other", (_, check, right, wrong) => {
	expect(check(right)).toBe(true);
	expect(check(wrong)).toBe(false);
});

test("every single digit of a checked number matters", () => {
	// A check digit of 0 or 5 stands for two remainders, so that S10 itself misses some changes.
	const right = "RA473124829GB";
	for (let index = 2; index < 11; index += 1) {
		const digit = (Number(right[index]) + 1) % 10;
		expect(isS10(right.slice(0, index) + digit + right.slice(index + 1)), `digit ${index}`).toBe(false);
	}
});

test("check digits by the carriers' own examples", () => {
	expect(mod7("1234567890123456789012345678901")).toBe(Number(1234567890123456789012345678901n % 7n));
	expect(mod10From3("940010000000000000000")).toBe(6);
	expect(weightedSum("79953127448", [3, 1, 7], 11, 10)).toBe(3);
	// The Global Release Identifier's own example.
	expect(mod37("A12425GABC1234002")).toBe("M");
	expect(mod37("008182709980000020033350276")).toBe("C");
});

test.each([
	"BIKE1207",
	"#1001",
	"2026/11/000345",
	"1ZWAY001030000$333",
	"A_12.b (3) +4",
	"快递 123",
	"Ä-7",
	"urn:epc:id:sscc:4043416.3109401234",
	"https://id.gs1.org/00/340434161094012345?a=1&b=2",
])("%j can stand on a label", (number) => {
	expect(isWritten(number)).toBe(true);
});

test.each([
	"<script>alert(1)</script>",
	'=HYPERLINK("https://evil.example","x")',
	"+49 341 5550123",
	"-7 days",
	"@cmd",
	" =1+1",
	"BIKE'1207",
	"A,B",
	"7{7*7}",
	"https://x.example/<b>",
	"urn:x:a b",
])("%j is no number that a label has", (number) => {
	expect(isWritten(number)).toBe(false);
});
