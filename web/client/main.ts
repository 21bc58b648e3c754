import "./styles/colours.css";
import "./styles/page.css";
import "./styles/steps.css";
import "./styles/cards.css";
import "./styles/map-picture.css";
import "./styles/timeline.css";
import "./styles/facts.css";
import "./styles/fitting.css";
import { nameOtherClocks } from "./clock-zones.ts";
import { startCopying } from "./copying.ts";
import { followParcel } from "./live.ts";
import { startSharing } from "./sharing.ts";

startCopying();
startSharing();
nameOtherClocks(document);

const frame = document.getElementById("map");
const drawn = frame ? startMap(frame) : null;

/** The map comes when it is about to be seen: the words never wait for it. */
function startMap(element: HTMLElement): Promise<{ redraw: () => void }> {
	return new Promise((resolve, reject) => {
		const watcher = new IntersectionObserver(
			(entries) => {
				if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
				watcher.disconnect();
				import("./map.ts").then(({ showMap }) => showMap(element)).then(resolve, reject);
			},
			{ rootMargin: "300px" },
		);
		watcher.observe(element);
	});
}

followParcel(() => {
	void drawn?.then(({ redraw }) => redraw());
});
