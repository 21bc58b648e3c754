import { z } from "zod";
import {
	clientCredentials,
	codeTable,
	courierNamed,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	formBody,
	hmacSha256,
	json,
	list,
	type Meaning,
	orderByTimes,
	part,
	type RawContinuation,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	readLocation,
	text,
	Unreadable,
} from "./kit/index.ts";

const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...codeTable([
		["info_received.label_created", "pending created label_created label_generated manifested"],
		["picked_up.collected", "collected picked_up"],
		["picked_up.dropped_off", "dropped_off"],
		["in_transit.moving", "in_transit"],
		["in_transit.arrived_facility", "in_hub arrived_at_hub arrived"],
		["in_transit.departed_facility", "departed_hub departed"],
		["in_transit.import_customs_presented", "in_customs customs"],
		["in_transit.customs_cleared", "customs_cleared import_customs_cleared"],
		["in_transit.export_customs_presented", "export_customs in_export_customs"],
		["in_transit.export_customs_cleared", "export_customs_cleared"],
		[["in_transit.import_customs_held", "customs.delay"], "customs_held customs_hold"],
		["in_transit.handover_to_partner", "handed_over"],
		["in_transit.delayed", "delayed"],
		["in_transit.held", "on_hold held"],
		[["in_transit.damaged", "carrier.damaged"], "damaged"],
		["out_for_delivery.on_vehicle", "out_for_delivery"],
		["delivery_attempted.failed", "delivery_failed delivery_attempted"],
		["ready_for_pickup.at_point", "ready_for_pickup available_for_pickup"],
		["delivered.to_recipient", "delivered"],
		["returning.to_sender", "return_to_sender returning"],
		["returned.to_sender", "returned"],
		["cancelled.cancelled", "cancelled voided label_voided"],
		["exception.unspecified", "alert failed terminated exception"],
		[["exception.lost", "carrier.lost"], "lost"],
		["exception.destroyed", "discarded"],
		["expired.no_tracking", "expired"],
		["note.information", "delivery_event"],
	]),
};

/** What the description may say beside a code that covers several events. */
const OPEN: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		in_transit: ["in_transit", "out_for_delivery", "delivery_attempted", "ready_for_pickup"],
		in_hub: ["in_transit"],
		delayed: ["in_transit"],
		delivered: ["delivered"],
		delivery_failed: ["delivery_attempted"],
		delivery_event: ["in_transit", "out_for_delivery", "delivery_attempted", "ready_for_pickup", "note"],
		alert: ["in_transit", "delivery_attempted", "exception", "returning"],
		failed: ["delivery_attempted", "exception", "returning"],
	}),
);

const Event = z.object({ timestamp: text, code: text, description: text, location: text });
const Party = part(z.object({ address: part(z.object({ country: text })) }));

const Shipment = z.object({
	trackingNumber: text,
	shipmentId: text,
	status: text,
	estimatedDelivery: text,
	shipFrom: Party,
	shipTo: Party,
	lastMile: part(z.object({ carrier: text, trackingNumber: text })),
	events: z.undefined().or(list(Event)),
});
type Shipment = z.output<typeof Shipment>;

const Fault = z.object({ code: text, message: text, details: list(text) });

const Body = Shipment.extend({
	eventName: text,
	data: list(Shipment),
	shipment: part(Shipment),
	messages: list(Fault),
	error: part(z.union([z.string(), Fault])),
	message: text,
	statusCode: text,
	code: text,
});
type Body = z.output<typeof Body>;

/** A tracking answer, several of them, or a webhook's envelope around the shipment. */
function extract(written: string): Extracted {
	const bodies = json(written, list(Body));
	const read = bodies.flatMap((body) => {
		const told = body.data.length > 0 ? body.data : [body.shipment ?? body];
		return told.filter(isShipment).map((one) => ({ ...one, status: one.status ?? statusOf(body.eventName) }));
	});
	// Webhooks are also told of labels, pickups and manifests.
	const isPush = bodies.some(({ eventName }) => eventName !== undefined);
	const known = read.filter(({ events, status }) => events?.length || status !== undefined);
	const silent = isPush ? [] : read.filter((one) => !known.includes(one));
	const refusals = [...silent.map(notFound), ...(read.length > 0 ? [] : bodies.flatMap(faultsOf))];
	if (read.length === 0 && refusals.length === 0 && !isPush) {
		throw new Unreadable("body: neither a shipment nor an error");
	}
	return { shipments: known.map(shipment), refusals };
}

function isShipment({ trackingNumber, events }: Shipment): boolean {
	return trackingNumber !== undefined || events !== undefined;
}

function statusOf(eventName: string | undefined): string | undefined {
	return eventName === "label.generated" ? "label_generated" : undefined;
}

function notFound({ trackingNumber = null }: { readonly trackingNumber?: string | undefined | null }): Refusal {
	return { trackingNumber, outcome: "not-found", detail: "Teleship shows no event of this number." };
}

function faultsOf({ messages, error, message, statusCode, code }: Body): readonly Refusal[] {
	if (messages.length > 0) return messages.map(refusal);
	const told = typeof error === "string" ? { code: undefined, message: error } : error;
	if (!told && !message) return [];
	return [refusal({ code: told?.code ?? statusCode ?? code, message: told?.message ?? message, details: [] })];
}

function refusal({
	code = "",
	message = "",
	details,
}: Pick<z.output<typeof Fault>, "details"> & Partial<z.output<typeof Fault>>): Refusal {
	const words = [message, ...details].filter(Boolean).join(" ");
	const number = /(?:number|tracking)\W+(TELESHIP\w+)/i.exec(words)?.[1] ?? null;
	return { trackingNumber: number, outcome: outcomeOf(code, `${code} ${words}`), detail: `${code}: ${message}` };
}

function outcomeOf(code: string, words: string): Refusal["outcome"] {
	if (code === "429" || /too many|rate limit/i.test(words)) return "rate-limited";
	if (/^40[13]$/.test(code) || /unauthori[sz]ed|forbidden|credential|token/i.test(words)) return "denied";
	return code === "404" || /not found|no shipment|invalid tracking/i.test(words) ? "not-found" : "error";
}

function shipment(told: Shipment): RawShipment {
	const { trackingNumber, status, estimatedDelivery, shipFrom, shipTo } = told;
	const countries = [shipFrom?.address?.country, shipTo?.address?.country];
	const events = told.events ?? [];
	const promise: RawTime | undefined = estimatedDelivery ? { text: dayAtMidnight(estimatedDelivery) } : undefined;
	return {
		trackingNumber: trackingNumber ?? null,
		order: orderByTimes(
			events.map(({ timestamp }) => timestamp),
			"oldest-first",
		),
		scans: events.map((event) => scan(event, countries)),
		status: status && status !== "delivery_event" ? { code: status, keys: [normalised(status)] } : undefined,
		promised: promise && { from: promise, to: promise },
		continues: leg(told.lastMile),
	};
}

/** The partner of the last mile; Teleship itself stands there where it has none. */
function leg(told: Shipment["lastMile"]): readonly RawContinuation[] {
	const { carrier, trackingNumber } = told ?? {};
	if (!carrier || !trackingNumber || /^teleship$/i.test(carrier)) return [];
	return [{ trackingNumber, carrier: courierNamed(carrier), carrierName: carrier }];
}

function normalised(code: string): string {
	return code.toLowerCase().replace(/[\s-]+/g, "_");
}

function scan(
	{ timestamp = "", code = "", description, location }: z.output<typeof Event>,
	countries: readonly (string | undefined)[],
): RawScan {
	const plain = normalised(code);
	const open = OPEN.get(plain);
	const said = open && courierWordsIn(description, open);
	return {
		code,
		keys: [...(said ? [said] : []), plain],
		text: description ?? "",
		time: { text: timestamp },
		place: readLocation(location, countries),
	};
}

const HOST = "api.teleship.com";

const Token = z.object({ accessToken: z.string().min(1), expiresIn: z.coerce.number().positive().catch(3_600) });

export const teleship = defineCarrier({
	code: "teleship",
	name: "Teleship",
	countries: ["GB"],
	source: {
		kind: "documented",
		url: "https://developers.teleship.com",
		checked: "2026-11-22",
		note: "The statuses of shipments are published; codes of events beside them are known from public client code alone.",
	},

	numbers: {
		pattern: /^TELESHIP\d{9,11}$/,
		valid: ["TELESHIP00000000001", "TELESHIP000000002"],
		invalid: ["TELESHIP1", "TELE00000000001", "9400100000000000000006"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://track.teleship.com/${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: [HOST],
		credentials: clientCredentials,
		rate: { perSecond: 2 },
		login: {
			request: ({ credentials: { clientId, clientSecret } }) => ({
				method: "POST",
				url: `https://${HOST}/oauth/token`,
				headers: { "content-type": "application/x-www-form-urlencoded" },
				body: formBody({ grant_type: "client_credentials", clientId, clientSecret }),
			}),
			read: (body) => {
				const { accessToken: token, expiresIn: expiresInSeconds } = json(body, Token);
				return { token, expiresInSeconds };
			},
		},
	},

	poll: {
		batch: 1,
		request: ([query], { token }) => ({
			method: "GET",
			url: `https://${HOST}/api/tracking/${query.trackingNumber.replace(/\W/g, "")}`,
			headers: { authorization: `Bearer ${token}`, accept: "application/json" },
		}),
	},

	webhook: {
		verify: hmacSha256({ header: "x-teleship-signature", encoding: "hex" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp:
			"Register a webhook for shipment.updated with this address, and give the secret that Teleship answers as webhookSecret.",
	},
});
