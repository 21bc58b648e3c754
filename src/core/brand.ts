import type { ProductPolicy } from "./products/product.ts";
import type { ReviewPolicy } from "./review.ts";

/** How a shop's pages look and what they say of its own. Everything is optional: a shop without a brand has a good page too. */
export interface Brand {
	/** Our own drawing of what the shop uploaded. */
	readonly logo: BrandLogo | null;
	/** `#rrggbb`: buttons, links and the line of the route. Shown as near to it as stays legible on light and on dark. */
	readonly accent: string | null;
	/** At the foot of the page: the shop, its terms, its returns. */
	readonly links: readonly BrandLink[];
	/** Asked before ours, or in their place. */
	readonly faq: readonly FaqEntry[];
	/** BCP 47, for readers who name no language that we speak. */
	readonly language: string | null;
	/** Origins of sites, `https://shop.example`, that may show the page's short form inside theirs. */
	readonly embedOrigins: readonly string[];
	/** What becomes of what buyers say once a parcel came. */
	readonly reviews: ReviewPolicy;
	/** Whether buyers who want to are shown what the shop sells. */
	readonly products: ProductPolicy;
}

export interface BrandLogo {
	/** An address of this service: `/brand/…`. */
	readonly url: string;
	/** As it is shown, in pixels of CSS: the picture has twice as many. */
	readonly width: number;
	readonly height: number;
}

export interface BrandLink {
	readonly label: string;
	readonly url: string;
}

/** What buyers ask of every parcel alike. A question that one of them put to the shop is another thing. */
export interface FaqEntry {
	readonly question: string;
	readonly answer: string;
	/** Names of our own topics whose place it takes; always shown where there is none. */
	readonly topics: readonly string[];
	/** BCP 47; null for every reader. */
	readonly language: string | null;
}
