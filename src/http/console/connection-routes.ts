import {
	type ConnectableCarrier,
	renderChooseCarrier,
	renderConnect,
	renderConnected,
} from "../../../web/views/console/connect.tsx";
import { renderConnection, renderDisconnect, renderNewSecret } from "../../../web/views/console/connection.tsx";
import { renderConnections } from "../../../web/views/console/connections.tsx";
import { type SentForm, UNSENT } from "../../../web/views/console/fields.tsx";
import { NEW_TRIAL, type Sample, type TrialForm } from "../../../web/views/console/trial.tsx";
import { curlFor } from "../../../web/views/push/snippets.ts";
import type { ConnectionView } from "../../core/connection-view.ts";
import { Conflict } from "../../core/errors.ts";
import type { Principal } from "../../services/views.ts";
import { connectionChange, newConnection, newSecret, trial } from "../connection-shapes.ts";
import type { HttpContext, Route } from "../door.ts";
import { idOf } from "../for-sellers.ts";
import { adapterNames } from "./carrier-names.ts";
import { parseAs } from "./fields.ts";
import { fieldsBelow, lineIn, refusedForm, valuesOf } from "./form-errors.ts";
import { leadToSecret, takeSecret } from "./shown-once.ts";
import { answerPage, type ConsoleNeeds, forStaff, type Staff } from "./staff.ts";

const MOST_SUBSCRIPTIONS = 10;

/** A shop's accounts with carriers. */
export function consoleConnectionRoutes(door: ConsoleNeeds): readonly Route[] {
	const { services } = door;
	return forStaff(
		[
			{
				method: "GET",
				path: "/console/connections",
				scope: "connections:read",
				answer: async (context, { principal, page, may }) => {
					const html = renderConnections({
						...page,
						connections: await services.listConnections(principal),
						carriers: adapterNames(services),
						mayConnect: may("connections:write"),
					});
					return answerPage(context, html);
				},
			},
			// Before a connection's own address, which any word would be taken for.
			{
				method: "GET",
				path: "/console/connections/new",
				scope: "connections:write",
				answer: (context, { page }) => {
					const code = context.req.query("carrier") ?? "";
					const carrier = connectable(door).find((one) => one.code === code);
					if (carrier) return answerPage(context, renderConnect({ ...page, carrier, form: UNSENT }));
					const html = renderChooseCarrier({ ...page, carriers: connectable(door), isUnknown: code !== "" });
					return answerPage(context, html, code === "" ? 200 : 404);
				},
			},
			{
				method: "POST",
				path: "/console/connections",
				scope: "connections:write",
				answer: (context, staff) => answerConnect(door, context, staff),
			},
			{
				method: "GET",
				path: "/console/connections/:id",
				scope: "connections:read",
				answer: (context, staff) => answerConnection(door, context, staff, {}),
			},
			{
				method: "POST",
				path: "/console/connections/:id",
				scope: "connections:write",
				answer: async (context, staff) => {
					const id = idOf(context, "connection");
					const { form, principal } = staff;
					try {
						const { label, credentials, webhookSecret } = connectionIn(form);
						const change = parseAs({ label, credentials, webhookSecret }, connectionChange);
						await services.changeConnection(principal, id, change);
					} catch (error) {
						const { status, ...refused } = refusedForm(error, staff, "connections:read");
						return answerConnection(door, context, staff, { change: { ...refused, values: valuesOf(form) }, status });
					}
					return context.redirect(`/console/connections/${id}?done=connection-changed`, 303);
				},
			},
			{
				method: "POST",
				path: "/console/connections/:id/secret",
				scope: "connections:write",
				answer: async (context, staff) => {
					const hours = lineIn(staff.form, "graceHours");
					const change = parseAs(hours === undefined ? {} : { graceHours: Number(hours) }, newSecret);
					const id = idOf(context, "connection");
					const { webhookSecret } = await services.rotateConnectionSecret(staff.principal, id, change);
					return leadToSecret(context, door, staff, `/console/connections/${id}/secret`, webhookSecret);
				},
			},
			{
				method: "GET",
				path: "/console/connections/:id/secret",
				scope: "connections:write",
				answer: async (context, staff) => {
					const connection = await services.getConnection(staff.principal, idOf(context, "connection"));
					const secret = takeSecret(context, door, staff);
					return answerPage(context, renderNewSecret({ ...staff.page, connection, secret }));
				},
			},
			{
				method: "GET",
				path: "/console/connections/:id/connected",
				scope: "connections:write",
				answer: async (context, staff) => {
					const connection = await services.getConnection(staff.principal, idOf(context, "connection"));
					const carrierName = nameOfCarrier(door, connection);
					const secret = takeSecret(context, door, staff);
					return answerPage(context, renderConnected({ ...staff.page, connection, carrierName, secret }));
				},
			},
			{
				method: "POST",
				path: "/console/connections/:id/test",
				scope: "connections:write",
				answer: async (context, staff) => {
					const { form, principal } = staff;
					const values = valuesOf(form);
					const given = { trackingNumber: lineIn(form, "trackingNumber") ?? "", needs: fieldsBelow(form, "needs") };
					try {
						const wanted = parseAs(given, trial);
						const result = await services.tryConnection(principal, idOf(context, "connection"), wanted);
						return answerConnection(door, context, staff, { trial: { values, refused: null, errors: {}, result } });
					} catch (error) {
						const { status, ...refused } = refusedForm(error, staff, "connections:read");
						return answerConnection(door, context, staff, { trial: { ...refused, values, result: null }, status });
					}
				},
			},
			{
				method: "GET",
				path: "/console/connections/:id/disconnect",
				scope: "connections:write",
				answer: async (context, { principal, page }) => {
					const connection = await services.getConnection(principal, idOf(context, "connection"));
					const carrierName = nameOfCarrier(door, connection);
					return answerPage(context, renderDisconnect({ ...page, connection, carrierName }));
				},
			},
			{
				method: "POST",
				path: "/console/connections/:id/disconnect",
				scope: "connections:write",
				answer: async (context, { principal }) => {
					await services.disconnect(principal, idOf(context, "connection"));
					return context.redirect("/console/connections?done=disconnected", 303);
				},
			},
		],
		door,
	);
}

/** Those that can be heard of anything, by their names. */
function connectable({ services }: ConsoleNeeds): readonly ConnectableCarrier[] {
	const followable = services.listCarriers().filter((carrier) => carrier.followable);
	return followable.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
}

function connectionIn(form: URLSearchParams) {
	return {
		carrier: lineIn(form, "carrier") ?? "",
		label: lineIn(form, "label"),
		credentials: fieldsBelow(form, "credentials"),
		// Blanks may be part of it.
		webhookSecret: form.get("webhookSecret") || undefined,
	};
}

function nameOfCarrier({ services }: ConsoleNeeds, { carrier }: Pick<ConnectionView, "carrier">): string {
	return adapterNames(services).get(carrier) ?? carrier;
}

async function answerConnect(door: ConsoleNeeds, context: HttpContext, staff: Staff): Promise<Response> {
	const { form, page, principal } = staff;
	const carrier = connectable(door).find(({ code }) => code === form.get("carrier"));
	if (!carrier) {
		return answerPage(context, renderChooseCarrier({ ...page, carriers: connectable(door), isUnknown: true }), 422);
	}
	try {
		const { id, webhookSecret } = await door.services.connect(principal, parseAs(connectionIn(form), newConnection));
		return leadToSecret(context, door, staff, `/console/connections/${id}/connected`, webhookSecret);
	} catch (error) {
		const { status, ...refused } = refusedForm(error, staff, "connections:write");
		const html = renderConnect({ ...page, carrier, form: { ...refused, values: valuesOf(form) } });
		return answerPage(context, html, status);
	}
}

interface Shown {
	readonly change?: SentForm;
	readonly trial?: TrialForm;
	readonly status?: 200 | 403 | 409 | 422 | 429;
}

async function answerConnection(
	door: ConsoleNeeds,
	context: HttpContext,
	{ principal, page, may }: Staff,
	{ change = UNSENT, trial: tried = NEW_TRIAL, status = 200 }: Shown,
): Promise<Response> {
	const { services } = door;
	const id = idOf(context, "connection");
	const connection = await services.getConnection(principal, id);
	const carrier = services.listCarriers().find(({ code }) => code === connection.carrier);
	if (!carrier) throw new Error(`A connection is with ${connection.carrier}, which is no carrier.`);
	const mayChange = may("connections:write");
	const isInTrouble = (connection.subscriptions?.refused ?? 0) + (connection.subscriptions?.lapsed ?? 0) > 0;
	const listed = isInTrouble ? await services.listSubscriptions(principal, id, { limit: MOST_SUBSCRIPTIONS }) : [];
	const html = renderConnection({
		...page,
		connection,
		carrier,
		subscriptions: listed.filter(({ state }) => state === "refused" || state === "lapsed"),
		mayChange,
		change,
		trial: tried,
		sample: mayChange && connection.carrier === "push" ? await sampleOf(door, principal, id) : null,
	});
	return answerPage(context, html, status);
}

/** Null for a connection without a secret, which nobody can sign with. */
async function sampleOf({ services }: ConsoleNeeds, principal: Principal, id: string): Promise<Sample | null> {
	try {
		const { webhookUrl, headers, body, expiresAt, boardUrl } = await services.samplePush(principal, id, {});
		return { curl: curlFor(`${webhookUrl}?dry_run=1`, headers, body), expiresAt, boardUrl };
	} catch (error) {
		if (error instanceof Conflict) return null;
		throw error;
	}
}
