import { bareNumber } from "../../adapters/kit/index.ts";
import type { DemoPlace, Route } from "./places.ts";
import { MAIN_SCENARIOS, type Scenario, type Step, type Waits } from "./scenarios.ts";
import { TROUBLE_SCENARIOS } from "./trouble.ts";

/** A push of the demo courier: post `body` at `atMs`, signed like any other. */
export interface TimedPush {
	readonly atMs: number;
	/** JSON in Wayline's own format. */
	readonly body: string;
}

const SCENARIOS: Readonly<Record<string, Scenario>> = { ...MAIN_SCENARIOS, ...TROUBLE_SCENARIOS };

/** Names for `DEMO-<name>-<seed>`, and what happens in each. */
export const demoScenarios: readonly { readonly name: string; readonly about: string }[] = Object.entries(
	SCENARIOS,
).map(([name, { about }]) => ({ name, about }));

/**
 * What the demo courier says of a number, in order, from `startMs` on. `speed` is journey hours in an hour: 1 in real
 * time, 1440 a day in a minute. Null for a number that names no scenario.
 */
export function journey(trackingNumber: string, startMs: number, speed = 1_440): readonly TimedPush[] | null {
	return journeyBy(trackingNumber, (hour) => Math.round(startMs + (hour * 3_600_000) / speed));
}

/**
 * The same with a clock of the caller's: when an hour of the journey comes, in milliseconds. The seed chooses the route
 * and spreads the hours, always alike for the same number.
 */
export function journeyBy(trackingNumber: string, toMs: (hour: number) => number): readonly TimedPush[] | null {
	const plan = planOf(trackingNumber);
	if (!plan) return null;
	const { steps, route, hours } = plan;
	const player: Player = { trackingNumber, route, toMs };
	return steps.flatMap((step, index) => {
		const from = hours[index] ?? step.hours;
		const to = hours[index + 1] ?? from;
		return [stepPush(player, step, index, from), ...positionPushes(player, step, from, to)];
	});
}

/** The hour of a journey's last step; null for a number that names no scenario. */
export function lastHour(trackingNumber: string): number | null {
	return planOf(trackingNumber)?.hours.at(-1) ?? null;
}

function planOf(trackingNumber: string) {
	const part = /^DEMO([A-Z]+)(\d{1,9})$/.exec(bareNumber(trackingNumber));
	const name = part?.[1] ?? "";
	const scenario = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
	if (!scenario) return null;
	const seed = Number(part?.[2]);
	const route = scenario.routes[seed % scenario.routes.length] ?? scenario.routes[0];
	return { steps: scenario.steps, route, hours: spread(scenario.steps, seed) };
}

interface Player {
	readonly trackingNumber: string;
	readonly route: Route;
	readonly toMs: (hour: number) => number;
}

/** Every gap between 80 and 120 per cent of the script's, so that no two parcels of a scenario move as one. */
function spread(steps: readonly Step[], seed: number): readonly number[] {
	const random = randomFrom(seed);
	let before = 0;
	let hour = 0;
	return steps.map((step) => {
		hour += (step.hours - before) * (0.8 + 0.4 * random());
		before = step.hours;
		return hour;
	});
}

function stepPush(player: Player, step: Step, index: number, hour: number): TimedPush {
	const place = player.route[step.stop];
	const door = player.route.door;
	const scan = {
		id: scanId(player, index),
		code: step.code,
		occurredAt: wallTime(player.toMs(hour), place.zone),
		text: step.text,
		...(step.reason && { reason: step.reason }),
		place: printed(place),
		...(step.code === "out_for_delivery.on_vehicle" && { courier: player.route.courier }),
		...(step.waits && waiting(player, place, step.waits)),
	};
	return push(player, hour, {
		scans: [scan],
		...(step.withdraws && { withdraw: [scanId(player, index - step.withdraws)] }),
		...(step.promised && {
			promised: {
				from: wallTime(player.toMs(step.promised[0]), door.zone),
				to: wallTime(player.toMs(step.promised[1]), door.zone),
			},
		}),
	});
}

const NAMES = { locker: "Parcel locker 112", "post office": "Post office" } as const;

/** A reminder tells its last day alone, as couriers do. */
function waiting({ toMs }: Player, { counter, lat, lng, zone }: DemoPlace, { in: kind, code, until }: Waits): object {
	const lastDay = { until: wallTime(toMs(until), zone).local.slice(0, 10) };
	if (kind === undefined || counter === undefined) return { pickup: lastDay };
	const { shop, address, hours } = counter;
	const name = kind === "shop" ? shop : NAMES[kind];
	const open = kind === "locker" ? ["00:00-24:00"] : hours;
	return {
		pickup: { name, address, hours: open, ...lastDay, lat, lng },
		...(code !== undefined && { pickupCode: code }),
	};
}

const POSITIONS = 4;

/** The courier's way from the depot to the door, in as many steps as a visitor can follow. */
function positionPushes(player: Player, { stopsBefore }: Step, from: number, to: number): readonly TimedPush[] {
	if (stopsBefore === undefined || to <= from) return [];
	const { depot, door } = player.route;
	return Array.from({ length: POSITIONS }, (_, index) => {
		const share = (index + 1) / (POSITIONS + 1);
		const hour = from + (to - from) * share;
		return push(player, hour, {
			position: {
				lat: between(depot.lat, door.lat, share),
				lng: between(depot.lng, door.lng, share),
				at: wallTime(player.toMs(hour), depot.zone),
				stopsBefore: Math.ceil(stopsBefore * (1 - share)),
			},
		});
	});
}

function push({ trackingNumber, toMs }: Player, hour: number, news: object): TimedPush {
	return { atMs: toMs(hour), body: JSON.stringify({ shipments: [{ trackingNumber, ...news }] }) };
}

function scanId({ trackingNumber }: Player, index: number): string {
	return `${bareNumber(trackingNumber)}-${index + 1}`;
}

function printed({ text, country, postcode, lat, lng }: DemoPlace): object {
	return { text, country, postcode, lat, lng };
}

function between(from: number, to: number, share: number): number {
	return Math.round((from + (to - from) * share) * 1e5) / 1e5;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The wall clock at an instant: Swedish writes it as ISO does. */
function wallTime(atMs: number, zone: string): { readonly local: string; readonly zone: string } {
	const clock =
		clocks.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
	clocks.set(zone, clock);
	return { local: clock.format(atMs).replace(" ", "T"), zone };
}

/** Mulberry32: small, repeatable, good enough to spread times. */
function randomFrom(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
