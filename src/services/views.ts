import type { Candidate } from "../core/detect.ts";
import type { Following } from "../core/page.ts";
import type { Channel } from "../core/scan.ts";
import type { ActionBy, Code, Condition, Milestone, Reason } from "../core/status.ts";
import type { AuditEntry } from "../store/audit.ts";
import type { MessageState } from "../store/messages.ts";
import type { ProvenScan } from "./proven-scan.ts";
import type { ArrivalDetail, ArrivalView } from "./view-arrival.ts";
import type { SubscriptionView } from "./view-connections.ts";

/** An end of a journey as a seller names it. */
export interface EndPoint {
	readonly country: string;
	readonly region?: string | null | undefined;
	readonly city?: string | null | undefined;
	readonly postcode?: string | null | undefined;
}

export interface OrderItem {
	readonly name: string;
	readonly quantity?: number | undefined;
	readonly imageUrl?: string | null | undefined;
	/** The id that the seller's product feed has it under. */
	readonly sku?: string | undefined;
}

/** What a seller sends to register a waybill; the door has checked its shape. */
export interface NewShipment {
	readonly trackingNumber: string;
	readonly carrier?: string | undefined;
	readonly reference?: string | undefined;
	readonly order?: NewOrder | undefined;
	readonly origin?: EndPoint | undefined;
	readonly destination?: EndPoint | undefined;
	readonly service?: string | undefined;
	/** `YYYY-MM-DD` or an ISO time with offset: what the seller told the buyer. */
	readonly promisedBy?: string | undefined;
	readonly needs?: Readonly<Record<string, string>> | undefined;
	/** `shp_…`: the parcel whose things come back in this one. */
	readonly returnOf?: string | undefined;
	/** `brd_…`, under which it was sold; null: the seller's own. Where it is left out, that of its order. */
	readonly brand?: string | null | undefined;
	/** `con_…`, which follows it; where it is left out, the one that new waybills of the carrier use. */
	readonly connection?: string | undefined;
}

/** What a seller changes of a parcel: what is left out stays, null takes away. */
export interface ShipmentChange {
	readonly reference?: string | null | undefined;
	readonly order?: NewOrder | null | undefined;
	readonly origin?: EndPoint | null | undefined;
	readonly destination?: EndPoint | null | undefined;
	readonly service?: string | null | undefined;
	readonly promisedBy?: string | null | undefined;
	readonly needs?: Readonly<Record<string, string>> | null | undefined;
	readonly returnOf?: string | null | undefined;
	/** The others of its order, and what comes back of them, get it too. */
	readonly brand?: string | null | undefined;
	/** `con_…`; null: the one that new waybills of its carrier use. */
	readonly connection?: string | null | undefined;
}

/** What came of having a parcel asked for at once. */
export interface RefreshView {
	/** asked: the carrier is asked within seconds. The others say why nobody can be asked. */
	readonly state: "asked" | "needs-connection" | "push-only" | "unsupported";
	/** What to do, or to know, in a sentence. */
	readonly next: string | null;
	readonly askedAt: string | null;
	/** The carrier takes no calls before. */
	readonly notBefore: string | null;
	readonly lastAnsweredAt: string | null;
}

/** Under what a parcel travels in truth. */
export interface CarrierCorrection {
	readonly carrier: string;
	/** The number that it has; the one it is known by where left out. */
	readonly trackingNumber?: string | undefined;
	readonly needs?: Readonly<Record<string, string>> | undefined;
}

export interface NewOrder {
	readonly reference: string;
	readonly items?: readonly OrderItem[] | undefined;
	readonly buyer?: Buyer | undefined;
}

export interface Buyer {
	readonly email?: string | undefined;
	/** He asked at the checkout to be written of the parcels. */
	readonly notify?: boolean | undefined;
	/** And to be asked by mail afterwards how it was. */
	readonly askReviews?: boolean | undefined;
	readonly locale?: string | undefined;
	readonly postcode?: string | undefined;
	/** Ids of products that he looked at in the shop, the newest first. */
	readonly viewed?: readonly string[] | undefined;
}

/** A shipment in answers to sellers. */
export interface ShipmentView extends ArrivalView {
	readonly id: string;
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly reference: string | null;
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	readonly actionBy: ActionBy;
	/** stopped: by its seller, who put it away or wants no more of it. */
	readonly following: Following | { readonly state: "stopped"; readonly next: string };
	/** Since when it is followed no more, and put away; null where it is not. */
	readonly stoppedAt: string | null;
	readonly archivedAt: string | null;
	/** As the seller told. */
	readonly origin: EndPoint | null;
	readonly destination: EndPoint | null;
	readonly service: string | null;
	readonly promisedBy: string | null;
	readonly trackingUrl: string;
	readonly orderId?: string;
	readonly returnOf: string | null;
	/** `brd_…`; null: the seller's own. */
	readonly brand: string | null;
	/** `con_…`, which follows the number that it is known by; null where none does. */
	readonly connection: string | null;
	/** `shp_…` of each parcel in which its things come back. */
	readonly returns: readonly string[];
	readonly createdAt: string;
	readonly updatedAt: string;
}

export interface ShipmentDetail extends ShipmentView, ArrivalDetail {
	/** The carrier's promise on its own clock, also one that has passed. */
	readonly promised: { readonly from: string; readonly to: string } | null;
	readonly deliveredAt: { readonly local: string; readonly instant: string | null } | null;
	/** The carrier names a signer or shows a signature. */
	readonly signed: boolean;
	/** Visits to the door that did not end in a delivery. */
	readonly attempts: number;
	/** Oldest first. */
	readonly scans: readonly ProvenScan[];
	/** The first as registered; the others were opened by what its carriers said, or when the seller corrected the carrier. */
	readonly legs: readonly LegView[];
	/** Scans of legs that the seller called wrong, oldest first: kept, and deciding nothing. */
	readonly corrected: readonly ProvenScan[];
	/** Numbers of the parcel with carriers that we do not know: shown, and not followed. */
	readonly elsewhere: readonly { readonly carrierName: string | null; readonly trackingNumber: string }[];
	readonly pieces: readonly { readonly piece: string; readonly milestone: Milestone; readonly code: Code }[];
	readonly flags: readonly string[];
}

export interface LegView {
	readonly number: number;
	readonly carrier: string;
	readonly trackingNumber: string;
	/** `con_…`, which follows it; null where none does. */
	readonly connection: string | null;
	/** When the seller said that the parcel never travelled under it; null where it does. */
	readonly wrongSince: string | null;
	/** Whose parcel it is, where the carrier is an aggregator that says so. */
	readonly carriedBy: { readonly carrier: string | null; readonly name: string | null } | null;
	/** What its carrier was asked to post; null where it was not. */
	readonly subscription: Pick<SubscriptionView, "state" | "lapsesAt" | "lastError"> | null;
	/** When its carrier last answered for it, and when it is asked next; null where it is not. */
	readonly lastAnsweredAt: string | null;
	readonly nextAskedAt: string | null;
}

export interface OrderView {
	readonly id: string;
	readonly reference: string;
	readonly items: readonly OrderItem[];
	readonly shipments: readonly ShipmentView[];
	readonly createdAt: string;
}

export type { AuditEntry };

export interface CarrierView {
	readonly code: string;
	readonly name: string;
	readonly countries: readonly string[];
	readonly polls: boolean;
	readonly webhook: boolean;
	/** by-wayline: the webhook is told only of numbers that are subscribed, which registering does. */
	readonly subscription: "not-needed" | "by-wayline";
	readonly credentials: readonly string[];
	/** Those among the credentials that may be left out. */
	readonly optionalCredentials: readonly string[];
	readonly needs: readonly { readonly name: string; readonly why: string; readonly required: boolean }[];
	/** What a seller does with the webhook's address and its secret, in a sentence; null where nothing is known to be done. */
	readonly setUp: string | null;
	readonly source: { readonly kind: string; readonly url: string; readonly checked: string };
	/** False: it is named and linked, and Wayline hears of its parcels from nobody but an aggregator, if at all. */
	readonly followable: boolean;
}

/** Whose a number may be, best first. */
export interface DetectionView {
	/** As given. */
	readonly number: string;
	readonly candidates: readonly CandidateView[];
}

export interface CandidateView extends Candidate {
	readonly name: string;
	readonly followable: boolean;
}

export const MESSAGE_STATES = [
	"read",
	"unmatched",
	"unreadable",
	"bad-signature",
	"poison",
] as const satisfies readonly MessageState[];

/** A message that a carrier sent, without what it says. */
export interface MessageView {
	readonly id: string;
	readonly receivedAt: string;
	readonly carrier: string;
	/** Null for a connection that is no more. */
	readonly connectionId: string | null;
	readonly channel: Channel;
	/**
	 * unmatched: a number that it names is not registered yet. unreadable: not what the carrier sends, as far as we know.
	 * bad-signature: refused and unread. poison: reading it failed, which is a bug of ours.
	 */
	readonly state: MessageState;
	readonly outcome: string | null;
	readonly problems: readonly { readonly kind: string; readonly detail: string }[];
	readonly bytes: number;
}

export interface MessageDetail extends MessageView {
	readonly contentType: string | null;
	/** Without secrets. */
	readonly headers: Readonly<Record<string, string>>;
	/** The numbers that a poll asked for, and the HTTP status of the reply. */
	readonly asked: readonly string[];
	readonly replyStatus: number | null;
	/** As it came: text, or base64 of what is no UTF-8. */
	readonly body: string;
	readonly encoding: "utf-8" | "base64";
}

/** What became of a message that was read again. */
export interface RereadView {
	readonly outcome: string;
	/** Parcels it speaks of that somebody registered, and those that nobody did yet. */
	readonly accepted: number;
	readonly unmatched: number;
	readonly problems: readonly { readonly kind: string; readonly detail: string }[];
}

/** Who asks: found from an API key. */
export interface Principal {
	readonly sellerId: string;
	readonly scopes: readonly Scope[];
	/** By whom a change was made, as the audit log names him: the key's id, a member of the staff by his address, or `operator`. */
	readonly actor: string;
	/** Requests a minute; where it is left out or null, as many as any key. */
	readonly perMinute?: number | null;
	/** He came by a mailed link: see console-sessions.ts. */
	readonly isMailed?: true;
}

export const SCOPES = [
	"shipments:read",
	"shipments:write",
	"connections:read",
	"connections:write",
	"messages:read",
	"questions:read",
	"questions:write",
	"reviews:read",
	"reviews:write",
	"shop:read",
	"shop:write",
	"audit:read",
	"endpoints:read",
	"endpoints:write",
	"keys:read",
	"keys:write",
] as const;
export type Scope = (typeof SCOPES)[number];
