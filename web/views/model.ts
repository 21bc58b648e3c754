import type { Brand } from "../../src/core/brand.ts";
import type { HeldDetails, ParcelPage } from "../../src/core/page.ts";
import type { DrawnRoute, TilesOnMap } from "../map-data/shapes.ts";
import { type DrawLine, drawRoute } from "./journey.ts";
import type { SaidReviewView } from "./said-review.tsx";
import { withWayBack } from "./way-back.ts";

/** Everything one rendering of a parcel's page depends on. */
export interface PageModel {
	readonly parcel: ParcelPage;
	/** The other parcels of the order, and those in which its things come back. */
	readonly others: readonly OtherParcel[];
	/** The shop's number of the order; null for a parcel without one. */
	readonly orderReference: string | null;
	/** Null for a shop that did not set one. */
	readonly brand: Brand | null;
	/** What only the recipient may see; null for everybody else. */
	readonly held: HeldDetails | null;
	/** What this reader asked the shop; null where he did not. */
	readonly thread: ShownThread | null;
	/** Answers of which this reader has said whether they helped: see faq-section.tsx. */
	readonly voted: readonly string[];
	/** What is shown of what its buyer said of it; null where he is not asked. */
	readonly reviews: readonly SaidReviewView[] | null;
	/** What this reader is shown of the shop's things, or offered; null where that is nothing. */
	readonly products: ShownProducts | null;
	readonly addresses: PageAddresses;
	/** An instant, `…Z`. */
	readonly now: string;
	/** What the buyer reads, as BCP 47; a language without words falls back to English. */
	readonly locale: string;
	/** When the carrier was last asked or last spoke, `…Z`. */
	readonly checkedAt: string | null;
	/** Set while the carrier's system does not answer: laid over the parcel's state, never mixed into it. */
	readonly sourceDown: { readonly since: string; readonly carrier: string } | null;
	readonly assets: Assets;
	/** Server-sent events: any message means that this address should be read again. Null for a page that stays as it is. */
	readonly liveUrl: string | null;
	readonly jsonUrl: string;
	readonly route: DrawnRoute;
	/** Null: the bundled map alone. */
	readonly tiles: ShownTiles | null;
}

/** Things of the shop. Both lists are empty until the reader wants them. */
export interface ShownProducts {
	readonly isWanted: boolean;
	readonly viewed: readonly ShownProduct[];
	readonly related: readonly ShownProduct[];
}

export interface ShownProduct {
	readonly title: string;
	/** `15.00 EUR` */
	readonly price: string | null;
	/** On a site of the shop's own, `https:`. */
	readonly link: string;
	/** At an address of this service, with its pixels; null where there is none. */
	readonly image: { readonly url: string; readonly width: number; readonly height: number } | null;
}

/** Tiles of the operator's own, and who made them. */
export interface ShownTiles {
	readonly map: TilesOnMap;
	readonly credit: readonly CreditPart[];
}

/** A piece of a credit line: words, with a link where there is one. */
export interface CreditPart {
	readonly text: string;
	/** `https:` or `http:`. */
	readonly href: string | null;
}

/** What a buyer and the shop said to each other. */
export interface ShownThread {
	readonly id: string;
	readonly state: "waiting" | "answered" | "closed";
	/** Oldest first. */
	readonly messages: readonly {
		readonly side: "buyer" | "staff";
		/** Null: nobody can read it any more. */
		readonly text: string | null;
		readonly pictures: readonly { readonly width: number; readonly height: number; readonly url: string }[];
		/** `…Z` */
		readonly saidAt: string;
	}[];
}

export interface OtherParcel {
	readonly parcel: ParcelPage;
	readonly href: string;
	/** `return`: brings back things of this parcel; `original`: its things come back in this one. */
	readonly kind: "order" | "return" | "original";
}

/** Where the parcel's own links lead, all on this service; with the language where the reader chose one. */
export interface PageAddresses {
	/** The page itself, whole, to be shared and copied. */
	readonly page: string;
	/** The window as an entry for calendars. */
	readonly calendar: string;
	/** Takes by POST whether an answer helped. */
	readonly faq: string;
	/** A form, sent by POST to the same address. */
	readonly notReceived: string;
	/** A form too. */
	readonly verify: string;
	/** Where the shop is asked, and answers. */
	readonly ask: string;
	/** Where a reader asks to be written of it; null where nobody is. */
	readonly watch: string | null;
	/** Where he says how it was. */
	readonly reviews: string;
	/** Takes by POST whether he wants to see things of the shop. */
	readonly products: string;
	/** A stylesheet of the shop's colours; null without one. */
	readonly brandStyles: string | null;
}

/** Addresses of the built browser part. */
export interface Assets {
	readonly script: string;
	readonly styles: readonly string[];
	readonly icon: string;
}

/** `drawLine` gives the great circle: src/geo's `routeLine`. */
export function pageModel(known: Omit<PageModel, "route">, drawLine: DrawLine): PageModel {
	const parcel = withWayBack(known.parcel);
	const others = known.others.map((other) => ({ ...other, parcel: withWayBack(other.parcel) }));
	return {
		...known,
		parcel,
		others,
		route: drawRoute(
			parcel,
			drawLine,
			// A return goes the other way: two journeys on one map would be read as one.
			others.flatMap((other) => (other.kind === "order" ? [other.parcel] : [])),
		),
	};
}
