import { nameOfEndpoint, type ShownEndpoint } from "./endpoints.tsx";
import { Choice, Field } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument } from "./frame.tsx";
import { Ago, Further } from "./parts.tsx";
import { visible } from "./visible.ts";
import type { ConsoleWords } from "./words.ts";

type DeliveryState = keyof ConsoleWords["webhooks"]["deliveries"]["states"];

/** A piece of news on its way to an address: what services answer, as far as it is shown. */
export interface ListedDelivery {
	/** `dlv_…` */
	readonly id: string;
	/** `end_…` */
	readonly endpointId: string;
	readonly type: string;
	/** `shp_…` */
	readonly shipmentId: string | null;
	readonly sequence: number | null;
	readonly state: DeliveryState;
	readonly tries: number;
	readonly lastFailure: string | null;
	readonly nextAt: string | null;
	readonly createdAt: string;
	readonly deliveredAt: string | null;
}

export interface DeliveriesPage extends ConsolePage {
	readonly deliveries: readonly ListedDelivery[];
	readonly filter: {
		readonly endpoint?: string | undefined;
		readonly state?: string | undefined;
		readonly type?: string | undefined;
		readonly shipment?: string | undefined;
	};
	readonly endpoints: readonly Pick<ShownEndpoint, "id" | "label" | "url">[];
	/** Kinds of news by their names. */
	readonly types: readonly string[];
	readonly next: string | null;
}

export function renderDeliveries(page: DeliveriesPage): string {
	const { deliveries, filter, endpoints, types, next } = page;
	const names = new Map(endpoints.map((endpoint) => [endpoint.id, nameOfEndpoint(endpoint)] as const));
	const isFiltered = Object.values(filter).some((value) => value !== undefined);
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { deliveries: text } = own.webhooks;
		return {
			title: own.webhooks.log,
			place: "webhooks",
			children: (
				<>
					<p>
						<a href="/console/webhooks">{own.places.webhooks}</a> / {own.webhooks.log}
					</p>
					<h1>{own.webhooks.log}</h1>
					<p class="quiet">{text.text}</p>
					<details class="filters" open={isFiltered}>
						<summary>{text.filter}</summary>
						<form method="get" action="/console/webhooks/deliveries">
							<Choice
								name="endpoint"
								label={text.endpoint}
								value={filter.endpoint ?? ""}
								options={[...names]}
								any={own.list.any}
							/>
							<Choice
								name="state"
								label={text.state}
								value={filter.state ?? ""}
								options={Object.entries(text.states)}
								any={own.list.any}
							/>
							<Choice
								name="type"
								label={text.type}
								value={filter.type ?? ""}
								options={types.map((type) => [type, type] as const)}
								any={own.list.any}
							/>
							<Field
								name="shipment"
								label={text.shipment}
								hint={text.shipmentHint}
								value={filter.shipment ?? ""}
								mostCharacters={64}
							/>
							<p class="buttons">
								<button class="button button-main" type="submit">
									{own.list.apply}
								</button>
								<a class="button" href="/console/webhooks/deliveries">
									{own.list.reset}
								</a>
							</p>
						</form>
					</details>
					{deliveries.length === 0 && <p class="details">{isFiltered ? text.none : text.noneYet}</p>}
					<ul class="rows">
						{deliveries.map((delivery) => (
							<Row delivery={delivery} endpoint={names.get(delivery.endpointId) ?? ""} {...context} />
						))}
					</ul>
					<Further href={next} own={own} />
				</>
			),
		};
	});
}

/** A test is sent once: it fails, and nobody gives it up. */
export function stateText(
	{ type, state }: Pick<ListedDelivery, "type" | "state">,
	text: ConsoleContext["own"]["webhooks"]["deliveries"],
): string {
	return type === "endpoint.test" && state === "given-up" ? text.testFailed : text.states[state];
}

const TONES: Readonly<Record<DeliveryState, "plain" | "good" | "warn" | "bad">> = {
	waiting: "plain",
	retrying: "warn",
	delivered: "good",
	"given-up": "bad",
	held: "warn",
	dropped: "plain",
};

interface RowInput extends ConsoleContext {
	readonly delivery: ListedDelivery;
	/** What it is called. */
	readonly endpoint: string;
}

function Row({ delivery, endpoint, ...context }: RowInput) {
	const { deliveries: text } = context.own.webhooks;
	const { id, type, state, tries, lastFailure, createdAt, nextAt } = delivery;
	return (
		<li class={`row row-${TONES[state]}`}>
			<div class="row-name">
				<a href={`/console/webhooks/deliveries/${id}`}>{type}</a>
				<p class="quiet">
					<bdi>{endpoint}</bdi>
				</p>
			</div>
			<div class="row-state">
				<p>
					{stateText({ type, state }, text)}
					{tries > 1 && `, ${text.tries(tries)}`}
				</p>
				{lastFailure !== null && state !== "delivered" && <p class="trouble">{visible(lastFailure)}</p>}
			</div>
			<div class="row-when">
				<p class="quiet">
					<Ago at={createdAt} {...context} />
				</p>
				{nextAt !== null && state === "retrying" && (
					<p class="quiet">
						{text.next} <Ago at={nextAt} {...context} />
					</p>
				)}
			</div>
		</li>
	);
}
