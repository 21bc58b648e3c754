import { z } from "zod";
import type { Invalid } from "../core/errors.ts";
import { AVAILABILITIES, PRODUCT_LIMITS, type Product } from "../core/products/product.ts";
import type { Bytes } from "./openapi/about.ts";
import { parseJsonValue } from "./read-body.ts";
import { line } from "./shapes.ts";

const id = line(1, PRODUCT_LIMITS.idCharacters);

/** Of the web, and read by nobody on the way. As browsers write it. */
const secureAddress = z
	.string()
	.trim()
	.max(PRODUCT_LIMITS.linkCharacters)
	.transform((text, context) => {
		const url = /^https:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null;
		if (url !== null && url.username === "" && url.password === "") return url.href;
		context.issues.push({ code: "custom", input: text, message: "Write a web address that begins with https://." });
		return z.NEVER;
	})
	.pipe(z.string().max(PRODUCT_LIMITS.linkCharacters));

const PRICE = /^(\d{1,12}(?:\.\d{1,4})?) ?([A-Z]{3})$/;
const price = z
	.string()
	.trim()
	.regex(PRICE, 'Write a price with its currency as "15.00 EUR".')
	.transform((text) => text.replace(PRICE, "$1 $2"));

const availability = z
	.string()
	.trim()
	.toLowerCase()
	.transform((text) => text.replaceAll(/[\s-]+/g, "_"))
	.pipe(z.enum(AVAILABILITIES));

const related = z
	.union([z.array(id), z.string().transform((text) => text.split(",").map((one) => one.trim()))])
	.transform((ids) => [...new Set(ids.filter((one) => one !== ""))])
	.pipe(z.array(id).max(PRODUCT_LIMITS.related));

/** Fields of such feeds that nothing is made of here are passed over: nobody has to write a feed for us alone. */
export const newProduct = z
	.object({
		id: id.describe("Your own word for it, by which orders name it as `sku`."),
		title: line(1, PRODUCT_LIMITS.titleCharacters),
		link: secureAddress.describe("Its page, on a site of your own."),
		image_link: secureAddress.nullish().describe("We fetch it and draw it anew: buyers' browsers ask us alone."),
		price: price.nullish().describe("`15.00 EUR`"),
		availability: availability.describe(`${AVAILABILITIES.join(", ")}: what is in stock is shown.`),
		item_group_id: id.nullish().describe("What its variants have in common."),
		product_type: line(1, PRODUCT_LIMITS.typeCharacters)
			.nullish()
			.describe("Your own shelf: `Home > Kitchen > Knives`."),
		related: related.nullish().describe("Ids of what goes with it, what fits best first; in a table parted by commas."),
	})
	.transform(
		(product): Product => ({
			...product,
			image_link: product.image_link ?? null,
			price: product.price ?? null,
			item_group_id: product.item_group_id ?? null,
			product_type: product.product_type ?? null,
			related: product.related ?? [],
		}),
	);

const size = "Between 1 and 1000 products at once are wanted.";

/** Each is looked at on its own. */
export const productBatch = z.strictObject({
	products: z
		.array(z.unknown())
		.min(1, size)
		.max(1000, size)
		.describe(
			"Each with `id`, `title`, `link`, `availability` and, where there is one, `image_link`, `price`, `item_group_id`, `product_type` and `related`; other fields of product feeds are passed over.",
		),
});

/** As the parts of what was sent are checked; what is wrong with one keeps back no other. */
export function checkProduct(value: unknown): Product | Invalid {
	return parseJsonValue(value, newProduct);
}

export const productFile = z.strictObject({
	all: z.literal("1", 'Only "all=1" is known: what is not in the file is removed.').optional(),
});

const MIB = 1024 * 1024;

/** A feed as a table. */
export const PRODUCTS_FILE: Bytes = {
	kinds: ["text/csv", "text/tab-separated-values", "multipart/form-data"],
	mostBytes: 16 * MIB,
};

/** The id that something claims to have, which may be no product; null where it has none. */
export function idIn(value: unknown): string | null {
	const found = typeof value === "object" && value !== null && "id" in value ? value.id : null;
	return typeof found === "string" && id.safeParse(found).success ? found.trim() : null;
}
