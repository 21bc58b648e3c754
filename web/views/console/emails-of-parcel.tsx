import type { NoticeKind } from "../../../src/core/notices/kinds.ts";
import { withoutControls } from "../isolate.tsx";
import type { ConsoleContext } from "./frame.tsx";
import { Ago } from "./parts.tsx";
import type { ConsoleWords } from "./words.ts";

type Words = ConsoleWords["emails"]["ofParcel"];

/** Who watches a parcel, and what each was told: what services answer, as far as it is shown. */
export interface ParcelEmails {
	readonly watchers: readonly {
		readonly id: string;
		/** Masked; null where nobody can read it any more. */
		readonly address: string | null;
		readonly source: keyof Words["sources"];
		readonly state: keyof Words["states"];
		/** Of one that ended. */
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
}

/** For whoever is asked whether the buyer was told. */
export function EmailsOfParcel({ emails, ...context }: ConsoleContext & { readonly emails: ParcelEmails }) {
	const { ofParcel: text, names } = context.own.emails;
	const addresses = new Map(emails.watchers.map(({ id, address }) => [id, address]));
	return (
		<section aria-labelledby="emails" class="reports">
			<h2 id="emails">{text.title}</h2>
			<ul class="sources">
				{emails.watchers.map(({ address, source, state, endedBecause, toldAt }) => (
					<li>
						<p>
							<Address address={address} text={text} />{" "}
							<strong>{endedBecause === null ? text.states[state] : text.endings[endedBecause]}</strong>
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
						<p class="quiet">
							<Address address={addresses.get(watcher) ?? null} text={text} />
							{mail !== null && (
								<>
									{" · "}
									{text.mail} <code>{mail}</code>
								</>
							)}
						</p>
					</li>
				))}
			</ol>
		</section>
	);
}

function Address({ address, text }: { readonly address: string | null; readonly text: Words }) {
	return address === null ? text.lost : <bdi class="address">{withoutControls(address)}</bdi>;
}
