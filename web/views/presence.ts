import type { Presence } from "../../src/core/page.ts";
import { momentText } from "./headline.ts";

/** That somebody of the shop is there, or when somebody is next: by that person's clock, and it is said whose it is. */
export function presenceText(presence: Presence, context: Parameters<typeof momentText>[1]): string {
	const { speech, words } = context;
	const { ask } = words.care;
	if (presence.isIn) return ask.isIn;
	const { instant, local, zone } = presence.next;
	return ask.nextIn(speech.parts([momentText(local, context), speech.zone(zone, instant)]));
}
