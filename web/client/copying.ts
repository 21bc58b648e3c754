/** Shows the copy buttons, which are of no use without a script. One listener outlives every live update. */
export function startCopying(): void {
	showCopyButtons(document);
	document.addEventListener("click", (event) => {
		const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
		if (button?.dataset.copy) void copy(button, button.dataset.copy);
	});
}

export function showCopyButtons(within: ParentNode): void {
	// Browsers give the clipboard to pages on https and to this machine alone.
	if (!navigator.clipboard) return;
	for (const button of within.querySelectorAll<HTMLElement>("[data-copy]")) button.hidden = false;
}

async function copy(button: HTMLElement, text: string): Promise<void> {
	await navigator.clipboard.writeText(text);
	const before = button.textContent;
	const copied = document.body.dataset.copied ?? "";
	button.textContent = copied;
	announce(copied);
	setTimeout(() => {
		button.textContent = before;
	}, 2000);
}

/** Said once by screen readers, without moving the reader. */
export function announce(text: string): void {
	const status = document.getElementById("announcement");
	if (status) status.textContent = text;
}
