import type { FaqEntry } from "./brand.ts";
import type { PushWords } from "./notices/device.ts";
import type { NoticeKind } from "./notices/kinds.ts";
import type { PageScan, ParcelPage } from "./page.ts";
import type { ReviewStage } from "./review.ts";
import type { Code } from "./status.ts";

/** What a mail says, ready to be sent. */
export interface LetterText {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

/** What a mail of plain text says. */
export type PlainLetterText = Omit<LetterText, "html">;

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
	/** What was said so far that the buyer may see, oldest first; at least one. */
	readonly thread: readonly SaidInThread[];
	/** What a reply is known by, to be drawn into the letter; null where nobody reads replies. */
	readonly token: string | null;
}

export interface SaidInThread {
	readonly side: "buyer" | "staff";
	readonly text: string;
	/** How many pictures it came with; none where it is left out. */
	readonly pictures?: number;
	/** `…Z` */
	readonly saidAt: string;
}

/** A file that a letter carries, in a form that JSON can hold. */
export interface LetterAttachment {
	readonly filename: string;
	readonly contentType: string;
	readonly base64: string;
}

/** Whose address answers are mailed to beside the page: the order's, one that whoever asked typed, or nobody's. */
export type AnswersGo = "nowhere" | "order" | "typed";

/** What a letter to the shop is about. */
export type ShopNews =
	/** The buyer said what stands last in the thread. `leftOut`: names of what his mail had beside pictures that can be shown. */
	| { readonly kind: "asked"; readonly leftOut?: readonly string[] }
	/** Somebody else of the shop answered that. */
	| { readonly kind: "answered"; readonly by: string | null }
	/** Neither of the two: a courier, a warehouse, the buyer from another address. */
	| {
			readonly kind: "noted";
			readonly by: string | null;
			/** It came from the address of one of these, and nothing proves that he wrote it. */
			readonly claims: "buyer" | "staff" | null;
			readonly text: string;
	  }
	/** Who reads the letter wrote a reply, and the buyer has not got it. */
	| { readonly kind: "held"; readonly why: HeldBecause; readonly text: string }
	/** A mail came for this question that could not be read. */
	| { readonly kind: "unread"; readonly because: string }
	/** He has got its words, and not these files. */
	| { readonly kind: "files-left-out"; readonly names: readonly string[] }
	/** A mail to the buyer did not arrive: the shop's answer, or that the question came. */
	| { readonly kind: "undelivered"; readonly isAnswer: boolean; readonly because: string }
	/** Who reads the letter wrote a reply, and what was said of the question had been erased. */
	| { readonly kind: "erased"; readonly by: "buyer" | "shop"; readonly at: string }
	/** A mail came of which it is not known whether it belongs here: `answerUrl` is where it is placed, and no reply is read. */
	| { readonly kind: "unplaced"; readonly by: string | null; readonly text: string }
	/** The same of one that answers an e-mail about the parcel, of which nobody asked anything yet. `because`: as a sentence. */
	| { readonly kind: "stray"; readonly by: string | null; readonly because: string; readonly text: string };

/**
 * Why a reply was kept from the buyer. `no-words`: it has files alone; `unreadable`: it is in letters that nobody reads any
 * more; `too-long`: a part of it would be cut off; `nothing-left`: nothing in it could be told from the letter that it quotes;
 * `forwarded`: it passes on what somebody else wrote; `doubtful`: it may hold what somebody else wrote; `answered-already`:
 * somebody else answered first; `repeated`: its writer said just that last; `too-many`: more came in the last hour than people
 * write, or the thread is as long as any may be.
 */
export type HeldBecause =
	| "no-words"
	| "unreadable"
	| "too-long"
	| "nothing-left"
	| "forwarded"
	| "doubtful"
	| "answered-already"
	| "repeated"
	| "too-many";

/** To whoever answers at the shop. */
export interface LetterToShop extends QuestionLetter {
	readonly news: ShopNews;
	/** The parcel's own page, and where the question is answered. */
	readonly pageUrl: string;
	readonly answerUrl: string;
	/** He had shown that he knows the buyer's postcode or address of e-mail. */
	readonly isVerified: boolean;
	readonly answersGo: AnswersGo;
	/** What the shop answers of its own, and whether its things come back in this parcel: answers are suggested of it. */
	readonly faq: readonly FaqEntry[];
	readonly isReturn: boolean;
	/** Where its reader says by one press what he did, without logging in; none where there is nothing to do. */
	readonly actions: readonly { readonly action: StaffActionName; readonly href: string }[];
}

/** What people of a shop do about a question beside answering it, as the thread has it, for the shop alone. */
export const STAFF_ACTIONS = {
	resend: "Resend requested",
	refund: "Refund requested",
	claim: "Claim opened with the carrier",
} as const;
export type StaffActionName = keyof typeof STAFF_ACTIONS;

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

/** Of an endpoint to which no more news are posted. */
export interface EndpointLetter {
	readonly shop: string;
	/** As the shop calls it; null where it has no name. */
	readonly label: string | null;
	readonly url: string;
	readonly because: "failing" | "gone" | "secret-lost";
	/** `…Z`: of one that is failing, since when, where that is known. */
	readonly failingSince: string | null;
	/** The endpoint's page in the console. */
	readonly consoleUrl: string;
}

/** Of a link that logs in. */
export interface LoginLetter {
	readonly shop: string;
	/** Opens once. */
	readonly link: string;
	/** `…Z` */
	readonly endsAt: string;
}

/** What the staff of a shop are written of the service itself. */
export interface ShopLetters {
	/** Throws `TypeError` where the endpoint has neither a name nor an address. */
	endpointStopped(letter: EndpointLetter): PlainLetterText;
	login(letter: LoginLetter): PlainLetterText;
}

/** Of parcels that somebody watches. */
export interface NoticeLetter {
	readonly shop: string;
	/** BCP 47: what he reads. */
	readonly locale: string;
	/** An instant, `…Z`. */
	readonly now: string;
	/** Each of which there is news, the newest news first; at least one. */
	readonly parcels: readonly NoticedParcel[];
	/** A plain reply is a question of the parcel. */
	readonly takesReply: boolean;
	/** Where he ends it. */
	readonly stopUrl: string;
	/** Whether the mail has the parcels as schema.org has them, for programs that show them as a card. */
	readonly markup: boolean;
}

export interface NoticedParcel {
	/** As it stood when the letter was written. */
	readonly parcel: ParcelPage;
	readonly orderReference: string | null;
	readonly pageUrl: string;
	/** What is new, newest first; at least one. */
	readonly news: readonly NewsLine[];
}

/** One news of a parcel: the scan that tells of it; without one, its code alone. */
export interface NewsLine {
	readonly kind: NoticeKind;
	readonly code: Code;
	readonly scan: PageScan | null;
}

/** To an address that somebody typed, who may have been anybody. */
export interface ConfirmLetter {
	readonly shop: string;
	readonly locale: string;
	/** Its items and its number are in it alone: neither where it goes nor how it stands. */
	readonly parcel: Pick<ParcelPage, "items" | "trackingNumber">;
	readonly confirmUrl: string;
}

/** To whom replied that he wants no more. */
export interface EndedLetter extends Pick<ConfirmLetter, "shop" | "locale" | "parcel"> {
	/** `m•••@s•••.example`: whose mails ended. */
	readonly address: string;
	/** They ended of all parcels of an order. */
	readonly isOrder: boolean;
	/** The mails that ask how it was ended alone: news goes on. */
	readonly isOfAsks: boolean;
	/** Where he takes them up again, and ends news too. */
	readonly againUrl: string;
}

/** To whom replied what he thinks of a parcel: how it stands, and where he changes it, or asks a person. */
export interface ReviewedLetter extends Pick<ConfirmLetter, "shop" | "locale"> {
	/** As it stood when the letter was written. */
	readonly parcel: ParcelPage;
	readonly stage: ReviewStage;
	/** Null: he gave no stars. */
	readonly rating: number | null;
	readonly state: "waiting" | "shown";
	/** Until when it is changed, `…Z`. */
	readonly changedUntil: string;
	/** `…Z` */
	readonly now: string;
	readonly reviewUrl: string;
	readonly askUrl: string;
}

/** That asks how it was. */
export interface AskLetter {
	readonly shop: string;
	readonly locale: string;
	readonly stage: ReviewStage;
	/** At least one, the one that came last first. */
	readonly parcels: readonly AskedParcel[];
	/** A plain reply is a review. */
	readonly takesReply: boolean;
	/** Where he ends it. */
	readonly stopUrl: string;
}

export interface AskedParcel {
	readonly parcel: Pick<ParcelPage, "items" | "trackingNumber" | "carrier">;
	/** The form with so many stars chosen, 1 to 5: programs fetch the links of mails, and rate nothing by it. */
	starUrl(stars: number): string;
}

/** News for a device: of each parcel its own. */
export interface PushedNews {
	readonly locale: string;
	/** `…Z` */
	readonly now: string;
	readonly parcel: ParcelPage;
}

/** What those who watch a parcel are written. Texts of carriers and shops are hostile until they are escaped here. */
export interface NoticeLetters {
	news(letter: NoticeLetter): LetterText;
	confirm(letter: ConfirmLetter): LetterText;
	ended(letter: EndedLetter): LetterText;
	reviewed(letter: ReviewedLetter): LetterText;
	ask(letter: AskLetter): LetterText;
	push(news: PushedNews): PushWords;
}
