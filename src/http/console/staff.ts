import { renderConsoleError } from "../../../web/views/console/error.tsx";
import type { ConsolePage, Staff as ShownStaff } from "../../../web/views/console/frame.tsx";
import { consoleWordsFor, DONE } from "../../../web/views/console/words.ts";
import { Forbidden, Refused, TooMany, Unavailable } from "../../core/errors.ts";
import type { ShipmentCounts } from "../../services/count-shipments.ts";
import type { Principal, Scope } from "../../services/views.ts";
import type { Door, HttpContext, Route } from "../door.ts";
import { takeTurns } from "../for-sellers.ts";
import { readForm } from "../read-body.ts";
import { isInParts, type PhotoForm, readPhotoForm } from "../read-photo-form.ts";
import { openUpload, type Upload } from "../read-upload.ts";
import { readerOf } from "../reader-language.ts";
import { FORM_PAGE, refuseOtherSites } from "../same-site.ts";
import { formTokenOf, isFormToken, sessionIn } from "./session-cookie.ts";

export interface ConsoleServices {
	/** What the browser keeps; null for a key that is not known. */
	logIn(key: string): Promise<string | null>;
	/** Null for a session that has ended. */
	openSession(token: string): Promise<Principal | null>;
	logOut(token: string, which: { readonly everywhere: boolean }): Promise<void>;
	/** To each shop that has this address, and to nobody else. */
	mailLoginLink(email: string): Promise<void>;
	/** Null for one that opens nothing any more. */
	openLoginLink(token: string): Promise<{ readonly shop: string } | null>;
	/** What the browser keeps, once; null for one that opens nothing any more. */
	useLoginLink(token: string): Promise<string | null>;
	/** The buyers' address of the newest parcel of a brand, or of the shop's own: null. Null where there is none. */
	newestPage(principal: Principal, brand: string | null): Promise<string | null>;
	/** How the shop stands, at a glance. */
	countShipments(principal: Principal): Promise<ShipmentCounts>;
	/** How many buyers wait for an answer; 1,000 stands for more. */
	questionsWaiting(principal: Principal): Promise<number>;
	/** What keys are called, by their ids `key_…`; other actors are nothing to it. */
	keyLabels(principal: Principal, actors: readonly string[]): Promise<ReadonlyMap<string, string>>;
	/** A secret for the page at this path of this session, to be handed on by its browser. */
	sealShown(token: string, path: string, secret: string): string;
	/** Null for what was sealed for another one, or too long ago. */
	openShown(token: string, path: string, sealed: string): string | null;
}

export type ConsoleNeeds = Pick<
	Door,
	"services" | "assets" | "publicUrl" | "trustProxy" | "drawLine" | "tiles" | "now"
>;

/** Somebody who is logged in, at one request. */
export interface Staff {
	readonly principal: Principal;
	readonly token: string;
	/** What he sent; empty but for a POST. */
	readonly form: URLSearchParams;
	/** The file of a route that takes one. */
	readonly upload: Upload | null;
	/** The form of a route that takes photos. */
	readonly photoForm: PhotoForm | null;
	/** Of every page that he is shown. */
	readonly page: ConsolePage & { readonly staff: ShownStaff };
	/** Whether his key may do this. */
	may(scope: Scope): boolean;
}

export interface StaffRoute {
	readonly method: "GET" | "POST";
	readonly path: string;
	/** Null: whoever is logged in. */
	readonly scope: Scope | null;
	/** Its form holds a file, which is read from whoever is logged in alone. */
	readonly takesFile?: boolean;
	/** Its form may hold photos, which are read likewise. */
	readonly takesPhotos?: boolean;
	readonly answer: (context: HttpContext, staff: Staff) => Response | Promise<Response>;
}

/**
 * The console's routes with their door-keeper. A POST is taken from our own pages alone, and with the token of its session,
 * so that two locks keep out forms that others send. Each counts as a request of the key. What is refused is told on a
 * page to whoever reads pages.
 */
export function forStaff(routes: readonly StaffRoute[], door: ConsoleNeeds): readonly Route[] {
	return routes.map(({ method, path, scope, takesFile = false, takesPhotos = false, answer }) => ({
		method,
		path,
		answer: async (context) => {
			keepPrivate(context);
			if (method === "POST") refuseOtherSites(context, door);
			const hasPhotos = takesPhotos && isInParts(context);
			const form = method === "POST" && !takesFile && !hasPhotos ? await readForm(context) : new URLSearchParams();
			const staff = await recognise(door, context, form);
			if (staff === null) return context.redirect(logInAddress(method, context), 303);
			let upload: Upload | null = null;
			let photoForm: PhotoForm | null = null;
			try {
				await takeTurns(context, door.services, staff.principal, 1);
				if (takesFile) upload = await openUpload(context);
				if (hasPhotos) photoForm = await readPhotoForm(context, staff.token);
				const given = { ...staff, form: upload?.fields ?? photoForm?.fields ?? form, upload, photoForm };
				if (method === "POST" && !isFormToken(given.form.get("form") ?? "", staff.token))
					throw new Forbidden(consoleWordsFor(staff.page.locale).error.stale);
				if (scope !== null && !staff.may(scope)) throw new Forbidden(`This needs a key with the scope "${scope}".`);
				return await answer(context, given);
			} catch (error) {
				if (error instanceof Refused && readsPages(context)) return answerRefusal(context, staff.page, error);
				throw error;
			} finally {
				upload?.giveUp();
				photoForm?.release();
			}
		},
	}));
}

/** A page of the console as an answer. */
export function answerPage(
	context: HttpContext,
	html: string,
	status: 200 | 201 | 403 | 404 | 409 | 422 | 429 = 200,
): Response {
	return context.html(html, status, FORM_PAGE);
}

/** For nobody's cache and no search engine. */
export function keepPrivate(context: HttpContext): void {
	context.header("cache-control", "no-store");
	context.header("x-robots-tag", "noindex, nofollow, noarchive");
}

/** Of a page before anybody is logged in. */
export function strangersPage({ assets, now }: ConsoleNeeds, context: HttpContext): ConsolePage {
	return { locale: readerOf(context).locale, assets: assets.page, now: now().toISOString(), staff: null };
}

async function recognise(door: ConsoleNeeds, context: HttpContext, form: URLSearchParams): Promise<Staff | null> {
	const token = sessionIn(context, door);
	const principal = token === null ? null : await door.services.openSession(token);
	if (token === null || principal === null) return null;
	const { name } = await door.services.getShop(principal);
	const done = DONE.find((one) => one === context.req.query("done")) ?? null;
	const page = { ...strangersPage(door, context), staff: { shop: name, formToken: formTokenOf(token) }, done };
	return {
		principal,
		token,
		form,
		upload: null,
		photoForm: null,
		page,
		may: (scope) => principal.scopes.includes(scope),
	};
}

/** Back to what he wanted to read; a form that nobody was logged in for is lost. */
function logInAddress(method: StaffRoute["method"], context: HttpContext): string {
	const { pathname, search } = new URL(context.req.url);
	const wanted =
		method === "GET" && pathname !== "/console" ? `?${new URLSearchParams({ next: pathname + search })}` : "";
	return `/console/log-in${wanted}`;
}

function readsPages(context: HttpContext): boolean {
	return context.req.header("accept")?.includes("text/html") ?? false;
}

function answerRefusal(context: HttpContext, page: ConsolePage, refused: Refused): Response {
	if (refused instanceof Unavailable) context.header("retry-after", "60");
	if (refused instanceof TooMany) context.header("retry-after", String(refused.retryAfterSeconds));
	const { tooMany } = consoleWordsFor(page.locale).error;
	const html = renderConsoleError({
		...page,
		done: null,
		detail: refused instanceof TooMany ? tooMany(refused.retryAfterSeconds) : refused.message,
		requestId: context.get("requestId"),
	});
	return context.html(html, refused.status as 404, FORM_PAGE);
}
