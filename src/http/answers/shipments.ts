import { z } from "zod";
import { SUBSCRIPTION_STATES } from "../../services/view-connections.ts";
import type { EndPoint, LegView, OrderView, RefreshView, ShipmentDetail, ShipmentView } from "../../services/views.ts";
import { arrival, arrivalDetail } from "./arrival.ts";
import { actionBy, carrier, code, condition, idShape, instant, milestone, reason, shows, wallClock } from "./common.ts";
import { provenScan } from "./scans.ts";

const endPoint = shows<EndPoint>()(
	z
		.strictObject({
			country: z.string().describe("Two letters of ISO 3166-1."),
			region: z.string().nullable().optional(),
			city: z.string().nullable().optional(),
			postcode: z.string().nullable().optional(),
		})
		.meta({ id: "JourneyEnd", description: "An end of the journey, as the seller named it." }),
);

const following = z
	.strictObject({
		state: z.enum(["following", "needs-connection", "push-only", "unsupported", "stopped"]),
		next: z.string().nullable().describe("What to do, or to know, in a sentence."),
	})
	.meta({ id: "Following", description: "What happens to a waybill, and the next step where something is missing." });

const members = {
	id: idShape("shp"),
	carrier,
	trackingNumber: z.string(),
	reference: z.string().nullable(),
	milestone,
	code,
	reason,
	condition,
	actionBy,
	following,
	stoppedAt: instant.nullable().describe("Since when it is followed no more."),
	archivedAt: instant.nullable().describe("Since when it is put away."),
	origin: endPoint.nullable(),
	destination: endPoint.nullable(),
	service: z.string().nullable(),
	promisedBy: z.string().nullable().describe("A day, or a time with its offset, as the seller told."),
	trackingUrl: z.string().describe("The page for its buyer: whoever has the link may look."),
	orderId: idShape("ord").optional(),
	returnOf: idShape("shp").nullable().describe("The parcel whose things come back in this one."),
	brand: idShape("brd").nullable().describe("Under which it was sold; null: the seller's own name."),
	connection: idShape("con").nullable().describe("Which follows it, of those with its carrier; null where none does."),
	returns: z.array(idShape("shp")).describe("Each parcel in which its things come back."),
	createdAt: instant,
	updatedAt: instant,
};

const shape = arrival.extend(members);

/** `next` is said wherever something is stopped, which no schema can tell. */
export const shipment = shows<Plainly<ShipmentView>>()(
	shape.meta({ id: "Shipment", description: "A parcel: a waybill that somebody registered, and how it stands." }),
);

type Plainly<View extends Pick<ShipmentView, "following">> = Omit<View, "following"> & {
	readonly following: {
		readonly state: ShipmentView["following"]["state"];
		readonly next: ShipmentView["following"]["next"];
	};
};

const leg = shows<LegView>()(
	z
		.strictObject({
			number: z.int(),
			carrier,
			trackingNumber: z.string(),
			connection: idShape("con").nullable().describe("Which follows it; null where none does."),
			wrongSince: instant.nullable().describe("When the seller said that the parcel never travelled under it."),
			carriedBy: z
				.strictObject({ carrier: z.string().nullable(), name: z.string().nullable() })
				.nullable()
				.describe("Whose parcel it is, where the carrier is an aggregator that says so."),
			subscription: z
				.strictObject({
					state: z.enum(SUBSCRIPTION_STATES),
					lapsesAt: instant.nullable(),
					lastError: z.string().nullable(),
				})
				.nullable()
				.describe("What its carrier was asked to post."),
			lastAnsweredAt: instant.nullable(),
			nextAskedAt: instant.nullable(),
		})
		.meta({ id: "Leg", description: "A carrier and a number under which the parcel travels." }),
);

export const shipmentDetail = shows<Plainly<ShipmentDetail>>()(
	shape
		.extend(arrivalDetail.shape)
		.extend({
			promised: z
				.strictObject({ from: wallClock, to: wallClock })
				.nullable()
				.describe("The carrier's promise on its own clock, also one that has passed."),
			deliveredAt: z.strictObject({ local: wallClock, instant: instant.nullable() }).nullable(),
			signed: z.boolean().describe("The carrier names a signer or shows a signature."),
			attempts: z.int().describe("Visits to the door that did not end in a delivery."),
			scans: z.array(provenScan).describe("Oldest first."),
			legs: z.array(leg).describe("The first as registered."),
			corrected: z
				.array(provenScan)
				.describe("Scans of legs that the seller called wrong: kept, and deciding nothing."),
			elsewhere: z
				.array(z.strictObject({ carrierName: z.string().nullable(), trackingNumber: z.string() }))
				.describe("Numbers of the parcel with carriers that nobody here knows: shown, and not followed."),
			pieces: z.array(z.strictObject({ piece: z.string(), milestone, code })),
			flags: z.array(z.string()),
		})
		.meta({ id: "ShipmentDetail", description: "A parcel with its timeline." }),
);

export const refreshed = shows<RefreshView>()(
	z.strictObject({
		state: z
			.enum(["asked", "needs-connection", "push-only", "unsupported"])
			.describe("`asked`: within seconds. The others say why nobody can be asked."),
		next: z.string().nullable().describe("What to do, or to know, in a sentence."),
		askedAt: instant.nullable(),
		notBefore: instant.nullable().describe("The carrier takes no calls before."),
		lastAnsweredAt: instant.nullable(),
	}),
);

export const order = shows<Omit<OrderView, "shipments"> & { readonly shipments: readonly Plainly<ShipmentView>[] }>()(
	z
		.strictObject({
			id: idShape("ord"),
			reference: z.string(),
			items: z.array(
				z.strictObject({
					name: z.string(),
					quantity: z.int().optional(),
					imageUrl: z.string().nullable().optional(),
					sku: z.string().optional(),
				}),
			),
			shipments: z.array(shipment),
			createdAt: instant,
		})
		.meta({ id: "Order", description: "What was bought together, with its parcels." }),
);
