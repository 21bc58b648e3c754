/** Inside a shop's page: tells that page, once it asks, how high the frame has to be and what it is called, and each change. */
export function fitFrame(): void {
	const shops = document.body.dataset.shops?.split(" ");
	if (!shops || parent === window) return;
	let asker: string | null = null;
	const tell = (): void => {
		if (asker === null) return;
		const height = Math.ceil(document.body.getBoundingClientRect().height);
		parent.postMessage({ height, title: document.title }, asker);
	};
	addEventListener("message", ({ source, origin, data }) => {
		if (source !== parent || !shops.includes(origin) || data !== "wayline-parcel") return;
		asker = origin;
		tell();
	});
	new ResizeObserver(tell).observe(document.body);
	new MutationObserver(tell).observe(document.head, { childList: true, subtree: true });
}
