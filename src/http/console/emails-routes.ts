import { EMAIL_FIELDS, type EmailsForm, renderEmails } from "../../../web/views/console/emails.tsx";
import type { EmailsPreview } from "../../../web/views/console/emails-preview.tsx";
import type { NoticeRules } from "../../core/notices/kinds.ts";
import type { Principal } from "../../services/views.ts";
import type { HttpContext, Route } from "../door.ts";
import { shopChange } from "../shop-shapes.ts";
import { parseAs } from "./fields.ts";
import { lineIn, type RefusedForm, refusedForm } from "./form-errors.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

/** What the shop writes buyers of who asked for it. */
export function emailsRoutes(door: ConsoleNeeds): readonly Route[] {
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/emails",
				scope: "shop:read",
				answer: (context, staff) => answerEmails(door, context, staff, null),
			},
			{
				method: "POST",
				path: "/console/emails",
				scope: "shop:write",
				answer: async (context, staff) => {
					try {
						await door.services.changeShop(staff.principal, parseAs({ notices: rulesIn(staff.form) }, shopChange));
					} catch (error) {
						return answerEmails(door, context, staff, refusedForm(error, staff, "shop:read"));
					}
					return context.redirect("/console/emails?done=emails-changed", 303);
				},
			},
		],
		door,
	);
}

/** The fields as they were written, each named as the API's own below `notices`. */
function rulesIn(form: URLSearchParams) {
	const { kinds, from, to, markup, push, asks } = writtenIn(form);
	return { kinds, quiet: from === "" && to === "" ? null : { from, to }, markup, push, asks };
}

async function answerEmails(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may, form }: Staff,
	refusal: RefusedForm | null,
): Promise<Response> {
	const { notices: rules } = await services.getShop(principal);
	const written = refusal === null ? writtenBefore(rules) : { ...writtenIn(form), ...beside(refusal) };
	const preview = may("shipments:read") ? await previewOf(services, principal, context.req.query("parcel")) : null;
	const html = renderEmails({ ...page, rules, form: written, mayChange: may("shop:write"), preview });
	return answerPage(context, html, refusal?.status ?? 200);
}

/** Of one of the parcels delivered last, whatever else the address names. */
async function previewOf(
	services: ConsoleNeeds["services"],
	principal: Principal,
	wanted: string | undefined,
): Promise<EmailsPreview> {
	const { items } = await services.listShipments(principal, { milestone: "delivered", sort: "updated", limit: 10 });
	const parcels = items.map(({ id, trackingNumber }) => ({ id, trackingNumber }));
	const known = parcels.find(({ id }) => id === wanted);
	if (!known) return { parcels, chosen: null };
	return { parcels, chosen: { id: known.id, mails: await services.previewNotices(principal, known.id) } };
}

function writtenIn(form: URLSearchParams) {
	return {
		kinds: form.getAll("kinds"),
		from: lineIn(form, "quiet.from") ?? "",
		to: lineIn(form, "quiet.to") ?? "",
		markup: form.has("markup"),
		push: form.has("push"),
		asks: form.getAll("asks"),
	};
}

function writtenBefore({ kinds, quiet, markup, push, asks }: NoticeRules): EmailsForm {
	return { kinds, from: quiet?.from ?? "", to: quiet?.to ?? "", markup, push, asks, refused: null, errors: {} };
}

/** What is wrong with both hours stands beside the second. */
function beside({ refused, errors }: RefusedForm): Pick<EmailsForm, "refused" | "errors"> {
	const named = Object.entries(errors).map(([path, detail]) => {
		const name = path.replace(/^notices\./, "");
		if (name === "quiet") return ["quiet.to", detail];
		return [EMAIL_FIELDS.find((one) => name === one || name.startsWith(`${one}.`)) ?? name, detail];
	});
	return { refused, errors: Object.fromEntries(named) };
}
