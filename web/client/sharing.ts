import { announce } from "./copying.ts";

/** Shows the button that passes the page on: by the device's own sheet, else by its address on the clipboard. */
export function startSharing(): void {
	const button = document.querySelector<HTMLElement>("[data-share]");
	const address = button?.dataset.share;
	const canShare = typeof navigator.share === "function";
	if (!button || !address || (!canShare && !navigator.clipboard)) return;
	button.hidden = false;
	button.addEventListener("click", () => void (canShare ? share(address) : copy(button, address)));
}

async function share(url: string): Promise<void> {
	// The reader may close the sheet again, which is told as an error.
	await navigator.share({ url, title: document.title }).catch(() => {});
}

async function copy(button: HTMLElement, address: string): Promise<void> {
	await navigator.clipboard.writeText(address);
	const said = button.dataset.shared ?? "";
	button.dataset.told = said;
	announce(said);
	setTimeout(() => {
		delete button.dataset.told;
	}, 2500);
}
