import { Invalid } from "../core/errors.ts";
import { PRODUCT_LIMITS } from "../core/products/product.ts";
import { BadFile } from "../imports/charset.ts";
import { type ProductFile, readProducts } from "../imports/read-products.ts";

/** The rows of a feed that is a table, their cells unchecked. Throws `Invalid` for what is none. */
export async function readProductFile(input: AsyncIterable<Uint8Array>): Promise<ProductFile> {
	try {
		return await readProducts(input, PRODUCT_LIMITS.products);
	} catch (error) {
		if (error instanceof BadFile) throw new Invalid(error.message);
		throw error;
	}
}
