import { Outcome } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import { type ListedDelivery, stateText } from "./deliveries.tsx";
import { nameOfEndpoint, type ShownEndpoint } from "./endpoints.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { Facts, Moment } from "./parts.tsx";
import { visible } from "./visible.ts";
import type { ConsoleWords } from "./words.ts";

export interface ShownDelivery extends ListedDelivery {
	/** `evt_…` */
	readonly messageId: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>> | null;
	/** The bytes that are posted. */
	readonly body: string;
	/** Oldest first. */
	readonly attempts: readonly {
		readonly try: number;
		readonly at: string;
		readonly status: number | null;
		readonly failure: string | null;
		readonly answer: string;
		readonly tookMs: number;
	}[];
}

export interface DeliveryPage extends ConsolePage {
	readonly delivery: ShownDelivery;
	readonly endpoint: Pick<ShownEndpoint, "id" | "label" | "url">;
	readonly mayReplay: boolean;
	/** Why it was not sent again. */
	readonly refused: string | null;
}

export function renderDelivery(page: DeliveryPage): string {
	const { delivery, staff, refused } = page;
	return consoleDocument(page, ({ own }) => {
		const { webhooks } = own;
		const { deliveries: text } = webhooks;
		return {
			title: `${delivery.type}, ${delivery.id}`,
			place: "webhooks",
			children: (
				<>
					<p>
						<a href="/console/webhooks">{own.places.webhooks}</a> /{" "}
						<a href="/console/webhooks/deliveries">{webhooks.log}</a> / {delivery.type}
					</p>
					<h1>{stateText(delivery, text)}</h1>
					<Outcome text={refused && withoutControls(refused)} />
					<Known {...page} own={own} />
					{page.mayReplay && (
						<PostForm action={`/console/webhooks/deliveries/${delivery.id}/replay`} staff={staff} class="again">
							<button class="button" type="submit">
								{text.again}
							</button>
						</PostForm>
					)}
					<Attempts {...page} own={own} />
					<Sent delivery={delivery} own={own} />
				</>
			),
		};
	});
}

function Known({ delivery, endpoint, own }: DeliveryPage & Pick<ConsoleContext, "own">) {
	const { deliveries: text } = own.webhooks;
	const { shipmentId, sequence } = delivery;
	const moment = (at: string | null) => at && <Moment at={at} own={own} />;
	return (
		<Facts
			facts={[
				[text.type, <code>{delivery.type}</code>],
				[
					text.endpoint,
					<a href={`/console/webhooks/${endpoint.id}`}>
						<bdi>{nameOfEndpoint(endpoint)}</bdi>
					</a>,
				],
				[text.shipment, shipmentId && <a href={`/console/parcels/${shipmentId}`}>{shipmentId}</a>],
				[text.sequence, sequence === null ? null : String(sequence)],
				[text.happened, moment(delivery.createdAt)],
				[text.arrived, moment(delivery.deliveredAt)],
				[text.next, delivery.state === "retrying" && moment(delivery.nextAt)],
				[text.event, <code>{delivery.messageId}</code>],
				[own.parcel.id, <code>{delivery.id}</code>],
			]}
		/>
	);
}

function Attempts({ delivery, own }: DeliveryPage & Pick<ConsoleContext, "own">) {
	const { deliveries: text } = own.webhooks;
	return (
		<section aria-labelledby="attempts">
			<h2 id="attempts">{text.attempts}</h2>
			{delivery.attempts.length === 0 ? (
				<p class="quiet">{text.noAttempts}</p>
			) : (
				<ol class="sources">
					{delivery.attempts.toReversed().map(({ try: number, at, status, failure, answer, tookMs }, index) => (
						<li>
							<p>
								{text.attempt(number)}, <Moment at={at} own={own} />:{" "}
								{status === null ? text.unanswered(tookMs) : text.answered(status, tookMs)}
							</p>
							{failure !== null && <p class="trouble">{visible(failure)}</p>}
							{answer !== "" && (
								<section class="raw raw-small" tabindex={0} dir="ltr" aria-label={`${text.answer} ${index + 1}`}>
									<pre>
										<code>{visible(answer)}</code>
									</pre>
								</section>
							)}
						</li>
					))}
				</ol>
			)}
		</section>
	);
}

function Sent({
	delivery: { body, headers, url },
	own,
}: {
	readonly delivery: ShownDelivery;
	readonly own: ConsoleWords;
}) {
	const { deliveries: text } = own.webhooks;
	return (
		<div>
			<h2>{text.sent}</h2>
			<p class="quiet">
				{text.sentTo} <bdi class="address">{withoutControls(url)}</bdi>,{" "}
				{own.message.bytes(new TextEncoder().encode(body).length)}
			</p>
			<section class="raw" tabindex={0} dir="ltr" aria-label={text.sent}>
				<pre>
					<code>{visible(body)}</code>
				</pre>
			</section>
			{headers !== null && (
				<details>
					<summary>{text.headers}</summary>
					<Facts
						facts={Object.entries(headers).map(([name, value]) => [name, <code>{visible(value)}</code>] as const)}
					/>
				</details>
			)}
		</div>
	);
}
