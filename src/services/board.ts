import { isSecret } from "../../adapters/kit/index.ts";
import { boardTokenOf } from "../store/board-token.ts";
import { connectionAt } from "../store/connections.ts";
import { type BoardLine, lastPushes } from "../store/list-messages.ts";
import type { Deps } from "./deps.ts";

/** What became of the last messages of a connection, for the courier's developer: no bodies, no numbers, no persons. */
export interface BoardView {
	readonly lastMessageAt: string | null;
	/** Newest first. */
	readonly messages: readonly BoardMessage[];
}

export interface BoardMessage {
	/** `msg_…` */
	readonly id: string;
	readonly receivedAt: string;
	/** As its sender named it, where that is a plain name. */
	readonly senderId: string | null;
	readonly bytes: number;
	/** waiting: none of its parcels is registered yet. failed: ours. */
	readonly became: "read" | "empty" | "waiting" | "unreadable" | "refused" | "failed";
	/** Null where it was not read. */
	readonly accepted: number | null;
	readonly unmatched: number;
	readonly problems: readonly { readonly kind: string; readonly detail: string }[];
	/** Problems beyond those. */
	readonly more: number;
}

export const BOARD_MESSAGES = 100;
const MOST_PROBLEMS = 10;

/** Null where the two do not belong together, or are no more. */
export async function openBoard({ db, vault }: Deps, connectionId: string, token: string): Promise<BoardView | null> {
	const connection = await connectionAt(db, "push", connectionId);
	const wanted = connection && boardTokenOf(vault, connection);
	if (!connection || !wanted || !isSecret(token, wanted)) return null;
	const lines = await lastPushes(db, connection.sellerId, connection.rowId, BOARD_MESSAGES);
	return { lastMessageAt: connection.lastMessageAt, messages: lines.map(viewLine) };
}

function viewLine({
	id,
	receivedAt,
	senderId,
	bytes,
	state,
	outcome,
	problems,
	parcels = null,
	waiting,
}: BoardLine): BoardMessage {
	const unmatched = Math.min(waiting, parcels ?? waiting);
	const known = distinct(problems.map(withoutWords));
	return {
		id,
		receivedAt,
		senderId: senderId !== null && /^[\w.:-]{1,64}$/.test(senderId) ? senderId : null,
		bytes,
		became: becameOf(state, outcome, parcels ?? 0, unmatched),
		accepted: parcels === null ? null : parcels - unmatched,
		unmatched,
		problems: known.slice(0, MOST_PROBLEMS),
		more: Math.max(known.length - MOST_PROBLEMS, 0),
	};
}

function becameOf(
	state: BoardLine["state"],
	outcome: string | null,
	parcels: number,
	unmatched: number,
): BoardMessage["became"] {
	switch (state) {
		case "bad-signature":
			return "refused";
		case "poison":
			return "failed";
		case "unreadable":
			return "unreadable";
		case "read":
		case "unmatched":
			if (unmatched > 0 && unmatched === parcels) return "waiting";
			return outcome === "empty" ? "empty" : "read";
	}
}

type Told = BoardLine["problems"][number];

/**
 * What a courier writes into a text, and beside a code or a time, may be about a person. The board shows our own words,
 * and of the courier's the codes and times alone.
 */
function withoutWords({ kind, detail }: Told): Told {
	if (kind === "unknown-code") return { kind, detail: codeOf(detail) };
	return kind === "bad-time" ? { kind, detail: timeOf(detail) } : { kind, detail };
}

/** The kit and the reader write `time (code: words)`, with more behind it for one that lies ahead, or `path.zone: words`. */
function timeOf(detail: string): string {
	const zone = /^shipments[\w.]*\.zone(?=: )/.exec(detail)?.[0];
	if (zone !== undefined) return `${zone}: there is no such time zone`;
	const [time = "", label = ""] = detail.split(/ \((.*)/s);
	const known = /^[\d.:/TZ +-]{4,40}$/.test(time) ? time : "a time";
	const of = label === "" ? known : `${known} (${codeOf(label.replace(/\).*$/s, ""))})`;
	return detail.endsWith("it decides nothing.") ? `${of} lies ahead of its message` : `${of} cannot be read`;
}

/** The kit writes `code: words`. */
function codeOf(label: string): string {
	const code = label.split(": ")[0] ?? "";
	return /^[\w.:-]{1,64}$/.test(code) ? code : "a code that is no plain name";
}

function distinct(problems: readonly Told[]): readonly Told[] {
	return [...new Map(problems.map((problem) => [`${problem.kind} ${problem.detail}`, problem])).values()];
}
