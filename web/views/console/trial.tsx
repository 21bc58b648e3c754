import type { ConnectionView } from "../../../src/core/connection-view.ts";
import type { Code } from "../../../src/core/status.ts";
import { withoutControls } from "../isolate.tsx";
import type { ConnectableCarrier } from "./connect.tsx";
import { Field, Refusal, type SentForm, UNSENT } from "./fields.tsx";
import { type ConsoleContext, PostForm } from "./frame.tsx";
import { CopyButton, Facts, Moment, Said } from "./parts.tsx";
import { visible } from "./visible.ts";
import type { ConsoleWords } from "./words.ts";

/** What a carrier said of one number. */
export interface Trial {
	readonly outcome: keyof ConsoleWords["connections"]["try"]["outcomes"];
	readonly detail: string | null;
	readonly status: number | null;
	readonly tookMs: number;
	readonly problems: readonly { readonly kind: string; readonly detail: string }[];
	readonly shipments: readonly {
		readonly trackingNumber: string | null;
		readonly code: Code;
		readonly registered: boolean;
		/** Oldest first. */
		readonly scans: readonly {
			readonly local: string;
			readonly zone: string | null;
			readonly code: Code;
			readonly text: string;
			readonly place: { readonly text: string } | null;
			readonly because: readonly string[];
		}[];
	}[];
}

export interface Sample {
	readonly curl: string;
	readonly expiresAt: string;
	readonly boardUrl: string;
}

export interface TrialForm extends SentForm {
	/** Null before it was asked. */
	readonly result: Trial | null;
}

export const NEW_TRIAL: TrialForm = { ...UNSENT, result: null };

interface TryInput {
	readonly context: ConsoleContext;
	readonly carrier: ConnectableCarrier;
	readonly connection: ConnectionView;
	readonly form: TrialForm;
	/** For couriers that post in our own format. */
	readonly sample: Sample | null;
}

/** Whether a connection works is found out here. */
export function TrySection({ context, carrier, connection, form, sample }: TryInput) {
	const { own, page } = context;
	const { try: words } = own.connections;
	const { values, refused, errors, result } = form;
	return (
		<section aria-labelledby="try">
			<h2 id="try">{words.title}</h2>
			{result !== null && <Result result={result} {...context} />}
			{connection.polls && (
				<PostForm action={`/console/connections/${connection.id}/test#try`} staff={page.staff} class="form">
					<p class="quiet">{words.text}</p>
					<Refusal
						refused={refused}
						errors={errors}
						names={["trackingNumber", ...carrier.needs.map(({ name }) => needField(name))]}
					/>
					<Field
						name="trackingNumber"
						label={words.number}
						hint={words.numberHint}
						value={values.trackingNumber ?? ""}
						errors={errors}
						mostCharacters={64}
						isRequired
					/>
					{carrier.needs.map(({ name, why, required }) => (
						<Field
							name={needField(name)}
							label={needLabel(name)}
							hint={why}
							value={values[needField(name)] ?? ""}
							errors={errors}
							mostCharacters={100}
							isRequired={required}
						/>
					))}
					<button class="button" type="submit">
						{words.button}
					</button>
				</PostForm>
			)}
			{!connection.polls && <p class="quiet">{words.posts}</p>}
			{sample !== null && <SampleCommand sample={sample} {...context} />}
		</section>
	);
}

function needField(name: string): string {
	return `needs.${name}`;
}

function needLabel(name: string): string {
	const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const TONES: Readonly<Record<Trial["outcome"], "good" | "warn" | "bad">> = {
	ok: "good",
	empty: "good",
	"not-found": "good",
	denied: "bad",
	"rate-limited": "warn",
	error: "bad",
	down: "bad",
	resting: "warn",
	busy: "warn",
};

const MOST_SCANS = 20;

function Result({ result, own, ...context }: ConsoleContext & { readonly result: Trial }) {
	const { try: words } = own.connections;
	const { outcome, detail, status, tookMs, problems, shipments } = result;
	return (
		<div class={`trial trial-${TONES[outcome]}`} role="status">
			<p>
				<strong>{words.outcomes[outcome]}.</strong> {detail !== null && visible(detail)}
			</p>
			<p class="quiet">
				{words.took(tookMs)} {status !== null && `${words.status} ${status}.`}
			</p>
			{shipments.map(({ trackingNumber, code, registered, scans }) => (
				<div>
					<Facts
						facts={[
							[own.parcel.number, trackingNumber !== null && <bdi>{withoutControls(trackingNumber)}</bdi>],
							[words.stands, <Said {...context}>{context.words.codes[code]}</Said>],
						]}
					/>
					{registered && <p class="quiet">{words.registered}</p>}
					<p>
						{words.scans(scans.length)}
						{scans.length > MOST_SCANS && `. ${words.shown(MOST_SCANS)}`}
					</p>
					<ol class="sources">
						{scans
							.toReversed()
							.slice(0, MOST_SCANS)
							.map((scan) => (
								<li>
									<p>
										<time datetime={scan.local}>{scan.local.replace("T", " ").slice(0, 16)}</time>{" "}
										{scan.zone !== null && <span class="quiet">{scan.zone}</span>} <code>{scan.code}</code>
									</p>
									<p class="own-words">
										{visible(scan.text)}
										{scan.place !== null && scan.place.text !== "" && ` (${visible(scan.place.text)})`}
									</p>
									<details>
										<summary>{words.why}</summary>
										{scan.because.map((why) => (
											<p class="quiet">{visible(why)}</p>
										))}
									</details>
								</li>
							))}
					</ol>
				</div>
			))}
			{problems.length > 0 && (
				<>
					<p>{words.problems}:</p>
					<ul class="sources">
						{problems.map(({ kind, detail }) => (
							<li>
								{kind}: {visible(detail)}
							</li>
						))}
					</ul>
				</>
			)}
		</div>
	);
}

function SampleCommand({ sample, own }: ConsoleContext & { readonly sample: Sample }) {
	const { try: words } = own.connections;
	const { curl, expiresAt, boardUrl } = sample;
	return (
		<>
			<p>{words.sample}</p>
			<section class="raw" tabindex={0} dir="ltr" aria-label={words.sample}>
				<pre>
					<code>{visible(curl)}</code>
				</pre>
			</section>
			<p class="quiet">
				{words.validUntil} <Moment at={expiresAt} own={own} />
			</p>
			<CopyButton text={curl} label={words.copySample} />
			<p class="details">
				{words.boardText} <a href={boardUrl}>{words.board}</a>
			</p>
		</>
	);
}
