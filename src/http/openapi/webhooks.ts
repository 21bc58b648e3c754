import { z } from "zod";
import type { OpenApi, Operation, Parameter } from "../../../web/views/docs/open-api.ts";
import { EVENT_NAMES, EVENTS, type EventName } from "../../outbound/catalogue.ts";
import { instant } from "../answers/common.ts";
import { EXAMPLES } from "./examples.ts";
import type { SchemaWriter } from "./schemas.ts";

/** What endpoints are told, from the catalogue that the events themselves are made by. */
export function webhooksOf(schemas: SchemaWriter): OpenApi["webhooks"] {
	return Object.fromEntries(EVENT_NAMES.map((name) => [name, { post: webhookOf(name, schemas) }]));
}

function webhookOf(name: EventName, schemas: SchemaWriter): Operation {
	const { when, data } = EVENTS[name];
	const schema = schemas.write(z.strictObject({ type: z.literal(name), timestamp: instant, data }), "output");
	const example = EXAMPLES.events[name];
	return {
		operationId: name,
		tags: ["Webhooks"],
		summary: when.replace(/\.$/, ""),
		security: [],
		parameters: HEADERS,
		requestBody: {
			required: true,
			content: {
				"application/json": { schema, ...(example !== undefined && { example }) },
				"application/cloudevents+json": { schema: schemas.write(cloudEvent, "output") },
			},
		},
		responses: {
			"2XX": {
				description: "It arrived. Anything else but 410, and no answer within 15 seconds, is tried again for days.",
			},
			"410": { description: "No more news are wanted here: the endpoint is disabled." },
		},
	};
}

/** What endpoints of the format `cloudevents` are told: `inFormat` writes it. */
export const cloudEvent = z
	.strictObject({
		specversion: z.literal("1.0"),
		id: z.string().describe("`evt_…`, the `webhook-id` of every attempt."),
		source: z.string().describe("The address of the installation."),
		type: z.string().describe("`wayline.` and the type of the event."),
		subject: z.string().optional().describe("The id of the parcel, or of the endpoint that is tested."),
		time: instant,
		datacontenttype: z.literal("application/json"),
		data: z.looseObject({}).describe("The same as in the other format."),
	})
	.meta({ id: "CloudEvent", description: "An event as endpoints of the format `cloudevents` are told of it." });

const string = { type: "string" } as const;

/** Standard Webhooks. */
const HEADERS: readonly Parameter[] = [
	{
		name: "webhook-id",
		in: "header",
		required: true,
		description: "The same at every attempt.",
		schema: string,
	},
	{
		name: "webhook-timestamp",
		in: "header",
		required: true,
		description: "When this attempt was made, in seconds since 1970.",
		schema: string,
	},
	{
		name: "webhook-signature",
		in: "header",
		required: true,
		description:
			"`v1,` and the HMAC-SHA256 of id, timestamp and body, or `v1a,` and their signature by ed25519, in base64; two with a blank between while a secret is changed.",
		schema: string,
	},
];
