/** The forms of a counted word, as Unicode's plural rules name them; `#` stands for the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** "1 stop before you", "3 stops before you": the form that a language wants for a number, with the number in its digits. */
export function pluralsOf(locale: string): (count: number, forms: PluralForms) => string {
	const rules = new Intl.PluralRules(locale);
	const digits = new Intl.NumberFormat(locale);
	return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll("#", digits.format(count));
}
