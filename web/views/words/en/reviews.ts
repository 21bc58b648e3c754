import type { ReviewWords } from "../review-keys.ts";

export const ENGLISH_REVIEWS: ReviewWords = {
	ask: "How was it?",
	write: "Write a review",
	said: "Reviews",
	lead: (shop) => `${shop} reads it and may show it on the page of this parcel and in the shop, without your name.`,
	stages: {
		delivery: "The delivery",
		product: "What was in it",
		"follow-up": "Added later",
	},
	rating: "Your rating",
	scale: {
		5: "Very good",
		4: "Good",
		3: "All right",
		2: "Bad",
		1: "Very bad",
	},
	items: "Which things do you mean? Tick none if you mean all of them.",
	text: "In your words",
	textHint: "Please write no names, addresses or telephone numbers: everybody may read it.",
	send: "Send",
	change: "Change it",
	takeBack: "Take it back",
	takeBackText: "Your words, stars and photos are erased, with what you added later and the shop's answer.",
	takeBackSure: "Yes, erase it",
	removePhotos: "Take the photos away",
	states: {
		waiting: (shop) => `${shop} reads your review before it is shown.`,
		shown: "Your review is shown.",
		hidden: (shop) => `${shop} does not show your review.`,
	},
	erased: "Your review was erased.",
	changedUntil: (day) => `You can change it until ${day}`,
	prove:
		"A verified buyer's review is marked as one. Yours is, once you have shown that you know the order's postcode or e-mail address.",
	verified: "Verified buyer",
	unverified: "Buyer not verified",
	changed: "changed",
	answer: (shop) => `Answer from ${shop}`,
	missingRating: "Please choose one to five stars.",
	notNow:
		"There is nothing to rate yet: this parcel has not been delivered in full, or something is wrong with it. If you need help, ask a person.",
	off: (shop) => `${shop} takes no reviews here.`,
	refused: "Nothing more can be taken here now. Below stands what you can still write or change.",
};
