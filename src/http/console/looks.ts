import { createHash } from "node:crypto";
import type { LookChange, LookView } from "../../services/shop.ts";
import type { HttpContext } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import type { ConsoleNeeds, Staff } from "./staff.ts";

/** Whose pages are given a look. */
export interface Look {
	/** Where its page stands. */
	readonly home: string;
	/** `brd_…`; null: the shop's own. */
	readonly brand: string | null;
	get(): Promise<LookView>;
	change(change: LookChange): Promise<LookView>;
	setLogo(uploaded: Uint8Array): Promise<LookView>;
	removeLogo(): Promise<void>;
}

function ownLook({ services }: Pick<ConsoleNeeds, "services">, { principal }: Pick<Staff, "principal">): Look {
	return {
		home: "/console/shop",
		brand: null,
		get: () => services.getShop(principal),
		change: (change) => services.changeShop(principal, change),
		setLogo: (uploaded) => services.setLogo(principal, uploaded),
		removeLogo: () => services.removeLogo(principal),
	};
}

/** Throws `NotFound`, as does all that is asked of it. */
export function brandLook(
	{ services }: Pick<ConsoleNeeds, "services">,
	{ principal }: Pick<Staff, "principal">,
	context: HttpContext,
): Look & { readonly brand: string } {
	const id = idOf(context, "brand");
	return {
		home: `/console/brands/${id}`,
		brand: id,
		get: () => services.getBrand(principal, id),
		change: (change) => services.changeBrand(principal, id, change),
		setLogo: (uploaded) => services.setBrandLogo(principal, id, uploaded),
		removeLogo: () => services.removeBrandLogo(principal, id),
	};
}

/** Whose look a page of the console is about. */
export type LookOf = (context: HttpContext, staff: Staff) => Look;

/** Of the shop and of each of its brands, by the addresses at which their pages stand. */
export function looksOf(door: Pick<ConsoleNeeds, "services">): readonly (readonly [path: string, lookOf: LookOf])[] {
	return [
		["/console/shop", (_context, staff) => ownLook(door, staff)],
		["/console/brands/:id", (context, staff) => brandLook(door, staff, context)],
	];
}

/**
 * Names what a list, or a part of it, was: it goes with a form, for lists are kept as a whole, and a form of an older one
 * would take back what somebody else did since.
 */
export function stateOf(list: readonly object[]): string {
	return createHash("sha256").update(JSON.stringify(list)).digest("base64url").slice(0, 16);
}
