import type { ConnectionView } from "../../../src/core/connection-view.ts";
import { NotFound } from "../../../src/core/errors.ts";
import type { Door } from "../../../src/http/door.ts";
import type { CarrierPost } from "../../../src/ingest/webhook.ts";
import type { ReaderProofs } from "../../../src/services/ask-question.ts";
import type { NewConnection } from "../../../src/services/connections.ts";
import type { DeliveryDetail, DeliveryView } from "../../../src/services/deliveries.ts";
import type { InboundMailDetail, InboundMailView } from "../../../src/services/inbound-mails.ts";
import type { KeptAnswer } from "../../../src/services/keyed-requests.ts";
import type { KeyView } from "../../../src/services/keys.ts";
import type { ShipmentsQuery } from "../../../src/services/list-shipments.ts";
import type { OpenVideo } from "../../../src/services/open-video.ts";
import type { OpenPage } from "../../../src/services/pages.ts";
import type { QuestionDetail, QuestionView } from "../../../src/services/questions.ts";
import type { ReviewView } from "../../../src/services/reviews.ts";
import type { StaffView } from "../../../src/services/staff.ts";
import type { StaffAction } from "../../../src/services/staff-actions.ts";
import type { EndpointView } from "../../../src/services/view-endpoints.ts";
import type { ImportView } from "../../../src/services/view-imports.ts";
import type { MessageView, NewShipment, Principal, ShipmentView } from "../../../src/services/views.ts";
import { ASKER_PROOF, IDS, keyOfSession, PRINCIPALS, READER, SAID, SESSIONS, WATCHER_PROOF } from "./known.ts";
import {
	carrierView,
	noticesView,
	PREVIEWED,
	parcelPage,
	productView,
	SHOWN_PRODUCTS,
	shipmentDetail,
	shipmentView,
	shopView,
} from "./samples.ts";

/** What the door asked of the layers behind it, and what it wrote to the log. */
export interface Heard {
	readonly registered: NewShipment[];
	readonly connected: NewConnection[];
	readonly asked: { readonly name: string; readonly input: unknown }[];
	readonly hooks: (CarrierPost & { readonly body: Uint8Array })[];
	readonly answers: Map<string, KeptAnswer>;
	readonly log: { readonly level: string; readonly fields: object; readonly message: string }[];
}

/** Small doubles of the services: they remember, and know two sellers and one of each thing. */
export function doubleServices(heard: Heard, page: { current: OpenPage }): Door["services"] {
	const owned = <T>(principal: Principal, id: string, known: string, value: T): T => {
		if (principal.sellerId !== "sel_ada" || id !== known) throw new NotFound("You have no such thing.");
		return value;
	};
	const connection: ConnectionView = {
		id: IDS.connection,
		carrier: "fedex",
		label: null,
		webhookUrl: `https://track.example.com/carriers/fedex/${IDS.connection}`,
		polls: true,
		health: { state: "unknown", failingSince: null, lastOkAt: null, lastError: null, pausedUntil: null },
		webhook: { lastMessageAt: null, lastRefusedAt: null, lastRefusal: null },
		following: { parcels: 2, hasMore: false, dueSince: null },
		subscriptions: null,
		createdAt: "2026-11-22T12:00:00Z",
	};
	const message: MessageView = {
		id: IDS.message,
		receivedAt: "2026-11-22T12:00:00Z",
		carrier: "fedex",
		connectionId: IDS.connection,
		channel: "webhook",
		state: "unreadable",
		outcome: "error",
		problems: [{ kind: "unreadable", detail: "The body is not JSON." }],
		bytes: 2,
	};
	const endpoint: EndpointView = {
		...{ id: IDS.endpoint, url: "https://shop.example/hooks", label: null, events: ["*"], carriers: null },
		...{ format: "standard", signature: "hmac-sha256", publicKey: null },
		...{ state: "active", failingSince: null, disabledAt: null, disabledBecause: null, earlierSecretUntil: null },
		...{ createdAt: "2026-11-22T12:00:00Z", updatedAt: "2026-11-22T12:00:00Z" },
	};
	const delivery: DeliveryView = {
		...{ id: IDS.delivery, endpointId: IDS.endpoint, messageId: "evt_0000000000000000000001" },
		...{ type: "shipment.created", shipmentId: IDS.shipment, sequence: 1, state: "delivered", tries: 1 },
		...{ lastStatus: 204, lastFailure: null, nextAt: null },
		...{ createdAt: "2026-11-22T12:00:00Z", deliveredAt: "2026-11-22T12:00:01Z" },
	};
	const deliveryDetail: DeliveryDetail = { ...delivery, url: endpoint.url, headers: {}, payload: {}, attempts: [] };
	const order = {
		id: IDS.order,
		reference: "A-1001",
		items: [],
		shipments: [],
		createdAt: "2026-11-22T12:00:00Z",
	};
	const apiKey: KeyView = {
		id: IDS.key,
		prefix: "wl_abcdef",
		label: "the till",
		scopes: ["shipments:read"],
		perMinute: null,
		createdAt: "2026-11-22T12:00:00Z",
		lastUsedAt: null,
		endsAt: null,
	};
	const { answerMinutes: _, notices: _notices, ...look } = shopView();
	const brand = { ...look, id: IDS.brand };
	const staff: StaffView = {
		...{ id: IDS.staff, name: "Ada Byron", email: "ada@shoes.example", languages: [], hours: null, zone: null },
		...{ isIn: true, nextInAt: null, createdAt: "2026-11-20T09:00:00Z" },
	};
	const mailView: InboundMailView = {
		...{ id: IDS.mail, state: "suggested", kind: "person", because: "It may belong to a question, or to none." },
		...{ questionId: null, suggested: [IDS.question], from: { name: "Lin", address: "lin@buyer.example" } },
		...{ subject: "My parcel", bytes: 42, receivedAt: "2026-11-22T12:00:00Z" },
	};
	const mailDetail: InboundMailDetail = {
		...mailView,
		...{ messageId: "<1@mua.example>", text: "Where is it?", raw: Buffer.from("Where is it?").toString("base64") },
		leftOut: [{ name: "film.mp4", bytes: 3_000_000 }],
	};
	const staffAction: StaffAction = {
		...{ action: "refund", shop: "Ada's Shoes", trackingNumber: "794600000012", state: "open", pressed: null },
	};
	const imported: ImportView = {
		...{ id: IDS.import, name: null, state: "checked", dryRun: true, notes: [] },
		file: { bytes: 9, charset: "utf-8", delimiter: ",", hasHeader: true, days: null, isKept: true },
		columns: [{ name: "Label", field: "trackingNumber", by: "name" }],
		rows: { total: 1, read: 1, refused: 0 },
		parcels: { created: 1, known: 0 },
		...{ createdAt: "2026-11-22T12:00:00Z", endedAt: "2026-11-22T12:00:01Z" },
	};
	const accuracy = {
		period: { days: 90, from: "2026-08-24T12:00:30.000Z", to: "2026-11-22T12:00:30.000Z" },
		nominal: 0.8,
		fewestForecasts: 100,
		all: null,
	};
	const analytics = {
		period: accuracy.period,
		by: ["carrier"] as const,
		fewestParcels: 30,
		parcelsToRead: 0,
		groupsLeftOut: 0,
		definitions: {},
	};
	const isOwn = (token: string, { asker }: ReaderProofs, id: string) =>
		token === IDS.token && asker === ASKER_PROOF && id === IDS.question;
	const questionView: QuestionView = {
		id: IDS.question,
		erased: null,
		shipmentId: IDS.shipment,
		carrier: "fedex",
		trackingNumber: "794600000012",
		state: "answered",
		text: SAID[0].text,
		locale: "de",
		askedAt: SAID[0].saidAt,
		firstAnswerAt: SAID[1].saidAt,
		waitingSince: null,
		hasFreshNote: false,
	};
	const questionDetail: QuestionDetail = {
		...questionView,
		asker: { email: null, isVerified: false, answersGo: "nowhere" },
		context: {
			asOf: SAID[0].saidAt,
			version: 1,
			milestone: "in_transit",
			code: "in_transit.moving",
			reason: "none",
			condition: "ok",
			eta: null,
		},
		messages: SAID.map(({ side, text, saidAt }, index) => {
			const isStaff = side === "staff";
			const from = { channel: isStaff ? "api" : "page", actor: isStaff ? IDS.key : null } as const;
			return { number: index + 1, side, ...from, shared: true, text, author: null, saidAt, mailId: null, pictures: [] };
		}),
	};
	const reviewView: ReviewView = {
		...{ id: IDS.review, shipmentId: IDS.shipment, carrier: "fedex", trackingNumber: "794600000012", brand: null },
		...{ stage: "product", follows: null, isVerified: true, rating: 4, text: "Sie passen.", items: ["Shoes"] },
		...{ locale: "de", pictures: [], video: null, state: "waiting", hiddenBecause: null, writtenAt: SAID[0].saidAt },
		...{ changedAt: null, takenBackAt: null, answer: null },
	};
	const slice = (query: { cursor?: string | undefined }): { items: ShipmentView[]; next: string | null } => ({
		items: [shipmentView(IDS.shipment)],
		next: query.cursor === undefined ? "b3BhcXVl_-" : null,
	});
	return {
		authenticate: async (key) => PRINCIPALS[key] ?? null,
		claimKeyed: async (_principal, { key }) => {
			const answer = heard.answers.get(key);
			if (answer) return { kind: "answered", answer };
			return { kind: "first", claim: { key, runningUntil: "2026-11-22T12:01:30.000Z" } };
		},
		settleKeyed: async (_principal, { key }, answer) => {
			if (answer) heard.answers.set(key, answer);
		},
		registerShipment: async (_principal, input) => {
			const created = !heard.registered.some(({ trackingNumber }) => trackingNumber === input.trackingNumber);
			heard.registered.push(input);
			return { created, shipment: shipmentView(IDS.shipment) };
		},
		changeShipment: async (principal, id, change) => {
			heard.asked.push({ name: "changeShipment", input: change });
			return owned(principal, id, IDS.shipment, shipmentView(id));
		},
		followShipment: async (principal, id, action) => {
			heard.asked.push({ name: "followShipment", input: action });
			return owned(principal, id, IDS.shipment, shipmentView(id));
		},
		refreshNow: async (principal, id) => {
			const moments = { askedAt: "2026-11-22T12:00:30Z", notBefore: null, lastAnsweredAt: null };
			return owned(principal, id, IDS.shipment, { state: "asked", next: null, ...moments } as const);
		},
		registerShipments: async (_principal, inputs) => {
			heard.registered.push(...inputs);
			return inputs.map(() => ({ created: true, shipment: shipmentView(IDS.shipment) }));
		},
		getShipment: async (principal, id, at) => {
			heard.asked.push({ name: "getShipment", input: at });
			return owned(principal, id, IDS.shipment, shipmentDetail(id));
		},
		listShipments: async (_principal, query: ShipmentsQuery) => {
			heard.asked.push({ name: "listShipments", input: query });
			return slice(query);
		},
		startImport: async (_principal, { source, ...input }) => {
			let bytes = 0;
			for await (const chunk of source) bytes += chunk.length;
			heard.asked.push({ name: "startImport", input: { ...input, bytes } });
			return { created: true, import: imported };
		},
		restartImport: async (principal, id, asked) => {
			heard.asked.push({ name: "restartImport", input: asked });
			return owned(principal, id, IDS.import, imported);
		},
		getImport: async (principal, id) => owned(principal, id, IDS.import, imported),
		listImports: async (_principal, query) => {
			heard.asked.push({ name: "listImports", input: query });
			return { items: [imported], next: query.cursor === undefined ? "b3BhcXVl_-" : null };
		},
		cancelImport: async (principal, id) => {
			heard.asked.push({ name: "cancelImport", input: id });
			return owned(principal, id, IDS.import, undefined);
		},
		listProblems: async (principal, id) => owned(principal, id, IDS.import, { items: [], next: null }),
		problemsFile: async function* (principal, id) {
			yield owned(principal, id, IDS.import, { text: "Label\r\n" });
		},
		exchangeShipment: async (principal, id, standard) => {
			heard.asked.push({ name: "exchangeShipment", input: { id, standard } });
			const leftOut = { of: 3, scans: 1, codes: ["note.measured"], broader: [], undated: 0 } as const;
			return owned(principal, id, IDS.shipment, { text: "{}", leftOut });
		},
		exportShipments: async function* (_principal, wanted, form) {
			heard.asked.push({ name: "exportShipments", input: { wanted, form } });
			yield { text: "trackingNumber\r\n", parcels: 0 };
		},
		getOrder: async (principal, id) => owned(principal, id, IDS.order, order),
		listOrders: async (_principal, query) => {
			heard.asked.push({ name: "listOrders", input: query });
			return { items: [order], next: null };
		},
		correctCarrier: async (principal, id, truth) => {
			heard.asked.push({ name: "correctCarrier", input: { id, ...truth } });
			return owned(principal, id, IDS.shipment, { ...shipmentView(id), carrier: truth.carrier });
		},
		listCarriers: () => [carrierView()],
		listCouriers: async () => [],
		courierLegs: async () => [],
		detectCarriers: async (_principal, numbers) => {
			heard.asked.push({ name: "detectCarriers", input: numbers });
			return numbers.map((number) => ({ number, candidates: [] }));
		},
		etaAccuracy: async (_principal, query) => {
			heard.asked.push({ name: "etaAccuracy", input: query });
			return { ...accuracy, items: [] };
		},
		transitTimes: async (_principal, query) => {
			heard.asked.push({ name: "transitTimes", input: query });
			return { ...analytics, until: query.until, all: null, items: [] };
		},
		onTimeShares: async (_principal, query) => {
			heard.asked.push({ name: "onTimeShares", input: query });
			return { ...analytics, all: null, items: [] };
		},
		exceptions: async (_principal, query) => {
			heard.asked.push({ name: "exceptions", input: query });
			return { ...analytics, by: query.by, parcels: 0, all: null, items: [] };
		},
		publicAccuracy: async () => ({
			...accuracy,
			byCarrier: [],
			byHorizon: [],
			byCarrierAndHorizon: [],
			carriersPromises: [],
		}),
		estimateEta: async (_principal, question) => {
			heard.asked.push({ name: "estimateEta", input: question });
			return question.options.map(({ carrier, service = null }) => {
				return { carrier, service, eta: null, basis: "none", because: "Nothing is known of it." };
			});
		},
		connect: async (_principal, input) => {
			heard.connected.push(input);
			return { ...connection, webhookSecret: "whsec_AAAA" };
		},
		getConnection: async (principal, id) => owned(principal, id, IDS.connection, connection),
		listConnections: async () => [connection],
		listMessages: async (_principal, query) => {
			heard.asked.push({ name: "listMessages", input: query });
			return { items: [message], next: query.cursor === undefined ? "b3BhcXVl_-" : null };
		},
		getMessage: async (principal, id) =>
			owned(principal, id, IDS.message, {
				...message,
				contentType: "application/json",
				headers: {},
				asked: [],
				replyStatus: null,
				body: "{}",
				encoding: "utf-8",
			}),
		readMessageAgain: async (principal, id) => {
			const became = { outcome: "ok", accepted: 1, unmatched: 0, problems: [] };
			return owned(principal, id, IDS.message, became);
		},
		changeConnection: async (principal, id) => owned(principal, id, IDS.connection, connection),
		listSubscriptions: async (principal, id) => owned(principal, id, IDS.connection, []),
		disconnect: async (principal, id) => owned(principal, id, IDS.connection, undefined),
		rotateConnectionSecret: async (principal, id, change) => {
			heard.asked.push({ name: "rotateConnectionSecret", input: change });
			return owned(principal, id, IDS.connection, { ...connection, webhookSecret: "whsec_AAAA" });
		},
		tryConnection: async (principal, id, trial) => {
			heard.asked.push({ name: "tryConnection", input: trial });
			const answer = {
				outcome: "not-found",
				detail: "Nobody knows it.",
				status: 404,
				shipments: [],
				problems: [],
			} as const;
			return owned(principal, id, IDS.connection, { ...answer, tookMs: 12 });
		},
		samplePush: async (principal, id) =>
			owned(principal, id, IDS.connection, {
				webhookUrl: `https://track.example.com/carriers/push/${IDS.connection}`,
				headers: { "webhook-id": "msg_sample_1" },
				body: "{}",
				expiresAt: "2026-11-22T12:05:00Z",
				boardUrl: `https://track.example.com/carriers/push/${IDS.connection}/board/${IDS.token}`,
			}),
		openBoard: async (connection, token) => {
			if (connection !== IDS.connection || token !== IDS.token) return null;
			return { lastMessageAt: null, messages: [] };
		},
		getShop: async () => shopView(),
		changeShop: async (_principal, change) => {
			heard.asked.push({ name: "changeShop", input: change });
			return shopView();
		},
		setLogo: async (_principal, uploaded) => {
			heard.asked.push({ name: "setLogo", input: uploaded.length });
			return shopView();
		},
		removeLogo: async () => {},
		openLogo: async (digest) =>
			digest === IDS.logo ? { contentType: "image/png", image: new Uint8Array([1, 2, 3]) } : null,
		openStyles: (name) => (name === IDS.logo ? ":root{--accent:#1f5fd6}" : null),
		reportNotReceived: async (token, words) => {
			heard.asked.push({ name: "reportNotReceived", input: words });
			return token === IDS.token ? "told" : null;
		},
		takeReportBack: async (token) => {
			heard.asked.push({ name: "takeReportBack", input: token });
			return token === IDS.token ? true : null;
		},
		drawPhotos: async (sent) => {
			heard.asked.push({ name: "drawPhotos", input: sent.map(({ length }) => length) });
			return sent.map((image) => ({ width: 4, height: 3, image }));
		},
		openPicture: async (token, { asker }, id) =>
			token === IDS.token && asker === ASKER_PROOF && id === IDS.question ? new Uint8Array([1, 2, 3]) : null,
		getPicture: async (principal, id) => owned(principal, id, IDS.question, new Uint8Array([1, 2, 3])),
		offerWatching: async (token) =>
			token === IDS.token
				? {
						kinds: ["shipped", "delivered"],
						orderAddress: "m•••@s•••.example",
						isOver: false,
						isOrder: true,
						asks: ["delivery"],
						pushKey: PUSH_KEY,
					}
				: null,
		watchOnDevice: async (token, watching) => {
			heard.asked.push({ name: "watchOnDevice", input: watching });
			return token !== IDS.token ? null : "watching";
		},
		stopOnDevice: async (token, device) => {
			heard.asked.push({ name: "stopOnDevice", input: device });
			return token === IDS.token;
		},
		watchParcel: async (token, watching) => {
			heard.asked.push({ name: "watchParcel", input: { ...watching } });
			return token !== IDS.token ? null : watching.email === null ? "watching" : "confirm";
		},
		openWatcher: async (token, proof) =>
			token === IDS.token && proof === WATCHER_PROOF
				? {
						...{ address: "m•••@s•••.example", state: "watching", isOrder: true, isRefused: false },
						...{ asks: ["delivery"], wish: { asks: true, asksAgain: false } },
					}
				: null,
		changeWatching: async (token, proof, change, wish) => {
			heard.asked.push({ name: "changeWatching", input: { change, ...wish } });
			return token === IDS.token && proof === WATCHER_PROOF;
		},
		shownReviews: async () => [],
		readReviews: async (token) =>
			token === IDS.token
				? {
						...{ policy: "moderated", isReviewable: true, writable: ["delivery", "product"], own: [] },
						...{ isVerified: false, mayVerify: true, askAgain: null },
					}
				: null,
		invitationToKeep: async (_token, { given }) => given,
		writeReview: async (token, said, proofs) => {
			heard.asked.push({ name: "writeReview", input: { ...said, proofs } });
			return token === IDS.token ? "said" : null;
		},
		takeReviewBack: async (token, stage) => {
			heard.asked.push({ name: "takeReviewBack", input: stage });
			return token === IDS.token ? true : null;
		},
		openReviewPicture: async (token, _proofs, { id }) =>
			token === IDS.token && id === IDS.review ? new Uint8Array([1, 2, 3]) : null,
		openReviewVideo: async (token, _proofs, id) => (token === IDS.token && id === IDS.review ? SENT_VIDEO : null),
		remakeVideo: async (sent) => {
			heard.asked.push({ name: "remakeVideo", input: sent.length });
			return { refused: "unreadable", because: "The video cannot be read." };
		},
		listReviews: async (_principal, query) => {
			heard.asked.push({ name: "listReviews", input: query });
			return { items: [reviewView], next: query.cursor === undefined ? "b3BhcXVl_-" : null };
		},
		reviewsWaiting: async () => 1,
		getReview: async (principal, id) => owned(principal, id, IDS.review, reviewView),
		getReviewPicture: async (principal, id) => owned(principal, id, IDS.review, new Uint8Array([1, 2, 3])),
		getReviewVideo: async (principal, id) => owned(principal, id, IDS.review, SENT_VIDEO),
		moderateReview: async (principal, id, change) => {
			heard.asked.push({ name: "moderateReview", input: change });
			return owned(principal, id, IDS.review, reviewView);
		},
		answerReview: async (principal, id, answer) => {
			heard.asked.push({ name: "answerReview", input: answer });
			return owned(principal, id, IDS.review, reviewView);
		},
		eraseReview: async (principal, id) => {
			await owned(principal, id, IDS.review, reviewView);
		},
		reviewRatings: async (_principal, query) => {
			heard.asked.push({ name: "reviewRatings", input: query });
			const none = { count: 0, average: null };
			return { delivery: none, product: { count: 1, average: 4 }, items: [{ name: "Shoes", count: 1, average: 4 }] };
		},
		askQuestion: async (token, asked, proofs) => {
			heard.asked.push({ name: "askQuestion", input: { ...asked, proofs } });
			return token === IDS.token ? { proof: ASKER_PROOF } : null;
		},
		readThreads: async (token, { asker }) => {
			const threads = asker === ASKER_PROOF ? [{ id: IDS.question, state: "answered" as const, messages: SAID }] : [];
			const more = {
				goesOn: threads.length > 0,
				mayShowMore: true,
				hasEmail: false,
				usualSeconds: 5_400,
				presence: null,
			};
			return token === IDS.token ? { threads, ...more } : null;
		},
		openThread: async (token, proof) =>
			token === IDS.token && proof === ASKER_PROOF ? { id: IDS.question, state: "answered", messages: SAID } : null,
		listQuestions: async (_principal, query) => {
			heard.asked.push({ name: "listQuestions", input: query });
			return { items: [questionView], next: query.cursor === undefined ? "b3BhcXVl_-" : null };
		},
		countShipments: async () => ({ open: 3, late: 2, hasMore: false, waiting: 1 }),
		questionsWaiting: async () => 1,
		questionsStanding: async () => ({ waiting: 1, usualSeconds: 5_400 }),
		getQuestion: async (principal, id) => owned(principal, id, IDS.question, questionDetail),
		answerQuestion: async (principal, id, answer, channel) => {
			heard.asked.push({ name: "answerQuestion", input: { ...answer, channel } });
			return owned(principal, id, IDS.question, questionDetail);
		},
		eraseQuestion: async (principal, id) => {
			await owned(principal, id, IDS.question, questionDetail);
		},
		openErasure: async (token, proofs, id) => (isOwn(token, proofs, id) ? { hasReports: true } : null),
		eraseOwnQuestion: async (token, proofs, id) => isOwn(token, proofs, id),
		exportConversation: async (token, proofs, id) =>
			isOwn(token, proofs, id)
				? (async function* () {
						yield { text: "{}" };
					})()
				: null,
		closeQuestion: async (principal, id, change) => {
			heard.asked.push({ name: "closeQuestion", input: change });
			return owned(principal, id, IDS.question, questionDetail);
		},
		shipmentNotices: async (principal, id) => owned(principal, id, IDS.shipment, noticesView()),
		previewNotices: async (principal, id) => owned(principal, id, IDS.shipment, [PREVIEWED]),
		shipmentReports: async (principal, id) => owned(principal, id, IDS.shipment, []),
		addEndpoint: async (_principal, input) => {
			heard.asked.push({ name: "addEndpoint", input });
			return { ...endpoint, webhookSecret: "whsec_AAAA" };
		},
		getEndpoint: async (principal, id) => owned(principal, id, IDS.endpoint, endpoint),
		listEndpoints: async () => [endpoint],
		changeEndpoint: async (principal, id, change) => {
			heard.asked.push({ name: "changeEndpoint", input: change });
			return owned(principal, id, IDS.endpoint, endpoint);
		},
		removeEndpoint: async (principal, id) => owned(principal, id, IDS.endpoint, undefined),
		changeSecret: async (principal, id, change) => {
			heard.asked.push({ name: "changeSecret", input: change });
			return owned(principal, id, IDS.endpoint, { ...endpoint, webhookSecret: "whsec_AAAA" });
		},
		testEndpoint: async (principal, id) => {
			const came = { deliveryId: IDS.delivery, delivered: true, status: 204, failure: null, answer: "", tookMs: 3 };
			return owned(principal, id, IDS.endpoint, came);
		},
		replayEvents: async (principal, id, wanted) => {
			heard.asked.push({ name: "replayEvents", input: wanted });
			return owned(principal, id, IDS.endpoint, { count: 1, next: null });
		},
		listDeliveries: async (_principal, query) => {
			heard.asked.push({ name: "listDeliveries", input: query });
			return { items: [delivery], next: query.cursor === undefined ? "b3BhcXVl_-" : null };
		},
		getDelivery: async (principal, id) => owned(principal, id, IDS.delivery, deliveryDetail),
		replayDelivery: async (principal, id) => owned(principal, id, IDS.delivery, deliveryDetail),
		listReports: async (_principal, query) => {
			heard.asked.push({ name: "listReports", input: query });
			return { items: [], next: query.cursor === undefined ? "b3BhcXVl_-" : null };
		},
		takeTurns: async () => ({ isOver: false, quota: 6000, windowSeconds: 60, remaining: 5999, resetSeconds: 60 }),
		countWrongKey: async () => 0,
		getKey: async (principal, id) => owned(principal, id, IDS.key, apiKey),
		listKeys: async () => [apiKey],
		keyLabels: async () => new Map([[IDS.key, "the till"]]),
		createKey: async (_principal, input) => {
			heard.asked.push({ name: "createKey", input });
			return { ...apiKey, key: "wl_new" };
		},
		changeKey: async (principal, id, change) => {
			heard.asked.push({ name: "changeKey", input: change });
			return owned(principal, id, IDS.key, apiKey);
		},
		rotateKey: async (principal, id) =>
			owned(principal, id, IDS.key, { ...apiKey, key: "wl_new", replaces: { id, endsAt: "2026-11-23T12:00:00Z" } }),
		revokeKey: async (principal, id) => owned(principal, id, IDS.key, undefined),
		openStaffAction: async (token) => (token === IDS.token ? staffAction : null),
		pressStaffAction: async (token) => {
			heard.asked.push({ name: "pressStaffAction", input: token });
			return token === IDS.token ? staffAction : null;
		},
		voteOnFaq: async (token, vote, known) => {
			heard.asked.push({ name: "voteOnFaq", input: vote });
			return token === IDS.token ? known.includes(vote.topic) : null;
		},
		faqHelped: async () => ({
			period: { days: 90, from: "2026-08-24" },
			items: [{ topic: "late", question: null, helped: 3, notHelped: 1, share: 0.75, low: 0.3, high: 0.95 }],
		}),
		shownProducts: async (_token, { brand }, isWanted) => {
			const { viewed, related } = SHOWN_PRODUCTS;
			if (!brand.products.show) return null;
			return isWanted ? { isWanted, viewed, related } : { isWanted, viewed: [], related: [] };
		},
		openProductPicture: async (token, digest) =>
			token === IDS.token && digest === IDS.logo ? new Uint8Array([0xff, 0xd8, 0xff]) : null,
		putProducts: async (_principal, products, how) => {
			heard.asked.push({ name: "putProducts", input: { products, ...how } });
			return { added: products.length, changed: 0, unchanged: 0, removed: 0 };
		},
		readProductFile: async (input) => {
			const chunks: Uint8Array[] = [];
			for await (const chunk of input) chunks.push(chunk);
			heard.asked.push({ name: "readProductFile", input: Buffer.concat(chunks).toString() });
			return { rows: [{ row: 2, cells: { id: "LACES-0001" } }], ignored: ["gtin"] };
		},
		listProducts: async (_principal, query) => {
			heard.asked.push({ name: "listProducts", input: query });
			return { items: [productView()], next: query.cursor === undefined ? "b3BhcXVl_-" : null };
		},
		countProducts: async () => ({ count: 1, inStock: 1, changedAt: "2026-11-22T12:00:00.000Z" }),
		removeProduct: async (principal, id) => owned(principal, id, IDS.product, undefined),
		removeProducts: async () => {
			heard.asked.push({ name: "removeProducts", input: null });
			return 1;
		},
		listInboundMails: async (_principal, query) => {
			heard.asked.push({ name: "listInboundMails", input: query });
			return { items: [mailView], next: query.cursor === undefined ? "b3BhcXVl_-" : null };
		},
		countMailsToPlace: async () => 1,
		getInboundMail: async (principal, id) => owned(principal, id, IDS.mail, mailDetail),
		placeInboundMail: async (principal, id, place) => {
			heard.asked.push({ name: "placeInboundMail", input: place });
			return owned(principal, id, IDS.mail, mailDetail);
		},
		listStaff: async () => [staff],
		staffNames: async () => new Map([[IDS.staff, "Ada Byron"]]),
		addStaff: async (_principal, input) => {
			heard.asked.push({ name: "addStaff", input });
			return staff;
		},
		getStaff: async (principal, id) => owned(principal, id, IDS.staff, staff),
		changeStaff: async (principal, id, change) => {
			heard.asked.push({ name: "changeStaff", input: change });
			return owned(principal, id, IDS.staff, staff);
		},
		removeStaff: async (principal, id) => owned(principal, id, IDS.staff, undefined),
		listBrands: async () => [brand],
		createBrand: async (_principal, input) => {
			heard.asked.push({ name: "createBrand", input });
			return brand;
		},
		getBrand: async (principal, id) => owned(principal, id, IDS.brand, brand),
		changeBrand: async (principal, id, change) => {
			heard.asked.push({ name: "changeBrand", input: change });
			return owned(principal, id, IDS.brand, brand);
		},
		deleteBrand: async (principal, id) => owned(principal, id, IDS.brand, undefined),
		setBrandLogo: async (principal, id) => owned(principal, id, IDS.brand, brand),
		removeBrandLogo: async (principal, id) => owned(principal, id, IDS.brand, undefined),
		listAudit: async (_principal, query) => {
			heard.asked.push({ name: "listAudit", input: query });
			return { items: [], next: query.cursor === undefined ? "b3BhcXVl_-" : null };
		},
		openPage: async (token) => {
			heard.asked.push({ name: "openPage", input: token });
			return token === IDS.token ? page.current : null;
		},
		openParcel: async (token) => {
			heard.asked.push({ name: "openParcel", input: token });
			if (token !== IDS.token) return null;
			const { others: _, ...parcel } = page.current;
			return parcel;
		},
		pageVersions: async (token) => {
			heard.asked.push({ name: "pageVersions", input: token });
			if (token !== IDS.token) return null;
			const { version, others } = page.current;
			return [{ token, version }, ...others.map((other) => ({ token: other.token, ...versionIn(other.page) }))];
		},
		lookUp: async (input) => {
			heard.asked.push({ name: "lookUp", input });
			return input.check === READER.check ? { token: IDS.token, proof: READER.proof } : null;
		},
		openVerification: async (token, proof) =>
			token === IDS.token ? { isPossible: true, isVerified: proof === READER.proof } : null,
		verifyReader: async (token, check) => {
			heard.asked.push({ name: "verifyReader", input: check });
			return token === IDS.token ? { proof: check === READER.check ? READER.proof : null } : null;
		},
		readHeld: async (token, proof) =>
			token === IDS.token && proof === READER.proof ? { details: READER.details } : null,
		logIn: async (key) => (PRINCIPALS[key] ? SESSIONS.full : null),
		openSession: async (token) => PRINCIPALS[keyOfSession(token)] ?? null,
		mailLoginLink: async (email) => {
			heard.asked.push({ name: "mailLoginLink", input: email });
		},
		openLoginLink: async (token) => (token === SESSIONS.full ? { shop: "Ada's Shoes" } : null),
		useLoginLink: async (token) => (token === SESSIONS.full ? SESSIONS.full : null),
		newestPage: async (principal, brand) =>
			brand === null || principal.sellerId === "sel_ada" ? shipmentView(IDS.shipment).trackingUrl : null,
		sealShown: (token, path, secret) => Buffer.from(JSON.stringify([token, path, secret])).toString("base64url"),
		openShown: (token, path, sealed) => {
			const [ofToken, ofPath, secret] = JSON.parse(Buffer.from(sealed, "base64url").toString());
			return ofToken === token && ofPath === path ? secret : null;
		},
		logOut: async (token, which) => {
			heard.asked.push({ name: "logOut", input: { token, ...which } });
		},
		openFeed: async (token) => {
			if (token !== IDS.token) return null;
			const { locale, brand, page: own, others } = page.current;
			const parcels = [{ token, page: own }, ...others];
			return {
				locale,
				shopLanguage: brand.language,
				parcels: parcels.map((parcel) => ({ ...parcel, changedAt: "2026-11-22T11:58:00.000Z" })),
			};
		},
	};
}

function versionIn(page: string): { readonly version: number } {
	const { version }: { version: number } = JSON.parse(page);
	return { version };
}

export function openPage(change: Partial<OpenPage> = {}): OpenPage {
	return {
		page: JSON.stringify(parcelPage({ version: 7 })),
		version: 7,
		checkedAt: "2026-11-22T11:58:00Z",
		sourceDown: null,
		orderReference: null,
		locale: "de",
		brand: { ...shopView().brand, embedOrigins: ["https://shoes.example"] },
		brandStyles: null,
		sendsNotices: true,
		others: [],
		source: { page: "", beside: "" },
		minute: 0,
		marks: [],
		...change,
	};
}

/** Ten bytes, each its own place, in two pieces. */
const SENT_VIDEO: OpenVideo = {
	...{ version: "one", type: "video/mp4", bytes: 10 },
	async *read(from, to) {
		const bytes = new Uint8Array(10).map((_, index) => index);
		yield bytes.subarray(from, Math.min(to, from + 4));
		if (to > from + 4) yield bytes.subarray(from + 4, to);
	},
};

const PUSH_KEY = "BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U";
