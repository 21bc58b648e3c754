import type { HeldBecause } from "../core/letters.ts";
import type { AuthoredText } from "./authored-text.ts";
import type { ThreadVerdict } from "./find-thread.ts";
import type { Mail } from "./mail.ts";
import { MAIL_RULES, type MailKindFinding } from "./mail-kind.ts";

/**
 * What becomes of a mail that belongs to a thread.
 *
 * `say`: into the thread, and on to the other side. `note`: for the shop alone; `tells` says whether anybody there is written to.
 * `hold`: what staff wrote is kept from the buyer, and its writer is told why. `set-aside`: kept, and nobody's words.
 */
export type Judgement =
	| { readonly act: "say"; readonly as: "buyer" | "staff"; readonly text: string }
	| { readonly act: "note"; readonly text: string; readonly tells: boolean; readonly because: string }
	| { readonly act: "hold"; readonly text: string; readonly why: HeldBecause }
	| { readonly act: "set-aside"; readonly because: string };

export interface JudgedMail {
	readonly mail: Pick<Mail, "attachments" | "problems">;
	/** How many of its files, or of what stands among its words, are pictures that the other side can be shown. */
	readonly pictures?: number;
	readonly verdict: Extract<ThreadVerdict, { kind: "found" }>;
	readonly finding: MailKindFinding;
	readonly authored: AuthoredText;
	/** What stands in the thread already. */
	readonly thread: {
		/** All that the buyer may read. */
		readonly shared: readonly string[];
		/** What this very writer said last, where nobody said anything after it. */
		readonly lastOwn: string | null;
		/** More came of late from staff, or from others than the two sides, than people write, or than a thread holds. */
		readonly isCrowded: { readonly staff: boolean; readonly third: boolean };
		/** A program's words are worth one more note. */
		readonly takesMachine: boolean;
		/** Somebody else of the shop answered after the letter was written that this one answers. */
		readonly isAnsweredByOther: boolean;
	};
}

/** By who wrote it, and never further than is certain: what a machine, a stranger or a doubt is behind stays with the shop. */
export function judgeMail({ mail, pictures = 0, verdict, finding, authored, thread }: JudgedMail): Judgement {
	const { role } = verdict;
	const rules = MAIL_RULES[finding.kind];
	const files = mail.attachments.filter(({ inline }) => !inline);
	const text = authored.text.slice(0, MOST_CHARACTERS);
	if (rules.words === "none") return { act: "set-aside", because: finding.because };
	const isGarbled = text === "" && mail.problems.some(({ kind }) => kind === "charset-refused");
	if (text === "" && files.length === 0 && pictures === 0 && !isGarbled)
		return { act: "set-aside", because: "It has no words." };
	const note = (tells: boolean, because: string) => ({ act: "note", text, tells, because }) as const;
	const machines: Judgement = thread.takesMachine
		? note(false, finding.because)
		: { act: "set-aside", because: "Programs have written often enough in this thread." };
	if (rules.words === "note" || (finding.suspect !== null && role === "staff")) return machines;
	const isRepeated = text.length >= FEWEST_REPEATED && thread.lastOwn === text;
	const isNote = role === "third" || isGarbled || finding.suspect !== null || isRepeated;
	if (isNote && role !== "staff" && thread.isCrowded.third) {
		return { act: "set-aside", because: "More mails came from others than people write." };
	}
	if (finding.suspect !== null) return note(true, finding.because);
	if (role === "third") return note(true, "Neither the buyer nor anybody known of the shop wrote it.");
	if (role === "buyer" && isGarbled) return note(true, "It is in an encoding that is not read.");
	if (role === "buyer" && isRepeated) return note(true, "The buyer wrote just that before, and nobody answered since.");
	if (role === "buyer") return { act: "say", as: "buyer", text };
	const held = (why: HeldBecause) => ({ act: "hold", text, why }) as const;
	// Two desks that answer each other by themselves, and mark nothing, end here.
	if (thread.isCrowded.staff) return held("too-many");
	if (isRepeated) return held("repeated");
	if (isGarbled) return held("unreadable");
	const isCut = authored.text.length > MOST_CHARACTERS || mail.problems.some(({ kind }) => kind === "text-cut");
	if (isCut) return held("too-long");
	const isWordless = text === "" || authored.extent === "nothing-left";
	// Pictures are an answer without words too.
	if (isWordless && pictures > 0) return { act: "say", as: "staff", text: "" };
	if (text === "") return held("no-words");
	if (authored.extent === "nothing-left") return held("nothing-left");
	if (authored.parts.some(({ kind }) => kind === "forwarded")) return held("forwarded");
	if (authored.isDoubtful) return held("doubtful");
	if (thread.isAnsweredByOther) return held("answered-already");
	const shown = passedOn(authored, thread.shared);
	if (shown === "") return held("nothing-left");
	return { act: "say", as: "staff", text: shown.slice(0, MOST_CHARACTERS) };
}

/** Who thanks twice writes the same twice. */
const FEWEST_REPEATED = 60;
/** Longer than anybody reads; the mail itself is kept. */
export const MOST_CHARACTERS = 20_000;

/** What may be drawn anew, and so shown to the other side. */
export function isPicture(type: string | null): boolean {
	return type !== null && /^image\/(?:jpeg|png|webp|gif|heic|avif)$/.test(type);
}

/** What staff wrote, and of the lines that they answer those that the buyer has read: letters to the shop have more in them. */
function passedOn({ aboveOurs, parts }: AuthoredText, shared: readonly string[]): string {
	const known = shared.map(bareWords);
	const isKnown = (line: string) => line.trim() === "" || known.some((text) => text.includes(bareWords(line)));
	return (aboveOurs ?? parts)
		.flatMap(({ kind, text }) => {
			if (kind === "written") return [text];
			const lines = text.split("\n").filter(isKnown);
			return lines.some((line) => line.trim() !== "") ? [lines.map((line) => `> ${line}`.trimEnd()).join("\n")] : [];
		})
		.join("\n\n")
		.trim();
}

function bareWords(text: string): string {
	return text
		.normalize("NFKC")
		.replaceAll(/[\s>|]+/g, " ")
		.trim();
}
