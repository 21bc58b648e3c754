import { isAboutNeeds, type Outcome, type Problem, type Query } from "../../adapters/kit/index.ts";
import { TooMany } from "../core/errors.ts";
import type { Places } from "../geo/places.ts";
import { type Connection, recordOutcome, type TalkOutcome } from "../store/connections.ts";
import type { Database } from "../store/database.ts";
import { registeredAmong } from "../store/legs.ts";
import type { Answer } from "./carrier-client.ts";
import { DoorRate } from "./door-rate.ts";
import { type ExplainedShipment, explainShipment } from "./explain-reading.ts";
import { type Line, spendCall } from "./line.ts";
import type { LineTo } from "./lines.ts";
import { insteadOfData } from "./spoilt-answers.ts";
import { readBytes } from "./stored-message.ts";

/** What a carrier says of one number now. */
export interface Asked {
	/** down: it does not answer. resting: its quota is spent, and nobody asked. busy: our turn did not come. */
	readonly outcome: Outcome | "down" | "resting" | "busy";
	/** What went wrong, in a sentence without a secret; null where nothing did. */
	readonly detail: string | null;
	/** HTTP status; null without an answer. */
	readonly status: number | null;
	readonly shipments: readonly ExplainedShipment[];
	readonly problems: readonly Problem[];
}

/** Null for a connection that asks nobody. Throws TooMany, WrongKey and Tampered. */
export type AskOnce = (connection: Connection, query: Query) => Promise<Asked | null>;

export interface AskOnceDeps {
	readonly db: Database;
	readonly lineTo: LineTo;
	readonly places: Places;
	readonly now: () => Date;
}

const mostAMinute = 6;
/** With a login and an answer of twenty seconds each it is still over within a minute. */
const longestWaitMs = 15_000;

/**
 * Asks a carrier for one number and keeps nothing of what it says, but for whether the connection works: by its own line,
 * before the parcels that are due, and from its quota. It asks though the connection rests after a failure, for whoever
 * has just mended it. A node that does not hold the connection's lease asks by a line of its own.
 */
export function createAskOnce(deps: AskOnceDeps): AskOnce {
	const rate = new DoorRate({ aMinute: mostAMinute });
	return async (connection, { trackingNumber, needs }) => {
		const line = deps.lineTo(connection);
		if (line === null) return null;
		const waitSeconds = rate.take(connection.id, deps.now().getTime());
		if (waitSeconds > 0) {
			throw new TooMany(`A connection is tried ${mostAMinute} times a minute at most. Wait.`, waitSeconds);
		}
		const spending = await spendCall(deps, line);
		if (!spending.allowed) {
			return { ...nothing, outcome: "resting", detail: `The quota is spent until ${spending.until}.` };
		}
		const query = { trackingNumber: line.numberToAsk(trackingNumber), needs };
		const answer = await line.client.ask([query], { stopping: AbortSignal.timeout(longestWaitMs), isFirst: true });
		const asked = await understand(deps, line, query.trackingNumber, answer);
		const health = healthAfter(line, answer, asked, deps.now());
		if (health) await recordOutcome(deps.db, connection, health, deps.now().toISOString());
		return asked;
	};
}

const nothing = { status: null, shipments: [], problems: [] };

async function understand(deps: AskOnceDeps, line: Line, asked: string, answer: Answer): Promise<Asked> {
	if (answer.kind === "not-asked") {
		return { ...nothing, outcome: "busy", detail: "Other calls of this connection went first. Try again in a minute." };
	}
	if (answer.kind !== "reply") return { ...nothing, outcome: answer.kind, detail: line.hide(answer.detail) };
	const { connection, carrier, hide } = line;
	const { status, headers, body } = answer.reply;
	const { sellerId } = connection;
	const receivedAt = deps.now();
	const reading = readBytes(
		{
			carrier: carrier.code,
			channel: "poll",
			contentType: headers["content-type"] ?? null,
			body,
			asked: [asked],
			replyStatus: status,
			receivedAt,
		},
		deps.places,
	);
	const { outcome, shipments } = reading;
	const problems = reading.problems.map(({ kind, detail }) => ({ kind, detail: hide(detail) }));
	const names = shipments.map(({ trackingNumber }) => {
		return { sellerId, carrier: carrier.code, trackingNumber: trackingNumber ?? "" };
	});
	const registered = await registeredAmong(deps.db, names);
	const instead = outcome === "error" && status < 400 ? insteadOfData(answer.reply) : null;
	const isWell = outcome === "ok" || outcome === "empty";
	const said = problems[0]?.detail ?? reading.refusals.map(({ detail }) => hide(detail))[0] ?? null;
	return {
		outcome,
		detail: instead === null ? (isWell ? null : said) : `${carrier.name} answered with ${instead} instead of data.`,
		status,
		shipments: shipments.map((shipment, index) =>
			explainShipment(shipment, registered.has(index), receivedAt.toISOString(), deps.places),
		),
		problems,
	};
}

/** What it says of the connection, as a poll would: what is wrong with one number alone is none of its. */
function healthAfter({ carrier }: Line, answer: Answer, asked: Asked, at: Date): TalkOutcome | null {
	const { outcome, status } = asked;
	const error = asked.detail ?? `${carrier.name}'s answer was "${outcome}".`;
	switch (outcome) {
		case "busy":
		case "resting":
			return null;
		case "ok":
		case "empty":
		case "not-found":
			return { kind: "ok" };
		case "denied":
			return isAboutNeeds(carrier, error) ? { kind: "ok" } : { kind: "failed", error };
		case "down":
			return { kind: "failed", error };
		case "rate-limited": {
			const pauseMs = answer.kind === "rate-limited" ? answer.retryAfterMs : limitedPauseMs;
			return { kind: "failed", error, pausedUntil: new Date(at.getTime() + pauseMs).toISOString() };
		}
		case "error":
			return status !== null && status >= 400 ? { kind: "ok" } : { kind: "failed", error };
	}
}

const limitedPauseMs = 60_000;
