/** As printed and kept: capitals, no blanks. An identifier that is a URI stays as written. */
export function normaliseNumber(written: string): string {
	const trimmed = written.trim();
	if (/^(?:https?:\/\/|urn:)/i.test(trimmed)) return trimmed;
	return trimmed.replace(/\s+/g, "").toUpperCase();
}

/**
 * Whether a text can stand on a label as a number: without the signs of markup and of programs, and with no sign before
 * it but #, so that no table takes it for a formula. An identifier that is a URI may have those of addresses.
 */
export function isWritten(number: string): boolean {
	const text = number.trim();
	if (/^(?:https?:\/\/|urn:)/i.test(text)) return !/[\s"'<>\\^`{|}]/.test(text);
	return /^[^$%()*+./:_-]/.test(text) && !/[!"&',;<=>?@[\\\]^`{|}~]/.test(text);
}

export const NOT_WRITTEN =
	"No label has such a number: letters, digits, blanks and the signs - / . _ : # + * $ % ( ) are wanted, and first a letter, a digit or #.";

/** As compared and tested against a carrier's pattern: capitals, neither blanks nor hyphens. */
export function bareNumber(written: string): string {
	return written.replace(/[\s\u2010-\u2015-]+/g, "").toUpperCase();
}

/** A digit as itself; a letter as UPS counts it: A is 2, H is 9, I is 0. */
function worthOf(character: string): number {
	return /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10;
}

/**
 * The check digit that brings the weighted sum to a multiple of ten. `odd` weighs the first, third and so on
 * from the left, `even` the second, fourth and so on.
 */
export function mod10(serial: string, odd: number, even: number): number {
	const sum = [...serial].reduce((total, digit, index) => total + worthOf(digit) * (index % 2 === 0 ? odd : even), 0);
	return (10 - (sum % 10)) % 10;
}

/** Mod 10 with weights 3 and 1 from the right: USPS, SSCC, GTIN. */
export function mod10From3(serial: string): number {
	return serial.length % 2 === 1 ? mod10(serial, 3, 1) : mod10(serial, 1, 3);
}

/** The rest of a division by seven, digit by digit so that no length is too long. */
export function mod7(serial: string): number {
	return [...serial].reduce((rest, digit) => (rest * 10 + Number(digit)) % 7, 0);
}

/** Luhn, as on cards: every second digit from the right counts twice, and by its own digits where that is more than nine. */
export function isLuhn(digits: string): boolean {
	const worths = [...digits].toReversed().map((digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 2));
	return worths.reduce((sum, worth) => sum + (worth > 9 ? worth - 9 : worth), 0) % 10 === 0;
}

/** ISO 7064, modulo 37 and 36: the check character behind digits and capitals. All carriers of Geopost use it. */
export function mod37(serial: string): string {
	const product = [...serial].reduce(
		(rest, character) => (((rest + Number.parseInt(character, 36)) % 36 || 36) * 2) % 37,
		36,
	);
	return ((37 - product) % 36).toString(36).toUpperCase();
}

/** The weighted sum modulo `first`, then modulo `second`: FedEx Express is weights 3, 1, 7, then 11, then 10. */
export function weightedSum(serial: string, weights: readonly number[], first: number, second: number): number {
	const sum = [...serial].reduce(
		(total, digit, index) => total + Number(digit) * (weights[index % weights.length] ?? 0),
		0,
	);
	return (sum % first) % second;
}

/** Universal Postal Union S10: two letters, eight digits, check digit, country. */
export function isS10(trackingNumber: string): boolean {
	const part = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(trackingNumber);
	if (!part?.[1]) return false;
	const rest = 11 - (s10Sum(part[1]) % 11);
	return Number(part[2]) === (rest === 10 ? 0 : rest === 11 ? 5 : rest);
}

function s10Sum(serial: string): number {
	const weights = [8, 6, 4, 2, 3, 5, 9, 7];
	return weights.reduce((total, weight, index) => total + weight * Number(serial[index]), 0);
}

/** GS1 serial shipping container code: 18 digits, with or without the application identifier 00. */
export function isSscc(trackingNumber: string): boolean {
	const digits = /^(?:00)?(\d{18})$/.exec(trackingNumber)?.[1];
	return digits !== undefined && mod10From3(digits.slice(0, -1)) === Number(digits.at(-1));
}

/**
 * The barcode of packages of the United States' post, 20 to 26 digits. A routing prefix of 420 and the ZIP is left out, and
 * the service code 91 counts where the twenty digits of an older label leave it out.
 */
export function isPackageBarcode(number: string): boolean {
	return [
		number,
		number.replace(/^420\d{5}/, ""),
		number.replace(/^420\d{9}/, ""),
		number.replace(/^(?=\d{20}$)/, "91"),
	]
		.filter(({ length }) => length >= 20 && length <= 26)
		.some((serial) => mod10From3(serial.slice(0, -1)) === Number(serial.at(-1)));
}

/** A letter, nine digits and their check digit, weights 1 and 2: waybills of UPS, and Amazon's across borders. */
export function isLetterAndTen(trackingNumber: string): boolean {
	const part = /^[A-Z](\d{9})(\d)$/.exec(trackingNumber);
	return part?.[1] !== undefined && mod10(part[1], 1, 2) === Number(part[2]);
}

/** UPS 1Z: mod 10 over the fifteen characters after the 1Z, weights 1 and 2. */
export function is1Z(trackingNumber: string): boolean {
	const part = /^1Z([0-9A-Z]{15})(\d)$/.exec(trackingNumber);
	return part?.[1] !== undefined && mod10(part[1], 1, 2) === Number(part[2]);
}
