import type { EndpointLetter, LoginLetter, PlainLetterText, ShopLetters } from "../../../src/core/letters.ts";

/** What is written of the service itself, in English: to staff, as plain text. */
export const shopLetters: ShopLetters = { endpointStopped, login };

const WHY: Readonly<Record<EndpointLetter["because"], (since: string | null) => string>> = {
	failing: (since) =>
		`It has taken none of them${since === null ? " for five days" : ` since ${readable(since)}`}, whatever was tried in between.`,
	gone: () => "It answered 410, which means that it wants no more of them.",
	"secret-lost": () =>
		"The secret that signs them cannot be read any more, because the installation's key was changed.",
};

function endpointStopped({ shop, label, url, because, failingSince, consoleUrl }: EndpointLetter): PlainLetterText {
	const name = label ?? new URL(url).host;
	return {
		subject: `No more news are posted to ${name}`,
		text: [
			`Hello ${shop},`,
			"",
			`Wayline has stopped posting news of your parcels to the endpoint ${name}:`,
			url,
			"",
			WHY[because](failingSince),
			"",
			`What happens meanwhile is held for 30 days, and is posted once the endpoint is enabled again${because === "secret-lost" ? ", which needs a new secret first" : ""}. Both are done here, and what was tried and answered stands there too:`,
			consoleUrl,
			"",
		].join("\n"),
	};
}

function login({ shop, link, endsAt }: LoginLetter): PlainLetterText {
	return {
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
	};
}

/** `2026-11-18 14:05 UTC` */
function readable(instant: string): string {
	return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
