import { Table } from "../table.tsx";
import { Code } from "./frame.tsx";
import type { PushLimits } from "./guide.tsx";
import { NODE, PHP, PYTHON } from "./snippets.ts";

export function Answers({ limits }: { readonly limits: PushLimits }) {
	return (
		<>
			<Table
				head={["Status", "What it means", "What to do"]}
				rows={[
					[
						"202",
						<>
							Kept. <code>accepted</code> counts the parcels that the shop knows, <code>unmatched</code> those it does
							not know yet, <code>problems</code> names what was not understood.
						</>,
						"Nothing. What is unmatched is read when the shop registers the waybill. Log the problems and mend them.",
					],
					[
						"400, 422",
						"The body is not JSON, or not of this shape.",
						"Mend it. Sending it again unchanged will not help.",
					],
					["401", "The signature is wrong; detail says which part.", "Mend it, see below."],
					["404", "The address is no connection.", "Ask the shop for the address."],
					["413", `The body is larger than ${limits.bodyMegabytes} MB.`, "Send fewer shipments at a time."],
					["429", "Too many messages.", "Wait as many seconds as the header Retry-After says, then send it again."],
					["503", "Could not be kept just now.", "Wait as Retry-After says, then send it again."],
				]}
			/>
			<p>
				Everything but 202 is <code>application/problem+json</code> with a sentence in <code>detail</code>.{" "}
				<code>problems</code> is a list of <code>{'{"kind","detail"}'}</code>; what is not named in it counts.
			</p>
			<Table
				head={["kind", "Meaning"]}
				rows={[
					[<code>unreadable</code>, "A field has another form than it should; detail begins with its path."],
					[<code>missing-number</code>, "A shipment has no tracking number."],
					[<code>unknown-code</code>, "A code or a reason is none of ours."],
					[
						<code>bad-time</code>,
						"A time cannot be read, names a zone that does not exist, or lies more than 24 hours ahead of the message.",
					],
					[<code>contradiction</code>, "Two things cannot both be so; detail says which one counts."],
				]}
			/>
		</>
	);
}

export function Retries() {
	return (
		<p>
			Send a message again under the <strong>same</strong> <code>webhook-id</code>, with a new timestamp and signature,
			until it is answered 202: after a time-out, a 429 or a 5xx, after 10 seconds, a minute, ten minutes, then every
			hour. The same id and the same body are one message, however often they come. A new message needs a new id, also
			where its words are the same as before. Scans told again change nothing, so when in doubt, send again.
		</p>
	);
}

export function Signature() {
	return (
		<>
			<p>
				Every message is signed after{" "}
				<a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">
					Standard Webhooks
				</a>
				, whose libraries exist for many languages. By hand it is four lines:
			</p>
			<ol class="bullets">
				<li>
					The key is what stands behind <code>whsec_</code> in the secret, decoded from base64.
				</li>
				<li>
					What is signed is <code>id.timestamp.body</code>: the id of the message, a full stop, the time in seconds
					since 1970, a full stop, and the body to the byte as it is sent.
				</li>
				<li>
					The signature is <code>v1,</code> and the HMAC-SHA256 of that in base64.
				</li>
				<li>
					Three headers carry it: <code>webhook-id</code>, <code>webhook-timestamp</code> and{" "}
					<code>webhook-signature</code>.
				</li>
			</ol>
			<p>
				With curl and openssl that is <a href="#begin">push.sh above</a>. It is for trying: while it runs, the key
				stands in the list of the machine's processes, and programs like these sign without that.
			</p>
			<details>
				<summary>Node 20</summary>
				<Code label="push.mjs" text={NODE} />
			</details>
			<details>
				<summary>Python 3</summary>
				<Code label="push.py" text={PYTHON} />
			</details>
			<details>
				<summary>PHP 8</summary>
				<Code label="push.php" text={PHP} />
			</details>
		</>
	);
}

export function Trying() {
	return (
		<>
			<p>
				<strong>
					<code>?dry_run=1</code>
				</strong>{" "}
				behind the address answers what would be read and why, and keeps nothing: the status that this message alone
				gives each parcel, its scans, how each time and place was found, whether the shop knows the number, the
				problems, and the fields that were passed over because nobody knows them.
			</p>
			<p>
				<strong>The checker</strong> is the same door: a message whose signature is wrong is answered 401, with or
				without <code>?dry_run=1</code>, and <code>detail</code> says which part is wrong: a header that is missing, a
				timestamp in milliseconds or of a clock that is off, the secret used as text, the body signed alone or written
				anew after it was signed, hexadecimal in the place of base64, and so on.
			</p>
			<p>
				<strong>The board</strong> shows the last 100 messages of your connection and what became of each. The answer to
				a signed <code>?dry_run=1</code> holds its address, and so does the sample that the shop has made. It shows
				neither bodies nor numbers of parcels. It ends when the shop changes the secret.
			</p>
		</>
	);
}
