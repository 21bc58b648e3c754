import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Extracted,
	json,
	list,
	number,
	orderByTimes,
	outcomeOf,
	part,
	type RawPickup,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	readTownOfCountry,
	sideBySide,
	text,
	tokenInQuery,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

const Location = part(z.object({ type: text, name: text, city: text, postalCode: text, country: text }));
const Detail = z.object({
	name: text,
	status: text,
	statusTitle: text,
	eventId: text,
	eventCode: text,
	eventTitle: text,
	eventDescription: text,
	date: text,
	datetime: text,
	timestamp: text,
	eventTime: text,
	agency: text,
	place: text,
	location: z.union([z.string(), Location]),
	delivery: part(z.object({ recipientName: text })),
	returnToSender: part(z.object({ trackingNumber: text })),
});
type Detail = z.output<typeof Detail>;

const Point = part(
	z.object({
		name: text,
		addressDetails: part(
			z.object({ city: text, postCode: text, province: text, country: text, street: text, buildingNumber: text }),
		),
		address_details: part(
			z.object({ city: text, post_code: text, province: text, street: text, building_number: text }),
		),
		// In ShipX two lines: the street, and the town with its postcode.
		address: part(z.object({ line1: text, line2: text })),
		location: part(z.object({ latitude: number, longitude: number })),
		locationDescription: text,
		location_description: text,
		openingHours: text,
		opening_hours: text,
	}),
);

const Parcel = z.object({
	// A message of the webhook of the group is one event and nothing around it.
	...Detail.shape,
	shipmentNumber: text,
	primaryParcelNumber: text,
	mainTrackingNumber: text,
	trackingNumber: text,
	tracking_number: text,
	statusGroup: text,
	openCode: text,
	qrCode: text,
	pickUpPoint: Point,
	pickUp: part(
		z.object({
			location: part(z.object({ type: text, point: z.union([z.string(), part(z.object({ name: text }))]) })),
		}),
	),
	pickUpDate: text,
	expiryDate: text,
	storedDate: text,
	eventLog: list(Detail),
	tracking_details: list(Detail),
	trackingDetails: list(Detail),
	events: list(Detail),
	custom_attributes: part(z.object({ target_machine_id: text, target_machine_detail: Point })),
});
type Parcel = z.output<typeof Parcel>;

const Body = z.object({
	...Parcel.shape,
	parcels: z.undefined().or(list(Parcel)),
	event: text,
	event_ts: text,
	payload: part(z.object({ tracking_number: text, status: text })),
	error: text,
	key: text,
	code: text,
	message: text,
	description: text,
});
type Body = z.output<typeof Body>;

function extract(written: string): Extracted {
	const bodies = json(written, list(Body));
	const [body] = bodies;
	if (!body) throw new Unreadable("body: an empty list");
	if (body.event && body.event_ts) return readPush(body);
	if (body.parcels?.length === 0) {
		return unanswered("not-found", "No parcels.");
	}
	const asked = body.parcels ?? bodies;
	const parcels = asked.filter((parcel) => numberOf(parcel) !== null);
	if (parcels.length > 0) {
		const told = parcels.filter((parcel) => parcel.status || detailsOf(parcel).length > 0);
		const silent = parcels.filter((parcel) => !told.includes(parcel)).map(numberOf);
		const refusals = silent.map(
			(trackingNumber): Refusal => ({ trackingNumber, outcome: "not-found", detail: "No events." }),
		);
		return { shipments: told.map(readParcel), refusals };
	}
	const why = body.error ?? body.key ?? body.code ?? body.status ?? "";
	const words = body.message ?? body.description ?? "";
	if (!why && !words) throw new Unreadable("body: neither a parcel nor an error");
	const isUnknown = /resource_not_found|not_?found/i.test(why) || body.status === "404";
	const outcome = isUnknown ? "not-found" : outcomeOf(body.status ?? why, `${why.replaceAll("_", " ")} ${words}`);
	return { shipments: [], refusals: [{ trackingNumber: null, outcome, detail: `${why}: ${words}` }] };
}

function numberOf(parcel: Parcel): string | null {
	const { shipmentNumber, trackingNumber, tracking_number, primaryParcelNumber, mainTrackingNumber } = parcel;
	return shipmentNumber ?? trackingNumber ?? tracking_number ?? primaryParcelNumber ?? mainTrackingNumber ?? null;
}

function detailsOf(parcel: Parcel): readonly Detail[] {
	const told = [...parcel.eventLog, ...parcel.tracking_details, ...parcel.trackingDetails, ...parcel.events];
	return told.length === 0 && parcel.eventCode ? [parcel] : told;
}

function readPush({ event = "", event_ts = "", payload }: Body): Extracted {
	const { tracking_number: trackingNumber, status } = payload ?? {};
	// Offers, refunds and the like are of the seller's account, not of a parcel on its way.
	const code = status ?? (event === "shipment_confirmed" ? "confirmed" : undefined);
	if (!trackingNumber || !code) return { shipments: [] };
	const scan: RawScan = { code, keys: [code.toLowerCase()], text: "", time: { text: event_ts } };
	return { shipments: [{ trackingNumber, scans: [scan], order: "newest-first" }] };
}

function readParcel(parcel: Parcel): RawShipment {
	const details = detailsOf(parcel);
	const { status, statusTitle, statusGroup, custom_attributes } = parcel;
	const point = pointOf(parcel);
	const isLocker = point !== undefined || custom_attributes?.target_machine_id !== undefined;
	const isMachine = parcel.pickUp?.location?.type === "APM";
	const returns = details.flatMap(({ returnToSender }) => returnToSender?.trackingNumber ?? []);
	const time = status ? timeOfStatus(parcel, status) : undefined;
	return {
		trackingNumber: numberOf(parcel),
		scans: details.map((detail) =>
			readDetail(detail, point, { isLocker, isMachine }, parcel.openCode ?? parcel.qrCode),
		),
		order: orderByTimes(details.map(timeOf), "oldest-first"),
		status: status
			? {
					code: status,
					keys: keysOf(status, { isLocker, isMachine }, statusGroup),
					text: statusTitle,
					time: time ? { text: time } : undefined,
				}
			: undefined,
		pickup: point && pickupAt(point, parcel.expiryDate),
		continues: returns.map((trackingNumber) => ({ trackingNumber })),
	};
}

function pointOf({ pickUpPoint, custom_attributes, pickUp }: Parcel): z.output<typeof Point> {
	const written = pickUp?.location?.point;
	const name = typeof written === "string" ? written : written?.name;
	return pickUpPoint ?? custom_attributes?.target_machine_detail ?? (name ? Point.parse({ name }) : undefined);
}

function pickupAt(point: NonNullable<z.output<typeof Point>>, expiryDate: string | undefined): RawPickup {
	const { name, addressDetails, address_details, address, location } = point;
	const street = addressDetails?.street ?? address_details?.street;
	const house = addressDetails?.buildingNumber ?? address_details?.building_number;
	const postcode = addressDetails?.postCode ?? address_details?.post_code;
	const town = sideBySide(postcode, addressDetails?.city ?? address_details?.city);
	const hours = point.openingHours ?? point.opening_hours;
	return {
		name: [name, point.locationDescription ?? point.location_description].filter(Boolean).join(", "),
		address: address ? [address.line1, address.line2] : [street && sideBySide(street, house), town],
		hours: hours ? [hours] : undefined,
		until: expiryDate ? { text: expiryDate } : undefined,
		lat: location?.latitude,
		lng: location?.longitude,
	};
}

/** The two moments of the present status that the app names apart from its events. */
function timeOfStatus({ pickUpDate, storedDate }: Parcel, status: string): string | undefined {
	if (/^(?:delivered|collected_by_customer|claimed)$/i.test(status)) return pickUpDate;
	return /^ready_to_pickup/i.test(status) ? storedDate : undefined;
}

function timeOf({ date, datetime, timestamp, eventTime }: Detail): string {
	return date ?? datetime ?? timestamp ?? eventTime ?? "";
}

interface Target {
	/** Out of a locker nothing is delivered but by being collected. */
	readonly isLocker: boolean;
	readonly isMachine: boolean;
}

function keysOf(code: string, { isLocker, isMachine }: Target, group?: string): string[] {
	const word = code.toLowerCase();
	const groups = group ? [`group ${group.toLowerCase()}`] : [];
	return [...(isMachine ? [`machine ${word}`] : []), ...(isLocker ? [`locker ${word}`] : []), word, ...groups];
}

function readDetail(
	detail: Detail,
	point: z.output<typeof Point>,
	target: Target,
	pickupCode: string | undefined,
): RawScan {
	const { location, agency } = detail;
	const code = detail.name ?? detail.eventCode ?? detail.status ?? "";
	const isMachine = target.isMachine || (typeof location === "object" && location.type === "LOCKER_POINT");
	const isWaiting = /ready_to_pickup|stack_in|ready_for_collection|lmd\.100[3-6]|awaiting_collection/i.test(code);
	const isThere = isWaiting || /^(?:delivered|collected_by_customer)$/i.test(code);
	const fromPoint = isThere && point ? placeOf(point, target.isMachine ? undefined : "PL") : undefined;
	return {
		code,
		// Beside a code of the group the status is one of eight classes.
		keys: keysOf(code, { ...target, isMachine }, detail.status),
		id: detail.eventId,
		text: detail.statusTitle ?? detail.eventTitle ?? detail.eventDescription ?? "",
		time: { text: timeOf(detail) },
		place: readPlace(location) ?? readPlace(detail.place) ?? fromPoint ?? (agency ? { name: agency } : undefined),
		marked: { pickupCode: isWaiting ? pickupCode : undefined, signedBy: detail.delivery?.recipientName },
	};
}

/** A place of the group's own, or `Town (PL)` in one word; `null (PL)` has no town. */
function readPlace(location: string | z.output<typeof Location>): RawPlace | undefined {
	if (typeof location === "object") {
		const { name, city, postalCode, country } = location;
		return { name, city, postcode: postalCode, country };
	}
	if (!location?.trim()) return undefined;
	const { city, country } = readTownOfCountry(location) ?? {};
	return country ? { city: city === "null" ? undefined : city, country } : { name: location };
}

function placeOf(point: NonNullable<z.output<typeof Point>>, home: string | undefined): RawPlace {
	const { addressDetails, address_details, location } = point;
	return {
		name: point.name,
		city: addressDetails?.city ?? address_details?.city,
		region: addressDetails?.province ?? address_details?.province,
		postcode: addressDetails?.postCode ?? address_details?.post_code,
		country: addressDetails?.country ?? home,
		lat: location?.latitude,
		lng: location?.longitude,
	};
}

const HOST = "api-shipx-pl.easypack24.net";

export const inpost = defineCarrier({
	code: "inpost",
	name: "InPost",
	countries: ["PL"],
	source: {
		kind: "observed",
		url: "https://api-shipx-pl.easypack24.net/v1/tracking",
		checked: "2026-11-22",
		note: "ShipX statuses and their Polish names are read in public clients that quote the documentation; the events of the group are its published catalogue as a public copy has it. Webhooks are set up with InPost and carry no signature.",
	},

	numbers: {
		pattern: /^[56]\d{23}$/,
		valid: ["600000000000000000000001", "520000000000000000000001"],
		invalid: ["60000000000000000000001", "323200000000000000000030", "6000000000000000000000011"],
	},

	clock: { formats: ["iso"], zone: { kind: "fixed", zone: "Europe/Warsaw" } },

	statuses: {
		"locker delivered": "delivered.collected",
		"machine lmd.1003": "ready_for_pickup.locker",
		"machine lmd.1006": "ready_for_pickup.locker",
		// The app's four groups of statuses, for a status that is newer than this table.
		"group to_send": "info_received.label_created",
		"group in_delivery": "in_transit.moving",
		"group to_pickup": "ready_for_pickup.at_point",
		"group ready": "ready_for_pickup.at_point",
		"group delivered": "delivered.to_recipient",
		// The eight classes of the group.
		"group at_the_origin": "info_received.notified",
		"group in_transit": "in_transit.moving",
		"group in_transit_last_mile": "in_transit.moving",
		"group awaiting_collection": "ready_for_pickup.at_point",
		"group not_delivered": "delivery_attempted.problem",
		"group exception": "exception.unspecified",
		"group return": "returning.to_sender",
		...codeTable([
			["info_received.label_created", "created offers_prepared offer_selected confirmed"],
			["picked_up.dropped_off", "dispatched_by_sender dispatched_by_sender_to_pok"],
			["picked_up.collected", "collected_from_sender taken_by_courier"],
			["in_transit.moving", "taken_by_courier_from_pok unstack_from_customer_service_point unstack_from_box_machine"],
			["in_transit.origin_facility_arrived", "adopted_at_source_branch"],
			["in_transit.origin_facility_departed", "sent_from_source_branch"],
			["in_transit.arrived_facility", "adopted_at_sorting_center"],
			["in_transit.processed_facility", "mmd.1002"],
			["in_transit.departed_facility", "sent_from_sorting_center"],
			["in_transit.arrived_delivery_depot", "adopted_at_target_branch"],
			["in_transit.forwarded_new_address", "redirect_to_box readdressed"],
			["in_transit.redirected_by_carrier", "permanently_redirected_to_box_machine"],
			["in_transit.redirected_by_carrier", "permanently_redirected_to_customer_service_point"],
			["in_transit.delayed", "delay_in_delivery"],
			["out_for_delivery.on_vehicle", "out_for_delivery out_for_delivery_to_address"],
			["ready_for_pickup.locker", "ready_to_pickup stack_in_box_machine"],
			["ready_for_pickup.at_point", "ready_to_pickup_from_pok ready_to_pickup_from_pok_registered"],
			["ready_for_pickup.at_point", "ready_for_collection stack_in_customer_service_point"],
			["ready_for_pickup.at_point", "courier_avizo_in_customer_service_point"],
			["ready_for_pickup.carrier_depot", "ready_to_pickup_from_branch"],
			[["ready_for_pickup.expiring", "recipient.not_collected"], "pickup_time_expired"],
			[["ready_for_pickup.expiring", "recipient.not_collected"], "stack_parcel_pickup_time_expired"],
			[["ready_for_pickup.expiring", "recipient.not_collected"], "stack_parcel_in_box_machine_pickup_time_expired"],
			[["ready_for_pickup.expiring", "recipient.not_collected"], "not_collected"],
			["delivery_attempted.failed", "avizo avizo_rejected delivery_attempt_failed"],
			[["delivery_attempted.refused", "recipient.refused"], "rejected_by_receiver"],
			[["delivery_attempted.address_not_found", "address.incorrect"], "undelivered_wrong_address"],
			[["delivery_attempted.address_not_found", "address.incorrect"], "undelivered_incomplete_address"],
			[["delivery_attempted.address_not_found", "address.not_found"], "undelivered_unknown_receiver"],
			[["delivery_attempted.failed", "recipient.moved"], "undelivered_not_live_address"],
			[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "undelivered_cod_cash_receiver"],
			[["delivery_attempted.no_access", "recipient.access_restricted"], "undelivered_no_mailbox"],
			[["delivery_attempted.no_access", "recipient.access_restricted"], "undelivered_lack_of_access_letterbox"],
			["delivered.to_recipient", "delivered"],
			["delivered.collected", "collected_by_customer claimed"],
			["returning.to_sender", "returned_to_sender taken_by_courier_from_customer_service_point"],
			[["cancelled.cancelled", "sender.cancelled"], "canceled cancelled"],
			["exception.undeliverable", "undelivered"],
			[["exception.outside_service", "sender.incorrect_dimensions"], "oversized"],
			[["exception.lost", "carrier.lost"], "missing"],
			["note.recipient_notified", "pickup_reminder_sent pickup_reminder_sent_address"],
			["note.information", "canceled_redirect_to_box return_pickup_confirmation_to_sender avizo_completed other"],
		]),
		// The catalogue of tracking events of the InPost Group, versions 1 and 2.
		...codeTable([
			["info_received.label_created", "cre.1001 ful.1001 ful.1002"],
			["info_received.awaiting_handover", "cre.1002 fmd.1001 fmd.1007"],
			["info_received.pickup_scheduled", "fmd.1013"],
			["info_received.pickup_failed", "fmd.1008 fmd.1009 fmd.1010 fmd.1011 fmd.1012 fmd.1014 fmd.1016"],
			[["info_received.pickup_failed", "sender.not_ready"], "fmd.1017"],
			["picked_up.collected", "fmd.1002 fmd.1004 fmd.1005"],
			["in_transit.origin_facility_departed", "ful.1003"],
			["in_transit.moving", "fmd.1003 fmd.1006 fmd.1015 mmd.1004 lmd.1001"],
			["in_transit.arrived_facility", "mmd.1001"],
			["in_transit.processed_facility", "mmd.1002 mmd.1005 mmd.3001"],
			["in_transit.departed_facility", "mmd.1003 mmd.1007"],
			["in_transit.repacked", "mmd.1009"],
			["in_transit.held", "mmd.1006 mmd.9001"],
			["in_transit.handover_to_partner", "han.1001"],
			["in_transit.import_customs_presented", "cc.001"],
			["in_transit.customs_cleared", "cc.002"],
			[["in_transit.import_customs_held", "customs.delay"], "cc.003"],
			["in_transit.arrived_delivery_depot", "lmd.1002"],
			["in_transit.forwarded_new_address", "lmd.3006 lmd.3013 lmd.3014"],
			["in_transit.redirected_by_carrier", "lmd.3001 lmd.3002 lmd.3003 lmd.3004 lmd.3005 lmd.3015 lmd.3016 lmd.3017"],
			["in_transit.delayed", "inf.9001 inf.9016"],
			[["in_transit.delayed", "sender.incorrect_data"], "inf.9009"],
			[["in_transit.delayed", "delivery.appointment_pending"], "inf.9017"],
			[["in_transit.delayed", "external.civil_event"], "lmd.9026"],
			[["in_transit.delayed", "external.force_majeure"], "lmd.9028 inf.9005"],
			[["in_transit.delayed_holiday", "external.holiday"], "inf.9003 inf.9004"],
			["in_transit.delivery_scheduled", "inf.9012 inf.9014"],
			[["in_transit.security_check", "external.security"], "inf.9013"],
			[["in_transit.damaged", "carrier.damaged"], "lmd.9030 eol.9002"],
			["ready_for_pickup.at_point", "lmd.1003 lmd.1004 lmd.1006 lmd.3007 lmd.9013"],
			["ready_for_pickup.locker", "lmd.1005 lmd.9012"],
			[["ready_for_pickup.expiring", "recipient.not_collected"], "lmd.9002 lmd.9019 lmd.3008 lmd.3009 lmd.3010"],
			[["ready_for_pickup.expiring", "recipient.not_collected"], "lmd.3011"],
			["delivery_attempted.failed", "lmd.9004 lmd.9018 lmd.9020 lmd.9021 lmd.9023 lmd.9024"],
			[["delivery_attempted.failed", "carrier.capacity"], "lmd.9022"],
			[["delivery_attempted.refused", "recipient.refused"], "lmd.9006"],
			[["delivery_attempted.address_not_found", "address.incorrect"], "lmd.9007 lmd.9015"],
			[["delivery_attempted.address_not_found", "address.not_found"], "lmd.9008"],
			[["delivery_attempted.cod_unpaid", "recipient.payment_missing"], "lmd.9009"],
			[["delivery_attempted.no_access", "recipient.access_restricted"], "lmd.9010 lmd.9011 lmd.9016 lmd.9025"],
			[["delivery_attempted.recipient_unreachable", "recipient.unreachable"], "lmd.9017"],
			[["delivery_attempted.identification_failed", "recipient.verification_failed"], "lmd.9029"],
			["delivered.to_recipient", "eol.1001 eol.1005"],
			["delivered.collected", "eol.1002"],
			["delivered.safe_place", "eol.1003"],
			[["delivered.to_neighbour", "delivery.indirect"], "eol.1004"],
			["delivered.alternative_location", "eol.1006"],
			[["delivered.to_proxy", "delivery.indirect"], "eol.1007"],
			["delivered.letterbox", "eol.1008"],
			[["returning.not_collected", "recipient.not_collected"], "lmd.9014"],
			["returning.to_sender", "rts.1001"],
			["returned.to_sender", "rts.1002"],
			["cancelled.cancelled", "eol.9004 eol.9005"],
			["exception.undeliverable", "lmd.9005"],
			[["exception.outside_service", "sender.incorrect_dimensions"], "fmd.9002 lmd.9003"],
			[["exception.prohibited", "customs.prohibited"], "lmd.9027"],
			[["exception.lost", "carrier.lost"], "eol.9001"],
			["exception.destroyed", "eol.9003"],
			[["exception.destroyed", "customs.prohibited"], "eol.9006"],
			["note.recipient_notified", "lmd.9001"],
			["note.delivery_option_chosen", "inf.9010"],
			["note.information", "fmd.9001 inf.1001 lmd.3012"],
		]),
	},

	extract,
	trackingUrl: (trackingNumber) =>
		`https://inpost.pl/sledzenie-przesylek?${new URLSearchParams({ number: trackingNumber })}`,

	api: { hosts: [HOST], credentials: z.object({}), rate: { perSecond: 1 } },

	poll: {
		batch: 1,
		request: ([query]) => ({
			method: "GET",
			url: `https://${HOST}/v1/tracking/${query.trackingNumber.replace(/\D/g, "")}`,
			headers: { accept: "application/json" },
		}),
	},

	webhook: {
		verify: tokenInQuery({ parameter: "token" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp: "Add ?token= and this secret to the address that you give InPost for the webhooks of your organisation.",
	},
});
