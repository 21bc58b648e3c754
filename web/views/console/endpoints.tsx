import type { NewsFormat, SignatureKind } from "../../../src/core/endpoint-kinds.ts";
import { withoutControls } from "../isolate.tsx";
import { EndpointFields, type EndpointForm, type EventChoice } from "./endpoint-form.tsx";
import type { RefusedForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import type { CarrierNames } from "./parcel-row.tsx";
import { Ago } from "./parts.tsx";

/** Where a shop's own systems hear of news: what services answer, as far as it is shown. */
export interface ShownEndpoint {
	/** `end_…` */
	readonly id: string;
	readonly url: string;
	readonly label: string | null;
	readonly events: readonly string[];
	/** Null: of every carrier. */
	readonly carriers: readonly string[] | null;
	readonly format: NewsFormat;
	readonly signature: SignatureKind;
	/** `whpk_…`; null: a secret is shared. */
	readonly publicKey: string | null;
	readonly state: "active" | "failing" | "disabled";
	readonly failingSince: string | null;
	readonly disabledAt: string | null;
	readonly disabledBecause: string | null;
	readonly earlierSecretUntil: string | null;
	readonly createdAt: string;
}

export interface EndpointsPage extends ConsolePage {
	readonly endpoints: readonly ShownEndpoint[];
	readonly mayAdd: boolean;
}

export function renderEndpoints(page: EndpointsPage): string {
	const { endpoints } = page;
	return consoleDocument(page, (context) => {
		const { webhooks: text } = context.own;
		return {
			title: context.own.places.webhooks,
			place: "webhooks",
			children: (
				<>
					<h1>{context.own.places.webhooks}</h1>
					<p class="quiet">{text.text}</p>
					<p class="further buttons">
						{page.mayAdd && (
							<a class="button button-main" href="/console/webhooks/new">
								{text.add}
							</a>
						)}
						{endpoints.length > 0 && (
							<a class="button" href="/console/webhooks/deliveries">
								{text.log}
							</a>
						)}
					</p>
					{endpoints.length === 0 && <p class="details">{text.none}</p>}
					<ul class="rows">
						{endpoints.map((endpoint) => (
							<Row endpoint={endpoint} {...context} />
						))}
					</ul>
				</>
			),
		};
	});
}

const TONES = { active: "good", failing: "bad", disabled: "warn" } as const;

function Row({ endpoint, ...context }: ConsoleContext & { readonly endpoint: ShownEndpoint }) {
	const { webhooks: text } = context.own;
	const { id, url, state, failingSince, disabledAt, disabledBecause, events } = endpoint;
	return (
		<li class={`row row-${TONES[state]}`}>
			<div class="row-name">
				<a href={`/console/webhooks/${id}`}>
					<bdi>{nameOfEndpoint(endpoint)}</bdi>
				</a>
				<p class="quiet address">
					<bdi>{withoutControls(url)}</bdi>
				</p>
			</div>
			<div class="row-state">
				<p>{text.states[state]}</p>
				{disabledBecause !== null && <p class="trouble">{disabledBecause}</p>}
				{state === "failing" && failingSince !== null && (
					<p class="trouble">
						{text.began} <Ago at={failingSince} {...context} />
					</p>
				)}
				{disabledAt !== null && (
					<p class="quiet">
						<Ago at={disabledAt} {...context} />
					</p>
				)}
			</div>
			<div class="row-when">
				<p class="quiet">{events.includes("*") ? text.all : events.join(", ")}</p>
			</div>
		</li>
	);
}

/** What the shop calls it, or whose address it is. */
export function nameOfEndpoint({ label, url }: Pick<ShownEndpoint, "label" | "url">): string {
	return withoutControls(label ?? (URL.canParse(url) ? new URL(url).host : url));
}

export interface NewEndpointPage extends ConsolePage {
	readonly form: EndpointForm;
	readonly sent: RefusedForm;
	readonly events: readonly EventChoice[];
	readonly carriers: CarrierNames;
}

export function renderNewEndpoint(page: NewEndpointPage): string {
	return consoleDocument(page, ({ own }) => {
		const { webhooks: text } = own;
		return {
			title: text.add,
			place: "webhooks",
			children: (
				<>
					<p>
						<a href="/console/webhooks">{own.places.webhooks}</a> / {text.add}
					</p>
					<h1>{text.add}</h1>
					<PostForm action="/console/webhooks" staff={page.staff} class="form">
						<EndpointFields {...page} isNew own={own} />
						<button class="button button-main" type="submit">
							{text.add}
						</button>
					</PostForm>
				</>
			),
		};
	});
}
