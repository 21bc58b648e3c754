import { UNSENT } from "../../../web/views/console/fields.tsx";
import { renderKey, renderMadeKey } from "../../../web/views/console/key.tsx";
import { KEY_FIELDS, type KeyForm, renderKeys, renderNewKey } from "../../../web/views/console/keys.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import { Invalid } from "../../core/errors.ts";
import { REQUESTS_A_MINUTE } from "../../services/key-limits.ts";
import type { KeyView } from "../../services/keys.ts";
import { SCOPES } from "../../services/views.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { keyChange, newKey, rotation } from "../key-routes.ts";
import { NOT_RIGHT, parseAs } from "./fields.ts";
import { type RefusedForm, refusedForm } from "./form-errors.ts";
import { leadToSecret, takeSecret } from "./shown-once.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

/** What programs of the shop, and its staff, show who they are by. */
export function consoleKeyRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/keys",
				scope: "keys:read",
				answer: async (context, { principal, page, may }) => {
					const keys = await services.listKeys(principal);
					const html = renderKeys({
						...page,
						keys,
						own: principal.actor,
						scopes: SCOPES,
						mayWrite: may("keys:write"),
					});
					return answerPage(context, html);
				},
			},
			{
				method: "GET",
				path: "/console/keys/new",
				scope: "keys:write",
				answer: (context, staff) => answerNew(context, staff, { label: "", scopes: [], perMinute: "" }, null),
			},
			{
				method: "POST",
				path: "/console/keys",
				scope: "keys:write",
				answer: async (context, staff) => {
					const written = formOf(staff.form);
					try {
						const { label, perMinute } = written;
						const wanted = {
							scopes: chosen(written, staff),
							...(label && { label }),
							...(perMinute && { perMinute: Number(perMinute) }),
						};
						const made = await services.createKey(staff.principal, parseAs(wanted, newKey));
						return leadToSecret(context, door, staff, `/console/keys/${made.id}/secret`, made.key);
					} catch (error) {
						return answerNew(context, staff, written, refusedForm(error, staff, "keys:write", KEY_FIELDS));
					}
				},
			},
			{
				method: "GET",
				path: "/console/keys/:id",
				scope: "keys:read",
				answer: (context, staff) => answerKey(door, context, staff, {}),
			},
			{
				method: "GET",
				path: "/console/keys/:id/secret",
				scope: "keys:write",
				answer: async (context, staff) => {
					const { id } = await services.getKey(staff.principal, idOf(context, "key"));
					const secret = takeSecret(context, door, staff);
					return answerPage(context, renderMadeKey({ ...staff.page, id, secret }));
				},
			},
			{
				method: "POST",
				path: "/console/keys/:id/change",
				scope: "keys:write",
				answer: async (context, staff) => {
					const [id, written] = [idOf(context, "key"), formOf(staff.form)];
					try {
						const change = changeOf(written, await services.getKey(staff.principal, id), staff);
						await services.changeKey(staff.principal, id, parseAs(change, keyChange));
					} catch (error) {
						return answerKey(door, context, staff, {
							form: written,
							refused: refusedForm(error, staff, "keys:read", KEY_FIELDS),
						});
					}
					return context.redirect(`/console/keys/${id}?done=changed`, 303);
				},
			},
			{
				method: "POST",
				path: "/console/keys/:id/rotate",
				scope: "keys:write",
				answer: async (context, staff) => {
					const id = idOf(context, "key");
					const hours = Number(staff.form.get("graceHours") || 24);
					try {
						const wanted = parseAs({ graceHours: hours }, rotation);
						const made = await services.rotateKey(staff.principal, id, wanted);
						return leadToSecret(context, door, staff, `/console/keys/${made.id}/secret`, made.key);
					} catch (error) {
						return answerKey(door, context, staff, { refusedAct: refusedForm(error, staff, "keys:read", KEY_FIELDS) });
					}
				},
			},
			{
				method: "POST",
				path: "/console/keys/:id/revoke",
				scope: "keys:write",
				answer: async (context, staff) => {
					const id = idOf(context, "key");
					if (staff.form.get("sure") !== "1") return context.redirect(`/console/keys/${id}`, 303);
					try {
						await services.revokeKey(staff.principal, id);
					} catch (error) {
						return answerKey(door, context, staff, { refusedAct: refusedForm(error, staff, "keys:read", KEY_FIELDS) });
					}
					return context.redirect("/console/keys?done=revoked", 303);
				},
			},
		],
		door,
	);
}

function answerNew(
	context: HttpContext,
	{ page, principal }: Staff,
	form: KeyForm,
	refused: RefusedForm | null,
): Response {
	const html = renderNewKey({ ...page, ...common(principal), form, sent: refused ?? UNSENT });
	return answerPage(context, html, refused?.status ?? 200);
}

interface Shown {
	readonly form?: KeyForm;
	readonly refused?: RefusedForm;
	readonly refusedAct?: RefusedForm;
}

async function answerKey(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may }: Staff,
	{ form, refused, refusedAct }: Shown,
): Promise<Response> {
	const key = await services.getKey(principal, idOf(context, "key"));
	const html = renderKey({
		...page,
		...common(principal),
		shown: key,
		isOwn: key.id === principal.actor,
		form: form ?? writtenBefore(key),
		sent: refused ?? UNSENT,
		refusedAct: refusedAct?.refused ?? null,
		mayWrite: may("keys:write"),
	});
	return answerPage(context, html, (refused ?? refusedAct)?.status ?? 200);
}

function common({ scopes: mine }: Staff["principal"]) {
	return { scopes: SCOPES, mine, usualLimit: REQUESTS_A_MINUTE };
}

function formOf(form: URLSearchParams): KeyForm {
	return {
		label: (form.get("label") ?? "").trim(),
		scopes: form.getAll("scopes"),
		perMinute: (form.get("perMinute") ?? "").trim(),
	};
}

function writtenBefore({ label, scopes, perMinute }: KeyView): KeyForm {
	return { label: label ?? "", scopes, perMinute: perMinute === null ? "" : String(perMinute) };
}

/** What stays is left out: the log names what was changed. */
function changeOf(written: KeyForm, key: KeyView, staff: Staff) {
	const before = writtenBefore(key);
	const { label, scopes, perMinute } = written;
	const hasOtherScopes = scopes.length !== before.scopes.length || scopes.some((one) => !before.scopes.includes(one));
	return {
		label: label || null,
		...(hasOtherScopes && { scopes: chosen(written, staff) }),
		...(perMinute !== before.perMinute && { perMinute: perMinute === "" ? null : Number(perMinute) }),
	};
}

function chosen({ scopes }: KeyForm, { page }: Staff): readonly string[] {
	if (scopes.length > 0) return scopes;
	const detail = consoleWordsFor(page.locale).keys.chooseOne;
	throw new Invalid(NOT_RIGHT, [{ pointer: "/scopes", detail }]);
}
