import type { Carrier, Need, NeedRule } from "./carrier.ts";

/** What each need looks like, and how to say so. */
export const NEED_FORMS: Readonly<Record<Need, { readonly pattern: RegExp; readonly words: string }>> = {
	phoneLast4: { pattern: /^\d{4}$/, words: "the last four digits of a phone number" },
	postcode: { pattern: /^(?=.*\d)[0-9A-Z][0-9A-Z -]{1,10}$/i, words: "a postcode" },
	shipDate: { pattern: /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, words: "a day as 2026-11-22" },
	courier: { pattern: /^[\w.-]{1,60}$/, words: "the aggregator's own code of the courier" },
};

/** What is wrong with what a seller told, in a sentence; null where it will do. */
export function wrongNeed(need: Need, told: string, { pattern }: NeedRule): string | null {
	const form = NEED_FORMS[need];
	return (pattern ?? form.pattern).test(told) ? null : `This is not ${form.words}.`;
}

/** Of aggregators: the courier of one waybill, where the number does not tell it or the connection's is another. */
export function courierNeed(example: string, rest: Partial<NeedRule> = {}): NeedRule {
	return { why: `Who carries the parcel, by the aggregator's own code, such as ${example}.`, required: false, ...rest };
}

/**
 * A refusal is about what one number wants beside itself, and says nothing of the account: couriers and aggregators
 * refuse a wrong phone number in the same way as a wrong key, and only their words tell.
 */
export function isAboutNeeds({ needs }: Pick<Carrier, "needs">, detail: string): boolean {
	return needs !== undefined && /验证码|手机|电话|尾号|\bphone\b|\bpost(?:al )?code\b|\bzip\b/i.test(detail);
}
