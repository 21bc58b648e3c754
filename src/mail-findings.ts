import type { CheckedThing as Finding } from "./cli/command.ts";
import type { CheckOutcome, SenderProof } from "./net/sender-proof.ts";

export type { CheckedThing as Finding } from "./cli/command.ts";

export const right = (found: string): Finding => ({ state: "right", found, remedy: null });
export const wrong = (found: string, remedy: string): Finding => ({ state: "wrong", found, remedy });

/**
 * What SPF, DKIM and DMARC say of our own mail. `seen` is what the server that took it wrote into it, which is believed here
 * because nobody gains by it.
 */
export function senderFindings(proof: SenderProof, seen: string | null, domain: string): readonly Finding[] {
	return CHECKS.map((check) => findingOf(check, proof[check.name], seen, domain));
}

function findingOf({ name, remedy }: Check, ours: CheckOutcome, seen: string | null, domain: string): Finding {
	const isLeftOpen = ours === "unknown" || (name === "spf" && ours === "none");
	const outcome = isLeftOpen ? (seenOutcome(seen, name) ?? ours) : ours;
	const title = name.toUpperCase();
	switch (outcome) {
		case "pass":
			return right(`${title} passes.`);
		case "none":
			return wrong(`${title}: there is none for ${domain}.`, remedy(domain));
		case "fail":
			return wrong(`${title} fails.`, remedy(domain));
		case "unknown":
			return {
				state: "open",
				found: `${title} could not be told: the mail does not say, as where it never left the mail server, or DNS does not answer.`,
				remedy: `Look at a letter in a mailbox elsewhere, by "show original" or its headers. Where it does not pass: ${remedy(domain)}`,
			};
	}
}

interface Check {
	readonly name: "spf" | "dkim" | "dmarc";
	readonly remedy: (domain: string) => string;
}

const CHECKS: readonly Check[] = [
	{
		name: "spf",
		remedy: (domain) =>
			`${domain} wants a TXT record that names the servers its mail leaves by, such as "v=spf1 include:spf.your-mail-service.example -all". Your mail service tells its own.`,
	},
	{
		name: "dkim",
		remedy: (domain) =>
			`Let the mail server of WAYLINE_SMTP_URL sign as ${domain}: its service shows the TXT record for …._domainkey.${domain}.`,
	},
	{
		name: "dmarc",
		remedy: (domain) =>
			`_dmarc.${domain} wants a TXT record, to begin with "v=DMARC1; p=none", and p=quarantine once SPF and DKIM pass. It passes where one of them does, for ${domain} itself.`,
	},
];

/** From the first Authentication-Results, which the last server wrote. */
function seenOutcome(seen: string | null, name: string): "pass" | "fail" | "none" | null {
	const [, result = ""] = new RegExp(`(?:^|[;\\s])${name}=([a-z]+)`, "i").exec(seen ?? "") ?? [];
	switch (result.toLowerCase()) {
		case "pass":
			return "pass";
		case "fail":
		case "softfail":
		case "permerror":
			return "fail";
		case "none":
			return "none";
		default:
			return null;
	}
}
