import type { ParcelPage } from "./page.ts";

/** What a mail says, ready to be sent. */
export interface LetterText {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

/** Of which question a letter is. */
export interface QuestionLetter {
	readonly shop: string;
	/** As it stood when the letter was written. */
	readonly parcel: ParcelPage;
	/** The shop's number of the order; null for a parcel without one. */
	readonly orderReference: string | null;
	/** BCP 47: what the buyer reads. */
	readonly locale: string;
	/** An instant, `…Z`. */
	readonly now: string;
	/** What was said so far that its reader may see, oldest first; at least one. */
	readonly thread: readonly SaidInThread[];
}

export interface SaidInThread {
	readonly side: "buyer" | "staff";
	readonly text: string;
	/** `…Z` */
	readonly saidAt: string;
}

/** Whose address answers are mailed to beside the page: the order's, one that whoever asked typed, or nobody's. */
export type AnswersGo = "nowhere" | "order" | "typed";

/** To whoever answers at the shop. */
export interface LetterToShop extends QuestionLetter {
	/** The parcel's own page, and where the question is answered. */
	readonly pageUrl: string;
	readonly answerUrl: string;
	/** He had shown that he knows the buyer's postcode or address of e-mail. */
	readonly isVerified: boolean;
	readonly answersGo: AnswersGo;
}

/** To the buyer. */
export interface LetterToBuyer extends QuestionLetter {
	/** Where the thread stands, and he may write again. */
	readonly threadUrl: string;
	/** In how many seconds three of four questions are answered; null where too few were to say. */
	readonly usualSeconds: number | null;
	/** It goes to an address that somebody typed, who may have been anybody. */
	readonly isTyped: boolean;
}

/** What those who ask and those who answer are written. Texts of theirs are hostile until they are escaped here. */
export interface QuestionLetters {
	toShop(letter: LetterToShop): LetterText;
	/** That the question came. Without its words: whoever typed the address may be anybody. */
	received(letter: LetterToBuyer): LetterText;
	/** What the shop said last. */
	answer(letter: LetterToBuyer): LetterText;
}
