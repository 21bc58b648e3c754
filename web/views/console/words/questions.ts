/** Of the pages about what buyers ask. */
export const QUESTION_WORDS = {
	title: "Questions",
	text: "What buyers ask of their parcels. Each waits for a person, who answers here.",
	usual: (time: string) => `Three of four are answered within ${time}.`,
	show: "Show",
	states: { waiting: "Waits for you", answered: "Answered", closed: "Closed" },
	all: "All of them",
	none: { waiting: "Nobody waits for an answer.", other: "There is no question like this." },
	noneYet:
		"Nobody has asked yet. Each parcel's page has a button “Ask a person”; what is asked there stands here, and is mailed to the shop's contact.",
	waitsSince: "waits",
	asked: "asked",
	askedAt: "Asked",
	parcel: "Parcel",
	language: "Reads in",
	who: "Who asks",
	verified: "somebody who knows the order's postcode or address of e-mail",
	unverified: "somebody who has the parcel's link",
	mail: "Answers go to",
	answersGo: {
		order: "the parcel's page, and the address of the order",
		typed: "the parcel's page, and an address that whoever asked typed: it may be anybody's",
		nowhere: "the parcel's page: no address is known",
	},
	typed: "Typed address",
	stood: "How it stood then",
	buyer: "The buyer",
	you: "The shop",
	note: "Note for the shop alone",
	third: "Somebody else, for the shop alone",
	lost: "Nobody can read this any more: the key that sealed it was given up.",
	answer: "Your answer",
	answerHint: "It stands on the buyer's page at once, and is mailed where an address is known.",
	keep: "Keep it as a note for the shop alone",
	send: "Send it",
	close: "No answer is needed",
	reopen: "Take it up again",
	waitingHere: (count: number) =>
		count === 1
			? "One buyer waits for an answer"
			: `${count === 1000 ? "Over 1,000" : count} buyers wait for an answer`,
};
