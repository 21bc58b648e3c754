/**
 * Names the zone where a clock begins that is not the reader's own at that moment, once a day while it stays the same,
 * and hides all other names.
 */
export function nameOtherClocks(page: ParentNode): void {
	let above = "";
	for (const name of page.querySelectorAll<HTMLElement>(".zone[data-at]")) {
		const own = -new Date(name.dataset.at ?? "").getTimezoneOffset();
		const day = name.closest(".day")?.querySelector("time")?.dateTime ?? "";
		const clock = `${day} ${name.dataset.offset}`;
		name.hidden = own === Number(name.dataset.offset) || clock === above;
		above = clock;
	}
}
