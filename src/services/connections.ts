import { randomBytes } from "node:crypto";
import { type Carrier, wantedInWords } from "../../adapters/kit/index.ts";
import type { ConnectionView } from "../core/connection-view.ts";
import { Conflict, Invalid, NotFound } from "../core/errors.ts";
import { type Applied, refreshShipment } from "../ingest/refresh.ts";
import {
	addConnection,
	type Connection,
	connectionForCarrier,
	getConnection as findConnection,
	freeUnaskedLegs,
	hasWebhookSecret,
	listConnections as listStored,
	removeConnection,
	changeConnection as storeChange,
} from "../store/connections.ts";
import type { RowId, Transaction } from "../store/database.ts";
import { type LegKey, rightLegs } from "../store/leg.ts";
import { legsWithoutConnection, setConnection } from "../store/legs.ts";
import { lockFollowing } from "../store/number-locks.ts";
import { lockParcels } from "../store/parcels.ts";
import {
	listSubscriptions as listStoredSubscriptions,
	renewSubscriptions,
	type SubscriptionState,
} from "../store/subscriptions.ts";
import { knownCarrier } from "./carriers.ts";
import { type Deps, sellerOf } from "./deps.ts";
import { fieldsOf, noted } from "./noted.ts";
import { type SubscriptionView, viewConnection, viewConnections } from "./view-connections.ts";
import type { Principal } from "./views.ts";

export interface NewConnection {
	readonly carrier: string;
	readonly label?: string | undefined;
	readonly credentials?: Readonly<Record<string, string>> | undefined;
	readonly webhookSecret?: string | undefined;
}

/**
 * Connects a seller's account with a carrier, and follows from now on the waybills that waited for it or for the
 * carrier's posts alone. A webhook secret that we make is in the answer, once. Throws `Invalid`.
 */
export async function connect(deps: Deps, principal: Principal, input: NewConnection): Promise<ConnectionView> {
	const carrier = knownCarrier(input.carrier);
	if (!carrier.poll && !carrier.webhook) {
		const detail = `${carrier.name} can only be read from files so far: there is nothing to connect.`;
		throw new Invalid(detail, [{ pointer: "/carrier", detail }]);
	}
	const credentials = checkCredentials(carrier, input.credentials);
	checkSecret(carrier, input.webhookSecret);
	const made = carrier.webhook && input.webhookSecret === undefined ? makeSecret(carrier.webhook.secretLength) : null;
	const sellerId = sellerOf(principal);
	const connection = await deps.db.transaction(async (tx) => {
		await lockFollowing(tx, sellerId, carrier.code, "connection");
		if (credentials) await freeUnaskedLegs(tx, sellerId, carrier.code);
		const added = await addConnection(tx, deps.vault, sellerId, {
			carrier: carrier.code,
			label: input.label ?? null,
			credentials,
			webhookSecret: carrier.webhook ? (input.webhookSecret ?? made) : null,
		});
		await notedOf(tx, deps, principal, "connection.created", added, input);
		return added;
	});
	await followWaiting(deps, sellerId, carrier.code);
	return { ...(await viewConnection(deps, carrier, connection)), ...(made !== null && { webhookSecret: made }) };
}

/** Throws `NotFound`. */
export async function getConnection(deps: Deps, principal: Principal, id: string): Promise<ConnectionView> {
	const connection = await findConnection(deps.db, sellerOf(principal), id);
	if (!connection) throw new NotFound(`There is no connection ${id}.`);
	return viewConnection(deps, knownCarrier(connection.carrier), connection);
}

export interface ConnectionChange extends Omit<NewConnection, "carrier"> {
	/** How long the secret that a new one replaces is taken as well; a day where it is left out. */
	readonly graceHours?: number | undefined;
}

/**
 * Changes a connection's label, credentials or webhook secret; what is left out stays. Numbers that are subscribed with
 * the carrier are subscribed anew under the new ones. Messages refused under an earlier secret are read with
 * `readMessageAgain`. Throws `NotFound` and `Invalid`.
 */
export async function changeConnection(
	deps: Deps,
	principal: Principal,
	id: string,
	change: ConnectionChange,
): Promise<ConnectionView> {
	const sellerId = sellerOf(principal);
	const connection = await findConnection(deps.db, sellerId, id);
	if (!connection) throw new NotFound(`There is no connection ${id}.`);
	const carrier = knownCarrier(connection.carrier);
	const credentials = checkCredentials(carrier, change.credentials);
	checkSecret(carrier, change.webhookSecret);
	const changed = await deps.db.transaction(async (tx) => {
		await lockFollowing(tx, sellerId, carrier.code, "connection");
		if (credentials) await freeUnaskedLegs(tx, sellerId, carrier.code);
		const { label = null, graceHours = 24 } = change;
		// Sent once more it is no change: the secret before it keeps its time.
		const { webhookSecret: given = null } = change;
		const webhookSecret = given !== null && hasWebhookSecret(deps.vault, connection, given) ? null : given;
		const at = deps.now();
		if (credentials || webhookSecret) await renewSubscriptions(tx, connection, at.toISOString());
		const earlierSecretUntil = new Date(at.getTime() + graceHours * 3_600_000).toISOString();
		const kept = { label, credentials, webhookSecret, earlierSecretUntil };
		const stored = await storeChange(tx, deps.vault, sellerId, id, kept);
		if (stored) await notedOf(tx, deps, principal, "connection.changed", stored, change);
		return stored;
	});
	if (!changed) throw new NotFound(`There is no connection ${id}.`);
	await followWaiting(deps, sellerId, carrier.code);
	return viewConnection(deps, carrier, changed);
}

export async function listConnections(deps: Deps, principal: Principal): Promise<readonly ConnectionView[]> {
	const sellerId = sellerOf(principal);
	return viewConnections(deps, sellerId, await listStored(deps.db, sellerId));
}

/**
 * Gives a connection a webhook secret that we make, which is in the answer, once. The one before is taken as well for
 * `graceHours`, a day where it is left out. Throws `NotFound`, and `Conflict` for a carrier that posts nothing.
 */
export async function rotateConnectionSecret(
	deps: Deps,
	principal: Principal,
	id: string,
	{ graceHours }: Pick<ConnectionChange, "graceHours">,
): Promise<ConnectionView> {
	const connection = await findConnection(deps.db, sellerOf(principal), id);
	if (!connection) throw new NotFound(`There is no connection ${id}.`);
	const { name, webhook } = knownCarrier(connection.carrier);
	if (!webhook) throw new Conflict(`${name} posts nothing, so the connection has no webhook secret.`);
	const webhookSecret = makeSecret(webhook.secretLength);
	return { ...(await changeConnection(deps, principal, id, { webhookSecret, graceHours })), webhookSecret };
}

/**
 * Numbers that a connection's carrier was asked to post for, those in trouble first. Throws `NotFound`, also for a
 * carrier that needs no asking.
 */
export async function listSubscriptions(
	deps: Deps,
	principal: Principal,
	id: string,
	query: { readonly state?: SubscriptionState | undefined; readonly limit: number },
): Promise<readonly SubscriptionView[]> {
	const connection = await findConnection(deps.db, sellerOf(principal), id);
	if (!connection) throw new NotFound(`There is no connection ${id}.`);
	return listStoredSubscriptions(deps.db, connection, { ...query, now: deps.now().toISOString() });
}

/**
 * Ends a connection: the carrier is asked no more and its messages are refused. What it told stays, and its waybills go
 * over to another connection of the carrier or wait for one. Throws `NotFound`.
 */
export async function disconnect(deps: Deps, principal: Principal, id: string): Promise<void> {
	const sellerId = sellerOf(principal);
	const connection = await findConnection(deps.db, sellerId, id);
	if (!connection) throw new NotFound(`There is no connection ${id}.`);
	await deps.db.transaction(async (tx) => {
		await lockFollowing(tx, sellerId, connection.carrier, "connection");
		await removeConnection(tx, sellerId, connection.rowId);
		await notedOf(tx, deps, principal, "connection.deleted", connection, {});
	});
	await followWaiting(deps, sellerId, connection.carrier);
}

function notedOf(
	tx: Transaction,
	{ now }: Deps,
	principal: Principal,
	action: "connection.created" | "connection.changed" | "connection.deleted",
	{ id, carrier }: Connection,
	{ carrier: _, credentials, ...given }: Partial<NewConnection>,
): Promise<void> {
	const fields = [...fieldsOf(given), ...Object.keys(credentials ?? {}).map((name) => `credentials.${name}`)];
	return noted(tx, principal, now(), { action, subject: id, details: { carrier, fields } });
}

const legsAtOnce = 50;

/**
 * Gives the legs that no connection follows to the one that new waybills of the carrier use, or says on their pages that
 * there is none. A slice a transaction, so that nobody waits long. What is registered meanwhile finds the connection.
 */
async function followWaiting(deps: Deps, sellerId: RowId, carrier: string): Promise<void> {
	let after: LegKey | null = null;
	do {
		const legs: readonly LegKey[] = await legsWithoutConnection(deps.db, sellerId, carrier, {
			limit: legsAtOnce,
			after,
		});
		const applied = await deps.db.transaction(async (tx) => {
			await lockFollowing(tx, sellerId, carrier, "waybill");
			const connection = await connectionForCarrier(tx, sellerId, carrier);
			return follow(tx, deps, legs, connection);
		});
		for (const one of applied) deps.changed(one);
		after = legs.at(-1) ?? null;
	} while (after !== null);
}

/** Those among the legs that still have none. */
async function follow(
	tx: Transaction,
	{ now, publicUrl, places, lanes }: Deps,
	legs: readonly LegKey[],
	connection: Connection | null,
): Promise<readonly Applied[]> {
	const keys = new Map(legs.map(({ sellerId, shipmentId }) => [shipmentId, { sellerId, rowId: shipmentId }]));
	const parcels = await lockParcels(tx, [...keys.values()]);
	const waiting = new Map(
		parcels.map((parcel) => [parcel.rowId, rightLegs(parcel.legs).filter((leg) => leg.connectionId === null)]),
	);
	const free = legs.filter(({ shipmentId, number }) => waiting.get(shipmentId)?.some((leg) => leg.number === number));
	if (connection) for (const leg of free) await setConnection(tx, leg, connection.rowId);
	const applied: Applied[] = [];
	for (const parcel of parcels.filter(({ rowId }) => free.some(({ shipmentId }) => shipmentId === rowId))) {
		applied.push(await refreshShipment(tx, parcel, { now: now(), publicUrl, places, lanes }));
	}
	return applied;
}

/** Exactly the fields that the carrier's adapter names; none for a connection that only receives. */
function checkCredentials({ name, api }: Carrier, given: NewConnection["credentials"]) {
	if (!given) return null;
	if (!api) {
		throw new Invalid(`${name} is not asked, so it takes no credentials.`, [
			{ pointer: "/credentials", detail: `Leave it out: ${name} posts its scans, Wayline does not fetch them.` },
		]);
	}
	const wanted = Object.keys(api.credentials.shape);
	const unknown = Object.keys(given).filter((field) => !wanted.includes(field));
	const parsed = api.credentials.safeParse(given, { error: wantedInWords });
	const errors = [
		...unknown.map((field) => ({
			pointer: `/credentials/${field}`,
			detail: `${name} has no such field. It wants ${wanted.join(", ")}.`,
		})),
		...(parsed.success
			? []
			: parsed.error.issues.map(({ path, message }) => ({
					pointer: `/credentials/${path.join("/")}`,
					detail: message,
				}))),
	];
	if (errors.length > 0) throw new Invalid(`These are not credentials for ${name}.`, errors);
	return given;
}

/** A secret that nobody can sign with, or that is lost on the way into a form, would refuse every message. */
function checkSecret({ name, webhook }: Carrier, given: string | undefined): void {
	if (given === undefined || !webhook) return;
	const wrong = (webhook.checkSecret ?? checkAnySecret)(given);
	if (wrong === null) return;
	throw new Invalid(`This is no webhook secret for ${name}.`, [{ pointer: "/webhookSecret", detail: wrong }]);
}

function checkAnySecret(secret: string): string | null {
	const isTypable = secret.length >= 6 && secret === secret.trim() && !/\p{Cc}/u.test(secret);
	return isTypable
		? null
		: "Six characters or more are wanted, none of them a control character, and no blank at either end.";
}

/** In the form of Standard Webhooks, which other schemes take as any text, unless the carrier wants another length. */
function makeSecret(length: number | undefined): string {
	if (length === undefined) return `whsec_${randomBytes(32).toString("base64")}`;
	return randomBytes(length).toString("base64url").slice(0, length);
}
