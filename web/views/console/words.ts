import type { ActionBy, Milestone } from "../../../src/core/status.ts";
import { FIGURE_WORDS } from "../accuracy/words.ts";
import { IMPORT_WORDS } from "./import-words.ts";
import { ACCURACY_WORDS } from "./words/accuracy.ts";
import { ANALYTICS_WORDS } from "./words/analytics.ts";
import { CONNECTION_WORDS } from "./words/connections.ts";
import { DONE_WORDS } from "./words/done.ts";
import { EMAIL_WORDS } from "./words/emails.ts";
import { COUNT_WORDS, FIRST_STEP_WORDS } from "./words/home.ts";
import { AUDIT_WORDS, KEY_WORDS } from "./words/keys.ts";
import { MAIL_WORDS } from "./words/mails.ts";
import { PARCEL_WORDS } from "./words/parcel.ts";
import { PRODUCT_WORDS } from "./words/products.ts";
import { QUESTION_WORDS } from "./words/questions.ts";
import { REVIEW_WORDS } from "./words/reviews.ts";
import { BRAND_WORDS, SHOP_WORDS } from "./words/shop.ts";
import { STAFF_WORDS } from "./words/staff.ts";
import { STAFF_ACTION_WORDS } from "./words/staff-action.ts";
import { WEBHOOK_WORDS } from "./words/webhooks.ts";

export { DONE, type Done } from "./words/done.ts";

/**
 * All that the console says of its own. What states, reasons and conditions are called stands in the page's catalogue, in
 * the reader's language. Another language is another value of the type below; a missing key does not compile.
 */
const ENGLISH = {
	/** BCP 47. */
	tag: "en",
	console: "Console",
	skip: "Skip to the content",
	menu: "Main menu",
	/** Of the menu. */
	places: {
		home: "Home",
		parcels: "Parcels",
		questions: QUESTION_WORDS.title,
		reviews: REVIEW_WORDS.title,
		webhooks: "Webhooks",
		messages: "Messages",
		connections: CONNECTION_WORDS.title,
		analytics: "Analytics",
		settings: "Settings",
	},
	logOut: "Log out",
	logOutEverywhere: "Log out on every device",
	utc: "UTC",
	next: "Further ones",
	copy: "Copy",
	copied: "Copied",
	newTab: "opens in a new tab",
	/** Of a secret. */
	once: {
		before: "It was shown once, and cannot be shown again. Whoever has not copied it makes another one.",
		go: "Back to where it is made",
	},
	logIn: {
		title: "Log in",
		text: "This is the place for the shop's staff. Parcels of buyers are found elsewhere:",
		key: "API key",
		keyHint: "It begins with wl_. What it may do, you may do here.",
		button: "Log in",
		missing: "Paste a key.",
		wrong: "This key is not known, or it was revoked.",
		tooMany: (minutes: number) =>
			`Too many wrong keys came from this address. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
		byMail: "Or have a link mailed to you",
		email: "The shop's address of e-mail",
		emailHint: "The one that the shop gives its buyers as its contact.",
		mailButton: "Mail me a link",
		noAddress: "This is no address of e-mail.",
		tooManyLinks: (minutes: number) =>
			`Too many links were asked for. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
		mailed: "Look into your mail",
		mailedText:
			"If this is a shop's address, a letter with a link is on its way to it. The link opens once, within 15 minutes.",
		linkText: (shop: string) => `This opens the console of ${shop} in this browser.`,
		linkEnded: "This link opens nothing any more",
		linkEndedText: "Each link opens once, within 15 minutes. Ask for another one.",
		noKey: "No key at hand? Whoever runs the service makes one with:",
	},
	error: {
		title: "That did not work",
		back: "Back to the console",
		tooMany: (seconds: number) =>
			`This was too much at once for the key that logged in. Go on in ${seconds === 1 ? "a second" : `${seconds} seconds`}: load the page again.`,
		stale: "This form is from an earlier login. Go back, load the page again and send it once more.",
	},
	done: DONE_WORDS,
	milestones: {
		pending: "Registered",
		info_received: "Label made",
		picked_up: "Handed over",
		in_transit: "On its way",
		out_for_delivery: "Out for delivery",
		delivery_attempted: "Delivery attempted",
		ready_for_pickup: "To be collected",
		delivered: "Delivered",
		returning: "Coming back",
		returned: "Back with you",
		cancelled: "Cancelled",
		exception: "Ended badly",
		expired: "Given up",
	} satisfies Record<Milestone, string>,
	acts: {
		none: "Nobody: the carrier goes on by itself",
		recipient: "The buyer",
		sender: "You",
	} satisfies Record<ActionBy, string>,
	actsShort: { none: "Nobody", recipient: "The buyer", sender: "You" } satisfies Record<ActionBy, string>,
	counts: COUNT_WORDS,
	worklist: {
		title: "Waiting for you",
		text: "Parcels at which somebody at the shop should look, the newest trouble first.",
		none: "Nothing waits for you.",
		all: "All that wait for you",
		since: "waiting since",
	},
	list: {
		text: "Every parcel of yours, with where it stands.",
		search: "Find",
		searchHint: "How a tracking number, a reference or an order begins.",
		searchButton: "Find",
		searchTooShort: "Two letters or digits at least are wanted.",
		filter: "Which parcels",
		show: "Show",
		views: {
			newest: "Newest first",
			updated: "Changed last",
			open: "On their way",
			waiting: "Waiting for you",
			late: "Late",
			late_risk: "Likely late",
		},
		any: "Any",
		carrier: "Carrier",
		brand: "Sold under",
		ownBrand: "the shop's own name",
		milestone: "Where it stands",
		condition: "Condition",
		allWell: "All is well",
		actionBy: "Who has to act",
		archived: "Put away",
		notArchived: "Not those put away",
		archivedOnes: { any: "Those put away too", true: "Only those put away" },
		from: "From",
		to: "To",
		etaDays: "Expected",
		createdDays: "Registered",
		updatedDays: "Changed",
		order: "Order",
		reference: "Reference",
		apply: "Show these",
		reset: "Show all",
		none: "No parcel is like this.",
		noneYet: "There is no parcel yet.",
		/** All of them, not the slice alone. */
		download: "Download all of these for",
		files: { csv: "a spreadsheet (CSV)", ndjson: "a program (NDJSON)" },
		or: "or",
		arrives: (when: string) => `Arrives ${when}`,
		lateRisk: (percent: number) => `${percent} % likely to come late`,
		changed: "changed",
		notFollowed: "Not followed yet",
	},
	add: {
		title: "Add parcels",
		numbers: "Tracking numbers",
		numbersHint: (most: number) => `One a line, at most ${most}.`,
		findOut: "Find out by the number",
		order: "Order",
		orderHint: "May stay empty. All of these belong to it.",
		email: "The buyer's address of e-mail",
		buyerHint:
			"With it or the postcode the buyer finds the parcel at /track, and sees what only the buyer may. It needs an order.",
		postcode: "The buyer's postcode",
		notify: "Send the buyer e-mails about it",
		notifyHint: "Only if the buyer asked for them: write to nobody who did not. Each mail has a link that ends them.",
		button: "Add them",
		missing: "Paste a number at least.",
		needsEmail: "Tell the buyer's address too: the e-mails go there.",
		needsOrder: "What is told of the buyer belongs to an order: name the order too.",
		tooMany: (most: number) => `At most ${most} numbers at a time.`,
		results: (added: number, refused: number) =>
			refused === 0
				? added === 1
					? "It is there"
					: `All ${added} are there`
				: `${added} of ${added + refused} are there`,
		created: "Added, with",
		known: "Was there already, with",
		again: "Add with this carrier",
		which: "Several carriers have such numbers. Choose, the likeliest comes first:",
		unlike: "No carrier's numbers look like this. Check it, and choose the carrier below.",
	},
	files: IMPORT_WORDS,
	parcel: PARCEL_WORDS,
	message: {
		listText: "What carriers sent, as it came, the newest first.",
		none: "No message is like this.",
		noneYet: "No carrier has sent anything yet.",
		filter: "Which messages",
		channel: "How it came",
		state: "What became of it",
		states: {
			read: "Read",
			unmatched: "Waits for its waybill",
			unreadable: "Could not be read",
			"bad-signature": "Refused: wrong signature",
			poison: "Kept, but reading it failed",
		},
		withProblems: "Only those with a problem",
		problems: "Problems",
		received: "Received",
		contentType: "Kind",
		size: "Size",
		bytes: (count: number) => (count === 1 ? "1 byte" : `${count.toLocaleString("en")} bytes`),
		asked: "Asked about",
		reply: "Answered with",
		headers: "Headers",
		body: "As it came",
		base64: "It is no text; here it stands as base64.",
		cut: (shown: string, whole: string) => `The first ${shown} of ${whole}. The API gives all of it.`,
		empty: "It is empty.",
		again: "Read it again",
		againText: "With today's reading of this carrier: of use after a code was learnt or a secret was corrected.",
	},
	questions: QUESTION_WORDS,
	reviews: REVIEW_WORDS,
	products: PRODUCT_WORDS,
	mails: MAIL_WORDS,
	staffAction: STAFF_ACTION_WORDS,
	webhooks: WEBHOOK_WORDS,
	/** Of the menu of settings. */
	settings: {
		shop: SHOP_WORDS.title,
		brands: BRAND_WORDS.title,
		products: PRODUCT_WORDS.title,
		emails: EMAIL_WORDS.title,
		staff: STAFF_WORDS.title,
		keys: KEY_WORDS.title,
		audit: AUDIT_WORDS.title,
	},
	emails: EMAIL_WORDS,
	staff: STAFF_WORDS,
	keys: KEY_WORDS,
	audit: AUDIT_WORDS,
	accuracy: ACCURACY_WORDS,
	analytics: ANALYTICS_WORDS,
	figures: FIGURE_WORDS,
	connections: CONNECTION_WORDS,
	shop: SHOP_WORDS,
	brands: BRAND_WORDS,
	firstSteps: FIRST_STEP_WORDS,
};

export type ConsoleWords = typeof ENGLISH;

/** In the reader's language once the console speaks it; until then in English. */
export function consoleWordsFor(_locale: string): ConsoleWords {
	return ENGLISH;
}
