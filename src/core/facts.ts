import type { Weekday } from "./calendar.ts";
import type { Provenance, Scan } from "./scan.ts";
import type { SilentPhase } from "./silence/silent-phase.ts";
import type { Code, Reason } from "./status.ts";

/** A carrier's promise on its own clock: `YYYY-MM-DDTHH:mm:ss`, or `YYYY-MM-DD` where it names a day. */
export interface CarrierPromise {
	readonly from: string;
	readonly to: string;
	/** An IANA name or an offset; null where the carrier names no zone. */
	readonly zone: string | null;
}

/** Something known about a parcel, with where it came from. The fold sees nothing else. */
export type Fact = ScanFact | HeaderFact | WithdrawalFact | ContinuationFact | CorrectionFact | SilenceFact;

/**
 * One account of a scan. A carrier may correct a scan by telling its key again in other words: that is another account,
 * and of each channel the account learnt last counts.
 */
export interface ScanFact {
	readonly kind: "scan";
	readonly scan: Scan;
	/** Tells the accounts of one key apart, 16 hexadecimal digits; absent where there is one. */
	readonly account?: string;
	/** Every message that told it in these words, at most one a channel: the first. */
	readonly provenance: readonly Provenance[];
}

/** What a message says of the parcel as a whole beside its scans: current status, promise, signature. */
export interface HeaderFact {
	readonly kind: "header";
	readonly key: string;
	readonly leg: number;
	readonly piece: string | null;
	/** Null when the message names no current status. */
	readonly status: { readonly code: Code; readonly reason: Reason; readonly carrierCode: string } | null;
	/** The header's own time, else that of the newest scan in its message, else when we learnt it. Milliseconds. */
	readonly at: number;
	readonly local: string | null;
	readonly instant: string | null;
	readonly promised: CarrierPromise | null;
	readonly signed: boolean;
	readonly provenance: readonly Provenance[];
}

/** The carrier takes a scan back: it leaves the timeline from then on. */
export interface WithdrawalFact {
	readonly kind: "withdrawal";
	readonly key: string;
	readonly withdraws: string;
	readonly provenance: readonly Provenance[];
}

/** The carrier of a leg names another number under which the parcel goes on: a partner's, or a new one of its own. */
export interface ContinuationFact {
	readonly kind: "continuation";
	readonly key: string;
	/** Of whose number it was told. */
	readonly leg: number;
	/** Of the newest scan in its message, else when we learnt it. Milliseconds. */
	readonly at: number;
	readonly to: Continuation;
	readonly provenance: readonly Provenance[];
}

/** The seller says under which of its legs the parcel travels: the others there were are another parcel's, or nobody's. */
export interface CorrectionFact {
	readonly kind: "correction";
	readonly key: string;
	/** The right one. */
	readonly leg: number;
	/** How many legs there were. */
	readonly among: number;
	/** When it was said. Milliseconds. */
	readonly at: number;
	/** Never stored: those of the others that the right one leads to, by what is known. */
	readonly onward?: readonly number[];
	readonly provenance: readonly Provenance[];
}

export interface Continuation {
	readonly trackingNumber: string;
	/** Our code of the carrier; null for one that we do not know. */
	readonly carrier: string | null;
	/** As the message calls it. */
	readonly carrierName: string | null;
}

/**
 * What it means when nothing is heard of a piece by `deadline` after its last scan. It was settled when that scan was
 * saved, speaks only while that scan is the last, and is nothing that a carrier said.
 */
export interface SilenceFact extends Silence {
	readonly kind: "silence";
	readonly key: string;
	/** Of the scan, or of the status that is newer; 1 before either. */
	readonly leg: number;
	/** Of the scan, else when the waybill was registered. Milliseconds. */
	readonly at: number;
	readonly provenance: readonly Provenance[];
}

export interface Silence {
	/** Key of the last scan, or of the status that is newer; null where nothing was told yet. */
	readonly of: string | null;
	/** Null for a parcel of one. */
	readonly piece: string | null;
	/** `…Z`. */
	readonly deadline: string;
	/** What is shown from then on; the code of before where silence has none of its own. */
	readonly code: Code;
	readonly because: SilenceCause;
}

/** Why a silence is one, as it was known when the deadline was set. */
export interface SilenceCause {
	/** `expiry` after so long that nothing is expected any more. */
	readonly kind: "overdue" | "expiry";
	/** When it was last heard of, `…Z`; of a date its end. */
	readonly since: string;
	/** From then to the deadline, rest days included. */
	readonly hours: number;
	readonly carrier: string;
	readonly phase: SilentPhase;
	readonly weekday: Weekday;
	/** Whose gaps the hours come from; `stated` is a rough default, `rule` the time after which a parcel expires. */
	readonly basis: "carrier" | "phase" | "stated" | "rule";
	/** How many gaps there were. */
	readonly gaps: number;
}
