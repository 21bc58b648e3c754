/** What the page says where a buyer does something: finds a parcel, says who he is, has not got it, has a question. */
export interface CareWords {
	readonly track: {
		readonly title: string;
		readonly text: string;
		readonly number: string;
		/** The label of the second field: a postcode or an e-mail address. */
		readonly check: string;
		readonly checkHint: string;
		readonly button: string;
		/** Said alike for a number that nobody knows and for a postcode that does not fit. */
		readonly notFound: string;
		readonly tooMany: (minutes: number) => string;
	};
	/** Shows what only the recipient may see: the code, the name of who signed. */
	readonly verify: {
		readonly title: string;
		readonly text: string;
		readonly check: string;
		readonly button: string;
		readonly wrong: string;
		readonly tooMany: (minutes: number) => string;
		/** The shop told neither a postcode nor an e-mail address, so that nobody can be recognised. */
		readonly impossible: string;
		readonly done: string;
		/** A button: hides the details from this device again. */
		readonly forget: string;
	};
	readonly notReceived: {
		readonly title: string;
		/** The carrier's own word, which stays: `when` as in "Tue 24 Nov, 11:05". */
		readonly carrierSays: (carrier: string, what: string, when: string) => string;
		readonly lookFirst: string;
		/** Where parcels that were marked as delivered are most often found, by what the carrier said of the place. */
		readonly places: Readonly<Record<PlaceToLook, string>>;
		/** Some carriers mark a parcel as delivered hours before it comes. */
		readonly tooEarly: string;
		readonly lookedThere: string;
		readonly note: string;
		readonly noteHint: string;
		readonly email: string;
		readonly emailHint: string;
		readonly send: string;
		readonly promise: (shop: string) => string;
		/** On the page from then on. */
		readonly told: (shop: string, when: string) => string;
		readonly found: string;
		/** After `found`. */
		readonly takenBack: string;
		/** The line of the timeline. */
		readonly line: string;
		/** Where it is not marked as delivered, or too long ago. */
		readonly notNow: string;
		readonly back: string;
	};
	/** A question to the shop, which a person answers. */
	readonly ask: {
		readonly title: (shop: string) => string;
		/** The parcel travels along: nobody has to explain which. */
		readonly lead: string;
		/** Above questions with their answers, which may save the wait. */
		readonly faqFirst: string;
		readonly text: string;
		readonly email: string;
		readonly emailHint: string;
		readonly photos: string;
		/** Of how many photos at the most, and of how many megabytes each. */
		readonly photosHint: (most: number, megabytes: number) => string;
		readonly photosMany: (most: number) => string;
		/** Too many bytes or pixels. */
		readonly photosLarge: (megabytes: number) => string;
		readonly photosUnread: string;
		/** Where the form is shown again: a browser forgets the files that were chosen. */
		readonly photosAgain: string;
		/** What a photo is called, counted within its message. */
		readonly photo: (number: number) => string;
		readonly send: string;
		/** `time` as in "2 hours": measured, three of four answers came within it. */
		readonly usual: (time: string) => string;
		/** Of a shop that gave its hours: by them somebody answers now. */
		readonly isIn: string;
		/** `when`: day and time, and by whose clock. */
		readonly nextIn: (when: string) => string;
		/** When it was sent. */
		readonly sent: (shop: string) => string;
		/** Above what was said back and forth. */
		readonly thread: (shop: string) => string;
		/** Who wrote it: the reader himself. */
		readonly you: string;
		readonly notYet: string;
		/** The label of the field in which he goes on. */
		readonly again: string;
		/** In the place of a message that was lost with its key. */
		readonly lost: string;
		/** More questions of one parcel than anybody has. */
		readonly tooMany: string;
		/** To a reader on another device than the one that asked, before a link to `verify`. */
		readonly elsewhere: string;
		readonly show: string;
		/** A link to all that is kept of what was said, under it. */
		readonly file: string;
		/** A link to the page that asks whether it is meant, and its title. */
		readonly erase: string;
		readonly eraseText: (shop: string) => string;
		/** After `eraseText`, of a parcel that was reported as not received. */
		readonly eraseReports: string;
		/** The button. */
		readonly eraseSure: string;
		/** When it was. */
		readonly erased: string;
		/** On the parcel's page. */
		readonly waiting: (shop: string) => string;
		readonly answered: (shop: string) => string;
		/** A link to the thread. */
		readonly read: string;
		readonly letter: {
			/** `parcel` as in "Running shoes + 1 more". */
			readonly subject: (shop: string, parcel: string) => string;
			readonly received: (shop: string) => string;
			/** Before the address of the thread. */
			readonly comesHere: string;
			/** Before the words of the buyer himself; `when` as in "Tue 24 Nov, 11:05". */
			readonly youWrote: (when: string) => string;
			/** Before the address of the thread, under an answer. */
			readonly writeAgain: string;
			readonly why: string;
			/** The first line of a letter that may be answered by mail; without ##- and -##. */
			readonly above: string;
		};
	};
	readonly faqTitle: string;
	/** Under each answer, with two buttons; and in their place once one was pressed. */
	readonly helped: { readonly ask: string; readonly yes: string; readonly no: string; readonly thanks: string };
	readonly faq: Readonly<Record<FaqTopic, { readonly question: string; readonly answer: Answer }>>;
	/** Errors beside a field. */
	readonly field: {
		readonly missing: string;
		readonly tooLong: (most: number) => string;
		readonly noEmail: string;
	};
}

export type Answer = (carrier: string, shop: string) => string;

export const PLACES_TO_LOOK = ["door", "letterbox", "household", "neighbours", "reception", "safe-place"] as const;
export type PlaceToLook = (typeof PLACES_TO_LOOK)[number];

/** What buyers ask, by the state of their parcel: see web/views/faq.ts. */
export const FAQ_TOPICS = [
	"no-scan-yet",
	"how-sure",
	"late",
	"silent",
	"in-customs",
	"duty",
	"be-at-home",
	"missed",
	"collect",
	"address",
	"not-received",
	"damaged",
	"part-missing",
	"going-back",
	"lost",
	"who-sees",
] as const;
export type FaqTopic = (typeof FAQ_TOPICS)[number];
