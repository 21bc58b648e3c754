import { z } from "zod";
import {
	codeTable,
	defineCarrier,
	type Envelope,
	type Extracted,
	list,
	markup,
	outcomeOf,
	part,
	phraseIn,
	type RawPlace,
	type RawScan,
	type RawStatus,
	readTownOfCountry,
	soap,
	soapEnvelope,
	text,
	Unreadable,
	unanswered,
} from "./kit/index.ts";

/** A line of the tracking page: text beside the marks for its type. */
const Line = part(z.object({ content: text }));
const Status = z.object({
	status: text,
	label: Line,
	description: part(z.object({ content: list(z.object({ content: text })) })),
	statusHasBeenReached: text,
	isCurrentStatus: text,
	location: Line,
	date: Line,
});
type Status = z.output<typeof Status>;
const Answer = part(
	z.object({ trackingresult: part(z.object({ shipmentInfo: part(Status), statusInfo: list(Status) })) }),
);
const Content = z.looseObject({ getTrackingDataResponse: Answer });

function extract(body: string, { asked = [] }: Envelope): Extracted {
	const answer = soap(body, Content);
	// DPD repeats no number: an answer is of the one that was asked for.
	const trackingNumber = asked.length === 1 ? (asked[0] ?? null) : null;
	if (answer.fault) {
		const words = answer.fault.detail || answer.fault.text;
		const isUnknown = /no (?:data|parcel|tracking|shipment)|unknown parcel/i.test(words);
		const outcome = isUnknown ? "not-found" : outcomeOf(answer.fault.code, words);
		return unanswered(outcome, words, trackingNumber);
	}
	if (!("getTrackingDataResponse" in answer.content)) throw new Unreadable("body: no answer to getTrackingData");
	const { shipmentInfo, statusInfo = [] } = answer.content.getTrackingDataResponse?.trackingresult ?? {};
	const reached = [...(shipmentInfo ? [shipmentInfo] : []), ...statusInfo].filter(
		({ statusHasBeenReached }) => statusHasBeenReached !== "false",
	);
	const dated = reached.filter(({ date }) => date?.content !== undefined);
	const current = reached.find(({ isCurrentStatus }) => isCurrentStatus === "true");
	if (dated.length === 0 && !current) {
		return unanswered("not-found", "no status is reached", trackingNumber);
	}
	const shipment = {
		trackingNumber,
		order: "oldest-first" as const,
		scans: dated.map(scan),
		status: current ? headerOf(current) : undefined,
	};
	return { shipments: [shipment] };
}

function scan(status: Status): RawScan {
	return {
		code: status.status ?? "",
		keys: keysOf(status),
		text: wordsOf(status),
		time: { text: status.date?.content ?? "" },
		place: place(status.location?.content),
	};
}

function headerOf(status: Status): RawStatus {
	const { status: code = "", date } = status;
	// A stage may be reached without a word of when.
	const time = date?.content === undefined ? undefined : { text: date.content };
	return { code, keys: keysOf(status), text: wordsOf(status), time };
}

function wordsOf({ label, description }: Status): string {
	const words = description?.content.map(({ content }) => content).filter(Boolean);
	return words?.length ? words.join(" ") : (label?.content ?? "");
}

// The label reads "out for delivery" over every late state: only the type and the sentence below it tell.
function keysOf(status: Status): string[] {
	const code = status.status ?? "";
	const phrase = phraseIn(status.description?.content[0]?.content);
	return phrase ? [`${code}/${phrase}`, code] : [code];
}

/** `Mechelen (BE)`. */
function place(location: string | undefined): RawPlace | undefined {
	if (!location) return undefined;
	return readTownOfCountry(location) ?? { city: location };
}

const HOSTS = { be: "wsshipper.dpd.be", nl: "wsshipper.dpd.nl" } as const;
const Credentials = z.object({
	delisId: z.string().min(1),
	password: z.string().min(1),
	country: z.enum(["be", "nl"]).default("be"),
});

const hostOf = (country: keyof typeof HOSTS | undefined) => (country === "nl" ? HOSTS.nl : HOSTS.be);
const headersFor = (action: string) => ({
	"content-type": "text/xml; charset=utf-8",
	soapaction: `"http://dpd.com/common/service/${action}"`,
});

const Login = z.looseObject({ getAuthResponse: part(z.object({ return: part(z.object({ authToken: text })) })) });

function readToken(body: string): { readonly token: string; readonly expiresInSeconds: number } {
	const answer = soap(body, Login);
	const token = answer.fault ? undefined : answer.content.getAuthResponse?.return?.authToken;
	if (!token) throw new Unreadable("body: no authToken");
	// DPD wants no more than ten logins a day; a token lives for a day.
	return { token, expiresInSeconds: 72_000 };
}

export const dpdBelux = defineCarrier({
	code: "dpd-belux",
	name: "DPD Belux",
	countries: ["BE", "NL", "LU"],
	source: {
		kind: "documented",
		url: "https://integrations.dpd.nl/dpd-shipper/dpd-shipper-webservices/parcel-lifecycle-service/",
		checked: "2026-11-22",
		note: "The service's description names its fields, not its types of status, which are read from answers seen.",
	},

	numbers: {
		pattern: /^05\d{12}$/,
		valid: ["05300000000011", "05220000000022"],
		invalid: ["5300000000011", "045300000000112", "15300000000011", "1ZWAY0010300000115"],
	},

	clock: {
		formats: ["MM/dd/yyyy hh:mm:ss a", "iso", "dd/MM/yyyy HH:mm", "dd-MM-yyyy HH:mm", "dd.MM.yyyy HH:mm"],
		zone: { kind: "scan-site", fallback: "Europe/Brussels" },
	},

	statuses: codeTable([
		["info_received.label_created", "SHIPMENT OrderCreated"],
		["picked_up.accepted", "PickedUp ACCEPTED"],
		["in_transit.origin_facility_arrived", "AT_SENDING_DEPOT SendingDepot"],
		["in_transit.arrived_facility", "BetweenDepots Hub"],
		["in_transit.moving", "ON_THE_ROAD InTransit BetweenDepots/departed"],
		["in_transit.arrived_delivery_depot", "Depot AT_DELIVERY_DEPOT DeliveryDepot"],
		["in_transit.held_at_delivery_depot", "Warehouse"],
		["in_transit.import_customs_presented", "Customs BetweenDepots/customs"],
		["in_transit.delayed", "Delayed BetweenDepots/delayed"],
		["out_for_delivery.on_vehicle", "Courier OUT_FOR_DELIVERY OutForDelivery"],
		// The courier is back with the parcel: nothing is on its way.
		["delivery_attempted.failed", "DeliveryFailure ReturningFromDelivery NotDelivered NOT_DELIVERED"],
		[
			["delivery_attempted.recipient_absent", "recipient.absent"],
			"DeliveryFailure/absent ReturningFromDelivery/absent NotDelivered/absent",
		],
		[
			["delivery_attempted.refused", "recipient.refused"],
			"DeliveryFailure/refused ReturningFromDelivery/refused NotDelivered/refused Refused",
		],
		[
			["delivery_attempted.business_closed", "recipient.business_closed"],
			"DeliveryFailure/closed ReturningFromDelivery/closed NotDelivered/closed",
		],
		[
			["delivery_attempted.address_not_found", "address.incorrect"],
			"DeliveryFailure/bad-address ReturningFromDelivery/bad-address NotDelivered/bad-address",
		],
		["ready_for_pickup.at_point", "ParcelShop Parcelshop PARCELSHOP"],
		["delivered.to_recipient", "Delivered DELIVERED"],
		[
			"delivered.collected",
			"ParcelShop/collected-by-recipient PickedUp/collected-by-recipient Delivered/collected-by-recipient DELIVERED/collected-by-recipient",
		],
		[["delivered.to_neighbour", "delivery.indirect"], "Delivered/neighbour DELIVERED/neighbour"],
		["delivered.letterbox", "Delivered/letterbox DELIVERED/letterbox"],
		["delivered.safe_place", "Delivered/safe-place DELIVERED/safe-place"],
		["returning.to_sender", "Returning ReturnToSender SystemReturn DeliveryFailure/returning"],
		["returned.to_sender", "Returned Delivered/returned DELIVERED/returned"],
		["cancelled.cancelled", "Cancelled"],
	]),

	extract,
	trackingUrl: (number) =>
		`https://www.dpdgroup.com/be/mydpd/my-parcels/track?${new URLSearchParams({ lang: "en", parcelNumber: number })}`,

	api: {
		hosts: [HOSTS.be, HOSTS.nl],
		credentials: Credentials,
		rate: { perSecond: 1 },
		login: {
			request: ({ credentials: { delisId, password, country } }) => ({
				method: "POST",
				url: `https://${hostOf(country)}/soap/services/LoginService/V2_1`,
				headers: headersFor("LoginService/2.1/getAuth"),
				body: soapEnvelope(
					markup`<getAuth xmlns="http://dpd.com/common/service/types/LoginService/2.1"><delisId xmlns="">${delisId}</delisId><password xmlns="">${password}</password><messageLanguage xmlns="">en_US</messageLanguage></getAuth>`,
				),
			}),
			read: readToken,
		},
	},

	poll: {
		batch: 1,
		request: ([query], { token, credentials: { delisId, country } }) => ({
			method: "POST",
			url: `https://${hostOf(country)}/soap/services/ParcelLifeCycleService/V2_0`,
			headers: headersFor("types/ParcelLifeCycleService/2.0/getTrackingData"),
			body: soapEnvelope(
				markup`<getTrackingData xmlns="http://dpd.com/common/service/types/ParcelLifeCycleService/2.0"><parcelLabelNumber xmlns="">${query.trackingNumber}</parcelLabelNumber></getTrackingData>`,
				markup`<authentication xmlns="http://dpd.com/common/service/types/Authentication/2.0"><delisId xmlns="">${delisId}</delisId><authToken xmlns="">${token}</authToken><messageLanguage xmlns="">en_US</messageLanguage></authentication>`,
			),
		}),
	},
});
