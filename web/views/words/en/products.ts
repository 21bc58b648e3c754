import type { ProductWords } from "../product-keys.ts";

export const ENGLISH_PRODUCTS: ProductWords = {
	title: (shop) => `More from ${shop}`,
	offer:
		"Only if you like: things that go with your order, or that you looked at in the shop. Your choice is remembered on this device, for this parcel alone; nobody else is told.",
	show: "Show things from this shop",
	viewed: "You looked at these",
	related: "Goes with your order",
	hide: "Hide them again",
};
