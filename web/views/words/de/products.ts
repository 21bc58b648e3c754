import type { ProductWords } from "../product-keys.ts";

export const GERMAN_PRODUCTS: ProductWords = {
	title: (shop) => `Mehr von ${shop}`,
	offer:
		"Nur wenn Sie möchten: Artikel, die zu Ihrer Bestellung passen oder die Sie sich im Shop angesehen haben. Ihre Wahl merkt sich nur dieses Gerät und nur für dieses Paket; niemand sonst erfährt davon.",
	show: "Artikel dieses Shops zeigen",
	viewed: "Das haben Sie sich angesehen",
	related: "Passt zu Ihrer Bestellung",
	hide: "Wieder ausblenden",
};
