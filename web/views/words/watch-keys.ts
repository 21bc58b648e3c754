import type { NoticeKind } from "../../../src/core/notices/kinds.ts";
import type { ReviewStage } from "../../../src/core/review.ts";

/** What is said where somebody asks to be written of a parcel, and in the mails that he gets then. */
export interface WatchWords {
	/** The title of the form, and a link to it on the parcel's page. */
	readonly title: string;
	/** Below it: of one parcel, and of all parcels of an order. */
	readonly lead: string;
	readonly leadOrder: string;
	/** Before the list of `kinds`. */
	readonly when: string;
	/** What mails are sent of, as items of a list; without a full stop. */
	readonly kinds: Readonly<Record<NoticeKind, string>>;
	/** A button: `address` as in "m•••@s•••.example", which is that of the order. */
	readonly toOrder: (address: string) => string;
	/** Before the field for another address. */
	readonly orOther: string;
	readonly email: string;
	readonly emailHint: string;
	/** The button under that field. */
	readonly send: string;
	/** After either button, as titles of the page. */
	readonly done: string;
	readonly checkMail: string;
	/** Below `done`: to which address. */
	readonly doneText: (address: string) => string;
	/** Below `checkMail`: `address` as it was typed. */
	readonly checkMailText: (address: string) => string;
	/** Instead of the form: nothing more is to come of this parcel. */
	readonly over: string;
	/** Instead of the form: the shop sends no such mails. */
	readonly off: string;
	readonly tooMany: string;
	/** Below the fields: the same as notifications of the reader's browser, in which the words say who hands them on. */
	readonly device: {
		readonly title: string;
		readonly text: string;
		/** Two buttons, of which one is there. */
		readonly start: string;
		readonly stop: string;
		/** What came of them: they are on; the browser refuses them; anything else. */
		readonly watching: string;
		readonly denied: string;
		readonly failed: string;
	};
	/** The page that the link of a mail opens. */
	readonly confirm: { readonly title: string; readonly text: (address: string) => string; readonly button: string };
	readonly stop: {
		readonly title: string;
		/** Of one parcel, and of all parcels of an order; `address` as in `toOrder`. */
		readonly text: (address: string) => string;
		readonly textOrder: (address: string) => string;
		readonly button: string;
		/** A second button: nothing more of this shop at all. */
		readonly buttonShop: (shop: string) => string;
		readonly stopped: string;
		/** Of one parcel, of all parcels of an order, and of the whole shop. */
		readonly stoppedText: (address: string) => string;
		readonly stoppedTextOrder: (address: string) => string;
		readonly stoppedTextShop: (address: string) => string;
		/** Instead of any of these: the address is gone. */
		readonly unreadable: string;
		/** A button, once it was stopped. */
		readonly again: string;
	};
	readonly letter: {
		/** `what`: the headline of the parcel's page, `parcel` as in "Running shoes + 1 more". */
		readonly subject: (what: string, parcel: string) => string;
		/** Before what is new, as the title of a list. */
		readonly news: string;
		/** In that list, where no scan tells of it: the parcel comes later than the last mail said. */
		readonly laterThanTold: string;
		/** Before the address of the parcel's page. */
		readonly see: string;
		/** Where replies are read: a plain one is a question of the parcel. */
		readonly reply: (shop: string) => string;
		/** Before the address at which the mails are ended. */
		readonly end: string;
		/** Why this mail came. */
		readonly why: (shop: string) => string;
		readonly confirmSubject: (parcel: string) => string;
		/** That somebody, perhaps not the reader, asked for such mails about a parcel of this shop. */
		readonly confirmText: (shop: string, parcel: string) => string;
		/** Before the address at which it is confirmed. */
		readonly confirmHere: string;
		readonly notYou: string;
	};
	/** Where he wishes to be asked afterwards how it was, and in the mails that ask. */
	readonly asks: {
		/** Beside ticks: to be asked of delivery and things, and once more months after that. */
		readonly tick: string;
		readonly tickHint: string;
		readonly again: string;
		/** The button below them, where they are changed. */
		readonly save: string;
		/** A button: he is asked nothing more. */
		readonly stop: string;
		/** To whom replied so, as a title; and who is asked no more, above a link where news ends too. */
		readonly stopped: string;
		readonly stoppedText: (address: string) => string;
		/** Of what the mail asks, as its title. */
		readonly questions: Readonly<Record<ReviewStage, string>>;
		/** Above one to five stars, each a link. */
		readonly how: string;
		/** Below them, where replies are read. */
		readonly reply: string;
		/** Why this mail came: he agreed to it, on a page of ours or to the shop. */
		readonly why: (shop: string) => string;
		/** Before the address at which it is ended. */
		readonly end: string;
	};
}
