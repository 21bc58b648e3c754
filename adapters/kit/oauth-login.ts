import { z } from "zod";
import { json } from "./body.ts";
import type { HttpRequest, Login } from "./carrier.ts";
import { basicAuthorization, formBody } from "./digest.ts";

/** What an OAuth client of a carrier is given. */
export const clientCredentials = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().catch(3_600) });

/** Where a carrier wants its client's name and secret: in the authorization header, in a form or in a JSON object. */
export type LoginStyle = "basic" | "form" | "json";

/**
 * OAuth 2 client credentials. `more` are the fields that a carrier wants beside them, such as a scope or an audience. A
 * token without a stated life is taken for one of an hour.
 */
export function oauthLogin(
	url: string,
	style: LoginStyle,
	more: Readonly<Record<string, string>> = {},
): Login<typeof clientCredentials> {
	return {
		request: ({ credentials: { clientId, clientSecret } }): HttpRequest => {
			const named = style === "basic" ? {} : { client_id: clientId, client_secret: clientSecret };
			const fields = { grant_type: "client_credentials", ...named, ...more };
			const authorization = style === "basic" ? { authorization: basicAuthorization(clientId, clientSecret) } : {};
			const isJson = style === "json";
			return {
				method: "POST",
				url,
				headers: {
					...authorization,
					"content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
				},
				body: isJson ? JSON.stringify(fields) : formBody(fields),
			};
		},
		read: (body) => {
			const { access_token: token, expires_in: expiresInSeconds } = json(body, Token);
			return { token, expiresInSeconds };
		},
	};
}
