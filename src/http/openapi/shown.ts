import { z } from "zod";
import type { JsonSchema } from "../../../web/views/docs/open-api.ts";
import { connectionChange, newConnection, sampleWanted } from "../connection-shapes.ts";
import { deliveriesPage, endpointChange, newEndpoint, replayWanted, secretChange } from "../endpoint-shapes.ts";
import { accuracyQuery, newEstimate } from "../eta-shapes.ts";
import { messagesPage } from "../message-shapes.ts";
import { page } from "../shapes.ts";
import {
	carrierCorrection,
	detection,
	newShipment,
	shipmentBatch,
	shipmentChange,
	shipmentMoment,
	shipmentsPage,
} from "../shipment-shapes.ts";
import { newBrand, shopChange } from "../shop-shapes.ts";

// What the document says of what is sent, beside what the schemas themselves can tell.

/** By their names in the document. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
	NewShipment: newShipment,
	ShipmentChange: shipmentChange,
	ShipmentBatch: shipmentBatch,
	CarrierCorrection: carrierCorrection,
	Detection: detection,
	NewEstimate: newEstimate,
	NewConnection: newConnection,
	ConnectionChange: connectionChange,
	SampleWanted: sampleWanted,
	ShopChange: shopChange,
	NewBrand: newBrand,
	NewEndpoint: newEndpoint,
	EndpointChange: endpointChange,
	SecretChange: secretChange,
	ReplayWanted: replayWanted,
};
for (const [id, schema] of Object.entries(NAMED)) schema.register(z.globalRegistry, { id });

const text = { type: "string" } as const;
const moment = { ...text, description: "A time with its offset; a day is its beginning in UTC." };

/** What is read out of text, or looked at one by one, is shown as what it stands for. */
const SHOWN = new Map<unknown, JsonSchema>([
	[page.shape.limit, { type: "integer", minimum: 1, maximum: 200, default: 50, description: "How many at a time." }],
	[shipmentBatch.shape.shipments.element, { $ref: "#/components/schemas/NewShipment" }],
	[shipmentsPage.shape.created_from, moment],
	[shipmentsPage.shape.created_to, { ...moment, description: `${moment.description} Before it.` }],
	[shipmentsPage.shape.updated_from, moment],
	[shipmentsPage.shape.updated_to, { ...moment, description: `${moment.description} Before it.` }],
	[shipmentsPage.shape.late_risk_min, { type: "number", minimum: 0, maximum: 1 }],
	[shipmentMoment.shape.as_of, { ...text, format: "date-time", description: "As it was known then." }],
	[accuracyQuery.shape.days, { type: "integer", minimum: 1, maximum: 365, default: 90 }],
	[
		accuracyQuery.shape.by,
		{ ...text, description: "One or more of `carrier`, `anchor`, `horizon`, with commas between." },
	],
]);

const CARRIER = "As `GET /v1/carriers` lists it.";
const SHIPMENT = {
	reference: "Your own name of the parcel.",
	order: "What was bought; parcels of one reference are shown together.",
	origin: "Where it comes from.",
	destination: "Where it goes: the nearer it is told, the nearer the window of its arrival.",
	service: "As the carrier calls it.",
	promisedBy: "What the shop told the buyer: a day, or a time with its offset.",
	needs: "What the carrier asks of whoever looks up a waybill: `GET /v1/carriers` names them.",
	returnOf: "The parcel whose things come back in this one.",
	brand: "Under which it was sold; null: the seller's own name.",
};
const HOURS = "How long the secret before is taken as well; a day where it is left out.";

const FORMAT = "`standard`: the envelope of Standard Webhooks. `cloudevents`: a CloudEvent 1.0 around the same data.";
const SIGNATURE =
	"By a secret that both sides know, or by a pair of keys, of which the receiver has the public one and can sign nothing.";

/** What fields are, where their names do not tell. */
const SAID: readonly (readonly [z.ZodObject, Readonly<Record<string, string>>])[] = [
	[page, { cursor: "Where the slice begins: taken from the `Link` header of the one before." }],
	[
		newShipment,
		{
			trackingNumber: "As the label has it; blanks and hyphens make no difference.",
			carrier: `${CARRIER} Where it is left out, the number has to tell.`,
			...SHIPMENT,
		},
	],
	[shipmentChange, SHIPMENT],
	[newShipment.shape.origin.unwrap(), { country: 'Two letters of ISO 3166-1, such as "DE".' }],
	[
		newShipment.shape.order.unwrap(),
		{
			reference: "Your own name of the order.",
			buyer: "Kept sealed; who knows a part of it finds the parcel at `/track`.",
		},
	],
	[
		shipmentsPage,
		{
			q: "What a number, its reference or its order's begins with.",
			order: "Its id or reference.",
			action_by: "Who can do something about it now; `sender` is the shop.",
			archived: "Without it none of those that were put away.",
			eta_from: "A day at the destination that the window of the arrival touches, or a later one.",
			eta_to: "A day at the destination that the window of the arrival touches, or an earlier one.",
			sort: "Newest first where it is left out.",
			waiting: "What the shop should look at, newest trouble first.",
			late_risk_min: "How likely it comes after what was promised, at least.",
		},
	],
	[
		carrierCorrection,
		{
			carrier: "Under which it travels in truth.",
			trackingNumber: "The number that it has; the one it is known by where left out.",
		},
	],
	[newEstimate, { handoffAt: "When its carrier would take it, with offset; now where left out." }],
	[
		newConnection,
		{
			carrier: CARRIER,
			label: "Your own name of the account.",
			credentials: "As `GET /v1/carriers` names them. Kept sealed, and shown to nobody.",
			webhookSecret: "What the carrier signs with; made here where it is left out and one is needed.",
		},
	],
	[connectionChange, { graceHours: HOURS }],
	[messagesPage, { problems: "Those of which something was not understood.", connection: "Its id." }],
	[
		newEndpoint,
		{
			url: "Where to post: https, and a public address unless the operator allows another.",
			events: "Types, or their beginning and a star; all where it is left out.",
			carriers: "Of these alone; of every carrier where it is left out.",
			format: `${FORMAT} The first where it is left out.`,
			signature: `${SIGNATURE} \`hmac-sha256\` where it is left out.`,
		},
	],
	[
		endpointChange,
		{
			format: `${FORMAT} What is being tried again stays as it was.`,
			enabled: "False: nothing is sent, and what comes is held.",
			held: "What becomes of what came while it was disabled; it is sent where this is left out.",
		},
	],
	[secretChange, { graceHours: HOURS, signature: `${SIGNATURE} As before where it is left out.` }],
	[replayWanted, { only: "`failed`, where it is left out: those that were given up." }],
	[deliveriesPage, { endpoint: "Its id.", shipment: "Its id.", type: "Of the event." }],
];

const WORDS = new Map(
	SAID.flatMap(([{ shape }, fields]) => Object.entries(fields).map(([name, words]) => [fieldOf(shape, name), words])),
);

/** Throws for a field that is there no more. */
function fieldOf(shape: Readonly<Record<string, unknown>>, name: string): unknown {
	if (shape[name] === undefined) throw new Error(`The document speaks of a field ${name} that there is not.`);
	return shape[name];
}

/** Changes what zod made of the schema to what the document shows. */
export function shownAs(schema: unknown, json: object): void {
	const shown = SHOWN.get(schema);
	// Zod's own object, which it hands over to be changed.
	const open = json as Record<string, unknown>;
	if (shown) {
		for (const word of Object.keys(open)) delete open[word];
		Object.assign(open, shown);
	}
	const words = WORDS.get(schema);
	if (words !== undefined) open.description = words;
}
