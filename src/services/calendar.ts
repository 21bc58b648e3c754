import { changedByToken } from "../store/pages.ts";
import type { Deps } from "./deps.ts";
import { type OpenPage, openPage } from "./pages.ts";

/** What a calendar tells of a buyer's order: its parcels, that of the link first. */
export interface OpenFeed extends Pick<OpenPage, "locale"> {
	/** Of the shop: see Brand. */
	readonly shopLanguage: string | null;
	readonly parcels: readonly FeedParcel[];
}

export interface FeedParcel {
	readonly token: string;
	/** The snapshot, a ParcelPage as JSON text. */
	readonly page: string;
	/** When it last changed, `…Z`. */
	readonly changedAt: string;
}

/** Null for a link that opens nothing. */
export async function openFeed(deps: Deps, token: string): Promise<OpenFeed | null> {
	const open = await openPage(deps, token);
	if (!open) return null;
	// What goes back comes to the shop, and nobody waits for it at home.
	const shown = [{ token, page: open.page }, ...open.others.filter(({ kind }) => kind === "order")];
	const changed = await changedByToken(
		deps.db,
		shown.map((parcel) => parcel.token),
	);
	return {
		locale: open.locale,
		shopLanguage: open.brand.language,
		parcels: shown.flatMap((parcel) => {
			const changedAt = changed.get(parcel.token);
			return changedAt === undefined ? [] : [{ token: parcel.token, page: parcel.page, changedAt }];
		}),
	};
}
