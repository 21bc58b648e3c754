import { z } from "zod";
import {
	codeTable,
	courierNamed,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	type Envelope,
	type Extracted,
	flag,
	json,
	list,
	type Meaning,
	orderByTimes,
	part,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	readLocation,
	text,
	Unreadable,
} from "./kit/index.ts";

/** The current status in words and the flags beside it. Its events have couriers' sentences and no code of one kind. */
const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...codeTable([
		["info_received.label_created", "labelGenerated label_generated ready_for_processing ready_for_shipping scheduled"],
		["info_received.label_created", "created processing"],
		["in_transit.arrived_facility", "reachedAtWarehouse reached_at_warehouse"],
		["in_transit.moving", "inTransit in_transit"],
		["in_transit.held", "on_hold"],
		["in_transit.delayed", "delivery_delayed delayed"],
		["out_for_delivery.on_vehicle", "out_for_delivery"],
		["delivery_attempted.failed", "delivery_failed attempted_delivery"],
		["ready_for_pickup.at_point", "ready_for_pickup"],
		["delivered.to_recipient", "delivered closed"],
		["returned.to_sender", "returned"],
		["cancelled.cancelled", "cancelled canceled"],
		["exception.unspecified", "exception"],
	]),
};

const Event = z.object({
	dateTime: text,
	description: text,
	location: text,
	postalCode: text,
	originalEvent: part(z.object({ name: text, identifier: text, eventDate: text, eventLocation: text })),
	/** What an order's own tracking names beside these. */
	carrierEventCode: text,
	signatoryName: text,
	eshipperOrderStatus: text,
});
type Event = z.output<typeof Event>;

const Flags = part(
	z.object({ labelGenerated: flag, reachedAtWarehouse: flag, inTransit: flag, delivered: flag, exception: flag }),
);

/** The tracking of one order, as it was answered before numbers could be asked for. */
const Order = z.object({
	trackingDetails: z.undefined().or(list(Event)),
	status: Flags.catch(undefined),
	orderDetails: part(z.object({ carrier: part(z.object({ carrierName: text })) })),
});

const Tracked = z.object({
	trackingNumber: text,
	carrierName: text,
	expectedDeliveryDate: text,
	currentStatus: text,
	shipmentStatus: Flags,
	event: z.undefined().or(list(Event)),
});
type Tracked = z.output<typeof Tracked>;

const Page = z.object({
	content: z.undefined().or(list(Tracked)),
	code: text,
	message: text,
	thirdPartyMessage: text,
	/** As Spring answers what never reached eShipper's own code. */
	status: text,
	error: text,
	fieldErrors: list(z.object({ field: text, message: text })),
});

function extract(written: string, { asked = [] }: Envelope): Extracted {
	const orders = json(
		written,
		list(Order.catch({ trackingDetails: undefined, status: undefined, orderDetails: undefined })),
	);
	if (orders.length > 0 && orders.every(({ trackingDetails }) => trackingDetails !== undefined)) {
		const told = orders.map((order) => ofOrder(order, orders.length === 1 ? asked : []));
		return { shipments: told.filter(isTold).map(shipment), refusals: told.filter((one) => !isTold(one)).map(notFound) };
	}
	const [single] = json(written, list(z.unknown()));
	const isList = written
		.trimStart()
		.replace(/^\uFEFF\s*/, "")
		.startsWith("[");
	const page = isList ? undefined : json(written, Page);
	const isBare = !isList && single !== undefined && json(written, Tracked).event !== undefined;
	const tracked = isList || isBare ? json(written, list(Tracked)) : (page?.content ?? []);
	const whole = tracked.filter(({ trackingNumber, event }) => trackingNumber !== undefined || event !== undefined);
	if (whole.length < tracked.length) throw new Unreadable("body: an entry without number and events");
	if (whole.length > 0) {
		return {
			shipments: whole.filter(isTold).map(shipment),
			refusals: whole.filter((one) => !isTold(one)).map(notFound),
		};
	}
	if (page?.code !== undefined || page?.message !== undefined || page?.error !== undefined) {
		return { shipments: [], refusals: [refusal(page)] };
	}
	if (!isList && page?.content === undefined) throw new Unreadable("body: neither trackings nor an error");
	if (isList && tracked.length === 0 && single !== undefined) throw new Unreadable("body: no list of trackings");
	return { shipments: [], refusals: [notFound()] };
}

/** It names no number of its own: it is the one that was asked for. */
function ofOrder(
	{ trackingDetails = [], status, orderDetails }: z.output<typeof Order>,
	asked: readonly string[],
): Tracked {
	const events = trackingDetails.toSorted((one, other) => (other.dateTime ?? "").localeCompare(one.dateTime ?? ""));
	return {
		trackingNumber: asked.length === 1 ? asked[0] : undefined,
		carrierName: orderDetails?.carrier?.carrierName,
		expectedDeliveryDate: undefined,
		currentStatus: events[0]?.eshipperOrderStatus,
		shipmentStatus: status,
		event: trackingDetails,
	};
}

function isTold({ event = [], currentStatus, shipmentStatus }: Tracked): boolean {
	return event.length > 0 || currentStatus !== undefined || Object.values(shipmentStatus ?? {}).some(Boolean);
}

function notFound(tracked?: Tracked): Refusal {
	const detail = "eShipper shows no event of this number.";
	return { trackingNumber: tracked?.trackingNumber ?? null, outcome: "not-found", detail };
}

function refusal(page: z.output<typeof Page>): Refusal {
	const { code = page.status ?? "", message = page.error ?? "", thirdPartyMessage } = page;
	const words = [message, thirdPartyMessage].filter(Boolean).join(": ");
	return { trackingNumber: null, outcome: outcomeOf(code, words), detail: `${code}: ${words}` };
}

function outcomeOf(code: string, words: string): Refusal["outcome"] {
	if (code === "429" || /too many|rate limit|quota/i.test(words)) return "rate-limited";
	if (
		/^40[13]$|AUTH|DENIED|FORBIDDEN/i.test(code) ||
		/unauthori[sz]ed|credential|forbidden|token|log ?in/i.test(words)
	) {
		return "denied";
	}
	return code === "404" || /not found|no (?:record|order|tracking)|invalid tracking/i.test(words)
		? "not-found"
		: "error";
}

function shipment(tracked: Tracked): RawShipment {
	const { trackingNumber, carrierName, expectedDeliveryDate: expected } = tracked;
	const scans = (tracked.event ?? []).map(scan);
	const day: RawTime | undefined = expected ? { text: dayAtMidnight(expected) } : undefined;
	return {
		trackingNumber: trackingNumber ?? null,
		carrier: courierNamed(carrierName),
		carrierName,
		scans,
		order: orderByTimes(
			scans.map(({ time }) => time.text),
			"newest-first",
		),
		status: headline(tracked),
		promised: day && { from: day, to: day },
	};
}

/** Of the flags all that were ever true stay true: the last of them counts. */
function headline({ currentStatus, shipmentStatus: flags }: Tracked): RawShipment["status"] {
	const last = (["delivered", "exception", "inTransit", "reachedAtWarehouse", "labelGenerated"] as const).find(
		(name) => flags?.[name],
	);
	const said = courierWordsIn(currentStatus);
	const plain = normalised(currentStatus);
	const keys = [plain, said, last].filter((key) => key !== undefined);
	const code = currentStatus ?? last;
	return code === undefined ? undefined : { code, keys, text: currentStatus };
}

function normalised(status: string | undefined): string | undefined {
	return status?.toLowerCase().replace(/[^a-z]+/g, "_");
}

function scan(event: Event): RawScan {
	const { dateTime, description, location, postalCode, originalEvent, carrierEventCode, signatoryName } = event;
	const words = description ?? originalEvent?.name;
	const key = courierWordsIn(words) ?? courierWordsIn(originalEvent?.name);
	const at = readLocation(location ?? originalEvent?.eventLocation, ["CA", "US"]);
	const isTime = /\d{4}/.test(dateTime ?? "");
	return {
		code: carrierEventCode ?? originalEvent?.identifier ?? originalEvent?.name ?? "",
		keys: [key, normalised(event.eshipperOrderStatus)].filter((one) => one !== undefined),
		text: words ?? "",
		time: { text: (isTime ? dateTime : originalEvent?.eventDate) ?? dateTime ?? "" },
		place: at || postalCode ? { ...at, postcode: postalCode } : undefined,
		marked: key?.includes(":delivered.") ? { signedBy: signatoryName } : undefined,
	};
}

const HOST = "uu2.eshipper.com";

const Token = z.object({ token: z.string().min(1), expires_in: z.coerce.number().positive().catch(3_600) });

export const eshipper = defineCarrier({
	code: "eshipper",
	name: "eShipper",
	kind: "aggregator",
	countries: ["CA"],
	source: {
		kind: "assumed",
		url: "https://ww2.eshipper.com/",
		checked: "2026-11-22",
		note: "Known from its API's shapes and public client code: no list of statuses is public, and none of webhooks or of numbers of its own.",
	},

	numbers: {
		// Couriers' numbers alone are tracked, and given with the carrier named: this one only keeps detection away.
		pattern: /^ESHIPPER\d{6,12}$/,
		valid: ["ESHIPPER000001"],
		invalid: ["ESHIPPER1", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["iso", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "MM/dd/yyyy hh:mm a", "MMM dd, yyyy"],
		zone: { kind: "scan-site", fallback: "America/Toronto" },
	},
	statuses: STATUSES,
	extract,
	trackingUrl: () => "",

	api: {
		hosts: [HOST],
		credentials: z.object({ principal: z.string().min(1), credential: z.string().min(1) }),
		rate: { perSecond: 2 },
		login: {
			request: ({ credentials: { principal, credential } }) => ({
				method: "POST",
				url: `https://${HOST}/api/v2/authenticate`,
				headers: { "content-type": "application/json" },
				body: JSON.stringify({ principal, credential }),
			}),
			read: (body) => {
				const { token, expires_in: expiresInSeconds } = json(body, Token);
				return { token, expiresInSeconds };
			},
		},
	},

	poll: {
		batch: 10,
		request: (queries, { token }) => {
			const pageable = JSON.stringify({ page: 0, size: 25, sort: [] });
			const asked = new URLSearchParams({ includePublished: "true", pageable });
			for (const { trackingNumber } of queries) asked.append("trackingNumbers", trackingNumber);
			return {
				method: "GET",
				url: `https://${HOST}/api/v2/track/events?${asked}`,
				headers: { authorization: `Bearer ${token}`, accept: "application/json" },
			};
		},
	},
});
