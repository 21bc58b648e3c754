import { nameOtherClocks } from "./clock-zones.ts";
import { announce, showCopyButtons } from "./copying.ts";

export type Refreshed = "read" | "failed" | "gone";

/** The parts as the server last sent them: what the script did to them since is no difference. */
const sent = new Map<string, string>();
/** Parts that came while the reader was filling in a form in them. */
const held = new Map<string, HTMLElement>();

/**
 * Reads the page again and puts the parts that differ in place: focus, opened lines and the place in the page stay, and a
 * part in which a form is being filled in waits until that is over. So a form stands in a `data-part` of its own, within
 * no other.
 */
export async function refresh(mapChanged: () => void): Promise<Refreshed> {
	const page = await fetch(location.pathname + location.search, {
		headers: { accept: "text/html" },
		cache: "no-store",
	}).catch(() => null);
	if (page?.status === 404) return "gone";
	const text = page?.ok ? await page.text().catch(() => "") : "";
	const fresh = new DOMParser().parseFromString(text, "text/html");
	// A gate between us and the service, such as a hotel's, answers with a page of its own.
	if (!fresh.querySelector("[data-headline]")) return "failed";
	const before = { headline: headlineIn(document), newest: newestIn(document) };
	const changed = [...fresh.querySelectorAll<HTMLElement>("[data-part]")].filter(isOtherThanSent);
	nameOtherClocks(fresh);
	keepPlace(() => {
		for (const part of changed) replacePart(part);
	});
	document.title = fresh.title;
	document.body.dataset.version = fresh.body.dataset.version ?? "";
	document.body.dataset.live = fresh.body.dataset.live ?? "";
	const route = fresh.getElementById("map")?.dataset.route;
	const frame = document.getElementById("map");
	if (frame && route && route !== frame.dataset.route) {
		frame.dataset.route = route;
		mapChanged();
	} else if (!frame && route && !isBeingFilledIn(document.body)) location.reload();
	if (headlineIn(document) !== before.headline) announce(headlineIn(document));
	else if (newestIn(document) !== before.newest) announce(newestIn(document));
	return "read";
}

/** Puts parts in place that waited for a form, once it is left as it was, sent or emptied. */
export function releaseHeldParts(): void {
	const release = () => {
		keepPlace(() => {
			for (const part of [...held.values()]) replacePart(part);
		});
	};
	for (const event of ["focusout", "input", "reset", "submit"]) {
		// Focus and fields change after the event that tells of it.
		document.addEventListener(event, () => held.size > 0 && setTimeout(release));
	}
}

function isOtherThanSent(part: HTMLElement): boolean {
	const name = part.dataset.part ?? "";
	const html = part.innerHTML;
	const isOther = sent.get(name) !== html;
	sent.set(name, html);
	return isOther;
}

/** Only what differs, so that a reader's place, focus and opened lines stay. */
function replacePart(fresh: HTMLElement): void {
	const name = fresh.dataset.part ?? "";
	const old = document.querySelector<HTMLElement>(`[data-part="${name}"]`);
	held.delete(name);
	if (!old || old.innerHTML === fresh.innerHTML) return;
	if (isBeingFilledIn(old)) {
		held.set(name, fresh);
		return;
	}
	for (const line of old.querySelectorAll<HTMLDetailsElement>("details[data-keep]"))
		fresh
			.querySelector(`details[data-keep="${CSS.escape(line.dataset.keep ?? "")}"]`)
			?.toggleAttribute("open", line.open);
	const focus = focusIn(old);
	old.replaceChildren(...fresh.childNodes);
	showCopyButtons(old);
	focus?.(old);
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isBeingFilledIn(part: HTMLElement): boolean {
	return [...part.querySelectorAll<Field>("input, textarea, select")].some(
		(field) => field === document.activeElement || isChanged(field),
	);
}

function isChanged(field: Field): boolean {
	if (field instanceof HTMLSelectElement) {
		// Without a choice of the page's own, a list stands on its first line.
		const own = [...field.options].findLastIndex(({ defaultSelected }) => defaultSelected);
		return field.selectedIndex !== (own < 0 && field.size < 2 && !field.multiple ? 0 : own);
	}
	if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
	if (field.type === "hidden") return false;
	return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}

const FOCUSABLE = "a[href], button, summary";

/** Where the focus is, by what it is on and not by its place: a new line above moves all places. Answers how to set it again. */
function focusIn(part: HTMLElement): ((fresh: HTMLElement) => void) | null {
	const focused = document.activeElement;
	if (!(focused instanceof HTMLElement) || !part.contains(focused)) return null;
	const all = [...part.querySelectorAll<HTMLElement>(FOCUSABLE)];
	const place = all.indexOf(focused);
	const kind = kindOf(focused);
	return (fresh) => {
		const there = [...fresh.querySelectorAll<HTMLElement>(FOCUSABLE)];
		const same = there.find((element) => kindOf(element) === kind) ?? there[Math.min(place, there.length - 1)];
		same?.focus({ preventScroll: true });
	};
}

function kindOf(element: Element): string {
	const line = element.closest<HTMLElement>("[data-keep]")?.dataset.keep;
	return [element.tagName, element.id, element.getAttribute("href"), line ?? element.textContent].join(" ");
}

const LANDMARKS = "main li, main h2, main h3, main summary";

/** Makes the change without moving what the reader has before them. At the top of the page the news is what they want. */
function keepPlace(change: () => void): void {
	const landmark = scrollY > 0 ? beforeTheEyes() : undefined;
	if (!landmark) {
		change();
		return;
	}
	const alike = () => [...document.querySelectorAll(LANDMARKS)].filter((one) => one.textContent === text);
	const text = landmark.textContent;
	const { top } = landmark.getBoundingClientRect();
	// What is new stands above: of several that read alike, the place is counted from below.
	const fromBelow = alike().indexOf(landmark) - alike().length;
	change();
	const now = landmark.isConnected ? landmark : alike().at(fromBelow);
	if (now) scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
}

/** The line that has the focus, else the one nearest to the middle of what is seen. */
function beforeTheEyes(): Element | undefined {
	const inSight = [...document.querySelectorAll(LANDMARKS)].flatMap((element) => {
		const { top, bottom, height } = element.getBoundingClientRect();
		const fromMiddle = Math.abs((top + bottom) / 2 - innerHeight / 2);
		return height > 0 && bottom > 0 && top < innerHeight ? [{ element, fromMiddle }] : [];
	});
	const focused = inSight.find(({ element }) => element.contains(document.activeElement));
	return (focused ?? inSight.toSorted((one, other) => one.fromMiddle - other.fromMiddle)[0])?.element;
}

function headlineIn(page: Document): string {
	return page.querySelector("[data-headline]")?.textContent ?? "";
}

function newestIn(page: Document): string {
	const said = [...page.querySelectorAll("[data-newest]")].at(0);
	return (said ?? page.querySelector(".scan .label"))?.textContent ?? "";
}
