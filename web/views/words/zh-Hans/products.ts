import type { ProductWords } from "../product-keys.ts";

export const SIMPLIFIED_CHINESE_PRODUCTS: ProductWords = {
	title: (shop) => `${shop}的更多商品`,
	offer:
		"仅在您愿意时显示：与您的订单相配的商品，或您在商店里看过的商品。您的选择只记在这台设备上，只用于这个包裹，不会告知任何人。",
	show: "显示这家商店的商品",
	viewed: "您看过的商品",
	related: "与您的订单相配",
	hide: "重新隐藏",
};
