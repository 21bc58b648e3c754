import { Resolver } from "node:dns/promises";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { domainToASCII } from "node:url";
import { type DKIMResult, type DMARCResult, type DNSResolver, dkimVerify, dmarc, type SPFResult, spf } from "mailauth";
import { type CheckableMail, checkableMail } from "./checkable-mail.ts";

/** What SPF, DKIM and DMARC say of the address in From. */
export interface SenderProof {
	/**
	 * `proven`: DMARC passes, or its domain has no DMARC record and an aligned DKIM signature or SPF passes. `refuted`: DMARC fails,
	 * and its domain asks that such mail be refused or set aside. `unproven`: all else, also where DNS does not answer.
	 */
	readonly sender: "proven" | "refuted" | "unproven";
	/** Each is for the domain in From: a signature or server of another domain is none. */
	readonly dkim: CheckOutcome;
	readonly spf: CheckOutcome;
	readonly dmarc: CheckOutcome;
}

/** `unknown`: it could not be told, because DNS did not answer or because nobody knows which server sent the mail. */
export type CheckOutcome = "pass" | "fail" | "none" | "unknown";

/** The server that a mail came from, as the connection has it, never as the mail tells. */
export interface MailClient {
	readonly address: string;
	readonly helo: string;
	/** `""` for `<>`. */
	readonly mailFrom: string;
}

/** Never throws. */
export type ProveSender = (raw: Uint8Array, client: MailClient | null) => Promise<SenderProof>;

export interface SenderProverOptions {
	/** As `resolve` of node:dns/promises; absent: the system's servers. */
	readonly resolve?: DNSResolver;
	/** For a mail in all. */
	readonly mostMs?: number;
}

const MOST_MS = 10_000;
const DNS_TIMEOUT_MS = 2_000;
/** A key of 4,096 bits has 740 characters; SPF of large services has thousands. */
const MOST_TXT = 8_000;

const NOTHING: SenderProof = { sender: "unproven", dkim: "unknown", spf: "unknown", dmarc: "unknown" };

/**
 * By the mail's own bytes and the connection alone. Received and Authentication-Results are not believed: whoever writes a mail
 * writes them as well, and what a provider's own relay hands over would be proven for all of its customers. ARC is not asked:
 * it says what another server believed.
 */
export function createSenderProver({ resolve, mostMs = MOST_MS }: SenderProverOptions = {}): ProveSender {
	const lookUp = boundedResolver(resolve ?? systemResolver());
	return async (raw, client) => {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<SenderProof>((settle) => {
			timer = setTimeout(() => settle(NOTHING), mostMs);
		});
		const streams: Readable[] = [];
		try {
			const mail = await checkableMail(raw);
			if (mail === null) return NOTHING;
			const stream = Readable.from(pieces(mail));
			streams.push(stream);
			return await Promise.race([prove(stream, mail.fromDomain, client, lookUp), late]);
		} catch {
			// The checks read hostile texts, and what they trip over proves nothing.
			return NOTHING;
		} finally {
			clearTimeout(timer);
			for (const stream of streams) stream.destroy();
		}
	};
}

async function prove(
	stream: Readable,
	fromDomain: string,
	client: MailClient | null,
	resolver: DNSResolver,
): Promise<SenderProof> {
	const [signed, sent, policy] = await Promise.all([
		dkimVerify(stream, { resolver }),
		client && spf({ ip: client.address, helo: client.helo, sender: client.mailFrom, mta: "wayline", resolver }),
		dmarc({ headerFrom: [fromDomain], resolver }),
	]);
	const asked = policyOf(policy);
	const dkim = await dkimOutcome(signed.results, fromDomain, asked.strictDkim);
	const spfSays = await spfOutcome(sent, fromDomain, asked.strictSpf);
	const passes = dkim === "pass" || spfSays === "pass";
	const isOpen = dkim === "unknown" || spfSays === "unknown";
	const judged = passes ? "pass" : isOpen ? "unknown" : "fail";
	const outcome = asked.record === "there" ? judged : asked.record === "absent" ? "none" : "unknown";
	return { sender: verdict(outcome, passes, asked.isEnforced), dkim, spf: spfSays, dmarc: outcome };
}

function verdict(dmarcSays: CheckOutcome, passes: boolean, isEnforced: boolean): SenderProof["sender"] {
	switch (dmarcSays) {
		case "pass":
			return "proven";
		case "fail":
			return isEnforced ? "refuted" : "unproven";
		case "none":
			return passes ? "proven" : "unproven";
		case "unknown":
			return "unproven";
	}
}

interface AskedPolicy {
	readonly record: "there" | "absent" | "unknown";
	/** It asks that what fails be refused or set aside, of all mail or a share. */
	readonly isEnforced: boolean;
	readonly strictDkim: boolean;
	readonly strictSpf: boolean;
}

function policyOf(policy: DMARCResult | false): AskedPolicy {
	const record =
		policy === false || policy.status.result === "temperror"
			? "unknown"
			: policy.status.result === "none"
				? "absent"
				: "there";
	if (policy === false || record !== "there") {
		return { record, isEnforced: false, strictDkim: false, strictSpf: false };
	}
	const wanted = String(policy.policy ?? "").trim();
	const isOnTrial = policy.pct === 0 || /;\s*t\s*=\s*y\b/i.test(policy.rr ?? "");
	return {
		record,
		isEnforced: /^(?:quarantine|reject)$/i.test(wanted) && !isOnTrial,
		strictDkim: policy.alignment.dkim.strict,
		strictSpf: policy.alignment.spf.strict,
	};
}

async function dkimOutcome(
	results: readonly DKIMResult[],
	fromDomain: string,
	isStrict: boolean,
): Promise<CheckOutcome> {
	const found: CheckOutcome[] = [];
	for (const { status, signingDomain } of results) {
		if (typeof signingDomain !== "string" || !(await isAligned(fromDomain, signingDomain, isStrict))) continue;
		if (status.result === "pass" && !status.underSized) return "pass";
		found.push(status.result === "temperror" ? "unknown" : "fail");
	}
	return found.includes("unknown") ? "unknown" : (found[0] ?? "none");
}

async function spfOutcome(sent: SPFResult | null, fromDomain: string, isStrict: boolean): Promise<CheckOutcome> {
	if (sent === null) return "unknown";
	if (!(await isAligned(fromDomain, sent.domain, isStrict))) return "none";
	switch (sent.status.result) {
		case "pass":
			return "pass";
		case "fail":
		case "softfail":
		case "permerror":
			return "fail";
		case "temperror":
		case "temperr":
			return "unknown";
		default:
			return "none";
	}
}

/** Strict: the very domain. Relaxed: both below the same registered one, which the package's list of public suffixes tells. */
async function isAligned(fromDomain: string, domain: string, isStrict: boolean): Promise<boolean> {
	// Not by the package, whose strict is relaxed as well.
	if (isStrict) return domainToASCII(domain) === fromDomain;
	const resolver: DNSResolver = async () => [["v=DMARC1; p=none"]];
	const compared = await dmarc({ headerFrom: [fromDomain], dkimDomains: [{ domain }], resolver });
	return compared !== false && compared.status.result === "pass";
}

const PIECE = 64 * 1024;

/** With a turn for everything else between two of them. */
async function* pieces({ head, body }: CheckableMail): AsyncGenerator<Buffer> {
	yield head;
	for (let at = 0; at < body.length; at += PIECE) {
		await setImmediate();
		yield body.subarray(at, at + PIECE);
	}
}

function systemResolver(): DNSResolver {
	const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: 2 });
	return (name, type) => resolver.resolve(name, type) as ReturnType<DNSResolver>;
}

/** What is longer than any key or policy is none. */
function boundedResolver(resolve: DNSResolver): DNSResolver {
	return async (name, type) => {
		const records = await resolve(name, type);
		const isLong = type === "TXT" && records.some((record) => [record].flat().join("").length > MOST_TXT);
		if (isLong) throw Object.assign(new Error("The record is too long."), { code: "ENODATA" });
		return records;
	};
}
