import type { MailLine } from "./mail-line.ts";
import { isRule, labelWord } from "./quote-forms.ts";

/**
 * Whether lines that nothing tells from the writer's may hold the mail of another, by forms that need no language: three lines or
 * more with a word and a colon, one of them with an address, as heads have; words below a line that is drawn across the mail, as
 * Outlook draws one above what it quotes.
 */
export function mayHoldAnothers(lines: readonly MailLine[]): boolean {
	let labelled = 0;
	let isAddressed = false;
	let isBelowRule = false;
	for (const { text } of lines) {
		// Some programs make a paragraph of each line of a head.
		if (text === "") continue;
		if (isRule(text)) {
			isBelowRule ||= UNDERSCORES.test(text);
			continue;
		}
		if (isBelowRule) return true;
		const label = labelWord(text);
		labelled = label === null ? 0 : labelled + 1;
		isAddressed = label !== null && (isAddressed || (text.includes("@") && !OWN_ADDRESS.test(label)));
		if (labelled >= FEWEST_LABELS && isAddressed) return true;
	}
	return false;
}

const UNDERSCORES = /^_{4,}$/;
const FEWEST_LABELS = 3;
/** What stands in a signature, and in no head. */
const OWN_ADDRESS = /^(?:e[ -]?)?(?:mail|web|internet|correo|courriel|почта|邮箱|電子郵件|メール|이메일)(?!\p{L})/iu;
