import type { ProductWords } from "../product-keys.ts";

export const TURKISH_PRODUCTS: ProductWords = {
	title: (shop) => `${shop} mağazasından daha fazlası`,
	offer:
		"Yalnızca isterseniz: siparişinizle uyumlu veya mağazada baktığınız ürünler. Seçiminiz bu cihazda ve yalnızca bu paket için hatırlanır; başka kimseye bildirilmez.",
	show: "Bu mağazanın ürünlerini göster",
	viewed: "Baktığınız ürünler",
	related: "Siparişinizle uyumlu",
	hide: "Yeniden gizle",
};
