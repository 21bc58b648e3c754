import { Fields, Type } from "./fields.tsx";
import type { OpenApi } from "./open-api.ts";
import { RECEIVERS } from "./receivers.ts";
import { Code, Copied } from "./text.tsx";

const STANDARD = "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md";
const CLOUD_EVENTS = "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md";

/** What endpoints are told, and how whoever receives it checks that it is true. */
export function Webhooks({ document }: { readonly document: OpenApi }) {
	const told = Object.entries(document.webhooks).map(([name, { post }]) => ({ name, post }));
	return (
		<>
			<p>
				What happens is posted to your <a href="/docs/endpoints">endpoints</a>, signed after{" "}
				<a href={STANDARD}>Standard Webhooks</a>, whose libraries check the signature for you. Any 2xx within 15 seconds
				says that it arrived; anything else is tried again for days, and 410 ends it. The same event has the same{" "}
				<code>webhook-id</code> at every attempt.
			</p>
			<p>
				An endpoint whose <code>format</code> is <code>cloudevents</code> gets the same <code>data</code> as a{" "}
				<a href={CLOUD_EVENTS}>CloudEvent</a>, <code>application/cloudevents+json</code>; its fields are those of{" "}
				<Type schema={{ $ref: "CloudEvent" }} />.
			</p>
			<ul class="contents">
				<li>
					<a href="#signature">Check the signature</a>
				</li>
				{told.map(({ name }) => (
					<li>
						<a href={`#${name}`}>{name}</a>
					</li>
				))}
			</ul>
			<Signature />
			{told.map(({ name, post }) => {
				const content = post.requestBody?.content["application/json"];
				const data = content?.schema.properties?.data;
				return (
					<article class="operation">
						<h2 id={name}>{name}</h2>
						<p>{post.summary}.</p>
						{content?.example !== undefined && (
							<details>
								<summary>Example</summary>
								<Code label={`${name}, an example`} value={content.example} />
							</details>
						)}
						{data && <Fields schema={data} schemas={{}} label={`${name}: data`} />}
					</article>
				);
			})}
		</>
	);
}

function Signature() {
	return (
		<article class="operation">
			<h2 id="signature">Check the signature</h2>
			<p>
				Anybody may post to your address: take nothing for true whose signature is not right. What is signed is{" "}
				<code>webhook-id</code>, a full stop, <code>webhook-timestamp</code>, a full stop, and the body to the byte as
				it came.
			</p>
			<dl class="refusals">
				<dt>
					<code>whsec_…</code>
				</dt>
				<dd>
					The secret, shown once. <code>v1,</code> is followed by the HMAC-SHA256 in base64, by the key that stands in
					base64 behind <code>whsec_</code>.
				</dd>
				<dt>
					<code>whpk_…</code>
				</dt>
				<dd>
					The <code>publicKey</code> of an endpoint whose <code>signature</code> is <code>ed25519</code>.{" "}
					<code>v1a,</code> is followed by the signature in base64. Whoever has this key can check news and sign none.
					Some libraries do not know it; the programs below do.
				</dd>
			</dl>
			<p>
				<code>webhook-signature</code> has two of them, with a blank between, while a secret is changed: one that is
				right is enough. Take no message that is older than five minutes, nor one from the future.
			</p>
			{RECEIVERS.map(({ id, language, run, program }, index) => (
				<details open={index === 0}>
					<summary>A receiver in {language}</summary>
					<p>
						Run it with <code>{run}</code>
					</p>
					<Copied id={id} label={`A receiver in ${language}`} text={program} />
				</details>
			))}
		</article>
	);
}
