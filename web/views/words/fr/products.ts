import type { ProductWords } from "../product-keys.ts";

export const FRENCH_PRODUCTS: ProductWords = {
	title: (shop) => `Aussi chez ${shop}`,
	offer:
		"Seulement si vous le souhaitez : des articles qui vont avec votre commande ou que vous avez regardés dans la boutique. Votre choix est retenu sur cet appareil, pour ce colis uniquement ; personne d’autre n’en est informé.",
	show: "Afficher des articles de cette boutique",
	viewed: "Vous les avez regardés",
	related: "Va bien avec votre commande",
	hide: "Les masquer de nouveau",
};
