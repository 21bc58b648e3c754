// Buttons that copy an example are of no use without a script, and browsers give the clipboard to pages on https and to
// this machine alone: where there is one, this shows them.
const announcement = document.getElementById("announcement");

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
	const words = button.textContent;
	button.hidden = false;
	button.addEventListener("click", async () => {
		await navigator.clipboard.writeText(document.getElementById(button.dataset.copies)?.textContent ?? "");
		button.textContent = "Copied";
		// Said once by screen readers.
		if (announcement) announcement.textContent = "Copied";
		setTimeout(() => {
			button.textContent = words;
			if (announcement) announcement.textContent = "";
		}, 2000);
	});
}
