/**
 * Something that a shop sells, as its product feed has it. The names and forms of its fields are those of the product data
 * that shops make for Google already, so that no shop has to write another feed:
 * https://support.google.com/merchants/answer/7052112 (checked 2026-11-24).
 */
export interface Product {
	/** The shop's own word for it: what orders call `sku`. */
	readonly id: string;
	readonly title: string;
	/** `https:` */
	readonly link: string;
	/** `https:` */
	readonly image_link: string | null;
	/** `15.00 EUR` */
	readonly price: string | null;
	readonly availability: Availability;
	/** What its variants have in common: sizes and colours of one shoe. */
	readonly item_group_id: string | null;
	/** The shop's own shelf: `Home > Kitchen > Knives`. */
	readonly product_type: string | null;
	/** Ours, and not of that specification: ids of what goes with it, what fits best first. */
	readonly related: readonly string[];
}

/** Only what is in stock is shown. */
export const AVAILABILITIES = ["in_stock", "out_of_stock", "preorder", "backorder"] as const;
export type Availability = (typeof AVAILABILITIES)[number];

export const PRODUCT_LIMITS = {
	/** Twice as many as the specification has. */
	idCharacters: 100,
	titleCharacters: 150,
	typeCharacters: 750,
	linkCharacters: 2_000,
	related: 10,
	/** Of one seller. */
	products: 20_000,
	/** That a buyer looked at, of one order. */
	viewed: 20,
} as const;

/** The sites of a shop's own, and whether its pages show anything of what it sells. */
export interface ProductPolicy {
	readonly show: boolean;
	/** Origins, `https://shop.example`: products lead there, and nowhere else. */
	readonly sites: readonly string[];
}

export const NO_PRODUCTS: ProductPolicy = { show: false, sites: [] };

/**
 * Where a product leads, on one of the shop's own sites and without what tells one reader from another: the marks that
 * advertisers put into links. Null where it leads elsewhere.
 */
export function ownLink(link: string, sites: readonly string[]): string | null {
	if (!URL.canParse(link)) return null;
	const url = new URL(link);
	if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return null;
	if (!sites.includes(url.origin)) return null;
	for (const name of [...url.searchParams.keys()]) if (MARKS.test(name)) url.searchParams.delete(name);
	return url.href;
}

const MARKS = /^(?:utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|srsltid|fbclid|msclkid|ttclid|yclid|mc_cid|mc_eid|_gl)$/i;
