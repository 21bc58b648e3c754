import type { EtaReasonKind, Following } from "../../../src/core/page.ts";
import type { ActionBy, Code, Condition, Reason } from "../../../src/core/status.ts";
import type { Ending } from "../ending.ts";
import type { CareWords } from "./care-keys.ts";
import type { ProductWords } from "./product-keys.ts";
import type { ReviewWords } from "./review-keys.ts";
import type { WatchWords } from "./watch-keys.ts";

/** All that the page says, once a language. A language is a folder beside this; a missing key does not compile. */
export interface Words {
	/** What happened, for the timeline and, unless a better one fits, the headline. */
	readonly codes: Readonly<Record<Code, string>>;
	readonly reasons: Readonly<Record<Exclude<Reason, "none">, string>>;
	readonly conditions: Readonly<Record<Exclude<Condition, "ok">, { readonly title: string; readonly next: Next }>>;
	/** Of a journey that is over, or turned round: nobody is working on it any more. */
	readonly endings: Readonly<Record<Ending, { readonly title: string; readonly next: (shop: string) => string }>>;
	/** Of a parcel that waits to be fetched; `place` is empty where none is known. */
	readonly collect: { readonly title: string; readonly next: (place: string, carrier: string) => string };
	/** Where money is asked for, thieves ask for it too. */
	readonly neverCardDetails: string;
	readonly following: Readonly<
		Record<Exclude<Following["state"], "following">, (carrier: string, hasPage: boolean) => string>
	>;
	readonly steps: Readonly<Record<StepName, string>>;
	readonly headline: {
		readonly arriving: (when: string) => string;
		readonly nowExpected: (what: string, when: string) => string;
		readonly between: (day: string, times: string) => string;
		readonly by: (day: string, time: string) => string;
		readonly today: (day: string) => string;
		readonly tomorrow: (day: string) => string;
		readonly delivered: (when: string) => string;
		readonly at: (what: string, when: string) => string;
		/** What waits to be fetched, and the last day for it. */
		readonly until: (what: string, day: string) => string;
		readonly later: string;
		readonly laterNow: (when: string) => string;
		readonly wasExpected: (when: string) => string;
		/** The days that were shown first; `when` as in `arriving`. */
		readonly firstEstimate: (when: string) => string;
		readonly noNewDate: string;
		readonly onItsWay: string;
		readonly noDate: string;
		readonly noNewsSince: (day: string) => string;
		/** A parcel that is silent may come all the same. */
		readonly mayCome: (when: string) => string;
		readonly notHandedOver: string;
		readonly heardLast: (day: string) => string;
		readonly outToday: (day: string) => string;
		readonly outSince: (day: string) => string;
		readonly labelMade: string;
		readonly labelDetail: (shop: string, carrier: string) => string;
		readonly waitingDetail: (carrier: string) => string;
		readonly firstScanBy: (carrier: string, day: string) => string;
		readonly elsewhere: (carrier: string) => string;
	};
	readonly promise: {
		readonly carrier: (carrier: string) => string;
		readonly seller: (shop: string) => string;
		readonly kept: (carrier: string, outOfTen: number) => string;
		readonly likely: (when: string) => string;
		readonly likelyAt: (time: string) => string;
		readonly measured: (outOfTen: number) => string;
		/** Our estimate, how well such come true not being known yet. */
		readonly estimate: (parcels: number, ground: Ground) => string;
		readonly stated: (carrier: string, fromDays: number, toDays: number, isWorking: boolean) => string;
		readonly beside: (carrier: string, when: string, usually: "later" | "sooner" | "within") => string;
		/** `what`: one of `codes`, the step that came so many days later than it usually does. */
		readonly lateStep: (what: string, days: number) => string;
		/** Lately such parcels take longer than they did. */
		readonly slower: string;
		readonly localTo: (city: string) => string;
	};
	readonly yourParcel: string;
	readonly andMore: (title: string, more: number) => string;
	readonly localTime: (when: string) => string;
	readonly checked: (ago: string) => readonly [before: string, ago: string, after: string];
	readonly sourceDown: (carrier: string, since: string) => string;
	readonly noTime: string;
	readonly mapTitle: string;
	readonly map: {
		readonly from: (place: string) => string;
		readonly near: (place: string, known: string) => string;
		/** Where it was before scans that name the country alone. */
		readonly lastKnown: (place: string, known: string) => string;
		readonly within: (country: string) => string;
		readonly arrived: (place: string) => string;
		readonly back: (place: string) => string;
		readonly to: (place: string) => string;
		readonly knownTo: Readonly<Record<"address" | "street" | "postcode" | "locality" | "region" | "country", string>>;
		readonly places: string;
		readonly skip: string;
		/** The courier's own place; `when` as on the timeline. */
		readonly courier: (when: string) => string;
		/** A button: turns the picture into a map that moves. */
		readonly move: string;
		readonly zoomIn: string;
		readonly zoomOut: string;
		/** Buttons that move the map. */
		readonly pan: Readonly<Record<"left" | "up" | "down" | "right", string>>;
		readonly credit: string;
	};
	readonly timeline: string;
	readonly noScans: (carrier: string) => string;
	/** Under a timeline that does not go back to the start. */
	readonly olderScans: (count: number) => string;
	readonly carrierSays: (carrier: string) => string;
	readonly progress: string;
	readonly stepDone: string;
	readonly stepStopped: string;
	readonly contents: string;
	/** Where nobody said which of several parcels a thing is in. */
	readonly orderContents: string;
	readonly otherParcels: string;
	readonly parcelDetails: string;
	readonly carrier: string;
	readonly number: string;
	readonly orderNumber: string;
	readonly copy: string;
	readonly copied: string;
	readonly carrierPage: (carrier: string) => string;
	/** A label: who carries the parcel on. */
	readonly goesOnWith: string;
	/** Its carrier has no name. */
	readonly anotherCarrier: string;
	readonly askPerson: string;
	readonly askSubject: (title: string, number: string) => string;
	readonly askBody: (carrier: string, number: string, state: string) => string;
	/** Of an order in several parcels, of which one at least is delivered. */
	readonly someDelivered: (delivered: number, parcels: number) => string;
	readonly returns: {
		/** Above the parcel in which the buyer sends something back. */
		readonly yours: string;
		/** Above the parcel whose things are in this one. */
		readonly of: string;
	};
	/** While the courier is on the way with it. */
	readonly lastMile: {
		readonly title: string;
		/** How many stops the courier makes before this one, 0 or more. */
		readonly stopsBefore: (stops: number) => string;
		/** `ago` as Intl says it: "2 minutes ago". */
		readonly positionFrom: (ago: string) => string;
		readonly callCourier: string;
		/** Of the map's mark. */
		readonly courier: string;
	};
	/** Where it waits to be fetched. */
	readonly pickup: {
		readonly title: string;
		readonly address: string;
		readonly hours: string;
		readonly code: string;
		/** Where a code is known that the reader may see once it is clear who reads. */
		readonly codeIsHidden: string;
		readonly directions: string;
	};
	/** Buttons. */
	readonly actions: {
		readonly addToCalendar: string;
		readonly share: string;
		/** What stands in the place of `share` once the address was copied. */
		readonly linkCopied: string;
		readonly showDetails: string;
		readonly findTheWay: string;
		readonly notReceived: string;
	};
	/** Of an entry in a calendar. */
	readonly calendar: {
		/** `title` names the parcel. */
		readonly event: (title: string) => string;
		readonly description: (state: string) => string;
	};
	readonly proof: {
		readonly title: string;
		readonly signedBy: (name: string) => string;
		/** A signature exists, its name is not told. */
		readonly signed: string;
		readonly leftAt: (place: string) => string;
		readonly courier: (name: string) => string;
	};
	/** Above a list of languages, each in its own name. */
	readonly language: string;
	/** What is said to readers of a page that somebody else embedded, before the link to this page. */
	readonly widgetMore: string;
	readonly care: CareWords;
	readonly watch: WatchWords;
	readonly reviews: ReviewWords;
	readonly products: ProductWords;
	readonly notFoundTitle: string;
	readonly notFoundText: string;
	readonly awayTitle: string;
	readonly awayText: string;
}

/** What parcels have in common that taught an estimate. */
export type Ground = Extract<EtaReasonKind, "postcode" | "lane" | "region" | "country" | "service" | "carrier">;

/** `hasPage`: the carrier has a page of its own, to which a link leads. */
export type Next = (who: ActionBy, carrier: string, hasPage: boolean) => string;

export type StepName =
	| "shipped"
	| "moving"
	| "customs"
	| "nearby"
	| "out"
	| "collect"
	| "delivered"
	| "returning"
	| "returned";
