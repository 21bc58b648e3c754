/** Names the zone of every clock that is not the reader's own at that moment, and hides the names of those that are. */
export function nameOtherClocks(page: ParentNode): void {
	for (const name of page.querySelectorAll<HTMLElement>(".zone[data-at]")) {
		const own = -new Date(name.dataset.at ?? "").getTimezoneOffset();
		name.hidden = own === Number(name.dataset.offset);
	}
}
