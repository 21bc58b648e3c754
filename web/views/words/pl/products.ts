import type { ProductWords } from "../product-keys.ts";

export const POLISH_PRODUCTS: ProductWords = {
	title: (shop) => `Więcej ze sklepu ${shop}`,
	offer:
		"Tylko na Państwa życzenie: artykuły, które pasują do zamówienia lub które były oglądane w sklepie. Wybór jest zapamiętywany na tym urządzeniu i tylko dla tej paczki; nikt inny się o nim nie dowie.",
	show: "Pokaż artykuły z tego sklepu",
	viewed: "Oglądane w sklepie",
	related: "Pasuje do zamówienia",
	hide: "Ukryj ponownie",
};
