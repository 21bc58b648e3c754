import type { EndpointPage, ReplayForm } from "../../../web/views/console/endpoint.tsx";
import { renderEndpoint, renderSecret } from "../../../web/views/console/endpoint.tsx";
import { ENDPOINT_FIELDS, type EndpointForm, NEW_ENDPOINT_FORM } from "../../../web/views/console/endpoint-form.tsx";
import { renderEndpoints, renderNewEndpoint } from "../../../web/views/console/endpoints.tsx";
import { UNSENT } from "../../../web/views/console/fields.tsx";
import { consoleWordsFor } from "../../../web/views/console/words.ts";
import { Conflict } from "../../core/errors.ts";
import { EVENTS } from "../../outbound/catalogue.ts";
import type { EndpointView } from "../../services/view-endpoints.ts";
import type { HttpContext, Route } from "../door.ts";
import { endpointChange, newEndpoint, replayWanted, secretChange } from "../endpoint-shapes.ts";
import { idOf } from "../for-sellers.ts";
import { carrierNames } from "./carrier-names.ts";
import { changeOf, formOf, TOLD, wantedOf, writtenBefore } from "./endpoint-form.ts";
import { parseAs } from "./fields.ts";
import { type RefusedForm, refusedForm } from "./form-errors.ts";
import { leadToSecret, takeSecret } from "./shown-once.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const CHOICES = TOLD.map((name) => ({ name, when: EVENTS[name].when }));

/** Where the shop's own systems hear of news. */
export function webhookRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/webhooks",
				scope: "endpoints:read",
				answer: async (context, { principal, page, may }) => {
					const endpoints = await services.listEndpoints(principal);
					return answerPage(context, renderEndpoints({ ...page, endpoints, mayAdd: may("endpoints:write") }));
				},
			},
			{
				method: "GET",
				path: "/console/webhooks/new",
				scope: "endpoints:write",
				answer: (context, staff) => answerNew(door, context, staff, NEW_ENDPOINT_FORM, null),
			},
			{
				method: "POST",
				path: "/console/webhooks",
				scope: "endpoints:write",
				answer: async (context, staff) => {
					const { principal, page, form } = staff;
					const written = formOf(form);
					try {
						const endpoint = await services.addEndpoint(
							principal,
							parseAs(wantedOf(written, page.locale), newEndpoint),
						);
						return leadOn(context, door, staff, endpoint);
					} catch (error) {
						return answerNew(
							door,
							context,
							staff,
							written,
							refusedForm(error, staff, "endpoints:write", ENDPOINT_FIELDS),
						);
					}
				},
			},
			{
				method: "GET",
				path: "/console/webhooks/:id",
				scope: "endpoints:read",
				answer: (context, staff) => answerEndpoint(door, context, staff, {}),
			},
			{
				method: "POST",
				path: "/console/webhooks/:id/change",
				scope: "endpoints:write",
				answer: async (context, staff) => {
					const [id, written] = [idOf(context, "endpoint"), formOf(staff.form)];
					try {
						const before = await services.getEndpoint(staff.principal, id);
						const change = parseAs(changeOf(written, before, staff.page.locale), endpointChange);
						await services.changeEndpoint(staff.principal, id, change);
					} catch (error) {
						const refused = {
							form: "change",
							...refusedForm(error, staff, "endpoints:read", ENDPOINT_FIELDS),
						} as const;
						return answerEndpoint(door, context, staff, { form: written, refused });
					}
					return backTo(context, id, "changed");
				},
			},
			{
				method: "POST",
				path: "/console/webhooks/:id/enable",
				scope: "endpoints:write",
				answer: async (context, { principal, form }) => {
					const id = idOf(context, "endpoint");
					const held = form.get("held") === "drop" ? "drop" : "send";
					await services.changeEndpoint(principal, id, { enabled: true, held });
					return backTo(context, id, "enabled");
				},
			},
			{
				method: "POST",
				path: "/console/webhooks/:id/disable",
				scope: "endpoints:write",
				answer: async (context, { principal }) => {
					const id = idOf(context, "endpoint");
					await services.changeEndpoint(principal, id, { enabled: false });
					return backTo(context, id, "disabled");
				},
			},
			{
				method: "POST",
				path: "/console/webhooks/:id/test",
				scope: "endpoints:write",
				answer: async (context, { principal }) => {
					const { deliveryId } = await services.testEndpoint(principal, idOf(context, "endpoint"));
					return context.redirect(`/console/webhooks/deliveries/${deliveryId}?done=tested`, 303);
				},
			},
			{
				method: "POST",
				path: "/console/webhooks/:id/secret",
				scope: "endpoints:write",
				answer: async (context, staff) => {
					const id = idOf(context, "endpoint");
					const hours = Number(staff.form.get("graceHours") || 24);
					const signature = staff.form.get("signature") || undefined;
					const wanted = parseAs({ graceHours: hours, signature }, secretChange);
					return leadOn(context, door, staff, await services.changeSecret(staff.principal, id, wanted));
				},
			},
			{
				method: "GET",
				path: "/console/webhooks/:id/secret",
				scope: "endpoints:write",
				answer: async (context, staff) => {
					const endpoint = await services.getEndpoint(staff.principal, idOf(context, "endpoint"));
					const secret = takeSecret(context, door, staff);
					return answerPage(context, renderSecret({ ...staff.page, endpoint, secret }));
				},
			},
			{
				method: "POST",
				path: "/console/webhooks/:id/replay",
				scope: "endpoints:write",
				answer: (context, staff) => answerReplay(door, context, staff),
			},
			{
				method: "POST",
				path: "/console/webhooks/:id/delete",
				scope: "endpoints:write",
				answer: async (context, { principal, form }) => {
					const id = idOf(context, "endpoint");
					if (form.get("sure") !== "1") return context.redirect(`/console/webhooks/${id}`, 303);
					await services.removeEndpoint(principal, id);
					return context.redirect("/console/webhooks?done=deleted", 303);
				},
			},
		],
		door,
	);
}

function backTo(context: HttpContext, id: string, what: "changed" | "enabled" | "disabled"): Response {
	return context.redirect(`/console/webhooks/${id}?done=${what}`, 303);
}

async function answerReplay({ services, ...door }: ConsoleNeeds, context: HttpContext, staff: Staff) {
	const id = idOf(context, "endpoint");
	const field = (name: keyof ReplayForm) => (staff.form.get(name) ?? "").trim();
	const written: ReplayForm = { from: field("from"), to: field("to"), only: field("only") };
	const { replay: text } = consoleWordsFor(staff.page.locale).webhooks;
	try {
		const wanted = { ...written, from: inUtc(written.from), to: inUtc(written.to), only: written.only || undefined };
		const { count, next } = await services.replayEvents(staff.principal, id, parseAs(wanted, replayWanted));
		if (!staff.may("endpoints:read")) return context.redirect("/console?done=replayed", 303);
		const said = [count === 0 ? text.none : text.sent(count), ...(next === null ? [] : [text.more])].join(" ");
		const replay = next === null ? written : { ...written, from: next.slice(0, LOCAL_LENGTH) };
		return answerEndpoint({ services, ...door }, context, staff, { replay, replayed: said });
	} catch (error) {
		const { enableFirst } = consoleWordsFor(staff.page.locale).webhooks;
		const refused = {
			form: "replay",
			...refusedForm(error, staff, "endpoints:read"),
			...(error instanceof Conflict && { refused: enableFirst }),
		} as const;
		return answerEndpoint({ services, ...door }, context, staff, { replay: written, refused });
	}
}

/** Of `2026-11-22T12:00:00`, as a browser's field has it. */
const LOCAL_LENGTH = 19;

/** A browser's field knows no zone: the page says that it is UTC. */
function inUtc(local: string): string {
	return /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?$/.test(local)
		? `${local.length === 16 ? `${local}:00` : local}Z`
		: local;
}

async function answerNew(
	{ services }: ConsoleNeeds,
	context: HttpContext,
	staff: Staff,
	form: EndpointForm,
	refused: RefusedForm | null,
): Promise<Response> {
	const carriers = await carrierNames(services, staff);
	const html = renderNewEndpoint({ ...staff.page, form, sent: refused ?? UNSENT, events: CHOICES, carriers });
	return answerPage(context, html, refused?.status ?? 200);
}

interface Shown {
	readonly form?: EndpointForm;
	readonly replay?: ReplayForm;
	readonly replayed?: string;
	readonly refused?: RefusedForm & { readonly form: NonNullable<EndpointPage["refused"]>["form"] };
}

async function answerEndpoint(
	{ services, now }: ConsoleNeeds,
	context: HttpContext,
	staff: Staff,
	{ form, replay, replayed = "", refused }: Shown,
): Promise<Response> {
	const { principal, page, may } = staff;
	const endpoint = await services.getEndpoint(principal, idOf(context, "endpoint"));
	const html = renderEndpoint({
		...page,
		endpoint,
		form: form ?? writtenBefore(endpoint),
		replay: replay ?? lastDay(now()),
		refused: refused ?? null,
		replayed: replayed || null,
		events: CHOICES,
		carriers: await carrierNames(services, staff),
		mayWrite: may("endpoints:write"),
	});
	return answerPage(context, html, refused?.status ?? 200);
}

function lastDay(now: Date): ReplayForm {
	const local = (at: number) => new Date(at).toISOString().slice(0, 16);
	return { from: local(now.getTime() - 86_400_000), to: local(now.getTime()), only: "failed" };
}

/** To the secret, shown once; whose news are signed with a pair of keys has none that anybody sees: its page has the public half. */
function leadOn(context: HttpContext, door: ConsoleNeeds, staff: Staff, { id, webhookSecret }: EndpointView): Response {
	if (webhookSecret === undefined) return context.redirect(`/console/webhooks/${id}`, 303);
	return leadToSecret(context, door, staff, `/console/webhooks/${id}/secret`, webhookSecret);
}
