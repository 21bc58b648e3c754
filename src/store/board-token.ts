import { createHmac } from "node:crypto";
import { type Connection, webhookSecretOf } from "./connections.ts";
import type { Vault } from "./seal.ts";

/**
 * What opens the board of a connection: whoever has its webhook secret may know it, and nobody else can tell it. It needs
 * no keeping, and ends when the secret is changed. Null where the connection has no secret. Throws WrongKey or Tampered.
 */
export function boardTokenOf(vault: Vault, connection: Connection): string | null {
	const secret = webhookSecretOf(vault, connection);
	if (secret === null || secret === "") return null;
	// A key of its own, so that no signature of a message can ever be a board's token.
	const key = createHmac("sha256", secret).update("the key of boards").digest();
	return createHmac("sha256", key).update(connection.id).digest("base64url").slice(0, 32);
}
