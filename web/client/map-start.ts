import type { LiveMap } from "./map.ts";

/**
 * The picture stands until the reader wants to move it: by a tap or click on it, or by its button. Only then the live
 * map and its data are fetched; a mouse over the picture fetches them ahead. Returns what to call after a live update.
 */
export function startMap(frame: HTMLElement): () => void {
	let live: Promise<LiveMap> | null = null;
	const start = (isByButton: boolean): void => {
		if (live) return;
		frame.setAttribute("aria-busy", "true");
		live = import("./map.ts").then(({ showMap }) => showMap(frame));
		live
			.then(({ focus }) => isByButton && focus())
			.catch(() => {
				// The picture stands; the next tap tries again.
				live = null;
			})
			.finally(() => frame.removeAttribute("aria-busy"));
	};
	const button = frame.querySelector<HTMLButtonElement>(".move-map");
	if (button) button.hidden = false;
	frame.classList.add("is-ready");
	frame.addEventListener("click", (event) =>
		start(event.target instanceof Element && event.target.closest(".move-map") !== null),
	);
	const prepare = (): void => {
		void import("./map.ts").then(({ prepareMap }) => prepareMap(frame)).catch(() => undefined);
	};
	if (matchMedia("(hover: hover) and (pointer: fine) and (min-width: 60rem)").matches)
		frame.addEventListener("pointerenter", prepare, { once: true });
	return () => void live?.then(({ redraw }) => redraw()).catch(() => undefined);
}
