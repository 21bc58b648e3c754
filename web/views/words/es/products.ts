import type { ProductWords } from "../product-keys.ts";

export const SPANISH_PRODUCTS: ProductWords = {
	title: (shop) => `Más de ${shop}`,
	offer:
		"Solo si lo desea: artículos que combinan con su pedido o que miró en la tienda. Su elección se recuerda en este dispositivo y solo para este paquete; nadie más se entera.",
	show: "Mostrar artículos de esta tienda",
	viewed: "Los miró en la tienda",
	related: "Combina con su pedido",
	hide: "Volver a ocultarlos",
};
