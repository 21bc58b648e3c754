const WORKER = "/push-worker.js";
/** What the worker may act for: parcels' pages. */
const SCOPE = "/t/";
const KEPT = "wayline-device-news";

type Said = "watching" | "denied" | "failed" | "too-many";

/**
 * Offers news as notifications, where this browser has them and the page has the place. Nothing is asked, loaded or sent
 * before the reader presses.
 */
export function offerDeviceNews(): void {
	const section = document.querySelector<HTMLElement>("[data-push]");
	const { push: key, pushTo: sentTo } = section?.dataset ?? {};
	if (!section || !key || !sentTo || !canNotify()) return;
	const page = pathOf(sentTo);
	const buttons = [...section.querySelectorAll<HTMLButtonElement>("[data-push-press]")];
	const show = (said: Said | null) => {
		const isOn = said === "watching";
		for (const button of buttons) button.hidden = (button.dataset.pushPress === "stop") !== isOn;
		for (const one of section.querySelectorAll<HTMLElement>("[data-push-said]"))
			one.hidden = one.dataset.pushSaid !== said;
	};
	const press = async (button: HTMLButtonElement) => {
		for (const one of buttons) one.disabled = true;
		const isStop = button.dataset.pushPress === "stop";
		const said = await (isStop ? stop(page, sentTo) : start(page, sentTo, key)).catch((): Said => "failed");
		show(said);
		for (const one of buttons) one.disabled = false;
		buttons.find(({ hidden }) => !hidden)?.focus();
	};
	for (const button of buttons) button.addEventListener("click", () => void press(button));
	show(Notification.permission === "granted" && watched().includes(page) ? "watching" : null);
	section.hidden = false;
}

/** Browsers give them to pages on https and to this machine alone, and some to installed pages alone. */
function canNotify(): boolean {
	return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

async function start(page: string, sentTo: string, key: string): Promise<Said> {
	if ((await Notification.requestPermission()) !== "granted") return "denied";
	await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
	const { pushManager } = await navigator.serviceWorker.ready;
	const applicationServerKey = bytesOf(key);
	const before = await pushManager.getSubscription();
	// Of an installation that lost its keys, nothing comes for the key before.
	if (before && !isSame(before.options.applicationServerKey, applicationServerKey)) await before.unsubscribe();
	const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
	const { status } = await send(sentTo, "start", subscription);
	if (status !== 200) return status === 409 ? "too-many" : "failed";
	keep([...watched().filter((one) => one !== page), page]);
	return "watching";
}

async function stop(page: string, sentTo: string): Promise<Said | null> {
	const registration = await navigator.serviceWorker.getRegistration(SCOPE);
	const subscription = await registration?.pushManager.getSubscription();
	const left = watched().filter((one) => one !== page);
	if (subscription) {
		const { ok } = await send(sentTo, "stop", subscription);
		if (!ok) return "failed";
		// The others of this device go on by the same subscription.
		if (left.length === 0) await subscription.unsubscribe();
	}
	keep(left);
	return null;
}

function send(sentTo: string, wants: "start" | "stop", subscription: PushSubscription): Promise<Response> {
	const { endpoint = "", keys = {} } = subscription.toJSON();
	const { p256dh = "", auth = "" } = keys;
	return fetch(sentTo, { method: "POST", body: new URLSearchParams({ wants, endpoint, p256dh, auth }) });
}

/** Of which pages this device is notified, as far as it remembers: the service is not asked. */
function watched(): readonly string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
		return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
	} catch {
		return [];
	}
}

function keep(pages: readonly string[]): void {
	try {
		localStorage.setItem(KEPT, JSON.stringify(pages.slice(-MOST_KEPT)));
	} catch {
		// A browser that keeps nothing offers it anew each time; pressed twice is once.
	}
}

const MOST_KEPT = 200;

function pathOf(address: string): string {
	return new URL(address, location.href).pathname;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
	const signs = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
	return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
}

function isSame(one: ArrayBuffer | null, other: Uint8Array): boolean {
	return one !== null && new Uint8Array(one).join() === other.join();
}
