import { z } from "zod";
import {
	basicAuthorization,
	codeTable,
	defineCarrier,
	type Extracted,
	json,
	list,
	number,
	orderByTimes,
	outcomeOf,
	part,
	type RawPlace,
	type RawScan,
	type RawShipment,
	type RawTime,
	type Refusal,
	text,
	textRules,
	Unreadable,
} from "./kit/index.ts";

/** Beside DL no code is published: the two lines of words behind it say what happened. */
const english = textRules("en", 1, [
	["note.proof_of_delivery", /^(?:proof of delivery|pod)\b/i],
	["returned.to_sender", /returned to (?:the )?(?:shipper|sender)/i],
	["returning.to_sender", /return(?:ing)? to (?:the )?(?:shipper|sender)|\breturn\b/i],
	[["delivery_attempted.refused", "recipient.refused"], /refused/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /\bclosed\b/i],
	[
		["delivery_attempted.recipient_absent", "recipient.absent"],
		/not (?:at )?home|absent|no one|nobody|not (?:in|available)/i,
	],
	[["delivery_attempted.no_access", "recipient.access_restricted"], /no access|access (?:denied|restricted)/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/(?:bad|wrong|incorrect|incomplete|invalid) address|address .*(?:incorrect|incomplete|invalid)/i,
	],
	["ready_for_pickup.at_point", /(?:available|hold|held|ready|waiting) for (?:customer )?pick-?up|parcel ?shop/i],
	[["in_transit.address_problem", "recipient.moved"], /(?:consignee|recipient|customer|receiver) (?:has )?moved/i],
	[
		["in_transit.held_at_request", "recipient.requested_later"],
		/requested .*(?:later|future|another)|future delivery/i,
	],
	["delivery_attempted.failed", /attempt|not delivered|undeliver|could not be delivered/i],
	["delivery_attempted.rescheduled", /re-?scheduled/i],
	["in_transit.delivery_scheduled", /appointment|scheduled/i],
	[["in_transit.damaged", "carrier.damaged"], /damage/i],
	["exception.lost", /\blost\b|missing/i],
	[["in_transit.delayed_weather", "external.weather"], /weather/i],
	[["in_transit.misrouted", "carrier.sorting_error"], /mis-?(?:sort|rout)/i],
	["in_transit.delayed", /delay/i],
	["in_transit.customs_cleared", /(?:cleared|released).*customs|customs (?:cleared|released)|border crossed/i],
	["in_transit.import_customs_presented", /customs|border/i],
	["out_for_delivery.on_vehicle", /out for delivery|on (?:delivery|vehicle)|with (?:driver|courier)/i],
	["delivered.to_recipient", /^delivered\b/i],
	["info_received.pickup_scheduled", /pick-?up (?:requested|scheduled|booked)/i],
	["picked_up.collected", /picked up|pick-?up/i],
	["in_transit.handover_to_partner", /interline|(?:transferred|handed|tendered) to .*(?:partner|agent|carrier)/i],
	["in_transit.arrived_facility", /arriv|received at/i],
	["in_transit.departed_facility", /depart|left\b/i],
	["in_transit.processed_facility", /sorted|scanned|processed/i],
	["info_received.label_created", /created|manifest|label|data received|registered/i],
	["cancelled.cancelled", /cancell?ed|void/i],
	["in_transit.moving", /in transit/i],
]);
const french = textRules("fr", 1, [
	["returned.to_sender", /retourné à l['’]expéditeur/i],
	["returning.to_sender", /retour/i],
	[["delivery_attempted.refused", "recipient.refused"], /refusé/i],
	[["delivery_attempted.business_closed", "recipient.business_closed"], /fermé/i],
	[["delivery_attempted.recipient_absent", "recipient.absent"], /absent|non disponible/i],
	[
		["in_transit.address_problem", "address.incorrect"],
		/adresse .*(?:incorrecte|incomplète|erronée)|mauvaise adresse/i,
	],
	["ready_for_pickup.at_point", /(?:disponible|retenu|prêt).*(?:ramassage|cueillette)/i],
	["delivery_attempted.failed", /tentative|non livré|être livré/i],
	["in_transit.delayed", /retard/i],
	["in_transit.import_customs_presented", /douane/i],
	["out_for_delivery.on_vehicle", /en (?:cours de )?livraison|sorti pour (?:la )?livraison/i],
	["delivered.to_recipient", /livré/i],
	["picked_up.collected", /ramassé|cueill/i],
	["in_transit.arrived_facility", /arriv/i],
	["in_transit.departed_facility", /départ|quitté/i],
	["info_received.label_created", /créé|étiquette/i],
	["in_transit.moving", /en transit/i],
]);

const Activity = z.object({
	activityDate: text,
	createDate: text,
	status: text,
	statusDetail: text,
	code: text,
	codeDetail: text,
	group: text,
	additionalInformation: text,
	terminal: text,
	latitude: number,
	longitude: number,
	parcelId: text,
});
const Parcel = z.object({
	trackingNumber: text,
	activities: list(Activity),
	activityImages: list(z.object({ url: text, clientName: text, imageType: text })),
	parcels: list(z.object({ returnWaybill: text })),
	appointment: part(z.object({ date: text, time: text })),
});
const Failure = z.object({ code: text, Message: text, message: text, detail: text });
const Body = Parcel.extend({
	Message: text,
	message: text,
	code: text,
	error: text,
	errors: list(Failure),
});
type Activity = z.output<typeof Activity>;
type Parcel = z.output<typeof Parcel>;

function extract(body: string): Extracted {
	const told = json(body, list(Body));
	const shipments: RawShipment[] = [];
	const refusals: Refusal[] = [];
	for (const one of told) {
		const { code, error, Message, message, trackingNumber = null, errors } = one;
		const words = Message ?? message ?? error;
		if (one.activities.length > 0 || one.appointment?.date) shipments.push(shipment(one));
		else if (errors.length > 0) refusals.push(...errors.map((failure) => refusal(failure)));
		else if (words) refusals.push(refusal({ code, message: words }));
		else if (trackingNumber) refusals.push({ trackingNumber, outcome: "not-found", detail: "GLS names no activity." });
		else throw new Unreadable("body: neither a parcel nor a message");
	}
	if (told.length === 0) refusals.push({ trackingNumber: null, outcome: "not-found", detail: "GLS names no parcel." });
	return { shipments, refusals };
}

function refusal(failure: Partial<z.output<typeof Failure>>): Refusal {
	const { code = "" } = failure;
	const words = failure.Message ?? failure.message ?? failure.detail ?? "";
	const isUnknown = /does not exist|no (?:shipment|parcel|tracking|record)|unknown|invalid (?:tracking|waybill)/i.test(
		words,
	);
	const detail = [code, words].filter(Boolean).join(": ");
	return { trackingNumber: null, outcome: isUnknown ? "not-found" : outcomeOf(code, words), detail };
}

function shipment(parcel: Parcel): RawShipment {
	const { trackingNumber = null, activities, activityImages, parcels, appointment } = parcel;
	const signer = activityImages.find(({ imageType, clientName }) => clientName && imageType !== "PICKUP")?.clientName;
	const promise = promiseOf(appointment);
	return {
		trackingNumber,
		scans: activities.map((activity) => scan(activity, signer)),
		order: orderByTimes(
			activities.map(({ activityDate }) => activityDate),
			"newest-first",
		),
		promised: promise && { from: promise, to: promise },
		signed: signer !== undefined || activityImages.some(({ imageType }) => /sign/i.test(imageType ?? "")),
		continues: parcels.flatMap(({ returnWaybill }) => (returnWaybill ? [{ trackingNumber: returnWaybill }] : [])),
	};
}

/** The day with a midnight or a moment behind it that means nothing, and the hour on the clock of the place apart. */
function promiseOf(appointment: Parcel["appointment"]): RawTime | undefined {
	const day = appointment?.date?.slice(0, 10);
	const hour = /^\d{1,2}:\d\d/.exec(appointment?.time ?? "")?.[0];
	return day ? { text: hour ? `${day} ${hour}` : day } : undefined;
}

function scan(activity: Activity, signer: string | undefined): RawScan {
	const { code = "", codeDetail = "", group = "", status = "", statusDetail = "" } = activity;
	const sentences = [statusDetail, status].flatMap((words) => [english.keyOf(words), french.keyOf(words)]);
	const isDelivery = code === "DL" || group === "DL";
	const left = isDelivery ? LEFT.find(([, pattern]) => pattern.test(`${status} ${statusDetail}`))?.[0] : undefined;
	return {
		code: codeDetail ? `${code}:${codeDetail}` : code,
		keys: [left, `${code}:${codeDetail}`, code, group, ...sentences].filter((key) => key !== undefined),
		text: [...new Set([status, statusDetail, activity.additionalInformation])].filter(Boolean).join(": "),
		time: { text: activity.activityDate ?? activity.createDate ?? "" },
		place: place(activity),
		piece: activity.parcelId,
		marked: isDelivery ? { signedBy: signer } : undefined,
	};
}

/** Where a delivered parcel was left stands in the words alone. */
const LEFT: readonly (readonly [key: string, pattern: RegExp])[] = [
	["DL/neighbour", /neighbou?r|voisin/i],
	["DL/reception", /reception|concierge|mail ?room|réception/i],
	["DL/door", /\bdoor\b|à la porte|safe (?:place|location)/i],
];

/** Three letters of a terminal are no airport's: without a point only the country is known. */
function place({ terminal, latitude: lat, longitude: lng }: Activity): RawPlace | undefined {
	const known = TERMINALS[(terminal ?? "").toUpperCase()];
	if (lat && lng) return { name: terminal, country: known?.country, lat, lng };
	return terminal ? { name: terminal, country: "CA", ...known } : undefined;
}

const TERMINALS: Readonly<Record<string, RawPlace>> = {
	MTL: { city: "Montreal", region: "QC", country: "CA" },
	QUE: { city: "Quebec", region: "QC", country: "CA" },
	TOR: { city: "Toronto", region: "ON", country: "CA" },
	OTT: { city: "Ottawa", region: "ON", country: "CA" },
};

const HOST = "smart4i.dicom.com";

export const dicom = defineCarrier({
	code: "dicom",
	name: "GLS Canada (Dicom)",
	countries: ["CA"],
	source: {
		kind: "observed",
		url: "https://github.com/karrioapi/community/tree/main/plugins/dicom",
		checked: "2026-11-22",
		note: "Of the codes only DL (delivered) was seen; times are read as UTC because a Z stands behind them.",
	},

	numbers: {
		pattern: /^[A-Z]\d{7,8}$/,
		valid: ["W0000017", "Q00000018"],
		invalid: ["W000017", "WW000017", "00000017", "W000000017"],
	},

	clock: { formats: ["iso", "yyyy-MM-dd HH:mm"], zone: { kind: "scan-site", fallback: "America/Toronto" } },
	statuses: {
		...codeTable([
			["delivered.to_recipient", "DL"],
			["delivered.to_neighbour", "DL/neighbour"],
			["delivered.to_reception", "DL/reception"],
			["delivered.safe_place", "DL/door"],
		]),
		...english.statuses,
		...french.statuses,
	},
	extract,
	trackingUrl: (number) => `https://gls-canada.com/en/express/tracking?${new URLSearchParams({ number })}`,

	api: {
		hosts: [HOST],
		credentials: z.object({ username: z.string().min(1), password: z.string().min(1) }),
		rate: { perSecond: 1 },
	},

	poll: {
		batch: 1,
		request: ([query], { credentials: { username, password } }) => ({
			method: "GET",
			url: `https://${HOST}/v1/tracking/${query.trackingNumber.replace(/\W/g, "")}`,
			headers: { authorization: basicAuthorization(username, password), accept: "application/json" },
		}),
	},
});
