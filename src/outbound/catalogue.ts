import { z } from "zod";
import { CODES } from "../core/codes.ts";
import { REASONS } from "../core/reasons.ts";
import { REVIEW_STAGES } from "../core/review.ts";
import { CHANNELS } from "../core/scan.ts";
import { CONDITIONS, type Code, MILESTONES, type Reason } from "../core/status.ts";

// What sellers' systems are told, and in which shape: the one list from which filters, payloads and their documentation
// are made.

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>) =>
	// The keys of a table are what its type says they are: nothing else is put in.
	z.enum(Object.keys(table) as [Name, ...Name[]]);

const status = z.object({
	milestone: z.enum(MILESTONES),
	code: namesOf<Code>(CODES),
	reason: namesOf<Reason>(REASONS),
	condition: z.enum(CONDITIONS),
	actionBy: z.enum(["none", "recipient", "sender"]).describe("Who can do something about it now."),
});

const eta = z
	.looseObject({
		from: z.string(),
		to: z.string(),
		likely: z.string().nullable(),
		level: z.number().nullable(),
		dateOnly: z.boolean(),
		zone: z.string().nullable(),
		source: z.enum(["carrier", "seller", "model"]),
		because: z.string(),
	})
	.describe("As GET /v1/shipments/{id} shows it.");

const silence = z
	.looseObject({ kind: z.enum(["overdue", "expiry"]), since: z.string(), deadline: z.string() })
	.describe("Nothing was heard for longer than usual.");

const scan = z
	.object({
		key: z.string(),
		leg: z.int(),
		local: z.string(),
		zone: z.string().nullable(),
		zoneSource: z.enum(["payload", "carrier", "place", "none"]),
		instant: z.string().nullable(),
		precision: z.enum(["second", "minute", "day"]),
		milestone: z.enum([...MILESTONES, "note"]),
		code: namesOf<Code>(CODES),
		reason: namesOf<Reason>(REASONS),
		carrierCode: z.string(),
		rule: z.string().nullable(),
		piece: z.string().nullable(),
		text: z.string(),
		place: z
			.object({
				text: z.string(),
				country: z.string().nullable(),
				lat: z.number().nullable(),
				lng: z.number().nullable(),
				precision: z.string().nullable(),
			})
			.nullable(),
		details: z.looseObject({}).optional(),
		provenance: z.array(z.object({ channel: z.enum(CHANNELS), messageId: z.string(), knownAt: z.string() })),
	})
	.describe("As GET /v1/shipments/{id} shows it.");

const shipment = z.object({
	id: z.string().describe("shp_…"),
	carrier: z.string(),
	trackingNumber: z.string(),
	reference: z.string().nullable(),
	order: z.object({ id: z.string().describe("ord_…"), reference: z.string() }).nullable(),
	brand: z.string().nullable().describe("`brd_…`, under which it was sold; null: the seller's own name."),
	trackingUrl: z.string(),
	sequence: z.int().min(1).describe("Counts the events of this parcel from 1, without a gap."),
	version: z.int().nullable().describe("Of the parcel after the change: of two events the greater is newer."),
});

const truncated = z.literal(true).optional().describe("There were more; GET /v1/shipments/{id} has all.");

const said = {
	questionId: z.string().describe("qst_…"),
	number: z.int().min(1).describe("Of the message within its thread."),
	at: z.string(),
};

interface EventType {
	/** When it is told, as a sentence. */
	readonly when: string;
	/** Of `data`. */
	readonly data: z.ZodObject;
}

export const EVENTS = {
	"shipment.created": { when: "A waybill was registered.", data: shipment.extend(status.shape) },
	"shipment.status.changed": {
		when: "Milestone, code, reason or condition changed, or nothing was heard for longer than usual.",
		data: shipment.extend({ before: status, after: status, silence: silence.nullable() }),
	},
	"shipment.eta.changed": {
		when: "Another arrival is shown, or none any more.",
		data: shipment.extend({ before: eta.nullable(), after: eta.nullable() }),
	},
	"shipment.scan.added": {
		when: "A carrier told of scans, or the buyer of his parcel.",
		data: shipment.extend({ scans: z.array(scan), truncated }),
	},
	"shipment.scan.withdrawn": {
		when: "Scans were taken back: they stand on the timeline no more.",
		data: shipment.extend({ keys: z.array(z.string()), truncated }),
	},
	"shipment.carrier.corrected": {
		when: "The seller said under which carrier and number the parcel travels.",
		data: shipment,
	},
	"shipment.action_required": {
		when: "Somebody has to act now who had not to before: the seller, the recipient, or whoever can.",
		data: shipment.extend(status.shape),
	},
	"shipment.not_received": {
		when: "The buyer says that he did not get what is marked as delivered.",
		data: shipment.extend({ reportId: z.string().describe("rep_…"), key: z.string(), at: z.string() }),
	},
	"shipment.found": {
		when: "The buyer has it after all.",
		data: shipment.extend({ reportIds: z.array(z.string()), at: z.string() }),
	},
	"question.received": {
		when: "A buyer asked of his parcel, or wrote again. Its words stand at GET /v1/questions/{id}.",
		data: shipment.extend(said),
	},
	"question.answered": {
		when: "Somebody at the shop answered the buyer.",
		data: shipment.extend(said),
	},
	"review.received": {
		when: "A buyer rated a delivery or what was in it, for the first time: what he changes later, or says again after he took it back, is not told. Its words stand at GET /v1/reviews/{id}.",
		data: shipment.extend({
			reviewId: z.string().describe("rvw_…"),
			stage: z.enum(REVIEW_STAGES),
			rating: z.int().nullable().describe("Stars, 1 to 5; a follow-up may have none."),
			isVerified: z
				.boolean()
				.describe("Whoever wrote it had shown that he is the buyer: there is one such review of a parcel and stage."),
			at: z.string(),
		}),
	},
	"order.delivered": {
		when: "The last parcel of an order was delivered, returns and cancelled ones apart: once an order.",
		data: shipment,
	},
	"endpoint.test": {
		when: "Somebody asked for it with POST /v1/endpoints/{id}/test. Never told unasked.",
		data: z.object({ endpointId: z.string().describe("end_…"), text: z.string() }),
	},
} as const satisfies Readonly<Record<string, EventType>>;

export type EventName = keyof typeof EVENTS;

// Object.keys of a literal gives the keys of its type.
export const EVENT_NAMES = Object.keys(EVENTS) as readonly EventName[];

export function isEventName(text: string): text is EventName {
	return Object.hasOwn(EVENTS, text);
}

/** Whether an endpoint that asks for these types hears of this one: a name, or its beginning and a star. */
export function wantsType(patterns: readonly string[], type: string): boolean {
	return patterns.some((pattern) => {
		return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
	});
}

/** Whether a pattern names any type that there is. */
export function isPattern(text: string): boolean {
	return isEventName(text) || (/^(?:[a-z_]+\.)*\*$/.test(text) && EVENT_NAMES.some((name) => wantsType([text], name)));
}
