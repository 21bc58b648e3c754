import type { ReviewPolicy } from "../../../../src/core/review.ts";

/** Of the pages on which a shop, or a brand of it, is given its look and its words. */
export const SHOP_WORDS = {
	title: "Shop",
	text: "What buyers are told of you, and how their pages look.",
	readOnly: "Your key may see this, and change nothing of it.",
	preview: "Look at a parcel as its buyer does",
	noPreview: "Once there is a parcel under this name, you can look at its page from here.",
	name: "Name",
	contact: "Where buyers write to",
	contactHint: "An address of e-mail, to which what buyers ask is mailed. Left empty, it waits under Questions alone.",
	accent: "Colour",
	accentHint: "Six digits of red, green and blue, such as #1f5fd6. Left empty, ours is shown.",
	shown: "As near to it as is read well:",
	grounds: { light: "By day", dark: "By night" },
	language: "Language",
	languageHint: "Of pages for readers whose browser names none that they speak.",
	anyLanguage: "Ours, which is English",
	sites: "Sites that may show the short form of a page",
	sitesHint: "One a line, such as https://shop.example.",
	reviews: "Reviews of buyers",
	reviewsHint:
		"Once a parcel came, its page asks its buyer how it was. A recognised buyer has shown that he knows the order's postcode or address of e-mail.",
	reviewPolicies: {
		moderated: "Shown once somebody here has let each through",
		open: "Those of recognised buyers are shown at once",
		off: "Nobody is asked",
	} satisfies Readonly<Record<ReviewPolicy, string>>,
	/** Of what stands in the page of an order at the shop. */
	embed: {
		title: "How a page of your own shows a parcel",
		text: "In a page of the order that only its buyer sees. TOKEN is the end of the link that the buyer has of the parcel; what stands between the tags is seen until the parcel is.",
		link: "Track your parcel",
	},
	save: "Save",
	logo: {
		title: "Logo",
		none: "There is none: pages show the name.",
		shown: "As it is shown, on white by night too:",
		choose: "Another picture",
		chooseFirst: "A picture",
		hint: "PNG, JPEG, WebP or GIF, at most 1 MB. It is drawn anew, at most 240 wide and 80 high.",
		missing: "Choose a picture first.",
		tooLarge: "The picture has more than 1 MB. Save it smaller: 480 by 160 pixels are enough.",
		button: "Upload it",
		remove: "Take the logo away",
	},
	links: {
		title: "Links",
		text: "They stand at the foot of each page: the shop, its terms, how things are sent back.",
		one: (position: number) => `Link ${position}`,
		another: "Another link",
		label: "What it says",
		url: "Address",
		remove: "Take this link away",
		full: (most: number) => `${most} links are the most.`,
		save: "Save the links",
		/** Somebody else changed them after the form was opened. */
		overtaken:
			"Somebody else changed the links after you opened this page. They stand below as they are now: make your change once more.",
	},
	faq: {
		title: "Questions and answers",
		text: "What buyers ask you most, with your answers. They stand before ours, or in their place.",
		none: "There are none yet: pages show ours.",
		add: "Add a question",
		question: "Question",
		answer: "Answer",
		answerHint: "Words alone, in as many lines as you like.",
		language: "For readers of",
		everyLanguage: "Every language",
		when: "Where it stands",
		whenHint:
			"Tick what it answers: it takes the place of these questions of ours. Tick nothing, and every parcel has it.",
		always: "At every parcel",
		inPlace: (count: number) => (count === 1 ? "In the place of one of ours" : `In the place of ${count} of ours`),
		place: "Its place among them",
		save: "Save the question",
		remove: {
			title: "Take it away",
			sure: "Yes, take this question away",
			button: "Take it away",
		},
		full: (most: number) => `${most} questions are the most.`,
		gone: "This question is not there any more.",
		/** Somebody else changed it after its form was opened. */
		overtaken:
			"Somebody else changed this question after you opened it. What you wrote stands below: saved once more, it takes the place of theirs.",
		notRemoved: "Somebody else changed this question after you opened it. It stands below as it reads now.",
	},
};

/** Of other names that a shop sells under. */
export const BRAND_WORDS = {
	title: "Brands",
	text: "Other names that you sell under. Each has pages of its own, with nothing of the shop's: a parcel bears one of them, or the shop's own.",
	none: "There is none: every parcel bears the shop's own name.",
	add: "Add a brand",
	addText: "Its logo, its links and its questions come next, on its page.",
	contact: (address: string | null) => address ?? "No contact: what its buyers ask is mailed to the shop's",
	added: "It is there. Its logo, its links and its questions are given below.",
	remove: {
		title: "End this brand",
		text: "One that parcels bear stays, for their pages show it.",
		sure: "Yes, end it",
		button: "End it",
	},
	/** Of a parcel. */
	brand: "Brand",
	own: "The shop's own",
	ofOrder: "That of its order, or the shop's own",
	changeHint: "The other parcels of its order, and what comes back of them, get it too.",
};
