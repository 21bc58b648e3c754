import type { PickupPlace, Place, PlacePrecision, ScanTime } from "./scan.ts";
import type { ActionBy, Code, Condition, Milestone, Reason, ScanMilestone } from "./status.ts";

/** An arrival as shown: a window, how sure it is, who says so, and why. */
export interface Eta {
	/** `YYYY-MM-DDTHH:mm:ss` on the destination's clock, or `YYYY-MM-DD` when `dateOnly`. */
	readonly from: string;
	readonly to: string;
	readonly likely: string | null;
	/** The share of parcels that arrive inside the window, measured; null for a promise whose accuracy nobody has measured. */
	readonly level: number | null;
	readonly dateOnly: boolean;
	readonly zone: string | null;
	readonly source: "carrier" | "seller" | "model";
	/** Plain English: where the window comes from. */
	readonly because: string;
	/** The same as data, what weighs most first; absent for a promise. */
	readonly reasons?: readonly EtaReason[];
	/** What the carrier promises where we show a window of our own instead. */
	readonly beside?: Pick<Eta, "from" | "to" | "dateOnly" | "zone">;
}

/** Something that moved a window of our own. */
export interface EtaReason {
	readonly what: EtaReasonKind;
	/** How much longer than without it the way takes: 1.2 is a fifth longer. */
	readonly factor?: number;
	/** The parcels that taught it, old ones counting less. */
	readonly parcels?: number;
	/** Days that the carrier states, or by which it runs later than was first expected; negative: earlier. */
	readonly days?: readonly number[];
	/** Of those that the carrier states: days on which it works. */
	readonly working?: boolean;
	/** Of `late-step`: the step that came so many days later than it does of such parcels. */
	readonly code?: Code;
}

export type EtaReasonKind =
	| "stated"
	| "distance"
	| "carrier"
	| "service"
	| "country"
	| "region"
	| "lane"
	| "postcode"
	| "origin"
	| "seller"
	| "trend"
	| "age"
	| "since-first"
	| "late-step";

/** A promise that has passed while the parcel is still to come: something to own up to, not to show as an arrival. */
export interface MissedPromise {
	/** The end of the window that was promised, on the clock of `zone`. */
	readonly promisedTo: string;
	readonly zone: string | null;
	readonly source: "carrier" | "seller";
}

/** What happens to a waybill, and the next step where something is missing. */
export interface Following {
	readonly state: "following" | "needs-connection" | "push-only" | "unsupported";
	readonly next: string | null;
}

/** What the buyer's page shows of one parcel: a snapshot written by the transaction that changes the state. */
export interface ParcelPage {
	/** Grows by one with every change of the parcel. */
	readonly version: number;
	readonly shop: { readonly name: string; readonly contactEmail: string | null };
	readonly carrier: { readonly code: string; readonly name: string; readonly trackingUrl: string };
	readonly trackingNumber: string;
	/** Who else carries it, or has it under another number. Absent from old snapshots. */
	readonly onward?: readonly OnwardCarrier[];
	readonly items: readonly PageItem[];
	/** Without the next step: that is the seller's, and names addresses that no buyer needs. */
	readonly following: Pick<Following, "state">;
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	readonly eta: Eta | null;
	readonly late: MissedPromise | null;
	/** The arrival that was shown first. Absent before any, and from old snapshots. */
	readonly first?: Pick<Eta, "from" | "to" | "dateOnly" | "zone">;
	/** Nothing was heard for longer than usual. Absent while that is not so. */
	readonly silence?: PageSilence;
	/** When the carrier's first scan is mostly there, as far as its parcels taught. Absent where nobody knows, or it came. */
	readonly awaited?: { /** `…Z` */ readonly by: string; readonly zone: string | null };
	readonly deliveredAt: { readonly local: string; readonly instant: string | null } | null;
	readonly origin: PageEnd | null;
	readonly destination: PageEnd | null;
	/** Oldest first, the newest five hundred. */
	readonly scans: readonly PageScan[];
	/** How many came before those; absent where these are all. */
	readonly older?: number;
	/** Dated ahead of their telling: shown as the carrier wrote them, and nothing rests on them. Absent where there are none. */
	readonly foretold?: readonly PageScan[];
	/** What is told of the courier while he is on the way with it. Absent at any other time. */
	readonly lastMile?: LastMile;
	/** Absent unless it waits to be fetched and the carrier tells where or until when. */
	readonly pickup?: PickupPlace;
	/** What is known beside this and shown only to whom the parcel is for. Absent where there is nothing. */
	readonly held?: readonly HeldDetail[];
	/** The buyer says that he does not have it. Absent unless it is marked as delivered, and once he found it. */
	readonly notReceived?: { /** `…Z` */ readonly at: string };
	/** When a message last told something new of the parcel, `…Z`; null before the first. Absent from old snapshots. */
	readonly toldAt?: string | null;
}

export interface PageItem {
	readonly name: string;
	readonly quantity: number;
	readonly imageUrl: string | null;
	/** The shop's own word for it. Absent where it named none. */
	readonly sku?: string;
}

/** A parcel's page as it stands: the token of its link and the version of its snapshot. */
export interface PageVersion {
	readonly token: string;
	readonly version: number;
}

export interface LastMile {
	readonly stopsBefore: number | null;
	/** When the courier was where the newest `note.position` says, `…Z`; null without one. */
	readonly positionAt: string | null;
	/** To be called at the door: digits, blanks and a plus sign. */
	readonly courierPhone: string | null;
}

/** `code`: to fetch it with. `proof`: who signed, where exactly it was left. `courier`: a name. */
export type HeldDetail = "code" | "proof" | "courier";

/** What is shown to whom the parcel is for, once he said a postcode or an e-mail address that the shop knows. */
export interface HeldDetails {
	readonly pickupCode: string | null;
	readonly signedBy: string | null;
	/** The place of delivery in the carrier's words. */
	readonly leftAt: string | null;
	readonly courierName: string | null;
}

export interface PageSilence {
	/** `expiry`: for so long that nothing is expected any more. */
	readonly kind: "overdue" | "expiry";
	/** When it was last heard of, `…Z`. */
	readonly since: string;
}

export interface OnwardCarrier {
	/** As scans name the carrier of their leg. Absent for a carrier that we do not know, and from old snapshots. */
	readonly code?: string;
	/** Blank where the carrier names none. */
	readonly name: string;
	readonly trackingNumber: string;
	/** Blank where we know no page of theirs. */
	readonly trackingUrl: string;
}

/** An end of the journey, known to the city at most. */
export interface PageEnd {
	readonly city: string | null;
	readonly country: string;
	readonly lat: number | null;
	readonly lng: number | null;
	/** How near the truth the point is; null without one. */
	readonly precision: PlacePrecision | null;
}

export interface PageScan {
	readonly key: string;
	readonly milestone: ScanMilestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly text: string;
	readonly time: ScanTime;
	readonly place: Place | null;
	/** The carrier of the scan's leg. */
	readonly carrier: string;
	/** The buyer's own word. Absent for a carrier's. */
	readonly by?: "buyer";
}

/** Whether somebody of the shop answers now by the hours that it gave, or when somebody does next. */
export type Presence =
	| { readonly isIn: true }
	| {
			readonly isIn: false;
			/** `…Z`; the same by the clock of who comes, `YYYY-MM-DDTHH:mm:ss`; and its zone. */
			readonly next: { readonly instant: string; readonly local: string; readonly zone: string };
	  };
