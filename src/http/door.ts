import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { DrawLine } from "../../web/views/journey.ts";
import type { PageModel } from "../../web/views/model.ts";
import type { PlainPage } from "../../web/views/plain.tsx";
import type { acceptWebhook, CarrierPost } from "../ingest/webhook.ts";
import type { Scope } from "../services/views.ts";
import { type AnsweredRequest, type Log, openRequest, setHeaders } from "./access.ts";
import { type AccuracyServices, accuracyRoutes } from "./accuracy-routes.ts";
import { type AnalyticsServices, analyticsRoutes } from "./analytics-routes.ts";
import { type AskServices, askRoutes } from "./ask-routes.ts";
import type { Assets } from "./assets.ts";
import { type AuditServices, auditRoutes } from "./audit-routes.ts";
import { type BatchServices, batchRoutes } from "./batch-routes.ts";
import { type BrandServices, brandRoutes } from "./brand-routes.ts";
import { calendarRoutes } from "./calendar-routes.ts";
import { carrierRoutes } from "./carrier-routes.ts";
import { type ConnectionServices, connectionRoutes } from "./connection-routes.ts";
import type { CourierServices } from "./console/carrier-names.ts";
import { consoleRoutes } from "./console/console-routes.ts";
import type { ConsoleServices } from "./console/staff.ts";
import { type DeliveryServices, deliveryRoutes } from "./delivery-routes.ts";
import { type DeviceServices, deviceRoutes } from "./device-routes.ts";
import { docsRoutes } from "./docs-routes.ts";
import { embedRoutes } from "./embed-routes.ts";
import { type EndpointServices, endpointRoutes } from "./endpoint-routes.ts";
import { type EtaServices, etaRoutes } from "./eta-routes.ts";
import { type ExchangeServices, exchangeRoutes } from "./exchange-routes.ts";
import { type ExportServices, exportRoutes } from "./export-routes.ts";
import { type FaqVoteServices, faqVoteRoutes } from "./faq-vote-routes.ts";
import type { KeyServices } from "./for-sellers.ts";
import { type ImportServices, importRoutes } from "./import-routes.ts";
import { type InboundMailServices, inboundMailRoutes } from "./inbound-mail-routes.ts";
import type { KeptPages } from "./kept-pages.ts";
import { type ApiKeyServices, keyRoutes } from "./key-routes.ts";
import type { LivePages } from "./live-routes.ts";
import { type MessageServices, messageRoutes } from "./message-routes.ts";
import { type MetricsPage, metricsRoutes } from "./metrics-routes.ts";
import { type NotReceivedServices, notReceivedRoutes } from "./not-received-routes.ts";
import { type NoticeServices, noticeRoutes } from "./notice-routes.ts";
import type { About } from "./openapi/about.ts";
import { operationsRoutes } from "./operations-routes.ts";
import { type OwnThreadServices, ownThreadRoutes } from "./own-thread-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { answerFailure, MethodNotAllowed, noSuchPath } from "./problem.ts";
import { productPageRoutes } from "./product-page-routes.ts";
import { type ProductServices, productRoutes } from "./product-routes.ts";
import type { ProductPageServices } from "./products-shown.ts";
import { type BoardServices, pushRoutes } from "./push-routes.ts";
import { type QuestionServices, questionRoutes } from "./question-routes.ts";
import type { ReaderServices } from "./reader-services.ts";
import { type ReportServices, reportRoutes } from "./report-routes.ts";
import { type ReviewPageServices, reviewPageRoutes } from "./review-page-routes.ts";
import { type ReviewServices, reviewRoutes } from "./review-routes.ts";
import { type ShipmentChangeServices, shipmentChangeRoutes } from "./shipment-change-routes.ts";
import { type ShipmentServices, shipmentRoutes } from "./shipment-routes.ts";
import { brandAssetRoutes, type ShopServices, shopRoutes } from "./shop-routes.ts";
import { showStanding } from "./show-standing.ts";
import { type StaffActionServices, staffActionRoutes } from "./staff-action-routes.ts";
import { type StaffServices, staffRoutes } from "./staff-routes.ts";
import { tileRoutes } from "./tile-routes.ts";
import type { Tiles } from "./tiles.ts";
import { trackRoutes } from "./track-routes.ts";
import { verifyRoutes } from "./verify-routes.ts";
import { type WatchServices, watchRoutes } from "./watch-routes.ts";

/** Everything the door calls. It owns no rule and no SQL: it parses, asks and answers. */
export interface Door {
	readonly services: Services;
	/** Keeps the message before it answers. */
	readonly acceptWebhook: (post: CarrierPost) => ReturnType<typeof acceptWebhook>;
	readonly live: LivePages;
	readonly keptPages: KeptPages;
	/** Rejects while the database does not answer. */
	readonly ready: () => Promise<void>;
	readonly pages: Pages;
	/** The great circle between places: geo's `routeLine`. */
	readonly drawLine: DrawLine;
	readonly assets: Assets;
	/** Null: the bundled map alone. */
	readonly tiles: Tiles | null;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	/** How many reverse proxies of ours stand before this process. */
	readonly trustProxy: number;
	readonly now: () => Date;
	readonly log: Log;
	/** Hears of every request that was answered. */
	readonly answered: (request: AnsweredRequest) => void;
	readonly metrics: MetricsPage;
}

/** A noun's own part stands beside its routes. */
export interface Services
	extends KeyServices,
		ShipmentServices,
		ShipmentChangeServices,
		BatchServices,
		EtaServices,
		ConnectionServices,
		MessageServices,
		ReaderServices,
		ShopServices,
		ReportServices,
		NoticeServices,
		NotReceivedServices,
		ReviewPageServices,
		BoardServices,
		AccuracyServices,
		AuditServices,
		EndpointServices,
		DeliveryServices,
		ApiKeyServices,
		ConsoleServices,
		CourierServices,
		BrandServices,
		ExportServices,
		ExchangeServices,
		ImportServices,
		AnalyticsServices,
		AskServices,
		DeviceServices,
		WatchServices,
		OwnThreadServices,
		QuestionServices,
		ReviewServices,
		StaffServices,
		InboundMailServices,
		StaffActionServices,
		FaqVoteServices,
		ProductServices,
		ProductPageServices {}

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
	Variables: {
		requestId: string;
		/** The whole body, where somebody has read it before the route does. */
		body?: Uint8Array;
		/** Of the door, for what asks whose address it is. */
		trustProxy: number;
		/** Of the route, where the document has it. */
		about?: About;
		/** The pattern of the route that answers: see routeOf. */
		route?: string;
	};
}
export type HttpContext = Context<HttpEnv>;

export interface Route {
	readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	readonly path: string;
	/** What an API key must allow, of routes that want one; null: any valid key. */
	readonly scope?: Scope | null;
	/** Whether it takes an Idempotency-Key. */
	readonly isKeyed?: boolean;
	/** Of routes that the document has. */
	readonly about?: About;
	readonly answer: (context: HttpContext) => Response | Promise<Response>;
}

/** Every path this door answers, for tests that hold each to the same rules. */
export function routesOf(door: Door): readonly Route[] {
	const known = [
		...pageRoutes(door),
		...askRoutes(door),
		...deviceRoutes(door),
		...watchRoutes(door),
		...ownThreadRoutes(door),
		...notReceivedRoutes(door),
		...reviewPageRoutes(door),
		...verifyRoutes(door),
		...productPageRoutes(door),
		...calendarRoutes(door),
		...trackRoutes(door),
		...embedRoutes(door),
		...pushRoutes(door),
		...accuracyRoutes(door),
		...carrierRoutes(door),
		...brandAssetRoutes(door),
		...tileRoutes(door),
		...batchRoutes(door),
		...shipmentRoutes(door),
		...shipmentChangeRoutes(door),
		...etaRoutes(door),
		...connectionRoutes(door),
		...messageRoutes(door),
		...reportRoutes(door),
		...noticeRoutes(door),
		...questionRoutes(door),
		...reviewRoutes(door),
		...staffRoutes(door),
		...faqVoteRoutes(door),
		...inboundMailRoutes(door),
		...shopRoutes(door),
		...auditRoutes(door),
		...endpointRoutes(door),
		...deliveryRoutes(door),
		...keyRoutes(door),
		...brandRoutes(door),
		...productRoutes(door),
		...exportRoutes(door),
		...exchangeRoutes(door),
		...importRoutes(door),
		...analyticsRoutes(door),
	];
	// The console is no part of the API's index: nobody calls it by a program.
	return [
		...operationsRoutes(door),
		...metricsRoutes(door),
		...docsRoutes(door, known),
		...known,
		...consoleRoutes(door),
		...staffActionRoutes(door),
	];
}

export function createApp(door: Door): Hono<HttpEnv> {
	const app = new Hono<HttpEnv>();
	app.use(openRequest(door));
	app.use(setHeaders(door));
	const routes = routesOf(door);
	for (const { method, path, answer } of routes) {
		app.on(method, path, (context) => {
			context.set("route", path);
			return answer(context);
		});
	}
	for (const path of new Set(routes.map((route) => route.path))) app.all(path, refuseMethod(routes, path));
	app.notFound((context) => answerFailure(context, noSuchPath(), door));
	app.onError((error, context) => answerFailure(context, error, door));
	const standing = showStanding(door);
	const answerAny = app.fetch;
	app.fetch = (request, env, ...more) => standing(request, asBindings(env)) ?? answerAny(request, env, ...more);
	return app;
}

/** Whoever serves the app gives it these, and a test nothing. */
function asBindings(env: HttpEnv["Bindings"] | object | undefined): HttpEnv["Bindings"] | undefined {
	return env;
}

function refuseMethod(routes: readonly Route[], path: string): MiddlewareHandler<HttpEnv> {
	const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
	const allowed = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
	return (context) => {
		context.set("route", path);
		throw new MethodNotAllowed(context.req.method, allowed);
	};
}
