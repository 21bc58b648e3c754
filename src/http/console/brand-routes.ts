import { renderBrands, renderNewBrand } from "../../../web/views/console/brands.tsx";
import { UNSENT } from "../../../web/views/console/fields.tsx";
import { LOOK_FIELDS } from "../../../web/views/console/look-fields.tsx";
import type { Route } from "../door.ts";
import { newBrand } from "../shop-shapes.ts";
import { parseAs } from "./fields.ts";
import { refusedForm, valuesOf } from "./form-errors.ts";
import { answerLook, lookIn } from "./look-routes.ts";
import { brandLook } from "./looks.ts";
import { answerPage, type ConsoleNeeds, forStaff } from "./staff.ts";

/** Other names that a shop sells under. The page of each is a shop's: see look-routes.ts. */
export function consoleBrandRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/brands",
				scope: "shop:read",
				answer: async (context, { principal, page, may }) => {
					const brands = await services.listBrands(principal);
					return answerPage(context, renderBrands({ ...page, brands, mayChange: may("shop:write") }));
				},
			},
			{
				method: "GET",
				path: "/console/brands/new",
				scope: "shop:write",
				answer: (context, { page }) => answerPage(context, renderNewBrand({ ...page, sent: UNSENT })),
			},
			{
				method: "POST",
				path: "/console/brands",
				scope: "shop:write",
				answer: async (context, staff) => {
					const { principal, page, form } = staff;
					try {
						const { id } = await services.createBrand(principal, parseAs(lookIn(form), newBrand));
						return context.redirect(`/console/brands/${id}?done=brand-added`, 303);
					} catch (error) {
						const { status, ...refused } = refusedForm(error, staff, "shop:write", LOOK_FIELDS);
						const html = renderNewBrand({ ...page, sent: { ...refused, values: valuesOf(form) } });
						return answerPage(context, html, status);
					}
				},
			},
			{
				method: "POST",
				path: "/console/brands/:id/delete",
				scope: "shop:write",
				answer: async (context, staff) => {
					const look = brandLook(door, staff, context);
					if (staff.form.get("sure") !== "1") return context.redirect(look.home, 303);
					try {
						await services.deleteBrand(staff.principal, look.brand);
					} catch (error) {
						const { status, ...refused } = refusedForm(error, staff, "shop:read");
						return answerLook(door, context, staff, look, { status, removal: { ...refused, values: {} } });
					}
					return context.redirect("/console/brands?done=deleted", 303);
				},
			},
		],
		door,
	);
}
