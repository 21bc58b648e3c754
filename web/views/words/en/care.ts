import type { CareWords } from "../care-keys.ts";
import { pluralsOf } from "../plurals.ts";

const counted = pluralsOf("en");

const inMinutes = (minutes: number): string => counted(minutes, { one: "in a minute", other: "in # minutes" });

export const ENGLISH_CARE: CareWords = {
	track: {
		title: "Find your parcel",
		text: "Write the tracking number, and the postcode it goes to or the e-mail address of the order.",
		number: "Tracking number or order number",
		check: "Postcode or e-mail address",
		checkHint: "As given to the shop.",
		button: "Find it",
		notFound:
			"We cannot find a parcel with both of these. Compare them with the shop's message, or ask the shop. A new parcel appears when the shop has registered it.",
		tooMany: (minutes) => `That was tried often just now. Please try again ${inMinutes(minutes)}.`,
	},
	verify: {
		title: "Is this parcel for you?",
		text: "Codes and names are shown only to whom the parcel is for. Write the postcode it goes to, or the e-mail address of the order.",
		check: "Postcode or e-mail address",
		button: "Show the details",
		wrong: "That is not what the shop was given. Compare it with the order, or ask a person.",
		tooMany: (minutes) => `That was tried often just now. Please try again ${inMinutes(minutes)}.`,
		impossible: "The shop did not tell us whom the parcel is for, so the details cannot be shown here. Ask a person.",
		done: "You see the details on this device for a day.",
		forget: "Hide them again",
	},
	notReceived: {
		title: "I did not get it",
		carrierSays: (carrier, what, when) => `${carrier} says: ${what}, ${when}.`,
		lookFirst: "Most parcels that seem lost lie nearby. Please look first:",
		places: {
			door: "around the door, the garage and the garden",
			letterbox: "in the letterbox, also for a card from the courier",
			household: "with everybody who lives or works with you",
			neighbours: "with the neighbours, also across the street",
			reception: "at the reception, the porter or the post room",
			"safe-place": "at the place that you once agreed with the carrier",
		},
		tooEarly: "Some couriers report a parcel as delivered some hours before they bring it. It may still come today.",
		lookedThere: "I looked there",
		note: "What should the shop know?",
		noteHint: "For example what the house looks like, or that the photo shows another door.",
		email: "Your e-mail address",
		emailHint: "For the shop's answer.",
		send: "Tell the shop",
		promise: (shop) => `${shop} gets your words together with everything the carrier reported, and asks the carrier.`,
		told: (shop, when) => `You told ${shop} on ${when} that you did not get it.`,
		found: "I have it after all",
		takenBack: "Thank you. The shop knows that you have it.",
		line: "You told the shop that you did not get it",
		notNow:
			"This parcel is not marked as delivered, so it may still be on its way. The page shows where it is; ask a person if something is wrong.",
		back: "Back to the parcel",
	},
	ask: {
		title: (shop) => `Ask ${shop}`,
		lead: "A person reads it, with this parcel, its order and all that the parcel's page shows at hand. You need not explain which parcel it is.",
		faqFirst: "Perhaps this helps at once",
		text: "Your question",
		email: "Your e-mail address",
		emailHint: "The answer is sent there, and it stands on this page too.",
		photos: "Photos (optional)",
		photosHint: (most, megabytes) =>
			`At most ${most}, of up to ${megabytes} MB each. Where and when they were taken is removed.`,
		photosMany: (most) => `Please choose at most ${most} photos.`,
		photosLarge: (megabytes) =>
			`One of the photos is too large. Please choose photos of at most ${megabytes} MB and 50 megapixels each.`,
		photosUnread: "One of the photos cannot be read. Please choose photos in JPEG, PNG or WebP.",
		photosAgain: "Please choose your photos again: they were not kept.",
		photo: (number) => `Photo ${number}`,
		send: "Send the question",
		usual: (time) => `Usual time until an answer: ${time}.`,
		isIn: "Somebody is there now.",
		nextIn: (when) => `Somebody is there again: ${when}.`,
		sent: (shop) => `Your question is with ${shop}.`,
		thread: (shop) => `You and ${shop}`,
		you: "You",
		notYet: "No answer yet. It appears here by itself.",
		again: "Write again",
		lost: "This message cannot be read any more.",
		tooMany:
			"So much was asked of this parcel that no more can be taken here. Please write to the shop by the way its order mail names.",
		elsewhere: "Did you ask on another device?",
		show: "Show your questions here",
		file: "Everything kept of this conversation, as a file",
		erase: "Erase this conversation",
		eraseText: (shop) =>
			`All that you and ${shop} wrote here is erased for good, with the photos, the mails and the address you gave. ${shop} sees that you erased it, and when. Mails that were sent already stay where they arrived.`,
		eraseReports: "What you wrote when you reported that you had not got the parcel is erased too.",
		eraseSure: "Erase it for good",
		erased: "It is erased.",
		waiting: (shop) => `Your question is with ${shop}`,
		answered: (shop) => `${shop} has answered you`,
		read: "Read and reply",
		letter: {
			subject: (shop, parcel) => `Your question to ${shop}: ${parcel}`,
			received: (shop) => `Your question is with ${shop}. A person reads it and answers.`,
			comesHere: "The answer is sent to this address, and it stands here too:",
			youWrote: (when) => `You wrote on ${when}:`,
			writeAgain: "Write again, and see where your parcel is:",
			above: "Write your answer above this line",
			why: "You get this mail because this address was given with a question about a parcel. If that was not you, you need do nothing.",
		},
	},
	faqTitle: "Questions and answers",
	helped: { ask: "Did this help?", yes: "Yes", no: "No", thanks: "Thank you." },
	faq: {
		"no-scan-yet": {
			question: "Why does nothing happen?",
			answer: (carrier, shop) =>
				`${shop} has made the label; ${carrier} reports the parcel when it is first scanned, often in the evening or the next working day. You need do nothing: the first step appears here by itself.`,
		},
		"how-sure": {
			question: "How sure is the date?",
			answer: (carrier) =>
				`It is worked out anew at every step, from parcels that went the same way and from what ${carrier} says. How often such dates came true is measured and shown in public.`,
		},
		late: {
			question: "Why is it late, and what can I do?",
			answer: (carrier) =>
				`What ${carrier} gives as the reason stands above. Most late parcels arrive within a few days. If you need it by a certain day, ask a person now rather than later.`,
		},
		silent: {
			question: "Nothing was reported for days. Is it lost?",
			answer: () =>
				"Mostly not: parcels travel far between two scans. This one has been quiet for longer than usual, so the shop was told. If it moves, you see it here.",
		},
		"in-customs": {
			question: "How long does customs take?",
			answer: (carrier) =>
				`Mostly some hours to a few days; a check of the goods or of papers takes longer. If customs wants something of you, ${carrier} or the authority writes to you, and it is said on this page.`,
		},
		duty: {
			question: "Whom do I pay, and how do I know that it is real?",
			answer: (carrier) =>
				`Pay on ${carrier}'s own page or to the courier, and keep the receipt. Open the page from here, never from a text message: asking for small customs fees is a common fraud. If you paid tax at the purchase already, ask a person before you pay again.`,
		},
		"be-at-home": {
			question: "Do I have to be at home?",
			answer: (carrier) =>
				`Only if somebody has to sign or pay. Otherwise ${carrier} may leave the parcel in the letterbox, with a neighbour or at a pickup point, and it is said here where.`,
		},
		missed: {
			question: "What happens after a missed delivery?",
			answer: (carrier) =>
				`${carrier} mostly tries again on the next working day or takes the parcel to a pickup point. The courier's card and ${carrier}'s own page say which, and often let you choose.`,
		},
		collect: {
			question: "What do I need to collect it?",
			answer: () =>
				"An identity card, and the code or the courier's card where there is one. Somebody else can often collect it with your written permission. After the last day it goes back to the shop.",
		},
		address: {
			question: "The address is wrong. Can it be changed?",
			answer: (carrier) =>
				`Often, as long as the parcel is not out for delivery: on ${carrier}'s own page, or by the shop. Ask a person soon; each step makes it harder.`,
		},
		"not-received": {
			question: "It says delivered, but I do not have it. What now?",
			answer: (_carrier, shop) =>
				`Look around the door, in the letterbox and with neighbours. If it is not there, press "I did not get it": ${shop} gets all that is known of the delivery and asks the carrier.`,
		},
		damaged: {
			question: "It arrived damaged. What should I do?",
			answer: () =>
				"Keep everything, the box and its filling too, and take photographs before you unpack further. Then ask a person. Report it within a few days: carriers pay only for damage that is reported soon.",
		},
		"part-missing": {
			question: "Something is missing. Where is it?",
			answer: () =>
				"An order can travel in several parcels, each with a page of its own. If all of them arrived and something is still missing, ask a person.",
		},
		"going-back": {
			question: "It goes back to the shop. Do I get my money back?",
			answer: (_carrier, shop) =>
				`${shop} decides that when the parcel is back, and can often send it once more. Ask a person: tell which of the two you would like.`,
		},
		lost: {
			question: "It is lost. Who helps me?",
			answer: (_carrier, shop) =>
				`${shop} does: it is the shop that claims the loss from the carrier, not you. Ask a person, and say whether you want it sent again or your money back.`,
		},
		"who-sees": {
			question: "Who can see this page?",
			answer: () =>
				"Whoever has the link: it shows towns, not your street, and no name. Codes and names are shown only after the postcode or the e-mail address of the order.",
		},
	},
	field: {
		missing: "Please fill this in.",
		tooLong: (most) => `Please use at most ${most} characters.`,
		noEmail: "Please write an e-mail address such as name@example.com.",
	},
};
