import { withoutControls } from "../isolate.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { KeyFields, type KeyFormPage, nameOfKey, type ShownKey } from "./keys.tsx";
import { Choice, CopyButton, Facts, Fold, Moment } from "./parts.tsx";

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
					{refusedAct !== null && (
						<p class="outcome" role="alert">
							{withoutControls(refusedAct)}
						</p>
					)}
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
						{isOwn && `, ${text.own}`}
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
	const { shown: key, refused, staff, own } = page;
	const { change, rotate, revoke } = own.keys;
	const action = (verb: string) => ({ action: `/console/keys/${key.id}/${verb}`, staff, class: "form" });
	return (
		<>
			<Fold title={change.title} isOpen={refused !== null}>
				<PostForm {...action("change")}>
					<KeyFields {...page} />
					<button class="button" type="submit">
						{change.button}
					</button>
				</PostForm>
			</Fold>
			{key.endsAt === null && (
				<Fold title={rotate.title}>
					<p class="quiet">{rotate.text}</p>
					<PostForm {...action("rotate")}>
						<Choice
							name="graceHours"
							label={rotate.hours}
							value="24"
							options={GRACE_HOURS.map((hours) => [hours, rotate.choices[hours] ?? hours] as const)}
						/>
						<button class="button" type="submit">
							{rotate.button}
						</button>
					</PostForm>
				</Fold>
			)}
			<Fold title={revoke.title}>
				<p class="quiet">{revoke.text}</p>
				<PostForm {...action("revoke")}>
					<p class="check">
						<input id="sure" type="checkbox" name="sure" value="1" required />
						<label for="sure">{revoke.sure}</label>
					</p>
					<button class="button" type="submit">
						{revoke.button}
					</button>
				</PostForm>
			</Fold>
		</>
	);
}

/** Keys of an object that look like numbers do not keep the order in which they are written. */
const GRACE_HOURS = ["24", "1", "168", "720", "0"] as const;

export interface MadeKeyPage extends ConsolePage {
	readonly id: string;
	/** `wl_…` */
	readonly secret: string;
}

/** Shown when it is made, and never again. */
export function renderMadeKey(page: MadeKeyPage): string {
	const { id, secret } = page;
	return consoleDocument(page, ({ own }) => {
		const { keys: text } = own;
		return {
			title: text.shownTitle,
			place: "settings",
			children: (
				<section class="console-narrow">
					<h1>{text.shownTitle}</h1>
					<p>{text.shown}</p>
					<p class="secret">
						<code>{secret}</code> <CopyButton text={secret} label={own.copy} />
					</p>
					<p class="quiet">
						{text.how} <code>Authorization: Bearer wl_…</code>
					</p>
					<p class="further">
						<a class="button button-main" href={`/console/keys/${id}`}>
							{text.go}
						</a>
					</p>
				</section>
			),
		};
	});
}
