import type { ConnectForm } from "../../../web/views/console/connect.tsx";
import { renderShop } from "../../../web/views/console/shop.tsx";
import type { HttpContext, Route } from "../door.ts";
import { shopChange } from "../shop-shapes.ts";
import { parseAs } from "./fields.ts";
import { lineIn, refusedForm, valuesOf } from "./form-errors.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

/** How a shop's own pages look and what they say of it. */
export function consoleShopRoutes(door: ConsoleNeeds): readonly Route[] {
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/shop",
				scope: "shop:read",
				answer: (context, staff) => answerShop(door, context, staff, UNCHANGED, 200),
			},
			{
				method: "POST",
				path: "/console/shop",
				scope: "shop:write",
				answer: async (context, staff) => {
					try {
						await door.services.changeShop(staff.principal, changeIn(staff.form));
					} catch (error) {
						const { status, ...refused } = refusedForm(error);
						return answerShop(door, context, staff, { ...refused, values: valuesOf(staff.form) }, status);
					}
					return context.redirect("/console/shop?done=shop-changed", 303);
				},
			},
		],
		door,
	);
}

const UNCHANGED: ConnectForm = { values: {}, refused: null, errors: {} };

/** What the form has no field for stays; what was left empty is taken away. */
function changeIn(form: URLSearchParams) {
	const given = (name: string) => lineIn(form, name) ?? null;
	const brand = { accent: given("brand.accent"), language: given("brand.language") };
	return parseAs({ name: lineIn(form, "name") ?? "", contactEmail: given("contactEmail"), brand }, shopChange);
}

async function answerShop(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may }: Staff,
	form: ConnectForm,
	status: 200 | 409 | 422 | 429,
): Promise<Response> {
	const shop = await services.getShop(principal);
	const newest = may("shipments:read") ? await services.listShipments(principal, { limit: 1 }) : null;
	const previewUrl = newest?.items[0]?.trackingUrl ?? null;
	return answerPage(context, renderShop({ ...page, shop, previewUrl, mayChange: may("shop:write"), form }), status);
}
