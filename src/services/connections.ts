import { randomBytes } from "node:crypto";
import type { Carrier } from "../../adapters/kit/index.ts";
import { Invalid, NotFound } from "../core/errors.ts";
import { refreshShipment, webhookUrl } from "../ingest/refresh.ts";
import {
	addConnection,
	type Connection,
	getConnection as findConnection,
	listConnections as listStored,
	removeConnection,
} from "../store/connections.ts";
import type { Cursor } from "../store/cursor.ts";
import type { RowId } from "../store/database.ts";
import { listShipments, patchShipment } from "../store/shipments.ts";
import { knownCarrier } from "./carriers.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { ConnectionView, Principal } from "./views.ts";

export interface NewConnection {
	readonly carrier: string;
	readonly label?: string | undefined;
	readonly credentials?: Readonly<Record<string, string>> | undefined;
	readonly webhookSecret?: string | undefined;
}

/**
 * Connects a seller's account with a carrier, and follows from now on the waybills that waited for it. A webhook secret
 * that we make is in the answer, once. Throws `Invalid`.
 */
export async function connect(deps: Deps, principal: Principal, input: NewConnection): Promise<ConnectionView> {
	const carrier = knownCarrier(input.carrier);
	const credentials = checkCredentials(carrier, input.credentials);
	const made = carrier.webhook && input.webhookSecret === undefined ? makeSecret(carrier.webhook.secretLength) : null;
	const connection = await addConnection(deps.db, deps.vault, sellerOf(principal), {
		carrier: carrier.code,
		label: input.label ?? null,
		credentials,
		webhookSecret: carrier.webhook ? (input.webhookSecret ?? made) : null,
	});
	await adoptWaybills(deps, connection);
	return { ...viewConnection(deps, carrier, connection), ...(made !== null && { webhookSecret: made }) };
}

/** Throws `NotFound`. */
export async function getConnection(deps: Deps, principal: Principal, id: string): Promise<ConnectionView> {
	const connection = await findConnection(deps.db, sellerOf(principal), id);
	if (!connection) throw new NotFound(`There is no connection ${id}.`);
	return viewConnection(deps, knownCarrier(connection.carrier), connection);
}

export async function listConnections(deps: Deps, principal: Principal): Promise<readonly ConnectionView[]> {
	const connections = await listStored(deps.db, sellerOf(principal));
	return connections.map((connection) => viewConnection(deps, knownCarrier(connection.carrier), connection));
}

/**
 * Ends a connection: the carrier is asked no more and its messages are refused. What it told stays, and its waybills go
 * over to another connection of the carrier or wait for one. Throws `NotFound`.
 */
export async function disconnect(deps: Deps, principal: Principal, id: string): Promise<void> {
	const sellerId = sellerOf(principal);
	const connection = await findConnection(deps.db, sellerId, id);
	if (!connection) throw new NotFound(`There is no connection ${id}.`);
	await deps.db.transaction((tx) => removeConnection(tx, sellerId, connection.rowId));
	const [heir] = (await listStored(deps.db, sellerId)).filter(({ carrier }) => carrier === connection.carrier);
	if (heir) await adoptWaybills(deps, heir);
	else await refreshWaiting(deps, sellerId, connection.carrier, null);
}

async function adoptWaybills(deps: Deps, { sellerId, carrier, rowId }: Connection): Promise<void> {
	await refreshWaiting(deps, sellerId, carrier, rowId);
}

/** Gives the waybills of a carrier that have no connection this one, a slice at a time so that nobody waits long. */
async function refreshWaiting(deps: Deps, sellerId: RowId, carrier: string, connectionId: RowId | null): Promise<void> {
	let after: Cursor | null = null;
	do {
		const slice: Awaited<ReturnType<typeof listShipments>> = await listShipments(
			deps.db,
			sellerId,
			{ carrier },
			{ limit: 200, after },
		);
		for (const shipment of slice.items) {
			if (shipment.connectionId !== null || shipment.terminal) continue;
			const applied = await deps.db.transaction(async (tx) => {
				await patchShipment(tx, deps.vault, sellerId, shipment.id, { connectionId });
				return refreshShipment(tx, shipment, { now: deps.now(), publicUrl: deps.publicUrl });
			});
			deps.changed(applied);
		}
		after = slice.next;
	} while (after !== null);
}

/** Exactly the fields that the carrier's adapter names; none for a connection that only receives. */
function checkCredentials({ name, poll }: Carrier, given: NewConnection["credentials"]) {
	if (!given) return null;
	if (!poll) {
		throw new Invalid(`${name} is not asked, so it takes no credentials.`, [
			{ pointer: "/credentials", detail: `Leave it out: ${name} posts its scans by itself.` },
		]);
	}
	const wanted = Object.keys(poll.credentials.shape);
	const unknown = Object.keys(given).filter((field) => !wanted.includes(field));
	const parsed = poll.credentials.safeParse(given);
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

/** In the form of Standard Webhooks, which other schemes take as any text, unless the carrier wants another length. */
function makeSecret(length: number | undefined): string {
	if (length === undefined) return `whsec_${randomBytes(32).toString("base64")}`;
	return randomBytes(length).toString("base64url").slice(0, length);
}

function viewConnection({ publicUrl }: Deps, carrier: Carrier, connection: Connection): ConnectionView {
	const { id, label, health, failingSince, lastOkAt, lastError, pausedUntil, createdAt } = connection;
	return {
		id,
		carrier: carrier.code,
		label,
		webhookUrl: carrier.webhook ? webhookUrl(publicUrl, connection) : null,
		...(carrier.webhook?.setUp && { setUp: carrier.webhook.setUp }),
		polls: carrier.poll !== undefined && connection.sealedCredentials !== null,
		health: { state: health, failingSince, lastOkAt, lastError, pausedUntil },
		createdAt,
	};
}
