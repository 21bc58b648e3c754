// Run by hand: `npx tsx test/bench/eta.bench.ts`. What the engine of arrivals costs on an installation with many lanes, beside
// a bare look-up in a Map of as many keys, which is the least that any state costs.
import { LaneModel } from "../../src/core/eta/lane-model.ts";
import type { LaneEnd, Start } from "../../src/core/eta/start.ts";
import { plainWeek } from "../../src/core/eta/week.ts";

const PARCELS = 50_000;
const ASKED = 20_000;
const BATCH = 500;
const LIMIT_MICROSECONDS = 50;

let seed = 1;
const { starts, took } = made();
const model = new LaneModel();
const sizes = new Map<string, number>();
let learning = 0;
for (let first = 0; first < PARCELS; first += BATCH) {
	learning += (BATCH / PARCELS) * microseconds(BATCH, (index) => learn(first + index));
	// As the service does after each batch.
	for (const { key, numbers } of model.takeChanged()) sizes.set(key, numbers.length);
}
const beginning = microseconds(ASKED, (index) => {
	const start = starts[index];
	if (start) model.begin(start, plainWeek);
});
const asking = (wait: number) =>
	microseconds(ASKED, (index) => {
		const start = starts[PARCELS - 1 - index];
		if (!start) return;
		const forecast = model.forecast(start, start.at + wait, plainWeek);
		for (const share of [0.1, 0.5, 0.9]) forecast.at(share);
	});
const fresh = asking(0);
const aged = asking(8);

const bare = new Map([...sizes.keys()].map((key, index) => [key, index]));
const keys = [...bare.keys()];
const lookUp = microseconds(ASKED, (index) => bare.get(keys[(index * 7919) % keys.length] ?? ""));
const numbers = [...sizes.values()].reduce((sum, size) => sum + size, 0);

say("learn a delivery", learning);
say("note a hand-off", beginning);
say("forecast at the start, three shares", fresh);
say("forecast after eight days, three shares", aged);
process.stdout.write(
	`${sizes.size} nodes of ${(numbers / sizes.size).toFixed(1)} numbers for ${PARCELS} parcels; a look-up in a Map of as many ${lookUp.toFixed(2)} us\n`,
);

function learn(index: number): void {
	const start = starts[index];
	if (start) model.learn(start, start.at + (took[index] ?? 0), plainWeek);
}

/** Twenty carriers, a hundred regions, as many postcodes as a country has. */
function made(): { readonly starts: readonly Start[]; readonly took: readonly number[] } {
	const end = (): LaneEnd => {
		const region = draw(100);
		return { country: "BR", region: `R${region}`, postcode: `${10_000 + region * 900 + draw(900)}`, city: null };
	};
	const made = Array.from({ length: PARCELS }, (_, index) => {
		const distanceKm = draw(3000);
		const lane = { carrier: `carrier-${draw(20)}`, service: draw(2) === 0 ? null : "parcel", seller: `${draw(50)}` };
		const at = 18_000 + index / 200;
		const start: Start = {
			anchor: "accepted",
			at,
			lane: { ...lane, from: end(), to: end(), distanceKm, stated: null },
		};
		return { start, took: 1 + distanceKm / 400 + draw(100) / 20 };
	});
	return { starts: made.map(({ start }) => start), took: made.map(({ took }) => took) };
}

function draw(below: number): number {
	seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
	return Math.floor((seed / 2 ** 32) * below);
}

/** Of processor time, so that what else runs on the machine counts little. */
function microseconds(times: number, work: (index: number) => unknown): number {
	const before = process.cpuUsage();
	for (let index = 0; index < times; index++) work(index);
	return process.cpuUsage(before).user / times;
}

function say(what: string, cost: number): void {
	const ratio = (cost / lookUp).toFixed(0);
	process.stdout.write(`${what}: ${cost.toFixed(1)} us of ${LIMIT_MICROSECONDS}, ${ratio} x a bare look-up\n`);
}
