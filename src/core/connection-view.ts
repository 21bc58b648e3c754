/** An account with a carrier, as its seller sees it. */
export interface ConnectionView {
	/** `con_…` */
	readonly id: string;
	readonly carrier: string;
	readonly label: string | null;
	/** Where the carrier posts; null for a carrier without webhooks. */
	readonly webhookUrl: string | null;
	/** What the seller does with the secret, in a sentence. */
	readonly setUp?: string;
	/** Shown once, when we made it. */
	readonly webhookSecret?: string;
	readonly polls: boolean;
	/** Of asking the carrier; where there is nobody to ask, of what it posts. */
	readonly health: {
		/** unknown: nothing was asked, or posted, yet. */
		readonly state: "unknown" | "ok" | "failing";
		readonly failingSince: string | null;
		readonly lastOkAt: string | null;
		/** What went wrong last, in words. */
		readonly lastError: string | null;
		/** Not asked before: a back-off, the carrier's wish, or a quota that is spent. */
		readonly pausedUntil: string | null;
	};
	/** What was posted to the webhook address; each moment is right to the minute. */
	readonly webhook: {
		readonly lastMessageAt: string | null;
		/** Somebody posted what was refused, and why: a wrong secret, or nobody that matters. */
		readonly lastRefusedAt: string | null;
		readonly lastRefusal: string | null;
	};
	readonly following: {
		/** Parcels that are on their way with it. */
		readonly parcels: number;
		/** It has followed so many that the newest alone were counted. */
		readonly hasMore: boolean;
		/** Since when the first of those that the carrier is to be asked for waits; null while asking keeps up. */
		readonly dueSince: string | null;
	};
	/** Numbers that the carrier was asked to post for; null where it needs no asking. */
	readonly subscriptions: SubscriptionsView | null;
	readonly createdAt: string;
}

/** How the numbers stand that the carrier was asked to post for. */
export interface SubscriptionsView {
	/** at-work: waybills are subscribed by themselves. Otherwise what is missing. */
	readonly state: "at-work" | "needs-credentials" | "no-public-address";
	/** To be asked for, at once or when the carrier takes calls again. */
	readonly wanted: number;
	readonly active: number;
	/** The carrier refused them; they are asked for again. */
	readonly refused: number;
	/** They were not renewed in time; the numbers are polled meanwhile. */
	readonly lapsed: number;
	/** The newest trouble, in words. */
	readonly lastError: string | null;
}
