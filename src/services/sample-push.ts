import { randomBytes } from "node:crypto";
import { signStandard } from "../../adapters/kit/index.ts";
import { Conflict, NotFound } from "../core/errors.ts";
import { PUSH_LIMITS } from "../core/push-limits.ts";
import { boardUrl, webhookUrl } from "../ingest/refresh.ts";
import { boardTokenOf } from "../store/board-token.ts";
import { type Connection, getConnection as findConnection, webhookSecretOf } from "../store/connections.ts";
import type { RowId } from "../store/database.ts";
import { listShipments } from "../store/list-shipments.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { Principal } from "./views.ts";

export interface SampleQuery {
	/** Absent: of the newest waybill of the carrier. */
	readonly trackingNumber?: string | undefined;
}

/** A message that is signed already, for whoever builds the sending side. Never the secret. */
export interface PushSample {
	readonly webhookUrl: string;
	readonly headers: Readonly<Record<string, string>>;
	/** To the byte as it was signed. */
	readonly body: string;
	/** Until then the signature is accepted, `…Z`. */
	readonly expiresAt: string;
	/** The page with what became of the connection's messages. */
	readonly boardUrl: string;
}

/** Throws `NotFound`, and `Conflict` for a connection whose messages are not signed like this. */
export async function samplePush(
	deps: Deps,
	principal: Principal,
	id: string,
	{ trackingNumber }: SampleQuery,
): Promise<PushSample> {
	const sellerId = sellerOf(principal);
	const connection = await findConnection(deps.db, sellerId, id);
	if (!connection) throw new NotFound(`There is no connection ${id}.`);
	if (connection.carrier !== "push") {
		throw new Conflict(
			'Samples are made for connections of the carrier "push" alone: others sign in ways of their own.',
		);
	}
	const secret = webhookSecretOf(deps.vault, connection);
	const token = boardTokenOf(deps.vault, connection);
	if (!secret || !token) throw new Conflict("The connection has no webhook secret. Give it one by PATCH.");
	const now = deps.now();
	const body = bodyOf(trackingNumber ?? (await newestNumber(deps, sellerId, connection)), now);
	const messageId = `msg_sample_${randomBytes(9).toString("hex")}`;
	const timestamp = Math.floor(now.getTime() / 1_000);
	return {
		webhookUrl: webhookUrl(deps.publicUrl, connection),
		headers: {
			"content-type": "application/json",
			"webhook-id": messageId,
			"webhook-timestamp": String(timestamp),
			"webhook-signature": signStandard(secret, messageId, timestamp, body),
		},
		body,
		expiresAt: new Date((timestamp + PUSH_LIMITS.clockMinutes * 60) * 1_000).toISOString(),
		boardUrl: boardUrl(deps.publicUrl, connection, token),
	};
}

async function newestNumber({ db }: Deps, sellerId: RowId, { carrier }: Connection): Promise<string> {
	const { items } = await listShipments(db, sellerId, { carrier }, { limit: 1 });
	return items[0]?.trackingNumber ?? "BIKE1207";
}

function bodyOf(trackingNumber: string, now: Date): string {
	// The address is not signed: sent without the dry run by mistake, it moves no parcel.
	const scan = {
		id: `sample-${now.getTime()}`,
		code: "note.information",
		occurredAt: `${now.toISOString().slice(0, 19)}Z`,
		text: "A sample",
	};
	return JSON.stringify({ shipments: [{ trackingNumber, scans: [scan] }] }, null, 2);
}
