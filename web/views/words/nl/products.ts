import type { ProductWords } from "../product-keys.ts";

export const DUTCH_PRODUCTS: ProductWords = {
	title: (shop) => `Meer van ${shop}`,
	offer:
		"Alleen als u dat wilt: artikelen die bij uw bestelling passen of die u in de winkel hebt bekeken. Uw keuze wordt op dit apparaat onthouden, alleen voor dit pakket; niemand anders hoort ervan.",
	show: "Artikelen van deze winkel tonen",
	viewed: "Door u bekeken",
	related: "Past bij uw bestelling",
	hide: "Weer verbergen",
};
