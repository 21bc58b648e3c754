import type { BrandNames } from "../../../web/views/console/brands.tsx";
import type { ConsoleNeeds, Staff } from "./staff.ts";

/** Of the brands that a parcel may bear; none for whoever may not see them. */
export async function brandNames(
	{ services }: Pick<ConsoleNeeds, "services">,
	{ principal, may }: Pick<Staff, "principal" | "may">,
): Promise<BrandNames> {
	if (!may("shop:read")) return new Map();
	const brands = await services.listBrands(principal);
	return new Map(brands.map(({ id, name }) => [id, name]));
}
