import { withoutControls } from "../isolate.tsx";
import { Actor, type ActorNames } from "./actor.tsx";
import { Choice, Field } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument } from "./frame.tsx";
import { Ago, Days, Further, Moment } from "./parts.tsx";
import { SettingsMenu } from "./settings-menu.tsx";
import type { ConsoleWords } from "./words.ts";

export type ShownAction = keyof ConsoleWords["audit"]["actions"];

/** One change, and who made it. */
export interface ShownEntry {
	readonly at: string;
	/** `key_…`, an address, or `operator`. */
	readonly actor: string;
	readonly action: string;
	/** Public id of what was changed. */
	readonly subject: string | null;
	readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditFilter {
	readonly actor?: string | undefined;
	readonly action?: string | undefined;
	readonly subject?: string | undefined;
	/** Days, both of them counted. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
}

export interface AuditPage extends ConsolePage {
	readonly entries: readonly ShownEntry[];
	readonly filter: AuditFilter;
	readonly actions: readonly ShownAction[];
	readonly names: ActorNames;
	readonly next: string | null;
}

export function renderAudit(page: AuditPage): string {
	const { entries, filter, actions, next } = page;
	return consoleDocument(page, (context) => {
		const { own } = context;
		const { audit: text } = own;
		const field = (name: "actor" | "subject", hint: string) => (
			<Field name={name} label={text[name]} hint={hint} value={filter[name] ?? ""} mostCharacters={254} />
		);
		return {
			title: text.title,
			place: "settings",
			children: (
				<>
					<SettingsMenu at="audit" own={own} />
					<h1>{text.title}</h1>
					<p class="quiet">{text.text}</p>
					<details class="filters" open={Object.values(filter).some((value) => value !== undefined)}>
						<summary>{text.filter}</summary>
						<form method="get" action="/console/audit">
							<Choice
								name="action"
								label={text.action}
								value={filter.action ?? ""}
								options={actions.map((action) => [action, text.actions[action]] as const)}
								any={own.list.any}
							/>
							{field("actor", text.actorHint)}
							{field("subject", text.subjectHint)}
							<Days from="from" to="to" value={{ ...filter }} label={text.days} own={own} />
							<p class="buttons">
								<button class="button button-main" type="submit">
									{own.list.apply}
								</button>
								<a class="button" href="/console/audit">
									{own.list.reset}
								</a>
							</p>
						</form>
					</details>
					{entries.length === 0 && <p class="details">{text.none}</p>}
					<ul class="rows">
						{entries.map((entry) => (
							<Row entry={entry} names={page.names} {...context} />
						))}
					</ul>
					<Further href={next} own={own} />
				</>
			),
		};
	});
}

interface RowInput extends ConsoleContext {
	readonly entry: ShownEntry;
	readonly names: ActorNames;
}

function Row({ entry, names, ...context }: RowInput) {
	const { audit: text } = context.own;
	const { at, actor, action, subject, details } = entry;
	const actions: Readonly<Record<string, string>> = text.actions;
	const said = detailsOf(details, text.details);
	return (
		<li class="row row-plain">
			<div class="row-name">
				<p>{actions[action] ?? withoutControls(action)}</p>
				<Subject id={subject} names={names} />
			</div>
			<div class="row-state">
				<p>
					<Actor actor={actor} names={names} own={context.own} />
				</p>
				{said !== "" && <p class="quiet">{withoutControls(said)}</p>}
			</div>
			<div class="row-when">
				<p>
					<Moment at={at} own={context.own} />
				</p>
				<p class="quiet">
					<Ago at={at} {...context} />
				</p>
			</div>
		</li>
	);
}

/** Where the thing has a page of its own, by the beginning of its id. */
const PAGES: Readonly<Record<string, string>> = {
	shp: "/console/parcels/",
	end: "/console/webhooks/",
	dlv: "/console/webhooks/deliveries/",
	key: "/console/keys/",
	brd: "/console/brands/",
	con: "/console/connections/",
	imp: "/console/parcels/import/",
};

function Subject({ id, names }: Pick<RowInput, "names"> & { readonly id: string | null }) {
	if (id === null) return null;
	const page = PAGES[id.slice(0, id.indexOf("_"))];
	const name = withoutControls(names.get(id) ?? id);
	return (
		<p class="quiet">
			{page === undefined ? (
				<code>{id}</code>
			) : (
				<a href={`${page}${id}`}>
					<bdi>{name}</bdi>
				</a>
			)}
		</p>
	);
}

/** Names of fields, counts and codes: nothing of a person is noted. */
function detailsOf(details: ShownEntry["details"], labels: Readonly<Record<string, string>>): string {
	const names = [...new Set([...Object.keys(labels), ...Object.keys(details)])];
	return names
		.flatMap((name) => {
			const [label, text] = [labels[name] ?? name, wordsOf(details[name])];
			return text === null ? [] : [text === "" ? label : `${label}: ${text}`];
		})
		.join("; ");
}

/** Empty where the name says it all; null where there is nothing to say. */
function wordsOf(value: unknown): string | null {
	if (value === true) return "";
	if (value === undefined || value === null || value === false || value === "") return null;
	if (Array.isArray(value)) return value.length === 0 ? null : value.join(", ");
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}
