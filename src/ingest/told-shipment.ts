import type { Continuation, Fact } from "../core/facts.ts";
import { fold } from "../core/fold.ts";
import { factsOfJourney } from "../core/journeys.ts";
import type { Provenance, Scan, ScanDetails, ScanTime } from "../core/scan.ts";
import {
	type Code,
	type Condition,
	type Milestone,
	milestoneOf,
	type Reason,
	type ScanMilestone,
} from "../core/status.ts";
import type { Places } from "../geo/places.ts";
import type { LocatedShipment } from "./locate-shipment.ts";
import { factsOf } from "./read-message.ts";
import { settlePlaces } from "./settle-places.ts";

/** The state of a parcel by one message alone, as `read` prints it: of a number given out again, that of the newest journey. */
export interface ToldShipment {
	readonly trackingNumber: string | null;
	/** Whose parcel an aggregator says it is; null for a carrier's own. */
	readonly carriedBy: { readonly carrier: string | null; readonly name: string | null } | null;
	/** Other numbers of the same parcel. */
	readonly continues: readonly Continuation[];
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	/** On the carrier's own clock. */
	readonly promised: { readonly from: string; readonly to: string } | null;
	readonly deliveredAt: { readonly local: string; readonly instant: string | null } | null;
	readonly signed: boolean;
	/** All that the message tells, oldest first, in the order of the fold. */
	readonly scans: readonly ToldScan[];
}

export interface ToldScan extends ScanTime {
	readonly milestone: ScanMilestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly carrierCode: string;
	readonly text: string;
	readonly place: {
		readonly text: string;
		readonly country: string | null;
		readonly lat: number | null;
		readonly lng: number | null;
		readonly precision: string | null;
	} | null;
	/** What it tells beside its words; absent where that is nothing. */
	readonly details?: ScanDetails;
}

/**
 * Folds what one message told. `asOf` is the clock, `…Z`, at which all of it is learnt; null stands it at the newest scan,
 * so that nothing lies ahead.
 */
export function tellShipment(shipment: LocatedShipment, asOf: string | null, places: Places): ToldShipment {
	const told = (knownAt: string) => {
		const provenance: Provenance = { channel: "file", messageId: "", knownAt };
		return settlePlaces(factsOf(shipment, { provenance, leg: 1 }), { origin: null, destination: null }, places);
	};
	const clock = asOf ?? newestOf(told(new Date(0).toISOString()));
	const facts = told(clock);
	const newest = factsOfJourney(facts, { registeredAt: null, isReuse: false });
	const state = fold(newest, clock);
	const { timeline } = newest === facts ? state : fold(facts, clock);
	const { milestone, code, reason, condition, promised, deliveredAt, signed } = state;
	return {
		trackingNumber: shipment.trackingNumber,
		carriedBy: carriedBy({ carrier: shipment.underlying, name: shipment.underlyingName }),
		continues: state.continuations,
		milestone,
		code,
		reason,
		condition,
		promised: promised && { from: promised.from, to: promised.to },
		deliveredAt: deliveredAt && { local: deliveredAt.local, instant: deliveredAt.instant },
		signed,
		scans: timeline.map(tellScan),
	};
}

function carriedBy(told: NonNullable<ToldShipment["carriedBy"]>): ToldShipment["carriedBy"] {
	return told.carrier === null && told.name === null ? null : told;
}

function newestOf(facts: readonly Fact[]): string {
	const newest = facts.reduce(
		(latest, fact) => Math.max(latest, fact.kind === "scan" ? fact.scan.at : fact.kind === "header" ? fact.at : latest),
		Number.NEGATIVE_INFINITY,
	);
	return new Date(Number.isFinite(newest) ? newest : 0).toISOString();
}

function tellScan({ time, code, reason, carrierCode, text, place, details }: Scan): ToldScan {
	const { local, zone, zoneSource, instant, precision } = time;
	return {
		local,
		zone,
		zoneSource,
		instant,
		precision,
		milestone: milestoneOf(code),
		code,
		reason,
		carrierCode,
		text,
		place: place && {
			text: place.text,
			country: place.country,
			lat: place.lat,
			lng: place.lng,
			precision: place.precision,
		},
		...(details && { details }),
	};
}
