import type { ConnectionView } from "../../../src/core/connection-view.ts";
import { withoutControls } from "../isolate.tsx";
import { connectionState, isTrouble, lagText, parcelsText } from "./connection-state.ts";
import { type ConsoleContext, type ConsolePage, consoleDocument } from "./frame.tsx";
import type { CarrierNames } from "./parcel-row.tsx";
import { Ago, Moment } from "./parts.tsx";
import { visible } from "./visible.ts";

export interface ConnectionsPage extends ConsolePage {
	readonly connections: readonly ConnectionView[];
	readonly carriers: CarrierNames;
	readonly mayConnect: boolean;
}

/** All of a shop's accounts with carriers in one table: how fresh each is, those in trouble first. */
export function renderConnections(page: ConnectionsPage): string {
	const { connections, carriers, mayConnect } = page;
	return consoleDocument(page, (context) => {
		const { connections: words } = context.own;
		const lines = connections
			.map((connection) => ({
				connection,
				name: carriers.get(connection.carrier) ?? connection.carrier,
				state: connectionState(connection, page.now, words),
			}))
			.toSorted((one, other) => RANKS[one.state.tone] - RANKS[other.state.tone] || one.name.localeCompare(other.name));
		const inTrouble = lines.filter(({ state }) => isTrouble(state)).length;
		return {
			title: words.title,
			place: "connections",
			children: (
				<>
					<h1>{words.title}</h1>
					<p class="quiet">{words.text}</p>
					{mayConnect && (
						<p class="further">
							<a class="button button-main" href="/console/connections/new">
								{words.connect.title}
							</a>
						</p>
					)}
					{lines.length === 0 ? (
						<p class="details">{words.none}</p>
					) : (
						<>
							<p class="details">{inTrouble === 0 ? words.wellAll : words.trouble(inTrouble, lines.length)}</p>
							<Board lines={lines} context={context} />
						</>
					)}
				</>
			),
		};
	});
}

const RANKS = { bad: 0, warn: 1, plain: 2, good: 3 } as const;

interface BoardInput {
	readonly context: ConsoleContext;
	readonly lines: readonly {
		readonly connection: ConnectionView;
		readonly name: string;
		readonly state: ReturnType<typeof connectionState>;
	}[];
}

/** On a phone each line is a card. */
function Board({ lines, context }: BoardInput) {
	const { own, page } = context;
	const { connections: words } = own;
	const { columns } = words;
	return (
		<table class="board-table">
			<thead>
				<tr>
					{Object.values(columns).map((column) => (
						<th scope="col">{column}</th>
					))}
				</tr>
			</thead>
			<tbody>
				{lines.map(({ connection, name, state }) => (
					<tr class={`board-${state.tone}`}>
						<th scope="row">
							<a href={`/console/connections/${connection.id}`}>{name}</a>
							{connection.label !== null && (
								<p class="quiet">
									<bdi>{withoutControls(connection.label)}</bdi>
								</p>
							)}
						</th>
						<td class="board-state">
							<p class={`state-${state.tone}`}>{words.states[state.name]}</p>
							{state.detail !== null && <p class="quiet">{visible(state.detail)}</p>}
							{state.until !== null && (
								<p class="quiet">
									{words.until} <Moment at={state.until} own={own} />
								</p>
							)}
						</td>
						<Cell label={columns.answered}>
							{connection.polls ? <When at={connection.health.lastOkAt} {...context} /> : words.notAsked}
						</Cell>
						<Cell label={columns.posted}>
							{connection.webhookUrl === null ? "–" : <When at={connection.webhook.lastMessageAt} {...context} />}
						</Cell>
						<Cell label={columns.behind}>
							{connection.polls ? (lagText(connection, page.now, words) ?? words.upToDate) : "–"}
						</Cell>
						<Cell label={columns.parcels}>{parcelsText(connection, words)}</Cell>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Cell({ label, children }: { readonly label: string; readonly children: unknown }) {
	return (
		<td>
			<span class="board-label" aria-hidden="true">
				{label}
			</span>
			<span>{children}</span>
		</td>
	);
}

export function When({ at, ...context }: ConsoleContext & { readonly at: string | null }) {
	return at === null ? <span>{context.own.connections.never}</span> : <Ago at={at} {...context} />;
}
