import { SIGNATURE_KINDS } from "../../../src/core/endpoint-kinds.ts";
import { withoutControls } from "../isolate.tsx";
import { EndpointFields, type EndpointForm, type EventChoice } from "./endpoint-form.tsx";
import { nameOfEndpoint, type ShownEndpoint } from "./endpoints.tsx";
import { Choice, Field, Refusal, type RefusedForm, UNSENT } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import type { CarrierNames } from "./parcel-row.tsx";
import { CopyButton, Facts, Fold, Moment } from "./parts.tsx";
import { RenewFold, secretDocument } from "./secret.tsx";
import { SureFold } from "./sure.tsx";

/** As it was written, in UTC. */
export interface ReplayForm {
	readonly from: string;
	readonly to: string;
	readonly only: string;
}

export interface EndpointPage extends ConsolePage {
	readonly endpoint: ShownEndpoint;
	readonly form: EndpointForm;
	readonly replay: ReplayForm;
	/** Which form was refused, and why. */
	readonly refused: (RefusedForm & { readonly form: "change" | "replay" }) | null;
	/** What became of what was sent again, in a sentence. */
	readonly replayed: string | null;
	readonly events: readonly EventChoice[];
	readonly carriers: CarrierNames;
	readonly mayWrite: boolean;
}

export function renderEndpoint(page: EndpointPage): string {
	const { endpoint, replayed } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const name = nameOfEndpoint(endpoint);
		return {
			title: name,
			place: "webhooks",
			children: (
				<>
					<p>
						<a href="/console/webhooks">{own.places.webhooks}</a> / <bdi>{name}</bdi>
					</p>
					<h1>
						<bdi>{name}</bdi>
					</h1>
					{replayed !== null && (
						<p class="told" role="status">
							{replayed}
						</p>
					)}
					<Known {...page} own={own} />
					<p class="further">
						<a class="button" href={`/console/webhooks/deliveries?${new URLSearchParams({ endpoint: endpoint.id })}`}>
							{own.webhooks.log}
						</a>
					</p>
					{page.mayWrite && (
						<>
							<State {...page} own={own} />
							<Change {...page} own={own} />
							<Replay {...page} own={own} />
							<RenewFold
								words={own.webhooks.secret}
								action={`/console/webhooks/${endpoint.id}/secret`}
								name="graceHours"
								hours={["24", "168", "1", "0"]}
								staff={page.staff}
							>
								<Choice
									name="signature"
									label={own.webhooks.signature}
									value={endpoint.signature}
									options={SIGNATURE_KINDS.map((kind) => [kind, own.webhooks.signatures[kind]] as const)}
								/>
							</RenewFold>
							<SureFold
								words={own.webhooks.remove}
								action={`/console/webhooks/${endpoint.id}/delete`}
								staff={page.staff}
							/>
						</>
					)}
				</>
			),
		};
	});
}

type Part = EndpointPage & Pick<ConsoleContext, "own">;

function Known({ endpoint, carriers, own }: Part) {
	const { webhooks: text } = own;
	const { url, state, events, failingSince, disabledAt, disabledBecause, earlierSecretUntil } = endpoint;
	const { format, signature, publicKey } = endpoint;
	const moment = (at: string | null) => at && <Moment at={at} own={own} />;
	return (
		<Facts
			facts={[
				[text.state, text.states[state]],
				[text.because, disabledBecause],
				[text.url, <bdi class="address">{withoutControls(url)}</bdi>],
				[text.failingSince, state === "failing" && moment(failingSince)],
				[text.disabledSince, moment(disabledAt)],
				[text.events, events.includes("*") ? text.all : events.map((name) => <code class="listed">{name}</code>)],
				[
					text.carriers,
					endpoint.carriers === null
						? text.everyCarrier
						: endpoint.carriers.map((code) => carriers.get(code) ?? code).join(", "),
				],
				[text.format, text.formats[format]],
				[text.signature, text.signatures[signature]],
				[
					text.publicKey,
					publicKey && (
						<>
							<code class="listed">{publicKey}</code> <CopyButton text={publicKey} label={own.copy} />
						</>
					),
				],
				[text.twoSecrets, moment(earlierSecretUntil)],
				[text.added, <Moment at={endpoint.createdAt} own={own} />],
				[own.parcel.id, <code>{endpoint.id}</code>],
			]}
		/>
	);
}

function State({ endpoint, staff, own }: Part) {
	const { webhooks: text } = own;
	const action = (verb: string) => ({ action: `/console/webhooks/${endpoint.id}/${verb}`, staff });
	const button = (label: string, held?: "send" | "drop") => (
		<button class="button" type="submit" {...(held === undefined ? {} : { name: "held", value: held })}>
			{label}
		</button>
	);
	return (
		<section aria-labelledby="actions">
			<h2 id="actions">{text.actions}</h2>
			<div class="buttons">
				<PostForm {...action("test")}>{button(text.test)}</PostForm>
				{endpoint.disabledAt === null ? (
					<PostForm {...action("disable")}>{button(text.disable)}</PostForm>
				) : (
					<PostForm {...action("enable")} class="buttons">
						{button(text.enable, "send")}
						{button(text.enableDropping, "drop")}
					</PostForm>
				)}
			</div>
			{endpoint.disabledAt === null && <p class="hint">{text.disableHint}</p>}
		</section>
	);
}

function Change({ endpoint, form, refused, events, carriers, staff, own }: Part) {
	const { webhooks: text } = own;
	const sent = refused?.form === "change" ? refused : UNSENT;
	return (
		<Fold title={text.change} isOpen={sent.refused !== null}>
			<PostForm action={`/console/webhooks/${endpoint.id}/change`} staff={staff} class="form">
				<EndpointFields form={form} sent={sent} events={events} carriers={carriers} isNew={false} own={own} />
				<button class="button" type="submit">
					{text.changeButton}
				</button>
			</PostForm>
		</Fold>
	);
}

function Replay({ endpoint, replay, replayed, refused, staff, own }: Part) {
	const { replay: text } = own.webhooks;
	const sent = refused?.form === "replay" ? refused : UNSENT;
	const moment = (name: "from" | "to") => (
		<Field
			name={name}
			type="datetime-local"
			label={text[name]}
			hint={text.utc}
			value={replay[name]}
			errors={sent.errors}
			mostCharacters={30}
			isRequired
		/>
	);
	return (
		<Fold title={text.title} isOpen={sent.refused !== null || replayed !== null}>
			<p class="quiet">{text.text}</p>
			<PostForm action={`/console/webhooks/${endpoint.id}/replay`} staff={staff} class="form">
				<Refusal {...sent} names={["from", "to"]} />
				{moment("from")}
				{moment("to")}
				<fieldset class="field choices">
					<legend>{text.only}</legend>
					{Object.entries(text.choices).map(([only, label]) => (
						<p class="check">
							<input id={`only-${only}`} type="radio" name="only" value={only} checked={replay.only === only} />
							<label for={`only-${only}`}>{label}</label>
						</p>
					))}
				</fieldset>
				<button class="button" type="submit">
					{text.button}
				</button>
			</PostForm>
		</Fold>
	);
}

export interface SecretPage extends ConsolePage {
	readonly endpoint: Pick<ShownEndpoint, "id" | "label" | "url">;
	/** `whsec_…`; null: it was shown before. */
	readonly secret: string | null;
}

/** Shown when it is made, and never again. */
export function renderSecret(page: SecretPage): string {
	const { endpoint, secret } = page;
	return secretDocument(page, {
		place: "webhooks",
		words: ({ webhooks }) => webhooks.secret,
		how: ({ webhooks }) => webhooks.secret.how,
		name: nameOfEndpoint(endpoint),
		secret,
		href: `/console/webhooks/${endpoint.id}`,
	});
}
