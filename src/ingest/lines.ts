import { randomUUID } from "node:crypto";
import { carrierOf } from "../../adapters/index.ts";
import { bareNumber } from "../../adapters/kit/index.ts";
import type { Places } from "../geo/places.ts";
import type { HttpClient } from "../net/http-client.ts";
import { type Connection, credentialsOf, webhookSecretsOf } from "../store/connections.ts";
import type { RowId } from "../store/database.ts";
import type { Vault } from "../store/seal.ts";
import { createCarrierClient } from "./carrier-client.ts";
import { hideSecrets } from "./hide-secrets.ts";
import type { Line } from "./line.ts";
import { SpoiltAnswers } from "./spoilt-answers.ts";

export interface LinesDeps {
	readonly vault: Vault;
	readonly http: HttpClient;
	readonly places: Places;
	readonly now: () => Date;
}

/** Null for a connection that asks nobody. Throws WrongKey or Tampered. */
export type LineTo = (connection: Connection) => Line | null;

/** This node's lines to carriers, one a connection: whoever asks by it asks in turn, under one login and at one pace. */
export function createLines({ vault, http, places, now }: LinesDeps): LineTo {
	const clients = new Map<RowId, Omit<Line, "connection" | "hide"> & { readonly sealed: string }>();
	return (connection) => {
		const carrier = carrierOf(connection.carrier);
		if (!carrier?.api || !connection.sealedCredentials) return null;
		const sealed = Buffer.from(connection.sealedCredentials).toString("base64");
		const known = clients.get(connection.rowId);
		// A client lives on between rounds, so that token, pace and breaker hold; new credentials make a new one.
		const credentials = credentialsOf(vault, connection) ?? {};
		const secrets = [...Object.values(credentials), ...webhookSecretsOf(vault, connection, now())];
		const hide = (words: string) => hideSecrets(words, secrets);
		if (known?.sealed === sealed) return { ...known, connection, hide };
		const client = createCarrierClient({
			carrier,
			credentials,
			http,
			now: () => now().getTime(),
			requestId: randomUUID,
		});
		const numberToAsk = (written: string) => {
			const bare = bareNumber(written);
			return carrier.numbers.pattern.test(bare) ? bare : written;
		};
		const line = { sealed, carrier, client, spoilt: new SpoiltAnswers(places), numberToAsk };
		clients.set(connection.rowId, line);
		return { ...line, connection, hide };
	};
}
