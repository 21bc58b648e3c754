export const EVIDENCE = ["pattern", "check-digit", "s10-country", "prefix", "history"] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** What is known of the numbers that a carrier gives out. */
export interface NumberForms {
	readonly carrier: string;
	/** Tested on the number in capitals without blanks or hyphens. */
	readonly pattern: RegExp;
	/** Of a number that fits the pattern; null where numbers of its form have no check digit. */
	readonly checkDigit?: ((number: string) => boolean | null) | undefined;
	/** Numbers that fit and are mostly another's. */
	readonly seldom?: RegExp | undefined;
}

export interface Candidate {
	readonly carrier: string;
	/**
	 * 0.01 to 0.99, for a form is never all there is to know: the share of this carrier when all that fit, and one unknown
	 * courier beside them, gave out equally many numbers, each form's spread evenly over all that it allows.
	 */
	readonly score: number;
	readonly evidence: readonly Evidence[];
}

/** How many of a seller's numbers of this shape were each carrier's. */
export type History = ReadonlyMap<string, number>;

/**
 * Whose number it may be, best first. `bare` is in capitals without blanks or hyphens. A number whose check digit is wrong
 * for a form is none of that form; history lifts a candidate and makes none.
 */
export function detect(
	bare: string,
	forms: readonly NumberForms[],
	history: History = new Map(),
): readonly Candidate[] {
	const fitting = forms.flatMap((form) => {
		if (!form.pattern.test(bare)) return [];
		const isRight = form.checkDigit?.(bare) ?? null;
		return isRight === false ? [] : [weigh(bare, form, isRight === true, history.get(form.carrier) ?? 0)];
	});
	const all = fitting.reduce((sum, { bits }) => sum + 2 ** bits, 2 ** UNKNOWN_BITS);
	return fitting
		.sort((a, b) => b.bits - a.bits || (a.carrier < b.carrier ? -1 : 1))
		.map(({ carrier, bits, evidence }) => ({
			carrier,
			score: Math.min(Math.max(Math.round((2 ** bits / all) * 100) / 100, 0.01), 0.99),
			evidence,
		}));
}

/**
 * The one candidate that passes; null where none or several do. Those with a check digit that holds or a prefix of their
 * own pass before those with a bare pattern, and those whose number it mostly is before those that it seldom is. It has to
 * be likelier than all others together, any courier that nobody here knows among them: any ten digits fit somebody. What
 * the seller had before decides nothing.
 */
export function onlyCandidate(
	bare: string,
	candidates: readonly Candidate[],
	forms: readonly NumberForms[],
): Candidate | null {
	const isSeldom = new Set(forms.flatMap(({ carrier, seldom }) => (seldom?.test(bare) ? carrier : [])));
	const proven = orAll(candidates, isProven);
	const [only = null, ...others] = orAll(proven, ({ carrier }) => !isSeldom.has(carrier));
	if (only === null || others.length > 0 || only.score < 0.5) return null;
	// Another's number with a slip in it is likelier than one of a form that any digits fit.
	return isProven(only) || misspelt(bare, forms).length === 0 ? only : null;
}

function isProven({ evidence }: Candidate): boolean {
	return evidence.includes("check-digit") || evidence.includes("prefix");
}

/** The carriers whose form a number has but for its check digit: somebody may have mistyped it. */
export function misspelt(bare: string, forms: readonly NumberForms[]): readonly string[] {
	return forms.flatMap(({ carrier, pattern, checkDigit }) =>
		pattern.test(bare) && checkDigit?.(bare) === false ? [carrier] : [],
	);
}

/** Letters and digits by their kind, `AA000000000AA`: what numbers of one form have in common. */
export function shapeOf(bare: string): string {
	return bare.replace(/[0-9]/g, "0").replace(/[A-Z]/g, "A");
}

function orAll<T>(items: readonly T[], isMeant: (item: T) => boolean): readonly T[] {
	const meant = items.filter(isMeant);
	return meant.length > 0 ? meant : items;
}

/** For the couriers that nobody here knows: a bare pattern alone is no more likely than they are. */
const UNKNOWN_BITS = 2;
/** One number in ten has the right digit by chance; and whose digits are published is better known than others. */
const CHECK_BITS = 4;
const SELDOM_BITS = 4;
/** However narrow, digits alone are less of a sign than a check digit that holds. */
const DIGITS_BITS = 3.5;
const MOST_HISTORY_BITS = 5;
/** At a place where the form takes letters as well as digits. */
const LOOSE_BITS = 0.2;
/** Two letters, a letter and a digit, or two digits: what a number begins with and no other form does by chance. */
const PREFIX_BITS = 6.5;

function weigh(bare: string, form: NumberForms, isChecked: boolean, earlier: number) {
	const fixed = [...bare].map((_, index) => fixedBits(bare, index, form.pattern));
	const isSeldom = form.seldom?.test(bare) ?? false;
	const open = fixed.findIndex((bits) => bits < 1.5);
	const prefixBits = fixed.slice(0, open === -1 ? fixed.length : open).reduce((sum, bits) => sum + bits, 0);
	const evidence: Evidence[] = ["pattern"];
	if (isChecked) evidence.push("check-digit");
	if (isChecked && !isSeldom && namesItsCountry(bare, form)) evidence.push("s10-country");
	if (prefixBits >= PREFIX_BITS && !isSeldom) evidence.push("prefix");
	if (earlier > 0) evidence.push("history");
	const allBits = fixed.reduce((sum, one) => sum + one, 0);
	const formBits = isChecked || /[A-Z]/.test(bare) ? allBits : Math.min(allBits, DIGITS_BITS);
	const bits =
		// However narrow its form, a number that is mostly another's is no more likely than a bare pattern.
		(isSeldom ? Math.min(formBits, SELDOM_BITS) - SELDOM_BITS : formBits) +
		(isChecked ? CHECK_BITS : 0) +
		Math.min(Math.log2(1 + earlier), MOST_HISTORY_BITS);
	return { carrier: form.carrier, bits, evidence };
}

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** How much a form says about one character: none where any of its kind may stand, and less where other kinds may too. */
function fixedBits(bare: string, index: number, pattern: RegExp): number {
	const character = bare[index] ?? "";
	const isDigit = DIGITS.includes(character);
	const kind = isDigit ? DIGITS : LETTERS;
	if (!kind.includes(character)) return 0;
	const fits = (other: string) => pattern.test(bare.slice(0, index) + other + bare.slice(index + 1));
	const taken = [...kind].filter(fits).length;
	const isLoose = [...(isDigit ? "BKWZ" : "0358")].some(fits);
	return Math.log2(kind.length / Math.max(taken, 1)) - (isLoose ? LOOSE_BITS : 0);
}

/** The two letters at the end of a number of the Universal Postal Union are of the post that gave it out. */
function namesItsCountry(bare: string, { pattern }: NumberForms): boolean {
	return /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(bare) && !pattern.test(`${bare.slice(0, -2)}ZZ`);
}
