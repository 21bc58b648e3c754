import { missableAt } from "../../src/core/buyers-word.ts";
import { arrivalAsOf } from "../../src/core/promise.ts";
import type { PickupPlace } from "../../src/core/scan.ts";
import { clockIn } from "./arrival.ts";
import { endingOf, isOver } from "./ending.ts";
import { isElsewhere } from "./headline.ts";
import type { PageModel } from "./model.ts";
import { isDisputed, isToCollect } from "./standing.ts";
import { webAddress } from "./titles.ts";

/** What a buyer most likely wants to do now, beside asking a person. */
export interface MainAction {
	/** `carrier`: the carrier's own page, where it can be paid, chosen or read. `code`: who it is for, then the code. */
	readonly kind: "carrier" | "code" | "way" | "call" | "not-received" | "calendar";
	readonly href: string;
}

type Known = Pick<PageModel, "parcel" | "held" | "addresses" | "now">;

/** One for every state; null where the carrier has no page and nothing else is to be done. */
export function mainActionOf(known: Known): MainAction | null {
	const { parcel, addresses, now } = known;
	const page = webAddress(parcel.carrier.trackingUrl);
	const carrier = page === null ? null : ({ kind: "carrier", href: page } as const);
	if (isElsewhere(parcel)) return carrier;
	if (isToCollect(parcel)) return collecting(known) ?? carrier;
	if (isDisputed(parcel) || parcel.code === "delivered.partial") return carrier;
	if (parcel.milestone === "delivered") {
		const href = addresses.notReceived;
		const isOpen = missableAt(parcel, false, Date.parse(now)) === "open";
		return endingOf(parcel) === null && isOpen ? { kind: "not-received", href } : carrier;
	}
	if (isOver(parcel) || parcel.actionBy === "recipient") return carrier;
	const phone = parcel.milestone === "out_for_delivery" ? callLink(parcel.lastMile?.courierPhone) : null;
	if (phone !== null) return { kind: "call", href: phone };
	return isExpected(known) ? { kind: "calendar", href: addresses.calendar } : carrier;
}

/** A day is known that a calendar can hold, and nothing stands against it. */
export function isExpected({ parcel, now }: Pick<PageModel, "parcel" | "now">): boolean {
	if (isOver(parcel) || parcel.milestone === "delivered" || parcel.milestone === "exception") return false;
	// Where somebody has to act first the page names no day, and a calendar must not know better.
	if (["stalled", "action_required", "problem", "final_problem"].includes(parcel.condition)) return false;
	return arrivalAsOf(parcel, now, clockIn).eta !== null;
}

function collecting({ parcel, held, addresses }: Known): MainAction | null {
	if (held === null && parcel.held?.includes("code")) return { kind: "code", href: addresses.verify };
	const way = parcel.pickup ? wayTo(parcel.pickup) : null;
	return way === null ? null : { kind: "way", href: way };
}

/** A link that calls; null for what is no number. */
export function callLink(phone: string | null | undefined): string | null {
	const digits = phone?.replaceAll(/[^\d+]/g, "") ?? "";
	return /^\+?\d{4,15}$/.test(digits) ? `tel:${digits}` : null;
}

/**
 * How to get there, opened by the reader alone. OpenStreetMap's page needs no app and no account and works on every
 * device; `geo:` does nothing on most of them.
 */
export function wayTo({ lat, lng, address }: PickupPlace): string | null {
	if (lat !== null && lng !== null)
		return `https://www.openstreetmap.org/directions?route=${encodeURIComponent(`;${lat},${lng}`)}`;
	return address === null ? null : `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`;
}
