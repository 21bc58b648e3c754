import { STAFF_ACTIONS } from "../../../../src/core/letters.ts";

/** Of the page that a link in the shop's letter opens. */
export const STAFF_ACTION_WORDS = {
	names: STAFF_ACTIONS,
	about: (shop: string, number: string) => `${shop}, parcel ${number}`,
	text: "The button puts this into the question's thread, as your note for the shop alone. It does nothing else: nothing is sent, ordered or paid by it, and the buyer is told nothing.",
	pressed: (by: string) => `This stands in the thread. Noted by ${by},`,
	over: "This link is over: it is older than 30 days, or its reader answers this shop's questions no more. The question stands in the console, where a note can still be written.",
	full: "This question's thread is full, so that no note can be added.",
	none: "This link opens nothing",
	noneText: "It may have been cut off in the mail, or its question is gone. Take the one of the letter as it stands.",
};
