import { z } from "zod";
import {
	clientCredentials,
	codeTable,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	formBody,
	isLetterAndTen,
	json,
	list,
	type Meaning,
	orderByTimes,
	outcomeOf,
	part,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	shaped,
	text,
	tokenInHeader,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** Events of the way there; `Delivered/Signed` is an event with the detail code that the summary gives for it. */
const STATUSES: Readonly<Record<string, Meaning>> = codeTable([
	["info_received.label_created", "ReadyForReceive CreationConfirmed header:PreTransit PreTransit"],
	["info_received.pickup_scheduled", "PickupScheduled"],
	["info_received.pickup_failed", "PickupAttempted PickupFailed"],
	["picked_up.collected", "PickupDone PickedUp"],
	["picked_up.dropped_off", "PackageReceivedByCarrier"],
	["picked_up.accepted", "Received"],
	["in_transit.moving", "InTransit header:InTransit"],
	["in_transit.departed_facility", "Departed DepartedCarrierFacility"],
	["in_transit.arrived_facility", "ArrivedAtCarrierFacility Arrived"],
	[
		"in_transit.arrived_delivery_depot",
		"ArrivedAtCarrierFacility/ArrivedAtLocalFacility ArrivedAtLocalFacility ArrivedAtDeliveryStation",
	],
	[["in_transit.forwarded_new_address", "address.corrected"], "AddressCorrected"],
	["in_transit.delayed", "Delayed header:Delayed"],
	["in_transit.held", "OnHold"],
	[["in_transit.damaged", "carrier.damaged"], "Damaged"],
	["out_for_delivery.on_vehicle", "OutForDelivery header:OutForDelivery"],
	["delivery_attempted.failed", "DeliveryAttempted header:DeliveryAttempted DeliveryAttempted/DeliveryAttempted"],
	[["delivery_attempted.business_closed", "recipient.business_closed"], "DeliveryAttempted/BusinessClosed"],
	[["delivery_attempted.recipient_absent", "recipient.unavailable"], "DeliveryAttempted/CustomerUnavailable"],
	[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "DeliveryAttempted/PaymentNotReady"],
	[["delivery_attempted.identification_failed", "recipient.verification_failed"], "DeliveryAttempted/OtpNotAvailable"],
	[["delivery_attempted.no_access", "recipient.access_restricted"], "DeliveryAttempted/UnableToAccess"],
	[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "DeliveryAttempted/UnableToContactRecipient"],
	[["delivery_attempted.address_not_found", "address.not_found"], "DeliveryAttempted/AddressNotFound"],
	[["in_transit.held_at_request", "recipient.requested_later"], "RecipientRequestedAlternateDeliveryTiming"],
	[
		["delivery_attempted.refused", "recipient.refused"],
		"Rejected header:Rejected Rejected/Rejected Rejected/RejectedByRecipientWithVerification Rejected/NotRequired",
	],
	[["delivery_attempted.refused", "carrier.damaged"], "Rejected/Damaged"],
	[["delivery_attempted.refused", "sender.incorrect_parcel"], "Rejected/IncorrectItems"],
	[["delivery_attempted.refused", "recipient.cancelled"], "Rejected/CancelledByRecipient"],
	["ready_for_pickup.at_point", "AvailableForPickup header:AwaitingCustomerPickup AwaitingCustomerPickup"],
	["delivered.to_recipient", "Delivered header:Delivered Delivered/DeliveredWithOTP Delivered/DeliveredWithOtp"],
	["delivered.signed", "Delivered/Signed"],
	[
		"delivered.safe_place",
		"Delivered/DeliveredToBehindWheelieBin Delivered/DeliveredToPorch Delivered/DeliveredToGarage " +
			"Delivered/DeliveredToGarden Delivered/DeliveredToGreenhouse Delivered/DeliveredToRearDoor " +
			"Delivered/DeliveredToShed",
	],
	["delivered.letterbox", "Delivered/DeliveredToMailSlot"],
	["delivered.to_reception", "Delivered/DeliveredToMailRoom Delivered/DeliveredToReceptionist"],
	[["delivered.to_neighbour", "delivery.indirect"], "Delivered/DeliveredToNeighbor"],
	["exception.undeliverable", "Undeliverable header:Undeliverable Undeliverable/Undeliverable"],
	[["exception.undeliverable", "address.not_found"], "Undeliverable/AddressNotFound"],
	[["exception.undeliverable", "carrier.damaged"], "Undeliverable/Damaged"],
	[["exception.prohibited", "customs.prohibited"], "Undeliverable/HazmatShipment"],
	[["exception.lost", "carrier.lost"], "Lost header:Lost"],
	["exception.destroyed", "Destroyed"],
	["exception.unspecified", "Exception"],
	["cancelled.cancelled", "PickupCancelled header:PickupCancelled Cancelled header:Cancelled"],
	[
		"returning.to_sender",
		"ReturnInitiated Returning RETURNS/ReadyForReceive RETURNS/PickupDone RETURNS/PackageReceivedByCarrier " +
			"RETURNS/InTransit RETURNS/Departed RETURNS/ArrivedAtCarrierFacility RETURNS/OutForDelivery RETURNS/Received " +
			"RETURNS/DeliveryAttempted RETURNS/AvailableForPickup RETURNS/Rejected",
	],
	["returned.to_sender", "Returned ReturnCompleted RETURNS/Delivered"],
]);

const Event = z.object({
	eventCode: text,
	eventTime: text,
	shipmentType: text,
	location: part(
		z.object({ city: text, stateOrRegion: text, stateProvince: text, countryCode: text, postalCode: text }),
	),
});
type Event = z.output<typeof Event>;

const Tracking = z.object({
	trackingId: text,
	alternateLegTrackingId: text,
	eventHistory: z.undefined().or(list(Event)),
	promisedDeliveryDate: text,
	estimatedDeliveryDate: text,
	summary: part(
		z.object({
			status: text,
			trackingDetailCodes: part(z.object({ forward: list(text), returns: list(text) })),
			proofOfDelivery: part(z.object({ receivedBy: text })),
		}),
	),
});
type Tracking = z.output<typeof Tracking>;

const Told = z.object({ code: text, message: text, details: text });
const Body = Tracking.extend({
	payload: z.unknown().optional(),
	detail: z.unknown().optional(),
	progressTracker: z.unknown().optional(),
	errors: list(Told),
	/** The login's own shape of an error. */
	error: text,
	error_description: text,
});

const Day = part(z.object({ date: text }));
const Page = z.object({ progressTracker: z.unknown().optional(), eventHistory: z.unknown().optional() });
const PageSummary = z.object({
	errors: list(z.object({ errorCode: text, errorMessage: text })),
	summary: part(
		z.object({
			status: text,
			metadata: part(z.object({ promisedDeliveryDate: Day, expectedDeliveryDate: Day })),
		}),
	),
});

/** What the tracking page itself asks for: two documents inside strings, and not the number it asked with. */
function readPage({ progressTracker, eventHistory }: z.output<typeof Page>): Extracted {
	const { errors, summary } = json(String(progressTracker), PageSummary);
	const told = typeof eventHistory === "string" ? json(eventHistory, Tracking) : undefined;
	const [error] = errors;
	if (summary?.status === undefined && !told?.eventHistory?.length && error) {
		return { shipments: [], refusals: [refusal({ code: error.errorCode, message: error.errorMessage, details: "" })] };
	}
	const { promisedDeliveryDate, expectedDeliveryDate } = summary?.metadata ?? {};
	return readTracking({
		...json("{}", Tracking),
		eventHistory: told?.eventHistory ?? [],
		summary: summary?.status ? { status: summary.status } : undefined,
		promisedDeliveryDate: promisedDeliveryDate?.date ?? expectedDeliveryDate?.date,
	});
}

/** Notifications put what they tell into a payload of their own. */
function insideOf(detail: unknown): unknown {
	const notice = z.object({ payload: z.unknown().optional(), Payload: z.unknown().optional() }).safeParse(detail).data;
	return notice?.payload ?? notice?.Payload ?? detail;
}

/** A reply has its tracking bare or as `payload`; a push is an event of Amazon's bus, with the same as `detail`. */
function extract(body: string): Extracted {
	const page = json(body, Page);
	if (typeof page.progressTracker === "string") return readPage(page);
	const read = json(body, Body);
	const errors = read.error ? [{ code: read.error, message: read.error_description, details: undefined }] : read.errors;
	const inside = read.payload ?? insideOf(read.detail);
	if (inside === undefined || inside === null) {
		if (errors.length > 0) return { shipments: [], refusals: errors.map(refusal) };
		return readTracking(read);
	}
	const tracking = shaped(inside, Tracking);
	// A push may tell of one event without the list around it.
	const single = tracking.eventHistory === undefined ? shaped(inside, Event) : undefined;
	return readTracking(single?.eventCode ? { ...tracking, eventHistory: [single] } : tracking);
}

function readTracking(tracking: Tracking): Extracted {
	const { trackingId = null, summary, alternateLegTrackingId: other } = tracking;
	const events = tracking.eventHistory ?? [];
	if (trackingId === null && events.length === 0 && summary === undefined)
		throw new Unreadable("body: neither tracking nor errors");
	if (events.length === 0 && summary?.status === undefined) {
		return unanswered("not-found", "no events", trackingId);
	}
	const order = orderByTimes(
		events.map(({ eventTime }) => eventTime),
		"oldest-first",
	);
	const newestFirst = order === "oldest-first" ? events.toReversed() : events;
	const [newest] = newestFirst;
	const delivery = events.find(
		({ eventCode, shipmentType }) => eventCode === "Delivered" && shipmentType !== "RETURNS",
	);
	const isForward = ({ shipmentType }: Event) => shipmentType !== "RETURNS";
	const details = summary?.trackingDetailCodes?.forward ?? [];
	// A detail code is of the newest event that it can be of: a refusal keeps its own when the way back begins.
	const detailsOf = (event: Event) =>
		details.filter((detail) => event === newestFirst.find((one) => isForward(one) && isKnown(one, detail)));
	const signer = summary?.proofOfDelivery?.receivedBy;
	const shipment: RawShipment = {
		trackingNumber: trackingId,
		scans: events.map((event) => scan(event, detailsOf(event), event === delivery ? signer : undefined)),
		order,
		// The way back ends in a "Delivered" too: at the seller's.
		status:
			summary?.status && newest?.shipmentType !== "RETURNS"
				? { code: summary.status, keys: [`header:${summary.status}`, summary.status] }
				: undefined,
		promised: promised(tracking.promisedDeliveryDate ?? tracking.estimatedDeliveryDate),
		signed: signer !== undefined,
		continues: other ? [{ trackingNumber: other }] : undefined,
	};
	return { shipments: [shipment] };
}

function isKnown({ eventCode }: Event, detail: string | undefined): boolean {
	return Object.hasOwn(STATUSES, `${eventCode}/${detail}`);
}

function scan(event: Event, details: readonly (string | undefined)[], signer: string | undefined): RawScan {
	const { eventCode = "", eventTime = "", shipmentType, location: at } = event;
	// Where it was left says more than that somebody signed.
	const particular = details.toSorted((a, b) => Number(a === "Signed") - Number(b === "Signed"));
	return {
		code: eventCode,
		keys: [
			...(shipmentType === "RETURNS" ? [`RETURNS/${eventCode}`] : []),
			...particular.map((detail) => `${eventCode}/${detail}`),
			eventCode,
		],
		// Amazon has codes and no sentences: its codes are words run together.
		text: eventCode.replace(/(?<=[a-z])(?=[A-Z])/g, " "),
		time: { text: eventTime },
		place: at && {
			city: at.city,
			region: at.stateOrRegion ?? at.stateProvince,
			postcode: at.postalCode,
			country: at.countryCode,
		},
		marked: { signedBy: signer },
	};
}

function promised(written: string | undefined): RawShipment["promised"] {
	if (written === undefined) return undefined;
	const time: RawTime = { text: dayAtMidnight(written) };
	return { from: time, to: time };
}

function refusal({ code = "", message = "", details = "" }: z.output<typeof Told>): Refusal {
	const words = `${message} ${details}`;
	const isUnknown =
		/^(?:InvalidTrackingId|NotFound|ResourceNotFound)$/i.test(code) || /tracking ?id.*invalid/i.test(words);
	const isDenied = /^(?:Unauthorized|AccessDenied|Forbidden|invalid_(?:client|grant)|unauthorized_client)$/i.test(code);
	const isBusy = /^(?:QuotaExceeded|TooManyRequests)$/i.test(code);
	return {
		trackingNumber: null,
		outcome: isUnknown ? "not-found" : isDenied ? "denied" : isBusy ? "rate-limited" : outcomeOf(code, words),
		detail: `${code}: ${words.trim()}`,
	};
}

/** Where Amazon Shipping is offered: the region's host and the names by which the API knows the market. */
const MARKETS = {
	US: { host: "sellingpartnerapi-na.amazon.com", business: "AmazonShipping_US", carrier: "AMZN_US" },
	UK: { host: "sellingpartnerapi-eu.amazon.com", business: "AmazonShipping_UK", carrier: "AMZN_UK" },
	FR: { host: "sellingpartnerapi-eu.amazon.com", business: "AmazonShipping_FR", carrier: "AMZN_FR" },
	IT: { host: "sellingpartnerapi-eu.amazon.com", business: "AmazonShipping_IT", carrier: "AMZN_IT" },
	ES: { host: "sellingpartnerapi-eu.amazon.com", business: "AmazonShipping_ES", carrier: "AMZN_ES" },
	IN: { host: "sellingpartnerapi-eu.amazon.com", business: "AmazonShipping_IN", carrier: "AMZN_IN" },
} as const;
const LOGIN = "api.amazon.com";
const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().catch(3_600) });

export const amazonShipping = defineCarrier({
	code: "amazon-shipping",
	name: "Amazon Shipping",
	countries: ["US", "GB", "FR", "IT", "ES", "IN"],
	source: {
		kind: "documented",
		url: "https://developer-docs.amazon.com/amazon-shipping/docs/track-a-shipment-push-notifications",
		checked: "2026-11-22",
		note: "Subscriptions are made by Amazon by hand, and the inside of a push is read as the tracking reply that it is said to be.",
	},

	numbers: {
		pattern: /^(?:TB[ABCM]\d{12}|[CD]\d{10})$/,
		checkDigit: (number) => (number.startsWith("TB") ? null : isLetterAndTen(number)),
		valid: ["TBA010000000017", "TBC020000000018", "C1000000018"],
		invalid: ["TBA01000000001", "TBX010000000017", "C1000000017", "010000000017"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	trackingUrl: (trackingNumber) => `https://track.amazon.com/tracking/${encodeURIComponent(trackingNumber)}`,

	api: {
		hosts: ["sellingpartnerapi-na.amazon.com", "sellingpartnerapi-eu.amazon.com", LOGIN],
		credentials: clientCredentials.extend({
			refreshToken: z.string().min(1),
			market: z.enum(["US", "UK", "FR", "IT", "ES", "IN"]).default("US"),
		}),
		rate: { perSecond: 5 },
		login: {
			request: ({ credentials: { clientId, clientSecret, refreshToken } }) => ({
				method: "POST",
				url: `https://${LOGIN}/auth/o2/token`,
				headers: { "content-type": "application/x-www-form-urlencoded" },
				body: formBody({
					grant_type: "refresh_token",
					refresh_token: refreshToken,
					client_id: clientId,
					client_secret: clientSecret,
				}),
			}),
			read: (body) => {
				const { access_token: token, expires_in: expiresInSeconds } = json(body, Token);
				return { token, expiresInSeconds };
			},
		},
	},

	poll: {
		batch: 1,
		request: ([query], { token, credentials }) => {
			const { host, business, carrier } = MARKETS[credentials.market] ?? MARKETS.US;
			const asked = new URLSearchParams({ carrierId: carrier, trackingId: query.trackingNumber });
			return {
				method: "GET",
				url: `https://${host}/shipping/v2/tracking?${asked}`,
				headers: { "x-amz-access-token": token, "x-amzn-shipping-business-id": business, accept: "application/json" },
			};
		},
	},

	webhook: {
		verify: tokenInHeader({ header: "x-api-key" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Give this secret to your contact at Amazon Shipping as the API key, sent in the header X-API-KEY.",
	},
});
