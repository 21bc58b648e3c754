import { Outcome } from "../form.tsx";
import { withoutControls } from "../isolate.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { KeyFields, type KeyFormPage, nameOfKey, type ShownKey } from "./keys.tsx";
import { Facts, Fold, Moment } from "./parts.tsx";
import { RenewFold, secretDocument } from "./secret.tsx";
import { SureFold } from "./sure.tsx";

export interface KeyPage extends ConsolePage, KeyFormPage {
	readonly shown: ShownKey;
	/** It is the one that logged in. */
	readonly isOwn: boolean;
	/** Why another of its forms was refused. */
	readonly refusedAct: string | null;
	readonly mayWrite: boolean;
}

export function renderKey(page: KeyPage): string {
	const { shown: key, refusedAct } = page;
	return consoleDocument(page, ({ own }) => {
		const { keys: text } = own;
		const name = nameOfKey(key, own);
		return {
			title: name,
			place: "settings",
			children: (
				<>
					<p>
						<a href="/console/keys">{text.title}</a> / <bdi>{name}</bdi>
					</p>
					<h1>
						<bdi>{name}</bdi>
					</h1>
					<Outcome text={refusedAct && withoutControls(refusedAct)} />
					<Known {...page} own={own} />
					{page.mayWrite && <Forms {...page} own={own} />}
				</>
			),
		};
	});
}

type Part = KeyPage & Pick<ConsoleContext, "own">;

function Known({ shown: key, isOwn, scopes, usualLimit, own }: Part) {
	const { keys: text } = own;
	const moment = (at: string | null) => at && <Moment at={at} own={own} />;
	return (
		<Facts
			facts={[
				[
					text.begins,
					<>
						<code>{key.prefix}…</code>
						{isOwn && ` (${text.own})`}
					</>,
				],
				[
					text.scopes,
					key.scopes.length === scopes.length ? (
						text.everything
					) : (
						<ul>
							{key.scopes.map((scope) => (
								<li>{text.scopesInWords[scope]}</li>
							))}
						</ul>
					),
				],
				[text.perMinute, key.perMinute === null ? text.usualLimit(usualLimit) : text.perMinuteOf(key.perMinute)],
				[text.used, moment(key.lastUsedAt) ?? text.neverUsed],
				[text.ends, moment(key.endsAt)],
				[text.made, <Moment at={key.createdAt} own={own} />],
				[own.parcel.id, <code>{key.id}</code>],
			]}
		/>
	);
}

function Forms(page: Part) {
	const { shown: key, sent, staff, own } = page;
	const { change, rotate, revoke } = own.keys;
	const action = (verb: string) => ({ action: `/console/keys/${key.id}/${verb}`, staff });
	return (
		<>
			<Fold title={change.title} isOpen={sent.refused !== null}>
				<PostForm {...action("change")} class="form">
					<KeyFields {...page} />
					<button class="button" type="submit">
						{change.button}
					</button>
				</PostForm>
			</Fold>
			{key.endsAt === null && (
				<RenewFold words={rotate} {...action("rotate")} name="graceHours" hours={["24", "1", "168", "720", "0"]} />
			)}
			<SureFold words={revoke} {...action("revoke")} />
		</>
	);
}

export interface MadeKeyPage extends ConsolePage {
	readonly id: string;
	/** `wl_…`; null: it was shown before. */
	readonly secret: string | null;
}

/** Shown when it is made, and never again. */
export function renderMadeKey(page: MadeKeyPage): string {
	return secretDocument(page, {
		place: "settings",
		words: ({ keys }) => keys,
		how: ({ keys }) => (
			<>
				{keys.how} <code>Authorization: Bearer wl_…</code>
			</>
		),
		secret: page.secret,
		href: `/console/keys/${page.id}`,
	});
}
