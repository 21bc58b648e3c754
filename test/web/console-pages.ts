import { renderAddParcels } from "../../web/views/console/add-parcels.tsx";
import { renderConsoleError } from "../../web/views/console/error.tsx";
import type { ConsolePage, Staff } from "../../web/views/console/frame.tsx";
import { renderHome } from "../../web/views/console/home.tsx";
import { renderLogIn } from "../../web/views/console/log-in.tsx";
import { type KnownMessage, renderMessage, renderMessages } from "../../web/views/console/messages.tsx";
import { type KnownParcel, renderConsoleParcel } from "../../web/views/console/parcel.tsx";
import { renderParcels } from "../../web/views/console/parcels.tsx";
import type { Assets } from "../../web/views/model.ts";
import { model, NOW, PARCELS } from "./parcels.ts";

/** What somebody might send who wishes the page ill: too long, turned round, and mark-up. */
export const HOSTILE = `<b onclick="x()">${"Wide".repeat(12)}\u202e`;

export const CARRIERS = new Map([
	["dhl", "DHL"],
	["fedex", "FedEx"],
]);

const eta = PARCELS.inTransit.eta;

export const KNOWN_PARCEL: KnownParcel = {
	id: "shp_0000000000000000000001",
	carrier: "dhl",
	trackingNumber: "JJD0149990200017",
	reference: HOSTILE,
	milestone: "in_transit",
	code: "in_transit.moving",
	reason: "external.weather",
	condition: "delayed",
	actionBy: "sender",
	following: { state: "needs-connection", next: "Connect DHL, and it is followed." },
	eta,
	late: null,
	lateRisk: 0.62,
	waitingSince: "2026-11-23T20:00:00Z",
	updatedAt: "2026-11-24T07:00:00Z",
	trackingUrl: `https://track.shop.example/t/${"x".repeat(22)}`,
	returnOf: null,
	returns: ["shp_0000000000000000000002"],
	createdAt: "2026-11-20T07:00:00Z",
	firstEta: eta,
	onTime: { promise: { promisedTo: "2026-11-25", state: "open", days: -1 }, carrier: null, firstEta: null },
	silence: { deadline: "2026-11-24T06:00:00Z" },
	signed: false,
	attempts: 1,
	scans: [
		{
			key: "00000000000000a1",
			leg: 1,
			code: "in_transit.moving",
			local: "2026-11-23T22:10:00",
			zone: "Europe/Berlin",
			carrierCode: HOSTILE,
			text: HOSTILE,
			provenance: [
				{ channel: "webhook", messageId: "msg_0000000000000000000001", knownAt: "2026-11-23T21:10:40Z" },
				{ channel: "buyer", messageId: "", knownAt: "2026-11-23T21:11:00Z" },
			],
		},
	],
	corrected: [],
	legs: [
		{
			number: 1,
			carrier: "dhl",
			trackingNumber: "JJD0149990200017",
			wrongSince: null,
			carriedBy: { carrier: null, name: HOSTILE },
			subscription: { state: "refused", lastError: HOSTILE },
		},
	],
	elsewhere: [{ carrierName: HOSTILE, trackingNumber: HOSTILE }],
};

export const MESSAGE: KnownMessage = {
	id: "msg_0000000000000000000001",
	receivedAt: "2026-11-23T21:10:40Z",
	carrier: "dhl",
	channel: "webhook",
	state: "unreadable",
	problems: [{ kind: "unknown-code", detail: HOSTILE }],
	bytes: 240_000,
	contentType: HOSTILE,
	headers: { "user-agent": HOSTILE },
	asked: [HOSTILE],
	replyStatus: null,
	body: `{"a":"${HOSTILE}"}\n${"0123456789".repeat(11_000)}`,
	encoding: "utf-8",
};

export const STAFF: Staff = { shop: `Ada's ${HOSTILE}`, formToken: "token-of-this-session" };

/** Each page as a test wants it, by its name. */
export const CONSOLE_PAGES = {
	"log-in": (page) => renderLogIn({ ...page, staff: null, outcome: { kind: "wrong" }, next: "/console" }),
	home: (page) =>
		renderHome({ ...page, waiting: [KNOWN_PARCEL], hasMoreWaiting: true, carriers: CARRIERS, done: "corrected" }),
	parcels: (page) =>
		renderParcels({
			...page,
			filter: { show: "newest", order: HOSTILE, condition: "delayed" },
			parcels: [
				KNOWN_PARCEL,
				{
					...KNOWN_PARCEL,
					condition: "ok",
					reason: "none",
					milestone: "delivered",
					code: "delivered.to_recipient",
					eta: null,
				},
				{ ...KNOWN_PARCEL, trackingNumber: HOSTILE, condition: "disputed" },
			],
			next: "/console/parcels?cursor=x",
			carriers: CARRIERS,
			mayAdd: true,
		}),
	"add-parcels": (page) =>
		renderAddParcels({
			...page,
			form: { numbers: HOSTILE, carrier: "dhl", order: HOSTILE, email: HOSTILE, postcode: HOSTILE },
			refused: HOSTILE,
			lines: [
				{ number: "JJD0149990200017", outcome: { kind: "created", id: "shp_0000000000000000000001", carrier: "dhl" } },
				{ number: HOSTILE, outcome: { kind: "refused", detail: HOSTILE } },
				{
					number: HOSTILE,
					outcome: {
						kind: "unclear",
						candidates: [
							{ carrier: "dhl", name: "DHL" },
							{ carrier: "fedex", name: "FedEx" },
						],
					},
				},
			],
			mostLines: 100,
			carriers: CARRIERS,
		}),
	parcel: (page) =>
		renderConsoleParcel({
			...page,
			parcel: KNOWN_PARCEL,
			shown: model(PARCELS.inTransit, { assets: page.assets }),
			order: { reference: HOSTILE },
			reports: [
				{
					id: "rep_1",
					saidAt: "2026-11-23T21:10:40Z",
					foundAt: null,
					words: { note: HOSTILE, email: "a@b.example?bcc=c@d.example", lookedAt: ["door", HOSTILE] },
					evidence: { isVerified: false },
				},
			],
			carriers: CARRIERS,
			may: { correct: true, readMessages: true },
			refused: HOSTILE,
		}),
	messages: (page) =>
		renderMessages({
			...page,
			messages: [MESSAGE, { ...MESSAGE, state: "read", problems: [] }],
			filter: { withProblems: true },
			next: null,
			carriers: CARRIERS,
		}),
	message: (page) =>
		renderMessage({ ...page, message: MESSAGE, carriers: CARRIERS, mayReadAgain: true, refused: HOSTILE }),
	error: (page) => renderConsoleError({ ...page, detail: "There is no shipment.", requestId: "0" }),
} satisfies Record<string, (page: ConsolePage & { readonly staff: Staff }) => string>;

export function consolePage(assets: Assets, locale = "en-GB"): ConsolePage & { readonly staff: Staff } {
	return { locale, assets, now: NOW, staff: STAFF };
}
