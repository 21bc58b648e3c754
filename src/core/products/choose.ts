import { ownLink, type Product } from "./product.ts";

/** What a page has to choose from. */
export interface Choice {
	/** Ids of the things of the order. */
	readonly bought: readonly string[];
	/** Ids of what the buyer looked at in the shop, the newest first. */
	readonly viewed: readonly string[];
	/** What the shop sells: what was bought and viewed, what those name as going with them, and what is like them. */
	readonly known: readonly Product[];
	/** The shop's own, as origins. */
	readonly sites: readonly string[];
}

/** What is shown, each once, with its link as it is followed. */
export interface Chosen {
	readonly viewed: readonly Product[];
	readonly related: readonly Product[];
}

/** Of each kind: two rows on a phone. */
export const MOST_SHOWN = 4;

/**
 * What the buyer looked at, and what goes with the order: first what the shop itself says goes with it, then what stands on
 * the same shelf, then another variant. Never what was just bought, nor what is not in stock or leads away from the shop,
 * and of the variants of one thing one alone. What is equal keeps the order of `known`.
 */
export function chooseProducts({ bought, viewed, known, sites }: Choice): Chosen {
	const byId = new Map(known.map((product) => [product.id, product]));
	const taken = new Set<string>();
	const take = (products: readonly Product[]) => {
		const shown: Product[] = [];
		for (const product of products) {
			if (shown.length === MOST_SHOWN || bought.includes(product.id)) continue;
			const link = ownLink(product.link, sites);
			const same = sameThing(product);
			if (link === null || product.availability !== "in_stock" || taken.has(same)) continue;
			taken.add(same);
			shown.push({ ...product, link });
		}
		return shown;
	};
	const things = bought.flatMap((id) => byId.get(id) ?? []);
	const groups = new Set(things.flatMap(({ item_group_id: group }) => group ?? []));
	const shelves = new Set(things.flatMap(({ product_type: shelf }) => shelf ?? []));
	const isVariant = ({ item_group_id: group }: Product) => group !== null && groups.has(group);
	const isOnShelf = ({ product_type: shelf }: Product) => shelf !== null && shelves.has(shelf);
	return {
		// Of what was bought he looked at other sizes too.
		viewed: take(viewed.flatMap((id) => byId.get(id) ?? []).filter((product) => !isVariant(product))),
		related: take([
			...things.flatMap(({ related }) => related.flatMap((id) => byId.get(id) ?? [])),
			...known.filter((product) => isOnShelf(product) && !isVariant(product)),
			...known.filter(isVariant),
		]),
	};
}

function sameThing({ id, item_group_id: group }: Product): string {
	return group === null ? `id ${id}` : `group ${group}`;
}
