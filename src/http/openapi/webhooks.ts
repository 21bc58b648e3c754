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
			content: { "application/json": { schema, ...(example !== undefined && { example }) } },
		},
		responses: {
			"2XX": {
				description: "It arrived. Anything else but 410, and no answer within 15 seconds, is tried again for days.",
			},
			"410": { description: "No more news are wanted here: the endpoint is disabled." },
		},
	};
}

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
			"`v1,` and the HMAC-SHA256 of id, timestamp and body; two with a blank between while a secret is changed.",
		schema: string,
	},
];
