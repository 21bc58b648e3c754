import { z } from "zod";
import { AVAILABILITIES } from "../../core/products/product.ts";
import type { ProductView } from "../../services/products.ts";
import type { PutAnswer, PutFileAnswer } from "../product-routes.ts";
import { instant, shows } from "./common.ts";

export const product = shows<ProductView>()(
	z
		.strictObject({
			id: z.string(),
			title: z.string(),
			link: z.string(),
			image_link: z.string().nullable(),
			price: z.string().nullable(),
			availability: z.enum(AVAILABILITIES),
			item_group_id: z.string().nullable(),
			product_type: z.string().nullable(),
			related: z.array(z.string()),
			changedAt: instant.describe("When your feed last said something else of it."),
			pictureRefused: z
				.string()
				.nullable()
				.describe("Why its picture could not be had; null where it could, or is not wanted yet."),
			notShown: z
				.enum(["off", "not-in-stock", "other-site"])
				.nullable()
				.describe(
					"Why no page shows it: `off` your shop shows none, `other-site` its link leads to none of your sites. Null: pages may.",
				),
		})
		.meta({ id: "Product", description: "Something that you sell, by the fields of your product feed." }),
);

const errors = z.array(z.strictObject({ pointer: z.string(), detail: z.string() }));

const counts = {
	added: z.int(),
	changed: z.int(),
	unchanged: z.int(),
	removed: z.int(),
};

export const putAnswer = shows<PutAnswer>()(
	z
		.strictObject({
			...counts,
			problems: z.array(
				z.strictObject({
					index: z.int().describe("Its place in what was sent, from 0."),
					id: z.string().nullable(),
					errors,
				}),
			),
		})
		.meta({ id: "ProductsPut", description: "What became of products that were sent." }),
);

export const putFileAnswer = shows<PutFileAnswer>()(
	z
		.strictObject({
			...counts,
			problems: z
				.array(
					z.strictObject({ row: z.int().describe("As a spreadsheet numbers it."), id: z.string().nullable(), errors }),
				)
				.describe("The first hundred."),
			refused: z.int().describe("How many rows were no product."),
			ignored: z.array(z.string()).describe("Columns that nothing is made of."),
		})
		.meta({ id: "ProductFilePut", description: "What became of a file of products." }),
);
