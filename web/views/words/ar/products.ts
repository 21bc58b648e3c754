import type { ProductWords } from "../product-keys.ts";

export const ARABIC_PRODUCTS: ProductWords = {
	title: (shop) => `المزيد من ${shop}`,
	offer:
		"فقط إذا رغبت: منتجات تناسب طلبك أو سبق أن شاهدتها في المتجر. يُحفظ اختيارك على هذا الجهاز ولهذه الشحنة وحدها، ولا يُبلَّغ به أحد آخر.",
	show: "عرض منتجات من هذا المتجر",
	viewed: "منتجات شاهدتها",
	related: "يناسب طلبك",
	hide: "إخفاؤها مجددًا",
};
