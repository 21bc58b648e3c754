import type { ProductWords } from "../product-keys.ts";

export const TRADITIONAL_CHINESE_PRODUCTS: ProductWords = {
	title: (shop) => `${shop}的更多商品`,
	offer:
		"僅在您願意時顯示：與您的訂單相配的商品，或您在商店裡看過的商品。您的選擇只記在這台裝置上，只用於這個包裹，不會告知任何人。",
	show: "顯示這家商店的商品",
	viewed: "您看過的商品",
	related: "與您的訂單相配",
	hide: "重新隱藏",
};
