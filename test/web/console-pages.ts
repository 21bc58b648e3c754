import type { ConnectionView } from "../../src/core/connection-view.ts";
import { type OwnAccuracy, renderOwnAccuracy } from "../../web/views/console/accuracy.tsx";
import { renderAddParcels } from "../../web/views/console/add-parcels.tsx";
import { renderAudit } from "../../web/views/console/audit.tsx";
import { renderBrands, renderNewBrand } from "../../web/views/console/brands.tsx";
import {
	type ConnectableCarrier,
	renderChooseCarrier,
	renderConnect,
	renderConnected,
} from "../../web/views/console/connect.tsx";
import { renderConnection, renderDisconnect, renderNewSecret } from "../../web/views/console/connection.tsx";
import { renderConnections } from "../../web/views/console/connections.tsx";
import { renderDeliveries } from "../../web/views/console/deliveries.tsx";
import { renderDelivery, type ShownDelivery } from "../../web/views/console/delivery.tsx";
import { renderEmails } from "../../web/views/console/emails.tsx";
import { renderEndpoint, renderSecret } from "../../web/views/console/endpoint.tsx";
import { renderEndpoints, renderNewEndpoint, type ShownEndpoint } from "../../web/views/console/endpoints.tsx";
import { renderConsoleError } from "../../web/views/console/error.tsx";
import { renderExceptions } from "../../web/views/console/exceptions.tsx";
import { renderFaqEntry } from "../../web/views/console/faq.tsx";
import { UNSENT } from "../../web/views/console/fields.tsx";
import type { ConsolePage, Staff } from "../../web/views/console/frame.tsx";
import { renderHome } from "../../web/views/console/home.tsx";
import { renderKey, renderMadeKey } from "../../web/views/console/key.tsx";
import { renderKeys, renderNewKey, type ShownKey } from "../../web/views/console/keys.tsx";
import { UNSENT_LINKS } from "../../web/views/console/links.tsx";
import { renderLogIn } from "../../web/views/console/log-in.tsx";
import { renderLinkMailed, renderLoginLink } from "../../web/views/console/login-link.tsx";
import { renderLook } from "../../web/views/console/look.tsx";
import type { KnownLook } from "../../web/views/console/look-fields.tsx";
import { type KnownMail, renderMail, renderMails } from "../../web/views/console/mails.tsx";
import { type KnownMessage, renderMessage, renderMessages } from "../../web/views/console/messages.tsx";
import { renderOnTime } from "../../web/views/console/on-time.tsx";
import { type KnownParcel, renderConsoleParcel } from "../../web/views/console/parcel.tsx";
import { renderParcels } from "../../web/views/console/parcels.tsx";
import { renderPeople, renderPerson } from "../../web/views/console/people.tsx";
import { renderProducts } from "../../web/views/console/products.tsx";
import { type KnownQuestion, renderQuestion } from "../../web/views/console/question.tsx";
import { renderQuestions } from "../../web/views/console/questions.tsx";
import { type KnownReview, renderReview } from "../../web/views/console/review.tsx";
import { renderReviewList } from "../../web/views/console/reviews.tsx";
import { renderStaffAction } from "../../web/views/console/staff-action.tsx";
import { renderTransit } from "../../web/views/console/transit.tsx";
import type { Assets } from "../../web/views/model.ts";
import { figures } from "./accuracy-figures.ts";
import { EXCEPTIONS, ON_TIME, TRANSIT } from "./analytics-answers.ts";
import { HOSTILE } from "./hostile.ts";
import { model, NOW, PARCELS } from "./parcels.ts";

export const CARRIERS = new Map([
	["dhl", "DHL"],
	["fedex", "FedEx"],
]);

const BRANDS = new Map([["brd_0000000000000000000001", HOSTILE]]);

const eta = PARCELS.inTransit.eta;

export const KNOWN_PARCEL: KnownParcel = {
	id: "shp_0000000000000000000001",
	carrier: "dhl",
	trackingNumber: "JJD0149990200017",
	reference: HOSTILE,
	brand: "brd_0000000000000000000001",
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
	stoppedAt: "2026-11-22T07:00:00Z",
	archivedAt: null,
	promisedBy: "2026-11-25",
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

const ENDPOINT: ShownEndpoint = {
	id: "end_0000000000000000000001",
	url: `https://hooks.shop.example/${"long/".repeat(20)}\u202e`,
	label: HOSTILE,
	events: ["shipment.created", "shipment.eta.changed"],
	carriers: ["dhl"],
	format: "cloudevents",
	signature: "ed25519",
	publicKey: `whpk_${"Ab9+".repeat(10)}Ab8=`,
	state: "failing",
	failingSince: "2026-11-23T20:00:00Z",
	disabledAt: null,
	disabledBecause: null,
	earlierSecretUntil: "2026-11-25T20:00:00Z",
	createdAt: "2026-11-01T20:00:00Z",
};

const EVENTS = [
	{ name: "shipment.created", when: "A waybill was registered." },
	{ name: "shipment.eta.changed", when: "Another arrival is shown, or none any more." },
	{ name: "order.delivered", when: "The last parcel of an order was delivered." },
];

const ENDPOINT_FORM = {
	url: HOSTILE,
	label: HOSTILE,
	which: "some",
	events: ["shipment.created"],
	carriers: ["dhl"],
	format: "cloudevents",
	signature: "ed25519",
} as const;

const DELIVERY: ShownDelivery = {
	id: "dlv_0000000000000000000001",
	endpointId: ENDPOINT.id,
	type: "shipment.eta.changed",
	shipmentId: "shp_0000000000000000000001",
	sequence: 4,
	state: "retrying",
	tries: 2,
	lastFailure: HOSTILE,
	nextAt: "2026-11-24T09:30:00Z",
	createdAt: "2026-11-24T07:00:00Z",
	deliveredAt: null,
	messageId: "evt_0000000000000000000001",
	url: ENDPOINT.url,
	headers: { "webhook-id": "evt_0000000000000000000001", "user-agent": HOSTILE },
	body: JSON.stringify({ type: "shipment.eta.changed", data: { reference: HOSTILE } }),
	attempts: [
		{ try: 1, at: "2026-11-24T07:00:00Z", status: null, failure: "No answer.", answer: "", tookMs: 15_000 },
		{ try: 2, at: "2026-11-24T07:05:00Z", status: 500, failure: HOSTILE, answer: HOSTILE, tookMs: 31 },
	],
};

const KEY: ShownKey = {
	id: "key_0000000000000000000001",
	prefix: "wl_abcdef",
	label: HOSTILE,
	scopes: ["shipments:read", "keys:write"],
	perMinute: 600,
	createdAt: "2026-11-01T20:00:00Z",
	lastUsedAt: "2026-11-24T07:00:00Z",
	endsAt: "2026-11-25T20:00:00Z",
};

const KEY_FORM = {
	form: { label: HOSTILE, scopes: ["shipments:read", "keys:write"], perMinute: HOSTILE },
	sent: { refused: HOSTILE, errors: { scopes: HOSTILE, perMinute: HOSTILE } },
	scopes: ["shipments:read", "shipments:write", "keys:write"],
	mine: ["shipments:read"],
	usualLimit: 6000,
} as const;

export const ACCURACY: OwnAccuracy = {
	period: { days: 90 },
	nominal: 0.8,
	fewestForecasts: 100,
	all: { ...figures({ forecasts: 2_412, parcels: 801 }), measured: true },
	items: [
		{ ...figures({ carrier: "dhl" }), measured: true },
		{ ...figures({ carrier: "fedex", held: 0.62, sure: 0.09 }), measured: true },
		{ carrier: HOSTILE, forecasts: 12, parcels: 4, measured: false },
	],
};

const CARRIER: ConnectableCarrier = {
	code: "fedex",
	name: "FedEx",
	polls: true,
	webhook: true,
	subscription: "not-needed",
	credentials: ["clientId", "clientSecret"],
	optionalCredentials: ["clientId"],
	needs: [{ name: "postcode", why: "It wants the buyer's postcode.", required: true }],
	setUp: "Enter this secret as the security token.",
	source: { url: "https://developer.fedex.example" },
};

const CONNECTION: ConnectionView = {
	id: "con_0000000000000000000001",
	carrier: "fedex",
	label: HOSTILE,
	webhookUrl: `https://track.shop.example/carriers/fedex/con_${"0".repeat(22)}`,
	setUp: "Enter this secret as the security token.",
	polls: true,
	health: {
		state: "failing",
		failingSince: "2026-11-23T20:00:00Z",
		lastOkAt: "2026-11-23T19:00:00Z",
		lastError: HOSTILE,
		pausedUntil: "2026-11-25T12:00:00Z",
	},
	webhook: { lastMessageAt: "2026-11-20T07:00:00Z", lastRefusedAt: null, lastRefusal: null },
	following: { parcels: 5000, hasMore: true, dueSince: "2026-11-23T19:00:00Z" },
	subscriptions: { state: "at-work", wanted: 1, active: 20, refused: 2, lapsed: 0, lastError: HOSTILE },
	createdAt: "2026-11-20T07:00:00Z",
};

const LOOK: KnownLook = {
	id: "sel_0000000000000000000001",
	name: HOSTILE,
	contactEmail: null,
	brand: {
		logo: { url: "/brand/0123456789abcdef0123456789abcdef", width: 240, height: 60 },
		accent: "#1f5fd6",
		links: [{ label: HOSTILE, url: `https://shop.example/${"long/".repeat(20)}` }],
		faq: [
			{ question: HOSTILE, answer: HOSTILE, topics: ["late", "silent"], language: HOSTILE },
			{ question: "Gift wrap?", answer: "Yes.\nAsk us.", topics: [], language: null },
		],
		language: "pt-BR",
		embedOrigins: ["https://shop.example"],
		reviews: "open",
		products: { show: true, sites: ["https://shop.example"] },
	},
	colours: {
		light: { accent: "#1f5fd6", onAccent: "#ffffff" },
		dark: { accent: "#7fb0ff", onAccent: "#0c1a30" },
	},
};

const REFUSED = {
	values: { label: HOSTILE, trackingNumber: HOSTILE, "credentials.clientId": HOSTILE, webhookSecret: HOSTILE },
	refused: HOSTILE,
	errors: { label: HOSTILE, "credentials.clientId": HOSTILE, trackingNumber: HOSTILE, elsewhere: HOSTILE },
};

const REVIEW: KnownReview = {
	...{ id: "rvw_0000000000000000000001", carrier: "fedex", courier: null, trackingNumber: HOSTILE },
	...{ stage: "product", follows: null, isVerified: true, rating: 4, text: HOSTILE, items: [HOSTILE, "Laces"] },
	...{ locale: "ar", state: "hidden", hiddenBecause: "spam", writtenAt: "2026-11-24T07:00:00.000Z" },
	...{ changedAt: "2026-11-24T07:30:00.000Z", takenBackAt: null },
	pictures: [{ width: 1_200, height: 1_600, url: "https://track.shop.example/v1/reviews/rvw_1/pictures/1" }],
	video: {
		type: "video/webm",
		codec: "vp9",
		width: 1_920,
		height: 1_080,
		url: "https://track.shop.example/v1/reviews/rvw_1/video",
	},
	answer: { text: HOSTILE, answeredAt: "2026-11-24T08:00:00.000Z" },
};

const QUESTION: KnownQuestion = {
	id: "qst_0000000000000000000001",
	shipmentId: "shp_0000000000000000000001",
	carrier: "fedex",
	trackingNumber: HOSTILE,
	state: "waiting",
	erased: { at: "2026-11-24T06:00:00.000Z", by: "buyer" },
	text: HOSTILE,
	locale: "ar",
	askedAt: "2026-11-24T07:00:00.000Z",
	waitingSince: "2026-11-24T07:00:00.000Z",
	hasFreshNote: true,
	asker: { email: `${HOSTILE}@buyer.example`, isVerified: true, answersGo: "typed" },
	context: { asOf: "2026-11-24T07:00:00.000Z", code: "in_transit.moving", condition: "ok", eta: null },
	messages: [
		{
			number: 1,
			side: "buyer",
			channel: "page",
			shared: true,
			text: HOSTILE,
			actor: null,
			author: null,
			pictures: [{ width: 1_200, height: 1_600 }],
			saidAt: "2026-11-24T07:00:00.000Z",
			mailId: null,
		},
		{
			number: 2,
			side: "staff",
			channel: "link",
			shared: false,
			text: null,
			actor: HOSTILE,
			author: null,
			pictures: [],
			saidAt: "2026-11-24T07:10:00.000Z",
			mailId: null,
		},
		{
			number: 3,
			side: "staff",
			channel: "mail",
			shared: true,
			text: HOSTILE,
			actor: "key_1",
			author: null,
			pictures: [],
			saidAt: "2026-11-24T07:20:00.000Z",
			mailId: "inm_0000000000000000000001",
		},
	],
};

const MAIL: KnownMail = {
	id: "inm_0000000000000000000001",
	...{ state: "suggested", because: "It may belong to one of several questions, or to none.", questionId: null },
	...{ from: { name: HOSTILE, address: `${HOSTILE}@buyer.example` }, subject: HOSTILE, text: HOSTILE, isKept: true },
	leftOut: [{ name: HOSTILE, bytes: 3_000_000 }],
	...{ bytes: 4_200, receivedAt: "2026-11-24T07:00:00.000Z", suggested: [QUESTION, { ...QUESTION, text: null }] },
	isStray: false,
};

const ACTION = { action: "claim", shop: HOSTILE, trackingNumber: HOSTILE, state: "open", pressed: null } as const;

export const STAFF: Staff = { shop: `Ada's ${HOSTILE}`, formToken: "token-of-this-session" };

/** Each page as a test wants it, by its name. */
export const CONSOLE_PAGES = {
	"log-in": (page) => renderLogIn({ ...page, staff: null, outcome: { kind: "wrong" }, next: "/console" }),
	"log-in-by-link": (page) => renderLoginLink({ ...page, staff: null, token: "Ab9", shop: HOSTILE }),
	"link-ended": (page) => renderLoginLink({ ...page, staff: null, token: "", shop: null }),
	"link-mailed": (page) => renderLinkMailed({ ...page, staff: null }),
	home: (page) =>
		renderHome({
			...page,
			firstSteps: {
				isConnected: false,
				parcel: { trackingUrl: KNOWN_PARCEL.trackingUrl, isOwn: false },
				hasContact: true,
				hasWebhook: false,
			},
			waiting: [KNOWN_PARCEL],
			hasMoreWaiting: true,
			reviewsWaiting: 3,
			counts: { parcels: { open: 4_990, late: 12, hasMore: true, waiting: 1_000 }, questions: 2, connections: 0 },
			carriers: CARRIERS,
			brands: BRANDS,
			done: "corrected",
		}),
	parcels: (page) =>
		renderParcels({
			...page,
			filter: { show: "newest", order: HOSTILE, condition: "delayed", created_from: "2026-11-01" },
			tooShort: HOSTILE,
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
			brands: BRANDS,
			mayAdd: true,
		}),
	"add-parcels": (page) =>
		renderAddParcels({
			...page,
			form: {
				numbers: HOSTILE,
				carrier: "dhl",
				order: HOSTILE,
				email: HOSTILE,
				postcode: HOSTILE,
				notify: "1",
				brand: "",
			},
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
			brands: BRANDS,
		}),
	parcel: (page) =>
		renderConsoleParcel({
			...page,
			parcel: KNOWN_PARCEL,
			shown: model(PARCELS.inTransit, { assets: page.assets }),
			order: { reference: HOSTILE },
			questions: [QUESTION],
			emails: {
				watchers: [
					{
						...{ id: "wch_1", address: HOSTILE, source: "typed", state: "unconfirmed" },
						...{ endedBecause: null, askedAt: "2026-11-20T09:00:00Z", toldAt: null },
					},
					{
						...{ id: "wch_2", address: null, source: "seller", state: "ended" },
						...{ endedBecause: "unreadable", askedAt: "2026-11-20T09:00:00Z", toldAt: "2026-11-21T09:03:00Z" },
					},
				],
				items: [
					{
						...{ watcher: "wch_2", kind: "shipped", state: "told", mail: "eml_0000000000000000000001" },
						...{ heardAt: "2026-11-21T09:00:00Z", settledAt: "2026-11-21T09:03:00Z" },
					},
				],
				asks: [
					{
						...{ watcher: "wch_2", stage: "delivery", state: "asked", mail: "eml_0000000000000000000002" },
						...{ dueAt: "2026-11-22T09:00:00Z", settledAt: "2026-11-22T09:00:04Z" },
					},
				],
			},
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
			brands: BRANDS,
			may: { write: true, readMessages: true },
			refused: {
				form: "change",
				refused: HOSTILE,
				written: { reference: HOSTILE, order: HOSTILE, promisedBy: HOSTILE, brand: "" },
				errors: { order: HOSTILE, brand: HOSTILE },
			},
		}),
	questions: (page) =>
		renderQuestions({
			...page,
			questions: [QUESTION, { ...QUESTION, state: "answered", text: null, waitingSince: null }],
			state: null,
			usualSeconds: 5_000,
			next: "/console/questions?cursor=x",
			carriers: CARRIERS,
			mailsToPlace: 3,
			helped: [
				{ topic: "late", question: null, helped: 30, notHelped: 10, share: 0.75, low: 0.6, high: 0.86 },
				{ topic: "own-0", question: HOSTILE, helped: 1, notHelped: 0, share: 1, low: 0.2, high: 1 },
				{ topic: "own-1", question: null, helped: 0, notHelped: 1, share: 0, low: 0, high: 0.8 },
			],
			isNew: false,
		}),
	"no-questions": (page) =>
		renderQuestions({
			...page,
			...{
				questions: [],
				state: "waiting",
				usualSeconds: null,
				next: null,
				carriers: CARRIERS,
				isNew: true,
				mailsToPlace: 0,
				helped: [],
			},
		}),
	question: (page) =>
		renderQuestion({
			...page,
			question: { ...QUESTION, courier: HOSTILE },
			carriers: CARRIERS,
			names: new Map([["key_1", HOSTILE]]),
			mayAnswer: true,
			parcelHref: "/console/parcels/shp_0000000000000000000001",
			sent: { values: { text: HOSTILE, note: "1" }, refused: HOSTILE, errors: { text: HOSTILE } },
		}),
	products: (page) =>
		renderProducts({
			...page,
			products: [
				{
					...{ id: HOSTILE, title: HOSTILE, link: new URL(HOSTILE, "https://shop.example").href, price: "89.00 EUR" },
					...{ availability: "in_stock", pictureRefused: HOSTILE, notShown: "other-site" },
				},
				{
					...{ id: "LACES-90", title: "Laces, 90 cm", link: "https://shop.example/laces", price: null },
					...{ availability: "backorder", pictureRefused: null, notShown: "not-in-stock" },
				},
				{
					...{ id: "HAT", title: "Hat", link: "javascript:alert(1)", price: "5.00 EUR" },
					...{ availability: "in_stock", pictureRefused: null, notShown: null },
				},
			],
			next: "/console/products?cursor=x",
			counted: { count: 3, inStock: 2, changedAt: "2026-11-24T07:00:00Z" },
			isOn: true,
			mayChange: true,
			brought: {
				...{ added: 1, changed: 2, unchanged: 3, removed: 4, refused: 102, ignored: ["gtin", HOSTILE] },
				problems: [
					{ row: 7, id: HOSTILE, errors: [{ pointer: "/price", detail: HOSTILE }] },
					{ row: 9, id: null, errors: [{ pointer: "/id", detail: "Is wanted." }] },
				],
			},
			refused: HOSTILE,
			mostMegabytes: 16,
			mostProducts: 20_000,
		}),
	"no-products": (page) =>
		renderProducts({
			...page,
			...{ products: [], next: null, counted: { count: 0, inStock: 0, changedAt: null } },
			...{ isOn: false, mayChange: false, brought: null, refused: null, mostMegabytes: 16, mostProducts: 20_000 },
		}),
	reviews: (page) =>
		renderReviewList({
			...page,
			reviews: [REVIEW, { ...REVIEW, state: "shown", text: "", rating: null, items: [] }],
			state: "waiting",
			next: "/console/reviews?cursor=x",
			carriers: new Map(),
			isNew: false,
		}),
	"no-reviews": (page) =>
		renderReviewList({ ...page, reviews: [], state: null, next: null, carriers: new Map(), isNew: true }),
	review: (page) =>
		renderReview({
			...page,
			review: REVIEW,
			carriers: new Map(),
			mayChange: true,
			parcelHref: "/console/parcels/shp_0000000000000000000001",
			sent: { values: { text: HOSTILE }, refused: HOSTILE, errors: { text: HOSTILE } },
		}),
	"staff-action": (page) => renderStaffAction({ ...page, staff: null, token: "t", known: ACTION }),
	"staff-action-pressed": (page) =>
		renderStaffAction({
			...{ ...page, staff: null, token: "t" },
			known: { ...ACTION, pressed: { by: HOSTILE, at: "2026-11-24T07:00:00.000Z" } },
		}),
	"staff-action-over": (page) =>
		renderStaffAction({ ...page, staff: null, token: "t", known: { ...ACTION, state: "over" } }),
	"staff-action-none": (page) => renderStaffAction({ ...page, staff: null, token: "t", known: null }),
	mails: (page) =>
		renderMails({
			...page,
			mails: [
				MAIL,
				{ ...MAIL, suggested: [] },
				{ ...MAIL, because: "Nothing shows who wrote it.", suggested: [], isStray: true },
			],
			next: null,
			mayPlace: true,
		}),
	"no-mails": (page) => renderMails({ ...page, mails: [], next: null, mayPlace: true }),
	mail: (page) => renderMail({ ...page, mail: MAIL, mayPlace: true, refused: HOSTILE }),
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
	webhooks: (page) =>
		renderEndpoints({
			...page,
			endpoints: [
				ENDPOINT,
				{ ...ENDPOINT, label: null, events: ["*"], state: "active", failingSince: null },
				{
					...ENDPOINT,
					state: "disabled",
					disabledAt: "2026-11-23T20:00:00Z",
					disabledBecause: "It answered 410, which means that it wants no more news.",
				},
			],
			mayAdd: true,
		}),
	"new-webhook": (page) =>
		renderNewEndpoint({
			...page,
			form: ENDPOINT_FORM,
			sent: { refused: HOSTILE, errors: { url: HOSTILE, events: HOSTILE, elsewhere: HOSTILE } },
			events: EVENTS,
			carriers: CARRIERS,
		}),
	webhook: (page) =>
		renderEndpoint({
			...page,
			endpoint: ENDPOINT,
			form: ENDPOINT_FORM,
			replay: { from: "2026-11-23T09:00", to: HOSTILE, only: "failed" },
			refused: { form: "replay", refused: HOSTILE, errors: { to: HOSTILE } },
			replayed: "12 pieces of news are sent again.",
			events: EVENTS,
			carriers: CARRIERS,
			mayWrite: true,
		}),
	"webhook-secret": (page) => renderSecret({ ...page, endpoint: ENDPOINT, secret: `whsec_${"Ab9+".repeat(11)}` }),
	deliveries: (page) =>
		renderDeliveries({
			...page,
			deliveries: [
				DELIVERY,
				{ ...DELIVERY, state: "delivered", lastFailure: null },
				{ ...DELIVERY, state: "given-up" },
			],
			filter: { state: "retrying", shipment: HOSTILE },
			endpoints: [ENDPOINT],
			types: EVENTS.map(({ name }) => name),
			next: "/console/webhooks/deliveries?cursor=x",
		}),
	delivery: (page) =>
		renderDelivery({ ...page, delivery: DELIVERY, endpoint: ENDPOINT, mayReplay: true, refused: HOSTILE }),
	keys: (page) =>
		renderKeys({
			...page,
			keys: [KEY, { ...KEY, id: "key_2", label: null, perMinute: null, lastUsedAt: null, endsAt: null }],
			own: "key_2",
			scopes: KEY_FORM.scopes,
			mayWrite: true,
		}),
	"new-key": (page) => renderNewKey({ ...page, ...KEY_FORM }),
	key: (page) =>
		renderKey({
			...page,
			...KEY_FORM,
			shown: { ...KEY, endsAt: null },
			isOwn: true,
			refusedAct: HOSTILE,
			mayWrite: true,
		}),
	"made-key": (page) => renderMadeKey({ ...page, id: KEY.id, secret: `wl_${"Ab9".repeat(14)}` }),
	audit: (page) =>
		renderAudit({
			...page,
			entries: [
				{
					at: "2026-11-24T07:00:00Z",
					actor: "key_0000000000000000000001",
					action: "key.changed",
					subject: "key_0000000000000000000002",
					details: { fields: ["label", "scopes"], scopes: ["shipments:read"], perMinute: 60, by: HOSTILE },
				},
				{ at: "2026-11-24T06:00:00Z", actor: HOSTILE, action: HOSTILE, subject: null, details: {} },
				{ at: "2026-11-24T05:00:00Z", actor: "operator", action: "seller.added", subject: "sel_1", details: {} },
			],
			filter: { actor: HOSTILE, from: "2026-11-01" },
			actions: ["key.changed", "seller.added"],
			names: new Map([["key_0000000000000000000001", HOSTILE]]),
			next: "/console/audit?cursor=x",
		}),
	accuracy: (page) =>
		renderOwnAccuracy({ ...page, accuracy: ACCURACY, by: "carrier", carrier: null, carriers: CARRIERS }),
	transit: (page) => renderTransit({ ...page, answer: TRANSIT, by: "carrier", carrier: null, carriers: CARRIERS }),
	"nothing-yet": (page) =>
		renderTransit({
			...page,
			...{ answer: { ...TRANSIT, all: null, items: [] }, by: "lane", carrier: "fedex", carriers: CARRIERS },
		}),
	"on-time": (page) =>
		renderOnTime({
			...page,
			...{ answer: ON_TIME, promise: "seller", by: "carrier", carrier: null, carriers: CARRIERS },
		}),
	exceptions: (page) =>
		renderExceptions({ ...page, answer: EXCEPTIONS, by: "reason", carrier: null, carriers: CARRIERS }),
	connections: (page) =>
		renderConnections({
			...page,
			connections: [
				CONNECTION,
				{
					...CONNECTION,
					carrier: "dhl",
					label: null,
					polls: false,
					following: { ...CONNECTION.following, hasMore: false },
				},
			],
			carriers: CARRIERS,
			mayConnect: true,
		}),
	"choose-carrier": (page) => renderChooseCarrier({ ...page, carriers: [CARRIER], isUnknown: true }),
	connect: (page) => renderConnect({ ...page, carrier: CARRIER, form: REFUSED }),
	connected: (page) =>
		renderConnected({ ...page, carrierName: CARRIER.name, connection: CONNECTION, secret: "whsec_made-up" }),
	"new-secret": (page) => renderNewSecret({ ...page, connection: CONNECTION, secret: null }),
	connection: (page) =>
		renderConnection({
			...page,
			connection: CONNECTION,
			carrier: CARRIER,
			subscriptions: [{ trackingNumber: HOSTILE, state: "refused", lastError: HOSTILE }],
			mayChange: true,
			change: REFUSED,
			trial: {
				...REFUSED,
				result: {
					outcome: "ok",
					detail: HOSTILE,
					status: 200,
					tookMs: 1234,
					problems: [{ kind: "unknown-code", detail: HOSTILE }],
					shipments: [
						{
							trackingNumber: HOSTILE,
							code: "in_transit.moving",
							registered: true,
							scans: [
								{
									local: "2026-11-23T22:10:00",
									zone: "Europe/Berlin",
									code: "in_transit.moving",
									text: HOSTILE,
									place: { text: HOSTILE },
									because: [HOSTILE],
								},
							],
						},
					],
				},
			},
			sample: {
				curl: "curl -sS https://track.shop.example",
				expiresAt: "2026-11-24T12:00:00Z",
				boardUrl: "https://track.shop.example/board",
			},
		}),
	disconnect: (page) => renderDisconnect({ ...page, connection: CONNECTION, carrierName: "FedEx" }),
	shop: (page) =>
		renderLook({
			...page,
			home: "/console/shop",
			publicUrl: "https://track.example",
			look: LOOK,
			isBrand: false,
			preview: { url: KNOWN_PARCEL.trackingUrl },
			mayChange: true,
			sent: {
				look: { values: {}, refused: HOSTILE, errors: { "brand.accent": HOSTILE, elsewhere: HOSTILE } },
				logo: { values: {}, refused: HOSTILE, errors: { file: HOSTILE } },
				links: {
					rows: [{ label: HOSTILE, url: HOSTILE }],
					refused: HOSTILE,
					errors: { "brand.links.0.url": HOSTILE, "brand.links": HOSTILE },
				},
				removal: UNSENT,
			},
			linksState: "x",
			mostLinks: 12,
			mostFaq: 30,
		}),
	emails: (page) =>
		renderEmails({
			...page,
			rules: { kinds: [], quiet: null, markup: false, push: true, asks: [] },
			form: {
				...{ kinds: ["shipped", HOSTILE], from: HOSTILE, to: HOSTILE, markup: true, push: true, asks: [HOSTILE] },
				...{ refused: HOSTILE, errors: { kinds: HOSTILE, "quiet.to": HOSTILE, elsewhere: HOSTILE } },
			},
			mayChange: true,
			preview: {
				parcels: [{ id: "shp_0000000000000000000001", trackingNumber: HOSTILE }],
				chosen: {
					id: "shp_0000000000000000000001",
					mails: [{ at: "2026-11-21T09:03:00Z", kinds: ["shipped", "later"], subject: HOSTILE, text: HOSTILE }],
				},
			},
		}),
	people: (page) =>
		renderPeople({
			...page,
			people: [
				{
					...{ id: "stf_0000000000000000000001", name: HOSTILE, email: `${"wide".repeat(14)}@shop.example` },
					...{ languages: ["de", HOSTILE], hours: { 1: [{ from: "09:00", to: "17:30" }] }, zone: "Asia/Tokyo" },
					...{ nextInAt: "2026-11-30T00:00:00Z", isIn: false },
				},
				{
					...{ id: "stf_0000000000000000000002", name: null, email: null, languages: [], hours: null, zone: null },
					...{ nextInAt: "2026-11-24T08:00:00Z", isIn: true },
				},
			],
			...{ answerMinutes: 15, mayChange: true, sent: REFUSED },
		}),
	person: (page) =>
		renderPerson({
			...page,
			id: "stf_0000000000000000000001",
			form: {
				...{ name: HOSTILE, email: HOSTILE, languages: ["de", HOSTILE], hours: { 1: HOSTILE }, zone: HOSTILE },
				...{ refused: HOSTILE, errors: { "hours.1": HOSTILE, languages: HOSTILE, zone: HOSTILE } },
			},
		}),
	brands: (page) =>
		renderBrands({
			...page,
			brands: [
				{ ...LOOK, contactEmail: `${"wide".repeat(14)}@shop.example` },
				{ ...LOOK, brand: { ...LOOK.brand, logo: null } },
			],
			mayChange: true,
		}),
	"new-brand": (page) => renderNewBrand({ ...page, sent: REFUSED }),
	brand: (page) =>
		renderLook({
			...page,
			home: "/console/brands/brd_0000000000000000000001",
			publicUrl: "https://track.example",
			look: { ...LOOK, brand: { ...LOOK.brand, logo: null, faq: [] }, colours: null },
			isBrand: true,
			preview: { url: null },
			mayChange: true,
			sent: { look: UNSENT, logo: UNSENT, links: UNSENT_LINKS, removal: { ...UNSENT, refused: HOSTILE } },
			linksState: "x",
			mostLinks: 2,
			mostFaq: 0,
		}),
	"faq-question": (page) =>
		renderFaqEntry({
			...page,
			home: "/console/shop",
			place: 2,
			count: 3,
			state: "x",
			form: {
				...{ question: HOSTILE, answer: HOSTILE, topics: ["late"], language: HOSTILE, place: "2" },
				refused: HOSTILE,
				errors: { answer: HOSTILE, topics: HOSTILE },
			},
		}),
	error: (page) => renderConsoleError({ ...page, detail: "There is no shipment.", requestId: "0" }),
} satisfies Record<string, (page: ConsolePage & { readonly staff: Staff }) => string>;

export function consolePage(assets: Assets, locale = "en-GB"): ConsolePage & { readonly staff: Staff } {
	return { locale, assets, now: NOW, staff: STAFF };
}
