import { type BroughtProducts, renderProducts } from "../../../web/views/console/products.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import { Invalid } from "../../core/errors.ts";
import { PRODUCT_LIMITS } from "../../core/products/product.ts";
import type { HttpContext, Route } from "../door.ts";
import { putFile } from "../product-routes.ts";
import { PRODUCTS_FILE } from "../product-shapes.ts";
import { bounded } from "../product-upload.ts";
import { cursorIn } from "./fields.ts";
import { type RefusedForm, refusedForm } from "./form-errors.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const HOME = "/console/products";
const SLICE = 50;

/** What a shop sells, and its pages show to buyers who want to see it. */
export function consoleProductRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: HOME,
				scope: "shop:read",
				answer: (context, staff) => answerProducts(door, context, staff, {}),
			},
			{
				method: "POST",
				path: HOME,
				scope: "shop:write",
				takesFile: true,
				answer: async (context, staff) => {
					try {
						const brought = await bring(door, context, staff);
						return await answerProducts(door, context, staff, { brought });
					} catch (error) {
						return answerProducts(door, context, staff, { refused: refusedForm(error, staff, "shop:read") });
					}
				},
			},
			{
				method: "POST",
				path: `${HOME}/remove`,
				scope: "shop:write",
				answer: async (context, { principal, form }) => {
					if (form.get("sure") !== "1") return context.redirect(HOME, 303);
					await services.removeProducts(principal);
					return context.redirect(`${HOME}?done=deleted`, 303);
				},
			},
		],
		door,
	);
}

async function bring(door: ConsoleNeeds, context: HttpContext, { principal, form, upload, page }: Staff) {
	if (upload === null) throw new Error("A route that takes a file was given none.");
	const source = chosen(bounded(upload.source), consoleWordsFor(page.locale).products.upload.missing);
	return putFile(door, context, principal, { isAll: form.get("all") === "1", source });
}

/** Throws `Invalid` for a form without a file. */
async function* chosen(source: AsyncIterable<Uint8Array>, missing: string): AsyncGenerator<Uint8Array> {
	let isEmpty = true;
	for await (const chunk of source) {
		isEmpty &&= chunk.length === 0;
		yield chunk;
	}
	if (isEmpty) throw new Invalid(missing);
}

interface Outcome {
	readonly brought?: BroughtProducts;
	readonly refused?: RefusedForm;
}

async function answerProducts(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may }: Staff,
	{ brought, refused }: Outcome,
): Promise<Response> {
	const { items, next } = await services.listProducts(principal, { cursor: cursorIn(context), limit: SLICE });
	const looks = [await services.getShop(principal), ...(await services.listBrands(principal))];
	const html = renderProducts({
		...page,
		products: items,
		next: next === null ? null : `${HOME}?${new URLSearchParams({ cursor: next })}`,
		counted: await services.countProducts(principal),
		isOn: looks.some(({ brand }) => brand.products.show),
		mayChange: may("shop:write"),
		brought: brought ?? null,
		refused: refused?.refused ?? null,
		mostMegabytes: PRODUCTS_FILE.mostBytes / 2 ** 20,
		mostProducts: PRODUCT_LIMITS.products,
	});
	return answerPage(context, html, refused?.status ?? 200);
}
