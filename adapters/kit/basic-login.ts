import { z } from "zod";
import { json } from "./body.ts";
import type { Login } from "./carrier.ts";
import { basicAuthorization, formBody } from "./digest.ts";

/** What an OAuth client of a carrier is given. */
export const clientCredentials = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** OAuth 2 client credentials with the client's name and secret in the authorization header. */
export function basicLogin(url: string): Login<typeof clientCredentials> {
	return {
		request: ({ credentials: { clientId, clientSecret } }) => ({
			method: "POST",
			url,
			headers: {
				authorization: basicAuthorization(clientId, clientSecret),
				"content-type": "application/x-www-form-urlencoded",
			},
			body: formBody({ grant_type: "client_credentials" }),
		}),
		read: (body) => {
			const { access_token: token, expires_in: expiresInSeconds } = json(body, Token);
			return { token, expiresInSeconds };
		},
	};
}
