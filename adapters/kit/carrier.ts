import type { z } from "zod";
import type {
	Marked,
	PickupPlace,
	PlacePrecision,
	ScanDetails,
	WrittenPlace,
	WrittenTime,
} from "../../src/core/scan.ts";
import type { Code, Reason } from "../../src/core/status.ts";

/**
 * Everything we know about one carrier. An adapter is a frozen value: facts and pure functions. It never
 * touches the network, the clock, the disk, the environment or another adapter.
 */
export interface Carrier<C extends z.ZodObject = z.ZodObject> {
	/** File name, URL segment and database value, kebab-case. Never changes once released. */
	readonly code: string;
	readonly name: string;
	/** An aggregator tells what other carriers told it. Default: a carrier, which tells of its own parcels. */
	readonly kind?: "aggregator";
	/** Home countries, ISO 3166-1 alpha-2; empty for a carrier or aggregator of the whole world. */
	readonly countries: readonly string[];
	readonly source: Source;
	readonly numbers: NumberRule;
	readonly clock: Clock;
	/** Carrier code, or a composite that the adapter builds, to our code. A code that is not here is never guessed. */
	readonly statuses: Readonly<Record<string, Meaning>>;
	/** Copies what a message says out of its body, as strings. Throws Unreadable. */
	readonly extract: Extract;
	/** What a query requires beside the number. Asked for at registration, with a problem that names it. */
	readonly needs?: Readonly<Partial<Record<Need, NeedRule>>>;
	/** The carrier's own public page for a number. */
	readonly trackingUrl: (trackingNumber: string) => string;
	/** Where and as whom the carrier is called, by `poll`, by `subscribe` or by both. */
	readonly api?: Api<C>;
	readonly poll?: Poll<C>;
	readonly subscribe?: Subscribe<C>;
	readonly webhook?: Webhook;
}

/** A carrier of whom only this is known: its numbers are told, its page is linked, and nothing of it is read. */
export type KnownCarrier = Pick<Carrier, "code" | "name" | "countries" | "source" | "numbers" | "trackingUrl">;

/** Where the facts come from, so that a reader knows how far to trust them. */
export interface Source {
	/** documented: the carrier's own pages; observed: real payloads; assumed: second-hand. */
	readonly kind: "documented" | "observed" | "assumed";
	readonly url: string;
	/** `YYYY-MM-DD` of the day somebody read that page. */
	readonly checked: string;
	/** What is not known, in one sentence; printed in the carrier table. */
	readonly note?: string;
}

export interface NumberRule {
	/** Tested on the number in capitals without blanks or hyphens. */
	readonly pattern: RegExp;
	/** Of a number that fits the pattern; null where numbers of its form have none. */
	readonly checkDigit?: (trackingNumber: string) => boolean | null;
	/** Numbers that fit and are mostly another's: a partner's, an old label's. They weigh less where several carriers fit. */
	readonly seldom?: RegExp;
	readonly valid: readonly [string, ...string[]];
	readonly invalid: readonly [string, ...string[]];
}

/**
 * How a carrier writes a time, in the letters of Unicode's date patterns. Digits may lack their leading zero where marks
 * part them; blanks may be several; a T, a comma, `at` or a dash may part date and clock; a fraction may follow the
 * seconds; a weekday before the date and a zone behind the clock are read. `HH:mm` reads seconds that follow, `HH:mm:ss`
 * insists on them. Two-digit years are of this century. Nothing is guessed: `dd/MM` never reads `MM/dd`.
 */
export type TimeFormat =
	/** `2024-04-26T09:26:00-07:00` in all its dialects: blank or T, `Z`, `+0700`, `+07`, fractions, no seconds, no clock. */
	| "iso"
	| DayFormat
	| `${DayFormat} ${ClockFormat}`
	/** Milliseconds since 1970. */
	| "epoch-ms"
	/** Seconds since 1970, with or without a fraction. */
	| "epoch-s"
	/** `/Date(1725949800000+0200)/`, as .NET writes it: milliseconds since 1970, and the offset of the clock to show. */
	| "/Date(ms)/";

export type DayFormat =
	| "yyyy-MM-dd"
	| "yyyy/MM/dd"
	| "yyyy.MM.dd"
	| "yyyyMMdd"
	| "yyMMdd"
	| "dd.MM.yyyy"
	| "dd/MM/yyyy"
	| "dd-MM-yyyy"
	| "ddMMyyyy"
	| "MM/dd/yyyy"
	| "MM-dd-yyyy"
	| "MMddyyyy"
	| "dd.MM.yy"
	| "dd/MM/yy"
	| "dd-MM-yy"
	| "MM/dd/yy"
	/** English names of months, short or in full: `22 November 2026`, `22-Nov-2026`, `Nov. 22nd, 2026`. */
	| "dd MMM yyyy"
	| "dd-MMM-yyyy"
	| "dd/MMM/yyyy"
	| "dd-MMM-yy"
	| "MMM dd, yyyy"
	| "yyyy-MMM-dd";

export type ClockFormat = "HH:mm" | "HH:mm:ss" | "HHmm" | "HHmmss" | "hh:mm a" | "hh:mm:ss a";

export interface Clock {
	/** Tried in order; the first that fits wins, so an ambiguous pair must not stand here together. */
	readonly formats: readonly [TimeFormat, ...TimeFormat[]];
	readonly zone: ZonePolicy;
	/** The carrier writes midnight for "some time that day" on scans and promises alike. */
	readonly midnightIsDay?: boolean;
	/**
	 * The carrier is known to put a Z behind its own wall clock: the Z is read as if it were not there, and `zone` says
	 * whose clock it is. Without it a Z is UTC.
	 */
	readonly z?: "local";
	/**
	 * What the carrier means by its words for zones, in capitals: `EST` as `-05:00` where it also writes `EDT`, as
	 * `America/Toronto` where it writes EST all summer. A word that is not here has no meaning: IST is three countries.
	 */
	readonly zoneWords?: Readonly<Record<string, string>>;
}

/** Whose wall clock the carrier writes where the payload names no offset. */
export type ZonePolicy =
	/** The offset stands in the payload; a time without one has no known zone. */
	| { readonly kind: "in-payload" }
	| { readonly kind: "fixed"; readonly zone: string }
	/** The clock of the place of the scan; `fallback` only orders scans whose place has no known zone. */
	| { readonly kind: "scan-site"; readonly fallback: string | null };

export type Meaning = Code | readonly [Code, Reason];

/** `courier` is an aggregator's own code of who carries the parcel. */
export type Need = "phoneLast4" | "postcode" | "shipDate" | "courier";
export interface NeedRule {
	/** A plain sentence for the seller: why the carrier wants it. */
	readonly why: string;
	readonly required: boolean;
	/** What it looks like, where that is narrower than usual: see `NEED_FORMS`. */
	readonly pattern?: RegExp;
}

/** A time in the carrier's own characters. `offset` and `zone` where the payload has them apart. */
export interface RawTime {
	readonly text: string;
	/** `+08:00`, `-0500`, `-04.00`, `GMT+8`, `Z`, or a word of the clock's `zoneWords`: as written. */
	readonly offset?: string | undefined;
	/** An IANA name, when the payload names one, or a word as above. */
	readonly zone?: string | undefined;
	/** This one is the clock on the wall of the place, though the carrier's rule is another. A zone of its own wins. */
	readonly atSite?: boolean | undefined;
	/** The offset of the clock on the wall of the place, where the time is written by another: EPCIS writes UTC. */
	readonly shownAt?: string | undefined;
}

export interface RawPlace {
	readonly name?: string | undefined;
	readonly city?: string | undefined;
	readonly region?: string | undefined;
	readonly postcode?: string | undefined;
	/** ISO alpha-2, alpha-3 or the carrier's name of the country; the kit normalises what it can. */
	readonly country?: string | undefined;
	readonly lat?: number | undefined;
	readonly lng?: number | undefined;
	/** How near the truth the point is, where the carrier's rules tell: the middle of a district is no address. */
	readonly precision?: PlacePrecision | undefined;
}

/** One scan in the carrier's own words: no dates, no statuses, no judgement. */
export interface RawScan {
	/** Printed as `carrierCode`. Empty where the carrier has no code. */
	readonly code: string;
	/** Keys of `statuses` to try in order, most particular first. Default: the code alone. */
	readonly keys?: readonly string[] | undefined;
	/** A reason in our own words beside the code: Wayline's own format alone has one. */
	readonly reason?: string | undefined;
	/** The carrier's own identity of the event, where it has one: unique within the number, all its pieces included. */
	readonly id?: string | undefined;
	readonly text: string;
	readonly time: RawTime;
	readonly place?: RawPlace | undefined;
	readonly piece?: string | undefined;
	/** Where it waits to be fetched: counts with a scan that says so, and with one of a visit in vain. */
	readonly pickup?: RawPickup | undefined;
	/** Stops that the courier makes before this one. */
	readonly stopsBefore?: number | undefined;
	/** Personal details that stand in fields of their own. */
	readonly marked?: { readonly [K in keyof Marked]?: string | undefined } | undefined;
}

/** A shop, a locker, a post office: never a neighbour, nor a box at the recipient's own door. In the carrier's words. */
export interface RawPickup {
	readonly name?: string | undefined;
	/** Street, postcode and town in one line, or its parts, which are joined by commas. */
	readonly address?: string | readonly (string | undefined)[] | undefined;
	/** A line for each day, or all in one. */
	readonly hours?: readonly string[] | undefined;
	/** The last day or moment. */
	readonly until?: RawTime | undefined;
	readonly lat?: number | undefined;
	readonly lng?: number | undefined;
}

export interface RawShipment {
	/** As the body names it; null where it names none. */
	readonly trackingNumber: string | null;
	/** Whose parcel an aggregator tells of: our code, where it is one of ours. */
	readonly carrier?: string | undefined;
	/** The same in the aggregator's own word. */
	readonly carrierName?: string | undefined;
	/** In the carrier's order; say in `order` which end is new. */
	readonly scans: readonly RawScan[];
	readonly order: "newest-first" | "oldest-first" | "none";
	/** The carrier's explicit current status. */
	readonly status?: RawStatus | undefined;
	readonly promised?: { readonly from: RawTime; readonly to: RawTime } | undefined;
	/** The body names a signer or shows a signature. */
	readonly signed?: boolean | undefined;
	/** Where it waits to be fetched, told of the parcel as a whole: it goes with the newest scan that says that it waits. */
	readonly pickup?: RawPickup | undefined;
	/** Event ids that the carrier takes back. */
	readonly withdraws?: readonly string[] | undefined;
	/** The numbers under which the same parcel goes on, where the body names them. */
	readonly continues?: readonly RawContinuation[] | undefined;
}

/** The same parcel in other hands, or under another number: it opens a leg, and the old number keeps its own. */
export interface RawContinuation {
	readonly trackingNumber: string;
	/** Our code of the carrier, where it is one of ours; without one and without a name it is the same carrier. */
	readonly carrier?: string | undefined;
	/** As the body calls it. */
	readonly carrierName?: string | undefined;
}

export interface RawStatus {
	readonly code: string;
	readonly keys?: readonly string[] | undefined;
	readonly text?: string | undefined;
	readonly time?: RawTime | undefined;
}

/** Why a body holds nothing about a number. */
export interface Refusal {
	readonly trackingNumber: string | null;
	readonly outcome: Exclude<Outcome, "ok">;
	readonly detail: string;
}

export interface Extracted {
	readonly shipments: readonly RawShipment[];
	readonly refusals?: readonly Refusal[];
	readonly problems?: readonly Problem[];
}

export type Extract = (body: string, envelope: Envelope) => Extracted;

/** What is known of a body beside itself. */
export interface Envelope {
	/** By which door it came; a shape of the other door is understood too. */
	readonly kind: "poll" | "webhook" | "push-file" | "document";
	/** What the sender declared. */
	readonly contentType: ContentType;
	/** The HTTP status of a reply. An adapter need not look at it: `read` does, where the body says nothing. */
	readonly status?: number | undefined;
	/** The numbers that a poll asked for. */
	readonly asked?: readonly string[] | undefined;
}

export const CONTENT_TYPES = ["json", "xml", "csv", "edifact", "x12", "form", "text"] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/**
 * ok: at least one fact. empty: understood, no fact about any parcel. not-found: the carrier does not know the
 * number. denied: credentials or address. rate-limited: quota. error: bad request, or the carrier's fault.
 */
export type Outcome = "ok" | "empty" | "not-found" | "denied" | "rate-limited" | "error";

export interface Problem {
	readonly kind: "unreadable" | "unknown-code" | "bad-time" | "missing-number" | "contradiction" | "refused";
	/** One sentence or `code: text`. Never a personal detail. */
	readonly detail: string;
}

/** The body is not what this carrier sends. Thrown by extract, caught only by read(). */
export class Unreadable extends Error {
	override readonly name = "Unreadable";
}

/** A scan whose code and clock are read, but whose place and zone are not yet looked up. */
export interface ReadScan {
	readonly code: Code;
	readonly reason: Reason;
	readonly carrierCode: string;
	/** The key of `statuses` that gave the code, such as "DE:08"; null where none did. */
	readonly rule: string | null;
	/** As the carrier gave it: unique within the number, pieces included. */
	readonly id: string | null;
	readonly text: string;
	/** 16 hexadecimal digits of the words as they came: better rules of privacy change the text and not this. */
	readonly wordsDigest: string;
	readonly clock: WrittenTime;
	readonly place: WrittenPlace | null;
	/** Name, city and region as they came, for the scan's identity alone: never shown, for a person may stand in them. */
	readonly placeWords: string;
	readonly piece: string | null;
	/** Oldest first, from 1. */
	readonly sequence: number;
	readonly marked: Marked;
	/** Absent where the scan tells nothing beside its words. */
	readonly details?: ReadDetails;
}

/** What a scan tells beside its words; the last day is still on the clock on which it was written. */
export interface ReadDetails extends Pick<ScanDetails, "stopsBefore"> {
	readonly pickup?: ReadPickup;
}

export interface ReadPickup extends Omit<PickupPlace, "until"> {
	readonly until: WrittenTime | null;
}

export interface ReadShipment {
	/** Capitals, no blanks; an identifier that is a URI stays as written. */
	readonly trackingNumber: string | null;
	/** Our code of the carrier whose parcel an aggregator tells of; null where it is not known, and for a carrier itself. */
	readonly carrier: string | null;
	/** The aggregator's own word for that carrier. */
	readonly carrierName: string | null;
	readonly scans: readonly ReadScan[];
	readonly status: {
		readonly code: Code;
		readonly reason: Reason;
		readonly carrierCode: string;
		readonly rule: string;
		readonly clock: WrittenTime | null;
	} | null;
	readonly promised: { readonly from: string; readonly to: string; readonly zone: string | null } | null;
	readonly signed: boolean;
	readonly withdraws: readonly string[];
	readonly continues: readonly ReadContinuation[];
}

/** The same parcel under another number; `carrier` is null where the message names one that we do not know. */
export interface ReadContinuation {
	readonly trackingNumber: string;
	readonly carrier: string | null;
	readonly carrierName: string | null;
}

/** What a body meant. A problem never hides a scan: unknown codes stay on the timeline. */
export interface Reading {
	readonly outcome: Outcome;
	readonly shipments: readonly ReadShipment[];
	/** Numbers of a batch that got no answer of their own. */
	readonly refusals: readonly Refusal[];
	readonly problems: readonly Problem[];
}

export interface HttpRequest {
	readonly method: "GET" | "POST" | "DELETE" | "PUT";
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

export interface HttpReply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** What one number of a request carries beside itself. */
export interface Query {
	readonly trackingNumber: string;
	readonly needs: Readonly<Partial<Record<Need, string>>>;
}

/** What one call asks for: one number at least, and no more than its `batch`. */
export type Queries = readonly [Query, ...Query[]];

/** What a request builder may use. Nothing in it may reach the URL but the numbers. */
export interface Access<C extends z.ZodObject = z.ZodObject> {
	readonly credentials: z.output<C>;
	/** From `login`; empty where the carrier has none. */
	readonly token: string;
	/** Milliseconds since 1970, for signed requests. */
	readonly nowMs: number;
	/** Fresh and unguessable, for carriers that want a request id. */
	readonly requestId: string;
}

export interface Api<C extends z.ZodObject = z.ZodObject> {
	readonly hosts: readonly [string, ...string[]];
	readonly credentials: C;
	readonly login?: Login<NoInfer<C>>;
	/** For all calls of one connection together. */
	readonly rate: Rate;
}

export interface Poll<C extends z.ZodObject = z.ZodObject> {
	/** How many numbers a call takes. */
	readonly batch: number;
	/** What differs in every reply though nothing happened, such as a transaction id. Two replies alike but for it are one. */
	readonly volatile?: RegExp;
	readonly request: (queries: Queries, access: Access<C>) => HttpRequest;
}

export interface Rate {
	readonly perSecond: number;
	readonly perHour?: number;
	readonly perDay?: number;
}

export interface Login<C extends z.ZodObject = z.ZodObject> {
	readonly request: (access: Omit<Access<C>, "token">) => HttpRequest;
	/** Throws Unreadable when the reply holds no token. */
	readonly read: (body: string) => { readonly token: string; readonly expiresInSeconds: number };
}

export interface Webhook {
	readonly verify: Verifier;
	/** Answers a carrier that tries the address before it posts there; null for what is no such trial. */
	readonly handshake?: Handshake;
	/**
	 * The header, in small letters, that names a message: the same when it is sent again, another when the same words are
	 * meant anew. Without one, equal bytes are one message, however long ago the first came.
	 */
	readonly idHeader?: string;
	/** Only when a push is shaped differently from a poll reply. */
	readonly extract?: Extract;
	/** What the carrier wants to hear back once its message is kept. Default: 204 without a body. */
	readonly acknowledge?: HttpReply | ((receipt: Receipt) => HttpReply);
	/** The carrier takes no address that holds its name: it is given one that names the connection alone. */
	readonly unnamed?: boolean;
	/** A body that nobody can read is answered 400, in words, though it is kept: for senders who are still learning. */
	readonly refusesUnreadable?: boolean;
	/** What the carrier wants to hear when its message is refused. Default: problem+json. */
	readonly refuse?: HttpReply;
	/**
	 * What is wrong with a secret that a seller brings, in a sentence that says how to come by a right one; null where it
	 * will do. Default: anything of six characters and more that a person can type.
	 */
	readonly checkSecret?: (secret: string) => string | null;
	/** Characters that the carrier wants in a secret; without it one of Standard Webhooks is made. */
	readonly secretLength?: number;
	/** One sentence for the seller: where the secret is given to the carrier, or how the carrier sends it back. */
	readonly setUp?: string;
}

/** What became of a message, in shipments. */
export interface Receipt {
	readonly accepted: number;
	/** Kept until their waybill is registered. */
	readonly unmatched: number;
	readonly problems: readonly Problem[];
	/** The message itself, for carriers that want something of it back. */
	readonly body: string;
	/** Milliseconds since 1970. */
	readonly receivedAtMs: number;
}

export interface IncomingHook {
	/** Lower-case names. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
	/** The query string without its question mark, for carriers that sign or carry a token there. */
	readonly query: string;
}

/**
 * `null` when authentic, else which part is wrong, in words for the connection's owner and never with a secret. While a
 * secret is being changed for another, ask with `anySecret`.
 */
export type Verifier = (hook: IncomingHook, secret: string, nowMs: number) => string | null;

/**
 * The answer to a GET with a challenge in its query or a POST with one in its body. Nothing is kept of it. Whoever does
 * not show the secret (`isSecret`) is answered null, or with what is of use only to who has it: the challenge signed.
 */
export type Handshake = (hook: IncomingHook & { readonly method: "GET" | "POST" }, secret: string) => HttpReply | null;

/** How numbers are subscribed to the carrier's webhook with our public address. */
export interface Subscribe<C extends z.ZodObject = z.ZodObject> {
	/** How many numbers a call takes. */
	readonly batch: number;
	readonly request: (queries: Queries, access: Access<C> & Callback) => HttpRequest;
	/** What became of each number; `readSubscribed` asks only where the HTTP status leaves it open. Throws Unreadable. */
	readonly read: (reply: HttpReply, queries: readonly Query[]) => Subscribed;
	/** After how many days it is asked for anew; absent when it lasts. */
	readonly renewAfterDays?: number;
	/** Days until it lapses unless it is renewed. Default: one more than `renewAfterDays`. */
	readonly lapsesAfterDays?: number;
	/** Absent where the carrier ends a subscription by itself alone. */
	readonly cancel?: Cancel<C>;
}

/** How a subscription is taken back: by the carrier's own name of it, and not at all where that is not known, or by the number. */
export interface Cancel<C extends z.ZodObject = z.ZodObject> {
	readonly by: "id" | "number";
	/** `subscription.id` is a text where it is cancelled by it. */
	readonly request: (subscription: Subscription, access: Access<C>) => HttpRequest;
}

/** Numbers as they were asked for. A number that is subscribed already is accepted. */
export interface Subscribed {
	readonly accepted: readonly string[];
	readonly refused: readonly { readonly trackingNumber: string; readonly detail: string }[];
	/** The carrier's own name of a subscription, by number. */
	readonly ids?: Readonly<Record<string, string>> | undefined;
	/** Why all of them were refused alike, where it is not the numbers' fault. */
	readonly outcome?: "denied" | "rate-limited" | "error" | undefined;
}

export interface Subscription {
	readonly trackingNumber: string;
	/** From `Subscribed.ids`; null where the carrier gave none. */
	readonly id: string | null;
}

export interface Callback {
	readonly callbackUrl: string;
	readonly secret: string;
}

/** Keeps the credential type while checking the shape, and freezes the value. */
export function defineCarrier<C extends z.ZodObject>(carrier: Carrier<C>): Carrier {
	// A Carrier<C> takes credentials that its own schema parsed; the poller parses with that schema before every call.
	return Object.freeze(carrier) as unknown as Carrier;
}
