import type { NoticeKind } from "../../../src/core/notices/kinds.ts";
import type { AskState, ReviewStage } from "../../../src/core/review.ts";
import { withoutControls } from "../isolate.tsx";
import type { ConsoleContext } from "./frame.tsx";
import { Ago } from "./parts.tsx";
import type { ConsoleWords } from "./words.ts";

type Words = ConsoleWords["emails"]["ofParcel"];

/** Who watches a parcel, and what each was told: what services answer, as far as it is shown. */
export interface ParcelEmails {
	readonly watchers: readonly {
		readonly id: string;
		/** Masked; null where nobody can read it any more, or it is kept no longer. */
		readonly address: string | null;
		readonly source: keyof Words["sources"];
		readonly state: keyof Words["states"] | "ended";
		readonly endedBecause: keyof Words["endings"] | null;
		readonly askedAt: string;
		readonly toldAt: string | null;
	}[];
	/** Newest first. */
	readonly items: readonly {
		readonly watcher: string;
		readonly kind: NoticeKind;
		readonly heardAt: string;
		readonly state: keyof Words["outcomes"];
		readonly settledAt: string | null;
		readonly mail: string | null;
	}[];
	readonly asks: readonly {
		readonly watcher: string;
		readonly stage: ReviewStage;
		readonly dueAt: string;
		readonly state: AskState;
		readonly settledAt: string | null;
		readonly mail: string | null;
	}[];
}

/** For whoever is asked whether the buyer was told. */
export function EmailsOfParcel({ emails, ...context }: ConsoleContext & { readonly emails: ParcelEmails }) {
	const { ofParcel: text, names } = context.own.emails;
	const watchers = new Map(emails.watchers.map((watcher) => [watcher.id, watcher]));
	return (
		<section aria-labelledby="emails" class="reports">
			<h2 id="emails">{text.title}</h2>
			<ul class="sources">
				{emails.watchers.map(({ address, source, state, endedBecause, toldAt }) => (
					<li>
						<p>
							<Address address={address} endedBecause={endedBecause} text={text} />{" "}
							<strong>
								{state !== "ended"
									? text.states[state]
									: endedBecause === null
										? text.ended
										: text.endings[endedBecause]}
							</strong>
						</p>
						<p class="quiet">
							{text.sources[source]}
							{toldAt !== null && (
								<>
									{" · "}
									{text.toldLast} <Ago at={toldAt} {...context} />
								</>
							)}
						</p>
					</li>
				))}
			</ul>
			<h3>{text.news}</h3>
			{emails.items.length === 0 && <p class="quiet">{text.none}</p>}
			<ol class="sources">
				{emails.items.map(({ watcher, kind, heardAt, state, settledAt, mail }) => (
					<li>
						<p>
							{names[kind]}: <strong>{text.outcomes[state]}</strong> <Ago at={settledAt ?? heardAt} {...context} />
						</p>
						<Told to={watchers.get(watcher) ?? GONE} mail={mail} text={text} />
					</li>
				))}
			</ol>
			{emails.asks.length > 0 && (
				<>
					<h3>{text.asks}</h3>
					<ol class="sources">
						{emails.asks.map(({ watcher, stage, dueAt, state, settledAt, mail }) => (
							<li>
								<p>
									{text.askStages[stage]}: <strong>{text.askOutcomes[state]}</strong>{" "}
									<Ago at={settledAt ?? dueAt} {...context} />
								</p>
								<Told to={watchers.get(watcher) ?? GONE} mail={mail} text={text} />
							</li>
						))}
					</ol>
				</>
			)}
		</section>
	);
}

type Addressee = Pick<ParcelEmails["watchers"][number], "address" | "endedBecause">;

/** Of more watchers than are shown. */
const GONE: Addressee = { address: null, endedBecause: "asked" };

interface ToldInput {
	readonly to: Addressee;
	/** `eml_…`; null: none was written. */
	readonly mail: string | null;
	readonly text: Words;
}

/** To whom, and in which mail. */
function Told({ to, mail, text }: ToldInput) {
	return (
		<p class="quiet">
			<Address {...to} text={text} />
			{mail !== null && (
				<>
					{" · "}
					{text.mail} <code>{mail}</code>
				</>
			)}
		</p>
	);
}

function Address({ address, endedBecause, text }: Addressee & { readonly text: Words }) {
	if (address !== null) return <bdi class="address">{withoutControls(address)}</bdi>;
	// Of who ended it the address is forgotten a month later; of others it is there, and sealed.
	return endedBecause === null || endedBecause === "unreadable" ? text.lost : text.forgotten;
}
