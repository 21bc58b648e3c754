import { type SentForm, UNSENT } from "../../../web/views/console/fields.tsx";
import { type LinksForm, UNSENT_LINKS } from "../../../web/views/console/links.tsx";
import { renderLook } from "../../../web/views/console/look.tsx";
import { LOOK_FIELDS } from "../../../web/views/console/look-fields.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import { Conflict, Invalid } from "../../core/errors.ts";
import type { HttpContext, Route } from "../door.ts";
import { MOST_FAQ, MOST_LINKS, shopChange } from "../shop-shapes.ts";
import { parseAs } from "./fields.ts";
import { lineIn, type RefusedForm, refusedForm, valuesOf } from "./form-errors.ts";
import { type Look, type LookOf, looksOf, stateOf } from "./looks.ts";
import { readPicture } from "./read-picture.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff, type StaffRoute } from "./staff.ts";

/** What whoever looks at one of these pages may read. */
const SEES = "shop:read";

/** How the pages of a shop, and of each brand of it, look and what they say. */
export function lookRoutes(door: ConsoleNeeds): readonly Route[] {
	return forStaff(
		looksOf(door).flatMap(([path, lookOf]) => pagesOf(path, door, lookOf)),
		door,
	);
}

function pagesOf(path: string, door: ConsoleNeeds, lookOf: LookOf): readonly StaffRoute[] {
	const posted = (
		below: string,
		act: (look: Look, staff: Staff) => Promise<string>,
		refused: (error: unknown, staff: Staff) => RefusedLook,
	): StaffRoute => ({
		method: "POST",
		path: `${path}${below}`,
		scope: "shop:write",
		answer: async (context, staff) => {
			const look = lookOf(context, staff);
			try {
				const part = await act(look, staff);
				return context.redirect(`${look.home}?done=shop-changed${part}`, 303);
			} catch (error) {
				return answerLook(door, context, staff, look, refused(error, staff));
			}
		},
	});
	return [
		{
			method: "GET",
			path,
			scope: SEES,
			answer: (context, staff) => answerLook(door, context, staff, lookOf(context, staff), { status: 200 }),
		},
		posted(
			"",
			async (look, { form }) => {
				await look.change(parseAs(lookIn(form), shopChange));
				return "";
			},
			(error, staff) => {
				const { status, ...refused } = refusedForm(error, staff, SEES, LOOK_FIELDS);
				return { status, look: { ...refused, values: valuesOf(staff.form) } };
			},
		),
		{
			...posted(
				"/logo",
				async (look, staff) => {
					await look.setLogo(await readPicture(staff));
					return "#logo";
				},
				refusedPicture,
			),
			takesFile: true,
		},
		posted(
			"/logo/remove",
			async (look) => {
				await look.removeLogo();
				return "#logo";
			},
			refusedPicture,
		),
		posted(
			"/links",
			async (look, { form, page }) => {
				const before = form.get("before");
				if (before !== null && before !== stateOf((await look.get()).brand.links))
					throw new Conflict(consoleWordsFor(page.locale).shop.links.overtaken);
				await look.change(parseAs({ brand: { links: linksIn(form) } }, shopChange));
				return "#links";
			},
			(error, staff) => {
				const { status, ...refused } = refusedForm(error, staff, SEES);
				// What somebody else did meanwhile is shown in the place of what was written.
				return { status, links: { ...refused, rows: error instanceof Invalid ? linksIn(staff.form) : null } };
			},
		),
	];
}

/** Which form of the page was refused, and why. */
export interface RefusedLook {
	readonly look?: SentForm;
	readonly logo?: SentForm;
	readonly links?: LinksForm;
	readonly removal?: SentForm;
	readonly status: 200 | RefusedForm["status"];
}

/** What the form has no field for stays; what was left empty is taken away. */
export function lookIn(form: URLSearchParams) {
	const given = (name: string) => lineIn(form, name) ?? null;
	const sites = "brand.embedOrigins";
	const reviews = given("brand.reviews");
	// A box that is not ticked is not sent: that its neighbour is tells that the form has it.
	const own = "brand.products.sites";
	const products = form.has(own) && { show: form.get("brand.products.show") === "1", sites: linesIn(form, own) };
	return {
		name: lineIn(form, "name") ?? "",
		contactEmail: given("contactEmail"),
		brand: {
			accent: given("brand.accent"),
			language: given("brand.language"),
			...(form.has(sites) && { embedOrigins: linesIn(form, sites) }),
			...(reviews !== null && { reviews }),
			...(products && { products }),
		},
	};
}

function linesIn(form: URLSearchParams, name: string): readonly string[] {
	return (form.get(name) ?? "")
		.split(/[\r\n]+/)
		.map((line) => line.trim())
		.filter((line) => line !== "");
}

const LABEL = /^brand\.links\.(\d{1,3})\.label$/;

/** The rows in their order, but for those that are empty or to be taken away. */
function linksIn(form: URLSearchParams) {
	const gone = form.getAll("gone");
	return [...form.keys()].flatMap((name) => {
		const row = LABEL.exec(name)?.[1];
		if (row === undefined || gone.includes(row)) return [];
		const [label, url] = [lineIn(form, name) ?? "", lineIn(form, `brand.links.${row}.url`) ?? ""];
		return label === "" && url === "" ? [] : [{ label, url }];
	});
}

/** Whatever was wrong with it is said beside it. */
function refusedPicture(error: unknown, staff: Staff): RefusedLook {
	const { status, refused } = refusedForm(error, staff, SEES);
	return { status, logo: { values: {}, refused, errors: { file: refused } } };
}

export async function answerLook(
	{ services, publicUrl }: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may }: Staff,
	{ home, brand, get }: Look,
	{ status, look = UNSENT, logo = UNSENT, links = UNSENT_LINKS, removal = UNSENT }: RefusedLook,
): Promise<Response> {
	const shown = await get();
	const preview = may("shipments:read") ? { url: await services.newestPage(principal, brand) } : null;
	const html = renderLook({
		...page,
		home,
		look: shown,
		publicUrl,
		isBrand: brand !== null,
		preview,
		mayChange: may("shop:write"),
		sent: { look, logo, links, removal },
		linksState: stateOf(shown.brand.links),
		mostLinks: MOST_LINKS,
		mostFaq: MOST_FAQ,
	});
	return answerPage(context, html, status);
}
