import { createHash, createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { Carrier } from "../../adapters/kit/index.ts";
import type { Fixture } from "../helpers/fixtures.ts";

/** A carrier's post, all of it that its check may look at. */
export interface Hook {
	readonly headers: Readonly<Record<string, string>>;
	readonly query: string;
	readonly body: Buffer;
}

/** Makes other proofs for a post that was changed, each when it is asked for. */
type Way = (hook: Hook, secret: string) => Iterable<Hook>;

/** The ways of carriers; which one is a carrier's own is found by its own check. */
const WAYS: readonly Way[] = [
	(hook) => [hook],
	standardWebhook,
	...(["base64", "hex"] as const).map((encoding): Way => {
		const proof = (body: Buffer, secret: string) => createHmac("sha256", secret).update(body).digest(encoding);
		return (hook, secret) => inEachHeader(hook, proof(hook.body, secret));
	}),
	(hook, secret) => {
		const proof = createHmac("sha256", secret.normalize("NFKD")).update(hook.body).digest("hex");
		return inEachHeader(hook, `hmac-sha256-hex=${proof}`);
	},
	(hook, secret) => inEachHeader(hook, createHash("sha256").update(hook.body).update(`/${secret}`).digest("hex")),
	envelope,
	(hook, secret) => fieldOf(hook, secret, (digest) => digest.toString("hex").toUpperCase()),
	(hook, secret) => fieldOf(hook, secret, (digest) => digest.toString("base64")),
	(hook, secret) => fieldOf(hook, secret, (digest) => Buffer.from(digest.toString("hex")).toString("base64")),
];

/** Which way, and which of its proofs, a carrier's check took last: to try all costs seconds with a large form. */
const tookLast = new Map<string, readonly [way: number, proof: number]>();

/** The post with a proof that fits it now; null where none fits: its shape is too broken to be signed at all. */
export function signAnew(carrier: Carrier, secret: string, hook: Hook, nowMs = Date.now()): Hook | null {
	const { webhook, code } = carrier;
	if (!webhook) return null;
	const last = tookLast.get(code);
	for (const [way, make] of WAYS.entries()) {
		if (last !== undefined && last[0] !== way) continue;
		let proof = 0;
		for (const made of make(hook, secret)) {
			const isTried = last === undefined || last[1] === proof;
			if (isTried && webhook.verify(made, secret, nowMs) === null) {
				tookLast.set(code, [way, proof]);
				return made;
			}
			proof += 1;
			if (last !== undefined && proof > last[1]) return null;
		}
	}
	return null;
}

/** A sample of a carrier's posts as it came, and whether it can be signed for a connection with the same secret. */
export function hookOf({ signed, bytes, message }: Fixture): Hook {
	const type =
		message.contentType === "form" ? "application/x-www-form-urlencoded" : `application/${message.contentType}`;
	const { headers = { "content-type": type }, query = "" } = signed?.hook ?? {};
	return { headers, query, body: Buffer.from(bytes) };
}

function inEachHeader(hook: Hook, proof: string): readonly Hook[] {
	return Object.keys(hook.headers).map((name) => ({ ...hook, headers: { ...hook.headers, [name]: proof } }));
}

function standardWebhook(hook: Hook, secret: string): readonly Hook[] {
	if (!secret.startsWith("whsec_")) return [];
	const at = new Date();
	const id = `msg_${createHash("sha256").update(hook.body).digest("hex").slice(0, 20)}`;
	const signature = signatureOf(secret, id, at, hook.body);
	const headers = {
		"webhook-id": id,
		"webhook-timestamp": `${Math.floor(at.getTime() / 1000)}`,
		"webhook-signature": signature,
	};
	return [{ ...hook, headers: { ...hook.headers, ...headers } }];
}

function signatureOf(secret: string, id: string, at: Date, body: Buffer): string {
	try {
		return new Webhook(secret).sign(id, at, body);
	} catch {
		return "";
	}
}

/** USPS signs two fields of its envelope. */
function envelope(hook: Hook, secret: string): readonly Hook[] {
	try {
		const { timestamp, payload } = asEnvelope(JSON.parse(hook.body.toString("utf8")));
		return inEachHeader(hook, createHmac("sha256", secret).update(`${timestamp}${payload}`).digest("base64"));
	} catch {
		return [];
	}
}

/** What is no envelope gives a proof that fits nothing. */
function asEnvelope(value: unknown): { readonly timestamp?: unknown; readonly payload?: unknown } {
	return typeof value === "object" && value !== null ? value : {};
}

const BEHIND = "timestamp";
const MOST_FIELDS = 12;

/** Chinese carriers write the MD5 of one field and the secret into another, or into a header. */
function* fieldOf(hook: Hook, secret: string, written: (digest: Buffer) => string): Iterable<Hook> {
	if (!/^[\w.-]+=/.test(hook.body.subarray(0, 60).toString("latin1"))) return;
	const form = new URLSearchParams(hook.body.toString("utf8"));
	const behind = form.get(BEHIND) ?? "";
	for (const [signed, text] of [...form].slice(0, MOST_FIELDS)) {
		for (const end of ["", behind]) {
			const proof = written(createHash("md5").update(`${text}${secret}${end}`, "utf8").digest());
			for (const name of [...form.keys()].slice(0, MOST_FIELDS)) {
				if (name === signed) continue;
				const copy = new URLSearchParams(form);
				copy.set(name, proof);
				yield { ...hook, body: Buffer.from(copy.toString()) };
			}
			yield* inEachHeader(hook, proof);
		}
	}
}
