import { carrierOf, namedCarrier } from "../../adapters/index.ts";
import { CARRIERS_LISTED } from "../core/carriers-listed.ts";
import type { NewsFormat, SignatureKind } from "../core/endpoint-kinds.ts";
import { Conflict, type FieldError, Invalid, NotFound } from "../core/errors.ts";
import { nearestOf } from "../core/nearest.ts";
import { EVENT_NAMES, isPattern, wantsType } from "../outbound/catalogue.ts";
import { makeSigningKey } from "../outbound/signature.ts";
import { type Delivery, getDelivery, replayEvents as replay } from "../store/deliveries.ts";
import {
	addEndpoint as add,
	changeEndpoint as change,
	changeEndpointSecret,
	disableEndpoint,
	type Endpoint,
	enableEndpoint,
	getEndpoint as find,
	listEndpoints as listStored,
	removeEndpoint as remove,
	type SigningKey,
} from "../store/endpoints.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { fieldsOf, noted } from "./noted.ts";
import { type EndpointView, signatureKindOf, type TestView, viewEndpoint } from "./view-endpoints.ts";
import type { Principal } from "./views.ts";

/** What leaves the house, for the verbs that concern it. */
export interface Outward {
	/** Why nothing could be posted to this address, in a sentence; null where it could. */
	readonly problemOf: (url: string) => string | null;
	/** Posts a test at once. Answers the id of its delivery. */
	readonly sendTest: (endpoint: Endpoint) => Promise<string>;
	/** As they were posted at the last attempt, without the signature; null before the first. */
	readonly headersOf: (
		delivery: Pick<Delivery, "messageId" | "format" | "attempts">,
	) => Readonly<Record<string, string>> | null;
	/** What was posted at the last attempt, and is at the next. */
	readonly bodyOf: (delivery: Pick<Delivery, "messageId" | "format" | "body">) => string;
	/** There is something to send. */
	readonly wake: () => void;
}

export interface EndpointDeps extends Deps {
	readonly outward: Outward;
}

export interface NewEndpoint {
	readonly url: string;
	readonly label?: string | undefined;
	/** Types, or the beginning of some and a star; all where left out. */
	readonly events?: readonly string[] | undefined;
	/** Of these alone; of every carrier where left out. */
	readonly carriers?: readonly string[] | undefined;
	/** `standard` where left out. */
	readonly format?: NewsFormat | undefined;
	/** `hmac-sha256` where left out. */
	readonly signature?: SignatureKind | undefined;
}

export interface EndpointChange {
	readonly url?: string | undefined;
	readonly label?: string | null | undefined;
	readonly events?: readonly string[] | undefined;
	readonly carriers?: readonly string[] | null | undefined;
	/** Of what is told from now on, or again; what is being retried stays as it was. */
	readonly format?: NewsFormat | undefined;
	readonly enabled?: boolean | undefined;
	/** What becomes, with `enabled`, of what came meanwhile; it is sent where left out. */
	readonly held?: "send" | "drop" | undefined;
}

export const MOST_ENDPOINTS = 20;
const REPLAYED_AT_ONCE = 10_000;
const HOUR_MS = 3_600_000;

/** A secret that both sides sign with is in the answer, once. Throws `Invalid`, and `Conflict` where there are too many. */
export async function addEndpoint(deps: EndpointDeps, principal: Principal, input: NewEndpoint): Promise<EndpointView> {
	const { url, label = null, events = ["*"], carriers = null, format = "standard" } = input;
	check(deps, { url, events, carriers });
	const key = makeSigningKey(input.signature ?? "hmac-sha256");
	const filter = { events: [...new Set(events)], carriers: carriers && [...new Set(carriers)] };
	const sellerId = sellerOf(principal);
	const endpoint = await deps.db.transaction(async (tx) => {
		const added = await add(
			tx,
			deps.vault,
			sellerId,
			{ url: new URL(url).href, label, filter, format, ...key },
			MOST_ENDPOINTS,
		);
		const details = { fields: fieldsOf(input) };
		if (added) await noted(tx, principal, deps.now(), { action: "endpoint.created", subject: added.id, details });
		return added;
	});
	if (!endpoint) throw new Conflict(`You have ${MOST_ENDPOINTS} endpoints, and no more are possible. Take one away.`);
	return { ...viewEndpoint(endpoint, deps.now()), ...shownOnce(key) };
}

/** Throws `NotFound`. */
export async function getEndpoint(deps: EndpointDeps, principal: Principal, id: string): Promise<EndpointView> {
	return viewEndpoint(await stored(deps, principal, id), deps.now());
}

export async function listEndpoints(deps: EndpointDeps, principal: Principal): Promise<readonly EndpointView[]> {
	return (await listStored(deps.db, sellerOf(principal))).map((endpoint) => viewEndpoint(endpoint, deps.now()));
}

/** What is left out stays. Disabled, it is told nothing and what comes is held. Throws `NotFound` and `Invalid`. */
export async function changeEndpoint(
	deps: EndpointDeps,
	principal: Principal,
	id: string,
	changes: EndpointChange,
): Promise<EndpointView> {
	const { url, label, events, carriers, format, enabled, held = "send" } = changes;
	check(deps, { url, events, carriers });
	const sellerId = sellerOf(principal);
	await deps.db.transaction(async (tx) => {
		const before = await find(tx, sellerId, id);
		if (!before) throw noEndpoint(id);
		const filter = { events: events ?? before.filter.events, carriers: carriersOf(carriers, before) };
		await change(tx, sellerId, id, {
			filter,
			...(url !== undefined && { url: new URL(url).href }),
			...(label !== undefined && { label }),
			...(format !== undefined && { format }),
		});
		if (enabled === true && before.disabledAt !== null) await enableEndpoint(tx, before, held);
		if (enabled === false) await disableEndpoint(tx, before, "seller", deps.now().toISOString());
		const details = { fields: fieldsOf(changes) };
		await noted(tx, principal, deps.now(), { action: "endpoint.changed", subject: id, details });
	});
	if (enabled === true) deps.outward.wake();
	return await getEndpoint(deps, principal, id);
}

/** Takes it away, with the log of what was told to it. Throws `NotFound`. */
export async function removeEndpoint(deps: EndpointDeps, principal: Principal, id: string): Promise<void> {
	await deps.db.transaction(async (tx) => {
		if (!(await remove(tx, sellerOf(principal), id))) throw noEndpoint(id);
		await noted(tx, principal, deps.now(), { action: "endpoint.deleted", subject: id });
	});
}

export interface SecretChange {
	/** How long news are signed with the one before as well; a day where left out. */
	readonly graceHours?: number | undefined;
	/** As before where left out. */
	readonly signature?: SignatureKind | undefined;
}

/**
 * A new secret, in the answer once, or a new pair of keys; news are signed with the one before as well for a while. Throws
 * `NotFound`.
 */
export async function changeSecret(
	deps: EndpointDeps,
	principal: Principal,
	id: string,
	{ graceHours = 24, signature }: SecretChange,
): Promise<EndpointView> {
	const until = new Date(deps.now().getTime() + graceHours * HOUR_MS).toISOString();
	const earlierUntil = graceHours > 0 ? until : null;
	return await deps.db.transaction(async (tx) => {
		const before = await find(tx, sellerOf(principal), id);
		if (!before) throw noEndpoint(id);
		const key = makeSigningKey(signature ?? signatureKindOf(before));
		const changed = await changeEndpointSecret(tx, deps.vault, sellerOf(principal), id, key, earlierUntil);
		if (!changed) throw noEndpoint(id);
		const details = { graceHours, ...(signature !== undefined && { signature }) };
		await noted(tx, principal, deps.now(), { action: "endpoint.secret.rotated", subject: id, details });
		return { ...viewEndpoint(changed, deps.now()), ...shownOnce(key) };
	});
}

/** Posts an event `endpoint.test` at once, and says what came back. Throws `NotFound`. */
export async function testEndpoint(deps: EndpointDeps, principal: Principal, id: string): Promise<TestView> {
	const deliveryId = await deps.outward.sendTest(await stored(deps, principal, id));
	const delivery = await getDelivery(deps.db, sellerOf(principal), deliveryId);
	const { status = null, failure = null, answer = "", tookMs = null } = delivery?.attempts.at(-1) ?? {};
	return { deliveryId, delivered: delivery?.state === "delivered", status, failure, answer, tookMs };
}

export interface ReplayWanted {
	/** Of the events, `…Z`; the end is not in it. */
	readonly from: string;
	readonly to: string;
	/** As an endpoint's `events`; those of the endpoint where left out. */
	readonly types?: readonly string[] | undefined;
	readonly only?: "failed" | "all" | undefined;
}

/**
 * Sends events of a time again, those that did not arrive unless all are wanted, at most so many at once: `next` is where
 * to go on from. Throws `NotFound`, `Invalid`, and `Conflict` while the endpoint is disabled.
 */
export async function replayEvents(
	deps: EndpointDeps,
	principal: Principal,
	id: string,
	{ from, to, types, only = "failed" }: ReplayWanted,
): Promise<{ readonly count: number; readonly next: string | null }> {
	const endpoint = await stored(deps, principal, id);
	refuse([...patternErrors(types, "types"), ...(from < to ? [] : [{ pointer: "/to", detail: "Is not after from." }])]);
	if (endpoint.disabledAt !== null) throw isDisabled();
	const patterns = types ?? endpoint.filter.events;
	const wanted = { from, to, types: EVENT_NAMES.filter((name) => wantsType(patterns, name)), only };
	const replayed = await deps.db.transaction(async (tx) => {
		const { carriers } = endpoint.filter;
		const sent = await replay(tx, endpoint, { ...wanted, carriers, limit: REPLAYED_AT_ONCE });
		const details = { from, to, only, count: sent.count };
		await noted(tx, principal, deps.now(), { action: "endpoint.replayed", subject: id, details });
		return sent;
	});
	deps.outward.wake();
	return replayed;
}

export function isDisabled(): Conflict {
	return new Conflict('The endpoint is disabled: what is sent again would wait. Change it to "enabled": true first.');
}

async function stored({ db }: EndpointDeps, principal: Principal, id: string): Promise<Endpoint> {
	const endpoint = await find(db, sellerOf(principal), id);
	if (!endpoint) throw noEndpoint(id);
	return endpoint;
}

function noEndpoint(id: string): NotFound {
	return new NotFound(`There is no endpoint ${id}.`);
}

function carriersOf(wanted: readonly string[] | null | undefined, { filter }: Endpoint): readonly string[] | null {
	return wanted === undefined ? filter.carriers : wanted;
}

/** A private key leaves the house never. */
function shownOnce({ secret, publicKey = null }: SigningKey): Pick<EndpointView, "webhookSecret"> {
	return publicKey === null ? { webhookSecret: secret } : {};
}

function check({ outward }: EndpointDeps, { url, events, carriers }: Omit<EndpointChange, "label">): void {
	const problem = url === undefined ? null : outward.problemOf(url);
	refuse([
		...(problem === null ? [] : [{ pointer: "/url", detail: problem }]),
		...patternErrors(events, "events"),
		...(carriers ?? []).flatMap((code, index) => {
			if (carrierOf(code) || namedCarrier(code)) return [];
			const detail = `There is no carrier ${JSON.stringify(code)}. ${CARRIERS_LISTED}`;
			return [{ pointer: `/carriers/${index}`, detail }];
		}),
	]);
}

function patternErrors(patterns: readonly string[] | undefined, field: string): readonly FieldError[] {
	return (patterns ?? []).flatMap((text, index) => {
		if (isPattern(text)) return [];
		const meant = nearestOf(text, EVENT_NAMES);
		const hint = meant === null ? `There are ${EVENT_NAMES.join(", ")}, and "shipment.*"` : `Did you mean ${meant}?`;
		return [
			{ pointer: `/${field}/${index}`, detail: `There is no such type of event. ${hint}`.replace(/\w$|"$/, "$&.") },
		];
	});
}

function refuse(errors: readonly FieldError[]): void {
	if (errors.length > 0) throw new Invalid("Some fields of the body are not right; errors names each.", errors);
}
