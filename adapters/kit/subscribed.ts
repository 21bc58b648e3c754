import { type Carrier, type HttpReply, type Outcome, type Query, type Subscribed, Unreadable } from "./carrier.ts";
import { bareNumber } from "./numbers.ts";
import { outcomeOfStatus } from "./outcomes.ts";
import { takeOutDetails } from "./privacy.ts";
import { plainWords } from "./words.ts";

/** What became of a call that subscribed numbers, each number once. */
export interface SubscriptionReading {
	/** ok: the carrier took the call, though it may have refused numbers of it. */
	readonly outcome: "ok" | "denied" | "rate-limited" | "error";
	readonly accepted: readonly string[];
	readonly refused: Subscribed["refused"];
	readonly ids: Readonly<Record<string, string>>;
}

/** Says what a reply to a subscription means, whatever it is; a number that the reply passes over is refused. */
export function readSubscribed(carrier: Carrier, reply: HttpReply, queries: readonly Query[]): SubscriptionReading {
	const byStatus = outcomeOfStatus(reply.status);
	if (byStatus === "denied" || byStatus === "rate-limited" || byStatus === "error") {
		return settle(queries, refuseAll(queries, `HTTP status ${reply.status}`, byStatus));
	}
	try {
		const told = carrier.subscribe?.read(reply, queries);
		if (!told) throw new Error(`${carrier.code} does not subscribe numbers.`);
		return settle(queries, told);
	} catch (error) {
		if (!(error instanceof Unreadable)) throw error;
		return settle(queries, refuseAll(queries, error.message, "error"));
	}
}

/** Every number refused for one reason, with the outcome where it is not the numbers' fault. */
export function refuseAll(queries: readonly Query[], detail: string, outcome?: Outcome): Subscribed {
	const isOfAll = outcome === "denied" || outcome === "rate-limited" || outcome === "error";
	return {
		accepted: [],
		refused: queries.map(({ trackingNumber }) => ({ trackingNumber, detail })),
		outcome: isOfAll ? outcome : undefined,
	};
}

function settle(queries: readonly Query[], told: Subscribed): SubscriptionReading {
	const accepted = new Set(told.accepted.map(bareNumber));
	const details = new Map(
		told.refused.map(({ trackingNumber, detail }) => [
			bareNumber(trackingNumber),
			takeOutDetails(plainWords(detail)).text,
		]),
	);
	const ids = new Map(Object.entries(told.ids ?? {}).map(([number, id]) => [bareNumber(number), id]));
	const asked = [...new Set(queries.map(({ trackingNumber }) => trackingNumber))];
	const [taken, left] = [true, false].map((wanted) =>
		asked.filter((number) => accepted.has(bareNumber(number)) === wanted),
	);
	return {
		outcome: told.outcome ?? "ok",
		accepted: taken ?? [],
		refused: (left ?? []).map((trackingNumber) => ({
			trackingNumber,
			detail: details.get(bareNumber(trackingNumber)) ?? "The carrier's answer does not name this number.",
		})),
		ids: Object.fromEntries(
			(taken ?? []).flatMap((number) => {
				const id = ids.get(bareNumber(number));
				return id === undefined ? [] : [[number, id]];
			}),
		),
	};
}
