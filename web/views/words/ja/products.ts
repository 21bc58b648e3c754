import type { ProductWords } from "../product-keys.ts";

export const JAPANESE_PRODUCTS: ProductWords = {
	title: (shop) => `${shop}のほかの商品`,
	offer:
		"ご希望の場合のみ、ご注文に合う商品や、お店でご覧になった商品を表示します。選択はこの端末に、この荷物についてのみ記憶され、ほかの誰にも伝わりません。",
	show: "このお店の商品を表示する",
	viewed: "ご覧になった商品",
	related: "ご注文に合う商品",
	hide: "再び非表示にする",
};
