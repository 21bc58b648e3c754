import { z } from "zod";
import { CODES } from "../core/codes.ts";
import { PRODUCT_LIMITS } from "../core/products/product.ts";
import { ACTION_BY, CONDITIONS, type Code, MILESTONES } from "../core/status.ts";
import { isWritten, NOT_WRITTEN } from "../services/number-forms.ts";
import type { NewShipment, ShipmentChange } from "../services/views.ts";
import {
	carrierCode,
	dayOfYears,
	dayOrInstant,
	endPoint,
	instantInUtc,
	languageTag,
	line,
	moment,
	page,
	webAddress,
} from "./shapes.ts";

const pieces = "A whole number from 1 to 1000000 is wanted.";

const newOrder = z.strictObject({
	reference: line(1, 200),
	items: z
		.array(
			z.strictObject({
				name: line(1, 300),
				quantity: z.int(pieces).min(1, pieces).max(1_000_000, pieces).optional(),
				imageUrl: webAddress.optional(),
				sku: line(1, PRODUCT_LIMITS.idCharacters).describe("Its `id` in your product feed.").optional(),
			}),
		)
		.max(200)
		.optional(),
	buyer: z
		.strictObject({
			email: z.string().trim().max(254).pipe(z.email()).optional(),
			locale: languageTag.optional(),
			postcode: line(1, 20).optional(),
			viewed: z
				.array(line(1, PRODUCT_LIMITS.idCharacters))
				.max(PRODUCT_LIMITS.viewed)
				.describe(
					"Products that the buyer looked at in your shop, by their `id` in your feed, the newest first. Kept sealed with the buyer, and shown to nobody who did not ask to see such things.",
				)
				.optional(),
			notify: z
				.boolean()
				.describe(
					"The buyer asked at the checkout for e-mails about the order's parcels; never say it of one who did not. What he ended is not begun again.",
				)
				.optional(),
			askReviews: z
				.boolean()
				.describe(
					"The buyer agreed to be asked by e-mail afterwards how delivery and things were: in many countries such a mail is advertisement, and lawful with his consent alone. What he refused is not begun again.",
				)
				.optional(),
		})
		.refine(({ notify, askReviews }) => !askReviews || notify === true, {
			path: ["notify"],
			error: 'Say "notify" too: whoever is asked how a parcel was is written of its news.',
		})
		.refine(({ notify, email }) => !notify || email !== undefined, {
			path: ["email"],
			error: 'Tell the buyer\'s address beside "notify": the e-mails go there.',
		})
		.optional(),
});

const needName = "A need's name is of letters and digits, as GET /v1/carriers lists it.";
const trackingNumber = line(3, 64)
	.refine((text) => /[\p{L}\p{N}]/u.test(text), { error: "Holds neither a letter nor a digit.", abort: true })
	.refine(isWritten, NOT_WRITTEN);
const needs = z.record(z.string().regex(/^[A-Za-z0-9]{1,40}$/, needName), line(1, 100));

export const newShipment = z.strictObject({
	trackingNumber,
	carrier: carrierCode.optional(),
	reference: line(1, 200).optional(),
	order: newOrder.optional(),
	origin: endPoint.optional(),
	destination: endPoint.optional(),
	service: line(1, 100).optional(),
	promisedBy: dayOrInstant.optional(),
	needs: needs.optional(),
	returnOf: line(1, 64).optional(),
	brand: line(1, 64).nullable().optional(),
	connection: line(1, 64).optional(),
}) satisfies z.ZodType<NewShipment>;

export const shipmentChange = z
	.strictObject({
		reference: line(1, 200).nullable().optional(),
		order: newOrder.nullable().optional(),
		origin: endPoint.nullable().optional(),
		destination: endPoint.nullable().optional(),
		service: line(1, 100).nullable().optional(),
		promisedBy: dayOrInstant.nullable().optional(),
		needs: needs.nullable().optional(),
		returnOf: line(1, 64).nullable().optional(),
		brand: line(1, 64).nullable().optional(),
		connection: line(1, 64).nullable().optional(),
	})
	.refine(
		(change) => Object.keys(change).length > 0,
		"Name what is to change: reference, order, origin, destination, service, promisedBy, needs, returnOf, brand or connection.",
	) satisfies z.ZodType<ShipmentChange>;

const batchSize = "Between 1 and 1000 waybills at once are wanted.";

/** Each is looked at on its own. */
export const shipmentBatch = z.strictObject({
	shipments: z.array(z.unknown()).min(1, batchSize).max(1000, batchSize),
});

export const carrierCorrection = z.strictObject({
	carrier: carrierCode,
	trackingNumber: trackingNumber.optional(),
	needs: needs.optional(),
});

export const detection = z.strictObject({ numbers: z.array(line(1, 64)).min(1).max(100) });

// The keys of the table are the codes.
const CODE_NAMES = Object.keys(CODES) as [Code, ...Code[]];

export const shipmentsPage = page.extend({
	carrier: carrierCode.optional(),
	milestone: z.enum(MILESTONES).optional(),
	code: z
		.enum(CODE_NAMES, { error: 'Write a code of Wayline\'s as scans have them, such as "in_transit.customs_cleared".' })
		.optional(),
	condition: z.enum(CONDITIONS).optional(),
	action_by: z.enum(ACTION_BY).optional(),
	archived: z.enum(["true", "false", "any"]).optional(),
	created_from: moment.optional(),
	created_to: moment.optional(),
	updated_from: moment.optional(),
	updated_to: moment.optional(),
	eta_from: dayOfYears.optional(),
	eta_to: dayOfYears.optional(),
	q: line(2, 200)
		.refine((text) => /[\p{L}\p{N}]/u.test(text), "Holds neither a letter nor a digit.")
		.optional(),
	order: line(1, 200).optional(),
	reference: line(1, 200).optional(),
	brand: line(1, 64).optional(),
	sort: z
		.enum(["late_risk", "updated"], {
			error: 'Only "sort=late_risk" and "sort=updated" are known; without it the newest come first.',
		})
		.optional(),
	late_risk_min: z
		.string()
		.regex(/^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/, "A number from 0 to 1 is wanted.")
		.transform(Number)
		.optional(),
	waiting: z.literal("seller", 'Only "waiting=seller" is known: parcels at which the shop should look.').optional(),
});

export const shipmentMoment = z.strictObject({ as_of: instantInUtc.optional() });
