import { nameOtherClocks } from "./clock-zones.ts";
import { announce, showCopyButtons } from "./copying.ts";

const RETRY_MS = 15_000;
const MINUTE_MS = 60_000;

/** Reads the page again whenever the server says that the parcel changed, and puts the new parts in place. */
export function followParcel(mapChanged: () => void): void {
	let reading = false;
	let again = false;
	const read = async (): Promise<void> => {
		if (reading) {
			again = true;
			return;
		}
		reading = true;
		do {
			again = false;
			await refresh(mapChanged);
		} while (again);
		reading = false;
	};

	let broke = false;
	const listen = (): void => {
		// The address names what this page shows, so that nothing is missed in between: each reading brings a new one.
		const liveUrl = document.body.dataset.live;
		if (!liveUrl) return;
		const source = new EventSource(liveUrl);
		source.addEventListener("message", () => void read());
		source.addEventListener("open", () => {
			// What happened while the line was cut is not sent again.
			if (broke) void read();
			broke = false;
		});
		source.addEventListener("error", () => {
			broke = true;
			// The browser tries again by itself unless the server refused outright.
			if (source.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MS);
		});
	};
	listen();
	setInterval(tellAges, MINUTE_MS);
}

async function refresh(mapChanged: () => void): Promise<void> {
	const page = await fetch(location.pathname, { headers: { accept: "text/html" }, cache: "no-store" }).catch(
		() => null,
	);
	if (!page?.ok) return;
	const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
	if (!fresh.querySelector("[data-headline]")) return;
	nameOtherClocks(fresh);
	const before = headlineIn(document);
	for (const part of fresh.querySelectorAll<HTMLElement>("[data-part]")) replacePart(part);
	document.title = fresh.title;
	document.body.dataset.version = fresh.body.dataset.version ?? "";
	document.body.dataset.live = fresh.body.dataset.live ?? "";
	showCopyButtons(document);
	const route = fresh.getElementById("map")?.dataset.route;
	const frame = document.getElementById("map");
	if (frame && route && route !== frame.dataset.route) {
		frame.dataset.route = route;
		mapChanged();
	} else if (!frame && route) location.reload();
	announce(headlineIn(document) === before ? newestIn(document) : headlineIn(document));
}

/** Only what differs, so that a reader's place, focus and opened lines stay. */
function replacePart(fresh: HTMLElement): void {
	const old = document.querySelector<HTMLElement>(`[data-part="${fresh.dataset.part}"]`);
	if (!old || old.innerHTML === fresh.innerHTML) return;
	for (const opened of old.querySelectorAll<HTMLElement>("details[open][data-keep]"))
		fresh.querySelector(`details[data-keep="${opened.dataset.keep}"]`)?.setAttribute("open", "");
	const focused = old.contains(document.activeElement) ? placeOf(old, document.activeElement) : -1;
	old.replaceChildren(...fresh.childNodes);
	if (focused >= 0) old.querySelectorAll<HTMLElement>(FOCUSABLE)[focused]?.focus({ preventScroll: true });
}

const FOCUSABLE = "a[href], button, summary";

function placeOf(part: HTMLElement, element: Element | null): number {
	return element ? [...part.querySelectorAll(FOCUSABLE)].indexOf(element) : -1;
}

function headlineIn(page: Document): string {
	return page.querySelector("[data-headline]")?.textContent ?? "";
}

function newestIn(page: Document): string {
	return page.querySelector(".scan .label")?.textContent ?? "";
}

/** "checked 6 minutes ago" grows old on an open page. */
function tellAges(): void {
	const said = new Intl.RelativeTimeFormat(document.body.dataset.locale ?? "en-GB", { numeric: "auto" });
	for (const element of document.querySelectorAll<HTMLTimeElement>("time[data-ago]")) {
		const minutes = Math.round((Date.parse(element.dateTime) - Date.now()) / MINUTE_MS);
		element.textContent =
			Math.abs(minutes) < 60 ? said.format(minutes, "minute") : said.format(Math.round(minutes / 60), "hour");
	}
}
