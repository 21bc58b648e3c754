import { carriers } from "../../adapters/index.ts";
import { canBePostedTo } from "../core/can-be-posted-to.ts";
import { type Connection, connectionsByRowId, recordOutcome } from "../store/connections.ts";
import type { RowId } from "../store/database.ts";
import { databaseNow } from "../store/health.ts";
import { claimConnections, releaseLeases } from "../store/leases.ts";
import { isOutage, isPassing } from "../store/outage.ts";
import { renewMoved, wantForgotten } from "../store/subscriptions.ts";
import { Overloaded } from "./group-commit.ts";
import { leaseMs } from "./line.ts";
import type { LineTo } from "./lines.ts";
import { type PollDeps, pollConnection } from "./poll-connection.ts";
import { subscribeNumbers } from "./subscribe-numbers.ts";

export interface PollerDeps extends PollDeps {
	readonly lineTo: LineTo;
	/** Hears of each look that went well. */
	readonly onDone?: () => void;
	/** How often due parcels are looked for. */
	readonly everyMs?: number;
	/** The clock that this node's must agree with; the database's where it is left out. */
	readonly otherClock?: () => Promise<Date>;
}

export interface Poller {
	/** One look: asks for all that is due now, and resolves when every answer is kept. */
	runOnce(): Promise<void>;
	/** Finishes the calls that are under way, begins no other, and gives back at once what it holds. */
	stop(): Promise<void>;
}

/** Connections taken on at a look; those that are not come first at the next. */
const connectionsALook = 50;

/** What is planned by a clock that is further off than this may never come, or all at once. */
const clocksApartMs = 5 * 60_000;

class ClocksApart extends Error {
	override readonly name = "ClocksApart";

	constructor(apartMs: number) {
		super(
			`The clocks of this node and of the database are ${Math.round(apartMs / 60_000)} minutes apart. No carrier is asked until they agree: set the wrong one.`,
		);
	}
}

/** Asks carriers for the parcels that are due, each connection in its own queue at its carrier's pace. */
export function startPoller(deps: PollerDeps): Poller {
	const busy = new Map<RowId, Promise<void>>();
	const stopping = new AbortController();

	/** What is wrong with subscribing keeps nobody from asking. */
	const goOn = (error: unknown) => {
		if (isOutage(error) || isPassing(error)) throw error;
		deps.onError(error);
	};

	const pollOne = async (connection: Connection) => {
		try {
			const line = deps.lineTo(connection);
			if (!line) return;
			// First: a carrier that posts by itself need not be asked so often.
			await subscribeNumbers(deps, line, stopping.signal).catch(goOn);
			await pollConnection(deps, line, stopping.signal);
		} catch (error) {
			deps.onError(error);
			// Ours, and no word about the carrier: the legs are due as they were, and the next look asks again.
			if (isOutage(error) || isPassing(error) || error instanceof Overloaded) return;
			const pausedUntil = new Date(deps.now().getTime() + 60_000).toISOString();
			const outcome = { kind: "failed" as const, error: "Asking this carrier failed; the log says why.", pausedUntil };
			await recordOutcome(deps.db, connection, outcome, deps.now().toISOString());
		}
	};

	const otherClock = deps.otherClock ?? (() => databaseNow(deps.db));
	let toldOfClocks = false;
	const clocksAgree = async () => {
		const other = (await otherClock()).getTime();
		const apartMs = Math.abs(deps.now().getTime() - other);
		if (apartMs <= clocksApartMs) {
			toldOfClocks = false;
			return true;
		}
		if (!toldOfClocks) deps.onError(new ClocksApart(apartMs));
		toldOfClocks = true;
		return false;
	};

	const subscribes = canBePostedTo(deps.publicUrl);
	let isFirst = true;
	/** What was registered before carriers could be asked to post for it, or under another address of ours. */
	const catchUp = async () => {
		const at = deps.now().toISOString();
		while (!stopping.signal.aborted && (await renewMoved(deps.db, deps.publicUrl, at)));
		const subscribing = carriers.filter(({ subscribe }) => subscribe !== undefined).map(({ code }) => code);
		while (!stopping.signal.aborted && (await wantForgotten(deps.db, subscribing, at)));
	};
	const look = async () => {
		if (!(await clocksAgree())) return;
		if (isFirst && subscribes) await catchUp().catch(goOn);
		isFirst = false;
		const due = await claimConnections(deps.db, {
			owner: deps.owner,
			leaseMs,
			limit: connectionsALook,
			now: deps.now().toISOString(),
			busy: [...busy.keys()],
			subscribes,
		});
		for (const connection of await connectionsByRowId(deps.db, due)) {
			const work = pollOne(connection)
				.catch(deps.onError)
				.finally(() => busy.delete(connection.rowId));
			busy.set(connection.rowId, work);
		}
	};

	let looking: Promise<void> = Promise.resolve();
	let isLooking = false;
	const tick = () => {
		if (isLooking || stopping.signal.aborted) return;
		isLooking = true;
		looking = look()
			.then(deps.onDone)
			.catch(deps.onError)
			.finally(() => {
				isLooking = false;
			});
	};
	const timer = setInterval(tick, deps.everyMs ?? 1000);
	return {
		runOnce: async () => {
			await looking;
			await look();
			await Promise.all(busy.values());
		},
		stop: async () => {
			stopping.abort();
			clearInterval(timer);
			await looking;
			await Promise.all(busy.values());
			await releaseLeases(deps.db, deps.owner);
		},
	};
}
