import { z } from "zod";
import {
	codeTable,
	courierNamed,
	courierNeed,
	courierStatuses,
	courierWordsIn,
	dayAtMidnight,
	defineCarrier,
	type Extracted,
	type HttpReply,
	hmacSha256,
	json,
	list,
	type Meaning,
	number,
	orderByTimes,
	outcomeOf,
	part,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type Refusal,
	readLocation,
	refuseAll,
	type Subscribed,
	text,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** The sub-statuses, called subtags, and the nine statuses, called tags, for where a subtag is new or missing. */
const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...codeTable([
		["pending.registered", "Pending Pending_001"],
		["info_received.label_created", "InfoReceived InfoReceived_001"],
		["picked_up.accepted", "InTransit_002"],
		["in_transit.moving", "InTransit InTransit_001"],
		["in_transit.arrived_facility", "InTransit_003"],
		["in_transit.arrived_destination_country", "InTransit_004"],
		["in_transit.customs_cleared", "InTransit_005"],
		["in_transit.import_customs_presented", "InTransit_006"],
		["in_transit.departed_facility", "InTransit_007"],
		["in_transit.problem_resolved", "InTransit_008"],
		["in_transit.forwarded_new_address", "InTransit_009"],
		["in_transit.delivery_scheduled", "OutForDelivery_004"],
		[["in_transit.import_customs_held", "customs.delay"], "Exception_004"],
		[["in_transit.customs_info_required", "customs.documentation"], "Exception_018"],
		[["in_transit.customs_duty_due", "customs.duties_unpaid"], "Exception_006"],
		["in_transit.delayed", "Exception_005"],
		["in_transit.delayed_carrier", "Exception_016"],
		[["in_transit.delayed_weather", "external.weather"], "Exception_017"],
		[["in_transit.delayed_transport", "carrier.missed_connection"], "Exception_019"],
		[["in_transit.address_problem", "address.incorrect"], "Exception_007"],
		[["in_transit.damaged", "carrier.damaged"], "Exception_012"],
		["out_for_delivery.on_vehicle", "OutForDelivery OutForDelivery_001"],
		["out_for_delivery.contacting_recipient", "OutForDelivery_003"],
		["delivery_attempted.failed", "AttemptFail AttemptFail_001"],
		[["delivery_attempted.recipient_absent", "recipient.unavailable"], "AttemptFail_002"],
		[["delivery_attempted.business_closed", "recipient.business_closed"], "AttemptFail_003"],
		[["delivery_attempted.refused", "recipient.refused"], "Exception_003"],
		["ready_for_pickup.at_point", "AvailableForPickup AvailableForPickup_001 OutForDelivery_002"],
		["delivered.to_recipient", "Delivered Delivered_001"],
		["delivered.collected", "Delivered_002"],
		["delivered.signed", "Delivered_003"],
		["delivered.cod_paid", "Delivered_004"],
		[["delivered.to_neighbour", "delivery.indirect"], "Delivered_005"],
		["returning.to_sender", "Exception_010"],
		[["returning.not_collected", "recipient.not_collected"], "Exception_008"],
		[["returning.recipient_moved", "recipient.moved"], "Exception_002"],
		["returned.to_sender", "Exception_011"],
		["cancelled.cancelled", "Exception_020"],
		["exception.unspecified", "Exception Exception_001"],
		["exception.rejected_by_carrier", "Exception_009"],
		[["exception.lost", "carrier.lost"], "Exception_013"],
		["exception.destroyed", "Exception_021"],
		["expired.no_tracking", "Expired Expired_001"],
	]),
};

/** What the courier's words may say beside a tag without a subtag, or with its first, which says no more. */
const OPEN: ReadonlyMap<string, RegExp> = new Map(
	Object.entries({
		Pending: /:info_received\./,
		InTransit: /:(?:info_received|picked_up|in_transit|note)\./,
		OutForDelivery: /:out_for_delivery\./,
		AttemptFail: /:delivery_attempted\./,
		AvailableForPickup: /:ready_for_pickup\./,
		Delivered: /:delivered\./,
		// Of the road only what is trouble: "processing" in a sentence about a problem is no scan.
		Exception:
			/:(?:delivery_attempted|return(?:ing|ed)|exception|cancelled)\.|:in_transit\.(?:\w*customs_|delayed|misrouted|security|address_|damaged|held)/,
	}),
);

/** Where one subtag covers several events, the words that say which. */
const PARTICULAR: ReadonlyMap<string, RegExp> = new Map(
	Object.entries({
		InTransit_005: /:in_transit\.export_customs_cleared/,
		InTransit_006: /:in_transit\.export_customs_presented/,
		OutForDelivery_002: /:ready_for_pickup\./,
		// A neighbour, in its list; couriers leave parcels elsewhere.
		Delivered_005: /:delivered\.(?!to_recipient|signed)/,
		Exception_004: /:in_transit\.(?:export_customs_held|customs_duty_due|customs_info_required)/,
		Exception_005: /:in_transit\.delayed_/,
	}),
);

const Checkpoint = z.object({
	slug: text,
	checkpoint_time: text,
	message: text,
	location: text,
	city: text,
	state: text,
	zip: text,
	/** The name of `zip` since 2026. */
	postal_code: text,
	country_region: text,
	country_region_name: text,
	/** Names of the country before 2024. */
	country_iso3: text,
	country_name: text,
	coordinate: part(z.object({ latitude: number, longitude: number })),
	tag: text,
	subtag: text,
});
type Checkpoint = z.output<typeof Checkpoint>;

/** A day in its own words, or an object around one. */
const Estimate = z
	.unknown()
	.optional()
	.transform((value) => Estimated.safeParse(typeof value === "string" ? { datetime: value } : value).data);

const Estimated = z.object({
	estimated_delivery_date: text,
	estimated_delivery_date_min: text,
	estimated_delivery_date_max: text,
	datetime: text,
	datetime_min: text,
	datetime_max: text,
});

const Tracking = z.object({
	id: text,
	tracking_number: text,
	slug: text,
	tag: text,
	subtag: text,
	signed_by: text,
	shipment_delivery_date: text,
	expected_delivery: text,
	courier_estimated_delivery_date: Estimate,
	latest_estimated_delivery: Estimate,
	/** AfterShip's own, by its name before 2023. */
	aftership_estimated_delivery_date: Estimate,
	last_mile: part(z.object({ tracking_number: text, slug: text })),
	checkpoints: z.undefined().or(list(Checkpoint)),
	/** The last alone, where only that was asked for. */
	checkpoint: part(Checkpoint),
});
type Tracking = z.output<typeof Tracking>;

const Data = Tracking.extend({ tracking: part(Tracking), trackings: z.undefined().or(list(Tracking)) });

const Body = Tracking.extend({
	event: text,
	msg: part(Tracking),
	meta: part(z.object({ code: text, type: text, message: text })),
	data: part(Data),
});

/** A tracking alone, in a list, in the envelopes of three generations of the API, or in a webhook. */
function extract(written: string): Extracted {
	const body = json(written, Body);
	const { meta, data, msg } = body;
	if (meta?.code !== undefined && !/^2\d\d$/.test(meta.code)) {
		return unanswered(outcome(meta.code, meta.message), `${meta.code}: ${meta.message ?? ""}`);
	}
	const trackings = [msg, data?.tracking, ...(data?.trackings ?? []), data, body].filter(isTracking);
	if (trackings.length > 0) {
		return {
			shipments: trackings.filter((tracking) => !isUnknown(tracking)).map(shipment),
			refusals: trackings.filter(isUnknown).map(notFound),
		};
	}
	if (data?.trackings) return unanswered("not-found", "AfterShip follows no such number.");
	// Webhooks are sent of returns, warranties and labels as well.
	if (body.event !== undefined) return { shipments: [] };
	throw new Unreadable("body: no tracking and no error");
}

function isTracking(told: Tracking | undefined): told is Tracking {
	return told?.tracking_number !== undefined && (told.tag ?? told.slug ?? told.checkpoints) !== undefined;
}

function checkpointsOf({ checkpoints, checkpoint }: Tracking): readonly Checkpoint[] {
	return checkpoints ?? (checkpoint ? [checkpoint] : []);
}

function isUnknown(tracking: Tracking): boolean {
	return (tracking.tag ?? "Pending") === "Pending" && checkpointsOf(tracking).length === 0;
}

function notFound({ tracking_number = "" }: Tracking): Refusal {
	const detail = "AfterShip has heard nothing of this number from the courier.";
	return { trackingNumber: tracking_number, outcome: "not-found", detail };
}

// https://www.aftership.com/docs/tracking/quickstart/request-errors
function outcome(code: string, message = ""): Refusal["outcome"] {
	if (["4004", "4005", "4012", "4017"].includes(code)) return "not-found";
	return code === "402" ? "denied" : outcomeOf(code, message);
}

function shipment(tracking: Tracking): RawShipment {
	const { tracking_number: known, slug, last_mile: partner } = tracking;
	const checkpoints = checkpointsOf(tracking);
	const signer = nameOf(tracking.signed_by);
	const scans = checkpoints.map((checkpoint) => scan(checkpoint, signer));
	const next = partner?.tracking_number;
	return {
		trackingNumber: known ?? null,
		carrier: courierNamed(slug),
		carrierName: slug,
		scans,
		order: orderByTimes(
			scans.map(({ time }) => time.text),
			"oldest-first",
		),
		status: headline(tracking, checkpoints),
		promised: promised(tracking),
		signed: signer !== undefined,
		continues:
			next === undefined || next === known
				? undefined
				: [{ trackingNumber: next, carrier: courierNamed(partner?.slug), carrierName: partner?.slug }],
	};
}

/** Couriers write here, too, why nobody signed. */
function nameOf(written: string | undefined): string | undefined {
	return written && !/\bsignature\b|\bnot required\b|^(?:n\/?a|none|null|unknown|-+)$/i.test(written)
		? written
		: undefined;
}

/** "Exception" without more says less than the newest checkpoint, whose words are heard. */
function headline({ tag, subtag, shipment_delivery_date: day }: Tracking, checkpoints: readonly Checkpoint[]) {
	const code = subtag ?? tag;
	if (code === undefined || (tag === "Exception" && isVague(tag, subtag) && checkpoints.length > 0)) return undefined;
	const isScanned = checkpoints.some((checkpoint) => tagOf(checkpoint) === "Delivered");
	const time = tag === "Delivered" && !isScanned && day ? { text: day } : undefined;
	return { code, keys: [code, tag ?? tagOf({ subtag }) ?? code], time };
}

function tagOf({ tag, subtag }: Pick<Checkpoint, "subtag"> & { readonly tag?: string | undefined }) {
	return tag ?? subtag?.split("_")[0];
}

/** The first subtag of each tag says no more than the tag. */
function isVague(tag: string | undefined, subtag: string | undefined): boolean {
	return subtag === undefined || subtag === `${tag}_001` || !Object.hasOwn(STATUSES, subtag);
}

function scan(checkpoint: Checkpoint, signer: string | undefined): RawScan {
	const { message = "", checkpoint_time = "", subtag } = checkpoint;
	const tag = tagOf(checkpoint);
	// An arrival and a departure of one minute have one vague subtag: only their words tell them apart.
	const id = isVague(tag, subtag) && message ? [checkpoint_time, message, checkpoint.location].join(" ") : undefined;
	return {
		code: subtag ?? tag ?? "",
		keys: keysOf(tag, subtag, message),
		id,
		text: message,
		time: { text: checkpoint_time },
		place: place(checkpoint),
		marked: tag === "Delivered" ? { signedBy: signer } : undefined,
	};
}

function keysOf(tag: string | undefined, subtag: string | undefined, message: string): string[] {
	const said = courierWordsIn(message);
	const open = isVague(tag, subtag) ? OPEN.get(tag ?? "") : PARTICULAR.get(subtag ?? "");
	const isMore = said !== undefined && (tag === undefined || open?.test(said));
	return [isMore ? said : undefined, subtag, tag].filter((key) => key !== undefined);
}

function place(checkpoint: Checkpoint): RawPlace | undefined {
	const { location, city, state: region, coordinate: point } = checkpoint;
	const { country_region, country_region_name, country_iso3, country_name } = checkpoint;
	const country = country_region ?? country_iso3 ?? country_region_name ?? country_name;
	const postcode = checkpoint.postal_code ?? checkpoint.zip;
	const parts = { postcode, country, lat: point?.latitude, lng: point?.longitude };
	if (city !== undefined || region !== undefined) return { ...parts, city, region };
	const read = readLocation(location, [country]);
	return { ...read, ...parts, country: country ?? read?.country };
}

/** What the courier said, else what AfterShip shows the buyer. */
function promised(tracking: Tracking): RawShipment["promised"] {
	const courier = tracking.courier_estimated_delivery_date;
	const latest = tracking.latest_estimated_delivery;
	const older = tracking.aftership_estimated_delivery_date;
	const one = courier?.estimated_delivery_date ?? courier?.datetime ?? latest?.datetime ?? tracking.expected_delivery;
	const windows = [
		[courier?.estimated_delivery_date_min, courier?.estimated_delivery_date_max],
		[latest?.datetime_min, latest?.datetime_max],
		[one, one],
		[older?.estimated_delivery_date_min, older?.estimated_delivery_date_max],
		[older?.estimated_delivery_date, older?.estimated_delivery_date],
	];
	const [from, to] = windows.find((window) => window.every(Boolean)) ?? [];
	return from && to ? { from: { text: dayAtMidnight(from) }, to: { text: dayAtMidnight(to) } } : undefined;
}

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { meta, data } = json(body, Body);
	const code = meta?.code;
	if (code === undefined) throw new Unreadable("body: no answer to a new tracking");
	// 4003: the number is followed already.
	if (code !== "4003" && !/^2\d\d$/.test(code)) {
		return refuseAll(queries, `${code}: ${meta?.message ?? ""}`, outcome(code, meta?.message));
	}
	const id = data?.id ?? data?.tracking?.id;
	const accepted = queries.map(({ trackingNumber }) => trackingNumber);
	return { accepted, refused: [], ids: id ? Object.fromEntries(accepted.map((known) => [known, id])) : undefined };
}

const HOST = "api.aftership.com";
const TRACKINGS = `https://${HOST}/tracking/2025-07/trackings`;

function headers({ apiKey }: { readonly apiKey: string }): Record<string, string> {
	return { "as-api-key": apiKey, "content-type": "application/json" };
}

export const aftership = defineCarrier({
	code: "aftership",
	name: "AfterShip",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://www.aftership.com/docs/tracking/2026-07/enum/delivery-sub-statuses",
		checked: "2026-11-22",
		note: "Exception_014, Exception_015 and Pending_002 to Pending_006 stand in its clients without a meaning: their tag alone is read.",
	},

	numbers: {
		// Its own name of a tracking; all other numbers are couriers', given with the courier named.
		pattern: /^(?=.*[A-F])[0-9A-F]{24}$/,
		valid: ["5b7658ec7c33c0e007de3c50", "5B74F4958776DB0E00000000"],
		invalid: ["5b7658ec7c33c0e007de3c5", "123456789012345678901234", "1ZWAY0010300000115"],
	},

	clock: { formats: ["iso"], zone: { kind: "scan-site", fallback: null } },
	statuses: STATUSES,
	extract,
	needs: { courier: courierNeed("usps") },
	trackingUrl: (trackingNumber) => `https://www.aftership.com/track?${new URLSearchParams({ t: trackingNumber })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({
			apiKey: z.string().min(1),
			/** AfterShip's name of the courier, such as `usps`; without one AfterShip finds it. */
			courier: z.string().min(1).optional(),
		}),
		rate: { perSecond: 10 },
	},

	poll: {
		batch: 50,
		volatile: /"(?:(?:last_)?updated_at|tracked_count|transit_time)"\s*:\s*(?:"[^"]*"|[\d.]+)/,
		request: (queries, { credentials }) => {
			const tracking_numbers = queries.map(({ trackingNumber }) => trackingNumber).join(",");
			const couriers = new Set(queries.map(({ needs }) => needs.courier ?? credentials.courier));
			// One number may be followed for several couriers: those that are named are meant, where all are.
			const slug = couriers.has(undefined) ? {} : { slug: [...couriers].join(",") };
			return {
				method: "GET",
				url: `${TRACKINGS}?${new URLSearchParams({ tracking_numbers, ...slug })}`,
				headers: headers(credentials),
			};
		},
	},

	// https://www.aftership.com/docs/tracking/webhook/webhook-signature
	webhook: {
		verify: hmacSha256({ header: "aftership-hmac-sha256", encoding: "base64" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp:
			"Add this address as a webhook in AfterShip's settings. AfterShip signs with its webhook secret: give that as webhookSecret.",
	},

	subscribe: {
		batch: 1,
		request: ([query], { credentials }) => ({
			method: "POST",
			url: TRACKINGS,
			headers: headers(credentials),
			body: JSON.stringify({ tracking_number: query.trackingNumber, slug: query.needs.courier ?? credentials.courier }),
		}),
		read: readSubscription,
		cancel: {
			by: "id",
			request: ({ id }, { credentials }) => ({
				method: "DELETE",
				url: `${TRACKINGS}/${(id ?? "").replace(/[^A-Za-z0-9]/g, "")}`,
				headers: headers(credentials),
			}),
		},
	},
});
