import { expect, test } from "vitest";
import { emailKey, plainSigns, postcodeKey } from "../../src/core/recipient.ts";

const key = (postcode: string, country: string | null = null) => postcodeKey({ postcode, country });

test.each([
	["DK", "8000", ["DK-8000", "dk 8000", "DK8000", " 8000 ", "DK–8000"]],
	["DE", "04109", ["D-04109", "DE-04109", "de04109", "D 04109", "04109"]],
	["FI", "00100", ["FIN-00100", "FI-00100", "00100"]],
	["SE", "123 45", ["SE-123 45", "12345", "S-123 45"]],
	["LV", "LV-1010", ["1010", "lv1010"]],
	["FO", "FO-100", ["100"]],
	["GB", "SW1A 1AA", ["sw1a1aa", "SW1A-1AA"]],
	["IE", "D02 X285", ["d02x285"]],
	["NL", "1012 AB", ["1012ab", "NL-1012 AB"]],
	["MT", "VLT 1117", ["vlt1117"]],
	["JP", "100-0001", ["1000001", "〒100-0001", "１００－０００１", "１０００００１"]],
	["US", "94107-1234", ["94107", "941071234"]],
	["PT", "1000-205", ["1000205"]],
	["BR", "01310-100", ["01310100"]],
	["PL", "00-950", ["00950"]],
	["SA", "11564", ["١١٥٦٤"]],
	["IN", "110001", ["११०००१", "110 001"]],
	["KY", "KY1-1102", ["ky1 1102"]],
	["AD", "AD500", ["500", "ad-500"]],
] as const)("of %s, %s is the same however it is written", (country, postcode, others) => {
	expect(key(postcode, country)).not.toBe("");
	for (const other of others) expect(key(other, country), other).toBe(key(postcode, country));
});

test("the letters of the country are known without the country where a hyphen or a blank stands behind them", () => {
	expect([key("DK-8000"), key("D 04109"), key("SW1A 1AA")]).toEqual(["8000", "04109", "SW1A1AA"]);
});

test("other postcodes are others", () => {
	const keys = ["8000", "8001", "80000", "04109", "4109", "1012 AB", "1012 AC", "VLT 1117", "SLM 1117"].map((code) =>
		key(code),
	);
	expect(new Set(keys).size).toBe(keys.length);
	expect(key("100-0001", "JP")).not.toBe(key("1000", "JP"));
	expect(key("01310-100", "BR")).not.toBe(key("01310", "BR"));
});

test.each(["", " ", "-", "0", "0000", "000-0000", "０００", "12", "n/a", "lin@example.com"])(
	"what can be nobody's postcode is none: %j",
	(postcode) => {
		expect(key(postcode, "HK")).toBe("");
	},
);

test("an address is the same in capitals, and another one is another", () => {
	expect(emailKey(" Lin.Chen+Shop@Example.COM ")).toBe("lin.chen+shop@example.com");
	expect(emailKey("lin@example.com")).not.toBe(emailKey("lin+shop@example.com"));
	expect(["", "lin", "lin@", "@example.com", "a b@example.com", "a@b@c", "04109"].map(emailKey)).toEqual(
		Array(7).fill(""),
	);
});

test("figures of every script are figures", () => {
	expect(plainSigns("٠١٢٣٤٥٦٧٨٩ ۰۹ ०९ ০৯ ๐๙ ０９ 𝟎𝟗 09")).toBe("0123456789 09 09 09 09 09 09 09");
	expect(plainSigns("RB–123 ４５６ DE")).toBe("RB-123 456 DE");
});
