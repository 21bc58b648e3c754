import type { HidingReason, ReviewState } from "../../../../src/core/review.ts";

/** Of the pages about what buyers say once a parcel came. */
export const REVIEW_WORDS = {
	title: "Reviews",
	text: "What buyers say of a delivery and of what was in it, and what you answer in public.",
	show: "Show",
	states: {
		waiting: "Waits to be let through",
		shown: "Shown",
		hidden: "Hidden",
	} satisfies Record<ReviewState, string>,
	all: "All of them",
	none: { waiting: "No review waits for you.", other: "There is no review like this." },
	noneYet:
		"Nobody has said anything yet. Once a parcel came, its page asks its buyer how it was, unless that is turned off under Settings.",
	parcel: "Parcel",
	about: "It is about",
	who: "Who wrote it",
	verified: "somebody who knows the order's postcode or address of e-mail",
	unverified: "somebody who has the parcel's link",
	language: "Reads in",
	written: "Written",
	changed: "Changed",
	hiddenBecause: "Hidden because",
	takenBack: "It was erased, by its writer or by the shop for him. Nothing of what was said is kept.",
	noWords: "Stars alone",
	first: "What was said before",
	lost: "Nobody can read this any more: the key that sealed it was given up.",
	photo: (number: number) => `Photo ${number}`,
	video: { name: "Video", maybe: "Not every device can play this video.", save: "Save the video" },
	letThrough: "Let it through",
	letThroughHint: "Everybody with the parcel's link sees it, and GET /v1/reviews?state=shown has it for your shop.",
	hide: "Hide it",
	hideHint: "Its writer still sees it, and that you do not show it. The reason stands in the log.",
	reason: "Why it should not be shown",
	/** Bad news is none of them. */
	reasons: {
		spam: "it advertises something",
		abuse: "it insults or threatens somebody",
		"personal-data": "it names a person, an address or a number",
		"off-topic": "it is about something else",
		unlawful: "the law forbids it",
		"not-a-buyer": "whoever wrote it did not buy this",
	} satisfies Record<HidingReason, string>,
	answer: "Your answer",
	answerHint: "It stands in public beside the review, in the place of what you answered before.",
	answered: "You answered",
	send: "Answer in public",
	waitingHere: (count: number) =>
		count === 1
			? "One review waits to be let through"
			: `${count === 1000 ? "Over 1,000" : count} reviews wait to be let through`,
	done: {
		shown: "It is let through. Everybody with the parcel's link sees it.",
		hidden: "It is hidden. Only its writer sees it.",
		answered: "Your answer stands beside the review.",
	},
};
