/** What whoever posts in Wayline's own format is held to, and told on its page. */
export const PUSH_LIMITS = {
	/** Of one message. */
	shipments: 500,
	/** Of one parcel in one message, by whatever door: the newest are read. */
	scansOfAParcel: 5_000,
	/** Of one connection, by each node; all of them may come at once. */
	messagesAMinute: 600,
	/** A dry run counts as so many messages. */
	dryRunCosts: 4,
	/** A larger message counts as several, one for each of these begun. */
	kilobytesOfAMessage: 16,
	/** The same, of those whose signature is wrong. */
	refusedAMinute: 60,
	/** Of one parcel's positions one is kept in each slot of this length. */
	positionSeconds: 15,
	/** How far the clock of the sender may be off. */
	clockMinutes: 5,
} as const;
