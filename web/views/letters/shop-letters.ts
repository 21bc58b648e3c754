import type { Mail } from "../net/smtp.ts";
import type { Seller } from "../store/sellers.ts";

/** What an endpoint's end tells in the outbox: see sender.ts. */
interface DisabledEndpoint {
	readonly endpointId: string;
	readonly url: string;
	readonly label: string | null;
	readonly because: "failing" | "gone" | "secret-lost" | "seller";
	/** `…Z` */
	readonly failingSince: string | null;
}

const WHY: Readonly<Record<Exclude<DisabledEndpoint["because"], "seller">, (since: string | null) => string>> = {
	failing: (since) =>
		`It has taken none of them${since === null ? " for five days" : ` since ${readable(since)}`}, whatever was tried in between.`,
	gone: () => "It answered 410, which means that it wants no more of them.",
	"secret-lost": () =>
		"The secret that signs them cannot be read any more, because the installation's key was changed.",
};

/**
 * To the shop, about news in the outbox that somebody there should hear of without asking. Null for what needs no letter,
 * and for a shop that told no address.
 */
export function letterAbout(
	{ type, data }: { readonly type: string; readonly data: unknown },
	seller: Pick<Seller, "name" | "contactEmail">,
	publicUrl: string,
): Mail | null {
	if (type !== "endpoint.disabled" || seller.contactEmail === null) return null;
	// Written by the sender of this version or the one before.
	const endpoint = data as DisabledEndpoint;
	if (endpoint.because === "seller") return null;
	const name = endpoint.label ?? new URL(endpoint.url).host;
	return {
		to: seller.contactEmail,
		fromName: "Wayline",
		subject: `No more news are posted to ${name}`,
		text: [
			`Hello ${seller.name},`,
			"",
			`Wayline has stopped posting news of your parcels to the endpoint ${name}:`,
			endpoint.url,
			"",
			WHY[endpoint.because](endpoint.failingSince),
			"",
			`What happens meanwhile is held for 30 days, and is posted once the endpoint is enabled again${endpoint.because === "secret-lost" ? ", which needs a new secret first" : ""}. Both are done here, and what was tried and answered stands there too:`,
			`${publicUrl}/console/webhooks/${endpoint.endpointId}`,
			"",
		].join("\n"),
		headers: { "Auto-Submitted": "auto-generated" },
	};
}

/** To whoever asked at the console for a link that logs in. `link` opens once, until `endsAt`, `…Z`. */
export function loginLetter({
	to,
	shop,
	link,
	endsAt,
}: {
	readonly to: string;
	readonly shop: string;
	readonly link: string;
	readonly endsAt: string;
}): Mail {
	return {
		to,
		fromName: "Wayline",
		subject: "Your link to log in",
		text: [
			`Hello ${shop},`,
			"",
			"somebody, likely you, wants to log in to your console. This link opens it:",
			link,
			"",
			`It opens once, until ${readable(endsAt)}. If you did not ask for it, leave it: without it nobody gets in.`,
			"",
		].join("\n"),
		headers: { "Auto-Submitted": "auto-generated" },
	};
}

/** `2026-11-18 14:05 UTC` */
function readable(instant: string): string {
	return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
