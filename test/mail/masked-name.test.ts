import fc from "fast-check";
import { expect, test } from "vitest";
import { maskedName } from "../../src/mail/masked-name.ts";

test.each([
	["Mia Becker", "Mia B. via Shop"],
	["  Mia  van der Berg ", "Mia B. via Shop"],
	["Mia", "Mia via Shop"],
	["Anna-Lena Öztürk", "Anna-Lena Ö. via Shop"],
	["Becker, Mia", "Mia B. via Shop"],
	["Becker, Mia (Lantern)", "Mia B. via Shop"],
	["Mia Becker, Lantern", "Mia B. via Shop"],
	['"Mia Becker" 😀', "Mia B. via Shop"],
	["li.hua", "li H. via Shop"],
	["mia_becker1984", "mia via Shop"],
	["mbecker84", "M. via Shop"],
	["李华", "李* via Shop"],
	["王小明", "王* via Shop"],
	["欧阳娜娜", "欧阳* via Shop"],
	["李 华", "李* via Shop"],
	["山田花子", "山田* via Shop"],
	["山田 花子", "山田* via Shop"],
	["やまだはなこ", "やま* via Shop"],
	["김민준", "김* via Shop"],
	["김 민준", "김* via Shop"],
	["ミア・ベッカー", "ミア ベ. via Shop"],
	["Мария Иванова", "Мария И. via Shop"],
	["מיה בקר", "מיה ב. via Shop"],
	["123456789", "Shop"],
	["13800138000 李华", "李* via Shop"],
	["mia@buyer.example", "Shop"],
	["Mia <mia@buyer.example>", "Shop"],
	["😀", "Shop"],
	["", "Shop"],
])("%s is told as %s", (name, shown) => {
	expect(maskedName(name, "Shop")).toBe(shown);
});

test("never more than a name and an initial is told, and no address", () => {
	const said = fc.string({ unit: fc.constantFrom(..."aB李김ü .,_@<>()0123\n\u202e😀"), maxLength: 30 });
	fc.assert(
		fc.property(said, (name) => {
			const shown = maskedName(name, "Shop");
			expect(shown).toMatch(/^(?:[^\s@\p{Cc}\u202e]+(?: \p{L}\p{M}*\.)? via )?Shop$/u);
			expect(shown).not.toMatch(/\d{4}/);
		}),
		{ numRuns: 1000, seed: 9 },
	);
});
