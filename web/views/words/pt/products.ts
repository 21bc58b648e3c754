import type { ProductWords } from "../product-keys.ts";

export const PORTUGUESE_PRODUCTS: ProductWords = {
	title: (shop) => `Mais de ${shop}`,
	offer:
		"Só se você quiser: itens que combinam com o seu pedido ou que você viu na loja. Sua escolha fica guardada neste aparelho e vale só para esta encomenda; ninguém mais fica sabendo.",
	show: "Mostrar itens desta loja",
	viewed: "Itens que você viu",
	related: "Combina com o seu pedido",
	hide: "Ocultar de novo",
};
