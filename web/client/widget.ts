// In a function: what a plain script declares at its top, each script of the shop's page would see.
(() => {
	const script = document.currentScript;
	if (!(script instanceof HTMLScriptElement) || customElements.get("wayline-parcel")) return;
	const service = new URL(script.src);
	const firstHeightPx = 320;
	// Longer than anything that stands in it; beyond it the frame scrolls.
	const mostHeightPx = 1600;
	const patienceMs = 8_000;

	/**
	 * `<wayline-parcel token="…" lang="de">`: the parcel in a frame as high as what stands in it. What the shop wrote between
	 * the tags is shown until this script runs, and where the frame stays silent: the service refused or is away.
	 */
	class WaylineParcel extends HTMLElement {
		static readonly observedAttributes = ["token", "lang"];
		readonly #frame = document.createElement("iframe");
		readonly #instead = document.createElement("slot");
		#patience: ReturnType<typeof setTimeout> | undefined;

		constructor() {
			super();
			const frame = this.#frame;
			frame.title = "Parcel tracking";
			frame.loading = "lazy";
			frame.referrerPolicy = "no-referrer";
			frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
			// By the object model, which the shop's own policy leaves alone.
			frame.style.cssText = `display:block;width:100%;height:${firstHeightPx}px;border:0`;
			frame.addEventListener("load", () => this.#ask());
			this.#instead.hidden = true;
			this.attachShadow({ mode: "open" }).append(frame, this.#instead);
		}

		connectedCallback(): void {
			addEventListener("message", this.#hear);
			this.#point();
		}

		disconnectedCallback(): void {
			removeEventListener("message", this.#hear);
			clearTimeout(this.#patience);
		}

		attributeChangedCallback(): void {
			if (this.isConnected) this.#point();
		}

		#point(): void {
			const token = this.getAttribute("token") ?? "";
			if (token === "") {
				this.#show(false);
				return;
			}
			const address = new URL(`/embed/${encodeURIComponent(token)}`, service);
			if (this.lang !== "") address.searchParams.set("lang", this.lang);
			if (this.#frame.src === address.href) return;
			this.#show(true);
			this.#frame.src = address.href;
		}

		/** The frame answers to who asks, if that is a shop it may be shown by. */
		#ask(): void {
			// Still blank, as a frame is that the reader has not come to yet: no document of the service can be looked into.
			if (this.#frame.contentDocument) return;
			clearTimeout(this.#patience);
			this.#patience = setTimeout(() => this.#show(false), patienceMs);
			this.#frame.contentWindow?.postMessage("wayline-parcel", service.origin);
		}

		readonly #hear = ({ source, origin, data }: MessageEvent): void => {
			if (source === null || source !== this.#frame.contentWindow || origin !== service.origin) return;
			if (!Number.isFinite(data?.height)) return;
			clearTimeout(this.#patience);
			this.#show(true);
			this.#frame.style.height = `${Math.min(Math.max(data.height, 0), mostHeightPx)}px`;
			if (typeof data.title === "string") this.#frame.title = data.title;
		};

		#show(isFrame: boolean): void {
			this.#frame.style.display = isFrame ? "block" : "none";
			this.#instead.hidden = isFrame;
		}
	}

	customElements.define("wayline-parcel", WaylineParcel);
})();
