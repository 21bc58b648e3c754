/** Of the pages about mails that came in. */
export const MAIL_WORDS = {
	title: "Mails to place",
	text: "Each came from an address that asked something and answers no letter, or replies to an e-mail about a parcel without showing whose it is. Say whether it belongs to a question: the buyer is shown nothing before.",
	none: "No mail waits to be placed.",
	waiting: (count: number) =>
		count === 1
			? "One mail waits to be placed"
			: `${count === 100 ? "A hundred mails or more wait" : `${count} mails wait`} to be placed`,
	noSubject: "A mail without a subject",
	from: "It says it is from",
	anybody: "Anybody can write any address there.",
	received: "Received",
	state: "What became of it",
	states: {
		said: "Said in the thread",
		noted: "A note for the shop alone",
		held: "Kept from the buyer; its writer was told",
		suggested: "Waits to be placed",
		"set-aside": "Put aside",
	},
	why: "Why",
	question: "Question",
	size: "Size",
	lost: "Its words are kept no longer, or nobody can read them: the key that sealed them was given up, or the mail was damaged on its way.",
	noWords: "It has no words of its own.",
	words: "What it says",
	download: "The mail as it came (.eml)",
	downloadHint: "With all that hangs on it, which nobody has looked at. Open it only if you know its writer.",
	leftOut: "Not kept of it",
	downloadRest: "What is kept of the mail (.eml)",
	downloadRestHint:
		"Its head and its texts, with the names of its files. The files themselves are not kept: of couriers and programs none are, of the buyer and the shop those of a conversation up to 60 MB.",
	mayBelong: "It may belong to",
	stray:
		"It replies to an e-mail about a parcel, and is of no question that you know. If its writer is your buyer, answer from your own mailbox, or ask him to write on the parcel's page; then put it aside.",
	gone: "The questions that it may have belonged to are gone.",
	asBuyer: "The buyer wrote it",
	asNote: "Keep it here as a note",
	aside: "It belongs to none: put it aside",
	original: "The mail",
};
