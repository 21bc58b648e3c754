import { AUTH, type Device, MOST_ENDPOINT_CHARACTERS, P256DH } from "../core/notices/device.ts";
import type { DeviceOutcome } from "../services/watch-device.ts";
import { addressOf } from "./access.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { answerAsset } from "./operations-routes.ts";
import { findParcel, keepPrivate, notFoundPage } from "./page-routes.ts";
import { noSuchPath } from "./problem.ts";
import { readForm } from "./read-body.ts";
import { readerOf } from "./reader-language.ts";
import { refuseOtherSites } from "./same-site.ts";
import { countTries, type Tries } from "./try-limits.ts";
import { WATCH_TRIES } from "./watch-routes.ts";

export interface DeviceServices {
	/** Null: no such page. */
	watchOnDevice(token: string, watching: { readonly device: Device; readonly locale: string }): Promise<DeviceOutcome>;
	/** False: no such page. */
	stopOnDevice(token: string, device: Device): Promise<boolean>;
}

type Needs = Pick<Door, "services" | "pages" | "assets" | "publicUrl" | "trustProxy">;

/** Where the script of a parcel's page says that its browser is to be notified, and what runs there when news comes. */
export function deviceRoutes(door: Needs): readonly Route[] {
	const tries = countTries(WATCH_TRIES);
	return [
		{ method: "GET", path: "/push-worker.js", answer: (context) => answerWorker(door, context) },
		{ method: "POST", path: "/t/:token/device", answer: (context) => answerDevice(door, tries, context) },
	];
}

/** At the root, because a worker acts for what lies below it: the script says for `/t/`. Asked for again at each registration. */
function answerWorker({ assets }: Needs, context: HttpContext): Promise<Response> {
	const worker = assets.find("push-worker.js");
	if (!worker) throw noSuchPath();
	return answerAsset(worker, context, "no-cache");
}

async function answerDevice(door: Needs, tries: Tries, context: HttpContext): Promise<Response> {
	refuseOtherSites(context, door);
	const form = await readForm(context);
	const token = context.req.param("token") ?? "";
	const open = await findParcel(door, token);
	if (!open) return notFoundPage(door, context);
	keepPrivate(context);
	context.header("cache-control", "private, no-store");
	const device = deviceIn(form);
	if (device === null) return context.json({ outcome: "no-address" }, 422);
	if (form.get("wants") === "stop") {
		if (!(await door.services.stopOnDevice(token, device))) return notFoundPage(door, context);
		return context.json({ outcome: "ended" });
	}
	const wait = await tries.take(addressOf(context, door.trustProxy), token);
	if (wait > 0) {
		context.header("retry-after", String(wait));
		return context.json({ outcome: "too-many-tries" }, 429);
	}
	const { locale } = readerOf(context, { order: open.locale, shop: open.brand.language });
	const outcome = await door.services.watchOnDevice(token, { device, locale });
	if (outcome === null) return notFoundPage(door, context);
	return context.json({ outcome }, STATUSES[outcome]);
}

const STATUSES = { watching: 200, "too-many": 409, "no-address": 422, off: 403 } as const;

/** Null for what no browser sends. */
function deviceIn(form: URLSearchParams): Device | null {
	const [endpoint = "", p256dh = "", auth = ""] = ["endpoint", "p256dh", "auth"].map((name) => form.get(name) ?? "");
	const isAddress = endpoint.length <= MOST_ENDPOINT_CHARACTERS && /^https:\/\/[\x21-\x7e]+$/.test(endpoint);
	return isAddress && P256DH.test(p256dh) && AUTH.test(auth) ? { endpoint, p256dh, auth } : null;
}
