import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { DrawLine } from "../../web/views/journey.ts";
import type { PageModel } from "../../web/views/model.ts";
import type { PlainPage } from "../../web/views/plain.tsx";
import type { Refused } from "../core/errors.ts";
import type { Condition, Milestone } from "../core/status.ts";
import type { BoardView } from "../services/board.ts";
import type { EstimateView, NewEstimate } from "../services/estimate.ts";
import type { AccuracyQuery, EtaAccuracy, PublicAccuracy } from "../services/eta-accuracy.ts";
import type { PushSample } from "../services/sample-push.ts";
import type {
	CarrierCorrection,
	CarrierView,
	ConnectionView,
	DetectionView,
	MessageDetail,
	MessageView,
	NewShipment,
	OrderView,
	Principal,
	RereadView,
	Scope,
	ShipmentDetail,
	ShipmentView,
	SubscriptionView,
} from "../services/views.ts";
import { type Log, openRequest } from "./access.ts";
import { accuracyRoutes } from "./accuracy-routes.ts";
import type { Assets } from "./assets.ts";
import { calendarRoutes } from "./calendar-routes.ts";
import { carrierRoutes } from "./carrier-routes.ts";
import { embedRoutes } from "./embed-routes.ts";
import { type NotReceivedServices, notReceivedRoutes } from "./not-received-routes.ts";
import { operationsRoutes } from "./operations-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { answerFailure, MethodNotAllowed, noSuchPath } from "./problem.ts";
import { pushRoutes } from "./push-routes.ts";
import type { PageVersion, ReaderServices } from "./reader-services.ts";
import { type ReportServices, reportRoutes } from "./report-routes.ts";
import { sellerRoutes } from "./seller-routes.ts";
import { brandRoutes, type ShopServices, shopRoutes } from "./shop-routes.ts";
import { trackRoutes } from "./track-routes.ts";
import { verifyRoutes } from "./verify-routes.ts";

export type { OpenPage, OpenParcel, PageVersion } from "./reader-services.ts";

/** Everything the door calls. It owns no rule and no SQL: it parses, asks and answers. */
export interface Door {
	readonly services: Services;
	/**
	 * Keeps the message before it answers. What is wrong with the message is a value, never thrown; null for a GET that
	 * tries no address.
	 */
	readonly acceptWebhook: (hook: CarrierMessage) => Promise<CarrierAnswer | Refused | null>;
	readonly live: LivePages;
	/** Rejects while the database does not answer. */
	readonly ready: () => Promise<void>;
	readonly pages: Pages;
	/** The great circle between places: geo's `routeLine`. */
	readonly drawLine: DrawLine;
	readonly assets: Assets;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	/** How many reverse proxies of ours stand before this process. */
	readonly trustProxy: number;
	readonly now: () => Date;
	readonly log: Log;
}

export interface Services extends ReaderServices, ShopServices, ReportServices, NotReceivedServices {
	/** Null: no such key, or it was revoked. */
	authenticate(key: string): Promise<Principal | null>;
	registerShipment(
		principal: Principal,
		input: NewShipment,
	): Promise<{ readonly created: boolean; readonly shipment: ShipmentView }>;
	getShipment(principal: Principal, id: string, at: { readonly asOf?: string | undefined }): Promise<ShipmentDetail>;
	correctCarrier(principal: Principal, id: string, truth: CarrierCorrection): Promise<ShipmentView>;
	listShipments(principal: Principal, query: ShipmentsQuery): Promise<Slice<ShipmentView>>;
	getOrder(principal: Principal, id: string): Promise<OrderView>;
	listOrders(principal: Principal, query: SliceQuery): Promise<Slice<OrderView>>;
	listCarriers(): readonly CarrierView[];
	detectCarriers(principal: Principal, numbers: readonly string[]): Promise<readonly DetectionView[]>;
	/** What the seller's windows were worth. */
	etaAccuracy(principal: Principal, query: AccuracyQuery): Promise<EtaAccuracy>;
	/** What the windows of the whole installation were worth, for everybody. */
	publicAccuracy(): Promise<PublicAccuracy>;
	/** In the order of the options. */
	estimateEta(principal: Principal, question: NewEstimate): Promise<readonly EstimateView[]>;
	connect(principal: Principal, input: NewConnection): Promise<ConnectionView>;
	getConnection(principal: Principal, id: string): Promise<ConnectionView>;
	listConnections(principal: Principal): Promise<readonly ConnectionView[]>;
	changeConnection(principal: Principal, id: string, change: ConnectionChange): Promise<ConnectionView>;
	disconnect(principal: Principal, id: string): Promise<void>;
	/** Those in trouble first. */
	listSubscriptions(principal: Principal, id: string, query: SubscriptionsQuery): Promise<readonly SubscriptionView[]>;
	/** A signed message for whoever builds the sending side of this connection. */
	samplePush(
		principal: Principal,
		id: string,
		query: { readonly trackingNumber?: string | undefined },
	): Promise<PushSample>;
	/** Null: no such board. */
	openBoard(connection: string, token: string): Promise<BoardView | null>;
	listMessages(principal: Principal, query: MessagesQuery): Promise<Slice<MessageView>>;
	getMessage(principal: Principal, id: string): Promise<MessageDetail>;
	/** Reads a kept message once more and applies it. */
	readMessageAgain(principal: Principal, id: string): Promise<RereadView>;
}

export interface NewConnection {
	readonly carrier: string;
	readonly label?: string | undefined;
	readonly credentials?: Readonly<Record<string, string>> | undefined;
	readonly webhookSecret?: string | undefined;
}

/** What is left out stays. */
export interface ConnectionChange extends Omit<NewConnection, "carrier"> {
	/** How long the secret that a new one replaces is taken as well. */
	readonly earlierSecretHours?: number | undefined;
}

export interface SliceQuery {
	/** As a slice named it in `next`. */
	readonly cursor?: string | undefined;
	readonly limit: number;
}

export interface ShipmentsQuery extends SliceQuery {
	readonly carrier?: string | undefined;
	readonly milestone?: Milestone | undefined;
	readonly condition?: Condition | undefined;
	/** An order's id or the seller's reference of it. */
	readonly order?: string | undefined;
	readonly reference?: string | undefined;
	/** Instead of the newest first: those likeliest to come late. */
	readonly sort?: "late_risk" | undefined;
	/** 0 to 1 */
	readonly lateRiskMin?: number | undefined;
	readonly waiting?: "seller" | undefined;
}

export interface MessagesQuery extends SliceQuery {
	readonly state?: MessageView["state"] | undefined;
	readonly carrier?: string | undefined;
	/** `con_…` */
	readonly connection?: string | undefined;
	readonly withProblems?: boolean | undefined;
}

export interface SubscriptionsQuery {
	readonly state?: SubscriptionView["state"] | undefined;
	readonly limit: number;
}

export interface Slice<T> {
	readonly items: readonly T[];
	/** Where the next slice begins, one opaque word; null at the end. */
	readonly next: string | null;
}

export interface CarrierMessage {
	/** GET: a carrier that tries the address before it posts there. */
	readonly method: "GET" | "POST";
	/** Null where the address names the connection alone. */
	readonly carrier: string | null;
	readonly connection: string;
	/** Lower-case names. */
	readonly headers: Readonly<Record<string, string>>;
	/** Takes the body's bytes, once, on the account of `owner`. Throws what is wrong with them for the door to answer. */
	readonly readBody: (owner: string) => Promise<Uint8Array>;
	/** Without its question mark. */
	readonly query: string;
	readonly contentType: string;
	/** `?dry_run=1`: say what would be done, and do nothing. */
	readonly dryRun: boolean;
}

export interface CarrierAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** Open pages that are told of changes: see outbound/live.ts. */
export interface LivePages {
	hasRoom(address: string): boolean;
	open(viewer: {
		readonly watches: readonly [PageVersion, ...PageVersion[]];
		readonly isBehind: boolean;
		readonly address: string;
		readonly sink: HttpBindings["outgoing"];
	}): void;
}

/** What buyers see, as whole HTML documents: see web/views. */
export interface Pages {
	parcel(page: PageModel): string;
	notFound(page: PlainPage): string;
	/** While the database does not answer. */
	away(page: PlainPage): string;
}

export interface HttpEnv {
	/** Absent when a test calls the app without a server. */
	Bindings: Partial<HttpBindings>;
	Variables: { requestId: string };
}
export type HttpContext = Context<HttpEnv>;

export interface Route {
	readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	readonly path: string;
	/** What an API key must allow, of routes that want one; null: any valid key. */
	readonly scope?: Scope | null;
	readonly answer: (context: HttpContext) => Response | Promise<Response>;
}

/** Every path this door answers, for tests that hold each to the same rules. */
export function routesOf(door: Door): readonly Route[] {
	const known = [
		...pageRoutes(door),
		...notReceivedRoutes(door),
		...verifyRoutes(door),
		...calendarRoutes(door),
		...trackRoutes(door),
		...embedRoutes(door),
		...pushRoutes(door),
		...accuracyRoutes(door),
		...carrierRoutes(door),
		...brandRoutes(door),
		...sellerRoutes(door),
		...reportRoutes(door),
		...shopRoutes(door),
	];
	return [...operationsRoutes(door), indexOf(known), ...known];
}

/** What stands at the API's address, for whoever looks before reading. It needs no key. */
function indexOf(routes: readonly Route[]): Route {
	const listed = routes.map(({ method, path, scope }) => ({
		method,
		path: path.replaceAll(/:(\w+)/g, "{$1}"),
		...(scope === undefined ? {} : { scope: scope ?? "any key" }),
	}));
	const key = 'Where a scope is named: the header "Authorization: Bearer <key>". README.md tells the fields.';
	return {
		method: "GET",
		path: "/v1",
		answer: (context) => context.json({ key, problems: "/problems", routes: listed }),
	};
}

export function createApp(door: Door): Hono<HttpEnv> {
	const app = new Hono<HttpEnv>();
	app.use(openRequest(door));
	const routes = routesOf(door);
	for (const { method, path, answer } of routes) app.on(method, path, (context) => answer(context));
	for (const path of new Set(routes.map((route) => route.path))) app.all(path, refuseMethod(routes, path));
	app.notFound((context) => answerFailure(context, noSuchPath(), door));
	app.onError((error, context) => answerFailure(context, error, door));
	return app;
}

function refuseMethod(routes: readonly Route[], path: string): MiddlewareHandler<HttpEnv> {
	const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
	const allowed = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
	return (context) => {
		throw new MethodNotAllowed(context.req.method, allowed);
	};
}
