import { z } from "zod";
import {
	codeTable,
	courierNamed,
	courierNeed,
	courierStatuses,
	courierWordsIn,
	defineCarrier,
	type Extracted,
	type HttpReply,
	isS10,
	json,
	list,
	type Meaning,
	number,
	offsetBetweenTimes,
	part,
	type Query,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	readLocation,
	refuseAll,
	type Subscribed,
	sha256OfBody,
	text,
	Unreadable,
} from "./kit/index.ts";

/** Sub-statuses and main statuses; the stages of events are words of both, or of their own. */
const STATUSES: Readonly<Record<string, Meaning>> = {
	...courierStatuses,
	...codeTable([
		["pending.not_found", "NotFound NotFound_Other"],
		["pending.invalid_number", "NotFound_InvalidCode"],
		["info_received.label_created", "InfoReceived"],
		["picked_up.accepted", "InTransit_PickedUp PickedUp"],
		["in_transit.moving", "InTransit InTransit_Other"],
		["in_transit.departed_origin_country", "InTransit_Departure Departure"],
		["in_transit.arrived_destination_country", "InTransit_Arrival Arrival"],
		["in_transit.import_customs_presented", "InTransit_CustomsProcessing"],
		["in_transit.customs_cleared", "InTransit_CustomsReleased"],
		[["in_transit.customs_info_required", "customs.documentation"], "InTransit_CustomsRequiringInformation"],
		["out_for_delivery.on_vehicle", "OutForDelivery OutForDelivery_Other"],
		["ready_for_pickup.at_point", "AvailableForPickup AvailableForPickup_Other"],
		["delivered.to_recipient", "Delivered Delivered_Other"],
		["delivery_attempted.failed", "DeliveryFailure DeliveryFailure_Other"],
		[["delivery_attempted.recipient_absent", "recipient.unavailable"], "DeliveryFailure_NoBody Exception_NoBody"],
		["delivery_attempted.identification_failed", "DeliveryFailure_Security"],
		[["delivery_attempted.refused", "recipient.refused"], "DeliveryFailure_Rejected Exception_Rejected"],
		[["in_transit.address_problem", "address.incorrect"], "DeliveryFailure_InvalidAddress"],
		["in_transit.delayed", "Exception_Delayed"],
		["in_transit.security_check", "Exception_Security"],
		[["in_transit.damaged", "carrier.damaged"], "Exception_Damage"],
		["returning.to_sender", "Exception_Returning Returning"],
		["returned.to_sender", "Exception_Returned Returned"],
		["cancelled.cancelled", "Exception_Cancel"],
		["exception.unspecified", "Exception Exception_Other"],
		[["exception.lost", "carrier.lost"], "Exception_Lost"],
		["exception.destroyed", "Exception_Destroyed"],
		["expired.no_tracking", "Expired Expired_Other"],
	]),
};

const Address = part(
	z.object({
		country: text,
		state: text,
		city: text,
		postal_code: text,
		coordinates: part(z.object({ longitude: number, latitude: number })),
	}),
);

const Event = z.object({
	time_iso: text,
	time_utc: text,
	time_raw: part(z.union([z.string(), z.object({ date: text, time: text, timezone: text })])),
	description: text,
	description_translation: part(z.object({ lang: text, description: text })),
	location: text,
	stage: text,
	sub_status: text,
	address: Address,
});
type Event = z.output<typeof Event>;

const Courier = part(z.object({ name: text, alias: text }));

const Info = z.object({
	latest_status: part(z.object({ status: text, sub_status: text })),
	latest_event: part(Event),
	time_metrics: part(z.object({ estimated_delivery_date: part(z.object({ from: text, to: text })) })),
	misc_info: part(z.object({ local_number: text, local_provider: text })),
	tracking: part(z.object({ providers: list(z.object({ provider: Courier, events: list(Event) })) })),
});
type Info = z.output<typeof Info>;

/** Some pushes were seen with the parts of `track_info` beside it. */
const Tracked = Info.partial().extend({ number: text, carrier: text, track_info: part(Info) });
type Tracked = z.output<typeof Tracked>;

function infoOf({ track_info: info, latest_status, latest_event, time_metrics, misc_info, tracking }: Tracked) {
	const beside: Info = { latest_status, latest_event, time_metrics, misc_info, tracking };
	if (info?.latest_status ?? info?.tracking ?? info?.latest_event) return info;
	return latest_status || tracking || latest_event ? beside : info;
}

const Fault = z.object({ code: text, message: text });

const Body = z.object({
	event: text,
	code: text,
	message: text,
	data: part(
		Tracked.extend({
			accepted: z.undefined().or(list(Tracked)),
			rejected: list(z.object({ number: text, error: part(Fault) })),
			errors: list(Fault),
		}),
	),
});

function extract(written: string): Extracted {
	const { event, code, message, data } = json(written.replace(/("\s*:\s*)"null"/g, "$1null"), Body);
	if (event === "TRACKING_STOPPED") {
		return { shipments: [], problems: [{ kind: "refused", detail: "17TRACK has stopped watching this number." }] };
	}
	const tracked = data?.number ? [data] : (data?.accepted ?? []);
	const refusals = [
		...(code && code !== "0" && !data?.errors.length ? [refusal(null, code, message)] : []),
		...(data?.errors ?? []).map((fault) => refusal(null, fault.code, fault.message)),
		...(data?.rejected ?? []).map(({ number: known, error }) => refusal(known ?? null, error?.code, error?.message)),
	];
	const isAnswer = event ?? code ?? data?.number ?? data?.accepted;
	if (isAnswer === undefined && refusals.length === 0) throw new Unreadable("body: no track and no answer");
	const told = tracked.filter((one) => infoOf(one) !== undefined);
	return {
		shipments: told.filter((one) => !isUnknown(one)).map(shipment),
		refusals: [...refusals, ...told.filter(isUnknown).map(notFound)],
	};
}

function isUnknown(tracked: Tracked): boolean {
	const info = infoOf(tracked);
	const hasEvents = info?.tracking?.providers.some(({ events }) => events.length > 0) || info?.latest_event;
	return (info?.latest_status?.status ?? "NotFound") === "NotFound" && !hasEvents;
}

function notFound({ number: known = "" }: Tracked): Refusal {
	return { trackingNumber: known, outcome: "not-found", detail: "17TRACK shows no event of this number." };
}

function refusal(trackingNumber: string | null, code = "", message = ""): Refusal {
	return { trackingNumber, outcome: outcomeOf(code, message), detail: `${code}: ${message}` };
}

// https://help.17track.net/hc/en-us/articles/37570440168473-Error-Codes-and-Troubleshooting
function outcomeOf(code: string, message: string): Refusal["outcome"] {
	if (/^-1801000[1245]$/.test(code) || code === "401" || code === "403") return "denied";
	if (/quota|daily|frequen|too many/i.test(message) || code === "429") return "rate-limited";
	// Not registered, courier not to be told from the number, nothing known at this time.
	if (["-18019902", "-18019903", "-18019909"].includes(code)) return "not-found";
	return /no tracking information|not registered|(?:number|format) .*(?:invalid|incorrect)/i.test(message)
		? "not-found"
		: "error";
}

function shipment(tracked: Tracked): RawShipment {
	const { number: known, carrier } = tracked;
	const info = infoOf(tracked);
	const providers = (info?.tracking?.providers ?? []).filter(({ events }) => events.length > 0);
	const first = info?.tracking?.providers[0]?.provider;
	const isEarly = ["NotFound", "InfoReceived"].includes(info?.latest_status?.status ?? "");
	const events = providers.flatMap((provider) => provider.events);
	const all = events.length === 0 && info?.latest_event ? [info.latest_event] : events;
	const { local_number, local_provider } = info?.misc_info ?? {};
	const partner = { carrier: courierNamed(local_provider), carrierName: local_provider };
	return {
		trackingNumber: known ?? null,
		carrier: courierNamed(first?.name),
		carrierName: first?.name ?? first?.alias ?? carrier,
		scans: all.map((event) => scan(event, isEarly)),
		order: providers.length > 1 ? "none" : "newest-first",
		status: headline(info, all[0]),
		promised: promised(info),
		continues: local_number ? [{ trackingNumber: local_number, ...partner }] : undefined,
	};
}

/** The headline may contradict the newest event: where the event has a word of its own, that word is heard alone. */
function headline(info: Info | undefined, newest: Event | undefined): RawShipment["status"] {
	const { status, sub_status: code = status } = info?.latest_status ?? {};
	if (code === undefined || status === "NotFound") return undefined;
	const isVague = /^(?:Exception|InTransit|DeliveryFailure)(?:_Other)?$/.test(code);
	const isTold = newest?.sub_status !== undefined || newest?.stage !== undefined;
	return isVague && isTold ? undefined : { code, keys: [code, status ?? code] };
}

function scan(event: Event, isEarly: boolean): RawScan {
	const code = event.sub_status ?? event.stage ?? "";
	return {
		code,
		keys: keysOf(event, isEarly),
		text: event.description ?? code,
		time: timeOf(event),
		place: place(event),
	};
}

/** An event without a word of 17TRACK's is one on the road, as its later versions say; the courier's words say which. */
function keysOf({ stage, sub_status, description, description_translation }: Event, isEarly: boolean): string[] {
	const [code, ...others] = [sub_status, stage].filter((known) => known !== undefined);
	const main = code?.split("_")[0] ?? "";
	const isOther = code === undefined || code.endsWith("_Other") || code === main;
	const open = code === undefined ? undefined : (OPEN.get(main) ?? []);
	const told = courierWordsIn(description, open) ?? courierWordsIn(description_translation?.description, open);
	const isMore = PARTICULAR.get(code ?? "")?.test(told ?? "");
	const said = isOther || isMore ? told : undefined;
	const spoken = said === undefined ? [] : [said];
	if (code === undefined) return [...spoken, isEarly ? "InfoReceived" : "InTransit"];
	// Where the sub-status is "other", the stage may know more.
	const isVague = /^(?:Exception|InTransit)_Other$/.test(code);
	return [...spoken, ...(isVague ? [...others, code] : [code, ...others]), main];
}

/** Where one sub-status covers several events, the words that say which: customs of which country, and why it is late. */
const PARTICULAR: ReadonlyMap<string, RegExp> = new Map(
	Object.entries({
		InTransit_CustomsProcessing: /:in_transit\.export_customs_(?:presented|held)/,
		InTransit_CustomsReleased: /:in_transit\.export_customs_cleared/,
		InTransit_CustomsRequiringInformation: /:in_transit\.customs_duty_due/,
		Exception_Delayed: /:in_transit\.delayed_/,
	}),
);

/** What the words may say within a code that leaves it open. */
const OPEN: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		InfoReceived: ["info_received"],
		InTransit: ["info_received", "picked_up", "in_transit", "note"],
		AvailableForPickup: ["ready_for_pickup"],
		OutForDelivery: ["out_for_delivery"],
		DeliveryFailure: ["delivery_attempted"],
		Delivered: ["delivered"],
		Exception: ["in_transit", "delivery_attempted", "ready_for_pickup", "returning", "exception"],
	}),
);

function timeOf({ time_iso, time_utc, time_raw }: Event): RawTime {
	if (time_iso) return { text: time_iso, offset: offsetBeside(time_iso, time_utc) };
	if (typeof time_raw === "string") return { text: time_raw };
	const { date, time, timezone } = time_raw ?? {};
	return date ? { text: [date, time].filter(Boolean).join("T"), offset: timezone } : { text: time_utc ?? "" };
}

/** A clock without an offset has one where the moment in UTC stands beside it. */
function offsetBeside(local: string, utc: string | undefined): string | undefined {
	return /T[\d:.]+$/.test(local) ? (offsetBetweenTimes(local, utc) ?? undefined) : undefined;
}

function place({ location, address }: Event): RawPlace | undefined {
	const { country, state: region, city, postal_code: postcode, coordinates: point } = address ?? {};
	if (!country && !region && !city && !postcode) return readLocation(location);
	return { city, region, postcode, country, lat: point?.latitude, lng: point?.longitude };
}

function promised(info: Info | undefined): RawShipment["promised"] {
	const { from, to } = info?.time_metrics?.estimated_delivery_date ?? {};
	const [begins, ends] = [from ?? to, to ?? from];
	return begins && ends ? { from: day(begins), to: day(ends) } : undefined;
}

/** Midnight of an estimate, and the last second before it, mean the day. */
function day(written: string): RawTime {
	return { text: written.replace(/T(?:00:00:00|23:59:59).*$/, "") };
}

function readSubscription({ body }: HttpReply, queries: readonly Query[]): Subscribed {
	const { code, message = "", data } = json(body, Body);
	if (code === undefined) throw new Unreadable("body: no answer to a registration");
	if (code !== "0") return refuseAll(queries, `${code}: ${message}`, outcomeOf(code, message));
	const rejected = data?.rejected ?? [];
	// -18019901: registered already.
	const again = rejected.filter(({ error }) => error?.code === "-18019901");
	return {
		accepted: [...(data?.accepted ?? []), ...again].flatMap(({ number: known }) => known ?? []),
		refused: rejected.map(({ number: known = "", error: { code = "", message = "" } = {} }) => {
			return { trackingNumber: known, detail: `${code}: ${message}` };
		}),
	};
}

const credentials = z.object({
	key: z.string().min(1),
	/** 17TRACK's key of the courier, such as `100003`; without one 17TRACK finds it. */
	courier: z.string().regex(/^\d+$/).optional(),
});

function post(
	path: string,
	{ key, courier }: z.output<typeof credentials>,
	queries: readonly (Pick<Query, "trackingNumber"> & Partial<Query>)[],
) {
	const asked = queries.map(({ trackingNumber, needs }) => {
		const named = needs?.courier ?? courier;
		return { number: trackingNumber, ...(named && { carrier: Number(named) }) };
	});
	return {
		method: "POST",
		url: `https://api.17track.net/track/v2.2/${path}`,
		headers: { "17token": key, "content-type": "application/json" },
		body: JSON.stringify(asked),
	} as const;
}

export const track17 = defineCarrier({
	code: "17track",
	name: "17TRACK",
	kind: "aggregator",
	countries: [],
	source: {
		kind: "documented",
		url: "https://help.17track.net/hc/en-us/articles/37471096573337-Understanding-Tracking-Status-Main-Status-Substatus",
		checked: "2026-11-22",
		note: "Offsets are 17TRACK's own reckoning and leave summer time out for some couriers; bodies of version 1 are not read.",
	},

	numbers: {
		// The postal numbers of East Asia it is used for; other couriers' numbers are given with the courier named.
		pattern: /^[A-Z]{2}\d{9}(?:CN|HK|MY|SG|TW|KR)$/,
		checkDigit: isS10,
		valid: ["RB123456785CN", "LA000000005HK"],
		invalid: ["RB123456784CN", "RB123456785US", "RB12345678CN"],
	},

	clock: { formats: ["iso"], zone: { kind: "in-payload" } },
	statuses: STATUSES,
	extract,
	needs: { courier: courierNeed("100003", { pattern: /^\d{1,9}$/ }) },
	trackingUrl: (trackingNumber) => `https://t.17track.net/en?${new URLSearchParams({ nums: trackingNumber })}`,

	api: {
		hosts: ["api.17track.net"],
		credentials,
		rate: { perSecond: 3 },
	},

	poll: {
		batch: 40,
		request: (queries, access) => post("gettrackinfo", access.credentials, queries),
	},

	webhook: {
		verify: sha256OfBody({ header: "sign", mark: "/" }),
		acknowledge: { status: 200, headers: {}, body: "" },
		setUp:
			"Enter this address as the webhook of 17TRACK's settings. 17TRACK signs with your access key: give that as webhookSecret.",
	},

	subscribe: {
		batch: 40,
		request: (queries, access) => post("register", access.credentials, queries),
		read: readSubscription,
		cancel: {
			by: "number",
			request: (subscription, access) => post("stoptrack", access.credentials, [subscription]),
		},
	},
});
