import type { Ground, Words } from "../keys.ts";
import { pluralsOf } from "../plurals.ts";
import { ENGLISH_CARE } from "./care.ts";
import { ENGLISH_CODES } from "./codes.ts";
import { ENGLISH_PRODUCTS } from "./products.ts";
import { ENGLISH_REASONS } from "./reasons.ts";
import { ENGLISH_REVIEWS } from "./reviews.ts";
import { ENGLISH_WATCH } from "./watch.ts";

const counted = pluralsOf("en");

const GROUNDS: Readonly<Record<Ground, string>> = {
	postcode: "to your area",
	lane: "on this route",
	region: "to your region",
	country: "between these countries",
	service: "with this service",
	carrier: "with this carrier",
};

export const ENGLISH: Words = {
	codes: ENGLISH_CODES,
	reasons: ENGLISH_REASONS,
	conditions: {
		notice: { title: "Please note", next: () => "If that cannot be right, ask a person." },
		delayed: {
			title: "Delayed",
			next: (who, carrier) =>
				who === "recipient"
					? `You can help: see what ${carrier} asks of you, or ask a person.`
					: `${carrier} is working on it. You need do nothing.`,
		},
		stalled: {
			title: "No news for a while",
			next: () => "That is longer than usual. The shop has been told; you need do nothing.",
		},
		action_required: {
			title: "Something is needed",
			next: (who, carrier, hasPage) =>
				who === "recipient"
					? hasPage
						? `Only you can move this on: ${carrier}'s own page says how.`
						: "Only you can move this on: ask a person how."
					: who === "sender"
						? "The shop has to act. You need do nothing."
						: `${carrier} has to act. You need do nothing.`,
		},
		problem: {
			title: "There is a problem",
			next: (who, carrier) =>
				who === "sender"
					? "The shop has to decide what happens next. Ask a person if you want to know."
					: who === "recipient"
						? `You can help: see what ${carrier} asks of you, or ask a person.`
						: `${carrier} is looking into it. Ask a person if you want to know more.`,
		},
		final_problem: { title: "This parcel will not arrive", next: () => "Ask a person: the shop will put it right." },
		disputed: { title: "Reported as not received", next: () => "The shop is asking the carrier." },
		source_down: {
			title: "The carrier's system is not answering",
			next: (_who, carrier) => `We keep asking ${carrier}. What is below is what was known before.`,
		},
	},
	endings: {
		returning: {
			title: "It is not coming to you",
			next: (shop) => `${shop} gets it back. Ask a person whether another is sent or you get your money back.`,
		},
		returned: {
			title: "It went back",
			next: (shop) => `${shop} has it again. Ask a person whether another is sent or you get your money back.`,
		},
		cancelled: { title: "It will not come", next: () => "If you did not ask for that, ask a person." },
		lost: {
			title: "It will not arrive",
			next: (shop) => `${shop} puts it right: ask a person. Should it be found, you see it here.`,
		},
		destroyed: {
			title: "It will not arrive",
			next: (shop) => `Nothing of it is left to send on. ${shop} puts it right: ask a person.`,
		},
		stolen: {
			title: "It will not arrive",
			next: (shop) => `You need do nothing about the theft. ${shop} puts it right: ask a person.`,
		},
		expired: {
			title: "Nothing more is expected of it",
			next: (shop) => `If you do not have your parcel, ask a person: ${shop} puts it right.`,
		},
		archived: {
			title: "Nothing more is shown here",
			next: () => "If you do not have your parcel, ask a person.",
		},
		damaged: {
			title: "Reported damaged",
			next: () => "If anything is broken, keep the packaging and ask a person.",
		},
		rest: { title: "The rest will not arrive", next: (shop) => `${shop} puts it right: ask a person.` },
		reported: {
			title: "More was reported afterwards",
			next: () => "If you do not have your parcel, ask a person.",
		},
	},
	collect: {
		title: "Yours to collect",
		next: (place, carrier) =>
			`${place === "" ? "" : `Collect it here: ${place}. `}How long it is kept for you, ${carrier} can tell.`,
	},
	neverCardDetails: "Never give card details to a link in a text message.",
	following: {
		"needs-connection": (carrier, hasPage) =>
			`This shop's page is not linked with ${carrier} yet. ${hasPage ? `${carrier}'s own page shows where the parcel is.` : `Ask ${carrier} with the number below.`}`,
		"push-only": (carrier) => `${carrier} tells us each step as it happens. Its first one will appear here by itself.`,
		unsupported: (carrier, hasPage) =>
			`We cannot ask ${carrier} ourselves. ${hasPage ? "Its own page shows where the parcel is." : `Ask ${carrier} with the number below.`}`,
	},
	steps: {
		shipped: "Shipped",
		moving: "On its way",
		customs: "Customs",
		nearby: "In your area",
		out: "Out for delivery",
		collect: "To collect",
		delivered: "Delivered",
		returning: "Going back",
		returned: "Back with the shop",
	},
	headline: {
		arriving: (when) => `Arriving ${when}`,
		nowExpected: (what, when) => `${what} – now ${when}`,
		between: (day, times) => `${day}, ${times}`,
		by: (day, time) => `${day}, by ${time}`,
		today: (day) => `today, ${day}`,
		tomorrow: (day) => `tomorrow, ${day}`,
		delivered: (when) => `Delivered ${when}`,
		at: (what, when) => `${what}, ${when}`,
		until: (what, day) => `${what} until ${day}`,
		later: "Later than expected",
		laterNow: (when) => `Later than expected: ${when}`,
		wasExpected: (when) => `It was expected ${when}.`,
		firstEstimate: (when) => `The first estimate was ${when}.`,
		noNewDate: "There is no new date yet.",
		onItsWay: "On its way",
		noDate: "No delivery date yet.",
		noNewsSince: (day) => `No news since ${day}`,
		mayCome: (when) => `If it moves on soon, it may still arrive ${when}.`,
		notHandedOver: "The carrier does not have it yet",
		heardLast: (day) => `The last news of it was on ${day}.`,
		outToday: (day) => `Out for delivery today, ${day}`,
		outSince: (day) => `Out for delivery since ${day}`,
		labelMade: "Your parcel is being made ready",
		labelDetail: (shop, carrier) => `${shop} has made the label. ${carrier} has not scanned the parcel yet.`,
		waitingDetail: (carrier) => `The first step appears here by itself as soon as ${carrier} reports it.`,
		firstScanBy: (carrier, day) => `${carrier} usually has such parcels by ${day}.`,
		elsewhere: (carrier) => `Follow this parcel with ${carrier}`,
	},
	promise: {
		carrier: (carrier) => `That is what ${carrier} says.`,
		seller: (shop) => `That is what ${shop} promised.`,
		kept: (carrier, outOfTen) => `${carrier} keeps about ${outOfTen} of 10 such dates.`,
		likely: (when) => `Most likely ${when}.`,
		likelyAt: (time) => `Most likely around ${time}.`,
		estimate: (parcels, ground) => `Our estimate, from ${parcels} parcels ${GROUNDS[ground]}.`,
		stated: (carrier, fromDays, toDays, isWorking) => {
			const days = fromDays === toDays ? `${toDays}` : `${fromDays} to ${toDays}`;
			return `${carrier} usually takes ${days} ${isWorking ? "working " : ""}${days === "1" ? "day" : "days"}.`;
		},
		beside: (carrier, when, usually) => {
			if (usually === "within") return `${carrier} says ${when}.`;
			return `${carrier} says ${when}; parcels on this route usually ${usually === "later" ? "take longer" : "come sooner"}.`;
		},
		lateStep: (what, days) => `${what}: ${counted(days, { one: "1 day", other: "# days" })} later than usual.`,
		slower: "Lately such parcels take longer than they did.",
		measured: (outOfTen) => `${outOfTen} of 10 parcels on this route arrive in this window.`,
		localTo: (city) => `Times are local to ${city}.`,
	},
	yourParcel: "Your parcel",
	andMore: (title, more) => `${title} + ${more} more`,
	localTime: (when) => `${when} (local time)`,
	checked: (ago) => ["checked ", ago, ""],
	sourceDown: (carrier, since) => `${carrier}'s system has not answered since ${since}. This is what was known then.`,
	noTime: "time not given",
	mapTitle: "Where it is",
	map: {
		from: (place) => `From ${place}.`,
		within: (country) => `Now in ${country}; no nearer place is known.`,
		near: (place, known) => `Last seen in ${place}; ${known}.`,
		lastKnown: (place, known) => `Last place known: ${place}; ${known}.`,
		arrived: (place) => `Arrived in ${place}.`,
		back: (place) => `Back in ${place}.`,
		to: (place) => `To ${place}.`,
		knownTo: {
			address: "the address is known",
			street: "the street is known",
			postcode: "only the postcode is known",
			locality: "only the town is known",
			region: "only the region is known",
			country: "only the country is known",
		},
		places: "Places on the way",
		skip: "Skip the map",
		courier: (when) => `The van shows where the courier was: ${when}.`,
		move: "Move the map",
		zoomIn: "Zoom in",
		zoomOut: "Zoom out",
		pan: { left: "Move left", up: "Move up", down: "Move down", right: "Move right" },
		credit: "Natural Earth · GeoNames (CC BY 4.0)",
	},
	timeline: "What happened",
	olderScans: (count) =>
		counted(count, { one: "One earlier step is not shown.", other: "# earlier steps are not shown." }),
	noScans: (carrier) => `No steps yet. ${carrier}'s first one will appear here by itself.`,
	carrierSays: (carrier) => `In ${carrier}'s words`,
	progress: "Progress",
	stepDone: "done: ",
	stepStopped: "stopped here: ",
	contents: "In this parcel",
	orderContents: "In this order",
	otherParcels: "Other parcels of this order",
	parcelDetails: "Carrier and number",
	carrier: "Carrier",
	number: "Tracking number",
	orderNumber: "Order number",
	copy: "Copy",
	copied: "Copied",
	goesOnWith: "Goes on with",
	anotherCarrier: "Another carrier",
	carrierPage: (carrier) => `See it at ${carrier}`,
	askPerson: "Ask a person",
	askSubject: (title, number) => `${title} (${number})`,
	askBody: (carrier, number, state) => `\n\n--\nAbout my parcel with ${carrier}, number ${number}: ${state}`,
	someDelivered: (delivered, parcels) => `${delivered} of ${parcels} parcels delivered`,
	returns: { yours: "Your return", of: "What this parcel brings back" },
	lastMile: {
		title: "The courier is on the way",
		stopsBefore: (stops) =>
			counted(stops, { one: "1 stop before you", other: stops === 0 ? "You are the next stop" : "# stops before you" }),
		positionFrom: (ago) => `Position from ${ago}`,
		callCourier: "Call the courier",
		courier: "The courier",
	},
	pickup: {
		title: "Where to collect it",
		address: "Address",
		hours: "Opening hours",
		code: "Code",
		codeIsHidden: "There is a code for collecting it. It is shown to you once you say whom the parcel is for.",
		directions: "Find the way",
	},
	actions: {
		addToCalendar: "Add to calendar",
		share: "Share",
		linkCopied: "Link copied",
		showDetails: "Show code and details",
		findTheWay: "Find the way",
		notReceived: "I did not get it",
	},
	calendar: {
		event: (title) => `Parcel: ${title}`,
		description: (state) => `${state} The parcel's page shows where it is now.`,
	},
	proof: {
		title: "Proof of delivery",
		signedBy: (name) => `Signed by ${name}`,
		signed: "It was signed for; the carrier does not tell the name.",
		leftAt: (place) => `Delivered at ${place}`,
		courier: (name) => `Brought by ${name}`,
	},
	language: "Language",
	widgetMore: "See the map and all steps",
	care: ENGLISH_CARE,
	watch: ENGLISH_WATCH,
	reviews: ENGLISH_REVIEWS,
	products: ENGLISH_PRODUCTS,
	notFoundTitle: "We cannot find this parcel",
	notFoundText:
		"The link may be incomplete or too old. Open it again from the shop's message, or ask the shop for a new one.",
	awayTitle: "We cannot look this up just now",
	awayText: "The fault is ours and passes. Your parcel travels on meanwhile. Please load the page again in a minute.",
};
