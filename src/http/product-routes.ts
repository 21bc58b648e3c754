import { setImmediate } from "node:timers/promises";
import { type FieldError, Invalid, NotFound } from "../core/errors.ts";
import type { Product } from "../core/products/product.ts";
import type { ProductView, PutProducts } from "../services/products.ts";
import type { Principal } from "../services/views.ts";
import { listOf } from "./answers/common.ts";
import { product, putAnswer, putFileAnswer } from "./answers/products.ts";
import type { Door, HttpContext, Route } from "./door.ts";
import { answerSlice, forSellers, type Slice, type SliceQuery } from "./for-sellers.ts";
import { checkProduct, idIn, PRODUCTS_FILE, productBatch, productFile } from "./product-shapes.ts";
import { readProductUpload } from "./product-upload.ts";
import { BATCH_BODY_LIMIT, readJson, readQuery } from "./read-body.ts";
import { nothing, page } from "./shapes.ts";

export interface ProductServices {
	putProducts(
		principal: Principal,
		products: readonly Product[],
		how: { readonly isAll: boolean; readonly kept?: readonly string[] },
	): Promise<PutProducts>;
	/** The rows of a table, unchecked. */
	readProductFile(input: AsyncIterable<Uint8Array>): Promise<{
		readonly rows: readonly { readonly row: number; readonly cells: object }[];
		readonly ignored: readonly string[];
	}>;
	listProducts(principal: Principal, query: SliceQuery): Promise<Slice<ProductView>>;
	countProducts(
		principal: Principal,
	): Promise<{ readonly count: number; readonly inStock: number; readonly changedAt: string | null }>;
	removeProduct(principal: Principal, id: string): Promise<void>;
	/** How many there were. */
	removeProducts(principal: Principal): Promise<number>;
}

/** What became of products that were sent, and which of them were none. */
export interface PutAnswer extends PutProducts {
	readonly problems: readonly {
		readonly index: number;
		readonly id: string | null;
		readonly errors: readonly FieldError[];
	}[];
}

export interface PutFileAnswer extends PutProducts {
	readonly problems: readonly {
		readonly row: number;
		readonly id: string | null;
		readonly errors: readonly FieldError[];
	}[];
	readonly refused: number;
	readonly ignored: readonly string[];
}

/** Checked between two breaths: no other request waits for more than these. */
const CHECKED_AT_ONCE = 100;

/** What a shop sells: told to Wayline by its product feed, and shown to buyers who want to see it. */
export function productRoutes({ services, publicUrl }: Pick<Door, "services" | "publicUrl">): readonly Route[] {
	return forSellers(
		[
			{
				method: "PUT",
				path: "/v1/products",
				scope: "shop:write",
				about: {
					name: "putProducts",
					tag: "Products",
					summary: "Add or change up to 1,000 products",
					more: "By the field names of Google's product data, so that a feed made for it is taken as it is; fields that nothing is made of are passed over. Each product is looked at on its own: one that is refused keeps back no other. The same again changes nothing.",
					body: productBatch,
					answers: { 200: { when: "The problems name those that were refused.", body: putAnswer } },
					refuses: [409],
					asked: { body: { products: EXAMPLES } },
				},
				answer: async (context, principal) => {
					const { products } = await readJson(context, productBatch, BATCH_BODY_LIMIT);
					const { good, bad } = await checked(products);
					const put = await services.putProducts(principal, good, { isAll: false });
					return context.json({ ...put, problems: bad.map(({ place, ...problem }) => ({ index: place, ...problem })) });
				},
			},
			{
				method: "PUT",
				path: "/v1/products.csv",
				scope: "shop:write",
				about: {
					name: "putProductFile",
					tag: "Products",
					summary: "Send your product feed as a file",
					more: "A table with a header of the same names, parted by commas, semicolons or tabs, by itself or as the part `file` of a form; at most 20,000 products. With `all=1` it is the whole feed: what is not in it is removed, but for rows that are in it and cannot be read.",
					query: productFile,
					body: PRODUCTS_FILE,
					answers: { 200: { when: "The problems name rows that were refused.", body: putFileAnswer } },
					refuses: [409],
					asked: { query: { all: "1" } },
				},
				answer: async (context, principal) => {
					const { all } = readQuery(context, productFile);
					return context.json(await putFile({ services }, context, principal, { isAll: all !== undefined }));
				},
			},
			{
				method: "GET",
				path: "/v1/products",
				scope: "shop:read",
				about: {
					name: "listProducts",
					tag: "Products",
					summary: "List your products",
					more: "By their ids, each with whether pages may show it.",
					query: page,
					answers: { 200: { when: "A slice of them.", body: listOf(product) } },
				},
				answer: async (context, principal) =>
					answerSlice(context, publicUrl, await services.listProducts(principal, readQuery(context, page))),
			},
			{
				method: "DELETE",
				path: "/v1/products/:id",
				scope: "shop:write",
				about: {
					name: "removeProduct",
					tag: "Products",
					summary: "Remove a product",
					answers: { 204: { when: "It is gone, and its picture." } },
					asked: { id: "LACES-90" },
				},
				answer: async (context, principal) => {
					await services.removeProduct(principal, productIdOf(context));
					return context.body(null, 204);
				},
			},
			{
				method: "DELETE",
				path: "/v1/products",
				scope: "shop:write",
				about: {
					name: "removeProducts",
					tag: "Products",
					summary: "Remove all products",
					answers: { 204: { when: "There is none, nor any picture of one." } },
				},
				answer: async (context, principal) => {
					readQuery(context, nothing);
					await services.removeProducts(principal);
					return context.body(null, 204);
				},
			},
		],
		services,
	);
}

/** Reads an upload and puts what is good of it. */
export async function putFile(
	{ services }: { readonly services: Pick<ProductServices, "putProducts" | "readProductFile"> },
	context: HttpContext,
	principal: Principal,
	{ isAll, source }: { readonly isAll: boolean; readonly source?: AsyncIterable<Uint8Array> },
): Promise<PutFileAnswer> {
	const { rows, ignored } = await services.readProductFile(source ?? readProductUpload(context));
	const { good, bad } = await checked(rows.map(({ cells }) => cells));
	const kept = bad.flatMap(({ id }) => id ?? []);
	const put = await services.putProducts(principal, good, { isAll, kept });
	const problems = bad
		.slice(0, MOST_PROBLEMS)
		.map(({ place, id, errors }) => ({ row: rows[place]?.row ?? 0, id, errors }));
	return { ...put, problems, refused: bad.length, ignored };
}

const MOST_PROBLEMS = 100;

async function checked(given: readonly unknown[]) {
	const good: Product[] = [];
	const bad: { readonly place: number; readonly id: string | null; readonly errors: readonly FieldError[] }[] = [];
	for (const [place, value] of given.entries()) {
		const read = checkProduct(value);
		if (read instanceof Invalid) bad.push({ place, id: idIn(value), errors: read.errors });
		else good.push(read);
		if (place % CHECKED_AT_ONCE === 0) await setImmediate();
	}
	return { good, bad };
}

/** The shop's own word, which may be anything: of another shape, it is nobody's. */
function productIdOf(context: HttpContext): string {
	const id = context.req.param("id") ?? "";
	if (idIn({ id }) === null) throw new NotFound("You have no product with this id.");
	return id;
}

const EXAMPLES = [
	{
		id: "SHOE-42-BLUE",
		title: "Running shoes, blue, 42",
		link: "https://shoes.example/running-shoes?size=42&colour=blue",
		price: "89.00 EUR",
		availability: "in_stock",
		item_group_id: "SHOE",
		product_type: "Shoes > Running",
		related: ["LACES-90"],
	},
	{
		id: "LACES-90",
		title: "Laces, 90 cm",
		link: "https://shoes.example/laces-90",
		price: "4.50 EUR",
		availability: "in_stock",
		product_type: "Care > Laces",
	},
	{ id: "SOCKS", title: "Socks", link: "http://shoes.example/socks", availability: "in_stock" },
];
