import type { DeliveryDays, Weekday } from "../calendar.ts";
import type { Code } from "../status.ts";
import type { JourneyScan } from "./backtest.ts";
import { plainCalendar, utcDays } from "./plain-days.ts";
import { addCountedHours } from "./rest-days.ts";

export type Fate = "normal" | "lost" | "stuck";

/** What was made to happen to a parcel that is lost or stuck: after its scan of this moment, in milliseconds. */
export interface Trouble {
	readonly fate: Fate;
	readonly after: number;
}

export interface GeneratedJourneys {
	/** Oldest first, of all parcels. */
	readonly scans: readonly JourneyScan[];
	/** By shipment; none for a parcel that travels as it should. */
	readonly troubles: ReadonlyMap<string, Trouble>;
}

/** A step of a carrier's journey: its code, and the hours on its working days since the one before, by median and spread. */
type Step = readonly [code: Code, medianHours: number, spread: number];

interface Rhythm {
	readonly carrier: string;
	readonly weekdays: ReadonlySet<Weekday>;
	readonly steps: readonly Step[];
}

const rhythms: readonly Rhythm[] = [
	{
		carrier: "courier",
		weekdays: new Set<Weekday>([1, 2, 3, 4, 5, 6, 7]),
		steps: [
			["info_received.label_created", 0, 0],
			["picked_up.collected", 3, 0.6],
			["in_transit.arrived_delivery_depot", 5, 0.4],
			["out_for_delivery.on_vehicle", 9, 0.4],
			["delivered.to_recipient", 4, 0.5],
		],
	},
	{
		carrier: "express",
		weekdays: new Set<Weekday>([1, 2, 3, 4, 5, 6]),
		steps: [
			["info_received.label_created", 0, 0],
			["picked_up.collected", 8, 0.7],
			["in_transit.origin_facility_departed", 5, 0.5],
			["in_transit.arrived_facility", 9, 0.4],
			["in_transit.departed_facility", 3, 0.6],
			["in_transit.arrived_delivery_depot", 8, 0.4],
			["out_for_delivery.on_vehicle", 4, 0.5],
			["delivered.signed", 4, 0.5],
		],
	},
	{
		carrier: "parcel",
		weekdays: new Set<Weekday>([1, 2, 3, 4, 5]),
		steps: [
			["info_received.label_created", 0, 0],
			["picked_up.dropped_off", 20, 0.8],
			["in_transit.arrived_facility", 12, 0.5],
			["in_transit.departed_facility", 6, 0.6],
			["in_transit.arrived_delivery_depot", 16, 0.5],
			["out_for_delivery.on_vehicle", 12, 0.5],
			["delivered.to_recipient", 5, 0.5],
		],
	},
	{
		carrier: "post",
		weekdays: new Set<Weekday>([1, 2, 3, 4, 5]),
		steps: [
			["info_received.label_created", 0, 0],
			["picked_up.accepted", 24, 0.7],
			["in_transit.export_office_arrived", 40, 0.5],
			["in_transit.departed_origin_country", 30, 0.6],
			["in_transit.arrived_destination_country", 60, 0.6],
			["in_transit.customs_cleared", 20, 0.8],
			["in_transit.arrived_delivery_depot", 40, 0.6],
			["out_for_delivery.on_vehicle", 16, 0.6],
			["delivered.to_recipient", 5, 0.5],
		],
	},
];

/**
 * Parcels of four carriers with rhythms of their own, handed off over half a year, of which 3 in 200 are lost and 5 in 200
 * lie still for 5 to 15 days more than they would have. The same seed makes the same parcels. Made up, of no carrier's data.
 */
export function generateJourneys(parcels: number, seed: number): GeneratedJourneys {
	const random = randomOf(seed);
	const scans: JourneyScan[] = [];
	const troubles = new Map<string, Trouble>();
	for (let parcel = 1; parcel <= parcels; parcel++) {
		const rhythm = rhythms[Math.floor(random() * rhythms.length)] ?? rhythms[0];
		if (rhythm === undefined) break;
		const shipment = `P${parcel}`;
		const days: DeliveryDays = { calendar: plainCalendar, place: nowhere, weekdays: rhythm.weekdays };
		const draw = random();
		const fate: Fate = draw < 0.015 ? "lost" : draw < 0.04 ? "stuck" : "normal";
		// Not after the last step: there is nothing to wait for.
		const troubled = 1 + Math.floor(random() * (rhythm.steps.length - 1));
		let at = addCountedHours({ days, zone: utcDays }, "rest days", start + random() * spanDays * dayMs, 0.1);
		for (const [index, [code, medianHours, spread]] of rhythm.steps.entries()) {
			if (index === troubled && fate !== "normal") {
				troubles.set(shipment, { fate, after: at });
				if (fate === "lost") break;
				at += (5 + 10 * random()) * dayMs;
			}
			const hours = medianHours * Math.exp(spread * normal(random));
			if (index > 0) at = addCountedHours({ days, zone: utcDays }, "rest days", at, hours);
			at = Math.round(at / 60_000) * 60_000;
			scans.push({ shipment, carrier: rhythm.carrier, code, at, date: utcDays.dateAt(at), isDate: false });
		}
	}
	scans.sort((a, b) => a.at - b.at);
	return { scans, troubles };
}

const nowhere = { country: "", region: null };
const dayMs = 24 * 3_600_000;
const start = Date.parse("2026-01-05T00:00:00Z");
const spanDays = 182;

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Box and Muller. */
function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
