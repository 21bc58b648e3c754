import type { Calendar, DeliveryDays } from "../core/calendar.ts";
import type { Fact, SilenceFact } from "../core/facts.ts";
import type { ParcelState } from "../core/fold.ts";
import { endedGaps } from "../core/silence/ended-gaps.ts";
import type { Gap } from "../core/silence/gap-model.ts";
import type { LastWord } from "../core/silence/last-words.ts";
import { utcDays } from "../core/silence/plain-days.ts";
import { nextDeadline, putOff, silenceNews, spentSilences } from "../core/silence/silence-news.ts";
import { gapAfter, isSurfaceService, type SilenceQuery } from "../core/silence/silence-of.ts";
import { zoneDays } from "../geo/calendar/zone-days.ts";
import type { Places } from "../geo/places.ts";
import type { Connection } from "../store/connections.ts";
import type { RowId } from "../store/database.ts";
import type { Parcel } from "../store/parcels.ts";
import { keyOf } from "./key-of.ts";
import { codeOfLane, type Lanes, laneCarrier } from "./lanes.ts";
import { placeOfEnd } from "./settle-places.ts";
import { deliveryWeek, statedTime } from "./stated-time.ts";

export type SilentParcel = Pick<
	Parcel,
	"sellerId" | "createdAt" | "carrier" | "service" | "origin" | "destination" | "legs"
>;

interface World {
	readonly now: Date;
	readonly places: Places;
	readonly lanes: Lanes;
}

/** Deadlines to be kept with what is known, and those that need not be kept any more. */
export interface SilenceChange {
	readonly settled: readonly SilenceFact[];
	readonly spent: readonly SilenceFact[];
}

/**
 * When the silence after the last word of a parcel is longer than it mostly is, settled as its state is derived. While
 * its carrier cannot be asked, what is not heard is no silence, and what is due is put off.
 */
export function settleSilence(
	parcel: SilentParcel,
	facts: readonly Fact[],
	state: ParcelState,
	connections: ReadonlyMap<RowId, Connection>,
	world: World,
): SilenceChange {
	const now = world.now.getTime();
	const deaf = deafSince(parcel, connections);
	const later = deaf === null ? [] : putOff({ facts: dueBy(facts, now), state, now, keyOf }, deaf, now);
	const known = [...facts, ...later];
	const news = silenceNews({ facts: known, state, now, queryOf: (word) => queryOf(parcel, word, world), keyOf });
	const spent = spentSilences(facts, state.timeline);
	return { settled: [...later, ...news.map(withCodeOfCarrier)], spent: [...spent] };
}

/** Whose lane it was is nobody's business. */
function withCodeOfCarrier(fact: SilenceFact): SilenceFact {
	return { ...fact, because: { ...fact.because, carrier: codeOfLane(fact.because.carrier) } };
}

/** When silence alone will next change the state, `…Z`; null where it will not. */
export function silentFrom(facts: readonly Fact[], state: ParcelState, now: Date): string | null {
	return nextDeadline(facts, state, now.getTime());
}

/** The silences that the newest scans ended, to be learnt. */
export function gapsEnded(
	parcel: SilentParcel,
	before: ParcelState["timeline"],
	after: ParcelState["timeline"],
	world: World,
): readonly Gap[] {
	return endedGaps({
		before,
		after,
		now: world.now.getTime(),
		queryOf: (word) => queryOf(parcel, word, world),
	});
}

/** The silences after which a parcel was given up: they last longer than this, and are learnt as such. */
export function gapsGivenUp(parcel: SilentParcel, { lastWords }: ParcelState, world: World): readonly Gap[] {
	const now = world.now.getTime();
	return lastWords.flatMap((word) => gapAfter({ ...queryOf(parcel, word, world), word, now }, now, false) ?? []);
}

/** Deadlines that lie ahead need no putting off yet. */
function dueBy(facts: readonly Fact[], now: number): readonly Fact[] {
	return facts.filter((fact) => fact.kind !== "silence" || Date.parse(fact.deadline) <= now);
}

/** Since when none of those who tell of the parcel could be asked; null while one can. */
function deafSince({ legs }: Pick<Parcel, "legs">, connections: ReadonlyMap<RowId, Connection>): number | null {
	const asked = legs.flatMap(({ connectionId }) =>
		connectionId === null ? [] : (connections.get(connectionId) ?? []),
	);
	const failing = asked.flatMap(({ health, failingSince }) =>
		health === "failing" && failingSince ? [failingSince] : [],
	);
	if (asked.length === 0 || failing.length < asked.length) return null;
	return Math.max(...failing.map((since) => Date.parse(since)));
}

function queryOf(parcel: SilentParcel, word: LastWord, { now, places, lanes }: World): Omit<SilenceQuery, "word"> {
	const leg = parcel.legs.find(({ number }) => number === word.leg);
	const code = leg?.toldCarrier ?? leg?.carrier ?? parcel.carrier;
	const country = word.place?.country ?? parcel.destination?.country ?? parcel.origin?.country ?? null;
	const end = word.place === null ? parcel.destination : null;
	const zone = word.zone ?? (end && placeOfEnd(end, places).zone) ?? "UTC";
	return {
		registeredAt: Date.parse(parcel.createdAt),
		carrier: laneCarrier(parcel.sellerId, code, leg?.connectionId ?? null),
		days: daysOf(lanes.calendar, code, country, parcel.service),
		zone: zoneDays(zone) ?? utcDays,
		isSurface: isSurface(parcel, code),
		model: lanes.gaps,
		now: now.getTime(),
	};
}

function daysOf(calendar: Calendar, carrier: string, country: string | null, service: string | null): DeliveryDays {
	return {
		calendar,
		place: { country: country ?? "", region: null },
		weekdays: deliveryWeek(carrier, country, service),
	};
}

/** By its name, or because the carrier states weeks for it. */
function isSurface({ service, origin, destination }: SilentParcel, carrier: string): boolean {
	if (isSurfaceService(service)) return true;
	if (service === null) return false;
	return statedTime({ carrier, service, from: origin, to: destination })?.isSurface ?? false;
}
