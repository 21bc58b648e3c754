import { Conflict, NotFound } from "../core/errors.ts";
import type { Asked, AskOnce } from "../ingest/refresh.ts";
import { getConnection as findConnection } from "../store/connections.ts";
import { knownCarrier } from "./carriers.ts";
import { checkNeeds } from "./check-needs.ts";
import { type Deps, sellerOf } from "./deps.ts";
import type { Principal } from "./views.ts";

export interface TryDeps extends Deps {
	readonly askOnce: AskOnce;
}

/** A number that the carrier knows, and what it wants to hear beside it. */
export interface Trial {
	readonly trackingNumber: string;
	readonly needs?: Readonly<Record<string, string>> | undefined;
}

/** What the carrier said, what was understood of it and why; nothing of it is kept. */
export interface TrialView extends Asked {
	/** From our question to its answer, with the wait for our turn. */
	readonly tookMs: number;
}

/**
 * Asks a connection's carrier for one number, whoever's parcel it is, to see whether it works. Throws `NotFound`, `Invalid`
 * for what the carrier wants beside the number, `Conflict` for a connection that asks nobody, and `TooMany`.
 */
export async function tryConnection(
	deps: TryDeps,
	principal: Principal,
	id: string,
	{ trackingNumber, needs }: Trial,
): Promise<TrialView> {
	const connection = await findConnection(deps.db, sellerOf(principal), id);
	if (!connection) throw new NotFound(`There is no connection ${id}.`);
	const carrier = knownCarrier(connection.carrier);
	if (!carrier.poll) {
		const how =
			carrier.code === "push"
				? ` A sample message tries it: in the console, or by POST /v1/connections/${id}/sample.`
				: "";
		throw new Conflict(`${carrier.name} is not asked: it posts by itself.${how}`);
	}
	if (connection.sealedCredentials === null) {
		throw new Conflict(
			`The connection has no credentials, so that ${carrier.name} cannot be asked. Give it some first.`,
		);
	}
	const told = checkNeeds(carrier, connection, needs) ?? {};
	const begun = performance.now();
	const asked = await deps.askOnce(connection, { trackingNumber, needs: told });
	if (asked === null) throw new Conflict(`${carrier.name} cannot be asked by this connection.`);
	return { ...asked, tookMs: Math.round(performance.now() - begun) };
}
