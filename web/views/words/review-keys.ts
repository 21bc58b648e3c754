import type { ReviewStage } from "../../../src/core/review.ts";

/** What the page says where a buyer judges what he got, and where others read it. */
export interface ReviewWords {
	/** Above the form, and on the parcel's page beside the button. */
	readonly ask: string;
	/** A button that leads to the form. */
	readonly write: string;
	/** Above what was said. */
	readonly said: string;
	/** Who reads it, and that no name is shown. */
	readonly lead: (shop: string) => string;
	/** What is judged, as headings. */
	readonly stages: Readonly<Record<ReviewStage, string>>;
	readonly rating: string;
	/** Beside one to five stars. */
	readonly scale: Readonly<Record<1 | 2 | 3 | 4 | 5, string>>;
	/** Above the order's things, of which he ticks those that he means. */
	readonly items: string;
	readonly text: string;
	readonly textHint: string;
	readonly send: string;
	/** What unfolds the form of what was said already. */
	readonly change: string;
	readonly takeBack: string;
	/** What goes with it, before the button that does it. */
	readonly takeBackText: string;
	readonly takeBackSure: string;
	readonly removePhotos: string;
	readonly video: {
		readonly label: string;
		/** How much it may be; what is taken out of the file, and that nothing else is. */
		readonly hint: (megabytes: number, seconds: number) => string;
		/** He had chosen one, and something else was wrong. */
		readonly again: string;
		readonly large: (megabytes: number) => string;
		readonly long: (seconds: number) => string;
		readonly unread: string;
		/** Of one that the review has. */
		readonly remove: string;
		/** Of the player. */
		readonly name: string;
		/** Under one in a form that only some devices know. */
		readonly maybe: string;
		/** The file itself, for another player. */
		readonly save: string;
	};
	/** How his review stands. */
	readonly states: {
		readonly waiting: (shop: string) => string;
		readonly shown: string;
		readonly hidden: (shop: string) => string;
	};
	readonly erased: string;
	/** `day` as in "Tue 24 Nov". */
	readonly changedUntil: (day: string) => string;
	/** Before a link to `verify`. */
	readonly prove: string;
	/** In the place of a name. */
	readonly verified: string;
	readonly unverified: string;
	/** After the month, of one that was changed. */
	readonly changed: string;
	readonly answer: (shop: string) => string;
	/** After that, where the words were changed since it was given: to what it is an answer. */
	readonly answeredBefore: string;
	readonly missingRating: string;
	readonly notNow: string;
	readonly off: (shop: string) => string;
	/** It has stood for too long to be changed, or too many wrote of this parcel. */
	readonly refused: string;
}
