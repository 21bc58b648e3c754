import { createHash } from "node:crypto";
import type { Brand } from "../core/brand.ts";
import { shopColours } from "../core/colours.ts";
import { remembered } from "../core/memory.ts";
import { NO_PRODUCTS } from "../core/products/product.ts";
import type { Shop } from "../store/brands.ts";

/** What a shop set, with nothing where it set nothing. */
export function brandOf({ brand, logo }: Pick<Shop, "brand" | "logo">): Brand {
	return {
		logo: logo && {
			url: `/brand/${logo.digest}`,
			width: Math.ceil(logo.width / LOGO_DENSITY),
			height: Math.ceil(logo.height / LOGO_DENSITY),
		},
		accent: brand?.accent ?? null,
		links: brand?.links ?? [],
		faq: brand?.faq ?? [],
		language: brand?.language ?? null,
		embedOrigins: brand?.embedOrigins ?? [],
		reviews: brand?.reviews ?? "moderated",
		products: brand?.products ?? NO_PRODUCTS,
	};
}

/** Pixels of the picture for each that a page shows: screens of phones are fine. */
const LOGO_DENSITY = 2;

/** Address of the stylesheet of a shop's colours; null for a shop that chose none. */
export function stylesOf({ accent }: Pick<Brand, "accent">): string | null {
	return accent === null ? null : `/brand/${nameOf(accent, colourSheet(accent))}.css`;
}

/** The stylesheet that this name was given to; null for a name that we never gave, or would not give any more. */
export function stylesNamed(name: string): string | null {
	if (!/^[0-9a-f]{22}$/.test(name)) return null;
	const accent = `#${name.slice(0, 6)}`;
	const sheet = colourSheet(accent);
	return nameOf(accent, sheet) === name ? sheet : null;
}

// The accent, and a digest of what is made of it: known without the database, and another once we make other colours.
function nameOf(accent: string, sheet: string): string {
	return accent.slice(1) + createHash("sha256").update(sheet).digest("hex").slice(0, 16);
}

// To look for them takes milliseconds, and every view of a page asks.
const colourSheet = remembered((accent) => {
	const { light, dark } = shopColours(accent);
	const variables = ({ accent, onAccent, route }: typeof light) =>
		`:root{--accent:${accent};--on-accent:${onAccent};--route:${route}}`;
	return `${variables(light)}@media (prefers-color-scheme:dark){${variables(dark)}}\n`;
});
