import { z } from "zod";
import { NEWS_FORMATS, SIGNATURE_KINDS } from "../core/endpoint-kinds.ts";
import { DELIVERY_STATES } from "../services/deliveries.ts";
import type { EndpointChange, NewEndpoint, ReplayWanted, SecretChange } from "../services/endpoints.ts";
import { carrierCode, instantInUtc, line, page } from "./shapes.ts";

const types = z.array(line(1, 60)).min(1).max(50);
const carriers = z.array(carrierCode).min(1).max(200);
const format = z.enum(NEWS_FORMATS);
const signature = z.enum(SIGNATURE_KINDS);
const url = z.string().trim().min(1).max(2000);

export const newEndpoint = z.strictObject({
	url,
	label: line(1, 100).optional(),
	events: types.optional(),
	carriers: carriers.optional(),
	format: format.optional(),
	signature: signature.optional(),
}) satisfies z.ZodType<NewEndpoint>;

export const endpointChange = z
	.strictObject({
		url: url.optional(),
		label: line(1, 100).nullable().optional(),
		events: types.optional(),
		carriers: carriers.nullable().optional(),
		format: format.optional(),
		enabled: z.boolean().optional(),
		held: z.enum(["send", "drop"]).optional(),
	})
	.refine((change) => Object.keys(change).length > 0, "Name what is to change, such as url, events or enabled.")
	.refine(
		(change) => change.held === undefined || change.enabled === true,
		'It goes with "enabled": true, and says what becomes of what came meanwhile.',
	) satisfies z.ZodType<EndpointChange>;

export const secretChange = z.strictObject({
	graceHours: z.number().int().min(0).max(168).optional(),
	signature: signature.optional(),
}) satisfies z.ZodType<SecretChange>;

export const replayWanted = z.strictObject({
	from: instantInUtc,
	to: instantInUtc,
	types: types.optional(),
	only: z.enum(["failed", "all"]).optional(),
}) satisfies z.ZodType<ReplayWanted>;

export const deliveriesPage = page.extend({
	endpoint: line(1, 64).optional(),
	shipment: line(1, 64).optional(),
	state: z.enum(DELIVERY_STATES).optional(),
	type: line(1, 60).optional(),
});
