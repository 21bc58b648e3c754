import type { ProductWords } from "../product-keys.ts";

export const ITALIAN_PRODUCTS: ProductWords = {
	title: (shop) => `Altri articoli di ${shop}`,
	offer:
		"Solo se lo desidera: articoli che si abbinano al Suo ordine o che ha guardato nel negozio. La Sua scelta viene ricordata su questo dispositivo e solo per questo pacco; nessun altro ne viene informato.",
	show: "Mostra articoli di questo negozio",
	viewed: "Articoli che ha guardato",
	related: "Si abbina al Suo ordine",
	hide: "Nascondi di nuovo",
};
